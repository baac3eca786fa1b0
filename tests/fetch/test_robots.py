"""robots.txt, as RFC 9309 wants it."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from quotes.errors import FetchError
from quotes.fetch import Fetcher
from tests.fetch.servers import Answer, Server, head, listening, ok, redirect


def _robots(text: str | bytes, status: str = "200 OK") -> bytes:
    return ok(text.encode() if isinstance(text, str) else text, media="text/plain", status=status)


@pytest.mark.parametrize(
    "rules",
    [
        "User-agent: *\nDisallow: /",
        "user-AGENT:quotes\ndisallow:/article",
        "User-agent: Quotes\nDisallow: /",
        "User-agent: quotes/0.1 (comment)\nDisallow: /",
        "User-agent: a\nUser-agent: quotes\nUser-agent: b\nDisallow: /",
        "User-agent: *\nAllow: /\n\nUser-agent: quotes\nDisallow: /art",
        "User-agent: *\nDisallow: /*.html$",
        "User-agent: *\nAllow: /article\nDisallow: /article/",
        "\ufeffUser-agent: *\nDisallow: /",
        "User-agent: *\r\nDisallow: /\r\n",
        "User-agent: *\rDisallow: /\r",
        b"\xff\xfe\nUser-agent: *\nDisallow: /\n",
        "User-agent: quotes\nCrawl-delay: 1\n\nUser-agent: quotes\nDisallow: /",
    ],
)
def test_a_forbidden_page_is_not_asked_for(rules: str, site: Server, fetcher: Callable[..., Fetcher]) -> None:
    site.answers["/article/1.html"] = ok()
    site.answers["/robots.txt"] = _robots(rules)
    with pytest.raises(
        FetchError, match=r"/article/1\.html: its robots\.txt asks robots to keep away; .*save the page"
    ):
        fetcher().fetch(site.url("/article/1.html"))
    assert site.paths == []


@pytest.mark.parametrize(
    "rules",
    [
        "",
        "User-agent: *\nDisallow:",
        "User-agent: *\nDisallow: /private",
        "User-agent: quote\nDisallow: /",
        "User-agent: q\nDisallow: /",
        "User-agent: quotesbot\nDisallow: /",
        "User-agent: Misquotes\nDisallow: /",
        "User-agent: *\nDisallow: /\n\nUser-agent: quotes\nAllow: /",
        "User-agent: *\nDisallow: /\nAllow: /article",
        "User-agent: other\nDisallow: /\n\nUser-agent: *\nAllow: /",
        "<!doctype html><title>Not a robots.txt</title>",
        b"\x00\xff" * 1000,
    ],
)
def test_what_is_not_forbidden_is_fetched(rules: str, site: Server, fetcher: Callable[..., Fetcher]) -> None:
    site.answers["/article"] = ok(b"there")
    site.answers["/robots.txt"] = _robots(rules)
    assert fetcher().fetch(site.url("/article")).data == b"there"


@pytest.mark.parametrize("status", ["400 Bad", "401 Unauthorized", "403 Forbidden", "404 Not Found", "410 Gone"])
def test_no_robots_txt_allows_all(status: str, site: Server, fetcher: Callable[..., Fetcher]) -> None:
    site.answers["/"] = ok(b"there")
    site.answers["/robots.txt"] = _robots("User-agent: *\nDisallow: /", status)
    assert fetcher().fetch(site.url()).data == b"there"


@pytest.mark.parametrize(
    "answer",
    [
        _robots("", "500 Oops"),
        _robots("", "503 Busy"),
        _robots("", "429 Slow down"),
        b"",
        b"garbage\r\n\r\n",
        head("200 OK", "Content-Length: 100") + b"User-agent",
        ok(b"no gzip", "Content-Encoding: gzip"),
        redirect("/robots.txt"),
        redirect("javascript:alert(1)"),
    ],
)
def test_an_unreadable_robots_txt_forbids_for_now(
    answer: Answer, site: Server, fetcher: Callable[..., Fetcher]
) -> None:
    site.answers["/"] = ok()
    site.answers["/robots.txt"] = answer
    asking = fetcher()
    with pytest.raises(FetchError, match=r"example:\d+/: its robots\.txt, which is asked first, "):
        asking.fetch(site.url())
    assert site.paths == []
    site.answers["/robots.txt"] = _robots("")
    assert asking.fetch(site.url()).status == 200


def test_a_silent_robots_txt_forbids_for_now(site: Server, fetcher: Callable[..., Fetcher]) -> None:
    site.answers["/"] = ok()
    site.answers["/robots.txt"] = lambda connection: time.sleep(0.6)
    with pytest.raises(FetchError, match=r"robots\.txt, which is asked first, could not be read"):
        fetcher(seconds=0.2).fetch(site.url())
    assert site.paths == []


def test_robots_txt_is_asked_once_for_each_origin(site: Server, fetcher: Callable[..., Fetcher]) -> None:
    asking = fetcher()
    site.answers.update({"/a": ok(), "/b": ok()})
    for url in (site.url("/a"), site.url("/b"), site.url("/a", "other.example"), site.url("/a", "NEWS.example")):
        asking.fetch(url)
    asked = [r for r in site.requests if r.startswith("GET /robots.txt")]
    assert [r.split("Host: ")[1].split(":")[0] for r in asked] == ["news.example", "other.example"]


def test_the_robots_txt_of_a_redirects_target_counts(site: Server, fetcher: Callable[..., Fetcher]) -> None:
    with listening() as other:
        other.answers["/robots.txt"] = _robots("User-agent: *\nDisallow: /secret")
        other.answers["/secret"] = ok()
        site.answers["/"] = redirect(other.url("/open/../secret", "other.example"))
        with pytest.raises(FetchError, match=r"redirected to http://other\.example:\d+/secret: its robots"):
            fetcher().fetch(site.url())
        assert other.paths == []


def test_robots_txt_may_have_moved(site: Server, fetcher: Callable[..., Fetcher]) -> None:
    site.answers["/robots.txt"] = redirect(site.url("/r", "www.news.example"), "301 Moved")
    site.answers["/r"] = _robots("User-agent: *\nDisallow: /")
    site.answers["/"] = ok()
    with pytest.raises(FetchError, match="asks robots to keep away"):
        fetcher().fetch(site.url())
    assert site.paths == ["/r"]


def test_only_the_beginning_of_a_huge_robots_txt_is_read(site: Server, fetcher: Callable[..., Fetcher]) -> None:
    site.answers.update({"/early": ok(), "/late": ok()})
    filling = "# nothing\n" * 100_000
    site.answers["/robots.txt"] = _robots(f"User-agent: *\nDisallow: /early\n{filling}Disallow: /late\n")
    asking = fetcher(limit=1000)
    with pytest.raises(FetchError, match="keep away"):
        asking.fetch(site.url("/early"))
    assert asking.fetch(site.url("/late")).status == 200


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"User-agent: a{n}\n" for n in range(20_000)) + "Disallow: /a\n" * 20_000,
        "User-agent: *\n" + "Disallow: /a$\n" * 35_000,
        "User-agent: *\n" + "Disallow: /*a*b*c*d*e*f*g*h*i*z\n" * 15_000,
        "User-agent: *\nDisallow: " + "/*a" * 170_000,
        "User-agent: *\nCrawl-delay: " + "9" * 500_000,
        "User-agent" + " " * 500_000,
        "user " * 100_000,
    ],
)
def test_a_malicious_robots_txt_takes_no_long_time(text: str, site: Server, fetcher: Callable[..., Fetcher]) -> None:
    path = "/" + "abcdefgh" * 900
    site.answers["/robots.txt"] = _robots(text)
    site.answers[path] = ok()
    begun = time.monotonic()
    fetcher().fetch(site.url(path))
    assert time.monotonic() - begun < 3


@pytest.mark.parametrize(
    ("rule", "pauses"),
    [
        ("", [1.0, 1.0]),
        ("Crawl-delay: 4", [1.0, 4.0]),
        ("Crawl-delay: 0.2", [1.0, 1.0]),
        ("Crawl-delay: 86400", [1.0, 10.0]),
        ("Crawl-delay: inf", [1.0, 1.0]),
        ("Crawl-delay: nan", [1.0, 1.0]),
        ("Crawl-delay: -5", [1.0, 1.0]),
        ("Crawl-delay: soon", [1.0, 1.0]),
    ],
)
def test_a_host_is_left_alone_between_two_requests(
    rule: str, pauses: list[float], site: Server, fetcher: Callable[..., Fetcher]
) -> None:
    slept: list[float] = []
    site.answers.update({"/a": ok(), "/b": ok(), "/robots.txt": _robots(f"User-agent: *\n{rule}\n")})
    asking = fetcher(pause=1.0, sleep=slept.append)
    asking.fetch(site.url("/a"))
    asking.fetch(site.url("/b"))
    assert slept == pytest.approx(pauses, abs=0.3)


def test_other_hosts_are_not_waited_for(site: Server, fetcher: Callable[..., Fetcher]) -> None:
    slept: list[float] = []
    site.answers["/"] = ok()
    asking = fetcher(pause=1.0, sleep=slept.append)
    asking.fetch(site.url("/"))
    asking.fetch(site.url("/", "other.example"))
    assert len(slept) == 2  # each between its robots.txt and its page
    with pytest.raises(FetchError):
        asking.fetch(site.url("/gone"))
    assert len(slept) == 3


def test_a_pause_is_kept_in_real_time(site: Server, fetcher: Callable[..., Fetcher]) -> None:
    site.answers["/"] = ok()
    begun = time.monotonic()
    fetcher(pause=0.2, sleep=time.sleep, seconds=0.15).fetch(site.url())  # the pause is not counted
    assert time.monotonic() - begun >= 0.2
