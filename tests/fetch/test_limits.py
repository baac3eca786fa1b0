"""Servers that send too much or too slowly."""

from __future__ import annotations

import gzip
import socket
import time
import tracemalloc
import zlib
from collections.abc import Callable

import pytest

from quotes.errors import FetchError
from quotes.fetch import Fetcher
from tests.fetch.servers import Answer, Server, chunked, head, ok


def _endless(first: bytes, rest: bytes) -> Callable[[socket.socket], None]:
    def send(connection: socket.socket) -> None:
        connection.sendall(first)
        for _ in range(10**6 // len(rest) * 20):
            connection.sendall(rest)

    return send


def test_a_page_as_long_as_the_limit_is_taken_and_no_longer_one(site: Server, fetcher: Callable[..., Fetcher]) -> None:
    body = b"x" * 1000
    for told in (ok(body), head("200 OK") + body, head("200 OK", "Transfer-Encoding: chunked") + chunked(body)):
        site.answers["/"] = told
        assert fetcher(limit=1000).fetch(site.url()).data == body
        with pytest.raises(FetchError, match=r": longer than 999 bytes; .*save the page"):
            fetcher(limit=999).fetch(site.url())


@pytest.mark.parametrize("length", ["10000001", "9" * 19, "9" * 400])
def test_an_announced_length_is_enough_to_refuse(length: str, site: Server, fetcher: Callable[..., Fetcher]) -> None:
    site.answers["/"] = head("200 OK", f"Content-Length: {length}")
    with pytest.raises(FetchError):
        fetcher().fetch(site.url())


@pytest.mark.parametrize("packed", ["gzip", "deflate", "raw", "members"])
def test_a_bomb_is_stopped_at_the_limit(packed: str, site: Server, fetcher: Callable[..., Fetcher]) -> None:
    piece = bytes(10**6)
    packer = zlib.compressobj(wbits={"gzip": 31, "deflate": 15, "raw": -15, "members": 31}[packed])
    if packed == "members":
        bomb = gzip.compress(piece) * 40
    else:
        bomb = b"".join(packer.compress(piece) for _ in range(40)) + packer.flush()
    assert len(bomb) < 50_000
    encoding = "deflate" if packed in ("deflate", "raw") else "gzip"
    site.answers["/"] = ok(bomb, f"Content-Encoding: {encoding}")
    asking = fetcher(limit=2_000_000)
    tracemalloc.start()
    try:
        with pytest.raises(FetchError, match="longer than 2,000,000 bytes"):
            asking.fetch(site.url())
        # What was taken, its copy while the buffer grows, and a piece or two.
        assert tracemalloc.get_traced_memory()[1] < 6_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    "answer",
    [
        _endless(head("200 OK"), b"x" * 10_000),
        _endless(head("200 OK", "Transfer-Encoding: chunked"), b"2710\r\n" + b"x" * 10_000 + b"\r\n"),
        _endless(head("200 OK", "Transfer-Encoding: chunked"), b"1\r\nx\r\n" * 1000),
        _endless(head("200 OK", "Transfer-Encoding: chunked") + b"1", b"0" * 1000),
        _endless(head("200 OK", "Transfer-Encoding: chunked"), b"1;" + b"x" * 10_000),
        _endless(head("200 OK", "Transfer-Encoding: chunked") + b"0\r\n", b"X: y\r\n" * 1000),
        _endless(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n" * 1000),
        _endless(b"HTTP/1.1 200 OK\r\nX: ", b"y" * 10_000),
        _endless(b"HTTP/1.1 200 ", b"O" * 10_000),
        _endless(b"", b"\r\n" * 1000),
        _endless(b"", b"x" * 1000),
        _endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 100),
        _endless(b"", b"HTTP/1.1 103 Early Hints\r\nLink: <x>\r\n\r\n" * 100),
        _endless(head("200 OK", "Content-Encoding: gzip"), gzip.compress(b"") * 500),
    ],
)
def test_a_flood_is_dammed(answer: Answer, site: Server, fetcher: Callable[..., Fetcher]) -> None:
    site.answers["/"] = answer
    asking = fetcher(limit=500_000, seconds=5)
    begun = time.monotonic()
    with pytest.raises(FetchError, match=r"^http://news\.example:\d+/: .*(longer than|sends too much|proper HTTP)"):
        asking.fetch(site.url())
    assert time.monotonic() - begun < 3


def test_interim_answers_are_passed_over(site: Server, fetcher: Callable[..., Fetcher]) -> None:
    site.answers["/"] = head("100 Continue") + head("103 Early Hints", "Link: </x>") + ok(b"there")
    assert fetcher().fetch(site.url()).data == b"there"


@pytest.mark.parametrize(
    ("first", "rest"),
    [
        (b"", b""),
        (b"", b"HTTP/1.1 200 OK\r\n" + b"X-Slow: y\r\n" * 100),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        (b"HTTP/1.1 200 OK\r\n", b"X-Slow: y\r\n"),
        (head("200 OK"), b"x"),
        (head("200 OK"), b""),
        (head("200 OK", "Content-Length: 1000"), b"x"),
        (head("200 OK", "Transfer-Encoding: chunked"), b"1\r\nx\r\n"),
        (head("200 OK", "Content-Encoding: gzip") + gzip.compress(b"x")[:10], b"\0"),
    ],
)
def test_a_trickle_ends_in_time(first: bytes, rest: bytes, site: Server, fetcher: Callable[..., Fetcher]) -> None:
    site.answers["/"] = site.trickle(first, rest or b" ", every=0.01 if rest else 5)
    asking = fetcher(seconds=0.2)
    begun = time.monotonic()
    with pytest.raises(FetchError, match=r"^http://news\.example:\d+/: .*(longer than 0\.2 s|too long|damaged)"):
        asking.fetch(site.url())
    assert time.monotonic() - begun < 1


def test_the_time_is_for_all_redirects_together(site: Server, fetcher: Callable[..., Fetcher]) -> None:
    def late(connection: socket.socket) -> None:
        time.sleep(0.1)
        connection.sendall(head("302 Found", f"Location: {time.monotonic()}", "Content-Length: 0"))

    site.answers = {"/robots.txt": ok(b"")}
    site.answers["/0"] = late
    asking = fetcher(seconds=0.25)

    class Always(dict[str, Answer]):
        def get(self, key: str, default: object = None) -> Answer:  # type: ignore[override]
            return self["/robots.txt"] if key == "/robots.txt" else late

    site.answers = Always(site.answers)
    with pytest.raises(FetchError, match=r"longer than 0\.25 s|too long"):
        asking.fetch(site.url("/0"))
    assert len(site.paths) in (2, 3)


def test_a_fetcher_goes_on_after_an_error(site: Server, fetcher: Callable[..., Fetcher]) -> None:
    site.answers.update({"/bad": b"garbage\r\n\r\n", "/good": ok(b"there")})
    asking = fetcher()
    for _ in range(20):
        with pytest.raises(FetchError):
            asking.fetch(site.url("/bad"))
    assert asking.fetch(site.url("/good")).data == b"there"


def test_a_closed_fetcher_is_refused_with_an_error_of_python(fetcher: Callable[..., Fetcher]) -> None:
    asking = fetcher()
    asking.close()
    with pytest.raises(RuntimeError):
        asking.fetch("http://news.example/")
