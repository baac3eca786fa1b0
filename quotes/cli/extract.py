"""`quotes extract`: the quotes of articles, without a database."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from quotes.cli.options import (
    PLACES,
    Acts,
    ActsOption,
    Format,
    FormatOption,
    MapOption,
    ModelOption,
    OptionalLimitOption,
    ThreadsOption,
    mapped,
    open_model,
    places,
)

if TYPE_CHECKING:
    from quotes.model.reader import Reader


def extract(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PLACE...", callback=places, help=PLACES),
    ],
    acts: ActsOption = Acts.STATEMENT,
    limit: OptionalLimitOption = None,
    mapping: MapOption = None,
    format: FormatOption = Format.TABLE,
    model: ModelOption = None,
    threads: ThreadsOption = 0,
) -> None:
    """Print the quotes of articles; nothing is stored.

    Exit status: 0 done, even if nothing was found; 1 some files could not be read; 2 none could.
    """
    from collections.abc import Iterator
    from itertools import islice

    from quotes import show
    from quotes.cli.output import listing, note, note_language
    from quotes.errors import InputError
    from quotes.pipeline import read_articles, read_places
    from quotes.read import Places
    from quotes.rows import Row, quote_row

    how = Places(mapping=mapped(mapping))
    done = failed = 0

    def rows(reader: Reader) -> Iterator[Row]:
        nonlocal done, failed
        for _, reading in read_places(paths, how, lambda found: read_articles(found, reader)):
            if isinstance(reading, InputError):
                note(f"quotes: {reading}")
                failed += 1
                continue
            done += 1
            note_language(reading.article)
            for quote in reading.quotes:
                if acts is Acts.ALL or quote.act.value == acts.value:
                    yield quote_row(reading, quote)

    columns = [
        show.Column("doc"),
        show.Column("kind"),
        show.Column("act"),
        show.Column("speaker"),
        show.Column("text", wide=True),
    ]
    with open_model(model, threads) as reader:
        listing(islice(rows(reader), limit), columns, format)
    raise typer.Exit(0 if not failed else 1 if done else 2)
