"""How long commands take to start, against importing what they stand on.

    python benchmarks/startup.py --db .demo/quotes.db [--words bridge] [--speaker NAME] [--json FILE]

sqlite-utils searches the same file, where it is installed beside Python (extra `bench`).

Runs each command and the baseline in turn, so that a slow spell of the machine meets both, and prints medians.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from pathlib import Path

_QUOTES = str(Path(sys.executable).with_name("quotes"))
_SQLITE_UTILS = Path(sys.executable).with_name("sqlite-utils")
_BASELINE = [sys.executable, "-c", "import typer, rich, sqlalchemy"]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--db", required=True, help="a database with the sample corpus")
    parser.add_argument("--words", default="just peace")
    parser.add_argument("--speaker", default="Zelenskyy")
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--json", type=Path, help="write the figures here too")
    args = parser.parse_args()
    commands = {
        "import typer, rich, sqlalchemy": _BASELINE,
        "quotes --help": [_QUOTES, "--help"],
        "quotes search": [_QUOTES, "search", args.words, "--db", args.db],
        "quotes check": [_QUOTES, "check", "a just peace cannot be achieved", "--db", args.db],
        "quotes claims --speaker": [_QUOTES, "claims", "--speaker", args.speaker, "--db", args.db],
    }
    if _SQLITE_UTILS.exists():
        asked = ["search", args.db, "quote", args.words, "--limit", "20", "--column", "text"]
        commands["sqlite-utils search"] = [str(_SQLITE_UTILS), *asked]
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for run in range(args.runs + 1):
        for name, command in commands.items():
            started = time.perf_counter()
            subprocess.run(command, capture_output=True, check=False)
            if run:  # the first fills the file cache
                taken[name].append(time.perf_counter() - started)
    baseline = statistics.median(taken["import typer, rich, sqlalchemy"])
    if args.json:
        found = {name: 1000 * statistics.median(times) for name, times in taken.items()}
        args.json.write_text(json.dumps(found, indent=1), encoding="utf-8")
    for name, times in taken.items():
        median = statistics.median(times)
        print(f"{name:32} {median * 1000:6.0f} ms  {median / baseline:4.2f} x")


if __name__ == "__main__":
    main()
