"""The values that travel between the stages: frozen, without behaviour beyond their own shape.

Offsets are half-open and count Unicode code points of `Article.text`, which is the text as it was
read; `article.text[span.start:span.end]` is always exactly what is shown to a user.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

JOINER = " … "
"""Joins the parts of a content that its attribution interrupts, where it is printed as one text."""


class Span(NamedTuple):
    """A half-open range of code points, `0 <= start <= end <= len(text)`."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether the two ranges share at least one code point."""
        return self.start < other.end and other.start < self.end

    def within(self, other: Span) -> bool:
        """Whether this range lies inside `other`, or equals it."""
        return other.start <= self.start and self.end <= other.end


Spans = tuple[Span, ...]
"""One stretch of text in one or more parts, in order, without overlap; empty where there is none."""


def printed(text: str, spans: Iterable[Span]) -> str:
    """The words under `spans` as they stand in `text`, parts joined by `JOINER`."""
    return JOINER.join(text[start:end] for start, end in spans)


class Kind(StrEnum):
    """How the words of a content are printed."""

    DIRECT = "direct"  # all of it inside quotation marks
    MIXED = "mixed"  # reported speech with quoted words in it
    INDIRECT = "indirect"  # no quotation marks


class Act(StrEnum):
    """What is attributed: something that the source can be held to, or less."""

    STATEMENT = "statement"  # something uttered
    ATTITUDE = "attitude"  # a state of mind, or a topic without what was said of it


class Polarity(StrEnum):
    """How the source stands to the content, by the cue: "dismissed claims that X" does not assert X."""

    ASSERTS = "asserts"
    DENIES = "denies"
    ASKS = "asks"
    PROMISES = "promises"
    ORDERS = "orders"


class Place(StrEnum):
    """The part of the article in which a paragraph stands."""

    HEADLINE = "headline"
    DECK = "deck"  # the sentence or two under the headline
    BODY = "body"
    CAPTION = "caption"
    SUMMARY = "summary"  # a digest of the article printed beside or after it


class SpeakerKind(StrEnum):
    """What a speaker is."""

    PERSON = "person"
    ORGANISATION = "organisation"


class NameKind(StrEnum):
    """What a name in a text names."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    OTHER = "other"  # peoples, parties' members, events, works


class Named(NamedTuple):
    """One place where a text has a name."""

    span: Span
    kind: NameKind


class Origin(StrEnum):
    """What told something about an article, the most trusted first."""

    OPTION = "option"  # whoever reads it in
    SIDECAR = "sidecar"  # a file beside the text
    FRONT_MATTER = "front matter"  # at the top of the text
    RECORD = "record"  # the fields of a row in JSON Lines or CSV
    LINKED = "json-ld"  # what a page's publisher says for machines
    META = "meta"  # a page's meta elements
    PAGE = "page"  # what else a page prints: its headline, its times, its links
    FEED = "feed"  # the feed that led to it
    TEXT = "text"  # the text itself


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of the article proper; page furniture has no block."""

    span: Span
    place: Place = Place.BODY


@dataclass(frozen=True)
class Article:
    """A text with what is known about it.

    Attributes:
        doc: the path or address as given; identifies the article in messages and exports.
        text: the article as read, decoded, otherwise untouched.
        blocks: the paragraphs that belong to the article, in order.
        title, outlet, byline, url: as recovered or given, None where unknown.
        published, updated: ISO 8601, to the day or the minute, None where unknown.
        language: ISO 639 code, None where the text is too short to tell.
        replaced: how many lone surrogates and NULs became U+FFFD on reading.
        origins: what told title, outlet, byline, url, published and updated, as far as known; (field, origin), sorted.
        fetched: when the text was taken from the web, ISO 8601 in UTC; None where that is not known.
    """

    doc: str
    text: str
    blocks: tuple[Block, ...] = ()
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    url: str | None = None
    published: str | None = None
    updated: str | None = None
    language: str | None = None
    replaced: int = 0
    origins: tuple[tuple[str, Origin], ...] = ()
    fetched: str | None = None

    @property
    def english(self) -> bool:
        """Whether it can be read for reported speech: English, or too short to be known as anything else."""
        return self.language in (None, "en")

    @cached_property
    def hash(self) -> str:
        """SHA-256 of the text in UTF-8, in hexadecimal."""
        return hashlib.sha256(self.text.encode("utf-8")).hexdigest()


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who speaks, as one article knows them.

    Attributes:
        name: the fullest form of the name in the article, without title ("Mark Rutte").
        kind: a person, or a body with a name of its own.
        aliases: every form of the name found in the article, sorted, `name` among them.
        roles: what the article calls them beside the name ("NATO Secretary General"), sorted.
    """

    name: str
    kind: SpeakerKind = SpeakerKind.PERSON
    aliases: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolution:
    """How a source led to the speakers.

    Attributes:
        mention: where the text names the speaker: in the source, or the place nearest before it; None where only the
            source's own words do.
        sure: probability in [0, 1] that the speakers are right, or that the text names nobody, where there are none.
    """

    mention: Span | None
    sure: float


@dataclass(frozen=True, slots=True)
class Quote:
    """One attribution: what is said, by whom, and how the text says so.

    Attributes:
        content: what is attributed, quotation marks and a leading "that" included.
        source: the mention of the speaker as printed; empty where there is none.
        cue: the words that carry the attribution; empty where only marks and context do.
        speakers: whom the source means; empty is an honest answer.
        confidence: probability in [0, 1] that the attribution is right.
        said: ISO date on which it was said, where the text tells.
        resolution: how the source led to the speakers; None where there is no source.
        medium: where it was said ("in a statement", "on Telegram"), None where the text does not tell.
        through: the outlet through which the words came ("told Reuters"), None for the article's own report.
    """

    content: Spans
    source: Spans
    cue: Spans
    kind: Kind
    act: Act = Act.STATEMENT
    polarity: Polarity = Polarity.ASSERTS
    place: Place = Place.BODY
    speakers: tuple[Speaker, ...] = ()
    confidence: float = 0.5
    said: str | None = None
    resolution: Resolution | None = None
    medium: Span | None = None
    through: Span | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """An article with the quotes found in it, in the order of their contents.

    Attributes:
        known: whether it was not looked into, since it is known already; it has no quotes then.
    """

    article: Article
    quotes: tuple[Quote, ...]
    known: bool = False
