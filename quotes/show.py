"""Records and rows to Rich renderables. Nothing here prints.

Text from articles reaches a terminal only as `rich.text.Text`, which runs no markup, and after `quotes.text.visible`,
which leaves no control characters in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from quotes.entries import Sighting, SpeakerEntry
from quotes.records import Act, Article, Polarity, Span
from quotes.rows import Row, citation, diff_words, paragraph, sighting_row
from quotes.text import normalise, visible

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table
    from rich.text import Text

    from quotes.check import Finding
    from quotes.history import Revision
    from quotes.review import StoredReview


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


def _one_line(text: str, style: str = "") -> Text:
    """Text that is never broken, so that it can be copied whole."""
    made = plain(text, style)
    made.no_wrap, made.overflow = True, "ignore"
    return made


_WORD = re.compile(r"[^\W_]+")
_ROLES = 12
_UNDECIDED = 0.5


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


def quote_page(
    sighting: Sighting, article: Article, variants: Sequence[Sighting], reviews: Sequence[StoredReview] = ()
) -> RenderableType:
    """A quote in its paragraph, where it stands, every variant of its claim, and what fact-checkers found of it."""
    from rich.console import Group

    lines: list[RenderableType] = [
        plain(f"{sighting.speaker or 'no speaker named'}", "bold"),
        plain(_about(sighting), "dim"),
        *(plain(line, "dim") for line in _why(sighting, article)),
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
    if reviews:
        lines += [plain(""), reviews_page(reviews)]
    return Group(*lines)


def reviews_page(reviews: Sequence[StoredReview]) -> RenderableType:
    """What fact-checkers found of a claim."""
    from rich.console import Group

    lines: list[RenderableType] = []
    for found in reviews:
        review = found.review
        lines.append(plain(" ".join(f"review {found.id}: {review.rating}".split()), "bold"))
        about = ", ".join(part for part in (review.author, review.date, review.url) if part)
        lines += [_one_line(about)] * bool(about)
        lines += [_one_line(review.text)] if review.text else []
    return Group(*lines)


def _about(sighting: Sighting) -> str:
    offsets = ", ".join(f"{start}–{end}" for start, end in sighting.content)
    said = f", said on {sighting.said}" if sighting.said else ""
    said += f", {sighting.medium}" if sighting.medium else ""
    said += f", through {sighting.through}" if sighting.through else ""
    since = f"; in the article since version {sighting.since}" if sighting.since > 1 else ""
    gone = since + (f"; gone from the article since version {sighting.until + 1}" if sighting.until else "")
    return (
        f"quote {sighting.id}, article {sighting.article}, characters {offsets}: {sighting.kind.value},"
        f" {sighting.act.value}, {sighting.polarity.value}, in the {sighting.place.value}{said},"
        f" confidence {sighting.confidence:.2f}{gone}"
    )


def _why(sighting: Sighting, article: Article) -> Iterator[str]:
    """Which words led to the speaker, and how sure that is."""
    resolution = sighting.resolution
    if resolution is None:
        return
    sure = f"{resolution.sure:.0%} sure"
    if not sighting.speakers:
        if resolution.sure < _UNDECIDED:
            yield f"the article does not decide whom “{sighting.source_text}” means"
        else:
            yield f"“{sighting.source_text}” names nobody, as far as the article tells ({sure})"
        return
    name, mention = sighting.speaker, resolution.mention
    if mention is None and len(sighting.speakers) > 1:
        yield f"“{sighting.source_text}” means {name}, who stand together before it ({sure})"
    elif mention is None:
        yield f"“{sighting.source_text}” is {name} by its own words ({sure})"
    elif any(mention.overlaps(span) for span in sighting.source):
        yield f"“{sighting.source_text}” names {name} ({sure})"
    else:
        where = "before" if mention.start < sighting.source[0].start else "behind"
        yield f"“{sighting.source_text}” means “{article.text[slice(*mention)]}” {where} it: {name} ({sure})"


def _in_paragraph(sighting: Sighting, article: Article) -> Text:
    start, end = paragraph(sighting, article)
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
        what = "changed" if verdict == "altered" else "left out with what was cut"
        lines.append(plain(f"{what}: " + ", ".join(alarm.value for alarm in finding.alarms), "red"))
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
                f"claim first seen {first.date or 'without date'} in {first.outlet or first.doc};"
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


def speaker_page(entry: SpeakerEntry, outlets: Mapping[str, int], sightings: Sequence[Sighting]) -> RenderableType:
    """A speaker with names, roles, outlets and counts, and some quotes of theirs."""
    from rich.console import Group

    counts = (
        f"{entry.kind.value}; {entry.statements} statements, {entry.attitudes} attitudes, {entry.claims} claims,"
        f" {entry.articles} articles, {entry.outlets} outlets"
    )
    lines: list[RenderableType] = [plain(f"speaker {entry.id}: {entry.name}", "bold"), plain(counts, "dim")]
    if entry.wikidata:
        lines.append(plain(f"wikidata {entry.wikidata}", "dim"))
    lines.append(plain(f"also {', '.join(name for name in entry.aliases if name != entry.name) or '–'}", "dim"))
    for use in entry.roles[:_ROLES]:
        days = " to ".join(dict.fromkeys(day[:10] for day in (use.first, use.last) if day))
        lines.append(plain(f"called {use.name} ({use.articles}{f', {days}' if days else ''})", "dim"))
    if outlets:
        lines.append(plain(f"in {', '.join(f'{name} ({count})' for name, count in outlets.items())}", "dim"))
    columns = [
        Column("id", number=True),
        Column("date", day=True),
        Column("outlet"),
        Column("act"),
        Column("text", wide=True),
    ]
    lines += [plain(""), table(map(sighting_row, sightings), [*columns, *gone_column(sightings)])]
    return Group(*lines)


def gone_column(sightings: Iterable[Sighting]) -> list[Column]:
    """A column that says until which version of its article a quote stood, where any is gone from its article."""
    return [Column("until", number=True)] if any(sighting.until for sighting in sightings) else []


def history_page(article_id: int, revisions: Sequence[Revision]) -> RenderableType:
    """The versions of an article, and which quotes each added, altered, or left out."""
    from rich.console import Group

    lines: list[RenderableType] = []
    for revision in revisions:
        version = revision.version
        when = f"read {version.ingested}" + (f", fetched {version.fetched}" if version.fetched else "")
        updated = f", updated {version.article.updated}" if version.article.updated else ""
        title = version.article.title or "without title"
        lines.append(plain(f"article {article_id}, version {version.number}: {title}", "bold"))
        lines.append(plain(f"{when}{updated}; {revision.stays} quotes stay", "dim"))
        for sign, style, quotes in (("+", "green", revision.added), ("-", "red", revision.gone)):
            lines += [_one_line(f"{sign} {_said(quote)}", style) for quote in quotes]
        for before, after in revision.altered:
            lines += [_one_line(f"- {_said(before)}", "red"), _one_line(f"+ {_said(after)}", "green")]
    return Group(*lines)


def _said(quote: Sighting) -> str:
    # Told where it is no plain statement: the same words, denied or only feared, are another quote.
    how = [one.value for one in (quote.act, quote.polarity) if one not in (Act.STATEMENT, Polarity.ASSERTS)]
    told = f" ({', '.join(how)})" if how else ""
    return f"{quote.id} {quote.speaker or '—'}{told}: {quote.text}"


def article_page(article: Article, article_id: int, ingested: str, sightings: Sequence[Sighting]) -> RenderableType:
    """An article's metadata and its quotes."""
    from rich.console import Group

    facts = (
        ("outlet", article.outlet),
        ("date", article.published),
        ("updated", article.updated),
        ("byline", article.byline),
        ("language", article.language),
        ("url", article.url),
        ("doc", article.doc),
        ("hash", article.hash),
        ("read", ingested),
        ("fetched", article.fetched),
        ("told by", ", ".join(f"{name}: {origin.value}" for name, origin in article.origins)),
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
