"""The commands, put together."""

from __future__ import annotations

from importlib import import_module
from typing import Annotated

import typer

from quotes import __version__

# In the order of the help; each in the module of its name but for those of `_ELSEWHERE`.
_COMMANDS = (
    "ingest reextract search claims check show trace speakers outlets extract compare export stats undo log".split()
)
_GROUPS = "article speaker quote claim watch review db".split()
_ELSEWHERE = {"undo": "speaker", "log": "speaker"}


def app_for(command: str | None = None) -> typer.Typer:
    """The command line.

    Args:
        command: what was asked for. To read the signatures of all commands takes as long as a search, so that where it
            is one, or a group of them, the others are left out.
    """
    app = typer.Typer(
        name="quotes",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
        help="Who said what: find quotes in news articles, name their speakers, search and check them.",
    )
    app.callback()(_root)
    known = command in _COMMANDS or command in _GROUPS
    for name in _COMMANDS:
        if not known or name == command:
            app.command()(getattr(import_module(f"quotes.cli.{_ELSEWHERE.get(name, name)}"), name))
    for name in _GROUPS:
        if not known or name == command:
            app.add_typer(import_module(f"quotes.cli.{name}").app, name=name)
    return app


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"quotes {__version__}")
        raise typer.Exit


def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    pass
