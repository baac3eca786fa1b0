"""BIO tags: tag `2 * kind + 1` begins a span of a kind, `2 * kind + 2` goes on, 0 is outside."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from quotes.model.features import Ints

Floats = npt.NDArray[np.float32]

_IMPOSSIBLE = np.float32(-1e4)
# Long paragraphs are cut so that the table of a batch stays small; a content that long is cut by marks anyway.
_LONGEST = 4096
_PADDED = 1 << 16  # words in a batch, padding included


def log_softmax(scores: Floats) -> Floats:
    """Log probabilities of scores, over the last axis."""
    shifted = scores - scores.max(axis=-1, keepdims=True)
    chances: Floats = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return chances


def likeliest(chances: Floats, paragraphs: Ints, transitions: Floats) -> Ints:
    """The best legal sequence of tags, by Viterbi; all paragraphs of similar length at once.

    Args:
        chances: log probabilities of the tags of each word, `(words, tags)`.
        paragraphs: of each word, not decreasing.
        transitions: what each pair of neighbouring tags adds to the log probabilities, `(tags, tags)`, from by to; the
            illegal ones are out of the question anyway.

    Returns:
        The tag of each word.
    """
    moves = transitions + _legal(chances.shape[1])
    bounds = [*np.flatnonzero(np.diff(paragraphs, prepend=-1)).tolist(), len(paragraphs)]
    waiting = [
        (start, min(start + _LONGEST, end)) for begin, end in pairwise(bounds) for start in range(begin, end, _LONGEST)
    ]
    waiting.sort(key=lambda stretch: stretch[0] - stretch[1])
    tags = np.zeros(len(paragraphs), np.int32)
    while waiting:
        longest = waiting[0][1] - waiting[0][0]
        batch = waiting[: max(1, _PADDED // longest)]
        del waiting[: len(batch)]
        table = np.zeros((longest, len(batch), chances.shape[1]), np.float32)
        for column, (start, end) in enumerate(batch):
            table[: end - start, column] = chances[start:end]
        best = _best(table, [end - start for start, end in batch], moves)
        for column, (start, end) in enumerate(batch):
            tags[start:end] = best[: end - start, column]
    return tags


def runs(tags: Ints) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Where each span of a legal sequence begins, and behind its last word."""
    begins = np.flatnonzero(tags % 2 == 1)
    after = np.append(np.flatnonzero((tags == 0) | (tags % 2 == 1)), len(tags))
    return begins, after[np.searchsorted(after, begins, side="right")]


@cache
def _legal(count: int) -> Floats:
    """`[from, to]`: 0 where `to` may follow `from`; inside follows only its own beginning or inside."""
    moves = np.zeros((count, count), np.float32)
    for inside in range(2, count, 2):
        moves[:, inside] = _IMPOSSIBLE
        moves[[inside - 1, inside], inside] = 0
    return moves


def _best(table: Floats, lengths: Sequence[int], moves: Floats) -> Ints:
    """Viterbi over `(time, sequence, tag)`, the longest sequence first; what lies behind its end is padding."""
    longest, count, tags = table.shape
    # So many sequences are longer than each time.
    live = count - np.searchsorted(lengths[::-1], np.arange(longest), side="right")
    into = np.ascontiguousarray(moves.T)
    back = np.zeros((longest, count, tags), np.intp)
    total = table[0] + moves[0]  # a paragraph begins as after tag 0
    for t in range(1, longest):
        now = live[t]
        options = total[:now, None] + into
        options.argmax(axis=2, out=back[t, :now])
        np.maximum.reduce(options, axis=2, out=total[:now])
        total[:now] += table[t, :now]
    path = np.zeros((longest, count), np.int32)
    rows = np.arange(count)
    last = total.argmax(axis=1)
    for t in range(longest - 1, 0, -1):
        now = live[t]
        path[t, :now] = last[:now]
        last[:now] = back[t, rows[:now], last[:now]]
    path[0] = last
    return path
