"""The words of a statement as they are compared: spelling, contractions and numbers folded, places remembered."""

from __future__ import annotations

import re
from dataclasses import dataclass

from quotes.records import Span
from quotes.text import normalise

_WORD = re.compile(r"(\d+(?:[.,:]\d+)*|[^\W_]+(?:'[^\W_]+)*|[$€£%])(\.{1,2}(?!\.)|[!?])?")
_BRACKETS = re.compile(r"[\[\]]")
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
_TENS = frozenset(float(10 * value) for value in range(2, 10))
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 10**9, "trillion": 10**12}
_FIGURE = re.compile(r"\d+(?:\.\d+)?")
_MARKS = {"%": "percent", "$": "dollar", "€": "euro", "£": "pound"}


@dataclass(frozen=True, slots=True)
class Word:
    """A word as compared, where it stands in its statement, and whether a sentence ends behind it."""

    folded: str
    span: Span
    stop: bool = False


def words(text: str) -> list[Word]:
    """The words of a statement as they are compared: case, accents, contractions, British spellings and numbers
    folded; a leading "that" is no part of it.

    Each word knows the range of `text` it came from; a contraction gives two words of one range, a number in several
    words ("three thousand") is one.
    """
    normal = normalise(_BRACKETS.sub(" ", text))
    found: list[Word] = []
    for match in _WORD.finditer(normal.text):
        span = normal.original(*match.span(1))
        pieces = _fold(match[1])
        # Of the two words of "can't." only the second ends the sentence.
        found.extend(Word(p, span, bool(match[2]) and i == len(pieces) - 1) for i, p in enumerate(pieces))
    if found and found[0].folded == "that":
        del found[0]
    return _join_percent(_join_numbers(found))


def _join_numbers(found: list[Word]) -> list[Word]:
    """One word for a number printed in several: "twenty five", "three thousand", "1.5 million"."""
    joined: list[Word] = []
    for word in found:
        last = joined[-1] if joined and not joined[-1].stop else None
        value = _figure(last.folded) if last else None
        if last and value is not None and word.folded in _SCALES:
            joined[-1] = Word(_plain(value * _SCALES[word.folded]), Span(last.span.start, word.span.end), word.stop)
        elif last and value in _TENS and word.folded.isdigit() and 0 < int(word.folded) < 10:
            joined[-1] = Word(_plain(value + int(word.folded)), Span(last.span.start, word.span.end), word.stop)
        else:
            joined.append(word)
    return joined


def _join_percent(found: list[Word]) -> list[Word]:
    joined: list[Word] = []
    for word in found:
        if word.folded == "cent" and joined and joined[-1].folded == "per":
            joined[-1] = Word("percent", Span(joined[-1].span.start, word.span.end), word.stop)
        else:
            joined.append(word)
    return joined


def _figure(word: str) -> float | None:
    if word == "one":
        return 1.0
    return float(word) if len(word) < 16 and _FIGURE.fullmatch(word) and word.isascii() else None


def _plain(value: float) -> str:
    return str(int(value)) if value == int(value) else str(value)


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
