"""Articles from a web server into a database: fetched once, asked for again only as far as they have changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from quotes.fetch import Fetcher
from quotes.ingest import Outcome, Plan, ingest
from quotes.pool import Workers
from quotes.store import Store
from quotes.web import Web
from tests.fetch.servers import Server, head, ok
from tests.read import pages
from tests.read.pages import QUAY, STRIKE, Story


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    yield made
    made.close()


@pytest.fixture
def web(store: Store, server: Server) -> Iterator[Web]:
    """A web of one host, on this computer."""
    with (
        Fetcher(pause=0, allowed=lambda address: address == "127.0.0.1", resolve=lambda *_: ["127.0.0.1"]) as fetcher,
        Web(store, fetcher) as made,
    ):
        yield made


def page(story: Story, etag: str) -> bytes:
    return ok(pages.meta_only(story).replace(story.url, "/a").encode(), f"ETag: {etag}")


def run(store: Store, web: Web, *places: str) -> list[Outcome]:
    return list(ingest(Plan(places, workers=Workers(1)), store, web=web))


def test_a_page_is_asked_for_again_only_if_it_has_changed(store: Store, web: Web, server: Server) -> None:
    address = server.url("/a")
    server.answers["/a"] = page(QUAY, '"one"')
    [first] = run(store, web, address)
    assert first.added is not None
    assert first.added.new
    article, _ = store.article(1)
    assert (article.title, article.url, article.doc) == (QUAY.title, address, address)
    assert article.fetched is not None

    server.answers["/a"] = head("304 Not Modified")
    [second] = run(store, web, address)
    assert (second.added, second.error) == (None, None)
    assert 'if-none-match: "one"' in server.requests[-1].lower()

    server.answers["/a"] = page(STRIKE, '"two"')
    [third] = run(store, web, address)
    assert third.added is not None
    assert (third.added.new, third.added.version) == (True, 2)
    server.answers["/a"] = page(QUAY, '"three"')
    [fourth] = run(store, web, address)
    assert fourth.added is not None
    assert store.faults() == []


def test_what_could_not_be_stored_is_fetched_again_whole(store: Store, web: Web, server: Server) -> None:
    address = server.url("/a")
    server.answers["/a"] = ok(b"<html><body></body></html>", 'ETag: "empty"')
    [failed] = run(store, web, address)
    assert "no article" in str(failed.error)
    assert [(one.name, one.place) for one in store.failures()] == [(address, address)]
    server.answers["/a"] = page(QUAY, '"one"')
    [read] = run(store, web, address)
    assert "if-none-match" not in server.requests[-1].lower()
    assert read.added is not None
    assert store.failures() == []


def test_a_feed_leads_to_its_articles(store: Store, web: Web, server: Server, tmp_path: Path) -> None:
    items = "".join(f"<item><title>x</title><link>{server.url(path)}</link></item>" for path in ("/a", "/gone", "/b"))
    feed = f"<rss version='2.0'><channel><title>Orsk Post</title>{items}</channel></rss>".encode()
    server.answers["/feed"] = ok(feed, media="application/rss+xml")
    server.answers["/a"] = page(QUAY, '"a"')
    server.answers["/b"] = ok(pages.old(STRIKE).encode())
    outcomes = run(store, web, server.url("/feed"))
    assert [(o.name, o.error is None) for o in outcomes] == [
        (server.url("/a"), True),
        (server.url("/gone"), False),
        (server.url("/b"), True),
    ]
    assert "404 Not Found" in str(outcomes[1].error)
    listed = tmp_path / "list.txt"
    listed.write_text(f"{server.url('/a')}\n{server.url('/b')}\n", encoding="utf-8")
    assert all(o.error is None and not (o.added and o.added.new) for o in run(store, web, str(listed)))
