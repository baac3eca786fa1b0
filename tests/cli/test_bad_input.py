"""What cannot be used is refused with a message that names it; nothing stored is lost, no traceback is shown."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import db.sqlite
from quotes.store import Store
from tests.conftest import Ran, Run

_OURS = "import sys; from quotes.cli import main; sys.argv[0] = 'quotes'; main()"


def story(word: str) -> str:
    return (
        f"The {word} bridge will be opened\n\n"
        f"Mayor Jane Ashdown said on Monday that the {word} bridge would open before the summer ends.\n"
    )


def plain(done: Ran) -> None:
    """No traceback, and no error that nobody expected."""
    assert "Traceback" not in done.err
    assert "unexpected" not in done.err, done.err


def started(*args: object, place: Path, **more: object) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # type: ignore[call-overload, no-any-return]
        [sys.executable, "-c", _OURS, *map(str, args)],
        env=os.environ | {"QUOTES_DB": str(place)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        **more,
    )


@pytest.fixture
def good(tmp_path: Path) -> Path:
    file = tmp_path / "good.txt"
    file.write_text(story("good"), encoding="utf-8")
    return file


# Files ---------------------------------------------------------------------------------------------------------

_BAD: dict[str, bytes] = {
    "empty": b"",
    "blank": b" \r\n\t\n",
    "picture": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 8,
    "half a UTF-16 pair": b"\xff\xfe\x00",
    "too large": b"a" * 50_000_000,
}


@pytest.mark.parametrize("data", _BAD.values(), ids=_BAD.keys())
def test_a_bad_file_is_named_and_the_others_are_stored(run: Run, tmp_path: Path, good: Path, data: bytes) -> None:
    bad = tmp_path / "bad-one.txt"
    bad.write_bytes(data)
    done = run("ingest", bad, good)
    assert done.code == 1
    assert "bad-one.txt" in done.err
    assert done.out == ""
    plain(done)
    assert "Ashdown" in run("speakers").out
    assert run("ingest", bad).code == 2
    assert run("extract", bad).code == 2


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig", "utf-32"])
def test_other_encodings_are_read_rightly_or_refused_by_name(run: Run, tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "other.txt"
    file.write_bytes(story("café").encode(encoding))
    done = run("ingest", file)
    plain(done)
    if done.code == 0:
        assert run("search", "café bridge").code == 0
    else:
        assert done.code == 2
        assert "other.txt" in done.err


@pytest.mark.parametrize("name", ["missing.txt", "a" * 300 + ".txt", "x/" * 3000 + "y", "empty-directory", "pipe"])
@pytest.mark.parametrize("command", ["ingest", "extract"])
def test_a_path_without_article_is_named(run: Run, tmp_path: Path, good: Path, name: str, command: str) -> None:
    (tmp_path / "empty-directory").mkdir()
    os.mkfifo(tmp_path / "pipe")
    done = run(command, tmp_path / name, good)
    assert done.code == 1
    assert name[:20] in done.err
    plain(done)
    assert run(command, tmp_path / name).code == 2


_SIDECARS = {
    "no JSON": b"{",
    "a list": b"[]",
    "a number": b'{"date": 1}',
    "no UTF-8": b'{"title": "\xff"}',
    "nested deeply": b"[" * 100_000,
    "a lone surrogate in the title": rb'{"title": "\ud800"}',
    "a lone surrogate in the outlet": rb'{"outlet": "\udfff"}',
    "a lone surrogate in the address": rb'{"url": "https://x.example/\ud800"}',
    "no date": b'{"date": "yesterday"}',
    "digits of another script": '{"date": "２０２５-05-21"}'.encode(),
    "no time": b'{"date": "2025-05-21T99:99"}',
    "no address": b'{"url": "javascript:alert(1)"}',
    "half an address": b'{"url": "http://[::1/x"}',
}


@pytest.mark.parametrize("data", _SIDECARS.values(), ids=_SIDECARS.keys())
def test_a_bad_sidecar_is_named_or_mended_and_the_others_are_stored(
    run: Run, tmp_path: Path, good: Path, data: bytes
) -> None:
    (tmp_path / "bad-one.txt").write_text(story("bad"), encoding="utf-8")
    (tmp_path / "bad-one.json").write_bytes(data)
    done = run("ingest", tmp_path / "bad-one.txt", good)
    plain(done)
    assert done.code in (0, 1)
    if done.code == 1:
        assert "bad-one" in done.err
    assert run("search", "good bridge").code == 0
    assert run("db", "check").code == 0


def test_a_sidecar_with_a_byte_order_mark_is_read(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(story("first"), encoding="utf-8")
    (tmp_path / "a.json").write_bytes(b'\xef\xbb\xbf{"title": "Marked"}')
    assert run("ingest", tmp_path / "a.txt").code == 0
    assert "Marked" in run("article", "list").out


def test_the_first_day_of_the_calendar_has_no_yesterday_and_that_is_no_error(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(story("old").replace("Monday", "yesterday"), encoding="utf-8")
    done = run("ingest", "--date", "0001-01-01", tmp_path / "a.txt")
    plain(done)
    assert done.code == 0


# Values on the command line -----------------------------------------------------------------------------------

_LARGE = ("9" * 20, str(2**63))


@pytest.mark.parametrize("number", _LARGE)
@pytest.mark.parametrize(
    "args",
    [
        ("show", "{}"),
        ("article", "show", "{}"),
        ("article", "set", "{}", "--title", "x"),
        ("article", "remove", "{}", "--yes"),
        ("claims", "--speaker", "{}"),
        ("check", "a bridge", "--speaker", "{}"),
        ("claims", "--limit", "{}"),
        ("search", "bridge", "--limit", "{}"),
        ("speakers", "--limit", "{}"),
        ("outlets", "--limit", "{}"),
        ("article", "list", "--limit", "{}"),
        ("export", "--limit", "{}"),
        ("export", "--what", "claims", "--limit", "{}"),
        ("review", "add", "{}", "--rating", "False"),
        ("review", "remove", "{}"),
        ("review", "list", "--claim", "{}"),
        ("extract", "{file}", "--limit", "{}"),
    ],
    ids=" ".join,
)
def test_numbers_beyond_the_database_are_no_surprise(run: Run, good: Path, args: tuple[str, ...], number: str) -> None:
    run("ingest", good)
    done = run(*(a.replace("{file}", str(good)).replace("{}", number) for a in args))
    plain(done)
    assert done.code in (0, 1, 2)


@pytest.mark.parametrize("name", ["²", "", " ", "%", "'", '"', "' OR 1=1 --", "&", "[bold]x", "a" * 60_000, "*", "😀"])
@pytest.mark.parametrize("command", [("claims",), ("speakers",), ("check", "a bridge")], ids=" ".join)
def test_a_name_nobody_has_finds_nothing(run: Run, good: Path, command: tuple[str, ...], name: str) -> None:
    run("ingest", good)
    done = run(*command, "--speaker", name)
    plain(done)
    assert done.code == 1
    assert done.out == "" or command[0] == "check"
    assert "did you mean" not in done.err or name.strip()


@pytest.mark.parametrize("name", ["%", "_", "' OR 1=1 --", "\\", "é", "a" * 60_000])
def test_an_outlet_nobody_has_finds_nothing(run: Run, good: Path, name: str) -> None:
    run("ingest", good, "--outlet", "Harbour Mail")
    done = run("claims", "--outlet", name)
    plain(done)
    assert done.code == 1
    assert len(done.err) < 1000


@pytest.mark.parametrize("asked", ["ÉCHO DE MER", "Écho de Mer", "écho", "MER"])
def test_an_outlet_is_found_whatever_the_case_of_its_letters(run: Run, good: Path, asked: str) -> None:
    run("ingest", good, "--outlet", "Écho de Mer")
    assert run("claims", "--outlet", asked).code == 0


@pytest.mark.parametrize("day", ["", "x", "2025-13-01", "2025-02-30", "' OR 1", "0000", "２０２５-05-21"])
@pytest.mark.parametrize("option", ["--since", "--until"])
def test_what_is_no_date_is_refused_by_name(run: Run, good: Path, option: str, day: str) -> None:
    run("ingest", good)
    done = run("claims", option, day)
    plain(done)
    assert done.code == 2
    assert option in done.err
    assert day in done.err


def test_speakers_takes_an_id_as_its_help_says(run: Run, good: Path) -> None:
    run("ingest", good)
    (number,) = run("speakers", "--ids").out.split()
    assert run("speakers", "--speaker", number, "--ids").out.split() == [number]


@pytest.mark.parametrize("command", ["search", "claims", "check", "export"])
@pytest.mark.parametrize("form", ["json", "csv"])
def test_an_unknown_speaker_still_gives_valid_output(run: Run, good: Path, command: str, form: str) -> None:
    run("ingest", good)
    words = ("bridge",) if command in ("search", "check") else ()
    done = run(command, *words, "--speaker", "Nobodyhere", "--format", form)
    assert done.code == 1
    if form == "json":
        import json

        json.loads(done.out)
    elif command != "check":
        assert done.out.count("\n") == 1


@pytest.mark.parametrize("option", ["--title", "--outlet", "--byline", "--url", "--date"])
def test_a_correction_that_is_no_text_is_refused(run: Run, good: Path, option: str) -> None:
    run("ingest", good)
    done = run("article", "set", 1, option, "a\udcff")
    plain(done)
    assert done.code == 2


def test_ingest_refuses_an_outlet_that_is_no_text(run: Run, good: Path) -> None:
    done = run("ingest", good, "--outlet", "a\udcff")
    plain(done)
    assert done.code == 2


def test_pairs_nested_too_deeply_are_refused_by_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "pairs.jsonl").write_text("[" * 100_000, encoding="utf-8")
    done = run("compare", "--pairs", tmp_path / "pairs.jsonl")
    plain(done)
    assert done.code == 2
    assert "line 1" in done.err


# Databases -----------------------------------------------------------------------------------------------------


@pytest.fixture
def filled(run: Run, good: Path, tmp_path: Path) -> Path:
    run("ingest", good, "--outlet", "Harbour Mail")
    return tmp_path / "test.db"


def _garbage(place: Path) -> None:
    place.write_bytes(b"not a database at all " * 500)


def _truncated(place: Path) -> None:
    place.write_bytes(place.read_bytes()[:20_000])


def _overwritten(place: Path) -> None:
    data = place.read_bytes()
    place.write_bytes(data[:4096] + b"\xa5" * (len(data) - 4096))


def _of_another(place: Path) -> None:
    place.unlink()
    with sqlite3.connect(place) as made:
        made.execute("CREATE TABLE bookmarks (address)")
        made.execute("INSERT INTO bookmarks VALUES ('https://x.example')")
    made.close()


def _of_another_with_alembic(place: Path) -> None:
    _of_another(place)
    with sqlite3.connect(place) as made:
        made.execute("CREATE TABLE alembic_version (version_num)")
        made.execute("INSERT INTO alembic_version VALUES ('a1b2c3d4')")
    made.close()


def _revision(number: str) -> Callable[[Path], None]:
    def change(place: Path) -> None:
        with sqlite3.connect(place) as made:
            made.execute("UPDATE alembic_version SET version_num = ?", (number,))
        made.close()

    return change


def _directory(place: Path) -> None:
    place.unlink()
    place.mkdir()


_SPOILT: dict[str, tuple[Callable[[Path], None], str]] = {
    "garbage": (_garbage, "not a quotes database"),
    "truncated": (_truncated, "damaged"),
    "overwritten": (_overwritten, "damaged"),
    "another program's": (_of_another, "another program"),
    "another program's with alembic": (_of_another_with_alembic, "another program"),
    "newer": (_revision("9999"), "newer version"),
    "a directory": (_directory, "directory"),
}


@pytest.mark.parametrize(("spoil", "says"), _SPOILT.values(), ids=_SPOILT.keys())
def test_a_spoilt_database_is_refused_by_every_command_and_left_alone(
    run: Run, filled: Path, good: Path, spoil: Callable[[Path], None], says: str
) -> None:
    spoil(filled)
    before = filled.read_bytes() if filled.is_file() else b""
    for args in (
        ("search", "bridge"),
        ("claims",),
        ("stats",),
        ("export",),
        ("check", "a bridge"),
        ("article", "list"),
        ("article", "remove", 1, "--yes"),
        ("review", "add", 1, "--rating", "False"),
        ("review", "list"),
        ("ingest", good),
        ("db", "migrate"),
    ):
        done = run(*args)
        plain(done)
        assert done.code == 2, args
        assert says in done.err, args
        assert str(filled) in done.err, args
        assert done.out == "", args
    assert run("db", "check").code in (1, 2)
    assert (filled.read_bytes() if filled.is_file() else b"") == before


def test_an_older_schema_is_refused_and_migrate_does_not_call_it_newer(run: Run, filled: Path) -> None:
    _revision("0000")(filled)
    assert "older" in run("stats").err
    done = run("db", "migrate")
    assert "newer" not in done.err
    plain(done)


def test_check_reports_a_row_that_cannot_be_read_as_a_fault(run: Run, filled: Path) -> None:
    with sqlite3.connect(filled) as made:
        made.execute("UPDATE quote SET content = 'nope'")
    made.close()
    done = run("db", "check")
    plain(done)
    assert done.code == 1


@pytest.mark.parametrize("args", [("search", "bridge"), ("check", "a new bridge"), ("ingest",)], ids=str)
def test_a_lost_index_is_not_blamed_on_the_words(run: Run, filled: Path, tmp_path: Path, args: tuple[str, ...]) -> None:
    with sqlite3.connect(filled) as made:
        made.execute("DROP TABLE quote_fts")
    made.close()
    (tmp_path / "more.txt").write_text(story("more"), encoding="utf-8")
    done = run(*args, *([tmp_path / "more.txt"] if args == ("ingest",) else []))
    plain(done)
    assert done.code == 2
    assert "--raw" not in done.err
    assert "index" in done.err


@pytest.mark.parametrize(
    "place",
    ["/proc/x/quotes.db", "{file}/quotes.db", "{long}", "~nosuchuserhere/x.db", "mysql://h/d", "http://x.example/d"],
)
@pytest.mark.parametrize("command", ["stats", "ingest"])
def test_a_place_that_can_hold_no_database_is_named(run: Run, good: Path, command: str, place: str) -> None:
    where = place.replace("{file}", str(good)).replace("{long}", "b" * 300 + ".db")
    done = run(command, *([good] if command == "ingest" else []), "--db", where)
    plain(done)
    assert done.code == 2
    assert where.removesuffix("/quotes.db")[:30] in done.err


def test_a_password_in_an_address_is_never_printed(run: Run) -> None:
    done = run("db", "path", "--db", "postgresql://me:secret@host.example/quotes")
    assert "secret" not in done.out + done.err


def test_a_writer_that_waits_too_long_says_so(
    run: Run, filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(db.sqlite, "BUSY_SECONDS", 0)
    holder = sqlite3.connect(filled, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    (tmp_path / "more.txt").write_text(story("more"), encoding="utf-8")
    for args in (
        ("ingest", tmp_path / "more.txt"),
        ("article", "set", 1, "--title", "x"),
        ("article", "remove", 1, "--yes"),
    ):
        done = run(*args)
        assert done.code == 2
        assert "locked" in done.err
        assert str(filled) in done.err
        plain(done)
    assert run("search", "bridge").code == 0, "readers do not wait for writers"
    assert run("ingest", tmp_path / "absent.txt", tmp_path / "more.txt").err.count("absent.txt") == 1
    holder.execute("ROLLBACK")
    holder.close()
    assert run("db", "check").code == 0
    assert run("ingest", tmp_path / "more.txt").code == 0


# Storing again, correcting, removing ----------------------------------------------------------------------------


def test_a_second_ingest_adds_nothing(run: Run, filled: Path, good: Path) -> None:
    before = run("stats").out
    assert run("ingest", good).code == 0
    assert run("stats").out == before


def test_the_same_text_from_two_outlets_is_two_articles_and_from_one_is_one(run: Run, filled: Path, good: Path) -> None:
    run("ingest", good, "--outlet", "Other Mail")
    run("ingest", good, "--outlet", "Other Mail")
    assert len(run("article", "list", "--format", "jsonl").out.splitlines()) == 2


def test_another_text_under_a_stored_address_is_a_version_of_its_article(run: Run, tmp_path: Path) -> None:
    address = "https://mail.example/bridge"
    for word in ("first", "second"):
        (tmp_path / f"{word}.txt").write_text(story(word), encoding="utf-8")
    assert run("ingest", tmp_path / "first.txt", "--url", address).code == 0
    done = run("ingest", tmp_path / "second.txt", "--url", address + "?utm_source=x#top")
    assert done.code == 0
    assert "0 articles and 1 new version of an article stored" in done.err
    assert run("ingest", tmp_path / "first.txt", "--outlet", "Velm Gazette").code == 0
    moved = run("article", "set", 2, "--url", address)
    plain(moved)
    assert moved.code == 2, "two articles are not at one address"
    assert address in moved.err


def test_a_correction_that_makes_two_articles_one_is_refused_in_words(run: Run, filled: Path, good: Path) -> None:
    run("ingest", good, "--outlet", "Other Mail")
    done = run("article", "set", 2, "--outlet", "Harbour Mail")
    assert done.code == 2
    assert "UNIQUE" not in done.err
    assert "article 1" in done.err


def test_an_outlet_that_no_article_has_any_more_is_gone(run: Run, filled: Path) -> None:
    run("article", "set", 1, "--outlet", "Right Mail")
    assert '"outlet": 1' in run("stats", "--format", "json").out


_KEPT = (
    "Harbour plan agreed\n\nMayor Jane Ashdown said on Monday that the harbour plan would cost nine million crowns.\n"
)
_GONE = (
    "Zyxwort headline of the harbour\n\nMayor Jane Quillfeather Ashdown said that “the harbour plan would cost nine"
    " million crowns”. Dr Petronella Xanthippe said that “the vermilion aqueduct” must be dismantled at once.\n"
)
_WORDS = "Zyxwort Quillfeather Petronella Xanthippe vermilion aqueduct dismantled Bathsheba Wombley Flibbert".split()


def _removed(run: Run, tmp_path: Path) -> None:
    (tmp_path / "kept.txt").write_text(_KEPT, encoding="utf-8")
    (tmp_path / "gone.txt").write_text(_GONE, encoding="utf-8")
    run("ingest", tmp_path / "kept.txt")
    run("ingest", tmp_path / "gone.txt", "--outlet", "Wombley Mail", "--url", "https://wombley.example/1")
    run("article", "set", 2, "--byline", "Bathsheba Scrivener")
    run("article", "set", 2, "--byline", "Flibbert Scrivener")
    assert run("claims", "--limit", 1).out.count("“the harbour plan") == 1, "the wording with marks leads"
    done = run("article", "remove", 2, "--yes")
    assert done.code == 0


def test_removal_takes_all_that_hangs_on_the_article(run: Run, tmp_path: Path) -> None:
    _removed(run, tmp_path)
    assert run("db", "check").code == 0
    assert run("search", "aqueduct").code == 1
    assert "Petronella" not in run("speakers").out
    assert "that the harbour plan" in run("claims").out
    assert run("outlets", "--format", "json").out.count('"outlet": null') == 1


def test_no_word_of_a_removed_article_is_left_in_the_files(run: Run, tmp_path: Path) -> None:
    _removed(run, tmp_path)
    left = b"".join(f.read_bytes() for f in tmp_path.glob("test.db*")).lower()
    assert [word for word in _WORDS if word.lower().encode() in left] == []


def test_what_is_removed_is_overwritten(tmp_path: Path) -> None:
    with Store(tmp_path / "a.db", create=True) as store, store._database.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA secure_delete").scalar() == 1


# Processes -----------------------------------------------------------------------------------------------------


@pytest.fixture
def many(tmp_path: Path) -> Path:
    place = tmp_path / "many"
    place.mkdir()
    for i in range(40):
        (place / f"{i:02}.txt").write_text(story(f"number{chr(97 + i % 26)}{i}"), encoding="utf-8")
    return place


def test_a_killed_ingest_leaves_a_sound_database_that_a_second_run_completes(
    run: Run, many: Path, tmp_path: Path
) -> None:
    place = tmp_path / "test.db"
    process = started("ingest", many, place=place)
    until = time.monotonic() + 20
    while time.monotonic() < until and process.poll() is None:
        if place.exists():
            with sqlite3.connect(place) as seen:
                tables = seen.execute("SELECT count(*) FROM sqlite_master WHERE name = 'article'").fetchone()[0]
                stored = seen.execute("SELECT count(*) FROM article").fetchone()[0] if tables else 0
            seen.close()
            if stored >= 3:
                break
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert run("db", "check").code == 0
    assert run("ingest", many).code == 0
    assert '"article": 40' in run("stats", "--format", "json").out
    assert run("db", "check").code == 0


@pytest.mark.slow
@pytest.mark.parametrize("seconds", [0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.2])
def test_an_ingest_killed_while_it_makes_the_database_can_be_run_again(
    run: Run, many: Path, tmp_path: Path, seconds: float
) -> None:
    process = started("ingest", many, place=tmp_path / "test.db")
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    done = run("db", "check")
    assert done.code == 0 or "no quotes database yet" in done.err or "there is no database" in done.err
    assert run("ingest", many).code == 0
    assert run("db", "check").code == 0


def test_two_first_ingests_at_once_lose_nothing_and_a_search_meanwhile_works(
    run: Run, many: Path, tmp_path: Path
) -> None:
    place = tmp_path / "test.db"
    writers = [started("ingest", many, place=place) for _ in range(2)]
    searches = 0
    while any(w.poll() is None for w in writers):
        if place.exists():
            done = run("search", "bridge")
            plain(done)
            assert done.code in (0, 1) or "no quotes database yet" in done.err
            searches += done.code == 0
        time.sleep(0.05)
    for writer in writers:
        _, err = writer.communicate()
        assert writer.returncode == 0, err
    assert searches
    assert '"article": 40' in run("stats", "--format", "json").out
    assert run("db", "check").code == 0


def test_a_copy_of_the_file_alone_is_a_whole_backup(run: Run, filled: Path, tmp_path: Path) -> None:
    shutil.copy(filled, tmp_path / "copy.db")
    assert run("db", "check", "--db", tmp_path / "copy.db").code == 0
    assert run("search", "bridge", "--db", tmp_path / "copy.db").code == 0
