"""A database on a PostgreSQL server: how it is opened, how writers wait for each other, what the server must have.

An article is stored by what is stored already (who a name means, which claim a statement is of), so that one writer
works at a time, as in a file: each takes a lock of the whole database, held to the end of its transaction. Readers wait
only where a table itself is changed (`quotes db reindex`, `migrate`); they see one state throughout.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, cast

import sqlalchemy as sa
from sqlalchemy.engine import URL, Connection, Engine
from sqlalchemy.ext.compiler import compiles

from .errors import MissingError, ReadOnlyError, VersionError

if TYPE_CHECKING:
    import psycopg

OLDEST = 13
"""The server's major version that is needed: the first in which whoever owns a database may add `pg_trgm` to it."""

EXTENSION = "pg_trgm"
"""What the server must have beside itself: it tells which words are alike."""

LOCK_SECONDS = 30
"""How long whoever writes waits for another writer, or anybody for a table that is being made anew."""

CONNECT_SECONDS = 10

# To compile a statement, or to share it out, takes longer than any look-up; and nobody waits for ever.
_SETTINGS = f"-c jit=off -c max_parallel_workers_per_gather=0 -c lock_timeout={LOCK_SECONDS}s"
# The first of these that a server has; all know the letters of Unicode.
_COLLATIONS = ("und-x-icu", "C.utf8", "en_US.utf8")
# Any number that no other program takes in the same database.
_LOCK = 7_111_709_300


def engine(url: URL, name: str) -> Engine:
    """An engine for a database of a server.

    Args:
        name: of it, for messages.

    Raises:
        MissingError: its address has an option that no server has.
    """
    given = {name: value for name, value in url.query.items() if isinstance(value, str)}
    options = {
        "connect_timeout": CONNECT_SECONDS,
        "application_name": "quotes",
        **given,
        "client_encoding": "utf8",
        "options": f"{_SETTINGS} {given.get('options', '')}",
        # One plan for all values would be wrong for most: a word may be in one quote or in every second.
        "prepare_threshold": None,
    }
    made = sa.create_engine(url, connect_args=options)
    from psycopg import pq

    # What only the driver understands would change how we talk to it: whether there are transactions at all.
    known = {option.keyword.decode() for option in pq.Conninfo.get_defaults()}
    if odd := sorted({name for name in url.query if name not in known} | (url.query.keys() - given.keys())):
        raise MissingError(f"{name}: {', '.join(odd)} is no option of a server, or given twice; leave it out")
    sa.event.listen(made, "begin", _begin)
    return made


def _begin(connection: Connection) -> None:
    if connection.get_execution_options().get("begin") is None:
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        return
    # At the default level every statement sees what was stored before it; with one state throughout, a writer would
    # see what there was before it waited.
    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")


def prepare(connection: Connection, name: str) -> None:
    """See that a server can hold a database of this program, and make the functions that its statements use.

    Raises:
        VersionError: it is too old, its text is not in UTF-8, or it lacks an extension.
    """
    number = int(connection.exec_driver_sql("SHOW server_version_num").scalar_one())
    major = number // 10_000
    if major < OLDEST:
        raise VersionError(f"{name} is on PostgreSQL {major}; {OLDEST} or newer is needed")
    encoding = connection.exec_driver_sql("SHOW server_encoding").scalar()
    if encoding != "UTF8":
        raise VersionError(f"{name} holds text in {encoding}; make another database with ENCODING 'UTF8'")
    asked = sa.text("SELECT 1 FROM pg_available_extensions WHERE name = :name")
    if connection.execute(asked, {"name": EXTENSION}).scalar() is None:
        raise VersionError(
            f"{name}: the server lacks the extension {EXTENSION}; install its contributed modules"
            " (package postgresql-contrib) there"
        )
    make_functions(connection)


def make_functions(connection: Connection) -> None:
    """Make those that statements use."""
    connection.exec_driver_sql(
        "CREATE OR REPLACE FUNCTION lowered(words text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS"
        f" $$ SELECT lower(words{letters(connection)}) $$"
    )


def letters(connection: Connection) -> str:
    """What makes a text know its letters, as a part of a statement: by code point, those beyond ASCII are none."""
    known = connection.exec_driver_sql("SELECT collname FROM pg_collation").scalars().all()
    return next((f' COLLATE "{name}"' for name in _COLLATIONS if name in known), "")


def make_trigger(connection: Connection, name: str, event: str, tables: str, body: str) -> None:
    """Let something be done after each statement that writes quotes.

    Args:
        event: insert, delete or update.
        tables: what the rows that were written are called in the body, as of `REFERENCING`.
        body: statements, each ended by a semicolon.
    """
    connection.exec_driver_sql(
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} RETURN NULL; END $$"
    )
    connection.exec_driver_sql(
        f"CREATE TRIGGER {name} AFTER {event} ON quote REFERENCING {tables}"
        f" FOR EACH STATEMENT EXECUTE FUNCTION {name}()"
    )


def vacuum(engine: Engine, name: str, tables: Iterable[str]) -> None:
    """Take what was removed out of the files of tables, and count anew what queries are planned by.

    Args:
        name: of the database, for messages.

    Raises:
        ReadOnlyError: some table was left out, for want of the right to it.
    """
    left: list[str] = []

    def note(told: psycopg.errors.Diagnostic) -> None:
        if told.severity_nonlocalized == "WARNING":
            left.append(str(told.message_primary))

    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        driver = cast("psycopg.Connection[Any]", connection.connection.driver_connection)
        driver.add_notice_handler(note)
        try:
            driver.execute(f"VACUUM (ANALYZE) {', '.join(tables)}".encode())
        finally:
            driver.remove_notice_handler(note)
    if left:
        raise ReadOnlyError(
            f"{name}: removed words are still in its files ({left[0]}); let the owner of its tables"
            " run `quotes db vacuum`"
        )


# Text sorts and compares by code point, as in SQLite, wherever the server stands: dates and keys rely on it.
@compiles(sa.String, "postgresql")
@compiles(sa.Text, "postgresql")
def _by_code_point(_kind: sa.String, _compiler: object, **_: object) -> str:
    return 'TEXT COLLATE "C"'
