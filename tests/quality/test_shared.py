"""Real articles that are not part of this repository, end to end; skipped where they are absent."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.quality.gates import ABSENT, SHARED, present

pytestmark = pytest.mark.skipif(not present("real"), reason=ABSENT)


def test_searching_real_articles_finds_one_speaker_under_two_spellings(run: Any) -> None:
    assert run("ingest", SHARED / "seeds").code == 0
    found = json.loads(run("search", "just peace", "--acts", "all", "--format", "json").out)
    named = [row["speaker"].split(" & ") for row in found if "000" in row["doc"]]
    assert len(named) >= 3
    assert {names[0] for names in named} == {"Volodymyr Zelenskiy"}
    speakers = json.loads(run("speakers", "--format", "json").out)
    assert sum("Rutte" in row["speaker"] for row in speakers) == 1
    [zelenskyy] = [row for row in speakers if "Zelensk" in row["speaker"]]
    assert {"Zelenskiy", "Zelenskyy"} <= set(zelenskyy["aliases"])
    before = run("stats").out
    assert run("ingest", SHARED / "seeds").code == 0
    assert run("stats").out == before
