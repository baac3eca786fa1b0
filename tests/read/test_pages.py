"""Web pages: the text of the article, its metadata and what told it, on typical pages and on odd ones."""

from __future__ import annotations

import json
import time
from collections import Counter

import pytest

from quotes.errors import InputError, ReadError
from quotes.read import Document, Media, read_document
from quotes.read.dates import parse_date
from quotes.records import Article, Origin, Place
from tests.read import pages
from tests.read.pages import BRIDGE, LAYOUTS, QUAY, STORIES, Make, Story

TOLD = [layout for layout in LAYOUTS if layout is not pages.old]
"""Those that carry metadata."""


QUAY_REST = (QUAY.byline, QUAY.outlet, QUAY.date, QUAY.url, QUAY.paragraphs)


def read(page: str, address: str | None = None) -> Article:
    return read_document(Document("page.html", data=page.encode(), media=Media.PAGE, address=address))


def f1(text: str, gold: str) -> float:
    """Of words: the harmonic mean of what share of the text is gold and of the gold is text."""
    found, wanted = Counter(text.split()), Counter(gold.split())
    shared = (found & wanted).total()
    return 2 * shared / (found.total() + wanted.total())


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.outlet)
def test_the_paragraphs_of_the_article_are_found_and_little_else(layout: Make, story: Story) -> None:
    article = read(layout(story))
    shown = [article.text[slice(*block.span)] for block in article.blocks]
    for paragraph in story.paragraphs:
        assert paragraph in shown
    rest = [one for one in shown if one not in story.paragraphs and one != story.title]
    assert sum(len(one.split()) for one in rest) <= 12, rest
    assert f1(article.text, "\n".join(story.paragraphs)) > 0.93


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.outlet)
def test_no_worse_than_trafilatura_alone(layout: Make, story: Story) -> None:
    import trafilatura

    gold = "\n".join((story.title, *story.paragraphs))
    alone = trafilatura.extract(layout(story)) or ""
    assert f1(read(layout(story)).text, gold) >= f1(alone, gold) - 0.001


@pytest.mark.parametrize("layout", TOLD)
@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.outlet)
def test_metadata_is_found(layout: Make, story: Story) -> None:
    article = read(layout(story))
    assert article.title == story.title
    assert article.published == story.date
    assert article.outlet == story.outlet
    assert article.byline == story.byline
    assert article.url == story.url
    assert article.language == "en"


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.outlet)
def test_without_metadata_headline_and_day_are_taken_from_what_is_printed(story: Story) -> None:
    article = read(pages.old(story))
    assert article.title == story.title
    assert article.published == story.date[:10]


def test_what_told_each_field_is_kept() -> None:
    linked = dict(read(pages.semantic(QUAY)).origins)
    assert linked == dict.fromkeys(("title", "outlet", "byline", "published", "url"), Origin.LINKED)
    assert dict(read(pages.meta_only(QUAY)).origins)["title"] is Origin.META
    assert dict(read(pages.old(QUAY)).origins)["published"] is Origin.PAGE


def test_a_modification_has_its_date_and_time_zone() -> None:
    assert read(pages.graph(QUAY)).updated == "2025-06-01T10:00Z"


def test_a_headline_that_quotes_is_read_and_stands_before_the_text() -> None:
    article = read(pages.several(BRIDGE))
    first = article.blocks[0]
    assert article.text[slice(*first.span)] == BRIDGE.title
    assert first.place is Place.HEADLINE


@pytest.mark.parametrize("encoding", ["windows-1252", "iso-8859-1", "utf-16", "utf-8"])
def test_a_page_is_decoded_as_it_says(encoding: str) -> None:
    story = Story("Åsa’s café stays" if encoding != "iso-8859-1" else "Åsa's café stays", *QUAY_REST)
    page = pages.semantic(story).replace('charset="utf-8"', f'charset="{encoding}"')
    page = page.encode("cp1252", "xmlcharrefreplace").decode("cp1252") if "-8" not in encoding else page
    data = page.encode("cp1252" if encoding == "iso-8859-1" else encoding)
    assert read_document(Document("page.html", data=data)).title == story.title


def test_a_charset_that_the_server_tells_wrongly_does_not_spoil_utf8() -> None:
    data = pages.semantic(Story("Åsa’s café stays open", *QUAY_REST)).encode()
    document = Document("page.html", data=data, charset="iso-8859-1", media=Media.PAGE)
    assert read_document(document).title == "Åsa’s café stays open"


def test_a_page_may_not_pass_itself_off_as_one_of_another_site() -> None:
    page = pages.semantic(QUAY)
    assert read(page, "https://evil.example/copy").url == "https://evil.example/copy"
    assert read(page, "https://m.orskpost.example/harbour/old-quay?x=1").url == QUAY.url
    assert read(page).url == QUAY.url


@pytest.mark.parametrize("date", ["0001-01-01", "2999-01-01", "yesterday", "99/99/9999", "", "2025-02-30"])
def test_dates_that_no_page_can_have_are_passed_over(date: str) -> None:
    story = Story(QUAY.title, QUAY.byline, QUAY.outlet, date, QUAY.url, QUAY.paragraphs)
    published = read(pages.semantic(story)).published
    assert published is None or "2000" < published < "2100"


@pytest.mark.parametrize(
    "page",
    [
        "<html><body></body></html>",
        "<html><head><title>x</title></head><body><script>alert('The mayor said it all')</script></body></html>",
        "<!doctype html><html><body><img src=x.png><p>Hm.</p></body></html>",
        "<html>" + "<" * 100_000,
    ],
)
def test_a_page_without_an_article_is_refused_by_name(page: str) -> None:
    with pytest.raises(ReadError, match=r"page\.html: no article"):
        read(page)


def test_a_page_that_hides_its_text_in_scripts_or_styles_shows_none_of_it() -> None:
    page = pages.semantic(QUAY).replace("<p>", "<p><script>secret()</script><style>p { color: red }</style>", 1)
    article = read(page)
    assert "secret" not in article.text
    assert "color" not in article.text


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_page_is_known_by_its_beginning_without_its_name(layout: Make) -> None:
    document = Document("-", data=layout(QUAY).encode())
    assert QUAY.paragraphs[0] in read_document(document).text
    assert "<p>" not in read_document(document).text


def test_a_text_that_begins_with_a_bracket_is_no_page() -> None:
    text = "<Editor's note> The mayor of Orsk said on Monday that the quay will stay open all winter long."
    assert read_document(Document("-", data=text.encode())).text == text


_FILLER = f"<article>{QUAY.body}</article>"


@pytest.mark.parametrize(
    "page",
    [
        pytest.param("<div>" * 300 + _FILLER, id="300 deep"),
        pytest.param("<div>" * 1500 + _FILLER, id="1500 deep"),
        pytest.param(f"<p {' '.join(f'a{n}=1' for n in range(50_000))}>x</p>{_FILLER}", id="50,000 attributes"),
        pytest.param("<div>x</div>" * 30_000 + _FILLER, id="30,000 elements"),
        pytest.param(("<div>" * 200 + "<p>x</p>" + "</div>" * 200) * 100 + _FILLER, id="many deep"),
        pytest.param(f"<img src='data:{'A' * 2_000_000}'>{_FILLER}", id="picture in the page"),
    ],
)
def test_a_page_out_of_all_proportion_is_read_all_the_same(page: str) -> None:
    article = read(f"<html><body>{page}</body></html>")
    assert QUAY.paragraphs[1] in article.text


def test_an_address_that_is_none_is_passed_over() -> None:
    page = pages.semantic(Story(QUAY.title, QUAY.byline, QUAY.outlet, QUAY.date, "http://[bad", QUAY.paragraphs))
    assert read(page).url is None
    assert read(page, "https://orskpost.example/a").url == "https://orskpost.example/a"


def test_what_was_said_of_a_page_wins_over_what_it_says() -> None:
    from quotes.read import Given

    document = Document("p", data=pages.semantic(QUAY).encode(), said=((Origin.OPTION, Given(outlet="Other")),))
    article = read_document(document)
    assert article.outlet == "Other"
    assert dict(article.origins)["outlet"] is Origin.OPTION


def test_a_wrong_page_raises_nothing_but_input_errors() -> None:
    for page in ("\ufffe<html>", "<html>\0\0", "<!doctype html>\ud800"):
        with pytest.raises(InputError):
            read_document(Document("x", data=page.encode("utf-8", "surrogatepass"), media=Media.PAGE))


# As programs write what people hardly do ------------------------------------------------------------------------------


def meta_page(head: str, body: str = "") -> str:
    return (
        f"<html><head><title>{QUAY.title}</title>{head}</head><body>{body}<article>{QUAY.body}</article></body></html>"
    )


@pytest.mark.parametrize(
    "page",
    [
        pytest.param("<!doctypehtml><html lang=en><title>{title}</title>{body}", id="made small"),
        pytest.param("<title>{title}</title>\n<div>{body}</div>", id="without outer tags"),
        pytest.param("<script>var start = 1</script><!doctype html><title>{title}</title>{body}", id="script first"),
        pytest.param(
            "<!-- " + "A licence. " * 500 + "--><!doctype html><title>{title}</title>{body}", id="licence first"
        ),
    ],
)
def test_a_page_may_begin_with_less_than_browsers_need(page: str) -> None:
    document = Document("-", data=page.format(title=QUAY.title, body=f"<article>{QUAY.body}</article>").encode())
    article = read_document(document)
    assert article.title == QUAY.title
    assert article.text == "\n\n".join(QUAY.paragraphs)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2023/11/05 16:05:00", "2023-11-05T16:05"),
        ("2023-11-5", "2023-11-05"),
        ("20231105160500", "2023-11-05T16:05"),
        ("20231105T160500Z", "2023-11-05T16:05Z"),
        ("1699218300", "2023-11-05T21:05Z"),
        ("1699218300000", "2023-11-05T21:05Z"),
        ("Sun Nov 05 16:05:00 EST 2023", "2023-11-05T16:05-05:00"),
        ("Sun Nov  5 16:05:00 2023", "2023-11-05T16:05"),
        ("Sun Nov 05 2023 16:05:00 GMT-0500 (Eastern Standard Time)", "2023-11-05T16:05-05:00"),
        ("2023/13/05", None),
        ("20231305160500", None),
    ],
)
def test_dates_as_programs_write_them(written: str, meant: str | None) -> None:
    assert parse_date(written) == meant
    page = meta_page(f'<meta property="article:published_time" content="{written}">')
    assert meant is None or read(page).published == meant


def test_a_date_that_cannot_be_read_does_not_hide_another() -> None:
    page = meta_page(
        '<meta property="article:published_time" content="{{ date }}">'
        f'<meta name="parsely-pub-date" content="{QUAY.date}">'
    )
    assert read(page).published == QUAY.date


@pytest.mark.parametrize(
    "printed",
    [
        '<time itemprop="datePublished" datetime="{date}">Tuesday</time>',
        '<span property="schema:datePublished" content="{date}">Tuesday</span>',
    ],
)
def test_microdata_and_rdfa_tell_the_time_of_a_date(printed: str) -> None:
    assert read(meta_page("", printed.format(date=QUAY.date))).published == QUAY.date


def test_the_year_of_a_copyright_is_no_date() -> None:
    assert read(meta_page("") + "<footer>Copyright 2024 by the publisher</footer>").published is None


def test_a_page_that_tells_only_when_it_was_changed_is_of_that_day() -> None:
    linked = f'<script type="application/ld+json">{{"@type": "NewsArticle", "dateModified": "{QUAY.date}"}}</script>'
    published = read(meta_page(linked) + "<footer>Copyright 2024</footer>").published
    assert published is not None
    assert QUAY.date.startswith(published)


_LINKED = '{"@type": "NewsArticle", "headline": "The old quay\'s winter", "datePublished": "2025-03-04T18:05+01:00"}'


@pytest.mark.parametrize(
    "script",
    [
        pytest.param(f"/* article */ {_LINKED};", id="script around it"),
        pytest.param('{"@type": "WebSite"}\n' + _LINKED, id="two behind each other"),
        pytest.param(f"<!-- <![CDATA[ {_LINKED} ]]> -->", id="two wraps"),
        pytest.param(_LINKED.replace("'", "\\'"), id="escaped as in a script"),
        pytest.param(_LINKED.replace('"', "&quot;").replace("'", "&#39;"), id="escaped as text"),
        pytest.param(f"[[{_LINKED}, ], ]", id="lists in lists"),
        pytest.param(_LINKED.replace('"2025-03-04T18:05+01:00"', "1741107900"), id="seconds"),
    ],
)
def test_json_that_is_nearly_json_is_read_as_it_is_meant(script: str) -> None:
    article = read(meta_page(f'<script type="application/ld+json">{script}</script>'))
    assert article.title == "The old quay's winter"
    assert article.published in ("2025-03-04T18:05+01:00", "2025-03-04T17:05Z")


def test_what_stands_in_a_comment_is_not_said() -> None:
    script = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Sample headline"}</script>'
    assert read(f"<!-- {script} -->" + meta_page("")).title == QUAY.title
    assert read(meta_page(f"<!--><meta name=x>{script}")).title == "Sample headline"


def test_an_update_of_a_live_blog_is_not_the_article() -> None:
    updates = [
        {"@type": "BlogPosting", "headline": "Boats leave", "url": f"{QUAY.url}#2", "datePublished": "2025-03-05"}
    ]
    page = pages.semantic(QUAY).replace('"@type": "NewsArticle"', '"@type": "LiveBlogPosting"')
    page = page.replace('"headline"', f'"liveBlogUpdate": {json.dumps(updates)}, "headline"', 1)
    page = page.replace('"mainEntityOfPage"', '"main"').replace(
        "<title>", f'<meta property="og:url" content="{QUAY.url}"><title>'
    )
    assert (read(page).title, read(page).published) == (QUAY.title, QUAY.date)


@pytest.mark.parametrize(
    ("linked", "meta"),
    [
        (f"{QUAY.title} | {QUAY.outlet}", f"{QUAY.title} - {QUAY.outlet}"),
        (f"{QUAY.title[:30]}...", QUAY.title),
        (f"{QUAY.title[:30]}…", f"{QUAY.title} | {QUAY.outlet}"),
        ("", QUAY.title.replace("its", "&amp;#105;ts")),
    ],
)
def test_a_headline_is_whole_and_without_the_name_of_the_site(linked: str, meta: str) -> None:
    page = pages.semantic(QUAY).replace(f'"headline": "{QUAY.title}"', f'"headline": "{linked}"')
    page = page.replace("<head>", f'<head><meta property="og:title" content="{meta}">')
    assert read(page).title == QUAY.title


def test_a_headline_that_quotes_nobody_is_kept_as_a_title_alone() -> None:
    title = "Mayor denies plan: harbour board warned twice"
    page = pages.meta_only(Story(title, *QUAY_REST)).replace(f"<h1>{title}</h1>", "")
    assert read(page).title == title
    assert title not in read(page).text


@pytest.mark.parametrize(
    "clutter",
    [
        pytest.param(f"<svg>{'<path d=M0 />' * 25_000}</svg>", id="a drawing"),
        pytest.param(f"<script>var state = '{'x, ' * 900_000}'</script>", id="a long script"),
        pytest.param(f"<img src='data:{'A' * 3_000_000}'>", id="a picture"),
    ],
)
def test_what_is_no_text_does_not_hide_the_article(clutter: str) -> None:
    page = pages.semantic(QUAY).replace("</main>", f"{clutter}</main>")
    assert read(page).text == "\n\n".join((QUAY.title, *QUAY.paragraphs))


_FOLLOWED = "<" * 300_000


@pytest.mark.slow
@pytest.mark.parametrize(
    "page",
    [
        pytest.param(meta_page(f'<script type="application/ld+json">"{_FOLLOWED}"</script>'), id="brackets in JSON-LD"),
        pytest.param(meta_page(f"<meta name=x content='{_FOLLOWED[:9000]}'>" * 20), id="brackets in meta elements"),
        pytest.param(meta_page("", f"<div {' '.join(f'a{n}=1' for n in range(450))}>x</div>" * 460), id="attributes"),
    ],
)
def test_what_the_libraries_are_slow_with_is_kept_from_them(page: str) -> None:
    started = time.process_time()
    assert QUAY.paragraphs[1] in read(page).text
    assert time.process_time() - started < 5
