"""Quotation marks: which ones belong together, what that makes of a content, where a content ends.

    quotations(text, blocks)            pairs the marks of an article, paragraph by paragraph
    kind_of(text, content, found)       direct, mixed or indirect, by the marks alone
    snap(text, content, found)          moves the ends of a content to agree with the marks

Nothing here knows verbs or names. The shape of a mark, white space on one side and a word on the other, says
whether it may open or close; a stack decides where the shape does not. All work is linear in the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from quotes.records import Block, Kind, Span, Spans
from quotes.segment import trim

# A run of four like marks, or six of any, is ornament or damage and skipped whole, and so is the mark inside a Hebrew
# acronym, unless what stands before it is a prefix of one letter. Two single marks typed for a double one are one mark;
# after a word the single mark of a closing ''' comes first.
_MARK = re.compile(
    r"((?:([\"“”„«»‘’'`])\2{3,}|[\"“”„«»‘’'`]{6,}|(?<=[א-ת])(?<!(?<![א-ת])[בוהכלמש])\"(?=[א-ת])|(?<=[א-ת])\"(?=[א-ת](?![א-ת]))))"
    r"|(?<=[^\s'])'(?=''(?!'))|''|``|‘‘|’’|[\"＂“”„‟«»‹›‘’‚‛'`「」『』]"
)
_DOUBLE, _GUILLEMET, _SINGLE, _ANGLE = range(4)
_FAMILY = {
    **dict.fromkeys(["''", "``", "‘‘", "’’", '"', "＂", "“", "”", "„", "‟", *"「」『』"], _DOUBLE),
    **dict.fromkeys("«»", _GUILLEMET),
    **dict.fromkeys("‹›", _ANGLE),
    **dict.fromkeys("‘’‚‛'`", _SINGLE),
}
_OPEN, _CLOSE, _EITHER = range(3)
_BEFORE_OPENING = frozenset("([{<—–-/…=>")
_AFTER_CLOSING = frozenset(".,;:!?)]}<—–-/…，。、；：！？")
# By hand: words that begin with an apostrophe, as they go on behind it.
_ELIDED = re.compile(
    r"(?:\d\ds?|em|til|till|tis|twas|twere|twill|cause|bout|round|cos|cuz|n|nuff|neath|tude)(?!\w)",
    re.IGNORECASE,
)
# 6'2", 5", 3.5", 1/2": at most three digits, so that the year that ends a quotation is not taken for inches.
_INCHES = re.compile(r"(?<![\d\w])(?:\d{1,3}['’′]\s?)?\d{1,3}(?:[./]\d{1,2})?$")
_FEET_AND_INCHES = re.compile(r"\d['’′]\s?\d{1,2}(?:\.\d)?$")
_WORD = re.compile(r"\w")
# A content that covers this share of a quotation means all of it; half is the value without a preference.
_COVERS = 0.5
# Marks nested deeper than this are damage, and each level costs time; print stops at three.
_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Quotation:
    """One stretch between quotation marks; it never leaves its paragraph.

    Attributes:
        span: with its marks.
        inner: without them, white space at its ends included.
        depth: 0 for an outermost quotation, 1 for one inside it, and so on.
        closed: whether the closing mark is there; without it the quotation ends with its paragraph, or
            where the next one opens.
        continued: whether it carries on the quotation that the paragraph before left open.
        holder: index of the quotation that directly holds it, -1 for an outermost one.
    """

    span: Span
    inner: Span
    depth: int = 0
    closed: bool = True
    continued: bool = False
    holder: int = -1


@dataclass(slots=True)
class _Mark:
    start: int
    end: int
    glyph: str
    family: int
    shape: int
    cut: int = -1  # where the first quotation of its family directly inside it opens


def quotations(text: str, blocks: Sequence[Block]) -> list[Quotation]:
    """Pair the quotation marks of the paragraphs.

    Straight, curly, low and angular marks, double and single, '' and `` for double ones; apostrophes, feet
    and inches are none. A mark that closes nothing is ignored.

    Args:
        text: the article's text.
        blocks: its paragraphs, in order.

    Returns:
        The quotations by start, the outer before the inner; two of them are disjoint or one holds the other.
    """
    found: list[Quotation] = []
    left_open = False
    for block in blocks:
        span = trim(text, *block.span)
        if span.start == span.end:
            continue
        pairs = _pairs(text, span, left_open)
        pairs.sort(key=lambda p: (p[0], -p[3]))
        outer: list[int] = []  # indexes of the quotations that hold the next one
        ends: set[bool] = set()
        for start, inner_start, inner_end, end in pairs:
            while outer and found[outer[-1]].span.end <= start:
                outer.pop()
            closed = end > inner_end
            continued = left_open and start == span.start and not outer
            holder = outer[-1] if outer else -1
            if not outer and end == span.end:
                ends.add(closed)
            outer.append(len(found))
            found.append(
                Quotation(Span(start, end), Span(inner_start, inner_end), len(outer) - 1, closed, continued, holder)
            )
        left_open = False in ends
    return found


def _pairs(text: str, span: Span, left_open: bool) -> list[tuple[int, int, int, int]]:
    """Start, inner start, inner end, end of every quotation of one paragraph, in no order."""
    marks = _marks(text, span)
    singles = _singles_ahead(text, marks, span)
    next_double = _next_double(marks)
    stack: list[_Mark] = []
    standing: tuple[list[str], ...] = ([], [], [], [])  # the glyphs open, by family
    found: list[tuple[int, int, int, int]] = []
    carried = left_open and not any(m.start == span.start for m in marks[:1])
    for i, mark in enumerate(marks):
        family = mark.family
        if family == _SINGLE:
            action = _single(text, mark, bool(standing[_SINGLE]), singles[i], span)
        elif family == _DOUBLE:
            action = _double(text, mark, standing[family][-1:], next_double[i], span)
        else:
            action = _guillemet(mark, standing[family][-1:])
        if action == _OPEN and len(stack) < _DEEPEST:
            if stack and stack[-1].family == family and stack[-1].cut < 0:
                stack[-1].cut = mark.start
            stack.append(mark)
            standing[family].append(mark.glyph)
        elif action == _CLOSE and standing[family]:
            while stack[-1].family != family:
                _leave_open(text, stack.pop(), mark.start, span, standing, found)
            opening = stack.pop()
            standing[family].pop()
            if text[opening.end : mark.start].strip():
                found.append((opening.start, opening.end, mark.start, mark.end))
        elif family == _DOUBLE and mark.shape == _CLOSE and carried and not found and not stack:
            # Hard-broken lines: the mark of the paragraph before is closed in this one.
            found.append((span.start, span.start, mark.start, mark.end))
        carried = carried and family != _DOUBLE
    while stack:
        _leave_open(text, stack.pop(), span.end, span, standing, found)
    return found


def _leave_open(
    text: str,
    mark: _Mark,
    end: int,
    span: Span,
    standing: tuple[list[str], ...],
    found: list[tuple[int, int, int, int]],
) -> None:
    standing[mark.family].pop()
    # A lone single mark is far more often an apostrophe; only at the start of a paragraph it is believed.
    if mark.family == _SINGLE and (mark.glyph not in "‘‚" or mark.start != span.start):
        return
    inner = trim(text, mark.end, mark.cut if mark.cut >= 0 else end)
    if inner.start < inner.end:
        found.append((mark.start, mark.end, inner.end, inner.end))


def _marks(text: str, span: Span) -> list[_Mark]:
    found = []
    for m in _MARK.finditer(text, span.start, span.end):
        if m[1]:
            continue
        start, end = m.span()
        left = text[start - 1] if start > span.start else " "
        right = text[end] if end < span.end else " "
        found.append(_Mark(start, end, m[0], _FAMILY[m[0]], _shape(left, right)))
    return found


def _shape(left: str, right: str) -> int:
    space_left, space_right = left.isspace(), right.isspace()
    if space_left != space_right:
        return _OPEN if space_left else _CLOSE
    if space_left:
        return _EITHER
    if left in _BEFORE_OPENING and right not in _AFTER_CLOSING:
        return _OPEN
    if right in _AFTER_CLOSING and left not in _BEFORE_OPENING:
        return _CLOSE
    # Marks beside marks: the mark at the side of the word decides.
    if left in _FAMILY and right.isalnum():
        return _OPEN
    if right in _FAMILY and (left.isalnum() or left in _AFTER_CLOSING):
        return _CLOSE
    return _EITHER


def _double(text: str, mark: _Mark, top: list[str], following: int | None, span: Span) -> int | None:
    glyph, shape = mark.glyph, mark.shape
    if glyph in "„‟「『」』":
        return _CLOSE if glyph in "」』" else _OPEN
    if glyph in ("“", "``", "‘‘"):
        if top and (shape == _CLOSE or (top[0] == "„" and shape != _OPEN)):
            return _CLOSE
        return None if shape == _CLOSE else _OPEN
    if glyph in ("”", "’’"):
        return _CLOSE if top or shape != _OPEN else _OPEN
    if glyph == '"' and shape != _OPEN and text[mark.start - 1 : mark.start].isdigit():
        before = text[max(span.start, mark.start - 12) : mark.start]
        if _FEET_AND_INCHES.search(before) or (
            (not top or following == _CLOSE) and shape == _CLOSE and _INCHES.search(before)
        ):
            # Inside a quotation it is its end, unless the next mark can only be that.
            after = text[mark.end : mark.end + 2]
            if not top or (after[:1] in (" ", "-") and not after[1:2].isupper()) or after[:1] == "\xa0":
                return None
    if shape == _EITHER:
        return _CLOSE if top else _OPEN
    if shape == _OPEN:
        return _OPEN
    return _CLOSE if top else None


def _guillemet(mark: _Mark, top: list[str]) -> int | None:
    rightwards = mark.glyph in "»›"
    if not top:
        return _OPEN if not rightwards or mark.shape == _OPEN else None
    if rightwards == (top[0] in "»›"):
        # The same glyph again: a quotation inside, or the Finnish and Swedish habit of closing with it.
        return _OPEN if mark.shape == _OPEN or not rightwards else _CLOSE
    return _CLOSE if not (not rightwards and mark.shape == _OPEN) else _OPEN


def _single(text: str, mark: _Mark, standing: bool, ahead: tuple[int | None, bool], span: Span) -> int | None:
    """What a single mark does; `ahead` as `_singles_ahead` has it for this mark."""
    glyph = mark.glyph
    following, closes_later = ahead
    left = text[mark.start - 1] if mark.start > span.start else " "
    right = text[mark.end] if mark.end < span.end else " "
    if glyph == "‚":
        return _OPEN if mark.shape == _OPEN else None
    if left.isalnum() and right.isalnum():
        return None
    if _opens_single(mark, left, right):
        if _ELIDED.match(text, mark.end):
            return None
        return _OPEN if closes_later or (glyph == "‘" and mark.start == span.start) else None
    if not standing or not _closes_single(left, right):
        return None
    # The apostrophe of "workers' rights" or "goin' home" closes only where nothing better follows.
    return None if _weak(text, mark) and following == _CLOSE else _CLOSE


def _opens_single(mark: _Mark, left: str, right: str) -> bool:
    return not left.isalnum() and not right.isspace() and mark.shape in (_OPEN, _EITHER)


def _closes_single(left: str, right: str) -> bool:
    return not left.isspace() and not right.isalnum()


def _weak(text: str, mark: _Mark) -> bool:
    return text[mark.start - 1 : mark.start] in ("s", "S") or text[max(0, mark.start - 2) : mark.start] == "in"


def _singles_ahead(text: str, marks: list[_Mark], span: Span) -> list[tuple[int | None, bool]]:
    """For each mark: what the next telling mark behind it does, and whether any later single one can close.

    A double mark ends the view of the first; a closing apostrophe after "s" tells nothing.
    """
    if not any(m.family == _SINGLE for m in marks):
        return [(None, False)] * len(marks)
    found: list[tuple[int | None, bool]] = []
    following: int | None = None
    closes = False
    for mark in reversed(marks):
        found.append((following, closes))
        if mark.family != _SINGLE:
            following = None
            continue
        left = text[mark.start - 1] if mark.start > span.start else " "
        right = text[mark.end] if mark.end < span.end else " "
        if left.isalnum() and right.isalnum():
            continue
        if _opens_single(mark, left, right):
            if not _ELIDED.match(text, mark.end):
                following = _OPEN
        elif _closes_single(left, right):
            closes = True
            if not _weak(text, mark):
                following = _CLOSE
    return found[::-1]


def _next_double(marks: list[_Mark]) -> list[int | None]:
    found: list[int | None] = []
    following: int | None = None
    for mark in reversed(marks):
        found.append(following)
        if mark.family == _DOUBLE:
            following = mark.shape
    return found[::-1]


def kind_of(text: str, content: Spans, found: Sequence[Quotation], *, around: Span | None = None) -> Kind:
    """How the words of a content are printed.

    Args:
        text: the article's text.
        content: the content's spans.
        found: the quotations of the article, as `quotations` returns them.
        around: a place outside the content, as a rule the cue; a quotation that holds it too is somebody
            else's and does not count.

    Returns:
        Direct where every word lies inside quotation marks, mixed where some do, otherwise indirect.
    """
    inside = outside = False
    for part in content:
        at = part.start
        for quotation in _holding(found, part, around):
            span = quotation.span
            inside = inside or bool(_WORD.search(text, max(part.start, span.start), min(part.end, span.end)))
            outside = outside or bool(_WORD.search(text, at, max(at, span.start)))
            at = max(at, span.end)
        outside = outside or bool(_WORD.search(text, at, max(at, part.end)))
    if not inside:
        return Kind.INDIRECT
    return Kind.MIXED if outside else Kind.DIRECT


def snap(text: str, content: Spans, found: Sequence[Quotation], *, around: Span | None = None) -> Spans:
    """Move the ends of a content so that none cuts through quotation marks.

    A part that covers at least half of a quotation takes it wholly, marks included; one that reaches into less
    of it retreats. A part that lies wholly inside a quotation and covers less than half stays as it is, as a
    sentence of a longer quotation.

    Args:
        text, content, found, around: as for `kind_of`.

    Returns:
        The content's spans, trimmed, in order and disjoint; parts left empty are dropped.
    """
    parts: list[Span] = []
    for part in content:
        start, end = trim(text, *part)
        for quotation in _holding(found, Span(start, end), around):
            span, inner = quotation.span, quotation.inner
            if span.start >= start and span.end <= end:
                continue
            covered = min(end, inner.end) - max(start, inner.start)
            if covered >= _COVERS * (inner.end - inner.start):
                start, end = min(start, span.start), max(end, span.end)
            elif span.start < start and span.end < end:
                start = span.end
            elif span.start > start and span.end > end:
                end = span.start
        start, end = trim(text, start, end)
        while parts and start <= parts[-1].end:
            before = parts.pop()
            start, end = min(start, before.start), max(end, before.end)
        if start < end:
            parts.append(Span(start, end))
    return tuple(parts)


def outermost(found: Sequence[Quotation]) -> list[Quotation]:
    """Only the quotations that lie in no other one."""
    return [quotation for quotation in found if not quotation.depth]


def _holding(found: Sequence[Quotation], part: Span, around: Span | None) -> list[Quotation]:
    """The outermost quotations that touch `part` without holding `around`, by start."""
    chosen: list[Quotation] = []
    at = bisect_right(found, part.end - 1, key=lambda q: q.span.start) - 1
    while at >= 0:
        quotation = found[at]
        if quotation.span.overlaps(part) and not (around and around.within(quotation.span)):
            chosen.append(quotation)
        # What begins before the part and touches it can only be one that holds this one.
        at = at - 1 if quotation.span.start >= part.start else quotation.holder
    chosen.reverse()
    kept: list[Quotation] = []
    for quotation in chosen:
        if not kept or quotation.span.start >= kept[-1].span.end:
            kept.append(quotation)
    return kept
