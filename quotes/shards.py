"""Shards of records: what was found in some documents, as a Parquet file of one row a document.

A row holds all that is needed to store an article, and comes back as the `Reading` that it was made of; of a document
that could not be read it holds the reason. A shard is there whole or not at all. Needs pyarrow (extra `parquet`).
"""

from __future__ import annotations

import functools
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from uuid import uuid4

from quotes.arrow import load
from quotes.errors import InputError, ReadError
from quotes.pipeline import Result
from quotes.records import (
    Act,
    Article,
    Block,
    Kind,
    Origin,
    Place,
    Polarity,
    Quote,
    Reading,
    Resolution,
    Span,
    Speaker,
    SpeakerKind,
)

Row = dict[str, Any]
_PLAIN = ("text", "title", "outlet", "byline", "url", "published", "updated", "language", "replaced", "fetched")
"""The fields of an article that are in a row as they are."""


def write(path: Path, found: Iterable[tuple[str, Result]]) -> None:
    """Write a shard; whoever reads meanwhile finds the file of before, or none.

    Args:
        found: names of documents with what came of them, none of them `known`.

    Raises:
        OSError: the file cannot be written.
    """
    arrow, parquet = load()
    table = arrow.Table.from_pylist([_row(name, result) for name, result in found], schema=_schema())
    unfinished = path.with_name(f".{path.name}.{uuid4().hex}")
    try:
        parquet.write_table(table, unfinished, compression="zstd")
        # Where the power fails, there is the whole of it or nothing.
        with unfinished.open("rb+") as written:
            os.fsync(written.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def read(path: Path) -> Iterator[tuple[str, Result]]:
    """What `write` has written.

    Raises:
        ReadError: the file is not there, or damaged.
    """
    arrow, parquet = load()
    try:
        # Row by row: quotes and their spans take ten times as much memory as Python's values.
        for batch in parquet.read_table(path, schema=_schema()).to_batches(max_chunksize=1):
            yield from (_result(row) for row in batch.to_pylist())
    except (OSError, arrow.ArrowException, ValueError, TypeError, AttributeError) as error:
        raise ReadError(f"{path}: no shard of records, or damaged ({str(error)[:200]}); remove it") from error


@functools.cache
def _schema() -> Any:
    arrow, _ = load()
    text, whole = arrow.string(), arrow.int64()
    span = arrow.struct([("start", whole), ("end", whole)])
    speaker = [("name", text), ("kind", text), ("aliases", arrow.list_(text)), ("roles", arrow.list_(text))]
    quote = [
        *((name, arrow.list_(span)) for name in ("content", "source", "cue")),
        *((name, text) for name in ("kind", "act", "polarity", "place")),
        ("speakers", arrow.list_(arrow.struct(speaker))),
        ("confidence", arrow.float64()),
        ("said", text),
        ("resolution", arrow.struct([("mention", span), ("sure", arrow.float64())])),
        ("medium", span),
        ("through", span),
    ]
    return arrow.schema(
        [
            # Names of files need not be text.
            *((name, arrow.binary()) for name in ("name", "error", "doc")),
            *((name, whole if name == "replaced" else text) for name in _PLAIN),
            ("blocks", arrow.list_(arrow.struct([("span", span), ("place", text)]))),
            ("origins", arrow.list_(arrow.struct([("field", text), ("origin", text)]))),
            ("quotes", arrow.list_(arrow.struct(quote))),
        ]
    )


def _row(name: str, result: Result) -> Row:
    if isinstance(result, InputError):
        return {"name": _bytes(name), "error": _bytes(str(result))}
    article = result.article
    return {
        "name": _bytes(name),
        "doc": _bytes(article.doc),
        **{field: getattr(article, field) for field in _PLAIN},
        "blocks": [{"span": _span(block.span), "place": block.place.value} for block in article.blocks],
        "origins": [{"field": field, "origin": origin.value} for field, origin in article.origins],
        "quotes": list(map(_quote_row, result.quotes)),
    }


def _quote_row(quote: Quote) -> Row:
    resolution = quote.resolution
    return {
        **{name: list(map(_span, getattr(quote, name))) for name in ("content", "source", "cue")},
        **{name: getattr(quote, name).value for name in ("kind", "act", "polarity", "place")},
        "speakers": [
            {"name": one.name, "kind": one.kind.value, "aliases": one.aliases, "roles": one.roles}
            for one in quote.speakers
        ],
        "confidence": quote.confidence,
        "said": quote.said,
        "resolution": resolution and {"mention": _span(resolution.mention), "sure": resolution.sure},
        "medium": _span(quote.medium),
        "through": _span(quote.through),
    }


def _result(row: Mapping[str, Any]) -> tuple[str, Result]:
    name = _text(row["name"])
    if row["error"] is not None:
        return name, InputError(_text(row["error"]))
    article = Article(
        doc=_text(row["doc"]),
        blocks=tuple(Block(_place(one["span"]), Place(one["place"])) for one in row["blocks"]),
        origins=tuple((one["field"], Origin(one["origin"])) for one in row["origins"]),
        **{field: row[field] for field in _PLAIN},
    )
    return name, Reading(article, tuple(map(_quote, row["quotes"])))


def _quote(row: Mapping[str, Any]) -> Quote:
    resolution = row["resolution"]
    return Quote(
        content=tuple(map(_place, row["content"])),
        source=tuple(map(_place, row["source"])),
        cue=tuple(map(_place, row["cue"])),
        kind=Kind(row["kind"]),
        act=Act(row["act"]),
        polarity=Polarity(row["polarity"]),
        place=Place(row["place"]),
        speakers=tuple(
            Speaker(one["name"], SpeakerKind(one["kind"]), tuple(one["aliases"]), tuple(one["roles"]))
            for one in row["speakers"]
        ),
        confidence=row["confidence"],
        said=row["said"],
        resolution=resolution and Resolution(_perhaps(resolution["mention"]), resolution["sure"]),
        medium=_perhaps(row["medium"]),
        through=_perhaps(row["through"]),
    )


def _span(span: Span | None) -> Row | None:
    return span and {"start": span.start, "end": span.end}


def _place(row: Mapping[str, int]) -> Span:
    return Span(row["start"], row["end"])


def _perhaps(row: Mapping[str, int] | None) -> Span | None:
    return None if row is None else _place(row)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogatepass")
