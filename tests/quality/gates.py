"""What is measured on gold data, and where the figures are pinned.

`python -m tests.quality.gates` measures everything that is present and pins figures that rose. A figure that fell, or a
corpus that changed, is pinned only with `--lower REASON`, and the reason is kept beside the figures.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from quotes.model.session import load
from quotes.pipeline import analyse
from quotes.read import Document, Places, read_document
from quotes.records import Article
from tests.quality.metrics import Tally, count

ROOT = Path(__file__).resolve().parents[2]
SEEDS = ROOT / "seeds"
SHARED = ROOT.parent / "shared"
SCORE = SHARED / "eval" / "score.py"
PINS = Path(__file__).with_name("pins.json")
ABSENT = "the gold data lies outside the repository and is absent"
BETTER_LOW = frozenset({"junk", "opposites_merged"})
# Percent. Processors round differently in the last digit, and of a thousand quotes some lie on an edge; pins are exact.
SLACK = 0.5

_PROGRAM = shlex.quote(str(Path(sys.executable).with_name("quotes")))
QUOTES = f"{_PROGRAM} extract --format jsonl --acts all"
PAIRS = f"{_PROGRAM} compare --pairs - --format jsonl"

Figures = dict[str, float]


def gold() -> list[dict[str, Any]]:
    """The annotation of the sample corpus."""
    return [json.loads(line) for line in (SEEDS / "gold.jsonl").read_text(encoding="utf-8").splitlines()]


def _read(file: Path) -> Article:
    [(_, document)] = Places().documents(str(file))
    if not isinstance(document, Document):
        raise document
    return read_document(document)


def _samples() -> Figures:
    tally = Tally()
    for article in gold():
        count(tally, article, analyse(_read(SEEDS / article["file"]), load()).quotes)
    return tally.figures()


def _score(corpus: str, command: str = QUOTES, *options: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, SCORE, corpus, "--command", command, *options], stdout=subprocess.PIPE, text=True, check=True
    )
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def _chosen(result: dict[str, Any], *names: str) -> Figures:
    return {name: result[name] for name in names}


def _real() -> Figures:
    return _chosen(_score("seeds"), "f1", "strict", "speaker_accuracy", "kind_accuracy", "junk")


def _polnear(*options: str) -> Figures:
    result = _score("polnear", QUOTES, *options)
    figures = _chosen(
        result, "overlap", "overlap_recall", "end_to_end", "direct_recall", "source_accuracy", "direct_source_accuracy"
    )
    return {**result["exact"], **figures}


def _speakers() -> Figures:
    return _chosen(_score("speakers"), "accuracy", "recall", "abstains")


def _pairs() -> Figures:
    return _chosen(_score("pairs", PAIRS), "same_f1", "opposites_merged")


# Name: how it is measured, and the files that it is measured on. The slow ones leave a default test run.
GATES: dict[str, tuple[Callable[[], Figures], Callable[[], Iterable[Path]]]] = {
    "samples": (_samples, lambda: [*SEEDS.rglob("*.txt"), SEEDS / "gold.jsonl"]),
    "real": (_real, lambda: [f for f in (SHARED / "seeds").rglob("*") if f.is_file()]),
    "pairs": (_pairs, lambda: [f for f in (SHARED / "pairs").rglob("*") if f.is_file()]),
    "polnear-30": (lambda: _polnear("--limit", "30"), lambda: [SHARED / "polnear" / "dev.jsonl"]),
    "polnear": (_polnear, lambda: [SHARED / "polnear" / "dev.jsonl"]),
    "speakers": (
        _speakers,
        lambda: [SHARED / "polnear" / "dev.jsonl", SHARED / "polnear" / "dev_speakers.jsonl"],
    ),
}
SLOW = frozenset({"polnear", "speakers"})


def present(name: str) -> bool:
    """Whether the corpus of a gate is here."""
    files = list(GATES[name][1]())
    return bool(files) and all(file.is_file() for file in files) and (name == "samples" or SCORE.is_file())


def corpus_hash(name: str) -> str:
    """SHA-256 over the files of a gate's corpus, in order of their names."""
    digest = hashlib.sha256()
    for file in sorted(GATES[name][1]()):
        digest.update(f"{file.parent.name}/{file.name}".encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()


@cache
def measured(name: str) -> Figures:
    """The figures of a gate, now."""
    return GATES[name][0]()


def fallen(pinned: Figures, found: Figures, slack: float = 0.0) -> dict[str, tuple[float, float]]:
    """The figures that are worse than pinned, those in percent by more than `slack`, or missing: pinned and found."""
    return {
        name: (value, found.get(name, float("nan")))
        for name, value in pinned.items()
        if not (found.get(name, float("nan")) <= value if name in BETTER_LOW else found.get(name, -1) >= value - slack)
    }


def pin(pins: dict[str, Any], name: str, corpus: str, figures: Figures, reason: str | None) -> bool:
    """Put figures into `pins`; False where they fell, or the corpus changed, and no reason is given."""
    before = pins["gates"].get(name)
    worse = fallen(before["figures"], figures) if before else {}
    changed = bool(before) and before["corpus"] != corpus
    if (worse or changed) and not reason:
        return False
    if worse or changed:
        what = {key: f"{old} -> {new}" for key, (old, new) in worse.items()} | ({"corpus": corpus} if changed else {})
        pins["lowered"].append({"date": date.today().isoformat(), "gate": name, "what": what, "reason": reason})
    pins["gates"][name] = {"corpus": corpus, "figures": figures}
    return True


def main() -> int:
    """Measure and pin."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lower", metavar="REASON", help="pin figures that fell too, and keep the reason")
    parser.add_argument("gates", nargs="*", metavar="GATE", help=f"of {', '.join(GATES)}; all that are present")
    given = parser.parse_args()
    pins = json.loads(PINS.read_text(encoding="utf-8")) if PINS.exists() else {"gates": {}, "lowered": []}
    if unknown := set(given.gates) - GATES.keys():
        parser.error(f"no gate {', '.join(sorted(unknown))}; there are {', '.join(GATES)}")
    refused = False
    for name in given.gates or [name for name in GATES if present(name)]:
        figures = measured(name)
        if pin(pins, name, corpus_hash(name), figures, given.lower):
            print(name, figures)
            PINS.write_text(json.dumps(pins, indent=1) + "\n", encoding="utf-8")
        else:
            refused = True
            print(f"{name}: not pinned, {figures} is worse than {pins['gates'][name]}; use --lower REASON")
    return int(refused)


if __name__ == "__main__":
    sys.exit(main())
