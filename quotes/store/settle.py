"""Claims brought to what the stored statements say, whenever statements come, change or go.

`changing` surrounds every change of statements, `enter` takes in new ones. What a correction changes goes through the
session, so that it is journalled with it; what new articles change goes past it, many rows at a time. Keys, which can
be made again from the texts, are not journalled.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import blake2b
from typing import TypeAlias

from sqlalchemy.engine import Connection
from sqlmodel import Session

from db import clusters, models, repository
from quotes.cluster import Statement
from quotes.store.stars import Stand, Stars, as_stand, as_statement

Said: TypeAlias = tuple[Statement, Collection[int]]
"""A statement, and who speaks in it."""


@contextmanager
def changing(session: Session, ids: Iterable[int]) -> Iterator[None]:
    """Surround a change of the text, the speakers or the existence of quotes; their claims follow."""
    touched = set(ids)
    session.flush()
    connection = session.connection()
    before = clusters.states(connection, touched)
    claims = {row["claim_id"] for row in before} - {None}
    # Whatever hangs on one that leads, or that people have put where it is, may need another claim.
    led = {row["claim_id"] for row in before if row["leads"] or row["pinned"]} - {None}
    hanging = {row["id"] for row in clusters.members(connection, led)}
    _forget(connection, touched)
    yield
    session.flush()
    for number in clusters.others(connection, touched):
        quote = session.get_one(models.Quote, number)
        quote.claim_id, quote.leads, quote.pinned = None, False, False
        session.add(quote)
    settle(session, touched | hanging, claims, touched)


def enter(connection: Connection, articles: Sequence[Sequence[Said]]) -> None:
    """Find the claims of the new statements of some articles, as if each article had come by itself, in this order."""
    speakers = {statement.id: code(speaking) for said in articles for statement, speaking in said}
    statements = [statement for said in articles for statement, _ in said]
    _add_keys(connection, statements, speakers)
    stars = Stars(connection, speakers, ((statement, Stand()) for statement in statements))
    for said in articles:
        stars.settle([statement for statement, _ in said])
    clusters.put(connection, stars.written(lambda count: clusters.add_claims(connection, count)))
    clusters.drop_claims(connection, stars.left)


def settle(session: Session, ids: Iterable[int], claims: Iterable[int] = (), touched: Collection[int] = ()) -> None:
    """Look anew at the claims of statements; what changes is journalled.

    Args:
        ids: what is no statement, or is gone, is passed over; those that hung on a lead which is one no more are here.
        claims: that may have lost quotes.
        touched: those that have no keys as yet; their claims go on without them, if there are others in them.
    """
    session.flush()
    connection = session.connection()
    known = [(as_statement(row), as_stand(row)) for row in clusters.with_states(connection, ids)]
    statements = [statement for statement, _ in known]
    said = clusters.said_by(connection, (statement.id for statement in statements))
    speakers = {statement.id: code(said.get(statement.id, ())) for statement in statements}
    _add_keys(connection, (statement for statement in statements if statement.id in touched), speakers)
    stars = Stars(connection, speakers, known)
    stars.settle(statements, claims, touched)
    for number, claim, leads in stars.written(lambda count: [repository.add_claim(session) for _ in range(count)]):
        quote = session.get_one(models.Quote, number)
        quote.claim_id, quote.leads = claim, leads
        session.add(quote)
    session.flush()
    for claim in stars.left:
        if (gone := session.get(models.Claim, claim)) is not None:
            session.delete(gone)
    session.flush()


def _add_keys(connection: Connection, statements: Iterable[Statement], speakers: Mapping[int, int]) -> None:
    """Store what statements are found by; those of nobody in particular are not."""
    clusters.add_keys(connection, [(speakers[s.id], s.id, s.keys) for s in statements if speakers[s.id]])


def code(speakers: Collection[int]) -> int:
    """What stands for all who speak in a statement: the id of one, a negative number made from those of several."""
    if len(speakers) < 2:
        return next(iter(speakers), 0)
    digest = blake2b(" ".join(map(str, sorted(speakers))).encode(), digest_size=8).digest()
    return -(int.from_bytes(digest) >> 1) - 1


def _forget(connection: Connection, ids: Iterable[int]) -> None:
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for number, said in clusters.said_by(connection, ids).items():
        groups[code(said)].append(number)
    for speakers, numbers in groups.items():
        clusters.drop_keys(connection, speakers, numbers)
