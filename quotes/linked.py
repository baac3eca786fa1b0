"""Records as objects of schema.org, for JSON-LD: Quotation, Claim, ClaimReview, NewsArticle, Person, Organization.

What a speaker denied is nobody's quotation or claim in that vocabulary, and words that an article only reports are no
quotation: see `quotation`. Fields without a value are left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from quotes.entries import ArticleEntry, Sighting, SpeakerEntry
from quotes.records import Act, Kind, Polarity, SpeakerKind
from quotes.review import Review, StoredReview, scaled

Object = dict[str, Any]

_CONTEXT = {"@context": "https://schema.org"}
_TYPES = {SpeakerKind.PERSON: "Person", SpeakerKind.ORGANISATION: "Organization"}
_WIKIDATA = "https://www.wikidata.org/wiki/"


def quotation(sighting: Sighting) -> Object | None:
    """A stored statement: a Quotation if words of it stand between marks, a Claim if the article only reports it.

    None for what it is neither of: an attitude, or what the speaker denies.
    """
    if sighting.act is not Act.STATEMENT or sighting.polarity is Polarity.DENIES:
        return None
    reported = sighting.kind is Kind.INDIRECT
    return _CONTEXT | _present(
        {
            "@type": "Claim" if reported else "Quotation",
            "identifier": f"quote {sighting.id}",
            "text": sighting.text,
            "author" if reported else "spokenByCharacter": _speakers(sighting),
            "inLanguage": sighting.language,
            "isPartOf": _printed_in(sighting),
        }
    )


def claim(variants: Sequence[Sighting]) -> Object | None:
    """A claim with every article that prints it.

    Args:
        variants: its quotes, the earliest first, those without a date last.

    Returns:
        None if it is what somebody denies, or none any more.
    """
    found = _claim(variants)
    return None if found is None else _CONTEXT | {"@type": "Claim", "identifier": f"claim {variants[0].claim}"} | found


def claim_review(found: StoredReview, variants: Sequence[Sighting]) -> Object | None:
    """A review with its claim; None if it lacks what a ClaimReview must have: an address, an author, a claim.

    Args:
        variants: the quotes of its claim, as for `claim`.
    """
    review, reviewed = found.review, _claim(variants)
    if review.url is None or review.author is None or reviewed is None:
        return None
    return _CONTEXT | _present(
        {
            "@type": "ClaimReview",
            "url": review.url,
            "claimReviewed": review.claim_reviewed or found.words,
            "reviewRating": _rating(review),
            "reviewBody": review.text,
            "author": _present(
                {"@type": _TYPES[review.author_kind], "name": review.author, "url": review.author_url},
            ),
            "datePublished": review.date,
            "inLanguage": review.language,
            "itemReviewed": {"@type": "Claim"} | reviewed,
        }
    )


def speaker(entry: SpeakerEntry) -> Object:
    """A speaker as Person or Organization."""
    return _CONTEXT | _present(
        _agent(entry.name, entry.kind, entry.wikidata)
        | {
            "identifier": f"speaker {entry.id}",
            "alternateName": [name for name in entry.aliases if name != entry.name],
        }
    )


def article(entry: ArticleEntry) -> Object:
    """An article without its text."""
    found = _news(entry.url, entry.title, entry.outlet, entry.date)
    return _CONTEXT | found | {"identifier": f"article {entry.id}"}


def _claim(variants: Sequence[Sighting]) -> Object | None:
    lead = next((sighting for sighting in variants if sighting.leads), None)
    if lead is None or lead.polarity is Polarity.DENIES:
        return None
    first = next((sighting for sighting in variants if sighting.date), None)
    printed = {sighting.article: _printed_in(sighting) for sighting in variants}
    return _present(
        {
            "text": lead.text,
            "author": _speakers(lead),
            "inLanguage": lead.language,
            "datePublished": first.date if first else None,
            "firstAppearance": _printed_in(first) if first else None,
            "appearance": list(printed.values()),
        }
    )


def _rating(review: Review) -> Object:
    numbers = review.value, review.worst, review.best
    unsaid = review.rating == scaled(*numbers)
    return _present(
        {
            "@type": "Rating",
            "alternateName": None if unsaid else review.rating,
            **dict(zip(("ratingValue", "worstRating", "bestRating"), map(_plain, numbers), strict=True)),
        }
    )


def _plain(number: float | None) -> float | None:
    """2 for 2.0, as people write ratings."""
    return int(number) if number is not None and number.is_integer() else number


def _speakers(sighting: Sighting) -> Object | list[Object] | None:
    """Who speaks; a list where several do."""
    who = zip(sighting.speakers, sighting.speaker_kinds, sighting.speaker_wikidata, strict=True)
    found = [_agent(*one) for one in who]
    return found[0] if len(found) == 1 else found or None


def _agent(name: str, kind: SpeakerKind, wikidata: str | None) -> Object:
    return _present({"@type": _TYPES[kind], "name": name, "sameAs": _WIKIDATA + wikidata if wikidata else None})


def _printed_in(sighting: Sighting) -> Object:
    return _news(sighting.url, sighting.title, sighting.outlet, sighting.date)


def _news(url: str | None, title: str | None, outlet: str | None, date: str | None) -> Object:
    publisher = {"@type": "Organization", "name": outlet} if outlet else None
    fields = {"url": url, "headline": title, "publisher": publisher, "datePublished": date}
    return {"@type": "NewsArticle"} | _present(fields)


def _present(fields: Object) -> Object:
    return {name: value for name, value in fields.items() if value is not None and value != []}
