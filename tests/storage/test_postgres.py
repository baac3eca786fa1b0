"""What only a server can do: being away, letting nobody in, being old, taking several writers, coming back."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
from alembic import command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db import engine as database
from db import search, tsvector
from db.rows import run
from quotes.errors import LostError, NotFoundError, StoreError
from quotes.ingest import Failures, Plan, stored
from quotes.store import Filter, Store, copy, migrate, vacuum
from tests.postgres import VARIABLE, Server, programs, server
from tests.storage.test_copy import everything
from tests.storage.test_migrations import config
from tests.storage.test_store import BREAD, FEES, KEEP, add, reading, texts

_URL = os.environ.get(VARIABLE, "")
pytestmark = pytest.mark.skipif(not _URL, reason=f"no PostgreSQL server in {VARIABLE}; see tests/postgres.py")
QUOTES = str(Path(sys.executable).with_name("quotes"))


@pytest.fixture
def url() -> Iterator[str]:
    """A new database on the server, without a schema."""
    name = f"quotes_test_{os.getpid()}_{time.monotonic_ns()}"
    with psycopg.connect(_URL, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield f"{_URL.rpartition('/')[0]}/{name}"
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def change(url: str, *statements: str) -> None:
    """What somebody else does to a database."""
    with psycopg.connect(url, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement.encode())


# Bad input


@pytest.mark.parametrize(
    ("address", "said"),
    [
        pytest.param("postgresql://quotes@127.0.0.1:1/a", "does not let us in", id="nobody there"),
        pytest.param("postgresql://quotes@127.0.0.1:notaport/a", "give one like", id="no port"),
        pytest.param("postgres://quotes@127.0.0.1:1/a", "does not let us in", id="the other name"),
        pytest.param("mysql://quotes@127.0.0.1/a", "give a file", id="another kind of server"),
    ],
)
def test_an_address_without_a_server_is_an_error_with_the_remedy(address: str, said: str) -> None:
    with pytest.raises(StoreError, match=said):
        Store(address)


def test_a_database_that_is_not_there_is_named(url: str) -> None:
    with pytest.raises(StoreError, match=r"nosuch.*createdb"):
        Store(f"{url.rpartition('/')[0]}/nosuch", create=True)


def test_whoever_may_not_vacuum_is_told_so(url: str) -> None:
    with Store(url, create=True) as store:
        add(store, ("Ida Dahl", KEEP))
    reader = f"reader_{time.monotonic_ns()}"
    # All rights would be that to maintain them, since version 17.
    rights = f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {reader}"
    change(url, f"CREATE ROLE {reader} LOGIN", rights)
    host = url.partition("@")[2]
    try:
        with pytest.raises(StoreError, match=r"removed words are still in its files.*let the owner"):
            vacuum(f"postgresql://{reader}@{host}")
        vacuum(url)
    finally:
        change(url, f"DROP OWNED BY {reader}", f"DROP ROLE {reader}")


def test_a_server_without_a_free_connection_is_no_closed_one(url: str) -> None:
    with Store(url, create=True):
        pass
    guest = f"guest_{time.monotonic_ns()}"
    change(url, f"CREATE ROLE {guest} LOGIN CONNECTION LIMIT 1", f"GRANT ALL ON ALL TABLES IN SCHEMA public TO {guest}")
    address = f"postgresql://{guest}@{url.partition('@')[2]}"
    try:
        with psycopg.connect(address), pytest.raises(StoreError, match="has no connection free; try again"):
            Store(address)
    finally:
        change(url, f"DROP OWNED BY {guest}", f"DROP ROLE {guest}")


def test_a_number_that_no_id_reaches_is_not_there(url: str) -> None:
    with Store(url, create=True) as store:
        add(store, ("Ida Dahl", KEEP))
        with pytest.raises(NotFoundError, match="no quote 99999999999"):
            store.reject_quote(99_999_999_999)


def test_a_password_is_asked_for_and_shown_to_nobody(url: str, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    for part in (tmp_path, *tmp_path.parents[:-2]):
        part.chmod(0o755)
    place = programs()
    assert place is not None
    own = Server(place, folder)
    own.start()
    try:
        # Before version 14 it is kept otherwise by default.
        change(own.url, "SET password_encryption = 'scram-sha-256'", "ALTER USER quotes PASSWORD 'right'")
        (folder / "pg_hba.conf").write_text("host all all 127.0.0.1/32 scram-sha-256\n")
        own.stop()
        own.start()
        wrong = own.url.replace("quotes@", "quotes:wrong@")
        with pytest.raises(StoreError, match="password") as caught:
            Store(wrong, create=True)
        assert "wrong@" not in str(caught.value)
        with Store(own.url.replace("quotes@", "quotes:right@"), create=True) as store:
            assert "right" not in store.place
            add(store, ("Ida Dahl", KEEP))
    finally:
        own.stop()


def test_a_database_without_our_tables_is_not_ours(url: str) -> None:
    with pytest.raises(StoreError, match="no quotes database yet"):
        Store(url)
    change(url, "CREATE TABLE wares (id integer)")
    with pytest.raises(StoreError, match="another program's"):
        Store(url, create=True)


@pytest.mark.parametrize(("revision", "said"), [("0003", "quotes db migrate"), ("9999", "newer version")])
def test_a_schema_of_another_version_is_told(url: str, revision: str, said: str) -> None:
    migrate(url)
    change(url, f"UPDATE alembic_version SET version_num = '{revision}'")  # noqa: S608
    with pytest.raises(StoreError, match=said):
        Store(url)


def test_the_schema_before_this_one_is_brought_to_it(url: str) -> None:
    with Store(url, create=True) as store:
        add(store, ("Ida Dahl", KEEP))
    opened = database.connect(url)
    with database.writing(opened) as connection:
        command.downgrade(config(connection), "-1")
    opened.dispose()
    migrate(url)
    with Store(url) as store:
        assert texts(store.search("quay", Filter()).sightings) == [KEEP]
        assert store.faults() == []
    with psycopg.connect(url) as connection:
        [(made,)] = connection.execute("SELECT indexdef FROM pg_indexes WHERE indexname = 'quote_search'").fetchall()
    assert "quote_placed" in made


def test_a_server_that_is_too_old_is_told(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # The real one is what there is; what it says of itself is compared with more than it can be.
    monkeypatch.setattr("db.postgres.OLDEST", 999)
    with pytest.raises(StoreError, match=r"is on PostgreSQL \d+; 999 or newer is needed"):
        Store(url, create=True)


def test_a_database_in_another_encoding_is_told(url: str) -> None:
    name = f"{url.rpartition('/')[2]}_latin"
    change(url, f"CREATE DATABASE {name} ENCODING 'LATIN1' TEMPLATE template0")
    try:
        with pytest.raises(StoreError, match="LATIN1; make another database with ENCODING 'UTF8'"):
            Store(f"{url.rpartition('/')[0]}/{name}", create=True)
    finally:
        change(url, f"DROP DATABASE {name}")


def test_a_server_without_the_extension_is_told(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("db.postgres.EXTENSION", "nosuchextension")
    with pytest.raises(StoreError, match=r"lacks the extension nosuchextension.*postgresql-contrib"):
        Store(url, create=True)


def test_the_command_ends_with_2_and_no_traceback(url: str) -> None:
    for place in ("postgresql://quotes@127.0.0.1:1/a", f"{url.rpartition('/')[0]}/nosuch", url):
        done = subprocess.run([QUOTES, "search", "peace", "--db", place], capture_output=True, text=True, check=False)
        assert done.returncode == 2
        assert done.stderr.startswith("quotes: ")
        assert "Traceback" not in done.stderr


def test_what_is_not_sound_is_named(url: str) -> None:
    with Store(url, create=True) as store:
        add(store, ("Ida Dahl", KEEP), ("Kim Berg", BREAD))
        assert store.faults() == []
        change(
            url, "UPDATE quote_word SET quotes = 77 WHERE term = 'quay'", "DELETE FROM quote_word WHERE term = 'open'"
        )
        [fault] = store.faults()
        assert "2 words" in fault
        store.reindex()
        assert store.faults() == []
        change(url, "DROP TRIGGER quote_word_update ON quote")
        assert "quote_word_update" in store.faults()[0]
        store.reindex()
        assert store.faults() == []


@pytest.mark.parametrize(
    "lost",
    [
        "DROP INDEX quote_search",
        "DROP FUNCTION quote_placed(tsvector, integer) CASCADE",
        "DROP EXTENSION pg_trgm CASCADE",
        "DROP FUNCTION lowered(text)",
        "DROP TABLE quote_word",
        "DROP TABLE tally",
        "ALTER TABLE quote DROP COLUMN search CASCADE",
    ],
)
def test_what_the_index_lacks_is_named_and_made_anew(url: str, lost: str) -> None:
    with Store(url, create=True) as store:
        add(store, ("Ida Dahl", KEEP), ("Kim Berg", BREAD), outlet="Orsk Post")
        change(url, lost)
        assert any("run `quotes db reindex`" in fault for fault in store.faults())
        store.reindex()
        assert store.faults() == []
        assert len(store.search("qu*", Filter(outlet="orsk")).sightings) == 1


# Searching

_WORDS = (
    "quay",
    "ferries",
    "don't",
    "u.s.",
    "3.5",
    "just",
    "peace",
    "not",
    "Łukasz",
    "café",
    "co-operate",
    "x_y",
    "東京",
)


@pytest.mark.parametrize("few", [0, 8])
@pytest.mark.parametrize("words", ["j*", "just pea*", "c*", "u.s*", "n* p*", "co-op*", "3.*"])
def test_a_server_finds_the_words_of_a_beginning(
    url: str, tmp_path: Path, words: str, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tsvector, "_FEW_WORDS", few)
    test_a_server_finds_what_a_file_finds(url, tmp_path, words)


@pytest.mark.parametrize(
    "words", ["just peace", '"just peace"', "pea*", "not", "don't", "u.s.", "3.5", "lukasz", "CAFE"]
)
def test_a_server_finds_what_a_file_finds(url: str, tmp_path: Path, words: str) -> None:
    said = [f"“We say {' and '.join(_WORDS[n : n + 3])} again.”" for n in range(len(_WORDS))]
    said += ["“A just peace.”", "“A peace that is just.”", "“Just, peace!”"]
    found = []
    for place in (url, tmp_path / "a.db"):
        with Store(place, create=True) as store:
            add(store, *[("Ida Dahl", text) for text in said])
            found.append(sorted(texts(store.search(words, Filter(), limit=99).sightings)))
    assert found[0] == found[1]
    assert found[0]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=40))
def test_whatever_is_typed_is_a_search_and_no_statement(words: str) -> None:
    from quotes.errors import QueryError

    with Store(_library()) as store:
        for raw in (False, True):
            try:
                store.search(words, Filter(), raw=raw)
            except QueryError as error:
                assert "no word" in str(error)  # noqa: PT017


_MADE: list[str] = []


def _library() -> str:
    """A database that lives as long as the tests."""
    if not _MADE:
        name = f"quotes_library_{os.getpid()}"
        change(_URL, f"CREATE DATABASE {name}")
        _MADE.append(f"{_URL.rpartition('/')[0]}/{name}")
        with Store(_MADE[0], create=True) as store:
            add(store, ("Ida Dahl", KEEP), ("Kim Berg", BREAD))
    return _MADE[0]


@pytest.fixture(autouse=True, scope="module")
def _no_library_left() -> Iterator[None]:
    yield
    for place in _MADE:
        change(_URL, f"DROP DATABASE {place.rpartition('/')[2]} WITH (FORCE)")


def test_a_mistyped_word_finds_what_is_like_it(url: str) -> None:
    with Store(url, create=True) as store:
        add(store, ("Ida Dahl", KEEP), ("Kim Berg", BREAD))
        for typed in ("norhtern", "wintr", "bakry", "ry"):
            hits = store.search(typed, Filter())
            assert hits.instead, typed
            assert hits.sightings, typed


def test_the_last_quotes_with_a_word_are_found_in_whatever_part_they_are(url: str) -> None:
    near, sizes = 2, (2, 6, 18, 54)
    words = {
        "quay": lambda n: True,
        "ferry": lambda n: n % 3 == 0,
        "barge": lambda n: n % 11 == 0,
        "raft": lambda n: n < 9,
        "tug": lambda n: n > 68,
        '"ferry barge"': lambda n: n % 33 == 0,
        '"barge ferry"': lambda n: False,
        "fer*": lambda n: n % 3 == 0,
        "barge raft": lambda n: n in (0,),
    }
    said = [" ".join(word for word, there in list(words.items())[:5] if there(n)) for n in range(70)]
    with Store(url, create=True) as store:
        printed = [("Ida Dahl", f"“The {text} number {n} stays.”") for n, text in enumerate(said)]
        gone = [add(store, *printed[n : n + 5], doc=f"{n}.txt").article for n in range(0, len(said), 5)][3:14:5]
        ids = {int(s.text.split()[-2]): s.id for s in store.sightings(Filter())}
        for article in gone:
            store.remove_article(article)
        ids = {n: number for n, number in ids.items() if n // 5 not in (3, 8, 13)}
        assert sorted(ids.values()) == [s.id for s in store.sightings(Filter())]
    opened = database.connect(url)
    with database.writing(opened) as connection:
        tsvector.place(connection, sizes)
        for word, there in words.items():
            expression = search.expression(word)
            every = [number for n, number in ids.items() if there(n)][::-1]
            for most in (1, 2, 3, 5, 8, 13, 99):
                values = tsvector.asked(connection, expression, None, raw=False) | {"most": most}
                found = run(connection, f"SELECT id FROM {tsvector._last(near, sizes)} AS last", values)  # noqa: S608
                assert sorted((row["id"] for row in found), reverse=True) == every[:most], (word, most)
    opened.dispose()


def test_the_newest_quotes_are_looked_through_alone_where_nothing_is_known_of_the_others_yet(url: str) -> None:
    with Store(url, create=True) as store:
        add(store, ("Ida Dahl", KEEP))
    opened = database.connect(url)
    with database.writing(opened) as connection:
        connection.exec_driver_sql("ALTER TABLE quote SET (autovacuum_enabled = off)")
        names = "article_id, leads, kind, act, polarity, place, content, source, cue, text, source_text, cue_text"
        names += ", normal, confidence, mention, sure, medium, through, extractor"
        for rows in range(5):
            connection.exec_driver_sql(
                f"INSERT INTO quote (position, {names}) SELECT {1000 * rows} + n, {names}"  # noqa: S608
                " FROM quote, generate_series(1, 1000) AS n WHERE position = 0"
            )
    with database.reading(opened) as connection:
        values = tsvector.asked(connection, search.expression("quay boats"), None, raw=False) | {"most": 5}
        plan = run(connection, f"EXPLAIN SELECT id FROM {tsvector.last(of_speakers=False)} AS last", values)  # noqa: S608
    opened.dispose()
    first, _, _ = "\n".join(row["QUERY PLAN"] for row in plan).partition("CTE part_0")
    assert "quote_pkey" in first
    assert "Seq Scan" not in first


def test_the_words_of_changed_and_removed_quotes_are_counted_right(url: str) -> None:
    with Store(url, create=True) as store:
        first = add(store, ("Ida Dahl", KEEP), ("Kim Berg", BREAD))
        add(store, ("Ida Dahl", KEEP), tail="x")
        opened = database.connect(url)
        with database.reading(opened) as connection:
            assert tsvector.frequencies(connection, ["quay", "rye", "boats"]) == {"quay": 2, "rye": 1}
        store.remove_article(first.article)
        with database.reading(opened) as connection:
            assert tsvector.frequencies(connection, ["quay", "rye"]) == {"quay": 1}
        opened.dispose()
        assert store.faults() == []


# Copying between the two


def test_a_copy_to_a_server_and_back_has_every_row(seeded: Path, url: str, tmp_path: Path) -> None:
    copy(seeded, url)
    copy(url, tmp_path / "back.db")
    assert everything(tmp_path / "back.db") == everything(seeded) == everything(url)
    with Store(url) as there, Store(tmp_path / "back.db") as back:
        assert there.faults() == back.faults() == []
        for words in ("just peace", "pressure", "nato"):
            one, other = (store.search(words, Filter(), limit=99).sightings for store in (there, back))
            assert sorted(s.id for s in one) == sorted(s.id for s in other)


# Several writers, and a server that dies


def test_eight_writers_lose_nothing_and_block_each_other_never(url: str) -> None:
    migrate(url)

    def write(writer: int) -> None:
        with Store(url) as store:
            for number in range(12):
                said = reading(("Ida Dahl", KEEP), (f"Kim Berg {writer}", FEES), tail=f"{writer} {number}")
                store.add(said, extractor="test")

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(8)))
    with Store(url) as store:
        assert store.counts()["article"] == 96
        assert store.counts()["quote"] == 192
        assert [claim.sightings for claim in store.claims(Filter(), limit=1)] == [96]
        assert store.faults() == []


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_ingest_goes_on_when_a_killed_server_is_back(tmp_path: Path, jobs: int) -> None:
    with server() as own:
        assert own is not None
        change(own.url, "CREATE DATABASE news")
        place = f"{own.url.rpartition('/')[0]}/news"
        migrate(place)
        for number in range(150):
            told = f"“We will keep quay {number} open all winter,” Ida Dahl told reporters in Orsk on Monday.\n"
            (tmp_path / f"{number}.txt").write_text(told, encoding="utf-8")
        running = subprocess.Popen(
            [QUOTES, "ingest", str(tmp_path), "--db", place, "--jobs", str(jobs)], stderr=subprocess.PIPE, text=True
        )
        _wait_for(lambda: _articles(place) > 3)
        before = _articles(place)
        os.kill(own.pid, signal.SIGKILL)
        time.sleep(1)
        assert running.poll() is None
        own.come_back()
        assert _articles(place) >= before
        _, said = running.communicate(timeout=120)
        assert running.returncode == 0, said
        assert "Traceback" not in said
        with Store(place) as store:
            assert store.counts()["article"] == len(list(tmp_path.iterdir()))
            assert store.faults() == []


def test_what_a_server_cannot_hold_is_the_failure_of_its_article_alone(url: str) -> None:
    # More bytes than an index takes, though no more characters than an address may have.
    long = "https://one.example/" + "".join(chr(random.Random(n).randrange(0x4E00, 0x9FFF)) for n in range(1900))  # noqa: S311
    read = [
        (f"{n}.txt", reading(("Ida Dahl", text), doc=f"{n}.txt", url=address))
        for n, (text, address) in enumerate([(KEEP, None), (FEES, long), (BREAD, None)])
    ]
    with Store(url, create=True) as store, Failures(Plan(()), store) as failures:
        told = list(stored(read, store, failures, extractor="test"))
        assert [outcome.error is None for outcome in told] == [True, False, True]
        assert "cannot hold it" in str(told[1].error)
        assert store.counts()["article"] == 2


def test_a_value_that_the_driver_refuses_is_no_lost_server(url: str) -> None:
    with Store(url, create=True) as store, pytest.raises(StoreError, match="cannot hold it"):
        add(store, ("Ida Dahl", KEEP), title="A nul\0byte")


def test_a_copy_that_a_server_cannot_hold_is_an_error_of_ours(url: str, tmp_path: Path) -> None:
    long = "".join(chr(random.Random(n).randrange(0x4E00, 0x9FFF)) for n in range(1900))  # noqa: S311
    with Store(tmp_path / "a.db", create=True) as store:
        add(store, ("Ida Dahl", KEEP), url=f"https://one.example/{long}")
    with pytest.raises(StoreError, match="cannot hold it"):
        copy(tmp_path / "a.db", url)


def test_a_server_that_went_away_is_an_error_with_the_remedy(url: str) -> None:
    with Store(url, create=True) as store:
        name = url.rpartition("/")[2]
        store.counts()
        ended = f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"  # noqa: S608
        change(_URL, ended)
        with pytest.raises(LostError, match=r"does not answer.*try again"):
            store.counts()
        assert store.counts()["article"] == 0


def _wait_for(condition: object) -> None:
    until = time.monotonic() + 60
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < until
        time.sleep(0.1)


def _articles(place: str) -> int:
    with psycopg.connect(place) as connection:
        [count] = connection.execute("SELECT count(*) FROM article").fetchone() or [0]
    return int(count)
