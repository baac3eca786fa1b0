"""Claims brought to what the stored statements say, whenever statements come, change or go.

`changing` surrounds every change of statements, `enter` takes in new ones. What a correction changes goes through the
session, so that it is journalled with it; what new articles change goes past it, many rows at a time. Keys, which can
be made again from the texts, are not journalled.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import blake2b

from sqlalchemy.engine import Connection
from sqlmodel import Session

from db import clusters, models, repository
from db.rows import Row
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


def enter(connection: Connection, said: Sequence[tuple[Statement, Collection[int]]]) -> None:
    """Find the claims of new statements: each with who speaks in it."""
    changed = [statement for statement, _ in said]
    speakers = {statement.id: code(speaking) for statement, speaking in said}
    found = _settled(connection, changed, speakers, (), speakers.keys())
    fresh = iter(clusters.add_claims(connection, sum(group.claim is None for group in found.moved)))
    put = ((next(fresh) if group.claim is None else group.claim, group) for group in found.moved)
    clusters.put(connection, [(i, claim, lead) for claim, group in put for i, lead in group.leads.items()])
    clusters.drop_claims(connection, found.left)


def settle(session: Session, ids: Iterable[int], claims: Iterable[int] = (), touched: Collection[int] = ()) -> None:
    """Look anew at the claims of statements; what changes is journalled.

    Args:
        ids: what is no statement, or is gone, is passed over; those that hung on a lead which is one no more are here.
        claims: that may have lost quotes.
        touched: those that have no keys as yet; their claims go on without them, if there are others in them.
    """
    session.flush()
    connection = session.connection()
    changed = [as_statement(row) for row in clusters.statements(connection, ids)]
    said = clusters.said_by(connection, (statement.id for statement in changed))
    speakers = {statement.id: code(said.get(statement.id, ())) for statement in changed}
    found = _settled(connection, changed, speakers, claims, touched)
    for group in found.moved:
        claim = repository.add_claim(session) if group.claim is None else group.claim
        for number, lead in group.leads.items():
            quote = session.get_one(models.Quote, number)
            quote.claim_id, quote.leads = claim, lead
            session.add(quote)
    session.flush()
    for claim in found.left:
        if (gone := session.get(models.Claim, claim)) is not None:
            session.delete(gone)
    session.flush()


@dataclass(frozen=True, slots=True)
class _Moved:
    """What changes in a claim.

    Attributes:
        claim: its id, None for a new one.
        leads: the quotes that were not in it, or led it not as they do now: whether they do.
    """

    claim: int | None
    leads: dict[int, bool]


@dataclass(frozen=True, slots=True)
class _Settled:
    """What settling changes.

    Attributes:
        left: claims that have no quotes any more, ascending.
    """

    moved: list[_Moved]
    left: list[int]


def _settled(
    connection: Connection,
    changed: Collection[Statement],
    speakers: Mapping[int, int],
    claims: Iterable[int],
    touched: Collection[int],
) -> _Settled:
    """What is to change in the claims; only keys are written.

    Args:
        speakers: the code of those who speak in each of the changed statements.
        claims, touched: as for `settle`.
    """
    keyless = [(speakers[s.id], s.id, s.keys) for s in changed if speakers[s.id] and s.id in touched]
    clusters.add_keys(connection, keyless)
    graph = _Stored(connection, speakers, changed)
    cluster.settle(changed, graph)
    pinned = {s.pinned for s in changed if s.pinned is not None}
    return _changes(connection, graph.assigned, {*claims, *pinned}, touched)


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


def as_statement(row: Row) -> Statement:
    """A row of `clusters.statements` as it is clustered."""
    return Statement(row["id"], row["text"], Kind(row["kind"]), Polarity(row["polarity"]), row["pinned"])


class _Stored:
    """A `cluster.Graph` over the stored statements. Those of different speakers are never near each other.

    Args:
        speakers: who says each of the changed statements.
        changed: they are looked at as if they had no anchor yet.
    """

    def __init__(self, connection: Connection, speakers: Mapping[int, int], changed: Iterable[Statement]) -> None:
        self.assigned: dict[int, int] = {}
        self._connection = connection
        self._speakers = dict(speakers)
        self._fresh = set(speakers)
        self._states: dict[int, Row] = {}
        self._statements = {statement.id: statement for statement in changed}
        self._leads: dict[int, int] = {}
        self._found: dict[tuple[int, frozenset[int]], list[int]] = {}
        # At once for all, though `cluster.settle` asks for one at a time.
        self._look(self._statements.values())

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
        self._speakers |= dict.fromkeys(found, self._speakers[anchor.id])
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
        """The stored statements that share enough keys with one, itself aside."""
        self._look([statement])
        found = self._found[self._speakers[statement.id], statement.keys]
        # Of those that are gone the keys may still be there.
        return [number for number in found if number in self._states and number != statement.id]

    def _look(self, statements: Iterable[Statement]) -> None:
        """Find out what is near some statements, and where it stands."""
        asked = {(self._speakers[one.id], one.keys) for one in statements} - self._found.keys()
        if not asked:
            return
        # Of nobody in particular: nothing tells whether they are one person's.
        self._found |= {place: [] for place in asked if not place[0]}
        places = sorted((place for place in asked if place[0]), key=lambda place: place[0])
        for place, near in zip(places, clusters.near(self._connection, places, cluster.SHARED_KEYS), strict=True):
            speakers, mine = place
            close = [i for i, (shared, size) in near.items() if cluster.enough(shared, len(mine), size)]
            self._speakers |= dict.fromkeys(close, speakers)
            self._found[place] = close
        self._state({number for place in places for number in self._found[place]})

    def _is_anchor(self, number: int) -> bool:
        state = self._states[number]
        if state["pinned"]:
            return True
        if number in self.assigned:
            return self.assigned[number] == number
        return bool(state["leads"]) and number not in self._fresh

    def _state(self, ids: Iterable[int]) -> list[Row]:
        asked = list(ids)
        missing = [i for i in asked if i not in self._states]
        if missing:
            self._states |= {row["id"]: row for row in clusters.with_states(self._connection, missing)}
        return [self._states[i] for i in asked if i in self._states]

    def _load(self, ids: Iterable[int]) -> list[Statement]:
        rows = self._state(sorted(ids))
        self._statements |= {row["id"]: as_statement(row) for row in rows if row["id"] not in self._statements}
        return [self._statements[row["id"]] for row in rows]


def _changes(
    connection: Connection, made: dict[int, int], claims: Collection[int], touched: Collection[int]
) -> _Settled:
    """Which statements are one claim now, against what is stored.

    Args:
        made: the anchors of the statements that were looked at.
        claims: that may have lost quotes, or been put together anew.
        touched: as for `settle`.
    """
    states = {row["id"]: row for row in clusters.states(connection, {*made, *made.values()})}
    concerned = {row["claim_id"] for row in states.values()} - {None} | set(claims)
    members = {row["id"]: row for row in clusters.members(connection, concerned)} | {i: states[i] for i in made}
    leads = {row["claim_id"]: row["id"] for row in members.values() if row["leads"]}
    pinned = {number for number, row in members.items() if row["pinned"]}
    anchors = {i: i if i in pinned else made.get(i) or leads[row["claim_id"]] for i, row in members.items()}
    moved: list[_Moved] = []
    kept: set[int | None] = set()
    for group in cluster.groups(anchors, {i: row["claim_id"] for i, row in members.items()}, pinned, touched):
        lead = first(connection, pinned & set(group.members)) if group.lead is None else group.lead
        kept.add(group.claim)
        leading = {
            i: i == lead
            for i in group.members
            if group.claim is None or (members[i]["claim_id"], members[i]["leads"]) != (group.claim, i == lead)
        }
        moved.append(_Moved(group.claim, leading))
    return _Settled(moved, sorted(concerned - kept))


def first(connection: Connection, ids: Collection[int]) -> int:
    """Which of some statements leads a claim."""
    found = map(as_statement, clusters.statements(connection, ids))
    return min(found, key=lambda s: s.precedence).id
