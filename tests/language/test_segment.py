from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.read.plain import read_plain
from quotes.records import Span
from quotes.segment import lines, paragraphs, sentences

TEXTS = st.text(max_size=300) | st.text(alphabet="Ab .!?\"”“\n\r\u2028'’()…1-", max_size=200)


def cut(text: str) -> list[str]:
    return [text[s.start : s.end] for s in sentences(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He came. She left.", ["He came.", "She left."]),
        ("Mr. Vale met Sen. Orla Tamm. They spoke.", ["Mr. Vale met Sen. Orla Tamm.", "They spoke."]),
        ("The U.S. President J. K. Lund spoke.", ["The U.S. President J. K. Lund spoke."]),
        ("On Jan. 5 he left. Nobody knew.", ["On Jan. 5 he left.", "Nobody knew."]),
        ('"Go." He went.', ['"Go."', "He went."]),
        ('"Why?" she asked. "Now."', ['"Why?" she asked.', '"Now."']),
        ("Prices rose 3.5 percent. Wages did not.", ["Prices rose 3.5 percent.", "Wages did not."]),
        ("It was he, not I. We knew.", ["It was he, not I.", "We knew."]),
        ("No stop at the end", ["No stop at the end"]),
        ("", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


def test_paragraphs_are_lines_as_news_sites_print_them() -> None:
    text = "First line.\nSecond line.\n\n\r\n  Third.  \n"
    assert [text[s.start : s.end] for s in paragraphs(text)] == ["First line.", "Second line.", "Third."]


def test_prose_wrapped_by_hand_is_one_paragraph() -> None:
    wrapped = (
        "The ferry to the island was late again on Tuesday, and the\n"
        "passengers who had waited since the early morning were told by\n"
        "the harbour master that the wind would not drop before night.\n"
    )
    assert len(paragraphs(wrapped + "\nA second paragraph.\n")) == 2
    assert len(paragraphs((wrapped + "\nA second paragraph.\n").replace("\n", "\r\n"))) == 2


@pytest.mark.slow
@pytest.mark.parametrize("unit", ["\u2028", "\u2028 ", "\n ", "\r\u2029", "a@"])
def test_time_is_linear_in_breaks_and_signs(unit: str) -> None:
    text = unit * (200_000 // len(unit)) + "The council met on Monday and decided nothing at all."
    start = time.perf_counter()
    read_plain("\n".join([text, *[unit * 1_900] * 20]), "x")
    assert time.perf_counter() - start < 5


def test_short_lines_are_not_taken_for_wrapped_prose() -> None:
    assert len(paragraphs("Home\nNews and weather from all the regions of the land\nSport\nMore")) == 4


@given(TEXTS)
def test_spans_lie_inside_the_text_in_order_and_apart(text: str) -> None:
    found = paragraphs(text)
    for spans in (found, lines(text), *(sentences(text, p) for p in found)):
        for span in spans:
            assert 0 <= span.start < span.end <= len(text)
            assert not text[span.start].isspace()
            assert not text[span.end - 1].isspace()
        for one, following in pairwise(spans):
            assert one.end <= following.start


@given(TEXTS)
def test_nothing_but_white_space_is_lost(text: str) -> None:
    kept = "".join(text[s.start : s.end] for s in paragraphs(text))
    assert "".join(kept.split()) == "".join(text.split())


@given(TEXTS)
def test_sentences_lose_nothing_but_white_space(text: str) -> None:
    for block in paragraphs(text):
        kept = "".join(text[s.start : s.end] for s in sentences(text, block))
        assert "".join(kept.split()) == "".join(text[block.start : block.end].split())
