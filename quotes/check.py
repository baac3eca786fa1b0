"""An alleged quote held against what is stored.

The verdict speaks of the database only: "not found" never means "false". Which verdict wins where several fit is the
order of `Verdict`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from quotes.alarms import Alarm, denials
from quotes.compare import Comparison, Edit, compare_statements, counted
from quotes.entries import Sighting
from quotes.records import Kind, Polarity, Span
from quotes.segment import sentences
from quotes.wording import QUOTED, Word, words


class Verdict(StrEnum):
    """What the database says of alleged words, best first."""

    EXACT = "exact"  # letter for letter, outer marks and last stop aside
    TYPOGRAPHY = "typography"  # the same words with other marks, capitals, spellings
    ELIDED = "elided"  # words left out of the middle
    TRUNCATED = "truncated"  # one unbroken piece, cut inside a sentence
    ALTERED = "altered"  # a word, number or negation changed
    SPLICED = "spliced"  # put together from two statements
    OTHER_SPEAKER = "other speaker"  # attested, but of somebody else
    PARAPHRASED = "paraphrased"  # the claim is attested, these words are not
    NOT_FOUND = "not found"  # not in this database


ATTESTED = frozenset({Verdict.EXACT, Verdict.TYPOGRAPHY})
"""The verdicts under which the words may be printed as a quote."""

_ORDER = {verdict: i for i, verdict in enumerate(Verdict)}
_MARKS = " \t\r\n\"'“”‘’„«»‹›"
_OPENING = "\"“‘„«'"
_JOINED = re.compile(r"(?P<stop>[,.!?]?)[\"”’»']+ … [\"“‘«„']+(?=(?P<next>\w+))")
_STOP_AND_MARK = re.compile(r"[.!?][\"”’“»']")
# Below this share of words in common, two wordings are not called an alteration of each other. By hand: it lets one
# word in five be changed or added, which is what "altered" means to a reader.
_ALTERED = 0.8
# The claim may be there in other words when so many of those that carry sense are. By hand: two in three.
_PARAPHRASED = 0.65
_NEARLY_ALL = 0.85
_PIECE_WORDS = 4
# Attested sentences times alleged words: a statement has a few of the first and a hundred of the second; where there
# are more, they are not held against each other one by one.
_MOST_LOOKED_AT = 10_000
_FEWEST = 3
_TO_BE = frozenset("am is are was were be been has have had will would do does did".split())


@dataclass(frozen=True, slots=True)
class Finding:
    """The answer to one alleged quote.

    Attributes:
        text: the alleged words as given.
        sighting: the closest attested wording, None for `Verdict.NOT_FOUND`.
        second: the other half's origin, for `Verdict.SPLICED`.
        alleged, attested: the words of `text` and of the sighting's text, as compared.
        edits: the alignment of `alleged` with `attested`.
        confidence: share of the alleged words' weight that the wording covers, in [0, 1].
    """

    verdict: Verdict
    text: str
    sighting: Sighting | None
    second: Sighting | None
    alarms: tuple[Alarm, ...]
    alleged: tuple[Word, ...]
    attested: tuple[Word, ...]
    edits: tuple[Edit, ...]
    confidence: float


def check(alleged: str, candidates: Sequence[Sighting], speaker_ids: frozenset[int] | None = None) -> Finding:
    """Hold alleged words against attested ones.

    Args:
        alleged: the words, with or without quotation marks.
        candidates: stored quotes that share words with them, of any speaker.
        speaker_ids: who is said to have said them; None to ask for anybody.

    Returns:
        The best finding; of equals the one with the earliest date.
    """
    asked = words(alleged)
    if not asked:
        return _nothing(alleged, asked)
    findings = [_against(alleged, asked, candidate, speaker_ids) for candidate in candidates]
    findings = [f for f in findings if f.verdict is not Verdict.NOT_FOUND]
    best = min(findings, key=_rank) if findings else _nothing(alleged, asked)
    if _ORDER[best.verdict] >= _ORDER[Verdict.ALTERED]:
        spliced = _spliced(alleged, asked, candidates, speaker_ids)
        # Of which one statement has nearly all, a word of that one was changed.
        if spliced is not None and (best.verdict is not Verdict.ALTERED or best.confidence < _NEARLY_ALL):
            return spliced
    return best


def _rank(finding: Finding) -> tuple[int, float, str, int]:
    sighting = finding.sighting
    return (
        _ORDER[finding.verdict],
        -finding.confidence,
        (sighting.date if sighting else None) or "9999",
        sighting.id if sighting else 0,
    )


def _nothing(alleged: str, asked: Sequence[Word]) -> Finding:
    return Finding(Verdict.NOT_FOUND, alleged, None, None, (), tuple(asked), (), (), 0.0)


def _against(alleged: str, asked: list[Word], sighting: Sighting, speaker_ids: frozenset[int] | None) -> Finding:
    attested = words(sighting.text)
    verdict, edits, alarms, covered = _best_run(alleged, asked, attested, sighting) or _aligned(
        asked, attested, sighting
    )
    if verdict is not Verdict.NOT_FOUND and speaker_ids is not None and not speaker_ids & set(sighting.speaker_ids):
        # Altered words are nobody else's words.
        printed = _ORDER[verdict] < _ORDER[Verdict.ALTERED]
        verdict = Verdict.OTHER_SPEAKER if printed else Verdict.NOT_FOUND
    if verdict not in (Verdict.ALTERED, Verdict.TRUNCATED, Verdict.ELIDED):
        alarms = ()
    return Finding(verdict, alleged, sighting, None, alarms, tuple(asked), tuple(attested), edits, round(covered, 3))


_Judged = tuple[Verdict, tuple[Edit, ...], tuple[Alarm, ...], float]


def _best_run(alleged: str, asked: list[Word], attested: list[Word], sighting: Sighting) -> _Judged | None:
    """The verdict on words that stand in the attested text without a break, the best place where they do."""
    size, tokens = len(asked), [w.folded for w in asked]
    best: _Judged | None = None
    for first in range(len(attested) - size + 1):
        if [w.folded for w in attested[first : first + size]] != tokens:
            continue
        last = first + size
        # "yours can" is no piece of "yours can't", though "can" is one of its two words.
        if (first and attested[first - 1].span == attested[first].span) or (
            last < len(attested) and attested[last].span == attested[last - 1].span
        ):
            continue
        verdict = _run(alleged, attested, first, last, sighting)
        if best is None or _ORDER[verdict] < _ORDER[best[0]]:
            edits = (
                *([Edit("insert", (0, 0), (0, first))] if first else []),
                Edit("equal", (0, size), (first, last)),
                *([Edit("insert", (size, size), (last, len(attested)))] if last < len(attested) else []),
            )
            # What the piece was cut from stands in its own sentence.
            start = max((i + 1 for i in range(first) if attested[i].stop), default=0)
            end = next((i + 1 for i in range(last - 1, len(attested)) if attested[i].stop), len(attested))
            comparison = compare_statements(asked, attested[start:end])
            best = (verdict, edits, comparison.alarms if verdict is not Verdict.EXACT else (), 1.0)
    return best


def _run(alleged: str, attested: Sequence[Word], first: int, last: int, sighting: Sighting) -> Verdict:
    if not _within_marks(sighting, attested, first, last):
        return _reported(sighting)
    start, end = attested[first].span.start, attested[last - 1].span.end
    text = sighting.text
    if not _whole_sentences(text, start, end):
        return Verdict.TRUNCATED
    core = " ".join(alleged.split()).strip(_MARKS).removesuffix(".").removesuffix(",").rstrip(_MARKS)
    printed = _JOINED.sub(_unparted, " ".join(text[start:end].split()))
    closing = text[end : end + 1] if text[end : end + 1] in ("!", "?") else ""
    return Verdict.EXACT if core == printed + closing else Verdict.TYPOGRAPHY


def _unparted(part: re.Match[str]) -> str:
    """What stands between two parts that only the attribution keeps apart, as they would be printed without it."""
    if not _begins(part["next"]):
        return part[0]
    return (part["stop"] or ".").replace(",", ".") + " "


def _begins(word: str) -> bool:
    """Whether a word begins a sentence, by its capital; "I" has one anywhere."""
    return word[0].isupper() and word not in ("I", "I’m", "I'm")


def _reported(sighting: Sighting) -> Verdict:
    """The outlet's words, not quoted ones: the claim may be attested, the wording is not; a denial attests nothing."""
    return Verdict.NOT_FOUND if sighting.polarity is Polarity.DENIES else Verdict.PARAPHRASED


def _aligned(asked: list[Word], attested: list[Word], sighting: Sighting) -> _Judged:
    """The verdict on words that stand there with a break, in part, or not at all."""
    comparison = _closest(asked, attested)
    covered = _covered(asked, comparison)
    equal = [e for e in comparison.edits if e.op == "equal"]
    if _exchanged(asked, attested) and _within_marks(sighting, attested, 0, len(attested)):
        return Verdict.ALTERED, comparison.edits, (Alarm.ORDER,), covered
    if (not equal or covered < _ALTERED) and not (
        _shifted_in_time(asked, attested, sighting) or _one_word_changed(asked, attested, sighting)
    ):
        verdict = _reported(sighting) if _reworded(asked, attested) else Verdict.NOT_FOUND
    elif not _within_marks(sighting, attested, equal[0].second[0], equal[-1].second[1]):
        verdict = Verdict.ALTERED if comparison.alarms else _reported(sighting)
    elif any(e.op == "delete" for e in comparison.edits) or comparison.alarms:
        verdict = Verdict.ALTERED
    else:
        verdict = Verdict.ELIDED
    return verdict, comparison.edits, comparison.alarms, covered


def _cuts(attested: Sequence[Word]) -> list[int]:
    """Where the sentences and parts of a statement begin, and where the last ends."""
    ends = (i + 1 for i, word in enumerate(attested) if word.stop or word.pause == "…")
    return sorted({0, *ends, len(attested)})


def _shifted_in_time(asked: Sequence[Word], attested: Sequence[Word], sighting: Sighting) -> bool:
    """Whether quoted words are asked for in another tense, "we are late" for "we were late": that is no translation."""
    stems = [w.stem for w in attested]
    mine = [w.stem for w in asked]
    same = sum(stem == other for stem, other in zip(mine, stems, strict=False))
    apart = [(x, y) for x, y in zip(asked, attested, strict=False) if x.stem != y.stem]
    return (
        len(mine) == len(stems)
        and same >= len(mine) // 2
        and all({x.folded, y.folded} <= _TO_BE for x, y in apart)
        and _within_marks(sighting, attested, 0, len(attested))
    )


def _one_word_changed(asked: Sequence[Word], attested: Sequence[Word], sighting: Sighting) -> bool:
    """Whether a short quoted sentence is asked for with one other word: "who goes second" for "who goes first"."""
    if len(asked) < _FEWEST:
        return False
    for start, end in pairwise(_cuts(attested)):
        if end - start == len(asked) and _within_marks(sighting, attested, start, end):
            other = sum(x.folded != y.folded for x, y in zip(asked, attested[start:end], strict=True))
            if other == 1:
                return True
    return False


def _closest(asked: Sequence[Word], attested: Sequence[Word]) -> Comparison:
    """The alignment with the attested sentences that need the fewest edits, or with the whole; its edits cover all."""
    best = compare_statements(asked, attested)
    starts = _cuts(attested)[:-1]
    if len(starts) == 1 or len(starts) * len(asked) > _MOST_LOOKED_AT:
        return best
    key = (_covered(asked, best), -len(best.edits))
    size = sum(word.stop for word in asked[:-1]) + 1
    for number, start in enumerate(starts):
        for count in (size, size + 1):
            end = starts[number + count] if number + count < len(starts) else len(attested)
            part = compare_statements(asked, attested[start:end])
            found = (_covered(asked, part), -len(part.edits))
            if found > key:
                key, best = found, replace(part, edits=_shifted(part.edits, start, end, len(asked), len(attested)))
    return best


def _shifted(edits: Sequence[Edit], start: int, end: int, asked: int, attested: int) -> tuple[Edit, ...]:
    """Edits of a piece of the attested words as edits of all of them."""
    moved = [replace(e, second=(e.second[0] + start, e.second[1] + start)) for e in edits]
    before = [Edit("insert", (0, 0), (0, start))] if start else []
    behind = [Edit("insert", (asked, asked), (end, attested))] if end < attested else []
    return (*before, *moved, *behind)


def _exchanged(asked: Sequence[Word], attested: Sequence[Word]) -> bool:
    """Whether an attested sentence has just these words in another order: "bills, not boats"."""
    mine = sorted(w.folded for w in asked)
    if len(counted(mine)) < 2:
        return False
    for start, end in pairwise(_cuts(attested)):
        theirs = [w.folded for w in attested[start:end]]
        if sorted(theirs) == mine and theirs != [w.folded for w in asked]:
            return True
    return False


def _reworded(asked: Sequence[Word], attested: Sequence[Word]) -> bool:
    """Whether most words that carry sense are there in any order, and as many of them deny."""
    a, b = ([w.folded for w in side] for side in (asked, attested))
    wanted, there = counted(a), counted(b)
    if wanted.total() < _PIECE_WORDS - 1 or denials(a) % 2 != denials(b) % 2:
        return False
    return (wanted & there).total() >= _PARAPHRASED * wanted.total()


def _covered(asked: Sequence[Word], comparison: Comparison) -> float:
    """The share of the alleged words that the attested wording has, words without much sense counted little."""

    def weight(start: int, end: int) -> float:
        tokens = [w.folded for w in asked[start:end]]
        return sum(counted(tokens).values()) + 0.25 * (len(tokens) - sum(counted(tokens).values()))

    shared = sum(weight(*e.first) for e in comparison.edits if e.op == "equal")
    return shared / weight(0, len(asked))


def _within_marks(sighting: Sighting, attested: Sequence[Word], first: int, last: int) -> bool:
    """Whether the attested words stand inside quotation marks, so that they are the speaker's own."""
    if sighting.kind is Kind.DIRECT:
        return True
    if sighting.kind is Kind.INDIRECT:
        return False
    start, end = attested[first].span.start, attested[last - 1].span.end
    return any(m.start() <= start and end <= m.end() for m in QUOTED.finditer(sighting.text))


def _whole_sentences(text: str, start: int, end: int) -> bool:
    """Whether a range of the attested text begins and ends where its sentences do, marks and stops aside."""
    # Inside reported speech a quoted sentence begins with its mark and a capital, and ends with its stop and mark.
    begins = text[start - 1 : start] in tuple(_OPENING) and text[start].isupper()
    # So does a part before its attribution, if the next one begins a sentence: «It rains,» he said. «I stay.»
    part = _JOINED.match(text, end)
    ends = bool(_STOP_AND_MARK.match(text, end)) or (part is not None and _begins(part["next"]))
    for sentence in sentences(text, Span(0, len(text))):
        if not begins and sentence.start <= start < sentence.end:
            begins = not text[sentence.start : start].strip(_MARKS + "—–-…")
        if not ends and sentence.start < end <= sentence.end:
            ends = not text[end : sentence.end].strip(_MARKS + ".,!?")
    return begins and ends


def _spliced(
    alleged: str, asked: list[Word], candidates: Sequence[Sighting], speaker_ids: frozenset[int] | None
) -> Finding | None:
    """Whether the words are the end of one statement put behind a piece of another."""
    tokens = [w.folded for w in asked]
    if len(tokens) < 2 * _PIECE_WORDS:
        return None
    own = [
        c
        for c in candidates
        if (speaker_ids is None or speaker_ids & set(c.speaker_ids)) and c.kind is not Kind.INDIRECT
    ]
    heads: list[tuple[int, Sighting]] = []
    tails: list[tuple[int, Sighting]] = []
    for candidate in own:
        text = f" {' '.join(w.folded for w in words(candidate.text))} "
        heads.append((_longest(tokens, text, from_end=False), candidate))
        tails.append((_longest(tokens, text, from_end=True), candidate))
    for head, first in heads:
        for tail, second in tails:
            if first.id != second.id and min(head, tail) >= _PIECE_WORDS and head + tail >= len(tokens):
                attested = tuple(words(first.text))
                return Finding(Verdict.SPLICED, alleged, first, second, (), tuple(asked), attested, (), 1.0)
    return None


def _longest(tokens: list[str], text: str, *, from_end: bool) -> int:
    """How many words from the beginning, or from the end, stand together in `text`, whose words have spaces around."""

    def is_missing(size: int) -> bool:
        piece = tokens[-size:] if from_end else tokens[:size]
        return f" {' '.join(piece)} " not in text

    # What has more words stands nowhere that its beginning does not.
    return bisect_left(range(1, len(tokens) + 1), True, key=is_missing)
