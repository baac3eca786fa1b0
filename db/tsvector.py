"""The full-text index in PostgreSQL: a generated column of type `tsvector`, and a table of the words in it.

The configuration is `simple`, which leaves no word out; accents and letter case are folded in `quote.normal` already.
Before PostgreSQL cuts the text into words, whatever is no letter and no digit becomes a space, or "u.s." would be the
name of a host. The table of words, kept by triggers, tells in how many quotes each occurs and, by trigrams (`pg_trgm`),
which are alike. What `db.search` promises of an index stands there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sqlalchemy.engine import Connection

from . import postgres, queries
from .rows import AnyConnection, execute, run

WORDS = "quote_word"
"""The table of all words, which has no model."""

_WORDS = r"""
    CREATE OR REPLACE FUNCTION quote_words(normal text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
    $$ SELECT to_tsvector('simple'::regconfig, regexp_replace(normal{letters}, '[^[:alnum:]]+', ' ', 'g')) $$
"""
_COLUMN = (
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    "ALTER TABLE quote ADD COLUMN search tsvector GENERATED ALWAYS AS (quote_words(normal)) STORED",
    'CREATE TABLE quote_word (term text COLLATE "C" PRIMARY KEY, quotes integer NOT NULL)',
    "CREATE INDEX quote_word_alike ON quote_word USING gin (term gin_trgm_ops)",
)
# Of many quotes with a word those stored last are wanted; to find out which they are, all would have to be read. So the
# index also holds, as words that no text has, of which 4,000 quotes each is, of which 16,000 and so on.
_NEAR, _SIZES = 2000, tuple(4000 * 4**level for level in range(7))
# Of a number and a text, || is not immutable, and the function would be called for each row.
_PLACE = "'#{level}.' || CAST(id / {size} AS text)"
_PLACED = """
    CREATE OR REPLACE FUNCTION quote_placed(search tsvector, id integer) RETURNS tsvector
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT search || array_to_tsvector(ARRAY[{}]) $$
"""
_COUNTED = """
    INSERT INTO quote_word (term, quotes)
    SELECT term, count(*) FROM {}, unnest(tsvector_to_array(search)) AS term GROUP BY term ORDER BY term
    ON CONFLICT (term) DO UPDATE SET quotes = quote_word.quotes + excluded.quotes
"""
_UNCOUNTED = """
    UPDATE quote_word SET quotes = quote_word.quotes - gone.quotes FROM (
        SELECT term, count(*) AS quotes FROM {}, unnest(tsvector_to_array(search)) AS term GROUP BY term
    ) AS gone WHERE gone.term = quote_word.term;
    DELETE FROM quote_word WHERE quotes <= 0
"""
# By hand: of few letters a single other one leaves no trigram, of more at least a fifth.
_FEW, _ALIKE = 4, 0.2
_CHANGED = "(SELECT {0}.search FROM {0} JOIN {1} USING (id) WHERE {0}.normal <> {1}.normal) AS changed"
_TRIGGERS = {
    "quote_word_insert": ("INSERT", "NEW TABLE AS fresh", _COUNTED.format("fresh")),
    "quote_word_delete": ("DELETE", "OLD TABLE AS gone_rows", _UNCOUNTED.format("gone_rows")),
    "quote_word_update": (
        "UPDATE",
        "OLD TABLE AS old_rows NEW TABLE AS new_rows",
        f"IF EXISTS (SELECT 1 FROM {_CHANGED.format('old_rows', 'new_rows')}) THEN"
        f" {_UNCOUNTED.format(_CHANGED.format('old_rows', 'new_rows'))};"
        f" {_COUNTED.format(_CHANGED.format('new_rows', 'old_rows'))}; END IF",
    ),
}
_PARTS = {
    "the extension pg_trgm": "EXISTS (SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm')",
    "the column search": "EXISTS (SELECT 1 FROM pg_attribute"
    " WHERE attrelid = to_regclass('quote') AND attname = 'search')",
    f"the table {WORDS}": f"to_regclass('{WORDS}') IS NOT NULL",
    **{f"the index {name}": f"to_regclass('{name}') IS NOT NULL" for name in ("quote_search", "quote_word_alike")},
    **{
        f"the function {name.partition('(')[0]}": f"to_regprocedure('{name}') IS NOT NULL"
        for name in ("quote_words(text)", "quote_placed(tsvector, integer)", "lowered(text)")
    },
}
"""What the index is made of, and how to ask whether it is there."""
_ASKED = "to_tsquery('simple', :expression)"
_RANK = f"-ts_rank(search, {_ASKED}) AS rank"
# Where its words are is found out in the index, whether they stand side by side in the quote.
_MATCHES = f"quote_placed(search, id) @@ {{}} AND search @@ {_ASKED}"
_WORDS_ASKED = "to_tsquery('simple', :words)"
_EVERY = f"quote WHERE {_MATCHES.format(_WORDS_ASKED)}"
_OF = " AND id IN (SELECT quote_id FROM quote_speaker WHERE speaker_id IN :speakers)"
# Where the first part has few, another is asked for if it is likely to have enough.
_LIKELY = 0.7
JOIN = "JOIN"


def _last(near: int, sizes: Sequence[int]) -> str:
    """The last quotes that an expression means, as a table in a statement: from a last part with enough of them.

    The first part is looked through by itself. Each of the others is some times as large as the one before, so that not
    many more are read than are wanted. Of a rare expression all quotes that have its words are read.

    Args:
        near: so many ids are the first part.
        sizes: of the others, as the index has them.
    """
    # Between two numbers: from a number that is not given, or without an end, the planner may expect a third of all.
    newest = f"SELECT id FROM quote WHERE search @@ {_ASKED} AND id BETWEEN :last - {near - 1} AND :last"
    parts = [f"part AS MATERIALIZED ({newest} ORDER BY id DESC LIMIT :most)"]
    enough = ["(SELECT count(*) FROM part) = :most"]
    for level, size in enumerate((*sizes, None)):
        here, where = _WORDS_ASKED, ""
        if size is not None:
            place = f"'''#{level}.' || :last / {size} || ''' | ''#{level}.' || :last / {size} - 1 || ''''"
            here = f"({_WORDS_ASKED} && CAST(({place}) AS tsquery))"
            where = f" AND (SELECT count(*) FROM part) * {size // near} >= {_LIKELY} * :most AND :last > {2 * size}"
        where += "".join(f" AND NOT ({one})" for one in enough)
        # + 0: not by the order of ids.
        found = f"SELECT id FROM quote WHERE {_MATCHES.format(here)}{where} ORDER BY id + 0 DESC LIMIT :most"
        parts.append(f"part_{level} AS MATERIALIZED ({found})")
        enough.append(f"(SELECT count(*) FROM part_{level}) = :most")
    names = ["part", *(f"part_{level}" for level in range(len(sizes) + 1))]
    enough[-1] = " AND ".join(f"NOT ({one})" for one in enough[:-1])
    taken = " UNION ALL ".join(f"SELECT id FROM {name} WHERE {one}" for name, one in zip(names, enough, strict=True))
    return f"(WITH {', '.join(parts)} {taken})"


_LAST = _last(_NEAR, _SIZES)


def found(*, of_speakers: bool) -> str:
    """See `db.search.Index`."""
    return f"(SELECT id, {_RANK} FROM {_EVERY}{_OF if of_speakers else ''})"


def last(*, of_speakers: bool) -> str:
    """See `db.search.Index`."""
    # Of somebody there are few (+ 0: not by the order of ids).
    return f"(SELECT id FROM {_EVERY}{_OF} ORDER BY id + 0 DESC LIMIT :most)" if of_speakers else _LAST


def best(*, of_speakers: bool) -> str:
    """See `db.search.Index`. To rank a quote it must be read; of many, those that were stored last are ranked."""
    return f"(SELECT quote.id, {_RANK} FROM {last(of_speakers=of_speakers)} AS last JOIN quote ON quote.id = last.id)"


def build(connection: Connection) -> None:
    """See `db.search.Index`."""
    drop(connection)
    postgres.make_functions(connection)
    connection.exec_driver_sql(_WORDS.format(letters=postgres.letters(connection)))
    for statement in _COLUMN:
        connection.exec_driver_sql(statement)
    place(connection)
    for name, (event, tables, body) in _TRIGGERS.items():
        postgres.make_trigger(connection, name, event, tables, f"{body};")
    connection.exec_driver_sql(_COUNTED.format("quote"))


def place(connection: Connection, sizes: Sequence[int] = _SIZES) -> None:
    """Make the index over the column.

    Args:
        sizes: of the parts in which the last quotes are looked for.
    """
    places = (_PLACE.format(level=level, size=size) for level, size in enumerate(sizes))
    connection.exec_driver_sql(_PLACED.format(", ".join(places)))
    connection.exec_driver_sql("DROP INDEX IF EXISTS quote_search")
    connection.exec_driver_sql("CREATE INDEX quote_search ON quote USING gin (quote_placed(search, id))")


def drop(connection: Connection) -> None:
    """See `db.search.Index`."""
    for name in _TRIGGERS:
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name} ON quote")
    connection.exec_driver_sql("DROP TABLE IF EXISTS quote_word")
    connection.exec_driver_sql("ALTER TABLE quote DROP COLUMN IF EXISTS search")


def faults(connection: Connection) -> list[str]:
    """See `db.search.Index`. The column cannot differ from the table; the words can."""
    parts = ", ".join(f"('{name}', {there})" for name, there in _PARTS.items())
    lost = connection.exec_driver_sql(f"SELECT name FROM (VALUES {parts}) AS part (name, there) WHERE NOT there")
    if lacking := sorted(lost.scalars()):
        return [f"the search index lacks {', '.join(lacking)}; run `quotes db reindex`"]
    sql = "SELECT tgname FROM pg_trigger WHERE tgrelid = 'quote'::regclass AND NOT tgisinternal AND tgenabled <> 'D'"
    missing = sorted(_TRIGGERS.keys() - set(connection.exec_driver_sql(sql).scalars()))
    found = [f"the search index has lost its triggers {', '.join(missing)}; run `quotes db reindex`"] if missing else []
    counted = "SELECT term, count(*) AS quotes FROM quote, unnest(tsvector_to_array(search)) AS term GROUP BY term"
    differs = (
        f"SELECT count(DISTINCT term) FROM ({counted}) AS counted FULL JOIN quote_word USING (term, quotes)"
        " WHERE counted.quotes IS NULL OR quote_word.quotes IS NULL"
    )
    wrong = connection.exec_driver_sql(differs).scalar()
    if wrong:
        found.append(f"the search index does not agree with the quotes ({wrong} words); run `quotes db reindex`")
    return found


def purge(connection: Connection) -> None:
    """See `db.search.Index`. Removed rows go with the next VACUUM, which no transaction can run."""


# For a beginning the index collects the quotes of all words that have it before it looks at any other word.
_FEW_WORDS = 8
_BESIDE = "<->"
_PIECE = re.compile(r'"([^"]*)"(\*?)|(AND|OR)|([()])')


def asked(
    connection: AnyConnection, expression: str, speakers: Sequence[int] | None, *, raw: bool
) -> dict[str, str | int]:
    """See `db.search.Index`. Raw expressions are in the syntax of `websearch_to_tsquery`, which knows no errors."""
    last = queries.last_quote(connection)
    if raw:
        sql = "SELECT CAST(websearch_to_tsquery('simple', :words) AS text) AS expression"
        expression = str(run(connection, sql, {"words": expression})[0]["expression"])
        return {"expression": expression, "words": expression, "last": last}
    pieces = [
        _phrase(connection, words.split(), starts) if words else {"AND": "&", "OR": "|"}.get(joined) or bracket
        for words, starts, joined, bracket in _PIECE.findall(expression)
    ]
    expression = " ".join(pieces)
    return {"expression": expression, "words": expression.replace(_BESIDE, "&"), "last": last}


def _phrase(connection: AnyConnection, words: Sequence[str], starts: str) -> str:
    *quoted, last = (f"'{word}'" for word in words)
    if starts:
        last = _beginning(connection, words[-1])
    return f"({f' {_BESIDE} '.join([*quoted, last])})"


def _beginning(connection: AnyConnection, beginning: str) -> str:
    """What stands for all words that begin so: the words, if they are few."""
    sql = "SELECT term FROM quote_word WHERE term >= :low AND term < :high ORDER BY term LIMIT :few"
    values = {"low": beginning, "high": f"{beginning}\U0010ffff", "few": _FEW_WORDS + 1}
    found = [f"'{row['term']}'" for row in run(connection, sql, values)]
    return f"({' | '.join(found)})" if 0 < len(found) <= _FEW_WORDS else f"'{beginning}':*"


def rejected(connection: AnyConnection, expression: str) -> str | None:
    """See `db.search.Index`."""
    return None


def frequencies(connection: AnyConnection, words: Sequence[str]) -> dict[str, int]:
    """See `db.search.Index`."""
    sql = "SELECT term, quotes FROM quote_word WHERE term IN :words"
    return {row["term"]: row["quotes"] for row in run(connection, sql, {"words": tuple(words)})}


def terms(connection: AnyConnection, like: str, shortest: int, longest: int) -> Iterator[str]:
    """See `db.search.Index`."""
    alike = "term % :like" if len(like) > _FEW else "left(term, 1) = left(:like, 1) OR term % :like"
    execute(connection, f"SET LOCAL pg_trgm.similarity_threshold = {_ALIKE}")
    sql = f"SELECT term FROM quote_word WHERE length(term) BETWEEN :shortest AND :longest AND ({alike})"
    yield from (row["term"] for row in run(connection, sql, {"like": like, "shortest": shortest, "longest": longest}))
