"""Where words were said, and through whom they came."""

from __future__ import annotations

import pytest

from quotes.provenance import provided
from quotes.records import Article, Block, Kind, Named, NameKind, Quote, Span


@pytest.mark.parametrize(
    ("text", "medium", "through"),
    [
        ("*Ida Dahl* said in a statement that [boats leak].", "in a statement", None),
        ("[“Boats leak,”] *Dahl* wrote on Telegram.", "on Telegram", None),
        ("*Dahl* wrote in a post on Telegram that [boats leak].", "in a post on Telegram", None),
        ("[“Boats leak,”] *Dahl* told the Orsk Post.", None, "Orsk Post"),
        ("[“Boats leak,”] *Dahl* told Parliament.", None, None),
        ("[“Boats leak,”] *Dahl* told Amnesty International.", None, None),
        ("[“Boats leak,”] *Dahl* told Reuters.", None, "Reuters"),
        ("*Dahl* said in an interview with Orsk Radio that [boats leak].", "in an interview", "Orsk Radio"),
        ("*Dahl* said on Monday at a rally in Orsk that [boats leak].", "at a rally", None),
        ("*Dahl* said [boats leak], the Orsk Post reported.", None, "Orsk Post"),
        ("*Dahl* said [boats leak], news agencies reported, citing Orsk Radio.", None, "Orsk Radio"),
        ("*Dahl* said that [in a statement he had told the Orsk Post so].", None, None),
        ("*The statement by the Orsk Post* said [boats leak].", None, None),
        ("*Dahl* said that [boats leak]. It was in a statement.", None, None),
    ],
)
def test_where_and_through_whom(text: str, medium: str | None, through: str | None) -> None:
    bare = text.translate({ord(mark): None for mark in "*[]"})
    source = text.split("*")[1]
    content = text.partition("[")[2].partition("]")[0]
    names = [
        Named(Span(at, at + len(name)), NameKind.ORGANISATION)
        for name in ("Orsk Post", "Orsk Radio", "Reuters", "Amnesty International", "Telegram", "Parliament")
        if (at := bare.find(name)) >= 0
    ]
    quote = Quote((_at(bare, content),), (_at(bare, source),), (), Kind.INDIRECT)
    [found] = provided(Article("x", bare, (Block(Span(0, len(bare))),)), [quote], sorted(names))
    assert [span and bare[slice(*span)] for span in (found.medium, found.through)] == [medium, through]


def _at(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def test_a_quote_without_source_has_neither() -> None:
    text = "“Boats leak,” in a statement."
    quote = Quote((Span(0, 13),), (), (), Kind.DIRECT)
    assert list(provided(Article("x", text, (Block(Span(0, len(text))),)), [quote], [])) == [quote]
