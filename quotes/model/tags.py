"""From the network's scores for each word to the spans of attributions."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from quotes.model.bio import Floats, likeliest, log_softmax, runs
from quotes.model.features import Pieces


class Role(IntEnum):
    """What a span is in an attribution; tag `2 * role + 1` begins one, `2 * role + 2` goes on, 0 is outside."""

    SOURCE = 0
    CUE = 1
    CONTENT = 2


TAGS = 1 + 2 * len(Role)


@dataclass(frozen=True, slots=True)
class Tagged:
    """A span that the tags make.

    Attributes:
        role: source, cue or content.
        first, last: its first and last piece, both inside.
        paragraph: where it begins, as in `Pieces`.
        sure: mean over its words of the probability that the word has this role, in [0, 1].
    """

    role: Role
    first: int
    last: int
    paragraph: int
    sure: float


def spans(scores: Floats, pieces: Pieces, transitions: Floats) -> list[Tagged]:
    """Decode an article.

    Args:
        scores: unnormalised, `(len(pieces), TAGS)`.
        pieces: of the article.
        transitions: what each pair of neighbouring tags adds to the log probabilities, `(TAGS, TAGS)`, from by to; the
            illegal ones are out of the question anyway.

    Returns:
        The spans in order; none crosses a paragraph.
    """
    if not len(pieces):
        return []
    heads = np.flatnonzero(pieces.firsts).astype(np.int32)
    chances = log_softmax(scores[heads])
    tags = likeliest(chances, pieces.paragraphs[heads], transitions)
    ends = np.append(heads[1:], len(pieces)) - 1
    begins, stops = runs(tags)
    sums = np.zeros((len(tags) + 1, len(Role)), np.float64)
    np.cumsum(np.exp(chances[:, 1::2]) + np.exp(chances[:, 2::2]), axis=0, out=sums[1:])
    found = []
    for begin, stop in zip(begins.tolist(), stops.tolist(), strict=True):
        role = Role(int(tags[begin]) // 2)
        sure = float(sums[stop, role] - sums[begin, role]) / (stop - begin)
        first = int(heads[begin])
        found.append(Tagged(role, first, int(ends[stop - 1]), int(pieces.paragraphs[first]), sure))
    return found
