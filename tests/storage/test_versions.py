"""An address that comes back with another text, and articles that are read anew."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quotes.entries import Sighting
from quotes.errors import InputError, NotFoundError
from quotes.history import revisions
from quotes.records import Act, Polarity, Quote, Reading, Span
from quotes.review import Review
from quotes.store import Filter, Store
from tests.storage.test_registry import ids
from tests.storage.test_store import BREAD, FEES, KEEP, Said, add, reading, rows

URL = "https://post.example/quay"
HERRING = "“The herring will be back in the bay before Easter.”"
LOWER = "“Nobody in this town has asked for lower fees at the ferry.”"


def versions(store: Store, *texts: list[Said], **about: Any) -> int:
    """One article with these texts one after the other. Returns its id."""
    found = {add(store, *said, url=URL, **about).article for said in texts}
    [article] = found
    return article


def standing(store: Store) -> dict[str, tuple[int, int | None]]:
    return {s.text: (s.since, s.until) for s in store.sightings(Filter())}


def changed(store: Store, article: int) -> list[tuple[list[str], list[str], list[tuple[str, str]], int]]:
    return [
        ([q.text for q in r.added], [q.text for q in r.gone], [(a.text, b.text) for a, b in r.altered], r.stays)
        for r in revisions(store.history(article))
    ]


def test_the_old_text_stays_and_quotes_say_in_which_versions_they_stand(store: Store) -> None:
    article = versions(
        store,
        [("Ida Dahl", KEEP), ("Ida Dahl", FEES), ("Peter Lund", BREAD)],
        [("Peter Lund", BREAD), ("Ida Dahl", HERRING), ("Ida Dahl", KEEP)],
    )
    assert standing(store) == {KEEP: (1, None), FEES: (1, 1), BREAD: (1, None), HERRING: (2, None)}
    now, _ = store.article(article)
    assert now.text.startswith(BREAD)
    assert [entry.article.text[:5] for entry in store.history(article)] == [KEEP[:5], BREAD[:5]]
    assert [len(entry.quotes) for entry in store.history(article)] == [3, 3]
    assert changed(store, article) == [([KEEP, FEES, BREAD], [], [], 0), ([HERRING], [FEES], [], 2)]
    for sighting in store.sightings(Filter()):
        text = store.text_of(sighting).text
        assert text[slice(*sighting.content[0])] == sighting.text
    assert store.articles(limit=9)[0].versions == 2
    assert store.faults() == []


def test_an_altered_quote_is_shown_beside_what_it_was(store: Store) -> None:
    article = versions(store, [("Ida Dahl", FEES), ("Ida Dahl", KEEP)], [("Ida Dahl", LOWER), ("Ida Dahl", KEEP)])
    assert changed(store, article)[1] == ([], [], [(FEES, LOWER)], 1)


@pytest.mark.parametrize(
    "now",
    [
        pytest.param(("Peter Lund", FEES), id="somebody else"),
        pytest.param((None, FEES), id="nobody any more"),
        pytest.param(("Ida Dahl & Peter Lund", FEES), id="one more"),
        pytest.param(("Ida Dahl", FEES, {"polarity": Polarity.DENIES}), id="denied"),
        pytest.param(("Ida Dahl", FEES, {"act": Act.ATTITUDE}), id="only wished for"),
    ],
)
def test_the_same_words_said_otherwise_are_another_quote(store: Store, now: Said) -> None:
    article = versions(store, [("Ida Dahl", FEES), ("Ida Dahl", KEEP)])
    before = {s.text: s for s in store.sightings(Filter())}
    claim = before[FEES].claim
    assert claim is not None
    store.add_review(claim, Review("False"))
    versions(store, [now, ("Ida Dahl", KEEP)], tail="corrected")
    assert changed(store, article)[1] == ([], [], [(FEES, FEES)], 1)
    first, second = ({s.text: s for s in entry.quotes} for entry in store.history(article))
    assert (first[FEES].id, first[FEES].claim) == (before[FEES].id, claim)
    assert _who(second[FEES]) != _who(first[FEES]) == _who(before[FEES])
    [reviewed] = [c for c in store.claims(Filter(), limit=9) if c.ratings]
    assert reviewed.id == claim
    assert store.faults() == []


def test_what_another_extractor_makes_of_the_same_words_is_no_correction(store: Store) -> None:
    article = versions(store, [("Ida Dahl", FEES)])
    before = next(iter(store.sightings(Filter())))
    store.add(reading(("Peter Lund", FEES), tail="corrected", url=URL), extractor="better")
    [now] = store.sightings(Filter())
    assert (now.id, now.speakers, now.since, now.until) == (before.id, ("Peter Lund",), 1, None)
    assert changed(store, article)[1] == ([], [], [], 1)
    assert store.faults() == []


def _who(sighting: Sighting) -> tuple[tuple[str, ...], Polarity, Act]:
    return sighting.speakers, sighting.polarity, sighting.act


def test_what_was_overlooked_in_earlier_versions_is_not_said_to_be_added(store: Store) -> None:
    article = versions(store, [("Ida Dahl", FEES)], tail=f"{KEEP}\n{HERRING}")
    versions(store, [("Ida Dahl", BREAD), ("Ida Dahl", HERRING)], tail=KEEP)
    assert standing(store) == {FEES: (1, 1), BREAD: (2, None), HERRING: (1, None)}
    stored, _ = store.article(article)
    start = stored.text.index(KEEP)
    found = reading(("Ida Dahl", BREAD), ("Ida Dahl", HERRING)).quotes
    again(store, article, *found, replace(found[0], content=(Span(start, start + len(KEEP)),)))
    assert standing(store)[KEEP] == (1, None)
    assert changed(store, article) == [([FEES, HERRING, KEEP], [], [], 0), ([BREAD], [FEES], [], 2)]
    assert store.faults() == []


def test_the_same_words_printed_once_more_are_added(store: Store) -> None:
    article = versions(store, [("Ida Dahl", KEEP)], [("Ida Dahl", KEEP), ("Ida Dahl", KEEP)])
    assert changed(store, article)[1] == ([KEEP], [], [], 1)


def test_whom_a_version_names_first_says_what_was_said_before(store: Store) -> None:
    article = versions(store, [(None, FEES)], [("Ida Dahl", FEES), ("Ida Dahl", KEEP)])
    assert standing(store) == {FEES: (1, None), KEEP: (2, None)}
    assert changed(store, article)[1] == ([KEEP], [], [], 1)


def test_what_still_stands_keeps_id_claim_and_review(store: Store) -> None:
    add(store, ("Ida Dahl", KEEP), url="https://gazette.example/1")
    article = versions(store, [("Ida Dahl", FEES), ("Ida Dahl", KEEP)])
    before = {s.text: s for s in store.sightings(Filter(article=article))}
    claim = before[KEEP].claim
    assert claim is not None
    store.add_review(claim, Review("True"))
    versions(store, [("Ida Dahl", KEEP), ("Ida Dahl", BREAD)])
    after = {s.text: s for s in store.sightings(Filter(article=article))}
    assert after[KEEP].id == before[KEEP].id
    assert after[KEEP].claim == claim
    assert after[FEES].id == before[FEES].id
    [found] = [c for c in store.claims(Filter(), limit=9) if c.id == claim]
    assert (found.sightings, found.articles, found.ratings) == (2, 2, ("True",))


def test_an_old_copy_adds_nothing_and_what_is_fetched_later_is_back(store: Store) -> None:
    first, second = [("Ida Dahl", KEEP)], [("Ida Dahl", FEES)]
    versions(store, first, second)
    assert not add(store, *first, url=URL).new
    assert store.has(reading(*first, url=URL).article)
    back = add(store, *first, url=URL, fetched="2025-06-01T00:00:00Z")
    assert (back.new, back.version) == (True, 3)
    assert not add(store, *second, url=URL, fetched="2025-05-01T00:00:00Z").new
    assert sorted(store_rows(store)) == [(FEES, 2, 2), (KEEP, 1, 1), (KEEP, 3, None)]
    assert store.faults() == []


def store_rows(store: Store) -> list[tuple[str, int, int | None]]:
    return [(s.text, s.since, s.until) for s in store.sightings(Filter())]


def test_metadata_that_people_have_set_stays_and_other_metadata_is_that_of_the_last_version(store: Store) -> None:
    article = versions(store, [("Ida Dahl", KEEP)], title="Old", byline="Kim")
    store.change_article(article, {"byline": "Jo"})
    versions(store, [("Ida Dahl", FEES)], title="New", byline="Pat", updated="2025-06-02")
    now, _ = store.article(article)
    assert (now.title, now.byline, now.updated) == ("New", "Jo", "2025-06-02")
    assert [entry.article.title for entry in store.history(article)] == ["Old", "New"]


def test_what_people_have_corrected_stays_in_the_next_version(store: Store) -> None:
    article = versions(store, [("Ida Dahl", KEEP), ("Ida Dahl", FEES), ("Ida Dahl", BREAD)])
    quotes = {s.text: s.id for s in store.sightings(Filter())}
    add(store, ("Peter Lund", HERRING))
    store.assign_quote(quotes[KEEP], [ids(store)["Peter Lund"]])
    store.bound_quote(quotes[FEES], len(KEEP) + 2, len(KEEP) + len(FEES))
    store.reject_quote(quotes[BREAD])
    versions(store, [("Ida Dahl", HERRING), ("Ida Dahl", BREAD), ("Ida Dahl", KEEP), ("Ida Dahl", FEES)])
    found = {s.text: s for s in store.sightings(Filter(article=article))}
    assert set(found) == {HERRING, KEEP, FEES[1:-1]}
    assert found[KEEP].speakers == ("Peter Lund",)
    assert (found[FEES[1:-1]].id, found[FEES[1:-1]].until) == (quotes[FEES], None)
    assert store.faults() == []


def test_a_rejected_quote_that_comes_back_stands_where_it_stood(store: Store) -> None:
    article = versions(store, [("Ida Dahl", KEEP), ("Ida Dahl", FEES)])
    quote = {s.text: s.id for s in store.sightings(Filter())}[KEEP]
    store.reject_quote(quote)
    versions(store, [("Ida Dahl", HERRING), ("Ida Dahl", FEES)])
    store.undo()
    assert standing(store) == {KEEP: (1, 1), FEES: (1, None), HERRING: (2, None)}
    assert store.sighting(quote).article == article
    assert store.faults() == []


def test_the_removal_of_an_article_removes_its_versions(store: Store) -> None:
    article = versions(store, [("Ida Dahl", KEEP)], [("Ida Dahl", FEES)])
    store.remove_article(article)
    assert rows(store.place, "SELECT count(*) FROM version") == [(0,)]
    assert store.faults() == []
    with pytest.raises(NotFoundError):
        store.history(article)


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE version SET text = text || 'x'",
        "DELETE FROM version",
        "UPDATE quote SET until = 7 WHERE until IS NOT NULL",
        "UPDATE quote SET since = 0",
        "UPDATE quote SET until = NULL",
        "UPDATE article SET version = 5",
    ],
)
def test_a_damaged_version_is_found(store: Store, damage: str) -> None:
    versions(store, [("Ida Dahl", KEEP)], [("Ida Dahl", FEES)])
    assert store.faults() == []
    rows(store.place, damage)
    assert store.faults()


# Read anew -------------------------------------------------------------------------------------------------------


def again(store: Store, article: int, *quotes: Quote, extractor: str = "better") -> tuple[int, int, int, int]:
    stored, _ = store.article(article)
    done = store.reread(article, Reading(stored, quotes), extractor=extractor)
    return done.added, done.changed, done.gone, done.kept


@pytest.mark.parametrize("confirmed", [False, True])
def test_what_is_read_anew_as_no_statement_leaves_its_claim(store: Store, confirmed: bool) -> None:
    was = reading(("Ida Dahl", KEEP), ("Ida Dahl", FEES))
    article = store.add(was, extractor="test").article
    first, second = (s.claim for s in store.sightings(Filter()))
    assert None not in (first, second)
    if confirmed:
        # What people have put together is held by what they pinned, which now goes.
        store.confirm_claim(first or 0)
    add(store, ("Ida Dahl", KEEP), tail="x")
    keep, fees = was.quotes
    again(store, article, replace(keep, act=Act.ATTITUDE), fees)
    assert store.faults() == []
    assert {s.text: s.claim for s in store.sightings(Filter(article=article))} == {KEEP: None, FEES: second}
    assert sorted(claim.text for claim in store.claims(Filter(), limit=9)) == sorted([KEEP, FEES])
    again(store, article, keep, fees, extractor="best")
    assert store.faults() == []
    assert {claim.text: claim.sightings for claim in store.claims(Filter(), limit=9)} == {KEEP: 2, FEES: 1}


def test_reading_anew_changes_what_is_found_otherwise_and_keeps_ids(store: Store) -> None:
    was = reading(("Ida Dahl", KEEP), ("Ida Dahl", FEES), ("Ida Dahl", BREAD))
    article = store.add(was, extractor="test").article
    before = {s.text: s.id for s in store.sightings(Filter())}
    keep, fees, _ = was.quotes
    wider = replace(fees, content=(Span(fees.content[0].start, fees.content[0].end - 1),))
    fresh = replace(keep, content=(Span(1, 8),), speakers=())
    assert again(store, article, keep, wider, fresh) == (1, 1, 1, 0)
    after = {s.text: s.id for s in store.sightings(Filter())}
    assert after == {KEEP: before[KEEP], FEES[:-1]: before[FEES], KEEP[1:8]: after[KEEP[1:8]]}
    assert store.unlike("better") == []
    assert store.unlike("test") == [article]
    assert again(store, article, keep, wider, fresh) == (0, 0, 0, 0)
    assert store.faults() == []


def test_reading_anew_leaves_what_people_have_corrected(store: Store) -> None:
    was = reading(("Ida Dahl", KEEP), ("Ida Dahl", FEES), ("Ida Dahl", BREAD), ("Ida Dahl", HERRING))
    article = store.add(was, extractor="test").article
    quotes = {s.text: s.id for s in store.sightings(Filter())}
    store.assign_quote(quotes[KEEP], [])
    store.bound_quote(quotes[FEES], was.quotes[1].content[0].start + 1, was.quotes[1].content[0].end - 1)
    store.reject_quote(quotes[BREAD])
    claim = store.sighting(quotes[HERRING]).claim
    assert claim is not None
    store.add_review(claim, Review("False"))
    assert again(store, article, *was.quotes)[:3] == (0, 0, 0)
    assert again(store, article) == (0, 0, 0, 3)
    found = {s.text: s for s in store.sightings(Filter())}
    assert set(found) == {KEEP, FEES[1:-1], HERRING}
    assert found[KEEP].speaker is None
    store.undo(2)
    store.undo(1)
    assert store.faults() == []


def test_an_article_that_has_changed_meanwhile_is_not_given_old_quotes(store: Store) -> None:
    article = versions(store, [("Ida Dahl", KEEP)])
    stored, _ = store.article(article)
    versions(store, [("Ida Dahl", FEES)])
    with pytest.raises(InputError, match="another text"):
        store.reread(article, Reading(stored, ()), extractor="better")


_SAID = st.lists(st.sampled_from([KEEP, FEES, BREAD, HERRING, LOWER]), max_size=4)


@given(st.lists(st.tuples(_SAID, st.sampled_from(["", "reject", "assign", "bound", "undo"])), min_size=1, max_size=6))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
def test_any_sequence_of_versions_and_corrections_leaves_a_sound_database(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[list[str], str]]
) -> None:
    with Store(tmp_path_factory.mktemp("v") / "a.db", create=True) as store:
        for number, (said, correction) in enumerate(steps):
            add(store, *(("Ida Dahl", one) for one in said), url=URL, tail=f"{number}")
            quotes = [s for s in store.sightings(Filter()) if s.until is None]
            try:
                if correction == "undo":
                    store.undo()
                elif quotes and correction == "reject":
                    store.reject_quote(quotes[0].id)
                elif quotes and correction == "assign":
                    store.assign_quote(quotes[-1].id, [])
                elif quotes and correction == "bound":
                    start, end = quotes[0].content[0]
                    store.bound_quote(quotes[0].id, start + 1, end - 1)
            except (InputError, NotFoundError):
                pass
            assert store.faults() == []
