"""Printings that leave something out in the middle, or put something for it."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from .chance import pick
from .forms import Token
from .text import continued, house, marked, written
from .utterance import Utterance

_ELLIPSES = (" ... ", " … ", " [...] ", " […] ", "... ", "… ", " . . . ")
_Place = tuple[int, int]


def elided(rng: Random, said: Utterance) -> str | None:
    """With one thing left out, or an "it" explained."""
    ways = [(way, places) for find, way in _WAYS if (places := find(said))]
    if not ways:
        return None
    way, places = pick(rng, ways)
    dots = pick(rng, _ELLIPSES)
    return marked(rng, way(rng, said, pick(rng, places), dots), house(rng))


def _with_token(said: Utterance, n: int, start: int, end: int, word: str) -> str:
    """What was said, with a word for some tokens of a clause."""
    clause = said.clauses[n]
    # A verb that a "not" goes with stands behind.
    tokens = (*clause.tokens[:start], Token(word, word), *clause.tokens[end:])
    return written(said, [*said.clauses[:n], clause._replace(tokens=tokens), *said.clauses[n + 1 :]])


def _its(said: Utterance) -> list[_Place]:
    return [
        (n, i) for n, clause in enumerate(said.clauses) for i, token in enumerate(clause.tokens) if token.kind == "it"
    ]


def _explained(_rng: Random, said: Utterance, place: _Place, _dots: str) -> str:
    n, i = place
    text = _with_token(said, n, i, i + 1, f"[{said.clauses[n].tokens[i].other[0]}]").replace(". [the", ". [The")
    return "[The" + text[4:] if text.startswith("[the") else text


def _asides(said: Utterance) -> list[_Place]:
    return [(n, clause.aside.start) for n, clause in enumerate(said.clauses) if clause.aside]


def _without_aside(_rng: Random, said: Utterance, place: _Place, dots: str) -> str:
    n, start = place
    return _with_token(said, n, start, said.clauses[n].aside.stop, "\0").replace(" \0 ", dots)


def _rests(said: Utterance) -> list[_Place]:
    return [
        (n, clause.rest)
        for n, clause in enumerate(said.clauses[:-1])
        if clause.has_rest and n not in said.telling and clause.rest - clause.core > 3
    ]


def _without_rest(_rng: Random, said: Utterance, place: _Place, dots: str) -> str:
    n, rest = place
    head = written(said, [*said.clauses[:n], said.clauses[n].cut(0, rest)])
    return head[:-1] + dots + continued(said, said.clauses[n + 1 :])


def _gaps(said: Utterance) -> list[_Place]:
    """What at least half of it, which says enough, is around."""
    clauses = said.clauses
    found = []
    for i in range(1, len(clauses) - 1):
        for j in range(i + 1, len(clauses)):
            left = (*clauses[:i], *clauses[j:])
            tells = not said.telling or not all(i <= n < j for n in said.telling)
            claims = any(clause.type not in ("pet", "Q") for clause in left)
            enough = 2 * len(left) >= len(clauses) and sum(clause.weight for clause in left) >= 5
            if clauses[i].link != ", but " and tells and claims and enough:
                found.append((i, j))
    return found


def _without_clauses(rng: Random, said: Utterance, place: _Place, dots: str) -> str:
    i, j = place
    head, tail = written(said, said.clauses[:i]), written(said, said.clauses[j:])
    return (head.removesuffix(".") if rng.random() < 0.5 else head) + dots + tail


_Find = Callable[[Utterance], list[_Place]]
_Way = Callable[[Random, Utterance, _Place, str], str]
_WAYS: tuple[tuple[_Find, _Way], ...] = (
    (_its, _explained),
    (_asides, _without_aside),
    (_rests, _without_rest),
    (_gaps, _without_clauses),
)
