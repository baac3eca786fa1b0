"""Pieces keep their places, see what the vocabulary does not, and windows cover every piece once."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.marks import quotations
from quotes.model.features import CASES, DEPTHS, OPENINGS, Pieces, pieces, stretches, windows
from quotes.model.session import PACKAGED, TOKENIZER, tokenizer
from quotes.records import Block, Place
from quotes.segment import paragraphs

TOKENS = tokenizer(PACKAGED / TOKENIZER)


def _pieces(text: str, place: Place = Place.BODY) -> Pieces:
    blocks = tuple(Block(span, place) for span in paragraphs(text))
    return pieces(text, blocks, quotations(text, blocks), TOKENS)


def _shape(text: str, word: str) -> tuple[str, str, str]:
    cut = _pieces(text)
    at = int(np.searchsorted(cut.starts, text.index(word)))
    rest, opening = divmod(int(cut.shapes[at]), len(OPENINGS))
    case, depth = divmod(rest, len(DEPTHS))
    return CASES[case], DEPTHS[depth], OPENINGS[opening]


@pytest.mark.parametrize(
    ("text", "word", "shape"),
    [
        ("Ida rows.", "Ida", ("capitalised", "outside", "paragraph")),
        ("Ida rows.", "rows", ("lower", "outside", "inside")),
        ("Ida rows for NATO.", "NATO", ("upper", "outside", "inside")),
        ("Ida rows a McBoat.", "McBoat", ("mixed", "outside", "inside")),
        ("Ida rows 8 boats.", "8", ("none", "outside", "inside")),
        ("Ida said, “We row.”", "row", ("lower", "quoted", "inside")),
        ("Ida said, “He told me ‘we row’ and left.”", "we row", ("lower", "nested", "inside")),
        ("Ida said, “He told me ‘we row’ and left.”", "left", ("lower", "quoted", "inside")),
    ],
)
def test_shape_of_a_word(text: str, word: str, shape: tuple[str, str, str]) -> None:
    assert _shape(text, word) == shape


def test_a_headline_opens_otherwise_than_a_paragraph() -> None:
    assert [int(_pieces("Ida rows", place).shapes[0]) % len(OPENINGS) for place in (Place.BODY, Place.HEADLINE)] == [
        1,
        2,
    ]


@pytest.mark.parametrize(
    "marked", ["“We row,” she said.", "„We row,“ she said.", "''We row,'' she said.", '"We row," she said.']
)
def test_the_style_of_the_marks_makes_no_difference(marked: str) -> None:
    plain = _pieces('"We row," she said.')
    other = _pieces(marked)
    assert other.ids.tolist() == plain.ids.tolist()
    assert other.shapes.tolist() == plain.shapes.tolist()


def test_two_single_marks_are_one_piece_with_both_characters() -> None:
    text = "''We row,'' she said."
    cut = _pieces(text)
    assert [text[s:e] for s, e in zip(cut.starts, cut.ends, strict=True)][:5] == ["''", "We", "row", ",", "''"]


@given(st.text(alphabet=st.characters(codec=None), max_size=120))
def test_any_text_gives_pieces_in_order_inside_their_paragraphs(text: str) -> None:
    blocks = tuple(Block(span) for span in paragraphs(text))
    cut = pieces(text, blocks, quotations(text, blocks), TOKENS)
    assert (cut.starts < cut.ends).all()
    assert (np.diff(cut.starts) >= 0).all()
    for start, end, number in zip(cut.starts, cut.ends, cut.paragraphs, strict=True):
        assert blocks[number].span.start <= start < end <= blocks[number].span.end


@given(st.lists(st.integers(1, 400), max_size=12), st.integers(1, 500))
def test_stretches_cover_every_piece_once_and_cut_only_long_paragraphs(lengths: list[int], most: int) -> None:
    numbers = np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)
    found = list(stretches(numbers, most))
    assert [i for start, end in found for i in range(start, end)] == list(range(len(numbers)))
    for start, end in found:
        assert end - start <= most
        if end < len(numbers) and numbers[end] == numbers[end - 1]:
            assert lengths[numbers[end]] > most


@given(
    st.lists(st.integers(1, 400), max_size=12),
    st.integers(40, 256),
    st.integers(0, 12),
)
def test_windows_cover_every_piece_once_and_fit(lengths: list[int], size: int, context: int) -> None:
    numbers = np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)
    found = windows(numbers, size, context)
    assert [i for w in found for i in range(w.first, w.last)] == list(range(len(numbers)))
    for w in found:
        assert 0 <= w.start <= w.first < w.last <= w.end <= len(numbers)
        assert w.end - w.start <= size
        # A cut inside a paragraph leaves it context on both sides.
        if w.last < len(numbers) and numbers[w.last] == numbers[w.last - 1]:
            assert w.end - w.last == min(context, len(numbers) - w.last)
