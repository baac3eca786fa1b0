"""Search for inputs that break a target, without an end: `python -m tests.fuzz TARGET [--minutes N]`.

With atheris (`pip install '.[fuzz]'`) the search is guided by coverage; without, inputs are changed at random. What was
of interest is kept in a directory, from which the next search goes on. A target ends at its first find: an exception,
or an input that takes longer than the limit. The find is kept, and `python -m tests.fuzz TARGET FILE` shows it again.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import random
import re
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from tests.fuzz import TARGETS

_LIMIT = 5.0
_LONGEST = 20_000
_PLACE = Path(".fuzz")


def check_of(target: str, limit: float) -> Callable[[bytes], None]:
    """The check of a target, which takes time for a broken promise too: seconds of this process."""
    check = importlib.import_module(f"tests.fuzz.{target}").check

    def timed(data: bytes) -> None:
        begun = time.process_time()
        check(data)
        taken = time.process_time() - begun
        assert taken <= limit, f"took {taken:.1f} seconds"

    return timed


def main() -> int:
    """Returns 1 where something was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("target", choices=[*TARGETS, "all"])
    parser.add_argument("file", nargs="?", type=Path, help="an input to try, instead of a search")
    parser.add_argument("--minutes", type=float, default=5, help="of search, for each target")
    parser.add_argument("--corpus", type=Path, help=f"where inputs are kept; {_PLACE}/TARGET/corpus by default")
    parser.add_argument("--seed", type=int, default=0, help="of chance; 0 for another one each time")
    parser.add_argument("--limit", type=float, default=_LIMIT, help="seconds that an input may take")
    asked = parser.parse_args()
    if asked.file:
        check_of(asked.target, asked.limit)(asked.file.read_bytes())
        print(f"{asked.target}: nothing wrong with {asked.file}")
        return 0
    targets = TARGETS if asked.target == "all" else (asked.target,)
    return max([_search(target, asked) for target in targets])


def _search(target: str, asked: argparse.Namespace) -> int:
    corpus, found = asked.corpus or _PLACE / target / "corpus", _PLACE / target / "found"
    for folder in (corpus, found):
        folder.mkdir(parents=True, exist_ok=True)
    for seed in importlib.import_module(f"tests.fuzz.{target}").SEEDS:
        _keep(corpus, seed)
    before = set(found.iterdir())
    guided = importlib.util.find_spec("atheris") is not None
    if not guided:
        print(f"{target}: atheris is not there, so inputs are changed at random; `pip install '.[fuzz]'`")
    executions = (_guided if guided else _random)(target, asked, corpus, found)
    new = sorted(set(found.iterdir()) - before)
    print(f"{target}: {executions:,} executions, {len(list(corpus.iterdir()))} inputs kept, {len(new)} found")
    for file in new:
        print(f"  python -m tests.fuzz {target} {file}")
    return int(bool(new))


def _guided(target: str, asked: argparse.Namespace, corpus: Path, found: Path) -> int:
    options = [
        f"-max_total_time={max(1, round(60 * asked.minutes))}",
        f"-seed={asked.seed}",
        f"-timeout={round(4 * asked.limit)}",
        f"-max_len={_LONGEST}",
        f"-artifact_prefix={found}/",
        "-rss_limit_mb=4096",
        "-print_final_stats=1",
    ]
    command = [sys.executable, "-m", "tests.fuzz.guided", target, str(asked.limit), *options, str(corpus)]
    log = found.parent / "log"
    with log.open("w", encoding="utf-8") as out:
        ended = subprocess.run(command, stdout=out, stderr=subprocess.STDOUT, check=False).returncode
    said = log.read_text(encoding="utf-8", errors="replace")
    if ended:
        raised = re.search(r"=== Uncaught Python exception: ===\n(.*?)\n==\d+==", said, re.DOTALL)
        print(raised[1] if raised else said[-3000:])
    counted = re.search(r"stat::number_of_executed_units:\s*(\d+)", said)
    return int(counted[1]) if counted else 0


def _random(target: str, asked: argparse.Namespace, corpus: Path, found: Path) -> int:
    check = check_of(target, asked.limit)
    kept = [file.read_bytes() for file in sorted(corpus.iterdir())]
    chance = random.Random(asked.seed or None)
    until = time.monotonic() + 60 * asked.minutes
    executions = 0
    while time.monotonic() < until:
        data = _changed(chance, chance.choice(kept), chance.choice(kept))
        executions += 1
        try:
            check(data)
        except Exception:
            traceback.print_exc()
            _keep(found, data)
            break
    return executions


def _changed(chance: random.Random, one: bytes, other: bytes) -> bytes:
    for _ in range(chance.randint(1, 8)):
        at, end = sorted(chance.randint(0, len(one)) for _ in range(2))
        begin, stop = sorted(chance.randint(0, len(other)) for _ in range(2))
        new = chance.choice([b"", chance.randbytes(chance.randint(1, 4)), one[at:end] * 2, other[begin:stop]])
        one = (one[:at] + new + one[chance.choice([at, end]) :])[:_LONGEST]
    return one


def _keep(folder: Path, data: bytes) -> None:
    (folder / sha256(data).hexdigest()[:40]).write_bytes(data)


if __name__ == "__main__":
    sys.exit(main())
