"""How the training programs are run from the command line."""

from __future__ import annotations

import sys
from collections.abc import Callable

import typer

from quotes.errors import InputError


def run(main: Callable[..., None]) -> None:
    """Run a program with the options of the command line; bad input is one line on stderr and exit status 2."""
    try:
        typer.run(main)
    except InputError as error:
        print(f"training: {error}", file=sys.stderr)
        sys.exit(2)
