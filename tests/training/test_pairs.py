from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from quotes.compare import _LIKELIHOOD, compare
from quotes.errors import InputError
from quotes.training.pairs import calibration_error, cross_validated, fit, probability, read_pairs

QUAY = "We will keep the northern quay open for every boat this winter"


def test_weights_tell_apart_what_can_be_told_apart() -> None:
    rng = np.random.default_rng(1)
    features = np.column_stack([np.ones(400), rng.normal(size=400)])
    same = (rng.random(400) < 1 / (1 + np.exp(-2 * features[:, 1]))).astype(float)
    assert fit(features, same) == pytest.approx([0, 2], abs=0.4)
    assert calibration_error(cross_validated(features, same), same) < 0.08
    assert calibration_error(probability(features, np.array([0, 40.0])), same) > 0.1


def test_pairs_are_read_as_compared(tmp_path: Path) -> None:
    file = tmp_path / "pairs.jsonl"
    rows = [
        {"a": {"text": QUAY}, "b": {"text": text}, "label": label}
        for text, label in ((QUAY, "same"), ("x", "different"))
    ]
    file.write_text("\n".join(map(json.dumps, rows)))
    found = read_pairs(file)
    assert [label for _, label in found] == [True, False]
    assert list(found[0][0].features()) == list(_LIKELIHOOD) == list(compare("", "").features())


@pytest.mark.parametrize("text", ["{", "[]", '{"a": 1}', '{"a": {"text": "x"}, "b": {"text": "y"}}'])
def test_other_files_are_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "pairs.jsonl").write_text(text)
    with pytest.raises(InputError, match="labelled pairs"):
        read_pairs(tmp_path / "pairs.jsonl")
    with pytest.raises(InputError, match="cannot be read"):
        read_pairs(tmp_path / "none.jsonl")
