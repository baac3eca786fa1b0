"""`quotes review`: what fact-checkers found of claims."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quotes.cli.options import (
    DbOption,
    ExportFormat,
    Format,
    FormatOption,
    IdsOption,
    LimitOption,
    OutputOption,
    RatingOption,
    clean,
    open_store,
)
from quotes.cli.speaker import change

if TYPE_CHECKING:
    from quotes.review import Published, Review
    from quotes.store import Store

app = typer.Typer(no_args_is_help=True, help="What fact-checkers found of claims: add, list, remove, import, export.")


class _Linked(StrEnum):
    JSONLD = "jsonld"
    JSONL = "jsonl"


@app.command()
def add(
    claim_id: Annotated[int, typer.Argument(metavar="CLAIM", help="Id of a claim, as `quotes claims` prints it.")],
    rating: Annotated[str, typer.Option("--rating", callback=clean, help="What it was found to be, such as False.")],
    text: Annotated[str | None, typer.Option("--text", callback=clean, help="The finding in short.")] = None,
    url: Annotated[str | None, typer.Option("--url", callback=clean, help="The address of the review.")] = None,
    author: Annotated[str | None, typer.Option("--author", callback=clean, help="Who found it.")] = None,
    date: Annotated[str | None, typer.Option("--date", help="When it was published (YYYY-MM-DD).")] = None,
    db: DbOption = None,
) -> None:
    """Attach a fact-checker's finding to a claim. `quotes undo` takes it back."""
    from quotes.read.reviews import by_hand

    review = by_hand(rating, text=text, url=url, author=author, date=date)
    change(db, lambda store: store.add_review(claim_id, review))


@app.command("list")
def list_(
    claim: Annotated[int | None, typer.Option("--claim", metavar="ID", help="Only reviews of this claim.")] = None,
    rating: RatingOption = None,
    ids: IdsOption = False,
    limit: LimitOption = 20,
    format: FormatOption = Format.TABLE,
    db: DbOption = None,
) -> None:
    """List reviews with the claims that they are of, in the order in which they came.

    Exit status: 0 found, 1 nothing found, 2 error.
    """
    from quotes import show
    from quotes.cli.output import listing, note, write
    from quotes.errors import NotFoundError
    from quotes.rows import review_row
    from quotes.store import Filter

    with open_store(db) as store:
        if claim is not None and not store.variants(claim):
            raise NotFoundError(f"no claim {claim} in this database; `quotes claims` prints ids")
        found = store.reviews(Filter(claim=claim, rating=rating), limit=limit)
    if not found:
        note("no reviews" + (" with these filters" if claim is not None or rating is not None else " in this database"))
    if ids:
        write("".join(f"{r.id}\n" for r in found))
    else:
        columns = [
            show.Column("id", number=True),
            show.Column("claim", number=True),
            show.Column("rating"),
            show.Column("author"),
            show.Column("date", day=True),
            show.Column("speaker"),
            show.Column("words", wide=True),
        ]
        listing(map(review_row, found), columns, format)
    raise typer.Exit(0 if found else 1)


@app.command()
def remove(
    review_id: Annotated[int, typer.Argument(metavar="ID", help="Id of a review, as `quotes review list` prints it.")],
    db: DbOption = None,
) -> None:
    """Take a review away. `quotes undo` takes it back."""
    change(db, lambda store: store.remove_review(review_id))


@app.command("import")
def import_(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="JSON-LD, JSON Lines or a saved web page; - for standard input.")
    ],
    claim: Annotated[
        int | None, typer.Option("--claim", metavar="ID", help="The claim that all of them are of, whatever they say.")
    ] = None,
    db: DbOption = None,
) -> None:
    """Bring reviews that fact-checkers publish: ClaimReview of schema.org, one, a list, a graph or a DataFeed.

    A review is attached to the claim that has the reviewed words, whole or in an unbroken or shortened piece that keeps
    their sense, of the speaker that the review names. Words that are altered, put together or somebody else's are
    attached to nothing; for a claim in other words the message says which it may be, and --claim decides. The review of
    a page that the claim has already is brought up to date. Nothing is fetched.

    Every fault is named with its place in the file; sound reviews are stored all the same.

    Exit status: 0 all stored or there already; 1 some are of no claim here; 2 some were refused, or error.
    """
    from quotes.cli.output import note
    from quotes.read.reviews import read_reviews

    published, faults = read_reviews(file)
    unmatched: list[str] = []
    try:
        with open_store(db) as store:
            found = _claims(store, published, claim, unmatched)
            done = store.import_reviews(found)
        counts = f"{done.stored} reviews stored, {done.updated} brought up to date, {done.known} there already"
        number = f" (change {done.change.id})" if done.change else ""
        note(f"{counts}, {len(unmatched)} of no claim here, {len(faults)} faults{number}")
    finally:
        for line in (*unmatched, *faults):
            note(f"quotes: {file}: {line}")
    raise typer.Exit(2 if faults else 1 if unmatched else 0)


def _claims(
    store: Store, published: list[Published], claim: int | None, unmatched: list[str]
) -> list[tuple[int, Review]]:
    """Each review with its claim; what has none is said in `unmatched`."""
    from quotes.store import Match
    from quotes.text import shortened

    matches = store.match_reviews(published) if claim is None else [Match(claim, "given")] * len(published)
    found: dict[tuple[int, str | None], Review] = {}
    for one, match in zip(published, matches, strict=True):
        review, why = one.review, match.why
        if match.claim is not None:
            if found.setdefault((match.claim, review.url), review) == review:
                continue
            why = f"another review of {review.url} is of claim {match.claim} too; a page has one of a claim"
        place = one.place.removesuffix(": ")
        unmatched.append(f"{place + ': ' if place else ''}{why}: {shortened(one.claimed)!r}")
    return [(number, review) for (number, _), review in found.items()]


@app.command()
def export(
    format: Annotated[_Linked, typer.Option("--format", "-f", help="An array, or an object a line.")] = _Linked.JSONLD,
    output: OutputOption = None,
    db: DbOption = None,
) -> None:
    """Write reviews as ClaimReview of schema.org, which `quotes review import` reads.

    Left out is what lacks what a ClaimReview must have: an address, an author, a claim that is not a denial.
    """
    from quotes.cli.export import claim_reviews
    from quotes.cli.output import note
    from quotes.cli.writing import export as write
    from quotes.store import Filter
    from quotes.text import shortened

    left_out: list[int] = []
    with open_store(db) as store:
        write(claim_reviews(store, Filter(), left_out), {}, ExportFormat(format.value), output, store.place)
    if left_out:
        listed = shortened(", ".join(map(str, left_out)), 300)
        note(f"left out, without address or author, or of a denial: review {listed}")
