"""Exports: rows to standard output as they come, or into a file that is there whole or not at all."""

from __future__ import annotations

import os
import secrets
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from quotes.cli.options import ExportFormat
from quotes.cli.output import ascii_only
from quotes.errors import InputError
from quotes.formats import array_lines, csv_lines, json_text
from quotes.rows import Row
from quotes.tables import Columns


def export(rows: Iterable[Row], columns: Columns, form: ExportFormat, output: Path | None, place: str) -> None:
    """Write rows in a form that needs no more of them at once than a few.

    Args:
        output: the file; None or "-" for standard output.
        place: the database, which is never written over.

    Raises:
        InputError: the file cannot be written, or the form cannot go there.
    """
    if form is ExportFormat.PARQUET:
        from quotes import arrow, parquet

        # Before anything is opened: it may not be installed.
        arrow.load()
        if _standard(output) and sys.stdout.isatty():
            raise InputError("Parquet is nothing to look at; give --output FILE, or a pipe")
        with _opened(output, place) as out:
            out.flush()
            parquet.write(rows, columns, out.buffer)
        return
    with _opened(output, place) as out:
        for piece in _pieces(rows, columns, form, ascii_only(out)):
            out.write(piece)


def _pieces(rows: Iterable[Row], columns: Columns, form: ExportFormat, codes: bool) -> Iterator[str]:
    if form is ExportFormat.CSV:
        return csv_lines(rows, list(columns))
    if form is ExportFormat.JSONL:
        return (json_text(row, ascii_only=codes) + "\n" for row in rows)
    return array_lines(rows, ascii_only=codes)


def _standard(output: Path | None) -> bool:
    return output is None or str(output) == "-"


@contextmanager
def _opened(output: Path | None, place: str) -> Iterator[TextIO]:
    """Standard output, or a file that takes the place of the old one when all is written.

    Devices and pipes are written to as they are.
    """
    if output is None or _standard(output):
        yield sys.stdout
        return
    name, made = _made(output, place)
    with os.fdopen(made, "w", encoding="utf-8", newline="") as file:
        if name is None:
            yield file
            return
        try:
            yield file
            file.flush()
            os.fsync(made)
            target = output.resolve()
            if target.exists():
                shutil.copymode(target, name)
            name.replace(target)
        except BaseException:
            name.unlink(missing_ok=True)
            raise


def _made(output: Path, place: str) -> tuple[Path | None, int]:
    """A new file beside the one that is meant, with its name, opened; or the pipe or device that is meant."""
    from quotes.store import is_part

    try:
        target = output.resolve()
        if is_part(target, Path(place)):
            raise InputError(f"{output} is the database; give another file with --output")
        if output.exists() and not output.is_file():
            return None, os.open(output, os.O_WRONLY)
        if output.exists() and not os.access(output, os.W_OK):
            raise PermissionError(0, "write-protected")
        part = target.with_name(f".quotes-{secrets.token_hex(6)}.part")
        return part, os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise InputError(f"{output}: cannot be written ({reason}); give another file with --output") from None
