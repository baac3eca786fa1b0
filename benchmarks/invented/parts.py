"""Printings that leave something out at the beginning or the end, or break off in the middle."""

from __future__ import annotations

import re
from random import Random

from .chance import pick
from .text import continued, house, lowered, marked, uncapital, written
from .utterance import Clause, Utterance

_OPEN_ENDS = ("...", "…", " ...")


def runs(said: Utterance, least: float = 0.5) -> list[tuple[int, int]]:
    """Ranges of clauses that can stand for the whole: enough of its words, or five; nothing is cut before "but"."""
    clauses = said.clauses
    total = sum(clause.weight for clause in clauses)
    found = []
    for i in range(len(clauses)):
        weight = 0
        for j in range(i + 1, len(clauses) + 1):
            clause = clauses[j - 1]
            weight += clause.weight if clause.type != "pet" else 0
            if j < len(clauses) and clauses[j].link == ", but ":
                continue
            if said.telling and not any(i <= n < j for n in said.telling):
                continue
            if j - i < len(clauses) and (weight >= 5 or weight >= least * total):
                found.append((i, j))
    return found


def truncated(rng: Random, said: Utterance) -> str | None:
    """Without what comes before and behind."""
    clauses = said.clauses
    i, kept = _kept(rng, said)
    if sum(clause.weight for clause in kept) >= sum(clause.weight for clause in clauses):
        return None
    first = kept[0]
    if i not in said.telling and rng.random() < 0.25 and len(kept) == 1 and _is_plan(first):
        kept = [first.cut(2)]
        text = lowered(written(said, kept))
        if rng.random() < 0.6:
            text = text.removesuffix(".")
    else:
        text = written(said, kept)
        own_capital = text[0] == "I" or first.tokens[0].kind == "name"
        if not clauses[i].begins and not own_capital and rng.random() < 0.4:
            text = lowered(text)
    if clauses[-1] is not kept[-1] and rng.random() < 0.15:
        text = text.removesuffix(".") + rng.choice(_OPEN_ENDS)
    return marked(rng, text, house(rng))


def _kept(rng: Random, said: Utterance) -> tuple[int, list[Clause]]:
    """Where what is kept begins, and the clauses of it."""
    clauses = said.clauses
    found = runs(said)
    i, j = pick(rng, found) if found and rng.random() < 0.8 else (0, len(clauses))
    if found and rng.random() < 0.5:
        # Whole sentences are liked best.
        ends = {n for n, clause in enumerate(clauses) if clause.begins} | {len(clauses)}
        whole = [(a, b) for a, b in found if a in ends and b in ends]
        i, j = pick(rng, whole) if whole else (i, j)
    kept = list(clauses[i:j])
    if kept[0].core and (rng.random() < 0.5 or not found):
        kept[0] = kept[0].cut(kept[0].core)
    last = kept[-1]
    if j - 1 not in said.telling and last.has_rest and (rng.random() < 0.5 or not found):
        shorter = last.cut(0, last.rest)
        if shorter.weight >= 5 or 2 * shorter.weight >= last.weight:
            kept[-1] = shorter
    return i, kept


def _is_plan(clause: Clause) -> bool:
    """Whether it says what "we will" do, of which "will" can be left to the newspaper."""
    return (
        clause.verb == 1
        and clause.tokens[1].other == ("will", "+")
        and clause.tokens[0].direct in ("we", "I")
        and clause.weight >= 5
    )


def interrupted(rng: Random, said: Utterance) -> str | None:
    """In two parts, each between marks of its own."""
    clauses = said.clauses
    breaks = [(n, 0) for n in range(1, len(clauses))]
    for n, clause in enumerate(clauses):
        if clause.core and clause.tokens[clause.core - 1].direct != "that":
            breaks.append((n, clause.core))
        if clause.has_rest and clause.tokens[clause.rest].direct != ",":
            breaks.append((n, clause.rest))
    if not breaks:
        return None
    n, i = pick(rng, breaks)
    marks, comma = house(rng), 1.0
    clause = clauses[n]
    if i == 0:
        head, tail = written(said, clauses[:n]), continued(said, clauses[n:])
        if clause.begins:
            comma = 0.8
    else:
        before, behind = clause.cut(0, i), clause.cut(i)
        head = re.sub(r"[,:]?\.$", ".", written(said, [*clauses[:n], before]))
        tail = uncapital(written(said, [behind, *clauses[n + 1 :]]), behind)
    return f"{marked(rng, head, marks, comma=comma)} … {marked(rng, tail, marks, comma=0.1)}"
