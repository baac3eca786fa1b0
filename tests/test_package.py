"""What is built and what is exported."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import quotes.read

ROOT = Path(__file__).resolve().parent.parent


def test_the_wheel_holds_the_two_packages_and_nothing_else(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    [wheel] = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"quotes", "db"}
    source = {p.relative_to(ROOT).as_posix() for d in ("quotes", "db") for p in (ROOT / d).rglob("*.py")}
    assert source <= set(names)
    assert {"quotes/py.typed", "db/py.typed", "db/migrations/script.py.mako"} <= set(names)


def test_what_a_package_exports_is_sorted() -> None:
    assert quotes.read.__all__ == sorted(quotes.read.__all__, key=str.casefold)
