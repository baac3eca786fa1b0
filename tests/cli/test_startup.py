"""What look-ups in a file do without, seen in the processes in which they really run."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

LOOK_UPS = (
    ("search", "peace"),
    ("search", "pecae", "--acts", "all"),
    ("search", "--raw", '"open'),
    ("claims", "--speaker", "Zhovrin"),
    ("show", "5"),
    ("check", "Every farmer downstream cannot plan on that", "--speaker", "Jovrin"),
    ("speakers",),
    ("speakers", "--speaker", "Zhovrin"),
)


def _imported(*words: str) -> tuple[int, set[str]]:
    """How a command ends, and the packages that it imports."""
    command = [sys.executable, "-X", "importtime", "-c", "from quotes.cli import main; main()", *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, set(re.findall(r"(?m)^import time:.*\| +(\w+)", done.stderr))


@pytest.mark.parametrize("words", LOOK_UPS, ids=" ".join)
def test_a_look_up_in_a_file_does_without_sqlalchemy(seeded: Path, words: tuple[str, ...]) -> None:
    code, imported = _imported(*words, "--db", str(seeded))
    assert (code == 2) == ("--raw" in words)
    assert {"sqlite3", "quotes", "db"} <= imported
    assert not imported & {"sqlalchemy", "sqlmodel", "alembic"}


def test_what_writes_is_seen_to_import_it(seeded: Path) -> None:
    _, imported = _imported("speaker", "rename", "999999", "Nobody", "--db", str(seeded))
    assert {"sqlalchemy", "sqlmodel"} <= imported


def test_a_command_is_started_without_the_others() -> None:
    code = "from quotes.cli.app import app_for; import sys; app_for('search'); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert {name for name in done.stdout.split() if name.startswith("quotes.cli.")} == {
        "quotes.cli.app",
        "quotes.cli.options",
        "quotes.cli.search",
    }
