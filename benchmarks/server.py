"""The look-ups of `searching.py` on a PostgreSQL server, with a copy of a database that `sizes.py` made.

python -m tests.postgres -- python benchmarks/server.py FILE [--json FILE]
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from pathlib import Path

import psycopg
import searching

from quotes.store import copy


def main() -> int:
    """Copy, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--count", type=int, default=200, help="look-ups of each kind")
    parser.add_argument("--json", type=Path, help="write the figures here too")
    asked = parser.parse_args()
    server = os.environ.get("QUOTES_TEST_POSTGRES")
    if server is None:
        print("no PostgreSQL server here", file=sys.stderr)
        return 0
    name = f"bench_{asked.file.stem}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name}".encode())
        connection.execute(f"CREATE DATABASE {name}".encode())
    place = f"{server.rpartition('/')[0]}/{name}"
    began = time.perf_counter()
    rows = copy(asked.file, place)
    print(f"{rows} rows copied in {time.perf_counter() - began:.0f} s", flush=True)
    found = {name: searching.measure(place, asked.count)}
    for kind, (median, late) in found[name].items():
        print(f"  {kind:22} {median:8.1f} {late:8.1f}", flush=True)
    if asked.json:
        asked.json.write_text(json.dumps(found, indent=1), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
