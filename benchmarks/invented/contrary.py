"""What says the opposite of something, or something else in one place."""

from __future__ import annotations

from random import Random

from .forms import Token, finite
from .heard import Heard
from .names import project, some_town, stranger
from .number import number
from .utterance import Clause, Utterance, core_key

_OTHER_MODALS = {"will": "may", "must": "can", "may": "will", "can": "must", "should": "will", "would": "could"}


def contrary(rng: Random, said: Utterance, heard: Heard) -> Utterance | None:
    """What differs from an utterance in one thing; the clauses that tell them apart are marked in both."""
    changes = _changes(said)
    if not changes:
        return None
    what = rng.choice(sorted(changes))
    n, i = rng.choice(changes[what])
    clause = said.clauses[n]
    others = list(said.clauses)
    if what == "condition":
        others[n] = _unconditional(clause)
    else:
        old = new = clause.tokens[i]
        while new.direct == old.direct:
            new = _turned(rng, old, what)
        # What is named twice is named otherwise twice.
        for k in range(len(others)) if what == "name" else (n,):
            others[k] = others[k]._replace(tokens=tuple(new if token == old else token for token in others[k].tokens))
    telling = frozenset(
        k for k, (one, other) in enumerate(zip(said.clauses, others, strict=True)) if one != other and one.type != "pet"
    )
    old_keys, keys = ([core_key(said.speaker, clauses[k]) for k in telling] for clauses in (said.clauses, others))
    if any(key != old and key in heard for key, old in zip(keys, old_keys, strict=True)):
        return None
    heard.update(keys)
    said.telling = telling
    return Utterance(
        said.number + 1, said.speaker, tuple(others), said.british, said.contracted, f"contrary {what}", telling
    )


def _changes(said: Utterance) -> dict[str, list[tuple[int, int]]]:
    """What can be changed, and where: in which clause and token."""
    found: dict[str, list[tuple[int, int]]] = {}
    for n, clause in enumerate(said.clauses):
        if clause.type in ("pet", "Q"):
            continue
        for i, token in enumerate(clause.tokens[clause.core :], clause.core):
            if i == clause.verb and token.kind == "verb":
                if not clause.condition and clause.tokens[i + 1].kind != "adverb":
                    found.setdefault("negation", []).append((n, i))
                if token.other[0] in _OTHER_MODALS and token.other[1] == "+":
                    found.setdefault("modality", []).append((n, i))
            elif token.kind in ("number", "antonym") or (token.kind == "name" and i < clause.rest):
                # "Like everybody else in X" is no other claim than "like everybody else in Y".
                found.setdefault(token.kind, []).append((n, i))
        if clause.condition:
            found.setdefault("condition", []).append((n, 0))
    return found


def _unconditional(clause: Clause) -> Clause:
    start, end = clause.condition.start, clause.condition.stop
    width = end - start
    return clause._replace(
        tokens=clause.tokens[:start] + clause.tokens[end:],
        rest=clause.rest - (width if clause.rest >= end else 0),
        condition=range(0),
        verb=clause.verb - (width if clause.verb >= end else 0),
    )


def _turned(rng: Random, old: Token, what: str) -> Token:
    first = old.other[0]
    if what == "negation":
        return finite(first, "-" if old.other[1] == "+" else "+")
    if what == "modality":
        return finite(_OTHER_MODALS[first])
    if what == "number":
        return number(rng, first)
    if what == "antonym":
        return Token(first, old.other[1], "antonym", old[:2])
    word = {"place": some_town, "person": stranger, "project": project}[first](rng)
    return Token(word, word, "name", old.other)
