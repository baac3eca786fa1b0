"""Web pages: the article in them, by trafilatura (Barbaresi 2021), and what they say of it."""

from __future__ import annotations

import html
import logging
import re
from copy import deepcopy
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from quotes.errors import ReadError
from quotes.read.dates import parse_date
from quotes.read.decode import UNREADABLE
from quotes.read.given import Given, Said, believe
from quotes.read.news import linked
from quotes.read.plain import read_clean
from quotes.read.urls import known_address
from quotes.records import Article, Origin

# What trafilatura and htmldate do takes up to 0.1 ms an element, and longer the deeper it lies; 0.1 ms for ten of its
# attributes, and a second for a million letters. The most that pages of news sites have is some ten thousand
# elements, on the average less than thirty deep, with five attributes each.
_MOST_ELEMENTS, _DEEPEST, _MOST_LETTERS = 20_000, 60, 3_000_000
# Of more elements, only those are searched for a date that are made for one: each that holds one takes a millisecond.
_MOST_SEARCHED = 5_000
# An attribute that is longer holds a picture, or what a script keeps; of a script, what is no JSON-LD is not looked at.
_LONGEST_VALUE = 10_000
# libxml2 compares each attribute of an element with all before it; no page means so many.
_LONG_TAG = re.compile(r"<(/?\w+)\s[^<>]{8000,}>")
_MOST_ATTRIBUTES = 500
_BLOCKS = frozenset(
    "address article aside blockquote body br caption dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4"
    " h5 h6 header hr html li main nav ol option p pre section table tbody tfoot thead title tr ul".split()
)
_UNSEEN = frozenset("script style noscript template svg math iframe object select button".split())
_FEWEST_LETTERS = 25
# The elements in which trafilatura gives an article.
_FOUND = frozenset("p head quote list item row table lb code ab div figure".split())
_BETWEEN = {"cell": "\t", "td": "\t", "th": "\t"}
_SPACE = re.compile(r"[^\S\n\t]{2,}|[^\S\n\t ]")
# Between a headline and the name of its site.
_SITE = r"\s+[|–—·»:-]\s+"
_BEHIND = re.compile(r"(.+?)(?:\s+[-–—|·»]\s+(?:(?:[A-Z][\w'’.&-]*|of|the|and|&)\s*){1,4})+")
_HEADLINE_WORDS = 3
# A headline that quotes somebody word for word is read; others are kept as titles alone.
_QUOTES = re.compile(r"[\"“”„«»‘]|(?<!\w)'")
_EARLIEST = "1990"
_LONGEST = 1000


def read_page(page: str, doc: str, address: str | None = None) -> tuple[Article, list[Said]]:
    """Find the article in a web page.

    Args:
        page: its HTML, decoded.
        doc: where it comes from, for messages.
        address: where it was, if it was taken from the web.

    Returns:
        The article, its text the paragraphs that trafilatura finds, behind the headline where that quotes somebody; and
        what the page says of it.

    Raises:
        ReadError: there is no article in it.
    """
    page = _LONG_TAG.sub(_shorter, page)
    tree = _tree(page)
    usual = tree is not None and _is_usual(_lightened(tree))
    text = _text(tree) if usual else ""
    said: list[Said] = []
    if tree is not None:
        meta, canonical = _meta(tree), _canonical(tree)
        here = address or known_address(meta.url) or known_address(canonical)
        news = linked(page, here, meta.title)
        dated = any(_sound(given, address).date for given in (news, meta))
        printed = replace(_printed(tree, dated=dated), url=canonical) if usual else Given()
        meta = replace(meta, title=_headline(meta.title, meta.outlet, printed.title))
        news = replace(news, title=_headline(news.title, news.outlet or meta.outlet, meta.title, printed.title))
        # The nearest to its date that a page tells, where it tells only when it was changed.
        printed = replace(printed, date=printed.date or news.updated or meta.updated)
        told = [(Origin.LINKED, news), (Origin.META, meta), (Origin.PAGE, printed)]
        said = [(origin, _sound(given, address)) for origin, given in told]
    title = believe(Article(doc, ""), said).title
    text = text or _all_text(page)
    if not text:
        raise ReadError(f"{doc}: no article in this page; give its text as a .txt file")
    return read_clean(_headed(text, title), doc, title), said


def read_fragment(page: str, doc: str) -> Article:
    """The article that a piece of HTML is, as feeds carry it, without a page around it.

    Raises:
        ReadError: it has no text.
    """
    text = _all_text(_LONG_TAG.sub(_shorter, page))
    if not text:
        raise ReadError(f"{doc}: no text in it; nothing to read")
    return read_clean(text, doc, None)


def _shorter(tag: re.Match[str]) -> str:
    return f"<{tag[1]}>" if len(tag[0].split(None, _MOST_ATTRIBUTES)) > _MOST_ATTRIBUTES else tag[0]


def _tree(page: str) -> Any:
    from trafilatura.utils import load_html

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    # It takes for no page what does not name itself at once.
    named = page if "html" in page[:50].lower() else f"<html>{page}"
    try:
        return load_html(named)
    except Exception:  # of many types; the simple reading below takes what no parser does
        return None


def _lightened(tree: Any) -> Any:
    """A page without what is large and has no article in it: drawings, long scripts, long attributes; in place."""
    from lxml import etree

    etree.strip_elements(tree, "svg", with_tail=False)
    for value in tree.xpath(f"//@*[string-length() > {_LONGEST_VALUE}]"):
        del value.getparent().attrib[value.attrname]
    for script in tree.xpath(f"//script[string-length(text()) > {_LONGEST_VALUE}][not(contains(@type, 'ld+json'))]"):
        script.text = None
    return tree


def _is_usual(tree: Any) -> bool:
    """Whether a page is of a size and shape that the libraries are quick with."""
    from lxml import etree

    count = depth = total = letters = attributes = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        total += depth
        if event == "end":
            letters += len(element.tail or "")
            continue
        count += 1
        attributes += len(element.attrib)
        if attributes > 10 * _MOST_ELEMENTS:
            return False
        letters += len(element.text or "") + sum(map(len, element.values()))
    return count <= _MOST_ELEMENTS and total <= 2 * _DEEPEST * count and letters <= _MOST_LETTERS


def _text(tree: Any) -> str:
    """The paragraphs of the article, between empty lines; empty where trafilatura finds none."""
    from trafilatura import bare_extraction

    try:
        found = bare_extraction(deepcopy(tree), include_comments=False)
    except Exception:  # of many types; it is not proof against every page
        return ""
    body = getattr(found, "body", None)
    # Its own text marks up tables and lists, which the page does not print so.
    return "" if body is None else _paragraphs(body, _FOUND)


def _all_text(page: str) -> str:
    """All that a page shows, a paragraph for each block of it; for pages in which no article can be told apart."""
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        return ""
    body = root.find("body")
    return _paragraphs(root if body is None else body, _BLOCKS)


def _paragraphs(root: Any, blocks: frozenset[str]) -> str:
    """What stands in a tree, a paragraph for each block, between empty lines; empty where that is next to nothing."""
    from lxml import etree

    parts: list[str] = []
    unseen = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else "script"
        opening = event == "start"
        if not opening:
            unseen -= tag in _UNSEEN
        parts.append(_BETWEEN.get(tag, "\n" if tag in blocks else ""))
        if opening:
            unseen += tag in _UNSEEN
        inner = element.text if opening else element.tail
        parts.append("" if unseen or not inner else inner.replace("\n", " "))
    lines = (_SPACE.sub(" ", line).strip() for line in "".join(parts).split("\n"))
    text = "\n\n".join(line for line in lines if line)
    letters = islice(filter(str.isalpha, text), _FEWEST_LETTERS)
    return text if len(list(letters)) == _FEWEST_LETTERS else ""


def _headed(text: str, title: str | None) -> str:
    """The text behind its headline, where that is read and is not there yet."""
    if title is None or not _QUOTES.search(title):
        return text
    first = " ".join(text[: 2 * len(title) + 200].split()).casefold()
    return text if " ".join(title.split()).casefold() in first else f"{title}\n\n{text}"


def _meta(tree: Any) -> Given:
    """What the meta elements of a page say: Open Graph, Dublin Core, and what the large content systems write."""
    said: dict[str, str] = {}
    # Elsewhere in the page, microdata and RDFa tell dates, with their time.
    for element in (*tree.iterfind(".//meta"), *tree.xpath(".//*[self::time or @content][@itemprop or @property]")):
        name = (element.get("property") or element.get("name") or element.get("itemprop") or "").strip().lower()
        value = html.unescape(element.get("content") or element.get("datetime") or "")
        if name and (content := " ".join(UNREADABLE.sub("\ufffd", value).split())[:_LONGEST]):
            said.setdefault(name.removeprefix("schema:"), content)

    def first(names: str) -> str | None:
        return next((said[name] for name in names.split() if name in said), None)

    def day(names: str) -> str | None:
        return next(filter(None, (parse_date(said[name]) for name in names.split() if name in said)), None)

    outlet = first("og:site_name application-name dc.publisher article:publisher_name")
    title = first("og:title twitter:title dc.title dcterms.title sailthru.title parsely-title headline")
    byline = first("author article:author byl dc.creator parsely-author sailthru.author twitter:creator")
    dates = (
        "article:published_time datepublished og:published_time article:published parsely-pub-date sailthru.date"
        " pubdate publishdate publish-date publish_date dc.date.issued dcterms.created dcterms.date dc.date"
        " date.created date originalpublicationdate cxenseparse:recs:publishtime article.published rnews:datepublished"
    )
    updates = (
        "article:modified_time datemodified og:updated_time article:updated lastmod dcterms.modified last-modified"
    )
    return Given(
        outlet=outlet,
        title=_bare(title, outlet) if title else None,
        byline=None if byline and ("://" in byline or byline.startswith("@")) else byline,
        date=day(dates),
        updated=day(updates),
        url=first("og:url"),
    )


def _canonical(tree: Any) -> str | None:
    links = {element.get("rel", "").lower(): element.get("href") for element in tree.iterfind(".//link[@rel]")}
    return links.get("canonical")


def _day(tree: Any) -> str | None:
    """The day that a page shows, as htmldate finds it."""
    from htmldate import find_date

    tomorrow = (datetime.now(UTC) + timedelta(days=1)).strftime("%Y-%m-%d")
    try:
        everywhere = sum(1 for _ in tree.iter()) <= _MOST_SEARCHED
        day: str | None = find_date(tree, extensive_search=everywhere, original_date=True, max_date=tomorrow)
        if day and day.endswith("-01-01"):
            # What it makes of a year alone, that of a copyright say, where it looks everywhere.
            day = find_date(tree, extensive_search=False, original_date=True, max_date=tomorrow)
    except Exception:  # it is not proof against every page
        return None
    return day


def _printed(tree: Any, *, dated: bool) -> Given:
    """What else a page tells of its article, found by htmldate and trafilatura; the tree is worn out by it.

    Args:
        dated: its date is known, and not searched for, which takes longer than all else.
    """
    from lxml import etree
    from trafilatura.metadata import extract_metadata

    day = None if dated else _day(tree)
    # Each < of JSON-LD and of meta elements it follows to the end: hours where there are some hundred thousand.
    etree.strip_elements(tree, "script", with_tail=False)
    for element in tree.iterfind(".//meta[@content]"):
        element.set("content", element.get("content")[:_LONGEST].replace("<", " "))
    try:
        found = extract_metadata(tree, extensive=False)
        title, byline, outlet = found.title, found.author, found.sitename
    except Exception:  # it is not proof against every page
        title = byline = outlet = None
    outlet = _line(outlet)
    title = _line(title)
    return Given(
        outlet=outlet,
        title=_cut(_bare(title, outlet)) if title else None,
        byline=(_line(byline) or "").replace("; ", ", ") or None,
        date=day,
    )


def _line(value: Any) -> str | None:
    return (" ".join(value.split())[:_LONGEST] or None) if isinstance(value, str) else None


def _headline(title: str | None, site: str | None, *others: str | None) -> str | None:
    """A headline without what stands behind it, and whole, as far as the site's name and other titles tell."""
    if title is None:
        return None
    title = _bare(title, site)
    for other in filter(None, others):
        if re.match(rf"{re.escape(other)}{_SITE}\S", title):
            return other
        start = title.removesuffix("…").removesuffix("...").rstrip()
        if start != title and other.startswith(start) and len(other) > len(title):
            return other
    return title


def _bare(title: str, site: str | None) -> str:
    """A headline without the name of its site behind it or before it."""
    if site:
        name = re.escape(site)
        title = re.sub(rf"{_SITE}{name}$|^{name}{_SITE}", "", title, flags=re.IGNORECASE) or title
    return title


def _cut(title: str) -> str:
    """The title of a window without what looks like the name of a site behind it: a few words, each with a capital."""
    found = _BEHIND.fullmatch(title)
    return found[1] if found and len(found[1].split()) >= _HEADLINE_WORDS else title


def _sound(given: Given, address: str | None) -> Given:
    """What a page says, without dates that no page can have, and without an address that is not its own.

    Whoever writes a page may say of it what he likes; but it is stored under an address only where it comes from.
    """
    latest = (datetime.now(UTC) + timedelta(days=2)).strftime("%Y-%m-%d")
    date, updated = (one if one and _EARLIEST <= one[:10] <= latest else None for one in (given.date, given.updated))
    return replace(given, date=date, updated=updated, url=_own(given.url, address))


def _own(url: str | None, address: str | None) -> str | None:
    here = known_address(address)
    said = known_address(url, address) if url else here
    return said if said and (here is None or _site(said) == _site(here)) else here


def _site(address: str) -> str:
    """The host, without what only says how its pages are shown."""
    return re.sub(r"^(?:www|m|mobile|amp|edition)\.", "", urlsplit(address).hostname or "")
