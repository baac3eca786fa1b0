"""Two statements held against each other: same, paraphrase, opposite or different.

First version. Both are cut into words, spelling differences are folded away, and the words are aligned
(RapidFuzz, longest common subsequence). The shorter may be a piece of the longer: what counts is how much of it is
covered. High similarity hides a dropped "not" or a changed number, so these veto a merge whatever the score.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import Indel

from quotes.wording import Word, words


class Relation(StrEnum):
    """How two statements stand to each other."""

    SAME = "same"  # one utterance in (nearly) the same words, cut or respelt
    PARAPHRASE = "paraphrase"  # the same claim in other words
    OPPOSITE = "opposite"  # close in wording, but the claim differs
    DIFFERENT = "different"


class Alarm(StrEnum):
    """Why close wording is not the same claim."""

    NEGATION = "negation"
    NUMBER = "number"
    MODALITY = "modality"  # "will" for "may", "all" for "some", an "if" or "might" dropped
    CONTRARY = "contrary"  # "support" for "oppose"
    ORDER = "order"  # the same words with the roles exchanged


@dataclass(frozen=True, slots=True)
class Edit:
    """One step of the alignment of two statements.

    Attributes:
        op: "equal", "delete" (only in the first), "insert" (only in the second).
        first, second: ranges of words, half-open.
    """

    op: str
    first: tuple[int, int]
    second: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The result of holding two statements against each other.

    Attributes:
        score: share of the shorter statement's weight that the longer one covers, in [0, 1].
        alarms: what speaks against one claim although the wording is close, sorted.
    """

    relation: Relation
    score: float
    alarms: tuple[Alarm, ...]
    edits: tuple[Edit, ...]


# Chosen on the 423 development pairs: the coverage of the shorter statement at which F1 of "same" is highest, and one
# below which hardly any pair is a paraphrase; above it two in five are.
_SAME = 0.80
_PARAPHRASE = 0.55
# Words that carry the sense: with fewer shared than the first, two statements have a phrase in common, not a claim;
# a piece of a much longer statement must have the second.
_SHARED_WEIGHT = 3.0
_PIECE_WEIGHT = 6.0
_MUCH_LONGER = 2.0
# A stretch of at most so many words that only one statement has may turn the sense of what both have.
_SHORT_GAP = 5
# Words of a piece scattered over a long statement are a coincidence: so many in a row on average, at the least.
_RUN = 2.5
_STOPWORD_WEIGHT = 0.25

_STOPWORDS = frozenset(
    """
        a an the and or but of to in on at by for with from as that this these those it its is are was were be been
        being am has have had do does did will would shall should can could may might must he she they we i you his
        her their our my your him them us me who which what there here so very also than then if into about
        over after before up out said says well look think know mean really
    """.split()
)
_NEGATIONS = frozenset(
    "not no never nobody nothing nowhere none neither nor without unless cannot hardly scarcely barely".split()
)
_MODALS = frozenset(
    "will would shall should can could may might must all every each some most many few only always often sometimes if"
    " unless both either any everyone someone everybody somebody already probably possibly definitely".split()
)
# Words whose mere absence changes what is claimed.
_HEDGES = frozenset("may might could would if unless only some most few sometimes probably possibly".split())
# By hand: contraries that are common in politics, business and court.
_CONTRARIES = {
    frozenset(pair.split("/"))
    for pair in """
    support/oppose supports/opposes supported/opposed accept/reject accepts/rejects accepted/rejected win/lose
    wins/loses won/lost rise/fall rises/falls rose/fell increase/decrease increased/decreased increases/decreases
    more/less more/fewer higher/lower high/low up/down open/closed open/close opens/closes opened/closed
    allow/forbid allow/ban allowed/forbidden allowed/banned guilty/innocent right/wrong true/false strong/weak
    stronger/weaker safe/dangerous best/worst better/worse good/bad begin/end began/ended start/stop started/stopped
    before/after left/right approve/reject approved/rejected agree/disagree agreed/disagreed confirm/deny
    confirmed/denied first/last success/failure succeed/fail succeeded/failed gain/loss peace/war friend/enemy
    north/south east/west early/late buy/sell bought/sold raise/cut raised/cut remember/forget love/hate lead/follow
    inside/outside over/under majority/minority maximum/minimum attack/defend for/against refuse/agree
    refused/agreed fail/manage failed/managed lack/have lacks/has lacked/had deny/admit denies/admits
    denied/admitted attacked/defended victory/defeat include/exclude
    """.split()
}
# Words of one kind that stand for a figure: one in the place of another is another figure.
_MEASURES = tuple(
    frozenset(line.split())
    for line in (
        "january february march april may june july august september october november december",
        "monday tuesday wednesday thursday friday saturday sunday",
        "second seconds minute minutes hour hours day days week weeks month months year years decade decades",
        "metre metres meter meters kilometer kilometers kilometre kilometres mile miles foot feet",
        "acre acres hectare hectares",
        "dollar dollars euro euros pound pounds crown crowns yen rouble roubles ruble rubles",
        "gram grams kilo kilos kilogram kilograms ton tons tonne tonnes barrel barrels",
        "first second third fourth fifth sixth seventh eighth ninth tenth",
    )
)
_CONTRARY_PREFIX = re.compile(r"(?:un|im|in|ir|il|dis|non)(?=\w{4})")


def compare(first: str, second: str) -> Comparison:
    """Hold two statements against each other.

    Args:
        first, second: contents as printed; marks, a leading "that" and " … " between parts do not count.

    Returns:
        `Relation.DIFFERENT` with score 0.0 where either has no word.
    """
    return compare_statements(words(first), words(second))


def compare_statements(first: Sequence[Word], second: Sequence[Word]) -> Comparison:
    """`compare` for statements that are cut into words already."""
    stops = tuple(frozenset(i for i, word in enumerate(side) if word.stop) for side in (first, second))
    return compare_words([w.folded for w in first], [w.folded for w in second], stops=(stops[0], stops[1]))


_NO_STOPS: tuple[frozenset[int], frozenset[int]] = (frozenset(), frozenset())


def compare_words(
    first: Sequence[str], second: Sequence[str], *, stops: tuple[frozenset[int], frozenset[int]] = _NO_STOPS
) -> Comparison:
    """`compare` for folded words; `stops` are the indexes of words behind which a sentence ends.

    Whichever comes first, the result is the same but for the sides of its edits.
    """
    if not first or not second:
        return Comparison(Relation.DIFFERENT, 0.0, (), ())
    # Of several longest common subsequences RapidFuzz returns one; aligned in one order, both directions get the same.
    swapped = (len(first), list(first)) > (len(second), list(second))
    a, b = (second, first) if swapped else (first, second)
    gaps = _Gaps.between(a, b, (stops[1], stops[0]) if swapped else stops)
    edits = tuple(_swap(e) for e in gaps.edits) if swapped else gaps.edits
    return _judge(a, b, gaps, edits)


def _judge(a: Sequence[str], b: Sequence[str], gaps: _Gaps, edits: tuple[Edit, ...]) -> Comparison:
    shared = [w for e in gaps.edits if e.op == "equal" for w in a[slice(*e.first)]]
    weight = sum(map(_weight, shared))
    lengths = sorted(sum(map(_weight, side)) for side in (a, b))
    score = weight / lengths[0]
    alarms = gaps.alarms() if shared else ()
    runs = sum(e.op == "equal" for e in gaps.edits)
    needed = _PIECE_WEIGHT if lengths[1] > _MUCH_LONGER * lengths[0] else _SHARED_WEIGHT
    enough = list(a) == list(b) or (weight >= needed and len(shared) >= _RUN * runs)
    # "We will not close the dam" is too short to be one claim with another, but not to be the contrary of it.
    if not enough and alarms == (Alarm.NEGATION,) and score >= _SAME and len(shared) >= _SHORT_GAP:
        enough = True
    if not enough or score < _PARAPHRASE:
        relation = Relation.DIFFERENT
    elif alarms:
        relation = Relation.OPPOSITE if score >= _SAME else Relation.DIFFERENT
    else:
        relation = Relation.SAME if score >= _SAME else Relation.PARAPHRASE
    return Comparison(relation, round(score, 3), alarms, edits)


def _swap(edit: Edit) -> Edit:
    names = {"delete": "insert", "insert": "delete"}
    return Edit(names.get(edit.op, edit.op), edit.second, edit.first)


def _weight(word: str) -> float:
    return _STOPWORD_WEIGHT if word in _STOPWORDS else 1.0


@dataclass(frozen=True, slots=True)
class _Gap:
    """What stands between two shared stretches, or before the first or behind the last: words of either side.

    Attributes:
        one, other: the words, in order.
        inner: whether shared words stand on both sides of it.
    """

    one: tuple[str, ...]
    other: tuple[str, ...]
    inner: bool


@dataclass(frozen=True, slots=True)
class _Gaps:
    """An alignment: its edits, and the gaps between the shared stretches, cut down to what bears on those."""

    edits: tuple[Edit, ...]
    gaps: tuple[_Gap, ...]
    shared: tuple[str, ...]

    @classmethod
    def between(cls, a: Sequence[str], b: Sequence[str], stops: tuple[frozenset[int], frozenset[int]]) -> _Gaps:
        """Align two statements by their longest common subsequence."""
        edits = tuple(Edit(o.tag, (o.src_start, o.src_end), (o.dest_start, o.dest_end)) for o in Indel.opcodes(a, b))
        gaps: list[_Gap] = []
        i = j = 0
        equal = [e for e in edits if e.op == "equal"]
        for n, (x, y) in enumerate([*((e.first[0], e.second[0]) for e in equal), (len(a), len(b))]):
            inner = 0 < n < len(equal)
            one, other = _bearing(a, (i, x), n, len(equal), stops[0]), _bearing(b, (j, y), n, len(equal), stops[1])
            if not inner and one and other:
                # At the edges the words next to what is shared may have been replaced, the others were cut.
                most = max(1, min(len(one), len(other)))
                one, other = (one[-most:], other[-most:]) if n == 0 else (one[:most], other[:most])
            if one or other:
                gaps.append(_Gap(one, other, inner))
            if n < len(equal):
                i, j = equal[n].first[1], equal[n].second[1]
        return cls(edits, tuple(gaps), tuple(w for e in equal for w in a[slice(*e.first)]))

    def alarms(self) -> tuple[Alarm, ...]:
        """What the gaps change in the sense of the shared words."""
        found: set[Alarm] = set()
        one, other = ([w for gap in self.gaps for w in side(gap)] for side in (_one, _other))
        if denials(one) % 2 != denials(other) % 2:
            found.add(Alarm.NEGATION)
        numbers = [[w for w in side if w[0].isdigit()] for side in (one, other)]
        # A figure that only one has was cut off at the edges, but changes the sense in the middle.
        single = any(w[0].isdigit() for gap in self.gaps if gap.inner for w in (*gap.one, *gap.other))
        if single or (numbers[0] and numbers[1]):
            found.add(Alarm.NUMBER)
        for gap in self.gaps:
            gone, come = set(gap.one) - set(gap.other), set(gap.other) - set(gap.one)
            if gone & _MODALS and come & _MODALS:
                found.add(Alarm.MODALITY)
            # A hedge that stands alone in its gap was dropped, not cut off with its sentence.
            if (not gone and come & _HEDGES) or (not come and gone & _HEDGES):
                found.add(Alarm.MODALITY)
            if any(gone & kind and come & kind for kind in _MEASURES):
                found.add(Alarm.NUMBER)
            if any(frozenset((x, y)) in _CONTRARIES or _negated(x, y) for x in gone for y in come):
                found.add(Alarm.CONTRARY)
        if any(_weight(w) == 1.0 and w not in _NEGATIONS for w in Counter(one) & Counter(other)):
            found.add(Alarm.ORDER)
        return tuple(sorted(found))


def _one(gap: _Gap) -> tuple[str, ...]:
    return gap.one


def _other(gap: _Gap) -> tuple[str, ...]:
    return gap.other


def _negated(x: str, y: str) -> bool:
    short, long = sorted((x, y), key=len)
    return bool(_CONTRARY_PREFIX.match(long)) and long.endswith(short) and len(long) - len(short) <= 3


def _bearing(side: Sequence[str], gap: tuple[int, int], n: int, last: int, stops: frozenset[int]) -> tuple[str, ...]:
    """The words of a gap that bear on the shared words beside it.

    Before the first shared word and behind the last, only those of its own sentence do; of a long stretch left out of
    the middle, which takes its own "not" along, only a negation or hedge right beside what is shared.
    """
    start, end = gap
    if start == end:
        return ()
    if n == 0:
        start = max([start, *(i + 1 for i in range(max(start, end - _SHORT_GAP), end) if i in stops)])
        return tuple(side[max(start, end - _SHORT_GAP) : end])
    if n == last:
        if start - 1 in stops:
            return ()
        return tuple(side[start : min(end, start + _SHORT_GAP)])
    if end - start <= _SHORT_GAP:
        return tuple(side[start:end])
    return tuple(w for w in (side[start], side[end - 1]) if w in _NEGATIONS)


def counted(tokens: Sequence[str]) -> Counter[str]:
    """Words that carry sense, with how often they occur: what candidates for a comparison must share."""
    return Counter(w for w in tokens if w not in _STOPWORDS)


def denials(tokens: Sequence[str]) -> int:
    """How many words deny; two statements of which one has an odd number more can hardly be one claim."""
    return sum(w in _NEGATIONS for w in tokens)
