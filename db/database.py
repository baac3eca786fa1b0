"""A database that is open: what is read of a file goes past SQLAlchemy, everything else through its engine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from . import plain

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection, Engine

    from .rows import AnyConnection


class Database:
    """A database whose schema fits this program.

    Args:
        place: a path or URL.
        create: make the file, its directory and the schema where there are none.

    Attributes:
        name: where it is, as it can be shown.

    Raises:
        MissingError: there is none and `create` is false.
        VersionError: the schema is older or newer than this program.
        DatabaseError: it is locked, corrupt, read-only.
    """

    def __init__(self, place: str | Path, *, create: bool = False) -> None:
        self._place = place
        self._engine: Engine | None = None
        self._file = plain.opened(place)
        if self._file is not None:
            self.name = self._file.name
            return
        from . import engine

        self._engine = engine.connect(place, create=create)
        self.name = engine.describe(self._engine.url)
        self._file = plain.opened(place)  # there now, or free

    @property
    def engine(self) -> Engine:
        """SQLAlchemy's engine, opened when it is first asked for; raises what opening a database raises."""
        if self._engine is None:
            from . import engine

            self._engine = engine.connect(self._place)
        return self._engine

    def reading(self) -> AbstractContextManager[AnyConnection]:
        """See `engine.reading`."""
        if self._file is not None:
            return self._file.reading()
        from . import engine

        return engine.reading(self.engine)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """See `engine.writing`."""
        from . import engine

        with engine.writing(self.engine) as connection:
            yield connection

    def close(self) -> None:
        """Let go of it."""
        if self._file is not None:
            self._file.close()
        if self._engine is not None:
            self._engine.dispose()
