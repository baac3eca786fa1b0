"""The main job: from places to what is stored.

Documents are read in their order and stored in it, a few in each transaction, by one writer; so neither the number of
processes nor an interruption changes what comes of it. What is stored is not looked into again.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass, field, fields, replace
from typing import TypeVar

from quotes.entries import Failure
from quotes.errors import InputError, LostError, StoreError, UnfitError
from quotes.model.session import SETTINGS
from quotes.model.settings import Settings
from quotes.pipeline import Result, read_places
from quotes.pool import Workers
from quotes.read import Given, Places, place_of
from quotes.records import Reading
from quotes.store import Added, Store
from quotes.web import Web

T = TypeVar("T")
Pairs = tuple[tuple[str, str], ...]
Hold = Callable[[], AbstractContextManager[object]]
# Seconds for which a server may be gone: what was read meanwhile would have to be read again.
_PATIENCE = 300.0
# Failures are noted so many at a time.
_BATCH = 100
# Documents are stored so many at a time: each transaction waits for the disk. What comes slowly waits for one more
# at most.
_TOGETHER = 16
_SECONDS = 1.0


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
        for results in _together(readings(plan, store, web)):
            yield from _unchanged(web)
            for outcome in stored(results, store, failures, hold, extractor=extractor, tell=tell):
                if outcome.error is None:
                    web.stored(outcome.name)
                yield outcome
        yield from _unchanged(web)


def _together(results: Iterable[T]) -> Iterator[list[T]]:
    """Results, some at a time; whatever ends them, those that are there come first."""
    held, since = list[T](), time.monotonic()
    try:
        for result in results:
            held.append(result)
            if len(held) == _TOGETHER or time.monotonic() > since + _SECONDS:
                yield held
                held, since = [], time.monotonic()
    except (GeneratorExit, KeyboardInterrupt):
        raise
    except BaseException:
        if held:
            yield held
        raise
    if held:
        yield held


def stored(
    results: Sequence[tuple[str, Result]],
    store: Store,
    failures: Failures,
    hold: Hold = nullcontext,
    *,
    extractor: str,
    claims: bool = True,
    tell: Callable[[str], None] = lambda _: None,
) -> Iterator[Outcome]:
    """Store what was read as one transaction, and tell of it; where the server of the database goes away, wait for it.

    Args:
        hold: surrounds what is not to be broken off: nothing is stored that is not told of.
        extractor, claims: as for `Store.load`.

    Raises:
        StoreError: the database refuses; what was stored before stays, and whatever of this can be stored.
    """
    readings = [one for _, one in results if isinstance(one, Reading)]
    until: float | None = None
    while True:
        with hold():
            added: Sequence[Added | InputError] | None = None
            try:
                added = store.load(readings, extractor=extractor, claims=claims) if readings else []
            except LostError as error:
                lost = error
            except StoreError as error:
                if len(results) > 1:
                    break
                if not isinstance(error, UnfitError):
                    raise
                added = [InputError(f"{results[0][0]}: {error}")]
            if added is not None:
                yield from _told(results, added, failures)
                return
        if until is None:
            until = time.monotonic() + _PATIENCE
            tell(f"{lost}; waiting for it")
        if time.monotonic() > until:
            raise lost
        time.sleep(1)
    # Whatever one of them is refused for, the others are not lost.
    for result in results:
        yield from stored([result], store, failures, hold, extractor=extractor, claims=claims, tell=tell)


def _told(
    results: Sequence[tuple[str, Result]], added: Sequence[Added | InputError], failures: Failures
) -> Iterator[Outcome]:
    """What came of each: `added` says it of those that were read."""
    told = iter(added)
    for name, result in results:
        if isinstance(result, InputError):
            outcome = Outcome(name, error=result)
        else:
            came = next(told)
            outcome = Outcome(name, error=came) if isinstance(came, InputError) else Outcome(name, result, came)
        if outcome.error is not None:
            failures.failed(name, outcome.error)
        else:
            failures.mended(name)
        yield outcome


def _unchanged(web: Web) -> Iterator[Outcome]:
    while web.unchanged:
        yield Outcome(web.unchanged.pop(0))


def readings(plan: Plan, store: Store | None = None, web: Web | None = None) -> Iterator[tuple[str, Result]]:
    """What a plan names, read, in order; nothing is stored.

    Args:
        store: what is in it already is not looked into.
        web: takes addresses from the web; None where nothing may be fetched.
    """
    known, elsewhere = (store.has_surely, store.elsewhere()) if store else (None, None)
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

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        # Where something else ends the run, the database may be what is gone; what failed is told anyway.
        with suppress(StoreError) if kind else nullcontext():
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
        if not self._failing:
            return
        from quotes.store.failures import names

        if not self._failing.isdisjoint(names(name)):
            self._mended.append(name)

    def _note(self) -> None:
        if self._failed or self._mended:
            self._store.note_failures(self._failed, self._mended)
        self._failed, self._mended = [], []
