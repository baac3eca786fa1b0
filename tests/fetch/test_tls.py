"""Certificates are always verified, and for the name that was asked, whatever address it leads to."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable
from pathlib import Path

import pytest

from quotes.errors import FetchError
from quotes.fetch import Fetcher
from tests.fetch.servers import Server, listening, ok, redirect


def _serving(authority: Path | None, name: str) -> ssl.SSLContext:
    if authority is None:
        pytest.skip("the openssl command makes the certificates, and is not here")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(authority / f"{name}.pem", authority / f"{name}.key")
    return context


def test_the_certificate_is_that_of_the_name(authority: Path | None, fetcher: Callable[..., Fetcher]) -> None:
    context = _serving(authority, "good")
    asked: list[str | None] = []
    context.sni_callback = lambda tls, name, _: asked.append(name)
    with listening(tls=context) as server:
        server.answers["/"] = ok(b"safe")
        url = f"https://news.example:{server.port}/"
        assert fetcher().fetch(url).data == b"safe"
        assert set(asked) == {"news.example"}
        assert f"Host: news.example:{server.port}" in server.requests[-1]


@pytest.mark.parametrize(
    ("name", "says"),
    [("self", "self.signed certificate"), ("other", "Hostname mismatch"), ("old", "certificate has expired")],
)
def test_a_certificate_that_does_not_hold_is_refused(
    name: str, says: str, authority: Path | None, fetcher: Callable[..., Fetcher], monkeypatch: pytest.MonkeyPatch
) -> None:
    context = _serving(authority, name)
    monkeypatch.setenv("SSL_CERT_FILE", f"{authority}/self.pem")
    monkeypatch.setenv("SSL_CERT_DIR", str(authority))
    with listening(tls=context) as server:
        with pytest.raises(FetchError, match=rf"^https://news\.example:\d+/: its certificate does not hold \({says}"):
            fetcher().fetch(f"https://news.example:{server.port}/")
        assert server.requests == []


def test_a_server_without_tls_is_no_https(site: Server, fetcher: Callable[..., Fetcher]) -> None:
    site.answers["/"] = ok()
    with pytest.raises(FetchError, match="no secure connection could be agreed on"):
        fetcher(seconds=1).fetch(f"https://news.example:{site.port}/")


def test_a_redirect_to_a_bad_certificate_is_refused(
    authority: Path | None, site: Server, fetcher: Callable[..., Fetcher]
) -> None:
    with listening(tls=_serving(authority, "other")) as server:
        site.answers["/"] = redirect(f"https://news.example:{server.port}/")
        with pytest.raises(FetchError, match=r"redirected to https://.*certificate does not hold"):
            fetcher().fetch(site.url())


def test_a_trickle_under_tls_ends_in_time(authority: Path | None, fetcher: Callable[..., Fetcher]) -> None:
    with listening(tls=_serving(authority, "good")) as server:
        server.answers["/"] = server.trickle(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n", every=0.01)
        with pytest.raises(FetchError, match=r"longer than 0\.3 seconds|too long"):
            fetcher(seconds=0.3).fetch(f"https://news.example:{server.port}/")


def test_a_handshake_without_an_answer_ends_in_time(fetcher: Callable[..., Fetcher]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(FetchError, match="takes too long"):
        fetcher(seconds=0.2).fetch(f"https://news.example:{silent.getsockname()[1]}/")
