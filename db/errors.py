"""What can go wrong with a database, in our words.

DatabaseError          the base
├── MissingError       there is no database at that place
├── LockedError        another process holds the write lock for too long
├── CorruptError       the file is no database, or a damaged one
├── ReadOnlyError      file or directory cannot be written
├── FullError          the disk is full
├── LostError          the server does not answer, or not any more
├── UnfitError         a value that the server cannot hold, or not in an index
├── VersionError       the schema is older or newer than this program
├── ConflictError      a row that is to be changed back has changed since
└── ExpressionError    a raw search expression that the index does not accept
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager


class DatabaseError(Exception):
    """Base of the errors above; the text says what happened and names the remedy."""


class MissingError(DatabaseError):
    """No database at the given place."""


class LockedError(DatabaseError):
    """The write lock was not to be had in time."""


class CorruptError(DatabaseError):
    """The file is not a database, or is damaged."""


class ReadOnlyError(DatabaseError):
    """The file or its directory cannot be written."""


class FullError(DatabaseError):
    """No space left for the write; what was committed before is untouched."""


class LostError(DatabaseError):
    """No connection to the server; what was committed before is untouched, and it may come back."""


class UnfitError(DatabaseError):
    """A value is too long or too large for the server; nothing of the transaction is stored."""


class VersionError(DatabaseError):
    """The schema does not fit this program."""


class ConflictError(DatabaseError):
    """A row is not as the change left it that is to be undone."""


class ExpressionError(DatabaseError):
    """The full-text index rejects a raw expression."""


# By the primary result code of SQLite (https://www.sqlite.org/rescode.html), the low byte.
_BY_CODE: dict[int, tuple[type[DatabaseError], str]] = {
    sqlite3.SQLITE_BUSY: (
        LockedError,
        "{place} is locked by another process; wait for it to end and try again",
    ),
    sqlite3.SQLITE_LOCKED: (
        LockedError,
        "{place} is locked by another process; wait for it to end and try again",
    ),
    sqlite3.SQLITE_NOTADB: (CorruptError, "{place} is not a quotes database; choose another file with --db"),
    sqlite3.SQLITE_CORRUPT: (
        CorruptError,
        "{place} is damaged; restore a backup, or choose another file with --db",
    ),
    sqlite3.SQLITE_READONLY: (
        ReadOnlyError,
        "{place} cannot be written; check the rights of the file and its directory",
    ),
    sqlite3.SQLITE_PERM: (
        ReadOnlyError,
        "{place} cannot be opened; check the rights of the file and its directory",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        MissingError,
        "{place} cannot be opened; check the path and the rights of its directory",
    ),
    sqlite3.SQLITE_FULL: (FullError, "no space left for {place}; free some and run the command again"),
    sqlite3.SQLITE_IOERR: (
        FullError,
        "reading or writing {place} failed ({reason}); check the disk and try again",
    ),
}


# By the beginning of the SQLSTATE (PostgreSQL's documentation, appendix A), the longest that fits.
_BY_STATE: dict[str, tuple[type[DatabaseError], str]] = {
    "08": (LostError, "{place} does not answer ({reason}); start the server, or try again when it is back"),
    "22": (UnfitError, "{place} cannot hold it ({reason}); shorten it, or leave it out"),
    "25006": (ReadOnlyError, "{place} cannot be written ({reason}); use the address of the server that takes writes"),
    "3F": (CorruptError, "{place} is damaged ({reason}); restore a backup"),
    "40": (LockedError, "{place} is in use by others; try again"),
    "42501": (ReadOnlyError, "{place} may not be used so by this user ({reason}); ask for the rights"),
    "42P01": (CorruptError, "{place} lacks a table ({reason}); `quotes db check` tells what can be made anew"),
    "53": (FullError, "no space or memory left for {place} ({reason}); free some and run the command again"),
    "53300": (LockedError, "{place} has no connection free; try again"),
    "54": (UnfitError, "{place} cannot hold it ({reason}); shorten it, or leave it out"),
    "55P03": (LockedError, "{place} is locked by another process; wait for it to end and try again"),
    "57": (LostError, "{place} does not answer ({reason}); start the server, or try again when it is back"),
    "57014": (LostError, "{place} broke a statement off ({reason}); try again, or raise its statement_timeout"),
    "58": (FullError, "reading or writing {place} failed ({reason}); check the server's disk and try again"),
    "XX": (CorruptError, "{place} is damaged ({reason}); restore a backup"),
}


@contextmanager
def translated(place: str) -> Iterator[None]:
    """Turn the errors of drivers and SQLAlchemy into the tree above.

    Args:
        place: the file or address to name in messages.

    Raises:
        DatabaseError: for every error of the database; programming errors pass unchanged.
    """
    try:
        yield
    except Exception as error:
        if (ours := _translate(error, place)) is None:
            raise
        raise ours from error


def refusals() -> tuple[type[Exception], ...]:
    """The errors by which a database refuses a statement or its values, as an `except` names them.

    What has not imported SQLAlchemy cannot meet its errors; looking for them must not import it either.
    """
    exc = sys.modules.get("sqlalchemy.exc")
    return (sqlite3.OperationalError, UnicodeEncodeError, *((exc.OperationalError,) if exc is not None else ()))


def reason(error: BaseException) -> str:
    """What the driver itself says."""
    return str(getattr(error, "orig", error))


def _translate(error: Exception, place: str) -> DatabaseError | None:
    """An error in our words; None for those that are not the database's."""
    exc = sys.modules.get("sqlalchemy.exc")
    if isinstance(error, sqlite3.Error):
        return _of_driver(error, place)
    if isinstance(error, ModuleNotFoundError) and error.name == "psycopg":
        return MissingError(
            f"{place} needs the driver psycopg: pip install 'quotes-attribution[postgres]', or give a file"
        )
    if exc is not None and isinstance(error, exc.DBAPIError):
        return _of_driver(error.orig, place, lost=error.connection_invalidated)
    driver = sys.modules.get("psycopg")
    if driver is not None and isinstance(error, driver.Error):  # of what goes to it directly
        return _of_driver(error, place)
    if exc is not None and isinstance(error, exc.ArgumentError):
        return MissingError(
            f"{place!r} is no database address; give a file, sqlite:///FILE or postgresql://USER@HOST/NAME"
        )
    return None


def _of_driver(error: BaseException | None, place: str, *, lost: bool = False) -> DatabaseError:
    code = getattr(error, "sqlite_errorcode", None)
    if hasattr(error, "sqlstate"):
        return _of_server(error, place, lost)
    if isinstance(code, int) and (code & 0xFF) in _BY_CODE:
        kind, message = _BY_CODE[code & 0xFF]
        return kind(message.format(place=place, reason=error))
    return DatabaseError(f"{place}: {error}; `quotes db check` may tell more")


def _of_server(error: BaseException | None, place: str, lost: bool) -> DatabaseError:
    state = getattr(error, "sqlstate", None)
    reason = " ".join(str(error).split())
    driver = sys.modules["psycopg"]
    if isinstance(error, driver.DataError) and state is None:  # refused before it was sent
        state = "22"
    if state is None and not lost:  # whoever is not let in has none yet
        if "too many" in reason:
            return LockedError(_BY_STATE["53300"][1].format(place=place))
        return LostError(
            f"{place} does not let us in ({reason}); see that the server runs, check address, user and password,"
            " or make the database with `createdb`"
        )
    state = "08" if lost else state or ""
    for length in range(len(state), 1, -1):
        if state[:length] in _BY_STATE:
            kind, message = _BY_STATE[state[:length]]
            return kind(message.format(place=place, reason=reason))
    return DatabaseError(f"{place}: {reason}; `quotes db check` may tell more")
