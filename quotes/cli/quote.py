"""`quotes quote`: correcting one quote."""

from __future__ import annotations

from typing import Annotated

import typer

from quotes.cli.options import DbOption
from quotes.cli.speaker import change

app = typer.Typer(no_args_is_help=True, help="Correct one quote: its speaker, its ends, or that it is none.")

_Id = Annotated[int, typer.Argument(metavar="ID", help="Id of a quote, as `quotes search` prints it.")]


@app.command()
def speaker(
    quote_id: _Id,
    speakers: Annotated[
        list[int] | None,
        typer.Argument(
            metavar="[SPEAKER...]", help="Ids of the speakers, as `quotes speakers` prints them; else nobody."
        ),
    ] = None,
    db: DbOption = None,
) -> None:
    """Say who speaks in a quote; with no speaker, nobody who is named. `quotes undo` takes it back."""
    change(db, lambda store: store.assign_quote(quote_id, speakers or []))


@app.command()
def bounds(
    quote_id: _Id,
    start: Annotated[int, typer.Argument(metavar="START", help="First character, counted from 0.")],
    end: Annotated[int, typer.Argument(metavar="END", help="The character behind the last.")],
    db: DbOption = None,
) -> None:
    """Say where a quote begins and ends in its article's text. `quotes undo` takes it back."""
    change(db, lambda store: store.bound_quote(quote_id, start, end))


@app.command()
def reject(quote_id: _Id, db: DbOption = None) -> None:
    """Say that a quote is none; it goes. `quotes undo` takes it back."""
    change(db, lambda store: store.reject_quote(quote_id))
