"""Whatever comes in, as an address or as an answer: a page or a `FetchError`, and no connection that is not allowed."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from quotes.errors import FetchError
from quotes.fetch import Fetcher, Page, is_public
from tests.fetch.servers import Server

_HOSTS = st.one_of(
    st.text(max_size=20),
    st.text("0123456789abcdefx.:[]%@\\/-_", max_size=25),
    st.ip_addresses().map(str),
    st.sampled_from(["news.example", "localhost", "127.0.0.1", "[::1]", "xn--a.example", "münchen.example"]),
)
_URLS = st.one_of(
    st.text(max_size=60),
    st.builds(
        "{}{}{}{}".format,
        st.sampled_from(["http://", "https://", "HTTP://", "http:", "//", "file://", "http:\\\\"]),
        _HOSTS,
        st.sampled_from(["", ":80", ":8080", ":0", ":99999", ":x"]),
        st.one_of(st.just(""), st.text(max_size=30).map("/{}".format), st.text(max_size=30)),
    ),
)

_QUIET = settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])


@_QUIET
@given(url=_URLS, answer=st.lists(st.one_of(st.ip_addresses().map(str), st.text(max_size=10)), max_size=3))
@example(url="http://a.example/", answer=["127.0.0.1"])
@example(url="http://a.example/", answer=["8.8.8.8", "127.0.0.1"])
@example(url="http://[::ffff:8.8.8.8]/", answer=[])
@example(url="http://a.example/" + "ä" * 7900, answer=[])
def test_any_address_is_an_error_or_leads_to_checked_addresses_only(
    url: str, answer: list[str], fetcher: Callable[..., Fetcher], monkeypatch: pytest.MonkeyPatch
) -> None:
    connected: list[str] = []

    def connect(address: tuple[str, int], *_: object, **__: object) -> socket.socket:
        connected.append(address[0])
        raise ConnectionRefusedError("not in a test")

    with monkeypatch.context() as patch:
        # The one place where httpcore opens a connection; nothing leaves this computer.
        patch.setattr(socket, "create_connection", connect)
        asking = fetcher(allowed=is_public, resolve=lambda host, port: answer)
        with pytest.raises(FetchError) as caught:
            asking.fetch(url)
    assert all(is_public(address) for address in connected)
    assert str(caught.value).isprintable()


_LINES = st.lists(
    st.one_of(
        st.sampled_from(
            [
                b"Content-Length: 3",
                b"Transfer-Encoding: chunked",
                b"Content-Encoding: gzip",
                b"Content-Encoding: deflate",
                b"Content-Type: text/html; charset=\xff",
                b"Retry-After: x",
                b"Set-Cookie: a=b; expires=0; domain=.example",
                b"Connection: upgrade",
            ]
        ),
        st.binary(max_size=20).map(b"Location: ".__add__),
        st.text(max_size=20).map(lambda text: b"Location: http://" + text.encode("utf-8", "replace")),
        st.binary(max_size=20),
    ),
    max_size=4,
)


@_QUIET
@given(
    status=st.one_of(st.sampled_from([b"200", b"301", b"302", b"304", b"503"]), st.binary(max_size=4)),
    lines=_LINES,
    body=st.binary(max_size=30),
)
@example(status=b"302", lines=[b"Location: http://\xe2\x84\xaa.example"], body=b"")
@example(status=b"302", lines=[b"Location: http://xn--\xff"], body=b"")
def test_any_answer_is_a_page_or_an_error(
    status: bytes, lines: list[bytes], body: bytes, site: Server, fetcher: Callable[..., Fetcher]
) -> None:
    site.answers["/"] = b"HTTP/1.1 " + status + b" X\r\n" + b"".join(line + b"\r\n" for line in lines) + b"\r\n" + body
    site.answers["/robots.txt"] = site.answers["/"]
    with contextlib.suppress(FetchError):
        assert isinstance(fetcher(limit=1000, seconds=1).fetch(site.url()), Page)
