"""Web pages as news sites build them, around invented stories, each with what a reader should find in it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from html import escape

Make = Callable[["Story"], str]


@dataclass(frozen=True)
class Story:
    """An invented article, and what is known of it."""

    title: str
    byline: str
    outlet: str
    date: str
    url: str
    paragraphs: tuple[str, ...]

    @property
    def body(self) -> str:
        """Its paragraphs, marked up."""
        return "\n".join(f"<p>{escape(paragraph, quote=False)}</p>" for paragraph in self.paragraphs)


QUAY = Story(
    title="Orsk keeps its old quay open through the winter",
    byline="Marta Holm",
    outlet="Orsk Post",
    date="2025-03-04T18:05+01:00",
    url="https://orskpost.example/harbour/old-quay-stays-open",
    paragraphs=(
        "The old quay of Orsk will stay open all winter, mayor Ida Dahl told the harbour board on Monday evening, after"
        " months in which fishermen had feared that the town would sell it to a builder of holiday flats.",
        "“We need the boats, and the boats need us,” Dahl said. “Nobody on this board has the right to sell what our"
        " grandparents built with their own hands.”",
        "Peter Lund, who has fished from the quay since he was sixteen, said that the fees were still too high, and"
        " that a quay without cranes was of little use to anybody with more than a rowing boat.",
        "According to the board, repairs to the northern wall will cost four million crowns and take until May, when"
        " the herring season begins and the first of the large boats come back from the south.",
        "The council of Velm, which lies across the bay, has offered to pay a third of the costs if its own boats may"
        " use the new cranes on two days of every week.",
    ),
)
BRIDGE = Story(
    title="“We were not asked”: villagers reject plan for Velm bridge",
    byline="Jonas Reka, Lise Thorn",
    outlet="Velm Gazette",
    date="2025-05-21T07:30Z",
    url="https://gazette.example/2025/05/21/velm-bridge",
    paragraphs=(
        "Villagers on both banks of the Sulk have rejected a plan for a toll bridge at Velm, which the ministry of"
        " transport had called the largest building project in the valley since the war.",
        "“We were not asked, and we shall not pay,” said Greta Moll, who speaks for the farmers of the eastern bank."
        " Her family has run the ferry below the mill for more than a hundred years.",
        "The minister, Otto Brandt, denied that the decision had been taken. He told reporters that three designs were"
        " still being weighed, and that the cheapest of them would need no toll at all.",
        "Engineers who were asked by the newspaper doubt this. The river bed moves by a metre in a wet year, they say,"
        " and pillars that stand in it would have to be mended every spring.",
        "A vote of the valley council is expected in the autumn. Until then the ferry will go on running from six in"
        " the morning to ten at night, as it always has.",
    ),
)
STRIKE = Story(
    title="Tram drivers in Harnow to strike for a third week",
    byline="Ada Wirth",
    outlet="Harnow Daily",
    date="2024-11-15",
    url="https://harnowdaily.example/city/tram-strike",
    paragraphs=(
        "Tram drivers in Harnow will stop work for a third week from Monday, their union announced on Friday, after"
        " talks with the city about longer breaks on the night lines had ended without a result.",
        "“The city has had our proposal on its table since the summer,” said Karl Ebner, who leads the union’s local"
        " branch. “It has not even answered the letter.”",
        "A spokeswoman for the transport office said that the offer of two extra minutes at each terminus stood, and"
        " that more would mean eleven new drivers, for whom there was no money this year.",
        "Passengers have mostly taken it with patience. Buses run every twenty minutes on the main lines, and the"
        " university has moved its morning lectures to ten o’clock until the strike is over.",
        "The last strike of this length was in 1987, when drivers demanded heated cabins. It ended after five weeks, on"
        " the first day of frost, with heaters in every tram.",
    ),
)
STORIES = (QUAY, BRIDGE, STRIKE)

_NAV = (
    "<nav><ul>"
    + "".join(
        f'<li><a href="/{name.lower()}">{name}</a></li>'
        for name in (
            "Home",
            "News",
            "Politics",
            "Sport",
            "Culture",
            "Weather",
            "Letters",
            "Archive",
            "Subscribe",
            "Log in",
        )
    )
    + "</ul></nav>"
)
_FOOT = (
    "<footer><p>© 2025 All rights reserved. <a href='/terms'>Terms of use</a> <a href='/privacy'>Privacy policy</a>"
    " <a href='/contact'>Contact us</a></p></footer>"
)
_RELATED = (
    "<aside class='related'><h3>More stories</h3><ul>"
    + "".join(
        f"<li><a href='/story/{number}'>{title}</a></li>"
        for number, title in enumerate(
            (
                "Market square to get new trees",
                "Choir wins prize in Tolen",
                "Bakers warn of dear flour",
                "Snow closes pass",
            )
        )
    )
    + "</ul></aside>"
)


def _linked(story: Story, **more: object) -> str:
    """NewsArticle in JSON-LD, as its publisher would write it."""
    row: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": story.title,
        "datePublished": story.date,
        "author": [{"@type": "Person", "name": name} for name in story.byline.split(", ")],
        "publisher": {"@type": "NewsMediaOrganization", "name": story.outlet},
        "mainEntityOfPage": {"@type": "WebPage", "@id": story.url},
    } | more
    return f'<script type="application/ld+json">{json.dumps(row)}</script>'


def _open_graph(story: Story) -> str:
    return (
        f'<meta property="og:title" content="{escape(story.title)} | {escape(story.outlet)}">'
        f'<meta property="og:site_name" content="{escape(story.outlet)}"><meta property="og:url" content="{story.url}">'
        f'<meta property="article:published_time" content="{story.date}">'
        f'<meta name="author" content="{escape(story.byline)}">'
    )


def _page(head: str, body: str, title: str) -> str:
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>{head}</head>'
        f"<body>{body}</body></html>"
    )


def semantic(story: Story) -> str:
    """As a content system of today writes it."""
    body = (
        f"<header>{_NAV}</header><main><article><h1>{escape(story.title)}</h1>{story.body}</article>{_RELATED}</main>"
    )
    return _page(_linked(story), body + _FOOT, f"{story.title} - {story.outlet}")


def graph(story: Story) -> str:
    """One graph for all that the page is, with authors and publisher elsewhere in it, as plugins write it."""
    nodes = [
        {"@type": "Organization", "@id": "https://x.example/#org", "name": story.outlet},
        {"@type": "WebSite", "@id": "https://x.example/#site", "name": "A site", "publisher": {"@id": "x#org"}},
        {"@type": ["WebPage"], "@id": story.url, "name": "wrong title", "datePublished": "2001-01-01"},
        *({"@type": "Person", "@id": f"#{name}", "name": name} for name in story.byline.split(", ")),
        {
            "@type": ["Article", "NewsArticle"],
            "headline": escape(story.title),
            "author": [{"@id": f"#{name}"} for name in story.byline.split(", ")],
            "publisher": {"@id": "https://x.example/#org"},
            "datePublished": story.date,
            "dateModified": "2025-06-01T10:00:00+00:00",
            "mainEntityOfPage": {"@id": story.url},
        },
    ]
    linked = json.dumps({"@context": "https://schema.org", "@graph": nodes})
    body = (
        f"{_NAV}<div id='content'><div class='post entry'><h1 class='entry-title'>{escape(story.title)}</h1>"
        f"<div class='entry-content'>{story.body}</div><div class='sharedaddy'>Share this: Facebook Twitter</div></div>"
        f"<div id='comments'><h2>3 comments</h2><ol><li><p>First! I do not believe a word of this story.</p></li>"
        f"<li><p>My uncle says otherwise, and he should know, he has been there.</p></li></ol></div></div>{_RELATED}"
    )
    return _page(f'<script type="application/ld+json">\n{linked}\n</script>', body + _FOOT, story.title)


def meta_only(story: Story) -> str:
    """Metadata in meta elements alone."""
    body = f"{_NAV}<div class='article-body'><h1>{escape(story.title)}</h1>{story.body}</div>{_RELATED}{_FOOT}"
    return _page(_open_graph(story), body, f"{story.title} | {story.outlet}")


def several(story: Story) -> str:
    """Other articles in the data beside its own, and before it."""
    others = {
        "@context": "https://schema.org",
        "@type": "ItemList",
        "itemListElement": [
            {"@type": "NewsArticle", "headline": f"Another story {n}", "datePublished": "2019-01-01", "url": f"/o/{n}"}
            for n in range(4)
        ],
    }
    head = f'<script type="application/ld+json">{json.dumps(others)}</script>{_linked(story, author=story.byline)}'
    body = f"{_NAV}{_RELATED}<article><h1>{escape(story.title)}</h1><div>{story.body}</div></article>{_RELATED}{_FOOT}"
    return _page(head, body, story.title)


def careless(story: Story) -> str:
    """JSON-LD that is nearly JSON: a trailing comma, a line end in a string, wrapped in comments; tags left open."""
    linked = _linked(story, description="two\nlines").replace('"@type": "NewsArticle",', '"@type": "NewsArticle",\n')
    linked = linked.replace("\\n", "\n").replace("}</script>", ",}</script>").replace('json">', 'json">//<![CDATA[\n')
    linked = linked.replace("</script>", "\n//]]></script>")
    body = f"{_NAV}<div><h1>{escape(story.title)}</h1><div class=story>{story.body.replace('</p>', '')}</div>{_FOOT}"
    return f"<html><head>{linked}<title>{escape(story.title)}</title><body>{body}"


def interrupted(story: Story) -> str:
    """Advertisements, newsletters and links between the paragraphs."""
    between = (
        "<div class='ad'><span>Advertisement</span></div>",
        "<div class='newsletter'><p>Sign up to our newsletter: our best stories to your inbox</p></div>",
        "<p><strong>Read more: <a href='/x'>Market square to get new trees</a></strong></p>",
    )
    parts = story.body.split("\n")
    mixed = "".join(part + between[number % 3] for number, part in enumerate(parts[:-1])) + parts[-1]
    cookies = "<div id='cookie-banner'><p>We use cookies. <button>Accept all cookies</button></p></div>"
    body = f"{cookies}{_NAV}<main><article><h1>{escape(story.title)}</h1>{mixed}</article></main>{_RELATED}{_FOOT}"
    return _page(_linked(story) + _open_graph(story), body, story.title)


def old(story: Story) -> str:
    """Laid out with tables, no metadata but a date in print."""
    day = story.date[:10]
    body = (
        f"<table width='100%'><tr><td width='150'>{_NAV}</td><td><font size='5'><b>{escape(story.title)}</b></font><br>"
        f"<i>By {escape(story.byline)}</i><br><span class='date'>{day}</span>{story.body}</td></tr></table>{_FOOT}"
    )
    return f"<HTML><HEAD><TITLE>{escape(story.title)}</TITLE></HEAD><BODY>{body}</BODY></HTML>"


def strict(story: Story) -> str:
    """XHTML with a prolog that names an encoding."""
    page = semantic(story).replace("<!DOCTYPE html>", "")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n{page}'


def unnamed(story: Story) -> str:
    """A title with the name of its site behind it, which nothing else tells; beside it cards of other articles."""
    cards = "".join(
        f'<script type="application/ld+json">{{"@context":"https://schema.org","@type":"NewsArticle",'
        f'"headline":"Another story {n}","datePublished":"2019-01-0{n}","url":"https://x.example/{n}"}}</script>'
        for n in (1, 2, 3)
    )
    head = f'<meta property="og:title" content="{escape(story.title)} - {escape(story.outlet)} Online">'
    head += f'<link rel="canonical" href="{story.url}">'
    body = f"{_NAV}<article><h1>{escape(story.title)}</h1>{story.body}</article>{_RELATED}{_FOOT}"
    return _page(cards + head + _linked(story), body, f"{story.title} - {story.outlet} Online")


LAYOUTS: tuple[Make, ...] = (semantic, graph, meta_only, several, careless, interrupted, old, strict, unnamed)
