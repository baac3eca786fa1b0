"""Printings as reported speech."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from .chance import pick
from .forms import Token
from .names import is_male
from .parts import runs
from .text import joined
from .utterance import Clause, Utterance

_MALES = {"I": "he", "my": "his", "me": "him"}
_FEMALES = {"I": "she", "my": "her", "me": "her"}
_LINKS = {
    "": " and that ",
    ". ": " and that ",
    "; ": " and that ",
    ", and ": ", and that ",
    " – ": ", and that ",
    ", but ": ", but that ",
    ", so ": " and that therefore ",
    ", and that is why ": " and that for this reason ",
    ", and now ": " and that now ",
    ", and then ": " and that then ",
}


def reported(rng: Random, said: Utterance) -> str | None:
    """In the third person and a tense further back."""
    return _told(rng, said, quoted=False)


def mixed(rng: Random, said: Utterance) -> str | None:
    """With some of the speaker's own words between marks."""
    return _told(rng, said, quoted=True)


def _told(rng: Random, said: Utterance, *, quoted: bool) -> str | None:
    clauses = said.clauses
    claims = [clause.type in ("P", "F", "H", "O") for clause in clauses]
    found = [(i, j) for i, j in runs(said, 0.4) if all(claims[i:j]) and j - i <= 3]
    if all(claims) and len(clauses) <= 3:
        found += 2 * [(0, len(clauses))]
    if not found:
        return None
    i, j = pick(rng, found)
    told = clauses[i:j]
    folk = _MALES if is_male(said.speaker) else _FEMALES
    # "They say that they will" after "says", where nothing else must be bent to the third person.
    present = rng.random() < 0.15 and not any(token.direct == "I" for clause in told for token in clause.tokens)
    run = _longest_run(told, folk) if quoted else None
    if quoted and not run:
        return None
    text = "that " if rng.random() < 0.6 else ""
    for n, clause in enumerate(told):
        words = [_word(token, folk, present=present) for token in clause.tokens]
        if run and run[0] == n:
            _, start, end = run
            words[start] = "“" + words[start]
            words[end - 1] += "”"
        if n:
            text += _LINKS.get(clause.link, clause.link)
        text += joined(filter(None, words[clause.core :]), british=said.british)
    return text.replace("'", "’")


def _word(token: Token, folk: dict[str, str], *, present: bool) -> str:
    if token.direct in folk:
        return folk[token.direct]
    kept = present and token.kind != "adverb" and token.direct not in ("we", "our", "us")
    return token.direct if kept else token.reported


def _longest_run(clauses: Sequence[Clause], folk: dict[str, str]) -> tuple[int, int, int] | None:
    """A clause and the range of its tokens that are the same in both forms, the longest of four words and more that
    does not break off."""
    best, longest = None, 3
    for n, clause in enumerate(clauses):
        start = clause.core
        for k, token in enumerate((*clause.tokens[start:], None), start):
            if token and token.direct == token.reported and token.direct not in folk and token.direct not in ",:":
                continue
            words = sum(one.direct.count(" ") + 1 for one in clause.tokens[start:k])
            ends = token is None or token.direct == "," or k in (clause.rest, clause.condition.stop)
            if words > longest and ends:
                best, longest = (n, start, k), words
            start = k + 1
    return best
