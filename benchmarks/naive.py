"""Claims as this program makes them, against comparing every statement with every other by RapidFuzz.

    python benchmarks/naive.py [--sizes 1000 2000 4000 8000] [--json FILE]

Statements of the invented corpus, whose utterances are known. The naive way joins what WRatio takes for alike (its best
threshold on the development pairs) among the statements of one speaker, or of all, as somebody would write it in an
afternoon. Printed are seconds, and pairwise precision and recall.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

import filled
import invented
from claims import agreement
from rapidfuzz import fuzz, process, utils

from db import engine as database
from quotes.store import Store

_ALIKE = 86.0


def _joined(texts: Sequence[str], groups: Sequence[Sequence[int]]) -> list[int]:
    """The group of each statement: whoever is alike is joined, and so is whoever is alike to them."""
    root = list(range(len(texts)))

    def find(number: int) -> int:
        while root[number] != number:
            root[number] = root[root[number]]
            number = root[number]
        return number

    for group in groups:
        chosen = [utils.default_process(texts[number]) for number in group]
        for row, text in enumerate(chosen):
            scores = process.cdist([text], chosen[row + 1 :], scorer=fuzz.WRatio, score_cutoff=_ALIKE)
            for behind in scores[0].nonzero()[0].tolist():
                one, other = find(group[row]), find(group[row + 1 + behind])
                root[max(one, other)] = min(one, other)
    return [find(number) for number in range(len(texts))]


def measure(size: int) -> dict[str, tuple[float, float, float]]:
    """Seconds, precision and recall of each way."""
    printed = list(islice(invented.corpus(size, seed=2), size))
    texts, truth = [one.text for one in printed], [one.utterance for one in printed]
    said: defaultdict[int, list[int]] = defaultdict(list)
    for number, one in enumerate(printed):
        said[one.speaker].append(number)
    found: dict[str, tuple[float, float, float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "a.db"
        filled.fill(place, size, seed=2)
        with Store(place) as store:
            began = time.perf_counter()
            store.recluster(jobs=1)
            took = time.perf_counter() - began
        opened = database.connect(place)
        with database.reading(opened) as connection:
            claims = [row[0] for row in connection.exec_driver_sql("SELECT claim_id FROM quote ORDER BY id")]
        opened.dispose()
        found["quotes"] = (took, *agreement(claims, truth))
    for name, groups in (("all pairs of a speaker", list(said.values())), ("all pairs", [list(range(len(texts)))])):
        began = time.perf_counter()
        joined = _joined(texts, groups)
        found[name] = (time.perf_counter() - began, *agreement(joined, truth))
    return found


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 2000, 4000, 8000])
    parser.add_argument("--json", type=Path, help="write the figures here too")
    asked = parser.parse_args()
    found = {}
    for size in asked.sizes:
        found[size] = measure(size)
        for name, (took, precision, recall) in found[size].items():
            print(f"{size:7,} {name:24} {took:8.2f} s {100 * precision:7.2f} {100 * recall:7.2f}", flush=True)
    if asked.json:
        asked.json.write_text(json.dumps(found, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
