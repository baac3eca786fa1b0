"""`quotes compare`: two statements held against each other."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Annotated, Any

import typer

from quotes.cli.options import Format, FormatOption
from quotes.errors import InputError

_Pair = tuple[str, str, tuple[str | None, str | None]]


def compare(
    first: Annotated[str | None, typer.Argument(metavar="A", help="A statement.")] = None,
    second: Annotated[str | None, typer.Argument(metavar="B", help="Another.")] = None,
    pairs: Annotated[
        str | None,
        typer.Option("--pairs", metavar="FILE|-", help='JSON Lines: {"a": {"text": …, "source": …}, "b": …} a line.'),
    ] = None,
    format: FormatOption = Format.TABLE,
) -> None:
    """Tell whether two statements are the same, a paraphrase, opposite or different.

    With --pairs, one answer a line, in the order of the lines; "source", who said it, may be left out. What two people
    of different names say is never the same statement. The score is the probability that both are printings of one
    utterance; the coverage how much of the shorter one the longer one has. It touches no database.

    Exit status: 0 done, 2 error.
    """
    from quotes import show
    from quotes.cli.output import listing
    from quotes.compare import compare as held
    from quotes.rows import comparison_row

    if pairs is not None and first is not None:
        raise InputError("give either two statements or --pairs, not both")
    if pairs is None and (first is None or second is None):
        raise InputError("give two statements, or --pairs FILE")
    texts = _read(pairs) if pairs is not None else iter([(first or "", second or "", (None, None))])
    columns = [show.Column("relation"), show.Column("score", number=True), show.Column("alarms", wide=True)]
    listing((comparison_row(held(*pair), *pair[:2]) for pair in texts), columns, format)


def _read(path: str) -> Iterator[_Pair]:
    from pathlib import Path

    try:
        lines = sys.stdin if path == "-" else Path(path).open(encoding="utf-8")  # noqa: SIM115 - closed below
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); check the path and its rights") from error
    with lines:
        try:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _pair(line, f"{path}, line {number}")
        except UnicodeDecodeError as error:
            raise InputError(f"{path}: not UTF-8; save it as UTF-8") from error


def _pair(line: str, where: str) -> _Pair:
    try:
        row: Any = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{where}: not JSON ({error})") from error
    sides = [row.get(side) if isinstance(row, dict) else None for side in ("a", "b")]
    texts = [side.get("text") if isinstance(side, dict) else side for side in sides]
    first, second = texts
    if not isinstance(first, str) or not isinstance(second, str):
        raise InputError(f'{where}: expected {{"a": {{"text": …}}, "b": {{"text": …}}}}')
    said = [side.get("source") if isinstance(side, dict) else None for side in sides]
    sources = [source if isinstance(source, str) else None for source in said]
    return first, second, (sources[0], sources[1])
