"""Which articles print one text: what they are known by, and their families."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from .models import Article, ArticleKey
from .rows import Row, in_batches, run, run_for

# What stands in more articles than this is a house's phrase, or a text whose first copies tell its family.
_MOST = 200


def near(connection: Connection, keys: Iterable[int], least: int) -> dict[int, tuple[int, int]]:
    """The first articles that have each of the keys: how many of them, and of how many in all.

    Args:
        least: those may be left out that have fewer of the keys.
    """
    batches = list(in_batches(keys))
    return _shared(row for batch in batches for row in _near(connection, batch, least if len(batches) == 1 else 1))


def _near(connection: Connection, keys: Sequence[int], least: int) -> list[Row]:
    first = " UNION ALL ".join(
        f"SELECT * FROM (SELECT article_id AS id, size FROM article_key WHERE key = :key{n} ORDER BY id LIMIT :most)"
        f" AS one{n}"
        for n in range(len(keys))
    )
    values = {f"key{n}": key for n, key in enumerate(keys)} | {"most": _MOST, "least": least}
    sql = f"SELECT id, size, count(*) AS shared FROM ({first}) AS found GROUP BY id, size HAVING count(*) >= :least"
    return run(connection, sql, values)


def _shared(rows: Iterable[Row]) -> dict[int, tuple[int, int]]:
    """What has any of some keys: how many of them, and of how many in all.

    Args:
        rows: with id, size, shared for each batch of the keys.
    """
    shared: Counter[int] = Counter()
    size: dict[int, int] = {}
    for row in rows:
        shared[row["id"]] += row["shared"]
        size[row["id"]] = row["size"]
    return {number: (count, size[number]) for number, count in shared.items()}


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
    if numbers:
        rows = [{"key": key, "article_id": article, "size": len(numbers)} for key in numbers]
        connection.execute(sa.insert(ArticleKey), rows)


def drop_keys(connection: Connection, articles: Iterable[int]) -> None:
    """Forget what some articles are known by."""
    for batch in in_batches(articles):
        connection.execute(sa.delete(ArticleKey).where(sa.column("article_id").in_(batch)))


def drop_all_keys(connection: Connection) -> None:
    """Forget what all articles are known by, and their families."""
    connection.execute(sa.delete(ArticleKey))
    connection.execute(sa.update(Article).values(family=None))
