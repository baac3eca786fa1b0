"""The people and bodies of one article: capitalised names, gathered into entities with their roles.

First version, by rules, without a model: a name is a run of capitalised words; titles and roles before it, and
descriptions behind it, tell who it is; a family name means the full name that the article gives.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from quotes.gazetteer import BODY_WORDS, ROLE_HEADS, countries, forenames, genders
from quotes.lexicon import TITLES
from quotes.names import body_key, fold, parse, person_key, same_person
from quotes.records import Article, Place, Span, Speaker, SpeakerKind
from quotes.segment import sentences

# One capitalised word of a name: "U.S.", "J.", "O'Neill", "Holtz-Baum", "al-Amin".
CAPITAL = (
    r"(?:(?:[A-Z]\.){2,}|[A-Z]\.(?=\s)|(?:O|D|L|Al|al|d|Mc|Mac)['’-][^\W\d_][\w’'-]*\w"
    r"|[^\W\d_a-z](?:[\w&-]|['’](?!s\b)(?=\w))*)"
)
_NAME = re.compile(
    rf"{CAPITAL}(?:(?:\s+(?:of|for|the|and|de|da|von|van|der|bin|ibn|al|el|du|la|di|&)){{0,2}}\s+{CAPITAL})*"
)
_LINK = re.compile(r"\s+(?:of|for|the|and|&)(?:\s+the)?\s+")
POSSESSIVE = re.compile(r"['’]s?(?!\w)")
TOKEN = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*\.?")
# Titles that tell a gender.
_HONORIFIC = dict.fromkeys("mr sir lord congressman king prince pope".split(), "m") | dict.fromkeys(
    "mrs ms miss dame lady congresswoman queen princess chairwoman".split(), "f"
)
_LONGEST_NAME = 120
_BESIDE = 60
# Words that have a capital without being a name: at the head of a sentence, days, months.
NOT_NAMES = frozenset(
    """
        the a an this that these those he she it they we i you his her their its our my your who what when where why
        how which and but or nor yet so for if as at by in on of to from with without within after before during
        since until while although though because despite then there here now today yesterday tomorrow monday
        tuesday wednesday thursday friday saturday sunday january february march april may june july august
        september october november december not no yes all both each every some many most several other another such
        also asked according speaking talking earlier later meanwhile however instead still even just only once more
        less two three four five one ten source details background updated breaking watch read photo video news mr
        mrs ms dr let's it's that's don't i'm i've we're we've they're he's she's there's what's
    """.split()
)
# "Gov. ", "New Jersey Gov. ", "Mr. " before a name; a stop keeps them out of the name itself.
_SHORT_TITLE = re.compile(r"(?<!\w)(?:[A-Z][\w'’-]*\s+){0,3}(?P<title>[A-Z][a-z]{1,4})\.\s+$")
# "Kremlin spokesman ", "Polish foreign policy adviser " before a name.
_LOWER_ROLE = re.compile(r"(?<!\w)((?:[A-Z][\w.'’-]*\s+){0,4}(?:[a-z][\w'’-]*\s+){0,3}?[a-z][\w-]*)\s*,?\s+$")


@dataclass(slots=True)
class Entity:
    """A person or body of this article, growing while it is scanned; `spans` are its mentions, unordered."""

    name: str
    kind: SpeakerKind
    spans: list[Span] = field(default_factory=list)
    aliases: set[str] = field(default_factory=set)
    roles: set[str] = field(default_factory=set)
    gender: str | None = None

    def last_before(self, offset: int) -> int:
        """Where it was last mentioned before `offset`, -1 where it was not."""
        return max((s.start for s in self.spans if s.start < offset), default=-1)

    def speaker(self) -> Speaker:
        """What the article tells about it, as a value."""
        return Speaker(self.name, self.kind, tuple(sorted(self.aliases | {self.name})), tuple(sorted(self.roles)))


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where the article names an entity."""

    span: Span
    entity: Entity


class Cast:
    """The people and bodies of one article, and where it mentions them.

    Attributes:
        text: the article's.
        entities: in the order in which they were made.
        mentions: by their place.
        sentences: of all blocks, in order.
    """

    def __init__(self, article: Article) -> None:
        self.text = article.text
        self.entities: list[Entity] = []
        self.mentions: list[Mention] = []
        self._by_key: dict[tuple[SpeakerKind, str], list[Entity]] = {}
        self.sentences = [s for block in article.blocks for s in sentences(self.text, block.span)]
        self._starts = [s.start for s in self.sentences]
        full: list[tuple[Span, str]] = []
        short: list[tuple[Span, str]] = []
        for block in article.blocks:
            for span, name in _names(self.text, block.span):
                # In a headline every word may have a capital, and any first word of a sentence has one.
                doubtful = block.place is Place.HEADLINE or (
                    self._opens_sentence(span.start) and not is_forename(name.split()[0])
                )
                core = split_title(name)[1].split()
                (short if len(core) == 1 or doubtful else full).append((span, name))
        # Full names first, so that a headline's "Rutte" finds the Mark Rutte whom the first paragraph introduces.
        for span, name in full:
            self._add(span, name)
        for span, name in sorted(short, key=lambda found: (-len(found[1].split()), found[0])):
            self._add(*self._shortest(span, name))
        self.mentions.sort(key=lambda m: m.span)
        for mention in self.mentions:
            self._apposition(mention)
        self._mention_starts = [m.span.start for m in self.mentions]

    def between(self, start: int, end: int) -> list[Mention]:
        """The mentions that begin in `[start, end)`."""
        return self.mentions[bisect_left(self._mention_starts, start) : bisect_left(self._mention_starts, end)]

    def sentence_index(self, offset: int) -> int:
        return max(0, bisect_right(self._starts, offset) - 1)

    def sentence(self, offset: int) -> Span:
        return self.sentences[self.sentence_index(offset)] if self.sentences else Span(0, 0)

    def _add(self, span: Span, name: str) -> None:
        title, core, role = split_title(name)
        if not core:
            return
        at = name.rfind(core)
        span = Span(span.start + at, span.start + at + len(core))
        kind = self._kind(core, title, role)
        short = _SHORT_TITLE.search(self.text[max(0, span.start - 12) : span.start])
        if short and not title and short["title"].lower() in TITLES:
            title, kind = short["title"].lower(), SpeakerKind.PERSON
        entity = self._known(core, kind, title)
        if entity is None:
            if kind is None:
                return
            entity = Entity(core, kind)
            self.entities.append(entity)
            key = body_key(core) if kind is SpeakerKind.ORGANISATION else person_key(core)
            self._by_key.setdefault((kind, key), []).append(entity)
        entity.spans.append(span)
        entity.aliases.add(core)
        if entity.kind is SpeakerKind.PERSON and len(core.split()) > len(entity.name.split()):
            entity.name = core
        if role:
            entity.roles.add(role)
        if title in _HONORIFIC:
            entity.gender = _HONORIFIC[title]
        if entity.kind is SpeakerKind.PERSON:
            before = self.text[max(0, span.start - 60) : span.start]
            short = _SHORT_TITLE.search(before)
            if short and short["title"].lower() in _HONORIFIC:
                entity.gender = _HONORIFIC[short["title"].lower()]
            elif short and short["title"].lower() in TITLES:
                entity.roles.add(_trim_role(short[0].strip()))
            lower = _LOWER_ROLE.search(before)
            if lower and lower[1].split()[-1].lower() in ROLE_HEADS:
                # "Mayor Ada Vale and deputy Jonas Tamm": what stands before the "and" is somebody else's.
                entity.roles.add(_trim_role(re.split(r"\b(?:and|or)\b|,", lower[1])[-1].strip()))
            if entity.gender is None:
                given = parse(entity.name).given
                entity.gender = genders().get(given[0]) if given else None
        self.mentions.append(Mention(span, entity))

    def _opens_sentence(self, offset: int) -> bool:
        return self.sentence(offset).start == offset

    def _shortest(self, span: Span, name: str) -> tuple[Span, str]:
        """A doubtful name down to its last word, where that alone is somebody known by now."""
        words = split_title(name)[1].split()
        if (
            len(words) > 1
            and self._known(words[-1], SpeakerKind.PERSON, "")
            and not self._known(name, SpeakerKind.PERSON, "")
        ):
            return Span(span.end - len(words[-1]), span.end), words[-1]
        return span, name

    def _kind(self, core: str, title: str, role: str) -> SpeakerKind | None:
        words = core.split()
        last = words[-1].lower().strip(".")
        if title or role:
            return SpeakerKind.PERSON
        if any(w.lower().strip(".,") in BODY_WORDS for w in words) or re.search(r"\b(?:of|for|and|&)\b", core):
            return SpeakerKind.ORGANISATION
        if len(words) == 1:
            known = last in countries() or (core.isupper() and 2 <= len(core) <= 6) or "-" in core
            return SpeakerKind.ORGANISATION if known else None
        if words[0].lower() in countries() or last in countries():
            return None
        if is_forename(words[0]) or re.fullmatch(r"(?:[A-Z]\.)+", words[0]):
            return SpeakerKind.PERSON
        if len(words) <= 3 and not any(w.isupper() and len(w) > 1 and "." not in w for w in words):
            return SpeakerKind.PERSON
        return None

    def _known(self, core: str, kind: SpeakerKind | None, title: str) -> Entity | None:
        """The entity that a name means; of several with one family name, the one of that title or named most."""
        if kind is SpeakerKind.ORGANISATION:
            return next(iter(self._by_key.get((kind, body_key(core)), ())), None)
        gender = _HONORIFIC.get(title)
        found = [
            e
            for e in self._by_key.get((SpeakerKind.PERSON, person_key(core)), ())
            if same_person(core, e.name) and (gender is None or e.gender in (None, gender))
        ]
        return max(found, key=lambda e: len(e.spans)) if found else None

    def _apposition(self, mention: Mention) -> None:
        """ "X, the NATO chief," gives X a role."""
        if mention.entity.kind is not SpeakerKind.PERSON:
            return
        after = self.text[mention.span.end : mention.span.end + 90]
        match = re.match(r"\s*,\s+(?:(?:the|a|an|his|her|their|its)\s+)?([^,.;:!?()\"“”]{3,70})[,.;)]", after)
        if match:
            words = [w.lower() for w in TOKEN.findall(match[1])]
            if any(w in ROLE_HEADS for w in words[:6]):
                mention.entity.roles.add(match[1].strip())


def is_forename(word: str) -> bool:
    """Whether a printed word is a known forename."""
    return word.lower() in forenames() or fold(word) in forenames()


def _names(text: str, span: Span) -> Iterable[tuple[Span, str]]:
    """Capitalised names in a paragraph, joined over "of" and particles, split where both parts are names."""
    for match in _NAME.finditer(text, span.start, span.end):
        start, words = match.start(), match[0]
        for piece_start, piece in _pieces(start, words):
            tokens = piece.split()
            while tokens and tokens[0].lower().strip(".'’") in NOT_NAMES and tokens[0].lower().strip(".") not in TITLES:
                cut = len(tokens[0]) + len(piece[len(tokens[0]) :]) - len(piece[len(tokens[0]) :].lstrip())
                piece_start, piece = piece_start + cut, piece[cut:]
                tokens = piece.split()
            if tokens:
                yield Span(piece_start, piece_start + len(piece)), piece


def _pieces(start: int, words: str) -> Iterable[tuple[int, str]]:
    at = 0
    for link in [*_LINK.finditer(words), None]:
        end = link.start() if link else len(words)
        # Only the words beside the link matter, and a run of a thousand links is no name.
        if link and end - at < _LONGEST_NAME:
            left, right = words[max(at, end - _BESIDE) : end], words[link.end() : link.end() + _BESIDE]
            if _joins(left, link[0], right):
                continue
        yield start + at, words[at:end]
        at = link.end() if link else end


def _joins(left: str, link: str, right: str) -> bool:
    """Whether "left of right" is one name: "Bank of England", "President of Ukraine Ada Vale", "Smith & Sons"."""
    last = left.split()[-1].lower() if left.split() else ""
    if link.split()[0] in ("of", "for"):
        return last in BODY_WORDS or last in TITLES or last in ROLE_HEADS
    if link.split()[0] == "&":
        return True
    return last in BODY_WORDS and last not in ("post", "times") and right.split()[0].lower() in BODY_WORDS


def split_title(name: str) -> tuple[str, str, str]:
    """Split "Ukrainian President Ada Vale" into honorific or last title word, name, and role.

    Returns:
        (title in lower case, name, role as printed); title and role are "" where there is none.
    """
    words = name.split()
    cut = 0
    for i, word in enumerate(words):
        plain = word.lower().strip(".,")
        parts = plain.split("-")
        if plain in TITLES or plain in ROLE_HEADS or (len(parts) > 1 and parts[0] in TITLES):
            cut = i + 1
    title = words[cut - 1].lower().strip(".,") if cut else ""
    if cut and cut < len(words) and words[cut] in ("of", "for"):
        # "President of Ukraine Ada Vale": the place is one or two words long.
        place = cut + 1
        if place < len(words) and words[place].lower() == "the":
            place += 1
        cut = place + 1
        if cut >= len(words):
            return title, "", name
    if cut and cut >= len(words):
        return title, "", name
    if cut == 0 and len(words) > 2 and words[0].lower().strip(".") in countries():
        cut = 1 if is_forename(words[1]) else 0
    core = " ".join(words[cut:])
    role = " ".join(words[:cut]) if title and title not in _HONORIFIC else ""
    at = name.find(words[cut]) if cut < len(words) else 0
    core = name[name.rfind(" ".join(words[cut:])) :] if " ".join(words[cut:]) in name else name[at:]
    return title, core, role


def _trim_role(words: str) -> str:
    tokens = words.split()
    while tokens and tokens[0].lower() in NOT_NAMES:
        tokens.pop(0)
    return " ".join(tokens)
