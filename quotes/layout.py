"""Who speaks by the layout: a signature behind a quotation, a label before each turn of a transcript."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from quotes.records import Article, Kind, Named, NameKind, Place, Quote, Span, Spans
from quotes.segment import block_at, trim

_DASH = re.compile(
    r"[\s.,]*(?P<dash>[―—–]|--?)\s*"
    r"(?P<name>[^\W\d_a-z](?:[^\n,;:!?()\"“”]|,(?=\sJr)){1,50}?)[\s.]*(?:,[^\n]{1,60})?$"
)
_NAMED = re.compile(r"[^\W\d_a-z][\w.,'’-]*|de|da|del|la|von|van|der|al|bin")
# Words of a signature, at most.
_WORDS = 5
_LABEL = re.compile(
    r"[\s\"“”'‘]*(?P<name>[^\W\d_a-z][\w.'’-]*(?: (?:[^\W\d_a-z][\w.'’-]*|de|van|von)){0,3})(?: \([^()\n]{1,30}\))?"
    r"(?P<colon>:)\s+(?=\S)"
)
_MARKS = "\"“”„«»'‘’ \t"
# So many turns make a transcript, and so many of them have a label that comes again.
_TURNS, _AGAIN = 4, 3


@dataclass(frozen=True, slots=True)
class _Turn:
    label: Span
    colon: Span
    content: Spans


def by_layout(article: Article, quotes: Sequence[Quote], names: Sequence[Named]) -> list[Quote]:
    """Give quotes the sources that the layout tells, and add the turns of a transcript that were missed.

    Args:
        article: with its blocks.
        quotes: by the start of their contents.
        names: that stand in the article, in order; only people have turns.

    Returns:
        The quotes by the start of their contents. A turn's content is what stands behind its label, and is direct
        speech with or without marks.
    """
    signed = [_signed(article, quote) for quote in quotes]
    turns = _turns(article, names)
    if not turns:
        return signed
    kept: list[Quote] = []
    held: dict[int, list[Quote]] = {}
    for quote in signed:
        number = bisect_right(turns, quote.content[-1].start, key=lambda turn: turn.label.start) - 1
        if number >= 0 and _is_of(quote, turns[number]):
            held.setdefault(number, []).append(quote)
        else:
            kept.append(quote)
    spoken = [_spoken(turn, held.get(number, ())) for number, turn in enumerate(turns)]
    return sorted([*kept, *spoken], key=lambda quote: quote.content)


def _signed(article: Article, quote: Quote) -> Quote:
    """A quotation with nothing but a dash and a name behind it in its paragraph is that person's."""
    end = quote.content[-1].end
    if quote.kind is not Kind.DIRECT or article.text[end - 1] not in "\"”»’'":
        return quote
    block = block_at(article.blocks, end - 1).span
    found = _DASH.match(article.text, end, block.end) if end <= block.end else None
    words = found["name"].split() if found else []
    if not found or len(words) > _WORDS or not all(map(_NAMED.fullmatch, words)):
        return quote
    return replace(quote, source=(trim(article.text, *found.span("name")),), cue=(Span(*found.span("dash")),))


def _turns(article: Article, names: Sequence[Named]) -> list[_Turn]:
    """The turns of a transcript; none where labels are too few, never come again, or name nobody."""
    text = article.text
    people = {text[slice(*span)].split()[-1].lower() for span, kind in names if kind is NameKind.PERSON}
    found: list[tuple[Span, re.Match[str] | None]] = [
        (block.span, _LABEL.match(text, *block.span)) for block in article.blocks if block.place is Place.BODY
    ]
    counts = Counter(label["name"] for _, label in found if label)
    if sum(counts.values()) < _TURNS or sum(n for n in counts.values() if n > 1) < _AGAIN:
        return []
    known = {name for name in counts if name.split()[-1].lower() in people}
    # Of one who is named only in his label nothing is known, but he talks with somebody who is.
    shouted = any(name.isupper() for name in known)
    known |= {name for name in counts if shouted and name.isupper() and counts[name] > 1}
    turns: list[_Turn] = []
    for span, label in found:
        if label and label["name"] in known:
            content = _content(text, label.end(), span.end)
            turns.append(_Turn(Span(*label.span("name")), Span(*label.span("colon")), (content,)))
        elif turns and not label and text[span.start] in '"“' and text[turns[-1].label.start - 1] in '"“':
            # "PENCE: ... over several paragraphs, each of which opens the mark anew.
            turns[-1] = replace(turns[-1], content=(*turns[-1].content, _content(text, *span)))
    return [turn for turn in turns if all(part.start < part.end for part in turn.content)]


def _content(text: str, start: int, end: int) -> Span:
    """What is said, without the marks at its ends that belong to the whole turn."""
    while start < end and text[start] in _MARKS:
        start += 1
    if text[end - 1] in '"”' and text.count(text[end - 1], start, end - 1) % 2 == 0:
        end -= 1
    return trim(text, start, end)


def _is_of(quote: Quote, turn: _Turn) -> bool:
    """Whether a quote is the turn or most of it, or a piece of it that the network gives to a label."""
    first, last = turn.label.start, turn.content[-1].end
    inside = sum(max(0, min(s.end, last) - max(s.start, first)) for s in quote.content)
    outside = any(s.start >= last or s.end <= first for s in quote.source)
    return 2 * inside > sum(s.end - s.start for s in turn.content) or (inside > 0 and outside)


def _spoken(turn: _Turn, quotes: Sequence[Quote]) -> Quote:
    confidence = max((quote.confidence for quote in quotes), default=0.5)
    return Quote(turn.content, (turn.label,), (turn.colon,), Kind.DIRECT, confidence=confidence)


__all__ = ["by_layout"]
