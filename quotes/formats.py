"""Rows to JSON and CSV, in which no character of an article's can drive a terminal. Nothing here prints."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from quotes.rows import Row
from quotes.text import visible

# Escapes in JSON what its syntax allows raw but a terminal or a reader of text must not meet: DEL, C1 controls,
# marks that reorder text, lone surrogates.
_RAW = re.compile(r"[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")

# What begins a formula: also behind spaces and quotation marks, which some programs drop, and in full width, which some
# take for the same (OWASP, "CSV Injection").
_FORMULA = re.compile(r"[\s\"]*[=+\-@＝＋－＠]|[\t\n]")


def json_text(value: Any, *, indent: int | None = None, ascii_only: bool = False) -> str:
    """JSON in which no character can drive a terminal; letters stay letters, unless `ascii_only` asks for codes."""
    return _RAW.sub(lambda m: f"\\u{ord(m[0]):04x}", json.dumps(value, ensure_ascii=ascii_only, indent=indent))


def csv_lines(rows: Iterable[Row], columns: Sequence[str]) -> Iterator[str]:
    """CSV with a header; lists and objects as JSON inside their cell. Text is guarded: see `_guarded`."""
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=list(columns), lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({k: _cell(v) for k, v in row.items()})
        yield out.getvalue()
        out.seek(0)
        out.truncate()
    yield out.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list | dict):
        return json_text(value)
    return _guarded(visible(value)) if isinstance(value, str) else str(value)


def _guarded(text: str) -> str:
    """Text that no spreadsheet runs as a formula: with an apostrophe before what begins one.

    A carriage return begins one too; `visible` leaves none.
    """
    return f"'{text}" if _FORMULA.match(text) else text


def array_lines(rows: Iterable[Any], *, ascii_only: bool = False) -> Iterator[str]:
    """What `json_text` makes of all rows with an indent of 1, in pieces."""
    before = "[\n"
    for row in rows:
        text = json_text(row, indent=1, ascii_only=ascii_only).replace("\n", "\n ")
        yield f"{before} {text}"
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"
