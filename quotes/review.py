"""What fact-checkers found of a claim."""

from __future__ import annotations

from dataclasses import dataclass

from quotes.records import SpeakerKind


@dataclass(frozen=True, slots=True)
class Review:
    """A finding, as published or as given by hand.

    Attributes:
        rating: in words ("False"), or `scaled` where only a number was given.
        value, worst, best: the rating as a number and the ends of its scale, None where not given.
        text: the finding in short.
        url: the page that has it; author: who found it; date: when it was published, ISO 8601.
        language: of the review, as a language tag ("en", "pt-BR").
        claim_reviewed: what it calls the claim; None where that is the claim's own wording.
    """

    rating: str
    value: float | None = None
    worst: float | None = None
    best: float | None = None
    text: str | None = None
    url: str | None = None
    author: str | None = None
    author_kind: SpeakerKind = SpeakerKind.ORGANISATION
    author_url: str | None = None
    date: str | None = None
    language: str | None = None
    claim_reviewed: str | None = None


@dataclass(frozen=True, slots=True)
class StoredReview:
    """A review with the claim that it is of.

    Attributes:
        words: the claim's wording; quote is the id of the quote that has it.
        speakers: canonical names of who said it.
    """

    id: int
    claim: int
    quote: int
    words: str
    speakers: tuple[str, ...]
    review: Review


@dataclass(frozen=True, slots=True)
class Published:
    """A review in a file, with what it says of the claim.

    Attributes:
        place: where in the file it stands, for messages.
        claimed: the reviewed words.
        speakers: who is said to have said them; empty where the review does not tell.
    """

    place: str
    claimed: str
    speakers: tuple[str, ...]
    review: Review


def scaled(value: float | None, worst: float | None, best: float | None) -> str | None:
    """A rating that has only a number, in words: "2 (1–5)"; None where it lacks its scale."""
    if value is None or worst is None or best is None:
        return None
    return f"{value:g} ({worst:g}–{best:g})"
