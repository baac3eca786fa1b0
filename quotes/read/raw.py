"""The bytes of files and of standard input."""

from __future__ import annotations

import gzip
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

from quotes.errors import ReadError

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
        with gzip.open(path) as packed:
            yield cast(IO[bytes], packed)
    else:
        with path.open("rb") as file:
            yield file


def kind(path: Path) -> str:
    """What a file is by its name: its ending in lower case, that of what is packed for .gz; "" for standard input."""
    name = path.name.lower().removesuffix(".gz")
    return Path(name).suffix
