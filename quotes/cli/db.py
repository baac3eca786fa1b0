"""`quotes db`: the database itself."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from quotes.cli.options import DbOption, clean, open_store, place
from quotes.errors import InputError

app = typer.Typer(no_args_is_help=True, help="The database itself: where it is, its soundness, copies of it.")


@app.command()
def path(db: DbOption = None) -> None:
    """Print where the database is, or would be made."""
    from quotes.cli.output import write
    from quotes.store import describe
    from quotes.text import visible

    write(visible(describe(place(db))) + "\n")


@app.command()
def migrate(db: DbOption = None) -> None:
    """Bring the database to the schema of this version, or make an empty one."""
    from quotes.cli.output import note
    from quotes.store import migrate as bring

    note(f"{bring(place(db))} has the newest schema")


@app.command()
def recluster(
    jobs: Annotated[int | None, typer.Option("--jobs", "-j", min=1, help="Processes; as many as processors.")] = None,
    db: DbOption = None,
) -> None:
    """Make all claims anew, as this version tells statements apart.

    What people have corrected stays, and a claim keeps its id where its quotes stay together. The claims are the same
    as those of reading all articles anew, in any order. A million quotes take some minutes, in which nobody else can
    write; what is interrupted changes nothing.
    """
    from quotes.cli.output import note, progress_bar

    with open_store(db) as store, progress_bar() as progress:
        task = progress.add_task("clustering", total=store.counts().get("quote act statement", 0))
        made = store.recluster(
            jobs=jobs or os.cpu_count() or 1, progress=lambda done: progress.update(task, completed=done)
        )
    note(
        f"{made.statements} statements, {made.claims} claims; {made.moved} statements are in another claim than before"
    )


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where the copy goes.")],
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there.")] = False,
    db: DbOption = None,
) -> None:
    """Copy the database into a file, while others may use it.

    The copy is one state of the database, and there whole or not at all. A file that is copied by other means while
    somebody writes may miss what was written last, or be damaged.
    """
    from quotes.cli.output import note
    from quotes.store import backup as copy

    if os.path.lexists(file) and not force:
        raise InputError(f"{file} is there already; choose another name, or add --force to replace it")
    note(f"{copy(place(db), file)} copied to {file}")


@app.command()
def copy(
    source: Annotated[str, typer.Argument(metavar="FROM", callback=clean, help="A file, or postgresql://...")],
    target: Annotated[str, typer.Argument(metavar="TO", callback=clean, help="The same; nothing may be stored there.")],
) -> None:
    """Copy a whole database into an empty one: from a file to a PostgreSQL server, back, or to another file.

    Every row keeps its id. What is interrupted has changed nothing, or copied every row.
    """
    from quotes.cli.output import note, progress_bar
    from quotes.store import copy as copied
    from quotes.store import describe

    with progress_bar() as progress:
        task = progress.add_task("copying", total=None)
        rows = copied(source, target, lambda done: progress.update(task, completed=done))
    note(f"{rows} rows of {describe(source)} copied to {describe(target)}")


@app.command()
def vacuum(db: DbOption = None) -> None:
    """Give back the room of what was removed; a server counts anew, too, what it plans queries by.

    Worth it after much was removed or copied; a million quotes take a minute or two, in which nobody else can write.
    """
    from quotes.cli.output import note
    from quotes.store import vacuum as made

    note(f"{made(place(db))} has no room left over")


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A copy that `quotes db backup` made.")],
    db: DbOption = None,
) -> None:
    """Put a copy in the place of the database; what was there is kept in a file beside it."""
    from quotes.cli.output import note
    from quotes.store import describe
    from quotes.store import restore as put

    kept = put(place(db), file)
    note(f"{describe(place(db))} restored from {file}" + (f"; what was there is in {kept}" if kept else ""))


@app.command()
def reindex(db: DbOption = None) -> None:
    """Make the search index and the keys of names anew from what is stored."""
    from quotes.cli.output import note

    with open_store(db) as store:
        store.reindex()
        note(f"{store.place} has a new search index")


@app.command()
def check(db: DbOption = None) -> None:
    """Verify the file, foreign keys, the search index, claims, and every text against its hash and its quotes.

    Exit status: 0 sound, 1 faults found, 2 error.
    """
    from quotes.cli.output import note, write
    from quotes.store import is_empty

    if is_empty(place(db)):
        note("sound; nothing is stored in it yet")
        return
    with open_store(db) as store:
        faults = store.faults()
    write("".join(f"{fault}\n" for fault in faults))
    note(f"{len(faults)} faults found" if faults else "sound")
    raise typer.Exit(1 if faults else 0)
