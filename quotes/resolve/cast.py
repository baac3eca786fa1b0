"""The people and bodies of one article: the names that the network finds, gathered into entities.

A family name means the full name that the article gives, an acronym or a short form the body that it shortens. Titles
and roles before a name, and descriptions behind it, tell who it is.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from quotes.gazetteer import BODY_WORDS, countries, genders, nicknames
from quotes.lexicon import MASCULINE
from quotes.names import body_key, parse, person_key, same_person
from quotes.offices import roles_of
from quotes.records import Article, Named, NameKind, Place, Span, SpeakerKind
from quotes.resolve.entities import Entity, Mention
from quotes.resolve.mentions import acronyms, agreed, is_forename, mended, missed
from quotes.resolve.roles import HONORIFICS, Role, descriptions, gender_of, roles_beside
from quotes.segment import sentences
from quotes.text import POSSESSIVE

# Bodies and works that are called by a name: "the Vale campaign", "a Reuters/Ipsos opinion poll".
_TEAM = re.compile(
    r"(?:['’]s?)?\s+(?:(?:presidential|re-?election)\s+)?(?P<what>[Cc]ampaign|[Aa]dministration|[Tt]eam|[Cc]amp)\b"
)
_WORK = re.compile(
    r"(?:['’]s?)?\s+(?:[a-z-]+\s+){0,2}?(?P<what>poll|survey|study|average|government|authorities|military|army|police"
    r"|ministry|parliament|administration|report)\b"
)
_SLASHED = re.compile(r"(?:[\w.]+(?:\s[A-Z]\w*){0,3}\s?[/-])+\s?$")
_ARTICLE = re.compile(r"(?:(?:the|an?|new|latest|recent)\s+)+", re.IGNORECASE)
_PRONOUN = re.compile(r"\b(?:he|him|his|himself|she|her|hers|herself)\b", re.IGNORECASE)
# What follows may be of somebody else.
_TOLD = re.compile(r"[\"“”‘’]|''|\b(?:says?|said|saying|told|tells|wrote|writes|added|insisted|claimed|that|of|by)\b")
_LOWER = re.compile(r"(?<![\w’'-])[a-z]{3,}")
_INITIALS = re.compile(r"\b[A-Z]")


class Cast:
    """The people and bodies of one article, and where it mentions them.

    Args:
        article: with its blocks.
        names: that stand in it, in order.

    Attributes:
        text, published: the article's.
        entities: in the order in which they were made.
        mentions: by their place.
        sentences: of all blocks, in order.
        salient: the entities, those named most often first.
        others: where peoples, parties' members, events and works are named, in order.
        lower: every word that the text has in lower case.
        bearers: of a bare name that several people have, all of them, by where it stands.
    """

    def __init__(self, article: Article, names: Sequence[Named]) -> None:
        self.text, self.published = article.text, article.published
        self.entities: list[Entity] = []
        self.mentions: list[Mention] = []
        self.sentences = [s for block in article.blocks for s in sentences(self.text, block.span)]
        self.lower = frozenset(_LOWER.findall(self.text))
        self.bearers: dict[Span, list[Entity]] = {}
        self.others = [span for span, kind in names if kind is NameKind.OTHER]
        self._starts = [s.start for s in self.sentences]
        self._paragraphs = [b.span.start for b in article.blocks]
        self._heads = [b.span for b in article.blocks if b.place is Place.HEADLINE]
        self._by_key: dict[tuple[SpeakerKind, str], list[Entity]] = {}
        self._by_forename: dict[str, list[Entity]] = {}
        # Full names first, so that a headline's "Rutte" finds the Mark Rutte whom the first paragraph introduces.
        known = list(agreed(self.text, list(mended(self.text, names))))
        for span, kind in sorted([*known, *missed(self.text, known)], key=self._order):
            self._add(span, kind)
        self._acronyms()
        self._shorten()
        self._compounds()
        self.mentions.sort(key=lambda m: m.span)
        for mention in self.mentions:
            if mention.entity.person:
                self._describe(mention)
        self._hear()
        for entity in self.entities:
            now, ever = roles_of(entity.name, article.published) if entity.person else ((), ())
            entity.read = [role for role in map(Role.read, (*entity.roles, *now)) if role]
            entity.past = [role for role in map(Role.read, ever) if role]
        self._recognise()
        self._mention_starts = [m.span.start for m in self.mentions]
        for mention in self.mentions:
            mention.entity.mentions.append(mention)
        self.salient = sorted(self.entities, key=lambda e: -len(e.mentions))
        self._by_word: dict[str, list[Entity]] = {}
        for entity in self.salient:
            words = {w for role in (*entity.read, *entity.past) for w in (*role.wider(), *role.qualifiers)}
            if not entity.person:
                words = {w for name in (entity.name, *entity.aliases) for w in name.lower().split()}
            for word in words:
                self._by_word.setdefault(word, []).append(entity)

    def between(self, start: int, end: int) -> list[Mention]:
        """The mentions that begin in `[start, end)`."""
        return self.mentions[bisect_left(self._mention_starts, start) : bisect_left(self._mention_starts, end)]

    def described(self, words: Iterable[str], most: int) -> list[Entity]:
        """Those whose roles, or whose names for bodies, have one of some words; the most salient for each word."""
        return list(dict.fromkeys(e for word in words for e in self._by_word.get(word, ())[:most]))

    def named(self, name: str) -> Entity | None:
        """The body of exactly that name, or else the person whom it can mean."""
        bodies = (e for e in self._by_word.get(name.lower().split()[-1], ()) if name in e.aliases)
        people = (e for e in self._by_key.get((SpeakerKind.PERSON, person_key(name)), ()) if same_person(name, e.name))
        return next(bodies, None) or _foremost(list(people))

    def other_at(self, offset: int) -> bool:
        """Whether a place of the text lies in one of `others`."""
        number = bisect_right(self.others, offset, key=lambda span: span.start)
        return number > 0 and offset < self.others[number - 1].end

    def sentence_index(self, offset: int) -> int:
        """The number of the sentence that holds a place of the text, or of the one before it."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def paragraph_index(self, offset: int) -> int:
        """The number of the paragraph that holds a place of the text."""
        return max(0, bisect_right(self._paragraphs, offset) - 1)

    def _in_headline(self, offset: int) -> bool:
        return any(head.start <= offset < head.end for head in self._heads)

    def _order(self, name: Named) -> tuple[bool, int, int]:
        (start, end), kind = name
        words = self.text.count(" ", start, end)
        full = words > 0 and kind is NameKind.PERSON and not self._in_headline(start)
        return not full, 0 if full else -words, start

    def _add(self, span: Span, kind: NameKind) -> None:
        name = self.text[slice(*span)]
        entity = self._person(span, name, kind)
        if entity is None and kind in (NameKind.ORGANISATION, NameKind.PLACE):
            entity = self._body(name, span.start)
        if entity is None:
            return
        entity.aliases.add(name)
        if entity.person:
            title = self._title(span)
            if title in HONORIFICS and not entity.titled:
                entity.gender, entity.titled = HONORIFICS[title], True
            if _fuller(name, entity.name):
                entity.name = name
                self._register(entity, name)
        self._mention(span, entity)

    def _mention(self, span: Span, entity: Entity, *, named: bool = True) -> None:
        entity.first = min(entity.first, span.start)
        owner = bool(POSSESSIVE.match(self.text, span.end))
        self.mentions.append(Mention(span, entity, self.sentence_index(span.start), owner, named))

    def _title(self, span: Span) -> str:
        before = self.text[max(0, span.start - 14) : span.start].split()
        return before[-1].lower().strip(".") if before else ""

    def _person(self, span: Span, name: str, kind: NameKind) -> Entity | None:
        """The person whom a name means; a new one where the network takes it for a person's."""
        words = name.split()
        gender = HONORIFICS.get(self._title(span))
        alike = [
            e
            for e in self._by_key.get((SpeakerKind.PERSON, person_key(name)), ())
            if same_person(name, e.name) and (gender is None or e.gender in (None, gender) or not e.titled)
        ]
        if gender is not None:
            # "Mrs. Dahl" is rather Ida than Odd, and rather somebody of unknown gender.
            alike = next((some for g in (gender, None) if (some := [e for e in alike if e.gender == g])), alike)
        if kind is not NameKind.PERSON:
            # What the network takes for another kind of name may be a known person's.
            return _foremost(alike) if len(words) == 1 and name.istitle() else None
        if not alike and len(words) == 1:
            given = name.lower()
            alike = self._by_forename.get(nicknames().get(given, given), [])
        if not alike and len(words) > 1 and self._in_headline(span.start):
            # "Rutte Says" and "President Dahl" are a name with another word of the headline; "Tom Berg" is Tom Berg.
            for word, others in ((words[0], words[1:]), (words[-1], words[:-1])):
                if not any(map(is_forename, others)):
                    alike = alike or self._by_key.get((SpeakerKind.PERSON, person_key(word)), [])
        if len(alike) > 1 and len(words) == 1:
            self.bearers[span] = alike
        if alike:
            return _foremost(alike)
        entity = Entity(name, SpeakerKind.PERSON, span.start)
        self.entities.append(entity)
        self._register(entity, name)
        return entity

    def _register(self, entity: Entity, name: str) -> None:
        known = self._by_key.setdefault((SpeakerKind.PERSON, person_key(name)), [])
        if entity not in known:
            known.append(entity)
        given = parse(name).given
        if given:
            namesakes = self._by_forename.setdefault(nicknames().get(given[0], given[0]), [])
            if entity not in namesakes:
                namesakes.append(entity)
            if entity.gender is None:
                entity.gender = genders().get(given[0])

    def _body(self, name: str, first: int) -> Entity:
        known = self._by_key.setdefault((SpeakerKind.ORGANISATION, body_key(name)), [])
        if not known:
            known.append(Entity(name, SpeakerKind.ORGANISATION, first))
            self.entities.append(known[0])
        return known[0]

    def _acronyms(self) -> None:
        """Bodies that are introduced with their acronym have both names."""
        found = list(acronyms(self.text))
        if not found:
            return
        self.mentions.sort(key=lambda m: m.span)
        starts = [m.span.start for m in self.mentions]
        cut: dict[Entity, list[Mention]] = {}
        fresh: list[tuple[Span, Entity]] = []
        into: dict[Entity, Entity] = {}
        for whole, short in found:
            near = self.mentions[bisect_left(starts, whole.start - 60) : bisect_left(starts, whole.end)]
            inside = [m for m in near if m.span.overlaps(whole)]
            if any(m.entity.person for m in inside):
                continue
            name = self.text[slice(*whole)]
            body = self._body(name, whole.start)
            body.aliases |= {name, short}
            for mention in inside:
                cut.setdefault(mention.entity, []).append(mention)
            fresh.append((whole, body))
            for other in self._by_key.get((SpeakerKind.ORGANISATION, body_key(short)), ()):
                if other is not body:
                    into[other] = body
            for other in self._by_key.get((SpeakerKind.PERSON, person_key(short)), ()):
                if other.name == short:
                    into[other] = body
        gone = {mention for mentions in cut.values() for mention in mentions}
        self.mentions = [m for m in self.mentions if m not in gone]
        left = {m.entity for m in self.mentions} | {body for _, body in fresh}
        self.entities = [e for e in self.entities if e in left]
        for whole, body in fresh:
            self._mention(whole, body)
        self._into(into)

    def _shorten(self) -> None:
        """Join the bodies of which one name shortens the other: acronyms, first or last words."""
        bodies = [e for e in self.entities if not e.person]
        means: dict[str, list[Entity]] = {}
        begins: dict[str, list[Entity]] = {}
        for body in bodies:
            key = body_key(body.name)
            words = key.split()
            if len(words) > 1:
                capitals = "".join(_INITIALS.findall(body.name))
                for form in {capitals.lower(), "".join(w[0] for w in words), words[0], " ".join(words[1:]), words[-1]}:
                    means.setdefault(form, []).append(body)
                begins.setdefault(key[:3], []).append(body)
        into: dict[Entity, Entity] = {}
        for body in bodies:
            key = body_key(body.name).replace(".", "")
            longer = [e for e in means.get(key, ()) if e is not body]
            if not longer and len(key) == 3 and not body.name.isupper():
                # "the Fed" is the beginning of a word.
                longer = [e for e in begins.get(key, ()) if body_key(e.name)[3:4].isalpha()]
            if len(longer) == 1 and key not in countries() and key not in BODY_WORDS:
                into[body] = longer[0]
        self._into(into)

    def _compounds(self) -> None:
        """What is called by another's name is a body of its own: "the Vale campaign", "a Gallup poll"."""
        made: dict[str, Entity] = {}
        for span, entity in [*((m.span, m.entity) for m in self.mentions), *((span, None) for span in self.others)]:
            person = entity is not None and entity.person
            after = (_TEAM if person else _WORK).match(self.text, span.end, span.end + 60)
            if not after:
                continue
            start = span.start
            if not person:
                slashed = _SLASHED.search(self.text, max(0, start - 60), start)
                start = slashed.start() if slashed else start
                article = _ARTICLE.match(self.text, start, span.end)
                start = article.end() if article else start
            base = self.text[start : span.end]
            name = base + POSSESSIVE.sub("", after[0], count=1)
            whose = f"{entity.name if person and entity else base} {after['what']}".lower()
            body = made.get(whose)
            if body is None:
                body = made[whose] = Entity(name, SpeakerKind.ORGANISATION, start)
                self.entities.append(body)
            if len(name) > len(body.name):
                body.name = name
            body.aliases.add(name)
            self._mention(Span(start, after.end()), body)

    def _into(self, into: Mapping[Entity, Entity]) -> None:
        """Join entities to others."""
        ends: dict[Entity, Entity] = {}
        for entity in into:
            other = into[entity]
            seen = {entity}
            while other in into and other not in seen:
                seen.add(other)
                other = into[other]
            if other is not entity and other not in ends:
                ends[entity] = other
                other.aliases |= entity.aliases
                other.first = min(other.first, entity.first)
        if ends:
            self.entities = [e for e in self.entities if e not in ends]
            self.mentions = [
                Mention(m.span, ends.get(m.entity, m.entity), m.sentence, m.possessive) for m in self.mentions
            ]

    def _describe(self, mention: Mention) -> None:
        """Give a person the roles that stand beside a mention."""
        entity = mention.entity
        sentence = self.sentences[mention.sentence].start if self.sentences else 0
        for words in roles_beside(self.text, mention.span, sentence, mention.possessive):
            entity.roles[words] = None
            for word in words.lower().split():
                entity.gender = entity.gender or gender_of(word)

    def _recognise(self) -> None:
        """Where a description fits one person and nobody else, it is a mention of them."""
        known: dict[str, list[tuple[Role, Entity]]] = {}
        for entity in self.entities:
            for role in entity.read:
                for head in role.heads:
                    known.setdefault(head, []).append((role, entity))
        found = []
        for span, role in descriptions(self.text) if known else ():
            among = min((known.get(head, []) for head in role.heads), key=len)
            fitting = {e for r, e in among if role.heads <= r.heads and role.qualifiers <= r.qualifiers | r.heads}
            if len(fitting) == 1:
                found.append((span, fitting.pop()))
        for span, entity in found:
            self._mention(span, entity, named=False)
        if found:
            self.mentions.sort(key=lambda m: m.span)

    def _hear(self) -> None:
        """Learn a person's gender from the pronouns of the sentences that name nobody else."""
        votes: dict[Entity, Counter[str]] = {}
        people: dict[int, list[Mention]] = {}
        for mention in self.mentions:
            if mention.entity.person:
                people.setdefault(mention.sentence, []).append(mention)
        for number, mentions in people.items():
            entity = mentions[0].entity
            if entity.titled or any(m.entity is not entity for m in mentions):
                continue
            end = self.sentences[number].end
            told = _TOLD.search(self.text, mentions[0].span.end, end)
            for pronoun in _PRONOUN.finditer(self.text, mentions[0].span.end, told.start() if told else end):
                vote = "m" if pronoun[0].lower() in MASCULINE else "f"
                votes.setdefault(entity, Counter())[vote] += 1
        for entity, counts in votes.items():
            (best, most), *other = counts.most_common()
            # One pronoun may mean somebody else; a forename that speaks against it is outvoted by two.
            if most - (other[0][1] if other else 0) > (entity.gender is not None):
                entity.gender = best


def _foremost(alike: Sequence[Entity]) -> Entity | None:
    """Of several people of one family name the one who is named first."""
    return min(alike, key=lambda e: e.first, default=None)


def _fuller(name: str, other: str) -> bool:
    one, two = parse(name), parse(other)
    return (len(one.given), len(one.suffix)) > (len(two.given), len(two.suffix))


__all__ = ["Cast"]
