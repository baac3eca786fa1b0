"""What goes wrong on the way to a page, in words.

Inside the package every obstacle is a `Problem`; `Fetcher.fetch` turns it, and what the libraries raise, into a
`FetchError` at one place, where the address is known that the user asked for.
"""

from __future__ import annotations

import re

import httpcore
import httpx

# What a user can always do instead.
BY_HAND = "open it in a browser, save the page and give the file"

# The libraries' errors.  h11, ssl and socket errors come wrapped in those of httpcore; ValueError covers the Unicode
# and IDNA errors.
FOREIGN = (
    httpcore.TimeoutException,
    httpcore.NetworkError,
    httpcore.ProtocolError,
    httpcore.UnsupportedProtocol,
    httpx.HTTPError,
    httpx.InvalidURL,
    OSError,
    ValueError,
)

# An address is quoted up to this length: it is recognised, and the remedy after it stays in sight.
_SHOWN = 120


class Problem(Exception):  # noqa: N818 - an error it becomes where the address is known
    """Why a page is not to be had: words to put after the address, with the remedy."""


class Unreachable(Problem):
    """There is no connection to the host: it has no address, no permitted one, or does not answer."""


def told(error: Exception) -> str:
    """The words for a `Problem` or for an error of the libraries in `FOREIGN`."""
    if isinstance(error, Problem):
        return str(error)
    if isinstance(error, httpcore.TimeoutException):
        return "the server takes too long; try again later"
    if isinstance(error, httpx.InvalidURL):
        return f"no web address ({shown(str(error))}); give one like https://example.org/article"
    if isinstance(error, httpx.RemoteProtocolError):
        return f"it redirects to an address that makes no sense; {BY_HAND}"
    if isinstance(error, httpcore.ProtocolError):
        return f"the server does not speak proper HTTP ({shown(str(error))}); {BY_HAND}"
    return f"the connection failed ({shown(str(error))}); try again later"


def shown(text: str) -> str:
    """Foreign text as it may be shown: short, without a password, and nothing in it that would steer a terminal."""
    text = re.sub(r"//[^/?#]*@", "//…@", text[: 2 * _SHOWN])
    text = "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
