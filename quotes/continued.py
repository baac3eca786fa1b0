"""Speech quoted over several paragraphs, each of which opens marks that only the last one closes: one content."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from quotes.marks import Quotation, kind_of, outermost
from quotes.model.links import Attribution
from quotes.records import Quote, Span, printed

Draft = tuple[Quote, Attribution]
"""A quote with the network's answer that it was made from."""


def joined(text: str, drafts: Sequence[Draft], found: Sequence[Quotation]) -> list[Draft]:
    """Make one quote of those whose contents are the paragraphs of one quotation.

    A paragraph of it that the network found nothing in is taken in too. Where the paragraphs are given to different
    sources, a closing mark was forgotten, and all stays as it is.

    Args:
        text: the article's text.
        drafts: by the start of their contents.
        found: the article's quotations, as `quotes.marks.quotations` returns them.

    Returns:
        The drafts by the start of their contents.
    """
    kept = dict(enumerate(drafts))
    spots = sorted((span, number) for number, (quote, _) in kept.items() for span in quote.content)
    for run in _runs(text, found):
        held = [_holders(spots, quotation.span) for quotation in run]
        owners = dict.fromkeys(number for numbers, owner in held if owner for number in numbers)
        alone = [quotation.span for quotation, (numbers, _) in zip(run, held, strict=True) if not numbers]
        if not owners or len(owners) + len(alone) < 2:
            continue
        members = [kept[number] for number in owners]
        if len({_source(text, quote) for quote, _ in members if quote.source}) > 1:
            continue
        first, *others = owners
        kept[first] = _one(text, members, alone, found)
        for number in others:
            del kept[number]
    return sorted(kept.values(), key=lambda draft: draft[0].content)


def _runs(text: str, found: Sequence[Quotation]) -> list[list[Quotation]]:
    """Quotations that go on over paragraphs, each as its parts, all opened by the same mark."""
    runs: list[list[Quotation]] = []
    for quotation in outermost(found):
        if quotation.continued and runs and text[runs[-1][-1].span.start] == text[quotation.span.start]:
            runs[-1].append(quotation)
        else:
            runs.append([quotation])
    return [run for run in runs if len(run) > 1]


def _holders(spots: Sequence[tuple[Span, int]], inside: Span) -> tuple[list[int], bool]:
    """The drafts that touch a quotation, and whether it is one alone that has more than half of it."""
    at = bisect_right(spots, inside.start, key=lambda spot: spot[0].start)
    while at and spots[at - 1][0].end > inside.start:
        at -= 1
    shares: dict[int, int] = {}
    for span, number in spots[at:]:
        if span.start >= inside.end:
            break
        shares[number] = shares.get(number, 0) + max(0, min(span.end, inside.end) - max(span.start, inside.start))
    return list(shares), len(shares) == 1 and 2 * sum(shares.values()) > inside.end - inside.start


def _source(text: str, quote: Quote) -> str:
    return printed(text, quote.source).casefold()


def _one(text: str, members: Sequence[Draft], alone: Sequence[Span], found: Sequence[Quotation]) -> Draft:
    # Who spoke stands with the first paragraph or the last, as a rule; the others have nobody.
    quote, attribution = next((draft for draft in members if draft[0].source), members[0])
    content = tuple(sorted({*alone, *(span for one, _ in members for span in one.content)}))
    kind = kind_of(text, content, found, around=quote.cue[0] if quote.cue else None)
    parts = tuple(part for _, one in members for part in one.contents)
    return replace(quote, content=content, kind=kind), replace(attribution, contents=parts)
