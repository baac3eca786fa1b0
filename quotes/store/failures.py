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


def noted(name: str) -> str:
    """What a document is called among the failures; no longer than the index of a server takes.

    Args:
        name: of a document, of any length: an address comes from the web.
    """
    name = storable(name)
    if len(name) <= _LONGEST:
        return name
    ending = f"... {blake2b(name.encode(), digest_size=8).hexdigest()}"
    return name[: _LONGEST - len(ending)] + ending


def note(session: Session, failed: Iterable[Failure], mended: Collection[str]) -> None:
    """Note what could not be read, and forget what was read since, by its name."""
    for one in failed:
        name = noted(one.name)
        row = session.exec(select(models.Failure).where(_called(one.name))).first()
        row = row or models.Failure(name=name, place="", reason="", at="", given={})
        row.place, row.reason, row.at = storable(one.place), storable(one.reason), repository.now()
        row.given = {"given": dict(one.given), "mapping": dict(one.mapping)}
        session.add(row)
        session.flush()
    for name in mended:
        session.exec(delete(models.Failure).where(_called(name)))


def _called(name: str) -> ColumnElement[bool]:
    # A file holds names of any length from before they were cut.
    return col(models.Failure.name).in_({storable(name), noted(name)})


def _pairs(given: dict[str, dict[str, str]], name: str) -> tuple[tuple[str, str], ...]:
    return tuple(given.get(name, {}).items())
