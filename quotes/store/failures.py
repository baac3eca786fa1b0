"""Documents that could not be read, kept until they are."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from hashlib import blake2b

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, delete, select

from db import models, repository
from quotes.entries import Failure
from quotes.store.write import storable

# Characters of a name. Four bytes each at most, of the 2,704 that an entry of an index may have.
_LONGEST = 600


def failures(session: Session) -> list[Failure]:
    """What could not be read, in the order in which it first failed."""
    rows = session.exec(select(models.Failure).order_by(col(models.Failure.id)))
    return [
        Failure(row.name, row.place, row.reason, _pairs(row.given, "given"), _pairs(row.given, "mapping"), row.at)
        for row in rows
    ]


def names(name: str) -> set[str]:
    """What a document may be called among the failures; a file may hold long names, from before they were cut."""
    return {storable(name), _cut(storable(name))}


def _cut(name: str) -> str:
    """A name, no longer than the index of a server takes: an address comes from the web."""
    if len(name) <= _LONGEST:
        return name
    ending = f"... {blake2b(name.encode(), digest_size=8).hexdigest()}"
    return name[: _LONGEST - len(ending)] + ending


def note(session: Session, failed: Iterable[Failure], mended: Collection[str]) -> None:
    """Note what could not be read, and forget what was read since, by its name."""
    for one in failed:
        name = _cut(storable(one.name))
        row = session.exec(select(models.Failure).where(_called(one.name))).first()
        row = row or models.Failure(name=name, place="", reason="", at="", given={})
        row.place, row.reason, row.at = storable(one.place), storable(one.reason), repository.now()
        row.given = {"given": dict(one.given), "mapping": dict(one.mapping)}
        session.add(row)
        session.flush()
    for name in mended:
        session.exec(delete(models.Failure).where(_called(name)))


def _called(name: str) -> ColumnElement[bool]:
    return col(models.Failure.name).in_(names(name))


def _pairs(given: dict[str, dict[str, str]], name: str) -> tuple[tuple[str, str], ...]:
    return tuple(given.get(name, {}).items())
