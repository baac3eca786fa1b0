"""What a trained network says of every piece of the training articles, in a file small enough to keep with the code.

Who trains a small network needs these scores, not the large network that gave them.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from quotes.errors import InputError
from quotes.model.bio import Floats, log_softmax
from quotes.model.tags import TAGS

# Log probabilities in steps of a twentieth, the least at -12.75: one byte each, and nearly all of them 0 or the least.
_STEP = 0.05
_LEAST = 255 * _STEP


def save(path: Path, scores: Iterable[Floats], corpus: str) -> None:
    """Write lessons.

    Args:
        path: a `.npz`; whole or untouched.
        scores: tag scores of the pieces of each article, `(pieces, TAGS)`.
        corpus: SHA-256 of the articles.
    """
    packed = [_packed(one) for one in scores]
    sizes = np.array([len(one) for one in packed], np.int32)
    fresh = path.with_suffix(".new")
    with fresh.open("wb") as opened:
        np.savez_compressed(opened, scores=np.concatenate(packed), sizes=sizes, corpus=np.array(corpus))
    fresh.replace(path)


def load(path: Path, sizes: Sequence[int], corpus: str) -> list[Floats]:
    """Read lessons.

    Args:
        path: as `save` wrote it.
        sizes: pieces of each article.
        corpus: SHA-256 of the articles.

    Returns:
        Log probabilities of the tags of each article's pieces, `(pieces, TAGS)`, to `_STEP`.

    Raises:
        InputError: no such file, no lessons, of other articles, or for another vocabulary.
    """
    try:
        with path.open("rb") as opened, np.load(opened) as stored:
            packed, held, of = stored["scores"], stored["sizes"].tolist(), str(stored["corpus"])
    except (OSError, EOFError, KeyError, TypeError, ValueError, RuntimeError, BadZipFile, zlib.error) as error:
        raise InputError(f"{path}: no lessons of a teacher ({error}); `make teacher` writes them") from None
    if of != corpus:
        raise InputError(f"{path}: lessons of other articles than those to learn from")
    if held != list(sizes) or packed.shape != (sum(held), TAGS) or packed.dtype != np.uint8:
        raise InputError(f"{path}: the teacher cuts words otherwise; use encoders of the same vocabulary")
    return np.split(packed.astype(np.float32) * -np.float32(_STEP), np.cumsum(held)[:-1])


def mean(one: Floats, other: Floats) -> Floats:
    """What two teachers say together: the log of the mean of their probabilities, `(pieces, TAGS)`."""
    return np.logaddexp(log_softmax(one), log_softmax(other)) - np.float32(np.log(2))


def _packed(scores: Floats) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    return np.rint(np.clip(-log_softmax(scores), 0, _LEAST) / _STEP).astype(np.uint8)
