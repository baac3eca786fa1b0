"""Forms of one word: "gives", "gave" and "given" are "give"; what reported speech shifts is no other wording.

By rule, and for irregular verbs by a table made by hand. Auxiliaries are left out: they carry little sense, and what
they do to it is looked at elsewhere; so is the form in -ing, which no report shifts. What comes out is a key to compare
by, not a word: "hoped" and "hopped" have one. Nouns in the plural have the key of the singular.
"""

from __future__ import annotations

import functools
import re

_VERBS = """
    become became
    begin began begun
    bite bit bitten
    blow blew blown
    break broke broken
    bring brought
    build built
    burn burnt
    buy bought
    catch caught
    choose chose chosen
    come came
    deal dealt
    dig dug
    draw drew drawn
    drink drank drunk
    drive drove driven
    eat ate eaten
    fall fell fallen
    feed fed
    feel felt
    fight fought
    find found
    flee fled
    fly flew flown
    forbid forbade forbidden
    forget forgot forgotten
    forgive forgave forgiven
    freeze froze frozen
    get got gotten
    give gave given
    go goes went gone
    grow grew grown
    hear heard
    hide hid hidden
    hold held
    keep kept
    know knew known
    lay laid
    lead led
    learn learnt
    leave left
    lend lent
    lose lost
    make made
    mean meant
    meet met
    mistake mistook mistaken
    overcome overcame
    owe owed
    pay paid
    prove proven
    ride rode ridden
    ring rang rung
    rise rose risen
    run ran
    say said
    see saw seen
    seek sought
    sell sold
    send sent
    shake shook shaken
    shoot shot
    shrink shrank shrunk
    sing sang sung
    sink sank sunk
    sit sat
    sleep slept
    speak spoke spoken
    speed sped
    spend spent
    stand stood
    steal stole stolen
    stick stuck
    strike struck stricken
    swear swore sworn
    swim swam swum
    take took taken
    teach taught
    tear tore torn
    tell told
    think thought
    throw threw thrown
    understand understood
    undertake undertook undertaken
    wake woke woken
    wear wore worn
    weave wove woven
    win won
    withdraw withdrew withdrawn
    withstand withstood
    write wrote written
"""
_ENDING = re.compile(r"(?:es|ed|s|e)$")
_DOUBLED = re.compile(r"([bdgklmnprt])\1$")
_SHORTEST = 3


@functools.lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """The key of a word's forms.

    Args:
        word: folded, as `quotes.wording` has it.
    """
    return _regular(_irregular().get(word, word))


def _regular(word: str) -> str:
    if not word.isalpha() or len(word) <= _SHORTEST or word.endswith("ss"):
        return word
    if word.endswith(("ies", "ied")):
        return word[:-3] + "y"
    cut = _ENDING.sub("", word)
    # "sing" and "red" are no forms of "s" and "r".
    if len(cut) < _SHORTEST or not re.search("[aeiouy]", cut):
        return word
    return _DOUBLED.sub(r"\1", cut)


def is_irregular_past(word: str) -> bool:
    """Whether it is the past, or the participle, of an irregular verb: "sold", "given"."""
    return word in _irregular() and not word.endswith("s")


@functools.cache
def _irregular() -> dict[str, str]:
    """The first form of each form of an irregular verb."""
    found: dict[str, str] = {}
    for line in _VERBS.strip().splitlines():
        first, *others = line.split()
        found |= dict.fromkeys((f"{first}s", *others), first)
    return found
