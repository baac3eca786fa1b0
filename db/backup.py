"""Copies of a whole database in use, by SQLite's online backup (https://www.sqlite.org/backup.html)."""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import closing, suppress
from pathlib import Path

from sqlalchemy.engine import Engine

from .engine import connect, describe, open_any, schema_revision, to_url
from .errors import CorruptError, DatabaseError, LockedError, MissingError, ReadOnlyError, translated
from .sqlite import BUSY_SECONDS, FILES, is_part


def backup(engine: Engine, file: Path) -> None:
    """Copy a database into a file, one state of it, while others read and write.

    Args:
        file: there whole or not at all; one that is there is replaced.

    Raises:
        CorruptError: the database is damaged; the file stays as it was.
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
            with translated(str(source)):
                # What cannot be read at all is the fault of the database, not of the file that is written.
                here.execute("SELECT count(*) FROM sqlite_master")
            _copy(here, there, str(source))
            # Copied page by page, damage too; it must not take the place of an earlier copy that is sound.
            with translated(str(source)):
                _refuse_damaged(there.execute("PRAGMA integrity_check(1)").fetchone()[0], source)
            # A copy is one file, without a log beside it.
            there.execute("PRAGMA journal_mode = DELETE")
        with partial.open("rb") as written:
            os.fsync(written.fileno())
        partial.replace(file)
    except OSError as error:
        raise ReadOnlyError(f"{file} cannot be written ({error.strerror}); choose another place") from error
    finally:
        # Where it cannot even have a name, the error is that it could not be made.
        with suppress(OSError):
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
        except CorruptError:
            engine.dispose()
            _set_aside(target, kept)
        finally:
            engine.dispose()
    if not target.exists() or not target.stat().st_size:
        # Made, so that it has its log; the copy replaces what is in it.
        connect(place, create=True).dispose()
    with translated(str(target)), closing(sqlite3.connect(file)) as here, closing(sqlite3.connect(target)) as there:
        _copy(here, there, str(target))
        there.execute("PRAGMA journal_mode = WAL")
    return kept


def _verify(file: Path) -> None:
    """See that a file can take the place of a database."""
    if not file.is_file():
        raise MissingError(f"{file}: no such file; give one that `quotes db backup` made")
    engine = open_any(file, create=False)
    try:
        with translated(str(file)):
            if schema_revision(engine) is None:
                raise CorruptError(f"{file} holds no quotes database; give a file that `quotes db backup` made")
            with engine.connect() as connection:
                wrong = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar()
        _refuse_damaged(wrong, file)
    finally:
        engine.dispose()


def _refuse_damaged(wrong: object, file: Path) -> None:
    if wrong != "ok":
        raise CorruptError(f"{file} is damaged ({wrong}); restore a backup, or give another file")


def _set_aside(target: Path, kept: Path) -> None:
    """Move a database that is too damaged to be copied, with its log, which may have what it lacks."""
    for ending in reversed(FILES):
        try:
            target.with_name(target.name + ending).rename(kept.with_name(kept.name + ending))
        except FileNotFoundError:
            continue
        except OSError as error:
            raise ReadOnlyError(f"{target} cannot be moved to {kept} ({error.strerror}); check the rights") from error


def _copy(here: sqlite3.Connection, there: sqlite3.Connection, name: str) -> None:
    until = time.monotonic() + BUSY_SECONDS

    def wait(status: int, _remaining: int, _total: int) -> None:
        # How much remains is not known before the first step, which a lock keeps from being made.
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) and time.monotonic() > until:
            raise LockedError(f"{name} is locked by another process; wait for it to end and try again")

    here.backup(there, progress=wait)


def _refuse_same(one: Path, other: Path) -> None:
    if is_part(other, one):
        raise MissingError(f"{other} is the database itself; give another file")


def _file(engine: Engine) -> Path:
    if engine.dialect.name != "sqlite" or not engine.url.database:
        raise DatabaseError(
            f"{describe(engine.url)} is no file; `quotes db copy` copies it into one, `pg_dump` backs it up"
        )
    return Path(engine.url.database)


def _path(place: str | Path) -> Path:
    url = to_url(place)
    if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
        raise MissingError(f"{describe(url)} is no file; `quotes db copy` fills it from one, `pg_restore` from a dump")
    return Path(url.database)


def _free(file: Path) -> Path:
    """A name that no file has yet."""
    number, found = 1, file
    while found.exists():
        number += 1
        found = file.with_name(f"{file.stem}-{number}{file.suffix}")
    return found
