"""Any text as an address: refused, or in one form that stays what it is."""

from __future__ import annotations

from urllib.parse import urlsplit

from quotes.errors import InputError
from quotes.fetch.links import parse
from quotes.fetch.problems import Problem
from quotes.read.decode import UNREADABLE
from quotes.read.urls import canonical, is_address, known_address
from tests.fuzz.values import joined, legible, parts, text


def check(data: bytes) -> None:
    """An address, and the page in which it stands."""
    url, base = (text(part) for part in parts(data, 2))
    _fetched(url)
    is_address(url)
    for one in (url, known_address(url, base)):
        if one is not None:
            _kept(one)


def _fetched(url: str) -> None:
    try:
        found = parse(url)
    except Problem as problem:
        legible(problem)
        return
    assert found.scheme in ("http", "https")
    assert found.host
    assert str(found).isascii()
    assert str(found).isprintable()
    again = parse(str(found))
    assert (again.scheme, again.netloc, again.raw_path) == (found.scheme, found.netloc, found.raw_path)
    assert not found.fragment
    assert not found.userinfo


def _kept(url: str) -> None:
    try:
        found = canonical(url)
    except InputError as error:
        legible(error)
        return
    assert not UNREADABLE.search(found)
    assert is_address(found)
    assert canonical(found) == found
    assert urlsplit(found).hostname
    assert known_address(found) == found


SEEDS = (
    joined("https://News.Example:443/a/../b?utm_source=x&c=d%20e#f", "https://a.example/"),
    joined("/b?c=d;e", "http://a.example/c/d"),
    joined("http://[::1]:8080/ä?ö=ü", ""),
    joined("http://münchen.example/%zz%41", "//b.example"),
    joined("http://u:p@127.1\\@x/", ""),
)
