"""The full-text index in SQLite: an FTS5 table with external content, kept in step by triggers.

FTS5's query language is never given a user's words unquoted: `don't`, `U.S.`, `"open`, `*` and `AND` are all errors in
it. What `db.search` promises of an index stands there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING
from unicodedata import category

from .errors import CorruptError, reason, refusals
from .rows import AnyConnection, execute, run

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

# A contentless table could not be updated before SQLite 3.43; with external content the old terms are
# taken out by the 'delete' command, which must be given the values that were indexed.
_INDEX = (
    "CREATE VIRTUAL TABLE quote_fts USING fts5(normal, content=\"quote\", content_rowid='id',"
    " tokenize=\"unicode61 remove_diacritics 2 separators '{separators}'\")"
)
_TRIGGERS = (
    """CREATE TRIGGER quote_fts_insert AFTER INSERT ON quote BEGIN
           INSERT INTO quote_fts(rowid, normal) VALUES (new.id, new.normal);
       END""",
    """CREATE TRIGGER quote_fts_delete AFTER DELETE ON quote BEGIN
           INSERT INTO quote_fts(quote_fts, rowid, normal) VALUES ('delete', old.id, old.normal);
       END""",
    """CREATE TRIGGER quote_fts_update AFTER UPDATE OF normal ON quote BEGIN
           INSERT INTO quote_fts(quote_fts, rowid, normal) VALUES ('delete', old.id, old.normal);
           INSERT INTO quote_fts(rowid, normal) VALUES (new.id, new.normal);
       END""",
)
_TRIGGER_NAMES = frozenset({"quote_fts_insert", "quote_fts_delete", "quote_fts_update"})
_UNKNOWN = ("Cn", "Co")  # unassigned, of private use
_BEGINNING = 3
_LONGEST = 60
"""The longest word to which words one letter off are made: each letter has seventy, each as long as the word."""
_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
SHADOWS = re.compile(r"^quote_fts(_\w+)?$")
"""Names of the index's own tables, which a schema comparison must leave alone."""


_MATCHES = "FROM quote_fts WHERE quote_fts MATCH :expression"
# Not looked up one by one (+): looking for one row among the matches takes as long as going through them.
_OF = " AND +rowid IN (SELECT quote_id FROM quote_speaker WHERE speaker_id IN :speakers)"
# With so many among the newest thirty-second, the last three hundred are likely to lie in the newer half.
_MANY = 20
_NOTHING = '""'
JOIN = "CROSS JOIN"  # keeps the order of the tables


def found(*, of_speakers: bool) -> str:
    """See `db.search.Index`."""
    return f"(SELECT rowid AS id, rank {_MATCHES}{_OF if of_speakers else ''})"


def best(*, of_speakers: bool) -> str:
    """See `db.search.Index`. Ordered by its own ranks, the index gives the best without the others."""
    return f"(SELECT rowid AS id, rank {_MATCHES}{_OF if of_speakers else ''} ORDER BY rank, rowid LIMIT :most)"


def last(*, of_speakers: bool) -> str:
    """See `db.search.Index`."""
    of = _OF if of_speakers else ""
    sql = f"SELECT rowid AS id {_MATCHES}{of} ORDER BY {{}} DESC LIMIT :most"
    backwards = sql.replace(":expression", ":backwards").format("rowid")
    # + rowid: all of them are found, and then put in order.
    forwards = sql.replace(":expression", ":forwards").format("+ rowid")
    return f"(SELECT id FROM ({backwards}) UNION ALL SELECT id FROM ({forwards}))"


def build(connection: Connection) -> None:
    """Make the index and its triggers, and fill it anew from the table."""
    drop(connection)
    connection.exec_driver_sql("DROP TABLE IF EXISTS quote_fts")
    for statement in (_INDEX.format(separators=_separators()), *_TRIGGERS):
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql("INSERT INTO quote_fts(quote_fts) VALUES ('rebuild')")


@lru_cache(maxsize=1)
def _separators() -> str:
    """What stands between words besides ASCII's marks: FTS5, which knows the characters of Unicode 6.1, takes all newer
    ones for letters."""
    characters = map(chr, (*range(0x80, 0xD800), *range(0xF900, 0x20000), *range(0xE0000, 0xE0200)))
    known = (c for c in characters if not c.isalnum() and category(c) not in _UNKNOWN)
    symbols = map(chr, range(0xF000, 0xF100))  # of fonts that have a meaning of their own for them: bullets, arrows
    return "".join((*known, *symbols))


def drop(connection: Connection) -> None:
    """See `db.search.Index`."""
    for name in sorted(_TRIGGER_NAMES):
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}")


def faults(connection: Connection) -> list[str]:
    """What is wrong between index and table, one sentence each; empty when they agree.

    Needs a writing transaction: FTS5 runs its check as an insert.
    """
    from sqlalchemy.exc import DatabaseError

    found: list[str] = []
    triggers = run(connection, "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'quote'")
    present = {row["name"] for row in triggers}
    missing = sorted(_TRIGGER_NAMES - present)
    if missing:
        found.append(f"the search index has lost its triggers {', '.join(missing)}; run `quotes db reindex`")
    try:
        connection.exec_driver_sql("INSERT INTO quote_fts(quote_fts, rank) VALUES ('integrity-check', 1)")
    except DatabaseError as error:
        found.append(f"the search index does not agree with the quotes ({error.orig}); run `quotes db reindex`")
    return found


def purge(connection: Connection) -> None:
    """Take the terms of removed quotes out of the index's own pages; until then they are only marked as deleted."""
    connection.exec_driver_sql("INSERT INTO quote_fts(quote_fts) VALUES ('optimize')")


def asked(
    connection: AnyConnection, expression: str, speakers: Sequence[int] | None, *, raw: bool
) -> dict[str, str | int]:
    """See `db.search.Index`; FTS5 takes both as they are.

    The last of many matches are soon found from the end of the index. But it can only leap ahead, so that to find the
    few quotes in which several words meet takes twice as long backwards.
    """
    few = False
    if " " in expression and "*" not in expression:
        of = "" if speakers is None else _OF
        newest = f"SELECT rowid {_MATCHES}{of} AND rowid > (SELECT max(id) FROM quote) / 32 * 31 LIMIT {_MANY}"
        values = {"expression": expression, "speakers": tuple(speakers or ())}
        few = len(run(connection, newest, values)) < _MANY
    return {
        "expression": expression,
        "forwards": expression if few else _NOTHING,
        "backwards": _NOTHING if few else expression,
    }


def rejected(connection: AnyConnection, expression: str) -> str | None:
    """Why the index does not accept an expression by itself; None where it does, so that the fault lies elsewhere."""
    try:
        run(connection, "SELECT count(*) FROM quote_fts WHERE quote_fts MATCH :e", {"e": expression})
    except UnicodeEncodeError:
        return "not valid text"
    except refusals() as error:
        return None if "no such table" in reason(error) else reason(error)
    return None


def frequencies(connection: AnyConnection, words: Sequence[str]) -> dict[str, int]:
    """In how many quotes each word occurs, for those that occur at all."""
    _open_vocabulary(connection)
    sql = "SELECT term, doc FROM temp.quote_vocab WHERE term IN :words"
    return {row["term"]: row["doc"] for row in run(connection, sql, {"words": tuple(words)})}


def terms(connection: AnyConnection, like: str, shortest: int, longest: int) -> Iterator[str]:
    """See `db.search.Index`: words that are one letter off, or begin with the same three.

    To list a word, the index counts it in every quote; all of them would take half a second among a million quotes.
    """
    _open_vocabulary(connection)
    near = "SELECT term FROM temp.quote_vocab WHERE term IN :near"
    begins = (
        "SELECT term FROM temp.quote_vocab WHERE term >= :low AND term < :high"
        " AND length(term) BETWEEN :shortest AND :longest"
    )
    low = like[:_BEGINNING]
    values = {"low": low, "high": low + "\U0010ffff", "shortest": shortest, "longest": longest}
    one_off = tuple(sorted(_one_off(like))) if len(like) <= _LONGEST else ()
    rows = run(connection, begins, values) + run(connection, near, {"near": one_off})
    found = {row["term"] for row in rows}
    yield from sorted(term for term in found if shortest <= len(term) <= longest)


def _one_off(word: str) -> set[str]:
    """What a word becomes by one letter left out, exchanged with the next, put in, or put in the place of another,
    among the first three; by any other it still begins with those."""
    cuts = [(word[:at], word[at:]) for at in range(min(len(word) + 1, _BEGINNING))]
    found = {before + behind[1:] for before, behind in cuts if behind}
    found |= {before + behind[1] + behind[0] + behind[2:] for before, behind in cuts if len(behind) > 1}
    for letter in _LETTERS:
        found |= {before + letter + behind for before, behind in cuts}
        found |= {before + letter + behind[1:] for before, behind in cuts if behind}
    return found


def _open_vocabulary(connection: AnyConnection) -> None:
    # A view of the index's own term list. Temporary, so that a database opened for reading has it too; it goes with
    # the transaction that made it when that is rolled back, so it is asked for anew each time.
    try:
        execute(connection, "CREATE VIRTUAL TABLE IF NOT EXISTS temp.quote_vocab USING fts5vocab(main, quote_fts, row)")
    except refusals() as error:
        raise CorruptError("the search index is missing; run `quotes db check`") from error
