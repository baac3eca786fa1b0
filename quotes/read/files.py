"""Which files are articles, and their bytes as text."""

from __future__ import annotations

import json
import re
import sys
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from quotes.errors import InputError, ReadError
from quotes.read.dates import is_iso
from quotes.read.plain import read_plain
from quotes.read.urls import canonical
from quotes.records import Article

STDIN = Path("-")
"""Stands for standard input among paths."""

MAX_BYTES = 10_000_000
"""A longer file is no article: the longest of PolNeAR has 60,000 bytes, a long novel 3,000,000."""

_NOT_TEXT = frozenset({".json", ".jsonl", ".csv", ".html", ".htm", ".xml", ".warc", ".pdf", ".docx"})
_MAX_SIDECAR = 1_000_000
_SUFFIXES = frozenset({".txt", ".text"})
_UNREADABLE = re.compile(r"[\ud800-\udfff\0]")
_CONTROLS = bytes(set(range(32)) - {7, 8, 9, 10, 12, 13, 27})
# Text has next to no control characters; compressed data, pictures and programs have about one in ten.
_BINARY_SHARE = 0.02
_FEW = 4
# So many sound letters beyond ASCII for each broken one make a damaged UTF-8; in other encodings hardly any is sound.
# Set by hand, on no data.
_HEALTHY = 2


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody says about an article beside its text; wins over what the text tells.

    Attributes:
        date: ISO 8601, to the day or the minute.
        url: a web address.
    """

    outlet: str | None = None
    title: str | None = None
    byline: str | None = None
    date: str | None = None
    url: str | None = None

    def over(self, other: Given) -> Given:
        """This, with gaps filled from `other`."""
        return Given(**{f.name: getattr(self, f.name) or getattr(other, f.name) for f in fields(self)})


def article_files(path: Path) -> list[Path]:
    """The article files that a path means: itself, or those below a directory, sorted.

    Below a directory, texts count; sidecars, gold files, notes and hidden files are passed over.

    Raises:
        ReadError: there is nothing at the path, or no article below it.
    """
    try:
        if path == STDIN or path.is_file():
            return [path]
        path.stat()
    except FileNotFoundError as error:
        raise ReadError(f"{path}: no such file or directory; check the path") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ReadError(f"{path}: cannot be read ({reason}); check the path and its rights") from error
    if not path.is_dir():
        raise ReadError(f"{path}: neither a file nor a directory; give a text file, or - for standard input")
    found = sorted(
        p
        for p in path.rglob("*")
        if p.suffix.lower() in _SUFFIXES
        and not any(part.startswith(".") for part in p.relative_to(path).parts)
        and p.is_file()
    )
    if not found:
        raise ReadError(f"{path}: no articles in this directory; article files end in {' or '.join(sorted(_SUFFIXES))}")
    return found


def read_file(path: Path, given: Given | None = None) -> Article:
    """Read one article, with its sidecar `NAME.json` where there is one.

    Args:
        path: a text file, or `STDIN`.
        given: wins over the sidecar, which wins over the text.

    Raises:
        ReadError: missing, empty, too large, binary, in no known encoding, or with a broken sidecar.
    """
    given = given or Given()
    if path.suffix.lower() in _NOT_TEXT:
        raise ReadError(f"{path}: {path.suffix} files are not read as articles yet; give plain text")
    try:
        data = read_raw(path, MAX_BYTES + 1)
        if path != STDIN:
            given = given.over(_sidecar(path))
    except OSError as error:
        raise ReadError(f"{path}: cannot be read ({error.strerror}); check the path and its rights") from error
    return read_bytes(data, str(path), given)


def read_raw(path: Path, most: int) -> bytes:
    """The first bytes of a file, or of standard input for `STDIN`; so many at most.

    Raises:
        OSError: it cannot be read.
        ReadError: standard input is closed.
    """
    if path == STDIN:
        if sys.stdin is None:
            raise ReadError("-: standard input is closed; give a file")
        return sys.stdin.buffer.read(most)
    with path.open("rb") as file:
        return file.read(most)


def read_bytes(data: bytes, doc: str, given: Given | None = None) -> Article:
    """Make an article of the bytes of a text file.

    Raises:
        ReadError: empty, too large, binary, or in no known encoding.
        InputError: the given date or address is none.
    """
    given = _checked(given or Given(), doc)
    text, replaced = _decode(data, doc)
    article = read_plain(text, doc)
    return replace(
        article,
        outlet=given.outlet or article.outlet,
        title=given.title or article.title,
        byline=given.byline or article.byline,
        published=given.date or article.published,
        url=given.url or article.url,
        replaced=replaced,
    )


def _decode(data: bytes, doc: str) -> tuple[str, int]:
    """The text, and how many characters that no database takes became U+FFFD in it."""
    if len(data) > MAX_BYTES:
        raise ReadError(f"{doc}: larger than {MAX_BYTES // 1_000_000} MB, which no article is; split it into articles")
    if not data.strip():
        raise ReadError(f"{doc}: empty; nothing to read")
    try:
        if data.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
            text = data.decode("utf-32")
        elif data.startswith((b"\xff\xfe", b"\xfe\xff")):
            text = data.decode("utf-16", "surrogatepass")
        else:
            sample = data[:65536]
            if len(sample) - len(sample.translate(None, _CONTROLS)) > max(_BINARY_SHARE * len(sample), _FEW):
                raise ReadError(f"{doc}: looks like a binary file; give the article as plain text")
            text = data.decode("utf-8-sig", "surrogatepass")
    except UnicodeDecodeError:
        text = _guess(data, doc)
    return _UNREADABLE.subn("\ufffd", text)


def _guess(data: bytes, doc: str) -> str:
    # UTF-8 with a few bytes lost or cut off: whatever decodes to letters of two and more bytes was meant so.
    damaged = data.decode("utf-8-sig", "surrogateescape")
    lost = sum("\udc80" <= letter <= "\udcff" for letter in damaged)
    if sum(letter > "\x7f" for letter in damaged) - lost > _HEALTHY * lost:
        return damaged

    from charset_normalizer import from_bytes  # slow to import, rarely needed

    matches = from_bytes(data)
    best = matches.best()
    if best is None:
        raise ReadError(f"{doc}: neither UTF-8 nor any other encoding that can be told; save it as UTF-8")
    # Short Western texts fit many code pages alike; the one that news sites used is the best guess among equals.
    if any("cp1252" in (m.encoding, *m.could_be_from_charset) for m in matches):
        try:
            return data.decode("cp1252")
        except UnicodeDecodeError:
            pass
    return str(best)


def _sidecar(path: Path) -> Given:
    file = path.with_suffix(".json")
    if path.suffix.lower() not in _SUFFIXES or not file.is_file():
        return Given()
    try:
        with file.open("rb") as opened:
            row: Any = json.loads(opened.read(_MAX_SIDECAR).decode("utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        raise ReadError(f"{file}: not valid JSON ({error}); mend or remove it") from error
    if not isinstance(row, dict):
        raise ReadError(f"{file}: must hold one JSON object with outlet, title, byline, date, url")
    values = {f.name: row.get(f.name) for f in fields(Given)}
    for name, value in values.items():
        if value is not None and not isinstance(value, str):
            raise ReadError(f"{file}: {name} must be a string or null, not {value!r}")
    # JSON can spell what no database takes, as a text can contain it.
    clean = {name: _UNREADABLE.sub("\ufffd", value) if value else None for name, value in values.items()}
    return _checked(Given(**clean), str(file))


def _checked(given: Given, where: str) -> Given:
    if given.date is not None and not is_iso(given.date):
        raise InputError(f"{where}: {given.date!r} is no date; write it like 2025-05-21 or 2025-05-21T13:29")
    try:
        return replace(given, url=canonical(given.url)) if given.url else given
    except InputError as error:
        raise InputError(f"{where}: {error}") from error
