"""How long look-ups take in a database of any size, in process: median and 95th percentile, in milliseconds.

    python benchmarks/searching.py PLACE... [--count 200] [--json FILE]

The places are databases that `benchmarks/sizes.py` made, files or addresses of a server. What is looked up is drawn
from the quotes that are stored, so that common words are asked for as often as they are printed: words of four letters
and more, phrases of two to four words, the beginnings of words, words of one speaker, words with two letters exchanged,
the claims of a speaker, a quote with its claim, words held against what is stored. The first of each is not counted.

Of a file, words, phrases and beginnings are also asked for as one would with FTS5 alone: the best twenty by its rank.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import sqlalchemy as sa

from db import engine as database
from quotes.store import Filter, Store

_WORD = re.compile(r"[^\W\d_]{4,}")
_RUN = re.compile(r"[^\W_]+(?: [^\W_]+)+")


class Drawn:
    """Quotes drawn from a database: the same for the same database."""

    def __init__(self, place: str, count: int) -> None:
        rng = random.Random(1)  # noqa: S311 - the same look-ups on every run
        opened = database.connect(place)
        with database.reading(opened) as connection:
            last = connection.execute(sa.text("SELECT max(id) FROM quote")).scalar_one()
            sql = sa.text(
                "SELECT quote.id, quote.text, quote.normal, speaker.name FROM quote"
                " JOIN quote_speaker ON quote_speaker.quote_id = quote.id"
                " JOIN speaker ON speaker.id = quote_speaker.speaker_id WHERE quote.id = :id"
            )
            drawn = (connection.execute(sql, {"id": rng.randint(1, last)}).first() for _ in range(2 * count))
            self.quotes = [row for row in drawn if row is not None and _WORD.search(row.normal)][:count]
        opened.dispose()
        self._rng = rng

    def words(self) -> list[str]:
        """A word of each."""
        return [self._rng.choice(_WORD.findall(quote.normal)) for quote in self.quotes]

    def phrases(self) -> list[str]:
        """Some words of each that stand side by side."""
        found = []
        for quote in self.quotes:
            run = max(_RUN.findall(quote.normal) or [quote.normal], key=len).split()
            length = min(self._rng.randint(2, 4), len(run))
            start = self._rng.randrange(len(run) - length + 1)
            found.append(f'"{" ".join(run[start : start + length])}"')
        return found

    def mistyped(self) -> list[str]:
        """A word of each with two letters exchanged."""
        found = []
        for word in self.words():
            at = self._rng.randrange(1, len(word) - 1)
            found.append(word[:at] + word[at + 1] + word[at] + word[at + 2 :])
        return found


def measure(place: str, count: int) -> dict[str, tuple[float, float]]:
    """Median and 95th percentile of each kind of look-up, in milliseconds."""
    drawn = Drawn(place, count)
    with Store(place) as store:

        def of_speaker(asked: tuple[str, str]) -> object:
            word, name = asked
            speakers = tuple(number for number, _ in store.speakers_meant(name))
            return store.search(word, Filter(speakers=speakers))

        def claims(name: str) -> object:
            speakers = tuple(number for number, _ in store.speakers_meant(name))
            return store.claims(Filter(speakers=speakers), limit=20)

        def show(quote_id: int) -> object:
            found = store.sighting(quote_id)
            return store.text_of(found), store.variants(found.claim or 0)

        def search(words: str) -> object:
            return store.search(words, Filter())

        plain = _plain(place)
        quotes, names = drawn.quotes, [quote.name for quote in drawn.quotes]
        found = {
            "word": _timed(search, drawn.words()),
            "phrase": _timed(search, drawn.phrases()),
            "prefix": _timed(search, [f"{word[: max(3, len(word) - 2)]}*" for word in drawn.words()]),
            "word of a speaker": _timed(of_speaker, list(zip(drawn.words(), names, strict=True))),
            "mistyped word": _timed(search, drawn.mistyped()),
            "claims of a speaker": _timed(claims, names),
            "quote with its claim": _timed(show, [quote.id for quote in quotes]),
            "check": _timed(lambda words: store.check(words, None, Filter()), [quote.text for quote in quotes]),
        }
        if plain is not None:
            found |= {
                "word, FTS5 alone": _timed(plain, drawn.words()),
                "phrase, FTS5 alone": _timed(plain, drawn.phrases()),
                "prefix, FTS5 alone": _timed(plain, [f"{word[: max(3, len(word) - 2)]}*" for word in drawn.words()]),
            }
        return found


def _plain(place: str) -> Callable[[str], object] | None:
    """A search with FTS5 alone; None on a server."""
    if "://" in place:
        return None
    connection = sqlite3.connect(place)
    sql = (
        "SELECT quote.id, quote.text FROM quote_fts JOIN quote ON quote.id = quote_fts.rowid"
        " WHERE quote_fts MATCH ? ORDER BY rank LIMIT 20"
    )
    return lambda words: connection.execute(sql, (words,)).fetchall()


def _timed(look_up: Callable[..., object], asked: list[object] | list[str] | list[int]) -> tuple[float, float]:
    times = []
    for one in asked:
        began = time.perf_counter()
        look_up(one)
        times.append(1000 * (time.perf_counter() - began))
    return statistics.median(times[1:]), statistics.quantiles(times[1:], n=20)[-1]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("places", nargs="+", metavar="PLACE")
    parser.add_argument("--count", type=int, default=200, help="look-ups of each kind")
    parser.add_argument("--json", type=Path, help="write the figures here too")
    asked = parser.parse_args()
    found = {}
    for place in asked.places:
        found[place] = measure(place, asked.count)
        print(place)
        for kind, (median, late) in found[place].items():
            print(f"  {kind:22} {median:8.1f} {late:8.1f}", flush=True)
    if asked.json:
        asked.json.write_text(json.dumps(found, indent=1), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
