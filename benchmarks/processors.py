"""The share of spans that are the same on another processor, by an emulator.

    python benchmarks/processors.py TEXTS --articles 20

TEXTS is a folder of .txt files, or PolNeAR's dev.jsonl. Needs qemu-x86_64 (Debian's qemu-user). Haswell, which it plays
unless told otherwise, has AVX2 and no AVX512, so 8-bit products take another way than on newer processors. A thousand
words take some twenty seconds there.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from texts import texts

_QUOTES = str(Path(sys.executable).with_name("quotes"))
_EXTRACT = [sys.executable, _QUOTES, "extract", "--format", "jsonl", "--acts", "all"]

Found = set[tuple[object, ...]]


def _spans(files: list[Path], before: list[str], after: list[str]) -> Found:
    """Every span with its article and role."""
    command = [*before, *_EXTRACT, *after, *map(str, files)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    quotes = [json.loads(line) for line in done.stdout.splitlines()]
    return {(q["doc"], role, *span) for q in quotes for role in ("source", "cue", "content") for span in q[role]}


def main() -> None:
    """Compare and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path)
    parser.add_argument("--cpu", default="Haswell", help="see qemu-x86_64 -cpu help")
    parser.add_argument("--articles", type=int, help="only so many of them, evenly chosen")
    parser.add_argument("--model", help="as for quotes extract")
    args = parser.parse_args()
    model = ["--model", args.model] if args.model else []
    with tempfile.TemporaryDirectory() as scratch:
        files = texts(args.texts, Path(scratch))
        if not files:
            parser.error(f"{args.texts}: no texts")
        files = files[:: max(1, len(files) // (args.articles or len(files)))][: args.articles]
        here = _spans(files, [], model)
        there = _spans(files, ["qemu-x86_64", "-cpu", args.cpu], model)
    share = 200 * len(here & there) / max(1, len(here) + len(there))
    print(f"{len(files)} articles, {len(here)} spans here, {len(there)} there, {share:.2f} % the same")


if __name__ == "__main__":
    main()
