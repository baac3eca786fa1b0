"""Who speaks by the layout: a signature behind a quotation, a label before each turn of a transcript."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from quotes.records import Article, Kind, Place, Quote, Span, Spans
from quotes.segment import trim

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


def by_layout(article: Article, quotes: Sequence[Quote]) -> list[Quote]:
    """Give quotes the sources that the layout tells, and add the turns of a transcript that were missed.

    Args:
        article: with its blocks.
        quotes: by the start of their contents.

    Returns:
        The quotes by the start of their contents. A turn's content is what stands behind its label, and is direct
        speech with or without marks.
    """
    signed = [_signed(article, quote) for quote in quotes]
    turns = _turns(article)
    if not turns:
        return signed
    kept = [quote for quote in signed if not any(_is_of(quote, turn) for turn in turns)]
    spoken = [_spoken(turn, [quote for quote in signed if _is_of(quote, turn)]) for turn in turns]
    return sorted([*kept, *spoken], key=lambda quote: quote.content)


def _signed(article: Article, quote: Quote) -> Quote:
    """A quotation with nothing but a dash and a name behind it in its paragraph is that person's."""
    end = quote.content[-1].end
    if quote.kind is not Kind.DIRECT or article.text[end - 1] not in "\"”»’'":
        return quote
    block = next((b.span for b in article.blocks if b.span.start <= end <= b.span.end), None)
    found = _DASH.match(article.text, end, block.end) if block else None
    words = found["name"].split() if found else []
    if not found or len(words) > _WORDS or not all(map(_NAMED.fullmatch, words)):
        return quote
    return replace(quote, source=(trim(article.text, *found.span("name")),), cue=(Span(*found.span("dash")),))


def _turns(article: Article) -> list[_Turn]:
    """The turns of a transcript; none where labels are too few or never come again."""
    text = article.text
    found: list[tuple[Span, re.Match[str] | None]] = [
        (block.span, _LABEL.match(text, *block.span)) for block in article.blocks if block.place is Place.BODY
    ]
    counts = Counter(label["name"] for _, label in found if label)
    if sum(counts.values()) < _TURNS or sum(n for n in counts.values() if n > 1) < _AGAIN:
        return []
    turns: list[_Turn] = []
    for span, label in found:
        if label and (counts[label["name"]] > 1 or label["name"].isupper()):
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
    """Whether a quote is the turn, or most of it."""
    first, last = turn.label.start, turn.content[-1].end
    inside = sum(max(0, min(s.end, last) - max(s.start, first)) for s in quote.content)
    return 2 * inside > sum(s.end - s.start for s in turn.content)


def _spoken(turn: _Turn, quotes: Sequence[Quote]) -> Quote:
    confidence = max((quote.confidence for quote in quotes), default=0.5)
    return Quote(turn.content, (turn.label,), (turn.colon,), Kind.DIRECT, confidence=confidence)


__all__ = ["by_layout"]
