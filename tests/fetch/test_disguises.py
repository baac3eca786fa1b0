"""Addresses that lead, or might be read as leading, to this computer: refused, and nothing arrives."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quotes.errors import FetchError
from quotes.fetch import Fetcher, is_public
from tests.fetch.servers import Server, arrived, listening, ok

DISGUISED = (
    "http://127.0.0.1:{port}/",
    "http://127.0.0.2:{port}/",
    "http://0.0.0.0:{port}/",
    "http://[::1]:{port}/",
    "http://[::]:{port}/",
    "http://[0:0:0:0:0:0:0:1]:{port}/",
    "http://[::ffff:127.0.0.1]:{port}/",
    "http://[::ffff:7f00:1]:{port}/",
    "http://[::127.0.0.1]:{port}/",
    "http://[64:ff9b::7f00:1]:{port}/",
    "http://[::1%25lo]:{port}/",
    "http://[::1%lo]:{port}/",
    "http://[fe80::1%25eth0]:{port}/",
    "http://[127.0.0.1]:{port}/",
    "http://[::1].example.org:{port}/",
    "http://::1:{port}/",
    "http://2130706433:{port}/",
    "http://0x7f000001:{port}/",
    "http://0x7f.0x0.0x0.0x1:{port}/",
    "http://0x7f.1:{port}/",
    "http://017700000001:{port}/",
    "http://0177.0.0.1:{port}/",
    "http://127.1:{port}/",
    "http://127.0.1:{port}/",
    "http://0:{port}/",
    "http://127.0.0.1.:{port}/",
    "http://127.0.0.01:{port}/",
    "http://127.0.0.256:{port}/",
    "http://１２７.０.０.１:{port}/",
    "http://127。0。0。1:{port}/",
    "http://127．0．0．1:{port}/",
    "http://127｡0｡0｡1:{port}/",
    "http://①②⑦.0.0.1:{port}/",
    "http://١٢٧.0.0.1:{port}/",
    "http://%31%32%37.0.0.1:{port}/",
    "http://127%2e0%2e0%2e1:{port}/",
    "http://localhost:{port}/",
    "http://LocalHost:{port}/",
    "http://localhost.:{port}/",
    "http://ⓛocalhost:{port}/",
    "http://ｌｏｃａｌｈｏｓｔ:{port}/",
    "http://loc\u00adalhost:{port}/",
    "http://www.localhost:{port}/",
    "http://printer.local:{port}/",
    "http://wiki.internal:{port}/",
    "http://news.example.:{port}/",
    "http://news.example..:{port}/",
    "http://.news.example:{port}/",
    "http://news..example:{port}/",
    "http://-news.example:{port}/",
    "http://news_.example-:{port}/",
    "http://news.example\u3002evil.example:{port}/",
    "http://\u212aelvin.example:{port}/",
    "http://news\u200b.example:{port}/",
    "http://{label}.example:{port}/",
    "http://user@127.0.0.1:{port}/",
    "http://user:pass@127.0.0.1:{port}/",
    "http://news.example@127.0.0.1:{port}/",
    "http://127.0.0.1:{port}@news.example/",
    "http://news.example:80@127.0.0.1:{port}/",
    "http://@127.0.0.1:{port}/",
    "http://news.example\\@127.0.0.1:{port}/",
    "http:\\\\127.0.0.1:{port}\\",
    "http:/\\127.0.0.1:{port}/",
    "http:/127.0.0.1:{port}/",
    "http:127.0.0.1:{port}/",
    "http:///127.0.0.1:{port}/",
    "//127.0.0.1:{port}/",
    "127.0.0.1:{port}/",
    "http://\t127.0.0.1:{port}/",
    "http://127.0.0.1\n:{port}/",
    "ht\ntp://127.0.0.1:{port}/",
    "http://127.0.0.1:{port}/\r\nHost: x",
    "http://127.0.0.1 :{port}/",
    "http://news.example 127.0.0.1:{port}/",
    "http://\x00127.0.0.1:{port}/",
    "http://127.0.0.1\ud800:{port}/",
    "http://",
    "http:///",
    "http://:{port}/",
    "http://?x",
    "http://#x",
    "",
    "   ",
    "http://news.example:/",
    "http://news.example:0/",
    "http://news.example:22/",
    "http://news.example:65536/",
    "http://news.example:99999999/",
    "http://news.example:-1/",
    "http://news.example:８０/",
    "http://news.example:0x50/",
    "http://news.example:80:{port}/",
    "https://127.0.0.1:{port}/",
    "HTTP://127.0.0.1:{port}/",
    "file:///etc/passwd",
    "file://127.0.0.1:{port}/etc/passwd",
    "ftp://127.0.0.1:{port}/",
    "gopher://127.0.0.1:{port}/",
    "data:text/html,hello",
    "javascript:alert(1)",
    "view-source:http://127.0.0.1:{port}/",
    "jar:http://127.0.0.1:{port}/!/x",
    "http+unix://127.0.0.1:{port}/",
    "ws://127.0.0.1:{port}/",
)


@pytest.mark.parametrize("url", DISGUISED)
def test_a_disguised_address_is_refused_and_nothing_arrives(
    url: str, witnesses: list[Server], fetcher: Callable[..., Fetcher]
) -> None:
    for witness in witnesses:
        witness.answers["/"] = ok()
    # As lenient as a system may be: every name that is asked for is this computer.
    lenient = fetcher(allowed=is_public, resolve=lambda host, port: ["127.0.0.1"])
    with pytest.raises(FetchError) as caught:
        lenient.fetch(url.format(port=witnesses[0].port, label="a" * 64))
    assert arrived(witnesses) == 0
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 400


@pytest.mark.parametrize(
    "addresses",
    [
        ["127.0.0.1"],
        ["::1"],
        ["0.0.0.0"],  # noqa: S104 - nothing is bound to it
        ["10.0.0.1", "127.0.0.1"],
        ["93.184.215.14", "127.0.0.1"],
        ["127.0.0.1", "93.184.215.14"],
        ["2606:4700::1111", "::ffff:127.0.0.1"],
        ["::1%lo"],
        ["127.1"],
        ["2130706433"],
        ["news.example"],
        [""],
        [],
    ],
)
def test_a_name_with_one_bad_address_is_not_connected_to(
    addresses: list[str], witnesses: list[Server], fetcher: Callable[..., Fetcher]
) -> None:
    with pytest.raises(FetchError, match=r"^http://news\.example:\d+/: "):
        fetcher(allowed=is_public, resolve=lambda host, port: addresses).fetch(witnesses[0].url())
    assert arrived(witnesses) == 0


def test_a_name_that_changes_its_address_does_not_lead_elsewhere(
    site: Server, witnesses: list[Server], fetcher: Callable[..., Fetcher]
) -> None:
    site.answers["/"] = ok()
    asked: list[str] = []

    def rebinding(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["127.0.0.2"]

    with listening("127.0.0.2", site.port) as witness:
        with pytest.raises(FetchError, match=r"127\.0\.0\.2, the address of news\.example, is not on the public"):
            fetcher(resolve=rebinding).fetch(site.url())
        assert witness.arrivals() == 0
    # One lookup for each connection, and the connection for robots.txt went to the address that was checked.
    assert len(asked) == 2
    assert site.arrivals() == 1


def test_a_name_is_looked_up_once_for_each_connection(site: Server, fetcher: Callable[..., Fetcher]) -> None:
    site.answers["/"] = ok()
    asked: list[str] = []

    def resolve(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"]

    fetcher(resolve=resolve).fetch(site.url())
    assert len(asked) == site.arrivals() == 2


def test_the_environment_opens_no_other_way(
    site: Server, witnesses: list[Server], fetcher: Callable[..., Fetcher], monkeypatch: pytest.MonkeyPatch
) -> None:
    proxy = f"http://127.0.0.2:{witnesses[0].port}"
    for name in ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, proxy)
    site.answers["/"] = ok()
    assert fetcher().fetch(site.url()).status == 200
    assert arrived(witnesses) == 0


def test_the_second_address_is_tried_where_the_first_does_not_answer(
    site: Server, fetcher: Callable[..., Fetcher]
) -> None:
    site.answers["/"] = ok()
    both = fetcher(allowed=lambda a: a.startswith("127."), resolve=lambda host, port: ["127.0.0.9", "127.0.0.1"])
    assert both.fetch(site.url()).status == 200


def test_an_unknown_host_and_a_slow_lookup_say_so(fetcher: Callable[..., Fetcher]) -> None:
    import threading

    def unknown(host: str, port: int) -> list[str]:
        raise OSError("Name or service not known")

    with pytest.raises(FetchError, match="there is no host named news"):
        fetcher(resolve=unknown).fetch("http://news.example/")
    done = threading.Event()
    with pytest.raises(FetchError, match="was not looked up in time"):
        fetcher(resolve=lambda host, port: [str(done.wait(5))], seconds=0.1).fetch("http://news.example/")
    done.set()


def test_a_host_that_does_not_answer_says_so(site: Server, fetcher: Callable[..., Fetcher]) -> None:
    site.close()
    with pytest.raises(FetchError, match="does not answer"):
        fetcher().fetch(site.url())
