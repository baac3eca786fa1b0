"""Which words look for the quotes that a text may be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.store.find import PROBE_WORDS, index_words, probe
from quotes.text import normalise


def test_the_rarest_words_are_looked_up_and_ties_go_by_the_alphabet() -> None:
    frequencies = {"boat": 9, "quay": 2, "winter": 2, "northern": 40}
    assert probe("the northern quay, the boat and the winter ice", frequencies) == [
        "quay",
        "winter",
        "boat",
        "northern",
    ]


def test_words_that_the_index_lacks_are_not_looked_up() -> None:
    assert probe("the northern quay", {}) == []
    assert probe("", {"quay": 1}) == []


def test_no_more_words_are_looked_up_than_set() -> None:
    tokens = [f"w{i:02}x" for i in range(30)]
    found = probe(" ".join(tokens), {w: 30 - i for i, w in enumerate(tokens)})
    assert found == tokens[::-1][:PROBE_WORDS]


@pytest.mark.parametrize(
    ("normal", "expected"),
    [
        ("the quay is the quay", ["quay"]),
        ("don't sell co-op boats", ["don", "t", "sell", "co", "op", "boats"]),
        ("to be or not to be", ["not"]),
        ("it is what it is", ["it", "is", "what"]),
        ("... - ''", []),
        ("", []),
    ],
)
def test_index_words_are_those_that_carry_sense(normal: str, expected: list[str]) -> None:
    assert index_words(normal) == expected


@given(st.text(max_size=80))
def test_index_words_are_single_and_free_of_marks(text: str) -> None:
    found = index_words(normalise(text).text)
    assert len(found) == len(set(found))
    assert all(w.isalnum() for w in found)


def test_no_more_quotes_are_looked_at_than_set_but_two_words_always_look() -> None:
    assert probe("quay boat winter town", {"quay": 5_000, "boat": 8_999, "winter": 6_000, "town": 1}) == [
        "town",
        "quay",
        "winter",
        "boat",
    ]
    assert probe("quay boat winter town", {"quay": 5_000, "boat": 9_000, "winter": 6_000, "town": 1}) == [
        "town",
        "quay",
        "winter",
    ]
    assert probe("quay boat winter", {"quay": 90_000, "boat": 99_000, "winter": 500_000}) == ["quay", "boat"]
