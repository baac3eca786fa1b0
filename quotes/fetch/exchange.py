"""Asking and being answered: one request at a time, none too soon after another, through redirects."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.cookiejar import CookieJar
from typing import Any

import httpx

from quotes import __version__
from quotes.fetch.addresses import Allowed, Resolve
from quotes.fetch.body import ENCODINGS
from quotes.fetch.headers import retry_after
from quotes.fetch.links import redirected
from quotes.fetch.problems import BY_HAND, Problem
from quotes.fetch.transport import Allowance, GuardedTransport

# By this name robots.txt files may speak to this program (RFC 9309, product token).
PRODUCT = "quotes"

_HEADERS = {
    "User-Agent": f"{PRODUCT}/{__version__} (reads single news articles that its user names)",
    "Accept": "text/html, application/xhtml+xml, application/xml;q=0.9, text/plain;q=0.8, */*;q=0.5",
    "Accept-Encoding": ENCODINGS,
    "Connection": "close",
}

_REDIRECTS = (301, 302, 303, 307, 308)
_PERMANENT = (301, 308)

# RFC 9309 asks for five at least for robots.txt; a page that is further away is most often a loop through a login.
_MOST_REDIRECTS = 5

# Seconds that a user at a terminal would wait rather than come again.
_PATIENCE = 5.0


@dataclass(frozen=True)
class Arrival:
    """Where a request ended, with the answer still to be read.

    Attributes:
        permanent: the address to ask from now on, if every redirect on the way was a permanent one.
    """

    url: httpx.URL
    response: httpx.Response
    permanent: str | None


class Exchange:
    """Sends requests; keeps the pace, the user agent and the allowance of what an answer may take.

    Args:
        seconds: for one page, redirects and robots.txt included; time that is waited on purpose is not counted.
        pause: the least number of seconds from one request to a host to the next.
    """

    def __init__(
        self, *, seconds: float, pause: float, resolve: Resolve, allowed: Allowed, sleep: Callable[[float], object]
    ) -> None:
        self.allowance = Allowance(seconds)
        self._pause = pause
        self._sleep = sleep
        self._next: dict[bytes, float] = {}
        self._client = httpx.Client(
            transport=GuardedTransport(self.allowance, resolve, allowed),
            cookies=_NoCookies(),
            timeout=None,  # noqa: S113 - the transport keeps the time, at every step
            trust_env=False,
        )

    def close(self) -> None:
        self._client.close()

    @contextmanager
    def follow(
        self,
        url: httpx.URL,
        trail: list[str],
        *,
        headers: dict[str, str],
        limit: int,
        before: Callable[[httpx.URL], float],
    ) -> Iterator[Arrival]:
        """The answer at the end of all redirects; it is closed afterwards.

        Args:
            trail: gets the addresses that are asked, in their order.
            headers: to send along to the host of `url`, and to no other.
            limit: how many bytes of the body will be read.
            before: is called with each address before it is asked; it raises a `Problem` if that may not be, and
                returns how many seconds the host wants to be left alone afterwards.

        Raises:
            Problem: and the errors of the libraries.
        """
        first, permanent = url.raw_host, True
        while len(trail) <= _MOST_REDIRECTS:
            if str(url) in trail:
                raise Problem("it redirects in a circle; check the address in a browser")
            trail.append(str(url))
            delay = before(url)
            with self._answer(url, headers if url.raw_host == first else {}, limit, delay) as response:
                if response.status_code not in _REDIRECTS:
                    yield Arrival(url, response, str(url) if permanent and len(trail) > 1 else None)
                    return
                permanent = permanent and response.status_code in _PERMANENT
                url = redirected(url, response)
        raise Problem(f"it redirects more than {_MOST_REDIRECTS} times; {BY_HAND}")

    @contextmanager
    def _answer(self, url: httpx.URL, headers: dict[str, str], limit: int, delay: float) -> Iterator[httpx.Response]:
        """The answer to one request, which is asked for a second time if the server wants only a short wait."""
        response = self._send(url, headers, limit, delay)
        try:
            wait = retry_after(response.headers) if response.status_code in (429, 503) else None
            if wait is not None and wait <= _PATIENCE:
                response.close()
                self._rest(wait)
                response = self._send(url, headers, limit, delay)
            yield response
        finally:
            response.close()

    def _send(self, url: httpx.URL, headers: dict[str, str], limit: int, delay: float) -> httpx.Response:
        self._rest(self._next.get(url.raw_host, 0.0) - time.monotonic())
        self.allowance.open()
        try:
            response = self._client.send(httpx.Request("GET", url, headers={**_HEADERS, **headers}), stream=True)
        finally:
            self._next[url.raw_host] = time.monotonic() + max(self._pause, delay)
        self.allowance.admit(limit)
        return response

    def _rest(self, seconds: float) -> None:
        if seconds > 0:
            self._sleep(seconds)
            self.allowance.extend(seconds)


class _NoCookies(CookieJar):
    """Takes no cookies, so that there are none to send, and does not even parse them."""

    def extract_cookies(self, response: Any, request: Any) -> None:
        pass
