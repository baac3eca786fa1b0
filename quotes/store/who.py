"""Looking speakers up by names, as people ask for them and as articles print them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from db import speakers
from db.rows import AnyConnection
from quotes.entries import SpeakerEntry
from quotes.identity import Known, keys
from quotes.names import body_key, initial_keys, like_keys, parse, person_key, same_person
from quotes.records import Speaker, SpeakerKind
from quotes.store import convert

_ALIKE = 75.0
"""RapidFuzz ratio from which a stored name may be what a mistyped one meant."""
_NAMESAKES = 200
_MOST_SPEAKERS = 10_000
_MOST_NAMES = 100_000
"""So many names are looked through for one like a mistyped one."""


class Names:
    """The names of stored speakers, as one transaction sees them: what was asked for once is not asked for again.

    Args:
        outlet: of the article whose speakers are looked up.
    """

    def __init__(self, connection: AnyConnection, outlet: str | None = None) -> None:
        self._connection = connection
        self.outlet = outlet
        self._under: dict[str, set[int]] = {}
        self._given: dict[str, set[int]] = {}
        self._known: dict[int, Known] = {}
        self._added: set[tuple[str, int]] = set()
        self._quoted: set[int] = set()

    def foresee(self, speaking: Iterable[Speaker]) -> None:
        """Ask at once for what `namesakes` is going to ask for, speaker by speaker."""
        asked = list(speaking)
        found = self.under(key for speaker in asked for key in _likely_keys(speaker))
        self.known(found | self.given(speaker.name for speaker in asked))

    def under(self, keys: Iterable[str]) -> set[int]:
        """Speakers with a name under one of some keys."""
        asked = set(keys)
        if missing := sorted(asked - self._under.keys()):
            found = speakers.under_keys(self._connection, missing, limit=_NAMESAKES)
            self._under |= {key: found.get(key, set()) for key in missing}
        return {i for key in asked for i in self._under[key]} | {i for key, i in self._added if key in asked}

    def given(self, names: Iterable[str]) -> set[int]:
        """Speakers to whom people gave one of some names."""
        asked = set(names)
        if missing := sorted(asked - self._given.keys()):
            found = speakers.given_to(self._connection, missing)
            self._given |= {name: found.get(name, set()) for name in missing}
        return {i for name in asked for i in self._given[name]}

    def between(self, low: str, high: str) -> list[int]:
        """Speakers by their keys in `[low, high)`, so many at most; one with several keys several times."""
        stored = speakers.of_family(self._connection, low, high, limit=_NAMESAKES)
        added = {(key, i) for key, i in self._added if low <= key < high}
        return [i for _, i in sorted(added.union(stored))[:_NAMESAKES]]

    def known(self, ids: Collection[int], *, outlets: bool = False) -> list[Known]:
        """Speakers to be considered, by id; `outlets` with whether the article's outlet quotes them."""
        missing = [number for number in ids if number not in self._known]
        self._known |= {one.id: one for one in convert.known(self._connection, missing)}
        found = [self._known[number] for number in sorted(ids)]
        if not outlets or self.outlet is None or not found:
            return found
        here = speakers.quoted_in(self._connection, ids, self.outlet) | self._quoted
        return [replace(one, outlets=frozenset({self.outlet} if one.id in here else ())) for one in found]

    def add(self, one: Known, forms: Mapping[str, str]) -> None:
        """Know from now on what the article adds: a speaker as they are now, and its forms of their name by key."""
        self._known[one.id] = one
        self._added |= {(key, one.id) for key in forms.values()}

    def quote(self, ids: Iterable[int]) -> None:
        """Know from now on that the outlet quotes these."""
        self._quoted.update(ids)


def find_speakers(connection: AnyConnection, name: str) -> list[SpeakerEntry]:
    """Speakers that a name can mean, with their counts, the most quoted first; see `meant`."""
    ids = tuple(one.id for one in meant(connection, name))
    return convert.speaker_entries(connection, ids, limit=len(ids)) if ids else []


def meant(connection: AnyConnection, name: str) -> list[Known]:
    """Speakers that a name can mean: a person's family or full name in any spelling, a body's name; or an id."""
    if name.isascii() and name.isdecimal():
        return convert.known(connection, {int(name)} if len(name) < 19 else set())
    family, wanted = person_key(name), body_key(name)
    found = {*speakers.under_keys(connection, [wanted], limit=_MOST_SPEAKERS).get(wanted, ())}
    if family:
        found |= {number for _, number in speakers.of_family(connection, *_of(family), limit=_MOST_SPEAKERS)}
    return [
        k
        for k in convert.known(connection, found)
        if any(
            same_person(name, alias) if k.kind is SpeakerKind.PERSON else body_key(alias) == wanted
            for alias in (k.name, *k.aliases)
        )
    ]


def namesakes(names: Names, speaker: Speaker, *, wider: bool = False) -> list[Known]:
    """The stored speakers that an article's speaker may be: those with a name spelt as theirs usually is.

    Args:
        wider: those with any name of the family too, and with whether the outlet quotes them; so many at most, so that
            the look-up takes no longer among a million names.
    """
    found = names.under(_likely_keys(speaker)) | names.given([speaker.name])
    if speaker.kind is SpeakerKind.ORGANISATION:
        return names.known(found)
    family = person_key(speaker.name)
    if not parse(speaker.name).given:
        found |= {*names.between(*_of(family))} if family else set()
    elif wider:
        # The bare family name, and whoever begins alike; where there are too many to tell, nobody.
        alike = names.between(*initial_keys(speaker.name))
        bare = names.under([f"{family} "])
        others = names.between(*_of(family)) if family and bare else []
        found = found | {*alike, *bare, *others} if len(alike) < _NAMESAKES else set()
    return names.known(found, outlets=wider)


def _likely_keys(speaker: Speaker) -> Iterable[str]:
    """What a speaker's name is stored under if it is spelt as it usually is."""
    return keys(speaker).values() if speaker.kind is SpeakerKind.ORGANISATION else like_keys(speaker.name)


def _of(family: str) -> tuple[str, str]:
    """The range of the keys of a family name, whatever the forenames: they go on behind a space."""
    return f"{family} ", f"{family}!"


def similar_speakers(connection: AnyConnection, name: str, limit: int = 3) -> list[str]:
    """Names of stored speakers that look like `name`, to suggest after a miss."""
    from rapidfuzz import fuzz, process

    names = speakers.names(connection, limit=_MOST_NAMES)
    family = parse(name).family
    if not family:
        return []
    found = process.extract(
        family,
        list(dict.fromkeys(names)),
        scorer=fuzz.partial_ratio,
        processor=str.lower,
        score_cutoff=_ALIKE,
        limit=limit,
    )
    return [match for match, _, _ in found]
