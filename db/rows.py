"""Statements run, and their rows: values bound, columns decoded, long lists of ids in batches."""

from __future__ import annotations

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
    """What a statement answers; tuples among the values stand for lists."""
    return typed(connection, sql, values or {})


def in_batches(ids: Iterable[int]) -> Iterator[tuple[int, ...]]:
    """Numbers, each once and ascending, so many at a time as a statement can take."""
    found = sorted(set(ids))
    for start in range(0, len(found), BATCH):
        yield tuple(found[start : start + BATCH])


def typed(connection: Connection, sql: str, values: dict[str, Any], *columns: str) -> list[RowMapping]:
    """As `run`, with the columns named decoded as their tables hold them."""
    lists = tuple(name for name, value in values.items() if isinstance(value, tuple))
    return list(connection.execute(_prepared(sql, lists, columns), values).mappings().all())


@lru_cache(maxsize=512)
def _prepared(sql: str, lists: tuple[str, ...], columns: tuple[str, ...]) -> Executable:
    # Taking the text of a statement apart takes longer than the database takes to answer most of them.
    statement = sa.text(sql).bindparams(*(sa.bindparam(name, expanding=True) for name in lists))
    return statement.columns(**{column: _TYPES[column] for column in columns})


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
