"""A database in a file: how SQLite is opened and told to begin a transaction, and the files that belong to it."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from .errors import MissingError, ReadOnlyError

if TYPE_CHECKING:
    from sqlalchemy.engine import URL, Connection, Engine

CACHE_MEGABYTES = 64
"""How much of a database is kept in memory, at most."""

LOG_PAGES = 4000
"""So many pages in the write-ahead log, of 4 kB each, are copied into the database file."""

FILES = ("", "-wal", "-shm", "-journal")
"""What the name of a database's file and of those that SQLite keeps beside it end with."""

BUSY_SECONDS = 30
"""How long a writer waits for another before it gives up."""


def engine(url: URL) -> Engine:
    """An engine for a file."""
    import sqlalchemy as sa

    made = sa.create_engine(url)
    sa.event.listen(made, "connect", lambda connection, _record: prepare(connection))
    sa.event.listen(made, "begin", _begin)
    return made


def path(place: str | Path) -> Path:
    """Where a file is, from the root.

    Raises:
        MissingError: it is in the home of nobody.
    """
    try:
        return Path(place).expanduser().absolute()
    except RuntimeError as error:
        raise MissingError(f"{place}: {error}; give another path with --db") from error


def prepare(connection: sqlite3.Connection) -> None:
    """Give a new connection its settings, and the functions that statements use."""
    # The driver's own transaction handling starts one only before some statements; ours is begun at once, so that a
    # reader sees one state throughout and a writer holds the lock from its first read.
    connection.isolation_level = None
    # Under the names that a server has them by; SQLite's own `lower` knows only the letters of ASCII.
    connection.create_function("lowered", 1, lambda v: v.lower() if isinstance(v, str) else v, deterministic=True)
    connection.create_function("strpos", 2, lambda text, part: text.find(part) + 1, deterministic=True)
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA synchronous = FULL")
    # Keys of statements lie all over the file, so that each article touches many pages: what fits into memory is not
    # read again, and what several articles touch is copied from the log into the file once.
    cursor.execute(f"PRAGMA cache_size = -{CACHE_MEGABYTES * 1024}")
    cursor.execute(f"PRAGMA wal_autocheckpoint = {LOG_PAGES}")
    # What is removed by law must be gone from the file, not only from the tables.
    cursor.execute("PRAGMA secure_delete = ON")
    cursor.close()


def check_file(url: URL, name: str, *, create: bool) -> None:
    """See that a database is at a place, or can be made there.

    Args:
        name: of the place, for messages.
        create: whether it may be made; its directory is made then.

    Raises:
        MissingError: there is none and `create` is false, or the place can hold none.
        ReadOnlyError: its directory cannot be made.
    """
    if not url.database or url.database == ":memory:":
        return
    file = Path(url.database)
    try:
        if file.is_dir():
            raise MissingError(f"{name} is a directory; give a file with --db")
        if file.exists():
            return
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise MissingError(f"{name} cannot be opened ({reason}); give another path with --db") from error
    if not create:
        raise MissingError(
            f"there is no database at {name}; `quotes ingest PATH` makes one, or choose another with --db"
        )
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ReadOnlyError(
            f"{file.parent} cannot be made ({error.strerror}); choose another place with --db"
        ) from error


def is_part(file: Path, database: Path) -> bool:
    """Whether a file is a database, under this or another name, or one of those that SQLite keeps beside it."""
    whole = database.resolve()
    if file.resolve() in {whole.with_name(whole.name + ending) for ending in FILES}:
        return True
    # Two names of one file are one database, and SQLite keeps a log of its own for each.
    with suppress(OSError):
        return database.samefile(file)
    return False


def outside(engine: Engine, statement: str) -> None:
    """Run a statement that SQLite accepts only outside a transaction."""
    with engine.connect() as connection:
        driver = connection.connection.dbapi_connection
        if driver is not None:
            connection.rollback()
            driver.execute(statement)


def scrub(engine: Engine) -> None:
    """Empty the log into the file, so that removed words do not stay behind in it."""
    outside(engine, "PRAGMA wal_checkpoint(TRUNCATE)")


def vacuum(engine: Engine) -> None:
    """Write the file anew without the room of what was removed."""
    outside(engine, "VACUUM")
    scrub(engine)


def _begin(connection: Connection) -> None:
    mode = connection.get_execution_options().get("begin", "DEFERRED")
    connection.exec_driver_sql(f"BEGIN {mode}")
