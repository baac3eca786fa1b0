"""From statements to claims: the same claims whatever the order in which the statements came.

A claim is a star. Its anchor is the fullest wording, and every other member says the same as the anchor itself, never
only as a neighbour of it, so that chains do not drift. Statements are taken in order of precedence: a direct one before
a reported one, a longer one before a shorter one. Each joins the anchor it is most like, or is an anchor itself. What
it joins depends only on those that precede it, and so a change is carried on only to what it touches: `settle` looks
again at the changed statements and at those that lose or gain an anchor by them, in the same order, and ends where
clustering all anew would end (Hartigan's leader algorithm, with a fixed order and repaired in place).

Two statements are held against each other where they have enough keys in common: hashed pairs of neighbouring words
that carry sense. Keys are made from the text alone, so that which are looked at does not depend on what is stored.
"""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Protocol
from zlib import crc32

from quotes.compare import LEAST_SHARED, Relation, compare_statements, shared_at_most, weights
from quotes.records import Kind, Polarity
from quotes.wording import FUNCTION_WORDS, Word, words

# Of the keys of the shorter one, so many must be shared: a word changed in the middle costs two of them.
SHARED_KEYS = 4
_BY_KIND = {Kind.DIRECT: 0, Kind.MIXED: 1, Kind.INDIRECT: 2}
# What is denied or asked is not said; what is promised or ordered is.
_VOICE = {Polarity.DENIES: 1, Polarity.ASKS: 2}

Precedence = tuple[bool, int, int, str, int]


class _Cut:
    """A text as it is compared, worked out when it is asked for."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def words(self) -> tuple[Word, ...]:
        return tuple(words(self._text))

    @cached_property
    def weights(self) -> Mapping[str, float]:
        return weights(self.words)

    @cached_property
    def keys(self) -> frozenset[int]:
        return keys(self.words)


@lru_cache(maxsize=2048)
def _cut(text: str) -> _Cut:
    # What is printed today is compared with what was printed of it yesterday, over and over.
    return _Cut(text)


@dataclass(frozen=True)
class Statement:
    """A statement as it is clustered, among those of the same speakers.

    Attributes:
        id: the quote's.
        pinned: the claim that people have put it into, so that it stays there.
    """

    id: int
    text: str
    kind: Kind
    polarity: Polarity
    pinned: int | None = None

    @property
    def words(self) -> tuple[Word, ...]:
        """Its words as they are compared."""
        return _cut(self.text).words

    @property
    def weights(self) -> Mapping[str, float]:
        """What its words weigh, each word with all its forms."""
        return _cut(self.text).weights

    @property
    def keys(self) -> frozenset[int]:
        """What it is found by: see `keys`."""
        return _cut(self.text).keys

    @cached_property
    def precedence(self) -> Precedence:
        """What sorts statements, the one that leads a claim first; of the same words the one stored first."""
        return self.pinned is None, _BY_KIND[self.kind], -len(self.text), self.text, self.id


class Graph(Protocol):
    """Where `settle` finds statements and keeps what it finds out. All are of the same speakers."""

    def anchor(self, statement: Statement) -> int | None:
        """The id of its anchor, its own where it is one; None where it is new."""

    def assign(self, statement: Statement, anchor: int) -> None:
        """Give it an anchor."""

    def anchors(self, statement: Statement) -> Iterable[Statement]:
        """The anchors that share enough keys with it; all pinned statements are anchors."""

    def members(self, anchor: Statement) -> Iterable[Statement]:
        """The statements that have this anchor, itself aside."""

    def followers(self, statement: Statement) -> Iterable[Statement]:
        """The statements behind it that share enough keys with it, pinned ones aside."""


def settle(changed: Iterable[Statement], graph: Graph) -> None:
    """Bring the claims to what they are with these statements, new or changed.

    Args:
        changed: statements without an anchor or whose anchor may be another now; pinned ones, to which others may come.
        graph: knows all statements, the changed ones too; `Graph.assign` is called for whatever gets another anchor.
    """
    waiting: dict[int, Statement] = {}
    heap: list[Precedence] = []

    def wake(statements: Iterable[Statement]) -> None:
        for one in statements:
            if one.id not in waiting:
                waiting[one.id] = one
                heapq.heappush(heap, one.precedence)

    wake(changed)
    while heap:
        statement = waiting.pop(heapq.heappop(heap)[-1])
        if statement.pinned is None:
            before = graph.anchor(statement)
            now = choose(statement, graph.anchors(statement)) or statement.id
            if now == before:
                continue
            graph.assign(statement, now)
            if before == statement.id:
                wake(list(graph.members(statement)))
            if now != statement.id:
                continue
        wake([one for one in graph.followers(statement) if one.id not in waiting and score(statement, one)])


def first(statements: Iterable[Statement]) -> Statement:
    """The one of some statements that leads a claim of them."""
    return min(statements, key=lambda statement: statement.precedence)


def choose(statement: Statement, anchors: Iterable[Statement]) -> int | None:
    """The anchor that a statement belongs to, None where it is one itself.

    Returns:
        Of the anchors that precede it and say the same, the likest; of equals the first.
    """
    before = [anchor for anchor in anchors if anchor.precedence < statement.precedence]
    found = ((-like, anchor.precedence) for anchor in before if (like := score(statement, anchor)))
    best = min(found, default=None)
    return best[1][-1] if best else None


def score(one: Statement, other: Statement) -> float:
    """How like each other two statements are, in [0, 1]; 0 where they are no printings of one utterance."""
    if not one_voice(one.polarity, other.polarity):
        return 0.0
    if one.text == other.text and one.words:
        return 1.0
    # Most of those who share a pet phrase share nothing else: that needs no alignment.
    if shared_at_most(one.weights, other.weights) < LEAST_SHARED:
        return 0.0
    comparison = compare_statements(one.words, other.words, forms=True)
    return comparison.coverage if comparison.relation is Relation.SAME else 0.0


def one_voice(one: Polarity, other: Polarity) -> bool:
    """Whether what is said one way may be what is said the other way: a denial is no sighting of what it denies, a
    question none of its answer; a promise is."""
    return _VOICE.get(one) == _VOICE.get(other)


def keys(statement: Sequence[Word]) -> frozenset[int]:
    """What a statement is found by: a number below 2**32 for each pair of neighbouring words that carry sense.

    A piece has the pairs of the whole, a word changed or left out costs two of them. Of a statement with less than two
    such words all words count; one without any has the key 0.
    """
    carrying = [w.stem for w in statement if w.folded not in FUNCTION_WORDS]
    chosen = carrying if len(carrying) > 1 else [w.stem for w in statement]
    pairs = pairwise(chosen) if len(chosen) > 1 else zip(chosen, chosen, strict=True)
    return frozenset(crc32(f"{a} {b}".encode("utf-8", "surrogatepass")) for a, b in pairs) or frozenset({0})


def enough(shared: int, one: int, other: int) -> bool:
    """Whether two statements with so many keys, of which they share some, are worth being held against each other."""
    return shared > 0 and SHARED_KEYS * shared >= min(one, other)


class Pool:
    """A graph in memory: it knows the statements that were given an anchor.

    Attributes:
        assigned: the anchors by statement.
        keys: of each statement.
    """

    def __init__(self) -> None:
        self.assigned: dict[int, int] = {}
        self._known: dict[int, Statement] = {}
        self.keys: dict[int, frozenset[int]] = {}
        self._anchors: defaultdict[int, list[int]] = defaultdict(list)
        self._others: defaultdict[int, list[int]] = defaultdict(list)
        self._last: Precedence | None = None

    def pin(self, statement: Statement) -> None:
        """Take in a statement that people have put into its claim."""
        self.assign(statement, statement.id)

    def anchor(self, statement: Statement) -> int | None:
        """See `Graph`."""
        return self.assigned.get(statement.id)

    def assign(self, statement: Statement, anchor: int) -> None:
        """See `Graph`."""
        found = self._found_by(statement)
        if statement.id in self.assigned:
            index = self._index(statement.id)
            for key in found:
                index[key].remove(statement.id)
        self.assigned[statement.id] = anchor
        self._known[statement.id] = statement
        index = self._index(statement.id)
        for key in found:
            index[key].append(statement.id)
        self._last = max(self._last, statement.precedence) if self._last else statement.precedence

    def anchors(self, statement: Statement) -> Iterable[Statement]:
        """See `Graph`."""
        return self._near(statement, self._anchors)

    def members(self, anchor: Statement) -> Iterable[Statement]:
        """See `Graph`."""
        return [self._known[i] for i, a in self.assigned.items() if a == anchor.id and i != anchor.id]

    def followers(self, statement: Statement) -> Iterable[Statement]:
        """See `Graph`."""
        if self._last is None or self._last <= statement.precedence:
            return []
        found = [*self._near(statement, self._anchors), *self._near(statement, self._others)]
        return [one for one in found if one.pinned is None and one.precedence > statement.precedence]

    def _index(self, statement: int) -> defaultdict[int, list[int]]:
        return self._anchors if self.assigned[statement] == statement else self._others

    def _found_by(self, statement: Statement) -> frozenset[int]:
        if statement.id not in self.keys:
            self.keys[statement.id] = keys(statement.words)
        return self.keys[statement.id]

    def _near(self, statement: Statement, index: Mapping[int, list[int]]) -> list[Statement]:
        mine = self._found_by(statement)
        shared = Counter(i for key in mine for i in index.get(key, ()))
        return [self._known[i] for i, count in shared.items() if enough(count, len(mine), len(self.keys[i]))]


def cluster(statements: Sequence[Statement]) -> Pool:
    """Cluster statements of the same speakers anew."""
    pool = Pool()
    for statement in statements:
        if statement.pinned is not None:
            pool.pin(statement)
    settle([s for s in statements if s.pinned is None], pool)
    return pool


def pieces(statements: Iterable[Statement]) -> list[list[Statement]]:
    """Statements of the same speakers, parted so that clustering each piece gives what clustering all would.

    Two that are near enough to be held against each other are in one piece, and so are those that people have put into
    one claim. Of two such statements the shorter has one of its rarest keys in common with the longer: all its keys
    but as many as may be missing among those that they share (the prefix filter of Chaudhuri, Ganti and Kaushik, ICDE
    2006). So what many statements have in common, a pet phrase, does not hold them together.
    """
    known = list(statements)
    lists: defaultdict[int, list[int]] = defaultdict(list)
    for place, one in enumerate(known):
        for key in one.keys:
            lists[key].append(place)
    parent = list(range(len(known)))
    shortest: dict[int, int] = {}
    for one in known:
        size = len(one.keys)
        rarest = sorted(one.keys, key=lambda key: (len(lists[key]), key))[: size - -(-size // SHARED_KEYS) + 1]
        shortest |= {key: min(size, shortest.get(key, size)) for key in rarest}
    for key, size in shortest.items():
        near = [place for place in lists[key] if len(known[place].keys) >= size]
        for place in near[1:]:
            _join(parent, near[0], place)
    pinned: dict[int, int] = {}
    for place, one in enumerate(known):
        if one.pinned is not None:
            _join(parent, pinned.setdefault(one.pinned, place), place)
    found: defaultdict[int, list[Statement]] = defaultdict(list)
    for place, one in enumerate(known):
        found[_root(parent, place)].append(one)
    return list(found.values())


def _root(parent: list[int], place: int) -> int:
    while parent[place] != place:
        parent[place] = place = parent[parent[place]]
    return place


def _join(parent: list[int], one: int, other: int) -> None:
    first, second = sorted((_root(parent, one), _root(parent, other)))
    parent[second] = first


@dataclass(frozen=True, slots=True)
class Group:
    """The statements of one claim.

    Attributes:
        claim: its id, None for a new one.
        lead: the id of the statement that leads it; None where people have put it together, and one of the pinned does.
        members: ids, ascending.
    """

    claim: int | None
    lead: int | None
    members: tuple[int, ...]


def groups(
    anchors: Mapping[int, int],
    claims: Mapping[int, int | None],
    pinned: Collection[int],
    moved: Collection[int] = (),
) -> list[Group]:
    """The claims that statements make, and which earlier ones they are.

    A claim goes on under its id where most of its members are: an id is given once, to the group with most members of
    the earlier claim, of equals to the first. What people have put together keeps its id.

    Args:
        anchors: of every statement, all pinned ones their own.
        claims: the earlier claim of each.
        pinned: those whose earlier claim is people's.
        moved: those that were taken elsewhere; the claim goes on without them, if it has others.
    """
    peoples: defaultdict[int, list[int]] = defaultdict(list)
    stars: defaultdict[int, list[int]] = defaultdict(list)
    for number in sorted(anchors):
        anchor = anchors[number]
        claim = claims[anchor] if anchor in pinned else None
        (stars[anchor] if claim is None else peoples[claim]).append(number)
    found = [Group(claim, None, tuple(members)) for claim, members in sorted(peoples.items())]
    votes: Counter[tuple[int, int]] = Counter()
    for place, members in enumerate(stars.values()):
        for number in members:
            claim = claims[number]
            if claim is not None and claim not in peoples:
                votes[place, claim] += 1 if number in moved else len(anchors)
    named: dict[int, int] = {}
    taken: set[int] = set()
    for (place, claim), _ in sorted(votes.items(), key=lambda vote: (-vote[1], *vote[0])):
        if place not in named and claim not in taken:
            named[place] = claim
            taken.add(claim)
    stars_found = [Group(named.get(n), lead, tuple(m)) for n, (lead, m) in enumerate(stars.items())]
    return found + stars_found
