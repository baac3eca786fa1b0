"""Which articles print one text: what they are known by, and their families."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from .models import Article, ArticleKey
from .rows import add, in_batches, in_file, run, run_for

# What stands in more articles than this is a house's phrase, or a text whose first copies tell its family.
_MOST = 200
_NEAR_SQLITE = """
    WITH asked AS MATERIALIZED (
        SELECT value AS key, (
            SELECT article_id FROM article_key WHERE key = value ORDER BY article_id LIMIT 1 OFFSET :most
        ) AS beyond
        FROM json_each(:keys)
    )
    SELECT article_id AS id
    FROM asked CROSS JOIN article_key AS one
    WHERE one.key = asked.key AND article_id < coalesce(beyond, 9223372036854775807)
    GROUP BY article_id, size
    HAVING count(*) >= :least AND count(*) >= :share * min(size, :mine)
"""
_NEAR = """
    SELECT article_id AS id
    FROM jsonb_array_elements(CAST(:keys AS jsonb)) AS mine (key)
    CROSS JOIN LATERAL (
        SELECT article_id, size FROM article_key WHERE key = CAST(mine.key AS bigint) ORDER BY article_id LIMIT :most
    ) AS one
    GROUP BY article_id, size
    HAVING count(*) >= :least AND count(*) >= :share * least(size, :mine)
"""


def near(connection: Connection, keys: Collection[int], least: int, share: float) -> set[int]:
    """The articles that have enough of some keys; for each key the first that have it are looked at.

    Args:
        least, share: how many of them at least, and what share of the article's keys or of these, whichever are fewer.
    """
    values = {"keys": json.dumps(list(keys)), "mine": len(keys), "most": _MOST, "least": least, "share": share}
    rows = run(connection, _NEAR_SQLITE if in_file(connection) else _NEAR, values)
    return {row["id"] for row in rows}


def same_text(connection: Connection, article: int) -> list[int]:
    """The other articles with the same text, letter by letter."""
    sql = (
        "SELECT other.id FROM article JOIN article AS other ON other.hash = article.hash AND other.id <> article.id"
        " WHERE article.id = :id ORDER BY other.id"
    )
    return [row["id"] for row in run(connection, sql, {"id": article})]


def members(connection: Connection, articles: Iterable[int]) -> list[int]:
    """Some articles and all of their families, by id."""
    sql = (
        "SELECT id FROM article WHERE id IN :ids OR family IN"
        " (SELECT family FROM article WHERE id IN :ids AND family IS NOT NULL)"
    )
    return sorted({row["id"] for row in run_for(connection, sql, articles)})


def join(connection: Connection, articles: Iterable[int]) -> None:
    """Make one family of some articles and all of theirs."""
    ids = sorted(set(articles))
    sql = "SELECT DISTINCT coalesce(family, id) AS first FROM article WHERE id IN :ids"
    first, *others = sorted({row["first"] for row in run_for(connection, sql, ids)})
    # What is of it already stays untouched: a story that everybody prints has a thousand copies.
    moved = sa.update(Article).where(sa.column("family").is_distinct_from(first)).values(family=first)
    for column, numbers in (("family", others), ("id", ids)):
        for batch in in_batches(numbers):
            connection.execute(moved.where(sa.column(column).in_(batch)))


def put(connection: Connection, articles: Iterable[int], family: int | None) -> None:
    """Say of which family articles are; None where they are of none but their own."""
    for batch in in_batches(articles):
        connection.execute(sa.update(Article).where(sa.column("id").in_(batch)).values(family=family))


def keys(connection: Connection, articles: Iterable[int]) -> dict[int, frozenset[int]]:
    """What some articles are known by."""
    found: dict[int, set[int]] = {}
    sql = "SELECT article_id, key FROM article_key WHERE article_id IN :ids"
    for row in run_for(connection, sql, articles):
        found.setdefault(row["article_id"], set()).add(row["key"])
    return {article: frozenset(its) for article, its in found.items()}


def add_keys(connection: Connection, article: int, found: Iterable[int]) -> None:
    """Store what an article is known by."""
    numbers = sorted(found)
    add(connection, ArticleKey, [{"key": key, "article_id": article, "size": len(numbers)} for key in numbers])


def drop_keys(connection: Connection, articles: Iterable[int]) -> None:
    """Forget what some articles are known by."""
    for batch in in_batches(articles):
        connection.execute(sa.delete(ArticleKey).where(sa.column("article_id").in_(batch)))


def drop_all_keys(connection: Connection) -> None:
    """Forget what all articles are known by, and their families."""
    connection.execute(sa.delete(ArticleKey))
    connection.execute(sa.update(Article).values(family=None))
