"""Whether a database is sound: its file, its keys, its indexes, its claims, its texts."""

from __future__ import annotations

import hashlib
import json

from sqlalchemy.engine import Connection, RowMapping

from db import clusters, queries, search
from quotes.records import Span, printed
from quotes.text import normalise


def faults(connection: Connection) -> list[str]:
    """What is wrong, a sentence each; see `Store.faults`. Needs a writing transaction."""
    found = [f"SQLite: {line}" for line in queries.file_faults(connection)]
    found += search.faults(connection)
    for claim, quotes, leads in queries.broken_claims(connection):
        found.append(f"claim {claim} has {quotes} quotes, of which {leads} lead; one must")
    for claim in queries.mixed_claims(connection):
        found.append(f"claim {claim} has quotes of different speakers")
    return found + clusters.faults(connection) + _false_texts(connection)


def _false_texts(connection: Connection) -> list[str]:
    """Articles whose text is not the one that was read, and quotes that do not say what their article says."""
    found: list[str] = []
    after = 0
    while articles := queries.articles(connection, after=after):
        for entry in articles:
            row = queries.article(connection, entry["id"])
            if row is not None and hashlib.sha256(row["text"].encode()).hexdigest() != row["hash"]:
                found.append(f"article {entry['id']} has another text than the one that was read")
        after = articles[-1]["id"]
    after, text, article_id = 0, "", 0
    while quotes := queries.raw_quotes(connection, after=after):
        for quote in quotes:
            if quote["article_id"] != article_id:
                article_id = quote["article_id"]
                row = queries.article(connection, article_id)
                text = row["text"] if row is not None else ""
            if not _says(text, quote):
                found.append(f"quote {quote['id']} does not say what article {article_id} says at its place")
        after = quotes[-1]["id"]
    return found


def _says(text: str, quote: RowMapping) -> bool:
    """Whether a quote as it lies in the file prints what its article has at its spans."""
    try:
        content = quote["content"] if isinstance(quote["content"], list) else json.loads(quote["content"])
        spans = [Span(int(start), int(end)) for start, end in content]
    except (ValueError, TypeError):
        return False
    words: str = quote["text"]
    return printed(text, spans) == words and normalise(words).text == str(quote["normal"])
