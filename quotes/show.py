"""Records to rows and to Rich renderables. Nothing here prints.

A row is a dict in the order in which it is shown; JSON, JSON Lines and CSV take it whole, a table takes the columns
it is given. Text from articles reaches a terminal only as `rich.text.Text`, which runs no markup, and after
`quotes.text.visible`, which leaves no control characters in it.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from quotes.records import (
    Article,
    ArticleEntry,
    Claim,
    OutletEntry,
    Quote,
    Reading,
    Sighting,
    Span,
    SpeakerEntry,
    printed,
)
from quotes.text import normalise, visible

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table
    from rich.text import Text

    from quotes.check import Finding
    from quotes.compare import Comparison, Word

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        key: of the row.
        wide: takes the room that is left.
        number: is set to the right.
        day: is cut to the day.
    """

    key: str
    wide: bool = False
    number: bool = False
    day: bool = False


# Rows ----------------------------------------------------------------------------------------------------------


def quote_row(reading: Reading, quote: Quote) -> Row:
    """A quote as `quotes extract` prints it."""
    return {
        "doc": reading.article.doc,
        "kind": quote.kind.value,
        "act": quote.act.value,
        "polarity": quote.polarity.value,
        "place": quote.place.value,
        "text": printed(reading.article.text, quote.content),
        "content": [list(s) for s in quote.content],
        "source": [list(s) for s in quote.source],
        "cue": [list(s) for s in quote.cue],
        "speaker": " & ".join(s.name for s in quote.speakers) or None,
        "confidence": round(quote.confidence, 3),
    }


def sighting_row(sighting: Sighting) -> Row:
    """A stored quote, whole."""
    return {
        "id": sighting.id,
        "doc": sighting.url or sighting.doc,
        "text": sighting.text,
        "content": [list(s) for s in sighting.content],
        "kind": sighting.kind.value,
        "act": sighting.act.value,
        "polarity": sighting.polarity.value,
        "place": sighting.place.value,
        "source": [list(s) for s in sighting.source],
        "cue": [list(s) for s in sighting.cue],
        "speaker": sighting.speaker,
        "claim": sighting.claim,
        "outlet": sighting.outlet,
        "date": sighting.date,
        "said": sighting.said,
        "title": sighting.title,
        "article": sighting.article,
        "confidence": round(sighting.confidence, 3),
    }


def claim_row(claim: Claim) -> Row:
    """A claim with its counts."""
    return {
        "id": claim.id,
        "speaker": " & ".join(claim.speakers) or None,
        "text": claim.text,
        "kind": claim.kind.value,
        "sightings": claim.sightings,
        "articles": claim.articles,
        "outlets": claim.outlets,
        "first": claim.first,
        "last": claim.last,
        "quote": claim.quote,
    }


def speaker_row(entry: SpeakerEntry) -> Row:
    """A speaker with counts and aliases."""
    return {
        "id": entry.id,
        "speaker": entry.name,
        "kind": entry.kind.value,
        "aliases": list(entry.aliases),
        "statements": entry.statements,
        "attitudes": entry.attitudes,
        "claims": entry.claims,
        "articles": entry.articles,
        "outlets": entry.outlets,
    }


def outlet_row(entry: OutletEntry) -> Row:
    """An outlet with counts and dates."""
    return {
        "outlet": entry.name,
        "articles": entry.articles,
        "quotes": entry.quotes,
        "first": entry.first,
        "last": entry.last,
    }


def article_row(entry: ArticleEntry) -> Row:
    """A stored article without its text."""
    return {
        "id": entry.id,
        "title": entry.title,
        "outlet": entry.outlet,
        "date": entry.date,
        "quotes": entry.quotes,
        "url": entry.url,
        "doc": entry.doc,
    }


def comparison_row(comparison: Comparison) -> Row:
    """How two statements stand to each other."""
    return {
        "relation": comparison.relation.value,
        "score": comparison.score,
        "alarms": [alarm.value for alarm in comparison.alarms],
    }


def finding_row(finding: Finding, variants: Sequence[Sighting]) -> Row:
    """The answer to an alleged quote.

    Args:
        variants: every wording of the claim it was found in, earliest first.
    """
    sighting = finding.sighting
    first = variants[0] if variants else None
    return {
        "verdict": finding.verdict.value,
        "text": sighting.text if sighting else None,
        "speaker": sighting.speaker if sighting else None,
        "claim": sighting.claim if sighting else None,
        "quote": sighting.id if sighting else None,
        "spliced_with": finding.second.id if finding.second else None,
        "alarms": [alarm.value for alarm in finding.alarms],
        "diff": [[op, words] for op, words in diff_words(finding)],
        "first_seen": first.date if first else None,
        "outlets": sorted({s.outlet for s in variants if s.outlet}),
        "citation": citation(sighting) if sighting else None,
        "confidence": finding.confidence,
    }


def diff_words(finding: Finding) -> list[tuple[str, str]]:
    """The alignment of alleged and attested words: ("equal" | "alleged" | "attested", words)."""
    names = {"equal": "equal", "delete": "alleged", "insert": "attested"}
    attested = finding.sighting.text if finding.sighting else ""
    found: list[tuple[str, str]] = []
    for edit in finding.edits:
        if edit.op == "delete":
            words = _printed_words(finding.text, finding.alleged, *edit.first)
        else:
            words = _printed_words(attested, finding.attested, *edit.second)
        found.append((names[edit.op], words))
    return found


def _printed_words(text: str, side: Sequence[Word], start: int, end: int) -> str:
    """The words as the text prints them; as compared, where half of a contraction is meant ("can" of "cannot")."""
    cut_before = start and side[start - 1].span == side[start].span
    cut_behind = end < len(side) and side[end - 1].span == side[end].span
    if cut_before or cut_behind:
        return " ".join(word.folded for word in side[start:end])
    return text[side[start].span.start : side[end - 1].span.end]


def citation(sighting: Sighting) -> str:
    """A line ready to paste: outlet, title, date, address, when read."""
    title = f"“{sighting.title}”" if sighting.title else None
    date = sighting.date[:10] if sighting.date else "no date"
    where = sighting.url or sighting.doc
    parts = [sighting.outlet or "unknown outlet", title, date, where, f"read {sighting.ingested[:10]}"]
    return visible(" ".join(", ".join(part for part in parts if part).split()))


# Formats -------------------------------------------------------------------------------------------------------

# Escapes in JSON what its syntax allows raw but a terminal or a reader of text must not meet: DEL, C1 controls,
# marks that reorder text, lone surrogates.
_RAW = re.compile(r"[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def json_text(value: Any, *, indent: int | None = None, ascii_only: bool = False) -> str:
    """JSON in which no character can drive a terminal; letters stay letters, unless `ascii_only` asks for codes."""
    return _RAW.sub(lambda m: f"\\u{ord(m[0]):04x}", json.dumps(value, ensure_ascii=ascii_only, indent=indent))


def csv_text(rows: Iterable[Row], columns: Sequence[str]) -> str:
    """CSV with a header; lists and objects as JSON inside their cell."""
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=list(columns), lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({k: _cell(v) for k, v in row.items()})
    return out.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return json_text(value) if isinstance(value, list | dict) else visible(str(value))


def table(rows: Iterable[Row], columns: Sequence[Column], *, highlight: str = "") -> Table:
    """A table of the given columns.

    Args:
        highlight: words whose occurrences in the wide columns are set off.
    """
    from rich import box
    from rich.table import Table

    made = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for column in columns:
        made.add_column(
            column.key,
            justify="right" if column.number else "left",
            ratio=1 if column.wide else None,
            min_width=24 if column.wide else None,
            overflow="fold",
            no_wrap=column.number,
        )
    for row in rows:
        cells = [_shown(row.get(c.key))[: 10 if c.day else None] for c in columns]
        made.add_row(
            *(
                marked(text, highlight) if column.wide else plain(text)
                for text, column in zip(cells, columns, strict=True)
            )
        )
    return made


def _shown(value: Any) -> str:
    if value is None:
        return "–"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def plain(text: str, style: str = "") -> Text:
    """Text that runs no markup and no escape sequence."""
    from rich.text import Text

    return Text(visible(text), style=style)


def _one_line(text: str) -> Text:
    """Text that is never broken, so that it can be copied whole."""
    made = plain(text)
    made.no_wrap, made.overflow = True, "ignore"
    return made


_WORD = re.compile(r"[^\W_]+")


def marked(text: str, words: str) -> Text:
    """`text` with the occurrences of `words` set off, found as the index finds them."""
    made = plain(text)
    asked = normalise(words).text
    wanted = {(m[0], asked[m.end() : m.end() + 1] == "*") for m in _WORD.finditer(asked)}
    if not wanted:
        return made
    normal = normalise(text)
    for match in _WORD.finditer(normal.text):
        if any(match[0] == word or (starts and match[0].startswith(word)) for word, starts in wanted):
            made.stylize("bold yellow", *normal.original(*match.span()))
    return made


# One quote, one finding, one article ---------------------------------------------------------------------------


def quote_page(sighting: Sighting, article: Article, variants: Sequence[Sighting]) -> RenderableType:
    """A quote in its paragraph, where it stands, and every variant of its claim."""
    from rich.console import Group

    lines: list[RenderableType] = [
        plain(f"{sighting.speaker or 'no speaker named'}", "bold"),
        plain(_about(sighting), "dim"),
        plain(""),
        _in_paragraph(sighting, article),
        plain(""),
        _one_line(citation(sighting)),
    ]
    others = [v for v in variants if v.id != sighting.id]
    if others:
        lines += [plain(""), plain(f"claim {sighting.claim}, also printed as", "bold")]
        columns = [
            Column("id", number=True),
            Column("date", day=True),
            Column("outlet"),
            Column("kind"),
            Column("text", wide=True),
        ]
        lines.append(table(map(sighting_row, others), columns))
    return Group(*lines)


def _about(sighting: Sighting) -> str:
    offsets = ", ".join(f"{start}–{end}" for start, end in sighting.content)
    said = f", said on {sighting.said}" if sighting.said else ""
    return (
        f"quote {sighting.id}, article {sighting.article}, characters {offsets}: {sighting.kind.value},"
        f" {sighting.act.value}, {sighting.polarity.value}, in the {sighting.place.value}{said},"
        f" confidence {sighting.confidence:.2f}"
    )


def _in_paragraph(sighting: Sighting, article: Article) -> Text:
    blocks = [b.span for b in article.blocks if any(b.span.overlaps(c) for c in sighting.content)]
    start = min((b.start for b in blocks), default=sighting.content[0].start)
    end = max((b.end for b in blocks), default=sighting.content[-1].end)
    made = plain(article.text[start:end])
    for spans, style in (
        (sighting.content, "bold yellow"),
        (sighting.source, "cyan"),
        (sighting.cue, "green"),
    ):
        for span in spans:
            if span.overlaps(Span(start, end)):
                made.stylize(style, max(0, span.start - start), min(span.end, end) - start)
    return made


_EXPLAINED = {
    "exact": "printed letter for letter",
    "typography": "printed with other marks, capitals or spelling",
    "elided": "printed with more words in between",
    "truncated": "printed as part of a longer sentence",
    "altered": "printed in other words",
    "spliced": "put together from two statements",
    "other speaker": "printed, but as the words of somebody else",
    "paraphrased": "the claim is printed, these words are not quoted",
    "not found": "not in this database, which says nothing about whether it was said",
}


def finding_page(finding: Finding, variants: Sequence[Sighting]) -> RenderableType:
    """The answer to an alleged quote, for reading."""
    from rich.console import Group

    verdict = finding.verdict.value
    style = {"exact": "bold green", "typography": "bold green", "not found": "bold"}.get(verdict, "bold red")
    lines: list[RenderableType] = [plain(f"{verdict}: {_EXPLAINED[verdict]}", style)]
    sighting = finding.sighting
    if sighting is None:
        return Group(*lines)
    if finding.alarms:
        lines.append(plain("changed: " + ", ".join(alarm.value for alarm in finding.alarms), "red"))
    lines += [
        plain(""),
        plain(f"{sighting.speaker or 'no speaker named'} (quote {sighting.id}, claim {sighting.claim}):"),
    ]
    lines.append(plain(sighting.text, "italic"))
    if finding.second is not None:
        lines += [plain(f"and quote {finding.second.id}:"), plain(finding.second.text, "italic")]
    elif verdict not in ("exact", "typography"):
        lines += [plain(""), plain("attested / alleged:", "dim"), _diff(finding)]
    lines.append(plain(""))
    if variants:
        outlets = sorted({s.outlet for s in variants if s.outlet})
        first = variants[0]
        lines.append(
            plain(
                f"first seen {first.date or 'without date'} in {first.outlet or first.doc};"
                f" outlets: {', '.join(outlets) or '–'}"
            )
        )
    lines.append(_one_line(citation(sighting)))
    return Group(*lines)


def _diff(finding: Finding) -> Text:
    """Attested words in green with a plus, alleged ones struck in red with a minus: it reads without colour too."""
    made = plain("")
    steps = diff_words(finding)
    for i, (op, full) in enumerate(steps):
        # What the attested text says before and behind the alleged words matters little.
        words = full if 0 < i < len(steps) - 1 or op != "attested" else _shortened(full, tail=i == 0)
        if op == "equal":
            made.append_text(plain(f"{words} "))
        elif op == "attested":
            made.append_text(plain(f"[+{words}] ", "green"))
        else:
            made.append_text(plain(f"[-{words}] ", "red strike"))
    return made


def _shortened(words: str, *, tail: bool, most: int = 6) -> str:
    tokens = words.split()
    if len(tokens) <= most:
        return words
    return f"… {' '.join(tokens[-most:])}" if tail else f"{' '.join(tokens[:most])} …"


def article_page(article: Article, article_id: int, ingested: str, sightings: Sequence[Sighting]) -> RenderableType:
    """An article's metadata and its quotes."""
    from rich.console import Group

    facts = (
        ("outlet", article.outlet),
        ("date", article.published),
        ("updated", article.updated),
        ("byline", article.byline),
        ("url", article.url),
        ("doc", article.doc),
        ("hash", article.hash),
        ("read", ingested),
    )
    lines: list[RenderableType] = [plain(f"article {article_id}: {article.title or 'without title'}", "bold")]
    lines += [plain(f"{name:8} {value}", "dim") for name, value in facts if value]
    columns = [
        Column("id", number=True),
        Column("speaker"),
        Column("kind"),
        Column("act"),
        Column("text", wide=True),
    ]
    lines += [plain(""), table(map(sighting_row, sightings), columns)]
    return Group(*lines)


def article_object(article: Article, article_id: int, ingested: str) -> Mapping[str, Any]:
    """An article, whole."""
    return {
        "id": article_id,
        "title": article.title,
        "outlet": article.outlet,
        "date": article.published,
        "updated": article.updated,
        "byline": article.byline,
        "url": article.url,
        "doc": article.doc,
        "hash": article.hash,
        "ingested": ingested,
        "text": article.text,
    }
