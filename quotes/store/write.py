"""Writes: an article with its quotes, speakers and claims; corrections; removals. Each in the caller's transaction."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any

from sqlmodel import Session

from db import models, queries, repository, search
from quotes import identity
from quotes.errors import InputError
from quotes.records import Article, Quote, Reading, Speaker, SpeakerKind, printed
from quotes.store import convert, families, settle
from quotes.store.results import Added
from quotes.store.translate import no_article, stored
from quotes.store.who import namesakes
from quotes.text import normalise


def new(session: Session, reading: Reading, *, extractor: str) -> Added:
    """Store an article that is not there, with its quotes, speakers and claims.

    Args:
        extractor: what found the quotes.
    """
    article = reading.article
    outlet_id = repository.outlet_id(session, article.outlet) if article.outlet else None
    article_id = repository.add_article(
        session,
        models.Article(
            key=repository.article_key(article.hash, article.url, article.outlet),
            hash=article.hash,
            doc=storable(article.doc),
            text=article.text,
            blocks=[[*block.span, block.place.value] for block in article.blocks],
            outlet_id=outlet_id,
            url=article.url,
            title=article.title,
            byline=article.byline,
            published=article.published,
            updated=article.updated,
            language=article.language,
            ingested=repository.now(),
            replaced=article.replaced,
            origins={name: origin.value for name, origin in article.origins},
            fetched=article.fetched,
            extractor=extractor,
        ),
    )
    families.enter(session.connection(), article_id, article)
    ids: dict[Speaker, int] = {}
    made: list[int] = []
    for position, quote in enumerate(reading.quotes):
        for speaker in quote.speakers:
            if speaker not in ids:
                ids[speaker] = identify(session, speaker, article_id, article.outlet)
        speakers = [ids[s] for s in quote.speakers]
        made.append(add_quote(session, article, article_id, position, quote, speakers, extractor))
    settle.enter(session, made)
    return Added(article_id, True, len(reading.quotes))


def identify(session: Session, speaker: Speaker, article_id: int, outlet: str | None = None) -> int:
    """The id of the stored speaker that this one is, stored now where new; new spellings become aliases."""
    forms = identity.keys(speaker)
    chosen = identity.choose(speaker, namesakes(session.connection(), speaker))
    if chosen is None:
        chosen = identity.choose(speaker, namesakes(session.connection(), speaker, wider=True), outlet)
    if chosen is None:
        speaker_id = repository.add_speaker(session, speaker.name, speaker.kind.value)
    else:
        speaker_id = chosen.id
        if speaker.kind is chosen.kind is SpeakerKind.PERSON:
            name = identity.better_name(chosen.name, speaker.name)
            if name != chosen.name:
                repository.rename_speaker(session, speaker_id, name)
    repository.add_aliases(session, speaker_id, article_id, forms)
    repository.add_roles(session, speaker_id, article_id, speaker.roles)
    return speaker_id


def add_quote(
    session: Session,
    article: Article,
    article_id: int,
    position: int,
    quote: Quote,
    speaker_ids: list[int],
    extractor: str,
    version: int = 1,
) -> int:
    """Store a quote of an article. Returns its id."""
    made = columns(article, quote)
    row = models.Quote(article_id=article_id, position=position, extractor=extractor, since=version, **made)
    return repository.add_quote(session, row, speaker_ids)


def columns(article: Article, quote: Quote) -> dict[str, Any]:
    """What is stored of a quote as it was found."""
    text = printed(article.text, quote.content)
    return {
        "kind": quote.kind.value,
        "act": quote.act.value,
        "polarity": quote.polarity.value,
        "place": quote.place.value,
        "content": [list(s) for s in quote.content],
        "source": [list(s) for s in quote.source],
        "cue": [list(s) for s in quote.cue],
        "text": text,
        "source_text": printed(article.text, quote.source),
        "cue_text": printed(article.text, quote.cue),
        "normal": normalise(text).text,
        "confidence": quote.confidence,
        "said": quote.said,
        "mention": list(quote.resolution.mention) if quote.resolution and quote.resolution.mention else None,
        "sure": quote.resolution.sure if quote.resolution else None,
        "medium": article.text[slice(*quote.medium)] if quote.medium else None,
        "through": article.text[slice(*quote.through)] if quote.through else None,
    }


def storable(name: str) -> str:
    """A name of a file without what no database takes."""
    return name.encode("utf-8", "replace").decode()


def change_article(session: Session, article_id: int, changes: Mapping[str, str | None]) -> None:
    """Correct metadata of an article; the log keeps what was there.

    Args:
        changes: any of outlet, title, byline, published, url; None empties a field.

    Raises:
        NotFoundError: no such article.
        InputError: no such field, or another article has that address, or that text and outlet.
    """
    article = stored(session, models.Article, article_id)
    unknown = sorted(changes.keys() - {"outlet", "title", "byline", "published", "url"})
    if unknown:
        raise InputError(f"{', '.join(unknown)} of an article cannot be corrected")
    now = article_now(session, article_id)
    outlet, url = changes.get("outlet", now.outlet), changes.get("url", now.url)
    moved = {"outlet", "url"} & changes.keys()
    if moved and (twin := repository.twin(session, article, outlet, url)) is not None:
        where = f" at {url}" if url else f" of {outlet}" if outlet else ""
        raise InputError(
            f"article {twin} is stored as the one{where}, and article {article_id} cannot be it too;"
            f" to keep only one, run `quotes article remove {article_id}`"
        )
    repository.update_article(session, article, dict(changes))


def article_now(session: Session, article_id: int) -> Article:
    """An article as stored."""
    row = queries.article(session.connection(), article_id)
    if row is None:
        raise no_article(article_id)
    return convert.article(row)


def remove_article(session: Session, article_id: int) -> int:
    """Remove an article and all that hangs on it, from the file too; the log keeps that it was removed.

    Returns:
        How many quotes went with it.

    Raises:
        NotFoundError: no such article.
    """
    article = stored(session, models.Article, article_id)
    gone = queries.quotes_in(session.connection(), article_id)
    families.leave(session.connection(), article_id)
    with settle.changing(session, gone):
        left = repository.remove_article(session, article)
    for speaker_id in left:
        forms = repository.aliases(session, speaker_id) or repository.brought(session, speaker_id)
        known = {*forms, *repository.brought(session, speaker_id)}
        if forms and session.get_one(models.Speaker, speaker_id).name not in known:
            repository.rename_speaker(session, speaker_id, functools.reduce(identity.better_name, forms))
    search.purge(session.connection())
    return len(gone)
