"""What a cue tells of an attribution: statement or attitude, and how the source stands to the content."""

from __future__ import annotations

import re
from functools import cache

from quotes import lexicon as lx
from quotes.records import Act, Polarity

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_CONSONANT_Y = re.compile(r"[^aeiou]y$")
# A clause, something said: "that" or a pronoun at its head, or an auxiliary before anything subordinate. All else names
# what was talked of; "how", "whether" and their like do too.
_CLAUSE = re.compile(
    r"""\W*+(?:
        that\W+\w+\W+\w  # but not "that boat", "that"
        | (?:i|you|he|she|we|they|there)\b
        | (?:(?!(?:that|which|who|whom|whose|where|when|how|whether|why|what|if|as|than)\b)[\w.'’&-]+[^\S\n]+){0,8}?
          (?:(?:is|are|was|were|has|had|have|will|would|can|could|should|must|may|might|did|does|do|cannot)\b
          |\w+n['’]t\b|(?:it|this|that)['’](?:s|d|ll)\b)
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_NEGATION = re.compile(r"\b(?:not(?! only)|never|no|nor|without|cannot|\w+n['’]t)\b", re.IGNORECASE)
_POLARITIES = (
    (Polarity.DENIES, lx.DENYING_WORDS),
    (Polarity.ASKS, lx.ASKING_WORDS),
    (Polarity.PROMISES, lx.PROMISING_WORDS),
    (Polarity.ORDERS, lx.ORDERING_WORDS),
)
_UTTERED = lx.SPEECH_VERBS | lx.UTTERED_DENIALS | lx.ASKING_WORDS | lx.PROMISING_WORDS | lx.ORDERING_WORDS
_SWAPPED = {Polarity.ASSERTS: Polarity.DENIES, Polarity.DENIES: Polarity.ASSERTS}


def meaning(cue: str, content: str) -> tuple[Act, Polarity]:
    """The act and the polarity of an attribution without quotation marks.

    Args:
        cue: its words as printed ("has repeatedly denied", "according to"); may be empty.
        content: its words as printed.

    Returns:
        An attitude where a word of the cue names a state of mind and none an utterance ("hopes", but not "voiced
        hope"), or where the cue tells what was talked of and the content is not seen to be a clause ("discussed the
        budget", "discussed how to save", but not "mentioned that the budget had passed"). The polarity of the first
        word that has one, turned round by a negation.
    """
    words = _WORD.findall(cue)
    lemmas = [_lemmas().get(word.lower(), word.lower()) for word in words]
    told = frozenset(lemmas)
    spoken = told & _UTTERED
    thought = told & lx.ATTITUDE_WORDS and not spoken
    topic = told & lx.TOPIC_WORDS and not (spoken - lx.TOPIC_WORDS or _CLAUSE.match(content))
    polarity = next((p for lemma in lemmas for p, known in _POLARITIES if lemma in known), Polarity.ASSERTS)
    if _NEGATION.search(cue):
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
