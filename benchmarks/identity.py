"""How long it takes to find whom a name means among many stored names.

    python benchmarks/identity.py [--sizes 1000 10000 100000 1000000]

Makes a database with so many speakers, each with one printed name of its own put together from syllables (4,096 family
names, so that a million people share each with 243 others), and looks names up as an ingest does: those that are there
and those that are not. Prints the median and the 95th percentile of one look-up, in microseconds.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from itertools import product
from pathlib import Path

from db import engine as database
from quotes import identity
from quotes.gazetteer import forenames
from quotes.names import full_key
from quotes.records import Speaker
from quotes.store import Store
from quotes.store.who import Names, namesakes

_LOOKUPS = 2000


def names(count: int) -> list[str]:
    """So many different people, some hundred of whom share a family name where there are many."""
    rng = random.Random(1)  # noqa: S311 the same names on every run
    parts = [
        "bar",
        "dov",
        "el",
        "fin",
        "gor",
        "hal",
        "kin",
        "lem",
        "mor",
        "nes",
        "pol",
        "ras",
        "sten",
        "tov",
        "ven",
        "zin",
    ]
    families = ["".join(syllables).title() for syllables in product(parts, repeat=3)]
    given = sorted(forenames())
    found = {
        f"{rng.choice(given).title()} {rng.choice(given)[0].upper()}. {rng.choice(families)}" for _ in range(3 * count)
    }
    return sorted(found)[:count]


def measured(size: int) -> tuple[float, float]:
    """Median and 95th percentile of a look-up among so many names, in microseconds."""
    stored = names(size)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "a.db"
        Store(place, create=True).close()
        opened = database.connect(place)
        with database.writing(opened) as connection:
            raw = connection.connection.cursor()
            raw.execute(
                "INSERT INTO article (key, hash, doc, text, blocks, ingested, replaced)"
                " VALUES ('k', 'h', 'd', 't', '[]', '', 0)"
            )
            raw.executemany("INSERT INTO speaker (id, name, kind) VALUES (?, ?, 'person')", enumerate(stored, start=1))
            raw.executemany(
                "INSERT INTO alias (speaker_id, article_id, name, key) VALUES (?, 1, ?, ?)",
                ((number, name, full_key(name)) for number, name in enumerate(stored, start=1)),
            )
        rng = random.Random(2)  # noqa: S311 the same look-ups on every run
        times = []
        with database.reading(opened) as connection:
            for number in range(_LOOKUPS):
                name = rng.choice(stored) if number % 2 else f"Ada {rng.choice(stored).split()[-1]}ski"
                began = time.perf_counter()
                speaker = Speaker(name, aliases=(name,))
                known = Names(connection)
                if identity.choose(speaker, namesakes(known, speaker)) is None:
                    identity.choose(speaker, namesakes(known, speaker, wider=True))
                times.append(1e6 * (time.perf_counter() - began))
        opened.dispose()
    return statistics.median(times), statistics.quantiles(times, n=20)[-1]


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000, 1_000_000])
    print(f"{'names':>10} {'median':>10} {'p95':>10}")
    for size in parser.parse_args().sizes:
        median, high = measured(size)
        print(f"{size:10,} {median:10.0f} {high:10.0f}", flush=True)


if __name__ == "__main__":
    main()
