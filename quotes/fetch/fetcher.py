"""A page from the web, fetched as a careful and polite reader would."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

import httpx

from quotes.errors import FetchError
from quotes.fetch.addresses import Allowed, Resolve, is_public, resolve
from quotes.fetch.body import read_body
from quotes.fetch.exchange import Arrival, Exchange
from quotes.fetch.headers import charset, media_type, retry_after, status_name, validator
from quotes.fetch.links import parse
from quotes.fetch.problems import BY_HAND, FOREIGN, Problem, shown, told
from quotes.fetch.robots import Robots

# What articles and lists of articles come as; "" is an answer that does not say.
_MEDIA = frozenset(
    (
        "",
        "text/html",
        "application/xhtml+xml",
        "text/plain",
        "text/xml",
        "application/xml",
        "application/rss+xml",
        "application/atom+xml",
        "application/rdf+xml",
        "application/json",
        "application/ld+json",
    )
)

_GIVEN = (200, 203)

_REMEDIES = {
    401: BY_HAND,
    402: BY_HAND,
    403: BY_HAND,
    404: "check the address",
    410: "the page was taken down; look for it in a web archive",
    429: "try again later",
    451: BY_HAND,
}


@dataclass(frozen=True)
class Page:
    """What an address gave.

    Attributes:
        url: where the page was in the end.
        asked: the address that was asked for.
        status: 200 or 203, or 304 where the page is `unchanged`.
        data: the body, unpacked; empty where the page is `unchanged`.
        media: the media type in lower case, "" where it was not told.
        charset: the character encoding that was told, if Python can decode it.
        etag: the validators to ask with the next time, where there are any.
        last_modified: the same.
        fetched: when, in UTC, ISO 8601.
        unchanged: the page is still the one that `etag` or `last_modified` were told with.
        permanent: the address to ask from now on, if only permanent redirects led to it.
    """

    url: str
    asked: str
    status: int
    data: bytes
    media: str
    charset: str | None
    etag: str | None
    last_modified: str | None
    fetched: str
    unchanged: bool
    permanent: str | None


class Fetcher:
    """Fetches pages, one at a time; a context manager, which closes the connections.

        with Fetcher() as fetcher:
            page = fetcher.fetch("https://example.org/article")

    Only public addresses are connected to, robots.txt is respected, and a page is refused that takes too much.

    Args:
        limit: the most bytes of a page, packed and unpacked. The articles of news sites have 50 kB to 2 MB of HTML.
        seconds: the longest time for a page, redirects and robots.txt included, chosen pauses not.
        pause: the least number of seconds between two requests to a host; robots.txt may ask for more.
        allowed: says of an IP address whether it may be connected to; another one than `is_public` is for tests.
        resolve: gives the IP addresses of a host.
        sleep: waits.
    """

    def __init__(
        self,
        *,
        limit: int = 10_000_000,
        seconds: float = 30.0,
        pause: float = 1.0,
        allowed: Allowed = is_public,
        resolve: Resolve = resolve,
        sleep: Callable[[float], object] = time.sleep,
    ) -> None:
        self._limit = limit
        self._exchange = Exchange(seconds=seconds, pause=pause, resolve=resolve, allowed=allowed, sleep=sleep)
        self._robots = Robots(self._exchange)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close what is open; nothing can be fetched afterwards."""
        self._exchange.close()

    def fetch(self, url: str, *, etag: str | None = None, last_modified: str | None = None) -> Page:
        """Fetch a page.

        Args:
            url: an http or https address; spaces around it are left out.
            etag: with `last_modified`, what an earlier `Page` of this address told, to get it only if it changed.
            last_modified: see `etag`.

        Raises:
            FetchError: the page is not to be had, or may not be fetched.
        """
        conditions = {"If-None-Match": validator(etag), "If-Modified-Since": validator(last_modified)}
        headers = {name: value for name, value in conditions.items() if value}
        trail: list[str] = []
        self._exchange.allowance.start()
        try:
            with self._exchange.follow(
                parse(url), trail, headers=headers, limit=self._limit, before=self._robots.check
            ) as arrival:
                return self._page(url, arrival, headers)
        except (Problem, *FOREIGN) as error:
            way = f", redirected to {shown(trail[-1])}" if len(trail) > 1 else ""
            raise FetchError(f"{shown(url.strip()) or 'no address'}{way}: {told(error)}") from error

    def _page(self, asked: str, arrival: Arrival, headers: dict[str, str]) -> Page:
        response = arrival.response
        status, told = response.status_code, response.headers
        unchanged = status == 304 and any(name in response.request.headers for name in headers)
        if status not in _GIVEN and not unchanged:
            raise _refusal(response)
        media = media_type(told)
        if not unchanged and media not in _MEDIA:
            raise Problem(f"a page of type {shown(media)} holds no article that can be read; give its text in a file")
        return Page(
            url=str(arrival.url),
            asked=asked,
            status=status,
            data=b"" if unchanged else read_body(response, self._limit),
            media=media if media in _MEDIA else "",
            charset=charset(told),
            etag=validator(told.get("etag")),
            last_modified=validator(told.get("last-modified")),
            fetched=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            unchanged=unchanged,
            permanent=arrival.permanent,
        )


def _refusal(response: httpx.Response) -> Problem:
    """The problem that a status tells of."""
    status = response.status_code
    wait = retry_after(response.headers)
    if wait is not None and status in (429, 503):
        return Problem(f"{status_name(status)}; try again in {wait:.0f} seconds")
    remedy = _REMEDIES.get(status, "try again later" if status >= 500 else BY_HAND)
    return Problem(f"{status_name(status)}; {remedy}")
