"""Speech over several paragraphs, on answers of the network given by hand."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.continued import Draft, joined, runs
from quotes.marks import quotations
from quotes.model.links import Attribution
from quotes.model.tags import Role, Tagged
from quotes.records import Act, Block, Kind, Place, Quote, Span, printed
from quotes.segment import paragraphs


def _joined(text: str, *given: tuple[str, str]) -> list[tuple[str, str, Kind]]:
    """Contents and sources to contents, sources and kinds; what stands in `text` twice is its first."""
    drafts = [_draft(text, (content,), source) for content, source in given]
    return [(printed(text, quote.content), printed(text, quote.source), quote.kind) for quote in _quotes(text, drafts)]


def _contents(text: str, *given: tuple[str, ...]) -> list[str]:
    """Contents in parts, without sources, to contents."""
    return [printed(text, quote.content) for quote in _quotes(text, [_draft(text, parts, "") for parts in given])]


def _draft(text: str, content: tuple[str, ...], source: str) -> Draft:
    def span(words: str) -> Span:
        at = text.index(words)
        return Span(at, at + len(words))

    part = Tagged(Role.CONTENT, 0, 0, 0, 0.9)
    who = (span(source),) if source else ()
    return Quote(tuple(map(span, content)), who, (), Kind.DIRECT), Attribution((part,), None, None, 1.0, 1.0)


def _quotes(text: str, drafts: list[Draft]) -> list[Quote]:
    blocks = tuple(Block(span) for span in paragraphs(text))
    found = quotations(text, blocks)
    return [quote for quote, _ in joined(text, drafts, found, runs(text, blocks, found))]


def test_paragraphs_of_one_speech_are_one_content() -> None:
    text = "“One.\n\n“Two.\n\n“Three,” Dahl said."
    whole = [("“One. … “Two. … “Three,”", "Dahl", Kind.DIRECT)]
    assert _joined(text, ("“One.", ""), ("“Two.", ""), ("“Three,”", "Dahl")) == whole
    assert _joined(text, ("“Three,”", "Dahl")) == whole, "what the network missed is taken in"
    assert _joined(text, ("“One.", "Dahl"), ("“Three,”", "")) == whole


def test_somebody_new_is_not_who_spoke_before() -> None:
    text = "Ada Vale said: “One.\n\n“Two,” a union leader said."
    rows = _joined(text, ("“One.", "Ada Vale"), ("“Two,”", "a union leader"))
    assert [source for _, source, _ in rows] == ["Ada Vale", "a union leader"]
    text = "“One.\n\n“Two,” a union leader said. “Three.”"
    assert len(_joined(text, ("“One.", ""), ("“Two,”", "a union leader"))) == 1


def test_two_speakers_are_two() -> None:
    text = "Dahl said: “One.\n\n“Two,” Tamm said."
    rows = _joined(text, ("“One.", "Dahl"), ("“Two,”", "Tamm"))
    assert rows == [("“One.", "Dahl", Kind.DIRECT), ("“Two,”", "Tamm", Kind.DIRECT)]


def test_other_marks_begin_another_speech() -> None:
    text = '"One.\n\n“Two,” Dahl said.'
    assert len(_joined(text, ('"One.', ""), ("“Two,”", "Dahl"))) == 2


def test_words_reported_inside_stay_apart() -> None:
    text = "“Tamm said boats leak.\n\n“They do,” Dahl said."
    rows = _joined(text, ("boats leak", "Tamm"), ("“They do,”", "Dahl"))
    assert [content for content, _, _ in rows] == ["boats leak", "“They do,”"]


def test_a_closed_quotation_ends() -> None:
    text = "“One.”\n\n“Two,” Dahl said."
    assert len(_joined(text, ("“One.”", ""), ("“Two,”", "Dahl"))) == 2


def test_nothing_is_made_of_nothing() -> None:
    assert _joined("“One.\n\n“Two.”") == []


def test_one_answer_may_hold_parts_of_two_speeches() -> None:
    text = "“One.\n\n“Two,” Dahl said. “Three.\n\n“Four.”"
    drafts = [("“Two,”", "“Three."), ("“Four.”",)]
    assert _contents(text, *drafts) == ["“One. … “Two,” … “Three. … “Four.”"]


def test_a_paragraph_that_is_not_wholly_one_answers_parts_its_neighbours() -> None:
    text = "“One.\n\n“Tamm said boats leak.\n\n“Three.\n\n“Four,” Dahl said."
    rows = _joined(text, ("“One.", ""), ("boats leak", "Tamm"), ("“Four,”", "Dahl"))
    assert [content for content, _, _ in rows] == ["“One.", "boats leak", "“Three. … “Four,”"]


def test_a_paragraph_that_names_a_speaker_is_nobodys_further_words() -> None:
    text = "“One,\n\n“Dahl said.\n\n“Three,” he added."
    assert [content for content, _, _ in _joined(text, ("“One,", "Dahl"))] == ["“One,"]


@pytest.mark.parametrize(
    ("first", "second", "count"),
    [
        ("Ida Dahl", "he", 1),
        ("Ida Dahl", "Dahl", 1),
        ("Mayor Ida Dahl, of Orsk,", "Mr. Dahl", 1),
        ("the mayor", "Dahl", 1),
        ("the mayor", "the mayor of Orsk", 1),
        ("The mayor", "he", 1),
        ("Mr. Dahl", "Mr. Tamm", 2),
        ("the mayor", "the minister", 2),
        ("he", "she", 2),
        ("Ida Dahl", "Jonas Dahl", 2),
        ("President Dahl", "the Dahl Foundation", 2),
        ("Ida Dahl", "Dahl’s aides", 2),
    ],
)
def test_who_may_be_one_speaker(first: str, second: str, count: int) -> None:
    text = f"“One.\n\n“Two,” {first} said. “Three,” {second} said."
    assert len(_joined(text, ("“One.", first), ("“Two,”", second))) == count


def test_what_is_hoped_and_what_is_said_stay_apart() -> None:
    text = "Dahl hopes that “boats float.\n\n“They will,” he said."
    hoped, said = _draft(text, ("that “boats float.",), "Dahl"), _draft(text, ("“They will,”",), "he")
    at = text.index("hopes"), text.index("said")
    hoped = replace(hoped[0], cue=(Span(at[0], at[0] + 5),), act=Act.ATTITUDE), hoped[1]
    said = replace(said[0], cue=(Span(at[1], at[1] + 4),)), said[1]
    assert len(_quotes(text, [hoped, said])) == 2


def test_closing_marks_go_on_in_french() -> None:
    text = "«Un.\n\n»Deux», Dahl."
    assert [content for content, _, _ in _joined(text, ("«Un.", "Dahl"))] == ["«Un. … »Deux»"]


@given(st.data())
def test_nothing_is_lost_and_nothing_overlaps(data: st.DataObject) -> None:
    words = st.sampled_from(["“", "”", '"', "«", "»", "boats", "leak,", "Dahl", "said", ".", "\n\n", "\n\n“", " "])
    text = "".join(data.draw(st.lists(words, min_size=1, max_size=40)))
    places = st.integers(0, len(text) - 1)
    spans = sorted(
        {tuple(sorted((data.draw(places), 1 + data.draw(places)))) for _ in range(data.draw(st.integers(0, 6)))}
    )
    contents = [Span(start, end) for start, end in spans if start < end]
    apart = [span for at, span in enumerate(contents) if all(not span.overlaps(other) for other in contents[:at])]
    part = Attribution((Tagged(Role.CONTENT, 0, 0, 0, 0.9),), None, None, 1.0, 1.0)
    drafts = [(Quote((span,), (), (), Kind.INDIRECT), part) for span in apart]
    quotes = _quotes(text, drafts)
    everything = [span for quote in quotes for span in quote.content]
    assert all(any(span.within(other) for other in everything) for span in apart)
    for quote in quotes:
        assert all(one.end < other.start for one, other in pairwise(quote.content))
        assert all(0 <= span.start < span.end <= len(text) for span in quote.content)
    assert [quote.content for quote in quotes] == sorted(quote.content for quote in quotes)


def test_the_headline_is_not_gone_on_with() -> None:
    text = "“One.\n\n“Two,” Dahl said."
    first, second = (Block(span) for span in paragraphs(text))
    blocks = (replace(first, place=Place.HEADLINE), second)
    assert [len(run) for run in runs(text, blocks, quotations(text, blocks))] == [1, 1]


def test_lines_broken_within_speech_are_joined() -> None:
    text = "“One and\n\ntwo,” Dahl said."
    assert [content for content, _, _ in _joined(text, ("“One and", ""), ("two,”", "Dahl"))] == ["“One and … two,”"]
