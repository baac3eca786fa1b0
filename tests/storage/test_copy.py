"""A database copied into another, of either kind."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlmodel import SQLModel

from db import engine as database
from quotes.entries import Watch
from quotes.errors import StoreError
from quotes.store import Filter, Store, copy
from tests.storage.test_store import BREAD, FEES, KEEP, add, texts


def everything(place: str | Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table."""
    opened = database.open_any(place)
    with database.reading(opened) as connection:
        found = {
            table.name: [tuple(row) for row in connection.execute(sa.select(table).order_by(*table.primary_key))]
            for table in SQLModel.metadata.sorted_tables
        }
    opened.dispose()
    return found


@pytest.fixture
def filled(store: Store) -> Store:
    """A database with something in every table, and ids that were given to rows that are gone."""
    add(store, ("Ida Dahl", KEEP), ("Kim Berg", BREAD), outlet="Orsk Post", published="2025-03-01", title="Ø “x”")
    add(store, ("I. Dahl", KEEP), ("Peter Lund & Kim Berg", FEES), outlet="Velm Gazette", tail="x\ty\\N\n")
    gone = add(store, ("Tove Vale", "“Gone by tomorrow.”"), tail="z")
    known = {entry.name: entry.id for entry in store.speakers(limit=9)}
    store.rename_speaker(known["Kim Berg"], "Kim B. Berg")
    store.add_watch(Watch("quay", words="northern quay"))
    store.remove_article(gone.article)
    return store


def test_a_copy_has_every_row_and_answers_as_the_first_does(filled: Store, tmp_path: Path) -> None:
    before = everything(tmp_path / "store.db")
    copied = copy(tmp_path / "store.db", tmp_path / "other.db")
    assert everything(tmp_path / "other.db") == before
    assert copied == sum(map(len, before.values()))
    with Store(tmp_path / "other.db") as other:
        assert other.faults() == []
        assert texts(other.search("northern quay", Filter()).sightings) == texts(
            filled.search("northern quay", Filter()).sightings
        )


def test_ids_that_were_given_are_not_given_again(filled: Store, tmp_path: Path) -> None:
    copy(tmp_path / "store.db", tmp_path / "other.db")
    added = add(filled, ("Tove Vale", "“Gone by Monday.”"), tail="y")
    with Store(tmp_path / "other.db") as other:
        assert add(other, ("Tove Vale", "“Gone by Monday.”"), tail="y") == added
    assert everything(tmp_path / "other.db")["quote"] == everything(tmp_path / "store.db")["quote"]


def test_nothing_is_copied_into_a_database_that_holds_something(filled: Store, tmp_path: Path) -> None:
    with Store(tmp_path / "other.db", create=True) as other:
        add(other, ("Ida Dahl", BREAD))
    before = everything(tmp_path / "other.db")
    with pytest.raises(StoreError, match="holds something already"):
        copy(tmp_path / "store.db", tmp_path / "other.db")
    assert everything(tmp_path / "other.db") == before
    with pytest.raises(StoreError, match="holds something already"):
        copy(tmp_path / "store.db", tmp_path / "store.db")


@pytest.mark.file
def test_the_source_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        copy(tmp_path / "nowhere.db", tmp_path / "other.db")
