"""Records to rows: dicts in the order in which they are shown, of values that fit into JSON. Nothing here prints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from quotes.entries import (
    ArticleEntry,
    Claim,
    Failure,
    LogEntry,
    OutletEntry,
    Sighting,
    SpeakerEntry,
    Suggestion,
    Watch,
)
from quotes.records import Article, Quote, Reading, Resolution, Span, printed
from quotes.text import visible

if TYPE_CHECKING:
    from quotes.check import Finding
    from quotes.compare import Comparison
    from quotes.draft import Alleged
    from quotes.history import Revision
    from quotes.review import StoredReview
    from quotes.trace import Step
    from quotes.watch import Event

Row = dict[str, Any]


def quote_row(reading: Reading, quote: Quote) -> Row:
    """A quote as `quotes extract` prints it."""
    return {
        "doc": reading.article.doc,
        "kind": quote.kind.value,
        "act": quote.act.value,
        "polarity": quote.polarity.value,
        "place": quote.place.value,
        "text": printed(reading.article.text, quote.content),
        "content": [list(s) for s in quote.content],
        "source": [list(s) for s in quote.source],
        "cue": [list(s) for s in quote.cue],
        "speaker": " & ".join(s.name for s in quote.speakers) or None,
        "confidence": round(quote.confidence, 3),
        **_resolved(quote.resolution),
        "medium": reading.article.text[slice(*quote.medium)] if quote.medium else None,
        "through": reading.article.text[slice(*quote.through)] if quote.through else None,
    }


def sighting_row(sighting: Sighting) -> Row:
    """A stored quote, whole."""
    return {
        "id": sighting.id,
        "doc": sighting.url or sighting.doc,
        "text": sighting.text,
        "content": [list(s) for s in sighting.content],
        "kind": sighting.kind.value,
        "act": sighting.act.value,
        "polarity": sighting.polarity.value,
        "place": sighting.place.value,
        "source": [list(s) for s in sighting.source],
        "cue": [list(s) for s in sighting.cue],
        "speaker": sighting.speaker,
        "claim": sighting.claim,
        "outlet": sighting.outlet,
        "date": sighting.date,
        "said": sighting.said,
        "title": sighting.title,
        "article": sighting.article,
        "confidence": round(sighting.confidence, 3),
        **_resolved(sighting.resolution),
        "medium": sighting.medium,
        "through": sighting.through,
        "since": sighting.since,
        "until": sighting.until,
    }


def _resolved(resolution: Resolution | None) -> Row:
    """Where the speaker is named, and how sure that is."""
    mention = resolution.mention if resolution else None
    return {
        "speaker_mention": list(mention) if mention else None,
        "speaker_confidence": round(resolution.sure, 3) if resolution else None,
    }


def quote_object(
    sighting: Sighting, article: Article, variants: Sequence[Sighting], reviews: Sequence[StoredReview] = ()
) -> Row:
    """A stored quote, whole, with its paragraph, its citation, and every other wording and the reviews of its claim."""
    span = paragraph(sighting, article)
    return sighting_row(sighting) | {
        "paragraph": article.text[slice(*span)],
        "citation": citation(sighting),
        "variants": [sighting_row(v) for v in variants if v.id != sighting.id],
        "reviews": [review_row(r) for r in reviews],
    }


def paragraph(sighting: Sighting, article: Article) -> Span:
    """Where the paragraphs that hold a quote begin and end."""
    ends = sighting.content[0], sighting.content[-1]
    blocks = [b.span for b in article.blocks if any(b.span.overlaps(c) for c in ends)]
    return Span(
        min((b.start for b in blocks), default=sighting.content[0].start),
        max((b.end for b in blocks), default=sighting.content[-1].end),
    )


def claim_row(claim: Claim) -> Row:
    """A claim with its counts."""
    return {
        "id": claim.id,
        "speaker": " & ".join(claim.speakers) or None,
        "text": claim.text,
        "kind": claim.kind.value,
        "sightings": claim.sightings,
        "articles": claim.articles,
        "reports": claim.reports,
        "outlets": claim.outlets,
        "first": claim.first,
        "last": claim.last,
        "quote": claim.quote,
        "ratings": list(claim.ratings),
        "confirmed": claim.confirmed,
    }


def review_row(found: StoredReview) -> Row:
    """A fact-checker's finding, and the claim that it is of."""
    review = found.review
    return {
        "id": found.id,
        "claim": found.claim,
        "rating": review.rating,
        "value": review.value,
        "worst": review.worst,
        "best": review.best,
        "author": review.author,
        "author_kind": review.author_kind.value,
        "author_url": review.author_url,
        "date": review.date,
        "url": review.url,
        "language": review.language,
        "text": review.text,
        "claim_reviewed": review.claim_reviewed,
        "speaker": " & ".join(found.speakers) or None,
        "words": found.words,
        "quote": found.quote,
    }


def speaker_row(entry: SpeakerEntry) -> Row:
    """A speaker with counts and aliases."""
    return {
        "id": entry.id,
        "speaker": entry.name,
        "kind": entry.kind.value,
        "aliases": list(entry.aliases),
        "statements": entry.statements,
        "attitudes": entry.attitudes,
        "claims": entry.claims,
        "articles": entry.articles,
        "outlets": entry.outlets,
        "wikidata": entry.wikidata,
        "roles": [
            {"role": use.name, "articles": use.articles, "first": use.first, "last": use.last} for use in entry.roles
        ],
    }


def suggestion_row(found: Suggestion) -> Row:
    """Two speakers who may be one, and why."""
    return {
        "keep": found.kept[0],
        "speaker": found.kept[1],
        "merge": found.gone[0],
        "other": found.gone[1],
        "evidence": list(found.evidence),
        "weight": found.weight,
    }


def step_row(step: Step) -> Row:
    """One printing of a claim, and what changed."""
    return {
        "quote": step.sighting.id,
        "date": step.sighting.date,
        "outlet": step.sighting.outlet,
        "speaker": step.sighting.speaker,
        "kind": step.sighting.kind.value,
        "change": step.change.value,
        "of": step.of,
        "gone": list(step.gone),
        "come": list(step.come),
        "alarms": [alarm.value for alarm in step.alarms],
        "text": step.sighting.text,
        "through": step.sighting.through,
        "url": step.sighting.url,
    }


def event_row(event: Event, watch: str) -> Row:
    """A piece of news about what is watched."""
    return {
        "watch": watch,
        "news": event.news.value,
        "quote": event.sighting.id,
        "date": event.sighting.date,
        "outlet": event.sighting.outlet,
        "speaker": event.sighting.speaker,
        "text": event.sighting.text,
        "change": event.change.value if event.change else None,
        "of": event.of.id if event.of else None,
        "of_speaker": event.of.speaker if event.of else None,
        "of_text": event.of.text if event.of else None,
        "alarms": [alarm.value for alarm in event.alarms],
        "claim": event.sighting.claim,
        "url": event.sighting.url,
    }


def watch_row(watch: Watch) -> Row:
    """What somebody watches."""
    return {
        "watch": watch.name,
        "words": watch.words,
        "speaker": watch.speaker,
        "outlet": watch.outlet,
        "looked": watch.looked,
    }


def log_row(entry: LogEntry) -> Row:
    """A change made by hand."""
    return {"id": entry.id, "at": entry.at, "action": entry.action, "subject": entry.subject, "what": entry.what}


def outlet_row(entry: OutletEntry) -> Row:
    """An outlet with counts and dates."""
    return {
        "outlet": entry.name,
        "articles": entry.articles,
        "quotes": entry.quotes,
        "first": entry.first,
        "last": entry.last,
    }


def article_row(entry: ArticleEntry) -> Row:
    """A stored article without its text."""
    return {
        "id": entry.id,
        "title": entry.title,
        "outlet": entry.outlet,
        "date": entry.date,
        "quotes": entry.quotes,
        "versions": entry.versions,
        "url": entry.url,
        "doc": entry.doc,
    }


def reading_row(reading: Reading) -> Row:
    """An article as it would be stored."""
    article = reading.article
    return {
        "doc": article.doc,
        "title": article.title,
        "outlet": article.outlet,
        "date": article.published,
        "byline": article.byline,
        "language": article.language,
        "url": article.url,
        "quotes": None if reading.known else len(reading.quotes),
        "stored": reading.known,
    }


def revision_row(revision: Revision) -> Row:
    """What a version of an article changed."""
    version = revision.version
    return {
        "version": version.number,
        "ingested": version.ingested,
        "fetched": version.fetched,
        "updated": version.article.updated,
        "title": version.article.title,
        "hash": version.article.hash,
        "stays": revision.stays,
        "added": [_changed(quote) for quote in revision.added],
        "gone": [_changed(quote) for quote in revision.gone],
        "altered": [{"before": _changed(one), "after": _changed(other)} for one, other in revision.altered],
    }


def _changed(sighting: Sighting) -> Row:
    return {
        "quote": sighting.id,
        "speaker": sighting.speaker,
        "act": sighting.act.value,
        "polarity": sighting.polarity.value,
        "text": sighting.text,
    }


def failure_row(failure: Failure) -> Row:
    """A document that could not be read."""
    return {"at": failure.at, "name": failure.name, "reason": failure.reason, "place": failure.place}


_COLUMN = {"published": "date"}


def article_object(article: Article, article_id: int, ingested: str) -> Mapping[str, Any]:
    """An article, whole."""
    return {
        "id": article_id,
        "title": article.title,
        "outlet": article.outlet,
        "date": article.published,
        "updated": article.updated,
        "byline": article.byline,
        "language": article.language,
        "url": article.url,
        "doc": article.doc,
        "hash": article.hash,
        "ingested": ingested,
        "fetched": article.fetched,
        "origins": {_COLUMN.get(name, name): origin.value for name, origin in article.origins},
        "text": article.text,
    }


def comparison_row(comparison: Comparison, first: str, second: str) -> Row:
    """How two statements stand to each other; a step of the difference is what one or both have, in words."""
    from quotes.wording import printed_words, words

    sides = {"delete": (first, words(first)), "insert": (second, words(second))}
    diff = []
    for edit in comparison.edits:
        text, cut = sides["delete" if edit.op == "equal" else edit.op]
        diff.append([edit.op, printed_words(text, cut, *(edit.second if edit.op == "insert" else edit.first))])
    return {
        "relation": comparison.relation.value,
        "score": comparison.score,
        "coverage": comparison.coverage,
        "alarms": [alarm.value for alarm in comparison.alarms],
        "diff": diff,
    }


def finding_row(finding: Finding, variants: Sequence[Sighting]) -> Row:
    """The answer to an alleged quote.

    Args:
        variants: every wording of the claim it was found in, earliest first.
    """
    sighting = finding.sighting
    first = variants[0] if variants else None
    return {
        "verdict": finding.verdict.value,
        "text": sighting.text if sighting else None,
        "speaker": sighting.speaker if sighting else None,
        "claim": sighting.claim if sighting else None,
        "quote": sighting.id if sighting else None,
        "spliced_with": finding.second.id if finding.second else None,
        "alarms": [alarm.value for alarm in finding.alarms],
        "diff": [[op, words] for op, words in diff_words(finding)],
        "first_seen": first.date if first else None,
        "outlets": sorted({s.outlet for s in variants if s.outlet}),
        "reports": len({s.report for s in variants}),
        "citation": citation(sighting) if sighting else None,
        "confidence": finding.confidence,
    }


def alleged_row(alleged: Alleged, finding: Finding, variants: Sequence[Sighting]) -> Row:
    """A quotation of a draft, where it stands, and what the database says of it."""
    return {
        "line": alleged.line,
        "start": alleged.span.start,
        "end": alleged.span.end,
        "said_by": " & ".join(speaker.name for speaker in alleged.speakers) or None,
        "words": alleged.text,
    } | finding_row(finding, variants)


def diff_words(finding: Finding) -> list[tuple[str, str]]:
    """The alignment of alleged and attested words: ("equal" | "alleged" | "attested", words)."""
    from quotes.wording import printed_words

    names = {"equal": "equal", "delete": "alleged", "insert": "attested"}
    attested = finding.sighting.text if finding.sighting else ""
    found: list[tuple[str, str]] = []
    for edit in finding.edits:
        if edit.op == "delete":
            words = printed_words(finding.text, finding.alleged, *edit.first)
        else:
            words = printed_words(attested, finding.attested, *edit.second)
        found.append((names[edit.op], words))
    return found


def citation(sighting: Sighting) -> str:
    """A line ready to paste: outlet, title, date, address, when read."""
    title = f"“{sighting.title}”" if sighting.title else None
    date = sighting.date[:10] if sighting.date else "no date"
    where = sighting.url or sighting.doc
    parts = [sighting.outlet or "unknown outlet", title, date, where, f"read {sighting.ingested[:10]}"]
    return visible(" ".join(", ".join(part for part in parts if part).split()))
