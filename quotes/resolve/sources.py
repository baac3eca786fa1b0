"""What the words of a source say about whom they mean: pronoun, name or description, one or many, this or any."""

from __future__ import annotations

import re
from dataclasses import dataclass

from quotes.gazetteer import ROLE_HEADS, countries
from quotes.resolve.roles import Role, is_head, plain_words
from quotes.text import POSSESSIVE, WORD

_PRONOUN = re.compile(
    r"(?:both\s+)?(?P<word>he|she|him|her|his|hers|himself|herself|they|them|their|theirs|themselves|who|whom|whose|which"
    r"|that|it|its|itself|i|me|my|mine|we|us|our|you|your|one|those|these|others|some|many|both)"
    r"(?:['’](?:s|d|ll|re|ve|m))?(?:\s+(?P<more>and)\b.*)?$",
    re.IGNORECASE | re.DOTALL,
)
_CLASSES = {
    word: name
    for name, words in {
        "he": "he him his himself",
        "she": "she her hers herself",
        "they": "they them their theirs themselves both",
        "who": "who whom whose",
        "which": "which that",
        "it": "it its itself",
        "i": "i me my mine",
        "we": "we us our you your one those these others some many",
    }.items()
    for word in words.split()
}
_END = re.compile(
    r",|;|:|\(|\s[-–—]|\sand\s(?:his|her|their|its|other)\s|\s(?:of|for|in|from|at|on|with|by|to|about|against|who|which|that|whose|whom|including|such|called|named|than|filed|released|published|conducted|issued|obtained|posted)\s"
)
_DETERMINER = re.compile(
    r"(?P<the>the|this|that|these|those)\b|(?P<any>an?|one|another|any|some|many|most|several|few|other|no|every|each"
    r"|more|all|various|certain|multiple|dozens|hundreds|thousands|top|senior)\b|(?P<both>both|the two|the three)\b"
    r"|(?P<whose>his|her|their|its|my|our|your|[^\W\d_][\w.-]*(?:\s[A-Z][\w.-]*){0,3}['’]s?)\s",
    re.IGNORECASE,
)
_BOTH = re.compile(r"both\b|the two\b|the three\b|the pair\b|the duo\b|the couple\b", re.IGNORECASE)
_PLURAL = re.compile(r"(?:people|men|women|police|media|others|staff|[a-z]+(?:[^s'’]s|ies))$")
_SINGULARS = frozenset("news press congress politics politico".split())
# What somebody says in writing or aloud, or does with words: whose letter it is, says it.
_BODIES = frozenset(
    """
        group organization organisation company agency firm department bureau committee panel board commission
        council court foundation institute association union party campaign administration government
        ministry office team newspaper paper magazine outlet site website network station channel tabloid journal
        publication daily blog show program programme school university college church bank fund center centre
        corporation league club coalition alliance army police parliament senate house assembly congress nonprofit
        charity think-tank pac institution authority service society federation embassy delegation side camp
        country nation state city town county kingdom republic union
    """.split()
)
_WORKS = frozenset(
    """
        report study survey poll analysis article story editorial book memo letter document documents filing lawsuit
        complaint statement website ad advertisement video email emails message release piece review column essay
        post tweet average model data index census numbers findings results research paper law bill rule ruling
        order decision constitution act resolution platform playbook headline transcript
    """.split()
)
TEAMS = frozenset("campaign administration team camp".split())


_PLACE = re.compile(r"\s(?:from|of)\s(?:the\s)?[A-Z][\w.-]*(?:\s[A-Z][\w-]*){0,3}")


@dataclass(frozen=True, slots=True)
class Source:
    """A source's words taken apart.

    Attributes:
        text: the words, a comma at their end off.
        kind: "he", "she", "they", "who", "which", "it", "i", "we" by the pronoun, or "noun".
        owning: it is a possessive pronoun with what is owned: "his campaign".
        more: a pronoun with others beside: "she and her aides".
        determiner: "the", "any", "both", "whose" or "".
        head: the noun that the description turns on, lower case, "" for a pronoun.
        plural: the head means several.
        role: the description, where it has a role noun.
        sort: "person", "body", "work" or "" by the head.
    """

    text: str
    kind: str
    owning: bool = False
    more: bool = False
    determiner: str = ""
    head: str = ""
    plural: bool = False
    role: Role | None = None
    sort: str = ""

    @classmethod
    def read(cls, words: str) -> Source:
        """Take a source apart."""
        text = re.sub(r"^[\s,;:–—-]+|[\s,;:–—-]+$", "", words)
        pronoun = _PRONOUN.match(text)
        # WHO, IT and US are bodies.
        if pronoun and (len(pronoun["word"]) == 1 or not pronoun["word"].isupper()):
            word = pronoun["word"].lower()
            both = "both" if word == "both" else ""
            return cls(text, _CLASSES[word], more=bool(pronoun["more"]), determiner=both)
        determiner = _DETERMINER.match(text)
        kind = "both" if _BOTH.match(text) else determiner.lastgroup or "" if determiner else ""
        lead = _END.split(text, maxsplit=1)[0]
        tokens = WORD.findall(lead) or WORD.findall(text) or [text]
        head = POSSESSIVE.sub("", tokens[-1]).strip(".").lower()
        plural = bool(_PLURAL.match(head)) and head not in _SINGULARS and not tokens[-1].isupper()
        sort = ""
        singular = re.sub(r"s$", "", head)
        if is_head(head) or (plain_words(head)[-1:] and is_head(plain_words(head)[-1])) or singular in ROLE_HEADS:
            sort = "person"
        elif head in _BODIES or singular in _BODIES:
            sort = "body"
        elif head in _WORKS or singular in _WORKS:
            sort = "work"
        owning = bool(re.match(r"(?:his|her|their|its|my|our|your|whose)\s", text, re.IGNORECASE))
        role = (
            None
            if plural and head not in countries() and not is_head(head)
            else Role.read(lead + _placed(text[len(lead) :]))
        )
        return cls(text, "noun", owning, False, kind, head, plural, role, sort)


def _placed(rest: str) -> str:
    """Of what follows a description's head, the place or body that narrows it down: " from Alabama"."""
    found = _PLACE.match(rest)
    return found[0] if found else ""
