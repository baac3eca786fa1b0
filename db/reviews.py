"""Reads of reviews."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy.engine import Connection, RowMapping

from .queries import BATCH, Filter, claims_of, run

_COLUMNS = (
    "review.id, review.claim_id, review.rating, review.value, review.worst, review.best, review.text, review.url,"
    " review.author, review.author_kind, review.author_url, review.date, review.language, review.claim_reviewed,"
    " lead.id AS quote_id, lead.text AS words"
)


def reviews(connection: Connection, asked: Filter, *, after: int = 0, limit: int = BATCH) -> list[RowMapping]:
    """Reviews of the claims that the filter means, those of its rating, by id, from behind the id `after` on.

    The wording of the claim is among the columns, as `words`, and the id of the quote that has it.
    """
    where, values = ["review.id > :after"], {"after": after, "limit": limit}
    if asked != Filter():
        meant, of_claims = claims_of(asked)
        where.append(f"review.claim_id IN ({meant})")
        values |= of_claims
    if asked.rating is not None:
        where.append("lower(review.rating) = :rating")
    sql = (
        f"SELECT {_COLUMNS} FROM review JOIN quote AS lead ON lead.claim_id = review.claim_id AND lead.leads"
        f" WHERE {' AND '.join(where)} ORDER BY review.id LIMIT :limit"
    )
    return run(connection, sql, values)


def every_review(connection: Connection, asked: Filter) -> Iterator[list[RowMapping]]:
    """All of them, in batches, so that memory stays flat."""
    after = 0
    while batch := reviews(connection, asked, after=after):
        yield batch
        after = batch[-1]["id"]


def ratings(connection: Connection, claim_ids: Sequence[int]) -> dict[int, list[str]]:
    """How each of some claims was rated, the latest review first."""
    found: dict[int, list[str]] = {}
    sql = (
        "SELECT claim_id, rating FROM review WHERE claim_id IN :ids ORDER BY claim_id, date IS NULL, date DESC, id DESC"
    )
    for start in range(0, len(claim_ids), BATCH):
        values: dict[str, Any] = {"ids": tuple(claim_ids[start : start + BATCH])}
        for row in run(connection, sql, values):
            found.setdefault(row["claim_id"], []).append(row["rating"])
    return found
