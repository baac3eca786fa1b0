"""What changed between two versions of an article, as far as its quotes go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from quotes.entries import Sighting, VersionEntry

# Chosen by hand, on invented corrections: a sentence with a figure or a name corrected stays far above, two sentences
# of one speaker about one thing far below.
_ALIKE = 70.0


@dataclass(frozen=True, slots=True)
class Revision:
    """A version of an article against the one before.

    Attributes:
        version: the version.
        stays: how many quotes stand in both.
        added, gone: quotes that stand in one alone.
        altered: quotes that are gone, each with the one that stands for it now.
    """

    version: VersionEntry
    stays: int
    added: tuple[Sighting, ...]
    gone: tuple[Sighting, ...]
    altered: tuple[tuple[Sighting, Sighting], ...]


def revisions(versions: Sequence[VersionEntry]) -> list[Revision]:
    """What each version changed, the first one first, to which all its quotes are new.

    Args:
        versions: of one article, in order.
    """
    found: list[Revision] = []
    for number, version in enumerate(versions):
        before = {quote.id: quote for quote in versions[number - 1].quotes} if number else {}
        now = {quote.id: quote for quote in version.quotes}
        added = [quote for quote in version.quotes if quote.id not in before]
        gone = [quote for quote in before.values() if quote.id not in now]
        altered = _altered(gone, added)
        paired = {quote.id for pair in altered for quote in pair}
        found.append(
            Revision(
                version,
                len(now.keys() & before.keys()),
                tuple(quote for quote in added if quote.id not in paired),
                tuple(quote for quote in gone if quote.id not in paired),
                altered,
            )
        )
    return found


def _altered(gone: Sequence[Sighting], added: Sequence[Sighting]) -> tuple[tuple[Sighting, Sighting], ...]:
    """Which of the new quotes stands for which that is gone: the likest pairs first, each quote in one pair."""
    if not gone or not added:
        return ()
    scores = process.cdist([q.normal for q in gone], [q.normal for q in added], scorer=fuzz.ratio)
    likest = sorted(
        ((float(scores[i][j]), i, j) for i in range(len(gone)) for j in range(len(added))),
        key=lambda one: (-one[0], *one[1:]),
    )
    pairs: dict[int, int] = {}
    for score, i, j in likest:
        if score >= _ALIKE and i not in pairs and j not in pairs.values():
            pairs[i] = j
    return tuple((gone[i], added[j]) for i, j in sorted(pairs.items()))
