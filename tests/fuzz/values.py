"""From the bytes that a driver makes to the values that a target needs."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable
from functools import cache
from pathlib import Path

# Never a byte of UTF-8.
_BETWEEN = b"\xff"
RAW = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""What no terminal may be sent: controls but line feed and tab, marks that reorder text, lone surrogates."""


def legible(error: Exception) -> None:
    """A message is there, and no book."""
    assert 0 < len(str(error)) < 2000, str(error)[:2000]


def text(data: bytes) -> str:
    """Any text, lone surrogates included."""
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return data.decode("utf-8", "surrogateescape")


def parts(data: bytes, count: int) -> list[bytes]:
    """So many pieces; the last ones empty where there are less."""
    found = data.split(_BETWEEN, count - 1)
    return found + [b""] * (count - len(found))


def joined(*values: str | bytes) -> bytes:
    """What `parts` takes apart."""
    return _BETWEEN.join(v.encode("utf-8", "surrogatepass") if isinstance(v, str) else v for v in values)


def chosen(kinds: Iterable[str], data: bytes) -> tuple[str, bytes]:
    """One of some kinds by the first byte, and the rest."""
    named = list(kinds)
    return named[data[0] % len(named) if data else 0], data[1:]


def of(kinds: Iterable[str], kind: str, rest: bytes) -> bytes:
    """What `chosen` takes apart."""
    return bytes([list(kinds).index(kind)]) + rest


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="fuzz-")


def folder() -> Path:
    """A directory of this process, gone when it ends."""
    return Path(_folder().name)
