"""`quotes export`: everything that is stored, for other programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer

from quotes.cli.options import (
    Acts,
    DbOption,
    ExportFormat,
    Format,
    KindsOption,
    OptionalLimitOption,
    OutletOption,
    OutputOption,
    SinceOption,
    SpeakerOption,
    UntilOption,
    filter_of,
    open_store,
)
from quotes.errors import InputError

if TYPE_CHECKING:
    from quotes import tables
    from quotes.rows import Row
    from quotes.store import Filter, Store


class What(StrEnum):
    """What is exported."""

    QUOTES = "quotes"
    CLAIMS = "claims"
    SPEAKERS = "speakers"
    ARTICLES = "articles"
    REVIEWS = "reviews"


_SHOWN = {
    What.QUOTES: ("id", "date", "outlet", "speaker", "text"),
    What.CLAIMS: ("id", "first", "speaker", "text"),
    What.SPEAKERS: ("id", "speaker", "kind", "aliases"),
    What.ARTICLES: ("id", "date", "outlet", "title", "url"),
    What.REVIEWS: ("id", "claim", "rating", "author", "date", "words"),
}
"""The columns of a table."""
_WIDE = frozenset({"text", "words", "aliases", "title"})


def export(
    what: Annotated[What, typer.Option("--what", help="What to export.")] = What.QUOTES,
    speaker: SpeakerOption = None,
    outlet: OutletOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    kind: KindsOption = None,
    acts: Annotated[Acts, typer.Option("--acts", help="Statements, attitudes (wants, fears …), or all.")] = Acts.ALL,
    limit: OptionalLimitOption = None,
    format: Annotated[ExportFormat, typer.Option("--format", "-f", help="How to write.")] = ExportFormat.JSONL,
    output: OutputOption = None,
    db: DbOption = None,
) -> None:
    """Write every stored quote with its article, speaker and claim; or every claim, speaker, article, review.

    The filters choose quotes, claims of which they mean a quote, and reviews of those claims.

    JSON-LD is in the words of schema.org: Quotation (Claim for reported speech), Claim, Person and Organization,
    NewsArticle, ClaimReview. What it has no word for is left out, and the command says how much: attitudes, what a
    speaker denies, reviews without address or author. Parquet needs the extra `parquet`. In CSV an apostrophe stands
    before text that a spreadsheet would run as a formula.

    Exit status: 0 done, even if there are none; 1 no such speaker; 2 error.
    """
    from quotes import show
    from quotes.cli.output import listing, note
    from quotes.cli.writing import export as write

    if format is ExportFormat.TABLE and output is not None:
        raise InputError("a table is for reading; give --output another --format, such as csv")
    filtered = any((speaker, outlet, since, until, kind, acts is not Acts.ALL))
    if filtered and what in (What.SPEAKERS, What.ARTICLES):
        raise InputError(f"the filters choose quotes, claims and reviews; leave them out with --what {what.value}")
    with open_store(db) as store:
        asked = filter_of(store, speaker=speaker, outlet=outlet, since=since, until=until, kinds=kind, acts=acts)
        if asked.speakers == () and output is not None:
            # Nothing was chosen, so that a file that is there stays.
            raise typer.Exit(1)
        left_out: list[int] = []
        if format is ExportFormat.JSONLD:
            rows = islice(_objects(store, what, asked, left_out), limit)
        else:
            rows = islice(_rows(store, what, asked), limit)
        if format is ExportFormat.TABLE:
            columns = [show.Column(c, wide=c in _WIDE, day=c in ("date", "first")) for c in _SHOWN[what]]
            listing(rows, columns, Format.TABLE)
        else:
            write(rows, _columns(what), format, output, store.place)
    if left_out:
        note(f"{len(left_out)} {what.value} left out that schema.org has no words for; see `quotes export --help`")
    if asked.speakers == ():
        raise typer.Exit(1)


def _columns(what: What) -> tables.Columns:
    from quotes import tables

    return {
        What.QUOTES: tables.QUOTES,
        What.CLAIMS: tables.CLAIMS,
        What.SPEAKERS: tables.SPEAKERS,
        What.ARTICLES: tables.ARTICLES,
        What.REVIEWS: tables.REVIEWS,
    }[what]


def _rows(store: Store, what: What, asked: Filter) -> Iterator[Row]:
    from quotes import rows

    if what is What.QUOTES:
        return map(rows.sighting_row, store.sightings(asked))
    if what is What.CLAIMS:
        return map(rows.claim_row, store.every_claim(asked))
    if what is What.SPEAKERS:
        return map(rows.speaker_row, store.every_speaker())
    if what is What.ARTICLES:
        return map(rows.article_row, store.every_article())
    return map(rows.review_row, store.every_review(asked))


def _objects(store: Store, what: What, asked: Filter, left_out: list[int]) -> Iterator[Row]:
    from quotes import linked

    if what is What.SPEAKERS:
        return map(linked.speaker, store.every_speaker())
    if what is What.ARTICLES:
        return map(linked.article, store.every_article())
    if what is What.QUOTES:
        return _made(((s.id, linked.quotation(s)) for s in store.sightings(asked)), left_out)
    if what is What.CLAIMS:
        return _made(((c.id, linked.claim(printed)) for c, printed in store.every_claim_printed(asked)), left_out)
    return claim_reviews(store, asked, left_out)


def claim_reviews(store: Store, asked: Filter, left_out: list[int]) -> Iterator[Row]:
    """Reviews as ClaimReview; the ids of those that cannot be one are added to `left_out`."""
    from quotes import linked

    found = store.every_review_printed(asked)
    return _made(((review.id, linked.claim_review(review, printed)) for review, printed in found), left_out)


def _made(objects: Iterable[tuple[int, Row | None]], left_out: list[int]) -> Iterator[Row]:
    """The objects that could be made; the ids of the others are added to `left_out`."""
    for number, made in objects:
        if made is None:
            left_out.append(number)
        else:
            yield made
