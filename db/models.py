"""The tables.

Spans are JSON lists of [start, end] into `article.text`, in code points. Dates are ISO 8601 strings to
the day or the minute, as known, so that they compare as text. What a quote prints is kept beside its
spans, so that a listing need not load whole articles; `quotes db check` holds the two together.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Text,
    false,
)
from sqlmodel import Field, SQLModel

Pairs = list[list[int]]
_NEVER_AGAIN = {"sqlite_autoincrement": True}
"""For tables whose rows go and come back when people undo: the id of a row that is gone is never another's."""


def _one_of(column: str, *values: str) -> CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=f"{column}_known")


class Outlet(SQLModel, table=True):
    """A publisher, under the name it was first seen by."""

    __tablename__ = "outlet"

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)


class Article(SQLModel, table=True):
    """A text as read. `key` keeps one copy per outlet or address: see `repository.article_key`."""

    __tablename__ = "article"

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    hash: str = Field(index=True)
    doc: str
    text: str = Field(sa_type=Text)
    blocks: list[list[Any]] = Field(sa_column=Column(JSON, nullable=False))
    outlet_id: int | None = Field(default=None, foreign_key="outlet.id", index=True)
    url: str | None = Field(default=None, index=True)
    title: str | None = None
    byline: str | None = None
    published: str | None = Field(default=None, index=True)
    updated: str | None = None
    language: str | None = None
    ingested: str
    replaced: int = 0
    version: int = Field(default=1, sa_column=Column(Integer, nullable=False, server_default="1"))
    """How many texts were found under the address; the text here is the last of them, the others are in `version`."""
    origins: dict[str, str] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False, server_default="{}"))
    """What told each field of the metadata."""
    fetched: str | None = None
    extractor: str | None = None
    """What looked for its quotes last."""
    family: int | None = Field(default=None, index=True)
    """The first of the articles that print the same text, its own id there too; none where there is no other."""


class Version(SQLModel, table=True):
    """A text that an article had before it had the one that it has; with the columns that were then the article's."""

    __tablename__ = "version"
    __table_args__ = (Index("version_article_number", "article_id", "number", unique=True),)

    id: int | None = Field(default=None, primary_key=True)
    article_id: int = Field(sa_column=Column(Integer, ForeignKey("article.id", ondelete="CASCADE"), nullable=False))
    number: int
    hash: str = Field(index=True)
    doc: str
    text: str = Field(sa_type=Text)
    blocks: list[list[Any]] = Field(sa_column=Column(JSON, nullable=False))
    title: str | None = None
    byline: str | None = None
    published: str | None = None
    updated: str | None = None
    language: str | None = None
    ingested: str
    replaced: int = Field(default=0, sa_column=Column(Integer, nullable=False, server_default="0"))
    origins: dict[str, str] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False, server_default="{}"))
    fetched: str | None = None


class Speaker(SQLModel, table=True):
    """One person or body under one name."""

    __tablename__ = "speaker"
    __table_args__ = (_one_of("kind", "person", "organisation"), _NEVER_AGAIN)

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(index=True)
    kind: str
    named: bool = Field(default=False, sa_column=Column(Boolean, nullable=False, server_default=false()))
    """Whether people have chosen the name; a fuller one that an article prints does not replace it then."""
    wikidata: str | None = None


class Alias(SQLModel, table=True):
    """A form of a speaker's name that an article printed. `key` is what finds it: see `quotes.identity.keys`.

    Forms go with the article that printed them, so that nothing of a removed article is left.
    """

    __tablename__ = "alias"
    __table_args__ = (
        Index("alias_speaker_name", "speaker_id", "name", "article_id", unique=True),
        Index("alias_key_speaker", "key", "speaker_id"),
        Index("ix_alias_name", "name"),
        _NEVER_AGAIN,
    )

    id: int | None = Field(default=None, primary_key=True)
    speaker_id: int = Field(sa_column=Column(Integer, ForeignKey("speaker.id", ondelete="CASCADE"), nullable=False))
    article_id: int = Field(
        sa_column=Column(Integer, ForeignKey("article.id", ondelete="CASCADE"), nullable=False, index=True)
    )
    name: str
    key: str


class GivenName(SQLModel, table=True):
    """A name that people have given to a speaker: whoever an article calls so is that speaker, whatever else fits.

    Or one that they have taken away: whoever an article calls so is somebody else.
    """

    __tablename__ = "given_name"
    __table_args__ = (
        Index("given_name_speaker_name", "speaker_id", "name", unique=True),
        Index("given_name_key_speaker", "key", "speaker_id"),
        Index("ix_given_name_name", "name"),
        _NEVER_AGAIN,
    )

    id: int | None = Field(default=None, primary_key=True)
    speaker_id: int = Field(sa_column=Column(Integer, ForeignKey("speaker.id", ondelete="CASCADE"), nullable=False))
    name: str
    key: str
    taken: bool = Field(default=False, sa_column=Column(Boolean, nullable=False, server_default=false()))
    printed: bool = Field(default=False, sa_column=Column(Boolean, nullable=False, server_default=false()))
    """Whether it was taken over from articles; it goes with the last article that prints it."""


class Role(SQLModel, table=True):
    """What an article calls a speaker beside the name: "mayor of Orsk"; or a names file, which is no article."""

    __tablename__ = "role"
    __table_args__ = (Index("role_speaker_name", "speaker_id", "name", "article_id", unique=True), _NEVER_AGAIN)

    id: int | None = Field(default=None, primary_key=True)
    speaker_id: int = Field(sa_column=Column(Integer, ForeignKey("speaker.id", ondelete="CASCADE"), nullable=False))
    article_id: int | None = Field(
        default=None, sa_column=Column(Integer, ForeignKey("article.id", ondelete="CASCADE"), index=True)
    )
    name: str


class Claim(SQLModel, table=True):
    """What statements of one speaker have in common. Its wording is that of its leading quote."""

    __tablename__ = "claim"
    __table_args__ = _NEVER_AGAIN

    id: int | None = Field(default=None, primary_key=True)


class Quote(SQLModel, table=True):
    """One attribution in one article, and in which of its versions it stands.

    `since` is the first of them; `until` the last, none while it still stands. Spans are into the text of the last.
    """

    __tablename__ = "quote"
    __table_args__ = (
        Index("quote_article_position", "article_id", "position"),
        Index("quote_claim_leads", "claim_id", "leads"),
        _one_of("kind", "direct", "mixed", "indirect"),
        _one_of("act", "statement", "attitude"),
        _one_of("polarity", "asserts", "denies", "asks", "promises", "orders"),
        _one_of("place", "headline", "deck", "body", "caption", "summary"),
        CheckConstraint("confidence BETWEEN 0 AND 1", name="confidence_is_probability"),
        _NEVER_AGAIN,
    )

    id: int | None = Field(default=None, primary_key=True)
    article_id: int = Field(sa_column=Column(Integer, ForeignKey("article.id", ondelete="CASCADE"), nullable=False))
    position: int
    claim_id: int | None = Field(default=None, foreign_key="claim.id")
    leads: bool = False
    pinned: bool = Field(default=False, sa_column=Column(Boolean, nullable=False, server_default=false()))
    """Whether people have put it into its claim; it stays there, and whatever repeats it joins it."""
    kind: str
    act: str
    polarity: str
    place: str
    content: Pairs = Field(sa_column=Column(JSON, nullable=False))
    source: Pairs = Field(sa_column=Column(JSON, nullable=False))
    cue: Pairs = Field(sa_column=Column(JSON, nullable=False))
    text: str = Field(sa_type=Text)
    source_text: str
    cue_text: str
    normal: str = Field(sa_type=Text)
    confidence: float
    said: str | None = None
    mention: list[int] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True)))
    sure: float | None = None
    medium: str | None = None
    through: str | None = None
    extractor: str
    since: int = Field(default=1, sa_column=Column(Integer, nullable=False, server_default="1"))
    until: int | None = None


class QuoteSpeaker(SQLModel, table=True):
    """Who is quoted; several rows where several speak at once, in the order of their names in the text."""

    __tablename__ = "quote_speaker"
    __table_args__ = (Index("quote_speaker_by_speaker", "speaker_id", "quote_id"),)

    quote_id: int = Field(
        sa_column=Column(Integer, ForeignKey("quote.id", ondelete="CASCADE"), primary_key=True, autoincrement=False)
    )
    speaker_id: int = Field(sa_column=Column(Integer, ForeignKey("speaker.id"), primary_key=True, autoincrement=False))
    position: int


class ArticleKey(SQLModel, table=True):
    """What finds the articles that print one text: see `quotes.copies.keys`. `size` is how many an article has."""

    __tablename__ = "article_key"
    __table_args__ = {"sqlite_with_rowid": False}

    key: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    article_id: int = Field(
        sa_column=Column(
            Integer, ForeignKey("article.id", ondelete="CASCADE"), primary_key=True, autoincrement=False, index=True
        )
    )
    size: int


class StatementKey(SQLModel, table=True):
    """What finds the statements that may be one claim: see `quotes.cluster.keys`.

    `speakers` stands for all who speak in it together, `size` is how many keys the statement has. It is derived from
    the quotes and rebuilt with the claims; a row outlives its quote no longer than the transaction.
    """

    __tablename__ = "statement_key"
    __table_args__ = {"sqlite_with_rowid": False}

    speakers: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    key: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    quote_id: int = Field(sa_column=Column(Integer, primary_key=True, autoincrement=False))
    size: int


class Watch(SQLModel, table=True):
    """What somebody watches: quotes with these words, of this speaker, in these outlets.

    A speaker is kept as the name that was typed, which means whom it means when somebody looks. `seen` is the last
    quote that was there when they looked last, at the time `looked`; ids of quotes only grow.
    """

    __tablename__ = "watch"
    __table_args__ = _NEVER_AGAIN

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)
    words: str | None = None
    speaker: str | None = None
    outlet: str | None = None
    seen: int = 0
    looked: str | None = None


class Review(SQLModel, table=True):
    """A fact-checker's finding of a claim, kept with the quote that has the reviewed words.

    It is of whatever claim that quote is in, so that it never comes to stand for other words. `claim_reviewed` is what
    the fact-checker calls the claim, None where those are the words of the quote, which are not kept twice. The foreign
    key lets no quote go before its reviews have gone, or to another of its claim.
    """

    __tablename__ = "review"
    __table_args__ = (
        _one_of("author_kind", "person", "organisation"),
        _NEVER_AGAIN,
    )

    id: int | None = Field(default=None, primary_key=True)
    quote_id: int = Field(foreign_key="quote.id", index=True)
    rating: str
    value: float | None = None
    worst: float | None = None
    best: float | None = None
    text: str | None = Field(default=None, sa_type=Text)
    url: str | None = None
    author: str | None = None
    author_kind: str = "organisation"
    author_url: str | None = None
    date: str | None = None
    language: str | None = None
    claim_reviewed: str | None = Field(default=None, sa_type=Text)


class Failure(SQLModel, table=True):
    """A document that could not be read, and why. `place` is what is to be read for it, `given` what was said of it."""

    __tablename__ = "failure"

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(sa_column=Column(String, nullable=False, unique=True, index=True))
    place: str
    reason: str
    at: str
    given: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))


class Page(SQLModel, table=True):
    """What the server of a page said of it when it was fetched last, to ask whether it has changed since."""

    __tablename__ = "page"

    url: str = Field(primary_key=True)
    etag: str | None = None
    last_modified: str | None = None
    fetched: str


class Log(SQLModel, table=True):
    """What was changed after it was stored: when, what, and how it was before."""

    __tablename__ = "log"

    id: int | None = Field(default=None, primary_key=True)
    at: str
    action: str
    subject: str
    detail: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
