"""Rows to records."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from db import queries, speakers
from db import reviews as reviewed
from db.rows import AnyConnection, Row
from quotes.entries import Claim, LogEntry, RoleUse, Sighting, SpeakerEntry
from quotes.records import Act, Article, Block, Kind, Origin, Place, Polarity, Resolution, Span, Spans, SpeakerKind

if TYPE_CHECKING:
    from quotes.identity import Known
    from quotes.review import StoredReview


_ROLE = ("name", "articles", "first", "last")
_REVIEW = "rating value worst best text url author author_url date language claim_reviewed".split()


def sightings(connection: AnyConnection, rows: Sequence[Row]) -> tuple[Sighting, ...]:
    """Quotes with who speaks in them."""
    found = queries.speakers_of(connection, [row["id"] for row in rows])
    return tuple(_sighting(row, found.get(row["id"], ())) for row in rows)


def _sighting(row: Row, speaking: Sequence[Row]) -> Sighting:
    return Sighting(
        id=row["id"],
        article=row["article_id"],
        claim=row["claim_id"],
        text=row["text"],
        kind=Kind(row["kind"]),
        act=Act(row["act"]),
        polarity=Polarity(row["polarity"]),
        place=Place(row["place"]),
        content=spans(row["content"]),
        source=spans(row["source"]),
        cue=spans(row["cue"]),
        source_text=row["source_text"],
        cue_text=row["cue_text"],
        speakers=tuple(s["name"] for s in speaking),
        speaker_ids=tuple(s["id"] for s in speaking),
        confidence=row["confidence"],
        said=row["said"],
        doc=row["doc"],
        url=row["url"],
        title=row["title"],
        outlet=row["outlet"],
        date=row["published"],
        ingested=row["ingested"],
        leads=bool(row["leads"]),
        report=row["report"],
        normal=row["normal"],
        resolution=_resolution(row),
        medium=row["medium"],
        through=row["through"],
        language=row["language"],
        since=row["since"],
        until=row["until"],
        speaker_kinds=tuple(SpeakerKind(s["kind"]) for s in speaking),
        speaker_wikidata=tuple(s["wikidata"] for s in speaking),
    )


def _resolution(row: Row) -> Resolution | None:
    if row["sure"] is None:
        return None
    return Resolution(Span(*row["mention"]) if row["mention"] else None, row["sure"])


def spans(pairs: Sequence[Sequence[int]]) -> Spans:
    """Spans as they are stored."""
    return tuple(Span(start, end) for start, end in pairs)


def article(row: Row) -> Article:
    """An article as stored."""
    return Article(
        doc=row["doc"],
        text=row["text"],
        blocks=tuple(Block(Span(start, end), Place(place)) for start, end, place in row["blocks"]),
        title=row["title"],
        outlet=row["outlet"],
        byline=row["byline"],
        url=row["url"],
        published=row["published"],
        updated=row["updated"],
        language=row["language"],
        replaced=row["replaced"],
        origins=tuple(sorted((name, Origin(origin)) for name, origin in row["origins"].items())),
        fetched=row["fetched"],
    )


def claims(connection: AnyConnection, rows: Sequence[Row]) -> list[Claim]:
    """Claims with the speakers of their leading quotes, and how they were rated."""
    found = queries.speakers_of(connection, [row["quote_id"] for row in rows])
    rated = reviewed.ratings(connection, [row["id"] for row in rows])
    return [
        Claim(
            id=row["id"],
            text=row["text"],
            quote=row["quote_id"],
            speakers=tuple(s["name"] for s in found.get(row["quote_id"], ())),
            kind=Kind(row["kind"]),
            sightings=row["sightings"],
            articles=row["articles"],
            reports=row["reports"],
            outlets=row["outlets"],
            first=row["first"],
            last=row["last"],
            ratings=tuple(rated.get(row["id"], ())),
            confirmed=bool(row["confirmed"]),
        )
        for row in rows
    ]


def reviews(connection: AnyConnection, rows: Sequence[Row]) -> list[StoredReview]:
    """Reviews with who made the claims."""
    from quotes.review import Review, StoredReview

    found = queries.speakers_of(connection, [row["quote_id"] for row in rows])
    return [
        StoredReview(
            id=row["id"],
            claim=row["claim_id"],
            quote=row["quote_id"],
            words=row["words"],
            speakers=tuple(s["name"] for s in found.get(row["quote_id"], ())),
            review=Review(**{c: row[c] for c in _REVIEW}, author_kind=SpeakerKind(row["author_kind"])),
        )
        for row in rows
    ]


def speaker_entries(connection: AnyConnection, ids: tuple[int, ...] | None, *, limit: int) -> list[SpeakerEntry]:
    """Speakers with their aliases, the most quoted first; `ids` None for all."""
    rows = speakers.speakers(connection, ids, limit=limit)
    aliases = speakers.aliases(connection, [row["id"] for row in rows])
    roles = speakers.roles(connection, [row["id"] for row in rows])
    return [
        SpeakerEntry(
            row["id"],
            row["name"],
            SpeakerKind(row["kind"]),
            tuple(aliases.get(row["id"], ())),
            row["statements"] or 0,
            row["attitudes"] or 0,
            row["claims"],
            row["articles"],
            row["outlets"],
            row["wikidata"],
            tuple(RoleUse(*(role[c] for c in _ROLE)) for role in roles.get(row["id"], ())),
        )
        for row in rows
    ]


def log_entry(row: Row) -> LogEntry:
    """A change made by hand."""
    detail = row["detail"]
    before, after = detail.get("before", {}), detail.get("after", {})
    changed = ", ".join(f"{name} from {before.get(name) or '–'} to {value or '–'}" for name, value in after.items())
    return LogEntry(row["id"], row["at"], row["action"], row["subject"], detail.get("what") or changed)


def known(connection: AnyConnection, ids: Collection[int]) -> list[Known]:
    """Stored speakers to be considered, by id; without the outlets that quote them."""
    from quotes.identity import Known

    rows = speakers.named(connection, sorted(ids))
    found = [row["id"] for row in rows]
    aliases = speakers.aliases(connection, found)
    given = speakers.given_names(connection, found)
    roles = speakers.role_names(connection, found)
    return [
        Known(
            row["id"],
            row["name"],
            SpeakerKind(row["kind"]),
            tuple(aliases.get(row["id"], ())),
            tuple(name for name, taken in given.get(row["id"], {}).items() if not taken),
            tuple(name for name, taken in given.get(row["id"], {}).items() if taken),
            tuple(roles.get(row["id"], ())),
        )
        for row in rows
    ]
