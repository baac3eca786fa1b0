"""What the other benchmarks wrote, as docs/benchmarks.md with its pictures.

    python benchmarks/report.py FOLDER

The folder has what `make bench` puts there: searching.json, server.json, startup.json, naive.json. What is not
there is left out.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import matplotlib

matplotlib.use("svg")
import matplotlib.pyplot as plt

matplotlib.rcParams["svg.hashsalt"] = "quotes"  # the same ids in every run

DOCS = Path(__file__).parent.parent / "docs"
_PICTURES = DOCS / "benchmarks"
_KINDS = ("word", "phrase", "prefix", "word of a speaker", "mistyped word", "claims of a speaker")
_ROWS = (*_KINDS, "quote with its claim", "check", "word, FTS5 alone", "phrase, FTS5 alone", "prefix, FTS5 alone")

Timed = Mapping[str, Mapping[str, Sequence[float]]]


def _size(place: str) -> int:
    """How many quotes a database of `sizes.py`, or a copy of one, has: the number in its name."""
    return int("".join(letter for letter in Path(place).stem if letter.isdigit()))


def _curves(name: str, lines: Mapping[str, Sequence[tuple[float, float]]], labels: tuple[str, str]) -> str:
    """Draw lines over two logarithmic axes. Returns how the document shows them."""
    figure, axes = plt.subplots(figsize=(7, 4.2))
    for label, points in lines.items():
        axes.plot(*zip(*points, strict=True), marker="o", markersize=3, label=label)
    axes.set(xscale="log", yscale="log", xlabel=labels[0], ylabel=labels[1])
    axes.grid(visible=True, alpha=0.3)
    axes.legend(fontsize="small")
    _PICTURES.mkdir(exist_ok=True)
    # Without the date, so that the same figures give the same file.
    figure.savefig(_PICTURES / f"{name}.svg", metadata={"Date": None})
    plt.close(figure)
    return f"![{labels[1]} over {labels[0]}](benchmarks/{name}.svg)"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    return ["| " + " | ".join(row) + " |" for row in (head, ["---"] * len(head), *rows)]


def searching(found: Timed, server: Timed) -> list[str]:
    """Look-ups by the number of quotes."""
    columns = {f"{_size(place):,}": timed for place, timed in sorted(found.items(), key=lambda one: _size(one[0]))}
    columns |= {f"PostgreSQL, {_size(place):,}": timed for place, timed in server.items()}
    rows = [
        [kind, *(f"{timed[kind][0]:.1f} / {timed[kind][1]:.1f}" if kind in timed else "" for timed in columns.values())]
        for kind in _ROWS
    ]
    places = sorted(found, key=_size)
    lines = {kind: [(_size(place), found[place][kind][1]) for place in places] for kind in (*_KINDS, _ROWS[8])}
    shown = _curves("searching", lines, ("quotes", "95th percentile, ms"))
    return [*_table(["", *columns], rows), "", shown]


def startup(found: Mapping[str, float]) -> list[str]:
    """Whole commands."""
    return _table(["command", "ms"], [[f"`{name}`", f"{took:.0f}"] for name, took in found.items()])


def naive(found: Mapping[str, Mapping[str, Sequence[float]]]) -> list[str]:
    """Matching, against all pairs."""
    ways = list(next(iter(found.values())))
    rows = [
        [f"{int(size):,}", *(f"{took:.1f} s, {100 * p:.1f} / {100 * r:.1f}" for took, p, r in ways_.values())]
        for size, ways_ in found.items()
    ]
    lines = {way: [(int(size), ways_[way][0]) for size, ways_ in found.items()] for way in ways}
    return [*_table(["statements", *ways], rows), "", _curves("matching", lines, ("statements", "seconds"))]


_PARTS = (
    (
        "searching.json",
        "Look-ups by the number of quotes",
        "In process, medians and 95th percentiles in milliseconds, of 200 look-ups of each kind, drawn from what"
        " is stored (`python benchmarks/searching.py`). FTS5 alone ranks every match of a common word.",
    ),
    (
        "startup.json",
        "Whole commands",
        "Medians, each command in turn, on the database of a million quotes (`python benchmarks/startup.py`).",
    ),
    (
        "naive.json",
        "Making claims, against comparing all pairs",
        "Seconds, pairwise precision / recall on the invented corpus (`python benchmarks/naive.py`), one process."
        " The corpus has a speaker for each fifty statements, so that the pairs of one are few here; the most quoted of"
        " a million have nine thousand each. All pairs of a million would take weeks, this program takes minutes.",
    ),
)


def _machine() -> str:
    name = re.search(r"^model name\s*: (.*)$", Path("/proc/cpuinfo").read_text(encoding="utf-8"), re.MULTILINE)
    return (
        f"on {os.cpu_count()} processors ({name[1] if name else platform.processor()}),"
        f" Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    )


def main() -> None:
    """Write the document."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder

    def read(name: str) -> Any:
        file = folder / name
        return json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}

    lines = ["# Benchmarks", "", f"Written by `make bench`, {_machine()}.", ""]
    for file, title, what in _PARTS:
        found = read(file)
        if not found:
            continue
        lines += [f"## {title}", "", what, ""]
        if file == "searching.json":
            lines += searching(found, read("server.json"))
        else:
            lines += startup(found) if file == "startup.json" else naive(found)
        lines.append("")
    (DOCS / "benchmarks.md").write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
