"""The command line: one short file per command, one place where errors become messages.

Modules here import only what parsing the command line needs; a command imports the rest when it runs, so that
`quotes --help` stays as fast as the argument parser.
"""

from __future__ import annotations

import os
import sys

from quotes.cli.app import app
from quotes.errors import QuotesError

__all__ = ["main"]


def main() -> None:
    """Run a command; exit 0 (found), 1 (nothing found, or some files failed), 2 (error)."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A terminal that cannot show a character gets its code instead of an exception.
            stream.reconfigure(errors="backslashreplace")
    try:
        app(prog_name="quotes")
    except QuotesError as error:
        _say(str(error))
        sys.exit(2)
    except BrokenPipeError:
        # The reader of a pipe went away, as `head` does; there is nobody left to write to.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except KeyboardInterrupt:
        _say("interrupted; what was stored before stays")
        sys.exit(130)
    except Exception as error:
        if os.environ.get("QUOTES_TRACEBACK"):
            raise
        _say(f"unexpected {type(error).__name__}: {error}; please report it with the output of QUOTES_TRACEBACK=1")
        sys.exit(2)


def _say(message: str) -> None:
    from quotes.text import visible

    print(f"quotes: {visible(message)}", file=sys.stderr)  # noqa: T201 - the one catch at the edge
