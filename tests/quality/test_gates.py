"""No pinned figure falls."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.quality.gates import ABSENT, GATES, PINS, SLACK, SLOW, corpus_hash, fallen, measured, pin, present

PINNED = json.loads(PINS.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", [pytest.param(n, marks=[pytest.mark.slow] if n in SLOW else []) for n in GATES])
def test_no_figure_falls(name: str) -> None:
    if not present(name):
        pytest.skip(ABSENT)
    assert name in PINNED["gates"], "measure and pin: python -m tests.quality.gates"
    pinned = PINNED["gates"][name]
    assert corpus_hash(name) == pinned["corpus"], "another corpus; measure and pin with --lower REASON"
    assert fallen(pinned["figures"], measured(name), SLACK) == {}, (
        "to accept it: python -m tests.quality.gates --lower REASON"
    )


def test_every_gate_is_pinned_and_every_lowered_figure_has_its_reason() -> None:
    assert PINNED["gates"].keys() == GATES.keys()
    assert all(entry["reason"].strip() and entry["gate"] in GATES for entry in PINNED["lowered"])


def _pins(**figures: float) -> dict[str, Any]:
    return {"gates": {"samples": {"corpus": "a", "figures": figures}}, "lowered": []}


@pytest.mark.parametrize(
    ("corpus", "figures", "reason", "pinned"),
    [
        ("a", {"f1": 81.0, "junk": 0}, None, True),
        ("a", {"f1": 79.0, "junk": 0}, None, False),
        ("a", {"f1": 80.0, "junk": 1}, None, False),
        ("a", {"junk": 0}, None, False),
        ("b", {"f1": 81.0, "junk": 0}, None, False),
        ("a", {"f1": 79.0, "junk": 0}, "gold corrected", True),
        ("b", {"f1": 79.0, "junk": 0}, "three articles added", True),
    ],
)
def test_pinning_lower_needs_a_reason(corpus: str, figures: dict[str, float], reason: str | None, pinned: bool) -> None:
    pins = _pins(f1=80.0, junk=0)
    assert pin(pins, "samples", corpus, figures, reason) is pinned
    assert (pins["gates"]["samples"]["figures"] == figures) is pinned
    assert len(pins["lowered"]) == bool(reason)
