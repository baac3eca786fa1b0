"""`quotes stats`: counts."""

from __future__ import annotations

from quotes.cli.options import DbOption, Format, FormatOption, open_store


def stats(format: FormatOption = Format.TABLE, db: DbOption = None) -> None:
    """Count what the database holds; the same database gives the same output."""
    from quotes import show
    from quotes.cli.output import listing, write_json
    from quotes.rows import Row

    with open_store(db) as store:
        counts = store.counts()
    if format is Format.JSON:
        write_json(counts)
        return
    rows: list[Row] = [{"what": what, "count": count} for what, count in counts.items()]
    listing(rows, [show.Column("what", wide=True), show.Column("count", number=True)], format)
