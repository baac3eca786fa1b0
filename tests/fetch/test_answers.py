"""What a page is made of, and answers that are none."""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Callable

import pytest

import quotes
from quotes.errors import FetchError, InputError
from quotes.fetch import Fetcher
from tests.fetch.servers import HTML, Server, chunked, head, ok

TEXT = ("<p>“A just peace cannot be achieved”</p>" * 50).encode()


def _raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


def test_a_page_says_where_it_came_from(site: Server, fetcher: Callable[..., Fetcher]) -> None:
    site.answers["/a?b=c"] = ok(TEXT, 'ETag: W/"7"', "Last-Modified: Wed, 21 May 2025 07:28:00 GMT")
    asked = f"  HTTP://NEWS.example:{site.port}/a?b=c#part "
    page = fetcher().fetch(asked)
    assert (page.url, page.asked, page.status, page.data) == (site.url("/a?b=c"), asked, 200, TEXT)
    assert (page.media, page.charset) == ("text/html", "utf-8")
    assert (page.etag, page.last_modified) == ('W/"7"', "Wed, 21 May 2025 07:28:00 GMT")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", page.fetched)
    assert (page.unchanged, page.permanent) == (False, None)


def test_a_request_says_who_asks_and_nothing_else(site: Server, fetcher: Callable[..., Fetcher]) -> None:
    site.answers["/"] = ok()
    fetcher().fetch(site.url())
    lines = site.requests[-1].split("\r\n")
    assert lines[0] == "GET / HTTP/1.1"
    assert {line.partition(":")[0].lower() for line in lines[1:] if line} == {
        "host",
        "user-agent",
        "accept",
        "accept-encoding",
        "connection",
    }
    assert f"Host: news.example:{site.port}" in lines
    assert any(line.startswith(f"User-Agent: quotes/{quotes.__version__} (") for line in lines)
    assert "Accept-Encoding: gzip, deflate" in lines


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("gzip", gzip.compress(TEXT)),
        ("GZip", gzip.compress(TEXT)),
        ("x-gzip", gzip.compress(TEXT)),
        ("gzip", gzip.compress(TEXT[:100]) + gzip.compress(TEXT[100:])),
        ("gzip", gzip.compress(TEXT) + b"\0" * 100),
        ("deflate", zlib.compress(TEXT)),
        ("deflate", _raw_deflate(TEXT)),
        ("identity", TEXT),
        ("", TEXT),
    ],
)
@pytest.mark.parametrize("way", ["whole", "chunks", "closed"])
def test_a_packed_page_is_unpacked(
    encoding: str, body: bytes, way: str, site: Server, fetcher: Callable[..., Fetcher]
) -> None:
    told = [f"Content-Encoding: {encoding}"]
    if way == "whole":
        site.answers["/"] = ok(body, *told)
    elif way == "closed":
        site.answers["/"] = head("200 OK", *told) + body
    else:
        pieces = [body[i : i + 1] for i in range(len(body))]
        site.answers["/"] = head("200 OK", "Transfer-Encoding: chunked", *told) + chunked(*pieces)
    assert fetcher().fetch(site.url()).data == TEXT


@pytest.mark.parametrize(
    ("encoding", "body", "says"),
    [
        ("gzip", gzip.compress(TEXT)[:-9], "breaks off"),
        ("gzip", gzip.compress(TEXT)[:-1], "breaks off"),
        ("gzip", b"", "breaks off"),
        ("gzip", gzip.compress(TEXT) + gzip.compress(TEXT)[:-5], "breaks off"),
        ("gzip", gzip.compress(TEXT)[:-8] + b"12345678", "damaged"),
        ("gzip", TEXT, "damaged"),
        ("deflate", zlib.compress(TEXT)[:-1], "breaks off"),
        ("deflate", _raw_deflate(TEXT)[:-1], "breaks off"),
        ("deflate", b"\xff\xff\xff", "damaged"),
        ("br", TEXT, "packs the page as br"),
        ("zstd", TEXT, "packs the page as zstd"),
        ("gzip, gzip", gzip.compress(gzip.compress(TEXT)), "packs the page as gzip, gzip"),
        ("gzip\r\nContent-Encoding: deflate", gzip.compress(TEXT), "packs the page as gzip, deflate"),
        ("\x1b[31m", TEXT, r"packs the page as \\x1b\[31m though"),
    ],
)
def test_a_page_that_does_not_unpack_is_an_error(
    encoding: str, body: bytes, says: str, site: Server, fetcher: Callable[..., Fetcher]
) -> None:
    site.answers["/"] = ok(body, f"Content-Encoding: {encoding}")
    with pytest.raises(FetchError, match=says):
        fetcher().fetch(site.url())


@pytest.mark.parametrize(
    ("status", "says"),
    [
        ("404 Not Found", "404 Not Found; check the address"),
        ("410 Gone", "410 Gone; .*web archive"),
        ("403 \x1b[31mHacked", "403 Forbidden; open it in a browser"),
        ("401 Unauthorized", "401 Unauthorized; open it"),
        ("451 Unavailable", "451 Unavailable For Legal Reasons"),
        ("500 Oops", "500 Internal Server Error; try again later"),
        ("204 No Content", "204 No Content"),
        ("206 Partial Content", "206 Partial Content"),
        ("300 Multiple Choices", "300 Multiple Choices"),
        ("304 Not Modified", "304 Not Modified"),
        ("299 Odd", "status 299"),
        ("999 Request denied", "status 999"),
        ("429 Too Many Requests\r\nRetry-After: 120", "429 Too Many Requests; try again in 120 seconds"),
        ("429 Too Many Requests", "429 Too Many Requests; try again later"),
        (
            "503 Busy\r\nRetry-After: Wed, 21 May 2098 07:28:00 GMT",
            r"503 Service Unavailable; try again in \d{7,} seconds",
        ),
        ("503 Busy\r\nRetry-After: " + "9" * 5000, "503 Service Unavailable; try again later"),
        ("503 Busy\r\nRetry-After: Wed, 99 May 99999 07:28:00 GMT", "503 Service Unavailable; try again later"),
        ("503 Busy\r\nRetry-After: -1", "503 Service Unavailable; try again later"),
    ],
)
def test_a_status_is_named_with_its_remedy(
    status: str, says: str, site: Server, fetcher: Callable[..., Fetcher]
) -> None:
    site.answers["/"] = ok(status=status) if status[0] != "3" and status[:3] != "204" else head(status)
    with pytest.raises(FetchError, match=rf"^http://news\.example:\d+/: ({says}|.*proper HTTP)") as caught:
        fetcher().fetch(site.url())
    assert isinstance(caught.value, InputError)
    assert str(caught.value).isprintable()


def test_203_is_a_page(site: Server, fetcher: Callable[..., Fetcher]) -> None:
    site.answers["/"] = ok(status="203 Non-Authoritative Information")
    assert fetcher().fetch(site.url()).status == 203


@pytest.mark.parametrize("after", ["2", "0", "Wed, 21 May 2025 07:28:00 GMT"])
def test_a_short_wait_is_waited_once(after: str, site: Server, fetcher: Callable[..., Fetcher]) -> None:
    slept: list[float] = []
    site.answers["/"] = ok(b"", f"Retry-After: {after}", status="503 Busy")
    with pytest.raises(FetchError, match="503 Service Unavailable; try again in"):
        fetcher(sleep=slept.append).fetch(site.url())
    assert site.paths == ["/", "/"]
    assert slept == ([2.0] if after == "2" else [])


def test_an_unchanged_page_is_not_sent_again(site: Server, fetcher: Callable[..., Fetcher]) -> None:
    site.answers["/"] = head("304 Not Modified", 'ETag: "2"', "Content-Length: 5000")
    day = "Wed, 21 May 2025 07:28:00 GMT"
    page = fetcher().fetch(site.url(), etag='"1"', last_modified=day)
    assert 'If-None-Match: "1"\r\n' in site.requests[-1]
    assert f"If-Modified-Since: {day}\r\n" in site.requests[-1]
    assert (page.unchanged, page.status, page.data, page.etag) == (True, 304, b"", '"2"')


@pytest.mark.parametrize("etag", ['"1"\r\nX: y', '"ä"', "\x00", "x" * 5000, ""])
def test_an_unsound_validator_is_not_sent(etag: str, site: Server, fetcher: Callable[..., Fetcher]) -> None:
    site.answers["/"] = ok(b"new")
    assert fetcher().fetch(site.url(), etag=etag, last_modified=etag).data == b"new"
    assert "If-" not in site.requests[-1]


def test_an_unsound_validator_is_not_kept(site: Server, fetcher: Callable[..., Fetcher]) -> None:
    site.answers["/"] = ok(b"", f'ETag: "{"x" * 5000}"', "Last-Modified: gestern, spät")
    page = fetcher().fetch(site.url())
    assert (page.etag, page.last_modified) == (None, None)


@pytest.mark.parametrize(
    "media",
    [
        "text/html",
        "TEXT/HTML;charset=x",
        "application/xhtml+xml",
        "text/plain",
        "application/rss+xml",
        "application/atom+xml",
        "text/xml",
        "application/xml ; a=b",
        "application/json",
        "application/ld+json",
        None,
        "",
    ],
)
def test_articles_and_feeds_are_taken(media: str | None, site: Server, fetcher: Callable[..., Fetcher]) -> None:
    site.answers["/"] = ok(media=media)
    assert fetcher().fetch(site.url()).media == (media or "").partition(";")[0].strip().lower()


@pytest.mark.parametrize("media", ["application/pdf", "image/png", "text/html, image/png", "application/zip", "\xff"])
def test_other_types_are_refused_by_name(media: str, site: Server, fetcher: Callable[..., Fetcher]) -> None:
    site.answers["/"] = ok(media=media)
    with pytest.raises(FetchError, match=f"a page of type {media} holds no article"):
        fetcher().fetch(site.url())


@pytest.mark.parametrize(
    ("told", "charset"),
    [
        ("text/html; charset=UTF-8", "utf-8"),
        ('text/html;charset="iso-8859-1"', "iso-8859-1"),
        ("text/html; charset='windows-1252'", "windows-1252"),
        ("text/html; Charset = Shift_JIS ; x=y", "shift_jis"),
        ("text/html; x=y; charset=koi8-r", "koi8-r"),
        ("text/html; charset=utf8; charset=latin-1", "utf8"),
        ("text/html", None),
        ("text/html; charset=", None),
        ("text/html; charset=none-such", None),
        ("text/html; charset=hex", None),
        ("text/html; charset=undefined", None),
        ("text/html; charset=../../etc/passwd", None),
        ("text/html; charset=" + "x" * 5000, None),
        ("text/html; xcharset=latin-1", None),
    ],
)
def test_a_charset_is_told_where_it_is_one(
    told: str, charset: str | None, site: Server, fetcher: Callable[..., Fetcher]
) -> None:
    site.answers["/"] = ok(media=told)
    assert fetcher().fetch(site.url()).charset == charset


@pytest.mark.parametrize(
    ("path", "sent"),
    [
        ("/économie/дума?q=“x”", "/%C3%A9conomie/%D0%B4%D1%83%D0%BC%D0%B0?q=%E2%80%9Cx%E2%80%9D"),
        ("/already%20escaped/%e4", "/already%20escaped/%e4"),
        ("/a b", "/a%20b"),
        ("/a/../b/./c", "/b/c"),
        ("//a//b", "//a//b"),
        ("?q", "/?q"),
        ("", "/"),
        ("/100%", "/100%25"),
        ("/a;b=(c)!$&'*+,~[x]", "/a;b=(c)!$&'*+,~[x]"),
    ],
)
def test_paths_are_sent_in_ascii(path: str, sent: str, site: Server, fetcher: Callable[..., Fetcher]) -> None:
    site.answers[sent] = ok()
    page = fetcher().fetch(site.url(path))
    assert site.paths == [sent]
    assert page.url == site.url(sent)


def test_a_host_in_another_script_is_asked_in_ascii(site: Server, fetcher: Callable[..., Fetcher]) -> None:
    asked: list[str] = []

    def resolve(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"]

    site.answers["/"] = ok()
    page = fetcher(resolve=resolve).fetch(site.url(host="zeitung-für-münchen.example"))
    assert set(asked) == {"xn--zeitung-fr-mnchen-b3bd.example"}
    assert page.url == site.url(host="xn--zeitung-fr-mnchen-b3bd.example")


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"\r\n\r\n",
        b"garbage\r\n\r\n",
        b"SSH-2.0-OpenSSH_9.6\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00",
        b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nx",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
        b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhello",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel",
        b"HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nBad\x00Name: x\r\n\r\n",
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\nhello",
        b"HTTP/1.1 abc OK\r\n\r\n",
    ],
)
def test_an_answer_that_is_no_http_is_an_error(answer: bytes, site: Server, fetcher: Callable[..., Fetcher]) -> None:
    site.answers["/"] = answer
    with pytest.raises(FetchError, match=r"^http://news\.example:\d+/: "):
        fetcher().fetch(site.url())


def test_more_than_the_announced_length_is_left(site: Server, fetcher: Callable[..., Fetcher]) -> None:
    site.answers["/"] = head("200 OK", "Content-Length: 5", f"Content-Type: {HTML}") + b"hello, and more"
    assert fetcher().fetch(site.url()).data == b"hello"
