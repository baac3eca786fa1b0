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

_ALIASES, _QUOTES, _QUOTE_SPEAKERS, _ROLES, _SPEAKER = map(sa.insert, (Alias, Quote, QuoteSpeaker, Role, Speaker))
_RENAMED = sa.text("UPDATE speaker SET name = :name WHERE id = :id AND NOT named")


def add_speaker(connection: Connection, name: str, kind: str) -> int:
    """Store a new speaker without aliases. Returns its id."""
    values = {"name": name, "kind": kind, "named": False}
    return connection.execute(_SPEAKER.returning(sa.column("id", sa.Integer)), values).scalar_one()


def rename_speaker(connection: Connection, speaker_id: int, name: str) -> bool:
    """Give a speaker another canonical name, unless people have chosen the one it has. Returns whether it was given."""
    return connection.execute(_RENAMED, {"id": speaker_id, "name": name}).rowcount > 0


def add_aliases(connection: Connection, article_id: int, forms: Mapping[tuple[int, str], str]) -> None:
    """Store the forms of names that a new article prints: (speaker, form) with the key of the form."""
    _insert(
        connection,
        _ALIASES,
        [
            {"speaker_id": speaker, "article_id": article_id, "name": name, "key": key}
            for (speaker, name), key in forms.items()
        ],
    )


def add_roles(connection: Connection, article_id: int, roles: Iterable[tuple[int, str]]) -> None:
    """Store what a new article calls speakers: (speaker, role) each."""
    rows = [{"speaker_id": speaker, "article_id": article_id, "name": name} for speaker, name in roles]
    _insert(connection, _ROLES, rows)


def add_quotes(
    connection: Connection, article_id: int, rows: Sequence[dict[str, Any]], speakers: Iterable[Sequence[int]]
) -> list[int]:
    """Store the quotes of a new article.

    Args:
        rows: all other columns of each, in order.
        speakers: who speaks in each, in order.

    Returns:
        Their ids, in order.
    """
    own = {"article_id": article_id, "leads": False, "pinned": False}
    _insert(connection, _QUOTES, [{**row, **own, "position": n} for n, row in enumerate(rows)])
    ids = quotes_in(connection, article_id)
    links = [
        {"quote_id": quote, "speaker_id": speaker, "position": position}
        for quote, speaking in zip(ids, speakers, strict=True)
        for position, speaker in enumerate(speaking)
    ]
    _insert(connection, _QUOTE_SPEAKERS, links)
    return ids


def _insert(connection: Connection, statement: sa.Insert, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        connection.execute(statement, rows)
