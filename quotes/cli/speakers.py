"""`quotes speakers`: who is quoted."""

from __future__ import annotations

import typer

from quotes.cli.options import (
    DbOption,
    Format,
    FormatOption,
    IdsOption,
    LimitOption,
    SpeakerOption,
    open_store,
)


def speakers(
    speaker: SpeakerOption = None,
    ids: IdsOption = False,
    limit: LimitOption = 50,
    format: FormatOption = Format.TABLE,
    db: DbOption = None,
) -> None:
    """List speakers with their spellings, what they are called, and counts, the most quoted first.

    Exit status: 0 found, 1 nothing found, 2 error.
    """
    from quotes import show
    from quotes.cli.output import listing, note, write
    from quotes.rows import speaker_row

    with open_store(db) as store:
        found = store.speakers(limit=limit) if speaker is None else store.find_speakers(speaker)[:limit]
    if not found:
        note("no speakers in this database" if speaker is None else f"no speaker {speaker!r} in this database")
    if ids:
        write("".join(f"{e.id}\n" for e in found))
    else:
        columns = [
            show.Column("id", number=True),
            show.Column("speaker"),
            show.Column("kind"),
            show.Column("aliases", wide=True),
            show.Column("called", wide=True),
            show.Column("statements", number=True),
            show.Column("claims", number=True),
            show.Column("articles", number=True),
            show.Column("outlets", number=True),
        ]
        rows = [speaker_row(e) for e in found]
        if format is Format.TABLE:
            rows = [row | {"called": [use.name for use in e.roles[:2]]} for row, e in zip(rows, found, strict=True)]
        listing(rows, columns, format)
    raise typer.Exit(0 if found else 1)
