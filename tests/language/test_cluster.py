from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.cluster import PROBE_WORDS, Wording, choose, index_words, lead, probe
from quotes.records import Kind, Polarity
from quotes.text import normalise

ASSERTS = Polarity.ASSERTS
QUAY = "We will keep the northern quay open for every boat this winter"
BREAD = "The bakery on the market square sells rye bread on Sundays"


def test_a_statement_joins_the_claim_it_repeats() -> None:
    assert choose(f"“{QUAY}!”", ASSERTS, [Wording(7, BREAD, ASSERTS), Wording(3, QUAY, ASSERTS)]) == 3


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("We will not keep the northern quay open for every boat this winter", id="denied"),
        pytest.param("We may keep the northern quay open for every boat this winter", id="hedged"),
        pytest.param("Snow closed every road north of the lake", id="something else"),
        pytest.param("…", id="no word"),
    ],
)
def test_another_statement_opens_a_claim_of_its_own(text: str) -> None:
    assert choose(text, ASSERTS, [Wording(1, QUAY, ASSERTS)]) is None


def test_without_candidates_a_statement_is_new() -> None:
    assert choose(QUAY, ASSERTS, []) is None


@pytest.mark.parametrize("polarity", list(Polarity))
def test_only_claims_of_the_same_polarity_are_joined(polarity: Polarity) -> None:
    candidates = [Wording(i, QUAY, other) for i, other in enumerate(Polarity)]
    assert choose(QUAY, polarity, candidates) == list(Polarity).index(polarity)
    assert choose(QUAY, polarity, [c for c in candidates if c.polarity is not polarity]) is None


def test_the_likest_claim_wins_whatever_its_id() -> None:
    near = QUAY.replace("every boat", "every vessel")
    assert choose(QUAY, ASSERTS, [Wording(1, near, ASSERTS), Wording(9, QUAY, ASSERTS)]) == 9


def test_of_equally_like_claims_the_lowest_id_wins_in_any_order() -> None:
    candidates = [Wording(i, QUAY, ASSERTS) for i in (5, 2, 8)]
    assert {choose(QUAY, ASSERTS, order) for order in permutations(candidates)} == {2}


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


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        pytest.param([(1, Kind.INDIRECT, "a" * 90), (2, Kind.MIXED, "a" * 50), (3, Kind.DIRECT, "a")], 3, id="direct"),
        pytest.param([(1, Kind.INDIRECT, "a" * 90), (2, Kind.MIXED, "a")], 2, id="mixed before indirect"),
        pytest.param([(1, Kind.DIRECT, "a"), (2, Kind.DIRECT, "aaa"), (3, Kind.DIRECT, "aa")], 2, id="longest"),
        pytest.param([(9, Kind.DIRECT, "ab"), (4, Kind.DIRECT, "cd"), (7, Kind.DIRECT, "ef")], 4, id="lowest id"),
        pytest.param([(5, Kind.INDIRECT, "")], 5, id="the only one"),
    ],
)
def test_which_wording_leads(members: list[tuple[int, Kind, str]], expected: int) -> None:
    assert {lead(order) for order in permutations(members)} == {expected}
