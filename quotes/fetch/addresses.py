"""Which IP addresses may be connected to, and those of a host, looked up once and all of them checked."""

from __future__ import annotations

import ipaddress
import socket
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import Future

from quotes.fetch.problems import Unreachable

# The IANA registries of special-purpose addresses, https://www.iana.org/assignments/iana-ipv4-special-registry and
# iana-ipv6-special-registry, as of 2025.  They stand here because `ipaddress.is_global` changes with Python's patch
# releases.  Blocks that hold a few reachable service addresses (192.0.0.0/24, 2001::/23) are refused whole: no
# newspaper is printed there.
_SPECIAL_V4 = tuple(
    ipaddress.IPv4Network(block)
    for block in (
        "0.0.0.0/8",  # this network, unspecified
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # carrier-grade NAT
        "127.0.0.0/8",  # loopback
        "169.254.0.0/16",  # link-local, and the metadata services of clouds
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # IETF protocol assignments
        "192.0.2.0/24",  # documentation
        "192.88.99.0/24",  # relays of 6to4, given up
        "192.168.0.0/16",  # private
        "198.18.0.0/15",  # benchmarking
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, broadcast
    )
)

# All that is allocated of IPv6 lies in here; loopback, mapped and compatible IPv4, local NAT64, unique local,
# link-local, site-local and multicast addresses lie outside.
_GLOBAL_V6 = ipaddress.IPv6Network("2000::/3")
_SPECIAL_V6 = tuple(
    ipaddress.IPv6Network(block)
    for block in (
        "2001::/23",  # IETF protocol assignments: Teredo, benchmarking, ORCHID
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4: an IPv4 address in disguise
        "3fff::/20",  # documentation
    )
)

# RFC 6052: where a network has IPv6 only, its name server gives every IPv4 host an address in here.
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")

Resolve = Callable[[str, int], Iterable[str]]
Allowed = Callable[[str], bool]


def is_public(address: str) -> bool:
    """Whether an IP address belongs to a host on the public internet; False for what is no IP address."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv4Address):
        return not any(ip in block for block in _SPECIAL_V4)
    if ip.scope_id is not None:
        return False
    if ip in _NAT64:
        return is_public(str(ipaddress.IPv4Address(ip.packed[12:])))
    return ip in _GLOBAL_V6 and not any(ip in block for block in _SPECIAL_V6)


def resolve(host: str, port: int) -> list[str]:
    """The IP addresses of a host name, as the system knows them.

    Raises:
        OSError: the name is not known, or the name server does not answer.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(sockaddr[0]) for *_, sockaddr in found]


def checked_addresses(host: str, port: int, *, resolve: Resolve, allowed: Allowed, seconds: float) -> list[str]:
    """The IP addresses to connect to for a host: each is allowed, or there are none.

    One bad address among good ones refuses the host: it is set by whom the next lookup would bring there too.

    Args:
        host: a name or an IP address without brackets.
        seconds: how long the lookup may take.

    Raises:
        Unreachable: the host is unknown, or an address of it may not be connected to.
    """
    try:
        found = [str(ipaddress.ip_address(host))]
    except ValueError:
        try:
            # Written anew by `ipaddress`, so that what is checked is, letter by letter, what is connected to.
            found = [str(ipaddress.ip_address(address)) for address in _within(seconds, lambda: resolve(host, port))]
        except TimeoutError as error:
            raise Unreachable(f"the name {host} was not looked up in time; try again later") from error
        except (OSError, ValueError) as error:
            raise Unreachable(f"there is no host named {host}; check the address and the connection") from error
    for address in found:
        if not allowed(address):
            of = "" if address == host else f", the address of {host},"
            raise Unreachable(f"{address}{of} is not on the public internet; only public pages are fetched")
    if not found:
        raise Unreachable(f"the host {host} has no IP address; check the address")
    return list(dict.fromkeys(found))


def _within(seconds: float, work: Callable[[], Iterable[str]]) -> list[str]:
    """The result of `work`, or `TimeoutError`; the system's lookup knows no time limit, so it is left behind."""
    future: Future[list[str]] = Future()

    def run() -> None:
        try:
            future.set_result(list(work()))
        except Exception as error:
            future.set_exception(error)

    threading.Thread(target=run, name="lookup", daemon=True).start()
    return future.result(timeout=seconds)
