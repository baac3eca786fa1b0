"""The words of a statement as they are compared: spelling, contractions and numbers folded, places remembered."""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from quotes.inflection import stem
from quotes.records import Span
from quotes.text import normalise

_WORD = re.compile(
    r"((?:[^\W\d_]\.){2,}|\d+(?:st|nd|rd|th)\b|\d+(?:[.,:]\d+)*(?:(?:bn|tn|mn|m|k)\b)?|[^\W_]+(?:'[^\W_]+)*|[$€£¥₹₽₩₴₺%]"
    r"|(?<![^\s(\"'])-(?=[$€£¥₹₽₩₴₺]?\d)|[<>](?=\s?\d)|(?<=\d)/(?=\d))(\.{1,2}(?!\.)|[!?])?"
)
_BRACKETS = re.compile(r"[\[\]]")
# Single marks may be apostrophes: where none closes, none is looked for without an end.
QUOTED = re.compile(r"\"[^\"]+\"?|“[^”]+”?|«[^»]+»?|„[^“”]+[“”]?|''.+?(?:''|$)|‘.{1,2000}?’(?!\w)", re.DOTALL)
_OWNER = re.compile(r"\w['’]s$")
_OPENING = ("“", "‘", '"', "''", "«", "„", "‚")
_BEHIND = re.compile(r"[,.;:!?\"”’»']*\s*(?P<left>…|\.\s?\.)|[\"”’»']*(?:[,;:()]|\s*[–—]|\s+-+\s)")
_CONTRACTIONS = {
    "can't": ("can", "not"), "cannot": ("can", "not"), "won't": ("will", "not"), "shan't": ("shall", "not"),
    "i'm": ("i", "am"), "let's": ("let", "us"), "gonna": ("going", "to"), "wanna": ("want", "to"),
}  # fmt: skip
_ALIKE = {f"{some}one": f"{some}body" for some in ("every", "some", "any")}
_ENDINGS = {"n't": "not", "'re": "are", "'ve": "have", "'ll": "will", "'d": "would"}
_IS = frozenset({"it", "that", "there", "he", "she", "what", "who", "here"})
_OTHERWISE = {"tyre": "tire", "grey": "gray", "kerb": "curb", "rouble": "ruble"}
_SPELLING = (
    (re.compile(r"isation"), "ization"),
    (re.compile(r"(?<=\w{3})is(e[drs]?|ing)$"), r"iz\1"),
    (re.compile(r"(?<=\w{2})our(?=s?$|ed$|ing$|able$|ful$|ite)"), "or"),
    (re.compile(r"(?<=\w{2})tre(?=s?$)"), "ter"),
    (re.compile(r"ll(?=ed$|ing$|er$)"), "l"),
    (re.compile(r"defence|offence|licence"), lambda m: m[0][:-2] + "se"),
    (re.compile(r"ogue$"), "og"),
    (re.compile(r"(?<=gram)me(?=s?$)"), ""),
    (re.compile(r"(?<=al)ys(?=e[ds]?$|ing$)"), "yz"),
    (re.compile(r"^cheque(?=s?$)"), "check"),
    (re.compile(r"^sceptic"), "skeptic"),
    (re.compile(r"^aeroplane"), "airplane"),
    (re.compile(r"^(?:tyre|grey|kerb|rouble)(?=s?$)"), lambda m: _OTHERWISE[m[0]]),
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
_ORDINALS = {
    ("1st" if n == 1 else "2nd" if n == 2 else "3rd" if n == 3 else f"{n}th"): word
    for n, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), start=1
    )
}
_IS_BEFORE = frozenset("a an the not been going no".split())
"""Behind "'s" these say that it is "is", or "has", and no owner."""
_SHARES = {("quarter", "of", "a"): "250000", ("half", "of", "a"): "500000"}
_SHORT = {"bn": 10**9, "tn": 10**12, "mn": 10**6, "m": 10**6, "k": 1000}
_TENS = frozenset(float(10 * value) for value in range(2, 10))
_UNITS = frozenset(map(float, range(1, 10)))
_SCALES = {"dozen": 12, "hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 10**9, "trillion": 10**12}
_NEXT = re.compile(r"\s*([^\W_]*)")
_FIGURE = re.compile(r"\d+(?:\.\d+)?")
_MONEY_MARKS = {
    "$": "dollar", "€": "euro", "£": "pound", "¥": "yen", "₹": "rupee", "₽": "ruble", "₩": "won", "₴": "hryvnia",
    "₺": "lira",
}  # fmt: skip
_MONEY = frozenset(_MONEY_MARKS.values())
_MARKS = _MONEY_MARKS | {"%": "percent", "-": "minus", "<": "below", ">": "above", "/": "/"}
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?!\d)")


FUNCTION_WORDS = frozenset(
    """
        a an the and or but of to in on at by for with from as that this these those it its is are was were be been
        being am has have had do does did will would shall should can could may might must he she they we i you his
        her their our my your him them us me who which what there here so very also than then if into about
        over after before up out said says well look think know mean really
    """.split()
)
"""Words that carry little sense."""


class Word(NamedTuple):
    """A word as compared.

    Attributes:
        span: where it stands in its statement.
        stop: a sentence ends behind it.
        pause: "," where a comma, a dash or brackets stand behind it, "…" where a part ends or something was left out.
        name: it has a capital that its place does not explain.
        quoted: it stands between quotation marks.
        told: "that" stood before it, so that a clause begins.
        capital: it has one, for whatever reason, or is a figure.
    """

    folded: str
    span: Span
    stop: bool = False
    pause: str = ""
    name: bool = False
    quoted: bool = False
    told: bool = False
    capital: bool = False

    @property
    def stem(self) -> str:
        """What its forms have in common, where it carries sense."""
        return self.folded if self.folded in FUNCTION_WORDS else stem(self.folded)


def words(text: str) -> list[Word]:
    """The words of a statement as they are compared: case, accents, contractions, British spellings and numbers
    folded; a leading "that" is no part of it.

    Each word knows the range of `text` it came from; a contraction gives two words of one range, a number in several
    words ("three thousand") is one.
    """
    text = _BRACKETS.sub(" ", text)  # places stay what they were
    normal = normalise(text)
    marked = [Span(*found.span()) for found in QUOTED.finditer(text)]
    opened = [span.start for span in marked]
    capitals = text.isupper()
    found: list[Word] = []
    for match in _WORD.finditer(normal.text):
        folded, mark = match.groups()
        span = normal.original(*match.span(1))
        printed = text[span.start : span.end]
        numbered = folded == "no" and mark == "." and _word_behind(normal.text, match.end())[:1].isdigit()
        pieces = ("number",) if numbered else _fold(folded)
        if printed[0] == "U" and not capitals and printed.replace(".", "") in ("US", "USA"):
            pieces = ("united", "states")
        if folded.endswith("'s") and len(pieces) == 1 and _word_behind(normal.text, match.end()) in _IS_BEFORE:
            pieces = (*pieces, "is")
        capital = printed[0].isupper()
        # Only of words with a capital: what stands before them is looked through.
        name = capital and not capitals and _is_name(printed, not found or found[-1].stop or _opens(text, span.start))
        at = bisect_right(opened, span.start) - 1
        quoted = at >= 0 and span.within(marked[at])
        behind = _BEHIND.match(text, span.end)
        pause = ("…" if behind["left"] else ",") if behind else ""
        capital = capital or folded[0].isdigit()
        # Of the two words of "can't." only the second ends the sentence.
        found += [Word(piece, span, name=name, quoted=quoted, capital=capital) for piece in pieces[:-1]]
        found.append(Word(pieces[-1], span, bool(mark) and not numbered, pause, name, quoted, capital=capital))
    if len(found) > 1 and found[0].folded == "that":
        found[:2] = [found[1]._replace(told=True)]
    return _join_percent(_sums(_join_numbers(found)))


def _word_behind(text: str, end: int) -> str:
    found = _NEXT.match(text, end)
    return found[1] if found else ""


def printed_words(text: str, side: Sequence[Word], start: int, end: int) -> str:
    """The words as the text prints them; as compared, where half of a contraction is meant ("can" of "cannot")."""
    cut_before = start and side[start - 1].span == side[start].span
    cut_behind = end < len(side) and side[end - 1].span == side[end].span
    if cut_before or cut_behind:
        return " ".join(word.folded for word in side[start:end])
    return text[side[start].span.start : side[end - 1].span.end]


def _opens(text: str, start: int) -> bool:
    """Whether a quotation begins with what stands there."""
    while start and text[start - 1].isspace():
        start -= 1
    return text.endswith(_OPENING, 0, start)


def _is_name(printed: str, begins: bool) -> bool:
    """Whether a word with a capital has it though no sentence begins with it; "I" aside."""
    if printed in ("I", "I'm", "I’m"):
        return False
    if _OWNER.search(printed) and printed[:-2].lower() not in _IS | {"let"}:
        return True
    return not begins or (len(printed) > 1 and printed.isupper() and printed.isalpha())


def _join_numbers(found: list[Word]) -> list[Word]:
    """One word for what is printed in several: "twenty five", "three thousand", "1.5 million", "no one"."""
    joined: list[Word] = []
    for word in found:
        if word.folded == "million" and (share := tuple(w.folded for w in joined[-3:])) in _SHARES:
            first = joined[-3]
            joined[-3:] = [word._replace(folded=_SHARES[share], span=Span(first.span.start, word.span.end))]
            continue
        last = joined[-1] if joined and not joined[-1].stop else None
        if last is None or not (word.folded == "one" or word.folded in _SCALES or word.folded[0].isdigit()):
            joined.append(word)
            continue
        if word.folded == "one" and last.folded == "no":
            joined[-1] = word._replace(folded="nobody", span=Span(last.span.start, word.span.end))
            continue
        if word.folded == "one" and last.folded == "number":
            word = word._replace(folded="1")
        value = _figure(last.folded)
        if last.folded == "a" and word.folded in _SCALES:
            joined[-1] = word._replace(folded=_plain(_SCALES[word.folded]), span=Span(last.span.start, word.span.end))
        elif value is not None and word.folded in _SCALES:
            times = _plain(value * _SCALES[word.folded])
            joined[-1] = word._replace(folded=times, span=Span(last.span.start, word.span.end))
        elif value in _TENS and (unit := _figure(word.folded)) is not None and unit in _UNITS:
            joined[-1] = word._replace(folded=_plain(value + unit), span=Span(last.span.start, word.span.end))
        else:
            joined.append(word)
    return joined


def _sums(found: list[Word]) -> list[Word]:
    """ "$70 million" in the order in which "70 million dollars" is said; both words stand for the whole of it."""
    for i in range(len(found) - 1):
        if found[i].folded not in _MONEY:
            continue
        sign, sum_ = found[i : i + 2]
        if sum_.folded[0].isdigit() and sign.span.end - sign.span.start == 1:
            whole = Span(sign.span.start, sum_.span.end)
            found[i : i + 2] = [
                sum_._replace(span=whole, stop=False, pause=""),
                sum_._replace(folded=sign.folded, span=whole),
            ]
    return found


def _join_percent(found: list[Word]) -> list[Word]:
    joined: list[Word] = []
    for word in found:
        if word.folded == "cent" and joined and joined[-1].folded == "per":
            joined[-1] = word._replace(folded="percent", span=Span(joined[-1].span.start, word.span.end))
        else:
            joined.append(word)
    return joined


def _figure(word: str) -> float | None:
    if word == "one":
        return 1.0
    return float(word) if len(word) < 16 and _FIGURE.fullmatch(word) and word.isascii() else None


def _plain(value: float) -> str:
    return str(int(value)) if value == int(value) else str(value)


@functools.lru_cache(maxsize=1 << 16)
def _fold(word: str) -> tuple[str, ...]:
    if word in _CONTRACTIONS:
        return _CONTRACTIONS[word]
    if word[0].isalpha() and word[1:2] == ".":
        return (word.replace(".", ""),)
    for ending, full in _ENDINGS.items():
        if word.endswith(ending) and len(word) > len(ending):
            return word[: -len(ending)], full
    if word.endswith("'s"):
        return (word[:-2], "is") if word[:-2] in _IS else _fold(word[:-2])
    if word in _ORDINALS:
        return (_ORDINALS[word],)
    if word[0].isdigit():
        figure = word.rstrip("bntmk")
        scale = _SHORT.get(word[len(figure) :], 1)
        plain = figure.replace(",", "" if _THOUSANDS.match(figure) else ".")
        value = _figure(plain) if scale > 1 else None
        return (plain if value is None else _plain(value * scale),)
    if word in _ALIKE:
        return (_ALIKE[word],)
    if word in _NUMBERS:
        # "one" is a pronoun more often than a figure; it stays a word.
        return (word if word == "one" else _NUMBERS[word],)
    if word in _MARKS:
        return (_MARKS[word],)
    if word.removesuffix("s") in _MONEY:
        return (word.removesuffix("s"),)
    for pattern, replacement in _SPELLING:
        word = pattern.sub(replacement, word)
    return (word,)
