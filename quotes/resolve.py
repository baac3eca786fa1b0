"""Within one article: from the mention of a source to the speaker it means.

First version, by rules, over the people and bodies that `quotes.entities` finds: a name means its entity, a pronoun
the person most in view, a role ("the NATO chief") the one person whom the article gives such a role. Where none of
that decides, the speaker stays empty: null is an honest answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from quotes.entities import CAPITAL, NOT_NAMES, POSSESSIVE, TOKEN, Cast, Entity, Mention, is_forename, split_title
from quotes.gazetteer import BODY_WORDS, GENERAL_HEADS, ROLE_HEADS, SPEECH_NOUNS, countries
from quotes.lexicon import MASCULINE
from quotes.records import Article, Quote, Span, SpeakerKind, printed

_PRONOUN = re.compile(
    r"^(?:both\s+)?(?P<word>he|she|him|her|his|hers|himself|herself|they|them|their|theirs|who|whom|whose|which|that|it|its"
    r"|i|me|my|we|us|our|you)$",
    re.IGNORECASE,
)
_RELATIVE = {"who", "whom", "whose", "which", "that"}
_FIRST = {"i", "me", "my", "we", "us", "our"}
_TEAM = re.compile(
    rf"^(?:the\s+|The\s+)?(?:[A-Z][a-z]+\.\s+)?(?P<whose>{CAPITAL}(?:\s{CAPITAL}){{0,2}}?)(?:['’]s?)?"
    r"\s+(?P<what>[Cc]ampaign|[Aa]dministration)$"
)
_PLURAL = re.compile(
    r"(?:people|men|women|police|staff|media|press|others|both|many|some|several|[a-z]+s)$", re.IGNORECASE
)
# Forms of one role that an article uses for one person.
_SAME_ROLE = dict(
    pair.split(":")
    for pair in """
        gov:governor sen:senator rep:representative gen:general col:colonel lt:lieutenant prof:professor dr:doctor
        congressman:representative congresswoman:representative lawmaker:representative spokeswoman:spokesman
        spokesperson:spokesman chairwoman:chairman nominee:candidate businessman:mogul magnate:mogul
        frontrunner:front-runner
    """.split()
)
# A "he" means nobody who was last mentioned longer ago. Chosen on the training articles with gold speakers.
_SENTENCES_BACK = 8


def resolve(article: Article, quotes: Sequence[Quote]) -> list[Quote]:
    """Give each quote the speakers its source means.

    Args:
        article: the article the quotes were found in.
        quotes: in the order of their contents; speakers they have are replaced.

    Returns:
        The quotes in the same order; `speakers` is empty where the text names nobody or does not decide.
    """
    reader = _Reader(Cast(article))
    done: list[Quote] = []
    for quote in sorted(quotes, key=lambda q: min((s.start for s in (*q.source, *q.content)), default=0)):
        found = reader.speakers(quote, done)
        done.append(replace(quote, speakers=tuple(e.speaker() for e in found)))
        reader.spoke(quote, found)
    by_place = {(q.content, q.source, q.cue): q for q in done}
    return [by_place[q.content, q.source, q.cue] for q in quotes]


class _Reader:
    """Reads the sources of one article, in order, remembering who was quoted last."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.text = cast.text
        self._last: list[tuple[int, Entity]] = []  # who was quoted, where, latest last

    def spoke(self, quote: Quote, found: Sequence[Entity]) -> None:
        """Note who was just quoted: the likeliest "he" of what follows."""
        for entity in found:
            self._last.append((_first(quote), entity))

    def speakers(self, quote: Quote, done: Sequence[Quote]) -> list[Entity]:
        """Whom the source of a quote means; empty where the text does not tell."""
        if not quote.source:
            return []
        text = printed(self.text, quote.source).strip()
        span = Span(quote.source[0].start, quote.source[-1].end)
        bare = re.sub(r"[,;:]+$", "", text).strip()
        pronoun = _PRONOUN.match(bare)
        if pronoun:
            found = self._pronoun(pronoun["word"].lower(), span, quote, done)
            return [found] if isinstance(found, Entity) else found
        team = _TEAM.search(bare)
        if team:
            return [Entity(f"{team['whose']} {team['what'].lower()}", SpeakerKind.ORGANISATION)]
        inside = self._inside(quote.source)
        heads = [m for m in inside if self._is_head(m, span)]
        # "X, who supported Y and Z": the speakers stand before the comma.
        aside = re.search(r",\s+(?:who|whose|which|a|an|the|[a-z])", text)
        people = [m.entity for m in heads if m.entity.kind is SpeakerKind.PERSON]
        if aside and len(people) > 1:
            early = [m.entity for m in heads if m.span.start < span.start + aside.start() and m.entity in people]
            people = early or people
        if people:
            if re.match(r"(?:both\s+)?(?:he|she)\s+and\b", bare, re.IGNORECASE):
                first = self._pronoun(bare.split()[0].lower(), span, quote, done)
                people = [*([first] if isinstance(first, Entity) else first), *people]
            if len(people) > 1 and not re.search(r"\band\b|&", text):
                people = people[:1]
            return _once(people)
        role = self._role(bare, span)
        if role is not None:
            return [role]
        if heads and not self._plural_head(bare, heads):
            return _once(m.entity for m in heads)[: 1 if " and " not in bare else None]
        single = self._unlisted(bare)
        return [single] if single else []

    def _inside(self, spans: Sequence[Span]) -> list[Mention]:
        near = self.cast.between(spans[0].start - 80, spans[-1].end)
        return [m for m in near if any(m.span.overlaps(s) for s in spans)]

    def _is_head(self, mention: Mention, source: Span) -> bool:
        """Whether the mention is what the source is about, not an attribute of it."""
        before = self.text[source.start : mention.span.start]
        after = self.text[mention.span.end : source.end]
        owner = POSSESSIVE.match(after)
        if owner:
            owned = [w.lower() for w in TOKEN.findall(after[owner.end() :].split(",")[0])]
            return not owned or (mention.entity.kind is SpeakerKind.PERSON and owned[-1] in SPEECH_NOUNS)
        if re.search(
            r"\b(?:of|for|at|in|to|from|by|with|on|against|who|which|that|about|near|under|outside|inside)\s+(?:the\s+|a\s+)?(?:\w+\s+){0,2}$",
            before,
        ):
            # "a spokesman for X", but "the leader of NATO, X".
            return bool(re.search(r",\s*$", before))
        if (
            re.search(r",\s+(?:a|an|the|who|whose|which)?\s*.*$", before)
            and mention.entity.kind is not SpeakerKind.PERSON
        ):
            return False
        following = TOKEN.match(after.lstrip())
        attribute = following is not None and after[:1].isspace() and following[0][0].islower()
        if attribute and following is not None:
            word = following[0].lower()
            if mention.entity.kind is SpeakerKind.PERSON:
                return word not in (
                    "campaign",
                    "administration",
                    "supporters",
                    "aides",
                    "adviser",
                    "advisers",
                    "spokesman",
                    "spokeswoman",
                )
            return word in SPEECH_NOUNS or word in ("and", "which", "who", "in", "at", "on", "of")
        return True

    def _plural_head(self, source: str, heads: Sequence[Mention]) -> bool:
        """ "Russian officials", "NATO allies": unnamed groups."""
        head = re.split(r",| of | for | in | from | at | who | with ", source)[0].split()
        if not head:
            return False
        last = head[-1]
        return last[0].islower() and last.lower() not in SPEECH_NOUNS and bool(_PLURAL.match(last))

    def _unlisted(self, source: str) -> Entity | None:
        """A name that the scan took for none, because it stands alone or stands first in its sentence."""
        name = re.sub(r"^(?:the|a|an)\s+", "", source.split(",")[0], flags=re.IGNORECASE)
        words = name.split()
        if not words or not all(w[0].isupper() or w in ("of", "the", "and", "for") for w in words) or len(words) > 7:
            return None
        if words[0].lower() in NOT_NAMES or words[-1].lower() in ROLE_HEADS or POSSESSIVE.search(words[-1]):
            return None
        if (
            re.match(r"(?:the\s+)?\w+s$", source)
            and words[-1].lower() not in BODY_WORDS
            and words[-1].lower().rstrip("s") in countries()
        ):
            return None
        if (
            len(words) == 1
            and words[0].endswith("s")
            and not words[0].isupper()
            and words[0].lower() not in countries()
        ):
            return None
        kind = SpeakerKind.PERSON if len(words) == 2 and is_forename(words[0]) else SpeakerKind.ORGANISATION
        title, core, _role = split_title(name)
        return Entity(core or name, SpeakerKind.PERSON if title else kind, aliases={core or name})

    def _pronoun(self, word: str, span: Span, quote: Quote, done: Sequence[Quote]) -> Entity | list[Entity]:
        if word in _FIRST:
            return self._enclosing(span, done) if word in ("i", "me", "my") else []
        if word in _RELATIVE:
            sentence = self.cast.sentence(span.start)
            near = self.cast.between(sentence.start, span.start)
            people = [m for m in near if m.entity.kind is SpeakerKind.PERSON]
            for last in (near[-1:], people[-1:]):
                if last and re.fullmatch(
                    r"[\s,–—-]*(?:[^.;:!?\"“”]{0,80},)?\s*", self.text[last[0].span.end : span.start]
                ):
                    return last[0].entity
            return []
        if word in ("they", "them", "their", "theirs"):
            sentence = self.cast.sentence(span.start)
            two = _once(
                m.entity for m in self.cast.between(sentence.start, span.start) if m.entity.kind is SpeakerKind.PERSON
            )
            if len(two) == 2 and len(self._enclosing(span, done)) == 1:
                # "A said he had met B, and that they had agreed": the two of them.
                return two
            several = next((q.speakers for q in reversed(done) if q.speakers and _first(q) < span.start), ())
            names = {speaker.name for speaker in several} if len(several) > 1 else set()
            return [e for e in self.cast.entities if e.name in names]
        if word in ("it", "its"):
            since = self.cast.sentences[max(0, self.cast.sentence_index(span.start) - _SENTENCES_BACK)].start
            bodies = [m for m in self.cast.between(since, span.start) if m.entity.kind is SpeakerKind.ORGANISATION]
            quoted = (
                next(
                    (e for at, e in reversed(self._last) if at < span.start and e.kind is bodies[-1].entity.kind), None
                )
                if bodies
                else None
            )
            return quoted if quoted is not None and bodies[-1].entity is quoted else []
        gender = "m" if word in MASCULINE else "f"
        return self._in_view(span, gender, quote) or []

    def _in_view(self, span: Span, gender: str, quote: Quote) -> Entity | None:
        """The person whom "he" or "she" most likely means: recent, a subject, lately quoted, of that gender."""
        here = self.cast.sentence_index(span.start)
        scores: dict[int, float] = {}
        people: dict[int, Entity] = {}
        since = self.cast.sentences[max(0, here - _SENTENCES_BACK)].start if self.cast.sentences else 0
        for mention in self.cast.between(since, span.start):
            entity = mention.entity
            if entity.kind is not SpeakerKind.PERSON or entity.gender not in (None, gender) or not self._sure(entity):
                continue
            index = self.cast.sentence_index(mention.span.start)
            back = here - index
            score = 3.0 * 0.75**back
            lead = self.text[self.cast.sentences[index].start : mention.span.start]
            if len(lead.split()) <= 5 and not POSSESSIVE.match(self.text[mention.span.end : mention.span.end + 2]):
                score += 2.0 * 0.8**back
            if POSSESSIVE.match(self.text[mention.span.end : mention.span.end + 2]):
                score -= 0.5
            if any(mention.span.within(Span(c.start, c.end)) for c in quote.content):
                score -= 1.5
            if entity.gender == gender:
                score += 0.5
            scores[id(entity)] = max(score, scores.get(id(entity), 0.0)) + (0.3 if id(entity) in scores else 0.0)
            people[id(entity)] = entity
        for at, entity in self._last[-3:]:
            if entity.kind is SpeakerKind.PERSON and entity.gender in (None, gender) and at < span.start:
                back = max(0, here - self.cast.sentence_index(at))
                if back <= _SENTENCES_BACK:
                    scores[id(entity)] = scores.get(id(entity), 0.0) + 3.0 * 0.8**back
                    people[id(entity)] = entity
        if not scores:
            return None
        return people[max(scores, key=lambda key: scores[key])]

    def _sure(self, entity: Entity) -> bool:
        """Whether two capitalised words are a person by more than their capitals."""
        return (
            entity.gender is not None
            or bool(entity.roles)
            or len(entity.aliases) > 1
            or any(e is entity for _, e in self._last)
            or is_forename(entity.name.split()[0])
        )

    def _enclosing(self, span: Span, done: Sequence[Quote]) -> list[Entity]:
        """Whose quotation the words stand in."""
        for quote in reversed(done):
            if any(span.within(c) for c in quote.content):
                names = {s.name for s in quote.speakers}
                return [e for e in self.cast.entities if e.name in names]
        return []

    def _role(self, source: str, span: Span) -> Entity | None:
        """The one person whom the article gives the role that a description names."""
        if not re.match(r"(?:the|his|her|their|its|your|our|\w+['’]s)\b|[A-Z]", source, re.IGNORECASE):
            return None
        asked = _Role.read(source.split(",")[0])
        if asked is None:
            return None
        candidates = [
            (e.last_before(span.start), e)
            for e in self.cast.entities
            if e.kind is SpeakerKind.PERSON and any(asked.fits(r) for r in map(_Role.read, e.roles) if r)
        ]
        known = [c for c in candidates if c[0] >= 0] or candidates
        return max(known, key=lambda c: c[0])[1] if known else None


@dataclass(frozen=True, slots=True)
class _Role:
    """A role description: its head nouns and what narrows them down."""

    heads: frozenset[str]
    qualifiers: frozenset[str]

    @classmethod
    def read(cls, words: str) -> _Role | None:
        """From "the Ukrainian president" to ({president}, {ukraine}); None without a role noun."""
        tokens = [
            POSSESSIVE.sub("", t.lower()).strip(".") if t.lower() not in countries() else t.lower()
            for t in TOKEN.findall(words)
        ]
        if re.search(r"\bhead of state\b", words, re.IGNORECASE):
            tokens = ["president", *[t for t in tokens if t not in ("head", "of", "state")]]
        if tokens and _PLURAL.match(tokens[-1]) and tokens[-1] not in ROLE_HEADS and tokens[-1] not in countries():
            return None
        tokens = [_SAME_ROLE.get(t, t) for t in tokens]
        heads = frozenset(
            t for t in tokens if t in ROLE_HEADS or t in ("vice", "deputy", "prime", "secretary", "general")
        )
        hyphened = frozenset(part for t in tokens if "-" in t for part in t.split("-") if part in ROLE_HEADS)
        if not heads | hyphened:
            return None
        dropped = {
            "the",
            "a",
            "an",
            "of",
            "his",
            "her",
            "their",
            "former",
            "then",
            "current",
            "and",
            "for",
            "s",
            "new",
            "general",
        }
        rest = frozenset(countries().get(t, t) for t in tokens if t not in heads and t not in dropped and "-" not in t)
        return cls(heads | hyphened, rest)

    def fits(self, other: _Role) -> bool:
        """Whether the description may mean somebody of the role `other`."""
        if self.heads <= other.heads or self.heads & GENERAL_HEADS:
            return self.qualifiers <= other.qualifiers
        return False


def _once(entities: Iterable[Entity]) -> list[Entity]:
    return list({id(e): e for e in entities}.values())


def _first(quote: Quote) -> int:
    return quote.source[0].start if quote.source else quote.content[0].start


__all__ = ["resolve"]
