"""What the network sees of an article: word pieces with their shape, cut into windows.

The vocabulary is uncased and splits at punctuation, so three things that it cannot see are given beside each piece:
the letter case of its word, whether it stands inside quotation marks, and where a paragraph begins.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from quotes.marks import Quotation
from quotes.records import Block, Place

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Ints = npt.NDArray[np.int32]

CASES = ("none", "lower", "capitalised", "upper", "mixed")
DEPTHS = ("outside", "quoted", "nested")
OPENINGS = ("inside", "paragraph", "headline")

# One for one, so that offsets stay; which mark opens and which closes is told by the depth. Two single marks typed
# for a double one become one mark and a space.
_PLAIN = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»＂", '"'),
        **dict.fromkeys("‘’‚‛‹›`", "'"),
    }
)
_PAIR = re.compile("''")
_SURROGATES = re.compile("[\ud800-\udfff]")
# What the next paragraph begins with tells little of those before it.
_BEHIND = 8


@dataclass(frozen=True, slots=True)
class Pieces:
    """The word pieces of an article, one row each.

    Attributes:
        ids: of the vocabulary.
        shapes: letter case, depth of quotation and opening in one code: indexes into `CASES`,
            `DEPTHS` and `OPENINGS`, the last changing fastest.
        starts, ends: half-open offsets into the article's text.
        firsts: True for the first piece of each word.
        paragraphs: index of the block that the piece belongs to, not decreasing.
    """

    ids: Ints
    shapes: Ints
    starts: Ints
    ends: Ints
    firsts: npt.NDArray[np.bool_]
    paragraphs: Ints

    def __len__(self) -> int:
        return len(self.ids)

    def part(self, start: int, end: int) -> Pieces:
        """The pieces from `start` to before `end`."""
        run = slice(start, end)
        return Pieces(
            self.ids[run],
            self.shapes[run],
            self.starts[run],
            self.ends[run],
            self.firsts[run],
            self.paragraphs[run],
        )


@dataclass(frozen=True, slots=True)
class Window:
    """A run of pieces that the network reads at once.

    Attributes:
        start, end: what it reads.
        first, last: the part whose result counts; the rest is context.
    """

    start: int
    end: int
    first: int
    last: int


def pieces(text: str, blocks: Sequence[Block], found: Sequence[Quotation], tokenizer: Tokenizer) -> Pieces:
    """Cut the paragraphs of an article into word pieces.

    Args:
        text: the article's text; lone surrogates are read as U+FFFD.
        blocks: its paragraphs, in order.
        found: its quotations, as `quotes.marks.quotations` returns them.
        tokenizer: a WordPiece tokenizer without truncation and padding.
    """
    plain = _SURROGATES.sub("\N{REPLACEMENT CHARACTER}", text).translate(_PLAIN)
    paired = np.zeros(len(plain), np.int32)
    paired[[at.start() for at in _PAIR.finditer(plain)]] = 1
    plain = plain.replace("''", '" ')
    depths = _depths(len(text), found)
    columns: list[list[Ints]] = [[], [], [], [], [], []]
    encoded = tokenizer.encode_batch([plain[b.span.start : b.span.end] for b in blocks], add_special_tokens=False)
    for number, (block, encoding) in enumerate(zip(blocks, encoded, strict=True)):
        ids = np.array(encoding.ids, np.int32)
        if not len(ids):
            continue
        offsets = np.array(encoding.offsets, np.int32) + block.span.start
        offsets[:, 1] += paired[offsets[:, 0]]
        words = np.array(encoding.word_ids, np.int32)
        firsts = np.empty(len(ids), np.int32)
        firsts[0] = 1
        firsts[1:] = words[1:] != words[:-1]
        heads = np.flatnonzero(firsts)
        tails = np.append(heads[1:], len(ids)) - 1
        cases = np.array(
            [_case(text[s:e]) for s, e in zip(offsets[heads, 0].tolist(), offsets[tails, 1].tolist(), strict=True)],
            np.int32,
        )[np.cumsum(firsts) - 1]
        opening = np.zeros(len(ids), np.int32)
        opening[0] = 2 if block.place is Place.HEADLINE else 1
        shapes = (cases * len(DEPTHS) + depths[offsets[:, 0]]) * len(OPENINGS) + opening
        row = (ids, shapes, offsets[:, 0], offsets[:, 1], firsts, np.full(len(ids), number, np.int32))
        for column, values in zip(columns, row, strict=True):
            column.append(values)
    joined = [np.concatenate(column) if column else np.empty(0, np.int32) for column in columns]
    return Pieces(joined[0], joined[1], joined[2], joined[3], joined[4].astype(np.bool_), joined[5])


def stretches(paragraphs: Ints, most: int) -> Iterator[tuple[int, int]]:
    """Cut the pieces of an article into runs of whole paragraphs of about one size, from start to before end.

    Args:
        paragraphs: of each piece, as in `Pieces`.
        most: pieces in a run; only a paragraph that is longer is cut.
    """
    bounds = [*np.flatnonzero(np.diff(paragraphs, prepend=-1)).tolist(), len(paragraphs)]
    start = 0
    while start < len(paragraphs):
        fits = bounds[bisect_right(bounds, start + most) - 1]
        end = fits if fits > start else min(start + most, len(paragraphs))
        yield start, end
        start = end


def windows(paragraphs: Ints, size: int, context: int, begin: int = 0, behind: int = _BEHIND) -> list[Window]:
    """Cut the pieces of an article into runs for the network.

    A window holds as many whole paragraphs as fit; a paragraph that is longer than a window is cut.

    Args:
        paragraphs: of each piece, as in `Pieces`.
        size: pieces in a window, at most.
        context: pieces repeated from the text before, and behind where a paragraph is cut; less than a third of
            `size`.
        begin: the first piece that counts, where a paragraph begins.
        behind: pieces of the next paragraph read behind whole ones, as far as there is room.
    """
    count = len(paragraphs)
    bounds = [*np.flatnonzero(np.diff(paragraphs, prepend=-1)).tolist(), count]
    found: list[Window] = []
    first = begin
    at = bisect_right(bounds, first)  # the first bound behind `first`
    while first < count:
        start = max(0, first - context)
        room = start + size
        last = first
        while at < len(bounds) and bounds[at] <= room:
            last = bounds[at]
            at += 1
        end = min(room, last + behind, count)
        if last == first:  # a paragraph that does not fit
            last, end = min(room - context, count), min(room, count)
        found.append(Window(start, end, first, last))
        first = last
        while at < len(bounds) and bounds[at] <= first:
            at += 1
    return found


def _case(word: str) -> int:
    """Index into `CASES`."""
    if word.islower():
        return 1
    if not word.isupper():
        return 2 if word.istitle() or (word[:1].isupper() and word[1:].islower()) else 4 if word.isalpha() else 0
    return 3 if len(word) > 1 else 2


def _depths(length: int, found: Sequence[Quotation]) -> Ints:
    """For each character how many quotations hold it, 2 at most."""
    depths = np.zeros(length + 1, np.int32)
    for quotation in found:
        depths[quotation.span.start : quotation.span.end] = min(quotation.depth, 1) + 1
    return depths
