"""Contents find their cue and source by the products of vectors and by place."""

from __future__ import annotations

import numpy as np
import pytest

from quotes.model.links import NEAREST, PLACES, VECTORS, WIDTH, Relation, attributions, candidates, places
from quotes.model.tags import Role, Tagged


def _tagged(role: Role, first: int, last: int | None = None, paragraph: int = 0) -> Tagged:
    return Tagged(role, first, first if last is None else last, paragraph, 0.9)


class _Vectors:
    """Link vectors that are zero but for what a test says."""

    def __init__(self, pieces: int) -> None:
        self.table = np.zeros((pieces, 2, 2, len(Relation), WIDTH), np.float32)

    def pair(self, relation: Relation, content: Tagged, other: Tagged, score: float, dimension: int) -> None:
        """Make two spans meet, in a dimension of their own."""
        self.table[content.first, 0, 0, relation, dimension] = score
        self.table[other.last, 1, 1, relation, dimension] = 1

    def found(self, spans: list[Tagged]) -> list[tuple[list[int], int | None, int | None]]:
        nothing = np.zeros((len(Relation), WIDTH), np.float32)
        preferences = np.zeros((len(Relation), PLACES), np.float32)
        joined = attributions(spans, self.table.reshape(len(self.table), VECTORS), nothing, preferences)
        return [
            ([c.first for c in a.contents], a.cue.first if a.cue else None, a.source.first if a.source else None)
            for a in joined
        ]


def test_each_content_takes_its_own_cue_and_source() -> None:
    source, cue, content = _tagged(Role.SOURCE, 0), _tagged(Role.CUE, 1), _tagged(Role.CONTENT, 2, 4)
    far_cue, far_content = _tagged(Role.CUE, 6), _tagged(Role.CONTENT, 7, 9)
    vectors = _Vectors(10)
    vectors.pair(Relation.CUE, content, cue, 5, 0)
    vectors.pair(Relation.SOURCE, content, source, 5, 1)
    vectors.pair(Relation.CUE, far_content, far_cue, 5, 2)
    vectors.pair(Relation.SOURCE, far_content, source, 5, 3)
    assert vectors.found([source, cue, content, far_cue, far_content]) == [([2], 1, 0), ([7], 6, 0)]


def test_without_a_good_candidate_the_answer_is_none() -> None:
    source, content = _tagged(Role.SOURCE, 0), _tagged(Role.CONTENT, 2)
    vectors = _Vectors(3)
    vectors.pair(Relation.SOURCE, content, source, -1, 0)
    assert vectors.found([source, content]) == [([2], None, None)]


def test_parts_of_one_content_are_joined_and_agree_on_the_cue() -> None:
    first, cue, second = _tagged(Role.CONTENT, 0, 2), _tagged(Role.CUE, 3), _tagged(Role.CONTENT, 4, 6)
    vectors = _Vectors(7)
    vectors.pair(Relation.PART, second, first, 5, 0)
    vectors.pair(Relation.CUE, first, cue, 5, 1)
    assert vectors.found([first, cue, second]) == [([0, 4], 3, None)]


def test_contents_of_one_cue_are_parts_only_in_one_paragraph() -> None:
    first, cue = _tagged(Role.CONTENT, 0, 2), _tagged(Role.CUE, 3)
    for paragraph, found in ((0, [([0, 4], 3, None)]), (1, [([0], 3, None), ([4], 3, None)])):
        second = _tagged(Role.CONTENT, 4, 6, paragraph)
        vectors = _Vectors(7)
        vectors.pair(Relation.CUE, first, cue, 5, 0)
        vectors.pair(Relation.CUE, second, cue, 5, 1)
        assert vectors.found([first, cue, second]) == found


def test_contents_of_two_cues_are_two() -> None:
    spans = [_tagged(role, at) for at, role in enumerate((Role.CONTENT, Role.CUE, Role.CONTENT, Role.CUE))]
    vectors = _Vectors(4)
    vectors.pair(Relation.PART, spans[2], spans[0], 5, 0)
    vectors.pair(Relation.CUE, spans[0], spans[1], 5, 1)
    vectors.pair(Relation.CUE, spans[2], spans[3], 5, 2)
    assert vectors.found(spans) == [([0], 1, None), ([2], 3, None)]


def test_probability_of_an_answer() -> None:
    source, content = _tagged(Role.SOURCE, 0), _tagged(Role.CONTENT, 2)
    vectors = _Vectors(3)
    vectors.pair(Relation.SOURCE, content, source, 2, 0)
    nothing, preferences = np.zeros((3, WIDTH), np.float32), np.zeros((3, PLACES), np.float32)
    [one] = attributions([source, content], vectors.table.reshape(3, VECTORS), nothing, preferences)
    assert one.source_sure == pytest.approx(np.exp(2) / (1 + np.exp(2)))
    assert one.cue_sure == 1


def test_candidates_lie_near_and_parts_only_before() -> None:
    spans = [_tagged(Role.CONTENT, at, paragraph=paragraph) for at, paragraph in ((0, 0), (10, 1), (20, 2), (400, 3))]
    assert candidates(spans[1], spans, Relation.PART) == range(1)
    assert candidates(spans[3], spans, Relation.PART) == range(3, 3)
    sources = [_tagged(Role.SOURCE, at, paragraph=paragraph) for at, paragraph in ((1, 0), (11, 1), (21, 2), (31, 3))]
    assert candidates(spans[1], sources, Relation.SOURCE) == range(3)


def test_place_tells_side_rank_and_paragraph() -> None:
    content = _tagged(Role.CONTENT, 50, paragraph=1)
    spans = [_tagged(Role.CUE, at, paragraph=at // 45) for at in (40, 46, 48, 52, 54, 56, 58, 60)]
    codes = places(content, spans, range(len(spans)))
    assert codes[:3] == [2 * 2 + 0, 1 * 2 + 1, 0 * 2 + 1]
    assert codes[3:] == [(NEAREST + rank) * 2 + 1 for rank in (0, 1, 2, 3, 3)]
