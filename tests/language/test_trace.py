"""The life of a claim, step by step."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quotes.alarms import Alarm
from quotes.entries import Sighting
from quotes.records import Kind
from quotes.trace import Change, trace
from tests.language.test_check import sighting

KEEP = "We will keep the northern quay open all winter"
LONG = f" The harbour master spoke in the old fish hall on Monday before some sixty owners of boats. {KEEP}."


def _printed(number: int, text: str, kind: Kind = Kind.DIRECT) -> Sighting:
    return sighting(text, number, kind=kind)


def test_each_printing_is_held_against_those_before_it() -> None:
    life = [
        _printed(1, f"“{KEEP}, whatever the fees.”"),
        _printed(2, f"“{KEEP}.”"),
        _printed(3, f"“{KEEP}, whatever the fees.”"),
        _printed(4, KEEP.replace("We", "they").replace("will", "would"), Kind.INDIRECT),
        _printed(5, f"“{KEEP.replace('northern', 'southern')}.”"),
        _printed(6, f"“{KEEP} and the whole of next spring.”"),
    ]
    steps = trace(life, {})
    assert [(step.change, step.of) for step in steps] == [
        (Change.FIRST, None),
        (Change.CUT, 1),
        (Change.SAME, 1),
        (Change.REPORTED, 2),
        (Change.REWORDED, 2),
        (Change.FULLER, 2),
    ]
    assert steps[1].gone == ("whatever the fees",)
    assert (steps[4].gone, steps[4].come, steps[4].alarms) == (("northern",), ("southern",), (Alarm.CONTRARY,))
    assert steps[5].come == ("and the whole of next spring",)


def test_a_paragraph_that_was_printed_before_is_a_reprint() -> None:
    life = [_printed(number, f"“{KEEP}.”") for number in (1, 2, 3)]
    steps = trace(life, {1: LONG, 2: LONG.replace("“", '"'), 3: f"{KEEP}, she said."})
    assert [(step.change, step.of) for step in steps] == [
        (Change.FIRST, None),
        (Change.REPRINT, 1),
        (Change.SAME, 1),
    ]


@pytest.mark.parametrize("text", ["", "…", "\u202e", "“”"])
def test_wordings_without_words_do_no_harm(text: str) -> None:
    assert len(trace([_printed(1, text), _printed(2, text), _printed(3, f"“{KEEP}”")], {})) == 3


def test_the_same_words_in_a_copy_of_an_article_are_a_reprint() -> None:
    first, second = _printed(1, f"“{KEEP}.”"), replace(_printed(2, f"“{KEEP}.”"), report=1)
    own = _printed(3, f"“{KEEP}.”")
    life = [replace(one, normal="keep") for one in (first, second, own)]
    assert [(step.change, step.of) for step in trace(life, {})] == [
        (Change.FIRST, None),
        (Change.REPRINT, 1),
        (Change.SAME, 1),
    ]
