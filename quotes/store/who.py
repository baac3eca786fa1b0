"""Looking speakers up by names, as people ask for them and as articles print them."""

from __future__ import annotations

from rapidfuzz import fuzz, process
from sqlalchemy.engine import Connection

from db import speakers
from quotes.identity import Known, keys
from quotes.names import body_key, initial_keys, like_keys, parse, person_key, same_person
from quotes.records import Speaker, SpeakerEntry, SpeakerKind
from quotes.store import convert

_ALIKE = 75.0
"""RapidFuzz ratio from which a stored name may be what a mistyped one meant."""
_NAMESAKES = 200
_MOST_SPEAKERS = 10_000


def find_speakers(connection: Connection, name: str) -> list[SpeakerEntry]:
    """Speakers that a name can mean: a person's family or full name in any spelling, a body's name."""
    if name.isascii() and name.isdecimal():
        number = int(name) if len(name) < 19 else 0
        return convert.speaker_entries(connection, (number,), limit=1)
    family, wanted = person_key(name), body_key(name)
    found = {
        *_family(connection, family, _MOST_SPEAKERS),
        *speakers.under_keys(connection, [wanted], limit=_MOST_SPEAKERS),
    }
    known = convert.known(connection, found)
    ids = [
        k.id
        for k in known
        if any(
            same_person(name, alias) if k.kind is SpeakerKind.PERSON else body_key(alias) == wanted
            for alias in (k.name, *k.aliases)
        )
    ]
    return convert.speaker_entries(connection, tuple(ids), limit=len(ids)) if ids else []


def namesakes(connection: Connection, speaker: Speaker, *, wider: bool = False) -> list[Known]:
    """The stored speakers that an article's speaker may be: those with a name spelt as theirs usually is.

    Args:
        wider: those with any name of the family too, and with the outlets that quote them; so many at most, so that the
            look-up takes no longer among a million names.
    """
    if speaker.kind is SpeakerKind.ORGANISATION:
        found = {*speakers.under_keys(connection, sorted({*keys(speaker).values()}), limit=_NAMESAKES)}
        return convert.known(connection, found | {*speakers.given_to(connection, speaker.name)})
    found = {*speakers.under_keys(connection, like_keys(speaker.name), limit=_NAMESAKES)}
    found |= {*speakers.given_to(connection, speaker.name)}
    if not parse(speaker.name).given:
        found |= {*_family(connection, person_key(speaker.name), _NAMESAKES)}
    elif wider:
        # The bare family name, and whoever begins alike; where there are too many to tell, nobody.
        alike = speakers.of_family(connection, *initial_keys(speaker.name), limit=_NAMESAKES)
        bare = speakers.under_keys(connection, [f"{person_key(speaker.name)} "], limit=_NAMESAKES)
        others = _family(connection, person_key(speaker.name), _NAMESAKES) if bare else []
        found = found | {*alike, *bare, *others} if len(alike) < _NAMESAKES else set()
    return convert.known(connection, found, outlets=wider)


def _family(connection: Connection, family: str, limit: int) -> list[int]:
    """Speakers with a family name, whatever their forenames: their keys go on behind a space."""
    return speakers.of_family(connection, f"{family} ", f"{family}!", limit=limit) if family else []


def similar_speakers(connection: Connection, name: str, limit: int = 3) -> list[str]:
    """Names of stored speakers that look like `name`, to suggest after a miss."""
    names = [row["name"] for row in speakers.speakers(connection, limit=5000)]
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
