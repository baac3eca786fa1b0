"""From a place to an engine: URLs, pragmas, transactions, and whether the schema fits.

Only SQLAlchemy's core is imported here, so that a look-up starts fast.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import URL, Connection, Engine, make_url

from .errors import CorruptError, MissingError, ReadOnlyError, VersionError, translated

HEAD = "0009"
"""The newest revision in `migrations`; a test holds it to that."""

_OLDER: frozenset[str] = frozenset({"0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008"})
"""The revisions before `HEAD`, from which `migrate` leads there."""

CACHE_MEGABYTES = 64
"""How much of a database is kept in memory, at most."""

LOG_PAGES = 4000
"""So many pages in the write-ahead log, of 4 kB each, are copied into the database file."""

FILES = ("", "-wal", "-shm", "-journal")
"""What the name of a database's file and of those that SQLite keeps beside it end with."""

BUSY_SECONDS = 30
"""How long a writer waits for another before it gives up."""


def to_url(place: str | Path) -> URL:
    """The address for a file path or a database URL.

    Raises:
        MissingError: it looks like a URL and is none.
    """
    text = str(place)
    if "://" in text:
        with translated(text):
            return make_url(text)
    try:
        return URL.create("sqlite", database=str(Path(text).expanduser().absolute()))
    except RuntimeError as error:
        raise MissingError(f"{text}: {error}; give another path with --db") from error


def describe(url: URL) -> str:
    """The address as messages and `quotes db path` show it, without a password."""
    if url.get_backend_name() == "sqlite" and url.database:
        return url.database
    return url.render_as_string(hide_password=True)


def connect(place: str | Path, *, create: bool = False) -> Engine:
    """Open a database whose schema fits this program.

    Args:
        place: a path or URL.
        create: make the file, its directory and the schema where there are none.

    Raises:
        MissingError: there is none and `create` is false.
        VersionError: the schema is older or newer than this program.
        DatabaseError: it is locked, corrupt, read-only.
    """
    engine = open_any(place, create=create)
    name = describe(engine.url)
    try:
        with translated(name):
            revision = schema_revision(engine)
    except BaseException:
        engine.dispose()
        raise
    if revision == HEAD:
        return engine
    if revision is None and create:
        migrate(engine)
        return engine
    engine.dispose()
    if revision is None:
        raise MissingError(f"{name} holds no quotes database yet; `quotes ingest PATH` makes one")
    if revision in _OLDER:
        raise VersionError(f"{name} has an older schema ({revision}); run `quotes db migrate`")
    raise _unknown(name, revision)


def _unknown(name: str, revision: str) -> VersionError:
    if revision > HEAD:
        return VersionError(f"{name} was written by a newer version of quotes (schema {revision}); update quotes")
    return VersionError(f"{name} has a schema that no version of quotes knows ({revision}); restore a backup")


def open_any(place: str | Path, *, create: bool = True) -> Engine:
    """An engine for a database of any version, or for one that is not there yet.

    Raises:
        MissingError: there is none and `create` is false, or the place can hold none.
    """
    url = to_url(place)
    _check_file(url, describe(url), create=create)
    with translated(describe(url)):
        return _engine(url)


def _check_file(url: URL, name: str, *, create: bool) -> None:
    if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
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


def _engine(url: URL) -> Engine:
    engine = sa.create_engine(url)
    if engine.dialect.name == "sqlite":
        sa.event.listen(engine, "connect", _prepare_sqlite)
        sa.event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    # The driver's own transaction handling starts one only before some statements; ours starts in
    # _begin_sqlite, so that a reader sees one state throughout and a writer holds the lock from its first read.
    connection.isolation_level = None
    # SQLite's own knows only the letters of ASCII.
    connection.create_function("lower", 1, lambda v: v.lower() if isinstance(v, str) else v, deterministic=True)
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


def _begin_sqlite(connection: Connection) -> None:
    mode = connection.get_execution_options().get("begin", "DEFERRED")
    connection.exec_driver_sql(f"BEGIN {mode}")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection that sees one state of the database from its first query on.

    Raises:
        DatabaseError: whatever the driver reports, translated.
    """
    with translated(describe(engine.url)), engine.connect() as connection:
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that holds the write lock from its start, committed at the end.

    An exception inside rolls everything back.

    Raises:
        DatabaseError: whatever the driver reports, translated.
    """
    with (
        translated(describe(engine.url)),
        engine.connect().execution_options(begin="IMMEDIATE") as connection,
        connection.begin(),
    ):
        yield connection


def checkpoint(engine: Engine) -> None:
    """Empty the write-ahead log into the database file, so that removed words do not stay behind in it."""
    _pragma(engine, "wal_checkpoint(TRUNCATE)")


def _pragma(engine: Engine, words: str) -> None:
    """Run a pragma that SQLite accepts only outside a transaction; nothing on another database."""
    if engine.dialect.name == "sqlite":
        with translated(describe(engine.url)), engine.connect() as connection:
            driver = connection.connection.dbapi_connection
            if driver is not None:
                connection.rollback()
                driver.execute(f"PRAGMA {words}")


def schema_revision(engine: Engine) -> str | None:
    """The revision the database is at, None for an empty one.

    Raises:
        CorruptError: it holds tables, but not ours.
    """
    with engine.connect() as connection:
        tables = set(sa.inspect(connection).get_table_names())
        name = describe(engine.url)
        if not tables - {"alembic_version"} and not _revision(connection, tables):
            return None
        if not {"alembic_version", "article", "quote"} <= tables:
            raise CorruptError(f"{name} is another program's database; choose another file with --db")
        revision = _revision(connection, tables)
        if revision is None:
            raise CorruptError(f"{name} is damaged, it does not say its schema; restore a backup")
        return revision


def _revision(connection: Connection, tables: set[str]) -> str | None:
    if "alembic_version" not in tables:
        return None
    revision = connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()
    return None if revision is None else str(revision)


def is_part(file: Path, database: Path) -> bool:
    """Whether a file is a database, under this or another name, or one of those that SQLite keeps beside it."""
    whole = database.resolve()
    if file.resolve() in {whole.with_name(whole.name + ending) for ending in FILES}:
        return True
    # Two names of one file are one database, and SQLite keeps a log of its own for each.
    with suppress(OSError):
        return database.samefile(file)
    return False


def is_empty(place: str | Path) -> bool:
    """Whether a database is there with nothing in it, not even its tables.

    Raises:
        MissingError: there is none.
        CorruptError: it is another program's, or damaged.
    """
    engine = open_any(place, create=False)
    try:
        with translated(describe(engine.url)):
            return schema_revision(engine) is None
    finally:
        engine.dispose()


def migrate(engine: Engine) -> None:
    """Bring the schema to `HEAD` in one transaction; a schema that is there already stays untouched.

    Raises:
        VersionError: the database is newer than this program.
        DatabaseError: whatever the driver reports, translated.
    """
    # Alembic takes as long to import as everything else together, and most runs never need it.
    from alembic import command
    from alembic.config import Config

    with translated(describe(engine.url)):
        revision = schema_revision(engine)
    if revision is not None and revision != HEAD and revision not in _OLDER:
        raise _unknown(describe(engine.url), revision)
    # Lasts: the mode is a property of the file.
    _pragma(engine, "journal_mode = WAL")
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with writing(engine) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
