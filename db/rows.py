"""Statements run, and their rows: values bound, columns decoded, long lists of ids in batches."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, RowMapping
from sqlalchemy.sql import Executable

BATCH = 500
_TYPES: dict[str, Any] = {
    "content": sa.JSON,
    "source": sa.JSON,
    "cue": sa.JSON,
    "mention": sa.JSON,
    "detail": sa.JSON,
    "blocks": sa.JSON,
    "leads": sa.Boolean,
    "origins": sa.JSON,
}


def run(connection: Connection, sql: str, values: dict[str, Any] | None = None) -> list[RowMapping]:
    """What a statement answers; tuples among the values stand for lists, which it asks for as `IN :name`."""
    return typed(connection, sql, values or {})


def in_batches(ids: Iterable[int]) -> Iterator[tuple[int, ...]]:
    """Numbers, each once and ascending, so many at a time as a statement can take."""
    found = sorted(set(ids))
    for start in range(0, len(found), BATCH):
        yield tuple(found[start : start + BATCH])


def typed(connection: Connection, sql: str, values: dict[str, Any], *columns: str) -> list[RowMapping]:
    """As `run`, with the columns named decoded as their tables hold them."""
    # A list is one value: with a place for each of its items the statement is another one for each length, which
    # takes longer to prepare than to answer.
    lists = tuple(name for name, value in values.items() if isinstance(value, tuple))
    sqlite = connection.dialect.name == "sqlite"
    values = values | {name: json.dumps(values[name]) if sqlite else list(values[name]) for name in lists}
    return list(connection.execute(_prepared(sql, lists, columns, sqlite), values).mappings().all())


@lru_cache(maxsize=512)
def _prepared(sql: str, lists: tuple[str, ...], columns: tuple[str, ...], sqlite: bool) -> Executable:
    for name in lists:
        one_of = f"IN (SELECT value FROM json_each(:{name}))" if sqlite else f"= ANY(:{name})"
        sql = re.sub(rf"IN :{name}\b", one_of, sql)
    return sa.text(sql).columns(**{column: _TYPES[column] for column in columns})


def run_for(connection: Connection, sql: str, ids: Iterable[int], **values: Any) -> list[RowMapping]:
    """What a statement answers that asks for `IN :ids`, however many there are; in its order within each batch."""
    return [row for batch in in_batches(ids) for row in run(connection, sql, values | {"ids": batch})]


def sharing(rows: Iterable[RowMapping]) -> dict[int, tuple[int, int]]:
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
