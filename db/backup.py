"""Copies of a whole database in use, by SQLite's online backup (https://www.sqlite.org/backup.html)."""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import closing
from pathlib import Path

from sqlalchemy.engine import Engine

from .engine import BUSY_SECONDS, connect, describe, open_any, schema_revision, to_url
from .errors import CorruptError, DatabaseError, LockedError, MissingError, ReadOnlyError, translated


def backup(engine: Engine, file: Path) -> None:
    """Copy a database into a file, one state of it, while others read and write.

    Args:
        file: there whole or not at all; one that is there is replaced.

    Raises:
        DatabaseError: the copy cannot be written.
    """
    source = _file(engine)
    _refuse_same(source, file)
    partial = file.with_name(f"{file.name}.partial-{os.getpid()}")
    try:
        with (
            translated(str(file)),
            closing(sqlite3.connect(source)) as here,
            closing(sqlite3.connect(partial)) as there,
        ):
            _copy(here, there, str(source))
            # A copy is one file, without a log beside it.
            there.execute("PRAGMA journal_mode = DELETE")
        with partial.open("rb") as written:
            os.fsync(written.fileno())
        partial.replace(file)
    except OSError as error:
        raise ReadOnlyError(f"{file} cannot be written ({error.strerror}); choose another place") from error
    finally:
        partial.unlink(missing_ok=True)


def restore(place: str | Path, file: Path) -> Path | None:
    """Put a copy in the place of a database, which others may have open; what was there is kept in a file beside it.

    Args:
        file: a database of this program, sound, of its schema or an older one.

    Returns:
        The file that has what was there; None where there was nothing.

    Raises:
        MissingError: there is no such file.
        CorruptError: it is damaged, or no database of this program.
        VersionError: a newer version has written it.
        LockedError: others do not let go of the database.
    """
    target = _path(place)
    _verify(file)
    _refuse_same(target, file)
    kept = None
    if target.exists() and target.stat().st_size:
        kept = _free(target.with_name(f"{target.stem}-replaced{target.suffix}"))
        engine = open_any(place, create=False)
        try:
            backup(engine, kept)
        finally:
            engine.dispose()
    else:
        # Made, so that it has its log; the copy replaces what is in it.
        connect(place, create=True).dispose()
    with translated(str(target)), closing(sqlite3.connect(file)) as here, closing(sqlite3.connect(target)) as there:
        _copy(here, there, str(target))
        there.execute("PRAGMA journal_mode = WAL")
    return kept


def _verify(file: Path) -> None:
    """See that a file can take the place of a database."""
    engine = open_any(file, create=False)
    try:
        with translated(str(file)):
            if schema_revision(engine) is None:
                raise CorruptError(f"{file} holds no quotes database; give a file that `quotes db backup` made")
            with engine.connect() as connection:
                wrong = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar()
        if wrong != "ok":
            raise CorruptError(f"{file} is damaged ({wrong}); give another copy")
    finally:
        engine.dispose()


def _copy(here: sqlite3.Connection, there: sqlite3.Connection, name: str) -> None:
    until = time.monotonic() + BUSY_SECONDS

    def wait(_status: int, remaining: int, total: int) -> None:
        # All pages go in one step; whoever is asked again has found it locked.
        if remaining and time.monotonic() > until:
            raise LockedError(f"{name} is locked by another process; wait for it to end and try again")

    here.backup(there, progress=wait)


def _refuse_same(one: Path, other: Path) -> None:
    if one.resolve() == other.resolve():
        raise MissingError(f"{other} is the database itself; give another file")


def _file(engine: Engine) -> Path:
    if engine.dialect.name != "sqlite" or not engine.url.database:
        raise DatabaseError(f"{describe(engine.url)} is no file; use the tools of its server to copy it")
    return Path(engine.url.database)


def _path(place: str | Path) -> Path:
    url = to_url(place)
    if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
        raise MissingError(f"{describe(url)} is no file; use the tools of its server to restore it")
    return Path(url.database)


def _free(file: Path) -> Path:
    """A name that no file has yet."""
    number, found = 1, file
    while found.exists():
        number += 1
        found = file.with_name(f"{file.stem}-{number}{file.suffix}")
    return found
