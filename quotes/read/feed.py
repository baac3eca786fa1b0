"""RSS and Atom feeds, by feedparser: the articles that they carry, or point to."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from quotes.errors import ReadError
from quotes.read.dates import parse_date
from quotes.read.decode import MAX_BYTES, UNREADABLE
from quotes.read.given import Given
from quotes.read.urls import known_address

FEEDS = frozenset({".xml", ".rss", ".atom"})
# What stands before is passed over in one way only, as for `quotes.read.documents.is_page`.
_FEED = re.compile(rb"(?>\s|\xef\xbb\xbf|<\?.{0,500}?\?>|<!--.{0,2000}?-->){0,20}<(?:rss|feed|rdf:RDF)\b", re.DOTALL)
_MOST = 1000
_LONGEST = 1000
# Letters. A summary is a sentence or two, whatever the element in which it stands; what is longer is the article. By
# hand: what calls itself content is believed sooner.
_CONTENT, _SUMMARY = 500, 1200


@dataclass(frozen=True, slots=True)
class Entry:
    """An article of a feed.

    Attributes:
        given: what the feed says of it, its address among it.
        content: its HTML where the feed carries the whole of it; None where it only points to it.
    """

    given: Given
    content: str | None


def is_feed(data: bytes) -> bool:
    """Whether bytes begin as a feed does."""
    return bool(_FEED.match(data[:8192]))


def entries(data: bytes, name: str, address: str | None = None) -> Iterator[Entry]:
    """The articles of a feed, in its order.

    Args:
        data: the feed.
        name: names it in messages.
        address: where it was, for relative links; None if it was not taken from the web.

    Raises:
        ReadError: it is no feed, too large, or has no entries.
    """
    import feedparser

    if len(data) > MAX_BYTES:
        raise ReadError(f"{name}: larger than {MAX_BYTES // 1_000_000} MB, which no feed is")
    headers = {"content-location": address} if address else {}
    try:
        # From memory: given text, it would take it for an address and fetch it.
        found = feedparser.parse(io.BytesIO(data), response_headers=headers)
    except Exception as error:  # of many types; it is not proof against every feed
        raise ReadError(f"{name}: no feed that can be read ({type(error).__name__}); give RSS or Atom") from error
    if not found.get("version") or not found.entries:
        raise ReadError(f"{name}: no RSS or Atom feed with entries in it; give another")
    outlet = _line(found.feed.get("title"))
    for entry in found.entries[:_MOST]:
        yield Entry(_given(entry, outlet, address), _content(entry))


def _given(entry: Any, outlet: str | None, address: str | None) -> Given:
    authors = [_line(author.get("name")) for author in entry.get("authors", ())] or [_line(entry.get("author"))]
    return Given(
        outlet=outlet,
        title=_line(entry.get("title")),
        byline=", ".join(filter(None, authors))[:_LONGEST] or None,
        date=_date(entry.get("published") or entry.get("updated")),
        url=known_address(entry.get("link"), address),
    )


def _content(entry: Any) -> str | None:
    held = [(str(one.get("value") or ""), _CONTENT) for one in entry.get("content", ())]
    held.append((str(entry.get("summary") or ""), _SUMMARY))
    whole = [content for content, least in held if len(re.sub(r"<[^<>]{0,2000}>", "", content)) >= least]
    return max(whole, key=len, default=None)


def _date(text: Any) -> str | None:
    return parse_date(text) if isinstance(text, str) else None


def _line(text: Any) -> str | None:
    plain = html.unescape(re.sub(r"<[^<>]{0,500}>", " ", text)) if isinstance(text, str) else ""
    return " ".join(UNREADABLE.sub("\ufffd", plain).split())[:_LONGEST] or None
