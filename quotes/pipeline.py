"""The stages in the order in which an article passes them: read, extract, resolve.

Storing (identity, claims) is `quotes.store`'s business; nothing here opens a database.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from quotes.ahead import ahead
from quotes.errors import InputError
from quotes.extract import Extraction, begin
from quotes.model.reader import Reader
from quotes.provenance import provided
from quotes.read import Given, article_files, read_file
from quotes.read.dates import weekday_said
from quotes.records import Article, Quote, Reading, Span
from quotes.resolve import resolve
from quotes.segment import sentences

T = TypeVar("T")
# Short articles are two windows each; so many keep a few threads busy while one article's speakers are resolved.
_AHEAD = 4


def read_articles(
    paths: Iterable[Path], reader: Reader, given: Given | None = None
) -> Iterator[tuple[str, Reading | InputError]]:
    """Read and analyse articles in order; the next few are begun while one is finished.

    Args:
        paths: files, directories, or `STDIN`.
        reader: the network that finds the quotes.
        given: what is known beside the texts.

    Yields:
        The document's name with its reading, or with the error that kept it from being read; an error does not
        end the iteration.
    """
    for name, begun in ahead(_begun(paths, reader, given), _AHEAD):
        yield name, begun if isinstance(begun, InputError) else _guarded(name, begun)


def analyse(article: Article, reader: Reader) -> Reading:
    """Find the quotes of one article and who speaks."""
    return _begin(article, reader)()


def _begun(
    paths: Iterable[Path], reader: Reader, given: Given | None
) -> Iterator[tuple[str, Callable[[], Reading] | InputError]]:
    """The documents, each with what ends its analysis, or with the error that kept it from being read."""
    for path in paths:
        try:
            files = article_files(path)
        except InputError as error:
            yield str(path), error
            continue
        for file in files:
            read = partial(_read, file, given, reader)
            # Whoever types, or writes to a pipe, must not keep the articles before it waiting.
            yield str(file), _guarded(str(file), read) if file.is_file() else partial(_both, read)


def _guarded(name: str, stage: Callable[[], T]) -> T | InputError:
    """What a stage returns, or the error that keeps the article from being read."""
    try:
        return stage()
    except InputError as error:
        return error
    except Exception as error:  # one article that breaks a stage must not keep the others from being read
        return InputError(f"{name}: unexpected {type(error).__name__} ({error}); please report it")


def _read(file: Path, given: Given | None, reader: Reader) -> Callable[[], Reading]:
    return _begin(read_file(file, given), reader)


def _both(read: Callable[[], Callable[[], Reading]]) -> Reading:
    return read()()


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
            for start, end in _without(cut[at], quote.content)
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
