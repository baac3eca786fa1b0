"""The columns of what can be exported, and their types.

Dates are text, ISO 8601 to the day or the minute, as known.
"""

from __future__ import annotations

from enum import Enum, auto


class Type(Enum):
    """What a column holds; any may be empty."""

    INTEGER = auto()
    NUMBER = auto()
    TEXT = auto()
    SPAN = auto()  # [start, end]
    SPANS = auto()  # [[start, end], ...]
    TEXTS = auto()
    FLAG = auto()
    ROLES = auto()  # what a speaker is called: role, articles, first, last


Columns = dict[str, Type]


def _columns(**names: str) -> Columns:
    """Columns by type, in the order of `order`."""
    order = names.pop("order").split()
    types = {name: Type[kind.upper()] for kind, listed in names.items() for name in listed.split()}
    return {name: types.get(name, Type.TEXT) for name in order}


QUOTES = _columns(
    order="id doc text content kind act polarity place source cue speaker claim outlet date said title article"
    " confidence speaker_mention speaker_confidence medium through since until",
    integer="id claim article since until",
    number="confidence speaker_confidence",
    span="speaker_mention",
    spans="content source cue",
)
CLAIMS = _columns(
    order="id speaker text kind sightings articles reports outlets first last quote ratings confirmed",
    integer="id sightings articles reports outlets quote",
    texts="ratings",
    flag="confirmed",
)
SPEAKERS = _columns(
    order="id speaker kind aliases statements attitudes claims articles outlets wikidata roles",
    integer="id statements attitudes claims articles outlets",
    texts="aliases",
    roles="roles",
)
ARTICLES = _columns(order="id title outlet date quotes versions url doc", integer="id quotes versions")
REVIEWS = _columns(
    order="id claim rating value worst best author author_kind author_url date url language text claim_reviewed speaker"
    " words quote",
    integer="id claim quote",
    number="value worst best",
)
