"""How well and how fast many quotes become claims, and what one more article, or a check, takes among them.

    python benchmarks/claims.py [--sizes 10000 100000 1000000] [--jobs 2] [--seed 2] [--keep FOLDER]

Fills a database with the invented corpus, whose claims are known, and makes its claims. Prints how long that took and
the most memory that the processes had together; pairwise precision (of two quotes in one claim, how often they are one
utterance) and recall (of two printings of one utterance, how often they are in one claim; also of those that have half
of the words of the shorter in common, since the two halves of a statement cannot be told to be one without the whole);
how long an article of ten quotes takes to store; and how long a check takes, of words that are there, changed, or not.
"""

from __future__ import annotations

import argparse
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import combinations, islice
from pathlib import Path

import filled
import invented

from db import engine as database
from quotes.store import Filter, Store
from quotes.text import normalise

_MEGABYTE = 1 << 20
_ARTICLES = 40
_CHECKS = 400
_GROUPS = 20_000


class Memory:
    """The most memory that this process and its children had at one time, in megabytes, looked up every half second."""

    def __init__(self) -> None:
        self.most = 0.0

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Look while the block runs."""
        done = threading.Event()
        watch = threading.Thread(target=self._watch, args=(done,))
        watch.start()
        try:
            yield
        finally:
            done.set()
            watch.join()

    def _watch(self, done: threading.Event) -> None:
        while not done.wait(0.5):
            self.most = max(self.most, _resident())


def _resident() -> float:
    """Resident memory of this process and its children, shared pages counted once for each."""
    mine = Path("/proc/self/task").glob("*/children")
    processes = ["self", *(pid for children in mine for pid in children.read_text().split())]
    pages = 0
    for pid in processes:
        try:
            pages += int(Path(f"/proc/{pid}/statm").read_text().split()[1])
        except OSError:
            continue
    return pages * resource.getpagesize() / _MEGABYTE


def agreement(claims: Sequence[int], truth: Sequence[int]) -> tuple[float, float]:
    """Pairwise precision and recall of a clustering, in [0, 1]."""
    both = sum(n * (n - 1) for n in Counter(zip(claims, truth, strict=True)).values())
    made = sum(n * (n - 1) for n in Counter(claims).values())
    true = sum(n * (n - 1) for n in Counter(truth).values())
    return both / made if made else 1.0, both / true if true else 1.0


def overlapping(claims: Sequence[int], truth: Sequence[int], texts: Sequence[str]) -> float:
    """Recall over pairs that share half of the words of the shorter one, in a sample of the utterances."""
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for quote, utterance in enumerate(truth):
        groups[utterance].append(quote)
    found = total = 0
    for group in islice((g for g in groups.values() if len(g) > 1), _GROUPS):
        words = {quote: set(normalise(texts[quote]).text.replace('"', " ").split()) for quote in group[:60]}
        for one, other in combinations(words, 2):
            if 2 * len(words[one] & words[other]) >= min(len(words[one]), len(words[other])):
                total += 1
                found += claims[one] == claims[other]
    return found / total if total else 1.0


def measure(size: int, jobs: int, folder: Path, seed: int) -> None:
    """Print a line for a database of so many quotes."""
    place = folder / f"{size}.db"
    truth = filled.fill(place, size, seed=seed)
    memory = Memory()
    with Store(place) as store, memory.watched():
        began = time.perf_counter()
        made = store.recluster(jobs=jobs)
        took = time.perf_counter() - began
    opened = database.connect(place)
    with database.reading(opened) as connection:
        rows = connection.exec_driver_sql("SELECT claim_id, text FROM quote ORDER BY id").fetchall()
    opened.dispose()
    claims, texts = [row[0] for row in rows], [row[1] for row in rows]
    precision, recall = agreement(claims, truth)
    within = overlapping(claims, truth, texts)
    article = _articles(place, size, seed)
    check = _checks(place, texts)
    print(
        f"{size:9,} {made.claims:9,} {took:7.1f} s {memory.most:6.0f} MB {100 * precision:8.2f} {100 * recall:8.2f}"
        f" {100 * within:8.2f} {1000 * article[0]:8.0f} {1000 * article[1]:6.0f} ms"
        f" {1000 * check[0]:6.0f} {1000 * check[1]:6.0f} ms {place.stat().st_size / _MEGABYTE:7.0f} MB",
        flush=True,
    )


def _articles(place: Path, size: int, seed: int) -> tuple[float, float]:
    """Median and 95th percentile of storing an article more, of the same speakers, in seconds."""
    times = []
    more = filled.readings(invented.corpus(size, seed=seed))
    with Store(place) as store:
        # The same articles in another outlet, word by word the same, and so repeats of what is there.
        for number, (reading, _) in enumerate(islice(more, _ARTICLES)):
            other = replace(reading.article, url=f"https://other.example/{number}", outlet="Other Paper")
            began = time.perf_counter()
            store.add(replace(reading, article=other), extractor="invented")
            times.append(time.perf_counter() - began)
        # What their speakers have not said yet.
        fresh = filled.readings(invented.corpus(20 * _ARTICLES, seed=seed + 1))
        for number, (reading, _) in enumerate(islice(fresh, _ARTICLES)):
            other = replace(reading.article, url=f"https://fresh.example/{number}", outlet="Other Paper")
            began = time.perf_counter()
            store.add(replace(reading, article=other), extractor="invented")
            times.append(time.perf_counter() - began)
    return statistics.median(times), statistics.quantiles(times, n=20)[-1]


def _checks(place: Path, texts: Sequence[str]) -> tuple[float, float]:
    """Median and 95th percentile of a check, in seconds: of printed words, changed ones, cut ones, invented ones."""
    rng = random.Random(3)  # noqa: S311 the same checks on every run
    strange = [one.text for one in islice(invented.corpus(10_000, seed=9), _CHECKS)]
    times = []
    with Store(place) as store:
        for number in range(_CHECKS):
            words = rng.choice(texts).split()
            if number % 4 == 1:
                words[rng.randrange(len(words))] = "harbour"
            elif number % 4 == 2:
                words = words[len(words) // 3 :]
            elif number % 4 == 3:
                words = strange[number].split()
            began = time.perf_counter()
            store.check(" ".join(words), None, Filter())
            times.append(time.perf_counter() - began)
    return statistics.median(times), statistics.quantiles(times, n=20)[-1]


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=2, help="which corpus; the rules were mended looking at 1")
    parser.add_argument("--keep", type=Path, help="where the databases stay; else they go")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if not asked.one:
        print(
            f"{'quotes':>9} {'claims':>9} {'made in':>9} {'memory':>9} {'precision':>9} {'recall':>7} {'overlap.':>9}"
            f" {'article, median and p95':>24} {'check':>8} {'file':>18}",
            flush=True,
        )
        for size in asked.sizes:
            # Each in a process of its own, so that none starts with the memory of the last.
            keep = ["--keep", str(asked.keep)] if asked.keep else []
            options = ["--sizes", str(size), "--jobs", str(asked.jobs), "--seed", str(asked.seed), *keep]
            command = [sys.executable, __file__, "--one", *options]
            subprocess.run(command, check=True)
        return
    with tempfile.TemporaryDirectory() as folder:
        measure(asked.sizes[0], asked.jobs, asked.keep or Path(folder), asked.seed)


if __name__ == "__main__":
    main()
