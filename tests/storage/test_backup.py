"""Copies of a database, and putting them back."""

from __future__ import annotations

import functools
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from db import backup as copies
from db import engine as database
from db.errors import CorruptError, DatabaseError, LockedError, MissingError


@pytest.fixture
def copy(file: Path, tmp_path: Path) -> Path:
    return back_up(file, tmp_path / "copy.db")


def back_up(file: Path, to: Path) -> Path:
    engine = database.open_any(file, create=False)
    try:
        copies.backup(engine, to)
    finally:
        engine.dispose()
    return to


def overwritten(file: Path) -> None:
    file.write_bytes(b"no database at all " * 999)


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:20_000])


def torn(file: Path) -> None:
    pages = file.read_bytes()
    file.write_bytes(pages[:8192] + b"\xff" * 8192 + pages[16384:])


DAMAGE = [overwritten, cut, torn]


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_database_takes_the_place_of_no_copy(file: Path, copy: Path, damage: Callable[[Path], None]) -> None:
    before = copy.read_bytes()
    damage(file)
    with pytest.raises(CorruptError, match=r"a\.db"):
        back_up(file, copy)
    assert copy.read_bytes() == before
    assert not list(copy.parent.glob("*partial*"))


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_copy_takes_the_place_of_a_damaged_database_which_is_kept(
    file: Path, copy: Path, damage: Callable[[Path], None]
) -> None:
    damage(file)
    damaged = file.read_bytes()
    kept = copies.restore(file, copy)
    assert kept is not None
    assert kept.read_bytes() == damaged
    database.connect(file).dispose()


def test_a_database_that_stays_locked_is_not_waited_for_without_end(
    file: Path, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copies, "BUSY_SECONDS", 0)
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        monkeypatch.setattr(sqlite3, "connect", functools.partial(sqlite3.connect, timeout=0))
        with pytest.raises(LockedError, match="try again"):
            copies.restore(file, copy)


def test_a_copy_that_is_not_there_is_named(file: Path, tmp_path: Path) -> None:
    for missing in (tmp_path / "none.db", tmp_path):
        with pytest.raises(MissingError, match=r"no such file; give one that `quotes db backup` made"):
            copies.restore(file, missing)


def test_another_name_of_a_database_is_the_database(file: Path, tmp_path: Path) -> None:
    os.link(file, tmp_path / "link.db")
    with pytest.raises(MissingError, match="itself"):
        back_up(file, tmp_path / "link.db")
    with pytest.raises(MissingError, match="itself"):
        copies.restore(file, tmp_path / "link.db")


@pytest.mark.parametrize("ending", ["", "-wal", "-shm", "-journal"])
def test_neither_a_database_nor_its_log_is_written_over(file: Path, ending: str) -> None:
    with pytest.raises(MissingError, match="database itself"):
        back_up(file, file.with_name(file.name + ending))


@pytest.mark.parametrize("name", ["x" * 300, "a.db/copy", "none/copy"])
def test_a_place_that_can_hold_no_copy_is_named(file: Path, tmp_path: Path, name: str) -> None:
    with pytest.raises(DatabaseError, match=name[:20]):
        back_up(file, tmp_path / name)
