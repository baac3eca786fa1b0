"""The network applied to an article: text in, attributions out."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from quotes.errors import InputError
from quotes.marks import Quotation
from quotes.model.confidence import SIGNALS
from quotes.model.features import Ints, Pieces, Window, pieces, windows
from quotes.model.links import PLACES, VECTORS, WIDTH, Attribution, Relation, attributions
from quotes.model.tags import TAGS, Floats, spans
from quotes.records import Block

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Run = Callable[[Ints, Ints, Ints], tuple[Floats, Floats]]
"""The network: ids, shapes and mask, each `(batch, length)`, to tag scores `(batch, length, TAGS)` and link vectors
`(batch, length, VECTORS)`."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What belongs to a set of weights, beside the network.

    Attributes:
        name: of the model, as stored with each quote that it finds.
        window, context: as for `quotes.model.features.windows`.
        special: ids of the pieces that open and close a sequence.
        nowhere, preferences: as for `quotes.model.links.attributions`, row by row.
        confidence: weights as for `quotes.model.confidence.confidence`.
        batch: windows that the network reads at once.
    """

    name: str
    window: int
    context: int
    special: tuple[int, int]
    nowhere: list[list[float]]
    preferences: list[list[float]]
    confidence: list[float]
    batch: int = 16

    @classmethod
    def load(cls, path: Path) -> Settings:
        """Read them.

        Raises:
            InputError: no such file, or not as `save` writes it.
        """
        try:
            values = json.loads(path.read_text(encoding="utf-8"))
            opening, closing = values["special"]
            settings = cls(**{**values, "special": (opening, closing)})
            shapes = (np.shape(settings.nowhere), np.shape(settings.preferences), np.shape(settings.confidence))
        except OSError as error:
            raise InputError(f"{path}: {error.strerror}; give a folder with an exported model") from None
        except (ValueError, TypeError, KeyError) as error:
            raise InputError(f"{path}: not the settings of a model ({error}); export it again") from None
        expected = ((len(Relation), WIDTH), (len(Relation), PLACES), (len(SIGNALS),))
        if shapes != expected or not 0 <= 3 * settings.context < settings.window:
            raise InputError(f"{path}: made by another version of this program; export the model again")
        return settings

    def save(self, path: Path) -> None:
        """Write them as JSON."""
        path.write_text(json.dumps(asdict(self), indent=1) + "\n", encoding="utf-8")


class Reader:
    """A network with its tokenizer and settings."""

    def __init__(self, settings: Settings, tokenizer: Tokenizer, run: Run) -> None:
        self.settings = settings
        self._tokenizer = tokenizer
        self._run = run
        self._nowhere = np.array(settings.nowhere, np.float32)
        self._preferences = np.array(settings.preferences, np.float32)

    def read(self, text: str, blocks: Sequence[Block], found: Sequence[Quotation]) -> tuple[Pieces, list[Attribution]]:
        """Find the attributions of an article.

        Args:
            text: the article's text.
            blocks: its paragraphs, in order.
            found: its quotations, as `quotes.marks.quotations` returns them.

        Returns:
            The pieces, and the attributions over them.
        """
        cut = pieces(text, blocks, found, self._tokenizer)
        scores, vectors = self.scores(cut)
        return cut, attributions(spans(scores, cut), vectors, self._nowhere, self._preferences)

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
