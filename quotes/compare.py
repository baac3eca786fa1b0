"""Two statements held against each other: same, paraphrase, opposite or different.

First version. Both are cut into words, spelling differences are folded away, and the words are aligned
(RapidFuzz, longest common subsequence). The shorter may be a piece of the longer: what counts is how much of it is
covered. High similarity hides a dropped "not" or a changed number, so these veto a merge whatever the score.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from rapidfuzz.distance import Indel

from quotes.records import Span
from quotes.text import normalise


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
    MODALITY = "modality"  # "will" for "may", "all" for "some"
    ORDER = "order"  # the same words with the roles exchanged


@dataclass(frozen=True, slots=True)
class Word:
    """A word as compared, and where it stands in its statement."""

    folded: str
    span: Span


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


# Chosen on the 423 development pairs: the smallest coverage of the shorter statement at which they are one utterance
# nine times in ten, and at which the claim is usually one.
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

_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W_]+(?:'[^\W_]+)*|[$€£%]")
_BRACKETS = re.compile(r"[\[\]]")
_STOPWORDS = frozenset(
    """
        a an the and or but of to in on at by for with from as that this these those it its is are was were be been
        being am has have had do does did will would shall should can could may might must he she they we i you his
        her their our my your him them us me who which what there here so very also than then if into about
        over after before up out said says well look think know mean really
    """.split()
)
_NEGATIONS = frozenset(
    {"not", "no", "never", "nobody", "nothing", "none", "neither", "nor", "without", "cannot", "hardly"}
)
_MODALS = frozenset(
    """
        will would shall should can could may might must all every each some most many few only always often
        sometimes if unless both either any everyone someone everybody somebody already probably possibly definitely
    """.split()
)
_CONTRACTIONS = {
    "can't": ("can", "not"), "cannot": ("can", "not"), "won't": ("will", "not"), "shan't": ("shall", "not"),
    "i'm": ("i", "am"), "let's": ("let", "us"), "gonna": ("going", "to"), "wanna": ("want", "to"),
}  # fmt: skip
_ENDINGS = {"n't": "not", "'re": "are", "'ve": "have", "'ll": "will", "'d": "would"}
_IS = frozenset({"it", "that", "there", "he", "she", "what", "who", "here"})
_SPELLING = (
    (re.compile(r"isation"), "ization"),
    (re.compile(r"(?<=\w{3})is(e[drs]?|ing)$"), r"iz\1"),
    (re.compile(r"(?<=\w{2})our(?=s?$|ed$|ing$|able$|ful$|ite)"), "or"),
    (re.compile(r"(?<=\w{2})tre(?=s?$)"), "ter"),
    (re.compile(r"ll(?=ed$|ing$|er$)"), "l"),
    (re.compile(r"defence|offence|licence"), lambda m: m[0][:-2] + "se"),
    (re.compile(r"ogue$"), "og"),
)
_NUMBERS = {
    word: str(value)
    for value, word in enumerate(
        """
            zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
            seventeen eighteen nineteen
        """.split()
    )
} | {
    word: str(10 * value)
    for value, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}
_MARKS = {"%": "percent", "$": "dollar", "€": "euro", "£": "pound"}


def words(text: str) -> list[Word]:
    """The words of a statement as they are compared: case, accents, contractions, British spellings and small
    numbers folded; a leading "that" is no part of it.

    Each word knows the range of `text` it came from; a contraction gives two words of one range.
    """
    normal = normalise(_BRACKETS.sub(" ", text))
    found: list[Word] = []
    for match in _WORD.finditer(normal.text):
        span = normal.original(*match.span())
        found.extend(Word(folded, span) for folded in _fold(match[0]))
    if found and found[0].folded == "that":
        del found[0]
    return found


def _fold(word: str) -> tuple[str, ...]:
    if word in _CONTRACTIONS:
        return _CONTRACTIONS[word]
    for ending, full in _ENDINGS.items():
        if word.endswith(ending) and len(word) > len(ending):
            return word[: -len(ending)], full
    if word.endswith("'s"):
        return (word[:-2], "is") if word[:-2] in _IS else (word[:-2],)
    if word[0].isdigit():
        return (word.replace(",", ""),)
    if word in _NUMBERS:
        # "one" is a pronoun more often than a figure; it stays a word.
        return (word if word == "one" else _NUMBERS[word],)
    if word in _MARKS:
        return (_MARKS[word],)
    for pattern, replacement in _SPELLING:
        word = pattern.sub(replacement, word)
    return (word,)


def compare(first: str, second: str) -> Comparison:
    """Hold two statements against each other.

    Args:
        first, second: contents as printed; marks, a leading "that" and " … " between parts do not count.

    Returns:
        `Relation.DIFFERENT` with score 0.0 where either has no word.
    """
    return compare_words([w.folded for w in words(first)], [w.folded for w in words(second)])


def compare_words(first: Sequence[str], second: Sequence[str]) -> Comparison:
    """`compare` for statements that are cut into folded words already."""
    if not first or not second:
        return Comparison(Relation.DIFFERENT, 0.0, (), ())
    edits = tuple(
        Edit(o.tag, (o.src_start, o.src_end), (o.dest_start, o.dest_end)) for o in Indel.opcodes(first, second)
    )
    shared = [w for e in edits if e.op == "equal" for w in first[slice(*e.first)]]
    weight = sum(map(_weight, shared))
    score = weight / min(sum(map(_weight, first)), sum(map(_weight, second)))
    alarms = _alarms(first, second, edits)
    runs = sum(e.op == "equal" for e in edits)
    lengths = sorted(sum(map(_weight, side)) for side in (first, second))
    needed = _PIECE_WEIGHT if lengths[1] > _MUCH_LONGER * lengths[0] else _SHARED_WEIGHT
    enough = list(first) == list(second) or (weight >= needed and len(shared) >= _RUN * runs)
    if not enough or score < _PARAPHRASE:
        relation = Relation.DIFFERENT
    elif alarms and score >= _SAME:
        relation = Relation.OPPOSITE
    elif alarms:
        relation = Relation.DIFFERENT
    else:
        relation = Relation.SAME if score >= _SAME else Relation.PARAPHRASE
    return Comparison(relation, round(score, 3), alarms, edits)


def _weight(word: str) -> float:
    return _STOPWORD_WEIGHT if word in _STOPWORDS else 1.0


def _alarms(first: Sequence[str], second: Sequence[str], edits: Sequence[Edit]) -> tuple[Alarm, ...]:
    """Compare negations and numbers where the two overlap: what a cut leaves off is no alteration."""
    if not any(e.op == "equal" for e in edits):
        return ()
    a = _overlap(first, edits, lambda e: e.first)
    b = _overlap(second, edits, lambda e: e.second)
    found: set[Alarm] = set()
    if denials(a) % 2 != denials(b) % 2:
        found.add(Alarm.NEGATION)
    one, other = ({w for w in side if w[0].isdigit()} for side in (a, b))
    if one - other and other - one:
        found.add(Alarm.NUMBER)
    changed = [(Counter(first[slice(*d.first)]), Counter(second[slice(*i.second)])) for d, i in _replacements(edits)]
    for gone, come in changed:
        if any(w in _MODALS for w in gone - come) and any(w in _MODALS for w in come - gone):
            found.add(Alarm.MODALITY)
    lost = sum((gone for gone, _ in changed), Counter())
    won = sum((come for _, come in changed), Counter())
    if any(_weight(w) == 1.0 and not any(gone[w] and come[w] for gone, come in changed) for w in lost & won):
        found.add(Alarm.ORDER)
    return tuple(sorted(found))


def _overlap(side: Sequence[str], edits: Sequence[Edit], of: Callable[[Edit], tuple[int, int]]) -> list[str]:
    """The words of one side that the alignment puts in question: all but the long stretches that only it has.

    A long stretch that is left out of a quotation takes its own "not" along; a short one may be the "not". A negation
    just before the first shared word governs it, however much before it was cut.
    """
    replaced = {e for pair in _replacements(edits) for e in pair}
    kept: list[str] = []
    for i, edit in enumerate(edits):
        start, end = of(edit)
        inside = edit in replaced and i not in (0, len(edits) - 1)
        if edit.op == "equal" or end - start <= _SHORT_GAP or inside:
            kept.extend(side[start:end])
        elif i <= 1 and side[end - 1] in _NEGATIONS:
            kept.append(side[end - 1])
    return kept


def _replacements(edits: Sequence[Edit]) -> list[tuple[Edit, Edit]]:
    """Words that one statement has in the place of others: a deletion beside an insertion, inside the overlap."""
    found: list[tuple[Edit, Edit]] = []
    for one, other in pairwise(edits):
        if {one.op, other.op} == {"delete", "insert"}:
            found.append((one, other) if one.op == "delete" else (other, one))
    return found


def counted(tokens: Sequence[str]) -> Counter[str]:
    """Words that carry sense, with how often they occur: what candidates for a comparison must share."""
    return Counter(w for w in tokens if w not in _STOPWORDS)


def denials(tokens: Sequence[str]) -> int:
    """How many words deny; two statements of which one has an odd number more can hardly be one claim."""
    return sum(w in _NEGATIONS for w in tokens)
