"""What the headers of an answer say, where it is sound; None or "" where they say nothing."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus

import httpx

# A header may have 100 kB. None that is meant well is longer than this, and patterns are searched in no more.
_LONGEST = 200

# Validators are kept in the database and sent back later; one longer than this is no validator but a tracking store.
_LONGEST_VALIDATOR = 512

_CHARSET = re.compile(r";\s*charset\s*=\s*[\"']?\s*([\w.:+-]{1,40})", re.IGNORECASE)


def media_type(headers: httpx.Headers) -> str:
    """The media type in lower case, without parameters."""
    told: str = headers.get("content-type", "")
    return told.partition(";")[0].strip().lower()


def charset(headers: httpx.Headers) -> str | None:
    """The character encoding in lower case, if it is one that Python can decode."""
    found = _CHARSET.search(headers.get("content-type", "")[:_LONGEST])
    if found is None:
        return None
    label = found[1].lower()
    try:
        # Not only looked up: "hex" and "zlib" are codecs as well, but no encodings of text.
        b"text".decode(label)
    except (LookupError, ValueError):
        return None
    return label


def validator(text: str | None) -> str | None:
    """An ETag or date as it may go into a header: short, printable ASCII."""
    sound = text and len(text) <= _LONGEST_VALIDATOR and text.isascii() and text.isprintable()
    return text if sound else None


def retry_after(headers: httpx.Headers) -> float | None:
    """In how many seconds the server wants to be asked again; it may have said so as a number or as a date."""
    text = headers.get("retry-after", "").strip()[:_LONGEST]
    if re.fullmatch(r"[0-9]{1,9}", text):
        return float(text)
    try:
        when = parsedate_to_datetime(text)
    except ValueError:
        return None
    return max(0.0, (when.replace(tzinfo=when.tzinfo or UTC) - datetime.now(UTC)).total_seconds())


def status_name(status: int) -> str:
    """A status as one knows it, like "404 Not Found"; never in the words of the server."""
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return f"status {status}"
