"""Documents read by several processes at a time, each with a network of its own; results in the order of the documents.

A process that dies, of memory or of a fault in a library, takes down the document that it was at and nothing else.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from quotes.errors import InputError
from quotes.model.session import load
from quotes.pipeline import Found, Known, Result, read_articles
from quotes.read import Document
from quotes.records import Article

# So many documents wait for each process: enough that none idles while a long one is read, few enough for any memory.
_WAITING = 4


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
        model: the folder of the network.
        threads: that compute in each of them.
        known: whether an article needs no analysis; goes to each process, so it must be a function of a module, or a
            partial one.
    """

    def __init__(self, jobs: int, *, model: Path, threads: int = 1, known: Known | None = None) -> None:
        self._jobs = jobs
        self._given = model, threads, known
        self._pool: ProcessPoolExecutor | None = None

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
                task.future = self._processes().submit(_read, *self._given, task.name, task.one)
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
                    return task.name, task.future.result()
            except BrokenExecutor:
                pass
            # One process died, and with it went all that was begun. Whose fault it was shows when the first of them is
            # read alone.
            self._end()
            if task.tried:
                for other in waiting:
                    self._begun(other)
                return task.name, InputError(f"{task.name}: a process died of it, perhaps for want of memory; split it")
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
            # They must not end at a Ctrl-C that is meant for whoever started them; what is ignored stays so in them.
            with _ignoring(signal.SIGINT):
                self._pool.submit(os.getpid)
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


def _prepare() -> None:
    """Let a process end with the one that started it, however that ends."""
    threading.Thread(target=_follow, daemon=True).start()


def _follow() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _read(model: Path, threads: int, known: Known | None, name: str, one: Document | Article) -> Result:
    # Loaded by the first document, and kept.
    return next(read_articles([(name, one)], load(model, threads), known))[1]
