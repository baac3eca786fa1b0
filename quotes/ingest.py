"""The main job: from places to what is stored.

Documents are read in their order and stored in it, each in a transaction of its own, by one writer; so neither the
number of processes nor an interruption changes what comes of it. What is stored is not looked into again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, fields
from functools import partial
from itertools import chain, islice
from pathlib import Path

from quotes.errors import InputError, NotFoundError, QuotesError
from quotes.model.session import PACKAGED, SETTINGS, cores, load
from quotes.model.settings import Settings
from quotes.pipeline import Found, Known, Result, read_articles, read_places
from quotes.pool import Pool
from quotes.read import Fetch, Given, Places, place_of
from quotes.read.urls import is_address
from quotes.records import Article, Failure, Reading
from quotes.store import Added, Reread, Store

Hold = Callable[[], AbstractContextManager[object]]
# A process needs half a second to load its network; so many articles take longer.
_FEW = 16
# Failures are noted so many at a time.
_BATCH = 100


@dataclass(frozen=True)
class Plan:
    """What is to be read, and how.

    Attributes:
        places: as `Places.documents` takes them.
        how: what is said of them, and what may be fetched.
        jobs: processes that read; None for as many as processors, unless there is little to read.
        threads: that compute in each; 0 for one a processor where `jobs` is None and one process reads, else for one.
        model: the folder of the network.
    """

    places: tuple[str, ...]
    how: Places = field(default_factory=Places)
    jobs: int | None = None
    threads: int = 0
    model: Path = PACKAGED


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a document: `added` if it was read, else `error`."""

    name: str
    reading: Reading | None = None
    added: Added | None = None
    error: InputError | None = None


def ingest(plan: Plan, store: Store, hold: Hold = nullcontext) -> Iterator[Outcome]:
    """Read what a plan names and store it; what fails is noted in the database too.

    Args:
        hold: surrounds what is not to be broken off.

    Yields:
        What came of each document, once it is stored.

    Raises:
        StoreError: the database refuses; what was stored before stays.
        InputError: the plan's folder holds no model of this version.
    """
    extractor = Settings.load(plan.model / SETTINGS).name
    failing = {failure.name for failure in store.failures()}
    notes: list[Failure] = []
    mended: list[str] = []
    try:
        for name, result in readings(plan, store):
            try:
                if isinstance(result, InputError):
                    raise result
                with hold():
                    added = store.add(result, extractor=extractor)
                if name in failing:
                    mended.append(name)
                yield Outcome(name, result, added)
            except InputError as error:
                if place := place_of(name):
                    notes.append(_failure(name, place, error, plan.how))
                yield Outcome(name, error=error)
            if len(notes) >= _BATCH:
                store.note_failures(notes)
                notes = []
    finally:
        if notes or mended:
            store.note_failures(notes, mended)


def again(failures: Iterable[Failure], fetch: Fetch | None = None) -> list[tuple[tuple[str, ...], Places]]:
    """What is to be read to try again what failed: places, with what was said of them then."""
    asked: dict[tuple[object, object], tuple[dict[str, None], Places]] = {}
    for one in failures:
        how = Places(Given(**dict(one.given)), dict(one.mapping), fetch)
        asked.setdefault((one.given, one.mapping), ({}, how))[0][one.place] = None
    return [(tuple(places), how) for places, how in asked.values()]


@dataclass(frozen=True, slots=True)
class Renewed:
    """What became of a stored article: `reread`, or the error that kept it from being looked into."""

    article: int
    reread: Reread | None = None
    error: QuotesError | None = None


def reextract(
    store: Store,
    ids: Sequence[int] | None = None,
    *,
    every: bool = False,
    jobs: int | None = None,
    threads: int = 0,
    model: Path = PACKAGED,
    hold: Hold = nullcontext,
) -> Iterator[Renewed]:
    """Look for quotes in stored articles anew; what people have corrected stays.

    Args:
        ids: of the articles; None for all.
        every: those too in which this extractor looked last.
        jobs, threads, model: as of a `Plan`.
        hold: surrounds what is not to be broken off.

    Yields:
        What became of each article, once it is stored.

    Raises:
        StoreError: the database refuses; what was changed before stays.
    """
    extractor = Settings.load(model / SETTINGS).name
    stale = set(store.unlike(extractor))
    wanted = ids if ids else [entry.id for entry in store.every_article()]
    asked = [number for number in wanted if every or ids or number in stale]
    plan = Plan((), jobs=jobs, threads=threads, model=model)
    with Pool(jobs or cores(), model=model, threads=threads or 1) as pool:
        results = _read(plan, pool, None, ((str(number), _stored(store, number)) for number in asked))
        for number, (_, result) in zip(asked, results, strict=True):
            try:
                if isinstance(result, InputError):
                    raise result
                with hold():
                    reread = store.reread(number, result, extractor=extractor)
                yield Renewed(number, reread)
            except (InputError, NotFoundError) as error:
                yield Renewed(number, error=error)


def _stored(store: Store, article_id: int) -> Article | InputError:
    try:
        return store.article(article_id)[0]
    except NotFoundError as error:
        return InputError(str(error))


def _failure(name: str, place: str, error: InputError, how: Places) -> Failure:
    given = tuple((field.name, value) for field in fields(Given) if (value := getattr(how.given, field.name)))
    return Failure(name, place, str(error), given, tuple(sorted(how.mapping.items())))


def readings(plan: Plan, store: Store | None = None) -> Iterator[tuple[str, Result]]:
    """What a plan names, read, in order; nothing is stored.

    Args:
        store: what is in it already is not looked into.
    """
    known, elsewhere = (store.has, store.elsewhere()) if store else (None, None)
    with Pool(plan.jobs or cores(), model=plan.model, threads=plan.threads or 1, known=elsewhere) as pool:
        yield from read_places(plan.places, plan.how, partial(_read, plan, pool, known))


def _read(plan: Plan, pool: Pool, known: Known | None, found: Found) -> Iterator[tuple[str, Result]]:
    jobs = plan.jobs or 1
    if plan.jobs is None and not any(map(is_address, plan.places)):
        found = iter(found)
        first = list(islice(found, _FEW))
        jobs = 1 if len(first) < _FEW else cores()
        found = chain(first, found)
    if jobs > 1:
        return pool.read(found)
    return read_articles(found, load(plan.model, plan.threads or (1 if plan.jobs else 0)), known)
