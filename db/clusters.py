"""What clustering reads and writes: statements by their keys, and who is in which claim."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from .models import Claim, StatementKey
from .rows import Row, add, in_batches, in_file, run, run_for

_SAID = "SELECT id, text, kind, polarity, CASE WHEN pinned THEN claim_id END AS pinned"
_OTHER = "claim_id IS NOT NULL AND act <> 'statement'"
_STATE = "SELECT id, claim_id, leads, pinned FROM quote WHERE"
_PUT = sa.text("UPDATE quote SET claim_id = :claim, leads = :lead WHERE id = :quote")
_NEAR_SQLITE = """
    WITH asked AS MATERIALIZED (
        SELECT key AS place, json_extract(value, '$[0]') AS speakers, json_extract(value, '$[1]') AS keys,
            json_array_length(value, '$[1]') AS size
        FROM json_each(:asked)
    )
    SELECT asked.place, statement_key.quote_id AS id, statement_key.size, count(*) AS shared
    FROM asked CROSS JOIN json_each(asked.keys) AS mine CROSS JOIN statement_key
    WHERE statement_key.speakers = asked.speakers AND statement_key.key = mine.value
    GROUP BY asked.place, asked.size, statement_key.quote_id, statement_key.size
    HAVING :share * count(*) >= min(statement_key.size, asked.size)
"""
_NEAR = """
    SELECT asked.place - 1 AS place, statement_key.quote_id AS id, statement_key.size, count(*) AS shared
    FROM (
        SELECT place, CAST(value -> 0 AS bigint) AS speakers, value -> 1 AS keys, jsonb_array_length(value -> 1) AS size
        FROM jsonb_array_elements(CAST(:asked AS jsonb)) WITH ORDINALITY AS given (value, place)
    ) AS asked
    CROSS JOIN LATERAL jsonb_array_elements(asked.keys) AS mine (key)
    JOIN statement_key ON statement_key.speakers = asked.speakers AND statement_key.key = CAST(mine.key AS bigint)
    GROUP BY asked.place, asked.size, statement_key.quote_id, statement_key.size
    HAVING :share * count(*) >= least(statement_key.size, asked.size)
"""


def near(
    connection: Connection, asked: Sequence[tuple[int, Collection[int]]], share: int
) -> list[dict[int, tuple[int, int]]]:
    """For each of some statements, those of the same speakers that have any of its keys: how many, and of how many.

    Args:
        asked: the speakers and the keys of each.
        share: those may be left out that have not one in so many keys of the shorter.
    """
    found: list[dict[int, tuple[int, int]]] = [{} for _ in asked]
    values = {"asked": json.dumps([(speakers, list(keys)) for speakers, keys in asked]), "share": share}
    sql = _NEAR_SQLITE if in_file(connection) else _NEAR
    for row in run(connection, sql, values):
        found[row["place"]][row["id"]] = row["shared"], row["size"]
    return found


def states(connection: Connection, ids: Iterable[int]) -> list[Row]:
    """Where quotes stand, by id: rows with id, claim_id, leads, pinned."""
    return run_for(connection, f"{_STATE} id IN :ids ORDER BY id", ids)


def with_states(connection: Connection, ids: Iterable[int]) -> list[Row]:
    """What statements say and where they stand, by id: rows as of `statements`, with claim_id and leads."""
    sql = f"{_SAID}, claim_id, leads FROM quote WHERE id IN :ids AND act = 'statement' ORDER BY id"
    return run_for(connection, sql, ids)


def members(connection: Connection, claims: Iterable[int]) -> list[Row]:
    """All quotes of some claims, by id: rows as of `states`."""
    return sorted(run_for(connection, f"{_STATE} claim_id IN :ids", claims), key=lambda row: int(row["id"]))


def claims_before(connection: Connection, claims: Iterable[int], quote: int) -> set[int]:
    """Those of some claims that had quotes when this one was the last that was stored."""
    sql = "SELECT DISTINCT claim_id FROM quote WHERE claim_id IN :ids AND id <= :quote"
    return {row["claim_id"] for row in run_for(connection, sql, claims, quote=quote)}


def statements(connection: Connection, ids: Iterable[int]) -> list[Row]:
    """What statements say, by id: rows with id, text, kind, polarity, and the claim that they are `pinned` to."""
    return run_for(connection, f"{_SAID} FROM quote WHERE id IN :ids AND act = 'statement' ORDER BY id", ids)


def others(connection: Connection, ids: Iterable[int]) -> list[int]:
    """The ids of those of some quotes that are in claims, but no statements."""
    return [row["id"] for row in run_for(connection, f"SELECT id FROM quote WHERE id IN :ids AND {_OTHER}", ids)]


def said_by(connection: Connection, ids: Iterable[int]) -> dict[int, tuple[int, ...]]:
    """The ids of who speaks in each quote, ascending; quotes without speakers are left out."""
    found: dict[int, tuple[int, ...]] = {}
    sql = "SELECT quote_id, speaker_id FROM quote_speaker WHERE quote_id IN :ids ORDER BY quote_id, speaker_id"
    for row in run_for(connection, sql, ids):
        found[row["quote_id"]] = (*found.get(row["quote_id"], ()), row["speaker_id"])
    return found


def every_statement(connection: Connection) -> Iterator[tuple[int, tuple[int, ...]]]:
    """All statements with the ids of their speakers, ascending, by id."""
    rows = connection.execute(
        sa.text(
            "SELECT quote.id, quote_speaker.speaker_id FROM quote LEFT JOIN quote_speaker"
            " ON quote_speaker.quote_id = quote.id WHERE quote.act = 'statement' ORDER BY quote.id, speaker_id"
        )
    )
    last, speakers = 0, list[int]()
    for quote, speaker in rows:
        if quote != last and last:
            yield last, tuple(speakers)
        if quote != last:
            last, speakers = quote, []
        if speaker is not None:
            speakers.append(speaker)
    if last:
        yield last, tuple(speakers)


def without_claim(connection: Connection) -> set[int]:
    """The ids of statements that are in no claim as yet."""
    sql = "SELECT id FROM quote WHERE claim_id IS NULL AND act = 'statement'"
    return {row["id"] for row in run(connection, sql)}


def add_keys(connection: Connection, rows: Iterable[tuple[int, int, Iterable[int]]]) -> None:
    """Store the keys of statements: (speakers, quote, keys) each."""
    made = [
        {"speakers": speakers, "key": key, "quote_id": quote, "size": len(found)}
        for speakers, quote, keys in rows
        for found in [sorted(keys)]
        for key in found
    ]
    add(connection, StatementKey, made)


def drop_keys(connection: Connection, speakers: int, quotes: Iterable[int]) -> None:
    """Forget the keys of some statements of these speakers."""
    sql = sa.text("DELETE FROM statement_key WHERE speakers = :speakers AND quote_id IN :ids")
    for batch in in_batches(quotes):
        connection.execute(
            sql.bindparams(sa.bindparam("ids", expanding=True)), {"speakers": speakers, "ids": list(batch)}
        )


def drop_all_keys(connection: Connection) -> None:
    """Forget all keys."""
    connection.execute(sa.delete(StatementKey))


def add_claims(connection: Connection, count: int) -> list[int]:
    """Make so many claims without quotes. Returns their ids."""
    if not count:
        return []
    if in_file(connection):
        # It keeps the last id that was ever given to a row of a table whose ids are given once.
        asked = "SELECT coalesce(max(seq), 0) AS last FROM sqlite_sequence WHERE name = 'claim'"
        last = run(connection, asked)[0]["last"]
        made = list(range(last + 1, last + 1 + count))
    else:
        asked = "SELECT nextval(pg_get_serial_sequence('claim', 'id')) AS id FROM generate_series(1, :count)"
        made = [row["id"] for row in run(connection, asked, {"count": count})]
    add(connection, Claim, [{"id": claim} for claim in made])
    return made


def put(connection: Connection, rows: Iterable[tuple[int, int, bool]]) -> None:
    """Put quotes into claims: (quote, claim, whether it leads) each."""
    values = [{"quote": quote, "claim": claim, "lead": lead} for quote, claim, lead in rows]
    if values:
        connection.execute(_PUT, values)


def free_others(connection: Connection) -> None:
    """Take what is no statement out of the claims."""
    connection.execute(
        sa.text(f"UPDATE quote SET claim_id = NULL, leads = :no, pinned = :no WHERE {_OTHER}"), {"no": False}
    )


def drop_claims(connection: Connection, claims: Iterable[int]) -> None:
    """Remove some claims, which have no quotes."""
    for batch in in_batches(claims):
        connection.execute(sa.delete(Claim).where(sa.column("id").in_(batch)))


def drop_empty_claims(connection: Connection) -> None:
    """Remove the claims that have no quotes."""
    connection.execute(
        sa.text("DELETE FROM claim WHERE NOT EXISTS (SELECT 1 FROM quote WHERE quote.claim_id = claim.id)")
    )


def without_keys(connection: Connection) -> bool:
    """Whether no statement has keys, though there are some whose speakers are known."""
    any_key = "SELECT 1 FROM statement_key LIMIT 1"
    any_statement = (
        "SELECT 1 FROM quote JOIN quote_speaker ON quote_speaker.quote_id = quote.id WHERE act = 'statement' LIMIT 1"
    )
    return not run(connection, any_key) and bool(run(connection, any_statement))


def faults(connection: Connection) -> list[str]:
    """What is wrong with the keys, a sentence each."""
    keyed = "SELECT quote_id, count(*) AS keys, min(size) AS size FROM statement_key GROUP BY speakers, quote_id"
    odd = run(connection, f"SELECT quote_id FROM ({keyed}) AS keyed WHERE keys <> size ORDER BY quote_id LIMIT 10")
    gone = run(
        connection,
        "SELECT DISTINCT quote_id FROM statement_key WHERE quote_id NOT IN (SELECT id FROM quote)"
        " ORDER BY quote_id LIMIT 10",
    )
    lost = run(
        connection,
        "SELECT id AS quote_id FROM quote WHERE claim_id IS NOT NULL AND act = 'statement'"
        " AND id IN (SELECT quote_id FROM quote_speaker)"
        " AND id NOT IN (SELECT quote_id FROM statement_key) ORDER BY id LIMIT 10",
    )
    other = run(connection, f"SELECT id AS quote_id FROM quote WHERE {_OTHER} ORDER BY id LIMIT 10")
    waiting = len(without_claim(connection))
    none = [f"{waiting} statements are in no claim yet; `quotes db recluster` finds their claims"] if waiting else []
    what = (
        (odd, "has not all its keys"),
        (gone, "is gone, but not its keys"),
        (lost, "has no keys"),
        (other, "is no statement, but in a claim"),
    )
    return none + [f"quote {row['quote_id']} {fault}" for rows, fault in what for row in rows]
