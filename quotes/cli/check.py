"""`quotes check`: is this what was said?"""

from __future__ import annotations

import typer

from quotes.cli.options import (
    Acts,
    DbOption,
    Format,
    FormatOption,
    OutletOption,
    SinceOption,
    SpeakerOption,
    UntilOption,
    WordsArgument,
    filter_of,
    open_store,
    speaker_ids,
)


def check(
    words: WordsArgument,
    speaker: SpeakerOption = None,
    outlet: OutletOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    format: FormatOption = Format.TABLE,
    db: DbOption = None,
) -> None:
    """Hold alleged words against the database.

    Verdicts: exact, typography, elided, truncated, altered (with the difference), spliced, other speaker,
    paraphrased, not found in this database. "Not found" never means "false".

    Exit status: 0 attested (exact or typography), 1 any other verdict, 2 error.
    """
    from quotes import show
    from quotes.check import ATTESTED
    from quotes.cli.output import listing, render
    from quotes.errors import QueryError
    from quotes.rows import finding_row
    from quotes.wording import words as cut

    if not cut(words):
        raise QueryError(f"{words!r} has no word to check; give the words that are said to have been said")
    with open_store(db) as store:
        asked = filter_of(store, outlet=outlet, since=since, until=until, acts=Acts.STATEMENT)
        finding = store.check(words, speaker_ids(store, speaker), asked)
        sighting = finding.sighting
        variants = store.variants(sighting.claim) if sighting is not None and sighting.claim is not None else []
    if format is Format.TABLE:
        render(show.finding_page(finding, variants))
    elif format is Format.JSON:
        from quotes.cli.output import write_json

        write_json(finding_row(finding, variants))
    else:
        listing([finding_row(finding, variants)], [], format)
    raise typer.Exit(0 if finding.verdict in ATTESTED else 1)
