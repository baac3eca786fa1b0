"""Across articles: which stored speaker an article's speaker is.

One speaker for the spellings of one name. A family name alone joins a stored speaker only where one person fits; where
several do, it stays a speaker of its own, for people to merge. Two people of one whole name are kept apart where what
articles call them tells that they are two.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quotes.gazetteer import fields
from quotes.names import body_key, full_key, parse, same_person
from quotes.records import Speaker, SpeakerKind


@dataclass(frozen=True, slots=True)
class Known:
    """A stored speaker to be considered.

    Attributes:
        name: the canonical one.
        aliases: every form, printed or given.
        given: the names that people gave them.
        taken: those that people took from them.
        roles: what articles call them.
        outlets: that quote them, of those that were asked about.
    """

    id: int
    name: str
    kind: SpeakerKind
    aliases: tuple[str, ...]
    given: tuple[str, ...] = ()
    taken: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    outlets: frozenset[str] = frozenset()


def key(name: str, kind: SpeakerKind) -> str:
    """What finds a name again, stored beside it; see `quotes.names.full_key` for people."""
    return full_key(name) if kind is SpeakerKind.PERSON else body_key(name)


def keys(speaker: Speaker) -> dict[str, str]:
    """The key of each form of a speaker's name."""
    return {name: key(name, speaker.kind) for name in sorted({speaker.name, *speaker.aliases})}


def choose(speaker: Speaker, candidates: Sequence[Known], outlet: str | None = None) -> Known | None:
    """The stored speaker that this one is, None for a new one.

    Args:
        speaker: as one article knows them.
        candidates: stored speakers that share one of its `keys`.
        outlet: of the article; it decides between people of one name where nothing else does.
    """
    candidates = [c for c in candidates if speaker.name not in c.taken]
    alike = [c for c in candidates if c.kind is speaker.kind]
    # What people say about a name decides; two whom they gave the same one leave it open again.
    named = [c for c in candidates if speaker.name in c.given]
    if len(named) == 1:
        return named[0]
    if speaker.kind is SpeakerKind.ORGANISATION:
        wanted = body_key(speaker.name)
        return next((c for c in alike if any(body_key(name) == wanted for name in (c.name, *c.aliases))), None)
    alike = [c for c in alike if not are_two(speaker.roles, c.roles)]
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
            return _decided(speaker, [c for c in exact if c.name == speaker.name] or exact, outlet)
        # Stored by family name only so far: the same person, if nobody else has that name.
        bare = [c for c in fitting if not parse(c.name).given]
        others = [c for c in alike if c not in fitting]
        return bare[0] if len(bare) == 1 and not others else None
    if len(full) == 1:
        return full[0]
    # Nobody of that name is known in full, or several are: what nothing decides is gathered under the bare name.
    bare = [c for c in fitting if not parse(c.name).given]
    return bare[0] if bare else None


def _decided(speaker: Speaker, among: Sequence[Known], outlet: str | None) -> Known | None:
    """Of several of one name the one that roles or else the outlet tell; None where neither does."""
    for told in (
        [c for c in among if fields_of(c.roles) & fields_of(speaker.roles)],
        [c for c in among if outlet in c.outlets],
        # Those whose roles tell nothing gather whoever cannot be told apart.
        [c for c in among if not fields_of(c.roles)],
    ):
        if len(told) == 1:
            return told[0]
    return among[0] if len(among) == 1 else None


def fields_of(roles: Iterable[str]) -> frozenset[str]:
    """The fields that somebody works in by what they are called now: "state" for a senator."""
    called = (role.lower().replace("-", " ").split() for role in roles)
    now = (words for words in called if not {"former", "ex", "retired", "late"}.intersection(words))
    return frozenset(fields()[word] for words in now for word in words if word in fields())


def are_two(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether roles can hardly be one person's: of a goalkeeper and of a senator."""
    a, b = fields_of(one), fields_of(other)
    return bool(a and b and not a & b)


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
