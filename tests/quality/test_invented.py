"""The invented corpus says what is one claim, and is right about it."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter, defaultdict
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

_BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
sys.path.insert(0, str(_BENCHMARKS))
# Not in a source distribution.
invented = pytest.importorskip("invented")

_SIZE = 8_000


@pytest.fixture(scope="module")
def printings() -> list[Any]:
    return list(invented.corpus(_SIZE, seed=3))


def test_one_seed_gives_one_corpus_of_the_size_asked_for(printings: list[Any]) -> None:
    assert len(printings) == _SIZE
    assert list(invented.corpus(_SIZE, seed=3)) == printings
    assert next(invented.corpus(_SIZE, seed=4)) != printings[0]


def test_articles_come_in_order_and_have_an_utterance_once(printings: list[Any]) -> None:
    assert [p.article for p in printings] == sorted(p.article for p in printings)
    for _, group in groupby(printings, key=lambda p: p.article):
        article = list(group)
        assert len({p.utterance for p in article}) == len(article)
        assert len({(p.outlet, p.day) for p in article}) == 1


def test_an_utterance_has_one_speaker(printings: list[Any]) -> None:
    assert len({(p.utterance, p.speaker) for p in printings}) == len({p.utterance for p in printings})
    assert max(p.speaker for p in printings) < invented.speakers(_SIZE)


def test_no_two_utterances_of_a_speaker_are_printed_alike(printings: list[Any]) -> None:
    alike = defaultdict(set)
    for p in printings:
        alike[p.speaker, re.sub(r"\W+", " ", p.text.lower()).strip()].add(p.utterance)
    assert [key for key, utterances in alike.items() if len(utterances) > 1] == []


def test_direct_speech_stands_between_marks_and_reported_speech_does_not(printings: list[Any]) -> None:
    for p in printings:
        marked = bool(re.match(r"[“\"‘«„]", p.text) and re.search(r"[”\"’»“]$", p.text))
        assert marked == (p.kind == "direct") or p.kind == "mixed", p
        assert ("“" in p.text) or p.kind != "mixed", p
        assert p.kind != "indirect" or not re.search(r"[“\"‘«„]|\b(?:I|we|us|my|our)\b", p.text), p


def test_newspapers_do_what_they_are_said_to_do(printings: list[Any]) -> None:
    hows = Counter(p.how.rpartition(", ")[2] for p in printings)
    assert set(hows) == {
        "verbatim", "marks", "spelling", "truncated", "elided", "interrupted", "reported", "mixed", "slip",
    }  # fmt: skip
    assert 0.3 < hows["verbatim"] / _SIZE < 0.4
    assert 0.15 < hows["truncated"] / _SIZE < 0.25
    assert any(p.how.startswith("contrary ") for p in printings)


def test_names_are_distinct() -> None:
    assert len({invented.speaker_name(n) for n in range(20_000)}) == 20_000
    assert len({invented.outlet_name(n) for n in range(300)}) == 300


def test_command_prints_utterances_with_their_printings() -> None:
    command = [sys.executable, "-m", "invented", "--quotes", "200", "--sample", "2"]
    out = subprocess.run(command, cwd=_BENCHMARKS, capture_output=True, text=True, encoding="utf-8", check=True).stdout
    printings = [int(n) for n in re.findall(r"^\d+  .+, (\d+) printings$", out, flags=re.MULTILINE)]
    assert len(printings) == 2
    assert len(re.findall(r"^    \d{4}-\d\d-\d\d The .+ \[.+\]$", out, flags=re.MULTILINE)) == sum(printings)
    assert sum(map(float, re.findall(r" ([\d.]+) %$", out, flags=re.MULTILINE))) == pytest.approx(100, abs=0.5)
