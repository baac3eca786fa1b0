"""`quotes ingest`: articles into the database."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from quotes.cli.options import DbOption, ModelOption, ThreadsOption, clean, open_model, open_store


def ingest(
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="PATH...", help="Text files, directories, or - for standard input."),
    ],
    outlet: Annotated[
        str | None, typer.Option("--outlet", callback=clean, help="Who printed them, where the texts do not tell.")
    ] = None,
    date: Annotated[str | None, typer.Option("--date", help="When they were printed (YYYY-MM-DD).")] = None,
    url: Annotated[str | None, typer.Option("--url", help="The address of the one article given.")] = None,
    db: DbOption = None,
    model: ModelOption = None,
    threads: ThreadsOption = 0,
) -> None:
    """Read articles, find their quotes, store them.

    What is stored already is not stored again. A file that cannot be read is reported and the others go on. What a
    sidecar NAME.json or an option says of outlet, title, byline, date and url wins over what the text tells.

    Exit status: 0 all stored or there already, 1 some files failed, 2 nothing could be done.
    """
    from quotes.cli.output import note, note_language, progress_bar
    from quotes.errors import InputError
    from quotes.pipeline import read_articles
    from quotes.read import Given, article_files

    given = Given(outlet=outlet, date=date, url=url)
    files: list[Path] = []
    failures: list[str] = []
    for path in paths:
        try:
            files.extend(article_files(path))
        except InputError as error:
            failures.append(str(error))
    if url is not None and len(files) > 1:
        raise InputError(f"--url names one article, but {len(files)} files are given; ingest them one by one")
    new = known = quotes = 0
    try:
        if files:
            with (
                open_model(model, threads) as reader,
                open_store(db, create=True) as store,
                progress_bar() as progress,
            ):
                task = progress.add_task("reading", total=len(files))
                for _, reading in read_articles(files, reader, given):
                    try:
                        if isinstance(reading, InputError):
                            raise reading
                        note_language(reading.article)
                        added = store.add(reading, extractor=reader.settings.name)
                        new, known = new + added.new, known + (not added.new)
                        quotes += added.quotes if added.new else 0
                    except InputError as error:
                        failures.append(str(error))
                    progress.advance(task)
                where = store.place
            note(f"{new} articles stored with {quotes} quotes, {known} there already, {len(failures)} failed; {where}")
    finally:
        # Said even if the database fails half-way: what could not be read is lost to nobody.
        for failure in failures:
            note(f"quotes: {failure}")
    raise typer.Exit(0 if not failures else 1 if new or known else 2)
