"""What fact-checkers found of claims: added by hand, taken away, brought from a file; each logged and undone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from sqlmodel import Session, col, select

from db import journal, models, repository
from quotes.errors import InputError
from quotes.review import Review
from quotes.store.registry import log
from quotes.store.results import Brought, Change
from quotes.store.translate import stored
from quotes.text import normalise


def add(session: Session, claim_id: int, review: Review) -> Change:
    """Attach a review to a claim, to the quote of it that has the reviewed words.

    Raises:
        NotFoundError: no such claim.
        InputError: the claim has a review of that page and those words already.
    """
    quote = _reviewed(session, claim_id, review)
    there = _known(session, quote, review)
    if there is not None:
        raise InputError(
            f"claim {claim_id} has review {there.id} of {review.url} already; to replace it, run"
            f" `quotes review remove {there.id}` first"
        )
    with journal.recording(session) as rows:
        made = _made(session, quote, review)
    return log(session, "review add", f"claim {claim_id}", f"review {made.id} of claim {claim_id}", rows)


def remove(session: Session, review_id: int) -> Change:
    """Take a review away.

    Raises:
        NotFoundError: no such review.
    """
    review = stored(session, models.Review, review_id)
    claim_id = session.get_one(models.Quote, review.quote_id).claim_id
    with journal.recording(session) as rows:
        session.delete(review)
    return log(session, "review remove", f"claim {claim_id}", f"review {review_id} of claim {claim_id}", rows)


def bring(session: Session, found: Sequence[tuple[int, Review]]) -> Brought:
    """Attach reviews to claims, all of them or none; the same page's review of the same words is brought up to date.

    Raises:
        NotFoundError: a claim is not there.
    """
    added: set[int | None] = set()
    updated: set[int | None] = set()
    with journal.recording(session) as rows:
        for claim_id, review in found:
            quote = _reviewed(session, claim_id, review)
            there = _known(session, quote, review)
            if there is None:
                added.add(_made(session, quote, review).id)
                continue
            values = _values(session.get_one(models.Quote, there.quote_id), review)
            changed = {name: value for name, value in values.items() if getattr(there, name) != value}
            for name, value in changed.items():
                setattr(there, name, value)
            if changed:
                session.add(there)
                session.flush()
                updated.add(there.id)
    updated -= added
    change = None
    if added or updated:
        change = log(session, "review import", "reviews", f"{len(added)} new, {len(updated)} changed", rows)
    return Brought(len(added), len(updated), len(found) - len(added) - len(updated), change)


def _reviewed(session: Session, claim_id: int, review: Review) -> models.Quote:
    """The quote of a claim that has the reviewed words, else the one that leads it.

    Raises:
        NotFoundError: no such claim.
    """
    stored(session, models.Claim, claim_id)
    members = repository.members(session, claim_id)
    asked = normalise(review.claim_reviewed or "").text
    return min(members, key=lambda quote: (quote.normal != asked, not quote.leads))


def _made(session: Session, quote: models.Quote, review: Review) -> models.Review:
    made = models.Review(quote_id=quote.id or 0, **_values(quote, review))
    session.add(made)
    session.flush()
    return made


def _values(quote: models.Quote, review: Review) -> dict[str, Any]:
    """The columns of a review; what it calls the claim only where those are not the words of the quote."""
    values = asdict(review) | {"author_kind": review.author_kind.value}
    if review.claim_reviewed == quote.text:
        values["claim_reviewed"] = None
    return values


def _known(session: Session, quote: models.Quote, review: Review) -> models.Review | None:
    """The review that a quote's claim has of the same page; where it has several, that of the same words."""
    if review.url is None:
        return None
    asked = (
        select(models.Review, models.Quote)
        .join(models.Quote)
        .where(models.Quote.claim_id == quote.claim_id, models.Review.url == review.url)
        .order_by(col(models.Review.id))
    )
    there = session.exec(asked).all()
    words = normalise(review.claim_reviewed or quote.text).text
    same = (one for one, of in there if normalise(one.claim_reviewed or of.text).text == words)
    return there[0][0] if len(there) == 1 else next(same, None)
