"""Errors of the database side become those of this package."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from db import errors as database
from db.errors import DatabaseError, ExpressionError
from quotes.errors import LostError, NotFoundError, QueryError, StoreError, UnfitError
from quotes.text import shortened

if TYPE_CHECKING:
    from sqlmodel import Session, SQLModel

_P = ParamSpec("_P")
_R = TypeVar("_R")
_T = TypeVar("_T", bound="SQLModel")
_NAMED = {"log": "change"}
_LISTED = {
    "article": "`quotes article list` prints ids",
    "claim": "`quotes claims` prints ids",
    "log": "`quotes log` lists them",
    "quote": "`quotes search --ids WORDS` prints ids",
    "review": "`quotes review list` prints ids",
    "speaker": "`quotes speakers` prints ids",
}
"""By table, how to find out an id."""


@contextmanager
def translated() -> Iterator[None]:
    """Raise what the database side raises as `StoreError`, one of its kinds, or `QueryError`."""
    try:
        yield
    except ExpressionError as error:
        raise QueryError(str(error)) from error
    except database.LostError as error:
        raise LostError(str(error)) from error
    except database.UnfitError as error:
        raise UnfitError(str(error)) from error
    except DatabaseError as error:
        raise StoreError(str(error)) from error
    except UnicodeEncodeError as error:
        raise QueryError(f"{shortened(repr(error.object))} is not valid text; type it again") from error
    except ValueError as error:
        raise StoreError(f"the database holds a row that makes no sense ({error}); run `quotes db check`") from error


def translating(work: Callable[_P, _R]) -> Callable[_P, _R]:
    """`translated` around a whole function."""

    @functools.wraps(work)
    def wrapped(*args: _P.args, **kwargs: _P.kwargs) -> _R:
        with translated():
            return work(*args, **kwargs)

    return wrapped


def possible(row_id: int) -> bool:
    """Whether a number can be an id at all; a server has 32 bits for it."""
    return 0 < row_id < 2**31


def no_article(article_id: int) -> NotFoundError:
    """The error for an article that is not there."""
    return _missing("article", article_id)


def stored(session: Session, table: type[_T], row_id: int) -> _T:
    """A row by its id.

    Raises:
        NotFoundError: there is none.
    """
    row = session.get(table, row_id) if possible(row_id) else None
    if row is None:
        raise _missing(str(table.__tablename__), row_id)
    return row


def _missing(what: str, row_id: int) -> NotFoundError:
    what, where = _NAMED.get(what, what), _LISTED[what]
    return NotFoundError(f"no {what} {row_id} in this database; {where}")
