"""Speech over several paragraphs, on answers of the network given by hand."""

from __future__ import annotations

from quotes.continued import Draft, joined
from quotes.marks import quotations
from quotes.model.links import Attribution
from quotes.model.tags import Role, Tagged
from quotes.records import Block, Kind, Quote, Span, printed
from quotes.segment import paragraphs


def _joined(text: str, *given: tuple[str, str]) -> list[tuple[str, str, Kind]]:
    """Contents and sources to contents, sources and kinds; what stands in `text` twice is its first."""

    def span(words: str) -> tuple[Span, ...]:
        at = text.index(words)
        return (Span(at, at + len(words)),) if words else ()

    part = Tagged(Role.CONTENT, 0, 0, 0, 0.9)
    drafts: list[Draft] = [
        (Quote(span(content), span(source), (), Kind.DIRECT), Attribution((part,), None, None, 1.0, 1.0))
        for content, source in given
    ]
    blocks = tuple(Block(span) for span in paragraphs(text))
    return [
        (printed(text, quote.content), printed(text, quote.source), quote.kind)
        for quote, _ in joined(text, drafts, quotations(text, blocks))
    ]


def test_paragraphs_of_one_speech_are_one_content() -> None:
    text = "“One.\n\n“Two.\n\n“Three,” Dahl said."
    whole = [("“One. … “Two. … “Three,”", "Dahl", Kind.DIRECT)]
    assert _joined(text, ("“One.", ""), ("“Two.", ""), ("“Three,”", "Dahl")) == whole
    assert _joined(text, ("“Three,”", "Dahl")) == whole, "what the network missed is taken in"
    assert _joined(text, ("“One.", "Dahl"), ("“Three,”", "")) == whole


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
