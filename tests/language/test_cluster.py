from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.cluster import (
    Group,
    Pool,
    Statement,
    choose,
    cluster,
    enough,
    groups,
    keys,
    pieces,
    score,
    settle,
)
from quotes.records import Kind, Polarity
from quotes.wording import words

QUAY = "We will keep the northern quay open for every boat this winter"
BREAD = "The bakery on the market square sells rye bread on Sundays"
# Wordings of two utterances and their contraries, whole and cut, so that chains and ties occur.
WORDINGS = (
    f"“{QUAY}, and nobody will pay a higher fee for it.”",
    f"“{QUAY}.”",
    "“We will keep the northern quay open”",
    "keep the northern quay open for every boat this winter",
    "they would keep the northern quay open for every boat this winter",
    "“We will not keep the northern quay open for every boat this winter.”",
    "“Nobody will pay a higher fee for it.”",
    "nobody would pay a higher fee for the quay",
    f"“{BREAD}.”",
    f"“{BREAD}, and we will keep the northern quay open for every boat this winter.”",
    "“The bakery on the market square sells rye bread”",
    "“We will”",
    "…",
)


def said(number: int, text: str, kind: Kind = Kind.DIRECT, **more: object) -> Statement:
    return Statement(number, text, kind, Polarity.ASSERTS, **more)  # type: ignore[arg-type]


def claims(pool: Pool) -> set[frozenset[int]]:
    found: defaultdict[int, set[int]] = defaultdict(set)
    for number, anchor in pool.assigned.items():
        found[anchor].add(number)
    return {frozenset(members) for members in found.values()}


def test_a_statement_joins_the_claim_it_repeats() -> None:
    assert choose(said(9, f"“{QUAY}!”"), [said(7, f"“{BREAD}, on the whole.”"), said(3, f"“{QUAY} at least”")]) == 3


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
    assert choose(said(2, text), [said(1, f"{QUAY} and the next, as before")]) is None


def test_a_shorter_wording_is_no_anchor_of_a_longer_one() -> None:
    assert choose(said(2, f"{QUAY} and the next"), [said(1, QUAY)]) is None


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        (Polarity.ASSERTS, Polarity.PROMISES, True),
        (Polarity.ORDERS, Polarity.PROMISES, True),
        (Polarity.ASSERTS, Polarity.DENIES, False),
        (Polarity.ASSERTS, Polarity.ASKS, False),
        (Polarity.DENIES, Polarity.DENIES, True),
        (Polarity.DENIES, Polarity.ASKS, False),
    ],
)
def test_what_is_denied_or_asked_is_not_said(one: Polarity, other: Polarity, alike: bool) -> None:
    first, second = replace(said(1, QUAY), polarity=one), replace(said(2, QUAY), polarity=other)
    assert bool(score(first, second)) is alike


def test_the_likest_anchor_wins_and_of_equals_the_first() -> None:
    near, same = said(1, QUAY.replace("every boat", "every last vessel")), said(9, f"{QUAY} and the next")
    assert choose(said(12, QUAY), [near, same]) == 9
    equals = [said(i, f"{QUAY} and {more}") for i, more in ((5, "spring"), (2, "next"), (8, "last"))]
    assert {choose(said(12, QUAY), order) for order in permutations(equals)} == {5}


def test_direct_words_lead_before_reported_ones_and_longer_before_shorter() -> None:
    order = [
        said(5, "b", pinned=1),
        said(3, "“aaaa”"),
        said(1, "“a”"),
        said(9, "a" * 20, Kind.MIXED),
        said(2, "a" * 90, Kind.INDIRECT),
    ]
    for mixed in permutations(order):
        assert sorted(mixed, key=lambda s: s.precedence) == order


def test_a_chain_does_not_drift() -> None:
    whole, middle = f"“{QUAY}, and nobody will pay a higher fee for it.”", f"{QUAY}, says the town"
    pool = cluster([said(1, whole), said(2, middle, Kind.INDIRECT), said(3, "“Nobody says the town”")])
    for number, anchor in pool.assigned.items():
        if number != anchor:
            assert anchor in (1, 2)
            assert pool.assigned[anchor] == anchor, "members hang on anchors only"


@given(st.permutations([said(i, text) for i, text in enumerate(WORDINGS, 1)]), st.data())
def test_any_order_and_any_steps_end_in_the_same_claims(order: list[Statement], data: st.DataObject) -> None:
    at_once = claims(cluster(order))
    pool = Pool()
    rest = order
    while rest:
        size = data.draw(st.integers(1, len(rest)))
        settle(rest[:size], pool)
        rest = rest[size:]
    assert claims(pool) == at_once


@given(
    st.lists(
        st.tuples(
            st.sampled_from(WORDINGS),
            st.sampled_from(list(Kind)),
            st.sampled_from([Polarity.ASSERTS, Polarity.DENIES]),
            st.booleans(),
        ),
        max_size=12,
    )
)
def test_one_after_the_other_ends_where_all_at_once_does(made: list[tuple[str, Kind, Polarity, bool]]) -> None:
    statements = [Statement(i, t, k, p, i if pin else None) for i, (t, k, p, pin) in enumerate(made, 1)]
    at_once = cluster(statements)
    pool = Pool()
    for statement in statements:
        if statement.pinned is not None:
            pool.pin(statement)
        settle([statement], pool)
    assert claims(pool) == claims(at_once)
    assert all(pool.assigned[s.id] == s.id for s in statements if s.pinned is not None)


def test_what_repeats_a_wording_that_people_have_confirmed_joins_it() -> None:
    pinned = said(1, "“We will keep the northern quay open”", pinned=4)
    pool = cluster([said(2, f"“{QUAY}.”"), pinned])
    assert pool.assigned == {1: 1, 2: 1}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(QUAY, "“We will keep the northern quay open”", id="cut"),
        pytest.param(QUAY, "the quay open for every boat", id="cut at both ends"),
        pytest.param(QUAY, "“We will keep the northern quay … this winter.”", id="elided"),
        pytest.param(QUAY, "they'd keep the northern quay open for every vessel this winter", id="a word changed"),
        pytest.param("We are what we are", "We are what we are!", id="no word that carries sense"),
        pytest.param("Resign", "resign!", id="one word"),
    ],
)
def test_printings_of_one_utterance_share_keys(one: str, other: str) -> None:
    first, second = keys(words(one)), keys(words(other))
    assert enough(len(first & second), len(first), len(second))


def test_keys_are_of_the_text_alone_and_few() -> None:
    assert keys(words(QUAY)) == keys(words(f"“{QUAY.upper()}”"))
    assert len(keys(words(QUAY))) < len(QUAY.split())
    assert keys(words("…")) == {0}
    assert not enough(0, 0, 0)


@pytest.mark.parametrize(
    ("claims_before", "expected"),
    [
        ({1: 7, 2: 7, 3: 7, 4: 8}, [(7, 1, (1, 2)), (8, 3, (3, 4))]),
        ({1: 7, 2: None, 3: 7, 4: 7}, [(None, 1, (1, 2)), (7, 3, (3, 4))]),
        ({1: 7, 2: 7, 3: 7, 4: 7}, [(7, 1, (1, 2)), (None, 3, (3, 4))]),
        ({1: None, 2: None, 3: None, 4: None}, [(None, 1, (1, 2)), (None, 3, (3, 4))]),
    ],
)
def test_a_claim_keeps_its_id_where_most_of_it_stays(
    claims_before: dict[int, int | None], expected: list[tuple[int | None, int, tuple[int, ...]]]
) -> None:
    assert groups({1: 1, 2: 1, 3: 3, 4: 3}, claims_before, ()) == [Group(*one) for one in expected]


def test_what_people_have_put_together_keeps_its_id_against_any_number() -> None:
    anchors = {1: 1, 2: 2, 3: 2, 4: 2, 5: 1}
    found = groups(anchors, dict.fromkeys(anchors, 7), {1})
    assert found == [Group(7, None, (1, 5)), Group(None, 2, (2, 3, 4))]


_SPOKEN = st.tuples(
    st.one_of(
        st.sampled_from(WORDINGS),
        st.lists(st.sampled_from(QUAY.split() + BREAD.split()), min_size=1, max_size=9).map(" ".join),
    ),
    st.sampled_from(Kind),
    st.one_of(st.none(), st.none(), st.integers(1, 2)),
)


@given(st.lists(_SPOKEN, max_size=14))
def test_clustering_piece_by_piece_is_clustering_all(spoken: list[tuple[str, Kind, int | None]]) -> None:
    every = [said(number, text, kind, pinned=pinned) for number, (text, kind, pinned) in enumerate(spoken, 1)]
    found = pieces(every)
    assert sorted(one.id for piece in found for one in piece) == [one.id for one in every]
    assert {number: a for piece in found for number, a in cluster(piece).assigned.items()} == cluster(every).assigned
    pinned = [{one.id for one in every if one.pinned == claim} for claim in (1, 2)]
    assert all(any(people <= {one.id for one in piece} for piece in found) for people in pinned if people)


def test_what_shares_enough_keys_is_one_piece_and_a_pet_phrase_holds_nothing_together() -> None:
    kept = [
        said(1, f"“{QUAY}, my dear friends.”"),
        said(2, "“We will keep the northern quay open for every boat, my dear friends.”"),
    ]
    other = [
        said(n, f"“My dear friends, {word} harvests {word} fields {word}.”") for n, word in ((3, "oat"), (4, "rye"))
    ]
    assert [[one.id for one in piece] for piece in pieces(kept + other)] == [[1, 2], [3], [4]]
