"""A web address as given, or as a redirect names it, becomes one that is fit to be fetched, or a `Problem`.

The host must be plainly what it is. Browsers and name servers read 127.0.0.1 out of many forms (0x7f000001, 127.1,
full-width digits); all of them are refused here. What a good name leads to is checked when it is connected to.
"""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from urllib.parse import quote, urljoin

import httpx

from quotes.fetch.problems import Problem, shown

# RFC 9110, section 4.1: what senders and recipients should be able to handle.
_LONGEST = 8000

# Programs disagree on what these mean in an address: C0 and C1 controls, surrogates, backslash.
_UNFIT = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\\]")

_PARTS = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*)://(?P<place>[^/?#]*)(?P<path>[^#]*)(?:#.*)?")
# Without the slashes too, as in javascript:alert(1); but example.org:8080 begins with no scheme.
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*(?=:(?![0-9]))")
_PLACE = re.compile(r"(?P<host>\[[0-9A-Fa-f:.]+\]|[^\[\]:]+)(?::(?P<port>[0-9]{1,5}))?")

# Letters, digits and hyphens (RFC 1123); at least two labels, as single ones name hosts of the own network; the last
# begins with a letter, as no top-level domain is a number, so that no number passes for a name.
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_NAME = re.compile(rf"(?:{_LABEL}\.)+(?=[a-z]){_LABEL}")
_LONGEST_NAME = 253

# RFC 6761, 6762, 7686, 8375 and ICANN's .internal: names that no public name server knows.
_LOCAL = re.compile(r"(?:.*\.)?(?:localhost|local|internal|home\.arpa|onion)")

# What RFC 3986 allows in path and query, and "%" because what is escaped already stays so.
_SAFE = "%/?:@!$&'()*+,;=[]~"
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


def parse(url: str) -> httpx.URL:
    """The address to fetch: host in ASCII, path escaped and without dot segments, no fragment, no default port.

    Raises:
        Problem: it is no address of a web page, or not plainly one.
    """
    url = url.strip()
    _refuse_unfit(url)
    parts = _PARTS.fullmatch(url)
    named = _SCHEME.match(url)
    if named and named[0].lower() not in ("http", "https"):
        raise Problem(f"{shown(named[0])} is not fetched, only http and https are; give the address of a web page")
    if parts is None:
        raise Problem("no web address; give one like https://example.org/article")
    scheme = parts["scheme"].lower()
    if "@" in parts["place"]:
        raise Problem("it holds a user name or password, and none is ever sent; leave out what stands before the @")
    place = _PLACE.fullmatch(parts["place"])
    if place is None:
        raise Problem("host or port are missing or wrong; give an address like https://example.org/article")
    path = quote(_STRAY_PERCENT.sub("%25", parts["path"]), safe=_SAFE)
    _refuse_long(path)
    return httpx.URL(
        scheme=scheme,
        host=_host(place["host"]),
        port=_port(place["port"], scheme),
        raw_path=(path if path.startswith("/") else f"/{path}").encode("ascii"),
    )


def redirected(url: httpx.URL, response: httpx.Response) -> httpx.URL:
    """Where a redirect leads to.

    Raises:
        Problem: it does not say, or names what is no address of a web page.
    """
    places = set(response.headers.get_list("location"))
    if len(places) != 1:
        raise Problem(f"it redirects to {'several places' if places else 'nowhere'}; check the address in a browser")
    [place] = places
    _refuse_unfit(place)
    try:
        target = urljoin(str(url), place)
    except ValueError as error:
        raise Problem(f"it redirects to {shown(place)}, no web address; check it in a browser") from error
    try:
        return parse(target)
    except Problem as problem:
        raise Problem(f"it redirects to {shown(place)}: {problem}") from problem


def _refuse_unfit(url: str) -> None:
    _refuse_long(url)
    unfit = _UNFIT.search(url)
    if unfit:
        raise Problem(f"an address cannot hold the character U+{ord(unfit[0]):04X}; copy it anew from a browser")


def _refuse_long(url: str) -> None:
    if len(url) > _LONGEST:
        raise Problem(f"the address is longer than {_LONGEST} characters; give a shorter one of the page")


def _host(text: str) -> str:
    """The host in ASCII and lower case, an IPv6 address without brackets."""
    refusal = Problem(f"{shown(text)} is neither a full host name nor an IP address in its usual form; write it out")
    if text.startswith("["):
        try:
            return str(ipaddress.IPv6Address(text[1:-1]))
        except ValueError as error:
            raise refusal from error
    if len(text) > _LONGEST_NAME:  # in ASCII it is longer still
        raise refusal
    if not text.isascii():
        # Full-width digits and the like become others under NFKC; the ideographic full stop would part labels.
        if unicodedata.normalize("NFKC", text) != text or "\u3002" in text:
            raise refusal
        try:
            text = httpx.URL(scheme="http", host=text).raw_host.decode("ascii")
        except (httpx.InvalidURL, ValueError) as error:
            raise refusal from error
    name = text.lower()
    try:
        return str(ipaddress.IPv4Address(name))
    except ValueError:
        if not _NAME.fullmatch(name):
            raise refusal from None
    if _LOCAL.fullmatch(name):
        raise Problem(f"{name} is not on the public internet; only public pages are fetched")
    return name


def _port(text: str | None, scheme: str) -> int | None:
    """The port, None for the scheme's own."""
    port = int(text) if text else {"http": 80, "https": 443}[scheme]
    # Below 1024 lie mail, file and login services, which must not be talked to in HTTP.
    if port not in (80, 443) and not 1024 <= port <= 65535:
        raise Problem(f"the web is not served at port {port}; leave it out")
    return None if port == {"http": 80, "https": 443}[scheme] else port
