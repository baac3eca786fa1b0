"""Pages from the web for an ingest: fetched only if they have changed since they were stored."""

from __future__ import annotations

from types import TracebackType
from typing import TYPE_CHECKING, Self

from quotes.entries import Seen
from quotes.store import Store

if TYPE_CHECKING:
    from quotes.fetch import Fetcher, Page


class Web:
    """Takes addresses from the web, as `quotes.read.Places` wants it done; a context manager.

    Args:
        store: what servers said of pages when they were stored is there; None where nothing is known.
        fetcher: fetches them; one of its own, made when it is needed, if None.

    Attributes:
        unchanged: the addresses of pages that were as they were, until somebody takes them out.
    """

    def __init__(self, store: Store | None = None, fetcher: Fetcher | None = None) -> None:
        self.unchanged: list[str] = []
        self._store = store
        self._fetcher = fetcher
        self._pages: dict[str, Seen] = {}

    def __call__(self, url: str, /) -> Page:
        """What is at an address, or that it has not changed since it was stored.

        Raises:
            FetchError: nothing is there, or nothing that may be fetched.
        """
        if self._fetcher is None:
            # Most runs fetch nothing, and it takes a while to import.
            from quotes.fetch import Fetcher

            self._fetcher = Fetcher()
        seen = self._store.seen_page(url) if self._store else None
        page = self._fetcher.fetch(
            url, etag=seen.etag if seen else None, last_modified=seen.last_modified if seen else None
        )
        if page.unchanged:
            self.unchanged.append(url)
        if page.etag or page.last_modified:
            self._pages[url] = Seen(url, page.etag, page.last_modified, page.fetched)
        return page

    def stored(self, url: str) -> None:
        """Note that what an address gave is stored; it is fetched again only if it changes."""
        seen = self._pages.pop(url, None)
        if seen is not None and self._store is not None:
            self._store.note_page(seen)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._fetcher is not None:
            self._fetcher.close()
