"""`quotes article`: stored articles, and correcting them."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from quotes.cli.options import DbOption, Format, FormatOption, LimitOption, clean, open_store
from quotes.errors import InputError

app = typer.Typer(no_args_is_help=True, help="Stored articles: list, show, their versions; correct, remove.")

_Id = Annotated[int, typer.Argument(metavar="ID", help="Id of an article, as `quotes article list` prints it.")]


@app.command("list")
def list_(limit: LimitOption = 50, format: FormatOption = Format.TABLE, db: DbOption = None) -> None:
    """List stored articles by id.

    Exit status: 0 found, 1 there are none, 2 error.
    """
    from quotes import show
    from quotes.cli.output import listing, note
    from quotes.rows import article_row

    with open_store(db) as store:
        found = store.articles(limit=limit)
    if not found:
        note("no articles in this database")
    columns = [
        show.Column("id", number=True),
        show.Column("date", day=True),
        show.Column("outlet"),
        show.Column("quotes", number=True),
        show.Column("title", wide=True),
    ]
    listing(map(article_row, found), columns, format)
    raise typer.Exit(0 if found else 1)


@app.command("show")
def show_(article_id: _Id, format: FormatOption = Format.TABLE, db: DbOption = None) -> None:
    """Show an article's metadata and its quotes; with --format json, its text too."""
    from quotes import show
    from quotes.cli.output import listing, render, write_json
    from quotes.rows import article_object, sighting_row
    from quotes.store import Filter

    with open_store(db) as store:
        article, ingested = store.article(article_id)
        sightings = list(store.sightings(Filter(article=article_id)))
    if format is Format.TABLE:
        render(show.article_page(article, article_id, ingested, sightings))
        return
    row = dict(article_object(article, article_id, ingested))
    if format is Format.JSON:
        row["quotes"] = [sighting_row(s) for s in sightings]
        write_json(row)
    else:
        listing([row], [], format)


@app.command()
def history(article_id: _Id, format: FormatOption = Format.TABLE, db: DbOption = None) -> None:
    """Show the texts that an article has had, and which quotes each of them added, altered, or left out.

    Exit status: 0 found, 2 error.
    """
    from quotes import show
    from quotes.cli.output import listing, render
    from quotes.history import revisions
    from quotes.rows import revision_row

    with open_store(db) as store:
        found = revisions(store.history(article_id))
    if format is Format.TABLE:
        render(show.history_page(article_id, found))
    else:
        listing(map(revision_row, found), [], format)


@app.command("set")
def set_(
    article_id: _Id,
    outlet: Annotated[str | None, typer.Option("--outlet", callback=clean, help="Correct the outlet.")] = None,
    date: Annotated[str | None, typer.Option("--date", help="Correct the date of publication (YYYY-MM-DD).")] = None,
    title: Annotated[str | None, typer.Option("--title", callback=clean, help="Correct the headline.")] = None,
    byline: Annotated[str | None, typer.Option("--byline", callback=clean, help="Correct the byline.")] = None,
    url: Annotated[str | None, typer.Option("--url", help="Correct the address.")] = None,
    db: DbOption = None,
) -> None:
    """Correct what is known about an article; an empty value empties the field. The log keeps what was there."""
    from quotes.cli.output import note
    from quotes.read.dates import is_iso
    from quotes.read.urls import canonical

    given = {"outlet": outlet, "published": date, "title": title, "byline": byline, "url": url}
    changes = {name: value or None for name, value in given.items() if value is not None}
    if not changes:
        raise InputError("nothing to correct; give --outlet, --date, --title, --byline or --url")
    if date and not is_iso(date):
        raise InputError(f"--date: {date!r} is no date; write it like 2025-05-21")
    if url:
        changes["url"] = canonical(url)
    with open_store(db) as store:
        store.change_article(article_id, changes)
    note(f"article {article_id}: {', '.join(changes)} corrected")


@app.command("remove")
def remove(
    article_id: _Id,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    db: DbOption = None,
) -> None:
    """Remove an article with its quotes, and the claims and speakers that only it had.

    It cannot be undone. The log keeps the article's number and the time, not its words.
    """
    from quotes.cli.output import note

    with open_store(db) as store:
        article, _ = store.article(article_id)
        if not yes:
            if not sys.stdin.isatty():
                raise InputError(
                    f"removing article {article_id} cannot be undone; add --yes to do it without being asked"
                )
            note(f"article {article_id}: {article.title or article.doc}")
            typer.confirm("remove it with its quotes?", abort=True, err=True)
        count = store.remove_article(article_id)
    note(f"article {article_id} removed with {count} quotes")
