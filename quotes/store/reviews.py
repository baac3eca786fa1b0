"""What fact-checkers found of claims: added by hand, taken away, brought from a file; each logged and undone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from sqlmodel import Session, select

from db import journal, models
from quotes.errors import InputError
from quotes.review import Review
from quotes.store.registry import log
from quotes.store.results import Brought, Change
from quotes.store.translate import stored


def add(session: Session, claim_id: int, review: Review) -> Change:
    """Attach a review to a claim.

    Raises:
        NotFoundError: no such claim.
        InputError: the claim has a review of that page already.
    """
    stored(session, models.Claim, claim_id)
    there = _of_page(session, claim_id, review.url)
    if there is not None:
        raise InputError(
            f"claim {claim_id} has review {there.id} of {review.url} already; to replace it, run"
            f" `quotes review remove {there.id}` first"
        )
    with journal.recording(session) as rows:
        made = _made(session, claim_id, review)
    return log(session, "review add", f"claim {claim_id}", f"review {made.id} of claim {claim_id}", rows)


def remove(session: Session, review_id: int) -> Change:
    """Take a review away.

    Raises:
        NotFoundError: no such review.
    """
    review = stored(session, models.Review, review_id)
    claim_id = review.claim_id
    with journal.recording(session) as rows:
        session.delete(review)
    return log(session, "review remove", f"claim {claim_id}", f"review {review_id} of claim {claim_id}", rows)


def bring(session: Session, found: Sequence[tuple[int, Review]]) -> Brought:
    """Attach reviews to claims, all of them or none; the same page's review of the same claim is brought up to date.

    Raises:
        NotFoundError: a claim is not there.
    """
    added: set[int | None] = set()
    updated: set[int | None] = set()
    with journal.recording(session) as rows:
        for claim_id, review in found:
            there = _of_page(session, claim_id, review.url)
            if there is None:
                stored(session, models.Claim, claim_id)
                added.add(_made(session, claim_id, review).id)
                continue
            values = _values(session, claim_id, review)
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


def _made(session: Session, claim_id: int, review: Review) -> models.Review:
    made = models.Review(claim_id=claim_id, **_values(session, claim_id, review))
    session.add(made)
    session.flush()
    return made


def _values(session: Session, claim_id: int, review: Review) -> dict[str, Any]:
    """The columns of a review; what it calls the claim only where that is not the claim's own wording."""
    values = asdict(review) | {"author_kind": review.author_kind.value}
    leading = select(models.Quote.text).where(models.Quote.claim_id == claim_id, models.Quote.leads)
    if review.claim_reviewed == session.exec(leading).first():
        values["claim_reviewed"] = None
    return values


def _of_page(session: Session, claim_id: int, url: str | None) -> models.Review | None:
    if url is None:
        return None
    asked = select(models.Review).where(models.Review.claim_id == claim_id, models.Review.url == url)
    return session.exec(asked).first()
