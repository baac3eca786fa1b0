from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.records import Article, Block, Kind, Place, Quote, Span, SpeakerKind
from quotes.resolve import resolve


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
    found = resolve(Article("x", text, tuple(blocks)), quotes)
    return [" & ".join(s.name for s in q.speakers) or None for q in found]


@pytest.mark.parametrize(
    ("text", "source", "expected"),
    [
        ("NATO Secretary General Marek Berg came. It rained. Berg said so.", "Berg said", "Marek Berg"),
        ("Norvian President Ada Vale came. The president said so.", "The president", "Ada Vale"),
        ("President of Norvia Ada Vale came. The Norvian leader said so.", "The Norvian leader", None),
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
    [found] = resolve(Article("x", text, (Block(Span(0, len(text))),)), [quote])
    assert found.speakers[0].name == "Peter Lund"
    assert found.speakers[0].kind is SpeakerKind.PERSON
    assert found.speakers[0].aliases == ("Lund", "Peter Lund")
    assert found.speakers[0].roles == ("Kremlin spokesman",)


@given(st.text(max_size=200) | st.text(alphabet="AB ab.,'’-&\nMr", max_size=150), st.data())
def test_no_text_breaks_it(text: str, data: st.DataObject) -> None:
    offsets = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=2)))
    span = Span(*offsets)
    quote = Quote((span,), (span,), (), Kind.INDIRECT)
    [found] = resolve(Article("x", text, (Block(Span(0, len(text))),)), [quote])
    assert found.content == (span,)
    assert all(s.name in s.aliases for s in found.speakers)
