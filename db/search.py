"""The full-text index over `quote.normal`: what is asked of it, and which of two does the work.

In SQLite it is FTS5 (`db.fts5`), in PostgreSQL a `tsvector` (`db.tsvector`). Both cut a text into runs of letters and
digits and know no stop words. Expressions are in the syntax of FTS5, of which the other reads what is written here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Protocol, cast

from .rows import AnyConnection, in_file

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection


class Index(Protocol):
    """What a database's index answers.

    Attributes:
        JOIN: how the table of the quotes is joined to what is found.
    """

    JOIN: str

    def found(self, *, of_speakers: bool) -> str:
        """The quotes that an expression means, as a table in a statement: id and rank, the lower the better.

        Args:
            of_speakers: of those alone, whose ids are `:speakers`. What else is needed comes from `asked`.
        """

    def best(self, *, of_speakers: bool) -> str:
        """No more than `:most` of those that `found` gives, the best, or likely to be."""

    def last(self, *, of_speakers: bool) -> str:
        """No more than `:most` of those that `found` gives, those that were stored last; without a rank."""

    def build(self, connection: Connection) -> None:
        """Make the index and its triggers, and fill it anew from the table."""

    def drop(self, connection: Connection) -> None:
        """Let go of the table, so that many rows can be written fast; `build` must follow."""

    def faults(self, connection: Connection) -> list[str]:
        """What is wrong between index and table, one sentence each; empty when they agree. Needs a writing
        transaction."""

    def purge(self, connection: Connection) -> None:
        """Take the terms of removed quotes out of the index, as far as a transaction can."""

    def asked(
        self, connection: AnyConnection, expression: str, speakers: Sequence[int] | None, *, raw: bool
    ) -> dict[str, str | int]:
        """The values by which `found`, `best` and `last` are told of an expression.

        Args:
            speakers: ids, if only quotes of some are wanted.
            raw: it is a user's own, in the index's own syntax.
        """

    def rejected(self, connection: AnyConnection, expression: str) -> str | None:
        """Why the index does not accept an expression by itself; None where it does."""

    def frequencies(self, connection: AnyConnection, words: Sequence[str]) -> dict[str, int]:
        """In how many quotes each word occurs, for those that occur at all."""

    def terms(self, connection: AnyConnection, like: str, shortest: int, longest: int) -> Iterator[str]:
        """The words of the index that may be like one, and whose length in letters lies in `[shortest, longest]`."""


def index(connection: AnyConnection) -> Index:
    """The index of a database."""
    if in_file(connection):
        from . import fts5

        return cast(Index, fts5)
    from . import tsvector

    return cast(Index, tsvector)


_PIECE = re.compile(r'"([^"]*)"|(\S+)')
_WORD = re.compile(r"[^\W_]+")


def expression(words: str) -> str:
    """A user's words as an FTS5 expression that means just those words.

    All words must occur, in any order; what the user put between double quotation marks must stand together;
    a word that ends in `*` stands for all that begin like it. Where several words are asked for, the whole
    is added as one phrase, so that quotes which have the words side by side rank higher.

    Args:
        words: normalised as the index column is.

    Returns:
        The expression, or "" where there is no letter or digit to search for.
    """
    pieces: list[str] = []
    plain: list[str] = []
    for phrase, word in _PIECE.findall(words):
        tokens = _WORD.findall(phrase or word)
        if not tokens:
            continue
        starts = "*" if word.endswith("*") else ""
        pieces.append(f'"{" ".join(tokens)}"{starts}')
        plain.extend(tokens)
    every = " AND ".join(pieces)
    if len(pieces) > 1 and not any(piece.endswith("*") for piece in pieces):
        return f'"{" ".join(plain)}" OR ({every})'
    return every


def any_of(words: list[str]) -> str:
    """An expression for quotes that have at least one of `words`; "" where there is none."""
    return " OR ".join(f'"{word}"' for word in dict.fromkeys(words) if _WORD.fullmatch(word))
