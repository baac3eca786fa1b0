"""The revisions of the schema, as the migrations name them."""

from __future__ import annotations

HEAD = "0012"
"""The newest revision in `migrations`; a test holds it to that."""

OLDER: frozenset[str] = frozenset(
    {"0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009", "0010", "0011"}
)
"""The revisions before `HEAD`, from which `migrate` leads there."""
