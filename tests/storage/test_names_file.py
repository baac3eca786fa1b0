"""Names that a newsroom brings along."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quotes.errors import InputError
from quotes.read.names import read_names
from quotes.records import Speaker
from quotes.store import Store
from tests.storage.test_registry import ids, state
from tests.storage.test_store import FEES, KEEP, add, names


def _file(folder: Path, text: str) -> Path:
    file = folder / "names"
    file.write_text(text, encoding="utf-8")
    return file


def test_csv_and_json_say_the_same(tmp_path: Path) -> None:
    rows = [{"name": "Ida Dahl", "aliases": ["I. Dahl", "Dahl"], "kind": "person", "wikidata": "Q42"}, {"name": "Orsk"}]
    written = read_names(_file(tmp_path, json.dumps(rows)))
    assert read_names(_file(tmp_path, "name,aliases,wikidata\nIda Dahl,I. Dahl| Dahl ,Q42\nOrsk,,\n"))[0].aliases == (
        "I. Dahl",
        "Dahl",
    )
    assert [(one.name, one.aliases, one.wikidata) for one in written] == [
        ("Ida Dahl", ("I. Dahl", "Dahl"), "Q42"),
        ("Orsk", (), None),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no column `name`"),
        ("person\nIda", "no column `name`"),
        ("name\nIda\nIda", "Ida stands in line 2 too"),
        ("name,aliases\nIda,Dahl\nBo,Dahl", "Dahl stands in line 2 too"),
        ("name,kind\nIda,ship", "not person or organisation"),
        ("name,wikidata\nIda,42", "no Wikidata id"),
        ("name\n123", "without a letter"),
        ("name,aliases\n,Dahl", "no name"),
        ('name\n"Ida', "not CSV"),
        ("name\nIda\x1b[31m", "control characters"),
        ("[1, 2]", "not a list of objects"),
        ('[{"name": "Ida", "aliases": 7}]', "aliases are no list"),
        ("name,roles\nIda,1234", "without a letter"),
        ("[" * 100_000, "not JSON"),
        ('[{"name": null}]', "no name"),
    ],
)
def test_broken_rows_are_named_and_nothing_is_taken(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        read_names(_file(tmp_path, text))


def test_roles_come_with_their_speaker(store: Store, tmp_path: Path) -> None:
    file = _file(tmp_path, "name,roles\nIda Dahl,goalkeeper|coach of Orsk\n")
    store.import_speakers(read_names(file))
    store.import_speakers(read_names(file))
    [entry] = store.speakers(limit=9)
    assert [(use.name, use.articles) for use in entry.roles] == [("coach of Orsk", 0), ("goalkeeper", 0)]
    # Whom people have named so is meant, whatever an article calls them.
    add(store, (Speaker("Ida Dahl", roles=("senator",)), KEEP))
    assert [e.statements for e in store.speakers(limit=9)] == [1]
    assert store.faults() == []


def test_a_file_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="No such file"):
        read_names(tmp_path / "none.csv")
    (tmp_path / "latin").write_bytes(b"name\nJos\xe9")
    with pytest.raises(InputError, match="not in UTF-8"):
        read_names(tmp_path / "latin")


def test_stored_speakers_are_called_as_the_file_says_and_undone(store: Store, tmp_path: Path) -> None:
    add(store, ("Ida Dahl", KEEP), ("Kim Berg", FEES))
    file = _file(tmp_path, "name,aliases,wikidata\nIda Marie Dahl,Ida Dahl|The Harbour Master,Q42\nBo Holm,,\n")
    store.import_speakers(read_names(file))
    assert names(store) == ["Bo Holm", "Ida Marie Dahl", "Kim Berg"]
    assert {e.wikidata for e in store.speakers(limit=9)} == {None, "Q42"}
    add(store, ("The Harbour Master", FEES), ("Bo Holm", KEEP), tail="x")
    assert names(store) == ["Bo Holm", "Ida Marie Dahl", "Kim Berg"]
    after = state(store)
    with pytest.raises(InputError, match="came to hang on a row"):
        store.undo()
    assert state(store) == after
    assert store.faults() == []


def test_an_import_without_consequences_is_undone_row_by_row(store: Store, tmp_path: Path) -> None:
    add(store, ("Ida Dahl", KEEP), ("Kim Berg", FEES))
    before = state(store)
    store.import_speakers(read_names(_file(tmp_path, "name,aliases\nIda M. Dahl,Ida Dahl\nBo Holm,\n")))
    store.undo()
    assert state(store) == before


def test_names_of_two_speakers_are_no_one_speaker(store: Store, tmp_path: Path) -> None:
    add(store, ("Ida Dahl", KEEP), ("Kim Berg", FEES))
    before = state(store)
    named = read_names(_file(tmp_path, "name,aliases\nBo Holm,\nIda Dahl,Kim Berg\n"))
    with pytest.raises(InputError, match="line 3: the names of Ida Dahl are speaker"):
        store.import_speakers(named)
    assert state(store) == before
    assert set(ids(store)) == {"Ida Dahl", "Kim Berg"}
