from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.console import Console, RenderableType

from quotes import formats, rows, show
from quotes.check import check
from quotes.compare import compare
from quotes.entries import ArticleEntry, Claim, OutletEntry, Sighting, SpeakerEntry
from quotes.records import (
    Act,
    Article,
    Block,
    Kind,
    Place,
    Polarity,
    Quote,
    Reading,
    Resolution,
    Span,
    Speaker,
    SpeakerKind,
)
from quotes.text import normalise, visible

ANY_TEXT = st.text(alphabet=st.characters(codec=None), max_size=60) | st.text(
    alphabet="ab\x00\x07\x1b\x7f\x80\x9b\r\n\t\u061c\u200e\u2028\u202e\u2066\ud800\udfff,\"'[]{}\\/", max_size=30
)
TEXT = "“Keep the [bold]quay[/bold] open,” Dahl said. “All of it.”"
DAHL = Span(35, 39)
SIGHTING = Sighting(
    id=4,
    article=2,
    claim=3,
    text="“Keep the [bold]quay[/bold] open,” … “All of it.”",
    kind=Kind.DIRECT,
    act=Act.STATEMENT,
    polarity=Polarity.ORDERS,
    place=Place.BODY,
    content=(Span(0, 34), Span(46, 58)),
    source=(Span(35, 39),),
    cue=(Span(40, 44),),
    source_text="Dahl",
    cue_text="said",
    speakers=("Ida Dahl", "Peter Lund"),
    speaker_ids=(1, 2),
    confidence=0.87654,
    said="2025-05-19",
    doc="a.txt",
    url=None,
    title="Quay \x1b[31mred",
    outlet="Orsk Post",
    date="2025-05-21T18:05",
    ingested="2025-06-01T10:00:00Z",
    leads=True,
    report=2,
    normal="",
)


def rendered(made: RenderableType, width: int = 120) -> str:
    out = io.StringIO()
    Console(file=out, width=width, color_system=None).print(made)
    return out.getvalue()


def raw_controls(text: str) -> set[str]:
    return {
        c
        for c in text
        if (ord(c) < 32 and c not in "\n\t")
        or 127 <= ord(c) < 160
        or 0xD800 <= ord(c) < 0xE000
        or c in "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    }


# Rows


def test_an_extracted_quote_has_the_documented_keys() -> None:
    quote = Quote(
        (Span(0, 34), Span(46, 58)),
        (Span(35, 39),),
        (Span(40, 44),),
        Kind.DIRECT,
        speakers=(Speaker("Ida Dahl"), Speaker("Peter Lund")),
        confidence=0.87654,
        resolution=Resolution(Span(35, 39), 0.9123),
    )
    assert rows.quote_row(Reading(Article("a.txt", TEXT), (quote,)), quote) == {
        "doc": "a.txt",
        "kind": "direct",
        "act": "statement",
        "polarity": "asserts",
        "place": "body",
        "text": "“Keep the [bold]quay[/bold] open,” … “All of it.”",
        "content": [[0, 34], [46, 58]],
        "source": [[35, 39]],
        "cue": [[40, 44]],
        "speaker": "Ida Dahl & Peter Lund",
        "confidence": 0.877,
        "speaker_mention": [35, 39],
        "speaker_confidence": 0.912,
        "medium": None,
        "through": None,
    }


def test_a_quote_without_speaker_has_null() -> None:
    quote = Quote((Span(0, 4),), (), (), Kind.INDIRECT)
    row = rows.quote_row(Reading(Article("a", TEXT), (quote,)), quote)
    assert [row[key] for key in ("speaker", "speaker_mention", "speaker_confidence")] == [None, None, None]


@pytest.mark.parametrize(
    ("row", "keys"),
    [
        pytest.param(
            rows.sighting_row(SIGHTING),
            "id doc text content kind act polarity place source cue speaker claim outlet date said title article"
            " confidence speaker_mention speaker_confidence medium through since until",
            id="sighting",
        ),
        pytest.param(
            rows.claim_row(Claim(1, "x", 2, ("A",), Kind.DIRECT, 1, 1, 1, 1, None, None)),
            "id speaker text kind sightings articles reports outlets first last quote ratings confirmed",
            id="claim",
        ),
        pytest.param(
            rows.speaker_row(SpeakerEntry(1, "A", SpeakerKind.PERSON, ("A",), 1, 2, 3, 4, 5)),
            "id speaker kind aliases statements attitudes claims articles outlets wikidata roles",
            id="speaker",
        ),
        pytest.param(
            rows.outlet_row(OutletEntry(None, 1, 2, None, None)), "outlet articles quotes first last", id="outlet"
        ),
        pytest.param(
            rows.article_row(ArticleEntry(1, None, None, None, None, "d", 0)),
            "id title outlet date quotes versions url doc",
            id="article",
        ),
        pytest.param(
            rows.comparison_row(compare("a b", "a c"), "a b", "a c"),
            "relation score coverage alarms diff",
            id="comparison",
        ),
        pytest.param(
            rows.finding_row(check("nothing at all", []), []),
            "verdict text speaker claim quote spliced_with alarms diff first_seen outlets reports citation confidence",
            id="finding",
        ),
    ],
)
def test_rows_have_their_keys_in_order_and_are_json(row: rows.Row, keys: str) -> None:
    assert list(row) == keys.split()
    assert json.loads(formats.json_text(row)) == row


def test_a_finding_tells_the_first_outlet_and_the_difference() -> None:
    stored = replace(SIGHTING, text="“We never sell the old quay of Orsk.”")
    later = replace(stored, id=9, outlet="Velm Gazette", date="2025-05-22")
    row = rows.finding_row(check("We sell the old quay of Orsk", [stored]), [stored, later])
    assert row["verdict"] == "altered"
    assert row["alarms"] == ["negation"]
    assert row["diff"] == [["equal", "We"], ["attested", "never"], ["equal", "sell the old quay of Orsk"]]
    assert (row["first_seen"], row["outlets"]) == ("2025-05-21T18:05", ["Orsk Post", "Velm Gazette"])
    assert row["quote"] == 4


def test_a_citation_is_one_line_that_drives_no_terminal() -> None:
    line = rows.citation(SIGHTING)
    assert line == "Orsk Post, “Quay �[31mred”, 2025-05-21, a.txt, read 2025-06-01"
    bare = replace(SIGHTING, outlet=None, title=None, date=None, url="https://example.org/q")
    assert rows.citation(bare) == "unknown outlet, no date, https://example.org/q, read 2025-06-01"


def test_a_citation_stays_one_line_whatever_the_title() -> None:
    assert "\n" not in rows.citation(replace(SIGHTING, title="Quay\nopen"))


# Formats


@given(ANY_TEXT)
@example("\u2028\u2029\u202a\u2069\x7f\x9b")
def test_json_round_trips_and_prints_no_raw_control(text: str) -> None:
    value = {"text": text, text: [text]}
    made = formats.json_text(value)
    assert not raw_controls(made)
    assert "\n" not in made
    made.encode("utf-8")
    # JSON cannot tell two lone surrogates side by side from the character they pair up to.
    pairs = {"text": _paired(text), _paired(text): [_paired(text)]}
    assert json.loads(made) == pairs


def _paired(text: str) -> str:
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


def test_json_keeps_letters_and_indents() -> None:
    assert formats.json_text({"a": "Łódź “x” 日本 😀"}) == '{"a": "Łódź “x” 日本 😀"}'
    assert formats.json_text({"a": 1}, indent=1) == '{\n "a": 1\n}'


@given(st.lists(st.tuples(ANY_TEXT, ANY_TEXT | st.none(), st.lists(ANY_TEXT, max_size=2)), max_size=4))
def test_csv_parses_back(cells: list[tuple[str, str | None, list[str]]]) -> None:
    listed: list[rows.Row] = [{"a": a, "b": b, "list": c} for a, b, c in cells]
    made = "".join(formats.csv_lines(listed, ["a", "b", "list"]))
    assert not raw_controls(made)
    header, *found = list(csv.reader(io.StringIO(made, newline="")))
    assert header == ["a", "b", "list"]
    for (a, b, c), row in zip(cells, found, strict=True):
        # What begins a formula has an apostrophe before it.
        assert row[:2] == [re.sub(r"\A(?=[\t\n]|[\s\"]*[=+@＝＋－＠-])", "'", visible(text or "")) for text in (a, b)]
        assert json.loads(row[2]) == [_paired(text) for text in c]


def test_csv_without_rows_is_its_header() -> None:
    assert "".join(formats.csv_lines([], ["id", "text"])) == "id,text\n"


@pytest.mark.parametrize(
    "text",
    ["[bold red]x[/bold red]", "[link=https://evil.example]x[/link]", "[/]", "[not closed", ":smile:", "\\[x]"],
)
def test_a_table_runs_no_markup(text: str) -> None:
    columns = [show.Column("a"), show.Column("b", wide=True)]
    shown = rendered(show.table([{"a": text, "b": text}], columns, highlight="x"))
    assert shown.count(text) == 2


@given(ANY_TEXT)
def test_a_table_drives_no_terminal(text: str) -> None:
    columns = [show.Column("a"), show.Column("b", wide=True), show.Column("n", number=True)]
    assert not raw_controls(rendered(show.table([{"a": text, "b": text, "n": [text]}], columns, highlight=text)))


def test_a_table_shows_what_is_missing_and_lists_in_one_cell() -> None:
    shown = rendered(show.table([{"a": None, "b": ["x", "y"]}], [show.Column("a"), show.Column("b")]))
    assert "–" in shown
    assert "x, y" in shown


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("The Quay of ORSK", "quay orsk", ["Quay", "ORSK"]),
        ("They don’t sell", "DON'T", ["don", "t"]),
        ("Zoë in Łódź", "lodz zoe", ["Zoë", "Łódź"]),
        ("quays and quay", "quay", ["quay"]),
        ("quays and quay", "qua*", ["quays", "quay"]),
        ("quays and quay", "  qua*", ["quays", "quay"]),
        ("Straße and quays", "straße qua*", ["Straße", "quays"]),
        ("wait for quays", "wait… qua*", ["wait", "quays"]),
        ("old quay", '"old quay"', ["old", "quay"]),
        ("old quay", "", []),
        ("old quay", "*", []),
    ],
)
def test_the_words_found_are_set_off_in_the_verbatim_text(text: str, words: str, expected: list[str]) -> None:
    made = show.marked(text, words)
    assert made.plain == text
    assert [made.plain[s.start : s.end] for s in made.spans] == expected


@given(ANY_TEXT, ANY_TEXT)
def test_set_off_words_lie_in_the_text(text: str, words: str) -> None:
    made = show.marked(text, words)
    wanted = normalise(words).text
    for span in made.spans:
        assert 0 <= span.start < span.end <= len(text)
        assert normalise(text[span.start : span.end]).text[:1] in wanted


# Pages


def pages() -> list[tuple[str, RenderableType]]:
    article = Article("a.txt", TEXT, (Block(Span(0, len(TEXT))),), title=SIGHTING.title, outlet="Orsk [b]Post[/b]")
    other = replace(SIGHTING, id=8, text="“[i]All[/i] of \u202eit.”")
    finding = check("Keep the quay shut", [replace(SIGHTING, text="“Keep the quay open, all of it.”")])
    return [
        ("quote", show.quote_page(SIGHTING, article, [SIGHTING, other])),
        ("finding", show.finding_page(finding, [SIGHTING, other])),
        ("not found", show.finding_page(check("x", []), [])),
        ("article", show.article_page(article, 2, "2025-06-01T10:00:00Z", [SIGHTING, other])),
    ]


@pytest.mark.parametrize(("name", "page"), pages(), ids=[name for name, _ in pages()])
def test_a_page_runs_no_markup_and_drives_no_terminal(name: str, page: RenderableType) -> None:
    shown = rendered(page)
    assert shown.strip()
    assert not raw_controls(shown)
    if name == "quote":
        assert "Keep the [bold]quay[/bold] open,” Dahl said. “All of it.”" in shown
        assert "[i]All[/i]" in shown


def test_a_quote_page_without_blocks_shows_the_content() -> None:
    shown = rendered(show.quote_page(SIGHTING, Article("a", TEXT), []))
    assert "Keep the [bold]quay[/bold] open,” Dahl said. “All of it.”" in shown


@pytest.mark.parametrize(
    ("source", "speakers", "resolution", "said"),
    [
        (DAHL, ("Ida Dahl",), Resolution(DAHL, 0.97), "“Dahl” names Ida Dahl (97% sure)"),
        (Span(60, 62), ("Ida Dahl",), Resolution(DAHL, 0.8), "“he” means “Dahl” before it: Ida Dahl (80% sure)"),
        (Span(0, 2), ("Ida Dahl",), Resolution(DAHL, 0.8), "“he” means “Dahl” behind it: Ida Dahl (80% sure)"),
        (Span(0, 2), ("Orsk poll",), Resolution(None, 0.6), "“he” is Orsk poll by its own words (60% sure)"),
        (Span(0, 2), (), Resolution(None, 0.6), "“he” names nobody, as far as the article tells (60% sure)"),
    ],
)  # fmt: skip
def test_a_quote_page_says_why_it_is_that_speaker(
    source: Span, speakers: tuple[str, ...], resolution: Resolution, said: str
) -> None:
    words = "Dahl" if source == DAHL else "he"
    sighting = replace(SIGHTING, source=(source,), source_text=words, speakers=speakers, resolution=resolution)
    assert said in rendered(show.quote_page(sighting, Article("a", TEXT), []))


def test_not_found_never_reads_as_false() -> None:
    shown = rendered(show.finding_page(check("x", []), []))
    assert "not in this database" in shown
    assert "false" not in shown.lower()


def test_an_article_object_is_whole_and_json() -> None:
    article = Article("a.txt", TEXT, outlet="Orsk Post", published="2025-05-21")
    made: dict[str, Any] = dict(rows.article_object(article, 2, "2025-06-01T10:00:00Z"))
    assert json.loads(formats.json_text(made)) == made
    assert (made["id"], made["text"], made["date"], made["hash"]) == (2, TEXT, "2025-05-21", article.hash)
