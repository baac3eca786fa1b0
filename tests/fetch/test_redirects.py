"""Redirects: where they may lead, and that the others lead nowhere."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quotes.errors import FetchError
from quotes.fetch import Fetcher
from tests.fetch.servers import Server, arrived, head, ok, redirect

TRICKS = (
    "http://127.0.0.2:{port}/",
    "http://127.0.0.3:{port}/",
    "//127.0.0.2:{port}/",
    "http://0.0.0.0:{port}/",
    "http://[::1]:{port}/",
    "http://[::ffff:127.0.0.2]:{port}/",
    "http://[::ffff:7f00:2]:{port}/",
    "http://2130706434:{port}/",
    "http://0x7f000002:{port}/",
    "http://0177.0.0.2:{port}/",
    "http://127.2:{port}/",
    "http://127.0.0.2.:{port}/",
    "http://１２７.0.0.2:{port}/",
    "http://127。0。0。2:{port}/",
    "http://127%2e0.0.2:{port}/",
    "http://localhost:{port}/",
    "http://elsewhere.example:{port}/",
    "http://mixed.example:{port}/",
    "https://127.0.0.2:{port}/",
    "http://user@127.0.0.2:{port}/",
    "http://news.example@127.0.0.2:{port}/",
    "http://news.example\\@127.0.0.2:{port}/",
    "\\\\127.0.0.2:{port}\\",
    "/\\127.0.0.2:{port}/",
    "/\t/127.0.0.2:{port}/",
    "http://127.0.0.2\t:{port}/",
    "http://\x0b127.0.0.2:{port}/",
    "http://127.0.0.2:{port}/\x7f",
    "http://[127.0.0.2:{port}/",
    "http://]127.0.0.2:{port}/",
    "http://127.0.0.2:{port}:80/",
    "http://127.0.0.2:99999/",
    "http:///127.0.0.2:{port}/",
    "http:127.0.0.2:{port}/",
    "file:///etc/passwd",
    "ftp://127.0.0.2:{port}/",
    "gopher://127.0.0.2:{port}/_GET",
    "data:text/html,hello",
    "javascript:alert(1)",
    "about:blank",
    "ws://127.0.0.2:{port}/",
    "",
    "#top",
    "/start",
    "?x=" + "y" * 9000,
)


def _resolve(host: str, port: int) -> list[str]:
    return {"elsewhere.example": ["127.0.0.2"], "mixed.example": ["127.0.0.1", "127.0.0.2"]}.get(host, ["127.0.0.1"])


@pytest.mark.parametrize("location", TRICKS)
@pytest.mark.parametrize("status", ["301 Moved Permanently", "307 Temporary Redirect"])
def test_a_redirect_is_checked_as_the_address_was(
    location: str, status: str, site: Server, witnesses: list[Server], fetcher: Callable[..., Fetcher]
) -> None:
    for witness in witnesses:
        witness.answers["/"] = ok()
    site.answers["/start"] = redirect(location.format(port=witnesses[0].port), status)
    with pytest.raises(FetchError, match=r"^http://news\.example:\d+/start") as caught:
        fetcher(resolve=_resolve).fetch(site.url("/start"))
    assert arrived(witnesses) == 0
    assert site.paths in (["/start"], ["/start", "/127.0.0.2:" + str(witnesses[0].port) + "/"])
    assert str(caught.value).isprintable()


@pytest.mark.parametrize("robots", ["http://127.0.0.2:{port}/", "file:///etc/passwd", "//elsewhere.example:{port}/"])
def test_a_redirect_of_robots_txt_is_checked_too(
    robots: str, site: Server, witnesses: list[Server], fetcher: Callable[..., Fetcher]
) -> None:
    site.answers["/robots.txt"] = redirect(robots.format(port=witnesses[0].port))
    site.answers["/"] = ok()
    with pytest.raises(FetchError, match=r"its robots\.txt, which is asked first, could not be read: .*(public|only)"):
        fetcher(resolve=_resolve).fetch(site.url())
    assert arrived(witnesses) == 0
    assert site.paths == []


@pytest.mark.parametrize("host", ["127.0.0.2", "elsewhere.example"])
def test_the_last_of_a_chain_is_checked(
    host: str, site: Server, witnesses: list[Server], fetcher: Callable[..., Fetcher]
) -> None:
    for step in range(4):
        site.answers[f"/{step}"] = redirect(f"/{step + 1}")
    site.answers["/4"] = redirect(f"http://{host}:{witnesses[0].port}/")
    with pytest.raises(FetchError, match=rf"redirected to http://{host}:\d+/: 127\.0\.0\.2.* not on the public"):
        fetcher(resolve=_resolve).fetch(site.url("/0"))
    assert arrived(witnesses) == 0


def test_a_circle_and_an_endless_chain_end(site: Server, fetcher: Callable[..., Fetcher]) -> None:
    site.answers.update({"/a": redirect("/b"), "/b": redirect("/a#again")})
    with pytest.raises(FetchError, match="redirects in a circle"):
        fetcher().fetch(site.url("/a"))
    for step in range(20):
        site.answers[f"/{step}"] = redirect(f"/{step + 1}")
    site.requests.clear()
    with pytest.raises(FetchError, match="redirects more than 5 times"):
        fetcher().fetch(site.url("/0"))
    assert site.paths == [f"/{step}" for step in range(6)]


def test_five_redirects_are_followed(site: Server, fetcher: Callable[..., Fetcher]) -> None:
    for step in range(5):
        site.answers[f"/{step}"] = redirect(f"/{step + 1}")
    site.answers["/5"] = ok(b"there")
    page = fetcher().fetch(site.url("/0"))
    assert (page.data, page.url, page.asked) == (b"there", site.url("/5"), site.url("/0"))


@pytest.mark.parametrize(
    ("location", "arrives"),
    [
        ("next", "/old/next"),
        ("../next?a=1&b=2#part", "/next?a=1&b=2"),
        ("?page=2", "/old/start?page=2"),
        ("/a/./b/../c", "/a/c"),
        ("//other.example:{port}/x", "/x"),
        ("http://other.example:{port}", "/"),
        ("HTTP://Other.Example:{port}/Ä ö", "/%C3%84%20%C3%B6"),
        ("/caf%C3%A9/%2e%2e/x", None),
        ("/a b|c", "/a%20b%7Cc"),
    ],
)
def test_sound_locations_are_followed(
    location: str, arrives: str | None, site: Server, fetcher: Callable[..., Fetcher]
) -> None:
    site.answers["/old/start"] = redirect(location.format(port=site.port))
    site.answers[arrives or "/caf%C3%A9/%2e%2e/x"] = ok(b"there")
    assert fetcher().fetch(site.url("/old/start")).data == b"there"


def test_no_place_and_two_places_are_refused(site: Server, fetcher: Callable[..., Fetcher]) -> None:
    site.answers["/none"] = head("302 Found", "Content-Length: 0")
    site.answers["/two"] = head("302 Found", "Location: /a", "Location: /b", "Content-Length: 0")
    with pytest.raises(FetchError, match="redirects to nowhere"):
        fetcher().fetch(site.url("/none"))
    with pytest.raises(FetchError, match="redirects to several places"):
        fetcher().fetch(site.url("/two"))


def test_a_new_address_is_told_where_all_redirects_are_permanent(site: Server, fetcher: Callable[..., Fetcher]) -> None:
    site.answers.update(
        {
            "/1": redirect("/2", "301 Moved Permanently"),
            "/2": redirect("/3", "308 Permanent Redirect"),
            "/3": ok(),
            "/4": redirect("/5", "301 Moved Permanently"),
            "/5": redirect("/3", "302 Found"),
        }
    )
    assert fetcher().fetch(site.url("/1")).permanent == site.url("/3")
    assert fetcher().fetch(site.url("/4")).permanent is None
    assert fetcher().fetch(site.url("/3")).permanent is None


def test_a_refresh_in_the_page_is_not_followed(site: Server, fetcher: Callable[..., Fetcher]) -> None:
    site.answers["/"] = ok(b'<meta http-equiv="refresh" content="0; url=/other">', "Refresh: 0; url=/other")
    assert fetcher().fetch(site.url()).url == site.url()
    assert site.paths == ["/"]


def test_cookies_are_not_kept_and_validators_stay_with_their_host(
    site: Server, fetcher: Callable[..., Fetcher]
) -> None:
    site.answers["/"] = head("302 Found", f"Location: {site.url('/x', 'other.example')}", "Set-Cookie: a=b; Path=/")
    site.answers["/x"] = ok(b"", "Set-Cookie: c=d")
    asking = fetcher()
    asking.fetch(site.url(), etag='"1"')
    asking.fetch(site.url("/x"))
    assert not any("cookie" in request.lower() for request in site.requests)
    assert ['if-none-match: "1"' in r.lower() for r in site.requests if "robots.txt" not in r] == [True, False, False]
