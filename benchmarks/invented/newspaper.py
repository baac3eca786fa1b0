"""How what was said is printed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from random import Random

from .chance import pick
from .elision import elided
from .parts import interrupted, truncated
from .reported import mixed, reported
from .text import MARKS, OTHER_MARKS, house, marked, written
from .utterance import Utterance

_DASHES = (" — ", "—", " - ", " -- ")
_DROPPED = re.compile(r" (?:very|really|extremely|simply)\b|,? today\b")
_LONG = re.compile(r"\b[a-z]{6,}\b")


def printing(rng: Random, said: Utterance) -> tuple[str, str, str]:
    """How it is printed: kind, text and what was done to it."""
    how = rng.choices(_HOWS, _WEIGHTS)[0]
    text = _WAYS[how][1](rng, said)
    if text is None:
        how, text = "verbatim", _verbatim(rng, said)
    return _KINDS.get(how, "direct"), text, how


def _verbatim(rng: Random, said: Utterance) -> str:
    return marked(rng, written(said, said.clauses), MARKS[0])


def _marks(rng: Random, said: Utterance) -> str:
    text = written(said, said.clauses)
    if " – " in text:
        text = text.replace(" – ", pick(rng, _DASHES))
    return marked(rng, text, rng.choices(MARKS, OTHER_MARKS)[0])


def _spelling(rng: Random, said: Utterance) -> str | None:
    """With other numbers, in the spelling of the other side of the Atlantic, with the other use of contractions."""
    numbers = rng.random() < 0.7
    spelling, contractions = pick(rng, ((True, False), (False, True), (True, True)))
    other = replace(said, british=said.british != spelling, contracted=said.contracted != contractions)
    text = written(other, said.clauses, other=numbers)
    return marked(rng, text, house(rng)) if text != written(said, said.clauses) else None


def _slip(rng: Random, said: Utterance) -> str | None:
    """With a word lost, or with letters turned round, doubled or lost."""
    text = written(said, said.clauses)
    if rng.random() < 0.5 and (dropped := _DROPPED.search(text)):
        changed = text[: dropped.start()] + text[dropped.end() :]
    else:
        long = list(_LONG.finditer(text))
        if not long:
            return None
        start, end = pick(rng, long).span()
        i = start + 1 + int(rng.random() * (end - start - 3))
        one, two = text[i], text[i + 1]
        changed = text[:i] + pick(rng, (two + one, one + one + two, one)) + text[i + 2 :]
        if changed == text:
            return None
    return marked(rng, changed, house(rng))


_Way = Callable[[Random, Utterance], str | None]
_WAYS: dict[str, tuple[float, _Way]] = {
    "verbatim": (11.0, _verbatim),
    "marks": (8.0, _marks),
    "spelling": (11.0, _spelling),
    "truncated": (29.0, truncated),
    "elided": (16.0, elided),
    "interrupted": (8.5, interrupted),
    "reported": (10.5, reported),
    "mixed": (6.5, mixed),
    "slip": (3.2, _slip),
}
"""How often each is tried; what is too short for it is printed verbatim instead, which makes those 35 in a hundred."""
_HOWS = tuple(_WAYS)
_WEIGHTS = [weight for weight, _ in _WAYS.values()]
_KINDS = {"reported": "indirect", "mixed": "mixed"}
