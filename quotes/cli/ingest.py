"""`quotes ingest`: articles into the database."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quotes.cli.options import (
    PLACES,
    DbOption,
    Format,
    FormatOption,
    MapOption,
    ModelOption,
    ThreadsOption,
    clean,
    mapped,
    open_store,
    place,
    places,
)
from quotes.errors import InputError

if TYPE_CHECKING:
    from quotes.ingest import Plan
    from quotes.ray_cluster import Cluster
    from quotes.store import Store


class Engine(StrEnum):
    """What reads."""

    LOCAL = "local"
    RAY = "ray"


@dataclass
class _Tally:
    """What came of the documents of a run."""

    new: int = 0
    versions: int = 0
    known: int = 0
    quotes: int = 0
    failures: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        changed = f" and {self.versions} new versions" if self.versions > 1 else " and 1 new version of an article"
        changed = changed if self.versions else ""
        counted = f"{self.new} articles{changed} stored with {self.quotes} quotes"
        return f"{counted}, {self.known} there already, {len(self.failures)} failed"


def ingest(
    paths: Annotated[
        list[str] | None, typer.Argument(metavar="PLACE...", callback=places, help=f"{PLACES} Or web addresses.")
    ] = None,
    outlet: Annotated[
        str | None, typer.Option("--outlet", callback=clean, help="Who printed them, where the texts do not tell.")
    ] = None,
    date: Annotated[str | None, typer.Option("--date", help="When they were printed (YYYY-MM-DD).")] = None,
    url: Annotated[str | None, typer.Option("--url", help="The address of the one article given.")] = None,
    mapping: MapOption = None,
    jobs: Annotated[
        int | None,
        typer.Option("--jobs", "-j", min=1, max=256, help="Processes that read. [default: one a core for many files]"),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print what would be stored; store nothing.")] = False,
    failed: Annotated[bool, typer.Option("--failed", help="List what failed in earlier runs, and why.")] = False,
    retry: Annotated[bool, typer.Option("--retry", help="Read again what failed in earlier runs.")] = False,
    forget: Annotated[bool, typer.Option("--forget", help="Forget what failed in earlier runs.")] = False,
    engine: Annotated[
        Engine, typer.Option("--engine", help="What reads: processes of this machine, or Ray, on one or many.")
    ] = Engine.LOCAL,
    address: Annotated[
        str | None,
        typer.Option(
            "--address",
            metavar="HOST:PORT",
            help="The Ray cluster that reads. [default: one of its own on this machine]",
            envvar="RAY_ADDRESS",
            show_envvar=True,
        ),
    ] = None,
    shards: Annotated[
        str | None,
        typer.Option(
            "--shards", metavar="DIR", help="Where Ray keeps what was read. [default: beside the database, .shards]"
        ),
    ] = None,
    format: FormatOption = Format.TABLE,
    db: DbOption = None,
    model: ModelOption = None,
    threads: ThreadsOption = 0,
) -> None:
    """Read articles, find their quotes, store them.

    What is stored already is not stored again; another text at a known address is a new version of its article. What
    cannot be read is reported and the others go on. A run that was interrupted goes on where it stopped when it is
    started again. What a sidecar NAME.json or an option says of outlet, title, byline, date and url wins over what the
    text tells.

    With --engine ray (extra `ray`), a directory without texts and pages may hold shards: JSON Lines, Parquet, WARC.
    What was read is kept as Parquet in --shards and is not read again; claims are found when all is stored.

    Exit status: 0 all stored or there already, 1 some files failed, 2 nothing could be done, 130 or 143 interrupted.
    """
    from quotes.ingest import Plan
    from quotes.model.session import PACKAGED
    from quotes.pool import Workers
    from quotes.read import Given

    given = Given(outlet=outlet, date=date, url=url).checked("--date or --url")
    if sum((failed, retry, forget, bool(paths))) != 1 or (dry_run and not paths):
        raise InputError("give places to read, or --failed, --retry or --forget; and --dry-run with places alone")
    if forget:
        _forget(db)
    if failed:
        _list_failed(db, format)
    if engine is Engine.RAY and not paths:
        raise InputError("--engine ray reads places; leave it out for --failed, --retry and --forget")
    if engine is Engine.RAY and dry_run:
        raise InputError("--engine ray stores what it reads; leave it out for --dry-run")
    plan = Plan(tuple(paths or ()), given, mapped(mapping), Workers(jobs, threads, model or PACKAGED))
    if dry_run:
        _print_dry(plan, db, format)
    _refuse_several(plan)
    cluster = None
    if engine is Engine.RAY:
        from quotes.ray_cluster import Cluster

        if shards == "":
            raise InputError("--shards: an empty name; give a folder, or leave it out")
        if shards is None and "://" in place(db):
            raise InputError("--engine ray needs --shards DIR where the database is not given as a file")
        cluster = Cluster(Path(shards or f"{place(db)}.shards"), address or None, jobs)
    _store(_retries(plan, db) if retry else [plan], db, cluster)


def _forget(db: str | None) -> None:
    """Forget what failed, and end the command."""
    from quotes.cli.output import note

    with open_store(db) as store:
        names = [failure.name for failure in store.failures()]
        store.note_failures([], names)
        note(f"{len(names)} forgotten; {store.place}")
    raise typer.Exit(0 if names else 1)


def _refuse_several(plan: Plan) -> None:
    from quotes.read import article_files
    from quotes.read.urls import is_address

    if plan.given.url is None:
        return
    files = [file for place in plan.places for file in ([place] if is_address(place) else article_files(Path(place)))]
    if len(files) > 1:
        raise InputError(f"--url names one article, but {len(files)} files are given; ingest them one by one")


def _store(plans: list[Plan], db: str | None, cluster: Cluster | None = None) -> None:
    """Store what the plans name, and end the command.

    Args:
        cluster: what reads; processes of this machine, if None.
    """
    from quotes.cli.output import note, note_language, progress_bar
    from quotes.cli.stopping import Stopped, Stopping
    from quotes.ingest import ingest
    from quotes.pool import collect_seldom

    collect_seldom()
    read = partial(ingest, tell=note)
    if cluster is not None:
        from quotes import distributed

        read = partial(distributed.ingest, cluster=cluster)
    tally = _Tally()
    with Stopping() as stopping:
        try:
            with open_store(db, create=True) as store, progress_bar() as progress:
                task = progress.add_task("reading", total=None)
                try:
                    for plan in plans:
                        for outcome in read(plan, store, hold=stopping.held):
                            if outcome.error is not None:
                                tally.failures.append(str(outcome.error))
                            elif outcome.added is None or outcome.reading is None:
                                tally.known += 1
                            else:
                                note_language(outcome.reading.article)
                                tally.new += outcome.added.new and outcome.added.version == 1
                                tally.versions += outcome.added.new and outcome.added.version > 1
                                tally.known += not outcome.added.new
                                tally.quotes += outcome.added.quotes if outcome.added.new else 0
                            progress.advance(task)
                except Stopped:
                    pass
            note(f"{tally}; {store.place}")
            if cluster is not None and stopping.number is not None:
                note("the claims are found when it goes on, or by `quotes db recluster`")
        finally:
            # Said even if the database fails half-way: what could not be read is lost to nobody.
            for failure in tally.failures:
                note(f"quotes: {failure}")
    stopping.end()
    raise typer.Exit(0 if not tally.failures else 1 if tally.new or tally.versions or tally.known else 2)


def _print_dry(plan: Plan, db: str | None, format: Format) -> None:
    """Print what a plan would store, and end the command."""
    from contextlib import ExitStack, suppress

    from quotes import show
    from quotes.cli.output import listing, note
    from quotes.errors import StoreError
    from quotes.ingest import readings
    from quotes.rows import Row, reading_row
    from quotes.web import Web

    failures: list[str] = []
    rows: list[Row] = []
    with ExitStack() as opened:
        store: Store | None = None
        # Without a database, nothing is stored yet.
        with suppress(StoreError):
            store = opened.enter_context(open_store(db))
        for _, reading in readings(plan, store, opened.enter_context(Web(store))):
            if isinstance(reading, InputError):
                failures.append(str(reading))
            else:
                rows.append(reading_row(reading))
    columns = [
        show.Column("date", day=True),
        show.Column("outlet"),
        show.Column("language"),
        show.Column("quotes", number=True),
        show.Column("stored"),
        show.Column("title", wide=True),
        show.Column("doc"),
    ]
    listing(rows, columns, format)
    for failure in failures:
        note(f"quotes: {failure}")
    note(f"{len(rows)} would be read, {len(failures)} failed; nothing was stored")
    raise typer.Exit(0 if not failures else 1 if rows else 2)


def _list_failed(db: str | None, format: Format) -> None:
    """Print what failed, and end the command."""
    from quotes import show
    from quotes.cli.output import listing, note
    from quotes.rows import failure_row

    with open_store(db) as store:
        failures = store.failures()
    columns = [show.Column("at", day=True), show.Column("name", wide=True), show.Column("reason", wide=True)]
    listing(map(failure_row, failures), columns, format)
    if not failures:
        note("nothing failed, or all of it was read since")
    raise typer.Exit(0 if failures else 1)


def _retries(plan: Plan, db: str | None) -> list[Plan]:
    """Plans for what failed; the command ends where nothing did."""
    from quotes.cli.output import note
    from quotes.ingest import again

    with open_store(db) as store:
        failures = store.failures()
    if not failures:
        note("nothing failed, or all of it was read since")
        raise typer.Exit(0)
    return again(failures, plan)
