"""The main job: from places to what is stored.

Documents are read in their order and stored in it, each in a transaction of its own, by one writer; so neither the
number of processes nor an interruption changes what comes of it. What is stored is not looked into again.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, fields, replace

from quotes.entries import Failure
from quotes.errors import InputError, LostError
from quotes.model.session import SETTINGS
from quotes.model.settings import Settings
from quotes.pipeline import Result, read_places
from quotes.pool import Workers
from quotes.read import Given, Places, place_of
from quotes.records import Reading
from quotes.store import Added, Store
from quotes.web import Web

Pairs = tuple[tuple[str, str], ...]
Hold = Callable[[], AbstractContextManager[object]]
# Seconds for which a server may be gone: what was read meanwhile would have to be read again.
_PATIENCE = 300.0
# Failures are noted so many at a time.
_BATCH = 100


@dataclass(frozen=True)
class Plan:
    """What is to be read, and how.

    Attributes:
        places: as `Places.documents` takes them.
        given: what is said of all articles.
        mapping: field to column of tables, over the usual names.
        workers: what reads.
    """

    places: tuple[str, ...]
    given: Given = field(default_factory=Given)
    mapping: Mapping[str, str] = field(default_factory=dict)
    workers: Workers = field(default_factory=Workers)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a document: `added` if it was read, else `error`; neither for a page that has not changed."""

    name: str
    reading: Reading | None = None
    added: Added | None = None
    error: InputError | None = None


def ingest(
    plan: Plan,
    store: Store,
    hold: Hold = nullcontext,
    web: Web | None = None,
    tell: Callable[[str], None] = lambda _: None,
) -> Iterator[Outcome]:
    """Read what a plan names and store it; what fails is noted in the database too.

    Args:
        hold: surrounds what is not to be broken off.
        web: takes addresses from the web; one of its own, if None.
        tell: is told what the run waits for.

    Yields:
        What came of each document, once it is stored.

    Raises:
        StoreError: the database refuses; what was stored before stays.
        InputError: the plan's folder holds no model of this version.
    """
    extractor = Settings.load(plan.workers.model / SETTINGS).name
    with Failures(plan, store) as failures, nullcontext(web) if web else Web(store) as web:
        for name, result in readings(plan, store, web):
            yield from _unchanged(web)
            try:
                if isinstance(result, InputError):
                    raise result
                added = _stored(store, result, extractor, hold, tell)
                web.stored(name)
                failures.mended(name)
                yield Outcome(name, result, added)
            except InputError as error:
                failures.failed(name, error)
                yield Outcome(name, error=error)
        yield from _unchanged(web)


def _stored(store: Store, reading: Reading, extractor: str, hold: Hold, tell: Callable[[str], None]) -> Added:
    """Store an article; where the server of the database goes away, wait until it is back."""
    until: float | None = None
    while True:
        try:
            with hold():
                return store.add(reading, extractor=extractor)
        except LostError as error:
            if until is None:
                until = time.monotonic() + _PATIENCE
                tell(f"{error}; waiting for it")
            if time.monotonic() > until:
                raise
            time.sleep(1)


def _unchanged(web: Web) -> Iterator[Outcome]:
    while web.unchanged:
        yield Outcome(web.unchanged.pop(0))


def readings(plan: Plan, store: Store | None = None, web: Web | None = None) -> Iterator[tuple[str, Result]]:
    """What a plan names, read, in order; nothing is stored.

    Args:
        store: what is in it already is not looked into.
        web: takes addresses from the web; None where nothing may be fetched.
    """
    known, elsewhere = (store.has, store.elsewhere()) if store else (None, None)
    how = Places(plan.given, plan.mapping, web)
    with plan.workers.reading(known, elsewhere) as read:
        yield from read_places(plan.places, how, read)


def again(failures: Iterable[Failure], plan: Plan) -> list[Plan]:
    """What is to be read to try again what failed, each with what was said of it then; otherwise as a plan."""
    asked: dict[tuple[Pairs, Pairs], dict[str, None]] = {}
    for one in failures:
        asked.setdefault((one.given, one.mapping), {})[one.place] = None
    return [
        replace(plan, places=tuple(places), given=Given(**dict(given)), mapping=dict(mapping))
        for (given, mapping), places in asked.items()
    ]


class Failures:
    """Notes in the database which documents could not be read, and which were read since.

    A context manager, at the end of which all is noted, whatever the reason.
    """

    def __init__(self, plan: Plan, store: Store) -> None:
        self._plan, self._store = plan, store
        self._failing = {failure.name for failure in store.failures()}
        self._failed: list[Failure] = []
        self._mended: list[str] = []

    def __enter__(self) -> Failures:
        return self

    def __exit__(self, *_: object) -> None:
        self._note()

    def failed(self, name: str, error: InputError) -> None:
        """A document could not be read."""
        if place := place_of(name):
            given = tuple((one.name, value) for one in fields(Given) if (value := getattr(self._plan.given, one.name)))
            self._failed.append(Failure(name, place, str(error), given, tuple(sorted(self._plan.mapping.items()))))
        if len(self._failed) >= _BATCH:
            self._note()

    def mended(self, name: str) -> None:
        """A document was read; it may have failed before."""
        if name in self._failing:
            self._mended.append(name)

    def _note(self) -> None:
        if self._failed or self._mended:
            self._store.note_failures(self._failed, self._mended)
        self._failed, self._mended = [], []
