"""Learning whom a source means: labels, what counts as right, the fit, and the figures."""

from __future__ import annotations

import json
from math import exp
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="PyTorch is not installed; pip install 'quotes-attribution[train]'")

from quotes.errors import InputError
from quotes.model.session import PACKAGED
from quotes.records import Span, SpeakerKind
from quotes.resolve import choose
from quotes.resolve.entities import Entity
from quotes.resolve.view import Candidate
from quotes.training.corpus import Document, Gold
from quotes.training.speakers import (
    Choice,
    Label,
    Outcome,
    annotated,
    choices,
    fit,
    is_right,
    outcomes,
    read_labels,
    summary,
)

IDA, ODD = Entity("Ida Dahl", SpeakerKind.PERSON), Entity("Odd Vik", SpeakerKind.PERSON)
COUNCIL = Entity("Nordic Council", SpeakerKind.ORGANISATION)


def _document(number: int, name: str, pronoun: str) -> tuple[Document, dict[int, Label]]:
    """An article in which a named person is quoted, and then again by pronoun."""
    text = f"{name} said the harbour was closed. {pronoun} added that it would open in May."
    first = Gold((Span(0, len(name)),), (Span(len(name) + 1, len(name) + 5),), (Span(len(name) + 6, len(name) + 28),))
    at = text.index(pronoun + " added")
    cue = text.index("added")
    second = Gold((Span(at, at + len(pronoun)),), (Span(cue, cue + 5),), (Span(cue + 6, len(text) - 1),))
    return Document(str(number), text, (first, second)), {0: Label(name, "name"), 1: Label(name, "pronoun")}


def test_labels_are_read_by_article_and_attribution(tmp_path: Path) -> None:
    path = tmp_path / "labels.jsonl"
    line = {"id": "one", "speakers": [{"attribution": 3, "speaker": "Ida Dahl", "mention": "pronoun"}]}
    path.write_text(json.dumps(line) + "\n", encoding="utf-8")
    assert read_labels(path) == {"one": {3: Label("Ida Dahl", "pronoun")}}


@pytest.mark.parametrize("content", [None, "{", "[1]", '{"id": "one"}', '{"id": "one", "speakers": [{}]}'])
def test_labels_that_are_none_are_refused_by_name(tmp_path: Path, content: str | None) -> None:
    path = tmp_path / "labels.jsonl"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=r"labels\.jsonl"):
        read_labels(path)


@pytest.mark.parametrize(
    ("entities", "name", "right"),
    [
        ((IDA,), "Ida Dahl", True),
        ((IDA,), "Dahl", True),
        ((ODD,), "Ida Dahl", False),
        ((), "Ida Dahl", False),
        ((), None, True),
        ((IDA,), None, False),
        ((COUNCIL,), "the Nordic Council", True),
        ((IDA, ODD), "Ida Dahl & Odd Vik", True),
        ((IDA,), "Ida Dahl & Odd Vik", True),
        ((IDA, COUNCIL), "Ida Dahl & Odd Vik", False),
    ],
)
def test_a_candidate_is_right_where_it_names_nobody_else(
    entities: tuple[Entity, ...], name: str | None, right: bool
) -> None:
    assert is_right(Candidate(entities, []), Label(name, "name")) is right


def test_the_fit_prefers_what_is_right_and_knows_how_often() -> None:
    nobody = Candidate((), ["nobody"])
    near, far = Candidate((IDA,), ["near"]), Candidate((ODD,), ["far"])
    learnt = [Choice([nobody, near, far], [False, True, False])] * 300
    learnt += [Choice([nobody, near, far], [False, False, True])] * 100
    weights = fit(learnt)
    best, sure = choose([nobody, near, far], {**weights, "least": 0.0})
    assert best is near
    assert sure == pytest.approx(0.75, abs=0.02)
    assert exp(weights["near"] - weights["far"]) == pytest.approx(3, abs=0.1)


def test_from_articles_it_learns_to_tie_a_pronoun_to_who_spoke_before() -> None:
    pairs = [_document(n, name, he) for n, (name, he) in enumerate([("Ida Dahl", "She"), ("Lars Vik", "He")] * 3)]
    articles = [annotated(document, labels, PACKAGED) for document, labels in pairs]
    weights = {**fit([choice for one in articles[:4] for choice in choices(one)]), "least": 0.0}
    found = [outcome for one in articles[4:] for outcome in outcomes(one, weights)]
    assert [one.right for one in found] == [True] * 4
    assert summary(found)["pronoun"] == [100.0, 2]


def test_the_summary_counts_by_kind_and_measures_calibration() -> None:
    named, unnamed = Label("Ida Dahl", "name"), Label(None, "none")
    found = [Outcome(named, True, 0.95, True)] * 3 + [
        Outcome(named, False, 0.95, True),
        Outcome(unnamed, True, 0.5, False),
    ]
    told = summary(found)
    assert told["name"] == told["named"] == [75.0, 4]
    assert told["unnamed"] == [100.0, 1]
    assert told["reliability"] == {"0.5": [1.0, 1], "0.9": [0.75, 4]}
    # (|3 - 3.8| + |1 - 0.5|) / 5
    assert told["calibration_error"] == pytest.approx(0.26)
