"""`quotes reextract`: the stored articles, looked into anew."""

from __future__ import annotations

from typing import Annotated

import typer

from quotes.cli.options import DbOption, ModelOption, ThreadsOption, open_store


def reextract(
    ids: Annotated[
        list[int] | None,
        typer.Argument(metavar="ID...", help="Of articles; else those that another extractor has read."),
    ] = None,
    jobs: Annotated[
        int | None, typer.Option("--jobs", "-j", min=1, max=256, help="Processes that read. [default: one a core]")
    ] = None,
    every: Annotated[bool, typer.Option("--every", help="All articles.")] = False,
    db: DbOption = None,
    model: ModelOption = None,
    threads: ThreadsOption = 0,
) -> None:
    """Find the quotes of stored articles anew, as this version's extractor finds them.

    Quotes that are found again keep their ids, claims and reviews; what people have corrected, rejected or put into a
    claim stays as they have it. Each article is changed whole or not at all; a run that was interrupted goes on where
    it stopped.

    Exit status: 0 done, 1 some articles failed, 2 error, 130 or 143 interrupted.
    """
    from quotes.cli.output import note, progress_bar
    from quotes.cli.stopping import Stopped, Stopping
    from quotes.model.session import PACKAGED
    from quotes.pool import Workers
    from quotes.reextract import reextract as renew
    from quotes.reextract import stale

    done = added = changed = gone = 0
    failures: list[str] = []
    with Stopping() as stopping:
        with open_store(db) as store, progress_bar() as progress:
            wanted = ids or stale(store, model or PACKAGED)
            wanted = [entry.id for entry in store.every_article()] if every else wanted
            task = progress.add_task("reading", total=len(wanted))
            found = renew(store, wanted, Workers(jobs, threads, model or PACKAGED), stopping.held)
            try:
                for outcome in found:
                    progress.advance(task)
                    if outcome.error is not None:
                        failures.append(str(outcome.error))
                    elif outcome.reread is not None:
                        done += 1
                        added += outcome.reread.added
                        changed += outcome.reread.changed
                        gone += outcome.reread.gone
            except Stopped:
                pass
        for failure in failures:
            note(f"quotes: {failure}")
        note(f"{done} articles read anew: {added} quotes added, {changed} changed, {gone} removed; {store.place}")
    stopping.end()
    raise typer.Exit(1 if failures else 0)
