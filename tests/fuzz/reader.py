"""Bytes as documents of every kind, and as what stands beside them: an article that is sound, or an `InputError`."""

from __future__ import annotations

from collections.abc import Callable

from quotes.errors import InputError
from quotes.read import Document, Places, read_document
from quotes.read.dates import find_dates, is_iso, parse_date, weekday_said
from quotes.read.decode import UNREADABLE, decode
from quotes.read.documents import Media
from quotes.read.feed import entries
from quotes.read.given import Given
from quotes.read.jsonld import read_nodes
from quotes.read.names import read_names
from quotes.read.news import linked
from quotes.read.reviews import read_reviews
from quotes.read.urls import canonical
from quotes.records import Article
from tests.fuzz.values import chosen, folder, joined, legible, of, parts, text


def check(data: bytes) -> None:
    """Whatever it is, only `InputError` leaves, and what is read is sound."""
    kind, rest = chosen(KINDS, data)
    try:
        KINDS[kind](rest)
    except InputError as error:
        legible(error)


def sound(article: Article) -> None:
    """The promises of `Article`."""
    assert article.text == article.text.encode().decode()
    end = 0
    for block in article.blocks:
        assert end <= block.span.start < block.span.end <= len(article.text)
        assert article.text[slice(*block.span)].strip()
        end = block.span.end
    fields = (article.title, article.outlet, article.byline, article.url, article.published, article.updated)
    for value in (article.text, *filter(None, fields)):
        assert not UNREADABLE.search(value), value
    for date in (article.published, article.updated, article.fetched):
        assert date is None or is_iso(date), date
    assert article.url is None or canonical(article.url) == article.url, article.url


def _told(given: Given) -> None:
    sound(Article("x", "x", (), given.title, given.outlet, given.byline, given.url, given.date, given.updated))


def _file(ending: str) -> Callable[[bytes], None]:
    """A file of a name; all that is in it is read."""

    def read(data: bytes) -> None:
        path = folder() / f"a{ending}"
        path.write_bytes(data)
        for _, found in Places().documents(str(path)):
            if isinstance(found, InputError):
                legible(found)
                continue
            try:
                sound(read_document(found))
            except InputError as error:
                legible(error)

    return read


def _document(media: Media) -> Callable[[bytes], None]:
    return lambda data: sound(read_document(Document("x", data=data, media=media, address="https://a.example/b")))


def _sidecar(data: bytes) -> None:
    (folder() / "b.txt").write_text("A text of one line.")
    (folder() / "b.json").write_bytes(data)
    for _, found in Places().documents(str(folder() / "b.txt")):
        if isinstance(found, InputError):
            legible(found)
        else:
            sound(read_document(found))


def _feed(data: bytes) -> None:
    for entry in entries(data, "x", "https://a.example/feed"):
        _told(entry.given)
        if entry.content is not None:
            sound(read_document(Document("x", data=entry.content.encode("utf-8", "replace"), media=Media.FRAGMENT)))


def _date(data: bytes) -> None:
    date = parse_date(text(data))
    assert date is None or is_iso(date), date
    end = 0
    for start, behind, found in find_dates(text(data)):
        assert end <= start < behind <= len(text(data))
        assert is_iso(found), found
        end = behind
    said = weekday_said(text(data), date)
    assert said is None or is_iso(said), said


def _decoded(data: bytes) -> None:
    charset, rest = parts(data, 2)
    for page in (False, True):
        read, replaced = decode(rest, "x", charset.decode("latin-1"), page=page)
        assert read.encode().decode() == read
        assert read.count("\ufffd") >= replaced


def _names(data: bytes) -> None:
    (folder() / "names").write_bytes(data)
    for one in read_names(folder() / "names"):
        for name in (one.name, *one.aliases, *one.roles):
            assert name == name.encode().decode().strip() != ""


def _nodes(data: bytes) -> None:
    (folder() / "reviews").write_bytes(data)
    read_nodes(folder() / "reviews")
    found, faults = read_reviews(folder() / "reviews")
    assert found or faults or data
    for one in found:
        repr(one).encode()


KINDS: dict[str, Callable[[bytes], None]] = {
    "text": _file(".txt"),
    "page": _file(".html"),
    "fragment": _document(Media.FRAGMENT),
    "taken": _document(Media.PAGE),
    "feed": _feed,
    "feed file": _file(".xml"),
    "lines": _file(".jsonl"),
    "packed lines": _file(".jsonl.gz"),
    "object": _file(".json"),
    "sheet": _file(".csv"),
    "tabs": _file(".tsv"),
    "packed sheet": _file(".csv.gz"),
    "archive": _file(".warc"),
    "packed archive": _file(".warc.gz"),
    "sidecar": _sidecar,
    "linked": lambda data: _told(linked(text(data), "https://a.example/b")),
    "nodes": _nodes,
    "date": _date,
    "decode": _decoded,
    "names": _names,
}


def document(kind: str, data: bytes | str) -> bytes:
    """An input of a kind."""
    return of(KINDS, kind, data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data)


_TEXT = "Harbour to reopen\n\nBy Jane Ashdown\n\nMonday, 5 May 2025, 13:29\n\n“It opens,” the mayor said on Sunday.\n"
_PAGE = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Harbour to reopen | Gull</title>'
    '<meta property="og:title" content="Harbour to reopen"><meta name="author" content="Jane Ashdown">'
    '<meta property="article:published_time" content="2025-05-05T13:29:00+02:00"><link rel="canonical" href="/b?c=d">'
    '<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"NewsArticle",'
    '"headline":"Harbour","author":[{"@type":"Person","name":"Jane"}],"datePublished":"2025-05-05","url":'
    '"https://a.example/b","publisher":{"@id":"#p"}},{"@id":"#p","name":"Gull"}]}</script></head><body><article>'
    "<h1>Harbour to reopen</h1><p>“It opens,” the mayor said on Sunday, as she stood at the old lock gate.</p>"
    "<p>Nobody else in the town said anything of it, &amp; the gulls were as loud as ever.</p></article></body></html>"
)
_RSS = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>Gull</title><item><title>Harbour</title>'
    "<link>https://a.example/b</link><author>Jane</author><pubDate>Mon, 05 May 2025 13:29:00 +0200</pubDate>"
    "<description>&lt;p&gt;It opens&lt;/p&gt;</description></item></channel></rss>"
)
_ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>Gull</title><entry><title type="html">H</title>'
    '<link href="/b"/><updated>2025-05-05T13:29:00Z</updated><author><name>Jane</name></author>'
    f'<content type="html">{"It opens. " * 130}</content></entry></feed>'
)
_ROW = '{"text":"It opens, she said.","title":"H","authors":["J",{"name":"K"}],"date":"5 May 2025","url":"https://a.example/b"}'
_ANSWER = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: 70\r\n\r\n"
    b"<html><body><p>It opens, she said at the gate on Sunday.</p></body></html>"
)
_WARC = (
    b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/b\r\nWARC-Date: 2025-05-05T13:29:00Z\r\n"
    b"Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%b\r\n\r\n"
    % (len(_ANSWER), _ANSWER)
)
_REVIEW = (
    '{"@context":"https://schema.org","@type":"ClaimReview","url":"https://a.example/r","claimReviewed":"It opens",'
    '"author":{"@type":"Organization","name":"Gull"},"datePublished":"2025-05-05","itemReviewed":{"@type":"Claim",'
    '"author":{"name":"Jane"}},"reviewRating":{"@type":"Rating","ratingValue":"1","bestRating":5,"worstRating":1,'
    '"alternateName":"False"}}'
)
SEEDS = (
    document("text", _TEXT),
    document("text", f"---\ntitle: H\nauthor: [J, K]\ndate: 2025-05-05\nurl: https://a.example/b\n---\n{_TEXT}"),
    document("text", "https://a.example/b\n# later\nhttps://a.example/c\n"),
    document("page", _PAGE),
    document("fragment", "<p>It opens,<br>she said &#x201c;loudly&#8221;.</p><ul><li>one<li>two</ul>"),
    document("taken", _PAGE),
    document("feed", _RSS),
    document("feed", _ATOM),
    document("feed file", _RSS),
    document("lines", f"{_ROW}\n\n{_ROW}\n"),
    document("object", f"[{_ROW},{_ROW}]"),
    document("sheet", 'text,title,date\n"It opens,\nshe said.",H,2025-05-05\n'),
    document("tabs", "text\ttitle\tdate\nIt opens, she said.\tH\t2025-05-05\n"),
    document("archive", _WARC),
    document("sidecar", '{"title":"H","outlet":"Gull","byline":"J","date":"2025-05-05","url":"https://a.example/b"}'),
    document("linked", _PAGE),
    document("nodes", _REVIEW),
    document("nodes", f'<html><script type="application/ld+json">[{_REVIEW}]</script>'),
    document("date", "Mon, 05 May 2025 13:29:00 +0200"),
    document("date", "2025-05-05T13:29:00.5+02:00"),
    document("date", "Updated 1:29 p.m. on May 5th, 2025"),
    document("decode", joined("windows-1251", "Гавань".encode("cp1251"))),
    document("decode", joined("", '<meta charset="shift_jis">港'.encode("shift_jis"))),
    document("names", "name,aliases,kind,roles,wikidata\nJane Ashdown,J. Ashdown|Jane,person,mayor,Q42\n"),
    document("names", '[{"name":"Gull","kind":"organisation","aliases":["The Gull"]}]'),
)
