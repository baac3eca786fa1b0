"""`quotes search`: stored quotes by their words."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from quotes.cli.options import (
    Acts,
    ActsOption,
    DbOption,
    Format,
    FormatOption,
    IdsOption,
    KindsOption,
    LimitOption,
    OutletOption,
    SinceOption,
    SpeakerOption,
    UntilOption,
    WordsArgument,
    filter_of,
    open_store,
)

if TYPE_CHECKING:
    from quotes.store import Filter


class Sort(StrEnum):
    """Values of --sort."""

    BEST = "best"
    DATE = "date"


def search(
    words: WordsArgument,
    speaker: SpeakerOption = None,
    outlet: OutletOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    kind: KindsOption = None,
    acts: ActsOption = Acts.STATEMENT,
    sort: Annotated[Sort, typer.Option("--sort", help="Best match first, or newest first.")] = Sort.BEST,
    raw: Annotated[
        bool, typer.Option("--raw", help="WORDS is an expression of FTS5, of websearch_to_tsquery on a server.")
    ] = False,
    ids: IdsOption = False,
    limit: LimitOption = 20,
    format: FormatOption = Format.TABLE,
    db: DbOption = None,
) -> None:
    """Find stored quotes by their words.

    All words must occur; put "double quotation marks" inside WORDS around those that must stand together, and a *
    behind the beginning of a word; WORDS that begin with a dash go behind --. Where words occur nowhere, words like
    them are tried, and the output says so.

    Exit status: 0 found, 1 nothing found, 2 error.
    """
    from quotes import show
    from quotes.cli.output import listing, note, write
    from quotes.rows import sighting_row
    from quotes.text import shortened

    with open_store(db) as store:
        asked = filter_of(store, speaker=speaker, outlet=outlet, since=since, until=until, kinds=kind, acts=acts)
        hits = store.search(words, asked, raw=raw, by_date=sort is Sort.DATE, limit=limit)
        if not hits.sightings and asked.speakers != ():
            note(_nothing(words, asked, lambda f: bool(store.search(words, f, raw=raw, limit=1).sightings)))
    if hits.instead is not None:
        note(f"{shortened(words)!r} is in no stored quote; these have words like it: {shortened(hits.instead, 300)}")
    if ids:
        write("".join(f"{s.id}\n" for s in hits.sightings))
    else:
        columns = [
            show.Column("id", number=True),
            show.Column("date", day=True),
            show.Column("outlet"),
            show.Column("speaker"),
            show.Column("text", wide=True),
        ]
        rows = [sighting_row(s) for s in hits.sightings]
        columns += show.gone_column(hits.sightings)
        listing(rows, columns, format, highlight=hits.instead or words)
    raise typer.Exit(0 if hits.sightings else 1)


_FILTERS = {
    "speakers": "--speaker",
    "outlet": "--outlet",
    "since": "--since",
    "until": "--until",
    "kinds": "--kind",
    "acts": "--acts",
}


def _nothing(words: str, asked: Filter, found: Callable[[Filter], bool]) -> str:
    """Why a search came back empty: which filter emptied it, or that the words are nowhere.

    Args:
        found: whether the words are found with another filter.
    """
    from dataclasses import fields, replace

    from quotes.text import shortened

    empty: dict[str, Any] = {f.name: f.default for f in fields(asked)}
    shown = shortened(words)
    if not found(replace(asked, **empty)):
        return f"nothing for {shown!r} in this database; try fewer words, or a beginning with *"
    guilty = [
        option
        for name, option in _FILTERS.items()
        if getattr(asked, name) != empty[name] and found(replace(asked, **{name: empty[name]}))
    ]
    if guilty:
        which = "either" if len(guilty) > 1 else "it"
        return f"nothing for {shown!r} with {' and '.join(guilty)}; without {which} there is"
    return f"nothing for {shown!r} with these filters together; without them there is"
