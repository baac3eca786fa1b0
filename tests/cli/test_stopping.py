"""Being asked to stop, whatever else is told of it."""

from __future__ import annotations

import os
import signal

import pytest
import typer

from quotes.cli.stopping import Stopping


def test_a_library_that_tells_of_the_signal_in_its_own_way_ends_the_command_as_well() -> None:
    stopping = Stopping()
    with stopping, stopping.held():
        os.kill(os.getpid(), signal.SIGTERM)
        raise KeyboardInterrupt
    with pytest.raises(typer.Exit) as ended:
        stopping.end()
    assert ended.value.exit_code == 143


def _insist() -> None:
    with Stopping() as stopping, stopping.held():
        os.kill(os.getpid(), signal.SIGINT)
        os.kill(os.getpid(), signal.SIGINT)


def test_what_nobody_asked_for_and_what_is_insisted_on_goes_through() -> None:
    with pytest.raises(KeyboardInterrupt), Stopping():
        raise KeyboardInterrupt
    with pytest.raises(KeyboardInterrupt):
        _insist()
