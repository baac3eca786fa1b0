"""What is known when one source is read: the words around it, who was quoted before, and whom it may mean."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from quotes.gazetteer import GENERAL_HEADS
from quotes.records import Quote, Span, Spans
from quotes.resolve.cast import Cast
from quotes.resolve.entities import Entity, Mention
from quotes.resolve.sources import Source

# Entities looked up by one word of a description.
MOST = 14
_SPEAKS = re.compile(r"\b(?:says?|said|told|adds?|added)\s+(?:[\w.’'-]+\s+){0,5}$")
# Words before a subject, at most.
_LEAD = 5
_LONGEST_LEAD = 120


@dataclass(slots=True)
class Candidate:
    """Somebody whom a source may mean.

    Attributes:
        entities: one, several, or none for "nobody".
        features: what is known of it as a candidate.
        mention: where the text names it, None for nobody and for what only the source names.
    """

    entities: tuple[Entity, ...]
    features: list[str]
    mention: Mention | None = None


@dataclass(slots=True)
class History:
    """Who was quoted so far, latest last: where, which words, and the speakers.

    Attributes:
        unknown: where the source of the quote before stands, if nobody knows whom it means.
    """

    spoken: list[tuple[int, Spans, tuple[Entity, ...]]] = field(default_factory=list)
    unknown: int | None = None

    def add(self, quote: Quote, speakers: tuple[Entity, ...]) -> None:
        """Note who was just quoted."""
        at = quote.source[0].start if quote.source else quote.content[0].start
        if speakers:
            self.spoken.append((at, quote.content, speakers))
        self.unknown = at if quote.source and not speakers else None

    def last(self, count: int) -> list[tuple[int, Spans, tuple[Entity, ...]]]:
        """The last few, latest first."""
        return self.spoken[: -count - 1 : -1]


class View:
    """What stands around one source.

    Args:
        cast: of the article.
        quote: with a source.
        source: its source, taken apart.
        history: of the quotes before it.
        contents: of all quotes, in order.
        bare: the names that stand in the source are not looked at.

    Attributes:
        held: the mentions in the source; of those that lie in another, only the outer one.
        described: whom a description may mean by its words.
        best: how well the best of them fits.
        only: one person fits it at least by its noun.
        fits: somebody elsewhere is what the source describes, and it names nobody itself.
        sentence, paragraph: their numbers.
    """

    def __init__(
        self,
        cast: Cast,
        quote: Quote,
        source: Source,
        history: History,
        contents: Sequence[Span],
        *,
        bare: bool = False,
    ) -> None:
        self.cast, self.quote, self.source, self.history = cast, quote, source, history
        self.text = cast.text
        self.span = Span(quote.source[0].start, quote.source[-1].end)
        self.sentence = cast.sentence_index(self.span.start)
        self.paragraph = cast.paragraph_index(self.span.start)
        self._contents = contents
        near = cast.between(self.span.start - 60, self.span.end)
        held = [m for m in near if m.named and any(m.span.overlaps(s) for s in quote.source)]
        # "the Vale campaign" is not Vale.
        outer = [m for m in held if not any(m.span != o.span and m.span.within(o.span) for o in held)]
        self.held = [] if bare else outer
        self.described = self._described() if source.kind == "noun" else []
        fits = [fit(source, entity) for entity in self.described]
        self.only = sum(how > 0 for how, e in zip(fits, self.described, strict=True) if e.person) == 1
        nobody = not any(m.entity.person for m in self.held)
        self.best = max(fits, default=0)
        self.fits = nobody and self.best > 2

    def since(self, sentences: int) -> list[Mention]:
        """The mentions before the source, from so many sentences back."""
        if not self.cast.sentences:
            return []
        return self.cast.between(self.cast.sentences[max(0, self.sentence - sentences)].start, self.span.start)

    def after(self) -> list[Mention]:
        """The mentions behind the source in its sentence."""
        if not self.cast.sentences:
            return []
        return self.cast.between(self.span.end, self.cast.sentences[self.sentence].end)

    def quoted(self, mention: Mention) -> bool:
        """Whether a mention stands in the words of another quote than one that holds the source too."""
        number = bisect_right(self._contents, (mention.span.start, len(self.text)))
        # A content may lie in another; only the nearest that begin before are looked at.
        near = self._contents[max(0, number - 4) : number]
        return any(mention.span.within(c) and not self.span.within(c) for c in near)

    def leads(self, mention: Mention) -> bool:
        """Whether a mention stands where a subject does: near the beginning of its sentence, or behind "said"."""
        if mention.possessive:
            return False
        start = self.cast.sentences[mention.sentence].start
        lead = self.text[max(start, mention.span.start - _LONGEST_LEAD) : mention.span.start]
        near = mention.span.start - start <= _LONGEST_LEAD and lead.count(" ") <= _LEAD
        return near or bool(_SPEAKS.search(lead[-60:]))

    def _described(self) -> list[Entity]:
        role = self.source.role
        words = [self.source.head, *sorted(role.heads | role.qualifiers)] if role else [self.source.head]
        return [e for e in self.cast.described(words, MOST) if e.mentions]


def fit(source: Source, entity: Entity) -> int:
    """How well a description fits somebody.

    Returns:
        3 by its nouns and what narrows them down, 2 by a wider noun or an office of another time, 1 by the noun alone,
        0 not at all, -1 where it is of another country.
    """
    if not entity.person:
        return 3 if any(source.head in name.lower().split() for name in (entity.name, *entity.aliases)) else 0
    if source.role is None:
        return 0
    best = 0
    for role in entity.read:
        if source.role.heads <= role.heads and source.role.qualifiers <= role.qualifiers | role.heads:
            return 3
        if source.role.fits(role):
            # "The Ukrainian leader" of Ukraine's president is as good as his title.
            if source.role.qualifiers and source.role.heads <= GENERAL_HEADS:
                return 3
            best = 2
        elif source.role.denies(role):
            best = best or -1
        elif source.role.heads & role.wider():
            best = max(best, 1)
    if best < 2 and any(source.role.names(role) for role in entity.past):
        return 2
    return best


def bucket(count: int) -> str:
    """A count of sentences, coarsely."""
    return str(count) if count < 3 else "3" if count < 5 else "5" if count < 9 else "9"
