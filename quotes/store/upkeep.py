"""A database as a whole: where it is, bringing it to the schema of this program, copies of it, its indexes."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from quotes.store.translate import translating

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection


@translating
def migrate(place: str | Path) -> str:
    """Bring a database to the schema of this program, or make it. Returns the place as shown.

    Raises:
        StoreError: it is newer than this program, or cannot be written.
    """
    from db import engine

    opened = engine.open_any(place)
    try:
        engine.migrate(opened)
        with engine.writing(opened) as connection:
            _rekey(connection)
            _cluster(connection)
    finally:
        opened.dispose()
    return engine.describe(opened.url)


def reindex(connection: Connection) -> None:
    """Make anew what is derived from the stored articles and quotes: the search index, the keys of names."""
    from db import search, tally

    search.index(connection).build(connection)
    tally.build(connection)
    _rekey(connection)


def _rekey(connection: Connection) -> None:
    """Keys are made from names by rules that grow better; older ones are made anew."""
    from sqlmodel import Session

    from db import repository
    from quotes import identity
    from quotes.records import SpeakerKind

    with Session(connection) as session:
        repository.rekey(session, lambda name, kind: identity.key(name, SpeakerKind(kind)))
        session.flush()


def _cluster(connection: Connection) -> None:
    """A database of an earlier version has no keys of statements, and its claims depend on the order of ingest."""
    from db import clusters

    if clusters.without_keys(connection):
        from quotes.store import recluster

        recluster.recluster(connection, jobs=os.cpu_count() or 1)


@translating
def is_empty(place: str | Path) -> bool:
    """Whether a database is there with nothing in it, not even its tables: its making was broken off.

    Raises:
        StoreError: there is none, or it is another program's.
    """
    from db import engine

    return engine.is_empty(place)


@translating
def describe(place: str | Path) -> str:
    """Where a database is, as it can be shown: absolute, without a password.

    Raises:
        StoreError: it is no address.
    """
    from db import engine

    return engine.describe(engine.to_url(place))


@translating
def backup(place: str | Path, file: Path) -> str:
    """Copy a database into a file, one state of it, while others use it. Returns the place as shown.

    Raises:
        StoreError: there is none, or the copy cannot be written.
    """
    from db import backup as copies
    from db import engine

    opened = engine.open_any(place, create=False)
    try:
        copies.backup(opened, file)
    finally:
        opened.dispose()
    return engine.describe(opened.url)


@translating
def copy(source: str | Path, target: str | Path, progress: Callable[[int], None] = lambda _: None) -> int:
    """Copy a whole database into an empty one, of the same kind or the other. Returns how many rows it has.

    Args:
        target: made where there is none.
        progress: is told how many rows were copied, from time to time.

    Raises:
        StoreError: something is stored in the target, or one of the two cannot be used; nothing is copied.
    """
    from db import copy as copies
    from db import engine

    here = engine.connect(source)
    try:
        there = engine.connect(target, create=True)
        try:
            copied = copies.copy(here, there, progress)
            engine.scrub(there)
        finally:
            there.dispose()
    finally:
        here.dispose()
    return copied


@translating
def vacuum(place: str | Path) -> str:
    """Give back the room of what was removed; see `db.engine.vacuum`. Returns the place as shown.

    Raises:
        StoreError: there is none, or others use it.
    """
    from db import engine, search

    opened = engine.connect(place)
    try:
        with engine.writing(opened) as connection:
            search.index(connection).purge(connection)
        engine.vacuum(opened)
    finally:
        opened.dispose()
    return engine.describe(opened.url)


@translating
def restore(place: str | Path, file: Path) -> Path | None:
    """Put a copy in the place of a database. Returns the file that has what was there, None if there was nothing.

    Raises:
        StoreError: the copy is none, damaged or newer than this program, or the database cannot be written.
    """
    from db import backup as copies

    return copies.restore(place, file)
