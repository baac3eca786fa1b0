"""From the network's scores for each word to the names in a text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from quotes.model.bio import Floats, likeliest, log_softmax, runs
from quotes.model.features import Pieces
from quotes.records import NameKind

KINDS: Sequence[NameKind] = tuple(NameKind)
LABELS = 1 + 2 * len(KINDS)
"""Width of the network's output: label `2 * kind + 1` begins a name, `2 * kind + 2` goes on, 0 is outside."""


class NamePieces(NamedTuple):
    """A name by its first and last piece, both inside."""

    first: int
    last: int
    kind: NameKind


def names(scores: Floats, pieces: Pieces, transitions: Floats) -> list[NamePieces]:
    """Decode an article.

    Args:
        scores: unnormalised, `(len(pieces), LABELS)`.
        pieces: of the article.
        transitions: as for `quotes.model.bio.likeliest`, `(LABELS, LABELS)`.

    Returns:
        The names in order; none crosses a paragraph.
    """
    if not len(pieces):
        return []
    heads = np.flatnonzero(pieces.firsts)
    labels = likeliest(log_softmax(scores[heads]), pieces.paragraphs[heads], transitions)
    ends = np.append(heads[1:], len(pieces)) - 1
    return [
        NamePieces(int(heads[begin]), int(ends[stop - 1]), KINDS[labels[begin] // 2])
        for begin, stop in zip(*(places.tolist() for places in runs(labels)), strict=True)
    ]
