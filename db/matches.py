"""Quotes by their words: what the full-text index finds, the other filters, and the order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Any

from . import search
from .errors import ExpressionError, refusals
from .queries import COLUMNS, OF_QUOTE, Filter, conditions
from .rows import AnyConnection, Row, run, typed

_AHEAD = 1000
"""How many of the best, or last, matches are looked at first, in the hope that the filter leaves enough of them."""


class Order(StrEnum):
    """In which order the quotes that match an expression come, as a part of a statement."""

    RANK = "found.rank"
    LAST = "quote.id DESC"
    FIRST = "quote.id"
    DATE = "article.published IS NULL, article.published DESC"


def matching(
    connection: AnyConnection,
    expression: str,
    asked: Filter,
    *,
    raw: bool = False,
    order: Order = Order.RANK,
    limit: int = 20,
) -> list[Row]:
    """The quotes that the full-text `expression` and the filter mean.

    Args:
        expression: as `search.expression` makes one from a user's words.
        raw: it is a user's own, in the index's own syntax.
        limit: at most so many.
    """
    return _matching(connection, COLUMNS, expression, asked, raw=raw, order=order, limit=limit)


def stored_last(
    connection: AnyConnection, expression: str, asked: Filter, *, raw: bool = False, limit: int
) -> list[Row]:
    """Of the quotes that `matching` finds those that were stored last: rows with id, normal, published."""
    columns = "quote.id, quote.normal, article.published"
    return _matching(connection, columns, expression, asked, raw=raw, order=Order.LAST, limit=limit)


def _matching(
    connection: AnyConnection, columns: str, expression: str, asked: Filter, *, raw: bool, order: Order, limit: int
) -> list[Row]:
    index = search.index(connection)
    where, values = conditions(replace(asked, speakers=None))
    if asked.speakers is not None:
        # Before anything is read: a common word has many matches, a speaker few quotes.
        values["speakers"] = asked.speakers
    of_speakers = asked.speakers is not None
    decoded = OF_QUOTE if columns is COLUMNS else ()
    values |= {"limit": limit, "most": max(_AHEAD if where else 1, limit if order is Order.LAST else 10 * limit)}
    try:
        values |= index.asked(connection, expression, asked.speakers, raw=raw)
        every = index.found(of_speakers=of_speakers)
        if order in (Order.RANK, Order.LAST):
            # Rows are read for the first only: for every match that would take longer than finding them.
            first = (index.best if order is Order.RANK else index.last)(of_speakers=of_speakers)
            found = typed(connection, _matched(columns, first, index.JOIN, where, order), values, *decoded)
            if len(found) >= limit or not where or not _more(connection, every, values):
                return found
        return typed(connection, _matched(columns, every, index.JOIN, where, order), values, *decoded)
    except refusals() as error:
        if (reason := index.rejected(connection, expression)) is None:
            raise
        remedy = "leave out --raw to search for plain words"
        raise ExpressionError(f"the search expression is not understood ({reason}); {remedy}") from error


def _matched(columns: str, found: str, join: str, where: Sequence[str], order: Order) -> str:
    # From the index first: the planner must never scan the quotes and ask the index about each.
    return (
        f"SELECT {columns} FROM {found} AS found {join} quote ON quote.id = found.id"
        " JOIN article ON article.id = quote.article_id LEFT JOIN outlet ON outlet.id = article.outlet_id"
        f"{' WHERE ' if where else ''}{' AND '.join(where)} ORDER BY {order}, quote.id LIMIT :limit"
    )


def _more(connection: AnyConnection, found: str, values: dict[str, Any]) -> bool:
    """Whether more quotes match an expression than were looked at."""
    return bool(run(connection, f"SELECT 1 FROM {found} AS found LIMIT 1 OFFSET :most", values))
