"""Correcting one quote, and taking it back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from quotes.errors import InputError, NotFoundError
from quotes.store import Filter, Store
from tests.storage.test_registry import ids, state
from tests.storage.test_store import BREAD, FEES, KEEP, add


def _ids(store: Store) -> dict[str, int]:
    return {sighting.text: sighting.id for sighting in store.sightings(Filter())}


def _claims(store: Store) -> set[tuple[str, int]]:
    return {(claim.text, claim.sightings) for claim in store.claims(Filter(), limit=99)}


def test_a_quote_given_to_somebody_joins_what_they_said_before(store: Store) -> None:
    add(store, ("Ida Dahl", KEEP), ("Kim Berg", FEES))
    add(store, (None, KEEP), tail="x")
    assert _claims(store) == {(KEEP, 1), (FEES, 1)}
    last = max(sighting.id for sighting in store.sightings(Filter()))
    store.assign_quote(last, [ids(store)["Ida Dahl"]])
    assert _claims(store) == {(KEEP, 2), (FEES, 1)}
    assert store.sighting(last).speakers == ("Ida Dahl",)
    store.assign_quote(last, [ids(store)["Kim Berg"], ids(store)["Ida Dahl"]])
    assert store.sighting(last).speakers == ("Kim Berg", "Ida Dahl")
    assert _claims(store) == {(KEEP, 1), (FEES, 1)}
    store.assign_quote(last, [])
    assert store.sighting(last).speaker is None
    assert store.faults() == []


def test_the_ends_of_a_quote_are_moved(store: Store) -> None:
    added = add(store, ("Ida Dahl", KEEP))
    [sighting] = store.sightings(Filter())
    store.bound_quote(sighting.id, 1, len(KEEP) - 1)
    assert store.sighting(sighting.id).text == KEEP[1:-1]
    assert store.search("northern quay", Filter()).sightings[0].text == KEEP[1:-1]
    assert store.faults() == []
    assert not add(store, ("Ida Dahl", KEEP)).new
    assert store.sighting(sighting.id).text == KEEP[1:-1]
    assert added.new


def test_what_is_no_quote_goes_and_stays_away(store: Store) -> None:
    add(store, ("Ida Dahl", KEEP), ("Ida Dahl", FEES))
    store.reject_quote(_ids(store)[KEEP])
    assert _claims(store) == {(FEES, 1)}
    assert store.search("fees", Filter()).sightings
    add(store, ("Ida Dahl", KEEP), ("Ida Dahl", FEES))
    assert set(_ids(store)) == {FEES}
    assert store.faults() == []


@pytest.mark.parametrize(
    ("work", "reason"),
    [
        (lambda s, q, i: s.assign_quote(99, []), "no quote 99"),
        (lambda s, q, i: s.assign_quote(q[KEEP], [99]), "no speaker 99"),
        (lambda s, q, i: s.assign_quote(q[KEEP], [i["Ida Dahl"]]), "already"),
        (lambda s, q, i: s.assign_quote(q[BREAD], []), "nobody's already"),
        (lambda s, q, i: s.bound_quote(q[KEEP], 5, 5), "no words"),
        (lambda s, q, i: s.bound_quote(q[KEEP], 0, 10_000), "no words"),
        (lambda s, q, i: s.bound_quote(q[KEEP], -3, 10), "no words"),
        (lambda s, q, i: s.bound_quote(q[KEEP], 0, len(KEEP)), "already"),
        (lambda s, q, i: s.reject_quote(2**80), "no quote"),
    ],
)
def test_what_makes_no_sense_is_refused(store: Store, work: Any, reason: str) -> None:
    add(store, ("Ida Dahl", KEEP), (None, BREAD))
    before = state(store)
    with pytest.raises((InputError, NotFoundError), match=reason):
        work(store, _ids(store), ids(store))
    assert state(store) == before


def test_corrections_are_undone_row_by_row(store: Store) -> None:
    add(store, ("Ida Dahl", KEEP), ("Kim Berg", KEEP), ("Kim Berg", BREAD))
    add(store, ("Ida Dahl", KEEP), (None, FEES), tail="x")
    before, quotes, people = state(store), _ids(store), ids(store)
    store.assign_quote(quotes[FEES], [people["Kim Berg"]])
    store.assign_quote(min(s.id for s in store.sightings(Filter())), [people["Kim Berg"]])
    store.bound_quote(quotes[BREAD], 100, 120)
    store.reject_quote(quotes[BREAD])
    store.reject_quote(quotes[KEEP])
    store.merge_speakers(people["Kim Berg"], people["Ida Dahl"])
    for _ in range(6):
        store.undo()
        assert store.faults() == []
    assert state(store) == before


@pytest.mark.file
def test_a_removed_article_takes_its_corrections_along(store: Store) -> None:
    added = add(store, ("Ida Dahl", KEEP), ("Ida Dahl", FEES))
    change = store.reject_quote(_ids(store)[KEEP])
    store.remove_article(added.article)
    with pytest.raises(InputError, match="cannot be undone"):
        store.undo(change.id)
    assert b"northern quay" not in Path(store.place).read_bytes()
