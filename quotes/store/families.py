"""Articles that print one text, told apart from independent reports; an article's family is the first of its copies.

Copies of copies are of one family, so that families do not depend on the order of ingest.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.engine import Connection

from db import families, queries
from quotes import copies
from quotes.records import Article
from quotes.store import convert


def enter(connection: Connection, article_id: int, article: Article) -> None:
    """Find the family of a new article."""
    found = copies.keys(article)
    alike = _alike(connection, article_id, found)
    families.add_keys(connection, article_id, found)
    if alike:
        families.join(connection, [*alike, article_id])


def leave(connection: Connection, article_id: int) -> None:
    """Part what only this article holds together, before it is removed."""
    kin = sorted(set(families.members(connection, [article_id])) - {article_id})
    families.drop_keys(connection, [article_id])
    families.put(connection, kin, None)
    held = families.keys(connection, kin)
    parent = {number: number for number in kin}
    for number in kin:
        for other in _alike(connection, number, held.get(number, frozenset())):
            if other in parent:
                _join(parent, number, other)
    for number in kin:
        first = _root(parent, number)
        if any(_root(parent, other) == first for other in kin if other != number):
            families.put(connection, [number], first)


def rebuild(connection: Connection) -> None:
    """Find all families anew."""
    families.drop_all_keys(connection)
    after = 0
    while rows := queries.articles(connection, after=after):
        for entry in rows:
            row = queries.article(connection, entry["id"])
            if row is not None:
                enter(connection, row["id"], convert.article(row))
        after = rows[-1]["id"]


def _alike(connection: Connection, article_id: int, found: frozenset[int]) -> list[int]:
    near = families.near(connection, found, copies.LEAST, copies.SHARE)
    return sorted((near - {article_id}) | set(families.same_text(connection, article_id)))


def _root(parent: Mapping[int, int], number: int) -> int:
    while parent[number] != number:
        number = parent[number]
    return number


def _join(parent: dict[int, int], one: int, other: int) -> None:
    first, second = sorted((_root(parent, one), _root(parent, other)))
    parent[second] = first
