"""What a cue tells of an attribution: utterance or state of mind, and how the source stands to the content."""

from __future__ import annotations

import re
from functools import cache

from quotes import lexicon as lx
from quotes.records import Act, Polarity

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_CONSONANT_Y = re.compile(r"[^aeiou]y$")
_NEGATION = re.compile(r"(?:not|never|no|nor|without|cannot)|\w+n['’]t", re.IGNORECASE)
_POLARITIES = (
    (Polarity.DENIES, lx.DENYING_WORDS),
    (Polarity.ASKS, lx.ASKING_WORDS),
    (Polarity.PROMISES, lx.PROMISING_WORDS),
    (Polarity.ORDERS, lx.ORDERING_WORDS),
)
_SWAPPED = {Polarity.ASSERTS: Polarity.DENIES, Polarity.DENIES: Polarity.ASSERTS}


def meaning(cue: str) -> tuple[Act, Polarity]:
    """The act and the polarity of an attribution.

    Args:
        cue: its words as printed ("has repeatedly denied", "according to"); may be empty.

    Returns:
        An attitude where a word of the cue names a state of mind and none an utterance ("hopes", but not "voiced
        hope"). The polarity of the first word that has one, turned round by a negation.
    """
    words = _WORD.findall(cue)
    lemmas = [_lemmas().get(word.lower(), word.lower()) for word in words]
    thought = any(lemma in lx.ATTITUDE_WORDS for lemma in lemmas)
    spoken = any(lemma in lx.SPEECH_VERBS for lemma in lemmas)
    polarity = next((p for lemma in lemmas for p, known in _POLARITIES if lemma in known), Polarity.ASSERTS)
    if any(_NEGATION.fullmatch(word) for word in words):
        polarity = _SWAPPED.get(polarity, polarity)
    return (Act.ATTITUDE if thought and not spoken else Act.STATEMENT), polarity


@cache
def _lemmas() -> dict[str, str]:
    """Each form of each known verb, by the rules of spelling or the list of irregular forms."""
    table: dict[str, str] = {}
    for verb in sorted(lx.ATTITUDE_WORDS.union(lx.SPEECH_VERBS, *(known for _, known in _POLARITIES))):
        e, y = verb.endswith("e"), bool(_CONSONANT_Y.search(verb))
        past = lx.IRREGULAR_FORMS.get(verb, verb + "d" if e else verb[:-1] + "ied" if y else verb + "ed")
        double = verb[-1] if verb + verb[-1] + "ed" in past.split() else ""
        s = verb[:-1] + "ies" if y else verb + ("es" if verb.endswith(("s", "sh", "ch", "x")) else "s")
        stem = verb[:-1] if e and not verb.endswith("ee") else verb + double
        for form in (verb, s, f"{stem}ing", *past.split()):
            table[form] = verb
    return table
