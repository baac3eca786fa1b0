from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from db import engine as database
from db import sqlite
from db.errors import CorruptError, DatabaseError, MissingError, VersionError


@pytest.fixture
def engine(file: Path) -> Iterator[Engine]:
    """That database, open."""
    made = database.connect(file)
    yield made
    made.dispose()


def outlets(file: Path) -> list[str]:
    """What a second, plain connection sees."""
    connection = sqlite3.connect(file)
    try:
        return [row[0] for row in connection.execute("SELECT name FROM outlet ORDER BY id")]
    finally:
        connection.close()


def add_outlet(connection: sa.Connection, name: str) -> None:
    connection.execute(sa.text("INSERT INTO outlet (name) VALUES (:name)"), {"name": name})


# Places


def test_a_path_a_text_and_a_url_mean_one_file(file: Path) -> None:
    for place in (file, str(file), f"sqlite:///{file}"):
        engine = database.connect(place)
        assert database.describe(engine.url) == str(file)
        engine.dispose()


def test_a_relative_path_is_taken_from_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert database.to_url("b.db").database == str(tmp_path / "b.db")


def test_a_tilde_means_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert database.to_url("~/b.db").database == str(tmp_path / "b.db")


@pytest.mark.parametrize("name", ["with space.db", "50%.db", "what?.db", "a#b.db", "ünï.db", "x&y=z;.db", "a:b@c.db"])
def test_any_file_name_is_taken_letter_by_letter(tmp_path: Path, name: str) -> None:
    database.connect(tmp_path / name, create=True).dispose()
    database.connect(tmp_path / name).dispose()
    assert (tmp_path / name).is_file()


def test_a_password_is_not_shown() -> None:
    shown = database.describe(database.to_url("postgresql://ida:secret@host/quotes"))
    assert "secret" not in shown
    assert "host" in shown


@pytest.mark.parametrize(
    "place",
    [
        "://",
        "http://example.org/a.db",
        "nosuchdatabase://host/x",
        pytest.param("postgresql+nosuchdriver://host/x", id="unknown driver"),
        pytest.param("mysql+oursql://host/x", id="no such dialect"),
        pytest.param("postgresql+pg8000://host/x", id="driver not installed"),
        pytest.param("~nosuchuser/a.db", id="home of nobody"),
    ],
)
def test_a_place_that_can_hold_no_database_is_an_error_of_ours(place: str) -> None:
    with pytest.raises(DatabaseError):
        database.connect(place)


def test_an_unknown_database_is_told_from_a_malformed_address() -> None:
    with pytest.raises(MissingError, match="give a file"):
        database.connect("nosuchdatabase://host/x")


def test_a_missing_database_is_not_made_unless_asked(tmp_path: Path) -> None:
    with pytest.raises(MissingError, match="there is no database"):
        database.connect(tmp_path / "deep" / "b.db")
    assert list(tmp_path.iterdir()) == []
    database.connect(tmp_path / "deep" / "b.db", create=True).dispose()
    assert (tmp_path / "deep" / "b.db").is_file()


def test_a_directory_is_no_database(tmp_path: Path) -> None:
    with pytest.raises(MissingError, match="directory"):
        database.connect(tmp_path, create=True)


def test_an_empty_file_is_a_database_only_when_one_may_be_made(tmp_path: Path) -> None:
    file = tmp_path / "b.db"
    file.touch()
    with pytest.raises(MissingError):
        database.connect(file)
    engine = database.connect(file, create=True)
    assert database.schema_revision(engine) == database.HEAD
    engine.dispose()


@pytest.mark.parametrize("create", [False, True])
def test_another_programs_database_is_left_alone(tmp_path: Path, create: bool) -> None:
    file = tmp_path / "b.db"
    connection = sqlite3.connect(file)
    connection.execute("CREATE TABLE bookmarks (x)")
    connection.close()
    before = file.read_bytes()
    with pytest.raises(CorruptError, match="another program"):
        database.connect(file, create=create)
    assert file.read_bytes() == before


@pytest.mark.parametrize("create", [False, True])
@pytest.mark.parametrize(("revision", "message"), [("9999", "newer"), ("0000", "no version of quotes knows")])
def test_another_schema_is_refused_with_the_remedy(file: Path, revision: str, message: str, create: bool) -> None:
    connection = sqlite3.connect(file)
    connection.execute("UPDATE alembic_version SET version_num = ?", [revision])
    connection.commit()
    connection.close()
    with pytest.raises(VersionError, match=message):
        database.connect(file, create=create)


# Pragmas


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("foreign_keys", 1),
        ("journal_mode", "wal"),
        ("busy_timeout", sqlite.BUSY_SECONDS * 1000),
        ("synchronous", 2),
        ("secure_delete", 1),
        ("cache_size", -65536),
        ("wal_autocheckpoint", 4000),
    ],
)
def test_every_connection_has_its_pragmas(engine: Engine, pragma: str, value: object) -> None:
    with database.reading(engine) as one, database.reading(engine) as other:
        for connection in (one, other):
            assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value


def test_foreign_keys_are_enforced(engine: Engine) -> None:
    with pytest.raises(DatabaseError, match="FOREIGN KEY"), database.writing(engine) as connection:
        connection.exec_driver_sql("INSERT INTO alias (speaker_id, article_id, name, key) VALUES (7, 7, 'a', 'a')")


# Transactions


def test_what_is_written_is_there_afterwards(engine: Engine, file: Path) -> None:
    with database.writing(engine) as connection:
        add_outlet(connection, "Orsk Post")
    assert outlets(file) == ["Orsk Post"]


def test_an_exception_rolls_back_and_frees_the_lock(engine: Engine, file: Path) -> None:
    def fail() -> None:
        with database.writing(engine) as connection:
            add_outlet(connection, "Orsk Post")
            raise KeyError("x")

    with pytest.raises(KeyError):
        fail()
    assert outlets(file) == []
    with database.writing(engine) as connection:
        add_outlet(connection, "Velm Gazette")
    assert outlets(file) == ["Velm Gazette"]


def test_reading_changes_nothing(engine: Engine, file: Path) -> None:
    with database.reading(engine) as connection:
        add_outlet(connection, "Orsk Post")
    assert outlets(file) == []


def test_a_writer_excludes_another_process_before_its_first_statement(engine: Engine, file: Path) -> None:
    code = (
        "import sqlite3, sys\n"
        "c = sqlite3.connect(sys.argv[1], timeout=0, isolation_level=None)\n"
        "try:\n    c.execute('BEGIN IMMEDIATE')\nexcept sqlite3.OperationalError as e:\n    print(e)\n"
        "else:\n    print('free')"
    )

    def try_to_write() -> str:
        done = subprocess.run([sys.executable, "-c", code, str(file)], capture_output=True, text=True, check=True)
        return done.stdout.strip()

    assert try_to_write() == "free"
    with database.writing(engine):
        assert try_to_write() == "database is locked"
    assert try_to_write() == "free"


def test_a_second_writer_waits_for_the_first_and_sees_its_work(engine: Engine, file: Path) -> None:
    seen: list[int] = []
    started = threading.Event()

    def second() -> None:
        other = database.connect(file)
        started.set()
        with database.writing(other) as connection:
            seen.append(connection.exec_driver_sql("SELECT count(*) FROM outlet").scalar_one())
            add_outlet(connection, "second")
        other.dispose()

    thread = threading.Thread(target=second)
    with database.writing(engine) as connection:
        add_outlet(connection, "first")
        thread.start()
        assert started.wait(10)
        time.sleep(0.2)
        assert seen == []
    thread.join(20)
    assert seen == [1]
    assert outlets(file) == ["first", "second"]


def test_a_reader_sees_one_state_while_others_write(engine: Engine, file: Path) -> None:
    with database.reading(engine) as reader:
        assert reader.exec_driver_sql("SELECT count(*) FROM outlet").scalar() == 0
        with database.writing(engine) as writer:
            add_outlet(writer, "Orsk Post")
            assert reader.exec_driver_sql("SELECT count(*) FROM outlet").scalar() == 0
        assert outlets(file) == ["Orsk Post"]
        assert reader.exec_driver_sql("SELECT count(*) FROM outlet").scalar() == 0
    with database.reading(engine) as reader:
        assert reader.exec_driver_sql("SELECT count(*) FROM outlet").scalar() == 1


def test_a_checkpoint_empties_the_log_into_the_file(engine: Engine, file: Path) -> None:
    with database.writing(engine) as connection:
        add_outlet(connection, "Orsk Post")
    log = file.with_name(file.name + "-wal")
    assert log.stat().st_size > 0
    database.scrub(engine)
    assert log.stat().st_size == 0
    assert b"Orsk Post" in file.read_bytes()


def test_two_processes_may_make_one_database_at_once(tmp_path: Path) -> None:
    file = tmp_path / "b.db"
    code = "import sys\nfrom db.engine import connect\nconnect(sys.argv[1], create=True).dispose()"
    processes = [
        subprocess.Popen([sys.executable, "-c", code, str(file)], stderr=subprocess.PIPE, text=True) for _ in range(3)
    ]
    errors = [process.communicate(timeout=50)[1] for process in processes]
    assert [e for e in errors if e] == []
    assert outlets(file) == []


@pytest.mark.parametrize(
    "place",
    [
        "postgresql://ida:secret@127.0.0.1:notaport/a",
        "postgresql://ida:se@cret:secret@127.0.0.1:notaport/a",
        "postgres ql://ida:secret@127.0.0.1/a",
        "mysql://ida:secret@127.0.0.1/a",
        "postgresql://ida:secret@127.0.0.1:1/a",
        "postgresql://ida:s@cret@127.0.0.1:1/a",
        "postgresql://ida:/cret:@127.0.0.1:1/a",
        "postgresql://127.0.0.1:secret",
        "postgresql://ida@127.0.0.1:1/a?password=secret",
        "postgresql://ida@127.0.0.1:1/a?connect_timeout=2&sslpassword=secret",
        "postgresql://ida:secret@127.0.0.1:1/a?autocommit=true",
    ],
)
def test_no_message_has_the_password(place: str) -> None:
    with pytest.raises(DatabaseError) as caught:
        database.connect(place)
    assert "127.0.0.1" in str(caught.value)
    assert "cret" not in str(caught.value)


@pytest.mark.parametrize("option", ["autocommit=true", "prepare_threshold=5", "host=a&host=b"])
def test_an_address_cannot_change_how_the_server_is_talked_to(option: str) -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(MissingError, match=option.partition("=")[0]):
        database.connect(f"postgresql://ida@127.0.0.1:1/a?{option}")


def test_a_file_may_have_any_name(tmp_path: Path) -> None:
    place = tmp_path / "ida@one@two: 3.db"
    database.connect(f"sqlite:///{place}", create=True).dispose()
    assert place.exists()


def test_a_server_needs_a_driver_that_the_message_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(MissingError, match=r"pip install 'quotes-attribution\[postgres\]'"):
        database.connect("postgresql://ida@127.0.0.1/a")
