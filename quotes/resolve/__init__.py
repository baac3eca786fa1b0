"""Within one article: from the source of a quote to the speakers whom it means.

A log-linear model weighs the candidates of `quotes.resolve.candidates` against each other and against "nobody", in the
order of the quotes, so that who was quoted before counts. Its weights are learnt (`quotes.training.speakers`). Where
the best answer is not likely enough, the speakers stay empty: null is an honest answer.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from math import exp
from pathlib import Path

from quotes.records import Article, Kind, Named, Quote, Resolution, Span, printed
from quotes.resolve.candidates import candidates
from quotes.resolve.cast import Cast
from quotes.resolve.entities import Entity
from quotes.resolve.sources import Source
from quotes.resolve.view import Candidate, History, View

WEIGHTS = Path(__file__).with_name("weights.json")


def resolve(article: Article, quotes: Sequence[Quote], names: Sequence[Named]) -> list[Quote]:
    """Give each quote the speakers its source means.

    Args:
        article: the article the quotes were found in.
        quotes: in the order of their contents; speakers they have are replaced.
        names: that stand in the article, in order.

    Returns:
        The quotes in the same order; `speakers` is empty where the text names nobody or does not decide.
    """
    if not quotes:
        return []
    weights = _weights()
    cast = Cast(article, names)
    history = History()
    contents = contents_of(quotes)
    found: dict[int, tuple[tuple[Entity, ...], Resolution | None]] = {}
    for number in in_order(quotes):
        quote = quotes[number]
        if quote.source:
            best, sure = choose(candidates(view_of(cast, quote, history, contents)), weights)
            found[number] = best.entities, Resolution(best.mention.span if best.mention else None, round(sure, 3))
        else:
            found[number] = _unsaid(cast, quote, history), None
        history.add(quote, found[number][0])
    return [
        replace(quote, speakers=tuple(e.speaker() for e in found[n][0]), resolution=found[n][1])
        for n, quote in enumerate(quotes)
    ]


def in_order(quotes: Sequence[Quote]) -> list[int]:
    """In which order quotes are resolved: by what comes first, source or content."""
    return sorted(range(len(quotes)), key=lambda n: min(s.start for s in (*quotes[n].source, *quotes[n].content)))


def contents_of(quotes: Sequence[Quote]) -> list[Span]:
    """The contents of all quotes, in order."""
    return sorted({span for quote in quotes for span in quote.content})


def view_of(cast: Cast, quote: Quote, history: History, contents: Sequence[Span]) -> View:
    """What is known when the source of a quote is read."""
    return View(cast, quote, Source.read(printed(cast.text, quote.source)), history, contents)


def choose(among: Sequence[Candidate], weights: Mapping[str, float]) -> tuple[Candidate, float]:
    """The likeliest candidate.

    Args:
        among: the first of them is nobody.
        weights: of the features; "least" is the probability below which the answer is nobody.

    Returns:
        The candidate, and its probability in [0, 1]: the softmax over the sums of the weights. Where nobody is likely
        enough, nobody, with what all the others leave of 1.
    """
    scores = [sum(weights.get(feature, 0.0) for feature in one.features) for one in among]
    best = max(range(len(among)), key=scores.__getitem__)
    whole = sum(exp(score - scores[best]) for score in scores)
    if 1.0 / whole < weights["least"]:
        return among[0], exp(scores[0] - scores[best]) / whole
    return among[best], 1.0 / whole


def _unsaid(cast: Cast, quote: Quote, history: History) -> tuple[Entity, ...]:
    """Speech without a source goes on in the paragraph of the speech before it."""
    if quote.kind is not Kind.DIRECT or not history.spoken:
        return ()
    _, content, speakers = history.spoken[-1]
    same = cast.paragraph_index(quote.content[0].start) == cast.paragraph_index(content[-1].start)
    return speakers if same else ()


@cache
def _weights() -> Mapping[str, float]:
    weights: dict[str, float] = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return weights


__all__ = ["resolve"]
