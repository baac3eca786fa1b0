"""Reviews of claims: kept, moved and removed with their claims, undone, and attached only where the words are."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from quotes.errors import InputError, NotFoundError
from quotes.records import Kind, Polarity
from quotes.review import Published, Review, StoredReview
from quotes.store import Filter, Match, Store
from tests.storage.test_claims import OTHER, ids
from tests.storage.test_registry import state
from tests.storage.test_store import BREAD, FEES, KEEP, add

FALSE = Review("False", url="https://facts.example/quay", author="Quay Facts", date="2025-03-05", text="Closed in May.")


def reviews(store: Store, **asked: Any) -> list[StoredReview]:
    return store.reviews(Filter(**asked), limit=99)


def matched(store: Store, words: str, *speakers: str) -> Match:
    [found] = store.match_reviews([Published("", words, speakers, FALSE)])
    return found


def test_a_review_comes_back_as_it_was_given_with_its_claim(store: Store) -> None:
    add(store, ("Ida Dahl", KEEP))
    store.add_review(1, FALSE)
    assert reviews(store) == [StoredReview(1, 1, 1, KEEP, ("Ida Dahl",), FALSE)]
    assert [claim.ratings for claim in store.claims(Filter(), limit=9)] == [("False",)]
    assert store.faults() == []


def test_claims_are_found_by_whether_and_how_they_were_reviewed(store: Store) -> None:
    add(store, ("Ida Dahl", KEEP), ("Kim Berg", FEES), ("Kim Berg", BREAD))
    store.add_review(1, FALSE)
    store.add_review(2, Review("Väldigt Sant"))

    def claims(**asked: Any) -> list[int]:
        return sorted(claim.id for claim in store.claims(Filter(**asked), limit=9))

    assert claims(reviewed=True) == [1, 2]
    assert claims(rating="FALSE") == [1]
    assert claims(rating="väldigt SANT") == [2]
    assert claims(rating="true") == []
    assert [found.claim for found in reviews(store, rating="false")] == [1]
    assert [found.claim for found in reviews(store, claim=2)] == [2]


def test_a_claim_rated_twice_lists_of_its_reviews_those_of_the_rating(store: Store) -> None:
    add(store, ("Ida Dahl", KEEP))
    store.add_review(1, FALSE)
    store.add_review(1, replace(FALSE, rating="Half true", url="https://other.example/1", date="2025-04-01"))
    assert [claim.ratings for claim in store.claims(Filter(), limit=9)] == [("Half true", "False")]
    assert [found.review.rating for found in reviews(store, rating="half TRUE")] == ["Half true"]


@pytest.mark.parametrize("change", ["add", "remove", "import"])
def test_every_change_is_logged_and_undone(store: Store, change: str) -> None:
    add(store, ("Ida Dahl", KEEP), ("Kim Berg", FEES))
    store.add_review(1, FALSE)
    before, number = state(store), len(store.changes(limit=99))
    if change == "add":
        store.add_review(2, FALSE)
    elif change == "remove":
        store.remove_review(1)
    else:
        store.import_reviews([(1, replace(FALSE, rating="True", text=None, value=2.0)), (2, FALSE)])
    assert state(store) != before
    assert store.changes(limit=1)[0].action == f"review {change}"
    store.undo()
    assert state(store) == before
    assert len(store.changes(limit=99)) == number + 2


def test_the_same_page_imported_twice_is_stored_once_and_brought_up_to_date(store: Store) -> None:
    add(store, ("Ida Dahl", KEEP))
    first = store.import_reviews([(1, FALSE)])
    assert (first.stored, first.updated, first.known) == (1, 0, 0)
    again = store.import_reviews([(1, FALSE)])
    assert (again.stored, again.updated, again.known, again.change) == (0, 0, 1, None)
    changed = store.import_reviews([(1, replace(FALSE, rating="Half true"))])
    assert (changed.stored, changed.updated, changed.known) == (0, 1, 0)
    assert [found.review.rating for found in reviews(store)] == ["Half true"]
    assert len(store.changes(limit=9)) == 2


def test_the_words_of_a_claim_are_not_kept_a_second_time(store: Store) -> None:
    add(store, ("Ida Dahl", KEEP))
    store.import_reviews([(1, replace(FALSE, claim_reviewed=KEEP))])
    assert reviews(store)[0].review.claim_reviewed is None
    store.import_reviews([(1, replace(FALSE, claim_reviewed="The quay stays open."))])
    assert reviews(store)[0].review.claim_reviewed == "The quay stays open."


def test_reviews_go_with_a_claim_and_come_back_with_it(store: Store) -> None:
    add(store, ("Ida Dahl", KEEP), ("Kim Berg", FEES))
    store.add_review(1, FALSE)
    before = state(store)
    store.reject_quote(1)
    assert reviews(store) == []
    assert store.faults() == []
    store.undo()
    assert state(store) == before


def test_reviews_are_of_the_claim_that_is_kept_and_none_is_lost(store: Store) -> None:
    add(store, ("Ida Dahl", KEEP), ("Ida Dahl", OTHER))
    kept, gone = ids(store)[KEEP], ids(store)[OTHER]
    store.add_review(kept, FALSE)
    store.add_review(gone, replace(FALSE, rating="True"))
    store.add_review(gone, Review("Misleading"))
    before = state(store)
    store.merge_claims(kept, gone)
    assert [(found.claim, found.review.rating) for found in reviews(store)] == [
        (kept, "False"),
        (kept, "True"),
        (kept, "Misleading"),
    ]
    assert store.faults() == []
    store.undo()
    assert state(store) == before


def test_reviews_follow_when_speakers_are_merged(store: Store) -> None:
    add(store, ("Ida Dahl", KEEP), ("Ida Holm", KEEP))
    store.add_review(2, FALSE)
    before = state(store)
    store.merge_speakers(1, 2)
    assert [(found.claim, found.speakers) for found in reviews(store)] == [(1, ("Ida Dahl",))]
    store.undo()
    assert state(store) == before


def test_reviews_stay_when_a_claim_is_split(store: Store) -> None:
    add(store, ("Ida Dahl", KEEP))
    add(store, ("Ida Dahl", KEEP), tail="x")
    store.add_review(1, FALSE)
    store.split_claim(1, [2])
    assert [found.claim for found in reviews(store)] == [1]


@pytest.mark.parametrize("correct", [lambda s: s.assign_quote(1, [2]), lambda s: s.bound_quote(1, 1, 20)])
def test_reviews_follow_the_one_quote_of_a_claim_that_is_corrected(
    store: Store, correct: Callable[[Store], object]
) -> None:
    add(store, ("Ida Dahl", KEEP), ("Kim Berg", FEES))
    store.add_review(1, FALSE)
    before = state(store)
    correct(store)
    [found] = reviews(store)
    assert found.quote == 1
    assert store.faults() == []
    store.undo()
    assert state(store) == before


def test_a_corrected_quote_leaves_the_reviews_with_what_is_left_of_the_claim(store: Store) -> None:
    add(store, ("Ida Dahl", KEEP), ("Kim Berg", FEES))
    add(store, ("Ida Dahl", KEEP), tail="x")
    store.add_review(1, FALSE)
    store.assign_quote(1, [2])
    assert [(found.claim, found.speakers) for found in reviews(store)] == [(1, ("Ida Dahl",))]


@pytest.mark.file
def test_reviews_go_with_an_article_and_leave_no_word_behind(store: Store) -> None:
    add(store, ("Ida Dahl", KEEP), url="https://post.example/1")
    add(store, ("Kim Berg", FEES), tail="x")
    store.import_reviews([(1, replace(FALSE, text="Wrong on quays.", claim_reviewed="Quays are zyxwort.")), (2, FALSE)])
    store.import_reviews([(1, replace(FALSE, text="Zyxwort after all."))])
    store.add_review(1, Review("Zyxworthy"))
    store.remove_review(3)
    store.remove_article(1)
    assert [found.claim for found in reviews(store)] == [2]
    assert store.faults() == []
    with sqlite3.connect(store.place) as connection:
        left = "\n".join(connection.iterdump()).lower()
    connection.close()
    assert "zyxwort" not in left


def test_a_review_follows_its_quote_when_a_split_is_undone(store: Store) -> None:
    add(store, ("Ida Dahl", KEEP))
    add(store, ("Ida Dahl", KEEP), tail="x")
    store.split_claim(1, [2])
    store.add_review(2, FALSE)
    store.undo(1)
    assert [(found.claim, found.quote) for found in reviews(store)] == [(1, 2)]
    assert store.faults() == []


def test_a_review_never_comes_to_stand_for_other_words(store: Store) -> None:
    quay, fee = (
        "“We will keep the northern quay open for every boat this winter.”",
        "“Nobody will pay a higher fee for it.”",
    )
    add(store, ("Ida Dahl", fee))
    add(store, ("Ida Dahl", quay), tail="x")
    store.add_review(2, FALSE)
    store.add_review(1, replace(FALSE, rating="True"))
    before = [(found.words, found.review.rating) for found in reviews(store)]
    both = add(
        store,
        (
            "Ida Dahl",
            f"{quay[:-2]}, and nobody will pay a higher fee for it.”",
        ),
        tail="y",
    )
    assert {found.claim for found in reviews(store)} == {store.claims(Filter(), limit=9)[0].id}
    store.remove_article(both.article)
    assert (
        [(found.words, found.review.rating) for found in reviews(store)] == before == [(quay, "False"), (fee, "True")]
    )
    assert {c.text: c.ratings for c in store.claims(Filter(), limit=9)} == {quay: ("False",), fee: ("True",)}


@pytest.mark.parametrize(
    ("work", "reason"),
    [
        (lambda s: s.add_review(99, FALSE), "no claim 99"),
        (lambda s: s.add_review(2**70, FALSE), "no claim"),
        (lambda s: s.add_review(1, FALSE), "review 1 of https://facts.example/quay already"),
        (lambda s: s.remove_review(99), "no review 99"),
        (lambda s: s.import_reviews([(2, FALSE), (99, FALSE)]), "no claim 99"),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_half_done(
    store: Store, work: Callable[[Store], object], reason: str
) -> None:
    add(store, ("Ida Dahl", KEEP), ("Kim Berg", FEES))
    store.add_review(1, FALSE)
    before = state(store)
    with pytest.raises((InputError, NotFoundError), match=reason):
        work(store)
    assert state(store) == before


# Which claim a review is of


@pytest.mark.parametrize(
    "words",
    [
        KEEP,
        "We will keep the northern quay open all winter.",
        "we will keep the Northern quay open all winter",
        "We will keep the quay open all winter",
        "We will keep the northern quay open",
    ],
)
def test_words_of_a_claim_are_attached(store: Store, words: str) -> None:
    add(store, ("Ida Dahl", KEEP), ("Kim Berg", FEES))
    assert matched(store, words, "Ida Dahl").claim == 1
    assert matched(store, words, "Dahl").claim == 1
    assert matched(store, words).claim == 1


@pytest.mark.parametrize(
    ("words", "speakers", "why"),
    [
        ("We will not keep the northern quay open all winter.", ("Ida Dahl",), "altered (negation)"),
        ("We will keep the northern quay open all summer.", ("Ida Dahl",), "altered"),
        (KEEP, ("Kim Berg",), "other speaker"),
        (KEEP, ("Nora Vik",), "nobody called Nora Vik"),
        (KEEP, ("1",), "nobody called 1"),
        ("We will keep the northern quay in this town has asked for higher fees", (), "spliced"),
        ("All winter the northern quay is kept open by us", ("Ida Dahl",), "perhaps claim 1"),
        ("The moon is made of cheese", ("Ida Dahl",), "not in this database"),
        ("keep the quay", ("Ida Dahl",), "held against claim 1"),
        ("", ("Ida Dahl",), "not in this database"),
    ],
)
def test_other_words_or_speakers_are_never_attached(
    store: Store, words: str, speakers: tuple[str, ...], why: str
) -> None:
    add(store, ("Ida Dahl", KEEP), ("Kim Berg", FEES))
    found = matched(store, words, *speakers)
    assert found.claim is None
    assert why in found.why


def test_words_put_together_from_two_statements_are_not_attached(store: Store) -> None:
    add(store, ("Ida Dahl", KEEP), ("Ida Dahl", "“Boats may land at the market until the ice is gone.”"))
    found = matched(store, "We will keep the northern quay until the ice is gone", "Ida Dahl")
    assert found.claim is None
    assert "spliced" in found.why


def test_what_turns_the_sense_and_was_cut_keeps_a_piece_from_its_claim(store: Store) -> None:
    add(store, ("Ida Dahl", "“It is not true that the northern quay is open all winter.”"))
    assert matched(store, "the northern quay is open all winter", "Ida Dahl").claim is None


def test_what_somebody_denied_is_no_claim_of_theirs(store: Store) -> None:
    add(store, ("Ida Dahl", "“the northern quay is open all winter”", {"polarity": Polarity.DENIES}))
    assert matched(store, "“the northern quay is open all winter”", "Ida Dahl").claim is None


def test_the_very_words_of_reported_speech_are_attached(store: Store) -> None:
    words = "that the northern quay would stay open all winter"
    add(store, ("Ida Dahl", words, {"kind": Kind.INDIRECT}))
    assert matched(store, words, "Ida Dahl").claim == 1
    assert matched(store, "the northern quay would stay open all winter", "Ida Dahl").claim is None


def test_words_of_two_claims_are_attached_to_neither(store: Store) -> None:
    add(store, ("Ida Dahl", KEEP), ("Kim Berg", KEEP))
    assert matched(store, KEEP, "Kim Berg").claim == 2
    for words in (KEEP, KEEP.strip("“”"), "keep the northern quay open all winter"):
        found = matched(store, words)
        assert found.claim is None
        assert "claim 1 and claim 2" in found.why
