"""What several tests of the storage need: a new database, a transaction on one, and the same tests on a server.

Where a PostgreSQL server is given (`python -m tests.postgres -- pytest`), the modules of `_BOTH` run on both: a path of
a file then stands for a database of its own on the server. Tests that look into the file itself are marked `file`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path

import pytest
from sqlalchemy.engine import URL
from sqlmodel import Session

from db import engine as database
from tests.postgres import VARIABLE

_BOTH = frozenset(
    "claims copy corrections families find incoming names_file people registry repository reviews settle store versions"
    " watches who".split()
)
_SERVER = os.environ.get(VARIABLE)
_TEMPLATE = "quotes_template"


class _Databases:
    """Databases on a server, one for each path, made when it is first asked for."""

    def __init__(self, server: str) -> None:
        import psycopg

        self._server = server
        self._made: dict[str, str] = {}
        self._connection = psycopg.connect(server, autocommit=True)

    def make_template(self) -> None:
        """The schema, from which the others are copied."""
        self._connection.execute(f"DROP DATABASE IF EXISTS {_TEMPLATE}")
        self._connection.execute(f"CREATE DATABASE {_TEMPLATE}")
        database.connect(self._address(_TEMPLATE), create=True).dispose()

    def url(self, place: str) -> str:
        if place not in self._made:
            name = f"quotes_{blake2b(place.encode(), digest_size=10).hexdigest()}"
            self._connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
            self._connection.execute(f"CREATE DATABASE {name} TEMPLATE {_TEMPLATE}")
            self._made[place] = name
        return self._address(self._made[place])

    def drop(self) -> None:
        for name in self._made.values():
            self._connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        self._made.clear()

    def close(self) -> None:
        self._connection.close()

    def _address(self, name: str) -> str:
        return f"{self._server.rpartition('/')[0]}/{name}"


@pytest.fixture(scope="session")
def databases() -> Iterator[_Databases]:
    """Databases on the server."""
    assert _SERVER is not None
    made = _Databases(_SERVER)
    made.make_template()
    yield made
    made.drop()
    made.close()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run what can run on both, on both."""
    module = metafunc.module.__name__.rpartition("test_")[2]
    both = _SERVER and module in _BOTH
    metafunc.parametrize("backend", ["sqlite", "postgresql"] if both else ["sqlite"], indirect=True)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what looks into a file, where there is none."""
    left = [one for one in items if one.get_closest_marker("file") and "postgresql" in one.name]
    config.hook.pytest_deselected(items=left)
    items[:] = [one for one in items if one not in set(left)]


@pytest.fixture(autouse=True)
def backend(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The kind of database that paths stand for in a test."""
    kind: str = getattr(request, "param", "sqlite")
    if kind == "sqlite":
        yield kind
        return
    databases: _Databases = request.getfixturevalue("databases")
    to_url = database.to_url

    def on_server(place: str | Path) -> URL:
        return to_url(place if "://" in str(place) else databases.url(str(place)))

    monkeypatch.setattr(database, "to_url", on_server)
    yield kind
    databases.drop()


@pytest.fixture
def file(tmp_path: Path, backend: str) -> Path:
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
