"""What servers said of pages that are stored, to ask them for what has changed alone."""

from __future__ import annotations

from sqlmodel import Session

from db import models
from quotes.entries import Seen


def seen(session: Session, url: str) -> Seen | None:
    """What was said of a page when it was fetched last; None where it never was."""
    row = session.get(models.Page, url)
    return Seen(row.url, row.etag, row.last_modified, row.fetched) if row else None


def note(session: Session, page: Seen) -> None:
    """Note what was said of a page."""
    made = models.Page(url=page.url, etag=page.etag, last_modified=page.last_modified, fetched=page.fetched)
    session.merge(made)
    session.flush()
