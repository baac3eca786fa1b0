"""The tables.

Spans are JSON lists of [start, end] into `article.text`, in code points. Dates are ISO 8601 strings to
the day or the minute, as known, so that they compare as text. What a quote prints is kept beside its
spans, so that a listing need not load whole articles; `quotes db check` holds the two together.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, Boolean, CheckConstraint, Column, ForeignKey, Index, Integer, Text, false
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
    """What statements of one speaker have in common. Its wording is that of its leading quote.

    `confirmed`: people have put it together, or found it right; it stays as it is, and whatever repeats one of its
    wordings joins it.
    """

    __tablename__ = "claim"
    __table_args__ = _NEVER_AGAIN

    id: int | None = Field(default=None, primary_key=True)
    confirmed: bool = Field(default=False, sa_column=Column(Boolean, nullable=False, server_default=false()))


class Quote(SQLModel, table=True):
    """One attribution in one article."""

    __tablename__ = "quote"
    __table_args__ = (
        Index("quote_article_position", "article_id", "position", unique=True),
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


class QuoteSpeaker(SQLModel, table=True):
    """Who is quoted; several rows where several speak at once, in the order of their names in the text."""

    __tablename__ = "quote_speaker"
    __table_args__ = (Index("quote_speaker_by_speaker", "speaker_id", "quote_id"),)

    quote_id: int = Field(
        sa_column=Column(Integer, ForeignKey("quote.id", ondelete="CASCADE"), primary_key=True, autoincrement=False)
    )
    speaker_id: int = Field(sa_column=Column(Integer, ForeignKey("speaker.id"), primary_key=True, autoincrement=False))
    position: int


class Review(SQLModel, table=True):
    """A fact-checker's finding of a claim. One page has one finding of it.

    Reviews go with their claim, but through the models, so that undoing brings them back; the key alone lets none go
    unseen. `claim_reviewed` is what the fact-checker calls the claim, None where that is the claim's own wording: the
    words of an article are not kept twice.
    """

    __tablename__ = "review"
    __table_args__ = (
        Index("review_claim_url", "claim_id", "url", unique=True),
        _one_of("author_kind", "person", "organisation"),
        _NEVER_AGAIN,
    )

    id: int | None = Field(default=None, primary_key=True)
    claim_id: int = Field(foreign_key="claim.id")
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


class Log(SQLModel, table=True):
    """What was changed after it was stored: when, what, and how it was before."""

    __tablename__ = "log"

    id: int | None = Field(default=None, primary_key=True)
    at: str
    action: str
    subject: str
    detail: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
