"""The commands, put together."""

from __future__ import annotations

from typing import Annotated

import typer

from quotes import __version__
from quotes.cli import (
    article,
    check,
    claim,
    claims,
    compare,
    db,
    export,
    extract,
    ingest,
    outlets,
    quote,
    reextract,
    review,
    search,
    show,
    speaker,
    speakers,
    stats,
    trace,
    watch,
)

app = typer.Typer(
    name="quotes",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Who said what: find quotes in news articles, name their speakers, search and check them.",
)
for command in (
    ingest.ingest,
    reextract.reextract,
    search.search,
    claims.claims,
    check.check,
    show.show,
    trace.trace,
    speakers.speakers,
    outlets.outlets,
    extract.extract,
    compare.compare,
    export.export,
    stats.stats,
    speaker.undo,
    speaker.log,
):
    app.command()(command)
app.add_typer(article.app, name="article")
app.add_typer(speaker.app, name="speaker")
app.add_typer(quote.app, name="quote")
app.add_typer(claim.app, name="claim")
app.add_typer(watch.app, name="watch")
app.add_typer(review.app, name="review")
app.add_typer(db.app, name="db")


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"quotes {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    pass
