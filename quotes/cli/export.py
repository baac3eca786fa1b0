"""`quotes export`: every stored quote."""

from __future__ import annotations

from itertools import islice
from typing import Annotated

import typer

from quotes.cli.options import (
    Acts,
    DbOption,
    Format,
    KindsOption,
    OptionalLimitOption,
    OutletOption,
    SinceOption,
    SpeakerOption,
    UntilOption,
    filter_of,
    open_store,
)

_FIELDS = (
    "id doc text content kind act polarity place source cue speaker claim outlet date said title article confidence"
).split()


def export(
    speaker: SpeakerOption = None,
    outlet: OutletOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    kind: KindsOption = None,
    acts: Annotated[Acts, typer.Option("--acts", help="Statements, attitudes (wants, fears …), or all.")] = Acts.ALL,
    limit: OptionalLimitOption = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="How to print.")] = Format.JSONL,
    db: DbOption = None,
) -> None:
    """Print every stored quote with its article, speaker and claim.

    Exit status: 0 done, even if there are none; 1 no such speaker; 2 error.
    """
    from quotes import show
    from quotes.cli.output import listing
    from quotes.rows import sighting_row

    with open_store(db) as store:
        asked = filter_of(store, speaker=speaker, outlet=outlet, since=since, until=until, kinds=kind, acts=acts)
        rows = (sighting_row(s) for s in islice(store.sightings(asked), limit))
        columns = [
            show.Column(f, wide=f == "text", day=f == "date") for f in ("id", "date", "outlet", "speaker", "text")
        ]
        listing(rows, columns, format, fields=_FIELDS)
    if asked.speakers == ():
        raise typer.Exit(1)
