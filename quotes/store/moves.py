"""What moves from one speaker to another when people merge or split them: names, roles, quotes, their claims."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from sqlmodel import Session, col, select

from db import models, repository
from quotes import cluster
from quotes.records import Polarity
from quotes.store.write import choose_lead

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


def move_quotes(session: Session, old: int, new: int, articles: set[int] | None) -> list[models.Quote]:
    """Quotes from one speaker to another; all, or those of some articles. Returns them."""
    moved = []
    links = session.exec(
        select(models.QuoteSpeaker, models.Quote).join(models.Quote).where(models.QuoteSpeaker.speaker_id == old)
    ).all()
    for link, quote in links:
        if articles is not None and quote.article_id not in articles:
            continue
        joint = session.get(models.QuoteSpeaker, (quote.id, new))
        position = link.position
        session.delete(link)
        session.flush()
        if joint is None:
            session.add(models.QuoteSpeaker(quote_id=quote.id or 0, speaker_id=new, position=position))
        moved.append(quote)
    session.flush()
    return moved


def speakers_of(session: Session, quote: models.Quote) -> frozenset[int]:
    rows = session.exec(select(models.QuoteSpeaker.speaker_id).where(models.QuoteSpeaker.quote_id == quote.id))
    return frozenset(rows)


def gather(session: Session, quotes: Sequence[models.Quote]) -> None:
    """Join the claims of moved quotes to those that their new speaker has made already."""
    for quote in sorted(quotes, key=lambda q: q.id or 0):
        if quote.claim_id is None or not quote.leads:
            continue
        speakers = speakers_of(session, quote)
        others = session.exec(
            select(models.Quote)
            .join(models.QuoteSpeaker)
            .where(
                models.QuoteSpeaker.speaker_id == min(speakers),
                col(models.Quote.leads).is_(True),
                models.Quote.claim_id != quote.claim_id,
            )
            .order_by(col(models.Quote.id))
        ).all()
        wordings = [
            cluster.Wording(other.claim_id or 0, other.text, Polarity(other.polarity))
            for other in others
            if speakers_of(session, other) == speakers
        ]
        chosen = cluster.choose(quote.text, Polarity(quote.polarity), wordings)
        if chosen is not None and not session.get_one(models.Claim, quote.claim_id).confirmed:
            join(session, quote.claim_id, chosen)


def join(session: Session, gone: int, kept: int) -> None:
    """Move the quotes of one claim into another; the first is gone."""
    for member in repository.members(session, gone):
        member.claim_id, member.leads = kept, False
        session.add(member)
    session.flush()
    repository.remove_claim(session, gone, heir=kept)
    choose_lead(session, kept)


def scatter(session: Session, quotes: Sequence[models.Quote]) -> None:
    """Give moved quotes claims of their own, apart from those of the speaker that they were taken from."""
    moved = {quote.id for quote in quotes}
    for claim_id in sorted({quote.claim_id for quote in quotes if quote.claim_id is not None}):
        members = repository.members(session, claim_id)
        going = [member for member in members if member.id in moved]
        if len(going) < len(members):
            part(session, claim_id, going)


def part(session: Session, claim_id: int, going: Sequence[models.Quote]) -> int:
    """Give some quotes of a claim, not all, a claim of their own. Returns its id."""
    fresh = repository.add_claim(session)
    for member in going:
        member.claim_id, member.leads = fresh, False
        session.add(member)
    session.flush()
    choose_lead(session, fresh)
    choose_lead(session, claim_id)
    return fresh
