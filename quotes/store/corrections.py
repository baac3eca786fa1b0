"""One quote as people correct it: who speaks, where it begins and ends, or that it is none.

Every correction is one transaction and one entry of the log under its article, so that `quotes undo` takes it back, and
the removal of the article removes it. An article that is read again is not stored again, so that corrections stay.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import Session, select

from db import journal, models, repository
from quotes.errors import InputError
from quotes.records import Act, Polarity
from quotes.store.registry import log
from quotes.store.results import Change
from quotes.store.translate import stored
from quotes.store.write import choose_lead, claim_of
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
    with journal.recording(session) as rows:
        for link in links:
            session.delete(link)
        session.flush()
        for position, speaker in enumerate(speakers):
            session.add(models.QuoteSpeaker(quote_id=quote_id, speaker_id=speaker.id or 0, position=position))
        quote.sure, quote.mention = None, None
        session.add(quote)
        session.flush()
        _claim_anew(session, quote, [speaker.id or 0 for speaker in speakers])
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
    with journal.recording(session) as rows:
        quote.content, quote.text = [[start, end]], text[start:end]
        quote.normal = normalise(quote.text).text
        session.add(quote)
        session.flush()
        links = session.exec(select(models.QuoteSpeaker.speaker_id).where(models.QuoteSpeaker.quote_id == quote_id))
        _claim_anew(session, quote, sorted(links))
    what = f"quote {quote_id} to {start}–{end}"
    return log(session, "quote bounds", f"article {quote.article_id}", what, rows)


def reject(session: Session, quote_id: int) -> Change:
    """Say that a quote is none; it goes, and its claim with it if nothing else is in it.

    Raises:
        NotFoundError: no such quote.
    """
    quote = stored(session, models.Quote, quote_id)
    article, words = quote.article_id, shortened(quote.text)
    with journal.recording(session) as rows:
        for link in session.exec(select(models.QuoteSpeaker).where(models.QuoteSpeaker.quote_id == quote_id)).all():
            session.delete(link)
        session.flush()
        claim_id = quote.claim_id
        session.delete(quote)
        session.flush()
        if claim_id is not None and not _leave(session, claim_id):
            repository.remove_claim(session, claim_id)
    return log(session, "quote reject", f"article {article}", f"quote {quote_id} ({words})", rows)


def _claim_anew(session: Session, quote: models.Quote, speaker_ids: Sequence[int]) -> None:
    """Take a statement out of its claim, and into the one that it repeats now."""
    if quote.act != Act.STATEMENT.value:
        return
    old = quote.claim_id
    quote.claim_id, quote.leads = None, False
    session.add(quote)
    session.flush()
    left = old is None or _leave(session, old)
    lead = claim_of(session.connection(), quote.text, quote.normal, Polarity(quote.polarity), tuple(speaker_ids))
    quote.claim_id = lead["claim_id"] if lead else repository.add_claim(session)
    session.add(quote)
    session.flush()
    choose_lead(session, quote.claim_id or 0)
    if old is not None and not left:
        # Nothing else was reviewed under it than this quote.
        repository.remove_claim(session, old, heir=quote.claim_id)


def _leave(session: Session, claim_id: int) -> bool:
    """Put a claim right that has lost a quote. Returns whether it has any left."""
    left = bool(repository.members(session, claim_id))
    if left:
        choose_lead(session, claim_id)
    return left
