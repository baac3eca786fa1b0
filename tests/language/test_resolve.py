from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.offices import OFFICES, parse_offices, roles_of
from quotes.records import Article, Block, Kind, Named, NameKind, Place, Quote, Span, SpeakerKind
from quotes.resolve import resolve
from quotes.resolve.mentions import agreed, mended

PERSON, BODY, PLACE = NameKind.PERSON, NameKind.ORGANISATION, NameKind.PLACE
# Every name of these texts with what it names; longer ones first.
NAMES = {
    "Marek Berg": PERSON, "Marek Roth": PERSON, "Ada Vale": PERSON, "Jonas Tamm": PERSON, "Peter Lund": PERSON,
    "Anna Holm": PERSON, "Peter Corvane": PERSON, "Anna Corvane": PERSON, "Berg": PERSON, "Holm": PERSON,
    "Lund": PERSON, "Roth": PERSON, "Corvane": PERSON, "European Commission": BODY, "White House": BODY, "NATO": BODY,
    "Kremlin": BODY, "Norvia": PLACE, "Ostland": PLACE, "Ukrainian": NameKind.OTHER, "Norvian": NameKind.OTHER,
    "Russian": NameKind.OTHER, "Norvian Seal Trust": BODY, "Seal Trust": BODY, "NST": BODY,
}  # fmt: skip
_NAME = re.compile("|".join(rf"\b{name}\b" for name in sorted(NAMES, key=len, reverse=True)))


def named(text: str) -> list[Named]:
    """The names that stand in a text, as the network would mark them."""
    return [Named(Span(*m.span()), NAMES[m[0]]) for m in _NAME.finditer(text)]


def speakers(text: str, *sources: str) -> list[str | None]:
    """Who each source means; a source is found by its words, the n-th one behind the one before."""
    quotes, at = [], 0
    for source in sources:
        at = text.index(source, at)
        quotes.append(Quote((Span(len(text) - 1, len(text)),), (Span(at, at + len(source)),), (), Kind.INDIRECT))
        at += len(source)
    blocks = []
    start = 0
    for line in text.split("\n"):
        blocks.append(Block(Span(start, start + len(line)), Place.BODY))
        start += len(line) + 1
    found = resolve(Article("x", text, tuple(blocks)), quotes, named(text))
    return [" & ".join(s.name for s in q.speakers) or None for q in found]


@pytest.mark.parametrize(
    ("text", "source", "expected"),
    [
        ("NATO Secretary General Marek Berg came. It rained. Berg said so.", "Berg said", "Marek Berg"),
        ("Norvian President Ada Vale came. The president said so.", "The president", "Ada Vale"),
        ("President of Norvia Ada Vale came. The Norvian leader said so.", "The Norvian leader", "Ada Vale"),
        ("Ukrainian President Ada Vale came. The Ukrainian leader said so.", "The Ukrainian leader", "Ada Vale"),
        ("Jonas Tamm, the governor of Ostland, came. The governor said so.", "The governor", "Jonas Tamm"),
        ("Gov. Jonas Tamm came. The governor said so.", "The governor", "Jonas Tamm"),
        ("Ostland spokesman Peter Lund said so.", "Ostland spokesman Peter Lund", "Peter Lund"),
        ("Peter Lund, Ostland’s policy aide, said so.", "Peter Lund, Ostland’s policy aide,", "Peter Lund"),
        ("Peter Lund met Anna Holm. She said so.", "She", "Anna Holm"),
        ("Peter Lund met Anna Holm. He said so.", "He", "Peter Lund"),
        ("Anna Holm praised Peter Lund, who said so.", "who", "Peter Lund"),
        ("Anna Holm came. Holm’s message says so.", "Holm’s message", "Anna Holm"),
        ("Anna Holm came. A spokesman for Holm said so.", "A spokesman for Holm", None),
        ("Some officials said so.", "Some officials", None),
        ("Russian officials said so.", "Russian officials", None),
        ("The president said so.", "The president", None),
        ("A European Commission statement said so.", "A European Commission statement", "European Commission"),
        ("The White House said so.", "The White House", "White House"),
        ("He said so.", "He", None),
        ("Anna Holm and Peter Lund met. Both Holm and Lund said so.", "Both Holm and Lund", "Anna Holm & Peter Lund"),
        ("Anna Holm came. According to her, it is so.", "her", "Anna Holm"),
        ("Anna Holm ran. The Holm campaign said so.", "The Holm campaign", "Holm campaign"),
    ],
)  # fmt: skip
def test_whom_a_source_means(text: str, source: str, expected: str | None) -> None:
    assert speakers(text, source)[0] == expected


def test_two_people_of_one_family_name_are_told_apart_by_title() -> None:
    text = "Mr. Peter Corvane met Ms. Anna Corvane. Ms. Corvane said so. Mr. Corvane said no."
    assert speakers(text, "Ms. Corvane", "Mr. Corvane") == ["Anna Corvane", "Peter Corvane"]


def test_a_pronoun_follows_who_was_quoted_last() -> None:
    text = "Peter Lund said it rained.\nA long day passed in the town of the lake.\nHe said it snowed."
    assert speakers(text, "Peter Lund", "He") == ["Peter Lund", "Peter Lund"]


def test_a_family_name_in_the_headline_finds_the_full_name_below() -> None:
    assert speakers("Roth: it rains\nMarek Roth came to town on Monday.", "Roth") == ["Marek Roth"]


def test_a_speaker_carries_aliases_and_roles() -> None:
    text = "Kremlin spokesman Peter Lund came. Lund said so."
    quote = Quote((Span(0, 1),), (Span(35, 39),), (), Kind.INDIRECT)
    [found] = resolve(Article("x", text, (Block(Span(0, len(text))),)), [quote], named(text))
    assert found.speakers[0].name == "Peter Lund"
    assert found.speakers[0].kind is SpeakerKind.PERSON
    assert found.speakers[0].aliases == ("Lund", "Peter Lund")
    assert found.speakers[0].roles == ("Kremlin spokesman",)


@pytest.mark.parametrize(
    ("text", "source", "expected"),
    [
        ("The Seal Trust met. The trust said so.", "The trust", "Seal Trust"),
        ("A Seal Trust poll came. The poll said so.", "The poll", "Seal Trust poll"),
        ("Peter Lund spoke. Lund and his aides said so.", "Lund and his aides", "Peter Lund"),
        ("Peter Lund’s wife, Anna Holm, said so.", "Peter Lund’s wife, Anna Holm,", "Anna Holm"),
        ("Lund strategist Anna Holm said so. Peter Lund left.", "Lund strategist Anna Holm", "Anna Holm"),
        ("Supporters of Anna Holm said so.", "Supporters of Anna Holm", None),
        ("Peter Lund came. Lund’s lawyer said so.", "Lund’s lawyer", None),
        ("Peter Lund came. Sources close to Lund said so.", "Sources close to Lund", None),
        ("Peter Lund came. The reporter who met Lund said so.", "The reporter who met Lund", None),
        ("Peter Lund came. The family of Lund said so.", "The family of Lund", None),
        ("Peter Lund came. Two of Lund’s ministers said so.", "Two of Lund’s ministers", None),
        ("Anna Holm, who met Peter Lund, said so.", "Anna Holm, who met Peter Lund,", "Anna Holm"),
    ],
)  # fmt: skip
def test_whom_a_source_with_other_names_means(text: str, source: str, expected: str | None) -> None:
    assert speakers(text, source)[0] == expected


def test_who_says_i_is_the_one_who_is_quoted() -> None:
    text = "Anna Holm met Peter Lund. “I know I am right,” Lund said."
    content, inner = Span(26, 48), Span(34, 47)
    outer = Quote((content,), (Span(49, 53),), (), Kind.DIRECT)
    inside = Quote((inner,), (Span(27, 28),), (), Kind.INDIRECT)
    blocks = (Block(Span(0, len(text))),)
    found = resolve(Article("x", text, blocks), [outer, inside], named(text))
    assert [[s.name for s in q.speakers] for q in found] == [["Peter Lund"], ["Peter Lund"]]


def test_an_acronym_means_the_body_that_is_introduced_with_it() -> None:
    text = "The Norvian Seal Trust (NST) met. A day later NST said so."
    assert speakers(text, "day later", "NST")[1] == "Norvian Seal Trust"


def test_an_office_of_the_day_is_known() -> None:
    text = "Mark Rutte met Volodymyr Zelensky. It rained. The Ukrainian president said so. The NATO chief agreed."
    people = (("Mark Rutte", PERSON), ("Volodymyr Zelensky", PERSON), ("Ukrainian", NameKind.OTHER), ("NATO", BODY))
    names = [Named(_at(text, name), kind) for name, kind in people]
    sources = [_at(text, "The Ukrainian president"), _at(text, "The NATO chief")]
    quotes = [Quote((Span(99, 100),), (source,), (), Kind.INDIRECT) for source in sources]
    article = Article("x", text, (Block(Span(0, len(text))),), published="2025-05-21")
    found = resolve(article, quotes, names)
    assert [[s.name for s in q.speakers] for q in found] == [["Volodymyr Zelensky"], ["Mark Rutte"]]


def _at(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def test_an_office_of_unknown_date_still_tells_who_is_meant() -> None:
    text = "Bernie Sanders met Ted Cruz in Houston. The Vermont senator said the line was long, the Texan senator not."
    names = [Named(_at(text, name), NameKind.PERSON) for name in ("Bernie Sanders", "Ted Cruz")]
    quote = Quote((_at(text, "the line was long"),), (_at(text, "The Vermont senator"),), (), Kind.INDIRECT)
    [found] = resolve(Article("x", text, (Block(Span(0, len(text))),)), [quote], names)
    assert [s.name for s in found.speakers] == ["Bernie Sanders"]


def test_offices_are_told_by_name_and_date() -> None:
    assert roles_of("Angela Merkel", "2016-03-01T10:00") == (["German chancellor"], [])
    assert roles_of("Merkel", "2022-03-01") == ([], ["German chancellor"])
    assert roles_of("Merkel", None) == ([], ["German chancellor"])
    assert roles_of("Anna Merkel", "2016-03-01") == ([], [])
    assert roles_of("Ted Cruz", "2016-03-01") == (["Texas senator", "Texas Republican"], [])


def test_the_table_of_offices_is_well_formed() -> None:
    offices = list(parse_offices(OFFICES.read_text(encoding="utf-8")))
    assert len(offices) > 350
    assert all(office.since < (office.until or "9999") for office in offices)
    assert len(set(offices)) == len(offices)


@pytest.mark.parametrize("line", ["Duke: Ida Dahl", "Duke: Ida Dahl 2016", "Duke: Ida Dahl 2016-13", "Duke:"])
def test_a_line_of_offices_that_is_none_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match="Duke"):
        list(parse_offices(line))


@given(st.text(max_size=200) | st.text(alphabet="AB ab.,'’-&\nMr", max_size=150), st.data())
def test_no_text_breaks_it(text: str, data: st.DataObject) -> None:
    offsets = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=2)))
    span = Span(*offsets)
    quote = Quote((span,), (span,), (), Kind.INDIRECT)
    [found] = resolve(Article("x", text, (Block(Span(0, len(text))),)), [quote], named(text))
    assert found.content == (span,)
    assert all(s.name in s.aliases for s in found.speakers)


def test_a_bare_name_is_what_it_is_most_often_unless_somebody_named_in_full_has_it() -> None:
    text = "Tarn, Tarn, Tarn, Velm, Velm, Velm, Odd Velm."
    kinds = [PERSON, PLACE, PLACE, PERSON, PLACE, PLACE, PERSON]
    spans = [Span(*m.span()) for m in re.finditer(r"Tarn|(?<!Odd )Velm|Odd Velm", text)]
    found = agreed(text, [Named(span, kind) for span, kind in zip(spans, kinds, strict=True)])
    assert [name.kind for name in found] == [PLACE, PLACE, PLACE, PERSON, PLACE, PLACE, PERSON]


@pytest.mark.parametrize(
    ("text", "marked", "name"),
    [
        ("President of Norway Ida Dahl spoke.", "Norway Ida Dahl", "Ida Dahl"),
        ("The work of Jordan Peele was shown.", "Jordan Peele", "Jordan Peele"),
        ("It went to K.\nDahl spoke.", "Dahl", "Dahl"),
        ("It went to K. Dahl.", "Dahl", "K. Dahl"),
    ],
)
def test_a_name_ends_where_another_thing_begins(text: str, marked: str, name: str) -> None:
    [found] = mended(text, [Named(_at(text, marked), PERSON)])
    assert text[slice(*found.span)] == name
