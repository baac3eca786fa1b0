"""PolNeAR as the network learns it: articles with gold attributions, turned into labelled word pieces."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from quotes.errors import InputError
from quotes.marks import quotations
from quotes.model.bio import Floats
from quotes.model.features import Ints, Pieces, Window, pieces, windows
from quotes.model.tags import Role, Tagged
from quotes.read.plain import read_plain
from quotes.records import Span, Spans
from quotes.segment import trim

if TYPE_CHECKING:
    from tokenizers import Tokenizer

T = TypeVar("T")

MENTIONS = ("PERSON", "ORGANIZATION", "LOCATION", "MISC")
"""Kinds of named mention in the silver annotation."""
IGNORED = -100
"""Label of pieces that the loss skips."""


@dataclass(frozen=True, slots=True)
class Gold:
    """One attribution as annotated; any of the three may be empty."""

    source: Spans
    cue: Spans
    content: Spans


@dataclass(frozen=True, slots=True)
class Document:
    """An annotated article.

    Attributes:
        mentions: named mentions with their kind, found by another program.
    """

    id: str
    text: str
    attributions: tuple[Gold, ...]
    mentions: tuple[tuple[Span, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Linked:
    """A gold span among the pieces, with the attributions that it belongs to."""

    span: Tagged
    attributions: frozenset[int]


@dataclass(frozen=True, slots=True)
class Example:
    """A document in pieces.

    Attributes:
        tags, mentions: label of each piece, `IGNORED` on pieces that do not begin a word.
        spans: gold spans by role, in order.
    """

    pieces: Pieces
    tags: Ints
    mentions: Ints
    spans: dict[Role, list[Linked]]


def read_corpus(path: Path, mentions: Path | None = None) -> list[Document]:
    """Read a file of annotated articles, JSON Lines.

    Args:
        path: objects with `id`, `text` and `attributions`, these with lists of [start, end) in code points under
            `source`, `cue` and `content`.
        mentions: objects with `id` and `mentions`, lists of [start, end, kind]; may lack articles.

    Raises:
        InputError: no such file, or a line that is not as described.
    """
    named = dict(_each(mentions, _mentions)) if mentions is not None else {}
    return [
        Document(name, text, attributions, named.get(name, ()))
        for name, (text, attributions) in _each(path, _annotated)
    ]


Mentions = tuple[tuple[Span, str], ...]


def _mentions(line: dict[str, Any]) -> Mentions:
    return tuple((Span(start, end), kind) for start, end, kind in line["mentions"])


def _annotated(line: dict[str, Any]) -> tuple[str, tuple[Gold, ...]]:
    roles = ("source", "cue", "content")
    gold = (Gold(*(tuple(Span(*s) for s in sorted(a[role])) for role in roles)) for a in line["attributions"])
    return line["text"], tuple(gold)


def _each(path: Path, read: Callable[[dict[str, Any]], T]) -> Iterator[tuple[str, T]]:
    """The id of each line with what is read from it."""
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise InputError(f"{path}: {reason}; give the folder with the corpus") from None
    for number, text in enumerate(lines, start=1):
        if not text.strip():
            continue
        try:
            line = json.loads(text)
            yield line["id"], read(line)
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(f"{path}, line {number}: no annotated article ({error!r})") from None


def example(document: Document, tokenizer: Tokenizer) -> Example:
    """Turn a document into pieces and labels."""
    article = read_plain(document.text, document.id)
    cut = pieces(article.text, article.blocks, quotations(article.text, article.blocks), tokenizer)
    spans: dict[Role, list[Linked]] = {}
    for role in Role:
        owners: dict[tuple[int, int], set[int]] = {}
        for number, gold in enumerate(document.attributions):
            for span in (gold.source, gold.cue, gold.content)[role]:
                at = _within(document.text, span, cut)
                if at is not None:
                    owners.setdefault(at, set()).add(number)
        spans[role] = [
            Linked(Tagged(role, first, last, int(cut.paragraphs[first]), 1.0), frozenset(owners[first, last]))
            for first, last in sorted(owners)
        ]
    mentions = np.where(cut.firsts, 0, IGNORED).astype(np.int32)
    for span, kind in document.mentions:
        at = _within(document.text, span, cut)
        if at is not None and kind in MENTIONS:
            _label(mentions, cut, *at, 2 * MENTIONS.index(kind) + 1)
    return Example(cut, label_spans(cut, spans), mentions, spans)


def label_spans(cut: Pieces, spans: dict[Role, list[Linked]]) -> Ints:
    """The tag of each piece, `IGNORED` on pieces that do not begin a word."""
    tags = np.where(cut.firsts, 0, IGNORED).astype(np.int32)
    for role, linked in spans.items():
        for one in linked:
            _label(tags, cut, one.span.first, one.span.last, 2 * role + 1)
    return tags


def transitions(found: Sequence[Example], labels: Callable[[Example], Ints], count: int) -> Floats:
    """How much more often a label follows another than chance would have it: pointwise mutual information, in nats.

    Args:
        labels: of an example's pieces, below `count`; those that the loss skips are passed over.

    Returns:
        `(count, count)`, from by to; 0 for pairs that never occur.
    """
    counts = np.zeros((count, count))
    for one in found:
        kept = labels(one) != IGNORED
        tags, paragraphs = labels(one)[kept], one.pieces.paragraphs[kept]
        near = paragraphs[1:] == paragraphs[:-1]
        np.add.at(counts, (tags[:-1][near], tags[1:][near]), 1)
    chance = counts.sum(1, keepdims=True) * counts.sum(0) / max(1.0, counts.sum())
    information = np.log(counts / np.maximum(chance, 1e-9), where=counts > 0, out=np.zeros_like(counts))
    return information.astype(np.float32)


def _within(text: str, span: Span, cut: Pieces) -> tuple[int, int] | None:
    """The first and last piece that a span touches."""
    start, end = trim(text, *span)
    first = int(np.searchsorted(cut.ends, start, side="right"))
    last = int(np.searchsorted(cut.starts, end, side="left")) - 1
    return (first, last) if first <= last else None


def _label(labels: Ints, cut: Pieces, first: int, last: int, begin: int) -> None:
    heads = first + np.flatnonzero(cut.firsts[first : last + 1])
    if len(heads):
        labels[heads] = begin + 1
        labels[heads[0]] = begin


def shifted_windows(
    found: Sequence[Example], size: int, context: int, rng: np.random.Generator
) -> list[tuple[int, Window]]:
    """Windows over all examples for one epoch, cut at other places each time.

    Returns:
        Pairs of an index into `found` and a window, in random order.
    """
    cut: list[tuple[int, Window]] = []
    for number, one in enumerate(found):
        paragraphs = one.pieces.paragraphs
        if not len(paragraphs):
            continue
        head = int(rng.integers(1, size - 2 * context))
        first = int(np.searchsorted(paragraphs, paragraphs[min(head, len(paragraphs) - 1)]))
        # Whatever has room is read, more than when it is used: it costs little, and is seen more often.
        for part, begin in ((paragraphs[:first], 0), (paragraphs, first)):
            cut.extend((number, window) for window in windows(part, size, context, begin, behind=size))
    order = rng.permutation(len(cut))
    return [cut[i] for i in order]
