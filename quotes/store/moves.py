"""What moves when people merge or split speakers and claims: names, roles, quotes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from sqlmodel import Session, col, select

from db import models, repository

_Printed = TypeVar("_Printed", models.Alias, models.Role)


def move_aliases(session: Session, old: int, new: int, names: set[str] | None) -> None:
    """Printed names from one speaker to another; all, or those given."""
    _move(session, models.Alias, old, new, lambda row: names is None or row.name in names)


def move_roles(session: Session, old: int, new: int, articles: set[int] | None) -> None:
    """Roles from one speaker to another; all, or those of some articles."""
    _move(session, models.Role, old, new, lambda row: articles is None or row.article_id in articles)


def _move(session: Session, table: type[_Printed], old: int, new: int, going: Callable[[_Printed], bool]) -> None:
    """What articles print of one speaker to another, but for what is there already."""
    there = {(row.name, row.article_id) for row in session.exec(select(table).where(table.speaker_id == new))}
    for row in session.exec(select(table).where(table.speaker_id == old)).all():
        if not going(row):
            continue
        if (row.name, row.article_id) in there:
            session.delete(row)
        else:
            row.speaker_id = new
            session.add(row)
    session.flush()


def quotes_of(session: Session, speaker_id: int, articles: set[int] | None) -> list[models.Quote]:
    """The quotes of a speaker; all, or those in some articles."""
    asked = select(models.Quote).join(models.QuoteSpeaker).where(models.QuoteSpeaker.speaker_id == speaker_id)
    return [
        q for q in session.exec(asked.order_by(col(models.Quote.id))) if articles is None or q.article_id in articles
    ]


def move_quotes(session: Session, quotes: Sequence[models.Quote], old: int, new: int) -> None:
    """Quotes from one speaker to another. What people have put into a claim with quotes that stay gets its own."""
    for quote in quotes:
        link = session.get_one(models.QuoteSpeaker, (quote.id, old))
        joint = session.get(models.QuoteSpeaker, (quote.id, new))
        position = link.position
        session.delete(link)
        session.flush()
        if joint is None:
            session.add(models.QuoteSpeaker(quote_id=quote.id or 0, speaker_id=new, position=position))
    session.flush()
    for claim_id in sorted({quote.claim_id for quote in quotes if quote.pinned and quote.claim_id is not None}):
        members = [member for member in repository.members(session, claim_id) if member.pinned]
        sets: dict[frozenset[int], list[models.Quote]] = {}
        for member in members:
            sets.setdefault(speakers_of(session, member), []).append(member)
        # The claim stays with those who stay, else with most.
        gone = {quote.id for quote in quotes}
        kept = max(sets.values(), key=lambda group: (any(q.id not in gone for q in group), len(group)))
        for group in sets.values():
            if group is not kept:
                part(session, group)


def speakers_of(session: Session, quote: models.Quote) -> frozenset[int]:
    rows = session.exec(select(models.QuoteSpeaker.speaker_id).where(models.QuoteSpeaker.quote_id == quote.id))
    return frozenset(rows)


def part(session: Session, quotes: Sequence[models.Quote]) -> int:
    """Give some quotes a claim of their own, where they stay. Returns its id."""
    fresh = repository.add_claim(session)
    for quote in quotes:
        quote.claim_id, quote.leads, quote.pinned = fresh, False, True
        session.add(quote)
    session.flush()
    return fresh
