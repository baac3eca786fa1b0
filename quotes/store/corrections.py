"""One quote as people correct it: who speaks, where it begins and ends, or that it is none.

Every correction is one transaction and one entry of the log under its article, so that `quotes undo` takes it back, and
the removal of the article removes it. An article that is read again is not stored again, so that corrections stay.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from db import journal, models, repository
from quotes.errors import InputError
from quotes.store import history, settle
from quotes.store.registry import UNDO, log
from quotes.store.results import Change
from quotes.store.translate import stored
from quotes.text import normalise, shortened


@dataclass(frozen=True, slots=True)
class Corrected:
    """What people have said of an article's quotes, as far as it is not undone.

    Attributes:
        assigned, bounded: ids of the quotes whose speakers, whose ends they gave.
        rejected: the rows that were none.
    """

    assigned: frozenset[int]
    bounded: frozenset[int]
    rejected: tuple[dict[str, Any], ...]


def corrected(session: Session, article_id: int) -> Corrected:
    """What people have said of an article's quotes."""
    undone = {entry.detail.get("change") for entry in session.exec(select(models.Log).where(models.Log.action == UNDO))}
    about = select(models.Log).where(models.Log.subject == f"article {article_id}").order_by(col(models.Log.id))
    entries = [e for e in session.exec(about) if "rows" in e.detail and e.id not in undone]

    def rows(action: str) -> list[Any]:
        return [row for entry in entries if entry.action == action for row in entry.detail["rows"]]

    return Corrected(
        frozenset(image["quote_id"] for image in journal.images(rows("quote speaker"), "quote_speaker")),
        frozenset(image["id"] for image in journal.images(rows("quote bounds"), "quote") if "content" in image),
        tuple(row["before"] for row in rows("quote reject") if row["table"] == "quote" and not row["after"]),
    )


def assign(session: Session, quote_id: int, speaker_ids: Sequence[int]) -> Change:
    """Say who speaks in a quote; nobody, if no speaker is given. Its claim follows.

    Raises:
        NotFoundError: no such quote or speaker.
        InputError: they are its speakers already.
    """
    quote = stored(session, models.Quote, quote_id)
    speakers = [stored(session, models.Speaker, speaker_id) for speaker_id in dict.fromkeys(speaker_ids)]
    names = " & ".join(speaker.name for speaker in speakers) or "nobody"
    with journal.recording(session) as rows, settle.changing(session, [quote_id]):
        repository.bequeath_reviews(session, [quote_id])
        if not repository.put_speakers(session, quote, [speaker.id or 0 for speaker in speakers]):
            raise InputError(f"quote {quote_id} is {names}'s already")
        quote.sure, quote.mention, quote.pinned = None, None, False
        session.add(quote)
    return log(session, "quote speaker", f"article {quote.article_id}", f"quote {quote_id} to {names}", rows)


def bound(session: Session, quote_id: int, start: int, end: int) -> Change:
    """Say where a quote begins and ends: half-open, in characters of the article's text. Its claim follows.

    Raises:
        NotFoundError: no such quote.
        InputError: it lies outside the text, is empty, or begins and ends there already.
    """
    quote = stored(session, models.Quote, quote_id)
    text = history.version(session.connection(), quote.article_id, quote.until).text
    if not 0 <= start < end <= len(text) or not any(letter.isalnum() for letter in text[start:end]):
        raise InputError(f"{start} to {end} holds no words of the article, which has {len(text)} characters")
    if quote.content == [[start, end]]:
        raise InputError(f"quote {quote_id} is {start} to {end} already")
    with journal.recording(session) as rows, settle.changing(session, [quote_id]):
        repository.bequeath_reviews(session, [quote_id])
        quote.content, quote.text = [[start, end]], text[start:end]
        quote.normal, quote.pinned = normalise(quote.text).text, False
        session.add(quote)
    what = f"quote {quote_id} to {start}–{end}"
    return log(session, "quote bounds", f"article {quote.article_id}", what, rows)


def reject(session: Session, quote_id: int) -> Change:
    """Say that a quote is none; it goes, and its claim with it if nothing else is in it.

    Raises:
        NotFoundError: no such quote.
    """
    quote = stored(session, models.Quote, quote_id)
    article, words = quote.article_id, shortened(quote.text)
    with journal.recording(session) as rows, settle.changing(session, [quote_id]):
        for review in repository.bequeath_reviews(session, [quote_id]):
            session.delete(review)
        repository.remove_quote(session, quote)
    return log(session, "quote reject", f"article {article}", f"quote {quote_id} ({words})", rows)
