"""Which cue and which source belong to a content, and which contents are parts of one.

The network gives each piece a vector for asking and one for being asked, by relation; a span's vector is the sum of
that of its first and that of its last piece. The score of a pair is their product and a learnt preference for its
place: the side, how many others stand between, the same paragraph or not. "None" is one more answer. What stands in
another paragraph must be better by a margin that is not learnt, whatever the relation.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum

import numpy as np

from quotes.model.bio import Floats
from quotes.model.tags import Role, Tagged


class Relation(IntEnum):
    """What a content looks for: its source, its cue, or the earlier content that it goes on."""

    SOURCE = Role.SOURCE
    CUE = Role.CUE
    PART = Role.CONTENT


WIDTH = 32
VECTORS = len(Relation) * 4 * WIDTH
"""Width of the network's link output: (ask, asked) by (first, last) by relation, `WIDTH` each."""

NEAREST = 4
PLACES = 2 * NEAREST * 2
"""Codes of `place`: side, others between (3 stands for more), paragraph."""
# Two contents of one cue in one paragraph are one unless the network is surer than this that they are not. Chosen on
# PolNeAR's development articles: overlap F1 is 76.6 by the network's own answer alone, 79.2 so.
_APART = -6.0
# What stands in another paragraph must be better by this much. The network learns its links on true spans only, each of
# which has its cue; of a content that it should not have found, it seeks the cue far off. Chosen on the same articles:
# end to end F1 rises by 0.4, the share of right sources of direct quotes by 1.0.
_ELSEWHERE = 4.0
# A part of a content that the network is less sure of is none, beside a surer one. Chosen on the same articles: exact
# F1 of contents rises by 0.3.
_PART = 0.65
REACH = 256  # pieces between two spans, at most
PARAGRAPHS = 1  # that may lie between


@dataclass(frozen=True, slots=True)
class Attribution:
    """A content with what belongs to it.

    Attributes:
        contents: its parts in order.
        cue, source: None where the network finds none.
        cue_sure, source_sure: probability of that answer among all candidates, "none" included, in [0, 1].
    """

    contents: tuple[Tagged, ...]
    cue: Tagged | None
    source: Tagged | None
    cue_sure: float
    source_sure: float


@dataclass(slots=True)
class _Group:
    """Parts that are one content, and what the scores of all of them add up to, by candidate."""

    contents: list[Tagged] = field(default_factory=list)
    scores: dict[Relation, dict[int, float]] = field(default_factory=dict)


def candidates(content: Tagged, spans: Sequence[Tagged], relation: Relation) -> range:
    """The spans that may answer, by index.

    Args:
        content: that asks.
        spans: all of the role that `relation` looks for, in order; contents for `Relation.PART`.
        relation: what is looked for.
    """
    at = bisect_left(spans, content.first, key=lambda s: s.first)
    low = at
    while low and content.first - spans[low - 1].last <= REACH and _near(content, spans[low - 1]):
        low -= 1
    if relation is Relation.PART:
        return range(low, at)
    high = at
    while high < len(spans) and spans[high].first - content.last <= REACH and _near(content, spans[high]):
        high += 1
    return range(low, high)


def _near(a: Tagged, b: Tagged) -> bool:
    return abs(a.paragraph - b.paragraph) <= PARAGRAPHS


def places(content: Tagged, spans: Sequence[Tagged], among: range) -> list[int]:
    """The code of each candidate's place, in [0, PLACES)."""
    at = bisect_left(spans, content.first, key=lambda s: s.first)
    codes = []
    for i in among:
        behind = i >= at
        between = min(i - at if behind else at - 1 - i, NEAREST - 1)
        codes.append((behind * NEAREST + between) * 2 + (spans[i].paragraph == content.paragraph))
    return codes


def attributions(spans: Sequence[Tagged], vectors: Floats, nowhere: Floats, preferences: Floats) -> list[Attribution]:
    """Join the spans of an article to attributions.

    Args:
        spans: in order.
        vectors: the network's link output, `(pieces, VECTORS)`.
        nowhere: the vectors that stand for "none", `(len(Relation), WIDTH)`.
        preferences: for each place as learnt, `(len(Relation), PLACES)`; the margin for another paragraph comes on top.

    Returns:
        One for each content, or chain of contents, by its first part. Cues and sources that no content takes are
        left out.
    """
    by_role = {role: [s for s in spans if s.role is role] for role in Role}
    contents = by_role[Role.CONTENT]
    if not contents:
        return []
    asking = _span_vectors(contents, vectors, 0)
    asked = {role: _span_vectors(by_role[role], vectors, 1)[:, role] for role in Role if by_role[role]}
    none = np.einsum("nrw,rw->nr", asking, nowhere)
    preferences = preferences - _ELSEWHERE * (np.arange(PLACES) % 2 == 0)
    groups: list[_Group] = []
    group_of: list[_Group] = []
    for number, content in enumerate(contents):
        scores: dict[Relation, dict[int, float]] = {}
        for relation in Relation:
            role = Role(relation)
            among = candidates(content, by_role[role], relation)
            if not among:
                scores[relation] = {}
                continue
            codes = places(content, by_role[role], among)
            row = asked[role][among.start : among.stop] @ asking[number, relation] + preferences[relation][codes]
            scores[relation] = dict(zip(among, (row - none[number, relation]).tolist(), strict=True))
        earlier = scores.pop(Relation.PART)
        best = max(earlier, key=earlier.__getitem__, default=None)
        if best is not None and _goes_on(content, contents[best], earlier[best], scores, group_of[best]):
            group = group_of[best]
        else:
            group = _Group()
            groups.append(group)
        group_of.append(group)
        _add(group, content, scores)
    return [_attribution(group, by_role) for group in groups]


def _goes_on(
    content: Tagged, before: Tagged, score: float, scores: dict[Relation, dict[int, float]], group: _Group
) -> bool:
    """Whether a content is a further part of the one that `group` gathers: in one paragraph, by one cue."""
    if content.paragraph != before.paragraph:
        return False
    cue, _ = _answer(scores[Relation.CUE])
    if cue is None:
        return score > 0
    return score > _APART and cue == _answer(group.scores[Relation.CUE])[0]


def _span_vectors(spans: Sequence[Tagged], vectors: Floats, side: int) -> Floats:
    """`(len(spans), len(Relation), WIDTH)`; side 0 asks, side 1 is asked."""
    table = vectors.reshape(len(vectors), 2, 2, len(Relation), WIDTH)
    first = table[[s.first for s in spans], side, 0]
    last = table[[s.last for s in spans], side, 1]
    return first + last


def _add(group: _Group, content: Tagged, scores: dict[Relation, dict[int, float]]) -> None:
    group.contents.append(content)
    for relation, row in scores.items():
        # A candidate that one part cannot see keeps the score that the other parts give it.
        held = group.scores.setdefault(relation, {})
        for candidate, score in row.items():
            held[candidate] = held.get(candidate, 0.0) + score


def _attribution(group: _Group, by_role: dict[Role, list[Tagged]]) -> Attribution:
    cue, cue_sure = _answer(group.scores.get(Relation.CUE, {}))
    source, source_sure = _answer(group.scores.get(Relation.SOURCE, {}))
    surest = max(part.sure for part in group.contents)
    return Attribution(
        tuple(part for part in group.contents if part.sure >= min(_PART, surest)),
        None if cue is None else by_role[Role.CUE][cue],
        None if source is None else by_role[Role.SOURCE][source],
        cue_sure,
        source_sure,
    )


def _answer(scores: dict[int, float]) -> tuple[int | None, float]:
    """The best candidate, or None where "none" (score 0) is better, with its softmax."""
    best = max(scores, key=scores.__getitem__, default=None)
    top = max(0.0, scores[best]) if best is not None else 0.0
    total = float(np.exp(np.array([0.0, *scores.values()]) - top).sum())
    if best is None or scores[best] <= 0:
        return None, 1.0 / total
    return best, 1.0 / total
