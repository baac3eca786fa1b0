"""What single changes of the recipe do, each measured on a short training run.

    python benchmarks/ablations.py --corpus PolNeAR --work .train/ablations plain hidden layers wide

Each variant is trained for two epochs with the lessons beside the code (some ten minutes on two cores), exported, and
measured on the development articles. What is finished in --work is not trained again, and what was interrupted goes on.
Needs the extra [train] and the packages of `make model`.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LESSONS = ROOT / "quotes" / "training" / "lessons.npz"
VARIANTS = {
    "plain": (),
    "seed": ("--seed", "2"),
    "hidden": ("--hide", "0.1"),
    "layers": ("--layers", "4"),
    "wide": ("--window", "510", "--context", "128"),
    "unvaried": ("--vary", "0"),
    "slow": ("--rate", "7.5e-5"),
}
SHOWN = ("source", "cue", "content", "overlap", "overlap_recall", "end_to_end", "direct_recall")


def main() -> None:
    """Train what is asked for, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--epochs", default="2")
    parser.add_argument("variants", nargs="+", choices=VARIANTS)
    args = parser.parse_args()
    print(f"{'':10}", *(f"{name:>14}" for name in SHOWN))
    for name in args.variants:
        work = args.work.absolute() / name
        figures = work / "model" / "figures.json"
        if not figures.exists():
            command = [sys.executable, "-m", "quotes.training", "--corpus", args.corpus.absolute(), "--work", work]
            command += ["--out", work / "model", "--teacher", LESSONS, "--name", name, "--epochs", args.epochs]
            subprocess.run([*map(str, command), *VARIANTS[name]], stdout=subprocess.DEVNULL, cwd=ROOT, check=True)
        found = json.loads(figures.read_text(encoding="utf-8"))["figures"]
        print(f"{name:10}", *(f"{found[figure]:14.1f}" for figure in SHOWN), flush=True)


if __name__ == "__main__":
    main()
