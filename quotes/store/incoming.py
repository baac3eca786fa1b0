"""What comes in: new, there already, or another text of an article that is there."""

from __future__ import annotations

from collections.abc import Iterable

from sqlmodel import Session

from db import models, queries, repository
from quotes.errors import InputError
from quotes.records import Article, Reading
from quotes.store import settle, versions, write
from quotes.store.results import Added


def load(
    session: Session, readings: Iterable[Reading], *, extractor: str, claims: bool = True
) -> list[Added | InputError]:
    """Store articles with their quotes, speakers and claims; of those that are there, what was not known of them.

    Another text at a known address is a new version of its article.

    Args:
        extractor: what found the quotes.
        claims: whether the statements of new articles find their claims now; else `recluster.gather` finds them.

    Returns:
        What came of each; an error where it was known when it was read, and is not there any more.

    Raises:
        StoreError: the database refuses; nothing of any of them is stored.
    """
    added: list[Added | InputError] = []
    waiting: list[list[settle.Said]] = []

    def find_claims() -> None:
        if claims and waiting:
            settle.enter(session.connection(), waiting)
        waiting.clear()

    for reading in readings:
        article = reading.article
        there = known(session, article)
        if there is not None and there.id is not None:
            _fill(session, there, article)
            quotes = len(queries.quotes_in(session.connection(), there.id))
            added.append(Added(there.id, False, quotes, there.version))
        elif reading.known:
            reason = "was stored, and removed or replaced while it was read; read it again"
            added.append(InputError(f"{article.doc}: {reason}"))
        elif article.url is not None and (other := repository.at_url(session, article.url)) is not None:
            # It may be an article of these.
            find_claims()
            added.append(versions.revise(session, other, reading, extractor=extractor))
        else:
            what, said = write.new(session, reading, extractor=extractor)
            added.append(what)
            waiting.append(said)
        # As for one that comes alone, nothing is remembered of those before it.
        session.flush()
        session.expunge_all()
    find_claims()
    return added


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
