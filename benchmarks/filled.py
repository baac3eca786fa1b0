"""Databases of any size, filled with the invented corpus at once: what searches, checks and claims are measured on.

Articles, quotes and speakers are written as an ingest would have written them, without their claims; each sentence of
an article is one quote, and the speaker is named behind it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

import invented

from db import engine as database
from quotes.names import full_key
from quotes.records import Article, Block, Kind, Quote, Reading, Span, Speaker
from quotes.store import Store
from quotes.text import normalise


def readings(printed: Iterable[invented.Printed]) -> Iterator[tuple[Reading, list[int]]]:
    """Articles as they are read, with the utterance of each quote."""
    for number, group in groupby(printed, key=lambda p: p.article):
        text, quotes, truth, first = "", [], [], None
        for one in group:
            first = first or one
            name = invented.speaker_name(one.speaker)
            span = Span(len(text), len(text) + len(one.text))
            text += f"{one.text} {name} said.\n"
            source = Span(span.end + 1, span.end + 1 + len(name))
            cue = Span(source.end + 1, source.end + 5)
            speakers = (Speaker(name, aliases=(name,)),)
            quotes.append(Quote((span,), (source,), (cue,), Kind(one.kind), speakers=speakers))
            truth.append(one.utterance)
        if first is None:
            continue
        article = Article(
            doc=f"{number}.txt",
            text=text,
            blocks=(Block(Span(0, len(text))),),
            outlet=invented.outlet_name(first.outlet),
            published=first.day,
            url=f"https://invented.example/{number}",
        )
        yield Reading(article, tuple(quotes)), truth


def fill(place: Path, quotes: int, *, seed: int = 1) -> list[int]:
    """Make a database of so many quotes, without claims. Returns the utterance of each quote, by id."""
    Store(place, create=True).close()
    opened = database.connect(place)
    truth: list[int] = []
    outlets: dict[str, int] = {}
    speakers: dict[str, int] = {}
    with database.writing(opened) as connection:
        raw = connection.connection.cursor()
        for number, (reading, utterances) in enumerate(readings(invented.corpus(quotes, seed=seed)), start=1):
            article = reading.article
            outlet = outlets.setdefault(article.outlet or "", len(outlets) + 1)
            if outlet == len(outlets):
                raw.execute("INSERT OR IGNORE INTO outlet (id, name) VALUES (?, ?)", (outlet, article.outlet))
            digest = hashlib.sha256(article.text.encode()).hexdigest()
            raw.execute(
                "INSERT INTO article (id, key, hash, doc, text, blocks, outlet_id, url, published, ingested, replaced)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, '2026-01-01T00:00:00Z', 0)",
                (
                    number, f"{digest} {article.url}", digest, article.doc, article.text,
                    json.dumps([[0, len(article.text), "body"]]), outlet, article.url, article.published,
                ),
            )  # fmt: skip
            rows, links, aliases = [], [], []
            for position, quote in enumerate(reading.quotes):
                [content], [source], [cue] = quote.content, quote.source, quote.cue
                text, name = article.text[slice(*content)], quote.speakers[0].name
                if name not in speakers:
                    speakers[name] = len(speakers) + 1
                    raw.execute("INSERT INTO speaker (id, name, kind) VALUES (?, ?, 'person')", (speakers[name], name))
                truth.append(utterances[position])
                links.append((len(truth), speakers[name]))
                aliases.append((speakers[name], number, name, full_key(name)))
                rows.append(
                    (
                        len(truth), number, position, quote.kind.value, json.dumps([[*content]]),
                        json.dumps([[*source]]), json.dumps([[*cue]]), text, name, normalise(text).text,
                    )
                )  # fmt: skip
            raw.executemany(
                "INSERT INTO quote (id, article_id, position, leads, kind, act, polarity, place, content, source, cue,"
                " text, source_text, cue_text, normal, confidence, extractor) VALUES (?, ?, ?, 0, ?, 'statement',"
                " 'asserts', 'body', ?, ?, ?, ?, ?, 'said', ?, 0.9, 'invented')",
                rows,
            )
            raw.executemany("INSERT INTO quote_speaker (quote_id, speaker_id, position) VALUES (?, ?, 0)", links)
            raw.executemany(
                "INSERT OR IGNORE INTO alias (speaker_id, article_id, name, key) VALUES (?, ?, ?, ?)", aliases
            )
    opened.dispose()
    return truth
