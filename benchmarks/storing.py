"""How long an article takes to store, by how many are stored: the processor's part of it, and the whole.

    python benchmarks/storing.py [--sizes 0 1000 10000] [--folder FOLDER] [--profile]

Articles of the invented corpus, of about ten quotes and five hundred words, by some eight speakers, go one by one into
one database. Each line is about the articles that came next when so many were stored. What the whole takes beyond the
processor's part is mostly waiting for the disk, so that the folder should lie on the disk that is asked about.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace
from itertools import count, islice
from pathlib import Path

import filled
import invented

from quotes.records import Block, Quote, Reading, Span, Speaker
from quotes.store import Store

_MEASURED = 300
_QUOTES = 10
"""Of an article, about."""
_WORDS = 300
"""Of an article's own, outside its quotes."""
_ROLES = ("prime minister", "mayor of Orsk", "spokeswoman", "professor of economics", "goalkeeper")


def readings(articles: int, *, seed: int = 1) -> Iterator[Reading]:
    """So many articles as they are read, with words of their own, and with roles and short forms of names."""
    prose = _prose(seed)
    more = filled.readings(invented.corpus(2 * _QUOTES * articles, seed=seed))
    for reading, _ in islice(more, articles):
        article = reading.article
        text = article.text + " ".join(islice(prose, _WORDS))
        whole = replace(article, text=text, blocks=(Block(Span(0, len(text))),))
        yield Reading(whole, tuple(map(_named, reading.quotes)))


def _named(quote: Quote) -> Quote:
    return replace(quote, speakers=tuple(_speaker(speaker.name) for speaker in quote.speakers))


def _speaker(name: str) -> Speaker:
    return Speaker(name, aliases=tuple(sorted({name, name.split()[-1]})), roles=(_ROLES[len(name) % len(_ROLES)],))


def _prose(seed: int) -> Iterator[str]:
    """Words without an end, as newspapers put them, none of them quoted."""
    for number in count(1):
        for one in invented.corpus(10_000, seed=1000 * seed + number):
            yield from one.text.strip("\"“”'‘’").split()


def main() -> None:
    """Store, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[0, 1_000, 10_000])
    parser.add_argument("--folder", type=Path, help="where the database is made for the while")
    parser.add_argument("--profile", action="store_true", help="print where the time of the measured articles went")
    asked = parser.parse_args()
    sizes = sorted(asked.sizes)
    printed = readings(sizes[-1] + _MEASURED)
    print(f"{'articles':>8} {'processor, median and p95':>28} {'whole, median and p95':>28}", flush=True)
    with tempfile.TemporaryDirectory(dir=asked.folder) as folder, Store(f"{folder}/a.db", create=True) as store:
        stored = 0
        for size in sizes:
            for reading in islice(printed, max(0, size - stored)):
                store.add(reading, extractor="invented")
            profile = cProfile.Profile() if asked.profile else None
            next_ones = list(islice(printed, _MEASURED))
            stored = max(size, stored) + len(next_ones)
            with profile or nullcontext():
                taken = [_store(store, reading) for reading in next_ones]
            columns = (f"{_figures(times):>28}" for times in zip(*taken, strict=True))
            print(f"{size:8,} {' '.join(columns)}", flush=True)
            if profile:
                pstats.Stats(profile).sort_stats("tottime").print_stats(40)


def _store(store: Store, reading: Reading) -> tuple[float, float]:
    """Store an article. Returns the processor's time and the whole, in milliseconds."""
    worked, began = time.process_time(), time.perf_counter()
    store.add(reading, extractor="invented")
    return 1000 * (time.process_time() - worked), 1000 * (time.perf_counter() - began)


def _figures(times: tuple[float, ...]) -> str:
    return f"{statistics.median(times):6.1f} {statistics.quantiles(times, n=20)[-1]:6.1f} ms"


if __name__ == "__main__":
    main()
