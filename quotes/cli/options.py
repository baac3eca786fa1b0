"""Options that several commands share, and what they mean."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quotes.errors import InputError, QueryError

if TYPE_CHECKING:
    from quotes.model.reader import Reader
    from quotes.store import Filter, Store


class Format(StrEnum):
    """How a listing is printed."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"


class ExportFormat(StrEnum):
    """How an export is written."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"
    JSONLD = "jsonld"


class Acts(StrEnum):
    """Which acts a listing shows."""

    STATEMENT = "statement"
    ATTITUDE = "attitude"
    ALL = "all"


class KindOption(StrEnum):
    """Values of --kind."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


def clean(value: str | None) -> str | None:
    """A value that can be stored and searched; the terminal may have passed bytes that are no text."""
    if value is not None and not value.isascii():
        try:
            value.encode("utf-8")
        except UnicodeEncodeError as error:
            raise InputError(f"{value!r} is not valid text in this terminal's encoding; type it again") from error
    return value


def _clean_all(values: list[str] | None) -> list[str] | None:
    for value in values or ():
        clean(value)
    return values


def places(values: list[str] | None) -> list[str] | None:
    """Places to read; none of them may be empty."""
    if not all(value.strip() for value in values or ()):
        raise InputError("an empty name; give a file, a directory, or - for standard input")
    return values


def mapped(values: list[str] | None) -> dict[str, str]:
    """The columns that --map says, by field.

    Raises:
        InputError: it is not FIELD=COLUMN, or there is no such field.
    """
    from quotes.read.fields import NAMES

    found: dict[str, str] = {}
    for value in values or ():
        name, equals, column = value.partition("=")
        if not equals or name not in NAMES:
            raise InputError(f"--map {value!r}: write FIELD=COLUMN, where FIELD is one of {', '.join(NAMES)}")
        found[name] = column
    return found


_ALL = 10**9


def _positive(value: int | None) -> int | None:
    if value is not None and value < 1:
        raise typer.BadParameter("must be 1 or more")
    return None if value is None else min(value, _ALL)


DbOption = Annotated[
    str | None,
    typer.Option(
        "--db",
        metavar="PATH",
        help="The database, a file or postgresql://... [default: $QUOTES_DB, else in your data directory]",
    ),
]
FormatOption = Annotated[Format, typer.Option("--format", "-f", help="How to print.", show_default="table")]
LimitOption = Annotated[int, typer.Option("--limit", "-n", callback=_positive, help="At most so many rows.")]
OptionalLimitOption = Annotated[
    int | None, typer.Option("--limit", "-n", callback=_positive, help="At most so many rows.")
]
SpeakerOption = Annotated[
    str | None,
    typer.Option(
        "--speaker",
        "-s",
        metavar="NAME",
        callback=clean,
        help="Only this speaker, in any spelling; or an id.",
    ),
]
OutletOption = Annotated[
    str | None,
    typer.Option("--outlet", metavar="NAME", callback=clean, help="Only outlets with this in their name."),
]
SinceOption = Annotated[
    str | None, typer.Option("--since", metavar="DATE", help="Published on this day or later (YYYY-MM-DD).")
]
UntilOption = Annotated[
    str | None, typer.Option("--until", metavar="DATE", help="Published on this day or earlier (YYYY-MM-DD).")
]
KindsOption = Annotated[
    list[KindOption] | None, typer.Option("--kind", help="Only quotes printed this way; may be given twice.")
]
ActsOption = Annotated[Acts, typer.Option("--acts", help="Statements, attitudes (wants, fears …), or all.")]
OutputOption = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", metavar="FILE", help="Write into this file, which is there whole or not at all; - for none."
    ),
]
RatingOption = Annotated[
    str | None, typer.Option("--rating", metavar="RATING", callback=clean, help="Only what was rated so (False).")
]
IdsOption = Annotated[bool, typer.Option("--ids", help="Print ids alone, one a line.")]
ModelOption = Annotated[
    Path | None,
    typer.Option(
        "--model",
        metavar="DIR",
        help="Another exported model than the one in the package.",
        envvar="QUOTES_MODEL",
        show_envvar=True,
    ),
]
ThreadsOption = Annotated[
    int, typer.Option("--threads", min=0, max=256, help="Threads that extract; 0 for one a core.")
]
MapOption = Annotated[
    list[str] | None,
    typer.Option(
        "--map",
        metavar="FIELD=COLUMN",
        callback=_clean_all,
        help="Where a table has text, html, title, outlet, byline, date, updated or url; may be given often.",
    ),
]
PLACES = "Files (text, HTML, JSON Lines, CSV, Parquet, WARC, feeds), directories, patterns, or - for standard input."
WordsArgument = Annotated[str, typer.Argument(metavar="WORDS", callback=clean, help="Words, or a phrase.")]


def place(db: str | None) -> str:
    """Where the database is: the option, then QUOTES_DB, then the platform's data directory."""
    if chosen := db or os.environ.get("QUOTES_DB"):
        return chosen
    from platformdirs import user_data_path

    return str(user_data_path("quotes", appauthor=False) / "quotes.db")


@contextmanager
def open_model(model: Path | None, threads: int) -> Iterator[Reader]:
    """Load the model that the options mean.

    At the end, whatever the reason, it stops working on articles that nobody waits for.

    Raises:
        InputError: the folder holds no model of this version.
    """
    from quotes.model.session import PACKAGED, load

    reader = load(model or PACKAGED, threads)
    try:
        yield reader
    finally:
        reader.stop()


def open_store(db: str | None, *, create: bool = False) -> Store:
    """Open the database that the options mean.

    Raises:
        StoreError: it cannot be used.
    """
    from quotes.store import Store

    return Store(place(db), create=create)


def filter_of(
    store: Store,
    *,
    speaker: str | None = None,
    outlet: str | None = None,
    since: str | None = None,
    until: str | None = None,
    kinds: list[KindOption] | None = None,
    acts: Acts = Acts.STATEMENT,
) -> Filter:
    """The filter that the options mean.

    Raises:
        QueryError: a date is none.
    """
    from quotes.store import Filter

    for name, value in (("--since", since), ("--until", until)):
        if value is not None:
            from quotes.read.dates import is_iso

            if not is_iso(value):
                raise QueryError(f"{name}: {value!r} is no date; write it like 2025-05-21")
    return Filter(
        speakers=speaker_ids(store, speaker),
        outlet=outlet,
        since=since,
        until=until,
        kinds=tuple(kind.value for kind in kinds or ()),
        acts=() if acts is Acts.ALL else (acts.value,),
    )


def speaker_ids(store: Store, speaker: str | None) -> tuple[int, ...] | None:
    """The ids that a name means, None where none is asked for; none and several are said on standard error."""
    from quotes.cli.output import note
    from quotes.text import shortened

    if speaker is None:
        return None
    found = store.speakers_meant(speaker)
    if not found:
        near = store.similar_speakers(speaker)
        who = shortened(repr(speaker))
        note(f"no speaker {who} in this database" + (f"; did you mean {', '.join(near)}?" if near else ""))
    if len(found) > 1:
        note(f"{speaker!r} means {len(found)} speakers: " + ", ".join(f"{name} ({number})" for number, name in found))
    return tuple(number for number, _ in found)
