from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.engine import Connection, Engine
from sqlmodel import SQLModel

from db import engine as database
from db import fts5, models
from db.errors import FullError, VersionError
from quotes.store import Filter, Store, migrate
from tests.storage.test_store import FEES, KEEP, add

MIGRATIONS = Path(database.__file__).parent / "migrations"


def config(connection: Connection | None = None) -> Config:
    made = Config()
    made.set_main_option("script_location", str(MIGRATIONS))
    if connection is not None:
        made.attributes["connection"] = connection
    return made


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """A database that the migrations made."""
    made = database.connect(tmp_path / "a.db", create=True)
    yield made
    made.dispose()


def schema(engine: Engine) -> list[tuple[Any, ...]]:
    """Everything SQLite keeps of the schema, in a fixed order."""
    with database.reading(engine) as connection:
        rows = connection.exec_driver_sql(
            "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name"
        )
        return [tuple(row) for row in rows]


def described(engine: Engine) -> dict[str, Any]:
    """Columns, keys, indexes and constraints of every ordinary table."""
    seen = sa.inspect(engine)
    found: dict[str, Any] = {}
    for table in seen.get_table_names():
        if table in ("alembic_version", "tally") or fts5.SHADOWS.match(table):
            continue
        found[table] = {
            "columns": sorted(
                (c["name"], str(c["type"]), c["nullable"], str(c.get("default")), c.get("primary_key", 0))
                for c in seen.get_columns(table)
            ),
            "foreign keys": sorted(
                (k["constrained_columns"], k["referred_table"], k["referred_columns"], str(k.get("options")))
                for k in seen.get_foreign_keys(table)
            ),
            "indexes": sorted((str(i["name"]), i["column_names"], i["unique"]) for i in seen.get_indexes(table)),
            "unique": sorted(u["column_names"] for u in seen.get_unique_constraints(table)),
            "checks": sorted((str(c["name"]), c["sqltext"]) for c in seen.get_check_constraints(table)),
        }
    return found


def test_the_newest_revision_is_the_one_the_engine_expects() -> None:
    assert ScriptDirectory.from_config(config()).get_heads() == [database.HEAD]


def test_revisions_sort_in_their_order() -> None:
    order = [s.revision for s in ScriptDirectory.from_config(config()).walk_revisions("base", "heads")]
    assert order == sorted(order, reverse=True)


def test_upgrading_from_empty_gives_the_models(engine: Engine) -> None:
    with database.writing(engine) as connection:
        command.check(config(connection))


def test_only_the_indexs_own_tables_differ_from_the_models(engine: Engine) -> None:
    with database.reading(engine) as connection:
        differences = compare_metadata(MigrationContext.configure(connection), SQLModel.metadata)
    dropped = {str(d[1].name) for d in differences if d[0] == "remove_table"}
    assert len(dropped) == len(differences)
    assert dropped
    assert all(fts5.SHADOWS.match(name) or name == "tally" for name in dropped)


def test_columns_keys_and_checks_are_those_of_the_models(engine: Engine, tmp_path: Path) -> None:
    plain = sa.create_engine(f"sqlite:///{tmp_path / 'models.db'}")
    SQLModel.metadata.create_all(plain)
    try:
        assert described(engine) == described(plain)
    finally:
        plain.dispose()
    assert models.Quote.__tablename__ in described(engine)


def test_migrating_twice_changes_nothing(engine: Engine) -> None:
    before = schema(engine)
    database.migrate(engine)
    assert schema(engine) == before


def test_migrating_keeps_what_is_stored(engine: Engine) -> None:
    with database.writing(engine) as connection:
        connection.exec_driver_sql("INSERT INTO outlet (name) VALUES ('Orsk Post')")
    database.migrate(engine)
    with database.reading(engine) as connection:
        assert connection.exec_driver_sql("SELECT name FROM outlet").scalar() == "Orsk Post"


def test_down_and_up_again_gives_the_same_schema(engine: Engine) -> None:
    before = schema(engine)
    with database.writing(engine) as connection:
        for statement in (
            "INSERT INTO claim (id) VALUES (1)",
            "INSERT INTO outlet (id, name) VALUES (1, 'Orsk Post')",
            "INSERT INTO speaker (id, name, kind) VALUES (1, 'Ida Dahl', 'person')",
            "INSERT INTO article (id, key, hash, doc, text, blocks, outlet_id, ingested, replaced)"
            " VALUES (1, 'k', 'h', 'd', 'Boats leak', '[]', 1, '2025', 0)",
            "INSERT INTO alias (speaker_id, article_id, name, key) VALUES (1, 1, 'Dahl', 'dahl')",
            "INSERT INTO quote (id, article_id, position, claim_id, leads, kind, act, polarity, place, content, source,"
            " cue, text, source_text, cue_text, normal, confidence, extractor) VALUES (1, 1, 0, 1, 1, 'direct',"
            " 'statement', 'asserts', 'body', '[[0, 10]]', '[]', '[]', 'Boats leak', '', '', 'boats leak', 1, 't')",
            "INSERT INTO quote_speaker (quote_id, speaker_id, position) VALUES (1, 1, 0)",
        ):
            connection.exec_driver_sql(statement)
    with database.writing(engine) as connection:
        command.downgrade(config(connection), "base")
    assert [name for kind, name, *_ in schema(engine) if kind == "table"] == ["alembic_version"]
    database.migrate(engine)
    assert schema(engine) == before
    with database.writing(engine) as connection:
        assert fts5.faults(connection) == []


def test_a_newer_database_is_not_migrated(engine: Engine) -> None:
    with database.writing(engine) as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    before = schema(engine)
    with pytest.raises(VersionError, match="newer"):
        database.migrate(engine)
    assert schema(engine) == before


def test_a_migration_that_runs_out_of_space_leaves_nothing_half_done(tmp_path: Path) -> None:
    opened = database.open_any(tmp_path / "b.db")

    @sa.event.listens_for(opened, "connect")
    def _small(connection: Any, _record: Any) -> None:
        connection.execute("PRAGMA max_page_count = 12")

    with pytest.raises(FullError):
        database.migrate(opened)
    opened.dispose()
    again = database.open_any(tmp_path / "b.db")
    assert database.schema_revision(again) is None
    assert schema(again) == []
    database.migrate(again)
    assert database.schema_revision(again) == database.HEAD
    again.dispose()


def test_a_killed_migration_leaves_nothing_half_done(tmp_path: Path, engine: Engine) -> None:
    file = tmp_path / "b.db"
    code = """
import os, sys
import sqlalchemy as sa
from db import engine
opened = engine.open_any(sys.argv[1])
@sa.event.listens_for(opened, "after_cursor_execute")
def stop(connection, cursor, statement, *rest):
    if "CREATE TABLE quote_speaker" in statement:
        os._exit(9)
engine.migrate(opened)
"""
    done = subprocess.run([sys.executable, "-c", code, str(file)], check=False)
    assert done.returncode == 9
    again = database.connect(file, create=True)
    assert schema(again) == schema(engine)
    again.dispose()


def test_claims_of_an_older_database_are_made_anew(tmp_path: Path) -> None:
    with Store(tmp_path / "a.db", create=True) as store:
        add(store, ("Ida Dahl", KEEP), ("Bo Holm", FEES))
        add(store, ("Ida Dahl", KEEP), tail="x")
        store.confirm_claim(2)
        before = store.claims(Filter(), limit=9)
    engine = database.open_any(tmp_path / "a.db")
    with database.writing(engine) as connection:
        command.downgrade(config(connection), "0005")
        connection.exec_driver_sql("INSERT INTO claim (id, confirmed) VALUES (9, 0)")
        connection.exec_driver_sql("UPDATE quote SET claim_id = 9, leads = 1 WHERE id = 3")
    engine.dispose()
    migrate(tmp_path / "a.db")
    with Store(tmp_path / "a.db") as store:
        assert store.claims(Filter(), limit=9) == before
        assert store.faults() == []


def test_the_index_of_an_older_file_learns_what_stands_between_words(tmp_path: Path) -> None:
    with Store(tmp_path / "a.db", create=True) as store:
        add(store, ("Ida Dahl", "“The quay was fantastic\U0001f923 to all of us.”"))
    opened = database.connect(tmp_path / "a.db")
    with database.writing(opened) as connection:
        connection.exec_driver_sql("DROP TABLE quote_fts")
        connection.exec_driver_sql(
            "CREATE VIRTUAL TABLE quote_fts USING fts5("
            "normal, content=\"quote\", content_rowid='id', tokenize='unicode61 remove_diacritics 2')"
        )
        connection.exec_driver_sql("INSERT INTO quote_fts(quote_fts) VALUES ('rebuild')")
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0011'")
    opened.dispose()
    migrate(tmp_path / "a.db")
    with Store(tmp_path / "a.db") as store:
        assert len(store.search("fantastic", Filter()).sightings) == 1
        assert store.faults() == []
