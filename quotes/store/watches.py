"""What people watch, and what is new about it since they looked last."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.engine import Connection
from sqlmodel import Session, col, select

from db import clusters, matches, models, queries, repository, search
from db.queries import Filter
from quotes import watch as stage
from quotes.entries import Sighting, Watch
from quotes.errors import InputError, NotFoundError, QueryError
from quotes.records import Act
from quotes.store import convert, find, who
from quotes.text import normalise
from quotes.watch import Event

_MOST = 1000
"""How many new quotes one look tells of."""
_ANSWERED = 200
"""For how many claims others are looked for who repeat or contradict them: new ones, and those printed last."""
_PRINTED = 2000
"""In how many quotes those are looked for: some are printed by everybody."""


@dataclass(frozen=True, slots=True)
class Look:
    """What somebody sees who looks.

    Attributes:
        last: the last quote that was there.
        unknown: the speaker's name means nobody.
    """

    watch: Watch
    events: tuple[Event, ...]
    last: int
    unknown: bool = False


def add(session: Session, watch: Watch) -> None:
    """Watch something from now on: what is stored already is not new.

    Raises:
        InputError: the name is taken, or nothing is watched.
        QueryError: there is no word in the words.
    """
    if not watch.name.strip():
        raise InputError("what is watched needs a name that is not empty")
    if watch.words is None and watch.speaker is None and watch.outlet is None:
        raise InputError("say what to watch: words, --speaker or --outlet")
    if watch.words is not None and not _expression(watch.words):
        raise QueryError(f"{watch.words!r} has no word to search for; give a word or a phrase")
    if session.exec(select(models.Watch).where(models.Watch.name == watch.name)).first() is not None:
        raise InputError(f"{watch.name} is watched already; choose another name, or `quotes watch remove` it first")
    session.add(
        models.Watch(
            name=watch.name,
            words=watch.words,
            speaker=watch.speaker,
            outlet=watch.outlet,
            seen=queries.last_quote(session.connection()),
            looked=repository.now(),
        )
    )


def remove(session: Session, name: str) -> None:
    """Watch something no more.

    Raises:
        NotFoundError: nothing is watched under that name.
    """
    session.delete(_named(session, name))


def watches(session: Session) -> list[Watch]:
    """All that is watched, by name."""
    rows = session.exec(select(models.Watch).order_by(col(models.Watch.name)))
    return [_watch(row) for row in rows]


def look(session: Session, name: str) -> Look:
    """What is new about something that is watched, since the last look.

    Raises:
        NotFoundError: nothing is watched under that name.
    """
    row = _named(session, name)
    connection = session.connection()
    last = queries.last_quote(connection)
    asked = Filter(outlet=row.outlet, acts=(Act.STATEMENT.value,))
    if row.speaker is not None:
        ids = tuple(one.id for one in who.meant(connection, row.speaker))
        if not ids:
            return Look(_watch(row), (), row.seen, unknown=True)
        asked = replace(asked, speakers=ids)
    new = _new(connection, row.words, replace(asked, after=row.seen))
    # What is too much for one look is told by the next.
    last = new[-1].id if len(new) == _MOST else last
    return Look(_watch(row), tuple(_events(connection, row, asked, new)), last)


def seen(session: Session, looks: Iterable[Look]) -> None:
    """Note that somebody has looked: what was there then is no more new."""
    for one in looks:
        row = _named(session, one.watch.name)
        row.seen, row.looked = max(row.seen, one.last), repository.now()
        session.add(row)


def _named(session: Session, name: str) -> models.Watch:
    row = session.exec(select(models.Watch).where(models.Watch.name == name)).first()
    if row is None:
        raise NotFoundError(f"nothing is watched as {name!r}; `quotes watch list` prints what is")
    return row


def _watch(row: models.Watch) -> Watch:
    return Watch(row.name, row.words, row.speaker, row.outlet, row.looked)


def _events(connection: Connection, row: models.Watch, asked: Filter, new: Sequence[Sighting]) -> list[Event]:
    """News of the watched claims, claim by claim, and then who repeats or contradicts them."""
    fresh = frozenset(sighting.id for sighting in new)
    events: list[Event] = []
    for claim in dict.fromkeys(sighting.claim for sighting in new):
        events += stage.printings(find.variants(connection, claim or 0), fresh)
    watched = {one.claim: one for one in reversed([*new, *_latest(connection, row.words, asked)])}
    told: set[frozenset[int | None]] = set()
    for one in list(watched.values())[::-1][:_ANSWERED]:
        near = find.near(connection, one.normal, Filter(acts=(Act.STATEMENT.value,)))
        others = {other.claim: other for other in reversed(convert.sightings(connection, near))}
        claims = {claim for claim in (one.claim, *others) if claim is not None}
        fresh_claims = frozenset(claims - clusters.claims_before(connection, claims, row.seen))
        for event in stage.answers(one, others.values(), fresh_claims):
            pair = frozenset({event.sighting.claim, event.of.claim if event.of else None})
            if pair not in told:
                told.add(pair)
                events.append(event)
    return events


def _new(connection: Connection, words: str | None, asked: Filter) -> Sequence[Sighting]:
    """The watched quotes that were stored after the last look, in the order in which they were, not too many."""
    if words is None:
        rows = queries.quotes(connection, asked, after=asked.after or 0, limit=_MOST)
    else:
        rows = matches.matching(connection, _expression(words), asked, order=matches.Order.FIRST, limit=_MOST)
    return convert.sightings(connection, rows)


def _latest(connection: Connection, words: str | None, asked: Filter) -> Sequence[Sighting]:
    """The watched quotes that were printed last, the last first."""
    if words is None:
        rows = queries.latest(connection, asked, limit=_PRINTED)
    else:
        rows = matches.matching(connection, _expression(words), asked, order=matches.Order.DATE, limit=_PRINTED)
    return convert.sightings(connection, rows)


def _expression(words: str) -> str:
    return search.expression(normalise(words).text)
