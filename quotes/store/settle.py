"""Claims brought to what the stored statements say, whenever statements come, change or go.

`changing` surrounds every change of statements, `enter` takes in new ones. What is written goes through the session, so
that it is journalled with the correction that led to it; keys, which can be made again from the texts, are not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from hashlib import blake2b
from typing import Any

from sqlalchemy.engine import Connection, RowMapping
from sqlmodel import Session

from db import clusters, models, repository
from quotes import cluster
from quotes.cluster import Statement
from quotes.records import Kind, Polarity


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
    settle(session, touched | hanging, claims, touched)


def enter(session: Session, ids: Iterable[int]) -> None:
    """Find the claims of new quotes; what is no statement is passed over."""
    asked = set(ids)
    settle(session, asked, touched=asked)


def settle(session: Session, ids: Iterable[int], claims: Iterable[int] = (), touched: Collection[int] = ()) -> None:
    """Look anew at the claims of statements.

    Args:
        ids: what is no statement, or is gone, is passed over; those that hung on a lead which is one no more are here.
        claims: that may have lost quotes.
        touched: those that have no keys as yet; their claims go on without them, if there are others in them.
    """
    session.flush()
    connection = session.connection()
    changed = [as_statement(row) for row in clusters.statements(connection, ids)]
    fresh = {statement.id for statement in changed}
    said = clusters.said_by(connection, fresh)
    groups: defaultdict[int, list[Statement]] = defaultdict(list)
    for statement in changed:
        groups[code(said.get(statement.id, ()))].append(statement)
    keyless = [
        (speakers, s.id, cluster.keys(s.words))
        for speakers in groups
        if speakers
        for s in groups[speakers]
        if s.id in touched
    ]
    clusters.add_keys(connection, keyless)
    made: dict[int, int] = {}
    for speakers in sorted(groups):
        graph = _Stored(connection, speakers, fresh)
        cluster.settle(groups[speakers], graph)
        made |= graph.assigned
    _write(session, made, {*claims, *(s.pinned for s in changed if s.pinned is not None)}, touched)


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


def as_statement(row: Mapping[str, Any] | RowMapping) -> Statement:
    """A row of `clusters.statements` as it is clustered."""
    return Statement(row["id"], row["text"], Kind(row["kind"]), Polarity(row["polarity"]), row["pinned"])


class _Stored:
    """A `cluster.Graph` over the statements of some speakers as they are stored.

    Args:
        fresh: statements that are to be looked at as if they had no anchor yet.
    """

    def __init__(self, connection: Connection, speakers: int, fresh: Collection[int]) -> None:
        self.assigned: dict[int, int] = {}
        self._connection = connection
        self._speakers = speakers
        self._fresh = fresh
        self._states: dict[int, RowMapping] = {}
        self._statements: dict[int, Statement] = {}
        self._leads: dict[int, int] = {}
        self._found: dict[frozenset[int], list[int]] = {}

    def anchor(self, statement: Statement) -> int | None:
        """See `cluster.Graph`."""
        if statement.id in self.assigned:
            return self.assigned[statement.id]
        if statement.id in self._fresh:
            return None
        state = self._state([statement.id])[0]
        if state["leads"]:
            return statement.id
        if state["claim_id"] not in self._leads:
            rows = clusters.members(self._connection, [state["claim_id"]])
            self._leads |= {row["claim_id"]: row["id"] for row in rows if row["leads"]}
        return self._leads.get(state["claim_id"])

    def assign(self, statement: Statement, anchor: int) -> None:
        """See `cluster.Graph`."""
        self.assigned[statement.id] = anchor

    def anchors(self, statement: Statement) -> list[Statement]:
        """See `cluster.Graph`."""
        return self._load(i for i in self._near(statement) if self._is_anchor(i))

    def members(self, anchor: Statement) -> list[Statement]:
        """See `cluster.Graph`."""
        found = {i for i, now in self.assigned.items() if now == anchor.id}
        state = self._state([anchor.id])[0]
        if state["leads"] and not state["pinned"] and anchor.id not in self._fresh:
            rows = clusters.members(self._connection, [state["claim_id"]])
            found |= {row["id"] for row in rows if row["id"] not in self.assigned and row["id"] not in self._fresh}
        return self._load(found - {anchor.id})

    def followers(self, statement: Statement) -> list[Statement]:
        """See `cluster.Graph`."""
        near = [i for i in self._near(statement) if i in self.assigned or i not in self._fresh]
        return [
            one
            for one in self._load(state["id"] for state in self._state(near) if not state["pinned"])
            if one.precedence > statement.precedence
        ]

    def _near(self, statement: Statement) -> list[int]:
        """The statements that share enough keys with one, itself aside."""
        mine = cluster.keys(statement.words)
        if mine not in self._found:
            found = clusters.near(self._connection, self._speakers, mine) if self._speakers else {}
            close = [i for i, (shared, size) in found.items() if cluster.enough(shared, len(mine), size)]
            self._found[mine] = [row["id"] for row in self._state(close)]
        return [number for number in self._found[mine] if number != statement.id]

    def _is_anchor(self, number: int) -> bool:
        state = self._states[number]
        if state["pinned"]:
            return True
        if number in self.assigned:
            return self.assigned[number] == number
        return bool(state["leads"]) and number not in self._fresh

    def _state(self, ids: Iterable[int]) -> list[RowMapping]:
        asked = list(ids)
        missing = [i for i in asked if i not in self._states]
        self._states |= {row["id"]: row for row in clusters.states(self._connection, missing)}
        return [self._states[i] for i in asked if i in self._states]

    def _load(self, ids: Iterable[int]) -> list[Statement]:
        asked = sorted(ids)
        missing = [i for i in asked if i not in self._statements]
        self._statements |= {row["id"]: as_statement(row) for row in clusters.statements(self._connection, missing)}
        return [self._statements[i] for i in asked if i in self._statements]


def _write(session: Session, made: dict[int, int], claims: Collection[int], touched: Collection[int]) -> None:
    """Store which statements are one claim now.

    Args:
        made: the anchors of the statements that were looked at.
        claims: that may have lost quotes, or been put together anew.
        touched: as for `settle`.
    """
    connection = session.connection()
    states = {row["id"]: row for row in clusters.states(connection, {*made, *made.values()})}
    touched = {row["claim_id"] for row in states.values()} - {None} | set(claims)
    members = {row["id"]: row for row in clusters.members(connection, touched)} | {i: states[i] for i in made}
    leads = {row["claim_id"]: row["id"] for row in members.values() if row["leads"]}
    pinned = {number for number, row in members.items() if row["pinned"]}
    anchors = {i: i if i in pinned else made.get(i) or leads[row["claim_id"]] for i, row in members.items()}
    kept: set[int] = set()
    for group in cluster.groups(anchors, {i: row["claim_id"] for i, row in members.items()}, pinned, touched):
        claim = repository.add_claim(session) if group.claim is None else group.claim
        lead = first(connection, pinned & set(group.members)) if group.lead is None else group.lead
        kept.add(claim)
        for number in group.members:
            if (members[number]["claim_id"], members[number]["leads"]) != (claim, number == lead):
                quote = session.get_one(models.Quote, number)
                quote.claim_id, quote.leads = claim, number == lead
                session.add(quote)
    session.flush()
    for claim in sorted(touched - kept):
        if (gone := session.get(models.Claim, claim)) is not None:
            session.delete(gone)
    session.flush()


def first(connection: Connection, ids: Collection[int]) -> int:
    """Which of some statements leads a claim."""
    found = map(as_statement, clusters.statements(connection, ids))
    return min(found, key=lambda s: s.precedence).id
