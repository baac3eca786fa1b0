"""What moves from one speaker to another when people merge or split them: names, roles, quotes, their claims."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import Session, col, select

from db import models, repository
from quotes import cluster
from quotes.records import Polarity
from quotes.store.write import choose_lead


def move_aliases(session: Session, old: int, new: int, names: set[str] | None) -> None:
    """Printed names from one speaker to another; all, or those given."""
    there = {(a.name, a.article_id) for a in session.exec(select(models.Alias).where(models.Alias.speaker_id == new))}
    for alias in session.exec(select(models.Alias).where(models.Alias.speaker_id == old)).all():
        if names is not None and alias.name not in names:
            continue
        if (alias.name, alias.article_id) in there:
            session.delete(alias)
        else:
            alias.speaker_id = new
            session.add(alias)
    session.flush()


def move_roles(session: Session, old: int, new: int, articles: set[int] | None) -> None:
    """Roles from one speaker to another; all, or those of some articles."""
    there = {(r.name, r.article_id) for r in session.exec(select(models.Role).where(models.Role.speaker_id == new))}
    for role in session.exec(select(models.Role).where(models.Role.speaker_id == old)).all():
        if articles is not None and role.article_id not in articles:
            continue
        if (role.name, role.article_id) in there:
            session.delete(role)
        else:
            role.speaker_id = new
            session.add(role)
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
    session.delete(session.get_one(models.Claim, gone))
    choose_lead(session, kept)


def scatter(session: Session, quotes: Sequence[models.Quote]) -> None:
    """Give moved quotes claims of their own, apart from those of the speaker that they were taken from."""
    moved = {quote.id for quote in quotes}
    for claim_id in sorted({quote.claim_id for quote in quotes if quote.claim_id is not None}):
        members = repository.members(session, claim_id)
        going = [member for member in members if member.id in moved]
        if len(going) < len(members):
            fresh = repository.add_claim(session)
            for member in going:
                member.claim_id, member.leads = fresh, False
                session.add(member)
            session.flush()
            choose_lead(session, fresh)
            choose_lead(session, claim_id)
