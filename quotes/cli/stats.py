"""`quotes stats`: counts."""

from __future__ import annotations

from quotes.cli.options import DbOption, Format, FormatOption, open_store


def stats(format: FormatOption = Format.TABLE, db: DbOption = None) -> None:
    """Count what the database holds; the same database gives the same output."""
    from quotes import show
    from quotes.cli.output import listing, write

    with open_store(db) as store:
        counts = store.counts()
    if format is Format.JSON:
        write(show.json_text(counts, indent=1) + "\n")
        return
    rows: list[show.Row] = [{"what": what, "count": count} for what, count in counts.items()]
    listing(rows, [show.Column("what", wide=True), show.Column("count", number=True)], format)
