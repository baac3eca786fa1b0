"""The end of every run: a trained network exported, calibrated, measured and written down as a model folder."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from quotes.model.reader import Reader
from quotes.model.session import NETWORK, SETTINGS, TOKENIZER, load, session, tokenizer
from quotes.model.settings import Settings
from quotes.training.card import CARD, FIGURES, card
from quotes.training.corpus import Document
from quotes.training.diagram import reliability
from quotes.training.evaluate import calibrate, figures, measure
from quotes.training.export import export
from quotes.training.network import Network

EXPORT = "export"
DIAGRAM = "reliability.svg"


def finish(
    network: Network,
    settings: Settings,
    pieces: Path,
    held: Sequence[Document],
    facts: dict[str, Any],
    *,
    work: Path,
    out: Path,
    quantise: bool = True,
    threads: int = 2,
) -> dict[str, Any]:
    """Make a model folder of a network.

    Args:
        network: trained.
        settings: that belong to it; its confidence is fitted here.
        pieces: the tokenizer's file.
        held: articles that it has not learnt from, by which it is calibrated and measured.
        facts: what else the card tells: recipe, number of articles.
        work: where it is put together, in a folder `EXPORT`.
        out: what lies here stays whole until everything is measured.
        quantise: as for `export`.
        threads: that measure.

    Returns:
        The figures, in percent.
    """
    fresh = work / EXPORT
    export(network, settings, pieces, fresh, quantise=quantise)
    calibration = calibrate(measure(load(fresh, threads), held))
    settings = replace(settings, confidence=calibration.weights)
    settings.save(fresh / SETTINGS)
    final = Reader(settings, tokenizer(fresh / TOKENIZER), session(fresh / NETWORK), threads)
    facts = {
        "name": settings.name,
        "figures": figures(final, held).summary(),
        "calibration": {"error": round(calibration.error, 4), "bins": calibration.bins},
        "shape": _shape(network),
        "quantised": quantise,
        "bytes": (fresh / NETWORK).stat().st_size,
        **facts,
    }
    (fresh / FIGURES).write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")
    (fresh / CARD).write_text(card(facts), encoding="utf-8")
    (fresh / DIAGRAM).write_text(reliability(calibration.bins), encoding="utf-8")
    shutil.copytree(fresh, out, dirs_exist_ok=True)
    measured: dict[str, Any] = facts["figures"]
    return measured


def _shape(network: Network) -> dict[str, Any]:
    layers = network.encoder.layers
    return {
        "layers": len(layers),
        "heads": [layer.heads for layer in layers],
        "inner": [layer.up.out_features for layer in layers],
        "around": network.encoder.around,
    }
