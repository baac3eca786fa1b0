"""What comes in: new, there already, or another text of an article that is there."""

from __future__ import annotations

from sqlmodel import Session

from db import models, queries, repository
from quotes.errors import InputError
from quotes.records import Article, Reading
from quotes.store import versions, write
from quotes.store.results import Added


def add(session: Session, reading: Reading, *, extractor: str, claims: bool = True) -> Added:
    """Store an article with its quotes, speakers and claims; of one that is there, what was not known of it.

    Another text at a known address is a new version of its article.

    Args:
        extractor: what found the quotes.
        claims: whether the statements of a new article find their claims now; else `recluster.gather` finds them.

    Raises:
        InputError: the article was known when it was read, and is not there any more.
        StoreError: the database refuses; nothing of the article is stored.
    """
    article = reading.article
    there = known(session, article)
    if there is not None and there.id is not None:
        _fill(session, there, article)
        return Added(there.id, False, len(queries.quotes_in(session.connection(), there.id)), there.version)
    if reading.known:
        raise InputError(f"{article.doc}: was stored, and removed or replaced while it was read; read it again")
    if article.url is not None and (other := repository.at_url(session, article.url)) is not None:
        return versions.revise(session, other, reading, extractor=extractor)
    return write.new(session, reading, extractor=extractor, claims=claims)


def known(session: Session, article: Article) -> models.Article | None:
    """The stored article that an incoming one adds nothing to.

    It may be an earlier version of what is at its address; unless it was fetched later, for then that is back.
    """
    found = repository.find_article(session, article.hash, article.url, article.outlet)
    if found is not None or article.url is None:
        return found
    other = repository.at_url(session, article.url)
    if other is None or not repository.had(session, other, article.hash):
        return None
    back = article.fetched is not None and (other.fetched is None or article.fetched > other.fetched)
    return None if back else other


def _fill(session: Session, known: models.Article, article: Article) -> None:
    """Add to a stored article what was not known of it when it was stored."""
    known.language = known.language or article.language
    now = write.article_now(session, known.id or 0)
    given = {name: getattr(article, name) for name in ("outlet", "title", "byline", "published", "url")}
    fixed = repository.corrected(session, known)
    gaps = {n: value for n, value in given.items() if value and getattr(now, n) is None and n not in fixed}
    outlet, url = gaps.get("outlet", now.outlet), gaps.get("url", now.url)
    if gaps and repository.twin(session, known, outlet, url) is None:
        repository.update_article(session, known, gaps, action="article completed")
        known.origins = known.origins | {name: origin.value for name, origin in article.origins if name in gaps}
        session.add(known)
