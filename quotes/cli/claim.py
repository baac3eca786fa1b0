"""`quotes claim`: correcting one claim."""

from __future__ import annotations

from typing import Annotated

import typer

from quotes.cli.options import DbOption
from quotes.cli.speaker import change

app = typer.Typer(no_args_is_help=True, help="Correct one claim: merge, split, confirm.")

_Id = Annotated[int, typer.Argument(metavar="ID", help="Id of a claim, as `quotes claims` prints it.")]


@app.command()
def merge(
    kept: Annotated[int, typer.Argument(metavar="A", help="Id of the claim that stays.")],
    gone: Annotated[int, typer.Argument(metavar="B", help="Id of the claim that becomes A.")],
    db: DbOption = None,
) -> None:
    """Make one claim of two of a speaker; what repeats a wording of either joins it. `quotes undo` takes it back."""
    change(db, lambda store: store.merge_claims(kept, gone))


@app.command()
def split(
    claim_id: _Id,
    quotes: Annotated[list[int], typer.Argument(metavar="QUOTE...", help="Ids of quotes that are another claim.")],
    db: DbOption = None,
) -> None:
    """Make another claim of some of a claim's quotes. `quotes undo` takes it back."""
    change(db, lambda store: store.split_claim(claim_id, quotes))


@app.command()
def confirm(claim_id: _Id, db: DbOption = None) -> None:
    """Say that a claim is right as it is; merging speakers does not join it to another. `quotes undo` takes it back."""
    change(db, lambda store: store.confirm_claim(claim_id))
