from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from db import engine as database
from db import plain, rows, sqlite
from db.database import Database
from db.errors import CorruptError, DatabaseError, LockedError, MissingError, VersionError
from db.schema import HEAD


@pytest.fixture
def opened(file: Path) -> Iterator[plain.File]:
    """That database, open for reading."""
    made = plain.opened(file)
    assert made is not None
    yield made
    made.close()


def add_outlet(file: Path, name: str) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("INSERT INTO outlet (name) VALUES (?)", [name])
    connection.close()


def outlets(connection: rows.AnyConnection) -> list[str]:
    return [row["name"] for row in rows.run(connection, "SELECT name FROM outlet ORDER BY id")]


# What is opened


def test_a_path_in_any_form_is_opened(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(file.parent))
    monkeypatch.chdir(file.parent)
    for place in (file, str(file), file.name, f"~/{file.name}"):
        made = plain.opened(place)
        assert made is not None
        assert made.name == str(file)
        made.close()


@pytest.mark.parametrize("name", ["with space.db", "50%.db", "what?.db", "a#b.db", "ünï.db", "x&y=z;.db", "%41.db"])
def test_any_file_name_is_taken_letter_by_letter(tmp_path: Path, name: str) -> None:
    database.connect(tmp_path / name, create=True).dispose()
    made = plain.opened(tmp_path / name)
    assert made is not None
    made.close()
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("place", ["sqlite:///a.db", "postgresql://host/quotes", "://", "~nosuchuser/a.db", "\0", ""])
def test_what_is_no_file_is_left_to_the_engine(place: str) -> None:
    assert plain.opened(place) is None


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE alembic_version SET version_num = '0008'",
        "UPDATE alembic_version SET version_num = '9999'",
        "DELETE FROM alembic_version",
        "DROP TABLE alembic_version",
        "DROP TABLE article",
    ],
)
def test_a_database_of_another_schema_is_left_to_the_engine(file: Path, statement: str) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute(statement)
    connection.close()
    assert plain.opened(file) is None
    with pytest.raises((VersionError, CorruptError, MissingError)):
        Database(file)


def test_a_database_of_another_program_with_a_revision_like_ours_is_left_to_the_engine(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "b.db") as connection:
        connection.execute("CREATE TABLE alembic_version (version_num)")
        connection.execute("INSERT INTO alembic_version VALUES (?)", [HEAD])
    connection.close()
    assert plain.opened(tmp_path / "b.db") is None
    with pytest.raises(CorruptError, match="another program"):
        Database(tmp_path / "b.db")


def test_what_is_missing_or_damaged_is_left_to_the_engine_and_stays_as_it_is(tmp_path: Path) -> None:
    assert plain.opened(tmp_path / "b.db") is None
    assert plain.opened(tmp_path) is None
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "b.db").write_bytes(b"Dear diary, today the ferry was late again.\n" * 200)
    assert plain.opened(tmp_path / "b.db") is None
    with pytest.raises(CorruptError, match="not a quotes database"):
        Database(tmp_path / "b.db")


def test_nobody_waits_twice_for_a_locked_file(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0)
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("PRAGMA journal_mode = DELETE")
    other.execute("BEGIN EXCLUSIVE")
    assert plain.opened(file) is None
    with pytest.raises(LockedError, match="locked by another process"):
        Database(file)
    other.close()
    Database(file).close()


# Reading


def test_a_connection_has_the_settings_of_every_other(opened: plain.File, file: Path) -> None:
    engine = database.connect(file)
    with opened.reading() as one, opened.reading() as other, database.reading(engine) as third:
        for name in ("busy_timeout", "foreign_keys", "synchronous", "secure_delete", "cache_size", "journal_mode"):
            [first], [second] = one.rows(f"PRAGMA {name}", {}), other.rows(f"PRAGMA {name}", {})
            value = third.exec_driver_sql(f"PRAGMA {name}").scalar()
            assert [*first.values(), *second.values()] == [value, value]
    engine.dispose()


def test_a_reader_sees_one_state_while_others_write(opened: plain.File, file: Path) -> None:
    add_outlet(file, "Orsk Post")
    with opened.reading() as reader:
        assert outlets(reader) == ["Orsk Post"]
        add_outlet(file, "Velm Gazette")
        assert outlets(reader) == ["Orsk Post"]
        with opened.reading() as later:
            assert outlets(later) == ["Orsk Post", "Velm Gazette"]
    with opened.reading() as reader:
        assert outlets(reader) == ["Orsk Post", "Velm Gazette"]


def test_reading_changes_nothing(opened: plain.File, file: Path) -> None:
    with opened.reading() as reader:
        reader.rows("INSERT INTO outlet (name) VALUES ('Orsk Post')", {})
    with opened.reading() as reader:
        assert outlets(reader) == []


def test_connections_are_used_again_even_after_an_error(opened: plain.File) -> None:
    with opened.reading() as one, opened.reading() as other:
        first = {one._driver, other._driver}
    with pytest.raises(DatabaseError, match=r"a\.db"), opened.reading() as one:
        one.rows("SELECT * FROM nowhere", {})
    with opened.reading() as one, opened.reading() as other:
        assert {one._driver, other._driver} == first


def test_threads_read_with_connections_of_their_own(opened: plain.File, file: Path) -> None:
    add_outlet(file, "Orsk Post")
    seen: list[list[str]] = []

    def read() -> None:
        with opened.reading() as connection:
            seen.append(outlets(connection))

    with opened.reading():
        threads = [threading.Thread(target=read) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(20)
    assert seen == [["Orsk Post"]] * 4


def test_a_file_that_has_gone_is_not_made_anew(opened: plain.File, file: Path) -> None:
    with opened.reading():
        for path in file.parent.iterdir():
            path.unlink()
        with pytest.raises(MissingError, match="cannot be opened"), opened.reading():
            pass
    assert list(file.parent.iterdir()) == []


def test_whoever_still_reads_when_it_is_closed_ends_first(opened: plain.File, file: Path) -> None:
    add_outlet(file, "Orsk Post")
    with opened.reading() as reader:
        opened.close()
        assert outlets(reader) == ["Orsk Post"]
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        outlets(reader)
    assert [path.name for path in file.parent.iterdir()] == [file.name]


_DECODED = {
    "content": ("'[[0, 5]]'", [[0, 5]]),
    "mention": ("NULL", None),
    "leads": ("1", True),
    "origins": ("""'{"date": "é"}'""", {"date": "é"}),
}


def test_rows_are_the_same_whoever_reads_them(opened: plain.File, file: Path) -> None:
    sql = "SELECT " + ", ".join(f"{value} AS {name}" for name, (value, _) in _DECODED.items())
    sql += ", 7 AS id, 2.5 AS confidence, 'é' AS text WHERE 3 IN :ids AND 'a:b' = :word AND 4 NOT IN :idsmore"
    values: dict[str, Any] = {"ids": (1, 3), "word": "a:b", "idsmore": (5,)}
    expected = {name: value for name, (_, value) in _DECODED.items()} | {"id": 7, "confidence": 2.5, "text": "é"}
    engine = database.connect(file)
    with opened.reading() as one, database.reading(engine) as other:
        for connection in (one, other):
            assert list(map(dict, rows.typed(connection, sql, values, *_DECODED))) == [expected]
            assert rows.in_file(connection)
            rows.execute(connection, "CREATE TEMP TABLE t (x)")
            assert rows.run(connection, "SELECT x FROM temp.t") == []
    engine.dispose()


# A database


def test_a_database_that_is_made_is_read_as_any_other(tmp_path: Path) -> None:
    made = Database(tmp_path / "b.db", create=True)
    with made.writing() as connection:
        connection.execute(sa.text("INSERT INTO outlet (name) VALUES ('Orsk Post')"))
    with made.reading() as reader:
        assert isinstance(reader, plain.Connection)
        assert outlets(reader) == ["Orsk Post"]
    made.close()
    assert [path.name for path in tmp_path.iterdir()] == ["b.db"]


def test_an_address_of_a_file_is_read_through_the_engine(file: Path) -> None:
    made = Database(f"sqlite:///{file}")
    assert made.name == str(file)
    with made.reading() as reader:
        assert isinstance(reader, sa.Connection)
    made.close()


def test_whoever_begins_to_write_is_told_what_has_become_of_the_file(file: Path) -> None:
    made = Database(file)
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(VersionError, match="newer"), made.writing():
        pass
    made.close()


def test_errors_are_translated_without_sqlalchemy(file: Path) -> None:
    code = """
import sys
from db import matches, queries
from db.database import Database
from db.errors import ExpressionError
try:
    with Database(sys.argv[1]).reading() as connection:
        matches.matching(connection, '"open', queries.Filter(), raw=True)
except ExpressionError as error:
    print(error, "sqlalchemy" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", code, str(file)], capture_output=True, text=True, check=True)
    assert "leave out --raw" in done.stdout
    assert done.stdout.endswith(" False\n")
