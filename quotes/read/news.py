"""What a page's publisher says of its article for machines, in JSON-LD: schema.org's NewsArticle and its kin.

Publishers write it by hand and by many programs, so this reads what is meant: objects anywhere in a graph, names as
text, object or list, references by id, and JSON that is nearly JSON.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from itertools import chain, islice
from typing import Any

from quotes.read.dates import parse_date
from quotes.read.decode import UNREADABLE
from quotes.read.given import Given
from quotes.read.jsonld import scripts, types
from quotes.read.urls import known_address

# https://schema.org/Article and what is below it; in the order in which one is chosen where a page has several.
_NEWS = re.compile(r"(?:\w*News|LiveBlog|Blog|SocialMedia|Satirical|Scholarly|Tech)?(?:Article|Posting)|Report")
_PAGES = frozenset({"WebPage", "ItemPage", "VideoObject", "NewsMediaOrganization"})
# An article that stands under these is one that the page points to.
_ELSEWHERE = frozenset({"itemListElement", "hasPart", "mentions", "citation", "isBasedOn", "relatedLink", "isPartOf"})
# What stands under these is a piece of an article, though it may have its type, and its address with a fragment.
_PIECES = frozenset({"liveBlogUpdate", "comment"})
_DEEPEST, _MOST = 20, 5000
_TRAILING = re.compile(r",(?=\s*+[}\]])")
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_OPENING = re.compile(r"[{\[]")
_DECODER = json.JSONDecoder(strict=False)
_BY = re.compile(r"^by\s+", re.IGNORECASE)
_LONGEST = 2000


def linked(page: str, address: str | None = None, title: str | None = None) -> Given:
    """What the JSON-LD of a page says of its article; nothing where there is none.

    Args:
        page: its HTML.
        address: where it was, to tell its article from others that it speaks of.
        title: what it calls itself elsewhere, for the same.
    """
    found = (_objects(_parsed(script), _DEEPEST, False) for script in scripts(page)[:50])
    held = list(islice(chain.from_iterable(found), _MOST))
    by_id = {value["@id"]: value for value, _ in held if isinstance(value.get("@id"), str) and len(value) > 1}
    articles = [(value, away) for value, away in held if any(map(_NEWS.fullmatch, types(value)))]
    if not articles:
        articles = [(value, away) for value, away in held if types(value) & _PAGES and value.get("datePublished")]
    if not articles:
        return Given()

    def unlikely(one: tuple[dict[str, Any], bool]) -> tuple[bool, ...]:
        value, away = one
        headline = _text(value.get("headline"))
        return not _is_at(value, address), not _is_like(headline, title), away, headline is None

    best = min(articles, key=unlikely)[0]
    return Given(
        outlet=_names(best.get("publisher"), by_id, 1),
        title=_text(best.get("headline")) or _text(best.get("name")),
        byline=_BY.sub("", _names(best.get("author") or best.get("creator"), by_id, 20) or "") or None,
        date=_date(best.get("datePublished") or best.get("dateCreated")),
        updated=_date(best.get("dateModified")),
        url=_address(best),
    )


def _parsed(script: str) -> list[Any]:
    """The values in a script, which stand in comments at times, or behind each other; none of what is no JSON."""
    text = script.replace("<![CDATA[", "", 1)
    # Escaped as a whole is what went through a program that takes it for text.
    for mend in (str, _mended, html.unescape):
        if values := _values(mend(text)):
            return values
    return []


def _values(text: str) -> list[Any]:
    values: list[Any] = []
    at = 0
    try:
        while (opening := _OPENING.search(text, at)) and len(values) < _MOST:
            value, at = _DECODER.raw_decode(text, opening.start())
            values.append(value)
    except (ValueError, RecursionError):
        pass
    return values


def _mended(text: str) -> str:
    return _TRAILING.sub("", _ESCAPE.sub(_escaped, text))


def _escaped(escape: re.Match[str]) -> str:
    """An escape as it is, or what is escaped where JSON knows no such escape: \\' is of JavaScript."""
    return escape[0] if escape[1] in '"\\/bfnrtu' else escape[1]


def _objects(value: Any, deep: int, away: bool) -> Iterator[tuple[dict[str, Any], bool]]:
    """Objects in a value, the outer ones first, each with whether it is of something that is only pointed to."""
    if isinstance(value, dict) and deep:
        yield value, away
        for key, inner in value.items():
            if isinstance(inner, dict | list) and key not in _PIECES:
                yield from _objects(inner, deep - 1, away or key in _ELSEWHERE)
    elif isinstance(value, list) and deep:
        for one in value:
            yield from _objects(one, deep - 1, away)


def _is_at(value: dict[str, Any], address: str | None) -> bool:
    if address is None:
        return False
    main = value.get("mainEntityOfPage")
    said = [value.get("url"), value.get("@id"), main, main.get("@id") if isinstance(main, dict) else None]
    return any(isinstance(one, str) and known_address(one) == known_address(address) for one in said)


def _is_like(headline: str | None, title: str | None) -> bool:
    """Whether two headlines are the same, but for something behind one of them."""
    return bool(headline and title and (headline.startswith(title) or title.startswith(headline)))


def _text(value: Any, deep: int = _DEEPEST) -> str | None:
    """Text of one line. Publishers escape it for HTML once too often."""
    if isinstance(value, list):
        value = next(filter(None, (_text(one, deep - 1) for one in value[:20] if deep)), None)
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name")
    if not isinstance(value, str):
        return None
    plain = re.sub(r"<[^<>]{0,500}>", "", html.unescape(html.unescape(value)))
    return " ".join(UNREADABLE.sub("\ufffd", plain).split())[:_LONGEST] or None


def _names(value: Any, by_id: dict[str, dict[str, Any]], most: int) -> str | None:
    listed = value if isinstance(value, list) else [value]
    found: list[str] = []
    for one in listed[:most]:
        if isinstance(one, dict):
            one = by_id.get(str(one.get("@id")), one) if "name" not in one else one
            inner = one.get("name")
            found += filter(None, map(_text, inner[:most] if isinstance(inner, list) else [inner]))
        elif name := _text(one):
            found.append(name)
    named = [name for name in dict.fromkeys(found) if not name.startswith(("http://", "https://"))]
    return ", ".join(named[:most])[:_LONGEST] or None


def _date(value: Any) -> str | None:
    # Seconds since 1970 are a number.
    text = str(value) if type(value) is int else _text(value)
    return parse_date(text) if text else None


def _address(value: dict[str, Any]) -> str | None:
    main = value.get("mainEntityOfPage")
    if isinstance(main, dict):
        main = main.get("@id") or main.get("url")
    return next(filter(None, (known_address(one) for one in (value.get("url"), main) if isinstance(one, str))), None)
