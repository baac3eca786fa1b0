"""Ctrl-C and SIGTERM during a long command: what is in hand is finished, the rest is left."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import typer

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Stopped(BaseException):
    """Somebody asked the command to stop."""


class Stopping:
    """A context manager that turns the signals that ask a command to stop into `Stopped`, raised where it does no harm.

    `Stopped` does not leave it; `end` is called behind it.

    Attributes:
        number: of the signal that came, None while none has.
    """

    def __init__(self) -> None:
        self.number: int | None = None
        self._held = False
        self._insisted = False

    def end(self) -> None:
        """End the command if it was asked to stop, by the custom of shells: 130 after Ctrl-C, 143 after SIGTERM."""
        from quotes.cli.output import note

        if self.number is not None:
            note("interrupted; the same command again goes on from here")
            raise typer.Exit(128 + self.number)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Work that is not to be broken off; `Stopped` comes behind it."""
        self._held = True
        try:
            yield
        finally:
            self._held = False
        if self.number is not None:
            raise Stopped

    def __enter__(self) -> Stopping:
        # Only a main thread can; elsewhere somebody else listens to the signals.
        self._before = (
            {number: signal.signal(number, self._note) for number in _SIGNALS}
            if threading.current_thread() is threading.main_thread()
            else {}
        )
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> bool:
        # A signal that comes from here on is only noted.
        self._held = True
        for number, handler in self._before.items():
            signal.signal(number, handler)
        # It may come where nobody waits for it, while the database is opened or the outcome is told.
        if kind is KeyboardInterrupt:
            # What waits in a library may be told of a signal in the library's own way; Ray's core does so.
            return self.number is not None and not self._insisted
        return kind is Stopped

    def _note(self, number: int, _: FrameType | None) -> None:
        if self.number is not None and number == signal.SIGINT:
            # Asked twice, it ends at once; the transaction that is open is rolled back.
            self._insisted = True
            raise KeyboardInterrupt
        self.number = number
        if not self._held:
            raise Stopped
