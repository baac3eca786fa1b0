"""What several tests need: the sample corpus, a fresh store, the command line in this process."""

from __future__ import annotations

import io
import sqlite3
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings

from quotes.cli import main
from quotes.store import Store

# How long one example takes says nothing here: the first one loads the model.
settings.register_profile("quotes", deadline=None)
settings.load_profile("quotes")

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT / "seeds"


@dataclass(frozen=True)
class Ran:
    """What a command did."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path) -> Run:
    """Runs `quotes ARGS` in this process, with a database of its own, and returns code, output and messages."""
    monkeypatch.setenv("QUOTES_DB", str(tmp_path / "test.db"))
    for name in ("QUOTES_TRACEBACK", "QUOTES_MODEL"):
        monkeypatch.delenv(name, raising=False)

    def runs(*args: object, stdin: bytes = b"") -> Ran:
        monkeypatch.setattr(sys, "argv", ["quotes", *map(str, args)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        capsysbinary.readouterr()
        code = 0
        try:
            main()
        except SystemExit as stop:
            code = stop.code if isinstance(stop.code, int) else 1
        out, err = capsysbinary.readouterr()
        return Ran(code, out.decode(), err.decode())

    return runs


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A new, empty database."""
    with Store(tmp_path / "store.db", create=True) as made:
        yield made


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the sample corpus; read it, do not write it."""
    from quotes.model.session import load
    from quotes.pipeline import read_articles
    from quotes.read import Places
    from quotes.records import Reading

    place = tmp_path_factory.mktemp("seeded") / "quotes.db"
    with Store(place, create=True) as made:
        for _, reading in read_articles(Places().documents(str(SEEDS)), load()):
            assert isinstance(reading, Reading)
            made.add(reading, extractor="test")
    return place


@pytest.fixture
def seeds_db(run: Run, seeded: Path, tmp_path: Path) -> Path:
    """A copy of the database of the sample corpus, in the place that `run` uses."""
    source, copy = sqlite3.connect(seeded), sqlite3.connect(tmp_path / "test.db")
    source.backup(copy)
    copy.close()
    source.close()
    return tmp_path / "test.db"
