"""What an article costs in each stage: seconds of one processor, from which docs/scale.md projects.

    python benchmarks/costs.py [--articles 1000]

The articles are invented (`printed.py`). They are read one after the other by one thread, stored in an empty database
without claims, a few in each transaction, as Ray's shards are; then their claims are found, of which comparing, what
workers share out, is timed by itself. Then they are stored in another database as the local path does, with
claims, and in a third one by one.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from printed import articles

from quotes.model.session import load
from quotes.pipeline import analyse
from quotes.read.plain import read_plain
from quotes.records import Reading
from quotes.store import Store, recluster
from quotes.store.recluster import Block, Clustered

_TOGETHER = 16


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1000)
    count = parser.parse_args().articles
    texts = [text for _, text in articles(count)]
    reader = load(threads=1)
    analyse(read_plain(texts[0], "first.txt"), reader)

    def timed(what: str, work: Callable[[], object]) -> float:
        start = time.process_time()
        work()
        taken = (time.process_time() - start) / count
        print(f"{what}: {taken:.4f} s an article", flush=True)
        return taken

    read: list[Reading] = []

    def extract() -> None:
        read.extend(analyse(read_plain(text, f"{number}.txt"), reader) for number, text in enumerate(texts))

    timed("reading and extracting", extract)
    groups = [read[start : start + _TOGETHER] for start in range(0, count, _TOGETHER)]
    compared = 0.0

    def matched(batches: Iterator[list[Block]]) -> Iterator[Clustered]:
        nonlocal compared
        asked = list(batches)
        start = time.process_time()
        found = list(recluster.alone(iter(asked)))
        compared += time.process_time() - start
        return iter(found)

    with tempfile.TemporaryDirectory() as scratch:
        with Store(Path(scratch) / "bulk.db", create=True) as store:
            timed("storing without claims", lambda: [store.load(g, extractor="x", claims=False) for g in groups])
            whole = timed("finding the claims, in one process", lambda: store.gather(matched))
            print(f"  of which comparing, shared out: {compared / count:.4f}; the rest: {whole - compared / count:.4f}")
        with Store(Path(scratch) / "local.db", create=True) as store:
            timed("storing with claims, sixteen at a time", lambda: [store.load(g, extractor="x") for g in groups])
        with Store(Path(scratch) / "single.db", create=True) as store:
            timed("storing with claims, one by one", lambda: [store.add(one, extractor="x") for one in read])


if __name__ == "__main__":
    main()
