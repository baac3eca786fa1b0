"""A clause before it is said."""

from __future__ import annotations

from typing import NamedTuple

from .chance import pick
from .forms import finite
from .grammar import ASIDES, LATER, NUMBERS, Shape
from .slots import Slots
from .utterance import Clause, core_key, weight


class Draft(NamedTuple):
    """A clause that may be said if it is new.

    Attributes:
        claims: keys of what is said with it.
        barred: those of what must not have been said before.
        slots: what it is made from, where the next clause goes on.
    """

    clause: Clause
    claims: list[str]
    barred: list[str]
    slots: Slots


def draft(shape: Shape, slots: Slots, link: str, opening: Shape | None = None) -> Draft:
    """Fill a shape."""
    rng, tokens = slots.rng, slots.tokens
    if opening:
        slots.add(opening)
        # No claim of its own.
        slots.said.clear()
        slots.printed.clear()
    core = len(tokens)
    rest = verb = -1
    aside = condition = range(0)
    begun = 0
    for part in shape.parts:
        if part == "|":
            rest = len(tokens)
        elif part == "<":
            begun = len(tokens)
        elif part == ">":
            condition = range(begun, len(tokens))
        elif part == "~":
            if rng.random() < 0.12:
                begun = len(tokens)
                slots.add(pick(rng, ASIDES))
                aside = range(begun, len(tokens))
        elif isinstance(part, str):
            if part[0] == "*":
                verb = len(tokens)
            slots.fill(part.removeprefix("*"))
        else:
            if part.kind == "verb":
                verb = len(tokens)
                if shape.type in ("P", "O") and "<" not in shape.parts and rng.random() < 0.1:
                    part = finite(part.other[0], "-")
            tokens.append(part)
    claims, barred = _keys(shape, slots)
    if rest < 0:
        rest = len(tokens)
        denied = verb >= 0 and tokens[verb].other[1] == "-"
        if shape.type in LATER and not denied and rng.random() < 0.3 and not condition:
            slots.add(pick(rng, LATER[shape.type]))
    clause = Clause(tuple(tokens), core, rest, aside, condition, verb, link, shape.type, weight(tokens[core:]))
    text = core_key(slots.event.speaker, clause)
    return Draft(clause, [*claims, text], [*barred, text], slots)


def _keys(shape: Shape, slots: Slots) -> tuple[list[str], list[str]]:
    """What is claimed, and what must be new."""
    speaker = slots.event.speaker
    key = f"{speaker}|{NUMBERS.get(shape, -1)}|{'|'.join(slots.said)}"
    claims = [f"{key}|{'|'.join(slots.printed)}"]
    if shape.type == "P" and slots.acts and slots.things:
        # To do the same to the same thing is one plan, whoever is to do it.
        claims.append(f"{speaker}|plan|{slots.acts[0]}|{slots.things[0]}")
    # Without its place, a thing may be any of its kind.
    bare, placed = f"b{key}", f"p{key}"
    if slots.bare:
        return [bare, *claims], [bare, placed, *claims]
    return [placed, *claims], [bare, *claims]
