"""Role descriptions: the words that tell what somebody is, read from beside a name or from a source without one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from quotes.gazetteer import GENERAL_HEADS, ROLE_HEADS, countries
from quotes.lexicon import TITLES
from quotes.records import Span
from quotes.text import POSSESSIVE, WORD

# Forms of one role that an article uses for one person.
_SAME_ROLE = dict(
    pair.split(":")
    for pair in """
        gov:governor sen:senator rep:representative gen:general col:colonel lt:lieutenant prof:professor dr:doctor
        congressman:representative congresswoman:representative lawmaker:representative spokeswoman:spokesman
        spokesperson:spokesman chairwoman:chairman chairperson:chairman chair:chairman
        hopeful:candidate contender:candidate businessman:mogul businesswoman:mogul magnate:mogul billionaire:mogul
        tycoon:mogul entrepreneur:mogul frontrunner:front-runner advisor:adviser pontiff:pope
        justice:judge attorney:lawyer physician:doctor reporter:journalist author:writer moderators:moderator
        democrats:democrat democratic:democrat republicans:republican gop:republican
    """.split()
)
# Who holds one of the first roles may be called by the second: a senator is a lawmaker.
_ALSO = {
    "senator": {"representative", "politician", "legislator"},
    "representative": {"legislator", "politician"},
    "nominee": {"candidate"},
    "candidate": {"nominee"},
    "president": {"leader", "candidate"},
    "governor": {"politician", "candidate"},
    "mogul": {"candidate"},
    "spokesman": {"aide", "adviser", "representative"},
    "strategist": {"aide", "adviser"},
    "director": {"chief", "head"},
    "chairman": {"chief", "head"},
    "secretary": {"chief", "head", "candidate"},
    "lawyer": {"prosecutor"},
    "anchor": {"journalist", "moderator", "host"},
    "journalist": {"writer", "moderator"},
    "doctor": {"expert"},
    "professor": {"expert", "scientist", "researcher", "scholar", "historian"},
    "editor": {"journalist"},
    "columnist": {"journalist", "writer"},
}
_HEADS = ROLE_HEADS | TITLES | {"democrat", "republican", "hopeful", "contender", "tycoon", "moderator"}
_COUNTRIES = frozenset(countries().values())
_SMALL = frozenset("the a an of from his her their its our my for and s in at to new then current who is was".split())
# Titles that do not say what somebody does.
HONORIFICS = dict.fromkeys("mr mister sir lord king prince pope father fr".split(), "m") | dict.fromkeys(
    "mrs ms miss dame lady queen princess sister".split(), "f"
)
_MALE = re.compile(r"(?:.*(?<!wo)man|boy|(?:grand)?father|husband|king|prince|actor|(?:grand)?son|brother|widower)$")
_FEMALE = re.compile(r"(?:.*woman|girl|(?:grand)?mother|wife|queen|princess|actress|(?:grand)?daughter|sister|widow)$")

# What stands before a name and says what its bearer is: "Polish foreign policy adviser ", "Sen. ", "Florida's
# attorney general, ".
_BEFORE = re.compile(r"(?:[^\W\d_][\w.’'&-]*[ \t]+){0,7}[^\W\d_][\w.’'-]*,?[ \t]+$")
_BEHIND = re.compile(r",\s+(?P<what>[^.;:!?()\"“”,]{3,90})")
_COPULA = re.compile(r"\s+(?:is|was|became|remains)\s+(?:the|a|an|my|our|his|her)\s+(?P<what>[^.;:!?()\"“”,]{3,60})")
_PARTY = re.compile(r"[ \t]*\((?P<party>[RDI])-(?P<place>[A-Z][\w. ]{1,12})\)")
_PARTIES = {"R": "Republican", "D": "Democrat", "I": "independent"}
# "President of Ukraine ", before a name.
_ROLE_OF = re.compile(r"(?P<head>[^\W\d_][\w-]*)\s+(?:of|for)\s+(?:the\s+)?(?:[A-Z][\w.]*\s+){0,2}[A-Z][\w.]*,?\s+$")
_OF = re.compile(r"\s(?:of|for)\s")
_CLAUSE = re.compile(r"\s+(?:who|which|that|and)\s+")
_OPENS = re.compile(r"^(?:the|a|an|his|her|their|its)\s+", re.IGNORECASE)
_DESCRIPTION = re.compile(
    rf"\b[Tt]he\s+(?P<what>(?:[\w.’'-]+\s+){{0,3}}?(?:{'|'.join(sorted(ROLE_HEADS, key=len, reverse=True))}))\b"
    r"(?!['’-]|\s+[A-Z]|\s+of\b)"
)
# No description begins before these.
_STOPS = frozenset(
    """
        and or but nor as when while that which who whom whose said says told with by from in on at to than if after
        before because since until although though where is was are were be been has have had not via per like
        meanwhile this these those the a an his her their
    """.split()
)


@dataclass(frozen=True, slots=True)
class Role:
    """A role description: its head nouns and what narrows them down, lower case, forms of one role made one."""

    heads: frozenset[str]
    qualifiers: frozenset[str]

    @classmethod
    def read(cls, words: str) -> Role | None:
        """From "the Ukrainian president" to ({president}, {ukraine}); None without a role noun."""
        tokens = plain_words(words)
        if re.search(r"\bhead of state\b", words, re.IGNORECASE):
            tokens = ["president", *[t for t in tokens if t not in ("head", "of", "state")]]
        heads = frozenset(t for t in tokens if t in _HEADS)
        heads |= {part for t in tokens if "-" in t for part in t.split("-") if part in ROLE_HEADS}
        if not heads:
            return None
        rest = frozenset(countries().get(t, t) for t in tokens if t not in heads and t not in _SMALL and "-" not in t)
        return cls(heads, rest)

    def fits(self, other: Role) -> bool:
        """Whether this description may mean somebody of the role `other`."""
        if not self.qualifiers <= other.qualifiers | other.heads:
            return False
        return self.heads <= other.heads or bool(self.heads & GENERAL_HEADS) or self.heads <= other.wider()

    def names(self, office: Role) -> bool:
        """Whether this description tells an office: by its own title, or as the leader of its body."""
        if not self.qualifiers <= office.qualifiers | office.heads:
            return False
        return self.heads <= office.heads or bool(self.qualifiers and self.heads <= GENERAL_HEADS)

    def denies(self, other: Role) -> bool:
        """Whether the two are of different countries."""
        mine, theirs = (r.qualifiers & _COUNTRIES for r in (self, other))
        return bool(mine and theirs and not mine & theirs)

    def wider(self) -> frozenset[str]:
        """The heads, and what else somebody of this role may be called."""
        return self.heads.union(*(_ALSO.get(head, ()) for head in self.heads))


def plain_words(words: str) -> list[str]:
    """Words in lower case, possessive endings and stops off, forms of one role made one."""
    found = (POSSESSIVE.sub("", w.lower()) if w.lower() not in countries() else w.lower() for w in WORD.findall(words))
    return [_SAME_ROLE.get(w.strip("."), w.strip(".") if w not in countries() else w) for w in found]


def gender_of(word: str) -> str | None:
    """ "m" for "businessman", "f" for "spokeswoman", None for most words."""
    if _FEMALE.match(word):
        return "f"
    return "m" if _MALE.match(word) else None


def descriptions(text: str) -> Iterator[tuple[Span, Role]]:
    """Where a text has "the Ukrainian president" or the like, without a name behind it."""
    for found in _DESCRIPTION.finditer(text):
        role = Role.read(found["what"])
        if role:
            yield Span(*found.span()), role


def is_head(word: str) -> bool:
    """Whether a word, lower case, is a noun or title for what somebody is."""
    return word in _HEADS or word.removesuffix("-elect").rpartition("-")[2] in _HEADS


def roles_beside(text: str, name: Span, start: int, possessive: bool) -> Iterator[str]:
    """What the words beside a name say that its bearer is, as printed.

    Args:
        text: the article's.
        name: where it stands.
        start: of its sentence.
        possessive: an 's follows the name, so that what stands behind is something else.
    """
    begin = max(start, name.start - 90)
    # Most names have nothing of the kind before them, which is seen faster than read.
    told = _is_role(text[begin : name.start]) and _BEFORE.search(text, begin, name.start)
    found = [_role_before(told[0])] if told else []
    end = name.end
    if not possessive:
        party = _PARTY.match(text, end, end + 24)
        if party:
            yield f"{_PARTIES[party['party']]} of {party['place']}"
            end = party.end()
        behind = _BEHIND.match(text, end, end + 110) or _COPULA.match(text, end, end + 90)
        words = plain_words(behind["what"]) if behind else []
        if behind and words and words[0] not in ("and", "or", "who", "but") and any(map(is_head, words[:7])):
            found.append(_CLAUSE.split(behind["what"])[0])
    for words_found in found:
        role = _OPENS.sub("", words_found.strip(" ,"))
        if role and role.lower().strip(".") not in HONORIFICS:
            yield role


def _is_role(words: str) -> bool:
    """Whether the words before a name may say what its bearer is."""
    tokens = words.split()
    return bool(tokens) and (_is_title(tokens[-1]) or bool(_OF.search(words)))


def _is_title(word: str) -> bool:
    return is_head(POSSESSIVE.sub("", word.lower()).strip(".,"))


def _role_before(words: str) -> str:
    """What somebody is by the words before their name; "" where the last of them is no role."""
    placed = _ROLE_OF.search(words)
    if placed and is_head(placed["head"].lower()):
        return f"{_role_before(words[: placed.end('head')] + ' ')} {words[placed.end('head') :].strip(' ,')}"
    tokens = words.split()
    if not _is_title(tokens[-1]) or POSSESSIVE.search(tokens[-1]):
        return ""
    kept = [tokens.pop().strip(",")]
    while tokens and tokens[-1].lower().strip(".") not in _STOPS and not tokens[-1].endswith((",", ";", ":")):
        kept.append(tokens.pop())
    while kept and kept[-1].lower() in ("of", "for", "also"):
        kept.pop()
    return " ".join(reversed(kept))
