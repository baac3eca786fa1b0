"""The attributions of an article: what the network finds, its ends and kinds put right by the quotation marks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import accumulate

from quotes.continued import Draft, joined
from quotes.cues import meaning
from quotes.marks import Quotation, kind_of, outermost, quotations, snap
from quotes.model.confidence import confidence
from quotes.model.features import Pieces
from quotes.model.links import Attribution
from quotes.model.reader import Reader
from quotes.model.tags import Tagged
from quotes.records import Act, Article, Kind, Quote, Span, Spans, printed
from quotes.segment import trim

# What stands between marks in a text of another language is a quotation, and no title or single term, from here on.
_LETTERS = 15
# In English, where the network has its say, only whole sentences that it says nothing of, from so many words on.
_SENTENCE, _STOPS = 6, (".", ",", "!", "?", "…", "—", "-")
# Words without marks that are less likely than this to be an attribution are dropped. On PolNeAR's development articles
# overlap F1 rises by 0.8 and end to end F1 by 2.4; what is lost is right in one case of five.
_LEAST = 0.3
_MARKS_ALONE = 0.5


def extract(article: Article, reader: Reader) -> list[Quote]:
    """The attributions of an article.

    Of an article in another language than English only the quotations between marks, without sources.

    Args:
        article: with its blocks; nothing outside them is looked at.
        reader: the network.

    Returns:
        The quotes by the start of their contents, speakers left empty.
    """
    return begin(article, reader)()


def begin(article: Article, reader: Reader) -> Callable[[], list[Quote]]:
    """Begin `extract`, and return what waits for its end."""
    found = quotations(article.text, article.blocks)
    if not article.english:
        return lambda: [
            _by_marks(article, quotation.span)
            for quotation in outermost(found)
            if _is_speech(article.text[slice(*quotation.span)])
        ]
    drafted = _begin(article, reader, found)
    weights = reader.settings.confidence

    def finish() -> list[Quote]:
        rated = [
            replace(quote, confidence=confidence(weights, attribution, quote.kind)) for quote, attribution in drafted()
        ]
        kept = [quote for quote in rated if quote.kind is Kind.DIRECT or quote.confidence >= _LEAST]
        return sorted([*kept, *_missed(article, rated, found)], key=lambda quote: quote.content)

    return finish


def drafts(article: Article, reader: Reader) -> list[Draft]:
    """As `extract`, each quote with the network's answer that it was made from, and without its confidence."""
    return _begin(article, reader, quotations(article.text, article.blocks))()


def _begin(article: Article, reader: Reader, found: Sequence[Quotation]) -> Callable[[], list[Draft]]:
    answers = reader.begin(article.text, article.blocks, found)

    def finish() -> list[Draft]:
        drafted: dict[Spans, Draft] = {}
        for cut, attributions in answers:
            for one in attributions:
                # Snapped to the same marks, two answers can become one content; the first stays.
                if (quote := _quote(article, cut, one, found)) and quote.content not in drafted:
                    drafted[quote.content] = quote, one
        return joined(article.text, [drafted[content] for content in sorted(drafted)], found)

    return finish


def _missed(article: Article, quotes: Sequence[Quote], found: Sequence[Quotation]) -> list[Quote]:
    """Whole sentences between marks of which the network says nothing: somebody's words, whoever's."""
    taken = sorted(span for quote in quotes for part in (quote.content, quote.cue, quote.source) for span in part)
    ends = list(accumulate((span.end for span in taken), max))
    missed = []
    for quotation in outermost(found):
        span = quotation.span
        before = bisect_left(taken, span.end, key=lambda other: other.start)
        if (not before or ends[before - 1] <= span.start) and _is_sentence(article.text[slice(*quotation.inner)]):
            missed.append(_by_marks(article, span))
    return missed


def _is_speech(words: str) -> bool:
    return sum(letter.isalpha() for letter in words) >= _LETTERS


def _is_sentence(words: str) -> bool:
    return len(words.split()) >= _SENTENCE and words.rstrip().endswith(_STOPS)


def _by_marks(article: Article, span: Span) -> Quote:
    """What stands between marks, by the marks alone."""
    place = article.blocks[bisect_right(article.blocks, span.start, key=lambda block: block.span.start) - 1].place
    return Quote((span,), (), (), Kind.DIRECT, place=place, confidence=_MARKS_ALONE)


def _quote(article: Article, cut: Pieces, one: Attribution, found: Sequence[Quotation]) -> Quote | None:
    text = article.text
    cue, source = _spans(text, cut, one.cue), _spans(text, cut, one.source)
    around = cue[0] if cue else None
    content = snap(text, tuple(span for part in one.contents for span in _spans(text, cut, part)), found, around=around)
    content = tuple(span for span in content if any(letter.isalnum() for letter in text[span.start : span.end]))
    if not content:
        return None
    kind = kind_of(text, content, found, around=around)
    act, polarity = meaning(printed(text, cue))
    return Quote(
        content,
        source,
        cue,
        kind,
        act=Act.STATEMENT if kind is Kind.DIRECT else act,
        polarity=polarity,
        place=article.blocks[one.contents[0].paragraph].place,
    )


def _spans(text: str, cut: Pieces, tagged: Tagged | None) -> Spans:
    if tagged is None:
        return ()
    span = trim(text, int(cut.starts[tagged.first]), int(cut.ends[tagged.last]))
    return (span,) if span.start < span.end else ()
