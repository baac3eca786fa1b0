"""The attributions of an article: what the network finds, its ends and kinds put right by the quotation marks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from quotes.continued import Draft, Run, Spots, joined, runs
from quotes.cues import meaning
from quotes.layout import by_layout
from quotes.marks import Quotation, kind_of, quotations, snap
from quotes.model.confidence import confidence
from quotes.model.features import Pieces
from quotes.model.links import Attribution
from quotes.model.reader import Reader
from quotes.model.tags import Tagged
from quotes.records import Act, Article, Kind, Named, Quote, Span, Spans, printed
from quotes.segment import block_at, trim

# What stands between marks in a text of another language is a quotation, and no title or single term, from here on.
_LETTERS = 15
# In English, where the network has its say, only whole sentences that it says nothing of, from so many words on. Of the
# words of a title, most have a capital.
_SENTENCE, _STOPS = 6, (".", ",", "!", "?", "…", "—", "-")
# Words without marks that are less likely than this to be an attribution are dropped. On PolNeAR's development articles
# recall, precision and the ends of spans are all good there; 0.3 gives 3.6 more of precision and 3.4 less of recall.
_LEAST = 0.1
_MARKS_ALONE = 0.5


@dataclass(frozen=True, slots=True)
class Extraction:
    """What is found in an article.

    Attributes:
        quotes: by the start of their contents, speakers left empty.
        names: in order; empty for an article in another language than English.
    """

    quotes: list[Quote]
    names: list[Named]


def extract(article: Article, reader: Reader) -> Extraction:
    """The attributions of an article, and its names.

    Of an article in another language than English only the quotations between marks, without sources.

    Args:
        article: with its blocks; nothing outside them is looked at.
        reader: the network.
    """
    return begin(article, reader)()


def begin(article: Article, reader: Reader) -> Callable[[], Extraction]:
    """Begin `extract`, and return what waits for its end."""
    found = quotations(article.text, article.blocks)
    told = runs(article.text, article.blocks, found)
    if not article.english:
        speech = (run for run in told if any(_is_speech(article, part) for part in run))
        return lambda: Extraction([_by_marks(article, run) for run in speech], [])
    drafted = _begin(article, reader, found, told)
    weights = reader.settings.confidence

    def finish() -> Extraction:
        drafts, names = drafted()
        rated = [replace(quote, confidence=confidence(weights, one, quote.kind)) for quote, one in drafts]
        kept = [quote for quote in rated if quote.kind is Kind.DIRECT or quote.confidence >= _LEAST]
        quotes = sorted([*kept, *_missed(article, kept, told)], key=lambda quote: quote.content)
        return Extraction(by_layout(article, quotes, names), names)

    return finish


def drafts(article: Article, reader: Reader) -> list[Draft]:
    """What `extract` finds by the network, however unlikely, with the network's answers and without confidence."""
    found = quotations(article.text, article.blocks)
    return _begin(article, reader, found, runs(article.text, article.blocks, found))()[0]


def _begin(
    article: Article, reader: Reader, found: Sequence[Quotation], told: Sequence[Run]
) -> Callable[[], tuple[list[Draft], list[Named]]]:
    answers = reader.begin(article.text, article.blocks, found)

    def finish() -> tuple[list[Draft], list[Named]]:
        drafted: dict[Spans, Draft] = {}
        names: list[Named] = []
        for answer in answers:
            cut = answer.pieces
            names += [Named(Span(int(cut.starts[n.first]), int(cut.ends[n.last])), n.kind) for n in answer.names]
            for one in answer.attributions:
                # Snapped to the same marks, two answers can become one content; the first stays.
                if (quote := _quote(article, cut, one, found)) and quote.content not in drafted:
                    drafted[quote.content] = quote, one
        return joined(article.text, [drafted[content] for content in sorted(drafted)], found, told), names

    return finish


def _missed(article: Article, quotes: Sequence[Quote], told: Sequence[Run]) -> list[Quote]:
    """Whole sentences between marks of which the network says nothing: somebody's words, whoever's."""
    taken = Spots((span, number) for number, quote in enumerate(quotes) for span in quote.content)

    def left(part: Quotation) -> bool:
        return not taken.cover(part.span) and not taken.cross(part.span)

    return [
        _by_marks(article, parts)
        for run in told
        for free, parts in ((free, list(parts)) for free, parts in groupby(run, key=left))
        if free and any(_is_sentence(article, part) for part in parts)
    ]


def _is_speech(article: Article, part: Quotation) -> bool:
    return sum(letter.isalpha() for letter in article.text[slice(*part.inner)]) >= _LETTERS


def _is_sentence(article: Article, part: Quotation) -> bool:
    words = article.text[slice(*part.inner)].split()
    return (
        len(words) >= _SENTENCE
        and words[-1].rstrip("\"'”’»›").endswith(_STOPS)
        and 2 * sum(not word[0].isupper() for word in words) >= len(words)
    )


def _by_marks(article: Article, parts: Sequence[Quotation]) -> Quote:
    """What stands between marks, by the marks alone."""
    content = tuple(part.span for part in parts)
    place = block_at(article.blocks, content[0].start).place
    return Quote(content, (), (), Kind.DIRECT, place=place, confidence=_MARKS_ALONE)


def _quote(article: Article, cut: Pieces, one: Attribution, found: Sequence[Quotation]) -> Quote | None:
    text = article.text
    cue, source = _spans(text, cut, one.cue), _spans(text, cut, one.source)
    around = cue[0] if cue else None
    content = snap(text, tuple(span for part in one.contents for span in _spans(text, cut, part)), found, around=around)
    content = tuple(span for span in content if any(letter.isalnum() for letter in text[span.start : span.end]))
    if not content:
        return None
    kind = kind_of(text, content, found, around=around)
    act, polarity = meaning(printed(text, cue), printed(text, content))
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
