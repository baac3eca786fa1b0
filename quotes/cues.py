"""Paragraphs as tokens, and the cues among them: the verb group around a cue verb, its act and polarity."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from quotes import lexicon as lx
from quotes.marks import Quotation
from quotes.records import Act, Article, Place, Polarity, Span
from quotes.segment import sentences

QUOTE = "“…”"
"""The form of the token that stands for a whole outermost quotation; no token of the text looks like it."""

_TOKEN = re.compile(r"[^\W_]\.(?:[^\W_]\.)+|[^\W_]+(?:['’&-][^\W_]+|[.,]\d+)*\.?(?<=[^\W_])|--+|[^\w\s]")
_CONSONANT_Y = re.compile(r"[^aeiou]y$")


class Token(NamedTuple):
    """A word, a sign, or a whole quotation.

    Attributes:
        start, end: where it stands in the text.
        form: as printed, `QUOTE` for a quotation.
        lower: the form in lower case, with plain apostrophes.
    """

    start: int
    end: int
    form: str
    lower: str


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb group, "according to", or a colon, that may carry an attribution.

    Attributes:
        first, last: indexes of its first token and of the one behind its last.
        verb: index of the head.
        lemma: of the head, with "|" and the particle where there is one.
        participle: whether the head is an -ing form without auxiliary.
        passive: whether a form of "be" stands before a past form.
        negated: whether a "not" or "never" stands in the group.
    """

    first: int
    last: int
    verb: int
    lemma: str
    participle: bool = False
    passive: bool = False
    negated: bool = False

    def span(self, toks: Sequence[Token]) -> Span:
        """Where it stands in the text."""
        return Span(toks[self.first].start, toks[self.last - 1].end)

    @property
    def act(self) -> Act:
        """State of mind or utterance, by the verb."""
        spoken = self.lemma in lx.CLAUSE_VERBS | lx.OBJECT_VERBS and self.lemma not in ("think", "believe")
        return Act.ATTITUDE if self.lemma in lx.ATTITUDE_VERBS and not spoken else Act.STATEMENT

    @property
    def polarity(self) -> Polarity:
        """How the source stands to the content, by the verb."""
        found = next((polarity for polarity, verbs in _POLARITIES if self.lemma in verbs), Polarity.ASSERTS)
        if self.negated:
            swapped = {Polarity.ASSERTS: Polarity.DENIES, Polarity.DENIES: Polarity.ASSERTS}
            return swapped.get(found, found)
        return found


_POLARITIES = (
    (Polarity.DENIES, lx.DENYING_VERBS),
    (Polarity.ASKS, lx.ASKING_VERBS),
    (Polarity.PROMISES, lx.PROMISING_VERBS),
    (Polarity.ORDERS, lx.ORDERING_VERBS),
)


@dataclass(slots=True)
class Paragraph:
    """A paragraph cut into tokens.

    Attributes:
        toks: its words, signs and whole quotations.
        found: its cues, in order.
        units: its sentences as ranges of token indexes.
        quoted: its outermost quotations.
    """

    text: str
    place: Place
    toks: list[Token]
    found: list[Cue]
    units: list[tuple[int, int]]
    quoted: list[Quotation]


def paragraphs(article: Article, outer: Sequence[Quotation]) -> Iterator[Paragraph]:
    """The article's paragraphs, cut into tokens.

    Args:
        outer: the outermost quotations of the article, by start.
    """
    text, at = article.text, 0
    for block in article.blocks:
        quoted: list[Quotation] = []
        while at < len(outer) and outer[at].span.start < block.span.end:
            quoted.append(outer[at])
            at += 1
        toks = tokens(text, block.span, quoted)
        yield Paragraph(text, block.place, toks, find(toks), _units(text, block.span, toks), quoted)


def _units(text: str, span: Span, toks: Sequence[Token]) -> list[tuple[int, int]]:
    """Sentences as ranges of tokens; one that ends inside a quotation goes on to the quotation's end."""
    units: list[tuple[int, int]] = []
    first = at = 0
    for sentence in sentences(text, span):
        while at < len(toks) and toks[at].start < sentence.end:
            at += 1
        if at > first and toks[at - 1].end <= sentence.end:
            units.append((first, at))
            first = at
    if first < len(toks):
        units.append((first, len(toks)))
    return units


def tokens(text: str, span: Span, quoted: Sequence[Quotation]) -> list[Token]:
    """The tokens of a paragraph; each of its outermost quotations is one."""
    found: list[Token] = []
    at = span.start
    for quotation in quoted:
        _words(text, at, quotation.span.start, found)
        found.append(Token(*quotation.span, QUOTE, QUOTE))
        at = quotation.span.end
    _words(text, at, span.end, found)
    return found


def _words(text: str, start: int, end: int, found: list[Token]) -> None:
    for m in _TOKEN.finditer(text, start, end):
        form = m[0]
        found.append(Token(m.start(), m.end(), form, form.lower().replace("’", "'")))


@cache
def _forms() -> dict[str, tuple[str, str]]:
    """Each form of each cue verb: its lemma and whether it is base, s, ed or ing."""
    verbs = lx.CLAUSE_VERBS | lx.OBJECT_VERBS | lx.TELL_VERBS | lx.INFINITIVE_VERBS | lx.ATTITUDE_VERBS
    verbs |= {v.split("|")[0] for v in lx.PARTICLE_VERBS | lx.QUOTING_VERBS}
    table: dict[str, tuple[str, str]] = {}
    for verb in sorted(verbs):
        e, y = verb.endswith("e"), bool(_CONSONANT_Y.search(verb))
        past = lx.IRREGULAR_FORMS.get(verb, verb + "d" if e else verb[:-1] + "ied" if y else verb + "ed")
        double = verb[-1] if verb + verb[-1] + "ed" in past.split() else ""
        s = verb[:-1] + "ies" if y else verb + ("es" if verb.endswith(("s", "sh", "ch", "x")) else "s")
        table[verb] = (verb, "base")
        table[s] = (verb, "s")
        table[(verb[:-1] if e else verb + double) + "ing"] = (verb, "ing")
        for form in past.split():
            table[form] = (verb, "ed")
    return table


def find(toks: Sequence[Token]) -> list[Cue]:
    """The cues among the tokens of one paragraph, in order.

    Args:
        toks: as `tokens` returns them.
    """
    table = _forms()
    found: list[Cue] = []
    for i, tok in enumerate(toks):
        if tok.lower == "according" and i + 1 < len(toks) and toks[i + 1].lower == "to":
            found.append(Cue(i, i + 2, i, "according"))
        elif (entry := table.get(tok.lower)) and (cue := _cue(toks, i, *entry)):
            found.append(cue)
    return found


def _cue(toks: Sequence[Token], i: int, lemma: str, form: str) -> Cue | None:
    first = i
    helped = passive = False
    while first and (toks[first - 1].lower in lx.AUXILIARIES or is_adverb(toks[first - 1])):
        first -= 1
        word = toks[first].lower
        helped = helped or word in lx.AUXILIARIES
        passive = passive or (word in ("is", "are", "was", "were", "be", "been", "being") and form == "ed")
    while first < i and is_adverb(toks[first]) and toks[first].form[0].isupper():
        first += 1
    before = toks[first - 1].lower if first else ""
    if (
        before in ("of", "for", "by", "without")
        or (before == "to" and not _beside_quotation(toks, i, i + 1))
        or (first == i and before in lx.DETERMINERS and before != "both")
    ):
        return None
    if toks[i].form[0].isupper() and i and toks[i].form != toks[0].form and form != "s":
        return None
    if before.endswith(("'s", "s'")) and first == i and form in ("base", "s"):
        return None
    last = i + 1
    after = toks[last].lower if last < len(toks) else "."
    if f"{lemma}|{after}" in lx.PARTICLE_VERBS:
        lemma, last = f"{lemma}|{after}", last + 1
        if lemma in lx.QUOTING_VERBS and not _beside_quotation(toks, first, last):
            return None
    elif (
        after == "to"
        and lemma not in lx.CLAUSE_VERBS - lx.INFINITIVE_VERBS
        and last + 1 < len(toks)
        and toks[last + 1].lower in lx.DETERMINERS
    ):
        return None  # "agreed to a truce" is no infinitive
    elif not (lemma in _QUOTABLE and _beside_quotation(toks, first, last)) and not _fits(lemma, after, form, helped):
        return None
    if first == i and not helped and not _agrees(toks, i, lemma, form, after):
        return None
    if passive and lemma not in ("expect", "ask"):
        return None
    if last < len(toks) and lemma == "say" and [t.lower for t in toks[last : last + 3]] in _VIA:
        last += 3
    if last < len(toks) and toks[last].form == ":" and toks[last].start == toks[last - 1].end:
        last += 1
    negated = any(t.lower in ("not", "never") or t.lower.endswith("n't") for t in toks[first:i])
    return Cue(first, last, i, lemma, form == "ing" and not helped, passive, negated)


_VIA = [["in", "a", "statement"], ["in", "an", "interview"]]


_QUOTABLE = lx.QUOTING_VERBS | lx.CLAUSE_VERBS | lx.TELL_VERBS


def _beside_quotation(toks: Sequence[Token], first: int, last: int) -> bool:
    """Whether a quotation stands just before or behind, a comma or colon between."""
    behind = [t.form for t in toks[last : last + 2]]
    return (
        behind == [":"]
        or behind[:1] == [QUOTE]
        or (len(behind) > 1 and behind[1] == QUOTE and behind[0] in (",", ":"))
        or any(t.form == QUOTE for t in toks[max(0, first - 8) : first])
    )


def _fits(lemma: str, after: str, form: str, helped: bool) -> bool:
    """Whether a verb may be a cue before the word `after`."""
    if after == "to":
        return lemma in lx.INFINITIVE_VERBS or lemma in lx.ATTITUDE_INFINITIVES
    if lemma in lx.CLAUSE_VERBS:
        if after in ("that", ":", QUOTE):
            return True
        if lemma in lx.QUIET_VERBS:
            return after in lx.SUBJECT_PRONOUNS or after in _WH
        if lemma == "show":
            return after.isalpha() and after not in lx.PREPOSITIONS
        if form in ("ed", "s") or helped:
            return True
        return after in lx.SUBJECT_PRONOUNS or after in _WH or (after.isalpha() and after not in lx.PREPOSITIONS)
    if lemma in lx.TELL_VERBS or lemma in lx.OBJECT_VERBS or lemma in lx.ATTITUDE_VERBS:
        return after == QUOTE or (
            after[0].isalnum() and after not in lx.PREPOSITIONS and after not in lx.PHRASE_BREAKS - {"that"}
        )
    return False


def _agrees(toks: Sequence[Token], i: int, lemma: str, form: str, after: str) -> bool:
    """Whether a bare present form stands behind a word that can be its subject."""
    before = toks[i - 1] if i else toks[i]
    if lemma in lx.NOUN_LIKE_VERBS and _forms().get(before.lower, ("", ""))[1] in ("ed", "ing"):
        return False
    if form == "base" and before.lower not in ("they", "we", "i", "you", "who"):
        return (
            before.lower.endswith(("s", "people", "men", "women"))
            and before.lower.isalpha()
            and lemma not in lx.NOUN_LIKE_VERBS
        )
    if form == "s" and lemma in lx.NOUN_LIKE_VERBS and before.lower not in ("he", "she", "it", "who"):
        return after in ("that", QUOTE, ":") or (before.form[0].isupper() and lemma not in ("state", "issue", "report"))
    return True


_WH = frozenset(["whether", "how", "why", "what", "if", "where", "who", "when"])


def is_adverb(tok: Token) -> bool:
    """Whether the word may stand inside a verb group."""
    return tok.lower in lx.GROUP_ADVERBS or (tok.lower.endswith("ly") and tok.form[0].islower() and len(tok.form) > 4)
