from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.identity import Known, better_name, choose, keys
from quotes.names import body_key, fold, full_key, like_keys, parse, person_key, same_person
from quotes.records import Speaker, SpeakerKind


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Oleksar Zhovrin", "Olexar Jovrin"),
        ("Aleksar Zhovryn", "Oleksar Zhovrin"),
        ("Volodymyr Havrylenko", "Vladimir Gavrilenko".replace("Gavrilenko", "Havrilenko")),
        ("Dmitry Palenskiy", "Dmitri Palensky"),
        ("Ada Vale", "Vale"),
        ("Mr. Vale", "Jonas Vale"),
        ("Chris Tamm", "Christopher Tamm"),
        ("J. Vale", "Jonas Vale"),
        ("Bill de Groot", "De Groot"),
        ("Jonas P. Vale", "Jonas Vale"),
        ("Jonas Vale Jr.", "Vale"),
        ("Bill Tamm", "William Tamm"),
    ],
)
def test_spellings_of_one_name(one: str, other: str) -> None:
    assert same_person(one, other)
    assert same_person(other, one)
    assert person_key(one) == person_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ilsabet Corvane", "Tavish Corvane"),
        ("John Tamm", "Joan Tamm"),
        ("Daniel Tamm", "Daniela Tamm"),
        ("Paul Tamm", "Paula Tamm"),
        ("Jonas Vale", "Jonas Dale"),
        ("Jonas Vale Jr.", "Jonas Vale"),
        ("Jonas H. W. Vale", "Jonas W. Vale"),
        ("", "Jonas Vale"),
    ],
)
def test_names_of_different_people(one: str, other: str) -> None:
    assert not same_person(one, other)
    assert not same_person(other, one)


def test_a_name_is_taken_apart() -> None:
    assert parse("Prime Minister Jan van der Meer Jr.").given == ("jan",)
    assert parse("Prime Minister Jan van der Meer Jr.").family == "van der meer"
    assert parse("Prime Minister Jan van der Meer Jr.").suffix == "jr"
    assert parse("???").family == ""


@given(st.text(max_size=60))
def test_any_text_can_be_taken_for_a_name(text: str) -> None:
    parse(text)
    assert fold(fold(text)) is not None
    body_key(text)
    assert same_person(text, text) == bool(parse(text).family and fold(parse(text).family)) or not fold(
        parse(text).family
    )


def person(name: str, *aliases: str) -> Speaker:
    return Speaker(name, SpeakerKind.PERSON, tuple(aliases))


def known(number: int, name: str, *aliases: str, kind: SpeakerKind = SpeakerKind.PERSON) -> Known:
    return Known(number, name, kind, (name, *aliases))


def test_a_spelling_joins_the_speaker_and_a_namesake_does_not() -> None:
    stored = [known(1, "Oleksar Zhovrin", "Zhovrin"), known(2, "Marta Zhovrin")]
    assert choose(person("Olexar Jovrin"), stored) == stored[0]
    assert choose(person("Piotr Zhovrin"), stored) is None


def test_a_family_name_alone_joins_only_where_one_person_fits() -> None:
    one, two = known(1, "Ilsabet Corvane"), known(2, "Tavish Corvane")
    assert choose(person("Corvane"), [one]) == one
    assert choose(person("Corvane"), [one, two]) is None
    undecided = known(3, "Corvane")
    assert choose(person("Corvane"), [one, two, undecided]) == undecided


def test_a_full_name_joins_the_family_name_it_was_stored_under() -> None:
    assert choose(person("Ada Vale"), [known(1, "Vale")]) == known(1, "Vale")
    assert choose(person("Ada Vale"), [known(1, "Vale"), known(2, "Jonas Vale")]) is None


def test_a_body_is_no_person_of_that_name() -> None:
    body = known(1, "Vale", kind=SpeakerKind.ORGANISATION)
    assert choose(person("Ada Vale"), [body]) is None
    assert choose(Speaker("The Vale", SpeakerKind.ORGANISATION), [body]) == body


def test_the_fuller_name_is_canonical_and_the_first_of_equals() -> None:
    assert better_name("Vale", "Ada Vale") == "Ada Vale"
    assert better_name("Ada Vale", "Vale") == "Ada Vale"
    assert better_name("Oleksar Zhovrin", "Olexar Jovrin") == "Oleksar Zhovrin"


def test_every_form_of_a_name_has_its_key() -> None:
    assert keys(person("Ada Vale", "Vale", "Ada Vale")) == {"Ada Vale": "vale ada", "Vale": "vale "}
    assert keys(Speaker("The Vale", SpeakerKind.ORGANISATION)) == {"The Vale": "vale"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Vladimir Putin", "Volodymyr Putin"),
        ("Bill Vale", "William Vale"),
        ("Yusuf Vale", "Jusuf Vale"),
        ("Ada Vale", "A. Vale"),
        ("Ada Vale", "Dr. Ada B. Vale"),
    ],
)
def test_a_name_is_found_under_the_keys_of_names_like_it(one: str, other: str) -> None:
    assert full_key(other) in like_keys(one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Gerard Smith", "Gerald Smith"),
        ("Dan Brown", "Dana Brown"),
        ("Joan Baker", "Joanna Baker"),
        ("Trump Jr.", "Donald Trump"),
        ("Trump Jr.", "Ivanka Trump"),
    ],
)
def test_names_that_look_alike_may_be_two_peoples(one: str, other: str) -> None:
    assert not same_person(one, other)
    assert not same_person(other, one)


def test_a_bare_name_may_be_a_juniors() -> None:
    assert same_person("Kennedy", "Robert F. Kennedy Jr.")
    assert same_person("Trump Jr.", "Donald Trump Jr.")
