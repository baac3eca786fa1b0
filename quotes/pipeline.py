"""The stages in the order in which an article passes them: read, extract, resolve.

Storing (identity, claims) is `quotes.store`'s business; nothing here opens a database.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from itertools import chain, groupby
from pathlib import Path
from typing import TypeVar

from quotes.ahead import ahead
from quotes.errors import InputError, StoreError
from quotes.extract import Extraction, begin
from quotes.model.reader import Reader
from quotes.provenance import provided
from quotes.read import STDIN, Document, Places, read_document
from quotes.read.dates import weekday_said
from quotes.records import Article, Quote, Reading, Span
from quotes.resolve import resolve
from quotes.segment import near, sentences

T = TypeVar("T")
# Short articles are two windows each; so many keep a few threads busy while one article's speakers are resolved.
_AHEAD = 4

Found = Iterable[tuple[str, Document | Article | InputError]]
"""Names, with what is to be read, an article that was read, or what kept it from being found."""
Known = Callable[[Article], bool]
"""Whether an article needs no analysis, say because it is stored."""
Result = Reading | InputError
"""Of a document: what was found in it, or the error that kept it from being read."""


def read_places(
    places: Iterable[str], how: Places, read: Callable[[Found], Iterator[tuple[str, Result]]]
) -> Iterator[tuple[str, Result]]:
    """The articles of several places, in order.

    Args:
        places: as `Places.documents` takes them.
        read: what reads documents, as `read_articles` does.
    """
    # Whoever types, or writes to a pipe, must not keep the articles before it waiting.
    for _, group in groupby(places, key=_waits):
        yield from read(chain.from_iterable(map(how.documents, group)))


def _waits(place: str) -> bool:
    """Whether reading a place may take as long as somebody pleases: standard input, a pipe."""
    try:
        return place == str(STDIN) or Path(place).is_fifo()
    except (OSError, ValueError):
        return False


def read_articles(found: Found, reader: Reader, known: Known | None = None) -> Iterator[tuple[str, Result]]:
    """Read and analyse documents in order; the next few are begun while one is finished.

    Args:
        found: documents with their names, or what kept them from being found.
        reader: the network that finds the quotes.
        known: whether an article needs no analysis.

    Yields:
        Each document's name with what came of it; an error does not end the iteration.

    Raises:
        StoreError: `known` raises it.
    """
    begun = ((name, _guarded(name, partial(_begun, one, reader, known))) for name, one in found)
    for name, one in ahead(begun, _AHEAD):
        yield name, one if isinstance(one, InputError) else _guarded(name, one)


def analyse(article: Article, reader: Reader) -> Reading:
    """Find the quotes of one article and who speaks."""
    return _begin(article, reader)()


def _begun(one: Document | Article | InputError, reader: Reader, known: Known | None) -> Callable[[], Reading]:
    if isinstance(one, InputError):
        raise one
    article = one if isinstance(one, Article) else read_document(one)
    return partial(Reading, article, (), known=True) if known and known(article) else _begin(article, reader)


def _guarded(name: str, stage: Callable[[], T]) -> T | InputError:
    """What a stage returns, or the error that keeps the article from being read."""
    try:
        return stage()
    except InputError as error:
        return error
    except StoreError:
        raise  # what is known cannot be asked for; no article is to blame
    except Exception as error:  # one article that breaks a stage must not keep the others from being read
        return InputError(f"{name}: unexpected {type(error).__name__} ({error}); please report it")


def _begin(article: Article, reader: Reader) -> Callable[[], Reading]:
    """Begin to read an article, and return what waits for the end."""
    found = begin(article, reader)
    return lambda: _finished(article, found())


def _finished(article: Article, found: Extraction) -> Reading:
    quotes = provided(article, resolve(article, found.quotes, found.names), found.names)
    return Reading(article, tuple(_dated(article, quotes)))


_IN_QUOTE = re.compile(r"[\"“”]")


def _dated(article: Article, quotes: Iterable[Quote]) -> Iterator[Quote]:
    """Add when they were said, where the words around the cue name a day."""
    if article.published is None:
        yield from quotes
        return
    cut = [sentence for block in article.blocks for sentence in sentences(article.text, block.span)]
    starts = [sentence.start for sentence in cut]
    for quote in quotes:
        at = bisect_right(starts, quote.cue[0].start) - 1 if quote.cue else -1
        if at < 0:
            yield quote
            continue
        around = "".join(
            article.text[start:end]
            for start, end in _without(near(cut[at], quote.cue[0].start), quote.content)
            if not _IN_QUOTE.search(article.text[start:end])
        )
        yield replace(quote, said=weekday_said(around, article.published))


def _without(span: Span, spans: Iterable[Span]) -> Iterator[tuple[int, int]]:
    at = span.start
    for start, end in spans:
        if at < min(start, span.end):
            yield at, min(start, span.end)
        at = max(at, end)
    if at < span.end:
        yield at, span.end
