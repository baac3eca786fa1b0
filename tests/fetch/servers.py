"""Servers on this computer that answer byte by byte what a test says, and count what arrives."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator

HTML = "text/html; charset=utf-8"

Answer = bytes | Callable[[socket.socket], None]


def ok(body: bytes = b"<p>Hello</p>", *headers: str, media: str | None = HTML, status: str = "200 OK") -> bytes:
    """A plain answer with its length."""
    told = [f"Content-Type: {media}"] if media is not None else []
    return head(status, f"Content-Length: {len(body)}", *told, *headers) + body


def head(status: str, *headers: str) -> bytes:
    """Status line and headers."""
    return "\r\n".join([f"HTTP/1.1 {status}", *headers, "", ""]).encode("utf-8", "surrogateescape")


def redirect(location: str, status: str = "302 Found") -> bytes:
    return head(status, f"Location: {location}", "Content-Length: 0")


def chunked(*chunks: bytes) -> bytes:
    return b"".join(b"%x\r\n%s\r\n" % (len(chunk), chunk) for chunk in chunks) + b"0\r\n\r\n"


class Server:
    """Listens until it is closed.

    Attributes:
        requests: the heads of the requests, in their order.
        answers: what is answered to a path; without an entry, 404.
    """

    def __init__(self, host: str = "127.0.0.1", port: int = 0, tls: ssl.SSLContext | None = None) -> None:
        self.answers: dict[str, Answer] = {}
        self.requests: list[str] = []
        self._arrivals = 0
        self._latest: object = None
        self._accepted = threading.Condition()
        self.stopped = threading.Event()
        self._tls = tls
        self._socket = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            self._socket.bind((host, port))
        except OSError:
            self._socket.close()
            raise
        self._socket.listen(16)
        self.port: int = self._socket.getsockname()[1]
        self._threads = [threading.Thread(target=self._listen, daemon=True)]
        self._threads[0].start()

    def url(self, path: str = "/", host: str = "news.example") -> str:
        return f"http://{host}:{self.port}{path}"

    @property
    def paths(self) -> list[str]:
        """What was asked for, robots.txt aside."""
        return [path for path in (request.split(" ")[1] for request in self.requests) if path != "/robots.txt"]

    def arrivals(self) -> int:
        """How many connections were opened, those included that still wait to be accepted.

        Connections are accepted in their order, so one more, once it is accepted, has all the others before it.
        """
        with socket.create_connection(self._socket.getsockname()[:2]) as own, self._accepted:
            mine = own.getsockname()
            assert self._accepted.wait_for(lambda: self._latest == mine, 5)
            self._arrivals -= 1
            return self._arrivals

    def reset(self) -> None:
        """Forget what arrived and what is answered."""
        self.answers.clear()
        self.requests.clear()
        with self._accepted:
            self._arrivals = 0

    def close(self) -> None:
        if self.stopped.is_set():
            return
        self.stopped.set()
        socket.create_connection(self._socket.getsockname()[:2]).close()  # wakes the listener
        for thread in list(self._threads):
            thread.join(2)
        self._socket.close()

    def _listen(self) -> None:
        while True:
            connection, peer = self._socket.accept()
            if self.stopped.is_set():
                connection.close()
                return
            with self._accepted:
                self._latest = peer
                self._arrivals += 1
                self._accepted.notify_all()
            thread = threading.Thread(target=self._serve, args=(connection,), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _serve(self, connection: socket.socket) -> None:
        with connection, contextlib.suppress(OSError):
            connection.settimeout(2)
            if self._tls:
                connection = self._tls.wrap_socket(connection, server_side=True)
            with connection:
                request = b""
                while b"\r\n\r\n" not in request:
                    data = connection.recv(65536)
                    if not data:
                        return
                    request += data
                    if request.startswith(b"\x16"):  # TLS, where none is spoken
                        connection.sendall(head("400 Bad Request"))
                        return
                self.requests.append(request.decode("ascii"))
                answer = self.answers.get(self.requests[-1].split(" ")[1], ok(b"not here", status="404 Not Found"))
                if callable(answer):
                    answer(connection)
                else:
                    connection.sendall(answer)
                with contextlib.suppress(OSError):
                    # Closed with unread bytes, the connection would be reset before the answer is read.
                    connection.shutdown(socket.SHUT_WR)

    def trickle(self, first: bytes, rest: bytes, every: float) -> Callable[[socket.socket], None]:
        """An answer that sends `first`, and then byte by byte `rest`, over and over."""

        def send(connection: socket.socket) -> None:
            connection.sendall(first)
            while True:
                for byte in rest:
                    if self.stopped.wait(every):
                        return
                    connection.sendall(bytes([byte]))

        return send


@contextlib.contextmanager
def listening(host: str = "127.0.0.1", port: int = 0, tls: ssl.SSLContext | None = None) -> Iterator[Server]:
    server = Server(host, port, tls)
    try:
        yield server
    finally:
        server.close()


def arrived(servers: list[Server]) -> int:
    return sum(server.arrivals() for server in servers)
