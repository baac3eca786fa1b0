"""One agency's text in many outlets is one report."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from quotes.store import Filter, Store
from tests.language.test_copies import AGENCY, OWN
from tests.storage.test_store import KEEP, add, rows

CUT = AGENCY[: AGENCY.index("The work is")]
TAIL = AGENCY[AGENCY.index("Eleven of") :]


def reports(store: Store) -> list[tuple[int, int]]:
    """Of each claim, how many articles and how many independent reports print it."""
    return [(claim.articles, claim.reports) for claim in store.claims(Filter(), limit=9)]


def print_in(store: Store, outlet: str, text: str) -> int:
    return add(store, ("Ida Dahl", KEEP), tail=text, outlet=outlet, doc=f"{outlet}.txt").article


def test_copies_count_once(store: Store) -> None:
    for outlet, text in (("Orsk Post", AGENCY), ("Velm Gazette", OWN), ("Tarn Daily", AGENCY), ("Fjord News", CUT)):
        print_in(store, outlet, text)
    assert reports(store) == [(4, 2)]


def test_the_same_short_text_in_three_outlets_is_one_report(store: Store) -> None:
    ids = [
        print_in(store, outlet, "Dahl spoke in Velm on Monday.") for outlet in ("Orsk Post", "Tarn Daily", "Fjord News")
    ]
    assert reports(store) == [(3, 1)]
    store.remove_article(ids[0])
    assert reports(store) == [(2, 1)]
    assert store.faults() == []


@pytest.mark.parametrize("order", list(permutations(range(4)))[::3])
def test_families_do_not_depend_on_the_order_and_part_again(tmp_path: Path, order: tuple[int, ...]) -> None:
    # The whole text holds its head and its tail together, which have little in common.
    texts = [AGENCY, CUT[:420], TAIL[-420:], OWN]
    with Store(tmp_path / "a.db", create=True) as store:
        ids = {i: print_in(store, f"Paper {i}", texts[i]) for i in order}
        assert reports(store) == [(4, 2)]
        assert {row[0] for row in rows(store.place, "SELECT family FROM article")} == {
            min(ids[0], ids[1], ids[2]),
            None,
        }
        store.recluster()
        assert reports(store) == [(4, 2)]
        store.remove_article(ids[0])
        assert reports(store) == [(3, 3)]
        assert rows(store.place, "SELECT id FROM article WHERE family IS NOT NULL") == []
        assert store.faults() == []


def test_a_story_that_more_print_than_are_looked_at_is_one_report(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.families._MOST", 2)
    ids = [print_in(store, f"Paper {i}", f"{AGENCY} Page {i}.") for i in range(6)]
    assert reports(store) == [(6, 1)]
    store.remove_article(ids[0])
    assert reports(store) == [(5, 1)]
    assert store.faults() == []


def test_a_book_printed_twice_is_one_report(store: Store) -> None:
    book = " ".join(f"word{number}" for number in range(6000))
    for outlet in ("Orsk Post", "Tarn Daily"):
        print_in(store, outlet, f"{book} {outlet}.")
    assert reports(store) == [(2, 1)]
