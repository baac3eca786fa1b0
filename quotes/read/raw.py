"""The bytes of files and of standard input."""

from __future__ import annotations

import gzip
import io
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from quotes.errors import ReadError, TransientError

# Bytes. Text is packed to a third or a tenth, what repeats itself to a hundredth.
_FREE, _MOST_PACKED = 50_000_000, 150
STDIN = Path("-")
"""Stands for standard input among paths."""


def read_raw(path: Path, most: int) -> bytes:
    """The first bytes of a file, or of standard input for `STDIN`; so many at most, unpacked if it ends in .gz.

    Raises:
        OSError: it cannot be read.
        ReadError: standard input is closed, or what is packed is damaged.
    """
    with opened(path) as file:
        try:
            return file.read(most)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise ReadError(f"{path}: damaged ({error}); get it again") from error


def read_article(path: Path, most: int) -> bytes:
    """As `read_raw`, of a file that is to be an article.

    Raises:
        TransientError: it cannot be read.
        ReadError: standard input is closed, or what is packed is damaged.
    """
    try:
        return read_raw(path, most)
    except OSError as error:
        raise TransientError(f"{path}: cannot be read ({error.strerror}); check the path and its rights") from error


class _Bounded(io.RawIOBase):
    """What is packed, up to far more than any text unpacks to: what is made to unpack without an end costs hours."""

    def __init__(self, packed: gzip.GzipFile, size: int) -> None:
        self._packed = packed
        self._room = _FREE + _MOST_PACKED * size

    def readable(self) -> bool:
        return True

    def readinto(self, into: Any) -> int:
        count = self._packed.readinto(into)
        self._room -= count
        if self._room < 0:
            raise gzip.BadGzipFile("it unpacks to more than any text does")
        return count


@contextmanager
def opened(path: Path) -> Iterator[IO[bytes]]:
    """A file, or standard input for `STDIN`, to be read from its beginning.

    Raises:
        OSError: it cannot be opened.
        ReadError: standard input is closed.
    """
    if path == STDIN:
        if sys.stdin is None:
            raise ReadError("-: standard input is closed; give a file")
        yield sys.stdin.buffer
    elif path.suffix.lower() == ".gz":
        with gzip.open(path) as packed, io.BufferedReader(_Bounded(packed, path.stat().st_size)) as file:
            yield file
    else:
        with path.open("rb") as file:
            yield file


def kind(path: Path) -> str:
    """What a file is by its name: its ending in lower case, that of what is packed for .gz; "" for standard input."""
    name = path.name.lower().removesuffix(".gz")
    return Path(name).suffix
