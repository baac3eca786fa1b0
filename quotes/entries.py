"""What a database answers: quotes, claims, speakers, articles as they are stored, and what is kept beside them."""

from __future__ import annotations

from dataclasses import dataclass

from quotes.records import Act, Article, Kind, Place, Polarity, Resolution, Spans, SpeakerKind


@dataclass(frozen=True, slots=True)
class Seen:
    """What the server of a page said of it, to ask whether it has changed since.

    Attributes:
        url: the address that was asked for.
        fetched: when, ISO 8601 in UTC.
    """

    url: str
    etag: str | None
    last_modified: str | None
    fetched: str


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that could not be read.

    Attributes:
        name: what identifies it in messages; the beginning of a long one, as stored.
        place: what is to be read to try again: an absolute path, or an address.
        reason: what kept it from being read.
        given: what was said of it beside its text, as (field, value).
        mapping: which columns were named, as (field, column).
        at: when, ISO 8601 in UTC; None before it is stored.
    """

    name: str
    place: str
    reason: str
    given: tuple[tuple[str, str], ...] = ()
    mapping: tuple[tuple[str, str], ...] = ()
    at: str | None = None


@dataclass(frozen=True, slots=True)
class Sighting:
    """A quote as stored: one statement, or one attitude, in one article.

    Attributes:
        id, article, claim: the ids of the quote, its article, its claim (None for attitudes).
        text, source_text, cue_text: what the spans print, parts joined by `JOINER`.
        speakers: canonical names; speaker_ids their ids, in the same order.
        date: when the article was published, None where unknown.
        leads: whether this is the wording by which its claim is shown.
        report: the same for articles that print one text, an agency's say; else the article's id.
        language: of the article.
        since, until: the first and the last version of the article in which it stands; None while it stands still. The
            spans are into the text of the last.
    """

    id: int
    article: int
    claim: int | None
    text: str
    kind: Kind
    act: Act
    polarity: Polarity
    place: Place
    content: Spans
    source: Spans
    cue: Spans
    source_text: str
    cue_text: str
    speakers: tuple[str, ...]
    speaker_ids: tuple[int, ...]
    confidence: float
    said: str | None
    doc: str
    url: str | None
    title: str | None
    outlet: str | None
    date: str | None
    ingested: str
    leads: bool
    report: int
    normal: str
    resolution: Resolution | None = None
    medium: str | None = None
    through: str | None = None
    language: str | None = None
    since: int = 1
    until: int | None = None
    speaker_kinds: tuple[SpeakerKind, ...] = ()
    speaker_wikidata: tuple[str | None, ...] = ()

    @property
    def speaker(self) -> str | None:
        """The speakers' names joined by " & ", None where nobody is named."""
        return " & ".join(self.speakers) or None


@dataclass(frozen=True, slots=True)
class Claim:
    """What statements of one speaker have in common, as a listing shows it.

    Attributes:
        text: the leading wording; quote is that quote's id.
        sightings: how many quotes, articles and outlets print it.
        reports: how many articles do, copies of one text counted once.
        first, last: dates of the earliest and latest dated article.
        ratings: what fact-checkers found, the latest review first.
        confirmed: whether people have put it together, or found it right.
    """

    id: int
    text: str
    quote: int
    speakers: tuple[str, ...]
    kind: Kind
    sightings: int
    articles: int
    reports: int
    outlets: int
    first: str | None
    last: str | None
    ratings: tuple[str, ...] = ()
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Watch:
    """What somebody watches: quotes with these words, of this speaker, in these outlets; None asks nothing.

    Attributes:
        looked: when they looked last.
    """

    name: str
    words: str | None = None
    speaker: str | None = None
    outlet: str | None = None
    looked: str | None = None


@dataclass(frozen=True, slots=True)
class RoleUse:
    """What articles call a speaker, how many do, and the dates of the first and the last, None where undated."""

    name: str
    articles: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class SpeakerEntry:
    """A speaker as a listing shows them.

    Attributes:
        roles: the most common first.
    """

    id: int
    name: str
    kind: SpeakerKind
    aliases: tuple[str, ...]
    statements: int
    attitudes: int
    claims: int
    articles: int
    outlets: int
    wikidata: str | None = None
    roles: tuple[RoleUse, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two stored speakers who may be one, and what speaks for it, the strongest first.

    Attributes:
        weight: how much speaks for it; for sorting.
    """

    kept: tuple[int, str]
    gone: tuple[int, str]
    evidence: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class LogEntry:
    """A change made by hand.

    Attributes:
        at: when, ISO 8601 in UTC.
        what: whom or what it changed, for people to read.
    """

    id: int
    at: str
    action: str
    subject: str
    what: str


@dataclass(frozen=True, slots=True)
class OutletEntry:
    """An outlet as a listing shows it; `name` is None for articles whose outlet nobody knows."""

    name: str | None
    articles: int
    quotes: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class VersionEntry:
    """A text that an article has or had.

    Attributes:
        number: 1 for the first that was read.
        ingested: when it was read; fetched: when it was taken from the web, None where that is not known.
        quotes: those that stand in it.
    """

    number: int
    ingested: str
    fetched: str | None
    article: Article
    quotes: tuple[Sighting, ...]


@dataclass(frozen=True, slots=True)
class ArticleEntry:
    """A stored article as a listing shows it."""

    id: int
    title: str | None
    outlet: str | None
    date: str | None
    url: str | None
    doc: str
    quotes: int
    versions: int = 1
