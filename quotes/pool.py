"""Documents read by several processes at a time, each with a network of its own; results in the order of the documents.

A process that dies, of memory or of a fault in a library, takes down the document that it was at and nothing else.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path

from quotes.errors import InputError
from quotes.model.session import PACKAGED, cores, load
from quotes.pipeline import Found, Known, Result, read_articles
from quotes.read import Document
from quotes.records import Article

Read = Callable[[Found], Iterator[tuple[str, Result]]]
LONGEST = 900.0
"""Seconds. The longest text that is read takes a slow processor some minutes; what takes longer never ends."""
# A process needs half a second to load its network; so many articles take longer.
_FEW = 16
# So many documents wait for each process: enough that none idles while a long one is read, few enough for any memory.
_WAITING = 12


@dataclass(frozen=True, slots=True)
class Extractor:
    """What reads in a process, here or on another machine, to which it can be sent; the network is loaded there, once.

    Attributes:
        model: the folder of the network.
        threads: that compute; 0 for one a core.
        known: whether an article needs no analysis; a function of a module, or a partial one.
    """

    model: Path = PACKAGED
    threads: int = 1
    known: Known | None = None

    def __call__(self, found: Found) -> Iterator[tuple[str, Result]]:
        """As `pipeline.read_articles`.

        Raises:
            InputError: the folder holds no model of this version.
        """
        return read_articles(found, load(self.model, self.threads), self.known)


@dataclass(frozen=True, slots=True)
class Workers:
    """What reads: this process, or several.

    Attributes:
        jobs: processes; None for this one as long as there is little to read, then as many as processors.
        threads: that compute in each; 0 for one a processor where `jobs` is None and this process reads, else for one.
        model: the folder of the network.
    """

    jobs: int | None = None
    threads: int = 0
    model: Path = PACKAGED

    @contextmanager
    def reading(self, known: Known | None = None, elsewhere: Known | None = None) -> Iterator[Read]:
        """What reads documents, as `pipeline.read_articles` does; the processes end with the block.

        Args:
            known: whether an article needs no analysis; `elsewhere` tells it in another process.
        """
        with Pool(self.jobs or cores(), Extractor(self.model, self.threads or 1, elsewhere)) as pool:
            yield partial(self._read, pool, known)

    def _read(self, pool: Pool, known: Known | None, found: Found) -> Iterator[tuple[str, Result]]:
        found = iter(found)
        if self.jobs is None or self.jobs == 1:
            few = found if self.jobs else islice(found, _FEW)
            yield from Extractor(self.model, self.threads or self.jobs or 0, known)(few)
        yield from pool.read(found)


@dataclass
class _Task:
    name: str
    one: Document | Article | InputError
    future: Future[Result] | None = None
    tried: bool = False


class Pool:
    """Processes that read and analyse; a context manager, which ends them.

    Args:
        jobs: how many.
        extractor: what reads in each.
    """

    def __init__(self, jobs: int, extractor: Extractor) -> None:
        self._jobs = jobs
        self._extractor = extractor
        self._pool: ProcessPoolExecutor | None = None
        self._started: set[multiprocessing.process.BaseProcess] = set()

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        # To their end, so that they leave no file open behind them; but nobody who insists is kept waiting.
        self._end(wait=kind is not KeyboardInterrupt)

    def read(self, found: Found) -> Iterator[tuple[str, Result]]:
        """As `pipeline.read_articles`; documents are drawn as they can be worked at.

        Raises:
            InputError: the folder holds no model of this version.
        """
        waiting: deque[_Task] = deque()
        for name, one in found:
            waiting.append(self._begun(_Task(name, one)))
            if len(waiting) > _WAITING * self._jobs:
                yield self._finished(waiting)
        while waiting:
            yield self._finished(waiting)

    def _begun(self, task: _Task) -> _Task:
        if not isinstance(task.one, InputError):
            try:
                task.future = self._processes().submit(_read, self._extractor, task.name, task.one)
            except BrokenExecutor:
                task.future = None
        return task

    def _finished(self, waiting: deque[_Task]) -> tuple[str, Result]:
        """The result of the first that waits."""
        task = waiting.popleft()
        while True:
            if isinstance(task.one, InputError):
                return task.name, task.one
            try:
                if task.future is not None:
                    return task.name, task.future.result(LONGEST)
            except BrokenExecutor:
                pass
            except TimeoutError:
                for process in self._started:
                    process.kill()
                task.tried = True
            # One process died, and with it went all that was begun. Whose fault it was shows when the first of them is
            # read alone.
            self._end()
            if task.tried:
                for other in waiting:
                    self._begun(other)
                return task.name, InputError(
                    f"{task.name}: a process died of it or came to no end; leave it out, or split it"
                )
            for other in waiting:
                other.future = None
            task.tried = True
            self._begun(task)
            if task.future is not None and task.future.exception() is None:
                for other in waiting:
                    self._begun(other)

    def _processes(self) -> ProcessPoolExecutor:
        if self._pool is None:
            # Not forked: a copy of a process with threads can hang.
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(self._jobs, context, _prepare)
            others = set(multiprocessing.active_children())
            # They must not end at a Ctrl-C that is meant for whoever started them; what is ignored stays so in them.
            with _ignoring(signal.SIGINT):
                # Each task that comes before another is done starts one more process.
                for _ in range(self._jobs):
                    self._pool.submit(os.getpid)
            self._started = set(multiprocessing.active_children()) - others
        return self._pool

    def _end(self, *, wait: bool = False) -> None:
        pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown(wait=wait, cancel_futures=True)


@contextmanager
def _ignoring(number: int) -> Iterator[None]:
    """Ignore a signal, and let what is started ignore it for good; only a main thread can."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(number, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(number, before)


def collect_seldom() -> None:
    """Let this process look for cycles in memory less often, where it does nothing but read or store many articles.

    All but a little of what they leave behind is freed without that, and to look takes a fortieth of the time.
    """
    gc.set_threshold(20_000, 10, 10)


def _prepare() -> None:
    """Let a process end with the one that started it, however that ends."""
    collect_seldom()
    threading.Thread(target=_follow, daemon=True).start()


def _follow() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _read(extractor: Extractor, name: str, one: Document | Article) -> Result:
    return next(extractor([(name, one)]))[1]
