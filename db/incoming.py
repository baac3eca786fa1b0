"""Writes of what new articles bring: many rows at a time, in the caller's transaction, past the session.

Nothing of it is a correction, so that nothing is journalled.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from .models import Alias, Quote, QuoteSpeaker, Role, Speaker
from .queries import quotes_in
from .rows import add, run

_SPEAKER = sa.insert(Speaker)
_RENAMED = sa.text("UPDATE speaker SET name = :name WHERE id = :id AND NOT named")


def add_speaker(connection: Connection, name: str, kind: str) -> int:
    """Store a new speaker without aliases. Returns its id."""
    values = {"name": name, "kind": kind, "named": False}
    return connection.execute(_SPEAKER.returning(sa.column("id", sa.Integer)), values).scalar_one()


def rename_speaker(connection: Connection, speaker_id: int, name: str) -> bool:
    """Give a speaker another canonical name, unless people have chosen the one it has. Returns whether it was given."""
    return connection.execute(_RENAMED, {"id": speaker_id, "name": name}).rowcount > 0


def add_aliases(connection: Connection, article_id: int, forms: Mapping[tuple[int, str], str]) -> None:
    """Store the forms of names that an article prints: (speaker, form) with the key of the form."""
    there = _there(connection, "alias", article_id)
    rows = [
        {"speaker_id": speaker, "article_id": article_id, "name": name, "key": key}
        for (speaker, name), key in forms.items()
        if (speaker, name) not in there
    ]
    add(connection, Alias, rows)


def add_roles(connection: Connection, article_id: int, roles: Iterable[tuple[int, str]]) -> None:
    """Store what an article calls speakers: (speaker, role) each."""
    there = _there(connection, "role", article_id)
    rows = [
        {"speaker_id": speaker, "article_id": article_id, "name": name}
        for speaker, name in roles
        if (speaker, name) not in there
    ]
    add(connection, Role, rows)


def _there(connection: Connection, table: str, article_id: int) -> set[tuple[int, str]]:
    """What is stored of an article already; something only if it is read anew."""
    sql = f"SELECT speaker_id, name FROM {table} WHERE article_id = :id"
    return {(row["speaker_id"], row["name"]) for row in run(connection, sql, {"id": article_id})}


def add_quotes(
    connection: Connection,
    article_id: int,
    rows: Sequence[dict[str, Any]],
    speakers: Iterable[Sequence[int]],
    *,
    first: int = 0,
) -> list[int]:
    """Store quotes of an article.

    Args:
        rows: all other columns of each, in order.
        speakers: who speaks in each, in order.
        first: the position of the first, behind all that are there.

    Returns:
        Their ids, in order.
    """
    own = {"article_id": article_id, "leads": False, "pinned": False}
    add(connection, Quote, [{**row, **own, "position": n} for n, row in enumerate(rows, first)])
    ids = quotes_in(connection, article_id)[-len(rows) :] if rows else []
    links = [
        {"quote_id": quote, "speaker_id": speaker, "position": position}
        for quote, speaking in zip(ids, speakers, strict=True)
        for position, speaker in enumerate(speaking)
    ]
    add(connection, QuoteSpeaker, links)
    return ids
