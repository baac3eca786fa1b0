"""From the network's scores for each word to spans: the best legal sequence of BIO tags."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from quotes.model.features import Ints, Pieces

Floats = npt.NDArray[np.float32]


class Role(IntEnum):
    """What a span is in an attribution; tag `2 * role + 1` begins one, `2 * role + 2` goes on, 0 is outside."""

    SOURCE = 0
    CUE = 1
    CONTENT = 2


TAGS = 1 + 2 * len(Role)
_IMPOSSIBLE = np.float32(-1e4)
# Long paragraphs are cut so that the table of a batch stays small; a content that long is cut by marks anyway.
_LONGEST = 4096
_PADDED = 1 << 16  # words in a batch, padding included


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
    tags = _viterbi(chances, pieces.paragraphs[heads], transitions + _LEGAL)
    ends = np.append(heads[1:], len(pieces)) - 1
    begins = np.flatnonzero(tags % 2 == 1)
    after = np.flatnonzero((tags == 0) | (tags % 2 == 1))
    after = np.append(after, len(tags))
    stops = after[np.searchsorted(after, begins, side="right")]
    sums = np.zeros((len(tags) + 1, len(Role)), np.float64)
    np.cumsum(np.exp(chances[:, 1::2]) + np.exp(chances[:, 2::2]), axis=0, out=sums[1:])
    found = []
    for begin, stop in zip(begins.tolist(), stops.tolist(), strict=True):
        role = Role(int(tags[begin]) // 2)
        sure = float(sums[stop, role] - sums[begin, role]) / (stop - begin)
        first = int(heads[begin])
        found.append(Tagged(role, first, int(ends[stop - 1]), int(pieces.paragraphs[first]), sure))
    return found


def log_softmax(scores: Floats) -> Floats:
    """Log probabilities of scores, over the last axis."""
    shifted = scores - scores.max(axis=-1, keepdims=True)
    chances: Floats = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return chances


def _legal() -> Floats:
    """`[from, to]`: 0 where `to` may follow `from`; inside follows only its own beginning or inside."""
    moves = np.zeros((TAGS, TAGS), np.float32)
    for role in Role:
        inside = 2 * role + 2
        moves[:, inside] = _IMPOSSIBLE
        moves[[inside - 1, inside], inside] = 0
    return moves


_LEGAL = _legal()


def _viterbi(chances: Floats, paragraphs: Ints, moves: Floats) -> Ints:
    """The best legal tag of each word, all paragraphs of similar length at once."""
    bounds = [*np.flatnonzero(np.diff(paragraphs, prepend=-1)).tolist(), len(paragraphs)]
    runs = [
        (start, min(start + _LONGEST, end)) for begin, end in pairwise(bounds) for start in range(begin, end, _LONGEST)
    ]
    runs.sort(key=lambda run: run[1] - run[0])
    tags = np.zeros(len(paragraphs), np.int32)
    while runs:
        longest = runs[-1][1] - runs[-1][0]
        batch = runs[-max(1, _PADDED // longest) :]
        del runs[-len(batch) :]
        lengths = np.array([end - start for start, end in batch])
        table = np.zeros((longest, len(batch), TAGS), np.float32)
        for column, (start, end) in enumerate(batch):
            table[: end - start, column] = chances[start:end]
        best = _best(table, lengths, moves)
        for column, (start, end) in enumerate(batch):
            tags[start:end] = best[: end - start, column]
    return tags


def _best(table: Floats, lengths: npt.NDArray[np.int64], moves: Floats) -> Ints:
    """Viterbi over `(time, sequence, tag)`; what lies behind a sequence's length is padding."""
    longest, count, _ = table.shape
    back = np.zeros((longest, count, TAGS), np.int32)
    total = table[0] + moves[0]  # a paragraph begins as after tag 0
    kept = np.arange(TAGS)
    for t in range(1, longest):
        options = total[:, :, None] + moves
        live = (t < lengths)[:, None]
        back[t] = np.where(live, options.argmax(axis=1), kept)
        total = np.where(live, options.max(axis=1) + table[t], total)
    path = np.zeros((longest, count), np.int32)
    path[-1] = total.argmax(axis=1)
    rows = np.arange(count)
    for t in range(longest - 1, 0, -1):
        path[t - 1] = back[t, rows, path[t]]
    return path
