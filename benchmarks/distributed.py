"""Ingesting by Ray with one worker and with two, against the local path: articles a second, and whether all is equal.

    python benchmarks/distributed.py [--articles 5000] [--workers 1 2] [--bound] [--keep FOLDER]

The articles are invented (`printed.py`) and lie in one JSON Lines file. Every run is a whole command into a new
database with new shards. Two databases are equal if all rows of all tables are, the times and the numbers of the claims
aside, and the same statements are one claim, led by the same one. Extracting is what happens between the first shard
and the last; storing goes on meanwhile. For each run stands how many processors it used, and how many others did, for
whom it had to wait. With --bound a run has as many processors as workers for all that it does, storing too. At the end:
how many statements each speaker has, and into how large pieces those of one part.
"""

from __future__ import annotations

import argparse
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from contextlib import closing
from pathlib import Path
from typing import Any

from printed import articles

from quotes import cluster
from quotes.store.settle import code
from quotes.store.stars import as_statement

_QUOTES = str(Path(sys.executable).with_name("quotes"))
_TIMES = {"ingested", "at"}


def write(file: Path, count: int) -> int:
    """Write so many articles. Returns how many words they have."""
    words = 0
    with file.open("w", encoding="utf-8") as lines:
        for _, text in articles(count):
            words += len(text.split())
            lines.write(json.dumps({"text": text}) + "\n")
    return words


def ingest(file: Path, place: Path, *options: str, processors: int | None = None) -> float:
    """Seconds that a run takes, on so many processors or all."""
    start = time.perf_counter()
    command = [_QUOTES, "ingest", str(file), "--db", str(place), *options]
    if processors:
        command = ["taskset", "--cpu-list", f"0-{processors - 1}", *command]
    running = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    before, own = _busy(), dict[int, float]()
    while running.poll() is None:
        time.sleep(0.5)
        _spent(running.pid, own)
    taken = time.perf_counter() - start
    others = (_busy() - before - sum(own.values())) / taken
    err = running.communicate()[1]
    if running.returncode:
        raise SystemExit(err)
    print(f"{' '.join(options)}: {err.strip().rpartition(';')[0]}; it used {sum(own.values()) / taken:.2f} processors,")
    print(f"    others {others:.2f} of the {os.cpu_count()}", flush=True)
    return taken


_TICKS = os.sysconf("SC_CLK_TCK")


def _busy() -> float:
    """Seconds that all processors have worked."""
    user, nice, system, _, _, *interrupts = map(int, Path("/proc/stat").read_text().splitlines()[0].split()[1:8])
    return (user + nice + system + sum(interrupts)) / _TICKS


def _spent(pid: int, seen: dict[int, float]) -> None:
    """Note the seconds that a process has worked, and each that it started."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        seen[pid] = (int(stat[11]) + int(stat[12])) / _TICKS
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                _spent(int(child), seen)
    except OSError:
        pass  # it has just ended


def extracting(place: Path, workers: int) -> float:
    """Shards a second from the first to the last; of the first, one a worker came at once, which do not count."""
    made = sorted(file.stat().st_mtime for file in Path(f"{place}.shards").glob("*.parquet"))
    return (len(made) - workers) / (made[-1] - made[workers - 1])


def facts(place: Path) -> tuple[dict[str, list[Any]], list[list[int]], set[int]]:
    """All that is stored, and the claims."""
    with closing(sqlite3.connect(place)) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        tables = {}
        for name in names:
            if name.startswith(("quote_fts_", "sqlite_")) or name == "claim":
                continue
            columns = [row[1] for row in connection.execute(f"PRAGMA table_info({name})")]
            kept = ", ".join(column for column in columns if column not in _TIMES | {"claim_id"})
            tables[name] = sorted(connection.execute(f"SELECT {kept} FROM {name}"), key=repr)  # noqa: S608
        claims: defaultdict[int, list[int]] = defaultdict(list)
        for quote, claim in connection.execute("SELECT id, claim_id FROM quote WHERE claim_id NOT NULL ORDER BY id"):
            claims[claim].append(quote)
        leads = {quote for (quote,) in connection.execute("SELECT id FROM quote WHERE leads")}
    return tables, sorted(claims.values()), leads


def skew(place: Path) -> None:
    """Print how unevenly statements are spread over speakers, and over pieces."""
    with closing(sqlite3.connect(place)) as connection:
        connection.row_factory = sqlite3.Row
        said: defaultdict[int, list[int]] = defaultdict(list)
        for quote, speaker in connection.execute("SELECT quote_id, speaker_id FROM quote_speaker ORDER BY 1, 2"):
            said[quote].append(speaker)
        blocks: defaultdict[int, list[cluster.Statement]] = defaultdict(list)
        said_so = "id, text, kind, polarity, CASE WHEN pinned THEN claim_id END AS pinned"
        for row in connection.execute(f"SELECT {said_so} FROM quote WHERE act = 'statement'"):  # noqa: S608
            blocks[code(said[row["id"]])].append(as_statement(row))
    nobody = len(blocks.pop(0, []))
    sizes = sorted((len(block) for block in blocks.values()), reverse=True)
    total = sum(sizes)
    tenth = sum(sizes[: max(1, len(sizes) // 10)])
    print(
        f"{total} statements of {len(sizes)} speakers, {nobody} of nobody; the most of one {sizes[0]}"
        f" ({sizes[0] / total:.1%}), of the first tenth {tenth / total:.0%}, the median {sizes[len(sizes) // 2]}"
    )
    start = time.perf_counter()
    pieces = sorted((len(piece) for block in blocks.values() for piece in cluster.pieces(block)), reverse=True)
    parted = time.perf_counter() - start
    alone = sum(size == 1 for size in pieces)
    start = time.perf_counter()
    for block in blocks.values():
        cluster.cluster(block)
    print(
        f"{len(pieces)} pieces, {alone} of one statement, the largest {pieces[0]} ({pieces[0] / total:.1%});"
        f" parting {parted:.1f} s, clustering {time.perf_counter() - start:.1f} s in one process"
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=5000)
    parser.add_argument("--workers", type=int, nargs="*", default=[1, 2])
    parser.add_argument("--bound", action="store_true", help="a run of N workers has N processors")
    parser.add_argument("--keep", type=Path, help="put the articles, databases and shards here")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        scratch = args.keep or Path(made)
        scratch.mkdir(exist_ok=True)
        file = scratch / "articles.jsonl"
        words = write(file, args.articles)
        print(f"{args.articles} articles, {words} words, {file.stat().st_size / args.articles:.0f} bytes each")
        local = scratch / "local.db"
        taken = ingest(file, local, "--jobs", "2")
        print(f"local, two processes: {taken:.1f} s, {args.articles / taken:.1f} articles/s")
        there = facts(local)
        speeds: dict[int, tuple[float, float]] = {}
        for workers in args.workers:
            place = scratch / f"{workers}.db"
            bound = workers if args.bound else None
            taken = ingest(file, place, "--engine", "ray", "--jobs", str(workers), processors=bound)
            kept = [shard.stat().st_size for shard in Path(f"{place}.shards").glob("*.parquet")]
            speeds[workers] = args.articles / taken, extracting(place, workers) * args.articles / len(kept)
            whole, stage = speeds[workers]
            equal = "equal" if facts(place) == there else "NOT EQUAL"
            size = place.stat().st_size / args.articles
            print(
                f"Ray, {workers} workers: {taken:.1f} s, {whole:.1f} articles/s, extracting {stage:.1f}; shards"
                f" {sum(kept) / args.articles:.0f} bytes an article, database {size:.0f};"
                f" {equal} to the local path"
            )
        if len(speeds) > 1:
            few, many = (speeds[choose(speeds)] for choose in (min, max))
            whole, stage = (one / other for one, other in zip(many, few, strict=True))
            print(f"{max(speeds)} workers to {min(speeds)}: {whole:.2f} the whole run, {stage:.2f} extracting")
        skew(local)


if __name__ == "__main__":
    main()
