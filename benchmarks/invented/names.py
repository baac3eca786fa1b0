"""Names of people, places, plans and newspapers."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

_MALE = (
    "Aldo Bram Casimir Dario Edvin Fabio Goran Henrik Ivo Jasper Kaspar Lorenz Matteo Nils Oskar Pavel Quentin Ruben"
    " Stellan Tibor Ulrich Viktor Willem Yannick Zoltan Anselm Boris Clement Dmitri Emil"
).split()
_FEMALE = (
    "Alma Birgit Celeste Dagny Elsa Fiona Greta Hedda Ingrid Jolanta Katya Liv Marit Nadia Olga Petra Renata Sanna"
    " Thea Ulla Vera Wanda Xenia Yvonne Zofia Amalia Beatrix Corinne Doris Esther"
).split()
_FORENAMES = (*_MALE, *_FEMALE)
_TITLES = ("Mr.", "Ms.", "Minister", "Senator", "Dr.", "Judge")
_ONSETS = (
    "Bar Bel Bro Cas Dal Dov Drem El Fal Fen Gal Gor Hal Hov Jar Kal Kel Kor Lan Lor Mar Mel Nor Or Par Pel Ral Ros Sal"
    " Sel Tal Tor Ul Val Vel Vor Wes Zam"
).split()
_MIDDLES = "a e i o an en in on ar er ir or ath est und as is el al um".split()
_TOWN_ENDS = "burg ford haven stad minster grad mouth field wick dale holm by moor bridge port vik ton berg".split()
_FAMILY_ENDS = "sen son ov ek ski ez ini ard ström mann dal ova as ik escu wood man vale etti quist".split()
_PLANS = "plan accord act scheme treaty report reform inquiry pact charter agreement proposal".split()
_PAPERS = "Courier Herald Post Tribune Gazette Observer Times Echo Chronicle Mail Star Sentinel Record Argus".split()
_STEMS = len(_ONSETS) * len(_MIDDLES)
_FAMILIES = _STEMS * len(_FAMILY_ENDS)


def _place(n: int, ends: Sequence[str]) -> str:
    """The syllables of a number; a "v" keeps vowels apart, so that no two numbers give one name."""
    n, end = divmod(n * 7_919 % (_STEMS * len(ends)), len(ends))
    onset, middle = divmod(n, len(_MIDDLES))
    apart = "v" if _MIDDLES[middle][-1] in "aeiou" and ends[end][0] in "aeiou" else ""
    return _ONSETS[onset] + _MIDDLES[middle] + apart + ends[end]


def town(n: int) -> str:
    """The name of a place; different ones for different numbers."""
    return _place(n, _TOWN_ENDS)


def some_town(rng: Random) -> str:
    """A place that is spoken of."""
    return town(rng.randrange(5_000))


def _who(n: int) -> tuple[int, int]:
    """The numbers of a speaker's family and forename."""
    return divmod(n * 104_729 % (_FAMILIES * len(_FORENAMES)), len(_FORENAMES))


def speaker_name(n: int) -> str:
    """A name of two words; no two speakers share both."""
    family, forename = _who(n)
    return f"{_FORENAMES[forename]} {_place(family, _FAMILY_ENDS)}"


def is_male(n: int) -> bool:
    """Whether a speaker is a man."""
    return _who(n)[1] < len(_MALE)


def outlet_name(n: int) -> str:
    """The name of a newspaper; different ones for different numbers."""
    return f"The {town(n + 5_000)} {_PAPERS[n % len(_PAPERS)]}"


def stranger(rng: Random) -> str:
    """Somebody who is spoken of."""
    family = _place(rng.randrange(_FAMILIES), _FAMILY_ENDS)
    return f"{rng.choice(_TITLES if rng.random() < 0.3 else _FORENAMES)} {family}"


def project(rng: Random) -> str:
    """A plan that is spoken of."""
    return f"{some_town(rng)} {rng.choice(_PLANS)}"
