"""`quotes outlets`: whose articles are stored."""

from __future__ import annotations

import typer

from quotes.cli.options import DbOption, Format, FormatOption, LimitOption, open_store


def outlets(limit: LimitOption = 50, format: FormatOption = Format.TABLE, db: DbOption = None) -> None:
    """List outlets with counts and dates, the most stored first.

    Exit status: 0 found, 1 nothing found, 2 error.
    """
    from quotes import show
    from quotes.cli.output import listing, note
    from quotes.rows import outlet_row

    with open_store(db) as store:
        found = store.outlets(limit=limit)
    if not found:
        note("no articles in this database")
    columns = [
        show.Column("outlet", wide=True),
        show.Column("articles", number=True),
        show.Column("quotes", number=True),
        show.Column("first", day=True),
        show.Column("last", day=True),
    ]
    listing(map(outlet_row, found), columns, format)
    raise typer.Exit(0 if found else 1)
