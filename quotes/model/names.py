"""From the network's scores for each word to the names in a text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from quotes.model.features import Pieces
from quotes.model.tags import Floats
from quotes.records import NameKind

KINDS: Sequence[NameKind] = tuple(NameKind)
LABELS = 1 + 2 * len(KINDS)
"""Width of the network's output: label `2 * kind + 1` begins a name, `2 * kind + 2` goes on, 0 is outside."""


class NamePieces(NamedTuple):
    """A name by its first and last piece, both inside."""

    first: int
    last: int
    kind: NameKind


def names(scores: Floats, pieces: Pieces) -> list[NamePieces]:
    """Decode an article: the likeliest label of each word, names where one kind goes on.

    Args:
        scores: unnormalised, `(len(pieces), LABELS)`.
        pieces: of the article.

    Returns:
        The names in order; none crosses a paragraph.
    """
    if not len(pieces):
        return []
    heads = np.flatnonzero(pieces.firsts)
    labels = scores[heads].argmax(axis=-1)
    kinds = (labels + 1) // 2
    before = np.append(0, kinds[:-1])
    parted = np.diff(pieces.paragraphs[heads], prepend=-1) != 0
    begins = np.flatnonzero((kinds > 0) & ((labels % 2 == 1) | (kinds != before) | parted))
    breaks = np.append(np.flatnonzero((kinds == 0) | (labels % 2 == 1) | (kinds != before) | parted), len(kinds))
    stops = breaks[np.searchsorted(breaks, begins, side="right")]
    ends = np.append(heads[1:], len(pieces)) - 1
    return [
        NamePieces(int(heads[begin]), int(ends[stop - 1]), KINDS[kinds[begin] - 1])
        for begin, stop in zip(begins.tolist(), stops.tolist(), strict=True)
    ]
