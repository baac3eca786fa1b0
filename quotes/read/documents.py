"""A document, which is to be read as one article, wherever it comes from; and reading it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from quotes.read.decode import MAX_BYTES, decode
from quotes.read.front import front_matter
from quotes.read.given import Said, believe
from quotes.read.html import read_fragment, read_page
from quotes.read.plain import read_plain
from quotes.read.raw import read_article
from quotes.records import Article, Block, Origin, Span


class Media(StrEnum):
    """What a document is written in."""

    TEXT = "text"
    PAGE = "page"  # HTML, with all that a site prints around an article
    FRAGMENT = "fragment"  # HTML of an article alone


@dataclass(frozen=True, slots=True)
class Document:
    """Something that is to be read as one article. It can go to another process.

    Attributes:
        name: identifies it in messages and in the database: a path, an address, a place in an archive.
        path: the file that holds it alone, read when it is needed; None where `data` is there.
        data: its bytes, at most `MAX_BYTES` and one.
        media: None to tell by the content.
        charset: what its server says.
        said: what is known of it beside its content.
        fetched: when it was taken from the web, ISO 8601 in UTC.
        address: where a page was, for the links in it; None if it was not taken from the web.
    """

    name: str
    path: Path | None = None
    data: bytes = b""
    media: Media | None = None
    charset: str | None = None
    said: tuple[Said, ...] = ()
    fetched: str | None = None
    address: str | None = None

    def telling(self, said: tuple[Said, ...]) -> Document:
        """This, with more that is known of it."""
        return replace(self, said=(*self.said, *said))


HTML = frozenset({"text/html", "application/xhtml+xml"})
"""What servers call a page."""
# By hand: what a page begins with, behind white space, comments and a prolog, where nothing else tells that it is one.
# Browsers need neither the space in the doctype, which programs that make pages small leave out, nor the outer tags.
# What is passed over is never tried again in another way: of a thousand comments there would be more ways than can be
# counted.
_PAGE = re.compile(
    rb"(?>\s|\xef\xbb\xbf|<!--.{0,8000}?-->|<\?xml[^>]{0,200}>){0,20}"
    rb"<(?:!doctype\s*html|(?:html|head|body|meta|title|link|script|style|div|table)\b)",
    re.IGNORECASE | re.DOTALL,
)


def read_document(document: Document) -> Article:
    """Read a document.

    Raises:
        ReadError: missing, empty, too large, binary, in no known encoding, or without an article.
        InputError: a date or an address that is given is none.
    """
    data = document.data if document.path is None else read_article(document.path, MAX_BYTES + 1)
    media = document.media or (Media.PAGE if is_page(data) else Media.TEXT)
    text, replaced = decode(data, document.name, document.charset, page=media is not Media.TEXT)
    if media is Media.TEXT:
        article, said = _read_text(text, document.name)
    elif media is Media.PAGE:
        article, said = read_page(text, document.name, document.address)
    else:
        article, said = read_fragment(text, document.name), []
    return replace(believe(article, [*document.said, *said]), replaced=replaced, fetched=document.fetched)


def is_page(data: bytes) -> bool:
    """Whether bytes begin as a web page does."""
    head = data[:16384]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "ignore").encode("utf-8", "ignore")
    return bool(_PAGE.match(head))


def _read_text(text: str, name: str) -> tuple[Article, list[Said]]:
    start, given = front_matter(text, name)
    article = read_plain(text[start:], name)
    if start:
        blocks = (Block(Span(b.span.start + start, b.span.end + start), b.place) for b in article.blocks)
        article = replace(article, text=text, blocks=tuple(blocks))
    return article, [(Origin.FRONT_MATTER, given)]
