"""The best legal sequence of tags."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.model.features import Pieces
from quotes.model.tags import TAGS, Role, spans

NONE = np.zeros((TAGS, TAGS), np.float32)


def _pieces(words: list[int], paragraphs: list[int] | None = None) -> Pieces:
    """Words of so many pieces each."""
    count = sum(words)
    firsts = np.zeros(count, np.bool_)
    firsts[np.cumsum([0, *words])[:-1]] = True
    at = np.arange(count, dtype=np.int32)
    number = np.array(paragraphs if paragraphs else [0] * count, np.int32)
    return Pieces(at, at * 0, at, at + 1, firsts, number)


def _scores(tags: list[int]) -> np.ndarray:
    scores = np.zeros((len(tags), TAGS), np.float32)
    scores[np.arange(len(tags)), tags] = 5
    return scores


def _found(tags: list[int], pieces: Pieces) -> list[tuple[Role, int, int]]:
    return [(s.role, s.first, s.last) for s in spans(_scores(tags), pieces, NONE)]


@pytest.mark.parametrize(
    ("tags", "found"),
    [
        ([0, 0, 0], []),
        ([1, 3, 5, 6], [(Role.SOURCE, 0, 0), (Role.CUE, 1, 1), (Role.CONTENT, 2, 3)]),
        ([5, 6, 5, 6], [(Role.CONTENT, 0, 1), (Role.CONTENT, 2, 3)]),
        ([5, 6, 0, 3], [(Role.CONTENT, 0, 1), (Role.CUE, 3, 3)]),
        ([1, 2, 2, 2], [(Role.SOURCE, 0, 3)]),
    ],
)
def test_spans_of_tags(tags: list[int], found: list[tuple[Role, int, int]]) -> None:
    assert _found(tags, _pieces([1] * len(tags))) == found


def test_a_span_ends_with_the_last_piece_of_its_last_word() -> None:
    assert _found([1, 0, 0, 3, 0], _pieces([3, 2])) == [(Role.SOURCE, 0, 2), (Role.CUE, 3, 4)]


def test_a_span_ends_with_its_paragraph() -> None:
    [first, *_] = _found([5, 6, 6, 6], _pieces([1] * 4, [0, 0, 1, 1]))
    assert first == (Role.CONTENT, 0, 1)


def test_how_sure_a_span_is_lies_between_0_and_1_and_falls_with_doubt() -> None:
    pieces = _pieces([1, 1])
    sure = spans(_scores([5, 6]), pieces, NONE)[0].sure
    doubtful = spans(_scores([5, 6]) / 3, pieces, NONE)[0].sure
    assert 0 < doubtful < sure < 1


def test_no_pieces_no_spans() -> None:
    assert spans(np.zeros((0, TAGS), np.float32), _pieces([]), NONE) == []


def _legal(path: tuple[int, ...]) -> bool:
    """Inside follows its own beginning or inside."""
    return all(tag == 0 or tag % 2 or before in (tag, tag - 1) for before, tag in _steps(path))


def _steps(path: Sequence[int]) -> list[tuple[int, int]]:
    """Each tag with the one before it; a paragraph begins as after tag 0."""
    return list(pairwise([0, *path]))


NUMBERS = st.lists(st.integers(-9, 9), min_size=TAGS, max_size=TAGS)


@given(st.lists(NUMBERS, min_size=1, max_size=4), st.lists(NUMBERS, min_size=TAGS, max_size=TAGS))
def test_no_legal_sequence_is_better(rows: list[list[int]], moves: list[list[int]]) -> None:
    scores, transitions = np.array(rows, np.float32), np.array(moves, np.float32) / 3
    chances = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))

    def worth(path: Sequence[int]) -> float:
        return sum(float(chances[i, tag] + transitions[before, tag]) for i, (before, tag) in enumerate(_steps(path)))

    best = max(worth(path) for path in product(range(TAGS), repeat=len(rows)) if _legal(path))
    path = [0] * len(rows)
    for span in spans(scores, _pieces([1] * len(rows)), transitions):
        path[span.first : span.last + 1] = [2 * span.role + 2] * (span.last - span.first + 1)
        path[span.first] -= 1
    assert worth(path) == pytest.approx(best, abs=1e-3)
