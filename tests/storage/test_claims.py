"""Claims as people correct them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from quotes.errors import InputError, NotFoundError
from quotes.records import Act
from quotes.store import Filter, Store
from tests.storage.test_registry import state
from tests.storage.test_store import BREAD, FEES, KEEP, add

OTHER = "“The quay in the north stays as it is until spring.”"


def claims(store: Store) -> dict[str, int]:
    """Every claim's wording with how often it was printed."""
    return {claim.text: claim.sightings for claim in store.claims(Filter(), limit=99)}


def ids(store: Store) -> dict[str, int]:
    return {claim.text: claim.id for claim in store.claims(Filter(), limit=99)}


def test_merged_claims_take_in_what_repeats_either(store: Store) -> None:
    add(store, ("Ida Dahl", KEEP))
    add(store, ("Ida Dahl", OTHER), tail="x")
    before, known = state(store), ids(store)
    store.merge_claims(known[KEEP], known[OTHER])
    assert claims(store) == {OTHER: 2}
    add(store, ("Ida Dahl", KEEP), tail="y")
    assert claims(store) == {OTHER: 3}
    assert store.faults() == []
    store.undo()
    assert claims(store) == {KEEP: 2, OTHER: 1}
    assert store.faults() == []
    store.remove_article(3)
    assert state(store) == before


def test_a_split_holds_when_speakers_are_merged(store: Store) -> None:
    add(store, ("Ida Dahl", KEEP), ("Ida Dahl", BREAD))
    add(store, ("Ida Dahl", KEEP), tail="x")
    [claim] = [claim for claim in store.claims(Filter(), limit=9) if claim.text == KEEP]
    second = store.variants(claim.id)[1].id
    store.split_claim(claim.id, [second])
    assert sorted(claims(store).values()) == [1, 1]
    assert len(store.claims(Filter(), limit=9)) == 3
    assert store.faults() == []
    store.undo()
    assert claims(store) == {KEEP: 2, BREAD: 1}


def test_a_confirmed_claim_stays_and_another_that_repeats_it_joins_it(store: Store) -> None:
    add(store, ("Ida Dahl", KEEP), ("Ida Holm", KEEP))
    known = {claim.speakers[0]: claim.id for claim in store.claims(Filter(), limit=9)}
    store.confirm_claim(known["Ida Holm"])
    store.merge_speakers(1, 2)
    assert [(claim.id, claim.sightings) for claim in store.claims(Filter(), limit=9)] == [(known["Ida Holm"], 2)]


@pytest.mark.parametrize(
    ("work", "reason"),
    [
        (lambda s, i: s.merge_claims(i[KEEP], i[KEEP]), "with itself"),
        (lambda s, i: s.merge_claims(i[KEEP], i[FEES]), "different speakers"),
        (lambda s, i: s.merge_claims(i[KEEP], 99), "no claim 99"),
        (lambda s, i: s.split_claim(i[KEEP], [1]), "no quote left"),
        (lambda s, i: s.split_claim(i[KEEP], []), "none of the quotes"),
        (lambda s, i: s.split_claim(i[KEEP], [99]), "99 is none of the quotes"),
        (lambda s, i: s.split_claim(2**70, [1]), "no claim"),
        (lambda s, i: [s.confirm_claim(i[KEEP]), s.confirm_claim(i[KEEP])], "already"),
    ],
)
def test_what_makes_no_sense_is_refused(store: Store, work: Callable[[Store, Any], object], reason: str) -> None:
    add(store, ("Ida Dahl", KEEP), ("Kim Berg", FEES))
    before = len(state(store))
    with pytest.raises((InputError, NotFoundError), match=reason):
        work(store, ids(store))
    assert len(state(store)) == before
    assert store.faults() == []


def test_a_claim_stays_with_those_who_stay_even_if_most_of_it_goes(store: Store) -> None:
    # Attitudes are in no claim, so that the ids of quotes are none of claims.
    for number in range(5):
        add(store, ("Peter Lund", BREAD, {"act": Act.ATTITUDE}), tail=str(number))
    add(store, ("Ida Dahl", KEEP), tail="a")
    for number in range(2):
        add(store, ("Dahl", KEEP), tail=f"b{number}")
    [claim] = store.claims(Filter(), limit=9)
    assert claim.sightings == 3
    [speaker] = [entry for entry in store.speakers(limit=9) if entry.name.endswith("Dahl")]
    first = min(s.id for s in store.sightings(Filter(claim=claim.id)))
    store.split_speaker(speaker.id, ["Dahl"])
    assert store.sighting(first).claim == claim.id
    assert store.faults() == []
