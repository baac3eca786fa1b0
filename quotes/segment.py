"""Cutting a text into paragraphs and a paragraph into sentences, by offsets into the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from quotes.lexicon import ABBREVIATIONS, BINDING_ABBREVIATIONS
from quotes.records import Block, Span

_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_BLANK = re.compile(r"(?:\r\n|\r(?!\n)|\n|\u2028)[^\S\r\n\u2028\u2029]*(?:\r\n?|\n|\u2028|\u2029)|\u2029")
_STOP = re.compile(r"([.!?…]+)([\"”’'»›)\]]*)(?=\s)\s+(?=([\"“‘'«„(\[—–-]*)(\w?))")
_WORD_BEFORE = re.compile(r"([^\W\d_]+)$")
# The longest line of prose that was wrapped by hand: mail and wires are set at 60 to 80 columns.
_WRAP_COLUMNS = (45, 100)
# Characters. By hand: news prints no sentence as long.
_LONGEST = 2000


def trim(text: str, start: int, end: int) -> Span:
    """The range without white space at its ends; empty at `start` where nothing else is in it."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def near(sentence: Span, place: int) -> Span:
    """What of a sentence is near a place in it: all of it, but for texts in which a thousand attributions share one."""
    return Span(max(sentence.start, place - _LONGEST), min(sentence.end, place + _LONGEST))


def block_at(blocks: Sequence[Block], place: int) -> Block:
    """The block that holds a place of the text; of places between blocks the one before."""
    return blocks[bisect_right(blocks, place, key=lambda block: block.span.start) - 1]


def lines(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """The non-empty lines of `text[start:end]`, without white space at their ends."""
    found = (trim(text, *m.span()) for m in _LINE.finditer(text, start, len(text) if end is None else end))
    return [line for line in found if line.start < line.end]


def paragraphs(text: str) -> list[Span]:
    """The paragraphs of a plain text, in order, without white space at their ends.

    A paragraph is a line, as news sites print it, unless the lines between two blank lines look like prose
    that was wrapped by hand; then they are one paragraph.
    """
    found: list[Span] = []
    start = 0
    for gap in [*_BLANK.finditer(text), None]:
        end = gap.start() if gap else len(text)
        chunk = lines(text, start, end)
        if _wrapped(text, chunk):
            found.append(Span(chunk[0].start, chunk[-1].end))
        else:
            found.extend(chunk)
        start = gap.end() if gap else end
    return found


def _wrapped(text: str, chunk: list[Span]) -> bool:
    if len(chunk) < 3:
        return False
    width = max(line.end - line.start for line in chunk)
    if not _WRAP_COLUMNS[0] <= width <= _WRAP_COLUMNS[1]:
        return False
    # Wrapping breaks a line only where the next word would not have fitted into it.
    for line, following in pairwise(chunk):
        first_word = text[following.start : following.end].split(maxsplit=1)[0]
        if line.end - line.start + 1 + len(first_word) <= width:
            return False
    return True


def sentences(text: str, span: Span) -> list[Span]:
    """The sentences of one paragraph, in order, without white space at their ends.

    A sentence ends at a stop, a question or exclamation mark and the closing marks behind it, where white
    space and something other than a lower-case word follow, and the stop does not belong to an abbreviation
    or an initial. Quotations are cut like other prose: `"A. B," she said.` is two sentences.
    """
    found: list[Span] = []
    start = span.start
    for stop in _STOP.finditer(text, span.start, span.end):
        if _ends(text, stop, start):
            found.append(Span(start, stop.end(2)))
            start = stop.end()
    tail = trim(text, start, span.end)
    if tail.start < tail.end:
        found.append(tail)
    return found


def _ends(text: str, stop: re.Match[str], start: int) -> bool:
    following = stop[4]
    if following.islower() and not stop[3]:
        return False
    if stop[2] and following.islower():
        return False
    if stop[1] != "." or stop[2]:
        return True
    word = _WORD_BEFORE.search(text, max(start, stop.start() - 30), stop.start())
    if word is None:
        return True
    last = word[1].lower()
    if last in BINDING_ABBREVIATIONS:
        return False
    if len(last) == 1:
        # An initial ("J. Smith", "U.S. officials") is no end; "plan B." before a new sentence rarely stands in news.
        return last == "i" and text[word.start() - 1 : word.start()] != "."
    return not (last in ABBREVIATIONS and not following.isupper())
