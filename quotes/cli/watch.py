"""`quotes watch`: what is new since the last look."""

from __future__ import annotations

from typing import Annotated

import typer

from quotes.cli.options import DbOption, Format, FormatOption, OutletOption, SpeakerOption, clean, open_store

app = typer.Typer(help="What is new since the last look, for a saved search or a speaker.")

_Name = Annotated[str, typer.Argument(metavar="NAME", callback=clean, help="What it is called.")]
_Keep = Annotated[bool, typer.Option("--keep", help="Only look; the next look tells the same again.")]


@app.callback(invoke_without_command=True)
def watch(
    context: typer.Context, keep: _Keep = False, format: FormatOption = Format.TABLE, db: DbOption = None
) -> None:
    """What is new since the last look, for a saved search or a speaker; `quotes watch news` for all that is watched."""
    if context.invoked_subcommand is None:
        news(None, keep, format, db)


@app.command()
def add(
    name: _Name,
    words: Annotated[
        str | None, typer.Argument(metavar="[WORDS]", callback=clean, help="Words, or a phrase, as for a search.")
    ] = None,
    speaker: SpeakerOption = None,
    outlet: OutletOption = None,
    db: DbOption = None,
) -> None:
    """Watch some words, a speaker, an outlet, or what they have in common. What is stored already is not new."""
    from quotes.cli.output import note
    from quotes.entries import Watch

    with open_store(db) as store:
        if speaker is not None and not store.speakers_meant(speaker):
            note(f"no speaker {speaker!r} in this database yet")
        store.add_watch(Watch(name, words, speaker, outlet))
    note(f"watching {name}; `quotes watch news` tells what is new")


@app.command()
def remove(name: _Name, db: DbOption = None) -> None:
    """Watch something no more."""
    from quotes.cli.output import note

    with open_store(db) as store:
        store.remove_watch(name)
    note(f"{name} is watched no more")


@app.command("list")
def list_(format: FormatOption = Format.TABLE, db: DbOption = None) -> None:
    """List what is watched.

    Exit status: 0 found, 1 nothing is watched, 2 error.
    """
    from quotes import show
    from quotes.cli.output import listing, note
    from quotes.rows import watch_row

    with open_store(db) as store:
        found = store.watches()
    if not found:
        note("nothing is watched; `quotes watch add NAME` begins")
    columns = [show.Column(f, wide=f == "words") for f in ("watch", "words", "speaker", "outlet", "looked")]
    listing(map(watch_row, found), columns, format)
    raise typer.Exit(0 if found else 1)


@app.command()
def news(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[NAME]...", help="What to look at; all that is watched if none.")
    ] = None,
    keep: _Keep = False,
    format: FormatOption = Format.TABLE,
    db: DbOption = None,
) -> None:
    """Tell what is new since the last look.

    News: a new claim; a new variant of a claim; a repeat in another article; said by another, the same words of
    somebody else; a contradiction, by whomever, with what turns the sense.

    Exit status: 0 there is news, 1 there is none, 2 error.
    """
    from quotes import show
    from quotes.cli.output import listing, note
    from quotes.rows import event_row

    with open_store(db) as store:
        asked = [clean(name) or "" for name in names or [watch.name for watch in store.watches()]]
        looks = [store.look(name) for name in dict.fromkeys(asked)]
        for look in looks:
            if look.unknown:
                note(f"{look.watch.name}: no speaker {look.watch.speaker!r} in this database")
        rows = [event_row(event, look.watch.name) for look in looks for event in look.events]
        if not looks:
            note("nothing is watched; `quotes watch add NAME` begins")
        elif not rows:
            note("nothing new")
        columns = [
            show.Column("watch"),
            show.Column("news"),
            show.Column("date", day=True),
            show.Column("outlet"),
            show.Column("speaker"),
            show.Column("text", wide=True),
            show.Column("of_text", wide=True),
            show.Column("quote", number=True),
        ]
        listing(rows, columns, format)
        if not keep:
            # Only what was printed has been seen.
            store.seen(looks)
    raise typer.Exit(0 if rows else 1)
