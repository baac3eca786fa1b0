"""Databases of the invented corpus of several sizes, with their claims, for the other benchmarks.

    python benchmarks/sizes.py FOLDER [--sizes 10000 100000 1000000]

What is there already stays. A million quotes of 100,000 articles and 20,000 speakers take some ten minutes and 1.5 GB.
"""

from __future__ import annotations

import argparse
import os
import time
from pathlib import Path

import filled

from quotes.store import Store


def place(folder: Path, size: int) -> Path:
    """Where the database of so many quotes lies."""
    return folder / f"{size}.db"


def make(folder: Path, size: int) -> Path:
    """Make a database where there is none; whole or not at all."""
    made = place(folder, size)
    if not made.exists():
        partial = made.with_suffix(".partial")
        for ending in ("", "-wal", "-shm"):
            partial.with_name(partial.name + ending).unlink(missing_ok=True)
        filled.fill(partial, size)
        with Store(partial) as store:
            store.recluster(jobs=os.cpu_count() or 1)
        partial.rename(made)
    return made


def main() -> None:
    """Make them and say how long it took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    for size in asked.sizes:
        began = time.perf_counter()
        made = make(asked.folder, size)
        print(f"{made}: {made.stat().st_size / 1e6:.0f} MB, {time.perf_counter() - began:.0f} s", flush=True)


if __name__ == "__main__":
    main()
