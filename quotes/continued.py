"""Speech quoted over several paragraphs, each of which opens marks that only the last one closes: one content."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, combinations, groupby

from quotes.lexicon import FEMININE, MASCULINE, NOT_NAMES, TITLES
from quotes.marks import Quotation, kind_of, outermost
from quotes.model.links import Attribution
from quotes.names import same_person
from quotes.records import Block, Quote, Span, Spans, printed
from quotes.segment import block_at
from quotes.text import POSSESSIVE, WORD

_INDEFINITE = re.compile(r"(?:an?|another|one|two|some|several|many|other|few) ")

Draft = tuple[Quote, Attribution]
"""A quote with the network's answer that it was made from."""

Run = Sequence[Quotation]
"""An outermost quotation as its parts: one, or more where it goes on over paragraphs."""


def runs(text: str, blocks: Sequence[Block], found: Sequence[Quotation]) -> list[Run]:
    """Put the parts of quotations that go on over paragraphs together.

    Args:
        text: the article's text.
        blocks: its paragraphs, in order.
        found: its quotations, as `quotes.marks.quotations` returns them.
    """
    told: list[list[Quotation]] = []
    place = None
    for quotation in outermost(found):
        here = block_at(blocks, quotation.span.start).place
        if told and quotation.continued and here is place and _same_mark(text, told[-1][-1], quotation):
            told[-1].append(quotation)
        else:
            told.append([quotation])
        place = here
    return [*told]


def joined(text: str, drafts: Sequence[Draft], found: Sequence[Quotation], told: Iterable[Run]) -> list[Draft]:
    """Make one quote of those whose contents are neighbouring paragraphs of one quotation.

    A paragraph of it in which the network found nothing is taken in too. One that holds a source or a cue, or is
    several answers', ends what can be joined. Where the paragraphs are given to sources that differ, or told in another
    sense, a closing mark was forgotten, and all stays as it is.

    Args:
        text: the article's text.
        drafts: by the start of their contents.
        found: the article's quotations.
        told: the same as `runs` puts them together.

    Returns:
        The drafts by the start of their contents, those of one content disjoint.
    """
    kept = dict(enumerate(drafts))
    into: dict[int, int] = {}  # what has become part of another quote
    grown: set[int] = set()  # whose kind is to be told anew, once: a content may grow with every paragraph
    contents = Spots((span, number) for number, (quote, _) in kept.items() for span in quote.content)
    others = Spots((span, number) for number, (quote, _) in kept.items() for span in (*quote.cue, *quote.source))
    for run in told:
        if len(run) == 1:
            continue
        parts = [_part(quotation.span, contents, others) for quotation in run]
        for whole, near in groupby(parts, key=lambda part: part.whole):
            some = list(near)
            numbers = list(dict.fromkeys(_last(into, part.owner) for part in some if part.owner is not None))
            alone = [part.span for part in some if part.owner is None]
            members = [kept[number] for number in numbers]
            if not whole or not members or len(members) + len(alone) < 2 or not _agree(text, members):
                continue
            first, *rest = numbers
            kept[first] = _one(text, members, alone)
            grown.add(first)
            for number in rest:
                del kept[number]
                into[number] = first
    for number in grown & kept.keys():
        quote, attribution = kept[number]
        kind = kind_of(text, quote.content, found, around=quote.cue[0] if quote.cue else None)
        kept[number] = replace(quote, kind=kind), attribution
    return sorted(kept.values(), key=lambda draft: draft[0].content)


@dataclass(frozen=True, slots=True)
class _Part:
    """One paragraph of a quotation.

    Attributes:
        owner: the draft that has it, None where none touches it.
        whole: whether it is one draft's, or nobody's, and holds nothing that says who speaks.
    """

    span: Span
    owner: int | None
    whole: bool


def _last(into: dict[int, int], number: int) -> int:
    while number in into:
        number = into[number]
    return number


def _part(span: Span, contents: Spots, others: Spots) -> _Part:
    shares = contents.shares(span)
    quiet = not others.shares(span)
    if not shares:
        return _Part(span, None, quiet)
    return _Part(span, next(iter(shares)), quiet and len(shares) == 1 and contents.cover(span))


class Spots:
    """Spans with the number of what they belong to, found by where they stand."""

    def __init__(self, spots: Iterable[tuple[Span, int]]) -> None:
        self._spots = sorted(spots)
        self._ends = list(accumulate((span.end for span, _ in self._spots), max))

    def shares(self, inside: Span) -> dict[int, int]:
        """How many characters of a span belong to whom; nothing of those that do not touch it."""
        shares: dict[int, int] = {}
        for span, number in self._touching(inside):
            shares[number] = shares.get(number, 0) + min(span.end, inside.end) - max(span.start, inside.start)
        return shares

    def cover(self, inside: Span) -> bool:
        """Whether half of a span or more belongs to somebody."""
        return 2 * sum(self.shares(inside).values()) >= inside.end - inside.start

    def cross(self, inside: Span) -> bool:
        """Whether something that belongs to somebody reaches into a span from outside."""
        return not all(span.within(inside) for span, _ in self._touching(inside))

    def _touching(self, inside: Span) -> Iterator[tuple[Span, int]]:
        # The ends before the first that reaches in are all too early.
        for at in range(bisect_right(self._ends, inside.start), len(self._spots)):
            span, number = self._spots[at]
            if span.start >= inside.end:
                break
            if span.overlaps(inside):
                yield span, number


def _same_mark(text: str, before: Quotation, after: Quotation) -> bool:
    # Lines broken in the middle of a quotation go on without a mark; in French and Spanish the closing one goes on.
    marks = text[before.span.start] + text[after.span.start]
    return after.inner.start == after.span.start or marks[0] == marks[1] or marks == "«»"


def _agree(text: str, members: Sequence[Draft]) -> bool:
    """Whether all may be one utterance: no two sources that differ, no two cues of another sense."""
    sources = {printed(text, quote.source) for quote, _ in members if quote.source}
    senses = {(quote.act, quote.polarity) for quote, _ in members if quote.cue}
    return len(senses) < 2 and all(_alike(one, other) for one, other in combinations(sources, 2))


def _alike(one: str, other: str) -> bool:
    """Whether two sources may be the same; a name, a pronoun and a description may be, if no more is known."""
    a, b = one.casefold(), other.casefold()
    if a == b:
        return True
    if (a in MASCULINE and b in FEMININE) or (a in FEMININE and b in MASCULINE) or POSSESSIVE.search(f"{a} {b}"):
        return False
    names = _name(one), _name(other)
    if all(names):
        return same_person(*names)
    described = [set(WORD.findall(source)) - NOT_NAMES for source in (a, b)]
    # "a union leader" is somebody who was not there before: nobody who has a name already.
    named = any(names) and not (_INDEFINITE.match(a) or _INDEFINITE.match(b))
    return named or bool(described[0] & described[1]) or not all(described)


def _name(source: str) -> str:
    """The words of a source that make a name: those with a capital, up to the first comma."""
    words = (word for word in WORD.findall(source.split(",")[0]) if word[0].isupper())
    return " ".join(
        word for word in words if (low := word.casefold().rstrip(".")) not in NOT_NAMES and low not in TITLES
    )


def _one(text: str, members: Sequence[Draft], alone: Sequence[Span]) -> Draft:
    # Who spoke stands with the first paragraph or the last, as a rule; the others have nobody.
    quote, attribution = max(members, key=lambda draft: _tells(text, draft[0]))
    content = _disjoint([*alone, *(span for one, _ in members for span in one.content)])
    parts = tuple(part for _, one in members for part in one.contents)
    return replace(quote, content=content), replace(attribution, contents=parts)


def _tells(text: str, quote: Quote) -> tuple[bool, bool, int]:
    """How well a quote says who speaks; of equals the first is taken."""
    source = printed(text, quote.source)
    return bool(source), bool(_name(source)), -quote.content[0].start


def _disjoint(spans: Iterable[Span]) -> Spans:
    parts: list[Span] = []
    for span in sorted(spans):
        if parts and span.start <= parts[-1].end:
            parts[-1] = Span(parts[-1].start, max(parts[-1].end, span.end))
        else:
            parts.append(span)
    return tuple(parts)
