"""Figures on annotated articles.

Attributions are matched one to one, best overlap first, where the intersection over union of their contents in
characters is at least 0.5. F1 is 2 TP / (found + gold). Contents that gold marks as not required are neither missed
nor spurious; a required statement that is called an attitude is missed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from quotes.names import body_key, same_person
from quotes.records import Act, Quote, Span, Spans
from quotes.training.metrics import match, overlap


@dataclass
class Tally:
    """Counts over articles, and the figures they give, in percent."""

    hits: int = 0
    missed: int = 0
    spurious: int = 0
    strict: int = 0
    speakers: int = 0
    kinds: int = 0
    junk: int = 0

    def figures(self) -> dict[str, float]:
        """F1, and of the hits: content nearly exact (0.9), speaker right, kind right; quotes in page furniture."""
        hits = max(1, self.hits)
        return {
            "f1": round(200 * self.hits / max(1, 2 * self.hits + self.missed + self.spurious), 1),
            "strict": round(100 * self.strict / hits, 1),
            "speaker_accuracy": round(100 * self.speakers / hits, 1),
            "kind_accuracy": round(100 * self.kinds / hits, 1),
            "junk": self.junk,
        }


def spans(pairs: Sequence[Sequence[int]]) -> Spans:
    """From JSON."""
    return tuple(Span(start, end) for start, end in pairs)


def same_speakers(quote: Quote, gold: str | list[str] | None) -> bool:
    """Whether everybody named is one of the gold names, and somebody is; null for null."""
    names = [gold] if isinstance(gold, str) else gold or []
    if not names:
        return not quote.speakers
    return bool(quote.speakers) and all(
        any(same_person(s.name, name) or body_key(s.name) == body_key(name) for name in names) for s in quote.speakers
    )


def count(tally: Tally, article: dict[str, Any], quotes: Sequence[Quote]) -> None:
    """Add one article.

    Args:
        article: a line of seeds/gold.jsonl.
        quotes: what was found in it.
    """
    gold = article["quotes"]
    pairs = dict(match([spans(g["content"]) for g in gold], [q.content for q in quotes]))
    for i, annotated in enumerate(gold):
        if not annotated["required"]:
            continue
        quote = quotes[pairs[i]] if i in pairs else None
        if quote is None or quote.act is not Act.STATEMENT:
            tally.missed += 1
            continue
        tally.hits += 1
        tally.strict += overlap(spans(annotated["content"]), quote.content) >= 0.9
        tally.speakers += same_speakers(quote, annotated["speaker"])
        tally.kinds += quote.kind.value == annotated["kind"]
    furniture = spans(article["furniture"])
    for j, quote in enumerate(quotes):
        tally.junk += any(quote.content[0].overlaps(f) for f in furniture)
        tally.spurious += quote.act is Act.STATEMENT and j not in pairs.values()
