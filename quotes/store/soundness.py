"""Whether a database is sound: its file, its keys, its indexes, its claims, its texts."""

from __future__ import annotations

import hashlib
import json

from sqlalchemy.engine import Connection

from db import clusters, queries, search, tally, versions
from db.rows import Row
from quotes.records import Span, printed
from quotes.store import history
from quotes.text import normalise


def faults(connection: Connection) -> list[str]:
    """What is wrong, a sentence each; see `Store.faults`. Needs a writing transaction."""
    found = queries.file_faults(connection)
    found += search.index(connection).faults(connection)
    found += tally.faults(connection)
    for claim, quotes, leads in queries.broken_claims(connection):
        found.append(f"claim {claim} has {quotes} quotes, of which {leads} lead; one must")
    for claim in queries.mixed_claims(connection):
        found.append(f"claim {claim} has quotes of different speakers")
    found += [
        f"quote {number} stands in a version that its article does not have"
        for number in versions.misplaced(connection)
    ]
    found += [f"article {number} lacks some of its versions" for number in versions.unnumbered(connection)]
    return found + clusters.faults(connection) + _false_texts(connection)


def _false_texts(connection: Connection) -> list[str]:
    """Articles whose text is not the one that was read, and quotes that do not say what their article says."""
    found: list[str] = []
    after = 0
    while articles := queries.articles(connection, after=after):
        for entry in articles:
            row = queries.article(connection, entry["id"])
            if row is not None and not _is_as_read(row):
                found.append(f"article {entry['id']} has another text than the one that was read")
        after = articles[-1]["id"]
    for row in versions.every_version(connection):
        if not _is_as_read(row):
            found.append(f"version {row['number']} of article {row['article_id']} has another text than was read")
    after, text, place = 0, "", (0, None)
    while quotes := queries.raw_quotes(connection, after=after):
        for quote in quotes:
            if (quote["article_id"], quote["until"]) != place:
                place = quote["article_id"], quote["until"]
                text = _text(connection, *place)
            if not _says(text, quote):
                found.append(f"quote {quote['id']} does not say what article {place[0]} says at its place")
        after = quotes[-1]["id"]
    return found


def _is_as_read(row: Row) -> bool:
    made: bool = hashlib.sha256(row["text"].encode()).hexdigest() == row["hash"]
    return made


def _text(connection: Connection, article_id: int, number: int | None) -> str:
    """The text of an article, or of one of its versions; empty where there is none."""
    row = history.standing(connection, article_id, number)
    return row["text"] if row is not None else ""


def _says(text: str, quote: Row) -> bool:
    """Whether a quote as it lies in the file, its source and its cue print what its article has at their spans."""
    told = all(
        _printed(text, quote[spans]) == quote[words]
        for spans, words in (("content", "text"), ("source", "source_text"), ("cue", "cue_text"))
    )
    return told and normalise(quote["text"]).text == quote["normal"]


def _printed(text: str, spans: str | list[list[int]]) -> str | None:
    """What stands at some places of a text; None where they are none."""
    try:
        pairs = spans if isinstance(spans, list) else json.loads(spans)
        return printed(text, [Span(int(start), int(end)) for start, end in pairs])
    except (ValueError, TypeError):
        return None
