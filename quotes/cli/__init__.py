"""The command line: one short file per command, one place where errors become messages.

Modules here import only what parsing the command line needs; a command imports the rest when it runs, so that
`quotes --help` stays as fast as the argument parser.
"""

from __future__ import annotations

import errno
import os
import sys

from quotes.cli.app import app_for
from quotes.errors import QuotesError

__all__ = ["main"]


def main() -> None:
    """Run a command; exit 0 (found), 1 (nothing found, or some files failed), 2 (error)."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            # Closed by whoever started us; there is nobody to write to.
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115
        elif hasattr(stream, "reconfigure"):
            # A terminal that cannot show a character gets its code instead of an exception.
            stream.reconfigure(errors="backslashreplace")
    try:
        try:
            app_for(*sys.argv[1:2])(prog_name="quotes")
        except SystemExit as stop:
            # Typer ends with 1, "nothing found", when the reader of a pipe goes away, as `head` does.
            if isinstance(stop.__context__, OSError) and stop.__context__.errno == errno.EPIPE:
                raise BrokenPipeError from stop
            sys.stdout.flush()
            raise
    except QuotesError as error:
        _say(str(error))
        sys.exit(2)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        sys.exit(0)
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        _say(f"writing the output failed ({error.strerror}); what was stored stays")
        sys.exit(2)
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
