"""Addresses of articles, in one form each, so that one article is not stored under two."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from quotes.errors import InputError
from quotes.read.decode import UNREADABLE
from quotes.text import shortened

# Parameters that say where a reader came from, not what is read. The list is that of the common campaign tools.
_TRACKING = re.compile(
    r"^(?:utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|ref_src|cmpid|ocid|smid|s_cid)$", re.IGNORECASE
)

# The forbidden host code points of the URL Living Standard, colons aside.
_NO_HOST = re.compile(r"[\x00-\x20\x7f#/<>?@\[\\\]^|]")


def canonical(url: str) -> str:
    """The address without fragment, tracking parameters, default port; scheme and host in lower case.

    Raises:
        InputError: it is no http or https address.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError as error:
        reason = f"is no web address ({shortened(str(error))}); give one like https://example.org/article"
        raise InputError(f"{shortened(repr(url))} {reason}") from error
    fit = bool(host) and not _NO_HOST.search(host) and not UNREADABLE.search(url)
    if parts.scheme.lower() not in ("http", "https") or not fit:
        raise InputError(f"{shortened(repr(url))} is no web address; give one like https://example.org/article")
    if ":" in host:
        host = f"[{host}]"
    default = {"http": 80, "https": 443}[parts.scheme.lower()]
    place = host if port in (None, default) else f"{host}:{port}"
    query = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.match(k)]
    return urlunsplit((parts.scheme.lower(), place, parts.path or "/", urlencode(query), ""))


def known_address(url: str | None, base: str | None = None) -> str | None:
    """The canonical form of what may be an address, None if it is none.

    Args:
        base: the address of the page that it stands in, for those that are relative.
    """
    try:
        return canonical(urljoin(base or "", url)) if url else None
    except (InputError, ValueError):
        return None


def is_address(place: str) -> bool:
    """Whether something that is to be read means a web page, and no file."""
    return place.lower().startswith(("http://", "https://"))
