"""A file that is only read: the same statements, by the standard library alone.

To import SQLAlchemy's core takes longer than everything that a look-up in a file does besides.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from . import sqlite
from .errors import MissingError, translated
from .schema import HEAD

# What tells our tables from those of another program that counts its revisions as we do.
_REVISION = """
    SELECT version_num FROM alembic_version
    WHERE 2 = (SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name IN ('article', 'quote'))
"""


class Connection:
    """A transaction that sees one state of a file from its first statement on; what it writes is rolled back."""

    def __init__(self, driver: sqlite3.Connection) -> None:
        self._driver = driver

    def rows(self, sql: str, values: Mapping[str, Any]) -> list[dict[str, Any]]:
        """What a statement answers, by column, as the file holds it; nothing where it is no question."""
        cursor = self._driver.execute(sql, values)
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor]

    def add(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run a statement for each row."""
        self._driver.executemany(sql, rows)


class File:
    """A file of the newest schema, open for reading.

    Whoever reads while another reads has a connection of their own; idle ones are kept.
    """

    def __init__(self, path: Path, first: sqlite3.Connection) -> None:
        self.name = str(path)
        self._path = path
        self._idle = [first]
        self._closed = False

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the file from its first query on.

        Raises:
            DatabaseError: whatever the driver reports, translated.
        """
        with translated(self.name):
            driver = self._idle.pop() if self._idle else _connected(self._path)
            try:
                driver.execute("BEGIN")
                yield Connection(driver)
            finally:
                self._let_go(driver)

    def _let_go(self, driver: sqlite3.Connection) -> None:
        # What went wrong was raised already; a connection that cannot even be rolled back is of no more use.
        with suppress(sqlite3.Error):
            driver.rollback()
            if not self._closed:
                self._idle.append(driver)
                return
        driver.close()

    def close(self) -> None:
        """Let go of the file; whoever still reads ends first."""
        self._closed = True
        while self._idle:
            self._idle.pop().close()


def opened(place: str | Path) -> File | None:
    """A file of the newest schema, without waiting for anybody.

    None for everything else, an address, a file that is missing, locked, damaged or of another schema: what it is, and
    what to say of it, `engine.connect` finds out.
    """
    if "://" in str(place):
        return None
    try:
        path = sqlite.path(place)
        if not path.is_file():
            return None
        driver = _connected(path, wait=False)
    except (MissingError, OSError, sqlite3.Error):
        return None
    try:
        row = driver.execute(_REVISION).fetchone()
        if row is not None and row[0] == HEAD:
            sqlite.prepare(driver)
            return File(path, driver)
    except sqlite3.Error:
        pass
    driver.close()
    return None


def _connected(path: Path, *, wait: bool = True) -> sqlite3.Connection:
    # By its address, which can say that a file is not to be made where it has gone.
    address = f"{path.as_uri()}?mode=rw"
    driver = sqlite3.connect(address, uri=True, timeout=0, isolation_level=None, check_same_thread=False)
    if wait:
        sqlite.prepare(driver)
    return driver
