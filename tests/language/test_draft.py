"""What a draft quotes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quotes.draft import alleged
from quotes.model.session import load
from quotes.pipeline import analyse
from quotes.read.plain import read_plain
from quotes.records import Article, Block, Reading, Span

DRAFT = """A draft about the quay

Ida Dahl opened the meeting on Monday.

“We need the boats,” Dahl said, “and the boats need us.” She called the plan “a gift to the town” and “odd”.

The harbour master spoke of “boats that nobody has counted”."""


def test_every_quotation_has_its_place_and_its_speaker() -> None:
    found = alleged(analyse(read_plain(DRAFT, "draft.txt"), load()))
    assert [(one.line, one.text) for one in found] == [
        (5, "“We need the boats,” … “and the boats need us.”"),
        (5, "“a gift to the town”"),
        (7, "“boats that nobody has counted”"),
    ]
    assert [s.name for s in found[0].speakers] == ["Ida Dahl"]
    text = read_plain(DRAFT, "draft.txt").text
    assert text[slice(*found[1].span)] == "“a gift to the town”"


@given(st.text(alphabet="ab \n“”\"'«»…", max_size=80))
def test_any_draft_has_quotations_in_order_or_none(text: str) -> None:
    found = alleged(Reading(Article("d", text, (Block(Span(0, len(text))),)), ()))
    assert [one.span for one in found] == sorted(one.span for one in found)
    assert all(text[slice(*one.span)] == one.text for one in found)
