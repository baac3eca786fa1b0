"""An article's speakers among those stored: what the article itself adds counts for those that come behind."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from quotes.records import Speaker
from quotes.store import Store
from tests.storage.test_store import BREAD, FEES, KEEP, add, names


@pytest.mark.parametrize(
    ("printed", "stored"),
    [
        (("Volodymyr Havrylenko", "Vladimir Havrilenko"), ["Volodymyr Havrylenko"]),
        (("Ida Dahl", "Dahl"), ["Ida Dahl"]),
        (("Dahl", "Ida Dahl"), ["Ida Dahl"]),
        (("Ida Dahl", "Inga Dahl", "Dahl"), ["Dahl", "Ida Dahl", "Inga Dahl"]),
        (("Ida Dahl", "Inga Dahl", "I. Dahl"), ["I. Dahl", "Ida Dahl", "Inga Dahl"]),
        (("I. Dahl", "Ida Dahl", "Inga Dahl"), ["Ida Dahl", "Inga Dahl"]),
    ],
)
@pytest.mark.parametrize("together", [True, False])
def test_speakers_of_one_article_are_told_apart_as_those_of_several(
    store: Store, printed: tuple[str, ...], stored: list[str], together: bool
) -> None:
    said = [(name, f"{KEEP} {number}") for number, name in enumerate(printed)]
    for number, part in enumerate([said] if together else [[one] for one in said]):
        add(store, *part, tail=str(number))
    assert names(store) == stored
    assert sorted(alias for entry in store.speakers(limit=9) for alias in entry.aliases) == sorted(printed)
    assert store.faults() == []


def test_a_chosen_name_stays_though_an_article_prints_a_fuller_one(store: Store) -> None:
    add(store, ("Dahl", KEEP))
    store.rename_speaker(1, "D.")
    add(store, ("Ida Dahl", FEES), ("Dahl", BREAD), tail="x")
    assert "D." in names(store)
    assert store.faults() == []


def test_of_two_of_one_name_the_outlet_tells_the_one_whom_it_quotes(store: Store) -> None:
    keeper, senator = Speaker("Ida Dahl", roles=("goalkeeper",)), Speaker("Ida Dahl", roles=("Texas senator",))
    add(store, (keeper, KEEP), outlet="Orsk Sport")
    add(store, (senator, FEES), ("Ida Dahl", BREAD), outlet="Orsk Post", tail="x")
    assert {e.roles[0].name: e.statements for e in store.speakers(limit=9)} == {"goalkeeper": 1, "Texas senator": 2}


def test_an_article_of_many_quotes_and_speakers_asks_the_database_a_few_times(store: Store) -> None:
    people = ("Ida Dahl", "Peter Lund", "Kim Berg", "Bo Holm")
    add(store, *((name, KEEP) for name in people))
    asked: list[str] = []
    sa.event.listen(store._database.engine, "before_cursor_execute", lambda *event: asked.append(event[2]))
    add(store, *((name, f"{words} {name}") for name in people for words in (KEEP, FEES, BREAD)), tail="x")
    assert len(asked) < 37
