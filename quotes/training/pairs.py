"""Learn how probable it is that two statements are printings of one utterance, from pairs that are labelled by hand.

    python -m quotes.training.pairs --pairs dev.jsonl

A logistic regression over the features of `quotes.compare.Comparison`, fitted by Newton's method with an L2 penalty.
Five-fold cross-validation gives the figures; the weights that are printed, for `quotes/compare.py`, are those of all
pairs.
"""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer
from numpy.typing import NDArray

from quotes.compare import Comparison, compare
from quotes.errors import InputError
from quotes.training.command import run

FOLDS = 5
_PENALTY = 1.0
_STEPS = 50
_BINS = 10

Floats = NDArray[np.float64]


def read_pairs(path: Path) -> list[tuple[Comparison, bool]]:
    """Pairs as compared, with whether they are the same.

    Raises:
        InputError: the file cannot be read, or holds something else.
    """
    found = []
    try:
        for line in path.read_text(encoding="utf-8").splitlines():
            row: Any = json.loads(line)
            a, b = row["a"], row["b"]
            found.append((compare(a["text"], b["text"], (a.get("source"), b.get("source"))), row["label"] == "same"))
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror})") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(f"{path}: holds something else than labelled pairs ({error})") from error
    return found


def fit(features: Floats, same: Floats) -> Floats:
    """Weights of a logistic regression: features is (pairs, features), the first of them 1; same is 0 or 1 for each."""
    weights = np.zeros(features.shape[1])
    penalty = np.full(features.shape[1], _PENALTY)
    penalty[0] = 1e-6
    for _ in range(_STEPS):
        sure = probability(features, weights)
        slope = features.T @ (sure - same) + penalty * weights
        curve = (features * (sure * (1 - sure))[:, None]).T @ features + np.diag(penalty)
        weights -= np.linalg.solve(curve, slope)
    return weights


def probability(features: Floats, weights: Floats) -> Floats:
    """How probable it is that each pair is the same, in [0, 1]."""
    return np.asarray(1 / (1 + np.exp(-features @ weights)))


def calibration_error(sure: Floats, same: Floats) -> float:
    """Expected calibration error over ten bins of equal width (Naeini and others, 2015), in [0, 1]."""
    bins = np.minimum((sure * _BINS).astype(int), _BINS - 1)
    return float(sum(abs(np.sum(sure[bins == b]) - np.sum(same[bins == b])) for b in range(_BINS)) / len(sure))


def cross_validated(features: Floats, same: Floats) -> Floats:
    """How sure weights are that were fitted without the pair in question."""
    order = list(range(len(same)))
    random.Random(1).shuffle(order)  # noqa: S311 the same folds on every run
    sure = np.zeros(len(same))
    for fold in range(FOLDS):
        out = order[fold::FOLDS]
        rest = sorted(set(order) - set(out))
        sure[out] = probability(features[out], fit(features[rest], same[rest]))
    return sure


def main(pairs: Annotated[Path, typer.Option("--pairs", help="JSON Lines of labelled pairs.")]) -> None:
    """Fit, and print the weights with what they are worth."""
    found = read_pairs(pairs)
    rows = [comparison.features() for comparison, _ in found]
    features = np.array([list(row.values()) for row in rows])
    same = np.array([float(label) for _, label in found])
    sure = cross_validated(features, same)
    print(f"{len(found)} pairs, {int(same.sum())} the same")
    brier = float(np.mean((sure - same) ** 2))
    print(f"calibration error {calibration_error(sure, same):.3f}, Brier score {brier:.3f}")
    for name, weight in zip(rows[0], fit(features, same), strict=True):
        print(f"    {name}: {weight:.2f}")


if __name__ == "__main__":
    run(main)
