"""From a place to an engine: URLs, transactions, and whether the schema fits.

Only SQLAlchemy's core is imported here; what only reads a file does without (`db.plain`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import URL, Connection, Engine, make_url

from . import sqlite
from .errors import CorruptError, MissingError, VersionError, translated
from .schema import HEAD, OLDER

# Before anybody has taken the address apart: up to the last at-sign, or, where there is none, what is no port.
_PASSWORD = re.compile(r"(://[^:/?#@\[]*:)(?:.*(?=@)|(?!\d+(?:[/?]|\Z))[^@]*\Z)", re.DOTALL)
_SECRETS = re.compile(r"([?&](?:ssl)?password=)[^&]*", re.IGNORECASE)
_SERVER = "postgresql+psycopg"
"""Dialect and driver of every address that begins with `postgresql:`, or `postgres:`."""


def to_url(place: str | Path) -> URL:
    """The address for a file path or a database URL.

    Raises:
        MissingError: it looks like a URL and is none.
    """
    text = str(place)
    if "://" in text:
        shown = _SECRETS.sub(r"\1***", _PASSWORD.sub(r"\1***", text))
        if text.startswith("postgres") and text.partition("?")[0].count("@") > 1:
            raise MissingError(f"{shown}: no address; write @, / and : in a user or password as %40, %2F and %3A")
        with translated(shown):
            try:
                url = make_url(text)
            except ValueError as error:  # a port that is no number
                raise MissingError(f"{shown}: no address; give one like postgresql://USER@HOST:5432/NAME") from error
        # One driver, whichever was asked for: what comes back is as it gives it.
        kind = url.drivername.split("+")[0]
        return url.set(drivername=_SERVER) if kind in ("postgresql", "postgres") else url.set(drivername=kind)
    return URL.create("sqlite", database=str(sqlite.path(text)))


def describe(url: URL) -> str:
    """The address as messages and `quotes db path` show it, without a password."""
    if url.get_backend_name() == "sqlite" and url.database:
        return url.database
    shown = url.set(drivername=url.get_backend_name()).render_as_string(hide_password=True)
    return _SECRETS.sub(r"\1***", shown)


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
        if revision is None and create:
            migrate(engine)
            revision = HEAD
    except BaseException:
        engine.dispose()
        raise
    if revision == HEAD:
        return engine
    engine.dispose()
    if revision is None:
        raise MissingError(f"{name} holds no quotes database yet; `quotes ingest PATH` makes one")
    if revision in OLDER:
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
    name = describe(url)
    if url.drivername.split("+")[0] == "sqlite":
        sqlite.check_file(url, name, create=create)
        with translated(name):
            return sqlite.engine(url)
    if url.drivername != _SERVER:
        raise MissingError(f"{name}: give a file, sqlite:///FILE or postgresql://USER@HOST/NAME")
    with translated(name):
        from . import postgres

        return postgres.engine(url, name)


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


def scrub(engine: Engine) -> None:
    """See that removed words do not stay behind in the files of the database; as `vacuum` on a server."""
    with translated(describe(engine.url)):
        if engine.dialect.name == "sqlite":
            sqlite.scrub(engine)
        else:
            _vacuum_server(engine)


def vacuum(engine: Engine) -> None:
    """Give back the room of what was removed; a server counts anew, too, what it plans queries by."""
    with translated(describe(engine.url)):
        if engine.dialect.name == "sqlite":
            sqlite.vacuum(engine)
        else:
            _vacuum_server(engine)


def _vacuum_server(engine: Engine) -> None:
    from . import postgres, tsvector
    from .models import Article

    postgres.vacuum(engine, describe(engine.url), [*Article.metadata.tables, tsvector.WORDS])


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
    if revision is not None and revision != HEAD and revision not in OLDER:
        raise _unknown(describe(engine.url), revision)
    if engine.dialect.name == "sqlite":
        with translated(describe(engine.url)):
            # Lasts: the mode is a property of the file.
            sqlite.outside(engine, "PRAGMA journal_mode = WAL")
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with writing(engine) as connection:
        if engine.dialect.name != "sqlite":
            from . import postgres

            postgres.prepare(connection, describe(engine.url))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
