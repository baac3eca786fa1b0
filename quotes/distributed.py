"""Ingesting by Ray: many processes read, on one machine or many, and one stores.

    _units      places -> files, in their order; texts by the hundred
    _documents  files -> their documents, a hundred at a time; a task
    _Worker     documents -> a shard of records; an actor, which holds a model
    ingest      shards -> the database, in the order of the documents; the process that was started
    _portions   the statements of some speakers -> what may be one claim; a task
    _compared   those -> claims; a task

Ray Data shares out what is to be done, holds it back where too much waits, and does anew what a process left undone
that died. A shard that is there is not made again. Files, shards and model lie at the same path on all machines.
Needs Ray (`quotes.ray_cluster`).
"""

from __future__ import annotations

import faulthandler
import os
import pickle
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b
from itertools import groupby
from pathlib import Path
from typing import Any, TypeVar

from quotes import __version__, cluster, shards
from quotes.errors import InputError, ReadError, TransientError
from quotes.ingest import Failures, Hold, Outcome, Plan, stored
from quotes.model.session import SETTINGS
from quotes.model.settings import Settings
from quotes.pipeline import Found, Result
from quotes.pool import LONGEST, Extractor, collect_seldom
from quotes.ray_cluster import Cluster, connected, no_ray
from quotes.read import STDIN, Document, Places, files_of, holds_several
from quotes.records import Article
from quotes.store import Store
from quotes.store.recluster import Block, Clustered, clustered
from quotes.store.stars import as_statement

T = TypeVar("T")
Documents = list[tuple[str, Document | Article | InputError]]
Row = dict[str, Any]
# Documents of a shard: some seconds of work, which is what the death of a process costs.
_SHARD = 100
# Bytes of their contents, so that a shard of long ones goes through any memory.
_LARGEST = 16_000_000
# What a document kills twice when it is read alone, it would kill a third time.
_DEATHS = 2
_NAME = "[0-9a-f]{24}-[0-9]{6}"
# What our own shards are called: nothing that is to be read, if they lie among what is.
_OURS = re.compile(rf"{_NAME}\.parquet")
# What is beside them while they are made.
_BEGUN, _UNFINISHED = re.compile(rf"{_NAME}\.begun"), re.compile(rf"\.{_NAME}\.parquet\.[0-9a-f]{{32}}")
# Where statements lie that are to be compared, and what says that a run uses the folder.
_SPOOL, _LOCK = ".quotes-statements-", ".quotes-lock"
# Statements that are compared by one task, and how many of one speaker are parted before that.
_PORTION = 1000


@dataclass(frozen=True, slots=True)
class _Unit:
    """Files that one task opens; or the one place that has none, and why.

    Attributes:
        key: stands for the files as they are now, and for how they are read.
        files: each with whether somebody named it.
    """

    key: str
    files: tuple[tuple[Path, bool], ...] = ()
    wrong: tuple[str, InputError] | None = None

    def documents(self, how: Places) -> Found:
        """What is in the files."""
        if self.wrong is not None:
            yield self.wrong
        for file, named in self.files:
            yield from how.file(file, named=named)


@dataclass(frozen=True, slots=True)
class _Job:
    """What every process must know.

    Attributes:
        home: the folder against which relative paths are meant.
    """

    how: Places
    extractor: Extractor
    folder: Path
    home: Path


def ingest(plan: Plan, store: Store, cluster: Cluster, hold: Hold = nullcontext) -> Iterator[Outcome]:
    """Read what a plan names by Ray and store it, as `quotes.ingest.ingest` does; the claims come last.

    Args:
        plan: of files; `plan.workers` says which model reads, in how many threads each.
        hold: surrounds what is not to be broken off.

    Yields:
        What came of each document, once it is stored.

    Raises:
        StoreError: the database refuses; what was stored before stays.
        InputError: Ray is not installed, there is no such cluster, a place is no file, the folder for shards cannot be
            written, or a worker failed.
    """
    extractor = Settings.load(plan.workers.model / SETTINGS).name
    for place in plan.places:
        if place == str(STDIN) or "://" in place:
            raise InputError(f"{place}: --engine ray reads files; leave the option out for what is no file")
    how = Places(plan.given, plan.mapping)
    job = _Job(
        how, Extractor(plan.workers.model.absolute(), plan.workers.threads or 1), cluster.folder.absolute(), Path.cwd()
    )
    with _prepared(cluster.folder), connected(cluster) as workers:
        units = list(_units(plan, extractor))
        with Failures(plan, store) as failures:
            for shard in _extracted(units, job, workers):
                try:
                    results = _taken(shard)
                except ReadError as error:
                    yield Outcome(str(shard), error=error)
                    continue
                yield from stored(results, store, failures, hold, extractor=extractor, claims=False)
        store.gather(partial(_matched, job.folder, workers))


def _taken(shard: Path) -> list[tuple[str, Result]]:
    """What is in a shard; a damaged one is removed, so that the next run makes it again.

    Raises:
        ReadError: it is damaged, or cannot be read.
    """
    try:
        return list(shards.read(shard))
    except ReadError as error:
        if getattr(error.__cause__, "errno", None) is not None:
            raise
        try:
            shard.unlink()
        except OSError:
            raise error from error.__cause__
        raise ReadError(f"{shard}: damaged, and removed; the same command again reads anew what was in it") from error


@contextmanager
def _prepared(folder: Path) -> Iterator[None]:
    """Make the folder of the shards, and have it alone."""
    try:
        from filelock import FileLock, Timeout
    except ImportError:
        raise no_ray() from None
    with ExitStack() as stack:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            stack.enter_context(FileLock(folder / _LOCK, timeout=0))
            _tidy(folder)
        except Timeout:
            reason = "another run uses it; wait for its end, or choose another with --shards"
            raise InputError(f"{folder}: {reason}") from None
        except (OSError, NotImplementedError) as error:
            why = getattr(error, "strerror", None) or "it cannot be locked"
            raise InputError(f"{folder}: no folder for shards ({why}); choose another with --shards") from error
        yield


def _tidy(folder: Path) -> None:
    """Remove what an earlier run left unfinished, or gave up, so that it is done anew."""
    for file in list(folder.iterdir()):
        if _BEGUN.fullmatch(file.name):
            file.with_suffix(".parquet").unlink(missing_ok=True)
        if _BEGUN.fullmatch(file.name) or _UNFINISHED.fullmatch(file.name):
            file.unlink()
        elif file.name.startswith(_SPOOL) and file.is_dir() and not file.is_symlink():
            shutil.rmtree(file)


def _units(plan: Plan, extractor: str) -> Iterator[_Unit]:
    """The files of the places, in their order; what reading makes of them depends on nothing that is not in the key."""
    how = (plan.given, sorted(plan.mapping.items()), extractor, __version__)
    for place in plan.places:
        try:
            found = [one for one in files_of(place, shards=True) if one[1] or not _OURS.fullmatch(one[0].name)]
            if not found:
                raise InputError(f"{place}: only shards of an earlier run are there; name what they were made from")
        except InputError as error:
            yield _Unit(_key(how, str(error)), wrong=(place, error))
            continue
        for several, files in groupby(found, key=lambda one: holds_several(one[0])):
            for some in _cut(files, 1 if several else _SHARD):
                yield _Unit(_key(how, [(named, _stamps(file)) for file, named in some]), tuple(some))


def _key(*parts: object) -> str:
    return blake2b(repr(parts).encode(), digest_size=12).hexdigest()


def _stamps(file: Path) -> list[tuple[str, int, int]]:
    """What changes when a file changes, or the sidecar beside it."""
    found = []
    for one in (file, file.with_suffix(".json")):
        try:
            stat = one.stat()
        except OSError:
            continue
        found.append((str(one), stat.st_size, stat.st_mtime_ns))
    return found


def _cut(values: Iterable[T], count: int, size: Callable[[T], int] = lambda _: 0) -> Iterator[list[T]]:
    """So many at a time, or fewer where their size is large."""
    held, total = list[T](), 0
    for value in values:
        held.append(value)
        total += size(value)
        if len(held) == count or total >= _LARGEST:
            yield held
            held, total = [], 0
    if held:
        yield held


# In other processes


def _documents(job: _Job, row: Row) -> Iterator[Row]:
    """The documents of a unit, so many as go into one shard; none where the shard is there."""
    os.chdir(job.home)
    unit: _Unit = _unpacked(row["unit"])
    found = unit.documents(job.how)
    for number, some in enumerate(_cut(found, _SHARD, lambda one: len(getattr(one[1], "data", b"")))):
        name = f"{unit.key}-{number:06}"
        there = (job.folder / f"{name}.parquet").exists()
        yield {"shard": name, "documents": b"" if there else pickle.dumps(some)}


class _Worker:
    """Reads documents and writes them as shards.

    What was begun is noted in a file beside the shard. Where a process has died, the next one reads one document after
    the other and notes each, so that one which kills whoever reads it is found, and left out. Beside what the next run
    is to make again the note stays.
    """

    def __init__(self, job: _Job) -> None:
        collect_seldom()
        os.chdir(job.home)
        self._job = job

    def __call__(self, batch: Any) -> Any:
        for row in batch.to_pylist():
            shard = self._job.folder / f"{row['shard']}.parquet"
            if row["documents"] and not shard.exists():
                self._write(shard, _unpacked(row["documents"]))
        return batch.select(["shard"])

    def _write(self, shard: Path, documents: Documents) -> None:
        trace = shard.with_suffix(".begun")
        before = trace.read_text().split("-") if trace.exists() else []
        deaths = Counter(attempt.split()[-1] for attempt in before if attempt.split())
        with trace.open("a", buffering=1) as notes:
            notes.write("-\n")
            reading = self._one_by_one(documents, deaths, notes.write) if before else self._job.extractor(documents)
            results = list(_watched(reading))
            shards.write(shard, results)
        given_up = max(deaths.values(), default=0) >= _DEATHS
        if not given_up and not any(isinstance(result, TransientError) for _, result in results):
            # A file that was named twice is read by two at a time.
            trace.unlink(missing_ok=True)

    def _one_by_one(
        self, documents: Documents, deaths: Counter[str], note: Callable[[str], object]
    ) -> Iterator[tuple[str, Result]]:
        for number, (name, one) in enumerate(documents):
            if deaths[str(number)] >= _DEATHS:
                reason = f"{name}: a process died of it or came to no end; leave it out, or split it"
                yield name, InputError(reason)
                continue
            note(f"{number}\n")
            yield from self._job.extractor([(name, one)])


def _watched(results: Iterable[T]) -> Iterator[T]:
    """End this process where a result never comes."""
    try:
        faulthandler.dump_traceback_later(LONGEST, exit=True)
        for result in results:
            faulthandler.dump_traceback_later(LONGEST, exit=True)
            yield result
    finally:
        faulthandler.cancel_dump_traceback_later()


def _portions(row: Row) -> Iterator[Row]:
    """Statements that are to be compared, so many as make a task; those that may be one claim stay together."""
    batch: list[Block] = _unpacked(Path(os.fsdecode(row["file"])).read_bytes())
    portion, size = list[Block](), 0
    for speakers, rows in batch:
        for piece in _parted(rows) if speakers and len(rows) > _PORTION else [rows]:
            portion.append((speakers, piece))
            size += len(piece)
            if size >= _PORTION:
                yield {"portion": pickle.dumps(portion)}
                portion, size = [], 0
    if portion:
        yield {"portion": pickle.dumps(portion)}


def _parted(rows: list[Row]) -> Iterator[list[Row]]:
    by_id = {row["id"]: row for row in rows}
    for piece in cluster.pieces(map(as_statement, rows)):
        yield [by_id[statement.id] for statement in piece]


def _compared(row: Row) -> Row:
    return {"claims": pickle.dumps(clustered(_unpacked(row["portion"])))}


def _unpacked(data: bytes) -> Any:
    """What another process of this program has packed."""
    return pickle.loads(data)  # noqa: S301 - it comes from nobody else


# What Ray does


def _extracted(units: list[_Unit], job: _Job, workers: int) -> Iterator[Path]:
    """The shards of all documents, in their order, as soon as they are there."""
    from ray.data import ActorPoolStrategy

    if not units:
        return
    pool = ActorPoolStrategy(size=workers, max_tasks_in_flight_per_actor=2)
    found = (
        _dataset([{"unit": pickle.dumps(unit)} for unit in units])
        .flat_map(partial(_documents, job), num_cpus=0)
        .map_batches(
            _Worker, fn_constructor_args=(job,), batch_size=1, batch_format="pyarrow", compute=pool, num_cpus=1
        )
    )
    for row in _rows(found):
        yield job.folder / f"{row['shard']}.parquet"


def _matched(folder: Path, workers: int, batches: Iterator[list[Block]]) -> Iterator[Clustered]:
    """A `recluster.Matcher`; statements go through files, so that any number can."""
    from ray.data import TaskPoolStrategy

    spool = Path(tempfile.mkdtemp(prefix=_SPOOL, dir=folder))
    try:
        files = []
        for number, batch in enumerate(batches):
            file = spool / f"{number:06}"
            file.write_bytes(pickle.dumps(batch))
            files.append({"file": os.fsencode(file)})
        if files:
            pool = TaskPoolStrategy(size=workers)
            for row in _rows(_dataset(files).flat_map(_portions).map(_compared, compute=pool, num_cpus=1)):
                yield _unpacked(row["claims"])
    finally:
        shutil.rmtree(spool, ignore_errors=True)


def _dataset(rows: list[Row]) -> Any:
    import ray.data

    return ray.data.from_items(rows, override_num_blocks=min(len(rows), 1000))


def _rows(dataset: Any) -> Iterator[Row]:
    """The rows of a dataset as they are made.

    Raises:
        InputError: a task failed.
    """
    from ray.exceptions import RayError

    try:
        # None is fetched before it is asked for: one would not be told of until the next is there.
        for batch in dataset.iter_batches(batch_size=1, prefetch_batches=0, batch_format="pyarrow"):
            yield from batch.to_pylist()
    except RayError as error:
        reason: BaseException | None = error
        while isinstance(reason, RayError):
            last, reason = reason, getattr(reason, "cause", None) or reason.__cause__
            # Ray Data puts what it was about around what happened.
            while reason is not None and reason.__cause__ is not None:
                reason = reason.__cause__
        why = f"{type(reason).__name__}: {reason}" if reason else str(last)
        raise InputError(f"a worker of Ray failed ({why[-500:]}); what was stored stays, run it again") from error
