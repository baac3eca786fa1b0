"""From what somebody names to documents, and from those to articles: tables, archives, feeds, lists, front matter."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from quotes.errors import FetchError, InputError, ReadError
from quotes.read import Document, Given, Places, place_of, read_document
from quotes.records import Article, Origin
from tests.read import pages
from tests.read.pages import BRIDGE, QUAY, STORIES, STRIKE, Story

TEXT = "\n\n".join(QUAY.paragraphs)


def found(place: object, how: Places | None = None) -> list[tuple[str, Document | InputError]]:
    return list((how or Places()).documents(str(place)))


def articles(place: object, how: Places | None = None) -> list[Article]:
    """All that a place has; an error is one."""
    read: list[Article] = []
    for _, one in found(place, how):
        if isinstance(one, InputError):
            raise one
        read.append(read_document(one))
    return read


def row(story: Story, **more: Any) -> dict[str, Any]:
    return {
        "text": "\n\n".join(story.paragraphs),
        "title": story.title,
        "author": story.byline.split(", "),
        "source": story.outlet,
        "date": story.date,
        "url": story.url,
    } | more


# Tables ----------------------------------------------------------------------------------------------------------


def jsonl(rows: list[dict[str, Any]]) -> bytes:
    return "\n".join(json.dumps(one) for one in rows).encode() + b"\n"


def sheet(rows: list[dict[str, Any]], separator: str) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator)
    writer.writerow(rows[0])
    writer.writerows([", ".join(v) if isinstance(v, list) else v for v in one.values()] for one in rows)
    return out.getvalue().encode()


def columns(rows: list[dict[str, Any]]) -> bytes:
    from pyarrow import BufferOutputStream, Table, parquet

    out = BufferOutputStream()
    parquet.write_table(Table.from_pylist(rows), out, row_group_size=2)
    return bytes(out.getvalue().to_pybytes())


TABLES: dict[str, Callable[[list[dict[str, Any]]], bytes]] = {
    "a.jsonl": jsonl,
    "a.ndjson": jsonl,
    "a.jsonl.gz": lambda rows: gzip.compress(jsonl(rows)),
    "a.json": lambda rows: json.dumps(rows).encode(),
    "a.csv": lambda rows: sheet(rows, ","),
    "b.csv": lambda rows: sheet(rows, ";"),
    "a.csv.gz": lambda rows: gzip.compress(sheet(rows, ",")),
    "a.tsv": lambda rows: sheet(rows, "\t"),
    "a.parquet": columns,
}


@pytest.mark.parametrize("name", TABLES)
def test_a_row_is_an_article(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(TABLES[name]([row(story) for story in STORIES]))
    read = articles(tmp_path / name)
    assert [(a.title, a.byline, a.outlet, a.published, a.url) for a in read] == [
        (s.title, s.byline, s.outlet, s.date, s.url) for s in STORIES
    ]
    assert read[0].text == TEXT
    assert set(dict(read[0].origins).values()) == {Origin.RECORD}


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.parquet"])
def test_columns_with_other_names_are_named(tmp_path: Path, name: str) -> None:
    rows = [{"Inhalt": TEXT, "Kopf": QUAY.title, "date": "2025-01-02", "text": "no article"}]
    (tmp_path / name).write_bytes(TABLES[name](rows))
    [article] = articles(tmp_path / name, Places(mapping={"text": "Inhalt", "title": "Kopf", "date": ""}))
    assert (article.text, article.title, article.published) == (TEXT, QUAY.title, None)
    [(where, error)] = found(tmp_path / name, Places(mapping={"text": "Text"}))
    assert where.startswith(str(tmp_path / name))
    assert "no column 'Text'" in str(error)
    assert "Inhalt" in str(error)


@pytest.mark.parametrize("kept", [0, 3, 200, -20])
def test_a_broken_parquet_file_is_an_error_of_its_own(tmp_path: Path, kept: int) -> None:
    (tmp_path / "a.parquet").write_bytes(columns([row(story) for story in STORIES])[:kept])
    [(where, error)] = found(tmp_path / "a.parquet")
    assert where == str(tmp_path / "a.parquet")
    assert isinstance(error, ReadError)
    assert "a.parquet: cannot be read on (" in str(error)


def test_what_is_wrong_with_a_row_of_parquet_is_said_of_it(tmp_path: Path) -> None:
    from datetime import datetime

    rows = [row(QUAY), row(QUAY, text=None), row(QUAY, text=" "), row(STRIKE)]
    rows = [one | {"date": datetime(2025, 1, 2, 10, 30), "vector": [0.5]} for one in rows]
    (tmp_path / "a.parquet").write_bytes(columns(rows))
    (first, one), (second, bad), (third, empty), (fourth, other) = found(tmp_path / "a.parquet")
    assert [first, second, third, fourth] == [f"{tmp_path / 'a.parquet'}:{number}" for number in (1, 2, 3, 4)]
    assert isinstance(one, Document)
    assert isinstance(other, Document)
    assert read_document(one).published == "2025-01-02T10:30"
    assert "no text in text" in str(bad)
    assert "no text in text" in str(empty)
    (tmp_path / "b.parquet").write_bytes(columns([{"words": "x", "vector": [0.5]}]))
    [(_, error)] = found(tmp_path / "b.parquet")
    assert "say where it is with --map text=COLUMN (its columns are vector, words)" in str(error)


def test_a_row_may_hold_a_page(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(jsonl([{"html": pages.semantic(QUAY), "url": "https://x.example/1"}]))
    [article] = articles(tmp_path / "a.jsonl")
    assert article.title == QUAY.title
    assert article.url == "https://x.example/1"


def test_what_is_wrong_with_a_row_is_said_of_it_and_the_others_are_read(tmp_path: Path) -> None:
    lines = [
        json.dumps(row(QUAY)).encode(),
        b"{",
        b"[]",
        b'{"title": "x"}',
        b'{"text": 3}',
        json.dumps(row(QUAY, date="soon")).encode(),
        json.dumps(row(QUAY, url="ftp://x")).encode(),
        b"\xff\xfe\xfa",
        b"[" * 100_000,
        b'{"text": ' + b"9" * 10_000 + b"}",
        b"",
        json.dumps(row(STRIKE)).encode(),
    ]
    (tmp_path / "a.jsonl").write_bytes(b"\n".join(lines))
    read = found(tmp_path / "a.jsonl")
    assert [name.rpartition(":")[2] for name, _ in read] == [str(n) for n in range(1, 13) if n != 11]
    assert [isinstance(one, Document) for _, one in read] == [True, *[False] * 9, True]
    assert all(str(one).startswith(name) for name, one in read if isinstance(one, InputError))


def test_a_line_longer_than_any_article_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b'{"text": "' + b"a" * 21_000_000 + b'"}\n' + jsonl([row(QUAY)]))
    read = found(tmp_path / "a.jsonl")
    assert [type(one) for _, one in read] == [ReadError, Document]


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.csv", b"", "no header"),
        ("a.csv", b"text,title\n\xff\xfe,x\n", "not in UTF-8; save it so"),
        ("a.json", b"{", "not JSON"),
        ("a.json", b"[" * 100_000, "nested too deeply"),
        ("a.json", b"3", "no JSON object"),
        ("a.jsonl.gz", b"no gzip", "cannot be read on"),
        ("a.jsonl.gz", gzip.compress(jsonl([row(QUAY)] * 50))[:-20], "cannot be read on"),
    ],
)
def test_what_is_wrong_with_a_table_is_said_of_it(tmp_path: Path, name: str, data: bytes, message: str) -> None:
    (tmp_path / name).write_bytes(data)
    *_, (where, error) = found(tmp_path / name)
    assert where == str(tmp_path / name)
    assert isinstance(error, ReadError)
    assert message in str(error)


def test_tables_are_read_as_they_are_asked_for(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(jsonl([row(QUAY)] * 3) + b"\n{broken")
    documents = Places().documents(str(tmp_path / "a.jsonl"))
    assert isinstance(next(documents)[1], Document)


# Archives --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Record:
    """An answer of a server as a crawler keeps it."""

    address: str
    body: bytes
    kind: str = "text/html; charset=utf-8"
    status: str = "200 OK"


def archive(records: list[Record], *, packed: bool = True) -> bytes:
    """A web archive, each record packed by itself."""
    made = [_record("warcinfo", "", b"software: test\r\n", "application/warc-fields")]
    for one in records:
        head = f"HTTP/1.1 {one.status}\r\nContent-Type: {one.kind}\r\nContent-Length: {len(one.body)}\r\n\r\n"
        made.append(_record("response", one.address, head.encode() + one.body, "application/http; msgtype=response"))
    return b"".join(gzip.compress(record) if packed else record for record in made)


def _record(kind: str, address: str, body: bytes, media: str) -> bytes:
    target = f"WARC-Target-URI: {address}\r\n" if address else ""
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\n{target}WARC-Date: 2025-03-05T06:07:08Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{len(body):012}>\r\n"
        f"Content-Type: {media}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"


@pytest.mark.parametrize("packed", [True, False])
def test_the_pages_of_an_archive_are_articles(tmp_path: Path, packed: bool) -> None:
    records = [
        Record(QUAY.url, pages.semantic(QUAY).encode()),
        Record("https://x.example/a.png", b"\x89PNG", "image/png"),
        Record("https://x.example/gone", b"<html>gone</html>", status="404 Not Found"),
        Record("https://x.example/plain", "\n".join(STRIKE.paragraphs).encode("utf-16"), "text/plain; charset=utf-16"),
        Record(BRIDGE.url, pages.old(BRIDGE).encode("cp1252", "xmlcharrefreplace"), "text/html; charset=windows-1252"),
    ]
    file = tmp_path / ("a.warc.gz" if packed else "a.warc")
    file.write_bytes(archive(records, packed=packed))
    read = articles(file)
    assert [a.url for a in read] == [QUAY.url, "https://x.example/plain", BRIDGE.url]
    assert [a.doc for a in read] == [f"{file}#{a.url}" for a in read]
    assert read[0].title == QUAY.title
    assert read[2].title == BRIDGE.title
    assert {a.fetched for a in read} == {"2025-03-05T06:07:08Z"}


def test_a_page_in_an_archive_is_stored_under_where_it_was_and_no_other_site(tmp_path: Path) -> None:
    file = tmp_path / "a.warc.gz"
    file.write_bytes(archive([Record("https://evil.example/x", pages.semantic(QUAY).encode())]))
    assert articles(file)[0].url == "https://evil.example/x"


@pytest.mark.parametrize("address", ["../../etc/passwd", "file:///etc/passwd", "urn:x", "\x1b[31m", "http://[bad"])
def test_an_address_that_is_none_leads_nowhere(tmp_path: Path, address: str) -> None:
    file = tmp_path / "a.warc.gz"
    file.write_bytes(archive([Record(address, pages.semantic(QUAY).encode()), Record(QUAY.url, b"<html>")]))
    for _, one in found(file):
        assert isinstance(one, InputError) or one.path is None


@pytest.mark.parametrize("data", [b"", b"no archive", b"WARC/1.0\r\n", b"\x1f\x8b\x08\0broken", bytes(1000)])
def test_what_is_no_archive_is_said(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "a.warc.gz"
    file.write_bytes(data)
    assert all(isinstance(one, ReadError) and str(file) in str(one) for _, one in found(file))


def test_an_archive_that_breaks_off_has_the_pages_before(tmp_path: Path) -> None:
    data = archive([Record(s.url, pages.semantic(s).encode()) for s in STORIES])
    file = tmp_path / "a.warc.gz"
    file.write_bytes(data[:-100])
    read = found(file)
    assert isinstance(read[0][1], Document)
    assert len(read) >= 3


# Feeds -----------------------------------------------------------------------------------------------------------


def rss(items: str) -> bytes:
    space = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" {space}><channel><title>Orsk Post</title>'
        f"<link>https://orskpost.example/</link>{items}</channel></rss>"
    ).encode()


def item(story: Story, content: str = "") -> str:
    whole = f"<content:encoded><![CDATA[{content}]]></content:encoded>" if content else ""
    return (
        f"<item><title>{story.title}</title><link>{story.url}</link><dc:creator>{story.byline}</dc:creator>"
        f"<pubDate>Tue, 04 Mar 2025 18:05:00 +0100</pubDate><description>Short.</description>{whole}</item>"
    )


def test_a_feed_that_carries_its_articles_is_read_without_the_web(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(rss(item(QUAY, QUAY.body) + item(STRIKE)))
    (name, first), (_, second) = found(tmp_path / "a.xml")
    assert isinstance(first, Document)
    article = read_document(first)
    assert (article.title, article.outlet, article.published) == (QUAY.title, "Orsk Post", "2025-03-04T18:05+01:00")
    assert article.byline == QUAY.byline
    assert article.text == TEXT
    assert name == f"{tmp_path / 'a.xml'}#{QUAY.url}"
    assert "only a summary" in str(second)


ATOM = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Velm Gazette</title>
<entry><title type="html">&lt;b&gt;{STRIKE.title}&lt;/b&gt;</title><link href="{STRIKE.url}"/>
<author><name>Ada Wirth</name></author><updated>2024-11-15T10:00:00Z</updated>
<content type="html">{STRIKE.body.replace("<", "&lt;")}</content></entry></feed>"""


def test_atom_is_read_too(tmp_path: Path) -> None:
    (tmp_path / "a.atom").write_text(ATOM, encoding="utf-8")
    [article] = articles(tmp_path / "a.atom")
    assert (article.title, article.byline, article.published) == (STRIKE.title, "Ada Wirth", "2024-11-15T10:00Z")


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE rss ['
    + '<!ENTITY a0 "aaaaaaaaaa">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    + "]><rss version='2.0'><channel><title>&a11;</title><item><title>&a11;</title></item></channel></rss>"
)
OUTSIDE = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file://{}">]><rss version="2.0"><channel>'
    "<title>&x;</title><item><title>&x;</title><description>&x; {}</description></item></channel></rss>"
)


def test_entities_are_neither_blown_up_nor_fetched(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("the hidden words", encoding="utf-8")
    (tmp_path / "bomb.xml").write_text(BOMB, encoding="utf-8")
    (tmp_path / "out.xml").write_text(OUTSIDE.format(tmp_path / "secret", "x" * 2000), encoding="utf-8")
    for name in ("bomb.xml", "out.xml"):
        for _, one in found(tmp_path / name):
            if isinstance(one, Document):
                article = read_document(one)
                assert "hidden words" not in f"{article.text} {article.title} {article.outlet}"
                assert len(article.title or "") < 2000


@pytest.mark.parametrize("data", [b"", b"<rss>", b"<html>no feed</html>", b"\x00\x01", b"{}"])
def test_what_is_no_feed_is_said(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.rss").write_bytes(data)
    [(name, error)] = found(tmp_path / "a.rss")
    assert isinstance(error, ReadError)
    assert name in str(error)


# The web ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Answer:
    """What an address gave."""

    url: str
    data: bytes
    charset: str | None = None
    media: str = "text/html"
    fetched: str = "2025-06-01T00:00:00Z"
    unchanged: bool = False


class Web:
    """A web of a few pages; it notes what was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.pages = {story.url: pages.semantic(story).encode() for story in STORIES}
        self.pages["https://orskpost.example/feed"] = rss("".join(map(item, STORIES)))

    def __call__(self, url: str, /) -> Answer:
        self.asked.append(url)
        if url not in self.pages:
            raise FetchError(f"{url}: 404 Not Found; check the address")
        return Answer(url, self.pages[url])


def test_an_address_is_fetched() -> None:
    web = Web()
    [article] = articles(QUAY.url, Places(fetch=web))
    assert (article.title, article.url, article.doc) == (QUAY.title, QUAY.url, QUAY.url)
    assert article.fetched == "2025-06-01T00:00:00Z"
    assert web.asked == [QUAY.url]


def test_the_articles_of_a_feed_are_fetched_and_it_fills_the_gaps_of_theirs() -> None:
    web = Web()
    web.pages[STRIKE.url] = pages.old(STRIKE).encode()
    read = articles("https://orskpost.example/feed", Places(fetch=web))
    assert [a.title for a in read] == [s.title for s in STORIES]
    assert read[2].outlet == "Orsk Post"
    assert dict(read[2].origins)["outlet"] is Origin.FEED
    assert dict(read[0].origins)["outlet"] is Origin.LINKED


def test_a_list_of_addresses_is_one_of_articles(tmp_path: Path) -> None:
    listed = f"# to read\n{QUAY.url}\t # the quay\n\n  # more\n{STRIKE.url}\n{QUAY.url}\nhttps://x.example/gone\n"
    (tmp_path / "list.txt").write_text(listed, encoding="utf-8")
    read = found(tmp_path / "list.txt", Places(fetch=Web()))
    assert [name for name, _ in read] == [QUAY.url, STRIKE.url, "https://x.example/gone"]
    assert "404" in str(read[2][1])


def test_nothing_in_a_directory_is_fetched(tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text(f"{QUAY.url}\n", encoding="utf-8")
    (tmp_path / "feed.txt").write_bytes(rss(item(QUAY)))
    web = Web()
    assert len(found(tmp_path, Places(fetch=web))) == 2
    assert web.asked == []


def test_without_the_web_an_address_is_refused() -> None:
    [(name, error)] = found(QUAY.url)
    assert name == QUAY.url
    assert "nothing is fetched" in str(error)


@pytest.mark.parametrize("place", ["ftp://x.example/a.txt", "file:///etc/passwd", "gopher://x", "HTTPX://x"])
def test_an_address_of_another_kind_is_refused_as_one(place: str) -> None:
    [(name, error)] = found(place, Places(fetch=Web()))
    assert name == place
    assert "only http and https" in str(error)


def test_a_page_that_has_not_changed_is_no_document() -> None:
    assert found(QUAY.url, Places(fetch=lambda url: Answer(url, b"", unchanged=True))) == []


# Texts, patterns, and what was said of them --------------------------------------------------------------------------


FRONT = (
    f"---\ntitle: '{QUAY.title}'\nauthors: [Marta Holm, Jo Reed]\ndate: 2025-03-04\nsource: Orsk Post\n---\n\n{TEXT}"
)


def test_front_matter_is_metadata_and_no_text_to_read(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(FRONT, encoding="utf-8")
    [article] = articles(tmp_path)
    assert (article.title, article.byline) == (QUAY.title, "Marta Holm, Jo Reed")
    assert (article.published, article.outlet) == ("2025-03-04", "Orsk Post")
    assert article.text == FRONT
    assert [article.text[slice(*block.span)] for block in article.blocks] == list(QUAY.paragraphs)
    assert set(dict(article.origins).values()) == {Origin.FRONT_MATTER}


@pytest.mark.parametrize(
    "front",
    [
        "a: [",
        "a: &x [1]\nb: *x",
        "date: soon\na: 1",
        "url: ftp://x\na: 1",
    ],
)
def test_front_matter_that_makes_no_sense_is_named(tmp_path: Path, front: str) -> None:
    (tmp_path / "a.txt").write_text(f"---\n{front}\n---\n{TEXT}", encoding="utf-8")
    [(_, document)] = found(tmp_path / "a.txt")
    assert isinstance(document, Document)
    with pytest.raises(InputError, match=r"a\.txt"):
        read_document(document)


def test_a_rule_between_paragraphs_is_no_front_matter(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"---\n{TEXT}\n---\nThe end.", encoding="utf-8")
    assert QUAY.paragraphs[0] in articles(tmp_path / "a.txt")[0].text


def test_directories_have_texts_pages_and_archives_but_no_tables_or_notes(tmp_path: Path) -> None:
    for name in (
        "a.txt",
        "b.html",
        "c.HTM",
        "d.txt.gz",
        "sub/e.md",
        "README.md",
        "x.jsonl",
        "y.csv",
        ".z.txt",
        "f.xml",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        data = pages.semantic(QUAY).encode() if "h" in name else TEXT.encode()
        (tmp_path / name).write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    (tmp_path / "g.warc.gz").write_bytes(archive([Record(QUAY.url, pages.semantic(QUAY).encode())]))
    read = articles(tmp_path)
    names = [Path(a.doc.partition("#")[0]).name for a in read]
    assert names == ["a.txt", "b.html", "c.HTM", "d.txt.gz", "g.warc.gz", "e.md"]


def test_a_pattern_means_what_a_shell_would_make_of_it(tmp_path: Path) -> None:
    for name in ("a1.txt", "a2.txt", "b.txt"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    assert [Path(name).name for name, _ in found(tmp_path / "a*.txt")] == ["a1.txt", "a2.txt"]
    assert [type(one) for _, one in found(tmp_path / "c*.txt")] == [ReadError]


def test_a_sidecar_is_of_a_page_too(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(pages.semantic(QUAY), encoding="utf-8")
    (tmp_path / "a.json").write_text('{"outlet": "Other", "title": "Mine"}', encoding="utf-8")
    [article] = articles(tmp_path / "a.html", Places(Given(outlet="Theirs")))
    assert (article.outlet, article.title) == ("Theirs", "Mine")
    assert dict(article.origins)["outlet"] is Origin.OPTION
    assert dict(article.origins)["title"] is Origin.SIDECAR


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.zip", "a.xlsx"])
def test_what_cannot_be_read_is_named_with_the_remedy(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"x")
    [(_, error)] = found(tmp_path / name)
    assert f"{name}: " in str(error)
    assert "give a text, a web page, or a table" in str(error)


def test_where_a_document_comes_from_can_be_read_again(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(jsonl([row(QUAY)]))
    (tmp_path / "a#1.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "a.warc.gz").write_bytes(archive([Record("https://x.example:8080/a#b", pages.old(QUAY).encode())]))
    for file in tmp_path.iterdir():
        for name, _ in found(file):
            assert place_of(name) == str(file)
    assert place_of("https://x.example/a:3") == "https://x.example/a:3"
    assert place_of("-") is None
