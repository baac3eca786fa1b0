"""The stars that stored statements make, and their claims: what clustering looks up, and what comes of it.

What was looked up is remembered, and what changes is known from then on, though nothing of it is written: many
articles can be taken in one after the other, each as if all before it were stored, with few look-ups and few writes.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy.engine import Connection

from db import clusters
from db.rows import Row
from quotes import cluster
from quotes.cluster import Statement
from quotes.records import Kind, Polarity

# Claims that are not stored yet are numbered from here, above all that are: the older one has the lower number.
_NEW = 1 << 62


class Stand(NamedTuple):
    """Where a statement stands.

    Attributes:
        claim: its id; None where it is in none yet.
        leads: it leads the claim.
        pinned: people have put it there.
    """

    claim: int | None = None
    leads: bool = False
    pinned: bool = False


class Stars:
    """A `cluster.Graph` over the stored statements. Those of different speakers are never near each other.

    Args:
        speakers: the code of those who speak in each of the statements that are to be settled.
        known: those statements, and where they stand; their keys are stored.

    Attributes:
        assigned: the anchors that were given while settling last.
        moved: the claim of each statement that is in another one than stored, or leads it otherwise, and whether it
            leads it now.
        left: the claims that have no quotes any more, in order.
    """

    def __init__(
        self, connection: Connection, speakers: Mapping[int, int], known: Iterable[tuple[Statement, Stand]]
    ) -> None:
        self.assigned: dict[int, int] = {}
        self.moved: dict[int, tuple[int, bool]] = {}
        self.left: list[int] = []
        self._connection = connection
        self._speakers = dict(speakers)
        self._statements: dict[int, Statement] = {}
        self._stands: dict[int, Stand] = {}
        self._claims: dict[int, set[int]] = {}
        self._leads: dict[int, int] = {}
        self._found: dict[tuple[int, frozenset[int]], list[int]] = {}
        self._made = 0
        self._fresh: set[int] = set()
        for statement, stand in known:
            self._statements[statement.id], self._stands[statement.id] = statement, stand
        self._later = set(self._statements)
        # At once for all, though `cluster.settle` asks for one at a time.
        self._look(list(self._statements.values()))

    def settle(self, changed: Collection[Statement], claims: Iterable[int] = (), touched: Collection[int] = ()) -> None:
        """Bring the claims to what they are with some of the known statements; those not settled yet are not there.

        Args:
            changed: they are looked at as if they had no anchor.
            claims: that may have lost quotes, or been put together anew.
            touched: of the changed ones; their claims go on without them, if there are others in them.
        """
        self.assigned = {}
        self._fresh = {statement.id for statement in changed}
        self._later -= self._fresh
        cluster.settle(changed, self)
        self._regroup(claims, touched)

    def written(self, make: Callable[[int], Sequence[int]]) -> list[tuple[int, int, bool]]:
        """What is to be written: (quote, claim, whether it leads) each.

        Args:
            make: makes so many claims and returns their ids. All are made that there were, also those that were left
                again, so that ids do not depend on how many articles are taken in at a time.
        """
        ids = dict(zip(range(_NEW, _NEW + self._made), make(self._made), strict=True))
        self.left = [ids.get(claim, claim) for claim in self.left]
        return [(i, ids.get(claim, claim), leads) for i, (claim, leads) in self.moved.items()]

    def anchor(self, statement: Statement) -> int | None:
        """See `cluster.Graph`."""
        if statement.id in self.assigned:
            return self.assigned[statement.id]
        if statement.id in self._fresh:
            return None
        stand = self._stands[statement.id]
        if stand.leads:
            return statement.id
        self._know_claims([stand.claim] if stand.claim else [])
        return self._leads.get(stand.claim or 0)

    def assign(self, statement: Statement, anchor: int) -> None:
        """See `cluster.Graph`."""
        self.assigned[statement.id] = anchor

    def anchors(self, statement: Statement) -> list[Statement]:
        """See `cluster.Graph`."""
        return [self._statements[i] for i in self._near(statement) if self._is_anchor(i)]

    def members(self, anchor: Statement) -> list[Statement]:
        """See `cluster.Graph`."""
        found = {i for i, now in self.assigned.items() if now == anchor.id}
        stand = self._stands[anchor.id]
        if stand.leads and stand.claim and not stand.pinned and anchor.id not in self._fresh:
            self._know_claims([stand.claim])
            found |= self._claims[stand.claim] - self.assigned.keys() - self._fresh
        self._speakers |= dict.fromkeys(found, self._speakers[anchor.id])
        return self._known(found - {anchor.id})

    def followers(self, statement: Statement) -> list[Statement]:
        """See `cluster.Graph`."""
        near = [i for i in self._near(statement) if i in self.assigned or i not in self._fresh]
        found = [self._statements[i] for i in near if not self._stands[i].pinned]
        return [one for one in found if one.precedence > statement.precedence]

    def _is_anchor(self, number: int) -> bool:
        stand = self._stands[number]
        if stand.pinned:
            return True
        if number in self.assigned:
            return self.assigned[number] == number
        return stand.leads and number not in self._fresh

    def _near(self, statement: Statement) -> list[int]:
        """The statements that share enough keys with one, itself aside, ascending."""
        self._look([statement])
        found = self._found[self._speakers[statement.id], statement.keys]
        return [i for i in found if i != statement.id and i not in self._later]

    def _look(self, statements: Collection[Statement]) -> None:
        """Find out what is near some statements, and where it stands."""
        asked = {(self._speakers[one.id], one.keys) for one in statements} - self._found.keys()
        if not asked:
            return
        # Of nobody in particular: nothing tells whether they are one person's.
        self._found |= {place: [] for place in asked if not place[0]}
        places = sorted((place for place in asked if place[0]), key=lambda place: place[0])
        close: dict[tuple[int, frozenset[int]], list[int]] = {}
        for place, near in zip(places, clusters.near(self._connection, places, cluster.SHARED_KEYS), strict=True):
            speakers, mine = place
            close[place] = [i for i, (shared, size) in near.items() if cluster.enough(shared, len(mine), size)]
            self._speakers |= dict.fromkeys(close[place], speakers)
        # Of those that are gone the keys may still be there.
        there = {one.id for one in self._known({i for found in close.values() for i in found})}
        self._found |= {place: [i for i in sorted(found) if i in there] for place, found in close.items()}

    def _known(self, ids: Collection[int]) -> list[Statement]:
        """Those of some quotes that are statements, by id."""
        if missing := [i for i in ids if i not in self._statements]:
            for row in clusters.with_states(self._connection, missing):
                self._statements[row["id"]] = as_statement(row)
                self._stands.setdefault(row["id"], as_stand(row))
        return [self._statements[i] for i in sorted(ids) if i in self._statements]

    def _know_claims(self, claims: Iterable[int]) -> None:
        """Find out who is in some claims."""
        if missing := [claim for claim in claims if claim not in self._claims]:
            self._claims |= {claim: set() for claim in missing}
            for row in clusters.members(self._connection, [claim for claim in missing if claim < _NEW]):
                stand = self._stands.setdefault(row["id"], as_stand(row))
                # What is not there any more has been moved since.
                if stand.claim == row["claim_id"]:
                    self._join(row["id"], row["claim_id"], leads=stand.leads)

    def _join(self, number: int, claim: int, *, leads: bool) -> None:
        self._claims[claim].add(number)
        if leads:
            self._leads[claim] = number

    def _regroup(self, claims: Iterable[int], touched: Collection[int]) -> None:
        """Find the claims of those that have got other anchors, and of all that are in one with them."""
        made = self.assigned
        pinned_to = {stand.claim for i in self._fresh if (stand := self._stands[i]).pinned}
        concerned = {self._stands[i].claim for i in (*made, *made.values())} | pinned_to | set(claims)
        known = {claim for claim in concerned if claim is not None}
        self._know_claims(known)
        members = {i for claim in known for i in self._claims[claim]} | made.keys()
        stands = {i: self._stands[i] for i in members}
        pinned = {i for i, stand in stands.items() if stand.pinned}
        anchors = {i: i if i in pinned else made.get(i) or self._leads[stands[i].claim or 0] for i in members}
        kept: set[int] = set()
        for group in cluster.groups(anchors, {i: stand.claim for i, stand in stands.items()}, pinned, touched):
            if group.claim is None:
                claim, self._made = _NEW + self._made, self._made + 1
                self._claims[claim] = set()
            else:
                claim = group.claim
            kept.add(claim)
            lead = group.lead or cluster.first(self._known(pinned & set(group.members))).id
            for i in group.members:
                self._put(i, claim, leads=i == lead)
        self.left += sorted(known - kept)

    def _put(self, number: int, claim: int, *, leads: bool) -> None:
        before = self._stands[number]
        if (before.claim, before.leads) == (claim, leads):
            return
        if before.claim is not None:
            self._claims[before.claim].discard(number)
            if self._leads.get(before.claim) == number:
                del self._leads[before.claim]
        self._stands[number] = before._replace(claim=claim, leads=leads)
        self.moved[number] = claim, leads
        self._join(number, claim, leads=leads)


def as_statement(row: Row) -> Statement:
    """A row of `clusters.statements` as it is clustered."""
    return Statement(row["id"], row["text"], Kind(row["kind"]), Polarity(row["polarity"]), row["pinned"])


def as_stand(row: Row) -> Stand:
    """A row of `clusters.states` or `clusters.with_states`."""
    return Stand(row["claim_id"], bool(row["leads"]), bool(row["pinned"]))
