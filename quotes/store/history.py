"""What an article said, version by version."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from db import queries, versions
from db.rows import AnyConnection, Row
from quotes.entries import VersionEntry
from quotes.errors import InputError
from quotes.records import Article, printed
from quotes.store import convert
from quotes.store.translate import no_article, possible

if TYPE_CHECKING:
    from sqlmodel import Session


def history(connection: AnyConnection, article_id: int) -> list[VersionEntry]:
    """The texts that an article has had, the first one first, with the quotes that stand in each.

    Raises:
        NotFoundError: no such article.
    """
    row = queries.article(connection, article_id) if possible(article_id) else None
    if row is None:
        raise no_article(article_id)
    asked = queries.Filter(article=article_id)
    quotes = [one for batch in queries.every_quote(connection, asked) for one in convert.sightings(connection, batch)]
    rows = [*((r["number"], r) for r in versions.earlier(connection, article_id)), (row["version"], row)]
    return [
        VersionEntry(
            number,
            one["ingested"],
            one["fetched"],
            convert.article(one),
            tuple(q for q in quotes if q.since <= number and (q.until is None or q.until >= number)),
        )
        for number, one in rows
    ]


def version(connection: AnyConnection, article_id: int, number: int | None) -> Article:
    """An article as it is, or as it was in one of its versions.

    Raises:
        NotFoundError: no such article or version.
    """
    row = standing(connection, article_id, number)
    if row is None:
        raise no_article(article_id)
    return convert.article(row)


def standing(connection: AnyConnection, article_id: int, number: int | None) -> Row | None:
    """The row with the text of an article as it is, or as it was in one of its versions; None where there is none."""
    if number is None:
        return queries.article(connection, article_id)
    return versions.version(connection, article_id, number)


def replace(session: Session, quote_ids: Iterable[int]) -> None:
    """Say of quotes that came back from the log in which version they stand; their article may have changed since.

    Raises:
        InputError: none of its versions says what a quote says, at its place.
    """
    from db import models

    connection = session.connection()
    for quote_id in quote_ids:
        quote = session.get(models.Quote, quote_id)
        if quote is None:
            continue
        content = convert.spans(quote.content)
        if printed(version(connection, quote.article_id, quote.until).text, content) == quote.text:
            continue
        said = (
            row["number"]
            for row in reversed(versions.earlier(connection, quote.article_id))
            if printed(row["text"], content) == quote.text
        )
        quote.until = next(said, None)
        if quote.until is None:
            raise InputError(f"quote {quote_id} cannot come back: its article has another text by now")
        session.add(quote)
    session.flush()
