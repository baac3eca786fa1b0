"""What a transaction changes, row by row, so that it can be undone.

The session tells of each row that it writes; the entries are plain values that fit into the log as JSON. Undoing looks
first whether every row still is as the change left it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import InstanceState
from sqlmodel import Session, SQLModel

from .errors import ConflictError
from .models import Log

_MADE = frozenset({"key"})
"""Columns that are computed from the others, by rules that change."""

Row = dict[str, Any]
Entry = dict[str, Any]
"""`table`, and the row `before` and `after`; None where there was none, or is none."""


@contextmanager
def recording(session: Session) -> Iterator[list[Entry]]:
    """Note what the session writes while the block runs; the log itself aside.

    Yields:
        The entries, complete at the end of the block.
    """
    entries: list[Entry] = []

    def note(flushed: Session, _: Any) -> None:
        for kind, objects in (("new", flushed.new), ("dirty", flushed.dirty), ("deleted", flushed.deleted)):
            for thing in objects:
                if not isinstance(thing, Log) and (kind != "dirty" or flushed.is_modified(thing)):
                    before, after = _images(thing, whole=kind != "dirty")
                    entries.append(
                        {
                            "table": cast(Any, type(thing)).__tablename__,
                            "before": None if kind == "new" else before,
                            "after": None if kind == "deleted" else after,
                        }
                    )

    event.listen(session, "after_flush", note)
    try:
        yield entries
        session.flush()
    finally:
        event.remove(session, "after_flush", note)


def _images(thing: object, *, whole: bool) -> tuple[Row, Row]:
    """A row as it was before the flush, and as it is; its key and what changed, or the whole of it.

    Words of an article must not live on in the log, so of a row that lives on nothing is kept that does not change.
    """
    state = cast("InstanceState[Any]", sa.inspect(thing))
    before: Row = {}
    after: Row = {}
    for attribute in state.mapper.column_attrs:
        column = attribute.columns[0]
        history = state.attrs[attribute.key].load_history()
        if whole or column.primary_key or history.deleted:
            after[column.name] = getattr(thing, attribute.key)
            before[column.name] = history.deleted[0] if history.deleted else after[column.name]
    return before, after


def undo(session: Session, entries: Sequence[Entry]) -> None:
    """Bring every row back to what it was before.

    Args:
        entries: of one change, in the order in which they were noted.

    Raises:
        ConflictError: a row is no more as the change left it; nothing is written.
    """
    rows = _summed(entries)
    connection = session.connection()
    for (name, _), (_, after, key) in rows.items():
        now = _now(connection, name, key)
        left = {column: value for column, value in (after or {}).items() if column not in _MADE}
        as_left = now is None if after is None else now is not None and left.items() <= now.items()
        if not as_left:
            raise ConflictError(f"a row of {name} has changed since")
    try:
        _restore(connection, rows)
    except sa.exc.IntegrityError:
        raise ConflictError("what its rows hang on is gone or has changed since") from None
    session.expire_all()


def _restore(connection: sa.Connection, rows: dict[tuple[str, str], tuple[Row | None, Row | None, Row]]) -> None:
    order = [table.name for table in SQLModel.metadata.sorted_tables]
    inwards = sorted(rows.items(), key=lambda item: order.index(item[0][0]))
    for (name, _), (before, after, _) in inwards:
        if before is not None and after is None:
            connection.execute(sa.insert(SQLModel.metadata.tables[name]).values(**before))
    for (name, _), (before, after, key) in inwards:
        table = SQLModel.metadata.tables[name]
        if before is not None and after is not None:
            connection.execute(sa.update(table).where(*_is(table, key)).values(**before))
    # Last, when nothing hangs on them any more: what hangs on a row goes with it.
    for (name, _), (before, after, key) in reversed(inwards):
        table = SQLModel.metadata.tables[name]
        if before is None and after is not None:
            if _hang_on(connection, table, key):
                raise ConflictError(f"something came to hang on a row of {name}")
            connection.execute(sa.delete(table).where(*_is(table, key)))


def images(entries: Sequence[Entry], table: str | None = None) -> list[Row]:
    """The rows before and after, of one table or of all."""
    chosen = [entry for entry in entries if table in (None, entry["table"])]
    return [image for entry in chosen for image in (entry["before"], entry["after"]) if image]


def column(entries: Sequence[Entry], name: str) -> set[Any]:
    """The values that a column has in some entries."""
    return {image[name] for image in images(entries) if name in image}


def _hang_on(connection: sa.Connection, table: sa.Table, key: Row) -> bool:
    """Whether rows point to this one; some would go with it unasked."""
    for other in SQLModel.metadata.sorted_tables:
        for link in other.foreign_keys:
            if link.column.table is table:
                asked = sa.select(sa.literal(1)).select_from(other).where(link.parent == key[link.column.name]).limit(1)
                if connection.execute(asked).first() is not None:
                    return True
    return False


def _summed(entries: Sequence[Entry]) -> dict[tuple[str, str], tuple[Row | None, Row | None, Row]]:
    """What the entries come to for each row: before the first, after the last, and the row's key."""
    rows: dict[tuple[str, str], tuple[Row | None, Row | None, Row]] = {}
    for entry in entries:
        table = SQLModel.metadata.tables[entry["table"]]
        given = entry["after"] or entry["before"]
        key = {column.name: given[column.name] for column in table.primary_key}
        place = (table.name, repr(sorted(key.items())))
        if place not in rows:
            rows[place] = entry["before"], entry["after"], key
            continue
        before, after, _ = rows[place]
        if before is not None:
            before = {**(entry["before"] or {}), **before}
        after = None if entry["after"] is None else {**(after or {}), **entry["after"]}
        rows[place] = before, after, key
    return rows


def _now(connection: sa.Connection, name: str, key: Row) -> Row | None:
    table = SQLModel.metadata.tables[name]
    found = connection.execute(sa.select(table).where(*_is(table, key))).mappings().first()
    return dict(found) if found is not None else None


def _is(table: sa.Table, key: Row) -> list[sa.ColumnElement[bool]]:
    return [table.c[column] == value for column, value in key.items()]
