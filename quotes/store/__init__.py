"""Records in, records out: the only package that knows the database.

    reads       everything that is answered, in transactions that write nothing
    changes     what people change
    incoming    what comes in: new, there already, or another text of an article that is there
    write       an article with its quotes and speakers; corrections; removals
    versions    an article whose text has changed, or that is read anew
    history     what an article said, version by version
    failures    what could not be read
    pages       what servers said of pages
    people      the speakers of a new article among those stored
    registry    speakers as people correct them, and undoing that
    moves       what moves from one speaker to another then
    corrections quotes as people correct them
    claims      claims as people correct them
    settle      claims brought to what the statements say
    stars       where statements stand, looked up and moved
    families    articles that print one text
    recluster   all claims made anew, or those of many new statements
    reviews     what fact-checkers found of claims
    match       which claim a published review is of
    find        by words, by words like them; candidates for claims and checks
    who         by names
    watches     what people watch, and what is new about it
    suggest     speakers who may be one
    convert     rows -> records
    results     what is answered beside records
    soundness   whether a database is sound
    upkeep      where a database is, bringing it to the schema of this program, copies of it
    translate   errors of the database side become those of this package

A `Store` opens its database when it is made and keeps no transaction between calls. Every write is one transaction:
it is stored whole or not at all. What only some commands need is imported where it is used: a search needs no models.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from db.database import Database
from db.sqlite import is_part
from quotes.entries import Failure, Seen
from quotes.errors import InputError, LostError
from quotes.records import Article, Reading
from quotes.store.changes import Changes
from quotes.store.reads import Filter
from quotes.store.results import Added, Brought, Change, Hits, Match, Reclustered, Reread
from quotes.store.translate import translating
from quotes.store.upkeep import backup, copy, describe, is_empty, migrate, restore, vacuum

if TYPE_CHECKING:
    from quotes.store.recluster import Matcher

__all__ = [
    "Added",
    "backup",
    "Brought",
    "Change",
    "copy",
    "describe",
    "Filter",
    "Hits",
    "is_empty",
    "is_part",
    "Match",
    "migrate",
    "Reclustered",
    "Reread",
    "restore",
    "Store",
    "vacuum",
]


class Store(Changes):
    """A quote database.

    Args:
        place: a path or database URL.
        create: make it where there is none; otherwise that is an error.

    Raises:
        StoreError: missing, locked, corrupt, read-only, or of another version.
    """

    @translating
    def __init__(self, place: str | Path, *, create: bool = False) -> None:
        self._given = str(place)
        self._database = Database(place, create=create)
        self.place = self._database.name

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def add(self, reading: Reading, *, extractor: str) -> Added:
        """Store an article with its quotes, speakers and claims; see `incoming.load`.

        Args:
            extractor: what found the quotes.

        Raises:
            InputError: the article was known when it was read, and is not there any more.
            StoreError: the database refuses; nothing of the article is stored.
        """
        (added,) = self.load([reading], extractor=extractor)
        if isinstance(added, InputError):
            raise added
        return added

    @translating
    def load(self, readings: Sequence[Reading], *, extractor: str, claims: bool = True) -> list[Added | InputError]:
        """Store many articles in their order, each as `add` does, as one transaction.

        Args:
            extractor: what found the quotes.
            claims: whether each finds its claims now; else `gather` finds them.

        Returns:
            What came of each; an error where it was known when it was read, and is not there any more.

        Raises:
            StoreError: the database refuses; nothing of any of them is stored.
        """
        from quotes.store import incoming

        with self._writing() as session:
            return incoming.load(session, readings, extractor=extractor, claims=claims)

    @translating
    def has(self, article: Article) -> bool:
        """Whether an article is stored, so that there is no need to look into it; see `incoming.known`."""
        from quotes.store import incoming

        with self._reading() as session:
            return incoming.known(session, article) is not None

    def elsewhere(self) -> Callable[[Article], bool]:
        """`has_surely` for another process, to which it can be sent; there the database stays open."""
        return functools.partial(_is_stored_at, self._given)

    def has_surely(self, article: Article) -> bool:
        """As `has`; false too while the server of the database is away: whoever stores the article waits for it."""
        try:
            return self.has(article)
        except LostError:
            return False

    @translating
    def reread(self, article_id: int, reading: Reading, *, extractor: str) -> Reread:
        """Give a stored article the quotes that are found in it now; what people have corrected stays.

        Args:
            reading: of the text as it is stored.
            extractor: what found the quotes.

        Raises:
            NotFoundError: no such article.
            InputError: it has another text by now.
        """
        from quotes.store import versions

        with self._writing() as session:
            return versions.reread(session, article_id, reading, extractor=extractor)

    @translating
    def seen_page(self, url: str) -> Seen | None:
        """What the server of a page said of it when it was stored last."""
        from quotes.store import pages

        with self._reading() as session:
            return pages.seen(session, url)

    @translating
    def note_page(self, page: Seen) -> None:
        """Note what the server of a page said of it."""
        from quotes.store import pages

        with self._writing() as session:
            pages.note(session, page)

    @translating
    def failures(self) -> list[Failure]:
        """What could not be read, in the order in which it first failed."""
        from quotes.store import failures

        with self._reading() as session:
            return failures.failures(session)

    @translating
    def note_failures(self, failed: Sequence[Failure], mended: Sequence[str] = ()) -> None:
        """Note what could not be read, and forget what was read since, by its name."""
        from quotes.store import failures

        with self._writing() as session:
            failures.note(session, failed, mended)

    @translating
    def recluster(self, *, jobs: int = 1, progress: Callable[[int], None] | None = None) -> Reclustered:
        """Make all claims anew from the stored statements; corrections stay, and ids where the quotes stay together.

        Args:
            jobs: how many processes compare statements.
            progress: is told how many statements were done, from time to time.
        """
        from quotes.store import recluster

        with self._database.writing() as connection:
            return recluster.recluster(connection, jobs=jobs, progress=progress)

    @translating
    def gather(self, match: Matcher | None = None) -> Reclustered:
        """Find the claims of the statements that `load` has stored, as one transaction; all others stay as they are.

        Args:
            match: what compares statements, in other processes say; this one does, if None.
        """
        from quotes.store import recluster

        with self._database.writing() as connection:
            return recluster.gather(connection, match or recluster.alone)

    @translating
    def reindex(self) -> None:
        """Make anew what is derived from the stored articles and quotes: the search index, the keys of names."""
        from quotes.store import upkeep

        with self._database.writing() as connection:
            upkeep.reindex(connection)

    @translating
    def faults(self) -> list[str]:
        """What is wrong inside the database, a sentence each; empty if it is sound.

        Checked: the file, foreign keys, the search index against the quotes, the leads of claims, each article's text
        against its hash, each quote's text against its article.
        """
        from quotes.store import soundness

        with self._database.writing() as connection:
            return soundness.faults(connection)


def _is_stored_at(place: str, article: Article) -> bool:
    try:
        return _opened(place).has_surely(article)
    except LostError:
        return False  # away even as it was to be opened


@functools.lru_cache(maxsize=1)
def _opened(place: str) -> Store:
    return Store(place)
