"""Which quotes come first."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quotes.rank import Candidate, best

PEACE = "a just peace cannot be achieved without pressure"


def test_words_side_by_side_come_before_words_apart() -> None:
    apart = Candidate(1, "peace that is just cannot be achieved without it", "2025-05-21")
    beside = Candidate(2, PEACE, "2025-05-21")
    assert best('"just peace" OR ("just" AND "peace")', [apart, beside], 9) == [2, 1]


def test_a_short_quote_that_is_about_it_comes_before_a_long_one() -> None:
    long = Candidate(1, f"{PEACE} and we have said so to everybody who came to see us over all these years", None)
    assert best('"peace"', [long, Candidate(2, "peace now", None)], 9) == [2, 1]


def test_the_newer_of_two_alike_comes_first_and_undated_ones_last() -> None:
    found = [Candidate(1, PEACE, None), Candidate(2, PEACE, "2024-05-21"), Candidate(3, PEACE, "2025-05-21T10:00")]
    assert best('"peace"', found, 9) == [3, 2, 1]
    assert best('"peace"', found, 1) == [3]


def test_a_day_is_worth_less_than_the_words() -> None:
    old = Candidate(1, "a just peace", "2015-01-01")
    new = Candidate(
        2, "the peace of this small town is just what all of us have wanted for so many years", "2025-01-01"
    )
    assert best('"just peace" OR ("just" AND "peace")', [old, new], 9) == [1, 2]


def test_of_equal_ones_the_first_that_was_stored_comes_first() -> None:
    found = [Candidate(n, PEACE, "2025-05-21") for n in (3, 1, 2)]
    assert best('"peace"', found, 9) == [1, 2, 3]


def test_words_beside_symbols_count() -> None:
    found = [
        Candidate(1, "£5 million was the fee", "2025-01-01"),
        Candidate(2, "5 of us and many many people saw a million birds fly over the quay that evening", "2020-01-01"),
    ]
    assert best('"5 million" OR ("5" AND "million")', found, 9) == [1, 2]


def test_repeated_words_count_each_time() -> None:
    assert best('"no"', [Candidate(1, "no x no y", None), Candidate(2, "no no no no", None)], 9) == [2, 1]


def test_beginnings_count_as_words() -> None:
    found = [
        Candidate(1, "the quay and nothing but the old stone quay", None),
        Candidate(2, "a quarrel a quarry", None),
    ]
    assert best('"quar"*', found, 9) == [2, 1]


@given(
    st.lists(st.tuples(st.text(max_size=30), st.sampled_from([None, "2025", "2025-13-45", "2025-05-21"])), max_size=9)
)
def test_whatever_is_stored_can_be_ranked(said: list[tuple[str, str | None]]) -> None:
    found = [Candidate(n, text, day) for n, (text, day) in enumerate(said)]
    assert sorted(best('"peace" OR ("a" AND "b"*)', found, 99)) == [one.id for one in found]
