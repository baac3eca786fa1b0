"""The one way to the network: only to addresses that were checked, and only for as long and as much as is allowed.

httpx has no say over sockets, so the guard sits a layer lower, where httpcore opens them. A connection goes to an
address out of the lookup that was checked for it; there is no second lookup that could answer otherwise. The clock
and the byte count are looked at for every single read, so that a server that trickles or floods gets nowhere,
whether in its headers or in the body.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterable, Iterator

import httpcore
import httpx

from quotes.fetch.addresses import Allowed, Resolve, checked_addresses
from quotes.fetch.problems import BY_HAND, Problem, Unreachable

# One step (a lookup, a connection, a read) may take so long: browsers give a connection about as much before they
# try another address, and a server that is silent for longer seldom answers at all.
STEP = 10.0

# What may come before and around a body: the head is held to 100 KiB by httpcore, the rest is for interim answers,
# the frames of chunks, and what one read takes too much (64 KiB).
_AROUND = 256 * 1024


class Allowance:
    """What the page that is being fetched may still take, in time and bytes."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._ends = 0.0
        self._left = 0

    def start(self) -> None:
        """Begin a page."""
        self._ends = time.monotonic() + self.seconds

    def extend(self, seconds: float) -> None:
        """Leave out of account a time that was waited on purpose."""
        self._ends += seconds

    def open(self) -> None:
        """Begin an answer, which is only a head as yet."""
        self._left = _AROUND

    def admit(self, size: int) -> None:
        """Let in a body of so many bytes."""
        self._left += size

    def take(self, size: int) -> None:
        """Count bytes that arrived."""
        self._left -= size
        if self._left < 0:
            raise Problem(f"the server sends too much; {BY_HAND}")

    def step(self) -> float:
        """How many seconds the next step may take."""
        left = self._ends - time.monotonic()
        if left <= 0:
            raise Problem(f"it took longer than {self.seconds:g} seconds; try again later, or {BY_HAND}")
        return min(left, STEP)


class _Stream(httpcore.NetworkStream):
    """A connection under an allowance. The time limits that httpcore passes on are not needed beside it."""

    def __init__(self, stream: httpcore.NetworkStream, allowance: Allowance) -> None:
        self._stream = stream
        self._allowance = allowance

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        data = self._stream.read(max_bytes, self._allowance.step())
        self._allowance.take(len(data))
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._allowance.step())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        try:
            stream = self._stream.start_tls(ssl_context, server_hostname, self._allowance.step())
        except httpcore.ConnectError as error:
            cause = error.__cause__
            if isinstance(cause, ssl.SSLCertVerificationError):
                why = f"its certificate does not hold ({cause.verify_message})"
                raise Unreachable(f"{why}, so it may be another host; check the address in a browser") from error
            raise Unreachable(f"no secure connection could be agreed on ({cause}); {BY_HAND}") from error
        return _Stream(stream, self._allowance)


class _Backend(httpcore.NetworkBackend):
    """Opens connections, to checked addresses only."""

    def __init__(self, allowance: Allowance, resolve: Resolve, allowed: Allowed) -> None:
        self._allowance = allowance
        self._resolve = resolve
        self._allowed = allowed
        self._sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        addresses = checked_addresses(
            host, port, resolve=self._resolve, allowed=self._allowed, seconds=self._allowance.step()
        )
        for address in addresses:
            try:
                stream = self._sockets.connect_tcp(address, port, self._allowance.step())
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return _Stream(stream, self._allowance)
        raise Unreachable(f"the host does not answer ({failure}); check the address or try again later") from failure


class GuardedTransport(httpx.BaseTransport):
    """httpx's way to the network, without proxies and with certificates always verified.

    Connections are not kept: each request looks its host up anew, and there is at most one a second anyway.
    """

    def __init__(self, allowance: Allowance, resolve: Resolve, allowed: Allowed) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(trust_env=False),
            max_keepalive_connections=0,
            network_backend=_Backend(allowance, resolve, allowed),
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        response = self._pool.handle_request(httpcore.Request(request.method, url, headers=request.headers.raw))
        return httpx.Response(response.status, headers=response.headers, stream=_Body(response))

    def close(self) -> None:
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, response: httpcore.Response) -> None:
        self._response = response

    def __iter__(self) -> Iterator[bytes]:
        return self._response.iter_stream()

    def close(self) -> None:
        self._response.close()
