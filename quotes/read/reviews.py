"""Reviews as fact-checkers publish them: ClaimReview of schema.org, held against the fields that are published for it.

What is required is what search engines require (claimReviewed, reviewRating, url) and an author with a name
(https://schema.org/ClaimReview, https://developers.google.com/search/docs/appearance/structured-data/factcheck).
"""

from __future__ import annotations

import math
import re
from pathlib import Path
from typing import Any

from quotes.errors import InputError
from quotes.read.dates import is_iso
from quotes.read.jsonld import Node, Object, at, of_schema, read_nodes, types
from quotes.read.urls import canonical
from quotes.records import SpeakerKind
from quotes.review import Published, Review, scaled
from quotes.text import shortened

_LINE = 300
_ADDRESS = 2000
_CLAIM = 5000
_TEXT = 20_000
_UNSTORABLE = re.compile(r"[\ud800-\udfff\0]")
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8})*")
_FRACTION = re.compile(r"(?<=:\d\d)\.\d+")
_BODIES = frozenset({"Corporation", "FundingAgency", "NGO", "Project", "ResearchProject"})
"""Types of organisations that do not end in "Organization"."""


def read_reviews(path: Path) -> tuple[list[Published], list[str]]:
    """Read the ClaimReviews of a file.

    Args:
        path: JSON-LD (an object, a list, a graph, a DataFeed), JSON Lines, or a web page with JSON-LD in it; "-" for
            standard input. Objects of other types are passed over.

    Returns:
        The reviews that are sound, and what is wrong with the others: a sentence for each fault, with its place.

    Raises:
        InputError: the file cannot be read, or has nothing in it that means to be a ClaimReview.
    """
    nodes, faults = read_nodes(path)
    found: list[Published] = []
    for node in nodes:
        item = _Item(node.value, node.place, faults)
        if not isinstance(node.value, dict) or not types(node.value):
            item.fault("", "is no ClaimReview", 'give an object with "@type": "ClaimReview"')
        elif "ClaimReview" in types(node.value):
            before = len(faults)
            published = _published(node, item)
            if len(faults) == before:
                found.append(published)
    if not found and not faults:
        raise InputError(f"{path}: no ClaimReview in it; give the JSON-LD that a fact-checker publishes")
    return found, faults


def by_hand(
    rating: str, *, text: str | None = None, url: str | None = None, author: str | None = None, date: str | None = None
) -> Review:
    """A review from what somebody types.

    Raises:
        InputError: the rating is empty or too long, the address or the date is none; all faults are named.
    """
    faults: list[str] = []
    given = {"--rating": rating, "--text": text, "--url": url, "--author": author, "--date": date}
    item = _Item(given, "", faults)
    made = Review(
        item.line("--rating", required=True) or "",
        text=item.text("--text", _TEXT),
        url=item.address("--url"),
        author=item.line("--author"),
        date=item.day("--date"),
    )
    if faults:
        raise InputError("; ".join(faults))
    return made


class _Item:
    """An object of a file: what its fields hold, and what is wrong with them.

    A field that is missing, null or empty text is None; a fault is added to the list, and the value is None too.
    """

    def __init__(self, value: Any, place: str, faults: list[str]) -> None:
        self.value: dict[str, Any] = value if isinstance(value, dict) else {}
        self.place, self.faults = place, faults
        for key in value.twice if isinstance(value, Object) else ():
            self.fault(shortened(key), "is given more than once", "leave one")

    def fault(self, field: str, what: str, remedy: str) -> None:
        place = at(self.place, field) if field else self.place.removesuffix(": ") or "the file"
        self.faults.append(f"{place} {what}; {remedy}")

    def raw(self, field: str, required: bool = False) -> Any:
        value = self.value.get(field)
        if value is None or (isinstance(value, str) and not value.strip()) or value == []:
            if required:
                self.fault(field, "is missing", "a review must have it")
            return None
        return value

    def text(self, field: str, most: int, required: bool = False) -> str | None:
        value = self.raw(field, required)
        if value is None:
            return None
        if not isinstance(value, str):
            self.fault(field, f"is {_shown(value)}, no text", "give text")
            return None
        if len(value) > most:
            self.fault(field, f"has {len(value)} characters", f"give {most} at most")
            return None
        # JSON can spell what no database takes.
        return _UNSTORABLE.sub("\ufffd", value.strip())

    def line(self, field: str, required: bool = False) -> str | None:
        found = self.text(field, _LINE, required)
        return None if found is None else " ".join(found.split())

    def address(self, field: str, required: bool = False) -> str | None:
        found = self.text(field, _ADDRESS, required)
        if found is None:
            return None
        try:
            canonical(found)
            if re.search(r"\s|[\x00-\x1f\x7f]", found):
                raise InputError("white space")
        except InputError:
            self.fault(field, f"is {_shown(found)}, no web address", "give one like https://example.org/check")
            return None
        return found

    def day(self, field: str) -> str | None:
        found = self.text(field, _LINE)
        if found is None:
            return None
        plain = _FRACTION.sub("", found)
        if not is_iso(plain):
            self.fault(field, f"is {_shown(found)}, no ISO date", "write it like 2025-05-21")
            return None
        return plain

    def number(self, field: str) -> float | None:
        value = self.raw(field)
        if value is None:
            return None
        if isinstance(value, str) and _NUMBER.fullmatch(value.strip()):
            value = float(value)
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            self.fault(field, f"is {_shown(value)}, no number", "give a number")
            return None
        return float(value)

    def language(self, field: str) -> str | None:
        value = self.raw(field)
        holder, name = (self.item(field), "alternateName") if isinstance(value, dict) else (self, field)
        found = holder.line(name) if holder else None
        if found is not None and not _LANGUAGE.fullmatch(found):
            self.fault(field, f"is {_shown(found)}, no language tag", 'give one like "en" or "pt-BR"')
            return None
        return found

    def item(self, field: str, required: bool = False) -> _Item | None:
        """The object that a field holds, the first if it holds several."""
        return next(iter(self.items(field, required)), None)

    def items(self, field: str, required: bool = False, *, links: bool = False) -> list[_Item]:
        """The objects that a field holds; with `links`, web addresses may stand for them."""
        value = self.raw(field, required)
        if value is None:
            return []
        several = isinstance(value, list)
        found: list[_Item] = []
        for number, one in enumerate(value if several else [value]):
            name = f"{field}[{number}]" if several else field
            if isinstance(one, dict):
                found.append(_Item(one, at(self.place, name), self.faults))
            elif links and isinstance(one, str):
                _Item({name: one}, self.place, self.faults).address(name)
            else:
                self.fault(name, f"is {_shown(one)}, no object", 'give an object with "@type"')
        return found


def _shown(value: Any) -> str:
    """A value in a message, short; containers are named, not printed."""
    if isinstance(value, dict | list):
        return "an object" if isinstance(value, dict) else "a list"
    return shortened(repr(value), 60)


def _published(node: Node, item: _Item) -> Published:
    if not of_schema(node.context):
        shown = _shown(node.context)
        item.fault("@context", f"is {shown}, not schema.org", 'give "https://schema.org"')
    claimed = item.text("claimReviewed", _CLAIM, required=True) or ""
    author = item.item("author", required=True)
    rating, value, worst, best, explained = _rating(item)
    review = Review(
        rating=rating,
        value=value,
        worst=worst,
        best=best,
        text=item.text("reviewBody", _TEXT) or explained,
        url=item.address("url", required=True),
        author=_named(author, required=True) if author else None,
        author_kind=SpeakerKind.PERSON if author and "Person" in types(author.value) else SpeakerKind.ORGANISATION,
        author_url=author.address("url") if author else None,
        date=item.day("datePublished"),
        language=item.language("inLanguage"),
        claim_reviewed=claimed,
    )
    return Published(node.place, claimed, _speakers(item), review)


def _rating(item: _Item) -> tuple[str, float | None, float | None, float | None, str | None]:
    """The rating in words and numbers, and what it says beside."""
    rated = item.item("reviewRating", required=True)
    if rated is None:
        return "", None, None, None, None
    if types(rated.value) and not any(one.endswith("Rating") for one in types(rated.value)):
        rated.fault("@type", f"is {_shown(rated.value['@type'])}", 'give "Rating"')
    words = rated.line("alternateName")
    value, worst, best = (rated.number(name) for name in ("ratingValue", "worstRating", "bestRating"))
    if words is None and rated.raw("alternateName") is None:
        if rated.raw("ratingValue") is None:
            rated.fault("alternateName", "and ratingValue are missing", "a rating must have one")
        elif rated.raw("worstRating") is None or rated.raw("bestRating") is None:
            remedy = "give bestRating and worstRating, or alternateName"
            rated.fault("ratingValue", "is a number without its scale", remedy)
    if worst is not None and best is not None and worst > best:
        rated.fault("worstRating", f"is {worst:g}, above bestRating {best:g}", "exchange them")
    elif value is not None and not (-math.inf if worst is None else worst) <= value <= (
        math.inf if best is None else best
    ):
        ends = " to ".join(f"{end:g}" if end is not None else "…" for end in (worst, best))
        rated.fault("ratingValue", f"is {value:g}, outside {ends}", "mend it or the scale")
    return words or scaled(value, worst, best) or "", value, worst, best, rated.text("ratingExplanation", _TEXT)


def _named(item: _Item, required: bool = False) -> str | None:
    """The name of a person or body."""
    for one in types(item.value):
        if one != "Person" and one not in _BODIES and not one.endswith("Organization"):
            item.fault("@type", f"is {_shown(one)}", 'give "Person" or "Organization"')
    return item.line("name", required)


def _speakers(item: _Item) -> tuple[str, ...]:
    """Whose claim it is; what is said of the claim beside is only looked through for faults."""
    claim = item.item("itemReviewed")
    if claim is None:
        return ()
    names: list[str | None] = []
    for author in claim.items("author"):
        names.append(_named(author))
        author.items("sameAs", links=True)
    claim.day("datePublished")
    for field in ("appearance", "firstAppearance"):
        for work in claim.items(field, links=True):
            work.address("url")
            work.day("datePublished")
    return tuple(name for name in names if name)
