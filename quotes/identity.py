"""Across articles: which stored speaker an article's speaker is.

First version: one speaker for the spellings of one name. A family name alone joins a stored speaker only where
one person fits; where several do, it stays a speaker of its own, for people to merge.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass

from quotes.names import body_key, parse, person_key, same_person
from quotes.records import Speaker, SpeakerKind


@dataclass(frozen=True, slots=True)
class Known:
    """A stored speaker to be considered: canonical name, kind, every alias, and those names that people gave it."""

    id: int
    name: str
    kind: SpeakerKind
    aliases: tuple[str, ...]
    given: tuple[str, ...] = ()


def keys(speaker: Speaker) -> dict[str, str]:
    """The key of each form of a speaker's name; stored beside it, it is what finds the speaker again."""
    make = person_key if speaker.kind is SpeakerKind.PERSON else body_key
    return {name: make(name) for name in sorted({speaker.name, *speaker.aliases})}


def choose(speaker: Speaker, candidates: Sequence[Known]) -> Known | None:
    """The stored speaker that this one is, None for a new one.

    Args:
        speaker: as one article knows them.
        candidates: stored speakers that share one of its `keys`.
    """
    alike = [c for c in candidates if c.kind is speaker.kind]
    # What people say about a name decides; two whom they gave the same one leave it open again.
    named = [c for c in candidates if speaker.name in c.given]
    if len(named) == 1:
        return named[0]
    if speaker.kind is SpeakerKind.ORGANISATION:
        wanted = body_key(speaker.name)
        return next((c for c in alike if any(body_key(name) == wanted for name in (c.name, *c.aliases))), None)
    fitting = [
        c
        for c in alike
        if same_person(speaker.name, c.name)
        or any(same_person(speaker.name, name) for name in c.given if parse(name).given)
    ]
    full = [c for c in fitting if parse(c.name).given]
    if parse(speaker.name).given:
        # Names that people gave need not be like the others.
        exact = [
            c
            for c in full
            if all(same_person(speaker.name, name) for name in {*c.aliases} - {*c.given} if parse(name).given)
            or (c.given and fits_given(speaker.name, c))
        ]
        if exact:
            # "I. Dahl" may be Ida or Inga: where the evidence does not decide, it stays a speaker of its own.
            spelt = [c for c in exact if c.name == speaker.name] or exact
            return spelt[0] if len(spelt) == 1 else None
        # Stored by family name only so far: the same person, if nobody else has that name.
        bare = [c for c in fitting if not parse(c.name).given]
        others = [c for c in alike if c not in fitting]
        return bare[0] if len(bare) == 1 and not others else None
    if len(full) == 1:
        return full[0]
    # Nobody of that name is known in full, or several are: what nothing decides is gathered under the bare name.
    bare = [c for c in fitting if not parse(c.name).given]
    return bare[0] if bare else None


def fits_given(name: str, known: Known) -> bool:
    """Whether a full name is like one that people gave a speaker, or like the one they are called by."""
    return any(same_person(name, other) for other in (known.name, *known.given) if parse(other).given)


def better_name(current: str, other: str) -> str:
    """Which of two forms of one person's name is the canonical one: the fuller; of equals, the one that was first."""
    return other if _fullness(other) > _fullness(current) else current


def fullest(names: Sequence[str]) -> str:
    """Of the forms of one name the one to call somebody by."""
    return functools.reduce(better_name, sorted(names))


def _fullness(name: str) -> tuple[bool, bool, int]:
    given = parse(name).given
    return bool(given), any(len(g) > 1 for g in given), min(len(given), 2)
