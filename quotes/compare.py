"""Two statements held against each other: same, paraphrase, opposite or different.

Both are cut into words, spelling differences are folded away, and the words are aligned (RapidFuzz, longest common
subsequence). The shorter may be a piece of the longer: what counts is how much of it is covered. High similarity hides
a dropped "not" or a changed number, so these veto a merge whatever the score (`quotes.alarms`).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from rapidfuzz.distance import Indel

from quotes.alarms import NEGATIONS, Alarm, Gap, alarms
from quotes.inflection import is_irregular_past
from quotes.text import normalise
from quotes.wording import FUNCTION_WORDS, Word, words


class Relation(StrEnum):
    """How two statements stand to each other."""

    SAME = "same"  # one utterance in (nearly) the same words, cut or respelt
    PARAPHRASE = "paraphrase"  # the same claim in other words
    OPPOSITE = "opposite"  # close in wording, but the claim differs
    DIFFERENT = "different"


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
        coverage: share of the shorter statement's weight that the longer one covers, in [0, 1].
        alarms: what speaks against one claim although the wording is close, sorted.
    """

    relation: Relation
    coverage: float
    alarms: tuple[Alarm, ...]
    edits: tuple[Edit, ...]

    @property
    def score(self) -> float:
        """The calibrated probability that both are printings of one utterance, in [0, 1]."""
        features = self.features()
        evidence = sum(_LIKELIHOOD[name] * value for name, value in features.items())
        return round(1 / (1 + math.exp(-evidence)), 3) if self.edits else 0.0

    def features(self) -> dict[str, float]:
        """What the score is made from: the relation, how much is shared, and how much of both that is."""
        shared = sum(e.first[1] - e.first[0] for e in self.edits if e.op == "equal")
        words = sum(e.first[1] - e.first[0] + e.second[1] - e.second[0] for e in self.edits)
        return {
            "bias": 1.0,
            Relation.SAME: float(self.relation is Relation.SAME),
            Relation.PARAPHRASE: float(self.relation is Relation.PARAPHRASE),
            Relation.OPPOSITE: float(self.relation is Relation.OPPOSITE),
            Relation.DIFFERENT: self.coverage if self.relation is Relation.DIFFERENT else 0.0,
            "both": 2 * shared / words if words else 0.0,
            "shared": math.log1p(shared),
        }


# Fitted by `python -m quotes.training.pairs` on the 423 development pairs.
_LIKELIHOOD = {
    "bias": -5.70,
    Relation.SAME: 3.78,
    Relation.PARAPHRASE: 0.40,
    Relation.OPPOSITE: -2.22,
    Relation.DIFFERENT: 0.26,
    "both": 1.24,
    "shared": 1.34,
}
# Chosen on the 423 development pairs: the coverage of the shorter statement from which two are the same; that of both
# together, where they are about as long; and the coverage below which hardly any pair is a paraphrase.
_SAME = 0.80
_SAME_BOTH = 0.70
_PARAPHRASE = LEAST_SHARED = 0.70
# Words that carry the sense: with fewer shared than the first, two statements have a phrase in common, not a claim;
# a piece of a much longer statement must have the second, if it is not quoted in both.
_SHARED_WEIGHT = 3.0
_PIECE_WEIGHT = 6.0
_QUOTED_WEIGHT = 2.5
_QUOTED_WORDS = 4
_MUCH_LONGER = 2.0
# A stretch of at most so many words that only one statement has may turn the sense of what both have.
_SHORT_GAP = 5
# Words of a piece scattered over a long statement are a coincidence: so many in a row on average, at the least.
_RUN = 2.5
# Where a phrase shows: its first words, or no verb in the past.
_OPENING_WORDS = 3
_PAST = re.compile(r"(?!united)[a-z]{3,}[^e]ed|said|says")
# So many shared words tell two statements apart from a phrase, where a good part differs.
_MANY = 8
_FEW = 4
_TURNING = frozenset({Alarm.NEGATION, Alarm.CONDITION})
_ARTICLES = frozenset(
    "a an the his her their its our my your this these some more into of for in on at with from".split()
)
_FUNCTION_WEIGHT = 0.25
# With these another clause begins, whose "not" is its own.
_NEW_CLAUSE = frozenset("because so and while without".split())
_NAME = re.compile(r"(?:(?:Mr|Mrs|Ms|Dr|Sen|Gov|Rep|Gen)\.?\s+)?(?P<name>[A-Z][\w.’'-]*(?:\s+[A-Z][\w.’'-]*){0,3})")
# A statement has a verb or somebody who acts; "her record as secretary" claims nothing, however often it is repeated.
_CLAUSE = frozenset(
    """
        is are was were am been be has have had do does did will would shall should can could may might must i we he
        she they you it there
    """.split()
)


def compare(first: str, second: str, sources: tuple[str | None, str | None] = (None, None)) -> Comparison:
    """Hold two statements against each other.

    Args:
        first, second: contents as printed; marks, a leading "that" and " … " between parts do not count.
        sources: who says them, as printed, where it is known; what two people of different names say is not one
            statement, but may be the opposite of each other.

    Returns:
        `Relation.DIFFERENT` with a score of 0 where either has no word. Whichever comes first, the result is the same
        but for the sides of its edits.
    """
    found = compare_statements(words(first), words(second), forms=True)
    if found.relation in (Relation.SAME, Relation.PARAPHRASE) and _are_two(*sources):
        return replace(found, relation=Relation.DIFFERENT)
    return found


def _are_two(one: str | None, other: str | None) -> bool:
    """Whether two sources are both names, and of different people."""
    names = [_NAME.fullmatch((source or "").partition(",")[0].strip()) for source in (one, other)]
    if not names[0] or not names[1] or any(name and name[0].startswith("The ") for name in names):
        return False
    mine, theirs = ({normalise(word).text for word in name["name"].split()} for name in names if name)
    return not mine & theirs and not (mine | theirs) & _CLAUSE


def compare_statements(first: Sequence[Word], second: Sequence[Word], *, forms: bool = False) -> Comparison:
    """`compare` for statements that are cut into words already.

    Args:
        forms: whether forms of a word are that word, as reported speech shifts them: "trusts" and "trusted".
    """
    if not first or not second:
        return Comparison(Relation.DIFFERENT, 0.0, (), ())
    # Of several longest common subsequences RapidFuzz returns one; aligned in one order, both directions get the same.
    folded = [w.folded for w in first], [w.folded for w in second]
    swapped = (len(first), folded[0]) > (len(second), folded[1])
    a, b = (second, first) if swapped else (first, second)
    edits = _aligned(*([w.stem if forms else w.folded for w in side] for side in (a, b)))
    relation, score, found = _judge(a, b, edits)
    return Comparison(relation, round(score, 3), found, tuple(map(_swap, edits)) if swapped else edits)


def _aligned(a: list[str], b: list[str]) -> tuple[Edit, ...]:
    """The longest common subsequence as edits; where the shorter is a piece of the longer, as that piece."""
    # Of several such subsequences RapidFuzz returns one, which may be scattered.
    whole = f" {' '.join(b)} "
    at = whole.find(f" {' '.join(a)} ")
    if at < 0:
        return tuple(Edit(o.tag, (o.src_start, o.src_end), (o.dest_start, o.dest_end)) for o in Indel.opcodes(a, b))
    start = whole[:at].count(" ")
    end = start + len(a)
    before = [Edit("insert", (0, 0), (0, start))] if start else []
    behind = [Edit("insert", (len(a), len(a)), (end, len(b)))] if end < len(b) else []
    return (*before, Edit("equal", (0, len(a)), (start, end)), *behind)


def _judge(a: Sequence[Word], b: Sequence[Word], edits: Sequence[Edit]) -> tuple[Relation, float, tuple[Alarm, ...]]:
    equal = [e for e in edits if e.op == "equal"]
    shared = [w for e in equal for w in a[slice(*e.first)]]
    weight = sum(map(_weight, shared))
    short, long = sorted(sum(map(_weight, side)) for side in (a, b))
    score = weight / short
    found = alarms(_gaps(a, b, equal)) if shared else ()
    equals = [w.folded for w in a] == [w.folded for w in b]
    quoted = _quoted_run(a, b, equal)
    needed = _PIECE_WEIGHT if long > _MUCH_LONGER * short else _SHARED_WEIGHT
    both = 2 * weight / (short + long)
    enough = equals or quoted or (weight >= needed and (both >= _SAME_BOTH or len(shared) >= _RUN * len(equal)))
    # "We will not close the dam" is too short to be one claim with another, but not to be the contrary of it.
    turned = bool(found) and set(found) <= _TURNING and score >= _SAME and len(shared) >= max(5, _RUN * len(equal))
    enough = enough or turned
    close = score >= _SAME or (both >= _SAME_BOTH and len(shared) >= _MANY)
    # A few words in other places or of other sense are a contrary claim, however short the statement.
    apart = sum(e.first[1] - e.first[0] + e.second[1] - e.second[0] for e in edits if e.op != "equal")
    if found and apart <= _FEW and len(shared) >= _FEW and not (_is_phrase(a) or _is_phrase(b)):
        return Relation.OPPOSITE, score, found
    if not enough or score < _PARAPHRASE:
        return Relation.DIFFERENT, score, found
    if not equals and (_is_phrase(a) or _is_phrase(b)):
        return Relation.DIFFERENT, score, found
    if found:
        return (Relation.OPPOSITE if close else Relation.DIFFERENT), score, found
    return (Relation.SAME if close else Relation.PARAPHRASE), score, found


def _is_phrase(side: Sequence[Word]) -> bool:
    """Whether a statement names something and claims nothing: not quoted, no clause, beginning as such names do."""
    if side[0].told or _is_quoted(side) or any(_is_verb(w.folded) for w in side):
        return False
    return (not side[0].capital and side[0].folded in _ARTICLES) or any(w.name for w in side[:_OPENING_WORDS])


def _is_verb(word: str) -> bool:
    return word in _CLAUSE or bool(_PAST.fullmatch(word)) or is_irregular_past(word)


def _is_quoted(side: Sequence[Word]) -> bool:
    """Whether a good part of a statement is the speaker's own words."""
    return 2 * sum(w.quoted for w in side) >= len(side)


def _quoted_run(a: Sequence[Word], b: Sequence[Word], equal: Sequence[Edit]) -> bool:
    """Whether the shorter is little but one stretch that both have between marks."""
    for edit in equal:
        one, other = a[slice(*edit.first)], b[slice(*edit.second)]
        both = [x for x, y in zip(one, other, strict=True) if x.quoted and y.quoted]
        if (
            len(both) >= _QUOTED_WORDS
            and sum(map(_weight, both)) >= _QUOTED_WEIGHT
            and 2 * len(both) >= min(len(a), len(b))
        ):
            return True
    return False


def weights(side: Sequence[Word]) -> dict[str, float]:
    """What the words of a statement weigh together, by what their forms have in common."""
    found: dict[str, float] = {}
    for word in side:
        found[word.stem] = found.get(word.stem, 0.0) + _weight(word)
    return found


def shared_at_most(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """The largest coverage that statements of these `weights` can have; below `LEAST_SHARED` they are not the same."""
    short, long = sorted((one, other), key=len)
    shared = sum(min(weight, long[stem]) for stem, weight in short.items() if stem in long)
    return shared / min(sum(one.values()), sum(other.values())) if one and other else 0.0


def _swap(edit: Edit) -> Edit:
    names = {"delete": "insert", "insert": "delete"}
    return Edit(names.get(edit.op, edit.op), edit.second, edit.first)


def _weight(word: Word) -> float:
    return _FUNCTION_WEIGHT if word.folded in FUNCTION_WORDS else 1.0


def _gaps(a: Sequence[Word], b: Sequence[Word], equal: Sequence[Edit]) -> list[Gap]:
    """The gaps between the shared stretches, cut down to what bears on those."""
    gaps: list[Gap] = []
    i = j = 0
    for n, (x, y) in enumerate([*((e.first[0], e.second[0]) for e in equal), (len(a), len(b))]):
        inner = 0 < n < len(equal)
        marked = [j == y and n > 0 and b[j - 1].pause == "…", i == x and n > 0 and a[i - 1].pause == "…"]
        one = _bearing(a, (i, x), n, len(equal), left_out=marked[0])
        other = _bearing(b, (j, y), n, len(equal), left_out=marked[1])
        if not inner and one and other:
            # At the edges the words next to what is shared may have been replaced, the others were cut.
            most = min(len(one), len(other)) + 1
            one, other = (one[-most:], other[-most:]) if n == 0 else (one[:most], other[:most])
        cut = _cut_off(a if i < x else b, (i, x) if i < x else (j, y), n) if not inner and (i < x) != (j < y) else ()
        if one or other or cut:
            gaps.append(Gap(one, other, inner, cut, tuple(a[slice(*equal[n - 1].first)]) if n else ()))
        if n < len(equal):
            i, j = equal[n].first[1], equal[n].second[1]
    return gaps


def _cut_off(side: Sequence[Word], gap: tuple[int, int], n: int) -> tuple[Word, ...]:
    """Of words at an edge that only one side has, those of the sentence that is shared in part, or that go on behind it
    in the same breath."""
    start, end = gap
    if n:
        return () if side[start - 1].pause == "…" else tuple(side[start : min(end, start + _SHORT_GAP)])
    first = max([start, *(i + 1 for i in range(start, end) if side[i].stop or side[i].pause == "…")])
    return tuple(side[first:end])


def _bearing(
    side: Sequence[Word], gap: tuple[int, int], n: int, count: int, *, left_out: bool = False
) -> tuple[Word, ...]:
    """The words of a gap that bear on the shared words beside it.

    Before the first shared word only those of its own sentence do, behind the last those of its clause; of a long
    stretch left out of the middle, which takes its own "not" along, only a negation right beside what is shared.
    """
    start, end = gap
    if start == end:
        return ()
    if n == 0:
        near = range(max(start, end - _SHORT_GAP), end)
        apart = (i + 1 for i in near if side[i].stop or side[i].pause or side[i].folded in _NEW_CLAUSE)
        first = max([start, *apart])
        return tuple(side[max(first, end - _SHORT_GAP) : end])
    if n == count:
        if side[start - 1].stop or side[start - 1].pause:
            return ()
        last = min(end, start + _SHORT_GAP)
        ends = (i + 1 for i in range(start, last) if side[i].stop or side[i].pause)
        begins = (i for i in range(start, last) if side[i].folded in _NEW_CLAUSE)
        return tuple(side[start : min([last, *ends, *begins])])
    if left_out:
        # The other one says that something is missing; what is no clause of its own must not have been a "not".
        return () if side[start - 1].pause else _edges(side, start, end)
    if end - start <= _SHORT_GAP:
        return tuple(side[start:end])
    return _edges(side, start, end)


def _edges(side: Sequence[Word], start: int, end: int) -> tuple[Word, ...]:
    """Of a long gap, which takes its own "not" along, a negation right beside what is shared."""
    return tuple(side[i] for i in sorted({start, end - 1}) if side[i].folded in NEGATIONS)


def counted(tokens: Sequence[str]) -> Counter[str]:
    """Words that carry sense, with how often they occur: what candidates for a comparison must share."""
    return Counter(w for w in tokens if w not in FUNCTION_WORDS)
