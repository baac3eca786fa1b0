"""What fields are called, in front matter, in JSON and in tables, and what stands in them as metadata."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from quotes.errors import InputError
from quotes.read.dates import parse_date
from quotes.read.decode import UNREADABLE
from quotes.read.given import Given
from quotes.text import shortened

TEXT, PAGE = "text", "html"
NAMES: dict[str, tuple[str, ...]] = {
    TEXT: ("text", "body", "content", "article", "maintext", "articlebody", "full_text", "plain_text"),
    PAGE: ("html", "raw_html", "page"),
    "title": ("title", "headline"),
    "outlet": ("outlet", "publisher", "publication", "site_name", "sitename", "source", "source_domain"),
    "byline": ("byline", "author", "authors"),
    "date": (
        "date",
        "published",
        "datepublished",
        "date_published",
        "date_publish",
        "publish_date",
        "publication_date",
        "published_at",
        "pubdate",
    ),
    "updated": ("updated", "modified", "datemodified", "date_modified", "date_modify", "updated_at"),
    "url": ("url", "link", "permalink", "source_url"),
}
"""The fields of an article, each with the names under which datasets of news have it, the commonest first."""

_LONGEST = 2000
# Lists of objects with lists of names are the most that anybody writes.
_DEEPEST = 5
_METADATA = ("title", "outlet", "byline", "date", "updated", "url")


def columns(names: list[str], mapping: Mapping[str, str], where: str) -> dict[str, str]:
    """Which column holds which field.

    Args:
        names: of the columns.
        mapping: field to column, as somebody says; an empty column for a field that is not to be read.

    Raises:
        InputError: a column that is named is not there.
    """
    lower = {name.strip().lower(): name for name in reversed(names)}
    found: dict[str, str] = {}
    for field, known in NAMES.items():
        if field in mapping:
            if mapping[field] and mapping[field] not in names:
                shown = shortened(", ".join(sorted(names)[:20]), 500)
                raise InputError(f"{where}: no column {mapping[field]!r} for {field}; its columns are {shown}")
            if mapping[field]:
                found[field] = mapping[field]
        elif name := next((lower[one] for one in known if one in lower), None):
            found[field] = name
    return found


def given(values: Mapping[str, Any], where: str) -> Given:
    """Metadata from the values of fields.

    Args:
        values: by field; text, numbers, dates, lists of authors, or objects with a name.

    Raises:
        InputError: a date or the address is none.
    """
    found = {field: _plain(values.get(field)) for field in _METADATA}
    for field in ("date", "updated"):
        if found[field]:
            made = parse_date(found[field])
            if made is None:
                raise InputError(
                    f"{where}: {shortened(repr(found[field]))} is no date; write it like 2025-05-21 or 2025-05-21T13:29"
                )
            found[field] = made
    return Given(**{field: value or None for field, value in found.items()}).checked(where)


def _plain(value: Any, deep: int = _DEEPEST) -> str:
    """A value as one line of text; empty for what says nothing."""
    if isinstance(value, list | tuple):
        return ", ".join(filter(None, (_plain(one, deep - 1) for one in value if deep)))[:_LONGEST]
    if isinstance(value, dict):
        return _plain(value.get("name"), deep - 1) if deep else ""
    if isinstance(value, date):
        value = value.isoformat()
    if value is None or isinstance(value, bool):
        return ""
    return " ".join(UNREADABLE.sub("\ufffd", str(value)).split())[:_LONGEST]
