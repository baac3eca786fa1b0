"""Rows to Parquet, in row groups, so that memory stays flat. Needs pyarrow, which comes with the extra `parquet`."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import IO

from quotes.arrow import load
from quotes.rows import Row
from quotes.tables import Columns, Type

_GROUP = 5_000
"""Rows of a group; ten megabytes of quotes."""


def write(rows: Iterable[Row], columns: Columns, file: IO[bytes]) -> None:
    """Write rows of the given columns; values of other keys are left out.

    Raises:
        InputError: pyarrow is not installed.
    """
    arrow, parquet = load()
    types = {
        Type.INTEGER: arrow.int64(),
        Type.NUMBER: arrow.float64(),
        Type.TEXT: arrow.string(),
        Type.SPAN: arrow.list_(arrow.int64()),
        Type.SPANS: arrow.list_(arrow.list_(arrow.int64())),
        Type.TEXTS: arrow.list_(arrow.string()),
        Type.FLAG: arrow.bool_(),
        Type.ROLES: arrow.list_(
            arrow.struct(
                [("role", arrow.string()), ("articles", arrow.int64())]
                + [(name, arrow.string()) for name in ("first", "last")]
            )
        ),
    }
    schema = arrow.schema([(name, types[kind]) for name, kind in columns.items()])
    left = iter(rows)
    with (
        arrow.PythonFile(_Counting(file), mode="w") as sink,
        parquet.ParquetWriter(sink, schema, compression="zstd") as writer,
    ):
        while batch := list(islice(left, _GROUP)):
            writer.write_batch(arrow.RecordBatch.from_pylist(batch, schema=schema))


class _Counting:
    """A file that knows its place without being asked: a pipe cannot tell."""

    closed = False

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self._at = file, 0

    def write(self, data: bytes) -> int:
        self._file.write(data)
        self._at += len(data)
        return len(data)

    def tell(self) -> int:
        return self._at

    def flush(self) -> None:
        self._file.flush()

    def close(self) -> None:
        """Nothing: whoever opened the file closes it."""
