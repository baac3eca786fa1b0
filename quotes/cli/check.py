"""`quotes check`: is this what was said?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quotes.cli.options import (
    Acts,
    DbOption,
    Format,
    FormatOption,
    ModelOption,
    OutletOption,
    SinceOption,
    SpeakerOption,
    ThreadsOption,
    UntilOption,
    clean,
    filter_of,
    open_model,
    open_store,
    speaker_ids,
)
from quotes.errors import InputError

if TYPE_CHECKING:
    from quotes.check import Finding
    from quotes.draft import Alleged
    from quotes.entries import Sighting
    from quotes.store import Filter, Store


_PRINTED_DAYS = 6
"""For so many days after they were said words are printed as news."""


def check(
    words: Annotated[
        str | None, typer.Argument(metavar="[WORDS]", callback=clean, help="Words that are said to have been said.")
    ] = None,
    file: Annotated[
        Path | None, typer.Option("--file", metavar="FILE", help="A draft: every quotation in it is checked.")
    ] = None,
    speaker: SpeakerOption = None,
    date: Annotated[
        str | None,
        typer.Option(
            "--date", metavar="DATE", help="When they are said to have been said: articles of that day and six more."
        ),
    ] = None,
    outlet: OutletOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    format: FormatOption = Format.TABLE,
    model: ModelOption = None,
    threads: ThreadsOption = 0,
    db: DbOption = None,
) -> None:
    """Hold alleged words against the database: some words, or every quotation of a draft.

    Verdicts: exact, typography, elided, truncated, altered (with the difference), spliced, other speaker,
    paraphrased, not found in this database. "Not found" never means "false".

    In a draft everything of three words or more between quotation marks is checked, with its line, and as said by whom
    the draft names, unless --speaker does.

    Exit status: 0 all attested (exact or typography); 1 another verdict, or a draft without quotations; 2 error.
    """
    from quotes.check import ATTESTED
    from quotes.errors import QueryError
    from quotes.wording import words as cut

    if (words is None) == (file is None):
        raise InputError("give either words or --file DRAFT")
    if words is not None and not cut(words):
        raise QueryError(f"{words!r} has no word to check; give the words that are said to have been said")
    with open_store(db) as store:
        if date is not None:
            since, until = _week(date, since, until)
        asked = filter_of(store, outlet=outlet, since=since, until=until, acts=Acts.STATEMENT)
        ids = speaker_ids(store, speaker)
        if words is not None:
            finding = store.check(words, ids, asked)
            _print_one(finding, _variants(store, finding), format)
            raise typer.Exit(0 if finding.verdict in ATTESTED else 1)
        found = _check_draft(store, file or Path("-"), ids, asked, model, threads)
        _print_all([(one, finding, _variants(store, finding)) for one, finding in found], format)
    raise typer.Exit(0 if found and all(finding.verdict in ATTESTED for _, finding in found) else 1)


def _week(day: str, since: str | None, until: str | None) -> tuple[str, str]:
    """The days on which words of some day are printed.

    Raises:
        InputError: other days are asked for too.
        QueryError: it is no day.
    """
    from datetime import date, timedelta

    from quotes.errors import QueryError

    if since is not None or until is not None:
        raise InputError("give either --date or --since and --until")
    try:
        first = date.fromisoformat(day)
        return first.isoformat(), (first + timedelta(days=_PRINTED_DAYS)).isoformat()
    except (ValueError, OverflowError) as error:
        raise QueryError(f"--date: {day!r} is no day; write it like 2025-05-21") from error


def _variants(store: Store, finding: Finding) -> list[Sighting]:
    """Every wording of the claim that was found."""
    sighting = finding.sighting
    return store.variants(sighting.claim) if sighting is not None and sighting.claim is not None else []


def _print_one(finding: Finding, variants: list[Sighting], format: Format) -> None:
    from quotes import show
    from quotes.cli.output import listing, render, write_json
    from quotes.rows import finding_row

    if format is Format.TABLE:
        render(show.finding_page(finding, variants))
    elif format is Format.JSON:
        write_json(finding_row(finding, variants))
    else:
        listing([finding_row(finding, variants)], [], format)


def _check_draft(
    store: Store, file: Path, ids: tuple[int, ...] | None, asked: Filter, model: Path | None, threads: int
) -> list[tuple[Alleged, Finding]]:
    """What a draft quotes, each with what the database says of it."""
    from quotes.cli.output import note, note_language
    from quotes.draft import alleged
    from quotes.pipeline import read_articles
    from quotes.read import Places

    if file.is_dir():
        raise InputError(f"{file}: a directory; give one draft at a time")
    with open_model(model, threads) as reader:
        readings = list(read_articles(Places().documents(str(file)), reader))
    found: list[tuple[Alleged, Finding]] = []
    known: dict[str, tuple[int, ...]] = {}
    for name, reading in readings:
        if isinstance(reading, InputError):
            raise reading
        note_language(reading.article)
        quoted = alleged(reading)
        if not quoted:
            note(f"{name}: nothing of three words or more stands between quotation marks")
        for one in quoted:
            for who in one.speakers:
                known.setdefault(who.name, tuple(number for number, _ in store.speakers_meant(who.name)))
            theirs = tuple(i for who in one.speakers for i in known[who.name]) if one.speakers else None
            found.append((one, store.check(one.text, theirs if ids is None else ids, asked)))
    return found


def _print_all(found: list[tuple[Alleged, Finding, list[Sighting]]], format: Format) -> None:
    from quotes import show
    from quotes.cli.output import listing
    from quotes.rows import alleged_row

    columns = [
        show.Column("line", number=True),
        show.Column("said_by"),
        show.Column("words", wide=True),
        show.Column("verdict"),
        show.Column("alarms"),
        show.Column("text", wide=True),
        show.Column("quote", number=True),
    ]
    listing((alleged_row(*one) for one in found), columns, format)
