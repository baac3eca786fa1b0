"""Structured input for the targets: what looks like articles, pages, feeds, archives, tables, and is not quite."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import strategies as st

from tests.fuzz import display, links, marks, queries, reader, statements
from tests.fuzz.values import joined

Bytes = st.SearchStrategy[bytes]
Text = st.SearchStrategy[str]

_MARKS = "“”„‟«»‹›‘’‚‛'\"`＂「」『』′″–—-…"
# Combining, of no width, that turn the direction, controls, surrogates, beyond the first plane.
_ODD = (
    "\u0301\u200b\u200d\u2060\ufeff\u202e\u2066\u2069\u061c\x00\x1b\x07\x85\x9b\u2028\u2029\xad\ud800\udfff😀👍🏽ßİﬁ٣½"
)
_WORDS = (
    "Mayor|Jane Ashdown|Ashdown|she|he|they|the mayor|officials|Gull Authority|said|says|told|Reuters|denied|asked|that"
    "|not|according to|on Monday|in a statement|It opens|the harbour|will|would|$3.5bn|50%|1,200|U.S.|Mr.|May 5, 2025"
    "|By|Updated|13:29|©|Read more|Share|Q:|A:|Сказал|قال|שאלה|港は開く|Der Hafen|\n|\n\n|. |, |: |\r\n|\t|  |\xa0"
).split("|")

odd: Text = st.text(st.sampled_from(_MARKS + _ODD + "ab =+@<&;:/\\%*\n"), max_size=30)
any_text: Text = st.one_of(odd, st.text(st.characters(codec=None, exclude_categories=()), max_size=30))
prose: Text = st.lists(st.one_of(st.sampled_from(_WORDS), st.sampled_from(_MARKS), odd, st.just(" ")), max_size=60).map(
    " ".join
)
soup: Text = st.lists(st.sampled_from([*_MARKS, " ", "a", "B.", "\n\n", "said"]), max_size=80).map("".join)

_DATES = st.one_of(
    st.datetimes().map(str),
    st.datetimes().map(lambda d: d.strftime("%a, %d %b %Y %H:%M:%S +0200")),
    st.from_regex(r"[A-Za-z]{3}, [0-9]{1,2} [A-Z][a-z]{2} [0-9]{2,4} [0-9]{1,2}:[0-9]{2} [+-][0-9]{4}", fullmatch=True),
    st.text(st.sampled_from("0123456789٣-:/. TZ+Maypmst,"), max_size=25),
    prose,
)
_ADDRESSES = st.one_of(
    st.builds(
        "{}{}{}{}".format,
        st.sampled_from(["http://", "HTTPS://", "//", "/", "javascript:", "http:"]),
        st.one_of(st.sampled_from(["a.example", "[::1]", "127.1", "u:p@a.example", "münchen.example:8080"]), any_text),
        st.sampled_from(["", ":80", ":0", ":x", "/", "?utm_source=a&b", "#c", "/../%zz", "?"]),
        any_text,
    ),
    any_text,
)
_VALUES: st.SearchStrategy[Any] = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), any_text, _DATES, _ADDRESSES),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.sampled_from(["name", "@id", "@type", "@graph", "x"]), inner)
    ),
    max_leaves=8,
)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=len(repr(value)) % 2 == 0)


# Objects, tables -----------------------------------------------------------------------------------------------

_FIELDS = "text title outlet byline author date updated url html id body headline published".split()
_rows = st.dictionaries(st.sampled_from(_FIELDS), st.one_of(prose, _VALUES), max_size=6)
_NEWS = "headline name author creator publisher datePublished dateModified url mainEntityOfPage hasPart @id".split()
_nodes = st.builds(
    lambda kind, fields: {"@type": kind, **fields},
    st.sampled_from(["NewsArticle", "WebPage", "ClaimReview", ["x", "schema:Report"], "DataFeed", None]),
    st.dictionaries(st.sampled_from([*_NEWS, "claimReviewed", "reviewRating", "itemReviewed", "item"]), _VALUES),
)
_linked = st.one_of(_nodes, st.lists(_nodes, max_size=3), _nodes.map(lambda one: {"@graph": [one]})).map(_json)
_tables = st.lists(st.lists(any_text, max_size=4), max_size=4).map(
    lambda rows: "\n".join(["text,title,date,url", *(",".join(row) for row in rows)])
)
_names = st.one_of(
    st.lists(st.dictionaries(st.sampled_from("name aliases kind roles wikidata".split()), _VALUES)).map(_json),
    st.lists(st.lists(any_text, max_size=5).map(",".join)).map(lambda rows: "\n".join(["name,aliases,roles", *rows])),
)
_front = st.builds(
    "---\n{}---\n{}".format,
    st.lists(
        st.builds(
            "{}: {}\n".format,
            st.sampled_from(_FIELDS),
            st.one_of(
                any_text, _DATES, _VALUES.map(_json), st.sampled_from(["!!bool x", "!!timestamp x", "&a *a", "|"])
            ),
        )
    ).map("".join),
    prose,
)

# Pages, feeds, archives ----------------------------------------------------------------------------------------

_TAGS = "p div h1 article script style b br table td li title meta link a template svg math noscript x:y body".split()
_attributes = st.dictionaries(
    st.sampled_from("property name content class href rel type charset http-equiv datetime itemprop".split()),
    st.one_of(
        st.sampled_from(["og:title", "article:published_time", "author", "canonical", "application/ld+json", "date"]),
        st.integers(0, 3000).map("x".__mul__),
        _DATES,
        _ADDRESSES,
    ),
    max_size=4,
).map(lambda held: "".join(f' {name}="{value}"' for name, value in held.items()))


def _element(inner: Text) -> Text:
    return st.builds(
        lambda tag, attributes, held, closed: f"<{tag}{attributes}>{held}{f'</{tag}>' if closed else ''}",
        st.sampled_from(_TAGS),
        _attributes,
        inner,
        st.booleans(),
    )


_html = st.recursive(
    st.one_of(
        prose, st.sampled_from(["&amp;", "&#xD800;", "&#0;", "&#x110000;", "<!--", "-->", "<![CDATA[", "</p>", "<"])
    ),
    lambda inner: st.one_of(_element(inner), st.lists(inner, max_size=4).map("".join)),
    max_leaves=12,
)
_pages = st.builds(
    "{}<html><head>{}<script type='application/ld+json'>{}</script></head><body>{}{}".format,
    st.sampled_from(["<!doctype html>", "<!---->" * 30, "\ufeff", ""]),
    st.lists(_element(st.just("")), max_size=4).map("".join),
    st.one_of(_linked, any_text),
    _html,
    st.sampled_from(["", "<div>" * 300 + "a", "<p>It opens, she said on Sunday at the old lock gate." * 5]),
)
_entries = st.lists(
    st.builds(
        lambda tag, attributes, held: f"<{tag}{attributes}>{held}</{tag}>",
        st.sampled_from("item entry title link guid author name pubDate updated description content:encoded".split()),
        _attributes,
        st.one_of(any_text, _DATES, _ADDRESSES, _html, st.just("It opens. " * 130)),
    ),
    max_size=8,
).map("".join)
_feeds = st.builds(
    "{}<{}>{}<item>{}</item><entry>{}</entry>".format,
    st.sampled_from(["", '<?xml version="1.0" encoding="utf-16"?>', "<!DOCTYPE x [<!ENTITY a 'b'>]>"]),
    st.sampled_from(["rss version='2.0'><channel", "feed xmlns='http://www.w3.org/2005/Atom'", "rdf:RDF"]),
    _entries,
    _entries,
    _entries,
)
_records = st.lists(
    st.builds(
        lambda kind, uri, date, length, status, media, body: (
            f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {uri}\r\nWARC-Date: {date}\r\n"
            f"Content-Type: application/http\r\nContent-Length: {length}\r\n\r\n"
            f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\n\r\n{body}\r\n\r\n"
        ),
        st.sampled_from(["response", "resource", "warcinfo", ""]),
        st.one_of(_ADDRESSES, st.sampled_from(["http://a.example/", "../../etc/passwd", "http://../../etc/passwd"])),
        _DATES,
        st.sampled_from([0, -1, 100, 10**6, "x", ""]),
        st.sampled_from(
            ["200 OK", "404", "", "200 OK\r\nTransfer-Encoding: chunked", "200 OK\r\nContent-Encoding: br"]
        ),
        st.one_of(st.sampled_from(["text/html", "text/plain; charset=x", "text/html; charset*=a'b'c"]), any_text),
        _html,
    ),
    max_size=3,
).map("".join)

_CHARSETS = "utf-8 utf-16 utf-7 iso-2022-jp hz windows-1251 gb18030 big5 idna punycode undefined zip ''".split()


def _of_kind(kind: str) -> Bytes:
    structured: Text = {
        "text": st.one_of(prose, _front, soup, st.lists(_ADDRESSES).map("\n".join)),
        "page": _pages, "fragment": _html, "taken": _pages, "feed": _feeds, "feed file": _feeds,
        "lines": st.lists(_rows.map(_json)).map("\n".join), "object": st.one_of(_rows, st.lists(_rows)).map(_json),
        "sheet": _tables, "tabs": _tables, "archive": _records, "sidecar": _rows.map(_json), "linked": _pages,
        "nodes": st.one_of(_linked, _pages), "date": _DATES, "names": _names,
    }.get(kind, any_text)  # fmt: skip
    if kind == "decode":
        coded = st.one_of(st.binary(max_size=60), prose.map(lambda t: t.encode("cp1252", "replace")))
        return st.builds(lambda c, d: reader.of(reader.KINDS, kind, joined(c, d)), st.sampled_from(_CHARSETS), coded)
    return st.one_of(
        structured.map(lambda held: reader.document(kind, held)),
        st.binary(max_size=100).map(lambda held: reader.document(kind, held)),
    )


documents: Bytes = st.sampled_from(list(reader.KINDS)).flatmap(_of_kind)
articles: Bytes = st.builds(
    marks.seed,
    st.one_of(prose, soup, any_text),
    st.binary(max_size=12).map(lambda b: b.replace(b"\xff", b"")),
    st.integers(0, 15),
)
pairs: Bytes = st.one_of(
    st.builds(joined, prose, prose, any_text, any_text, prose),
    st.builds(lambda one, more: joined(one, f"{one} {more}", "", "", f"not {one}"), prose, prose),
)
searches: Bytes = st.builds(
    lambda words, more, how: queries.seed(words, *more, how=how),
    st.one_of(
        any_text,
        st.lists(
            st.sampled_from(
                ["harbour", "cafe", "harb*", '"', "AND", "NOT", "NEAR(", ")", "normal:", "^", "-", "+", "{a}"]
            )
        ).map(" ".join),
    ),
    st.lists(st.one_of(any_text, _DATES), min_size=5, max_size=5),
    st.integers(0, 7),
)
shown: Bytes = st.builds(joined, st.one_of(any_text, prose), any_text, any_text)
addresses: Bytes = st.builds(joined, _ADDRESSES, _ADDRESSES)

OF = {
    "reader": (reader, documents),
    "marks": (marks, articles),
    "statements": (statements, pairs),
    "queries": (queries, searches),
    "display": (display, shown),
    "links": (links, addresses),
}
