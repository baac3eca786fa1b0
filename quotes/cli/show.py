"""`quotes show`: one quote, whole."""

from __future__ import annotations

from typing import Annotated

import typer

from quotes.cli.options import DbOption, Format, FormatOption, open_store


def show(
    quote_id: Annotated[int, typer.Argument(metavar="ID", help="Id of a quote, as `quotes search` prints it.")],
    format: FormatOption = Format.TABLE,
    db: DbOption = None,
) -> None:
    """Show a quote in its paragraph, its article, every variant of its claim, and what fact-checkers found of it.

    As JSON it is one object; as JSON Lines and CSV the quote comes first, its variants behind it.
    """
    from quotes import show as shows
    from quotes.cli.output import listing, render, write_json
    from quotes.rows import quote_object, sighting_row
    from quotes.store import Filter

    with open_store(db) as store:
        sighting = store.sighting(quote_id)
        article = store.text_of(sighting)
        variants = store.variants(sighting.claim) if sighting.claim is not None else [sighting]
        reviews = store.reviews(Filter(claim=sighting.claim), limit=100) if sighting.claim is not None else []
    if format is Format.TABLE:
        render(shows.quote_page(sighting, article, variants, reviews))
    elif format is Format.JSON:
        write_json(quote_object(sighting, article, variants, reviews))
    else:
        listing(map(sighting_row, [sighting, *(v for v in variants if v.id != quote_id)]), [], format)
