"""Statements run, and their rows: values bound, columns decoded, long lists of ids in batches."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from . import plain

if TYPE_CHECKING:
    import sqlite3

    from sqlalchemy.engine import Connection, Dialect
    from sqlalchemy.sql import Executable, Insert
    from sqlmodel import SQLModel

AnyConnection: TypeAlias = "Connection | plain.Connection"
"""A transaction in which statements can be asked: of SQLAlchemy's, or one that only reads a file."""

Row: TypeAlias = Mapping[str, Any]
"""What a statement answers, by column."""

BATCH = 500
_DECODERS: dict[str, Callable[[Any], Any]] = {
    "content": json.loads,
    "source": json.loads,
    "cue": json.loads,
    "mention": json.loads,
    "detail": json.loads,
    "blocks": json.loads,
    "leads": bool,
    "origins": json.loads,
}
_LIST = re.compile(r"IN :(\w+)")


def in_file(connection: AnyConnection) -> bool:
    """Whether a database is SQLite's."""
    return isinstance(connection, plain.Connection) or connection.dialect.name == "sqlite"


def run(connection: AnyConnection, sql: str, values: dict[str, Any] | None = None) -> list[Row]:
    """What a statement answers; tuples among the values stand for lists, which it asks for as `IN :name`."""
    return typed(connection, sql, values or {})


def in_batches(ids: Iterable[int]) -> Iterator[tuple[int, ...]]:
    """Numbers, each once and ascending, so many at a time as a statement can take."""
    found = sorted(set(ids))
    for start in range(0, len(found), BATCH):
        yield tuple(found[start : start + BATCH])


def typed(connection: AnyConnection, sql: str, values: dict[str, Any], *columns: str) -> list[Row]:
    """As `run`, with the columns named decoded as their tables hold them."""
    # A list is one value: with a place for each of its items the statement is another one for each length, which
    # takes longer to prepare than to answer.
    lists = tuple(name for name, value in values.items() if isinstance(value, tuple))
    sqlite = in_file(connection)
    values = values | {name: json.dumps(values[name]) if sqlite else list(values[name]) for name in lists}
    if not isinstance(connection, plain.Connection):
        if not sqlite:
            found = connection.execute(_prepared(sql, lists, columns), values).mappings().all()
            return cast("list[Row]", list(found))
        connection = _past_sqlalchemy(connection)
    rows = connection.rows(_listed(sql, lists, sqlite), values)
    for column in columns:
        decode = _DECODERS[column]
        for row in rows:
            if row[column] is not None:
                row[column] = decode(row[column])
    return cast("list[Row]", rows)


def add(connection: Connection, table: type[SQLModel], rows: Sequence[Mapping[str, Any]]) -> None:
    """Store rows past the session, all with the same columns."""
    if rows and in_file(connection):
        sql, binds = _stored(table, tuple(rows[0]), connection.dialect)
        _past_sqlalchemy(connection).add(sql, ([b(row[n]) if b else row[n] for n, b in binds] for row in rows))
    elif rows:
        connection.execute(_insertion(table), list(rows))


@lru_cache(maxsize=64)
def _insertion(table: type[SQLModel]) -> Insert:
    import sqlalchemy as sa

    return sa.insert(table)


@lru_cache(maxsize=64)
def _stored(
    table: type[SQLModel], names: tuple[str, ...], dialect: Dialect
) -> tuple[str, list[tuple[str, Callable[[Any], Any] | None]]]:
    """A statement that stores a row in a file, and, column by column, what makes of a value what the file holds."""
    import sqlalchemy as sa

    columns = sa.inspect(table).local_table
    compiled = _insertion(table).compile(dialect=dialect, column_keys=list(names))
    order = compiled.positiontup or []
    if set(order) != set(names):
        raise AssertionError(f"{sorted(set(order) - set(names))} of {columns} has to be given")
    return str(compiled), [(name, columns.c[name].type.dialect_impl(dialect).bind_processor(dialect)) for name in order]


def _past_sqlalchemy(connection: Connection) -> plain.Connection:
    """The driver's own connection to a file, in the same transaction; SQLAlchemy takes longer than most answers."""
    if not connection.in_transaction():
        connection.begin()
    return plain.Connection(cast("sqlite3.Connection", connection.connection.driver_connection))


@lru_cache(maxsize=1024)
def _listed(sql: str, lists: tuple[str, ...], sqlite: bool) -> str:
    one_of = "IN (SELECT value FROM json_each(:{}))" if sqlite else "= ANY(:{})"
    return _LIST.sub(lambda found: one_of.format(found[1]) if found[1] in lists else found[0], sql)


@lru_cache(maxsize=512)
def _prepared(sql: str, lists: tuple[str, ...], columns: tuple[str, ...]) -> Executable:
    import sqlalchemy as sa

    types = {column: sa.Boolean if _DECODERS[column] is bool else sa.JSON for column in columns}
    return sa.text(_listed(sql, lists, sqlite=False)).columns(**types)


def execute(connection: AnyConnection, sql: str) -> None:
    """Run a statement that answers nothing."""
    if isinstance(connection, plain.Connection):
        connection.rows(sql, {})
    else:
        connection.exec_driver_sql(sql)


def run_for(connection: AnyConnection, sql: str, ids: Iterable[int], **values: Any) -> list[Row]:
    """What a statement answers that asks for `IN :ids`, however many there are; in its order within each batch."""
    return [row for batch in in_batches(ids) for row in run(connection, sql, values | {"ids": batch})]
