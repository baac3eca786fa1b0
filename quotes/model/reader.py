"""The network applied to an article: windows through the network, its answers put together."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from quotes.ahead import ahead
from quotes.marks import Quotation
from quotes.model.bio import Floats
from quotes.model.features import Ints, Pieces, Window, pieces, stretches, windows
from quotes.model.links import VECTORS, Attribution, attributions
from quotes.model.names import LABELS, NamePieces, names
from quotes.model.settings import Settings
from quotes.model.tags import TAGS, spans
from quotes.records import Block

if TYPE_CHECKING:
    from tokenizers import Tokenizer


class Answer(NamedTuple):
    """What the network says of each piece: tag scores `(length, TAGS)`, link vectors `(length, VECTORS)`, scores of
    the kinds of name `(length, LABELS)`."""

    tags: Floats
    links: Floats
    names: Floats


Run = Callable[[Ints, Ints, Ints], Answer]
"""The network on one window: ids and shapes, each `(length,)`, and the places asked about, ascending, to its answer
about those."""


@dataclass(frozen=True, slots=True)
class Found:
    """What stands in a stretch of an article: attributions and names, over its pieces."""

    pieces: Pieces
    attributions: list[Attribution]
    names: list[NamePieces]


_Answers = Iterator[tuple[Window, Answer]]

# Pieces; an article of 10,000 words goes through in one.
_STRETCH = 16_384


class Reader:
    """A network with its tokenizer and settings.

    Args:
        run: may be called by several threads at once where `threads` is more than 1.
        threads: windows read at the same time. What one says hangs on no other, so it changes nothing but the time.
    """

    def __init__(self, settings: Settings, tokenizer: Tokenizer, run: Run, threads: int = 1) -> None:
        self.settings = settings
        self._tokenizer = tokenizer
        self._run = run
        self._threads = threads
        self._pool: tuple[int, ThreadPoolExecutor] | None = None
        self._nowhere = np.array(settings.nowhere, np.float32)
        self._preferences = np.array(settings.preferences, np.float32)
        self._transitions = np.array(settings.transitions, np.float32)
        self._naming = np.array(settings.naming, np.float32)

    def begin(self, text: str, blocks: Sequence[Block], found: Sequence[Quotation]) -> Iterator[Found]:
        """Begin to look for the attributions of an article; with several threads the call does not wait for them.

        Args:
            text: the article's text.
            blocks: its paragraphs, in order.
            found: its quotations, as `quotes.marks.quotations` returns them.

        Returns:
            What it finds, by stretches of the article, so that what the network says of a book takes no more memory
            than of a chapter.
        """
        whole = pieces(text, blocks, found, self._tokenizer)
        cuts = (whole.part(start, end) for start, end in stretches(whole.paragraphs, _STRETCH))
        begun = ((cut, self._begin(cut)) for cut in cuts)
        # One stretch now; those behind it when somebody waits for it, so that many articles can be begun at a time.
        return map(self._found, ahead(chain(list(islice(begun, 1)), begun), 1))

    def stop(self) -> None:
        """Drop whatever was begun and is not finished, for everybody who uses this reader; it can begin anew."""
        pool, self._pool = self._pool, None
        if pool:
            pool[1].shutdown(wait=False, cancel_futures=True)

    def try_out(self) -> None:
        """Run one full window; raises whatever a network, tokenizer and settings that do not fit raise."""
        # With letters that no vocabulary of English knows, and the last piece that the tokenizer can give.
        self._tokenizer.encode_batch(["Ja, א😀一"])
        ids = np.zeros(self.settings.window, np.int32)
        ids[0] = max(self._tokenizer.get_vocab().values())
        self._window(ids, np.zeros_like(ids), Window(0, len(ids), 0, len(ids)))

    def scores(self, cut: Pieces) -> Answer:
        """What the network says of every piece."""
        return _joined(cut, self._begin(cut))

    def _begin(self, cut: Pieces) -> _Answers:
        """The windows of a stretch with what the network says of each, computed or being computed."""
        # One window at a time in each thread: it fits the processor's cache, and nothing is padded. Several threads on
        # one window spend half of their time waiting for each other.
        todo = windows(cut.paragraphs, self.settings.window, self.settings.context)
        ids = [cut.ids[w.start : w.end] for w in todo]
        shapes = [cut.shapes[w.start : w.end] for w in todo]
        return zip(todo, self._map(self._window, ids, shapes, todo), strict=True)

    @property
    def _map(self) -> Callable[..., Iterator[Answer]]:
        if self._threads < 2:
            return map
        # A fork copies the pool, but not its threads.
        if not self._pool or self._pool[0] != os.getpid():
            self._pool = os.getpid(), ThreadPoolExecutor(self._threads)
        return self._pool[1].map

    def _found(self, stretch: tuple[Pieces, _Answers]) -> Found:
        cut, answers = stretch
        said = _joined(cut, answers)
        tagged = spans(said.tags, cut, self._transitions)
        linked = attributions(tagged, said.links, self._nowhere, self._preferences)
        return Found(cut, linked, names(said.names, cut, self._naming))

    def _window(self, ids: Ints, shapes: Ints, window: Window) -> Answer:
        said = self._run(*framed(ids, shapes, window, self.settings.special))
        return Answer(*(scores[1:] for scores in said))


def framed(ids: Ints, shapes: Ints, window: Window, special: tuple[int, int]) -> tuple[Ints, Ints, Ints]:
    """A window as the network takes it: ids and shapes between the special pieces, and the places asked about.

    The first special piece is among those: it is what pieces look at that have nothing to look for.

    Args:
        ids, shapes: of the pieces of the window.
        special: ids of the pieces that open and close a sequence.
    """
    opening, closing = special
    asked = [0, *range(window.first - window.start + 1, window.last - window.start + 1)]
    return (
        np.array([opening, *ids, closing], np.int32),
        np.array([0, *shapes, 0], np.int32),
        np.array(asked, np.int32),
    )


def _joined(cut: Pieces, answers: _Answers) -> Answer:
    joined = Answer(*(np.zeros((len(cut), width), np.float32) for width in (TAGS, VECTORS, LABELS)))
    for w, said in answers:
        for whole, part in zip(joined, said, strict=True):
            whole[w.first : w.last] = part
    return joined
