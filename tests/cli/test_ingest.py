"""Ingesting many articles: by several processes, interrupted, killed, tried out, tried again."""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from quotes.store import Store
from tests.conftest import Run
from tests.read import pages
from tests.read.pages import BRIDGE, QUAY, STORIES

Tables = dict[str, list[tuple[Any, ...]]]
_TIMES = {"article": ["ingested"], "version": ["ingested"], "log": ["at"], "failure": ["at"]}
"""Columns that tell when a run was, which is never the same."""


def corpus(folder: Path, count: int) -> Path:
    """So many different articles of people who come again, each of some lines."""
    folder.mkdir(exist_ok=True)
    names = ("Ida Dahl", "Peter Lund", "Greta Moll", "Otto Brandt", "Karl Ebner", "Ada Wirth")
    for number in range(count):
        who, other = names[number % 6], names[(number * 5 + 1) % 6]
        lines = (
            f"Council meets for the {number}th time",
            f"The mayor, {who}, told the harbour board on Monday that quay {number} will stay open all winter long.",
            f"“We need the boats, and the boats need us,” {who.split()[1]} said. “Nobody will sell {number % 7}.”",
            f"{other} denied that the fees had been raised by {number % 11} crowns, and said that they were too high.",
        )
        (folder / f"{number:04}.txt").write_text("\n\n".join(lines), encoding="utf-8")
    return folder


def command(*args: object) -> list[str]:
    return [sys.executable, "-c", "from quotes.cli import main; main()", *map(str, args)]


def ingest(place: Path, *args: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command("ingest", *args, "--db", place), capture_output=True, text=True, check=False)


def start(place: Path, *args: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        command("ingest", *args, "--db", place),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def tables(place: Path) -> Tables:
    """Every row of every table, but for the times."""
    with closing(sqlite3.connect(place)) as connection:
        connection.row_factory = sqlite3.Row
        names = [
            row[0]
            for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
            if not row[0].startswith(("quote_fts_", "sqlite_stat"))
        ]
        found: Tables = {}
        for name in names:
            rows = connection.execute(f"SELECT * FROM {name}").fetchall()  # noqa: S608
            left = set(_TIMES.get(name, ()))
            found[name] = sorted(tuple(row[key] for key in row.keys() if key not in left) for row in rows)  # noqa: SIM118
        return found


def count(place: Path) -> int:
    if not place.exists():
        return 0
    try:
        with closing(sqlite3.connect(place, timeout=10)) as connection:
            return int(connection.execute("SELECT count(*) FROM article").fetchone()[0])
    except sqlite3.OperationalError:
        return 0


def wait(until: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not until():
        assert time.monotonic() < end, "nothing happened"
        time.sleep(0.01)


def children(pid: int) -> list[int]:
    """The processes that a process has started, where the system tells."""
    file = Path(f"/proc/{pid}/task/{pid}/children")
    if not file.exists():
        pytest.skip("the system does not tell which process started which")
    return [int(number) for number in file.read_text().split()]


def test_neither_the_number_of_processes_nor_where_they_come_from_changes_what_is_stored(tmp_path: Path) -> None:
    folder = corpus(tmp_path / "in", 24)
    (folder / "0005.txt").write_bytes(b"\0\1\2" * 100)
    (folder / "0007.html").write_text(pages.semantic(QUAY), encoding="utf-8")
    done = [ingest(tmp_path / f"{jobs}.db", folder, "--jobs", jobs) for jobs in (1, 2)]
    assert [one.returncode for one in done] == [1, 1], done
    assert "24 articles stored" in done[1].stderr
    assert tables(tmp_path / "1.db") == tables(tmp_path / "2.db")


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupted_run_ends_soundly_and_the_next_goes_on(tmp_path: Path, number: int, status: int) -> None:
    folder = corpus(tmp_path / "in", 60)
    place = tmp_path / "a.db"
    running = start(place, folder, "--jobs", 2)
    wait(lambda: count(place) >= 3)
    # As a terminal does it: to all of them.
    os.killpg(running.pid, number)
    _, err = running.communicate(timeout=60)
    assert running.returncode == status, err
    assert "articles stored" in err
    assert "goes on from here" in err
    assert "Traceback" not in err
    assert 3 <= count(place) < 60
    with Store(place) as store:
        assert store.faults() == []
    stored = count(place)
    rest = ingest(place, folder, "--jobs", 2)
    assert rest.returncode == 0
    assert f"{60 - stored} articles stored" in rest.stderr
    assert f"{stored} there already" in rest.stderr
    assert ingest(tmp_path / "whole.db", folder).returncode == 0
    assert tables(place) == tables(tmp_path / "whole.db")


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.parametrize("command", ["ingest", "reextract"])
def test_an_interruption_before_the_first_article_is_no_fault(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, number: int, status: int
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        os.kill(os.getpid(), number)
        time.sleep(1)

    monkeypatch.setattr(f"quotes.cli.{command}.open_store", interrupted)
    ran = run(command, *([corpus(tmp_path / "in", 1)] if command == "ingest" else []))
    assert ran.code == status
    assert ran.err == "interrupted; the same command again goes on from here\n"


def test_a_copy_that_is_made_while_somebody_writes_is_sound_or_said_to_be_none(tmp_path: Path) -> None:
    place = tmp_path / "a.db"
    assert ingest(place, corpus(tmp_path / "first", 1)).returncode == 0
    running = start(place, corpus(tmp_path / "in", 12), "--jobs", 1)
    for number in range(2):
        wait(lambda: count(place) > 1 + 4 * number)  # noqa: B023 - called at once
        copy = tmp_path / f"copy{number}.db"
        copy.write_bytes(place.read_bytes())
        whole = tmp_path / f"whole{number}.db"
        backup = subprocess.run(
            command("db", "backup", whole, "--db", place), capture_output=True, text=True, check=False
        )
        assert backup.returncode == 0, backup.stderr
        for file in (copy, whole):
            checked = subprocess.run(command("db", "check", "--db", file), capture_output=True, text=True, check=False)
            assert "Traceback" not in checked.stderr
            assert checked.returncode == 0 or file == copy, checked
    _, err = running.communicate(timeout=60)
    assert running.returncode == 0, err


def _killed(place: Path, folder: Path, seconds: float) -> bool:
    """Whether an ingest was killed after some seconds, with all that it had started."""
    running = start(place, folder, "--jobs", 2)
    try:
        running.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        started = children(running.pid)
        running.kill()
        running.communicate()
        # Nobody tells them; they find out.
        wait(lambda: not any(Path(f"/proc/{one}").exists() for one in started), 20)
        return True
    return False


def test_a_killed_run_loses_nothing_and_leaves_no_process_behind(tmp_path: Path) -> None:
    folder = corpus(tmp_path / "in", 16)
    place = tmp_path / "a.db"
    for seconds in (0.9, 1.9):
        if _killed(place, folder, seconds) and place.exists():
            checked = subprocess.run(command("db", "check", "--db", place), capture_output=True, text=True, check=False)
            assert checked.returncode == 0, checked
    assert ingest(place, folder).returncode == 0
    assert ingest(tmp_path / "whole.db", folder).returncode == 0
    assert tables(place) == tables(tmp_path / "whole.db")


@pytest.mark.slow
def test_two_hundred_kills_of_an_ingest_of_three_hundred_articles(tmp_path: Path) -> None:
    folder = corpus(tmp_path / "in", 300)
    place = tmp_path / "a.db"
    chance = random.Random(7)  # noqa: S311
    began = time.monotonic()
    assert ingest(tmp_path / "whole.db", folder, "--jobs", 2).returncode == 0
    whole = time.monotonic() - began
    for _ in range(200):
        if count(place) == 300:
            place.unlink()
        if _killed(place, folder, chance.uniform(0.3, whole / 2)) and place.exists():
            checked = subprocess.run(command("db", "check", "--db", place), capture_output=True, text=True, check=False)
            assert checked.returncode == 0, checked
    assert ingest(place, folder, "--jobs", 2).returncode == 0
    assert tables(place) == tables(tmp_path / "whole.db")


_LOOK = """
import sys, time
from quotes.store import Filter, Store
end, looks = time.monotonic() + float(sys.argv[2]), 0
while time.monotonic() < end:
    with Store(sys.argv[1]) as store:
        found = store.search("boats", Filter()).sightings
        claims = store.claims(Filter(), limit=20)
        assert all(claim.sightings >= 1 for claim in claims)
        for sighting in found[:3]:
            assert all(part in store.text_of(sighting).text for part in sighting.text.split(" … "))
        looks += 1
print(looks)
"""


@pytest.mark.slow
def test_four_writers_and_eight_readers_for_two_minutes(tmp_path: Path) -> None:
    place, seconds = tmp_path / "a.db", 120
    assert ingest(place, corpus(tmp_path / "first", 5)).returncode == 0
    looking = [
        subprocess.Popen(
            [sys.executable, "-c", _LOOK, str(place), str(seconds)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(8)
    ]
    end, stored, round_ = time.monotonic() + seconds, 5, 0
    while time.monotonic() < end:
        folders = []
        for writer in range(4):
            folder = corpus(tmp_path / f"in{round_}-{writer}", 12)
            for file in folder.iterdir():
                file.write_text(file.read_text(encoding="utf-8") + f"\n\nSeen {round_} {writer}.", encoding="utf-8")
            folders.append(folder)
        writing = [start(place, folder, "--jobs", 1) for folder in folders]
        for one in writing:
            _, err = one.communicate(timeout=300)
            assert one.returncode == 0, err
            assert "locked" not in err
        stored, round_ = stored + 48, round_ + 1
    for one in looking:
        out, err = one.communicate(timeout=60)
        assert one.returncode == 0, err
        assert int(out) >= 1
    assert count(place) == stored
    with Store(place) as store:
        assert store.faults() == []


def test_a_process_that_dies_costs_nothing_but_time(tmp_path: Path) -> None:
    folder = corpus(tmp_path / "in", 20)
    place = tmp_path / "a.db"
    running = start(place, folder, "--jobs", 2)
    wait(lambda: count(place) >= 2)
    for pid in children(running.pid):
        if "resource_tracker" not in Path(f"/proc/{pid}/cmdline").read_text():
            os.kill(pid, signal.SIGKILL)
    _, err = running.communicate(timeout=120)
    assert running.returncode == 0, err
    assert "20 articles stored" in err
    assert ingest(tmp_path / "whole.db", folder).returncode == 0
    assert tables(place) == tables(tmp_path / "whole.db")


def test_a_dry_run_prints_what_would_be_stored_and_makes_no_database(run: Run, tmp_path: Path) -> None:
    folder = corpus(tmp_path / "in", 2)
    (folder / "a.html").write_text(pages.semantic(QUAY), encoding="utf-8")
    (folder / "b.txt").write_bytes(b"")
    done = run("ingest", folder, "--dry-run", "--format", "jsonl")
    assert done.code == 1
    rows = [json.loads(line) for line in done.out.splitlines()]
    assert [row["title"] for row in rows][2] == QUAY.title
    assert all(row["quotes"] >= 1 and not row["stored"] for row in rows)
    assert "3 would be read, 1 failed; nothing was stored" in done.err
    assert not (tmp_path / "test.db").exists()
    assert run("ingest", folder / "a.html").code == 0
    assert '"stored": true' in run("ingest", folder, "--dry-run", "-f", "jsonl").out


def test_what_failed_is_listed_and_read_again(run: Run, tmp_path: Path) -> None:
    folder = corpus(tmp_path / "in", 1)
    (folder / "b.txt").write_bytes(b"")
    (folder / "c.jsonl").write_text('{"words": "Only this."}\n', encoding="utf-8")
    assert run("ingest", "--failed").code == 2, "there is no database yet"
    assert run("ingest", folder, folder / "c.jsonl", folder / "none.txt", "--outlet", "Orsk Post").code == 1
    listed = run("ingest", "--failed", "-f", "jsonl")
    assert listed.code == 0
    rows = [json.loads(line) for line in listed.out.splitlines()]
    assert [Path(row["place"]).name for row in rows] == ["b.txt", "c.jsonl", "none.txt"]
    assert all(row["name"] in row["reason"] for row in rows)
    assert run("ingest", "--retry").code == 2, "nothing of it could be read"
    (folder / "b.txt").write_text(QUAY.paragraphs[1], encoding="utf-8")
    again = run("ingest", "--retry")
    assert again.code == 1
    assert "1 articles stored" in again.err
    article = json.loads(run("article", "list", "-f", "json").out)[-1]
    assert article["outlet"] == "Orsk Post", "what was said of it then is not forgotten"
    assert len(run("ingest", "--failed", "-f", "jsonl").out.splitlines()) == 2
    assert "2 forgotten" in run("ingest", "--forget").err
    assert run("ingest", "--failed").code == run("ingest", "--forget").code == 1, "there is nothing left"


@pytest.mark.parametrize(
    "args",
    [
        (),
        ("--failed", "--retry"),
        ("--failed", "x.txt"),
        ("--forget", "x.txt"),
        ("--retry", "x.txt"),
        ("--dry-run",),
        ("--failed", "--dry-run"),
        ("x.txt", "--map", "text"),
        ("x.txt", "--map", "nonsense=a"),
        ("x.txt", "--date", "May"),
        ("x.txt", "--url", "ftp://x"),
        ("", "x.txt"),
        ("x.txt", "--jobs", "0"),
    ],
)
def test_options_that_make_no_sense_are_refused(run: Run, tmp_path: Path, args: tuple[str, ...]) -> None:
    done = run("ingest", *args)
    assert done.code == 2
    assert done.err.strip()
    assert "Traceback" not in done.err
    assert not (tmp_path / "test.db").exists()


def test_another_text_at_an_address_shows_in_the_history(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_text(pages.semantic(QUAY), encoding="utf-8")
    assert run("ingest", page).code == 0
    changed = QUAY.paragraphs[1].replace("We need the boats, and", "We do not need the boats, but")
    page.write_text(pages.semantic(QUAY).replace(QUAY.paragraphs[1], changed), encoding="utf-8")
    assert "1 new version" in run("ingest", page).err
    shown = run("article", "history", 1)
    assert shown.code == 0
    assert "version 2" in shown.out
    assert "do not need the boats" in shown.out
    [_, second] = [json.loads(line) for line in run("article", "history", 1, "-f", "jsonl").out.splitlines()]
    [altered] = second["altered"]
    assert "not" in altered["after"]["text"]
    assert "not" not in altered["before"]["text"]
    gone = run("show", altered["before"]["quote"])
    assert "gone from the article since version 2" in gone.out
    assert "in the article since version 2" in run("show", altered["after"]["quote"]).out
    assert "until" in run("search", "boats").out.splitlines()[0]
    assert "until" in run("article", "show", 1).out
    assert run("db", "check").code == 0


def test_stored_articles_are_read_anew(run: Run, tmp_path: Path) -> None:
    for number, story in enumerate(STORIES):
        (tmp_path / f"{number}.html").write_text(pages.semantic(story), encoding="utf-8")
    assert run("ingest", tmp_path).code == 0
    before = run("export", "-f", "jsonl").out
    assert "0 articles read anew" in run("reextract").err
    again = run("reextract", "--every")
    assert again.code == 0
    assert "3 articles read anew: 0 quotes added, 0 changed, 0 removed" in again.err
    assert run("export", "-f", "jsonl").out == before
    assert run("reextract", 99).code == 1
    assert run("db", "check").code == 0


def test_a_page_tells_what_told_its_metadata(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(pages.semantic(BRIDGE), encoding="utf-8")
    assert run("ingest", tmp_path, "--outlet", "Mine").code == 0
    shown = json.loads(run("article", "show", 1, "-f", "json").out)
    assert shown["origins"] == {
        "byline": "json-ld",
        "date": "json-ld",
        "outlet": "option",
        "title": "json-ld",
        "url": "json-ld",
    }
    assert "title: json-ld" in run("article", "show", 1).out


def test_a_backup_is_made_and_put_back(run: Run, tmp_path: Path) -> None:
    folder = corpus(tmp_path / "in", 3)
    assert run("ingest", folder / "0000.txt").code == 0
    assert run("db", "backup", tmp_path / "copy.db").code == 0
    assert run("db", "backup", tmp_path / "copy.db").code == 2
    assert run("db", "backup", tmp_path / "test.db", "--force").code == 2, "not over itself"
    assert run("ingest", folder).code == 0
    assert run("db", "restore", tmp_path / "copy.db").code == 0
    assert len(run("article", "list", "-f", "jsonl").out.splitlines()) == 1
    assert count(tmp_path / "test-replaced.db") == 3
    assert run("db", "check").code == 0
    (tmp_path / "bad.db").write_bytes((tmp_path / "copy.db").read_bytes()[:30_000])
    before = tables(tmp_path / "test.db")
    for wrong in ("bad.db", "none.db", "in", "test.db"):
        done = run("db", "restore", tmp_path / wrong)
        assert done.code == 2
        assert wrong in done.err
    assert tables(tmp_path / "test.db") == before


def test_an_index_that_was_lost_is_made_anew(run: Run, tmp_path: Path) -> None:
    assert run("ingest", corpus(tmp_path / "in", 3)).code == 0
    with closing(sqlite3.connect(tmp_path / "test.db")) as connection:
        connection.execute("DROP TRIGGER quote_fts_insert")
        connection.execute("INSERT INTO quote_fts(quote_fts) VALUES ('delete-all')")
        connection.commit()
    assert run("db", "check").code == 1
    assert run("search", "boats").code != 0
    assert run("db", "reindex").code == 0
    assert run("db", "check").code == 0
    assert run("search", "boats").code == 0
