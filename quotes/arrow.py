"""The library that reads and writes Parquet, loaded where it is needed. It comes with the extra `parquet`."""

from __future__ import annotations

from typing import Any

from quotes.errors import InputError


def load() -> tuple[Any, Any]:
    """The modules pyarrow and pyarrow.parquet.

    Raises:
        InputError: pyarrow is not installed.
    """
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise InputError("Parquet needs pyarrow: pip install 'quotes-attribution[parquet]'") from None
    return pyarrow, pyarrow.parquet
