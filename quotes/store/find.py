"""Looking things up: by words, by words like them."""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate
from typing import TYPE_CHECKING

from db import matches, queries, search
from db.matches import Order
from db.queries import Filter
from db.rows import AnyConnection, Row
from quotes import rank
from quotes.entries import Sighting
from quotes.errors import QueryError
from quotes.records import Act
from quotes.store import convert
from quotes.store.results import Hits
from quotes.text import normalise, shortened

if TYPE_CHECKING:
    from quotes.check import Finding

_LOOKED_AT = 120
"""How many quotes that share rare words are looked at, the likeliest by bm25."""
_CANDIDATES = 30
"""How many wordings of those are compared."""
PROBE_WORDS = 8
"""How many of a text's rarest words look for candidates: the shorter of two near-identical statements shares four
fifths of its words with the longer, so that some of eight are found whatever was cut."""
_MOST_LOOKED_AT = 20_000
"""How many quotes may have one of those words: ranking more takes longer than a reader waits."""
_RANKED = 300
"""How many of the quotes that have the words of a search are ranked: those that were stored last."""
_ALIKE = 75.0
"""RapidFuzz ratio from which an index word may be what a mistyped one meant: one letter in four."""
_ALTERNATIVES = 6
_VARIANTS = 10_000
_MOST_WORDS = 500
"""A search for more words is a mistake; `check` takes whole texts."""


def find(
    connection: AnyConnection, words: str, asked: Filter, *, raw: bool = False, by_date: bool = False, limit: int = 20
) -> Hits:
    """Quotes that have the words, best first; if they occur nowhere, quotes with words like them.

    Args:
        words: plain words, "phrases" and prefix*; with `raw`, an expression in the index's own syntax.

    Raises:
        QueryError: there is no word in it, or the raw expression is not understood.
    """
    expression = words if raw else search.expression(normalise(words).text)
    if not expression.strip():
        raise QueryError(f"{shortened(repr(words))} has no word to search for; give a word or a phrase")
    if not raw and len(words.split()) > _MOST_WORDS:
        raise QueryError(f"{len(words.split())} words are too many to search for; give {_MOST_WORDS} at most")
    found = _matching(connection, expression, asked, raw=raw, by_date=by_date, limit=limit)
    if found or raw:
        return Hits(convert.sightings(connection, found))
    if asked != Filter() and matches.stored_last(connection, expression, Filter(), limit=1):
        return Hits(())  # of others: the words are right
    instead, wider = _alternatives(connection, normalise(words).text)
    if not wider:
        return Hits(())
    found = _matching(connection, wider, asked, by_date=by_date, limit=limit)
    return Hits(convert.sightings(connection, found), instead if found else None)


def _matching(
    connection: AnyConnection, expression: str, asked: Filter, *, raw: bool = False, by_date: bool, limit: int
) -> list[Row]:
    if by_date:
        return matches.matching(connection, expression, asked, raw=raw, order=Order.DATE, limit=limit)
    most = max(_RANKED, limit)
    rows = matches.stored_last(connection, expression, asked, raw=raw, limit=most)
    ids = rank.best(expression, [rank.Candidate(row["id"], row["normal"], row["published"]) for row in rows], limit)
    return queries.by_ids(connection, ids)


def _alternatives(connection: AnyConnection, normal: str) -> tuple[str, str]:
    """For words that occur nowhere, those of the index most like them: as shown, and as an expression."""
    from rapidfuzz import fuzz, process

    tokens = list(dict.fromkeys("".join(c if c.isalnum() else " " for c in normal).split()))
    index = search.index(connection)
    present = index.frequencies(connection, tokens)
    shown: list[str] = []
    pieces: list[str] = []
    for token in tokens:
        if token in present:
            shown.append(token)
            pieces.append(search.any_of([token]))
            continue
        slack = max(1, len(token) // 3)
        # What is a letter to the index alone can be asked for by nobody.
        terms = [t for t in index.terms(connection, token, len(token) - slack, len(token) + slack) if t.isalnum()]
        alike = process.extract(token, terms, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=_ALTERNATIVES)
        if not alike:
            return "", ""
        best = [term for term, _, _ in alike]
        shown.append("|".join(best))
        pieces.append(f"({search.any_of(best)})")
    if not pieces or len(present) == len(tokens):
        return "", ""
    return " ".join(shown), " AND ".join(pieces)


def variants(connection: AnyConnection, claim_id: int) -> list[Sighting]:
    """Every wording of a claim, earliest dated article first."""
    found = convert.sightings(connection, queries.quotes(connection, Filter(claim=claim_id), limit=_VARIANTS))
    return sorted(found, key=lambda s: (s.date is None, s.date or "", s.id))


def near(connection: AnyConnection, normal: str, asked: Filter) -> list[Row]:
    """Stored quotes that share words with a text, those that share most first; of equal ones the first printed."""
    words = index_words(normal)
    expression = search.any_of(probe(normal, search.index(connection).frequencies(connection, words)))
    found = matches.matching(connection, expression, asked, limit=_LOOKED_AT) if expression else []
    # A sentence that a hundred outlets print must not hide the others.
    wordings: dict[tuple[str, int | None], Row] = {}
    for row in sorted(found, key=lambda row: (row["published"] is None, row["published"] or "", row["id"])):
        wordings.setdefault((row["normal"], row["claim_id"]), row)
    mine = set(words)
    shared = {row["id"]: len(mine & set(index_words(row["normal"]))) for row in wordings.values()}
    return sorted(wordings.values(), key=lambda row: (-shared[row["id"]], row["id"]))[:_CANDIDATES]


def probe(normal: str, frequencies: dict[str, int]) -> list[str]:
    """The words by which candidates are looked up: the rarest that the index has.

    Args:
        normal: the normalised text, as the index has it.
        frequencies: in how many quotes each word occurs; words it lacks are in none.
    """
    present = sorted((w for w in index_words(normal) if w in frequencies), key=lambda w: (frequencies[w], w))
    looked = accumulate(frequencies[w] for w in present)
    few = [w for w, total in zip(present, looked, strict=True) if total <= _MOST_LOOKED_AT]
    return (few if len(few) > 1 else present[:2])[:PROBE_WORDS]


def index_words(normal: str) -> list[str]:
    """The words of a normalised text that carry sense, each once, cut as the index cuts them."""
    from quotes.compare import counted

    plain = "".join(c if c.isalnum() else " " for c in normal)
    return list(dict.fromkeys(counted(plain.split()))) or list(dict.fromkeys(plain.split()))


def check(connection: AnyConnection, alleged: str, speaker_ids: tuple[int, ...] | None, asked: Filter) -> Finding:
    """Hold alleged words against every stored statement that shares words with them.

    Args:
        speaker_ids: who is said to have said them; None for anybody.
        asked: outlet and dates to look in.
    """
    from quotes import check as stage

    found = candidates(connection, alleged, speaker_ids, asked)
    return stage.check(alleged, found, frozenset(speaker_ids) if speaker_ids is not None else None)


def candidates(
    connection: AnyConnection, alleged: str, speaker_ids: tuple[int, ...] | None, asked: Filter
) -> tuple[Sighting, ...]:
    """Stored statements that share rare words with alleged ones, those of some speakers among them in any case."""
    normal = normalise(alleged).text
    found = near(connection, normal, replace(asked, acts=(Act.STATEMENT.value,)))
    if speaker_ids:
        own = near(connection, normal, replace(asked, speakers=speaker_ids, acts=(Act.STATEMENT.value,)))
        found = list({row["id"]: row for row in [*own, *found]}.values())
    return convert.sightings(connection, found)
