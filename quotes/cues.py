"""What a cue tells of an attribution: statement or attitude, and how the source stands to the content."""

from __future__ import annotations

import re
from functools import cache

from quotes import lexicon as lx
from quotes.records import Act, Polarity

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_CONSONANT_Y = re.compile(r"[^aeiou]y$")
# Words that begin a clause, something said; what begins otherwise names what was talked of.
_CLAUSE = re.compile(
    r"(?:that|whether|if|how|why|what|who|when|where|which|to|i|you|he|she|it|we|they|there|this|these)\s+\w",
    re.IGNORECASE,
)
_NEGATION = re.compile(r"(?:not|never|no|nor|without|cannot)|\w+n['’]t", re.IGNORECASE)
_POLARITIES = (
    (Polarity.DENIES, lx.DENYING_WORDS),
    (Polarity.ASKS, lx.ASKING_WORDS),
    (Polarity.PROMISES, lx.PROMISING_WORDS),
    (Polarity.ORDERS, lx.ORDERING_WORDS),
)
_SWAPPED = {Polarity.ASSERTS: Polarity.DENIES, Polarity.DENIES: Polarity.ASSERTS}


def meaning(cue: str, content: str) -> tuple[Act, Polarity]:
    """The act and the polarity of an attribution without quotation marks.

    Args:
        cue: its words as printed ("has repeatedly denied", "according to"); may be empty.
        content: its words as printed.

    Returns:
        An attitude where a word of the cue names a state of mind and none an utterance ("hopes", but not "voiced
        hope"), or where the cue tells what was talked of and the content is no clause ("discussed the budget", but not
        "mentioned that the budget had passed"). The polarity of the first word that has one, turned round by a
        negation.
    """
    words = _WORD.findall(cue)
    lemmas = [_lemmas().get(word.lower(), word.lower()) for word in words]
    told = frozenset(lemmas)
    spoken = told & lx.SPEECH_VERBS
    thought = told & lx.ATTITUDE_WORDS and not spoken
    topic = told & lx.TOPIC_WORDS and not (spoken - lx.TOPIC_WORDS or _CLAUSE.match(content))
    polarity = next((p for lemma in lemmas for p, known in _POLARITIES if lemma in known), Polarity.ASSERTS)
    if any(_NEGATION.fullmatch(word) for word in words):
        polarity = _SWAPPED.get(polarity, polarity)
    return (Act.ATTITUDE if thought or topic else Act.STATEMENT), polarity


@cache
def _lemmas() -> dict[str, str]:
    """Each form of each known verb, by the rules of spelling or the list of irregular forms."""
    table: dict[str, str] = {}
    for verb in sorted(lx.ATTITUDE_WORDS.union(lx.TOPIC_WORDS, lx.SPEECH_VERBS, *(known for _, known in _POLARITIES))):
        e, y = verb.endswith("e"), bool(_CONSONANT_Y.search(verb))
        past = lx.IRREGULAR_FORMS.get(verb, verb + "d" if e else verb[:-1] + "ied" if y else verb + "ed")
        double = verb[-1] if verb + verb[-1] + "ed" in past.split() else ""
        s = verb[:-1] + "ies" if y else verb + ("es" if verb.endswith(("s", "sh", "ch", "x")) else "s")
        stem = verb[:-1] if e and not verb.endswith("ee") else verb + double
        for form in (verb, s, f"{stem}ing", *past.split()):
            table[form] = verb
    return table
