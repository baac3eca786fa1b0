from __future__ import annotations

import resource
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from db import engine as database
from db import errors, fts5, matches, queries
from db.errors import (
    CorruptError,
    DatabaseError,
    ExpressionError,
    FullError,
    LockedError,
    MissingError,
    ReadOnlyError,
    translated,
)


def opened(file: Path, *pragmas: str) -> Engine:
    """That database, each connection prepared further."""
    engine = database.open_any(file)

    @sa.event.listens_for(engine, "connect")
    def _more(connection: Any, _record: Any) -> None:
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")

    return engine


def fill(engine: Engine, count: int = 1) -> None:
    with database.writing(engine) as connection:
        for i in range(count):
            connection.execute(
                sa.text("INSERT INTO outlet (name) VALUES (:name)"), {"name": f"{count} {i} {'x' * 3000}"}
            )


def busy(file: Path) -> None:
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        fill(opened(file, "busy_timeout = 0"))
    finally:
        other.close()


def locked_by_itself(file: Path) -> None:
    engine = opened(file)
    fill(engine, 3)
    with database.writing(engine) as connection:
        driver = connection.connection.dbapi_connection
        assert driver is not None
        cursor = driver.cursor()
        cursor.execute("SELECT name FROM outlet")
        cursor.fetchone()
        connection.exec_driver_sql("DROP TABLE article")


def no_database(file: Path) -> None:
    file.write_bytes(b"Dear diary, today the ferry was late again.\n" * 200)
    database.connect(file)


def damaged(file: Path) -> None:
    engine = opened(file)
    fill(engine, 200)
    database.scrub(engine)
    engine.dispose()
    data = file.read_bytes()
    file.write_bytes(data[:8192] + b"\xff" * (len(data) - 8192))
    engine = opened(file)
    with database.reading(engine) as connection:
        connection.exec_driver_sql("SELECT sum(length(name)) FROM outlet").all()


def read_only(file: Path) -> None:
    fill(opened(file, "query_only = ON"))


def cannot_open(file: Path) -> None:
    database.connect(file / "inside" / "a.db", create=False)


def cannot_open_attached(file: Path) -> None:
    engine = opened(file)
    with database.reading(engine) as connection:
        connection.rollback()
        driver = connection.connection.dbapi_connection
        assert driver is not None
        driver.execute("ATTACH ? AS other", [str(file.parent / "nowhere" / "b.db")])


def full(file: Path) -> None:
    engine = opened(file, "max_page_count = 80")
    fill(engine, 500)


def syntax(file: Path) -> None:
    with database.reading(opened(file)) as connection:
        matches.matching(connection, '"open', queries.Filter())


@pytest.mark.parametrize(
    ("provoke", "expected", "remedy"),
    [
        pytest.param(busy, LockedError, "try again", id="busy"),
        pytest.param(locked_by_itself, LockedError, "try again", id="locked"),
        pytest.param(no_database, CorruptError, "choose another file", id="not a database"),
        pytest.param(damaged, CorruptError, "restore a backup", id="corrupt"),
        pytest.param(read_only, ReadOnlyError, "check the rights", id="read-only"),
        pytest.param(cannot_open, MissingError, "choose another", id="below a file"),
        pytest.param(cannot_open_attached, MissingError, "check the path", id="cannot open"),
        pytest.param(full, FullError, "free some", id="full"),
        pytest.param(syntax, ExpressionError, "leave out --raw", id="expression"),
    ],
)
def test_what_the_driver_reports_becomes_an_error_of_ours_with_a_remedy(
    file: Path, provoke: Callable[[Path], None], expected: type[DatabaseError], remedy: str
) -> None:
    with pytest.raises(DatabaseError) as caught:
        provoke(file)
    assert type(caught.value) is expected
    assert remedy in str(caught.value)
    if expected is not ExpressionError:
        assert str(file.parent) in str(caught.value)


@pytest.mark.parametrize("provoke", [busy, no_database, damaged, read_only, cannot_open_attached, full, syntax])
def test_the_drivers_own_error_is_kept_as_the_cause(file: Path, provoke: Callable[[Path], None]) -> None:
    with pytest.raises(DatabaseError) as caught:
        provoke(file)
    assert isinstance(caught.value.__cause__, sa.exc.DBAPIError | sqlite3.Error)


def test_what_was_committed_before_the_disk_was_full_is_untouched(file: Path) -> None:
    engine = opened(file, "max_page_count = 80")
    fill(engine, 2)
    with pytest.raises(FullError):
        fill(engine, 500)
    with database.reading(engine) as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM outlet").scalar() == 2
    with database.writing(engine) as connection:
        assert fts5.faults(connection) == []


def test_a_write_that_the_system_refuses_is_an_error_of_ours(file: Path) -> None:
    # A limit on the size of files makes write(2) fail as a broken disk does; Python leaves the signal ignored.
    code = """
import resource, sys
import sqlalchemy as sa
from db import engine as database
from db import matches, queries
from db.errors import FullError
engine = database.connect(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
try:
    with database.writing(engine) as connection:
        for i in range(500):
            connection.execute(sa.text("INSERT INTO outlet (name) VALUES (:n)"), {"n": f"{i} " + "x" * 3000})
except FullError as error:
    print(error)
"""
    assert resource.RLIMIT_FSIZE >= 0
    done = subprocess.run([sys.executable, "-c", code, str(file)], capture_output=True, text=True, check=True)
    assert "check the disk" in done.stdout or "no space left" in done.stdout
    database.connect(file).dispose()


def test_every_code_that_is_translated_has_its_class_and_a_remedy() -> None:
    # SQLITE_PERM cannot be provoked where the tests run as the owner of all files.
    table = errors._BY_CODE
    assert set(table) == {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOTADB,
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
    }
    for kind, message in table.values():
        assert issubclass(kind, DatabaseError)
        assert message.format(place="/a.db", reason="r").startswith(("/a.db", "no space", "reading or writing"))


@pytest.mark.parametrize(
    "expression",
    [
        '"open',
        "*",
        "AND",
        "a AND",
        "(a",
        "a)",
        "()",
        "nowhere:a",
        "{normal nowhere}:a",
        "^",
        "'",
        "-",
        "a OR OR b",
        "NEAR(a b",
        "NEAR(a b, x)",
        "NEAR(a b, )",
        "a + + b",
        ",",
        "a.b",
        "don't",
        "C++",
    ],
)
def test_an_expression_that_the_index_rejects_is_told_from_other_errors(file: Path, expression: str) -> None:
    with pytest.raises(ExpressionError, match="--raw"), database.reading(opened(file)) as connection:
        matches.matching(connection, expression, queries.Filter())


@pytest.mark.parametrize(
    "damage",
    ["DROP TABLE quote_fts", "ALTER TABLE article DROP COLUMN byline", "DROP TABLE quote_speaker"],
)
def test_a_damaged_schema_is_not_blamed_on_the_search_expression(file: Path, damage: str) -> None:
    engine = opened(file)
    with database.writing(engine) as connection:
        connection.exec_driver_sql(damage)
    with pytest.raises(DatabaseError) as caught, database.reading(engine) as connection:
        matches.matching(connection, '"quay"', queries.Filter(speakers=(1,)))
    assert not isinstance(caught.value, ExpressionError)


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO speaker (name, kind) VALUES ('a', 'ghost')",
        "INSERT INTO outlet (id, name) VALUES (1, NULL)",
        "INSERT INTO alias (speaker_id, article_id, name, key) VALUES (99, 99, 'a', 'a')",
        "SELECT * FROM nowhere",
        "no SQL at all",
    ],
)
def test_every_other_error_of_the_driver_is_at_least_a_database_error(file: Path, statement: str) -> None:
    with pytest.raises(DatabaseError, match=r"a\.db"), database.writing(opened(file)) as connection:
        connection.exec_driver_sql(statement)


@pytest.mark.parametrize("error", [KeyError("x"), ValueError("x"), AssertionError("x"), KeyboardInterrupt()])
def test_programming_errors_pass_unchanged(error: BaseException) -> None:
    with pytest.raises(type(error)) as caught, translated("a.db"):
        raise error
    assert caught.value is error


def test_an_error_is_translated_once(file: Path) -> None:
    with pytest.raises(MissingError) as caught, translated("outer"), translated("inner"):
        raise MissingError("inside")
    assert str(caught.value) == "inside"
    with pytest.raises(ReadOnlyError) as found, translated("outer"):
        read_only(file)
    assert "outer" not in str(found.value)
