"""Signatures behind quotations, and labels before the turns of a transcript."""

from __future__ import annotations

import re

import pytest

from quotes.layout import by_layout
from quotes.records import Article, Block, Kind, Named, NameKind, Quote, Span, printed
from quotes.segment import paragraphs


def _article(text: str) -> Article:
    return Article("x", text, tuple(Block(span) for span in paragraphs(text)))


def _people(text: str) -> list[Named]:
    """DAHL is known to the network as a person; nobody else need be."""
    return [Named(Span(m.start(), m.end()), NameKind.PERSON) for m in re.finditer("DAHL|Dahl", text)]


def _quoted(text: str, content: str, source: str = "") -> Quote:
    at = text.index(content)
    named = text.index(source) if source else 0
    spans = (Span(named, named + len(source)),) if source else ()
    return Quote((Span(at, at + len(content)),), spans, (), Kind.DIRECT)


@pytest.mark.parametrize("dash", ["― ", "—", "– ", "- ", "-- "])
@pytest.mark.parametrize("end", ["", ".", ", Ostland", " "])
def test_a_name_behind_a_dash_signs_the_quotation(dash: str, end: str) -> None:
    text = f"“We row.” – Ida Dahl\n“Boats leak in spring.” {dash}Peter van Lund{end}"
    quote = _quoted(text, "“Boats leak in spring.”", "Ida Dahl")
    [found] = by_layout(_article(text), [quote], [])
    assert printed(text, found.source) == "Peter van Lund"
    assert printed(text, found.cue) == dash.strip()


@pytest.mark.parametrize(
    "behind", ["", " – he said so", " – and Ida Dahl rows on", " – Nobody Rows In This Weather At All Today"]
)
def test_other_words_behind_a_dash_sign_nothing(behind: str) -> None:
    text = f"Ida Dahl said: “Boats leak in spring.”{behind}"
    quote = _quoted(text, "“Boats leak in spring.”", "Ida Dahl")
    assert by_layout(_article(text), [quote], []) == [quote]


TURNS = [
    "DAHL: Boats leak in spring.",
    "LUND (laughing): Do they leak in winter?",
    "DAHL: They leak in winter too, and nobody knows why.",
    "LUND: Then we row.",
]


def test_turns_of_a_transcript_belong_to_their_labels() -> None:
    text = "\n\n".join(["Here is what they said.", *TURNS, "It went on for an hour."])
    found = by_layout(_article(text), [], _people(text))
    assert [(printed(text, q.source), printed(text, q.content)) for q in found] == [
        ("DAHL", "Boats leak in spring."),
        ("LUND", "Do they leak in winter?"),
        ("DAHL", "They leak in winter too, and nobody knows why."),
        ("LUND", "Then we row."),
    ]
    assert {q.kind for q in found} == {Kind.DIRECT}


def test_a_turn_replaces_what_was_found_in_it() -> None:
    text = "\n\n".join(TURNS)
    wrong = _quoted(text, "They leak in winter too, and nobody knows why.", "LUND")
    found = by_layout(_article(text), [wrong], _people(text))
    assert len(found) == 4
    assert printed(text, found[2].source) == "DAHL"


def test_a_turn_goes_on_in_paragraphs_that_open_the_mark_anew() -> None:
    text = '"DAHL: Boats leak.\n\n"And they sink.\n\n"LUND: Why?\n\n"DAHL: Sand.\n\n"LUND: Row."'
    found = by_layout(_article(text), [], _people(text))
    assert [printed(text, q.content) for q in found] == ["Boats leak. … And they sink.", "Why?", "Sand.", "Row."]


@pytest.mark.parametrize(
    "text",
    [
        "Dahl: Boats leak",
        "Note: it rains.\n\nNote: it snows.",
        "Tip: row.\n\nTip: sail.\n\nTip: swim.\n\nUpdate: Dahl rows.\n\nUpdate: he sank.",
        "BOATS: none.\n\nSAND: much.\n\nROPE: some.\n\nOARS: two.",
    ],
)
def test_labels_that_never_come_again_make_no_transcript(text: str) -> None:
    assert by_layout(_article(text), [], _people(text)) == []
