"""A teacher's scores come back as they were, to the step that they are stored in."""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest

from quotes.errors import InputError
from quotes.model.bio import log_softmax
from quotes.model.session import PACKAGED
from quotes.model.tags import TAGS
from quotes.training import lessons
from quotes.training.lessons import load, mean, save

SIZES = [5, 1, 12]


def _scores() -> list[np.ndarray]:
    rng = np.random.default_rng(1)
    return [rng.normal(scale=4, size=(size, TAGS)).astype(np.float32) for size in SIZES]


def test_lessons_come_back(tmp_path: Path) -> None:
    scores = _scores()
    save(tmp_path / "lessons.npz", scores, "abc")
    learnt = load(tmp_path / "lessons.npz", SIZES, "abc")
    assert [len(one) for one in learnt] == SIZES
    for given, got in zip(scores, learnt, strict=True):
        np.testing.assert_allclose(got, np.maximum(log_softmax(given), -12.75), atol=0.0251)


def test_the_packaged_weights_learnt_from_the_lessons_beside_the_code() -> None:
    told = json.loads((PACKAGED / "figures.json").read_text(encoding="utf-8"))["recipe"]["teacher"]
    assert hashlib.sha256((Path(lessons.__file__).with_suffix(".npz")).read_bytes()).hexdigest() == told


def test_two_teachers_say_the_mean_of_their_probabilities() -> None:
    one, other = _scores()[0], -_scores()[0]
    chances = (np.exp(log_softmax(one)) + np.exp(log_softmax(other))) / 2
    np.testing.assert_allclose(np.exp(mean(one, other)), chances, atol=1e-6)


def test_lessons_of_other_articles_or_pieces_are_refused(tmp_path: Path) -> None:
    save(tmp_path / "lessons.npz", _scores(), "abc")
    with pytest.raises(InputError, match="other articles"):
        load(tmp_path / "lessons.npz", SIZES, "abd")
    with pytest.raises(InputError, match="same vocabulary"):
        load(tmp_path / "lessons.npz", [5, 2, 11], "abc")


@pytest.mark.parametrize("content", [None, b"", b"PK\x03\x04 no archive", b"1 2 3"])
def test_no_lessons(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "lessons.npz"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(InputError, match="no lessons"):
        load(path, SIZES, "abc")


def test_damage_is_refused_or_harmless(tmp_path: Path) -> None:
    path = tmp_path / "lessons.npz"
    save(path, _scores(), "abc")
    whole = path.read_bytes()
    for at in range(0, len(whole), 7):
        path.write_bytes(whole[:at] + b"\x55" * 4 + whole[at + 4 :])
        # Only what the archive says twice, or of times and rights, may be damaged unnoticed.
        with suppress(InputError):
            assert len(load(path, SIZES, "abc")) == len(SIZES)
