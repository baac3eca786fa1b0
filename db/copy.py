"""A whole database copied into an empty one, of the same kind or the other, row by row, in one transaction.

What is derived inside a database (the search index) is made anew; all tables are as before, and
the next ids too, except where a file gives the id of a last row that was removed again.
Secondary indexes are made when the rows are there, which is faster than keeping them in step.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine
from sqlmodel import SQLModel

from . import models, search, tally  # noqa: F401 - the models fill the metadata
from .engine import describe, reading, writing
from .errors import ConflictError, translated
from .rows import in_file

T = TypeVar("T")

_ROWS = 10_000
"""So many rows are in memory at a time."""
_TABLES = SQLModel.metadata.sorted_tables


def copy(source: Engine, target: Engine, progress: Callable[[int], None] = lambda _: None) -> int:
    """Copy everything.

    Args:
        source, target: of the newest schema; nothing is stored in the target.
        progress: is told how many rows were copied, from time to time.

    Returns:
        How many rows there are.

    Raises:
        ConflictError: something is stored in the target.
        DatabaseError: one of the two cannot be read or written; nothing is copied.
    """
    copied = 0
    with reading(source) as here, writing(target) as there:
        for table in _TABLES:
            if there.execute(sa.select(sa.literal(1)).select_from(table).limit(1)).first():
                raise ConflictError(f"{describe(target.url)} holds something already; give an empty database")
        search.index(there).drop(there)
        tally.drop(there)
        indexes = [index for table in _TABLES for index in sorted(table.indexes, key=lambda one: str(one.name))]
        for index in indexes:
            index.drop(there)
        for table in _TABLES:
            for rows in _read(source, _batches(here, table)):
                _write(there, table, rows)
                copied += len(rows)
                progress(copied)
        for index in indexes:
            index.create(there)
        for table in _TABLES:
            with translated(describe(source.url)):
                last = _last(here, table)
            if last is not None:
                _begin_behind(there, table, last)
        search.index(there).build(there)
        tally.build(there)
    return copied


def _read(source: Engine, batches: Iterator[T]) -> Iterator[T]:
    """What is read of the source, whose errors are not the target's."""
    while True:
        with translated(describe(source.url)):
            batch = next(batches, None)
        if batch is None:
            return
        yield batch


def _batches(connection: Connection, table: sa.Table) -> Iterator[list[tuple[Any, ...]]]:
    asked = sa.select(table).order_by(*table.primary_key)
    with connection.execute(asked, execution_options={"stream_results": True, "yield_per": _ROWS}) as result:
        for rows in result.partitions():
            yield [tuple(row) for row in rows]


def _write(connection: Connection, table: sa.Table, rows: list[tuple[Any, ...]]) -> None:
    names = [column.name for column in table.columns]
    if in_file(connection):
        connection.execute(sa.insert(table), [dict(zip(names, row, strict=True)) for row in rows])
        return
    # As it takes many rows fastest.
    processors = [column.type.dialect_impl(connection.dialect).bind_processor(connection.dialect) for column in table.c]
    listed = ", ".join(f'"{name}"' for name in names)
    cursor = connection.connection.cursor()
    with cursor.copy(f'COPY "{table.name}" ({listed}) FROM STDIN') as stream:
        for row in rows:
            stream.write_row([made(value) if made else value for made, value in zip(processors, row, strict=True)])


def _last(connection: Connection, table: sa.Table) -> int | None:
    """The last id that was given to a row of a table, None where ids are not given by it, or none was."""
    if "id" not in table.c:
        return None
    if not in_file(connection):
        sql = "SELECT pg_sequence_last_value(CAST(:name AS regclass))"
        last = connection.execute(sa.text(sql), {"name": f"{table.name}_id_seq"}).scalar()
    elif table.dialect_options["sqlite"]["autoincrement"]:
        sql = "SELECT max(seq) FROM sqlite_sequence WHERE name = :name"
        last = connection.execute(sa.text(sql), {"name": table.name}).scalar()
    else:
        last = connection.execute(sa.select(sa.func.max(table.c.id))).scalar()
    return None if last is None else int(last)


def _begin_behind(connection: Connection, table: sa.Table, last: int) -> None:
    """Let the next row of a table have an id behind one."""
    if not in_file(connection):
        connection.exec_driver_sql(f"SELECT setval('{table.name}_id_seq', {last})")
    elif table.dialect_options["sqlite"]["autoincrement"]:
        values = {"name": table.name, "last": last}
        connection.execute(sa.text("DELETE FROM sqlite_sequence WHERE name = :name"), values)
        connection.execute(sa.text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :last)"), values)
