"""The full-text index over `quote.normal`: building and checking it, asking it.

On SQLite it is an FTS5 table with external content, kept in step by triggers. FTS5's query language is
never given a user's words unquoted: `don't`, `U.S.`, `"open`, `*` and `AND` are all errors in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from .errors import CorruptError

# A contentless table could not be updated before SQLite 3.43; with external content the old terms are
# taken out by the 'delete' command, which must be given the values that were indexed.
_INDEX = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS quote_fts USING fts5("
    "normal, content='quote', content_rowid='id', tokenize='unicode61 remove_diacritics 2')",
)
_TRIGGERS = (
    """CREATE TRIGGER IF NOT EXISTS quote_fts_insert AFTER INSERT ON quote BEGIN
           INSERT INTO quote_fts(rowid, normal) VALUES (new.id, new.normal);
       END""",
    """CREATE TRIGGER IF NOT EXISTS quote_fts_delete AFTER DELETE ON quote BEGIN
           INSERT INTO quote_fts(quote_fts, rowid, normal) VALUES ('delete', old.id, old.normal);
       END""",
    """CREATE TRIGGER IF NOT EXISTS quote_fts_update AFTER UPDATE OF normal ON quote BEGIN
           INSERT INTO quote_fts(quote_fts, rowid, normal) VALUES ('delete', old.id, old.normal);
           INSERT INTO quote_fts(rowid, normal) VALUES (new.id, new.normal);
       END""",
)
_TRIGGER_NAMES = frozenset({"quote_fts_insert", "quote_fts_delete", "quote_fts_update"})
SHADOWS = re.compile(r"^quote_fts(_\w+)?$")
"""Names of the index's own tables, which a schema comparison must leave alone."""


def build(connection: Connection) -> None:
    """Make the index and its triggers where they are missing, and fill it anew from the table."""
    for statement in (*_INDEX, *_TRIGGERS):
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql("INSERT INTO quote_fts(quote_fts) VALUES ('rebuild')")


def faults(connection: Connection) -> list[str]:
    """What is wrong between index and table, one sentence each; empty when they agree.

    Needs a writing transaction: FTS5 runs its check as an insert.
    """
    found: list[str] = []
    present = set(
        connection.execute(
            sa.text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'quote'")
        ).scalars()
    )
    missing = sorted(_TRIGGER_NAMES - present)
    if missing:
        found.append(f"the search index has lost its triggers {', '.join(missing)}")
    try:
        connection.exec_driver_sql("INSERT INTO quote_fts(quote_fts, rank) VALUES ('integrity-check', 1)")
    except sa.exc.DatabaseError as error:
        found.append(f"the search index does not agree with the quotes ({error.orig})")
    return found


def purge(connection: Connection) -> None:
    """Take the terms of removed quotes out of the index's own pages; until then they are only marked as deleted."""
    connection.exec_driver_sql("INSERT INTO quote_fts(quote_fts) VALUES ('optimize')")


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


def frequencies(connection: Connection, words: list[str]) -> dict[str, int]:
    """In how many quotes each of `words` occurs, for those that occur at all."""
    _open_vocabulary(connection)
    asked = sa.text("SELECT term, doc FROM temp.quote_vocab WHERE term IN :words").bindparams(
        sa.bindparam("words", expanding=True)
    )
    found: dict[str, int] = {}
    for batch in _batches(list(dict.fromkeys(words))):
        found |= {row.term: row.doc for row in connection.execute(asked, {"words": batch})}
    return found


def _batches(words: list[str], size: int = 500) -> Iterator[list[str]]:
    for start in range(0, len(words), size):
        yield words[start : start + size]


def terms(connection: Connection, shortest: int, longest: int) -> Iterator[str]:
    """The words of the index whose length in letters lies in `[shortest, longest]`."""
    _open_vocabulary(connection)
    rows = connection.execute(
        sa.text("SELECT term FROM temp.quote_vocab WHERE length(term) BETWEEN :shortest AND :longest"),
        {"shortest": shortest, "longest": longest},
    )
    for row in rows:
        yield row[0]


def _open_vocabulary(connection: Connection) -> None:
    # A view of the index's own term list. Temporary, so that a database opened for reading has it too; it goes with
    # the transaction that made it when that is rolled back, so it is asked for anew each time.
    try:
        connection.exec_driver_sql(
            "CREATE VIRTUAL TABLE IF NOT EXISTS temp.quote_vocab USING fts5vocab(main, quote_fts, row)"
        )
    except sa.exc.OperationalError as error:
        raise CorruptError("the search index is missing; run `quotes db check`") from error
