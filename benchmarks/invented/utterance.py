"""What somebody said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from .forms import Token
from .words import FUNCTION


class Clause(NamedTuple):
    """A statement that can stand alone.

    Attributes:
        tokens: with its opening ("Frankly,"), which ends at `core`, and what follows from `rest` on and can be cut off.
        aside: range of a parenthesis, empty where there is none.
        condition: range of one, likewise.
        verb: where its finite verb stands, or -1.
        link: what stands between it and the one before.
        type: P, F, H, O of the shapes, "Q" for a question, "pet" for a phrase.
        weight: how many of its words carry sense.
    """

    tokens: tuple[Token, ...]
    core: int
    rest: int
    aside: range
    condition: range
    verb: int
    link: str
    type: str
    weight: int

    @property
    def begins(self) -> bool:
        """Whether a sentence begins with it."""
        return self.link in ("", ". ")

    @property
    def has_rest(self) -> bool:
        """Whether something can be cut off."""
        return self.rest < len(self.tokens)

    def cut(self, start: int, end: int | None = None) -> Clause:
        """Some of its tokens."""
        tokens = self.tokens[start:end]
        core = max(0, self.core - start)
        return self._replace(
            tokens=tokens,
            core=core,
            rest=max(0, min(self.rest - start, len(tokens))),
            verb=self.verb - start,
            weight=weight(tokens[core:]),
        )


@dataclass(slots=True)
class Utterance:
    """What somebody said.

    Attributes:
        contrary: in what it differs from the one it is the contrary of, "" for others.
        telling: the clauses that tell it from its contrary, one of which is in every printing.
    """

    number: int
    speaker: int
    clauses: tuple[Clause, ...]
    british: bool
    contracted: bool
    contrary: str = ""
    telling: frozenset[int] = frozenset()


def words(tokens: Sequence[Token]) -> list[str]:
    """What is said, word by word."""
    return " ".join([token[0] for token in tokens]).split()


def weight(tokens: Sequence[Token]) -> int:
    """How many words carry sense."""
    return len([word for word in words(tokens) if word not in FUNCTION])


def core_key(speaker: int, clause: Clause) -> str:
    """What `Heard` knows the words of a clause by."""
    return f"{speaker}|{' '.join([token[0] for token in clause.tokens[clause.core : clause.rest]])}"
