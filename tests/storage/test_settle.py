"""Claims are what the stored statements say, whatever led there."""

from __future__ import annotations

from collections import defaultdict
from contextlib import closing, suppress
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quotes.errors import InputError, NotFoundError
from quotes.records import Kind, Polarity
from quotes.review import Review
from quotes.store import Added, Filter, Store
from tests.language.test_cluster import QUAY, WORDINGS
from tests.storage.test_store import BREAD, FEES, KEEP, add, reading, rows

PRINTED: tuple[tuple[tuple[Any, ...], ...], ...] = (
    (("Ida Dahl", WORDINGS[2]), ("Ida Dahl", BREAD)),
    (("Ida Dahl", WORDINGS[1]),),
    (("Ida Dahl", WORDINGS[0]), ("Bo Holm", WORDINGS[0])),
    (("Ida Dahl", WORDINGS[5]), ("Ida Dahl & Bo Holm", WORDINGS[1])),
    (("Ida Dahl", WORDINGS[4], {"kind": Kind.INDIRECT}), (None, WORDINGS[1])),
)


def claims(store: Store) -> set[tuple[str | None, frozenset[tuple[str, str]]]]:
    """The claims of a database by what they say, where it was printed."""
    found: defaultdict[int | None, list[Any]] = defaultdict(list)
    for sighting in store.sightings(Filter()):
        found[sighting.claim].append(sighting)
    return {(group[0].speaker, frozenset((s.doc, s.text) for s in group)) for group in found.values()}


def test_any_order_of_ingest_ends_in_the_same_claims(tmp_path: Path) -> None:
    seen = set()
    for number, order in enumerate(permutations(range(len(PRINTED)))):
        if number % 12:
            continue
        with Store(tmp_path / f"{number}.db", create=True) as store:
            for i in order:
                add(store, *PRINTED[i], tail=str(i), doc=f"{i}.txt")
            seen.add(frozenset(claims(store)))
            assert store.faults() == []
            assert store.recluster().moved == 0
    [only] = seen
    assert max(len(printed) for speaker, printed in only if speaker == "Ida Dahl") == 4


def test_a_fuller_wording_takes_the_lead_and_the_claim_keeps_its_id(store: Store) -> None:
    add(store, ("Ida Dahl", WORDINGS[2]))
    [before] = store.claims(Filter(), limit=9)
    add(store, ("Ida Dahl", WORDINGS[1]), tail="x")
    [after] = store.claims(Filter(), limit=9)
    assert (after.id, after.text, after.sightings) == (before.id, WORDINGS[1], 2)
    store.remove_article(2)
    assert store.claims(Filter(), limit=9) == [before]


def test_an_article_that_joins_two_claims_and_goes_again_leaves_two(store: Store) -> None:
    add(store, ("Ida Dahl", WORDINGS[1]), ("Ida Dahl", WORDINGS[6]))
    before = claims(store)
    known = {claim.text: claim.id for claim in store.claims(Filter(), limit=9)}
    add(store, ("Ida Dahl", WORDINGS[0]), tail="x")
    [one] = store.claims(Filter(), limit=9)
    assert one.text == WORDINGS[0]
    assert one.sightings == 3
    assert one.id in known.values()
    store.remove_article(2)
    assert claims(store) == before
    assert store.faults() == []


def test_what_is_promised_is_said_and_what_is_denied_is_not(store: Store) -> None:
    add(store, ("Ida Dahl", KEEP), ("Ida Dahl", KEEP, {"polarity": Polarity.PROMISES}))
    add(store, ("Ida Dahl", KEEP, {"polarity": Polarity.DENIES}), tail="x")
    assert sorted(claim.sightings for claim in store.claims(Filter(), limit=9)) == [1, 2]


def test_confirming_draws_in_what_repeats_any_wording(store: Store) -> None:
    add(store, ("Ida Dahl", WORDINGS[0]), ("Ida Dahl", FEES))
    add(store, ("Ida Dahl", WORDINGS[2]), tail="x")
    known = {claim.text: claim.id for claim in store.claims(Filter(), limit=9)}
    store.merge_claims(known[FEES], known[WORDINGS[0]])
    [one] = store.claims(Filter(), limit=9)
    assert (one.id, one.sightings) == (known[FEES], 3)
    add(store, ("Ida Dahl", FEES.replace("in this town ", "")), ("Ida Dahl", WORDINGS[1]), tail="y")
    [one] = store.claims(Filter(), limit=9)
    assert one.sightings == 5
    store.undo()
    assert {claim.text: claim.sightings for claim in store.claims(Filter(), limit=9)} == {WORDINGS[0]: 3, FEES: 2}


def test_keys_that_are_lost_are_a_fault_and_reclustering_mends_it(store: Store) -> None:
    add(store, ("Ida Dahl", KEEP), ("Bo Holm", FEES))
    rows(store.place, "DELETE FROM statement_key WHERE quote_id = 1 RETURNING 1")
    rows(store.place, "INSERT INTO statement_key VALUES (1, 5, 99, 1) RETURNING 1")
    assert store.faults() == ["quote 99 is gone, but not its keys", "quote 1 has no keys"]
    store.recluster()
    assert store.faults() == []


def test_what_is_no_statement_any_more_is_a_fault_in_a_claim_and_reclustering_takes_it_out(store: Store) -> None:
    add(store, ("Ida Dahl", KEEP), ("Bo Holm", FEES))
    rows(store.place, "UPDATE quote SET act = 'attitude' WHERE id = 1 RETURNING 1")
    fault = "quote 1 is no statement, but in a claim"
    assert fault in store.faults()
    store.recluster()
    # On a server no trigger has counted what was changed.
    assert fault not in store.faults()
    assert [claim.text for claim in store.claims(Filter(), limit=9)] == [FEES]


def test_several_processes_make_the_same_claims(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    for i, printed in enumerate(PRINTED):
        add(store, *printed, tail=str(i), doc=f"{i}.txt")
    before = claims(store)
    rows(store.place, "UPDATE quote SET claim_id = 1, leads = id = 1 WHERE act = 'statement' RETURNING 1")
    monkeypatch.setattr("quotes.store.recluster._BATCH", 2)
    monkeypatch.setattr("quotes.store.recluster._ALONE", 0)
    done: list[int] = []
    made = store.recluster(jobs=2, progress=done.append)
    assert claims(store) == before
    assert store.faults() == []
    assert (made.statements, made.claims) == (done[-1], len(before))


def test_what_is_loaded_in_bulk_gathers_into_the_same_claims(tmp_path: Path) -> None:
    with Store(tmp_path / "one.db", create=True) as one, Store(tmp_path / "bulk.db", create=True) as bulk:
        for store in (one, bulk):
            add(store, *PRINTED[0], tail="0", doc="0.txt")
            store.merge_claims(*(claim.id for claim in store.claims(Filter(), limit=9)))
        for i, printed in enumerate(PRINTED[1:], 1):
            add(one, *printed, tail=str(i), doc=f"{i}.txt")
        read = [reading(*printed, tail=str(i), doc=f"{i}.txt") for i, printed in enumerate(PRINTED[1:], 1)]
        bulk.load(read[:2], extractor="test", claims=False)
        again = bulk.load(read, extractor="test", claims=False)
        assert [isinstance(added, Added) and added.new for added in again] == [False, False, True, True]
        assert bulk.faults() == ["7 statements are in no claim yet; `quotes db recluster` finds their claims"]
        bulk.gather()
        assert bulk.faults() == []
        assert claims(bulk) == claims(one)
        keys = "SELECT * FROM statement_key ORDER BY 1, 2, 3"
        assert rows(bulk.place, keys) == rows(one.place, keys)
        assert bulk.gather().statements == 0


def test_another_text_at_an_address_is_a_version_in_bulk_too(tmp_path: Path) -> None:
    seen: list[Any] = []
    url = "https://one.example/quay"
    read = [
        reading(("Ida Dahl", WORDINGS[1]), ("Ida Dahl", BREAD), doc="a.txt", url=url),
        reading(("Ida Dahl", WORDINGS[0]), ("Ida Dahl", FEES), doc="b.txt", url=url),
        reading(("Ida Dahl", WORDINGS[2]), tail="x", doc="c.txt"),
    ]
    for place in ("one.db", "bulk.db"):
        with Store(tmp_path / place, create=True) as store:
            if place == "one.db":
                added: list[Any] = [store.add(one, extractor="test") for one in read]
            else:
                added = list(store.load(read, extractor="test", claims=False))
                store.gather()
            assert store.faults() == []
            seen.append((added, claims(store), rows(store.place, "SELECT article_id, number, doc FROM version")))
    assert seen[0] == seen[1]
    assert [one.version for one in seen[0][0]] == [1, 2, 1]


_SAID = st.lists(
    st.tuples(
        st.sampled_from(["Ida Dahl", "Bo Holm", "Ida Dahl & Bo Holm", None]),
        st.sampled_from(WORDINGS),
        st.sampled_from(list(Kind)),
    ),
    min_size=1,
    max_size=4,
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(_SAID, st.sampled_from([None, None, "https://one.example/quay"])), min_size=2, max_size=8),
    st.integers(1, 7),
    st.sampled_from(["nothing", "confirm", "merge"]),
)
def test_how_many_articles_are_stored_at_a_time_makes_no_difference_to_any_row(
    tmp_path_factory: pytest.TempPathFactory, articles: list[Any], cut: int, people: str
) -> None:
    folder, seen = tmp_path_factory.mktemp("s"), []
    read = [
        reading(*((w, text, {"kind": k}) for w, text, k in said), tail=str(i), doc=f"{i}.txt", url=url)
        for i, (said, url) in enumerate(articles)
    ]
    for name, size in (("one", 1), ("some", cut), ("all", len(read))):
        with closing(Store(folder / f"{name}.db", create=True)) as store:
            add(store, ("Ida Dahl", WORDINGS[2]), ("Ida Dahl", BREAD), ("Bo Holm", WORDINGS[1]))
            with suppress(InputError):
                if people == "confirm":
                    store.confirm_claim(1)
                elif people == "merge":
                    store.merge_claims(1, 3)
            for start in range(0, len(read), size):
                store.load(read[start : start + size], extractor="test")
            # Its claim has the next id: as many were given out.
            add(store, ("Odd Vik", FEES), tail="last")
            assert store.faults() == []
            asked = (
                "SELECT id, article_id, position, text, since, until, claim_id, leads, pinned FROM quote ORDER BY id",
                "SELECT id FROM claim ORDER BY id",
                "SELECT speakers, key, quote_id, size FROM statement_key ORDER BY 1, 2, 3",
            )
            seen.append([rows(store.place, sql) for sql in asked])
    assert seen[0] == seen[1] == seen[2]


_STEP = st.one_of(
    st.tuples(st.just("add"), _SAID),
    st.tuples(st.sampled_from(["remove", "confirm", "undo"]), st.integers(1, 8)),
    st.tuples(st.sampled_from(["merge", "split", "assign", "reject"]), st.integers(1, 8), st.integers(1, 8)),
    st.tuples(st.just("speakers"), st.just(1), st.just(2)),
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(_STEP, max_size=9))
def test_whatever_people_do_the_claims_are_those_of_clustering_anew(
    tmp_path_factory: pytest.TempPathFactory, steps: list[Any]
) -> None:
    with closing(Store(tmp_path_factory.mktemp("s") / "a.db", create=True)) as store:
        add(store, ("Ida Dahl", f"“{QUAY}.”"), ("Bo Holm", FEES), ("Ida Dahl", WORDINGS[2]))
        work = {
            "remove": lambda i: store.remove_article(i),
            "confirm": lambda i: store.confirm_claim(i),
            "undo": lambda _: store.undo(),
            "merge": lambda a, b: store.merge_claims(a, b),
            "split": lambda a, b: store.split_claim(a, [b]),
            "assign": lambda a, b: store.assign_quote(a, [b % 3] if b % 3 else []),
            "reject": lambda a, _: store.reject_quote(a),
            "speakers": lambda a, b: store.merge_speakers(a, b),
        }
        for number, (name, *arguments) in enumerate(steps):
            if name == "add":
                said = [(who, text, {"kind": kind}) for who, text, kind in arguments[0]]
                add(store, *said, tail=str(number), doc=f"{number}.txt")
            else:
                with suppress(InputError, NotFoundError):
                    work[name](*arguments)
            assert store.faults() == []
        before = claims(store)
        assert store.recluster().moved == 0
        assert claims(store) == before


def test_reviews_follow_the_quotes_of_a_claim_that_is_no_more(store: Store) -> None:
    add(store, ("Ida Dahl", WORDINGS[1]), ("Ida Dahl", WORDINGS[6]))
    known = {claim.text: claim.id for claim in store.claims(Filter(), limit=9)}
    for claim in known.values():
        store.add_review(claim, Review(f"Rated {claim}"))
    add(store, ("Ida Dahl", WORDINGS[0]), tail="x")
    [one] = store.claims(Filter(), limit=9)
    assert sorted(one.ratings) == sorted(f"Rated {claim}" for claim in known.values())
    assert store.faults() == []


def test_reviews_follow_the_quotes_when_all_claims_are_made_anew(store: Store) -> None:
    add(store, ("Ida Dahl", KEEP))
    add(store, ("Ida Dahl", KEEP), tail="x")
    rows(store.place, "INSERT INTO claim (id) VALUES (9) RETURNING 1")
    rows(store.place, "UPDATE quote SET claim_id = 9, leads = true WHERE id = 2 RETURNING 1")
    store.add_review(9, Review("False"))
    store.recluster()
    [one] = store.claims(Filter(), limit=9)
    assert (one.id, one.ratings) == (1, ("False",))


def test_a_statement_with_more_keys_than_a_query_takes_is_found_again(store: Store) -> None:
    long = "“" + " ".join(f"word{n} other{n}" for n in range(400)) + ".”"
    add(store, ("Ida Dahl", long), ("Ida Dahl", BREAD))
    add(store, ("Ida Dahl", long), tail="x")
    assert [claim.sightings for claim in store.claims(Filter(), limit=9)] == [2, 1]
    assert store.recluster().moved == 0
