"""`quotes claims`: what speakers claimed, each claim once with its counts."""

from __future__ import annotations

from typing import Annotated

import typer

from quotes.cli.options import (
    DbOption,
    Format,
    FormatOption,
    IdsOption,
    LimitOption,
    OutletOption,
    RatingOption,
    SinceOption,
    SpeakerOption,
    UntilOption,
    filter_of,
    open_store,
)


def claims(
    speaker: SpeakerOption = None,
    outlet: OutletOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    reviewed: Annotated[bool, typer.Option("--reviewed", help="Only claims that fact-checkers have reviewed.")] = False,
    rating: RatingOption = None,
    ids: IdsOption = False,
    limit: LimitOption = 20,
    format: FormatOption = Format.TABLE,
    db: DbOption = None,
) -> None:
    """List claims, those with most independent reports first.

    A claim is what near-identical statements of one speaker have in common; `quotes show ID` on its quote prints every
    variant with outlet and date. Articles that print one text, an agency's say, are one report.

    Exit status: 0 found, 1 nothing found, 2 error.
    """
    from dataclasses import replace

    from quotes import show
    from quotes.cli.output import listing, note, write
    from quotes.rows import claim_row

    with open_store(db) as store:
        asked = filter_of(store, speaker=speaker, outlet=outlet, since=since, until=until)
        asked = replace(asked, reviewed=reviewed, rating=rating)
        found = store.claims(asked, limit=limit)
    if not found and asked.speakers != ():
        filtered = any((speaker, outlet, since, until, reviewed, rating is not None))
        note("no claims" + (" with these filters" if filtered else " in this database"))
    if ids:
        write("".join(f"{c.id}\n" for c in found))
    else:
        columns = [
            show.Column("id", number=True),
            show.Column("speaker"),
            show.Column("text", wide=True),
            show.Column("reports", number=True),
            show.Column("outlets", number=True),
            show.Column("first", day=True),
            show.Column("quote", number=True),
        ]
        if any(claim.ratings for claim in found):
            columns.append(show.Column("ratings"))
        listing(map(claim_row, found), columns, format)
    raise typer.Exit(0 if found else 1)
