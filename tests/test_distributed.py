"""Ingesting by Ray: what is stored, what is read again, and what becomes of a process that dies.

What needs Ray itself is marked `ray` and skipped where it is not installed; `make test-ray` runs it.
"""

from __future__ import annotations

import builtins
import json
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from quotes import distributed, shards
from quotes.distributed import _Job, _units, _Worker
from quotes.errors import InputError
from quotes.ingest import Plan
from quotes.pipeline import Result
from quotes.read import Given, Places
from quotes.records import Article, Reading
from quotes.store import Filter, Store
from quotes.store.recluster import Block, Clustered
from tests.cli.test_ingest import Tables, corpus, ingest, start, tables, wait
from tests.conftest import Run
from tests.read import pages
from tests.read.pages import QUAY, STRIKE
from tests.read.test_places import Record, archive, row

needs_ray = pytest.mark.skipif(find_spec("ray") is None, reason="Ray is not installed: pip install -e '.[ray]'")


def keys(plan: Plan, extractor: str = "test") -> list[str]:
    return [unit.key for unit in _units(plan, extractor)]


def test_texts_are_read_by_the_hundred_and_what_holds_many_alone(tmp_path: Path) -> None:
    for number in range(103):
        (tmp_path / f"{number:03}.txt").write_text(str(number), encoding="utf-8")
    (tmp_path / "020.warc").touch()
    units = list(_units(Plan((str(tmp_path),)), "test"))
    assert [len(unit.files) for unit in units] == [21, 1, 82]
    assert len({unit.key for unit in units}) == 3


def test_a_shard_is_of_files_as_they_are_and_of_how_they_are_read(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("one", encoding="utf-8")
    plan = Plan((str(file),))
    first = keys(plan)
    assert keys(plan) == first
    others = [
        # A text that was named may be a list of addresses.
        keys(replace(plan, places=(str(tmp_path),))),
        keys(plan, "another model"),
        keys(replace(plan, given=Given(outlet="x"))),
        keys(replace(plan, mapping={"text": "x"})),
    ]
    (tmp_path / "a.json").write_text("{}", encoding="utf-8")
    others.append(keys(plan))
    file.write_text("other", encoding="utf-8")
    others.append(keys(plan))
    assert len({tuple(one) for one in (first, *others)}) == 7


def test_a_folder_of_shards_is_read_and_our_own_are_not(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    own = folder / "quotes.db.shards"
    own.mkdir(parents=True)
    for file in (
        folder / "b.parquet",
        folder / "a.jsonl",
        folder / "c.warc.gz",
        folder / "d.csv",
        own / f"{'0' * 24}-000000.parquet",
    ):
        file.touch()
    plan = Plan((str(folder), str(tmp_path / "none")))
    *units, none = _units(plan, "test")
    assert [unit.files[0][0].name for unit in units] == ["a.jsonl", "b.parquet", "c.warc.gz"]
    [(name, error)] = none.documents(Places())
    assert name == str(tmp_path / "none")
    assert "no such file" in str(error)


class _Fatal:
    """Stands in for an extractor; at one document it dies, as long as it is told to."""

    def __init__(self, at: str, times: int) -> None:
        self.at, self.times = at, times

    def __call__(self, found: Iterable[tuple[str, Any]]) -> Iterator[tuple[str, Result]]:
        for name, _ in found:
            if name == self.at and self.times:
                self.times -= 1
                raise KeyboardInterrupt
            yield name, Reading(Article(name, name), ())


@pytest.mark.parametrize("times", [1, 2, 3, 9])
def test_one_that_dies_once_costs_nothing_and_what_always_kills_is_lost_alone(tmp_path: Path, times: int) -> None:
    worker = _Worker(_Job(Places(), _Fatal("3", times), tmp_path, tmp_path))  # type: ignore[arg-type]
    documents: Any = [(str(number), Article(str(number), "")) for number in range(6)]
    shard = tmp_path / f"{'0' * 24}-000000.parquet"
    (tmp_path / "their.begun").touch()
    (tmp_path / f".{shard.name}.{'0' * 32}").touch()
    for _ in range(4):
        try:
            worker._write(shard, documents)
            break
        except KeyboardInterrupt:
            assert not shard.exists()
    lost = [name for name, result in shards.read(shard) if isinstance(result, InputError)]
    assert lost == (["3"] if times > 2 else [])
    assert [name for name, _ in shards.read(shard)] == list("012345")
    # What was given up is looked at again by the next run.
    distributed._tidy(tmp_path)
    assert [file.name for file in tmp_path.iterdir() if file != shard] == ["their.begun"]
    assert shard.exists() == (times < 3)


def _tasks(batches: Iterator[list[Block]], folder: Path) -> Iterator[Clustered]:
    """What Ray does, one after the other."""
    for number, batch in enumerate(batches):
        file = folder / str(number)
        file.write_bytes(distributed.pickle.dumps(batch))
        for portion in distributed._portions({"file": os.fsencode(file)}):
            yield distributed._unpacked(distributed._compared(portion)["claims"])


def test_claims_that_are_found_in_portions_are_the_same(
    seeds_db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(distributed, "_PORTION", 5)
    monkeypatch.setattr("quotes.store.recluster._BATCH", 20)
    with Store(seeds_db) as store:
        before = {s.id: s.claim for s in store.sightings(Filter()) if s.claim}
        numbers = store.gather(partial(_tasks, folder=tmp_path))
        assert numbers.statements == 0
        forget(seeds_db)
        assert store.gather(partial(_tasks, folder=tmp_path)).statements == len(before)
        after = {s.id: s.claim for s in store.sightings(Filter()) if s.claim}
        assert groups(after) == groups(before)
        assert store.faults() == []


def groups(claims: dict[int, int | None]) -> set[frozenset[int]]:
    return {frozenset(i for i, other in claims.items() if other == claim) for claim in claims.values()}


def forget(place: Path) -> None:
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(place)) as connection:
        connection.execute("UPDATE quote SET claim_id = NULL, leads = 0")
        connection.execute("DELETE FROM statement_key")
        connection.execute("DELETE FROM claim")
        connection.commit()


# The command


def test_without_ray_the_message_names_the_remedy(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def missing(name: str, *args: Any) -> Any:
        if name.split(".")[0] == "ray":
            raise ImportError(name)
        return real(name, *args)

    monkeypatch.setattr(builtins, "__import__", missing)
    done = run("ingest", corpus(tmp_path / "in", 1), "--engine", "ray")
    assert done.code == 2
    assert "quotes: --engine ray needs Ray: pip install 'quotes-attribution[ray]'" in done.err


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["-"], "reads files"),
        (["https://x.example/"], "reads files"),
        (["--retry"], "leave it out for --failed, --retry and --forget"),
        (["x", "--dry-run"], "leave it out for --dry-run"),
        (["x", "--shards", "/dev/null"], "choose another with --shards"),
    ],
)
def test_what_ray_does_not_read_is_refused_with_the_remedy(run: Run, args: list[str], message: str) -> None:
    done = run("ingest", *args, "--engine", "ray")
    assert done.code == 2
    assert message in done.err


def test_nothing_of_ray_is_loaded_without_it() -> None:
    code = "import quotes.cli.ingest, quotes.distributed, sys; print([m for m in sys.modules if m == 'ray'])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def by_ray(place: Path, *args: object) -> subprocess.CompletedProcess[str]:
    return ingest(place, *args, "--engine", "ray", "--jobs", 2)


def facts(place: Path) -> tuple[Tables, set[frozenset[int]]]:
    """What is stored, the times and the numbers of the claims aside; and the claims."""
    found = tables(place)
    with Store(place) as store:
        assert store.faults() == []
        claims = groups({s.id: s.claim for s in store.sightings(Filter()) if s.claim})
        leads = {s.id for s in store.sightings(Filter()) if s.leads}
    assert len(found.pop("claim")) == len(claims)
    found.pop("sqlite_sequence")
    found["quote"] = [tuple(value for place, value in enumerate(one) if place != _CLAIM) for one in found["quote"]]
    return found, claims | {frozenset(leads)}


# Its place among the columns.
_CLAIM = 3


def is_as_locally(ray: Path, *places: Path) -> bool:
    """Whether the same is stored as the local path stores of some places."""
    local = ray.with_name("local.db")
    done = ingest(local, *places)
    assert done.returncode == 0, done
    return facts(ray) == facts(local)


def mixed(folder: Path) -> Path:
    """Shards of all kinds, one of them broken, and some articles that do not come to be new."""
    from pyarrow import Table, parquet

    folder.mkdir()
    written = [file.read_text(encoding="utf-8") for file in sorted(corpus(folder / ".texts", 24).iterdir())]
    outlets = ("One", "Two", "Three")
    rows = [{"text": text, "outlet": outlets[number % 3]} for number, text in enumerate(written)]
    first, second = rows[:12], [row(QUAY), *rows[8:], row(QUAY, text=written[0])]
    (folder / "a.jsonl").write_text("\n".join([*map(json.dumps, first), "{"]), encoding="utf-8")
    parquet.write_table(Table.from_pylist(second), folder / "b.parquet")
    (folder / "c.parquet").write_bytes((folder / "b.parquet").read_bytes()[:900])
    records = [Record("https://x.example/1", pages.semantic(QUAY).encode()), Record("https://x.example/2", b"<p>")]
    records.append(Record("https://x.example/3", pages.semantic(STRIKE).encode()))
    (folder / "d.warc.gz").write_bytes(archive(records))
    (folder / "e.warc.gz").write_bytes(archive(records)[:-200])
    return folder


@pytest.mark.ray
@needs_ray
def test_shards_of_all_kinds_are_stored_as_the_local_path_stores_them(tmp_path: Path) -> None:
    folder = mixed(tmp_path / "in")
    files = sorted(file for file in folder.iterdir() if file.is_file())
    local, ray = tmp_path / "local.db", tmp_path / "ray.db"
    done = [ingest(local, *files), by_ray(ray, folder)]
    assert [one.returncode for one in done] == [1, 1], done
    assert done[1].stderr == done[0].stderr.replace(str(local), str(ray))
    assert "c.parquet: cannot be read on" in done[1].stderr
    assert facts(ray) == facts(local)
    # Again: nothing is read, nothing is new. Another text at a known address is a version.
    made = {file: file.stat().st_mtime_ns for file in (tmp_path / "ray.db.shards").glob("*.parquet")}
    again = by_ray(ray, folder)
    assert again.returncode == 1
    assert "0 articles stored with 0 quotes, " in again.stderr
    assert {file: file.stat().st_mtime_ns for file in (tmp_path / "ray.db.shards").glob("*.parquet")} == made
    changed = row(QUAY, text="\n\n".join((*QUAY.paragraphs, "“Nobody asked us,” the mayor, Ida Dahl, said.")))
    (tmp_path / "f.jsonl").write_text(json.dumps(changed), encoding="utf-8")
    done = [ingest(local, tmp_path / "f.jsonl"), by_ray(ray, tmp_path / "f.jsonl")]
    assert "1 new version" in done[1].stderr
    assert facts(ray) == facts(local)


@pytest.mark.ray
@needs_ray
@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs Linux")
def test_what_the_system_does_not_let_be_read_is_looked_at_by_the_next_run_again(tmp_path: Path) -> None:
    shut, empty = tmp_path / "shut.txt", tmp_path / "empty.txt"
    # Nobody reads where a process has no memory, whatever his rights.
    shut.symlink_to("/proc/self/mem")
    empty.touch()
    out = tmp_path / "a.db.shards"
    done = by_ray(tmp_path / "a.db", corpus(tmp_path / "in", 2), empty, shut)
    assert done.returncode == 1, done
    assert f"{shut}: cannot be read (Input/output error)" in done.stderr
    assert f"{empty}: empty" in done.stderr
    [begun] = out.glob("*.begun")
    assert [name for name, _ in shards.read(begun.with_suffix(".parquet"))] == [str(shut)]
    distributed._tidy(out)
    assert len(list(out.glob("*.parquet"))) == 2


@pytest.mark.ray
@needs_ray
def test_a_damaged_shard_costs_another_run(tmp_path: Path) -> None:
    folder, out = corpus(tmp_path / "in", 4), tmp_path / "shards"
    file = tmp_path / "in.jsonl"
    text = (folder / "0000.txt").read_text("utf-8").replace("winter", "summer")
    file.write_text(json.dumps({"text": text}), "utf-8")
    done = by_ray(tmp_path / "a.db", file, folder, "--shards", out)
    assert done.returncode == 0, done
    [damaged] = [one for one in out.glob("*.parquet") if len(list(shards.read(one))) == 1]
    damaged.write_bytes(damaged.read_bytes()[:-9])
    done = by_ray(tmp_path / "b.db", file, folder, "--shards", out)
    assert done.returncode == 1
    assert f"{damaged}: damaged, and removed" in done.stderr
    assert "4 articles stored" in done.stderr
    done = by_ray(tmp_path / "b.db", file, folder, "--shards", out)
    assert done.returncode == 0, done
    assert is_as_locally(tmp_path / "b.db", folder, file)


@pytest.mark.ray
@needs_ray
@pytest.mark.parametrize("who", ["worker", "driver"])
def test_a_process_that_is_killed_costs_nothing_but_time(tmp_path: Path, who: str) -> None:
    folder = corpus(tmp_path / "in", 500)
    ray = tmp_path / "ray.db"
    running = start(ray, folder, "--engine", "ray", "--jobs", 2)
    out = tmp_path / "ray.db.shards"
    wait(lambda: len(list(out.glob("*.begun"))) == 2 and len(list(out.glob("*.parquet"))) >= 1, 120)
    if who == "worker":
        os.kill(random.choice(workers(running.pid)), signal.SIGKILL)  # noqa: S311 - whichever
    else:
        running.kill()
    _, err = running.communicate(timeout=300)
    if who == "driver":
        whole = {file: file.stat().st_mtime_ns for file in out.glob("*.parquet")}
        assert 1 <= len(whole) < 5
        done = by_ray(ray, folder)
        err, running.returncode = done.stderr, done.returncode
        assert {file: file.stat().st_mtime_ns for file in whole} == whole
    assert running.returncode == 0, err
    assert "500 articles stored" in err or who == "driver"
    assert not list(out.glob("*.begun"))
    assert is_as_locally(ray, folder)


@pytest.mark.ray
@needs_ray
def test_whoever_is_asked_to_stop_says_what_is_stored_and_one_folder_serves_one_run(tmp_path: Path) -> None:
    folder = corpus(tmp_path / "in", 400)
    ray, shards = tmp_path / "ray.db", tmp_path / "shards"
    running = start(ray, folder, "--engine", "ray", "--jobs", 2, "--shards", shards)
    wait(lambda: len(list(shards.glob("*.parquet"))) >= 1, 120)
    other = by_ray(tmp_path / "other.db", folder, "--shards", shards)
    assert other.returncode == 2
    assert (
        other.stderr.strip()
        == f"quotes: {shards}: another run uses it; wait for its end, or choose another with --shards"
    )
    running.terminate()
    _, err = running.communicate(timeout=120)
    assert running.returncode == 143, err
    assert "interrupted" in err
    assert "***" not in err
    assert by_ray(ray, folder, "--shards", shards).returncode == 0
    assert is_as_locally(ray, folder)


@pytest.mark.ray
@needs_ray
def test_a_file_that_is_named_twice_is_read_once_more_and_our_own_shards_are_none(tmp_path: Path) -> None:
    folder = corpus(tmp_path / "in", 3)
    file = tmp_path / "in.jsonl"
    file.write_text(
        "\n".join(json.dumps({"text": one.read_text("utf-8")}) for one in sorted(folder.iterdir())), "utf-8"
    )
    done = by_ray(tmp_path / "a.db", file, file)
    assert done.returncode == 0, done
    assert "3 articles stored" in done.stderr
    assert "3 there already" in done.stderr
    shards = tmp_path / "a.db.shards"
    done = by_ray(tmp_path / "b.db", shards)
    assert done.returncode != 0
    assert "only shards of an earlier run" in done.stderr


@needs_ray
def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "shards").write_text("a file")
    done = by_ray(tmp_path / "a.db", corpus(tmp_path / "in", 1), "--shards", tmp_path / "shards")
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)
    assert f"{tmp_path / 'shards'}: no folder for shards" in done.stderr


def workers(pid: int) -> list[int]:
    """The actors that a run has started, directly or not."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                if (entry / "cmdline").read_bytes().startswith(b"ray::MapWorker") and pid in ancestors(int(entry.name)):
                    found.append(int(entry.name))
            except OSError:
                continue
    return found


def ancestors(pid: int) -> list[int]:
    found = []
    while pid > 1:
        pid = int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
        found.append(pid)
    return found


@pytest.mark.ray
@needs_ray
@pytest.mark.parametrize("address", ["127.0.0.1:{}", "nowhere.invalid:6379", "ray://x:1", "x"])
def test_a_cluster_that_is_not_there_is_an_error_with_the_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = address.format(free.getsockname()[1])
    monkeypatch.setenv("RAY_ADDRESS", address)
    done = by_ray(tmp_path / "a.db", corpus(tmp_path / "in", 1))
    assert done.returncode == 2
    assert done.stderr.startswith(f"quotes: {address}: no")
    assert done.stderr.count("\n") == 1
    assert "ray start --head" in done.stderr


@pytest.mark.ray
@needs_ray
@pytest.mark.parametrize("says", [b"", b"SSH-2.0-OpenSSH_9.2p1\r\n", None])
def test_what_is_no_cluster_is_told_from_one(tmp_path: Path, says: bytes | None) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            caller, _ = server.accept()
            with caller:
                if says is None:
                    caller.recv(1000)
                    time.sleep(8)
                caller.sendall(says or b"")

        threading.Thread(target=serve, daemon=True).start()
        address = f"127.0.0.1:{server.getsockname()[1]}"
        done = by_ray(tmp_path / "a.db", corpus(tmp_path / "in", 1), "--address", address)
    assert done.returncode == 2
    assert done.stderr.startswith(f"quotes: {address}: no Ray cluster answers there")
    assert done.stderr.count("\n") == 1


@pytest.mark.ray
@needs_ray
def test_it_listens_to_this_machine_alone_and_leaves_nothing_behind(tmp_path: Path) -> None:
    running = start(tmp_path / "a.db", corpus(tmp_path / "in", 150), "--engine", "ray", "--jobs", 2)
    out = tmp_path / "a.db.shards"
    wait(lambda: out.exists() and len(list(out.glob("*.begun"))) >= 1, 120)
    started = {int(e.name) for e in Path("/proc").iterdir() if e.name.isdecimal() and _has(running.pid, int(e.name))}
    heard = listening(started)
    _, err = running.communicate(timeout=120)
    assert running.returncode == 0
    assert err.count("\n") == 1, err
    assert heard
    assert set(heard) <= {"127.0.0.1", "::1"}
    wait(lambda: not any(Path(f"/proc/{pid}").exists() for pid in started), 30)
    assert [file.suffix for file in out.iterdir() if file.name != distributed._LOCK] == [".parquet"] * 2


def _has(parent: int, pid: int) -> bool:
    try:
        return parent in ancestors(pid)
    except OSError:
        return False


def listening(pids: set[int]) -> list[str]:
    """The addresses at which some processes listen."""
    sockets: set[str] = set()
    for pid in pids:
        try:
            for link in Path(f"/proc/{pid}/fd").iterdir():
                name = str(link.readlink())
                sockets |= {name[8:-1]} if name.startswith("socket:[") else set()
        except OSError:
            continue
    found = []
    for table, unpack in (("tcp", _v4), ("tcp6", _v6)):
        for line in Path(f"/proc/net/{table}").read_text().splitlines()[1:]:
            part = line.split()
            if part[3] == "0A" and part[9] in sockets:
                found.append(unpack(bytes.fromhex(part[1].partition(":")[0])))
    return found


def _v4(data: bytes) -> str:
    return socket.inet_ntop(socket.AF_INET, data[::-1])


def _v6(data: bytes) -> str:
    words = b"".join(data[at : at + 4][::-1] for at in range(0, 16, 4))
    return socket.inet_ntop(socket.AF_INET6, words).removeprefix("::ffff:")
