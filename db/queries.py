"""Reads, in plain SQL that both databases understand; by words: `db.matches`.

Rows come back as mappings; turning them into records is `quotes.store`'s business.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from . import tally
from .rows import BATCH, AnyConnection, Row, in_file, run, typed

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

_LONGEST_NAME = 1000
_AHEAD = 5
"""Times as many claims as are asked for are looked at first."""

_REPORTED = "reports DESC, articles DESC, sightings DESC, first IS NULL, first, counted.id"
_TABLES = (
    "alias article article_key claim failure given_name log outlet page quote quote_speaker review role speaker"
    " statement_key version watch"
).split()


@dataclass(frozen=True, slots=True)
class Filter:
    """Which quotes are meant; a field left at its default asks nothing.

    Attributes:
        speakers: ids; quotes of any of them.
        outlet: part of an outlet's name, letter case ignored.
        since, until: ISO dates, both inclusive, on the article's date.
        kinds, acts: values of those columns.
        claim, article: ids.
        after: an id; quotes stored later.
        reviewed: only quotes whose claim was reviewed.
        rating: only those whose claim was rated so, letter case ignored.
    """

    speakers: tuple[int, ...] | None = None
    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    kinds: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    claim: int | None = None
    article: int | None = None
    after: int | None = None
    reviewed: bool = False
    rating: str | None = None


COLUMNS = """
    quote.id, quote.article_id, quote.position, quote.claim_id, quote.leads, quote.kind, quote.act,
    quote.polarity, quote.place, quote.content, quote.source, quote.cue, quote.text, quote.source_text,
    quote.cue_text, quote.normal, quote.confidence, quote.said, quote.mention, quote.sure, quote.medium,
    quote.through, quote.extractor, quote.since, quote.until,
    article.doc, article.url, article.title, article.byline, article.published, article.updated,
    article.language, article.ingested, coalesce(article.family, article.id) AS report, outlet.name AS outlet
"""
_JOINED = "quote JOIN article ON article.id = quote.article_id LEFT JOIN outlet ON outlet.id = article.outlet_id"
_REVIEWED = "SELECT said.claim_id FROM review JOIN quote AS said ON said.id = review.quote_id"
OF_QUOTE = ("content", "source", "cue", "mention", "leads")


def conditions(asked: Filter) -> tuple[list[str], dict[str, Any]]:
    """What a filter asks, as parts of a statement over quotes, articles and outlets, and the values they need."""
    where: list[str] = []
    values: dict[str, Any] = {}
    if asked.speakers is not None:
        where.append("quote.id IN (SELECT quote_id FROM quote_speaker WHERE speaker_id IN :speakers)")
        values["speakers"] = asked.speakers
    if asked.outlet is not None:
        where.append("lowered(outlet.name) LIKE :outlet ESCAPE '\\'")
        # SQLite refuses longer patterns, and no outlet has such a name.
        if len(asked.outlet) > _LONGEST_NAME:
            where.append("1 = 0")
        escaped = asked.outlet[:_LONGEST_NAME].lower().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        values["outlet"] = f"%{escaped}%"
    if asked.since is not None:
        where.append("article.published >= :since")
        values["since"] = asked.since
    if asked.until is not None:
        # The day counts whole, and a date with a time sorts behind the bare date: '~' sorts behind all of them.
        where.append("article.published <= :until")
        values["until"] = asked.until + "~"
    for column, wanted in (("kind", asked.kinds), ("act", asked.acts)):
        if wanted:
            where.append(f"quote.{column} IN :{column}")
            values[column] = wanted
    for column, number in (("claim_id", asked.claim), ("article_id", asked.article)):
        if number is not None:
            where.append(f"quote.{column} = :{column}")
            values[column] = number
    if asked.after is not None:
        where.append("quote.id > :stored_after")
        values["stored_after"] = asked.after
    if asked.reviewed:
        where.append(f"quote.claim_id IN ({_REVIEWED})")
    if asked.rating is not None:
        where.append(f"quote.claim_id IN ({_REVIEWED} WHERE lowered(rating) = :rating)")
        values["rating"] = asked.rating.lower()
    return where, values


def claims_of(asked: Filter) -> tuple[str, dict[str, Any]]:
    """A statement for the claims of which the filter means a quote, as `claim_id`, and the values it needs."""
    where, values = conditions(asked)
    where.append("quote.claim_id IS NOT NULL")
    # Articles are read only where something is asked of them.
    tables = _JOINED if any("article." in one or "outlet." in one for one in where) else "quote"
    return f"SELECT quote.claim_id FROM {tables} WHERE {' AND '.join(where)}", values


def by_ids(connection: AnyConnection, ids: Sequence[int]) -> list[Row]:
    """Quotes in the order of their ids as given."""
    sql = f"SELECT {COLUMNS} FROM {_JOINED} WHERE quote.id IN :ids"
    rows = {row["id"]: row for row in typed(connection, sql, {"ids": tuple(ids)}, *OF_QUOTE)}
    return [rows[number] for number in ids if number in rows]


def quotes(connection: AnyConnection, asked: Filter, *, after: int = 0, limit: int = BATCH) -> list[Row]:
    """The quotes that the filter means, by id, from behind the id `after` on."""
    where, values = conditions(asked)
    where.append("quote.id > :after")
    sql = f"SELECT {COLUMNS} FROM {_JOINED} WHERE {' AND '.join(where)} ORDER BY quote.id LIMIT :limit"
    return typed(connection, sql, values | {"after": after, "limit": limit}, *OF_QUOTE)


def latest(connection: AnyConnection, asked: Filter, *, limit: int) -> list[Row]:
    """The quotes that the filter means, those published last first; undated ones behind."""
    where, values = conditions(asked)
    sql = (
        f"SELECT {COLUMNS} FROM {_JOINED} WHERE {' AND '.join(where or ['1 = 1'])}"
        " ORDER BY article.published IS NULL, article.published DESC, quote.id LIMIT :limit"
    )
    return typed(connection, sql, values | {"limit": limit}, *OF_QUOTE)


def last_quote(connection: AnyConnection) -> int:
    """The id of the quote that was stored last, 0 where there is none."""
    return int(run(connection, "SELECT coalesce(max(id), 0) AS last FROM quote")[0]["last"])


def every_quote(connection: AnyConnection, asked: Filter) -> Iterator[list[Row]]:
    """All of them, in batches, so that memory stays flat."""
    after = 0
    while batch := quotes(connection, asked, after=after):
        yield batch
        after = batch[-1]["id"]


def quote(connection: AnyConnection, quote_id: int) -> Row | None:
    """One quote, None where the id is unknown."""
    sql = f"SELECT {COLUMNS} FROM {_JOINED} WHERE quote.id = :id"
    rows = typed(connection, sql, {"id": quote_id}, *OF_QUOTE)
    return rows[0] if rows else None


def quotes_in(connection: AnyConnection, article_id: int) -> list[int]:
    """The ids of an article's quotes, in their order."""
    sql = "SELECT id FROM quote WHERE article_id = :id ORDER BY position"
    return [row["id"] for row in run(connection, sql, {"id": article_id})]


def speakers_of(connection: AnyConnection, quote_ids: Sequence[int]) -> dict[int, list[Row]]:
    """Who speaks in each quote, in order: rows with quote_id, id, name, kind, wikidata."""
    found: dict[int, list[Row]] = {}
    for start in range(0, len(quote_ids), BATCH):
        rows = run(
            connection,
            "SELECT quote_speaker.quote_id, speaker.id, speaker.name, speaker.kind, speaker.wikidata FROM quote_speaker"
            " JOIN speaker ON speaker.id = quote_speaker.speaker_id WHERE quote_speaker.quote_id IN :ids"
            " ORDER BY quote_speaker.quote_id, quote_speaker.position",
            {"ids": tuple(quote_ids[start : start + BATCH])},
        )
        for row in rows:
            found.setdefault(row["quote_id"], []).append(row)
    return found


def claims(connection: AnyConnection, asked: Filter, *, limit: int) -> list[Row]:
    """Claims with how often, where and when they were printed, those with most independent reports first.

    Args:
        asked: a claim is meant if one of its quotes is; the counts are of all its quotes.
    """
    if limit < 1:
        return []
    meant, values = claims_of(asked)
    if replace(asked, speakers=None) != Filter():
        return run(connection, _counted(f"({meant})", _REPORTED, "LIMIT :limit"), values | {"limit": limit})
    return _most_reported(connection, meant, values, limit)


def _most_reported(connection: AnyConnection, meant: str, values: dict[str, Any], limit: int) -> list[Row]:
    """Of claims that are meant with all their quotes, without counting the reports of each: no claim has more of them
    than quotes (Fagin, Lotem and Naor, "Optimal aggregation algorithms for middleware", 2003).

    Args:
        meant: a statement for their quotes, as of `claims_of`; all quotes of a claim are of the same speakers.
    """
    most = (
        f"SELECT claim_id, count(*) AS quotes FROM ({meant}) AS said GROUP BY claim_id"
        " ORDER BY quotes DESC, claim_id LIMIT :looked"
    )
    looked = _AHEAD * limit
    while True:
        largest = run(connection, most, values | {"looked": looked})
        ids = tuple(row["claim_id"] for row in largest)
        found = run(connection, _counted(":ids", _REPORTED, "LIMIT :limit"), {"ids": ids, "limit": limit})
        if len(largest) < looked or (len(found) == limit and found[-1]["reports"] > largest[-1]["quotes"]):
            return found
        looked *= 10


def _counted(meant: str, order: str, most: str = "") -> str:
    """A statement for claims with their counts: those that `meant` gives the ids of."""
    counts = (
        "SELECT quote.claim_id AS id, count(*) AS sightings, count(DISTINCT quote.article_id) AS articles,"
        " count(DISTINCT coalesce(article.family, article.id)) AS reports,"
        " max(CASE WHEN quote.pinned THEN 1 ELSE 0 END) AS confirmed,"
        " count(DISTINCT article.outlet_id) AS outlets, min(article.published) AS first, max(article.published) AS last"
        " FROM quote JOIN article ON article.id = quote.article_id"
        f" WHERE quote.claim_id IN {meant} GROUP BY quote.claim_id"
    )
    # Of the first only, what they say.
    return (
        "SELECT counted.id, lead.text, lead.id AS quote_id, lead.kind, sightings, articles, reports, outlets, first,"
        f" last, confirmed FROM (SELECT * FROM ({counts}) AS counted ORDER BY {order} {most}) AS counted"
        f" JOIN quote AS lead ON lead.claim_id = counted.id AND lead.leads ORDER BY {order}"
    )


def every_claim(connection: AnyConnection, asked: Filter) -> Iterator[list[Row]]:
    """All claims of which the filter means a quote, by id, in batches, so that memory stays flat."""
    meant, values = claims_of(asked)
    page = f"SELECT DISTINCT claim_id FROM ({meant}) AS meant WHERE claim_id > :after ORDER BY claim_id LIMIT {BATCH}"
    after = 0
    while ids := tuple(row["claim_id"] for row in run(connection, page, values | {"after": after})):
        yield run(connection, _counted(":ids", "counted.id"), {"ids": ids})
        after = ids[-1]


def changes(connection: AnyConnection, *, limit: int) -> list[Row]:
    """What was changed by hand, latest first: rows with id, at, action, subject, detail."""
    sql = "SELECT id, at, action, subject, detail FROM log ORDER BY id DESC LIMIT :limit"
    return typed(connection, sql, {"limit": limit}, "detail")


def outlets(connection: AnyConnection, *, limit: int) -> list[Row]:
    """Outlets with their counts and dates, the most stored first; articles without one count as null."""
    return run(
        connection,
        "SELECT outlet.id, outlet.name, count(DISTINCT article.id) AS articles, count(quote.id) AS quotes,"
        " min(article.published) AS first, max(article.published) AS last FROM article"
        " LEFT JOIN outlet ON outlet.id = article.outlet_id LEFT JOIN quote ON quote.article_id = article.id"
        " GROUP BY outlet.id, outlet.name ORDER BY articles DESC, outlet.name LIMIT :limit",
        {"limit": limit},
    )


def article(connection: AnyConnection, article_id: int) -> Row | None:
    """One article with its text and its outlet's name, None where the id is unknown."""
    rows = typed(
        connection,
        "SELECT article.id, article.hash, article.doc, article.text, article.blocks, article.url, article.title,"
        " article.byline, article.published, article.updated, article.language, article.ingested, article.replaced,"
        " article.version, article.origins, article.fetched, outlet.name AS outlet FROM article"
        " LEFT JOIN outlet ON outlet.id = article.outlet_id WHERE article.id = :id",
        {"id": article_id},
        "blocks",
        "origins",
    )
    return rows[0] if rows else None


def articles(connection: AnyConnection, *, after: int = 0, limit: int = BATCH) -> list[Row]:
    """Articles without their text, by id: rows with id, title, outlet, published, url, doc, quotes."""
    return run(
        connection,
        "SELECT article.id, article.title, outlet.name AS outlet, article.published, article.url, article.doc,"
        " article.version, (SELECT count(*) FROM quote WHERE quote.article_id = article.id) AS quotes FROM article"
        " LEFT JOIN outlet ON outlet.id = article.outlet_id WHERE article.id > :after ORDER BY article.id LIMIT :limit",
        {"after": after, "limit": limit},
    )


def unlike(connection: AnyConnection, extractor: str) -> list[int]:
    """Articles in which another extractor looked for quotes last."""
    sql = "SELECT id FROM article WHERE extractor IS NULL OR extractor <> :extractor ORDER BY id"
    return [row["id"] for row in run(connection, sql, {"extractor": extractor})]


def counts(connection: AnyConnection) -> dict[str, int]:
    """How many of everything, in a fixed order."""
    told = tally.counts(connection)
    quotes = sum(count for name, count in told.items() if name.startswith("act "))
    found = {table: _count(connection, table) for table in ("article", "outlet", "speaker")}
    # A form of a name counts once, however many articles print it.
    found["alias"] = _count(connection, "(SELECT DISTINCT speaker_id, name FROM alias) AS forms")
    found |= {"claim": _count(connection, "claim"), "quote": quotes, "review": _count(connection, "review")}
    found |= {f"quote {name}": count for name, count in told.items()}
    named = _count(connection, "(SELECT DISTINCT quote_id FROM quote_speaker) AS named")
    return found | {"quote without speaker": quotes - named}


def _count(connection: AnyConnection, table: str) -> int:
    return int(run(connection, f"SELECT count(*) AS n FROM {table}")[0]["n"])


def file_faults(connection: Connection) -> list[str]:
    """What the database itself finds wrong in its file and its foreign keys; empty where it is sound."""
    import sqlalchemy as sa

    inspector = sa.inspect(connection)
    present = set(inspector.get_table_names())
    found = [f"the table {table} is missing" for table in _TABLES if table not in present]
    if not in_file(connection):
        return found + [fault for table in _TABLES if table in present for fault in _orphans(connection, table)]
    damaged = connection.exec_driver_sql("PRAGMA integrity_check")
    found += [f"SQLite: {row[0]}" for row in damaged if row[0] != "ok"]
    for table, row_id, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        found.append(f"row {row_id} of {table} points to a row of {parent} that is not there")
    return found


def _orphans(connection: Connection, table: str) -> Iterator[str]:
    """Rows that point to none; a server lets nobody write such, unless its checks were turned off."""
    import sqlalchemy as sa

    for key in sa.inspect(connection).get_foreign_keys(table):
        [column], [target], parent = key["constrained_columns"], key["referred_columns"], key["referred_table"]
        sql = (
            f"SELECT count(*) AS n FROM {table} AS child WHERE child.{column} IS NOT NULL"
            f" AND NOT EXISTS (SELECT 1 FROM {parent} WHERE {parent}.{target} = child.{column})"
        )
        if count := run(connection, sql)[0]["n"]:
            yield f"{count} rows of {table} point to rows of {parent} that are not there"


def raw_quotes(connection: AnyConnection, *, after: int) -> list[Row]:
    """Quotes by id as they lie in the file, undecoded: id, article_id, until, normal, places and words of the parts."""
    sql = (
        "SELECT id, article_id, until, normal, content, text, source, source_text, cue, cue_text"
        " FROM quote WHERE id > :after ORDER BY id LIMIT :limit"
    )
    return run(connection, sql, {"after": after, "limit": BATCH})


def mixed_claims(connection: AnyConnection, ids: Sequence[int] | None = None) -> list[int]:
    """Claims, of some or all, whose quotes are not all of the same speakers."""
    which = "quote.claim_id IN :ids" if ids is not None else "quote.claim_id IS NOT NULL"
    who = "count(speaker_id) || ' ' || coalesce(sum(speaker_id), 0) || ' ' || coalesce(max(speaker_id), 0)"
    sql = (
        f"SELECT claim_id FROM (SELECT quote.claim_id, {who} AS who FROM quote"
        f" LEFT JOIN quote_speaker ON quote_speaker.quote_id = quote.id WHERE {which}"
        " GROUP BY quote.id, quote.claim_id) AS said GROUP BY claim_id HAVING count(DISTINCT who) > 1 ORDER BY claim_id"
    )
    return [row["claim_id"] for row in run(connection, sql, {"ids": tuple(ids)} if ids is not None else {})]


def broken_claims(connection: AnyConnection) -> list[tuple[int, int, int]]:
    """Claims without quotes, or without exactly one that leads: (id, quotes, leading quotes)."""
    leading = "coalesce(sum(CASE WHEN quote.leads THEN 1 ELSE 0 END), 0)"
    sql = (
        f"SELECT claim.id, count(quote.id) AS quotes, {leading} AS leads FROM claim"
        " LEFT JOIN quote ON quote.claim_id = claim.id GROUP BY claim.id"
        f" HAVING count(quote.id) = 0 OR {leading} <> 1 ORDER BY claim.id"
    )
    return [(row["id"], row["quotes"], row["leads"]) for row in run(connection, sql)]
