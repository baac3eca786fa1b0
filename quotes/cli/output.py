"""Printing: data on standard output, messages on standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

from quotes import show
from quotes.cli.options import Format
from quotes.formats import csv_lines, json_text
from quotes.rows import Row
from quotes.text import visible

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.progress import Progress

    from quotes.records import Article


def note(message: str) -> None:
    """A message to the user, on standard error."""
    sys.stderr.write(visible(message) + "\n")


def note_language(article: Article) -> None:
    """Say of an article in another language than English what is not done with it."""
    if not article.english:
        note(f"{article.doc}: not English ({article.language}); only its quotations between marks are found")


def write(text: str) -> None:
    """Data, on standard output."""
    sys.stdout.write(text)


def write_json(value: Any, *, indent: int | None = 1) -> None:
    """A value as JSON, on standard output; in codes where the stream cannot carry every letter."""
    write(json_text(value, indent=indent, ascii_only=ascii_only(sys.stdout)) + "\n")


def ascii_only(stream: object) -> bool:
    """Whether a stream cannot carry every letter."""
    encoding = (getattr(stream, "encoding", None) or "ascii").lower().replace("-", "")
    return encoding not in ("utf8", "utf8sig")


def console() -> Console:
    """Standard output as Rich sees it: colour only on a terminal and without NO_COLOR; off a terminal, no wrapping to
    a guessed width, but COLUMNS counts."""
    from rich.console import Console

    width = None if sys.stdout.isatty() or "COLUMNS" in os.environ else 160
    return Console(width=width, highlight=False, markup=False, emoji=False)


def progress_bar() -> Progress:
    """How far a long command is, on standard error, where that is a terminal."""
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress

    return Progress(
        *Progress.get_default_columns(),
        MofNCompleteColumn(),
        console=Console(stderr=True),
        transient=True,
        disable=not sys.stderr.isatty(),
    )


def render(page: RenderableType) -> None:
    """One thing to be read, on standard output."""
    console().print(page, crop=False)


def listing(
    rows: Iterable[Row],
    columns: Sequence[show.Column],
    form: Format,
    *,
    highlight: str = "",
    fields: Sequence[str] = (),
) -> int:
    """Print rows in the form that was asked for.

    Args:
        columns: what a table shows.
        fields: the header of CSV where there is no row to take it from.

    Returns:
        How many there were.
    """
    count = 0
    if form is Format.JSONL:
        for row in rows:
            write_json(row, indent=None)
            count += 1
        return count
    found = list(rows)
    if form is Format.JSON:
        write_json(found)
    elif form is Format.CSV:
        header = list(dict.fromkeys(chain.from_iterable(found))) or list(fields) or [c.key for c in columns]
        write("".join(csv_lines(found, header)))
    elif found:
        render(show.table(found, columns, highlight=highlight))
    return len(found)
