"""The quotations of a draft, each to be checked: its words, its place, and who is said to have said them."""

from __future__ import annotations

from dataclasses import dataclass

from quotes.marks import outermost, quotations
from quotes.records import Kind, Reading, Span, Speaker, printed
from quotes.wording import words

# Fewer words between marks are a name or a word held at arm's length.
_LEAST = 3


@dataclass(frozen=True, slots=True)
class Alleged:
    """Words that a draft quotes.

    Attributes:
        text: with their marks, the parts of an interrupted quotation joined.
        span: from the first mark to the last.
        line: of the file, counted from 1.
        speakers: who says them by the draft, empty where it names nobody.
    """

    text: str
    span: Span
    line: int
    speakers: tuple[Speaker, ...]


def alleged(reading: Reading) -> list[Alleged]:
    """What a draft quotes, in order: everything of three words or more between marks.

    Args:
        reading: the draft, with the quotes that were found in it.
    """
    text = reading.article.text
    found: list[Alleged] = []
    left = outermost(quotations(text, reading.article.blocks))
    for quote in reading.quotes:
        if quote.kind is Kind.DIRECT:
            # An interrupted quotation is one, whatever stands between its parts.
            whole = Span(quote.content[0].start, quote.content[-1].end)
            found.append(Alleged(printed(text, quote.content), whole, _line(text, whole), quote.speakers))
            left = [q for q in left if not any(q.span.overlaps(part) for part in quote.content)]
    for quotation in left:
        holder = next((q for q in reading.quotes if any(quotation.span.overlaps(part) for part in q.content)), None)
        shown, speakers = text[slice(*quotation.span)], holder.speakers if holder else ()
        found.append(Alleged(shown, quotation.span, _line(text, quotation.span), speakers))
    return sorted((one for one in found if len(words(one.text)) >= _LEAST), key=lambda one: one.span)


def _line(text: str, span: Span) -> int:
    return text.count("\n", 0, span.start) + 1


__all__ = ["Alleged", "alleged"]
