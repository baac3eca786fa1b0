"""Whether a site lets robots fetch a page: robots.txt, RFC 9309."""

from __future__ import annotations

import re

import httpx
from protego import Protego

from quotes.fetch.body import read_body
from quotes.fetch.exchange import PRODUCT, Exchange
from quotes.fetch.headers import status_name
from quotes.fetch.problems import BY_HAND, FOREIGN, Problem, Unreachable, told

# RFC 9309, section 2.5: the least that must be read; the rest is left.
_LIMIT = 500 * 1024

# More is meant for programs that read a whole site; one page would never be worth it.
_LONGEST_DELAY = 10.0

_AGENT = re.compile(r"\A\s*user(?:-|\s*)agent\s*[:\s]\s*(?P<name>\*|[A-Za-z_-]*)", re.IGNORECASE)


class Robots:
    """The robots.txt of the sites asked so far; each is fetched once, the first time that a page is wanted.

    They are kept as text. Rules take a hundred times the room, which a site could fill, and are soon made of it.
    """

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange
        self._texts: dict[str, str] = {}

    def check(self, url: httpx.URL) -> float:
        """Let a page through, and say how many seconds its host wants to be left alone afterwards.

        Raises:
            Problem: the rules forbid the page, or cannot be read for now.
        """
        origin = f"{url.scheme}://{url.netloc.decode('ascii')}"
        if origin not in self._texts:
            self._texts[origin] = self._read(url.copy_with(raw_path=b"/robots.txt"))
        rules = _parsed(self._texts[origin])
        if not rules.can_fetch(str(url), PRODUCT):
            raise Problem(f"its robots.txt asks robots to keep away; {BY_HAND}")
        return min(rules.crawl_delay(PRODUCT) or 0.0, _LONGEST_DELAY)

    def _read(self, url: httpx.URL) -> str:
        trail: list[str] = []
        try:
            with self._exchange.follow(url, trail, headers={}, limit=_LIMIT, before=lambda _: 0.0) as arrival:
                status = arrival.response.status_code
                if 200 <= status < 300:
                    return read_body(arrival.response, _LIMIT, cut=True).decode("utf-8-sig", "replace")
        except (Problem, *FOREIGN) as error:
            if isinstance(error, Unreachable) and len(trail) == 1:
                raise  # the page is as far away as its robots.txt
            raise Problem(f"its robots.txt, which is asked first, could not be read: {told(error)}") from error
        # 429 is no "there is none" but "not now", as the server errors are.
        if 400 <= status < 500 and status != 429:
            return ""
        raise Problem(f"its robots.txt, which is asked first, answers {status_name(status)}; try again later")


def _parsed(text: str) -> Protego:
    """The rules, with all programs but this one under one name.

    A group that names thousands of programs would otherwise have each of its rules stored for each of them. And a
    program is meant by its whole name only, where Protego takes the beginning for enough.
    """
    return Protego.parse("\n".join(_AGENT.sub(_renamed, line) for line in text.splitlines()))


def _renamed(match: re.Match[str]) -> str:
    name = match["name"].lower()
    return f"User-agent: {name if name in ('*', PRODUCT) else 'another'}#"
