"""Writes: an article with its quotes and speakers; corrections; removals. Each in the caller's transaction."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.engine import Connection
from sqlmodel import Session

from db import incoming, models, queries, repository, search
from quotes import identity
from quotes.cluster import Statement
from quotes.errors import InputError
from quotes.records import Act, Article, Quote, Reading, printed
from quotes.store import convert, families, people, settle
from quotes.store.results import Added
from quotes.store.translate import no_article, stored
from quotes.text import folded


def new(session: Session, reading: Reading, *, extractor: str) -> tuple[Added, list[settle.Said]]:
    """Store an article that is not there, with its quotes and speakers.

    Args:
        extractor: what found the quotes.

    Returns:
        What was stored, and the statements in it, which have no claims yet.
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
    said = add_quotes(session.connection(), article_id, article, reading.quotes, extractor)
    return Added(article_id, True, len(reading.quotes)), said


def add_quotes(
    connection: Connection,
    article_id: int,
    article: Article,
    quotes: Sequence[Quote],
    extractor: str,
    *,
    since: Sequence[int] | None = None,
    first: int = 0,
) -> list[settle.Said]:
    """Store quotes of an article with their speakers.

    Args:
        since: the version of the article since which each stands; the first, if None.
        first: the position of the first, behind all that are there.

    Returns:
        The statements among them, which have no claims yet.
    """
    speaking = people.enter(connection, article_id, article.outlet, [quote.speakers for quote in quotes])
    numbers = since or [1] * len(quotes)
    rows = [columns(article, q, extractor) | {"since": number} for q, number in zip(quotes, numbers, strict=True)]
    ids = incoming.add_quotes(connection, article_id, rows, speaking, first=first)
    return [
        (Statement(number, row["text"], quote.kind, quote.polarity), speakers)
        for number, row, quote, speakers in zip(ids, rows, quotes, speaking, strict=True)
        if quote.act is Act.STATEMENT
    ]


def columns(article: Article, quote: Quote, extractor: str) -> dict[str, Any]:
    """A quote as it was found, as the columns of its row."""
    text = printed(article.text, quote.content)
    return {
        "kind": quote.kind.value,
        "act": quote.act.value,
        "polarity": quote.polarity.value,
        "place": quote.place.value,
        "content": quote.content,
        "source": quote.source,
        "cue": quote.cue,
        "text": text,
        "source_text": printed(article.text, quote.source),
        "cue_text": printed(article.text, quote.cue),
        "normal": folded(text),
        "confidence": quote.confidence,
        "said": quote.said,
        "mention": quote.resolution.mention if quote.resolution and quote.resolution.mention else None,
        "sure": quote.resolution.sure if quote.resolution else None,
        "medium": article.text[slice(*quote.medium)] if quote.medium else None,
        "through": article.text[slice(*quote.through)] if quote.through else None,
        "extractor": extractor,
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
            incoming.rename_speaker(session.connection(), speaker_id, functools.reduce(identity.better_name, forms))
    search.index(session.connection()).purge(session.connection())
    return len(gone)
