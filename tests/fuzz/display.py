"""Any text on its way out: no terminal is driven, no spreadsheet calculates, and JSON says what is stored."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from typing import Any

from quotes.entries import OutletEntry, RoleUse, SpeakerEntry
from quotes.formats import array_lines, csv_lines, json_text
from quotes.records import Article, Block, Resolution, Span, SpeakerKind
from quotes.review import Review, StoredReview
from quotes.rows import citation, outlet_row, sighting_row, speaker_row
from quotes.show import Column, article_page, marked, quote_page, reviews_page, speaker_page, table
from quotes.text import normalise, visible
from tests.fuzz.statements import sighting
from tests.fuzz.values import RAW, joined, parts, text

# Behind spaces and quotation marks too: programs drop them.
_FORMULA = re.compile(r"[\s\"]*[=+\-@＝＋－＠]|[\t\r\n]")
_SEPARATES = re.compile("[\u2028\u2029]")


def check(data: bytes) -> None:
    """Three texts that stand wherever an article's text can stand."""
    first, second, third = (text(part) for part in parts(data, 3))
    for one in (first, second, third):
        assert not RAW.search(visible(one))
        assert len(visible(one)) == len(one)
        assert visible(visible(one)) == visible(one)
        assert marked(one, second).plain == visible(one)
        normal = normalise(one)
        assert all(normal.original(i, i + 1).end <= len(one) for i in range(len(normal.text)))
    _pages(first, second, third)
    shown = sighting(1, first, title=second, outlet=third, doc=first, speakers=(second,), source_text=third, date=third)
    rows: list[Any] = [
        sighting_row(shown),
        {"a": first, "b": [second, {"d": third}], "c": None},
    ]
    for row in rows:
        _sheet(row)
        _objects([row, row])
    assert not RAW.search(citation(shown))


def _pages(first: str, second: str, third: str) -> None:
    article = Article(
        first, first, (Block(Span(0, len(first))),), second, third, first, second, third, third, fetched=second
    )
    shown = sighting(
        1, first, title=second, outlet=third, doc=second, url=third, speakers=(second, third), source_text=third,
        date=first, medium=second, through=third, source=(Span(0, len(first)),), said=third,
        resolution=Resolution(Span(0, len(first)), 0.9),
    )  # fmt: skip
    review = Review(first, text=second, url=third, author=first, author_url=second, date=third, claim_reviewed=first)
    reviews = [StoredReview(1, 1, 1, first, (second,), review)]
    entry = SpeakerEntry(
        1, second, SpeakerKind.PERSON, (first, third), 1, 1, 1, 1, 1, third, (RoleUse(first, 1, second, third),)
    )
    outlet = OutletEntry(first, 1, 1, second, third)
    pages = [
        quote_page(shown, article, [shown, replace(shown, id=2)], reviews),
        reviews_page(reviews),
        speaker_page(entry, {first: 1}, [shown]),
        table(
            [outlet_row(outlet), speaker_row(entry)], [Column("name", wide=True), Column("aliases")], highlight=third
        ),
    ]
    if not RAW.search(first):
        pages.append(article_page(article, 1, second, [shown]))
    for page in pages:
        drawn = _drawn(page)
        assert not RAW.search(drawn), RAW.search(drawn)


def _drawn(page: Any) -> str:
    from rich.console import Console

    out = io.StringIO()
    Console(file=out, width=60, color_system=None, force_terminal=True, legacy_windows=False).print(page)
    return out.getvalue()


def _sheet(row: dict[str, Any]) -> None:
    written = "".join(csv_lines([row], list(row)))
    assert not RAW.search(written)
    header, cells = csv.reader(io.StringIO(written, newline=""))
    assert len(header) == len(cells)
    for name, cell in zip(header, cells, strict=True):
        if not isinstance(row[name], int | float):
            assert not _FORMULA.match(cell), cell


def _objects(rows: list[Any]) -> None:
    for ascii_only in (False, True):
        whole = "".join(array_lines(rows, ascii_only=ascii_only))
        assert json.loads(whole) == json.loads(json.dumps(rows))
        line = json_text(rows[0], ascii_only=ascii_only)
        assert json.loads(line) == json.loads(json.dumps(rows[0]))
        assert "\n" not in line
        for written in (whole, line):
            assert not RAW.search(written)
            assert not _SEPARATES.search(written)
            assert written.isascii() or not ascii_only


SEEDS = (
    joined("It \x1b[31mopens\x1b[0m", "[bold]Jane[/bold] [/]", "Gull\u202e\x9b1m"),
    joined("=1+1", ' "=cmd|x', "\t@x"),
    joined("a\nb\r\nc\u2028d", "e\ud800f", "\u200b😀\u0301 ｆｕｌｌ"),
    joined("x" * 70 + " " + "y" * 70, "“ −5", "＝1"),
)
