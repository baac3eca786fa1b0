"""Any search against an index: answered or refused, and nothing but answers is asked of the database."""

from __future__ import annotations

import re
from functools import cache

from quotes.errors import InputError
from quotes.records import Article, Block, Kind, Quote, Reading, Span, Speaker
from quotes.store import Filter, Store
from tests.fuzz.values import folder, joined, legible, parts, text

_SAID = (
    "The harbour will open in May",
    "Don't call the U.S. harbour small",
    "Nobody asked the gulls about the café",
    "AND OR NOT NEAR harbour*",
)
_NAMES = ("Jane Ashdown", "Ann-Marie O'Neill", "Gull Authority", "Łukasz Żak")
_ALLOWED = re.compile(
    r"\s*(?:SELECT|WITH)\b|BEGIN|COMMIT|ROLLBACK|PRAGMA (?:\w+|\w+\(\w+\)|'main'\.data_version)$"
    r"|CREATE VIRTUAL TABLE IF NOT EXISTS temp\.quote_vocab ",
    re.IGNORECASE,
)
_RAW, _BY_DATE, _REVIEWED = 1, 2, 4
_ASKED: list[str] = []


def check(data: bytes) -> None:
    """Flags in a byte, then the words, an outlet, two dates, a rating, a name."""
    how, rest = (data[0], data[1:]) if data else (0, b"")
    words, outlet, since, until, rating, name = (text(part) for part in parts(rest, 6))
    store = _store()
    asked = Filter(
        outlet=outlet or None,
        since=since or None,
        until=until or None,
        rating=rating or None,
        reviewed=bool(how & _REVIEWED),
    )
    for work in (
        lambda: store.search(words, asked, raw=bool(how & _RAW), by_date=bool(how & _BY_DATE), limit=3),
        lambda: store.check(words, None, asked),
        lambda: store.find_speakers(name),
        lambda: store.similar_speakers(name),
    ):
        try:
            work()
        except InputError as error:
            legible(error)
    for statement in _ASKED:
        # What the index asks for itself while it answers is shown as a comment.
        assert _ALLOWED.match(statement) or statement.startswith("-- "), statement
    _ASKED.clear()


@cache
def _store() -> Store:
    place = folder() / "queries.db"
    with Store(place, create=True) as made:
        for number, (said, name) in enumerate(zip(_SAID, _NAMES, strict=True)):
            written = f"“{said},” {name} said."
            content, source = Span(0, len(said) + 3), Span(len(said) + 4, len(said) + 4 + len(name))
            quote = Quote((content,), (source,), (), Kind.DIRECT, speakers=(Speaker(name, aliases=(name,)),))
            day = f"2025-05-0{number + 1}"
            article = Article(f"x{number}", written, (Block(Span(0, len(written))),), outlet="Gull", published=day)
            made.add(Reading(article, (quote,)), extractor="fuzz")
    store = Store(place)
    assert store._database._file is not None
    # An error in the callback would go nowhere, so that what was asked is looked at afterwards.
    store._database._file._idle[0].set_trace_callback(_ASKED.append)
    return store


def seed(words: str, *more: str, how: int = 0) -> bytes:
    """An input."""
    return bytes([how]) + joined(words, *more)


SEEDS = (
    seed("harbour", "gull", "2025-05-01", "2025-05-04", "False", "Jane Ashdown"),
    seed('"call the" U.S. harb* don\'t', "", "", "", "", "O'Neill"),
    seed("harbur gols", how=_BY_DATE),
    seed('normal : harbour NOT "may" OR NEAR(gulls café, 3)', how=_RAW),
    seed("^har* + open {normal} - x", how=_RAW | _REVIEWED),
    seed("'; DROP TABLE quote; --", "%_\\", how=_RAW),
)
