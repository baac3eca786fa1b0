"""What a store answers beside records."""

from __future__ import annotations

from dataclasses import dataclass

from quotes.entries import Sighting


@dataclass(frozen=True, slots=True)
class Added:
    """What storing an article came to.

    Attributes:
        article: its id.
        new: whether this text of it was not there before.
        quotes: how many quotes it has.
        version: how many texts of it there are.
    """

    article: int
    new: bool
    quotes: int
    version: int = 1


@dataclass(frozen=True, slots=True)
class Reread:
    """What became of an article's quotes when it was read anew.

    Attributes:
        added, changed, gone: how many are new, have other words or speakers than before, were removed.
        kept: how many were not found, but stand all the same.
    """

    added: int
    changed: int
    gone: int
    kept: int


@dataclass(frozen=True, slots=True)
class Change:
    """A change made by hand, as the log has it.

    Attributes:
        id: by which it can be undone.
        action: what kind of change.
        what: whom or what it changed, for people to read.
    """

    id: int
    action: str
    what: str


@dataclass(frozen=True, slots=True)
class Reclustered:
    """What making all claims anew came to.

    Attributes:
        statements, claims: how many there are.
        moved: how many statements are in another claim than before.
    """

    statements: int
    claims: int
    moved: int


@dataclass(frozen=True, slots=True)
class Match:
    """Which claim a published review is of.

    Attributes:
        claim: its id; None where no claim, or more than one, has the reviewed words.
        why: the verdict on the words, or why there is no claim, for people to read.
    """

    claim: int | None
    why: str


@dataclass(frozen=True, slots=True)
class Brought:
    """What importing reviews came to: how many were stored, brought up to date, there already.

    Attributes:
        change: as the log has it; None where nothing changed.
    """

    stored: int
    updated: int
    known: int
    change: Change | None


@dataclass(frozen=True, slots=True)
class Hits:
    """What a search found.

    Attributes:
        instead: the words that were searched for in place of those asked, where those occur nowhere.
    """

    sightings: tuple[Sighting, ...]
    instead: str | None = None
