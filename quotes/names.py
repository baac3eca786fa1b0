"""Names of people and bodies: their parts, and when two spellings are one name.

Transliterations differ in few places: the endings -iy, -yy, -y, -i of one Cyrillic letter pair, Kh and H, Zh and J,
Y and I, doubled letters. `fold` takes those differences away; what is left is compared.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler

from quotes.gazetteer import forenames, forms, genders, nicknames
from quotes.lexicon import TITLES
from quotes.text import normalise

_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_PARTICLES = frozenset(
    """
        de da do dos del della di du la le van von der den ter ten bin ibn al el ben abu st
    """.split()
)
# "De Blasio" is a family name alone; "Ben", "Al" and "Van" may be forenames.
_OPENING_PARTICLES = frozenset("bin ibn de da do dos del della di du le von der den ter".split())
_WORD = re.compile(r"[^\W\d_]+(?:[-'][^\W\d_]+)*")
# In this order, on letters without accents.
_RULES = (
    # Russian and Ukrainian in English, French and German habits.
    (re.compile(r"shch|sch"), "sh"),
    (re.compile(r"tch"), "ch"),
    (re.compile(r"zh"), "j"),
    (re.compile(r"kh|ch(?=[rm])"), "h"),
    (re.compile(r"(?<=[oe])ff$"), "v"),
    (re.compile(r"dj"), "d"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"w"), "v"),
    # Arabic: one sound in two letters, long vowels.
    (re.compile(r"dh"), "d"),
    (re.compile(r"gu(?=[ie])"), "g"),
    (re.compile(r"ou|oo"), "u"),
    (re.compile(r"ee(?!v)"), "i"),
    (re.compile(r"ck|q|c(?=[aoulr])|c$"), "k"),
    (re.compile(r"x"), "ks"),
    (re.compile(r"[yj](?=[aeou])|i(?=[aeou])"), "i"),
    (re.compile(r"ie"), "e"),
    # Umlauts written out.
    (re.compile(r"(?<=[aou])e(?=[^aeiouy])"), ""),
    (re.compile(r"y"), "i"),
    # Ukrainian h is g in Russian.
    (re.compile(r"(?<=[aeiou])g(?=[aou])"), "h"),
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile(r"(?:i?o|e)(va?)$"), r"o\1"),
    (re.compile(r"nka$"), "nko"),
    (re.compile(r"(?:i|ij|ei)$"), "i"),
)
# Family names keep the article of their language or lose it in English.
_JOINED = re.compile(r"\b([EA]l)(?=[A-Z])")
_ARTICLE = re.compile(r"^(?:al|el|as|ash)[ -](?=\w)")
# Long forenames of one person in two outlets differ by a letter or two. Chosen by hand on spellings of common
# forenames: Volodymyr and Vladimir are alike by 0.90 in Jaro and Winkler's measure, John and Joan by 0.87.
_FORENAMES_ALIKE = 0.88
_LONG_FORENAME = 6
# An article asks for the same few hundred names thousands of times.
_KEPT = 20_000
_SHORT_FORM = 3


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name in lower case without accents.

    Attributes:
        given: forenames and initials, in order.
        family: the family name with its particles; the only name, where there is one.
        suffix: "jr", "iii", or "".
    """

    given: tuple[str, ...]
    family: str
    suffix: str = ""


@lru_cache(maxsize=_KEPT)
def parse(name: str) -> Name:
    """Take a person's name apart; titles are dropped.

    Args:
        name: in Western order, like "Mr. John F. van Dyke Jr.".
    """
    words = _WORD.findall(normalise(_JOINED.sub(r"\1 ", name)).text.replace("'s ", " "))
    while len(words) > 1 and words[0] in TITLES:
        words.pop(0)
    suffix = words.pop() if len(words) > 1 and words[-1] in _SUFFIXES else ""
    if not words:
        return Name((), "", suffix)
    start = len(words) - 1
    while start > 1 and words[start - 1] in _PARTICLES:
        start -= 1
    if start == 1 and words[0] in _OPENING_PARTICLES:
        start = 0
    return Name(tuple(words[:start]), " ".join(words[start:]), suffix)


@lru_cache(maxsize=_KEPT)
def fold(word: str) -> str:
    """A name's spelling without what transliterations differ in."""
    letters = re.sub(r"[\W\d_]", "", _ARTICLE.sub("", normalise(word).text))
    folded = re.sub(r"[^a-z]", "", letters)
    if len(folded) < len(letters):
        return letters  # another alphabet: nothing is known of its transliterations
    for pattern, replacement in _RULES:
        folded = pattern.sub(replacement, folded)
    return folded


def person_key(name: str) -> str:
    """What the spellings of one person's name share: the folded family name, of one with a hyphen the last part.

    Different people may share it too. Korean forenames stand last, with a hyphen or without.
    """
    return fold(parse(name).family.rpartition("-")[2])


def full_key(name: str) -> str:
    """The key of a person's name with its forename: names that are spelt alike share it, and those that begin with the
    family name's key lie side by side in an index. A bare family name has nothing behind the space, initials a letter.
    """
    return f"{person_key(name)} {_forename_key(name)}"


def initial_keys(name: str) -> tuple[str, str]:
    """The range of keys, `[low, high)`, of the names of one family whose forename begins as this one's does."""
    low = f"{person_key(name)} {_forename_key(name)[:1]}"
    return low, f"{low}\U0010ffff"


def like_keys(name: str) -> list[str]:
    """The keys that a person's name may be stored under if it is spelt as it usually is: its own and its initial's."""
    given = parse(name).given
    initials = {given[0][0], _forename_key(name)[:1]} if given else set()
    return sorted({f"{person_key(name)} {end}" for end in (_forename_key(name), *initials)})


def _forename_key(name: str) -> str:
    given = parse(name).given
    if not given or len(given[0]) == 1:
        return given[0] if given else ""
    first = nicknames().get(given[0], given[0])
    return fold(forms().get(first, first))


def body_key(name: str) -> str:
    """What the spellings of one body's name share: its words, without an article before them."""
    return " ".join(w for w in _WORD.findall(normalise(name).text) if w != "the")


def same_person(one: str, other: str) -> bool:
    """Whether two printed names can be one person's: family names alike, forenames alike where both give one.

    A bare family name is like any full name with it; whether it is enough is for the caller to decide.
    """
    a, b = parse(one), parse(other)
    if len(a.given) + len(b.given) == 3 and fold(" ".join((*a.given, a.family))) == fold(
        " ".join((*b.given, b.family))
    ):
        return True  # Kim Jong-un and Kim Jong Un
    if not a.family or not b.family or fold(a.family) != fold(b.family):
        return False
    if not a.given or not b.given:
        # "Trump Jr." is not Donald Trump; a bare "Kennedy" may be Robert F. Kennedy Jr.
        bare, full = (a, b) if not a.given else (b, a)
        return not bare.suffix or bare.suffix == full.suffix
    if a.suffix != b.suffix:
        return False
    # George H. W. and George W.: where both print initials, they are the same ones.
    initials = [{g for g in name.given[1:] if len(g) == 1} for name in (a, b)]
    if all(initials) and initials[0] != initials[1]:
        return False
    return _forenames_alike(a.given[0], b.given[0])


def _forenames_alike(one: str, other: str) -> bool:
    if len(one) == 1 or len(other) == 1:
        return one[0] == other[0]
    if genders().get(one, "?") != genders().get(other, "?") and {one, other} <= genders().keys():
        return False  # Daniel and Daniela
    if nicknames().get(one, one) == nicknames().get(other, other) or forms().get(one, one) == forms().get(other, other):
        return True
    a, b = sorted((fold(one), fold(other)), key=len)
    if a == b:
        return True
    # Gerard and Gerald, Dan and Dana are names of their own.
    if {one, other} <= forenames():
        return False
    if len(a) >= _SHORT_FORM and b.startswith(a):
        return True
    return len(a) >= _LONG_FORENAME and JaroWinkler.similarity(a, b) >= _FORENAMES_ALIKE
