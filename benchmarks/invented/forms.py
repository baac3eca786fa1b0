"""Words, as they are said and as they are reported."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from .words import SWAPPED, listed


class Token(NamedTuple):
    """A word or a few.

    Attributes:
        direct, reported: its two forms; reported in the third person and a tense further back.
        kind: "" or what may be done to it: "verb" (`other` has its name and "+" or "-"), "number" (its kind, the
            other way to print it, and words), "name" (of what), "antonym" (both forms of the contrary), "it" (what it
            stands for), "adverb" (may be lost).
    """

    direct: str
    reported: str
    kind: str = ""
    other: tuple[str, ...] = ()


class Forms(NamedTuple):
    """What becomes of a verb."""

    base: str
    third: str
    past: str
    participle: str
    gerund: str


_IRREGULAR = {
    base: (forms[0], forms[-1])
    for base, *forms in map(
        str.split,
        listed("""
            build built; rebuild rebuilt; sell sold; keep kept; cut cut; buy bought; spend spent; lose lost;
            tell told; give gave given; shrink shrank shrunk; take took taken; hold held; find found; leave left;
            win won; make made; pay paid; lead led; know knew known; see saw seen; say said; go went gone;
            rise rose risen; fall fell fallen; meet met; write wrote written; bring brought;
            withdraw withdrew withdrawn; hit hit; read read; lend lent; split split; stand stood; learn learned;
            forget forgot forgotten
        """),
    )
}
_DOUBLED = frozenset("ban permit split cut hit".split())


def with_s(word: str) -> str:
    """The plural of a noun, or the third person of a verb."""
    if word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "sh", "ch", "x", "go")) else "s")


@cache
def conjugated(verb: str) -> Forms:
    """The forms of a verb."""
    third = with_s(verb)
    stem = verb + verb[-1] if verb in _DOUBLED else verb
    if verb in _IRREGULAR:
        past, participle = _IRREGULAR[verb]
    elif verb.endswith("e"):
        past = participle = verb + "d"
    elif third.endswith("ies"):
        past = participle = verb[:-1] + "ied"
    else:
        past = participle = stem + "ed"
    return Forms(verb, third, past, participle, stem.removesuffix("e") + "ing")


_AUXILIARIES = {
    "will": ("would", "will not", "would not"), "can": ("could", "cannot", "could not"),
    "must": ("had to", "must not", "must not"), "may": ("might", "may not", "might not"),
    "should": ("should", "should not", "should not"), "would": ("would", "would not", "would not"),
    "is": ("was", "is not", "was not"), "are": ("were", "are not", "were not"), "am": ("was", "am not", "was not"),
    "was": ("had been", "was not", "had not been"), "were": ("had been", "were not", "had not been"),
    "has": ("had", "has not", "had not"), "have": ("had", "have not", "had not"),
    "could": ("could", "could not", "could not"),
}  # fmt: skip
_REPORTED = {"we": "they", "our": "their", "us": "them", "does": "did"} | {
    name: forms[0] for name, forms in _AUXILIARIES.items()
}


@cache
def finite(name: str, sign: str = "+") -> Token:
    """A finite verb: an auxiliary, or a verb with its ending ("need+s", "need+", "need+d"); "-" denies it."""
    base, plus, ending = name.partition("+")
    verb = conjugated(base)
    if not plus:
        reported, *negative = _AUXILIARIES[name]
        positive = [name, reported]
    elif ending == "d":
        positive = [verb.past, f"had {verb.participle}"]
        negative = [f"did not {base}", f"had not {verb.participle}"]
    else:
        positive = [verb.third if ending else base, verb.past]
        negative = [f"{'does' if ending else 'do'} not {base}", f"did not {base}"]
    direct, reported = positive if sign == "+" else negative
    return Token(direct, reported, "verb", (name, sign))


@cache
def swappable(word: str) -> Token:
    """A word that may have a contrary."""
    if other := SWAPPED.get(word):
        return Token(word, word, "antonym", (other, other))
    return Token(word, word)


def plain(word: str) -> Token:
    """A word of a shape that is not a slot."""
    if ">" in word:
        direct, reported = word.replace("_", " ").split(">")
        return Token(direct, reported)
    if word in ("today", "now"):
        return Token(word, "", "adverb")
    return Token(word, _REPORTED.get(word, word))
