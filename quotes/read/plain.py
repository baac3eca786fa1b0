"""Plain text as copied from a news site: which paragraphs are the article, which are page furniture.

A page copied as text has lost its structure but not its habits. The article proper is the run of prose between
the head (navigation, headline, byline, date, share bar) and the tail (tags, related headlines, comment notices).
Nothing here knows a site by name: the signals are phrases that sites in English share, and the shape of lines.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from quotes.language import language
from quotes.read.dates import find_dates
from quotes.read.given import Given, believe
from quotes.records import Article, Block, Origin, Place, Span
from quotes.segment import paragraphs
from quotes.text import normalise

# What repeats without an end is possessive: a line of bars is else tried in millions of ways.
_FURNITURE = re.compile(
    r"""
    ^(?:[^\w\"“”‘’']*+(?:
        advertisement | advert | ad | sponsored(?:\ content)? | promoted
      | (?:read|see|watch|listen|learn|find\ out|explore|discover|browse|view|show|load)
        \ (?:more|also|next|all|now|related|the\ rest)\b .*
      | (?:also\ read|related|more\ on\ this|more\ from|more\ stories|you\ may\ also|recommended|trending
        |most\ (?:read|popular)) \b .{0,90}
      | (?:all|recent|latest|breaking|top|other)\ (?:news|sections|stories|headlines|articles)
      | (?:podcasts?|newsletters?|videos?|galleries|tags?|topics?|comments?|menu|home|search|navigation|sections|live)
        \s*+:?\s*+(?:\(\d+\)|\d+)?
      | (?:share|save|print|email
        |copy\ link|mail|messenger|bookmark|listen|like|follow|tweet|pin\ it|whatsapp|facebook|twitter|telegram
        |linkedin|reddit|x|\||[•·/,:&]|\s|this|article|story|on|via|with|friends)++
      | (?:log|sign)\ (?:in|up|out)\b .{0,90}
      | (?:subscribe|register|donate|support\ us|contact\ us|about\ us|follow\ us|join\ us)\b .{0,120}
      | (?:support|join)\ (?:the\ |our\ )?.{0,60}\b(?:patreon
        |community|journalism|newsletter|telegram\ channel)\b .{0,90}
      | (?:skip|jump|go|back|return)\ to\ (?:main|content|the\ content|navigation|top|home)\b .*
      | (?:click|tap)\ (?:here|to)\b .*
      | listen\ to\ .{0,60}
      | \d+\s*(?:min|mins|minute|minutes)\.?\s+read\b .*
      | (?:published|posted|updated|last\ updated|last\ modified|first\ published|created)\s*(?:by|on|at|:)?\b .{0,90}
      | (?:photo|image|picture|video|illustration|graphic)\ (?:credit|by)\b .{0,90}
      | (?:copyright\b|(?<=\()c\)) .*
      | .{0,80}\ball\ rights\ reserved\b .*
      | (?:updated)?\s*\d{1,2}[:.]\d\d\s*(?:[ap]\.?m\.?)?
      | \w+(?:\.\w+)*@\w+(?:\.\w+)+
      | https?://\S+
      | loading | (?:previous|next)(?:\ (?:article|story|post|page))?
    )
      | [^\w\"“”‘’'©]*+ © .*
      | (?=[^\w\"“”‘’']*[\d\s:/.,|%+•·&-]) [^\w\"“”‘’']*+ [\d\s:/.,|%+-]*+
    )\W*+$
    """,
    re.IGNORECASE | re.VERBOSE,
)
# A paragraph that speaks for the site to its readers. One such phrase may stand in a story about the press; two
# of them, or an opening that addresses the readers, do not.
_TO_READERS = re.compile(
    r"^\W*(?:dear (?:readers?|friends|users?|visitors)|thank you for (?:reading|visiting|your))\b",
    re.IGNORECASE,
)
_SITE_SPEAK = re.compile(
    r"""\b(?:
        comment(?:ing|s)?\ (?:policy|system|section|guidelines|are\ closed) | leave\ (?:a\ )?comments?
      | post\ a\ comment
      | our\ (?:readers|content|website|site|newsletters?|privacy|terms|community|partners|channel|app|cookie)
      | (?:privacy|cookie|commenting|editorial)\ policy | terms\ of\ (?:use|service)
      | we\ use\ cookies | accept\ (?:all\ )?cookies
      | newsletters? | subscribe(?:rs|d)?\b | unsubscribe | sign\ up | log\ in | need\ to\ register | to\ your\ inbox
      | your\ (?:email|inbox|browser|subscription|consent) | feedback | suggestions\ feel\ free | advertis(?:ers|ements)
    )|(?<!\S)[^\s@]+@[^\s@]+\.\w+""",
    re.IGNORECASE | re.VERBOSE,
)
# Phrases that no story needs: one of them in a short line is enough.
_PLAIN_SITE_SPEAK = re.compile(
    r"\b(?:we use cookies|accept (?:all|cookies)|comments? (?:are|is) closed|leave a comment|post a comment"
    r"|to your inbox"
    r"|(?:privacy|cookie|commenting) policy|terms of (?:use|service)|commenting system)\b",
    re.IGNORECASE,
)
_CREDITS = re.compile(
    r"^\W*(?:(?:additional |further )?(?:reporting|editing|writing|translation|compiled|written|edited|translated"
    r"|produced)"
    r"(?: and (?:reporting|editing|writing))? by\b.{0,300}|with (?:files|reporting|assistance) (?:from|by)\b.{0,200})$",
    re.IGNORECASE | re.DOTALL,
)
_CAPTION = re.compile(
    r"\b(?:(?:stock|file|illustrative|archive) (?:photo|image|picture)|getty images|ap photo"
    r"|(?:photo|image|picture|photograph)"
    r"(?: credit)?\s*(?::|by\b)|/(?:afp|reuters|ap|epa|getty)\b|handout via)",
    re.IGNORECASE,
)
_DATELINE = re.compile(
    r"^[A-Z][A-Z.,'’ /-]{2,40}(?:\s*,?\s*[A-Z][a-z]{2,8}\.? \d{1,2})?\s*(?:\([^)]{2,40}\)\s*)?[-–—]\s*\S"
    r"|^[A-Z][\w.,' /-]{2,40} \([A-Z][\w &.]{1,30}\)\s*[-–—]"
)
_NAME = r"[^\W\d_a-z][\w'’.-]*(?: (?:(?:de|van|von|der|bin|al|la|di)[ -])?[^\W\d_a-z][\w'’.-]*){1,3}"
_NAMES = rf"{_NAME}(?:(?:, | and | & |, and ){_NAME}){{0,5}}"
_BYLINES = (
    re.compile(rf"^\W*(?:[Bb]y|BY)\W+(?P<names>{_NAMES})(?=\W|$)"),
    re.compile(rf"\b(?:[Rr]eporting|[Ww]riting|[Ww]ritten) by (?P<names>{_NAMES}?)(?=[,;.)]|$| in )"),
)
_NAMES_AND_PLACE = re.compile(rf"^(?P<names>{_NAMES}?), [A-Z][\w-]+$")
_DAY_NAME = re.compile(r"(?<![\s|,•·–-])[\s|,•·–-]*+(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day[\s|,•·–-]*+)?$")
_OUTLET_NAME = r"(?P<outlet>(?:The )?[A-Z][\w'’&.-]*(?: (?:[A-Z&][\w'’&.-]*|of|the|and)){0,5}?)"
_OUTLETS = (
    re.compile(rf"^\W*[Pp]ublished by {_OUTLET_NAME}[®™]?\s*$"),
    re.compile(rf"^\W*[Rr]ead more (?:on|at|in) {_OUTLET_NAME}\s*(?::|$)"),
    re.compile(rf"^\W*(?:Support|Join) (?:the )?{_OUTLET_NAME} (?:on Patreon|community)\b"),
    re.compile(
        rf"(?:©|\([cC]\)|[Cc]opyright)\s*+(?:\d{{4}}(?:\s*+[-–]\s*+\d{{4}})?)?,?\s*+{_OUTLET_NAME}"
        r"(?=[.,;|]|\s*$|\s+[Aa]ll )"
    ),
)
_UPDATED = re.compile(r"\b(?:updated|modified|edited)\b[^\d]{0,20}$", re.IGNORECASE)
_BEFORE_DATE = 40  # characters; more than those words and what may follow them
# With closing marks of every style, some of which open elsewhere, and spaces between them; a star for a footnote.
_SENTENCE_END = re.compile(r"[.!?…:;؟。！？][\"“”‘’'«»‹›」』)\]*\s]*$")
_QUOTED = re.compile(r"[\"“”„«»‘‹「『]")
_WORDS = re.compile(r"\w+(?:[’'.-]\w+)*")

# A line of so many words that ends like a sentence is prose; the first one opens the article, the last one closes
# it. Chosen on the PolNeAR training articles: with 9, all but a few in ten thousand contents lie inside blocks.
_PROSE_WORDS = 9
_TITLE_WORDS = (3, 32)
# Related headlines come in runs; a lone short line between paragraphs is a subheading.
_LIST_RUN = 3
_CAPTION_WORDS = 40
# The headline is among so many first paragraphs.
_HEAD = 3


@dataclass(slots=True)
class _Line:
    span: Span
    text: str
    words: int
    furniture: bool = False
    place: Place = Place.BODY
    dates: list[tuple[int, int, str]] = field(default_factory=list)

    @property
    def ends(self) -> bool:
        return bool(_SENTENCE_END.search(self.text))

    @property
    def prose(self) -> bool:
        return self.ends and self.words >= _PROSE_WORDS


def read_plain(text: str, doc: str) -> Article:
    """Find the article in a plain text, and what the text tells about it.

    Args:
        text: as read; kept untouched.
        doc: the path or address it came from.

    Returns:
        An article whose blocks leave page furniture out; title, byline, outlet, published and updated where printed.
    """
    rows = [_line(text, span) for span in paragraphs(text)]
    for row in rows:
        row.furniture = _is_furniture(row)
    body = [i for i, row in enumerate(rows) if row.prose and not row.furniture]
    first, last = (body[0], body[-1]) if body else (0, len(rows) - 1)
    for row in rows[: first + 1]:
        row.dates = find_dates(row.text)
    title = _title(rows, first)
    if title is not None:
        first = max(first, title + 1)
    _mark_head(rows, title, first)
    _mark_lists(rows, first, last)
    _mark_tail(rows, first, last)
    published, updated = _dates(rows, first)
    kept = [row for row in rows if not row.furniture]
    if not kept:
        # A text of nothing but short lines: better all of it than none.
        kept = rows
    article = Article(
        doc=doc,
        text=text,
        blocks=tuple(Block(row.span, row.place) for row in kept),
        language=language("\n".join(text[row.span.start : row.span.end] for row in kept)),
    )
    headline = " ".join(rows[title].text.split()) if title is not None else None
    return believe(article, [(Origin.TEXT, Given(_outlet(rows), headline, _byline(rows, first), published, updated))])


def read_clean(text: str, doc: str, title: str | None) -> Article:
    """An article from paragraphs that something else has found, of which some may be page furniture all the same.

    Args:
        text: paragraphs between line ends.
        title: what is the headline, where it stands among the first.
    """
    rows = [_line(text, span) for span in paragraphs(text)]
    for row in rows:
        row.furniture = _is_furniture(row)
        if _is_caption(row):
            row.place = Place.CAPTION
    for row in rows[:_HEAD]:
        if title and normalise(row.text).text == normalise(title).text:
            row.place, row.furniture = Place.HEADLINE, False
    kept = [row for row in rows if not row.furniture] or rows
    blocks = tuple(Block(row.span, row.place) for row in kept)
    return Article(doc, text, blocks, language=language("\n".join(text[slice(*block.span)] for block in blocks)))


def _line(text: str, span: Span) -> _Line:
    words = text[span.start : span.end]
    # Only the beginning is looked at by patterns: a megabyte on one line is no headline and no share bar.
    head = words if len(words) <= 4000 else words[:2000] + words[-2000:]
    return _Line(span, head, len(_WORDS.findall(head)))


def _is_furniture(row: _Line) -> bool:
    if len(row.text) < 300 and _FURNITURE.match(row.text):
        return True
    if _CREDITS.match(row.text):
        return True
    counts = sorted(map(row.text.lower().count, ("icon", "menu", "share", "button")))
    if counts[-1] >= 4 and not row.ends:
        return True
    if _QUOTED.search(row.text):
        return False
    if row.words <= 25 and _PLAIN_SITE_SPEAK.search(row.text):
        return True
    return len(_SITE_SPEAK.findall(row.text)) + bool(_TO_READERS.match(row.text)) >= 2


def _is_caption(row: _Line) -> bool:
    return row.words <= _CAPTION_WORDS and bool(_CAPTION.search(row.text)) and not re.search(r"[\"“]", row.text)


def _title(rows: list[_Line], first: int) -> int | None:
    """The headline: a line printed twice before the prose begins, else the longest that looks like one."""
    low, high = _TITLE_WORDS
    candidates = [
        i
        for i, row in enumerate(rows[: first + 1])
        if not row.furniture
        and low <= row.words <= high
        and not row.dates
        and not _CAPTION.search(row.text)
        and not _DATELINE.match(row.text)
        and not _BYLINES[0].match(row.text)
    ]
    # Prose opens the article; only where it comes first of all, and is short, is it the headline itself.
    if first in candidates and (first != 0 or not _opens_with_title(rows)):
        candidates.remove(first)
    seen: dict[str, int] = {}
    for i in candidates:
        if rows[i].text in seen:
            return seen[rows[i].text]
        seen[rows[i].text] = i
    if not candidates:
        return None
    return max(candidates, key=lambda i: (min(rows[i].words, 6), not rows[i].ends, -i))


def _opens_with_title(rows: list[_Line]) -> bool:
    return len(rows) > 1 and rows[0].words <= 25 and '"' not in rows[0].text[-2:]


def _mark_head(rows: list[_Line], title: int | None, first: int) -> None:
    """Before the prose, only the headline, its repeats, a deck and captions belong to the article."""
    if title is None:
        for row in rows[:first]:
            row.furniture = True
        return
    repeat = max((i for i in range(first) if rows[i].text == rows[title].text), default=title)
    for i, row in enumerate(rows[:first]):
        if row.furniture:
            continue
        if i == title or row.text == rows[title].text:
            row.place = Place.HEADLINE
        elif i > title and _CAPTION.search(row.text):
            row.place = Place.CAPTION
        elif i > title and row.words >= 6 and not _names_writers(row):
            row.place = Place.DECK
        else:
            row.furniture = True
    # Prose between the headline and its repeat, or before the dateline, is a deck too.
    dateline = next((i for i in range(first, min(first + 4, len(rows))) if _DATELINE.match(rows[i].text)), first)
    for i, row in enumerate(rows[: max(dateline, repeat)]):
        if i > title and row.prose and not row.furniture:
            row.place = Place.DECK


def _names_writers(row: _Line) -> bool:
    return bool(row.dates or _BYLINES[0].match(row.text) or _NAMES_AND_PLACE.match(row.text))


def _mark_lists(rows: list[_Line], first: int, last: int) -> None:
    """Inside the article, runs of short lines that end like no sentence are lists of other headlines."""
    run: list[int] = []
    for i in range(first, last + 2):
        if (
            i <= last
            and not rows[i].ends
            and not rows[i].text.lstrip().startswith(("•", "-", "–", "*"))
            and rows[i].words <= 25
        ):
            run.append(i)
            continue
        if sum(not rows[j].furniture for j in run) >= _LIST_RUN:
            for j in run:
                rows[j].furniture = True
        run = []
    for row in rows[first : last + 1]:
        if not row.furniture and _is_caption(row):
            row.place = Place.CAPTION


def _mark_tail(rows: list[_Line], first: int, last: int) -> None:
    """Behind the prose nothing belongs to the article; prose behind the credits is a digest of it."""
    for row in rows[last + 1 :]:
        if not row.ends or row.words < 3:
            row.furniture = True
    credits_at = next((i for i in range(first, len(rows)) if _CREDITS.match(rows[i].text)), len(rows))
    for row in rows[credits_at:]:
        if row.prose:
            row.place = Place.SUMMARY


def _dates(rows: list[_Line], first: int) -> tuple[str | None, str | None]:
    published = updated = None
    for row in rows[:first]:
        for start, _end, iso in row.dates:
            if _UPDATED.search(row.text[max(0, start - _BEFORE_DATE) : start]):
                updated = updated or iso
            else:
                published = published or iso
    return published, updated


def _byline(rows: list[_Line], first: int) -> str | None:
    for i, row in enumerate(rows[:first]):
        if match := _BYLINES[0].match(row.text):
            return _DAY_NAME.sub("", match["names"])
        if row.dates:
            # "Jane Doe, JOHN ROESaturday, 1 March 2025": what stands before the date, if it is names.
            before = _DAY_NAME.sub("", row.text[: row.dates[0][0]])
            if re.fullmatch(_NAMES, before):
                return before
            # "Jane Doe and John Roe, Geneva" on a line of its own beside the date.
            for beside in rows[max(0, i - 1) : i + 2]:
                if not beside.ends and (match := _NAMES_AND_PLACE.match(beside.text)):
                    return match["names"]
    for row in rows:
        if _CREDITS.match(row.text) and (match := _BYLINES[1].search(row.text)):
            return match["names"]
    return None


def _outlet(rows: list[_Line]) -> str | None:
    for pattern in _OUTLETS:
        for row in rows:
            if row.words <= 40 and (match := pattern.search(row.text)):
                return match["outlet"]
    return None
