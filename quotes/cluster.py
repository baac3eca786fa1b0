"""From statements to claims, one statement at a time.

First version: a new statement is held against the leading wordings of the claims that share words and a speaker with
it, never against every member, so that chains do not drift. It joins the claim it is most like, or opens its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quotes.compare import Relation, compare_statements, counted
from quotes.records import Kind, Polarity
from quotes.wording import words

PROBE_WORDS = 8
"""How many of a statement's rarest words look for candidates: the shorter of two near-identical statements shares
four fifths of its words with the longer, so that some of eight are found whatever was cut."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The leading wording of a claim.

    Attributes:
        claim: the claim's id.
    """

    claim: int
    text: str
    polarity: Polarity


def choose(text: str, polarity: Polarity, candidates: Iterable[Wording]) -> int | None:
    """The claim that a statement belongs to, None where it is a new one.

    Args:
        text: the statement's content as printed.
        polarity: a denial is no sighting of what it denies, a question none of its answer.
        candidates: leading wordings of claims by the same speaker.

    Returns:
        The best claim in the relation `Relation.SAME`; of equally good ones, the one with the lowest id.
    """
    asked = words(text)
    best: tuple[float, int] | None = None
    for candidate in candidates:
        if candidate.polarity is not polarity:
            continue
        comparison = compare_statements(asked, words(candidate.text))
        if comparison.relation is Relation.SAME and (best is None or (-comparison.score, candidate.claim) < best):
            best = (-comparison.score, candidate.claim)
    return best[1] if best else None


def probe(normal: str, frequencies: dict[str, int]) -> list[str]:
    """The words by which candidates are looked up: the rarest that the index has.

    Args:
        normal: the normalised text, as the index has it.
        frequencies: in how many quotes each word occurs; words it lacks are in none.
    """
    present = [w for w in index_words(normal) if w in frequencies]
    return sorted(present, key=lambda w: (frequencies[w], w))[:PROBE_WORDS]


def index_words(normal: str) -> list[str]:
    """The words of a normalised text that carry sense, each once, cut as the index cuts them."""
    plain = "".join(c if c.isalnum() else " " for c in normal)
    return list(dict.fromkeys(counted(plain.split()))) or list(dict.fromkeys(plain.split()))


def lead(members: Sequence[tuple[int, Kind, str]]) -> int:
    """Which member's wording stands for the claim: the longest in quotation marks, else the longest of all.

    Args:
        members: (id, kind, text); not empty. Of equals the lowest id wins.
    """
    order = {Kind.DIRECT: 0, Kind.MIXED: 1, Kind.INDIRECT: 2}
    return min(members, key=lambda m: (order[m[1]], -len(m[2]), m[0]))[0]
