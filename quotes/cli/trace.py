"""`quotes trace`: the life of a claim."""

from __future__ import annotations

from typing import Annotated

import typer

from quotes.cli.options import DbOption, Format, FormatOption, open_store


def trace(
    claim_id: Annotated[int, typer.Argument(metavar="CLAIM", help="Id of a claim, as `quotes claims` prints it.")],
    format: FormatOption = Format.TABLE,
    db: DbOption = None,
) -> None:
    """Tell the life of a claim: who printed which wording when, and what changed from one to the next.

    Each wording is held against those before it. A reprint has its whole paragraph from an earlier article; words that
    turn the sense are named as alarms. Articles without a date come last. Below a table stands what fact-checkers
    found.
    """
    from quotes import show
    from quotes import trace as stage
    from quotes.cli.output import listing, render
    from quotes.errors import NotFoundError
    from quotes.rows import paragraph, step_row
    from quotes.store import Filter

    with open_store(db) as store:
        found = store.variants(claim_id)
        if not found:
            raise NotFoundError(f"no claim {claim_id} in this database; `quotes claims` prints ids")
        reviews = store.reviews(Filter(claim=claim_id), limit=100)
        paragraphs = {}
        for sighting in found:
            article = store.text_of(sighting)
            paragraphs[sighting.id] = article.text[slice(*paragraph(sighting, article))]
    columns = [
        show.Column("quote", number=True),
        show.Column("date", day=True),
        show.Column("outlet"),
        show.Column("change"),
        show.Column("of", number=True),
        show.Column("gone", wide=True),
        show.Column("come", wide=True),
        show.Column("alarms"),
    ]
    listing(map(step_row, stage.trace(found, paragraphs)), columns, format)
    if format is Format.TABLE and reviews:
        render(show.reviews_page(reviews))
