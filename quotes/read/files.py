"""Which files are meant by a path, and what the sidecars beside them say."""

from __future__ import annotations

import glob
import json
import os
from dataclasses import fields
from pathlib import Path
from typing import Any

from quotes.errors import ReadError, TransientError
from quotes.read.decode import UNREADABLE
from quotes.read.given import Given
from quotes.read.raw import STDIN, kind
from quotes.text import shortened

TEXTS = frozenset({".txt", ".text", ".md", ".markdown"})
PAGES = frozenset({".html", ".htm", ".xhtml"})
ARCHIVES = frozenset({".warc"})
_FOUND = TEXTS | PAGES | ARCHIVES
"""What is looked for below a directory. Rows and feeds are read only where they are named: they may be anything."""
_SHARDS = ARCHIVES | {".jsonl", ".ndjson", ".parquet"}
"""What a large corpus is cut into."""
_NOTES = frozenset({"readme", "license", "changelog", "contributing", "notice"})
_MAX_SIDECAR = 1_000_000


def article_files(path: Path, *, shards: bool = False) -> list[Path]:
    """The files that a path means: itself, those that it matches as a pattern, or those below a directory, sorted.

    Below a directory, texts, web pages and archives count; sidecars, gold files, notes and hidden files are passed
    over.

    Args:
        shards: a directory that holds no text and no page holds shards: JSON Lines and Parquet count there too.

    Raises:
        ReadError: there is nothing at the path, or no article below it.
    """
    try:
        if path == STDIN or path.is_file():
            return [path]
        path.stat()
    except FileNotFoundError as error:
        if matched := _matched(path):
            return matched
        raise ReadError(f"{path}: no such file or directory; check the path") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ReadError(f"{path}: cannot be read ({reason}); check the path and its rights") from error
    if not path.is_dir():
        raise ReadError(f"{path}: neither a file nor a directory; give a file, or - for standard input")
    # What is not to be read in it, or goes away meanwhile, is passed over.
    walked = [Path(folder, name) for folder, _, names in os.walk(path) for name in names]
    found = sorted(p for p in walked if _is_article(p.relative_to(path), _FOUND) and is_file(p))
    if shards and not any(kind(p) in TEXTS | PAGES for p in found):
        found = sorted(p for p in walked if _is_article(p.relative_to(path), _SHARDS) and is_file(p))
    if not found:
        raise ReadError(
            f"{path}: no articles in this directory; article files end in {', '.join(sorted(_FOUND))}."
            " JSON Lines, CSV and feeds are read if they are named"
        )
    return found


def is_file(path: Path) -> bool:
    """Whether a path, which may be no path at all, is that of a file."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _matched(path: Path) -> list[Path]:
    """The files that a pattern matches, as a shell would hand them over."""
    if not glob.has_magic(str(path)):
        return []
    return [Path(name) for name in sorted(glob.glob(str(path), recursive=True)) if is_file(Path(name))]  # noqa: PTH207


def _is_article(path: Path, endings: frozenset[str]) -> bool:
    hidden = any(part.startswith(".") for part in path.parts)
    return not hidden and kind(path) in endings and path.name.split(".")[0].lower() not in _NOTES


def sidecar(path: Path) -> Given:
    """What the file `NAME.json` beside a text or page says of it.

    Raises:
        TransientError: it cannot be read.
        ReadError: it is no JSON object with text in it.
        InputError: its date or address is none.
    """
    file = path.with_suffix(".json")
    if kind(path) not in TEXTS | PAGES or not file.is_file():
        return Given()
    try:
        with file.open("rb") as opened:
            row: Any = json.loads(opened.read(_MAX_SIDECAR).decode("utf-8-sig"))
    except OSError as error:
        raise TransientError(f"{file}: cannot be read ({error.strerror}); check its rights") from error
    except (ValueError, RecursionError) as error:
        raise ReadError(f"{file}: not valid JSON ({error}); mend or remove it") from error
    if not isinstance(row, dict):
        raise ReadError(f"{file}: must hold one JSON object with outlet, title, byline, date, url")
    values = {f.name: row.get(f.name) for f in fields(Given)}
    for name, value in values.items():
        if value is not None and not isinstance(value, str):
            raise ReadError(f"{file}: {name} must be a string or null, not {shortened(repr(value))}")
    # JSON can spell what no database takes, as a text can contain it.
    clean = {name: UNREADABLE.sub("\ufffd", value) if value else None for name, value in values.items()}
    return Given(**clean).checked(str(file))
