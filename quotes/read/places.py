"""From what somebody names to documents: files, directories, patterns, tables, archives, feeds, addresses, lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from quotes.errors import InputError, ReadError
from quotes.read.decode import MAX_BYTES
from quotes.read.documents import HTML, Document, Media
from quotes.read.feed import FEEDS, entries, is_feed
from quotes.read.files import ARCHIVES, PAGES, TEXTS, article_files, is_file, sidecar
from quotes.read.given import Given
from quotes.read.raw import STDIN, kind, read_article
from quotes.read.tables import TABLES, rows
from quotes.read.urls import is_address
from quotes.read.warc import pages
from quotes.records import Origin

Found = Iterator[tuple[str, Document | InputError]]
_NOT_ARTICLES = frozenset(
    ".pdf .doc .docx .odt .rtf .epub .jpg .jpeg .png .gif .webp .mp3 .mp4 .mov .zip .tar .tgz .7z .xls .xlsx".split()
)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_REMARK = re.compile(r"(?:^|(?<=\s))#.*")
# A list of addresses is read whole before the first is fetched.
_LARGEST_LIST = 1_000_000


class Fetched(Protocol):
    """What came from an address."""

    @property
    def url(self) -> str:
        """Where it was in the end."""

    @property
    def data(self) -> bytes:
        """Its bytes, unpacked."""

    @property
    def media(self) -> str:
        """The media type that its server tells; "" if it tells none."""

    @property
    def charset(self) -> str | None:
        """What its server says."""

    @property
    def fetched(self) -> str:
        """When, ISO 8601 in UTC."""

    @property
    def unchanged(self) -> bool:
        """Whether it is what it was when it was fetched before; `data` is empty then."""


class Fetch(Protocol):
    """Takes an address from the web."""

    def __call__(self, url: str, /) -> Fetched:
        """What is there; raises InputError where nothing is, or nothing that may be fetched."""


@dataclass(frozen=True)
class Places:
    """How places are read.

    Attributes:
        given: what somebody says of all articles.
        mapping: field to column of tables, over the usual names.
        fetch: takes addresses from the web; None where nothing may be fetched.
    """

    given: Given = field(default_factory=Given)
    mapping: Mapping[str, str] = field(default_factory=dict)
    fetch: Fetch | None = None

    def documents(self, place: str) -> Found:
        """The documents of a place, found as they are asked for.

        Args:
            place: a file, directory, pattern, address, or - for standard input.

        Yields:
            Each document's name with the document, or with what keeps it from being read. Nothing is raised: what is
            wrong with one is no reason to lose the others. A page that has not changed since it was fetched has no
            document; it is passed over.
        """
        try:
            if is_address(place):
                yield from self._address(place, feeds=True)
                return
            for file, named in files_of(place):
                yield from self.file(file, named=named)
        except InputError as error:
            yield place, error

    def file(self, file: Path, *, named: bool) -> Found:
        """The documents of one file; as `documents`.

        Args:
            named: whether somebody named it, so that a text may be a feed or a list of addresses.
        """
        name, ending = str(file), kind(file)
        try:
            if ending in _NOT_ARTICLES:
                raise ReadError(f"{name}: {ending} files are not read as articles; give a text, a web page, or a table")
            if ending in TABLES:
                yield from self._told(rows(file, self.mapping))
            elif ending in ARCHIVES:
                yield from self._told(pages(file))
            elif ending in FEEDS or file == STDIN or (named and ending in TEXTS):
                yield from self._content(file)
            else:
                # A page may begin with anything, an advertisement's script say; its name tells what it is.
                media = Media.PAGE if ending in PAGES else None
                yield name, self._mine(Document(name, path=file, media=media, said=((Origin.SIDECAR, sidecar(file)),)))
        except InputError as error:
            yield name, error

    def _content(self, file: Path) -> Found:
        """The documents of a file that its name alone does not tell."""
        name = str(file)
        data = read_article(file, MAX_BYTES + 1)
        if kind(file) in FEEDS or is_feed(data):
            yield from self._told(self._entries(data, name))
        elif listed := _addresses(data):
            for address in listed:
                yield from self._address(address)
        else:
            yield name, self._mine(Document(name, data=data, said=((Origin.SIDECAR, sidecar(file)),)))

    def _entries(self, data: bytes, name: str) -> Found:
        """The articles that a feed carries; it was not taken from the web, so neither is what it points to."""
        for number, entry in enumerate(entries(data, name), start=1):
            where = f"{name}#{entry.given.url or number}"
            if entry.content is None:
                yield where, ReadError(f"{where}: only a summary; give the feed's address to fetch its articles")
            else:
                yield where, _carried(where, entry.content, entry.given)

    def _address(self, address: str, *, feeds: bool = False) -> Found:
        try:
            if self.fetch is None:
                raise ReadError(f"{address}: nothing is fetched here; `quotes ingest` does, without --engine ray")
            page = self.fetch(address)
            if page.unchanged:
                return
            if feeds and is_feed(page.data):
                yield from self._feed(page)
                return
            yield address, self._mine(_taken(address, page))
        except InputError as error:
            yield address, error

    def _feed(self, page: Fetched) -> Found:
        for entry in entries(page.data, page.url, page.url):
            said = ((Origin.FEED, entry.given),)
            if entry.given.url is None and entry.content is not None:
                yield page.url, self._mine(_carried(page.url, entry.content, entry.given))
            elif entry.given.url is not None:
                for name, found in self._address(entry.given.url):
                    yield name, found if isinstance(found, InputError) else found.telling(said)

    def _told(self, found: Found) -> Found:
        for name, one in found:
            yield name, one if isinstance(one, InputError) else self._mine(one)

    def _mine(self, document: Document) -> Document:
        return document.telling(((Origin.OPTION, self.given),))


def files_of(place: str, *, shards: bool = False) -> list[tuple[Path, bool]]:
    """The files of a place that is no web address, each with whether it is the place itself.

    Args:
        shards: as for `article_files`.

    Raises:
        ReadError: there is none.
    """
    if _SCHEME.match(place):
        raise ReadError(f"{place}: only http and https addresses are fetched; give one, or a file")
    path = Path(place)
    return [(file, file == path) for file in article_files(path, shards=shards)]


def holds_several(file: Path) -> bool:
    """Whether a file is one of those that hold many articles, by its name."""
    return kind(file) in TABLES | ARCHIVES | FEEDS


def _taken(address: str, page: Fetched) -> Document:
    media = Media.PAGE if page.media in HTML else None
    return Document(address, data=page.data, media=media, charset=page.charset, fetched=page.fetched, address=page.url)


def _carried(name: str, content: str, given: Given) -> Document:
    data = content.encode("utf-8", "replace")
    return Document(name, data=data, media=Media.FRAGMENT, said=((Origin.FEED, given),))


def _addresses(data: bytes) -> list[str]:
    """The addresses that a text lists one a line, # before remarks; none if it has anything else."""
    if len(data) > _LARGEST_LIST or not data.isascii():
        return []
    # A fragment has no space before it.
    lines = [_REMARK.sub("", line).strip() for line in data.decode("ascii").splitlines()]
    listed = [line for line in lines if line]
    return list(dict.fromkeys(listed)) if all(is_address(line) and " " not in line for line in listed) else []


def place_of(name: str) -> str | None:
    """What is to be read to have a document of this name again: a file, absolute, or an address; None for what is gone.

    Args:
        name: as `Places.documents` gives it: a path, an address, "FILE:NUMBER" or "FILE#ADDRESS".
    """
    if is_address(name):
        return name
    if name == str(STDIN):
        return None
    # The shortest first: an address behind # may have a colon in it.
    cut = (name, name.partition("#")[0], name.rpartition(":")[0])
    return next((str(Path(one).absolute()) for one in cut if is_file(Path(one))), str(Path(name).absolute()))
