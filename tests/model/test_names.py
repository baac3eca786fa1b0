"""Names from the likeliest label of each word."""

from __future__ import annotations

import numpy as np
import pytest

from quotes.model.features import Pieces
from quotes.model.names import LABELS, names
from quotes.records import NameKind

P, B = NameKind.PERSON, NameKind.ORGANISATION


def _pieces(words: list[int], paragraphs: list[int] | None) -> Pieces:
    """Words of so many pieces each."""
    count = sum(words)
    firsts = np.zeros(count, np.bool_)
    firsts[np.cumsum([0, *words])[:-1]] = True
    at = np.arange(count, dtype=np.int32)
    number = np.array(paragraphs if paragraphs else [0] * count, np.int32)
    return Pieces(at, at * 0, at, at + 1, firsts, number)


NONE = np.zeros((LABELS, LABELS), np.float32)


@pytest.mark.parametrize(
    ("labels", "words", "paragraphs", "found"),
    [
        ([0, 1, 2, 0], [1, 1, 1, 1], None, [(1, 2, P)]),
        ([1, 1, 3], [1, 1, 1], None, [(0, 0, P), (1, 1, P), (2, 2, B)]),
        ([2, 2, 4, 4], [1, 1, 1, 1], None, [(0, 1, P), (2, 3, B)]),  # begun without a beginning
        ([1, 9, 2, 9], [2, 2], None, [(0, 3, P)]),  # only the first piece of a word counts
        ([1, 2], [1, 1], [0, 1], [(0, 0, P)]),  # nothing goes on over a paragraph's end
        ([0, 0], [1, 1], None, []),
        ([], [], None, []),
    ],
)
def test_names(
    labels: list[int], words: list[int], paragraphs: list[int] | None, found: list[tuple[int, int, NameKind]]
) -> None:
    scores = np.zeros((len(labels), LABELS), np.float32)
    for row, label in enumerate(labels):
        scores[row, min(label, LABELS - 1)] = 5
    assert [tuple(name) for name in names(scores, _pieces(words, paragraphs), NONE)] == found


def test_a_name_keeps_its_kind_and_its_parts_though_single_words_look_otherwise() -> None:
    scores = np.zeros((3, LABELS), np.float32)
    scores[0, 3] = scores[1, 1] = scores[2, 4] = 3  # a body begins, a person begins, a body goes on
    scores[1, 4] = 2.5
    together = np.zeros((LABELS, LABELS), np.float32)
    together[3, 4] = together[4, 4] = 1
    assert [tuple(name) for name in names(scores, _pieces([1, 1, 1], None), together)] == [(0, 2, B)]
