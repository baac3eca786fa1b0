"""How sure an attribution is: the network's probabilities, put together and calibrated."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from quotes.model.links import Attribution
from quotes.records import Kind

SIGNALS = ("one", "content", "weakest content", "cue", "no cue", "source", "no source", "direct", "parts")
"""What the weights of `confidence` stand for, in order."""
_FLOOR = 1e-4


def signals(attribution: Attribution, kind: Kind) -> list[float]:
    """The values of `SIGNALS`; probabilities as log odds."""
    sure = [part.sure for part in attribution.contents]
    cue, source = attribution.cue, attribution.source
    return [
        1.0,
        _log_odds(sum(sure) / len(sure)),
        _log_odds(min(sure)),
        _log_odds(attribution.cue_sure * (cue.sure if cue else 1.0)),
        float(cue is None),
        _log_odds(attribution.source_sure * (source.sure if source else 1.0)),
        float(source is None),
        float(kind is Kind.DIRECT),
        float(len(sure) > 1),
    ]


def confidence(weights: Sequence[float], attribution: Attribution, kind: Kind) -> float:
    """The probability in [0, 1] that content and source are right.

    Args:
        weights: one for each of `SIGNALS`, fitted by logistic regression on articles that training did not see.
    """
    return float(1 / (1 + np.exp(-np.dot(weights, signals(attribution, kind)))))


def _log_odds(chance: float) -> float:
    chance = min(max(chance, _FLOOR), 1 - _FLOOR)
    return float(np.log(chance / (1 - chance)))
