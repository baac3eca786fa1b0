"""Earlier texts of articles."""

from __future__ import annotations

from collections.abc import Iterator

from .rows import BATCH, AnyConnection, Row, run, typed

_COLUMNS = (
    "version.id, version.article_id, version.number, version.hash, version.doc, version.text, version.blocks,"
    " version.title, version.byline, version.published, version.updated, version.language, version.ingested,"
    " version.replaced, version.origins, version.fetched, article.url, outlet.name AS outlet"
)
_JOINED = "version JOIN article ON article.id = version.article_id LEFT JOIN outlet ON outlet.id = article.outlet_id"


def earlier(connection: AnyConnection, article_id: int) -> list[Row]:
    """The texts that an article had before its own, the first one first, with columns as `queries.article` has."""
    sql = f"SELECT {_COLUMNS} FROM {_JOINED} WHERE version.article_id = :id ORDER BY version.number"
    return typed(connection, sql, {"id": article_id}, "blocks", "origins")


def version(connection: AnyConnection, article_id: int, number: int) -> Row | None:
    """One of them, None where there is no such."""
    sql = f"SELECT {_COLUMNS} FROM {_JOINED} WHERE version.article_id = :id AND version.number = :number"
    rows = typed(connection, sql, {"id": article_id, "number": number}, "blocks", "origins")
    return rows[0] if rows else None


def every_version(connection: AnyConnection) -> Iterator[Row]:
    """Rows with article_id, number, hash, text of all of them."""
    after = 0
    sql = "SELECT id, article_id, number, hash, text FROM version WHERE id > :after ORDER BY id LIMIT :limit"
    while rows := run(connection, sql, {"after": after, "limit": BATCH // 10}):
        yield from rows
        after = rows[-1]["id"]


def misplaced(connection: AnyConnection) -> list[int]:
    """Quotes that say they stand in versions that their article does not have."""
    sql = (
        "SELECT quote.id FROM quote JOIN article ON article.id = quote.article_id"
        " WHERE quote.since < 1 OR quote.since > article.version OR quote.until < quote.since"
        " OR quote.until >= article.version ORDER BY quote.id"
    )
    return [row["id"] for row in run(connection, sql)]


def unnumbered(connection: AnyConnection) -> list[int]:
    """Articles that do not have all their earlier versions, or more."""
    sql = (
        "SELECT article.id FROM article LEFT JOIN version ON version.article_id = article.id GROUP BY article.id,"
        " article.version HAVING count(version.id) <> article.version - 1"
        " OR coalesce(max(version.number), 0) <> article.version - 1 ORDER BY article.id"
    )
    return [row["id"] for row in run(connection, sql)]
