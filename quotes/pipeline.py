"""The stages in the order in which an article passes them: read, extract, resolve.

Storing (identity, claims) is `quotes.store`'s business; nothing here opens a database.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from quotes.errors import InputError
from quotes.extract import extract
from quotes.model.reader import Reader
from quotes.read import Given, article_files, read_file
from quotes.read.dates import weekday_said
from quotes.records import Article, Quote, Reading, Span
from quotes.resolve import resolve
from quotes.segment import sentences


def read_articles(
    paths: Iterable[Path], reader: Reader, given: Given | None = None
) -> Iterator[tuple[str, Reading | InputError]]:
    """Read and analyse articles, one after the other.

    Args:
        paths: files, directories, or `STDIN`.
        reader: the network that finds the quotes.
        given: what is known beside the texts.

    Yields:
        The document's name with its reading, or with the error that kept it from being read; an error does not
        end the iteration.
    """
    for path in paths:
        try:
            files = article_files(path)
        except InputError as error:
            yield str(path), error
            continue
        for file in files:
            try:
                yield str(file), analyse(read_file(file, given), reader)
            except InputError as error:
                yield str(file), error
            except Exception as error:  # one article that breaks a stage must not keep the others from being read
                yield str(file), InputError(f"{file}: unexpected {type(error).__name__} ({error}); please report it")


def analyse(article: Article, reader: Reader) -> Reading:
    """Find the quotes of one article and who speaks."""
    return Reading(article, tuple(_dated(article, resolve(article, extract(article, reader)))))


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
