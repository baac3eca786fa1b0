"""One quote as people correct it: who speaks, where it begins and ends, or that it is none.

Every correction is one transaction and one entry of the log under its article, so that `quotes undo` takes it back, and
the removal of the article removes it. An article that is read again is not stored again, so that corrections stay.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import Session, select

from db import journal, models, repository
from quotes.errors import InputError
from quotes.store import settle
from quotes.store.registry import log
from quotes.store.results import Change
from quotes.store.translate import stored
from quotes.text import normalise, shortened


def assign(session: Session, quote_id: int, speaker_ids: Sequence[int]) -> Change:
    """Say who speaks in a quote; nobody, if no speaker is given. Its claim follows.

    Raises:
        NotFoundError: no such quote or speaker.
        InputError: they are its speakers already.
    """
    quote = stored(session, models.Quote, quote_id)
    speakers = [stored(session, models.Speaker, speaker_id) for speaker_id in dict.fromkeys(speaker_ids)]
    links = session.exec(
        select(models.QuoteSpeaker)
        .where(models.QuoteSpeaker.quote_id == quote_id)
        .order_by(models.QuoteSpeaker.position)  # type: ignore[arg-type]
    ).all()
    names = " & ".join(speaker.name for speaker in speakers) or "nobody"
    if [link.speaker_id for link in links] == [speaker.id for speaker in speakers]:
        raise InputError(f"quote {quote_id} is {names}'s already")
    with journal.recording(session) as rows, settle.changing(session, [quote_id]):
        repository.bequeath_reviews(session, [quote_id])
        for link in links:
            session.delete(link)
        session.flush()
        for position, speaker in enumerate(speakers):
            session.add(models.QuoteSpeaker(quote_id=quote_id, speaker_id=speaker.id or 0, position=position))
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
    text = session.get_one(models.Article, quote.article_id).text
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
        for link in session.exec(select(models.QuoteSpeaker).where(models.QuoteSpeaker.quote_id == quote_id)).all():
            session.delete(link)
        session.flush()
        session.delete(quote)
    return log(session, "quote reject", f"article {article}", f"quote {quote_id} ({words})", rows)
