"""A reader measured on annotated articles, as users' articles in English go."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from quotes.extract import drafts, extract
from quotes.model.confidence import SIGNALS, signals
from quotes.model.reader import Reader
from quotes.read.plain import read_plain
from quotes.training.corpus import Document, Gold
from quotes.training.metrics import Figures

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Measured:
    """What a reader does on a set of articles.

    Attributes:
        figures: in percent.
        signals: of each attribution found, as in `quotes.model.confidence`, `(n, len(SIGNALS))`.
        right: whether its content and source are right, `(n,)`.
        article: index of the article it was found in, `(n,)`.
    """

    figures: Figures
    signals: Numbers
    right: npt.NDArray[np.bool_]
    article: npt.NDArray[np.int64]


def measure(reader: Reader, documents: Sequence[Document]) -> Measured:
    """Read every document and compare, before anything is dropped as too unlikely."""
    counted = Figures()
    rows: list[list[float]] = []
    right: list[bool] = []
    articles: list[int] = []
    for number, document in enumerate(documents):
        article = read_plain(document.text, document.id)
        found = drafts(article, reader)
        got = [Gold(quote.source, quote.cue, quote.content) for quote, _ in found]
        hits = {j for _, j, good in counted.add(document.text, document.attributions, got) if good}
        rows += [signals(attribution, quote.kind) for quote, attribution in found]
        right += [j in hits for j in range(len(found))]
        articles += [number] * len(found)
    signals_found = np.array(rows, np.float64).reshape(-1, len(SIGNALS))
    return Measured(counted, signals_found, np.array(right, np.bool_), np.array(articles, np.int64))


def figures(reader: Reader, documents: Sequence[Document]) -> Figures:
    """The figures of what users get: calibrated, and without what is too unlikely."""
    found = Figures()
    for document in documents:
        quotes = extract(read_plain(document.text, document.id), reader).quotes
        found.add(document.text, document.attributions, [Gold(q.source, q.cue, q.content) for q in quotes])
    return found


@dataclass(frozen=True, slots=True)
class Calibration:
    """Confidence fitted, and how honest it is on articles that the fit did not see.

    Attributes:
        weights: fitted on all articles.
        error: expected calibration error (Guo et al. 2017), ten bins of equal width, in [0, 1].
        bins: for each bin that is not empty: mean confidence, share that is right, count.
    """

    weights: list[float]
    error: float
    bins: list[tuple[float, float, int]]


def calibrate(measured: Measured, folds: int = 5) -> Calibration:
    """Fit confidence by logistic regression, and measure it by cross-validation over articles."""
    chances = np.zeros(len(measured.right))
    for fold in range(folds):
        held = measured.article % folds == fold
        weights = _logistic(measured.signals[~held], measured.right[~held])
        chances[held] = _sigmoid(measured.signals[held] @ weights)
    bins = list(_bins(chances, measured.right))
    error = sum(abs(mean - share) * count for mean, share, count in bins) / max(1, len(chances))
    return Calibration(_logistic(measured.signals, measured.right).round(4).tolist(), float(error), bins)


def _bins(chances: Numbers, right: npt.NDArray[np.bool_], count: int = 10) -> Iterator[tuple[float, float, int]]:
    where = np.minimum((chances * count).astype(int), count - 1)
    for number in range(count):
        inside = where == number
        if inside.any():
            yield float(chances[inside].mean()), float(right[inside].mean()), int(inside.sum())


def _sigmoid(scores: Numbers) -> Numbers:
    return 1 / (1 + np.exp(-scores))


def _logistic(rows: Numbers, right: npt.NDArray[np.bool_], ridge: float = 1.0, rounds: int = 30) -> Numbers:
    """Weights of a logistic regression by Newton's method, with a ridge on all but the first."""
    weights = np.zeros(rows.shape[1])
    penalty = np.diag([0.0] + [ridge] * (rows.shape[1] - 1))
    for _ in range(rounds):
        chances = _sigmoid(rows @ weights)
        slope = rows.T @ (right - chances) - penalty @ weights
        curve = (rows * (chances * (1 - chances))[:, None]).T @ rows + penalty
        weights = weights + np.linalg.solve(curve + 1e-6 * np.eye(len(curve)), slope)
    return weights
