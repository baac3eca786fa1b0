"""Stored speakers who may be one, for people to merge, each pair with what speaks for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations, groupby

from db import speakers
from db.rows import AnyConnection
from quotes.entries import Suggestion
from quotes.identity import Known, are_two
from quotes.names import body_key, parse, same_person
from quotes.records import SpeakerKind
from quotes.store import convert

_MOST = 40
"""Of one family name; of more nobody could tell who is who."""
_PAIRS = 1_000
"""Pairs whose quotes are compared, those of the likeliest names first."""


def suggestions(connection: AnyConnection, *, limit: int) -> list[Suggestion]:
    """Pairs of speakers who may be one, those for whom most speaks first.

    Names decide which pairs are looked at: one name twice, a family name or initials that may be a full name, a body
    and its acronym. What else speaks for them: the same words, roles, outlets.
    """
    pairs = sorted(_pairs(connection), key=lambda pair: (-pair[3], pair[0].id, pair[1].id))[:_PAIRS]
    found = [_told(connection, *pair) for pair in pairs]
    return sorted(found, key=lambda s: (-s.weight, s.kept, s.gone))[:limit]


def _pairs(connection: AnyConnection) -> Iterator[tuple[Known, Known, str, float]]:
    """Pairs of speakers with names that may be one person's or body's, why, and how much that says."""
    for _, group in groupby(speakers.by_family(connection), key=lambda row: row["family"]):
        ids = sorted({row["id"] for row in group})
        if 1 < len(ids) <= _MOST:
            yield from _people(convert.known(connection, ids))
    yield from _bodies(convert.known(connection, speakers.bodies(connection)))


def _people(known: Iterable[Known]) -> Iterator[tuple[Known, Known, str, float]]:
    people = [one for one in known if one.kind is SpeakerKind.PERSON]
    for one, other in combinations(people, 2):
        if not same_person(one.name, other.name) or {one.name, other.name} & {*one.taken, *other.taken}:
            continue
        full = [p for p in people if parse(p.name).given]
        if are_two(one.roles, other.roles):
            continue
        if one.name == other.name:
            yield *_ordered(one, other), "the same name", 3.0
        elif parse(one.name).given and parse(other.name).given:
            initial = min(len(parse(p.name).given[0]) for p in (one, other)) == 1
            yield *_ordered(one, other), "initials that fit" if initial else "names spelt alike", 2.0
        else:
            alone = len(full) == 1
            reason = "the only one of that family name" if alone else f"one of {len(full)} of that family name"
            yield *_ordered(one, other), reason, 2.0 if alone else 1.0 / len(full)


def _bodies(known: Iterable[Known]) -> Iterator[tuple[Known, Known, str, float]]:
    bodies = list(known)
    short = {name.replace(".", ""): body for body in bodies for name in body.aliases if _is_acronym(name)}
    for body in bodies:
        for name in body.aliases:
            words = [w for w in name.split() if w[0].isupper()]
            other = short.get("".join(w[0] for w in words)) if len(words) > 2 else None
            if other is not None and other.id != body.id:
                yield body, other, "its acronym", 2.0
                break
    by_end: dict[str, list[Known]] = {}
    for body in bodies:
        by_end.setdefault(body_key(body.name), []).append(body)
    for alike in by_end.values():
        for one, other in combinations(alike, 2):
            yield *_ordered(one, other), "the same name", 3.0


def _is_acronym(name: str) -> bool:
    letters = name.replace(".", "")
    return 2 < len(letters) < 8 and letters.isupper() and letters.isalpha()


def _ordered(one: Known, other: Known) -> tuple[Known, Known]:
    """The fuller name first: it is the one to keep."""
    full = [len(parse(p.name).given) > 0 and len(parse(p.name).given[0]) > 1 for p in (one, other)]
    return (other, one) if full == [False, True] else (one, other)


def _told(connection: AnyConnection, kept: Known, gone: Known, reason: str, weight: float) -> Suggestion:
    evidence = [reason]
    words = speakers.same_words(connection, kept.id, gone.id)
    if words:
        evidence.append(f"{words} statement{'s' * (words > 1)} in the same words")
        weight += 1.0 + min(words, 5)
    roles = sorted({r.lower() for r in kept.roles} & {r.lower() for r in gone.roles})
    if roles:
        evidence.append(f"both called {', '.join(roles[:3])}")
        weight += 1.0
    outlets = {o["name"] for o in speakers.outlets_of(connection, kept.id)}
    shared = sorted(outlets.intersection(o["name"] for o in speakers.outlets_of(connection, gone.id)))
    if shared:
        evidence.append(f"both in {', '.join(shared[:3])}")
        weight += 0.5
    return Suggestion((kept.id, kept.name), (gone.id, gone.name), tuple(evidence), round(weight, 2))
