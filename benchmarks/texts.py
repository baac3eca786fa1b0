"""The texts that benchmarks read."""

from __future__ import annotations

import json
from pathlib import Path


def texts(source: Path, scratch: Path) -> list[Path]:
    """A folder of .txt files as it is, or the articles of PolNeAR's JSON Lines as files in `scratch`."""
    if source.is_dir():
        return sorted(source.rglob("*.txt"))
    files = []
    for line in source.read_text(encoding="utf-8").splitlines():
        document = json.loads(line)
        files.append(scratch / f"{document['id']}.txt")
        files[-1].write_text(document["text"], encoding="utf-8")
    return files
