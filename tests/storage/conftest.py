"""What several tests of the storage need: a new database as a file, and a transaction on one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import Session

from db import engine as database


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A database with the newest schema."""
    made = tmp_path / "a.db"
    database.connect(made, create=True).dispose()
    return made


@pytest.fixture
def session(file: Path) -> Iterator[Session]:
    """A transaction on a new database."""
    engine = database.connect(file)
    with database.writing(engine) as connection, Session(connection) as made:
        yield made
    engine.dispose()
