"""An article whose text has changed, or that is read anew: what becomes of its quotes.

A quote that still stands keeps its id, its claim, its reviews and what people have corrected; one that is gone stays
with the version in which it stood last. The same words of somebody else, or denied, are another quote. What people have
rejected does not come back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlmodel import Session, col, select

from db import models, repository, versions
from quotes.errors import InputError
from quotes.records import Quote, Reading, Span, Spans, printed
from quotes.store import families, people, settle
from quotes.store.convert import spans
from quotes.store.corrections import Corrected, corrected
from quotes.store.moves import speakers_of
from quotes.store.results import Added, Reread
from quotes.store.translate import stored
from quotes.store.write import add_quotes, article_now, columns, storable
from quotes.text import folded

# Two readings of one place are one quote if they share half of the longer.
_SHARED = 0.5
_KEPT = "hash doc text blocks title byline published updated language ingested replaced origins fetched".split()
# The same words stand in an article this often at most before the nearest of them are no more looked for.
_REPEATS = 100


def revise(session: Session, article: models.Article, reading: Reading, *, extractor: str) -> Added:
    """Give a stored article the text that is at its address now; the text that it had stays as a version.

    Args:
        reading: of the new text.
    """
    article_id, old, new = article.id or 0, article.text, reading.article
    kept = {name: getattr(article, name) for name in _KEPT}
    session.add(models.Version(article_id=article_id, number=article.version, **kept))
    session.flush()
    families.leave(session.connection(), article_id)
    fixed = repository.corrected(session, article)
    article.version += 1
    article.key = repository.article_key(new.hash, new.url, new.outlet)
    article.hash, article.doc, article.text = new.hash, storable(new.doc), new.text
    article.blocks = [[*block.span, block.place.value] for block in new.blocks]
    article.language, article.replaced, article.fetched = new.language, new.replaced, new.fetched
    article.ingested = repository.now()
    for name in ("title", "byline", "published", "updated"):
        if name not in fixed and getattr(new, name):
            setattr(article, name, getattr(new, name))
    article.origins = article.origins | {name: origin.value for name, origin in new.origins if name not in fixed}
    session.add(article)
    session.flush()
    families.enter(session.connection(), article_id, new)
    _merge(session, article, reading, old, extractor)
    return Added(article_id, True, len(reading.quotes), article.version)


def reread(session: Session, article_id: int, reading: Reading, *, extractor: str) -> Reread:
    """Give a stored article the quotes that a better extractor finds in the same text.

    Quotes that it does not find any more go, but for those that people have corrected, put into a claim, or reviewed.

    Raises:
        NotFoundError: no such article.
        InputError: it has another text by now.
    """
    article = stored(session, models.Article, article_id)
    if article.hash != reading.article.hash:
        raise InputError(f"article {article_id} has another text by now; run the command again")
    return _merge(session, article, reading, None, extractor)


def _merge(session: Session, article: models.Article, reading: Reading, old: str | None, extractor: str) -> Reread:
    """Bring an article's quotes to what was found in its text.

    Args:
        old: the text that they stand in as yet; None where it is the same.
    """
    article_id, number, text = article.id or 0, article.version, reading.article.text
    said = corrected(session, article_id)
    asked = select(models.Quote).where(models.Quote.article_id == article_id, col(models.Quote.until).is_(None))
    there = list(session.exec(asked.order_by(col(models.Quote.position), col(models.Quote.id))))
    shifts = {q.id or 0: 0 if old is None else _shift(q, old, text) for q in there}
    bounded = [q for q in there if q.id in said.bounded]
    taken = [_moved(q, shifts) for q in bounded]
    found = [q for q in reading.quotes if not _is_refused(q, text, said, taken, same=old is None)]
    pairs, left, fresh = _paired([q for q in there if q not in bounded], found, text, shifts)
    outlet = article_now(session, article_id).outlet
    speaking = people.enter(session.connection(), article_id, outlet, [now.speakers for _, now in pairs])
    same: list[tuple[models.Quote, Quote, list[int]]] = []
    others: list[Quote] = []
    for (quote, now), ids in zip(pairs, speaking, strict=True):
        # What another extractor makes of what is printed as before is no change of the outlet's.
        printed_anew = old is not None and (quote.extractor == extractor or shifts[quote.id or 0] is None)
        if printed_anew and _says_other(session, quote, now, ids, said):
            shifts[quote.id or 0] = None
            left.append(quote)
            others.append(now)
        else:
            same.append((quote, now, ids))
    gone: list[models.Quote] = []
    with settle.changing(session, [q.id or 0 for q in there]):
        changed = 0
        for quote, now, ids in same:
            changed += _renew(session, quote, columns(reading.article, now, extractor), ids, said)
        for quote in (*left, *bounded):
            shift = shifts[quote.id or 0]
            if old is None and not _is_kept(session, quote, said):
                repository.remove_quote(session, quote)
                gone.append(quote)
            elif shift is None:
                quote.until = number - 1
                gone.append(quote)
            else:
                _move(quote, shift)
        session.flush()
    last = max((q.position for q in _quotes(session, article_id)), default=-1)
    found_in = replace(reading.article, outlet=outlet)
    before = [row["text"] for row in versions.earlier(session.connection(), article_id)]
    since = [_since(quote, text, before) for quote in fresh] + [number] * len(others)
    connection = session.connection()
    new = add_quotes(connection, article_id, found_in, fresh + others, extractor, since=since, first=last + 1)
    settle.enter(connection, [new])
    session.expire_all()
    article.extractor = extractor
    session.add(article)
    _number(session, article_id)
    return Reread(len(fresh) + len(others), changed, len(gone), len(left) + len(bounded) - len(gone))


def _since(quote: Quote, text: str, before: Sequence[str]) -> int:
    """Since which version a new quote stands: one that was only overlooked must not look as if it had been added.

    Args:
        text: that it was found in.
        before: the texts of the versions before that.
    """
    words = text[slice(*_stretch(quote))]
    # Counted, since the same words may have been printed once more.
    lacking = (number for number, earlier in enumerate(before, 1) if earlier.count(words) < text.count(words))
    return max(lacking, default=0) + 1


def _shift(quote: models.Quote, old: str, new: str) -> int | None:
    """By how many characters a quote has moved, with all that attributes it; None where that stands there no more."""
    start, end = _stretch(quote)
    words, places = old[start:end], list[int]()
    at = new.find(words)
    while at >= 0 and len(places) < _REPEATS:
        places.append(at - start)
        at = new.find(words, at + 1)
    return min(places, key=abs, default=None)


def _stretch(quote: models.Quote | Quote) -> tuple[int, int]:
    """From the first character of a quote, its source and its cue to the last."""
    places = [place for pairs in (quote.content, quote.source, quote.cue) for place in pairs]
    return min(start for start, _ in places), max(end for _, end in places)


def _moved(quote: models.Quote, shifts: Mapping[int, int | None]) -> Spans:
    """Where a stored quote is in the text of now; nowhere if it is gone."""
    shift = shifts[quote.id or 0]
    return () if shift is None else tuple(Span(start + shift, end + shift) for start, end in quote.content)


def _overlap(one: Spans, other: Spans) -> float:
    """What two contents share of the longer."""
    shared = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other)
    longer = max(sum(end - start for start, end in content) for content in (one, other))
    return shared / longer if longer else 0


def _is_refused(quote: Quote, text: str, said: Corrected, taken: Sequence[Spans], *, same: bool) -> bool:
    """Whether people have said that a quote is none, or where it begins and ends."""
    if any(_overlap(content, quote.content) >= _SHARED for content in taken):
        return True
    words = folded(printed(text, quote.content))
    return any(
        row["normal"] == words or (same and _overlap(spans(row["content"]), quote.content) >= _SHARED)
        for row in said.rejected
    )


def _paired(
    there: Sequence[models.Quote], found: Sequence[Quote], text: str, shifts: Mapping[int, int | None]
) -> tuple[list[tuple[models.Quote, Quote]], list[models.Quote], list[Quote]]:
    """Which stored quote each found one is; and those of both that have no other.

    First those at the same place, then those with the same words in the same order, then those that share their place.
    """
    pairs: list[tuple[models.Quote, Quote]] = []
    left, fresh = list(there), list(found)

    def pair(choose: Callable[[models.Quote], Quote | None]) -> None:
        for quote in list(left):
            if (now := choose(quote)) is not None:
                pairs.append((quote, now))
                left.remove(quote)
                fresh.remove(now)

    words = {id(now): folded(printed(text, now.content)) for now in found}
    pair(lambda quote: next((now for now in fresh if now.content == _moved(quote, shifts)), None))
    pair(lambda quote: next((now for now in fresh if words[id(now)] == quote.normal), None))
    pair(lambda quote: next((now for now in fresh if _overlap(_moved(quote, shifts), now.content) >= _SHARED), None))
    return pairs, left, fresh


def _says_other(session: Session, quote: models.Quote, found: Quote, speakers: Sequence[int], said: Corrected) -> bool:
    """Whether another version of a text says of the same words that somebody else said them, or denied them.

    Whoever read the earlier version has read something else, so that it must not seem to have said what the later does.
    Where it named nobody, or where people have said who speaks, the quote only becomes clearer.
    """
    before = speakers_of(session, quote)
    respoken = bool(before) and quote.id not in said.assigned and before != frozenset(speakers)
    return respoken or (quote.act, quote.polarity) != (found.act.value, found.polarity.value)


def _is_kept(session: Session, quote: models.Quote, said: Corrected) -> bool:
    """Whether a quote stays though it is not found any more, since people have had to do with it."""
    reviewed = session.exec(select(models.Review.id).where(models.Review.quote_id == quote.id)).first()
    return quote.pinned or quote.id in said.assigned | said.bounded or reviewed is not None


def _renew(
    session: Session, quote: models.Quote, found: Mapping[str, Any], speakers: Sequence[int], said: Corrected
) -> bool:
    """Bring a stored quote to what was found. Returns whether its words or its speakers are others than before."""
    words = quote.text
    assigned = quote.id in said.assigned
    for name, value in found.items():
        plain = _listed(value)
        if not (assigned and name in ("sure", "mention")) and plain != getattr(quote, name):
            setattr(quote, name, plain)
    session.add(quote)
    respoken = not assigned and repository.put_speakers(session, quote, speakers)
    return respoken or quote.text != words


def _listed(value: Any) -> Any:
    """A value as the database gives it back: spans are lists."""
    return [_listed(one) for one in value] if isinstance(value, tuple) else value


def _move(quote: models.Quote, shift: int) -> None:
    """Move a quote in its text."""
    if shift:
        for name in ("content", "source", "cue"):
            setattr(quote, name, [[start + shift, end + shift] for start, end in getattr(quote, name)])
        # Where the speaker is named may have moved otherwise.
        quote.mention = None


def _number(session: Session, article_id: int) -> None:
    """Number an article's quotes: those that stand as the text has them, then those that are gone, the latest first."""
    quotes = _quotes(session, article_id)
    ordered = sorted(quotes, key=lambda q: (q.until is not None, -(q.until or 0), q.content, q.id or 0))
    for position, quote in enumerate(ordered):
        quote.position = position
    session.flush()


def _quotes(session: Session, article_id: int) -> Sequence[models.Quote]:
    return session.exec(select(models.Quote).where(models.Quote.article_id == article_id)).all()
