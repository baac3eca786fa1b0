"""Reads of reviews."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .queries import Filter, claims_of
from .rows import BATCH, AnyConnection, Row, run, run_for

_COLUMNS = (
    "review.id, said.claim_id, review.rating, review.value, review.worst, review.best, review.text, review.url,"
    " review.author, review.author_kind, review.author_url, review.date, review.language, review.claim_reviewed,"
    " said.id AS quote_id, said.text AS words"
)


def reviews(connection: AnyConnection, asked: Filter, *, after: int = 0, limit: int = BATCH) -> list[Row]:
    """Reviews of the claims that the filter means, those of its rating, by id, from behind the id `after` on.

    The words of the reviewed quote are among the columns, as `words`, its id, and that of its claim.
    """
    where, values = ["review.id > :after"], {"after": after, "limit": limit}
    if asked != Filter():
        meant, of_claims = claims_of(asked)
        where.append(f"said.claim_id IN ({meant})")
        values |= of_claims
    if asked.rating is not None:
        where.append("lowered(review.rating) = :rating")
    sql = (
        f"SELECT {_COLUMNS} FROM review JOIN quote AS said ON said.id = review.quote_id"
        f" WHERE {' AND '.join(where)} ORDER BY review.id LIMIT :limit"
    )
    return run(connection, sql, values)


def every_review(connection: AnyConnection, asked: Filter) -> Iterator[list[Row]]:
    """All of them, in batches, so that memory stays flat."""
    after = 0
    while batch := reviews(connection, asked, after=after):
        yield batch
        after = batch[-1]["id"]


def ratings(connection: AnyConnection, claim_ids: Sequence[int]) -> dict[int, list[str]]:
    """How each of some claims was rated, the latest review first."""
    found: dict[int, list[str]] = {}
    sql = (
        "SELECT said.claim_id, review.rating FROM review JOIN quote AS said ON said.id = review.quote_id"
        " WHERE said.claim_id IN :ids ORDER BY said.claim_id, review.date IS NULL, review.date DESC, review.id DESC"
    )
    for row in run_for(connection, sql, claim_ids):
        found.setdefault(row["claim_id"], []).append(row["rating"])
    return found
