"""Clauses as a text, and a text between quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from random import Random

from .forms import Token
from .utterance import Clause, Utterance
from .words import BRITISH, CONTRACTED

MARKS = (("“", "”"), ('"', '"'), ("‘", "’"), ("«", "»"), ("„", "“"))
OTHER_MARKS = (0.0, 0.55, 0.25, 0.12, 0.08)
"""How often each stands where the first do not."""
_BRITISH = re.compile(rf"\b(?:{'|'.join(BRITISH)})\b")
# Nobody contracts before a pause, nor "we will" of "we will not".
_LONGEST_FIRST = "|".join(sorted(CONTRACTED, key=len, reverse=True))
_CONTRACTED = re.compile(rf"\b(?<!and )(?:{_LONGEST_FIRST})\b(?= (?!not\b)\w)")


def joined(words: Iterable[str], *, british: bool) -> str:
    """Words of a clause, in American or British spelling."""
    text = " ".join(words).replace(" ,", ",").replace(" :", ":")
    return _BRITISH.sub(lambda found: BRITISH[found[0]], text) if british else text


def _clause(tokens: Sequence[Token], *, begins: bool, british: bool, other: bool) -> str:
    words = [token.other[1] if other and token.kind == "number" else token[0] for token in tokens]
    if not begins:
        return joined(words, british=british)
    if tokens[0].kind == "number":
        words[0] = tokens[0].other[2]
    text = joined(words, british=british)
    return text[:1].upper() + text[1:]


def written(said: Utterance, clauses: Sequence[Clause], *, other: bool = False) -> str:
    """Clauses of an utterance with their last stop; with numbers in the other way if so wanted."""
    text = stop = ""
    for clause in clauses:
        begins = not text or clause.begins
        if text:
            text += f"{stop} " if begins else clause.link
        text += _clause(clause.tokens, begins=begins, british=said.british, other=other)
        stop = "?" if clause.type == "Q" else "."
    text += stop
    return _CONTRACTED.sub(lambda found: CONTRACTED[found[0]], text) if said.contracted else text


def continued(said: Utterance, clauses: Sequence[Clause]) -> str:
    """Clauses behind a break: if they go on with a sentence, after its conjunction."""
    text = written(said, clauses)
    first = clauses[0]
    return text if first.begins else f"{first.link.strip(' ,;–')} {uncapital(text, first)}".strip()


def lowered(text: str) -> str:
    """With a small letter."""
    return text[:1].lower() + text[1:]


def uncapital(text: str, clause: Clause) -> str:
    """With a small letter, unless the first word of the clause has a capital of its own."""
    return text if clause.tokens[0].direct[:1].isupper() else lowered(text)


def house(rng: Random) -> tuple[str, str]:
    """The marks of a newspaper: mostly curly."""
    return MARKS[0] if rng.random() < 0.8 else rng.choices(MARKS, OTHER_MARKS)[0]


def marked(rng: Random, text: str, marks: tuple[str, str], *, comma: float = 0.45) -> str:
    """Between marks; before the words that attribute it, a comma stands for the stop."""
    if marks[0] != '"':
        text = text.replace("'", "’")
    if text.endswith(".") and not text.endswith("..") and rng.random() < comma:
        text = text[:-1] + ","
    return f"{marks[0]}{text}{marks[1]}"
