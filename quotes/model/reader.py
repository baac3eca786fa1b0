"""The network applied to an article: windows through the network, its answers put together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from quotes.marks import Quotation
from quotes.model.features import Ints, Pieces, Window, pieces, stretches, windows
from quotes.model.links import VECTORS, Attribution, attributions
from quotes.model.settings import Settings
from quotes.model.tags import TAGS, Floats, spans
from quotes.records import Block

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Run = Callable[[Ints, Ints, Ints], tuple[Floats, Floats]]
"""The network: ids, shapes and mask, each `(batch, length)`, to tag scores `(batch, length, TAGS)` and link vectors
`(batch, length, VECTORS)`."""


# Pieces; an article of 10,000 words goes through in one.
_STRETCH = 16_384


class Reader:
    """A network with its tokenizer and settings."""

    def __init__(self, settings: Settings, tokenizer: Tokenizer, run: Run) -> None:
        self.settings = settings
        self._tokenizer = tokenizer
        self._run = run
        self._nowhere = np.array(settings.nowhere, np.float32)
        self._preferences = np.array(settings.preferences, np.float32)

    def read(
        self, text: str, blocks: Sequence[Block], found: Sequence[Quotation]
    ) -> Iterator[tuple[Pieces, list[Attribution]]]:
        """Find the attributions of an article.

        Args:
            text: the article's text.
            blocks: its paragraphs, in order.
            found: its quotations, as `quotes.marks.quotations` returns them.

        Yields:
            Pieces, and the attributions over them, by stretches of the article, so that a book takes no more memory
            than a chapter.
        """
        whole = pieces(text, blocks, found, self._tokenizer)
        for start, end in stretches(whole.paragraphs, _STRETCH):
            cut = whole.part(start, end)
            scores, vectors = self.scores(cut)
            yield cut, attributions(spans(scores, cut), vectors, self._nowhere, self._preferences)

    def try_out(self) -> None:
        """Run one full window; raises whatever a network and settings that do not fit raise."""
        zeros = np.zeros((1, self.settings.window + 2), np.int32)
        zeros[0, :2] = self.settings.special
        self._run(zeros, np.zeros_like(zeros), np.ones_like(zeros))

    def scores(self, cut: Pieces) -> tuple[Floats, Floats]:
        """Tag scores and link vectors of every piece of an article, `(pieces, TAGS)` and `(pieces, VECTORS)`."""
        scores = np.zeros((len(cut), TAGS), np.float32)
        vectors = np.zeros((len(cut), VECTORS), np.float32)
        todo = windows(cut.paragraphs, self.settings.window, self.settings.context)
        todo.sort(key=lambda w: w.end - w.start)
        for at in range(0, len(todo), self.settings.batch):
            batch = todo[at : at + self.settings.batch]
            got_scores, got_vectors = self._run(*_pad(cut, batch, self.settings.special))
            for row, w in enumerate(batch):
                core = slice(w.first - w.start + 1, w.last - w.start + 1)
                scores[w.first : w.last] = got_scores[row, core]
                vectors[w.first : w.last] = got_vectors[row, core]
        return scores, vectors


def _pad(cut: Pieces, batch: Sequence[Window], special: tuple[int, int]) -> tuple[Ints, Ints, Ints]:
    length = 2 + max(w.end - w.start for w in batch)
    ids, shapes, mask = (np.zeros((len(batch), length), np.int32) for _ in range(3))
    for row, w in enumerate(batch):
        size = w.end - w.start
        ids[row, 0], ids[row, size + 1] = special
        ids[row, 1 : size + 1] = cut.ids[w.start : w.end]
        shapes[row, 1 : size + 1] = cut.shapes[w.start : w.end]
        mask[row, : size + 2] = 1
    return ids, shapes, mask
