"""Articles as rows: JSON Lines, JSON, CSV, Parquet."""

from __future__ import annotations

import csv
import io
import json
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from quotes.arrow import load
from quotes.errors import InputError, ReadError, TransientError
from quotes.read import fields
from quotes.read.decode import MAX_BYTES
from quotes.read.documents import Document, Media
from quotes.read.raw import kind, opened, read_raw
from quotes.records import Origin
from quotes.text import shortened

LINES, WHOLE, SHEETS = frozenset({".jsonl", ".ndjson"}), frozenset({".json"}), frozenset({".csv", ".tsv"})
COLUMNS = frozenset({".parquet"})
TABLES = LINES | WHOLE | SHEETS | COLUMNS
_LARGEST_JSON = 50_000_000
_LONGEST_HEADER = 1_000_000
# Characters. What is packed small can be endless.
_LONGEST_ROW = 2 * MAX_BYTES
# Rows of Parquet that are unpacked at a time.
_UNPACKED = 100
_SEPARATORS = ",;\t|"

Found = Iterator[tuple[str, Document | InputError]]


def rows(path: Path, mapping: Mapping[str, str]) -> Found:
    """The articles of a table, one after the other; the file is read as they are asked for.

    Args:
        path: JSON Lines, JSON (an object or a list of them), CSV with a header, or tab-separated; .gz too. Or Parquet.
        mapping: field to column, over the usual names; see `quotes.read.fields`.

    Yields:
        Each row's name, "FILE:NUMBER", with its document, or with what is wrong with it. What is wrong with the file
        comes with the file's name.
    """
    readers = ((LINES, _lines), (SHEETS, _sheet), (COLUMNS, _columns), (WHOLE, _whole))
    found = next(read(path, mapping) for endings, read in readers if kind(path) in endings)
    try:
        yield from found
    except InputError as error:
        yield str(path), error
    except UnicodeDecodeError:
        yield str(path), ReadError(f"{path}: not in UTF-8; save it so. The rows before were read")
    except (OSError, EOFError, ValueError, zlib.error, csv.Error) as error:
        if reason := getattr(error, "strerror", None):
            why = f"{path}: cannot be read on ({reason}); the rows before were read. Check the path and its rights"
            yield str(path), TransientError(why)
        else:
            yield str(path), ReadError(f"{path}: cannot be read on ({error}); the rows before were read. Mend it")


def _lines(path: Path, mapping: Mapping[str, str]) -> Found:
    with opened(path) as file:
        for number, line in enumerate(_limited(file), start=1):
            if not line.strip():
                continue
            name = f"{path}:{number}"
            try:
                if len(line) > MAX_BYTES:
                    raise ReadError(f"{name}: larger than {MAX_BYTES // 1_000_000} MB, which no article is")
                yield name, _document(_object(_parsed(line.decode("utf-8-sig"), name), name), name, mapping)
            except UnicodeDecodeError:
                yield name, ReadError(f"{name}: not in UTF-8; save it so")
            except InputError as error:
                yield name, error


def _limited(file: IO[bytes]) -> Iterator[bytes]:
    """The lines of a file; of one that is too long the beginning, and the rest is passed over."""
    while line := file.readline(MAX_BYTES + 1):
        yield line
        rest = line
        while len(rest) > MAX_BYTES and not rest.endswith(b"\n"):
            rest = file.readline(MAX_BYTES + 1)


def _parsed(text: str, name: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        reason = "nested too deeply" if isinstance(error, RecursionError) else str(error)[:100]
        raise ReadError(f"{name}: not JSON ({reason}); mend it") from error


def _object(value: Any, name: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ReadError(f"{name}: no JSON object; give one with text, title, outlet, date, url")
    return value


def _whole(path: Path, mapping: Mapping[str, str]) -> Found:
    data = read_raw(path, _LARGEST_JSON + 1)
    if len(data) > _LARGEST_JSON:
        raise ReadError(f"{path}: larger than {_LARGEST_JSON // 1_000_000} MB; give JSON Lines, one article a line")
    try:
        value = _parsed(data.decode("utf-8-sig"), str(path))
    except UnicodeDecodeError as error:
        raise ReadError(f"{path}: not JSON ({str(error)[:100]}); mend it") from error
    several = value if isinstance(value, list) else [value]
    for number, one in enumerate(several, start=1):
        name = f"{path}:{number}" if isinstance(value, list) else str(path)
        try:
            yield name, _document(_object(one, name), name, mapping)
        except InputError as error:
            yield name, error


def _sheet(path: Path, mapping: Mapping[str, str]) -> Found:
    with opened(path) as file, _long_cells():
        text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
        header = text.readline(_LONGEST_HEADER)
        if len(header) == _LONGEST_HEADER:
            raise ReadError(f"{path}: its first line is too long to name columns; give a table with a header")
        separator = "\t" if kind(path) == ".tsv" else max(_SEPARATORS, key=header.count)
        names = next(csv.reader([header], delimiter=separator), [])
        if not any(name.strip() for name in names):
            raise ReadError(f"{path}: no header; its first line must name the columns")
        for number, row in enumerate(_rows(text, names, separator), start=2):
            name = f"{path}:{number}"
            try:
                yield name, _document(row, name, mapping)
            except InputError as error:
                yield name, error


def _rows(text: IO[str], names: list[str], separator: str) -> Iterator[dict[str, Any]]:
    room = _LONGEST_ROW

    def lines() -> Iterator[str]:
        nonlocal room
        while line := text.readline(room + 1):
            room -= len(line)
            if room < 0:
                raise ValueError(f"a row is longer than {_LONGEST_ROW // 1_000_000} million characters")
            yield line

    for row in csv.reader(lines(), delimiter=separator):
        room = _LONGEST_ROW
        if row:
            yield dict(zip(names, row, strict=False))


def _columns(path: Path, mapping: Mapping[str, str]) -> Found:
    arrow, parquet = load()
    number = 0
    try:
        with parquet.ParquetFile(path) as file:
            names = file.schema_arrow.names
            # What else there is, say vectors, is not unpacked; without a text all is, for the message.
            held = fields.columns(names, mapping, str(path))
            wanted = sorted(set(held.values())) if {fields.TEXT, fields.PAGE} & held.keys() else names
            for batch in file.iter_batches(_UNPACKED, columns=wanted):
                for row in batch.to_pylist():
                    number += 1
                    name = f"{path}:{number}"
                    try:
                        yield name, _document(row, name, mapping)
                    except InputError as error:
                        yield name, error
    except arrow.ArrowException as error:  # some of them are of no built-in type
        raise ValueError(str(error)[:200]) from error


@contextmanager
def _long_cells() -> Iterator[None]:
    """Let a cell of CSV be as long as an article; the library's limit is one for all."""
    before = csv.field_size_limit(MAX_BYTES)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _document(row: Mapping[str, Any], name: str, mapping: Mapping[str, str]) -> Document:
    held = fields.columns(list(row), mapping, name)
    values = {field: row.get(column) for field, column in held.items()}
    text, page = values.get(fields.TEXT), values.get(fields.PAGE)
    media, body = (Media.TEXT, text) if isinstance(text, str) and text.strip() else (Media.PAGE, page)
    if not isinstance(body, str) or not body.strip():
        if named := " and ".join(held[field] for field in (fields.TEXT, fields.PAGE) if field in held):
            raise ReadError(f"{name}: no text in {named}; leave it out")
        shown = shortened(", ".join(sorted(map(str, row))[:20]), 500)
        raise ReadError(f"{name}: no text; say where it is with --map text=COLUMN (its columns are {shown})")
    return Document(
        name,
        data=body.encode("utf-8", "surrogatepass"),
        media=media,
        said=((Origin.RECORD, fields.given(values, name)),),
    )
