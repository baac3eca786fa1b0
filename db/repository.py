"""Writes, through the models. Every function works inside the caller's transaction and commits nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import func, update
from sqlmodel import Session, col, select

from .models import Alias, Article, Claim, GivenName, Log, Outlet, Quote, QuoteSpeaker, Review, Role, Speaker, Version
from .rows import Row, run


def now() -> str:
    """The time in UTC, ISO 8601, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def find_article(session: Session, text_hash: str, url: str | None, outlet: str | None) -> Article | None:
    """The stored article that an incoming one repeats.

    The same text is the same article unless address or outlet say that it was printed twice. Addresses decide where
    both have one; else outlets, where both are known; a copy of unknown origin adds nothing.
    """
    # Most articles are new, so that the rows themselves are read last.
    sql = (
        "SELECT article.id, article.key, article.url, outlet.name AS outlet FROM article"
        " LEFT JOIN outlet ON outlet.id = article.outlet_id WHERE article.hash = :hash ORDER BY article.id"
    )
    rows = run(session.connection(), sql, {"hash": text_hash})
    as_read = article_key(text_hash, url, outlet)
    same = [row for row in rows if row["key"] == as_read] or [row for row in rows if _is_copy(row, url, outlet)]
    return session.get_one(Article, same[0]["id"]) if same else None


def _is_copy(stored: Row, url: str | None, outlet: str | None) -> bool:
    """Whether a stored article is one with the same text, from that address or that outlet."""
    if url and stored["url"]:
        return bool(url == stored["url"])
    return outlet is None or stored["outlet"] in (None, outlet)


def at_url(session: Session, url: str) -> Article | None:
    """The article stored under this canonical address."""
    rows = run(session.connection(), "SELECT id FROM article WHERE url = :url ORDER BY id LIMIT 1", {"url": url})
    return session.get_one(Article, rows[0]["id"]) if rows else None


def had(session: Session, article: Article, text_hash: str) -> bool:
    """Whether an article had a text before the one that it has."""
    asked = select(Version.id).where(Version.article_id == article.id, Version.hash == text_hash)
    return session.exec(asked).first() is not None


def add_article(session: Session, article: Article) -> int:
    """Store an article; `key` must be new. Returns its id."""
    session.add(article)
    session.flush()
    return _id(article.id)


def outlet_id(session: Session, name: str) -> int:
    """The id of the outlet of that name, made where it is new."""
    rows = run(session.connection(), "SELECT id FROM outlet WHERE name = :name", {"name": name})
    if rows:
        return int(rows[0]["id"])
    made = Outlet(name=name)
    session.add(made)
    session.flush()
    return _id(made.id)


def add_speaker(session: Session, name: str, kind: str) -> int:
    """Store a new speaker without aliases. Returns its id."""
    speaker = Speaker(name=name, kind=kind)
    session.add(speaker)
    session.flush()
    return _id(speaker.id)


def rekey(session: Session, key: Callable[[str, str], str], *, names: set[str] | None = None) -> None:
    """Compute the key of every name anew, or of some; `key` makes it from a name and its speaker's kind."""
    for table in (Alias, GivenName):
        asked = (
            select(table.name, Speaker.kind, table.key).join(Speaker, col(Speaker.id) == table.speaker_id).distinct()
        )
        if names is not None:
            asked = asked.where(col(table.name).in_(sorted(names)))
        for name, kind, stored in session.exec(asked).all():
            made = key(name, kind)
            if made != stored:
                of_kind = select(Speaker.id).where(Speaker.kind == kind)
                session.execute(
                    update(table).where(col(table.name) == name, col(table.speaker_id).in_(of_kind)).values(key=made)
                )


def aliases(session: Session, speaker_id: int) -> list[str]:
    """The printed forms of a speaker's name but those that people took away, in the order in which they came."""
    rows = session.exec(select(Alias.name).where(Alias.speaker_id == speaker_id).order_by(col(Alias.id)))
    taken = set(
        session.exec(
            select(GivenName.name).where(GivenName.speaker_id == speaker_id, col(GivenName.taken).is_(True))
        ).all()
    )
    return [name for name in dict.fromkeys(rows) if name not in taken]


def put_speakers(session: Session, quote: Quote, speaker_ids: Iterable[int]) -> bool:
    """Store who speaks in a quote, in order, instead of who did. Returns whether that changes anything."""
    asked = select(QuoteSpeaker).where(QuoteSpeaker.quote_id == quote.id).order_by(col(QuoteSpeaker.position))
    links, wanted = session.exec(asked).all(), list(dict.fromkeys(speaker_ids))
    if [link.speaker_id for link in links] == wanted:
        return False
    for link in links:
        session.delete(link)
    session.flush()
    for position, speaker_id in enumerate(wanted):
        session.add(QuoteSpeaker(quote_id=_id(quote.id), speaker_id=speaker_id, position=position))
    session.flush()
    return True


def remove_quote(session: Session, quote: Quote) -> None:
    """Remove a quote, of which no review is left, with who speaks in it."""
    for link in session.exec(select(QuoteSpeaker).where(QuoteSpeaker.quote_id == quote.id)).all():
        session.delete(link)
    session.flush()
    session.delete(quote)
    session.flush()


def add_claim(session: Session) -> int:
    """A new claim without quotes. Returns its id."""
    claim = Claim()
    session.add(claim)
    session.flush()
    return _id(claim.id)


def members(session: Session, claim_id: int) -> list[Quote]:
    """The quotes of a claim, by id."""
    return list(session.exec(select(Quote).where(Quote.claim_id == claim_id).order_by(col(Quote.id))))


def bequeath_reviews(session: Session, quotes: Collection[int]) -> list[Review]:
    """Hand the reviews of quotes that leave their claims to others of those, to such of the same words first.

    Returns:
        The reviews that no other quote of the claim can have.
    """
    left: list[Review] = []
    found = session.exec(select(Review, Quote).join(Quote).where(col(Review.quote_id).in_(quotes))).all()
    for review, quote in found:
        others = [other for other in members(session, quote.claim_id or 0) if other.id not in quotes]
        heir = min(others, key=lambda o: (o.normal != quote.normal, not o.leads, _id(o.id)), default=None)
        if heir is None:
            left.append(review)
            continue
        review.quote_id = _id(heir.id)
        session.add(review)
    session.flush()
    return left


def update_article(session: Session, article: Article, changes: dict[str, Any], *, action: str = "article set") -> None:
    """Change metadata of an article: title, byline, published, updated, url, outlet (a name).

    The log keeps what was there before; an outlet that no article has any more goes.
    """
    old_outlet = article.outlet_id
    before = {
        name: _outlet_name(session, old_outlet) if name == "outlet" else getattr(article, name) for name in changes
    }
    for name, value in changes.items():
        if name == "outlet":
            article.outlet_id = outlet_id(session, value) if value else None
        else:
            setattr(article, name, value)
    session.add(article)
    session.flush()
    _drop_outlet(session, old_outlet)
    add_log(session, action, f"article {article.id}", {"before": before, "after": changes})


def corrected(session: Session, article: Article) -> set[str]:
    """The fields of an article that people have set, so that nothing else may."""
    entries = session.exec(select(Log).where(Log.subject == f"article {article.id}", Log.action == "article set"))
    return {name for entry in entries for name in entry.detail.get("after", {})}


def twin(session: Session, article: Article, outlet: str | None, url: str | None) -> int | None:
    """The id of another article that one with this outlet and address would collide with, None where there is none."""
    if url is not None and (other := at_url(session, url)) is not None and other.id != article.id:
        return other.id
    rows = session.exec(
        select(Article.id, Outlet.name)
        .join(Outlet, isouter=True)
        .where(Article.hash == article.hash, Article.id != article.id, col(Article.url).is_not_distinct_from(url))
    )
    return next((other_id for other_id, name in rows if name == outlet), None)


def _outlet_name(session: Session, outlet: int | None) -> str | None:
    return session.get_one(Outlet, outlet).name if outlet is not None else None


def _drop_outlet(session: Session, outlet: int | None) -> None:
    if outlet is not None and not session.exec(select(func.count()).where(Article.outlet_id == outlet)).one():
        session.delete(session.get_one(Outlet, outlet))
        session.flush()


def remove_article(session: Session, article: Article) -> list[int]:
    """Remove an article with its quotes, and the speakers and outlet that nothing else needs.

    The log keeps that it was removed, and when, but neither its words nor its title, not even from earlier
    corrections: a removal may be a legal duty.

    Returns:
        The speakers who lost something but live on; they may need another name.
    """
    article_id = _id(article.id)
    gone = list(session.exec(select(Quote).where(Quote.article_id == article_id)))
    speakers = set(
        session.exec(select(QuoteSpeaker.speaker_id).join(Quote).where(Quote.article_id == article_id).distinct())
    )
    outlet = article.outlet_id
    quotes = [_id(quote.id) for quote in gone]
    reviews = [_id(review.id) for review in bequeath_reviews(session, quotes)]
    for review_id in reviews:
        session.delete(session.get_one(Review, review_id))
    session.flush()
    for quote in gone:
        remove_quote(session, quote)
    for version in session.exec(select(Version).where(Version.article_id == article_id)):
        session.delete(version)
    session.flush()
    named = set(session.exec(select(Alias.speaker_id).where(Alias.article_id == article_id).distinct()))
    printed = set(session.exec(select(Alias.name).where(Alias.article_id == article_id)))
    others = session.exec(select(Alias).where(col(Alias.name).in_(sorted(printed)))).all()
    only_here = printed - {alias.name for alias in others if alias.article_id != article_id}
    for table in (Alias, Role):
        for row in session.exec(select(table).where(table.article_id == article_id)):
            session.delete(row)
    session.flush()
    session.delete(article)
    session.flush()
    left = speakers | named
    for speaker_id in sorted(speakers | named):
        used = session.exec(select(func.count()).where(QuoteSpeaker.speaker_id == speaker_id)).one()
        if not used and not _of_people(session, speaker_id):
            for given in session.exec(select(GivenName).where(GivenName.speaker_id == speaker_id)):
                session.delete(given)
            session.flush()
            session.delete(session.get_one(Speaker, speaker_id))
            left.discard(speaker_id)
            for entry in session.exec(select(Log).where(Log.subject == f"speaker {speaker_id}")):
                entry.detail = {}
                session.add(entry)
    _drop_outlet(session, outlet)
    from_articles = col(GivenName.name).in_(sorted(only_here)), col(GivenName.printed) | col(GivenName.taken)
    for given in session.exec(select(GivenName).where(*from_articles)):
        session.delete(given)
    # What was changed in the article cannot be undone without it, and names it printed must not live on in the log.
    for entry in session.exec(select(Log)):
        about = entry.subject == f"article {article_id}" or _touches(entry.detail, article_id, only_here)
        if about and entry.detail:
            entry.detail = {}
            session.add(entry)
    _forget_reviews(session, reviews, quotes)
    add_log(session, "article removed", f"article {article_id}", {"quotes": len(gone)})
    return sorted(left)


def _touches(detail: dict[str, Any], article_id: int, names: set[str]) -> bool:
    """Whether a logged change has rows of an article, or names that only it printed.

    A name that people brought in that change is not the article's, though it prints it too.
    """
    images = [
        (row["table"], image) for row in detail.get("rows", ()) for image in (row["before"], row["after"]) if image
    ]
    brought = {
        image["name"]
        for table, image in images
        if table == "given_name" and "name" in image and not image.get("printed") and not image.get("taken")
    }
    printed = names - brought
    if any(image.get("article_id") == article_id or image.get("name") in printed for _, image in images):
        return True
    what = str(detail.get("what", ""))
    return any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", what) for name in names)


def _forget_reviews(session: Session, gone: Collection[int], quotes: Collection[int]) -> None:
    """Empty the log of reviews that are gone, and of those of quotes that are: they may have an article's words."""
    for entry in session.exec(select(Log)).all():
        if any(image["id"] in gone or image.get("quote_id") in quotes for image in _of_reviews(entry)):
            entry.detail = {}
            session.add(entry)


def _of_reviews(entry: Log) -> Iterator[dict[str, Any]]:
    """The images of reviews in a logged change."""
    for row in entry.detail.get("rows", ()):
        if row["table"] == "review":
            yield from (image for image in (row["before"], row["after"]) if image)


def brought(session: Session, speaker_id: int) -> list[str]:
    """The names that people have brought a speaker themselves, sorted."""
    theirs = col(GivenName.printed).is_(False), col(GivenName.taken).is_(False)
    asked = select(GivenName.name).where(GivenName.speaker_id == speaker_id, *theirs).order_by(GivenName.name)
    return list(session.exec(asked))


def _of_people(session: Session, speaker_id: int) -> bool:
    """Whether people have brought a speaker, so that they stay without quotes."""
    return session.get_one(Speaker, speaker_id).wikidata is not None or bool(brought(session, speaker_id))


def add_log(session: Session, action: str, subject: str, detail: dict[str, Any]) -> None:
    """Note a change made by hand."""
    session.add(Log(at=now(), action=action, subject=subject, detail=json.loads(json.dumps(detail))))
    session.flush()


def article_key(text_hash: str, url: str | None, outlet: str | None) -> str:
    """What makes an article one as it was read: its text, and the address or else the outlet that printed it.

    Corrections do not change it, so that the same file read again is the same article.
    """
    return f"{text_hash} {url or outlet or ''}".rstrip()


def _id(value: int | None) -> int:
    if value is None:
        raise AssertionError("a flushed row has an id")
    return value
