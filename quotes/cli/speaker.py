"""`quotes speaker`: one speaker, and correcting who is who."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quotes.cli.options import DbOption, Format, FormatOption, LimitOption, clean, open_store

if TYPE_CHECKING:
    from quotes.store import Change, Store

app = typer.Typer(no_args_is_help=True, help="One speaker: show, merge, split, rename, give or take a name.")
alias = typer.Typer(no_args_is_help=True, help="Names that a speaker goes by.")
app.add_typer(alias, name="alias")

_Id = Annotated[int, typer.Argument(metavar="ID", help="Id of a speaker, as `quotes speakers` prints it.")]
_Name = Annotated[str, typer.Argument(metavar="NAME", callback=clean, help="A name.")]


@app.command("show")
def show_(speaker_id: _Id, limit: LimitOption = 20, format: FormatOption = Format.TABLE, db: DbOption = None) -> None:
    """Show a speaker: names, roles with their dates, outlets, counts, and what they said last."""
    from quotes import show
    from quotes.cli.output import listing, render, write_json
    from quotes.rows import sighting_row, speaker_row

    with open_store(db) as store:
        entry, outlets, sightings = store.speaker(speaker_id, limit=limit)
    row = speaker_row(entry)
    if format is Format.TABLE:
        render(show.speaker_page(entry, outlets, sightings))
    elif format is Format.JSON:
        write_json(row | {"printed": outlets, "quotes": [sighting_row(s) for s in sightings]})
    else:
        listing([row], [], format)


@app.command()
def suggest(limit: LimitOption = 20, format: FormatOption = Format.TABLE, db: DbOption = None) -> None:
    """List speakers who may be one, and what speaks for it. `quotes speaker merge KEEP MERGE` makes them one.

    Exit status: 0 found, 1 none, 2 error.
    """
    from quotes import show
    from quotes.cli.output import listing, note
    from quotes.rows import suggestion_row

    with open_store(db) as store:
        found = store.suggestions(limit=limit)
    if not found:
        note("no two speakers of this database look like one")
    columns = [
        show.Column("keep", number=True),
        show.Column("speaker"),
        show.Column("merge", number=True),
        show.Column("other"),
        show.Column("evidence", wide=True),
    ]
    listing(map(suggestion_row, found), columns, format)
    raise typer.Exit(0 if found else 1)


@app.command()
def merge(
    kept: Annotated[int, typer.Argument(metavar="A", help="Id of the speaker that stays.")],
    gone: Annotated[int, typer.Argument(metavar="B", help="Id of the speaker that becomes A.")],
    db: DbOption = None,
) -> None:
    """Make one speaker of two, for articles to come too. B's names become A's; `quotes undo` takes it back."""
    change(db, lambda store: store.merge_speakers(kept, gone))


@app.command()
def split(
    speaker_id: _Id,
    names: Annotated[list[str], typer.Argument(metavar="NAME...", help="Names that are somebody else's.")],
    db: DbOption = None,
) -> None:
    """Make another speaker of some of a speaker's names, with the quotes of articles that print no other of them."""
    change(db, lambda store: store.split_speaker(speaker_id, names))


@app.command()
def rename(speaker_id: _Id, name: _Name, db: DbOption = None) -> None:
    """Choose what a speaker is called; articles to come do not change it."""
    change(db, lambda store: store.rename_speaker(speaker_id, name))


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="CSV or JSON: name, aliases, kind, roles, wikidata.")],
    db: DbOption = None,
) -> None:
    """Bring a names file: each of its speakers is one here, under those names. All of it or nothing.

    CSV has a header with `name`, and may have `aliases` and `roles` (each separated by "|"), `kind` (person,
    organisation) and `wikidata`; JSON is a list of objects with those keys. Names that two rows share, or that are two
    speakers' here, are refused.
    """
    from quotes.read.names import read_names

    named = read_names(file)
    change(db, lambda store: store.import_speakers(named))


@alias.command("add")
def add(speaker_id: _Id, name: _Name, db: DbOption = None) -> None:
    """Say that whoever is called so is this speaker, in articles to come."""
    change(db, lambda store: store.add_alias(speaker_id, name))


@alias.command("remove")
def remove(speaker_id: _Id, name: _Name, db: DbOption = None) -> None:
    """Take a name from a speaker."""
    change(db, lambda store: store.remove_alias(speaker_id, name))


def undo(
    number: Annotated[
        int | None, typer.Argument(metavar="[CHANGE]", help="Id of a change, as `quotes log` prints it; else the last.")
    ] = None,
    db: DbOption = None,
) -> None:
    """Take back a correction: of speakers, quotes, claims or reviews; every row becomes what it was before."""
    change(db, lambda store: store.undo(number))


def log(limit: LimitOption = 20, format: FormatOption = Format.TABLE, db: DbOption = None) -> None:
    """List what was changed by hand, the latest first.

    Exit status: 0 found, 1 nothing was changed, 2 error.
    """
    from quotes import show
    from quotes.cli.output import listing, note
    from quotes.rows import log_row

    with open_store(db) as store:
        found = store.changes(limit=limit)
    if not found:
        note("nothing was changed by hand in this database")
    columns = [
        show.Column("id", number=True),
        show.Column("at"),
        show.Column("action"),
        show.Column("subject"),
        show.Column("what", wide=True),
    ]
    listing(map(log_row, found), columns, format)
    raise typer.Exit(0 if found else 1)


def change(db: str | None, work: Callable[[Store], Change]) -> None:
    """Make a change, and say what it was and by which number it can be undone."""
    from quotes.cli.output import note

    with open_store(db) as store:
        made = work(store)
    note(f"{made.action}: {made.what} (change {made.id})")
