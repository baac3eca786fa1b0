"""The figures by hand."""

from __future__ import annotations

import numpy as np
import pytest

from quotes.records import Span
from quotes.training.corpus import Gold
from quotes.training.evaluate import Measured, calibrate
from quotes.training.metrics import Figures

TEXT = '"We row," Ida Dahl said. Boats leak, he said.'


def _spans(*words: str) -> tuple[Span, ...]:
    return tuple(Span(TEXT.index(w), TEXT.index(w) + len(w)) for w in words)


GOLD = [
    Gold(_spans("Ida Dahl"), _spans("said"), _spans('"We row,"')),
    Gold(_spans("he"), _spans("said"), _spans("Boats leak")),
]


def test_what_is_equal_scores_100() -> None:
    figures = Figures()
    figures.add(TEXT, GOLD, GOLD)
    assert set(figures.summary().values()) == {100.0}


def test_by_hand() -> None:
    figures = Figures()
    # One content cut short but still overlapping by half, with the wrong source; one that is not there.
    pairs = figures.add(
        TEXT,
        GOLD,
        [Gold(_spans("he"), _spans("said"), _spans("We row,")), Gold((), (), _spans("leak"))],
    )
    assert pairs == [(0, 0, False)]
    summary = figures.summary()
    assert summary["source"] == pytest.approx(66.7)
    assert summary["content"] == 0
    assert (summary["overlap"], summary["overlap_precision"], summary["overlap_recall"]) == (50, 50, 50)
    assert (summary["source_accuracy"], summary["end_to_end"]) == (0, 0)
    assert (summary["direct_recall"], summary["direct_source_accuracy"]) == (100, 0)


def test_nothing_found_is_no_error() -> None:
    figures = Figures()
    figures.add(TEXT, GOLD, [])
    assert figures.summary()["overlap"] == 0


def test_calibration_of_signals_that_tell_the_truth() -> None:
    rng = np.random.default_rng(1)
    signals = np.column_stack([np.ones(4000), rng.normal(size=(4000, 2))])
    chances = 1 / (1 + np.exp(-(0.5 + 2 * signals[:, 1])))
    right = rng.random(4000) < chances
    fitted = calibrate(Measured(Figures(), signals, right, np.arange(4000) // 10))
    assert fitted.weights == pytest.approx([0.5, 2, 0], abs=0.2)
    assert fitted.error < 0.03
    assert sum(count for *_, count in fitted.bins) == 4000
