"""A corpus of invented quotes whose claims are known, as large as one likes.

    python benchmarks/invented.py --quotes 10000 [--seed 1] [--sample 10]

What is said is put together from the words and sentence shapes of `invented_words`: promises, facts, opinions,
conditions and questions about made-up places, bodies and people. Each speaker has subjects, places and pet phrases of
their own, and comes back to them, so that different statements look alike. Newspapers then print what was said: whole,
in other marks and spellings, cut, with words left out, interrupted, as reported speech, with slips. Reported speech is
not made from the printed words: every token has both forms.

Which printings are of one utterance is the truth to measure by. Two utterances of one speaker never have a clause in
common but for the pet phrases, which no newspaper prints alone; what was said before is kept in a Bloom filter, so that
a million quotes need no more memory than a thousand. Contraries are the exception: one in some thirty utterances comes
back with nothing changed but a negation, a number, a name, a word's contrary, a modal verb or a condition. What is cut
of those keeps the place that differs.

Prints some utterances with their printings, and what share of them is printed how.
"""

from __future__ import annotations

import argparse
import heapq
import random
import re
import zlib
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from hashlib import blake2b
from itertools import accumulate
from typing import NamedTuple

import invented_words as vocabulary

_BEGIN = date(2015, 1, 1)
_ARTICLES_A_DAY = 40
_OUTLETS = 300
_QUOTES_PER_SPEAKER = 50
# The most quoted of very many speakers has a bit less than a hundredth of all quotes (Zipf and Mandelbrot).
_SHIFT = 14.0
_CONTRARY = 0.031
# Some 18 words an utterance in the middle; the last clause overshoots.
_LENGTH = (2.76, 0.66)
_LONGEST = 110
_HOWS = {
    "verbatim": 11.0,
    "marks": 8.0,
    "spelling": 11.0,
    "truncated": 29.0,
    "elided": 16.0,
    "interrupted": 8.5,
    "reported": 10.5,
    "mixed": 6.5,
    "slip": 3.2,
}
"""How often each is tried; what is too short for it is printed verbatim instead, which makes those 35 in a hundred."""


@dataclass(frozen=True, slots=True)
class Printed:
    """One printing of an utterance.

    Attributes:
        utterance: the truth: printings of one utterance are one claim.
        speaker, outlet: numbers, for `speaker_name` and `outlet_name`.
        article: rises from 0; one article has an utterance once.
        day: of the article, ISO 8601.
        kind: "direct", "mixed" or "indirect".
        text: the content as printed, marks included.
        how: what the newspaper did to it, a key of the table of proportions; for an utterance that is the contrary of
            another, "contrary " and what differs come before it, as in "contrary number, truncated".
    """

    utterance: int
    speaker: int
    article: int
    outlet: int
    day: str
    kind: str
    text: str
    how: str


# Nobody contracts before a pause, nor "we will" of "we will not".
_LONGEST_FIRST = "|".join(sorted(vocabulary.CONTRACTED, key=len, reverse=True))
_FULL = re.compile(rf"\b(?<!and )(?:{_LONGEST_FIRST})\b(?= (?!not\b)\w)")
_WORD = re.compile(r"\b[a-z]{6,}\b")


# --- Grammar --------------------------------------------------------------------------------------------------------


class _Token(NamedTuple):
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


class _Clause(NamedTuple):
    """A statement that can stand alone.

    Attributes:
        tokens: with its opening ("Frankly,"), which ends at `core`, and what follows from `rest` on and can be cut off.
        aside: range of a parenthesis, empty where there is none.
        condition: range of one, likewise.
        verb: where its finite verb stands, or -1.
        link: what stands between it and the one before.
        type: P, F, H, O of the shapes, "Q" for a question, "pet" for a phrase.
        weight: how many of its words carry sense.
    """

    tokens: tuple[_Token, ...]
    core: int
    rest: int
    aside: tuple[int, int]
    condition: tuple[int, int]
    verb: int
    link: str
    type: str
    weight: int


@dataclass(slots=True)
class _Utterance:
    """What somebody said.

    Attributes:
        contrary: in what it differs from the one it is the contrary of, "" for others.
        telling: the clauses that tell it from its contrary, one of which is in every printing.
        text: as it was said, once a newspaper has written it down.
    """

    number: int
    speaker: int
    clauses: tuple[_Clause, ...]
    british: bool
    contracted: bool
    contrary: str = ""
    telling: frozenset[int] = frozenset()
    text: str = ""


_IRREGULAR = {
    line.split()[0]: (line.split()[1], line.split()[-1])
    for line in """
        build built; rebuild rebuilt; sell sold; keep kept; cut cut; buy bought; spend spent; lose lost
        tell told; give gave given; shrink shrank shrunk; take took taken; hold held; find found; leave left
        win won; make made; pay paid; lead led; know knew known; see saw seen; say said; go went gone
        rise rose risen; fall fell fallen; meet met; write wrote written; bring brought
        withdraw withdrew withdrawn; hit hit; read read; lend lent; split split; stand stood; learn learned
        forget forgot forgotten
    """.replace("\n", ";").split(";")
    if line.strip()
}  # fmt: skip
_DOUBLED = frozenset("ban permit split cut hit".split())


@cache
def _forms(verb: str) -> tuple[str, str, str, str]:
    """Third person, past, participle and gerund of a verb."""
    if verb.endswith(("s", "sh", "ch", "x", "go")):
        third = verb + "es"
    elif verb.endswith("y") and verb[-2] not in "aeou":
        third = verb[:-1] + "ies"
    else:
        third = verb + "s"
    stem = verb + verb[-1] if verb in _DOUBLED else verb
    if verb in _IRREGULAR:
        past, participle = _IRREGULAR[verb]
    elif verb.endswith("e"):
        past = participle = verb + "d"
    elif third.endswith("ies"):
        past = participle = verb[:-1] + "ied"
    else:
        past = participle = stem + "ed"
    return third, past, participle, (verb[:-1] if verb.endswith("e") else stem) + "ing"


_AUXILIARIES = {
    "will": ("would", "will not", "would not"), "can": ("could", "cannot", "could not"),
    "must": ("had to", "must not", "must not"), "may": ("might", "may not", "might not"),
    "should": ("should", "should not", "should not"), "would": ("would", "would not", "would not"),
    "is": ("was", "is not", "was not"), "are": ("were", "are not", "were not"), "am": ("was", "am not", "was not"),
    "was": ("had been", "was not", "had not been"), "were": ("had been", "were not", "had not been"),
    "has": ("had", "has not", "had not"), "have": ("had", "have not", "had not"),
    "could": ("could", "could not", "could not"),
}  # fmt: skip
_OTHER_MODALS = {"will": "may", "must": "can", "may": "will", "can": "must", "should": "will", "would": "could"}
_SHIFTED = {
    "we": "they", "our": "their", "us": "them", "does": "did",
} | {name: forms[0] for name, forms in _AUXILIARIES.items()}  # fmt: skip
_MALES = {"I": "he", "my": "his", "me": "him"}
_FEMALES = {"I": "she", "my": "her", "me": "her"}


@cache
def _verb(name: str, sign: str) -> _Token:
    """A finite verb: an auxiliary, or a verb with its ending ("need+s", "need+", "need+d")."""
    if "+" not in name:
        reported, negative, shifted = _AUXILIARIES[name]
        forms = (name, reported, negative, shifted)
    else:
        base, ending = name.split("+")
        third, past, participle, _ = _forms(base)
        if ending == "d":
            forms = (past, f"had {participle}", f"did not {base}", f"had not {participle}")
        elif ending == "s":
            forms = (third, past, f"does not {base}", f"did not {base}")
        else:
            forms = (base, past, f"do not {base}", f"did not {base}")
    direct, reported = forms[:2] if sign == "+" else forms[2:]
    return _Token(direct, reported, "verb", (name, sign))


@cache
def _swap(word: str) -> _Token:
    """A word that may have a contrary."""
    if other := vocabulary.SWAPPED.get(word):
        return _Token(word, word, "antonym", (other, other))
    return _Token(word, word)


def _plain(word: str) -> _Token:
    """A word of a shape that is not a slot."""
    if ">" in word:
        direct, reported = word.replace("_", " ").split(">")
        return _Token(direct, reported)
    if word in ("today", "now"):
        return _Token(word, "", "adverb")
    return _Token(word, _SHIFTED.get(word, word))


@dataclass(frozen=True, slots=True)
class _Shape:
    """A compiled line: tokens, names of slots, and marks ("|", "~", "<", ">")."""

    type: str
    parts: tuple[_Token | str, ...]
    size: int
    built: bool


@dataclass(frozen=True, slots=True)
class _Subject:
    """What one can talk about; acts with their contraries, or ""."""

    things: tuple[str, ...]
    acts: tuple[tuple[str, str], ...]
    groups: tuple[str, ...]
    issues: tuple[str, ...]
    bodies: tuple[str, ...]
    by_type: dict[str, list[_Shape]]
    built: bool


_BEFORE_INFINITIVE = frozenset(
    "to will not never should would may must can cannot *will *should *would *may *can".split()
)
_SLOT = re.compile(r"\{[^}]+\}\S*|\S+")


def _compile(type: str, line: str) -> _Shape:
    parts: list[_Token | str] = []
    before = ""
    denied = line.startswith(("no ", "nobody ", "neither ")) or any(
        word in line for word in (" not ", " never ", " no ")
    )
    for part in _SLOT.findall(line.strip()):
        verb = part.removeprefix("*")
        infinitive, before = before in _BEFORE_INFINITIVE, verb
        if infinitive and verb == "have":
            parts.append(_Token("have", "have"))
            continue
        if denied:
            part = verb
        if verb in ("|", "~", "<", ">"):
            parts.append(verb)
        elif "}" in verb:
            parts.append("*" * (part[0] == "*") + verb[1 : verb.index("}")])
        elif "+" in verb or part[0] == "*":
            parts.append(_verb(verb, "+") if part[0] == "*" else _verb(verb, "+")._replace(kind="", other=()))
        else:
            parts.append(_plain(part))
    return _Shape(type, tuple(parts), sum(2 if isinstance(part, str) else 1 for part in parts), "{X}" in line)


def _list(text: str) -> list[str]:
    return [" ".join(part.split()) for part in text.split(";") if part.strip()]


def _lines(text: str) -> list[str]:
    return [line for line in text.strip().splitlines() if line]


class _Grammar:
    """The word lists above, compiled."""

    def __init__(self) -> None:
        self.shapes = tuple(_compile(line[0], line[2:]) for line in _lines(vocabulary.SHAPES))
        self.questions = tuple(_compile("Q", line) for line in _lines(vocabulary.QUESTIONS))
        self.pets = tuple(_compile("pet", line) for line in _lines(vocabulary.PETS))
        self.openings = tuple(_compile("", line) for line in _list(vocabulary.OPENINGS))
        self.asides = tuple(_compile("", line) for line in _list(vocabulary.ASIDES))
        self.later = {
            type: tuple(_compile("", line) for line in _list(text)) for type, text in vocabulary.LATER.items()
        }
        self.subjects: list[_Subject] = []
        for block in re.split(r"^\w+\n", vocabulary.SUBJECTS.strip() + "\n", flags=re.MULTILINE)[1:]:
            things, acts, groups, issues, bodies, *own = block.replace(";\n", "; ").splitlines()
            pairs = tuple((one, other) for one, _, other in (act.partition("|") for act in acts.split()))
            nouns, people, rising, names = (tuple(_list(text)) for text in (things, groups, issues, bodies))
            shapes: dict[str, list[_Shape]] = {}
            for line in own:
                shapes.setdefault(line[0], []).append(_compile(line[0], line[2:]))
            self.subjects.append(
                _Subject(nouns, pairs, people, rising, names, shapes, len({*nouns} - vocabulary.UNBUILT) > 3)
            )


_grammar = cache(_Grammar)


def _plural(noun: str) -> str:
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "sh", "ch", "x")) else "s")


def _place(n: int, ends: Sequence[str]) -> str:
    """The syllables of a number; a "v" keeps vowels apart, so that no two numbers give one name."""
    n, end = divmod(n, len(ends))
    onset, middle = divmod(n, len(vocabulary.MIDDLES))
    apart = "v" if vocabulary.MIDDLES[middle][-1] in "aeiou" and ends[end][0] in "aeiou" else ""
    return vocabulary.ONSETS[onset] + vocabulary.MIDDLES[middle] + apart + ends[end]


_TOWNS = len(vocabulary.ONSETS) * len(vocabulary.MIDDLES) * len(vocabulary.TOWN_ENDS)
_FAMILIES = len(vocabulary.ONSETS) * len(vocabulary.MIDDLES) * len(vocabulary.FAMILY_ENDS)
_FORENAMES = (*vocabulary.MALE, *vocabulary.FEMALE)
_MOST_SPEAKERS = _FAMILIES * len(_FORENAMES)


def _town(n: int) -> str:
    return _place(n * 7919 % _TOWNS, vocabulary.TOWN_ENDS)


def _family(n: int) -> str:
    return _place(n * 7919 % _FAMILIES, vocabulary.FAMILY_ENDS)


def speakers(quotes: int) -> int:
    """How many people speak in a corpus of so many quotes."""
    return max(1, quotes // _QUOTES_PER_SPEAKER)


def speaker_name(n: int) -> str:
    """A name of two words; no two speakers share both."""
    family, forename = divmod(n * 104_729 % _MOST_SPEAKERS, len(_FORENAMES))
    return f"{_FORENAMES[forename]} {_family(family)}"


def _is_male(n: int) -> bool:
    return n * 104_729 % _MOST_SPEAKERS % len(_FORENAMES) < len(vocabulary.MALE)


def outlet_name(n: int) -> str:
    """The name of a newspaper; different ones for different numbers."""
    return f"The {_town(n + 5_000)} {vocabulary.PAPERS[n % len(vocabulary.PAPERS)]}"


_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()


def _spelt(n: int) -> str:
    """A number below a hundred in words."""
    if n < 20:
        return _UNITS[n]
    return _TENS[n // 10 - 2] + (f"-{_UNITS[n % 10]}" if n % 10 else "")


class _Heard:
    """What was said before: a Bloom filter (Bloom 1970), which may think that it heard something that it did not."""

    def __init__(self) -> None:
        # Some 2.5 million keys of a million quotes fill less than a tenth of it.
        self._bits = bytearray(1 << 23)

    def places(self, key: str) -> tuple[int, int]:
        """What `has` and `add` know a key by."""
        digest = int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "big")
        return digest & 0x3FFFFFF, digest >> 32 & 0x3FFFFFF

    def has(self, places: tuple[int, int]) -> bool:
        """Whether this was heard."""
        one, two = places
        return bool(self._bits[one >> 3] >> (one & 7) & self._bits[two >> 3] >> (two & 7) & 1)

    def add(self, places: tuple[int, int]) -> None:
        """Hear something."""
        for n in places:
            self._bits[n >> 3] |= 1 << (n & 7)


@dataclass(frozen=True, slots=True)
class _Profile:
    """What a speaker comes back to."""

    subjects: tuple[_Subject, ...]
    places: tuple[str, ...]
    people: tuple[str, ...]
    projects: tuple[str, ...]
    pets: tuple[_Shape, ...]
    openings: tuple[_Shape, ...]


def _some(rng: random.Random, options: Sequence[str], count: int, step: int = 1) -> list[str]:
    """Some at equal distances in a list, which is quicker than a sample."""
    first = int(rng.random() * len(options))
    return [options[(first + step * n) % len(options)] for n in range(count)]


class _Event:
    """A speech, an interview: what some statements of one speaker have in common."""

    def __init__(self, profile: _Profile, speaker: int, rng: random.Random) -> None:
        self.speaker = speaker
        self.profile = profile
        self.currency = "$€£"[zlib.crc32(str(speaker).encode()) % 3]
        subject = self.subject = rng.choice(profile.subjects)
        self.places = rng.sample(profile.places, 3)
        self.groups = _some(rng, subject.groups, 3)
        self.bodies = [*_some(rng, subject.bodies, 2), *_some(rng, _grammar().subjects[-1].bodies, 1)]
        self.issues = _some(rng, subject.issues, 2)
        self.people = _some(rng, profile.people, 3)
        self.projects = _some(rng, profile.projects, 2)
        self.things = [(noun, self.places[int(rng.random() * 3)]) for noun in _some(rng, subject.things, 4, 5)]


_THE = _Token("the", "the")
_IN = _Token("in", "in")
_VERY = ("very", "really", "extremely", "simply")


class _Writer:
    """Makes up clauses."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self._random = rng.random
        self._slots: dict[str, Callable[[], None]] = {
            "T": self._thing, "U": self._thing, "X": self._building,
            "aT": self._a_thing, "aU": self._a_thing, "Ts": self._things,
            "A": self._act, "A3": self._acts, "Ad": self._acted, "Ap": self._participle, "Aing": self._acting,
            "Ab": self._did, "Rb": self._rose, "G": self._group, "B": self._body, "I": self._issue,
            "place": self._somewhere, "home": self._home, "person": self._somebody, "proj": self._project,
            "money": self._money, "pct": self._percent, "cnt": self._count, "n": self._few,
            "tens": self._tens, "year": self._year, "future": self._future,
            "very": self._very,
        }  # fmt: skip
        self._tokens: list[_Token] = []
        self._used: list[str] = []
        self._said: list[str] = []
        self._printed: list[str] = []
        self._known: dict[tuple[str, str], bool] = {}
        self._named: list[tuple[str, str]] = []
        self._last: tuple[str, str] | None = None
        self._last_before: tuple[str, str] | None = None
        self._bare = self._it = False
        self._plan = ["", ""]
        self._event: _Event

    def begin(self, event: _Event) -> None:
        """Begin an utterance: nothing has been named in it."""
        self._event = event
        self._known.clear()
        self._last = None

    def clause(self, shape: _Shape, number: int, link: str, opening: _Shape | None) -> tuple[_Clause, list[str]]:
        """Fill a shape, in a clause and the keys of what it claims: with places, and without them."""
        tokens = self._tokens = []
        self._used, self._said, self._printed = [], [], []
        self._bare = False
        self._plan = ["", ""]
        self._named = []
        self._last_before = self._last
        self._it = self._last is not None and self._random() < 0.35
        if opening:
            self._fill(opening)
            self._said.clear()
            self._printed.clear()
        core = len(tokens)
        rest = verb = -1
        aside = condition = (0, 0)
        begun = 0
        for part in shape.parts:
            if not isinstance(part, str):
                if part.kind == "verb":
                    verb = len(tokens)
                    if shape.type in "PO" and number >= 0 and "<" not in shape.parts and self._random() < 0.1:
                        part = _verb(part.other[0], "-")
                tokens.append(part)
            elif part == "|":
                rest = len(tokens)
            elif part == "~":
                if self._random() < 0.12:
                    begun = len(tokens)
                    self._fill(self._pick(_grammar().asides))
                    aside = (begun, len(tokens))
            elif part == "<":
                begun = len(tokens)
            elif part == ">":
                condition = (begun, len(tokens))
            else:
                if part[0] == "*":
                    verb = len(tokens)
                self._slot(part)
        said, printed = list(self._said), list(self._printed)
        denied = verb >= 0 and tokens[verb].other[1] == "-"
        if rest < 0:
            rest = len(tokens)
            if shape.type in vocabulary.LATER and not denied and self._random() < 0.3 and condition == (0, 0):
                self._fill(self._pick(_grammar().later[shape.type]))
        key = f"{self._event.speaker}|{number}|{'|'.join(said)}"
        keys = [("b" if self._bare else "p") + key, f"{key}|{'|'.join(printed)}"]
        if shape.type == "P" and self._plan[0] and self._plan[1]:
            # To do the same to the same thing is one plan, whoever is to do it.
            keys.append(f"{self._event.speaker}|plan|{self._plan[0]}|{self._plan[1]}")
        clause = _Clause(tuple(tokens), core, rest, aside, condition, verb, link, shape.type, _weight(tokens[core:]))
        return clause, keys

    def unsay(self) -> None:
        """Forget the last clause."""
        for entity in self._named:
            del self._known[entity]
        self._last = self._last_before

    def _pick(self, shapes: Sequence[_Shape]) -> _Shape:
        return shapes[int(self._random() * len(shapes))]

    def _fill(self, shape: _Shape) -> None:
        for part in shape.parts:
            if isinstance(part, str):
                self._slot(part)
            else:
                self._tokens.append(part._replace(kind="", other=()) if part.kind == "verb" else part)

    def _slot(self, part: str) -> None:
        name = part[1:] if part[0] == "*" else part
        slot = self._slots.get(name)
        if slot:
            slot()
            return
        options = vocabulary.WORDS[name]
        word = options[int(self._random() * len(options))]
        if name in ("bad", "a mistake", "role"):
            self._said.append(word)
        if name in ("month", "weekday"):
            self._tokens.append(_Token(word, word, "number", (name, word, word)))
        else:
            self._tokens.append(_swap(word))

    def _new(self, options: Sequence[str]) -> str:
        """One that this clause does not have yet."""
        n = int(self._random() * len(options))
        for k in range(len(options)):
            option = options[(n + k) % len(options)]
            if option not in self._used:
                break
        self._used.append(option)
        return option

    def _entity(self, *, built: bool = False) -> tuple[str, str]:
        event, random = self._event, self._random
        for _ in range(20):
            if random() < 0.65:
                noun, place = event.things[int(random() * len(event.things))]
            else:
                nouns, places = event.subject.things, event.profile.places
                noun, place = nouns[int(random() * len(nouns))], places[int(random() * len(places))]
            if noun not in self._used and not (built and noun in vocabulary.UNBUILT):
                break
        self._used.append(noun)
        self._said.append(noun)
        return noun, place

    def _describe(self, noun: str, place: str) -> tuple[str, bool]:
        """The adjective that this speaker gives to a thing, and whether it is named with its place: always the same."""
        number = zlib.crc32(f"{self._event.speaker}{noun}{place}".encode())
        placed = noun not in vocabulary.NOWHERE and zlib.crc32(f"{self._event.speaker}{noun}".encode()) % 3 > 0
        return (vocabulary.ADJECTIVES[number % len(vocabulary.ADJECTIVES)] if number % 5 < 2 else ""), placed

    def _building(self) -> None:
        self._thing(built=True)

    def _thing(self, *, built: bool = False) -> None:
        noun, place = self._entity(built=built)
        tokens = self._tokens
        adjective, placed = self._describe(noun, place)
        if not placed:
            place = ""
        entity = (noun, place)
        self._plan[1] = self._plan[1] or f"{noun}|{place}"
        if entity == self._last and self._it:
            self._it, self._bare = False, self._bare or placed
            tokens.append(_Token("it", "it", "it", (f"the {noun} in {place}" if placed else f"the {noun}",)))
            return
        self._it = False
        tokens.append(_THE)
        if entity in self._known:
            tokens.append(_Token(noun, noun))
            self._bare = self._bare or placed
        else:
            if adjective and placed:
                tokens.append(_swap(adjective))
            tokens.append(_Token(noun, noun))
            if placed:
                tokens += (_IN, _Token(place, place, "name", ("place",)))
                self._printed.append(place)
            self._known[entity] = True
            self._named.append(entity)
        self._last = entity

    def _a_thing(self) -> None:
        noun, _ = self._entity()
        word = f"new {noun}" if self._random() < 0.5 else noun
        word = f"{'an' if word[0] in 'aeio' else 'a'} {word}"
        self._tokens.append(_Token(word, word))

    def _things(self) -> None:
        noun = _plural(self._entity()[0])
        self._tokens.append(_Token(noun, noun))

    def _verb_of(self) -> tuple[str, str]:
        acts = self._event.subject.acts
        for _ in range(8):
            act, other = acts[int(self._random() * len(acts))]
            if other and self._random() < 0.4:
                act, other = other, act
            if act not in self._used and other not in self._used:
                break
        self._used.append(act)
        self._said.append(act)
        self._plan[0] = self._plan[0] or act
        return act, other

    def _as(self, form: int, shifted: int) -> None:
        act, other = self._verb_of()
        pair = [((verb, *_forms(verb))[form], (verb, *_forms(verb))[shifted]) for verb in (act, other) if verb]
        if form == 2:
            pair = [(direct, f"had {reported}") for direct, reported in pair]
        self._tokens.append(_Token(*pair[0], "antonym", pair[1]) if other else _Token(*pair[0]))

    def _act(self) -> None:
        self._as(0, 0)

    def _acts(self) -> None:
        self._as(1, 2)

    def _acted(self) -> None:
        self._as(2, 3)

    def _participle(self) -> None:
        self._as(3, 3)

    def _acting(self) -> None:
        self._as(4, 4)

    def _did(self) -> None:
        self._tokens.append(_verb(f"{self._verb_of()[0]}+d", "+"))

    def _rose(self) -> None:
        verb = "rise" if self._random() < 0.5 else "fall"
        self._tokens.append(
            _Token(*_verb(f"{verb}+d", "+")[:2], "antonym", _verb(f"{vocabulary.SWAPPED[verb]}+d", "+")[:2])
        )

    def _name(self, word: str, kind: str) -> None:
        self._tokens.append(_Token(word, word, "name", (kind,)))

    def _listed(self, options: Sequence[str]) -> None:
        word = self._new(options)
        self._said.append(word)
        self._tokens.append(_Token(word, word))

    def _group(self) -> None:
        self._listed(self._event.groups)

    def _body(self) -> None:
        self._listed(self._event.bodies)

    def _issue(self) -> None:
        self._listed(self._event.issues)

    def _somewhere(self) -> None:
        places = self._event.places if self._random() < 0.7 else self._event.profile.places
        place = self._new(places)
        self._printed.append(place)
        self._name(place, "place")

    def _home(self) -> None:
        self._name(self._event.profile.places[0], "place")

    def _somebody(self) -> None:
        person = self._new(self._event.people)
        self._said.append(person)
        self._name(person, "person")

    def _project(self) -> None:
        project = self._new(self._event.projects)
        self._said.append(project)
        self._tokens.append(_THE)
        self._name(project, "project")

    def _money(self) -> None:
        self._tokens.append(_number(self.rng, self._event.currency))

    def _percent(self) -> None:
        self._tokens.append(_number(self.rng, "percent"))

    def _count(self) -> None:
        self._tokens.append(_number(self.rng, "count"))

    def _tens(self) -> None:
        self._tokens.append(_number(self.rng, "tens"))

    def _few(self) -> None:
        self._tokens.append(_number(self.rng, "few"))

    def _year(self) -> None:
        self._tokens.append(_number(self.rng, "year"))

    def _future(self) -> None:
        self._tokens.append(_number(self.rng, "future"))

    def _very(self) -> None:
        if self._random() < 0.3:
            word = _VERY[int(self._random() * len(_VERY))]
            self._tokens.append(_Token(word, word, "adverb"))


_CURRENCIES = {"$": "dollars", "€": "euros", "£": "pounds"}


def _number(rng: random.Random, kind: str) -> _Token:
    """A made-up number, as it is printed, in another way, and in words where a sentence begins."""
    n = int(rng.random() * 1_000)
    spelt = ""
    if kind in ("month", "weekday"):
        text = other = vocabulary.WORDS[kind][n % len(vocabulary.WORDS[kind])]
    elif kind == "few":
        n = n % 11 + 2
        spelt = _spelt(n)
        text, other = (spelt, str(n)) if n < 11 else (str(n), spelt)
    elif kind == "percent":
        n = n % 88 + 3
        spelt = f"{_spelt(n)} percent"
        text, other = f"{n} percent", (f"{n}%" if rng.random() < 0.6 else spelt)
    elif kind == "year":
        text = other = str(1980 + n % 35)
    elif kind == "future":
        text = other = str(2023 + n % 17)
    elif kind in _CURRENCIES:
        value = n % 90 + 2
        figure = str(value) if n % 3 or value > 20 else f"{value}.{n % 8 + 1}"
        scale = ("million", "billion", "million")[n % 3]
        text, other = f"{kind}{figure} {scale}", f"{figure} {scale} {_CURRENCIES[kind]}"
    elif n % 3 == 0 or kind == "tens":
        text, other = str(n % 79 + 21), _spelt(n % 79 + 21)
        spelt = other
    elif n % 3 == 1:
        value = n % 17 + 2
        spelt = f"{_spelt(value)} thousand"
        text, other = f"{value},000", (spelt if n % 2 else f"{value}000")
    else:
        spelt = f"{_spelt(n % 8 + 2)} hundred"
        text, other = f"{n % 8 + 2}00", spelt
    return _Token(text, text, "number", (kind, other, spelt or text))


def _weight(tokens: Sequence[_Token]) -> int:
    """How many words carry sense."""
    return len([word for word in " ".join([token[0] for token in tokens]).split() if word not in vocabulary.FUNCTION])


# --- Speech ---------------------------------------------------------------------------------------------------------


class _Speech:
    """Makes up utterances, one group of some that are said on one occasion after another."""

    def __init__(self, rng: random.Random, seed: int, people: int) -> None:
        self._rng = rng
        self._seed = seed
        self._people = people
        self._writer = _Writer(rng)
        self._heard = _Heard()
        self._made = 0
        self._profile = lru_cache(2_000)(self._profile_of)
        self._numbers = {id(shape): n for n, shape in enumerate(self._all_shapes())}
        self._questions = list(_grammar().questions)
        self._by_type = {
            type: [shape for shape in _grammar().shapes if shape.type == type] for type in ("P", "F", "H", "O")
        }

    def _all_shapes(self) -> Iterator[_Shape]:
        yield from _grammar().shapes
        yield from _grammar().questions
        for subject in _grammar().subjects:
            for shapes in subject.by_type.values():
                yield from shapes

    def occasion(self) -> list[tuple[_Utterance, _Utterance | None]]:
        """One to four utterances of somebody, each with its contrary if that is said too."""
        rng = self._rng
        speaker = min(int(_SHIFT * ((self._people + _SHIFT) / _SHIFT) ** rng.random() - _SHIFT), self._people - 1)
        event = _Event(self._profile(speaker), speaker, rng)
        return [self._utterance(event) for _ in range((1, 1, 2, 2, 3, 4)[int(rng.random() * 6)])]

    def _profile_of(self, speaker: int) -> _Profile:
        """Speakers who are quoted more talk of more."""
        rng = random.Random(self._seed * 1_000_003 + speaker)  # noqa: S311 the same on every run
        grammar = _grammar()
        much = self._people / (speaker + _SHIFT)
        wide = min(len(grammar.subjects), 2 + int(much**0.5))
        return _Profile(
            tuple(rng.sample(grammar.subjects, wide)),
            tuple(_town(n) for n in rng.sample(range(5_000), min(60, 6 + int(much**0.6)))),
            tuple(_stranger(rng) for _ in range(min(40, 5 + int(much**0.6)))),
            tuple(_project_name(rng) for _ in range(min(40, 4 + int(much**0.6)))),
            tuple(rng.sample(grammar.pets, 3)),
            tuple(rng.sample(grammar.openings, 4)),
        )

    def _utterance(self, event: _Event) -> tuple[_Utterance, _Utterance | None]:
        rng, random = self._rng, self._rng.random
        self._writer.begin(event)
        wanted = min(_LONGEST, rng.lognormvariate(*_LENGTH))
        clauses: list[_Clause] = []
        length = in_sentence = count = 0
        while not clauses or length < 0.85 * wanted:
            clause = self._clause(event, clauses, wanted - length, in_sentence)
            in_sentence = in_sentence + 1 if clause.link not in ("", ". ") else 1
            clauses.append(clause)
            length += " ".join([token[0] for token in clause.tokens]).count(" ") + 1
            count += 1
            if count > 12:
                break
        if random() < 0.16 and length < _LONGEST - 10:
            pet = self._writer.clause(event.profile.pets[int(random() * 3)], -1, ". ", None)[0]
            clauses.insert(int(random() * 2) * len(clauses), pet)
            clauses = [clauses[0]._replace(link=""), *clauses[1:]]
            after_first = clauses[1].link or ". "
            clauses[1] = clauses[1]._replace(link=after_first)
        british, contracted = random() < 0.5, random() < 0.35
        made = _Utterance(self._made, event.speaker, tuple(clauses), british, contracted)
        self._made += 1
        contrary = self._contrary(made) if random() < _CONTRARY else None
        if contrary:
            self._made += 1
        return made, contrary

    def _clause(self, event: _Event, before: Sequence[_Clause], room: float, in_sentence: int) -> _Clause:
        """A clause that this speaker never said."""
        random = self._rng.random
        for attempt in range(60):
            chance = random()
            type = "P" if chance < 0.31 else "F" if chance < 0.6 else "H" if chance < 0.76 else "O"
            shapes = self._by_type[type]
            if chance > 0.97:
                type, shapes = "Q", self._questions
            elif random() < 0.2:
                shapes = event.subject.by_type.get(type, shapes)
            shape = shapes[int(random() * len(shapes))]
            if not before and room < 10 and shape.size > room + 2 and attempt < 8:
                continue
            if shape.built and not event.subject.built:
                continue
            link = ""
            if before:
                last = before[-1].type
                links = vocabulary.LINKS.get(last + type, (". ",))
                link = links[int(random() * len(links))] if in_sentence < 3 else ". "
            if link == " because " and (_reasons(shape) or before[-1].link == link or _has_reason(before[-1])):
                link = ". "
            opening = None
            if link in ("", ". ") and type != "Q" and room > 9 and random() < (0.05 if before else 0.14):
                openings = event.profile.openings
                opening = openings[int(random() * len(openings))]
            clause, keys = self._writer.clause(shape, self._numbers[id(shape)], link, opening)
            # Without its place, a thing may be any of its kind.
            other = ("p" if keys[0][0] == "b" else "b") + keys[0][1:]
            heard = self._heard
            mine, *claims = map(heard.places, keys)
            text = heard.places(_core_key(event.speaker, clause))
            if (
                any(map(heard.has, claims))
                or heard.has(text)
                or heard.has(heard.places(other))
                or (keys[0][0] == "b" and heard.has(mine))
            ):
                self._writer.unsay()
                continue
            for key in (mine, *claims, text):
                heard.add(key)
            return clause
        raise AssertionError("nothing new to say")

    def _contrary(self, made: _Utterance) -> _Utterance | None:
        """What differs from an utterance in one thing; the clauses that tell them apart are marked in both."""
        rng = self._rng
        options: dict[str, list[tuple[int, int]]] = {}
        for n, clause in enumerate(made.clauses):
            if clause.type in ("pet", "Q"):
                continue
            for i in range(clause.core, len(clause.tokens)):
                token = clause.tokens[i]
                if i == clause.verb and token.kind == "verb":
                    if clause.condition == (0, 0) and clause.tokens[i + 1].kind != "adverb":
                        options.setdefault("negation", []).append((n, i))
                    if token.other[0] in _OTHER_MODALS and token.other[1] == "+":
                        options.setdefault("modality", []).append((n, i))
                elif token.kind in ("number", "antonym") or (token.kind == "name" and i < clause.rest):
                    # "Like everybody else in X" is no other claim than "like everybody else in Y".
                    options.setdefault(token.kind, []).append((n, i))
            if clause.condition != (0, 0):
                options.setdefault("condition", []).append((n, 0))
        if not options:
            return None
        what = rng.choice(sorted(options))
        n, i = rng.choice(options[what])
        clause = made.clauses[n]
        if what == "condition":
            start, end = clause.condition
            width = end - start
            others = list(made.clauses)
            others[n] = clause._replace(
                tokens=clause.tokens[:start] + clause.tokens[end:],
                rest=clause.rest - (width if clause.rest >= end else 0),
                condition=(0, 0),
                verb=clause.verb - (width if clause.verb >= end else 0),
            )
        else:
            old = clause.tokens[i]
            new = old
            while new.direct == old.direct:
                new = self._turned(old, what)
            # What is named twice is named otherwise twice.
            others = [
                each._replace(tokens=tuple(new if token == old else token for token in each.tokens))
                if what == "name" or each is clause
                else each
                for each in made.clauses
            ]
        changed = frozenset(k for k, (one, other) in enumerate(zip(made.clauses, others, strict=True)) if one != other)
        changed = frozenset(k for k in changed if made.clauses[k].type != "pet")
        old_texts, texts = (
            {k: self._heard.places(_core_key(made.speaker, clauses[k])) for k in changed}
            for clauses in (made.clauses, others)
        )
        if any(self._heard.has(text) for k, text in texts.items() if text != old_texts[k]):
            return None
        for text in texts.values():
            self._heard.add(text)
        made.telling = changed
        return _Utterance(
            made.number + 1, made.speaker, tuple(others), made.british, made.contracted, f"contrary {what}", changed
        )

    def _turned(self, old: _Token, what: str) -> _Token:
        if what == "negation":
            name, sign = old.other
            return _verb(name, "-" if sign == "+" else "+")
        if what == "modality":
            return _verb(_OTHER_MODALS[old.other[0]], "+")
        if what == "number":
            return _number(self._rng, old.other[0])
        if what == "antonym":
            return _Token(old.other[0], old.other[1], "antonym", old[:2])
        kind = old.other[0]
        names = {"place": lambda: _town(self._rng.randrange(5_000)), "person": lambda: _stranger(self._rng)}
        word = names.get(kind, lambda: _project_name(self._rng))()
        return _Token(word, word, "name", old.other)


def _reasons(shape: _Shape) -> bool:
    return any(part[0] == "because" for part in shape.parts if not isinstance(part, str))


def _has_reason(clause: _Clause) -> bool:
    return any(token.direct == "because" for token in clause.tokens)


def _core_key(speaker: int, clause: _Clause) -> str:
    return f"{speaker}|" + " ".join([token[0] for token in clause.tokens[clause.core : clause.rest]])


def _stranger(rng: random.Random) -> str:
    """Somebody who is spoken of."""
    family = _family(rng.randrange(_FAMILIES))
    kind = rng.random()
    if kind < 0.3:
        return f"{rng.choice(('Mr.', 'Ms.', 'Minister', 'Senator', 'Dr.', 'Judge'))} {family}"
    return f"{rng.choice(_FORENAMES)} {family}"


def _project_name(rng: random.Random) -> str:
    return f"{_town(rng.randrange(5_000))} {rng.choice(vocabulary.PLANS)}"


# --- Newspapers -----------------------------------------------------------------------------------------------------

_MARKS = (("“", "”"), ('"', '"'), ("‘", "’"), ("«", "»"), ("„", "“"))
_MARK_WEIGHTS = (0.0, 0.55, 0.25, 0.12, 0.08)
_DASHES = (" — ", "—", " - ", " -- ")
_ELLIPSES = (" ... ", " … ", " [...] ", " […] ", "... ", "… ", " . . . ")
_DROPPED = re.compile(r" (?:very|really|extremely|simply)\b|,? today\b")
_SPACES = re.compile(r"\s+(?=[,:;])|\s{2,}")


class _Newspaper:
    """Prints utterances."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._random = rng.random
        self._hows = tuple(_HOWS)
        self._weights = tuple(accumulate(_HOWS.values()))

    def printing(self, said: _Utterance) -> tuple[str, str, str]:
        """How it is printed: kind, text and what was done to it."""
        how = self._hows[bisect_right(self._weights, self._random() * self._weights[-1])]
        if how == "reported" or how == "mixed":
            told = self._told(said, quoted=how == "mixed")
            if told:
                return how.replace("reported", "indirect"), told, how
        elif how != "verbatim":
            text = self._direct(said, how)
            if text:
                return "direct", text, how
        return "direct", self._marked(self._text(said, said.clauses), ("“", "”")), "verbatim"

    # Words

    def _tokens(self, tokens: Sequence[_Token], *, other: bool, british: bool, begins: bool) -> str:
        words = [token[0] for token in tokens]
        if other:
            words = [token.other[1] if token.kind == "number" else token.direct for token in tokens]
        if begins and tokens[0].kind == "number":
            words[0] = tokens[0].other[2]
        if british:
            words = [_in_britain(word) for word in words]
        return " ".join(words).replace(" ,", ",").replace(" :", ":")

    def _text(self, said: _Utterance, clauses: Sequence[_Clause], *, other: bool = False, respelt: int = 0) -> str:
        """Clauses in one text with its last stop.

        Args:
            other: numbers printed in the other way.
            respelt: 1 for the spelling of the other side of the Atlantic, 2 for the other use of contractions, 3 both.
        """
        whole = clauses is said.clauses and not other and not respelt
        if whole and said.text:
            return said.text
        british, contracted = said.british != (respelt & 1 > 0), said.contracted != (respelt & 2 > 0)
        pieces: list[str] = []
        stop = ""
        for clause in clauses:
            begins = not pieces or clause.link in ("", ". ")
            text = self._tokens(clause.tokens, other=other, british=british, begins=begins)
            if begins:
                text = text[:1].upper() + text[1:]
            if pieces:
                pieces.append(f"{stop} " if begins else clause.link)
            pieces.append(text)
            stop = "?" if clause.type == "Q" else "."
        text = "".join(pieces) + stop
        if contracted:
            text = _FULL.sub(lambda found: vocabulary.CONTRACTED[found[0]], text)
        if whole:
            said.text = text
        return text

    def _marked(self, text: str, marks: tuple[str, str], *, comma: float = 0.45) -> str:
        """Between marks; before the words that attribute it, a comma stands for the stop."""
        if marks[1] in "'’\"" or marks[0] == '"':
            straight = marks[1] != "’"
            text = text.replace("'", "'" if straight else "’")
        else:
            text = text.replace("'", "’")
        if text.endswith(".") and not text.endswith("..") and self._random() < comma:
            text = text[:-1] + ","
        return f"{marks[0]}{text}{marks[1]}"

    def _house(self) -> tuple[str, str]:
        """The marks of a newspaper: mostly curly."""
        return _MARKS[0] if self._random() < 0.8 else self._rng.choices(_MARKS, _MARK_WEIGHTS)[0]

    # What is done to them

    def _direct(self, said: _Utterance, how: str) -> str | None:
        if how == "marks":
            text = self._text(said, said.clauses)
            if " – " in text:
                text = text.replace(" – ", _DASHES[int(self._random() * len(_DASHES))])
            return self._marked(text, self._rng.choices(_MARKS, _MARK_WEIGHTS)[0])
        if how == "spelling":
            plain = self._text(said, said.clauses)
            respelt = self._text(said, said.clauses, other=self._random() < 0.7, respelt=1 + int(self._random() * 3))
            return self._marked(respelt, self._house()) if respelt != plain else None
        if how == "slip":
            return self._slip(said)
        if how == "truncated":
            return self._truncated(said)
        if how == "elided":
            return self._elided(said)
        return self._interrupted(said)

    def _runs(self, said: _Utterance, least: float = 0.5) -> list[tuple[int, int]]:
        """Ranges of clauses that can stand for the whole: enough of its words, or five; nothing is cut before "but"."""
        clauses = said.clauses
        total = sum(clause.weight for clause in clauses)
        found = []
        for i in range(len(clauses)):
            weight = 0
            for j in range(i + 1, len(clauses) + 1):
                clause = clauses[j - 1]
                weight += clause.weight if clause.type != "pet" else 0
                if j < len(clauses) and clauses[j].link == ", but ":
                    continue
                if said.telling and not any(i <= n < j for n in said.telling):
                    continue
                if j - i < len(clauses) and (weight >= 5 or weight >= least * total):
                    found.append((i, j))
        return found

    def _truncated(self, said: _Utterance) -> str | None:
        clauses = said.clauses
        runs = self._runs(said)
        i, j = runs[int(self._random() * len(runs))] if runs and self._random() < 0.8 else (0, len(clauses))
        if runs and self._random() < 0.5:
            # Whole sentences are liked best.
            whole = [
                (a, b)
                for a, b in runs
                if clauses[a].link in ("", ". ") and (b == len(clauses) or clauses[b].link in ("", ". "))
            ]
            i, j = whole[int(self._random() * len(whole))] if whole else (i, j)
        kept = list(clauses[i:j])
        first = kept[0]
        if first.core and (self._random() < 0.5 or not runs):
            kept[0] = first = _cut(first, first.core, len(first.tokens))
        last = kept[-1]
        telling = j - 1 in said.telling
        if not telling and last.rest < len(last.tokens) and (self._random() < 0.5 or not runs):
            shorter = _cut(last, 0, last.rest)
            if shorter.weight >= 5 or 2 * shorter.weight >= last.weight:
                kept[-1] = shorter
                first = kept[0]
        if kept == list(clauses) or sum(clause.weight for clause in kept) >= sum(c.weight for c in clauses):
            return None
        text = self._text(said, kept)
        begins = first.tokens[0].direct
        verb = first.verb
        if (
            i not in said.telling
            and self._random() < 0.25
            and verb > 0
            and first.tokens[verb].other == ("will", "+")
            and begins in ("we", "I")
            and verb == 1
            and first.weight >= 5
            and len(kept) == 1
        ):
            kept[0] = _cut(first, 2, len(first.tokens))
            text = self._text(said, kept)
            text = text[0].lower() + text[1:]
            if self._random() < 0.6:
                text = text.removesuffix(".")
        elif clauses[i].link not in ("", ". ") and text[0] != "I" and first.tokens[0].kind != "name":
            text = text[0].lower() + text[1:] if self._random() < 0.4 else text
        if clauses[-1] is not kept[-1] and self._random() < 0.15:
            text = text.removesuffix(".") + self._rng.choice(("...", "…", " ..."))
        return self._marked(text, self._house())

    def _elided(self, said: _Utterance) -> str | None:
        clauses = said.clauses
        ways = []
        its = [(n, i) for n, c in enumerate(clauses) for i, token in enumerate(c.tokens) if token.kind == "it"]
        asides = [n for n, clause in enumerate(clauses) if clause.aside != (0, 0)]
        middles = [
            n
            for n, clause in enumerate(clauses[:-1])
            if clause.rest < len(clause.tokens) and n not in said.telling and clause.rest - clause.core > 3
        ]
        gaps = [
            (i, j)
            for i in range(1, len(clauses) - 1)
            for j in range(i + 1, len(clauses))
            if clauses[i].link != ", but "
            and not (said.telling and all(i <= n < j for n in said.telling))
            and sum(c.weight for c in clauses[:i] + clauses[j:]) >= 5
            and 2 * (j - i) <= len(clauses)
            and any(c.type not in ("pet", "Q") for c in clauses[:i] + clauses[j:])
        ]
        ways = [name for name, found in (("it", its), ("aside", asides), ("rest", middles), ("gap", gaps)) if found]
        if not ways:
            return None
        way = ways[int(self._random() * len(ways))]
        dots = _ELLIPSES[int(self._random() * len(_ELLIPSES))]
        if way == "it":
            n, i = its[int(self._random() * len(its))]
            token = clauses[n].tokens[i]
            tokens = list(clauses[n].tokens)
            tokens[i] = token._replace(direct=f"[{token.other[0]}]")
            text = self._text(said, [*clauses[:n], clauses[n]._replace(tokens=tuple(tokens)), *clauses[n + 1 :]])
            text = text.replace(". [the", ". [The")
            text = "[The" + text[4:] if text.startswith("[the") else text
            return self._marked(text, self._house())
        if way == "aside":
            n = asides[int(self._random() * len(asides))]
            start, end = clauses[n].aside
            # A verb that a "not" goes with stands behind the parenthesis.
            tokens = [*clauses[n].tokens[:start], _Token("\0", "\0"), *clauses[n].tokens[end:]]
            text = self._text(said, [*clauses[:n], clauses[n]._replace(tokens=tuple(tokens)), *clauses[n + 1 :]])
            return self._marked(text.replace(" \0 ", dots), self._house())
        if way == "rest":
            n = middles[int(self._random() * len(middles))]
            text = self._text(said, [*clauses[:n], _cut(clauses[n], 0, clauses[n].rest)])
            rest = self._text(said, clauses[n + 1 :])
            after = clauses[n + 1].link
            if after not in ("", ". "):
                rest = f"{after.strip(' ,;–')} {_uncapital(rest, clauses[n + 1])}".strip()
            return self._marked(text[:-1] + dots + rest, self._house())
        i, j = gaps[int(self._random() * len(gaps))]
        head, tail = self._text(said, clauses[:i]), self._text(said, clauses[j:])
        if self._random() < 0.5:
            head = head[:-1] if head[-1] == "." else head
        return self._marked(head + dots + tail, self._house())

    def _interrupted(self, said: _Utterance) -> str | None:
        """In two parts, each between marks of its own."""
        clauses = said.clauses
        ways: list[tuple[int, int]] = [(n, 0) for n in range(1, len(clauses))]
        for n, clause in enumerate(clauses):
            if clause.core and clause.tokens[clause.core - 1].direct != "that":
                ways.append((n, clause.core))
            if clause.rest < len(clause.tokens) and clause.tokens[clause.rest].direct != ",":
                ways.append((n, clause.rest))
        if not ways:
            return None
        n, i = ways[int(self._random() * len(ways))]
        marks, comma = self._house(), 1.0
        if i == 0:
            head, tail = self._text(said, clauses[:n]), self._text(said, clauses[n:])
            link = clauses[n].link
            if link not in ("", ". "):
                tail = f"{link.strip(' ,;–')} {_uncapital(tail, clauses[n])}".strip()
            else:
                comma = 0.8
        else:
            clause = clauses[n]
            head = self._text(said, [*clauses[:n], _cut(clause, 0, i)])
            head = re.sub(r"[,:]?\.$", ".", head)
            tail = _uncapital(self._text(said, [_cut(clause, i, len(clause.tokens)), *clauses[n + 1 :]]), clause, i)
        one = self._marked(head, marks, comma=comma)
        return f"{one} … {self._marked(tail, marks, comma=0.1)}"

    def _slip(self, said: _Utterance) -> str | None:
        text = self._text(said, said.clauses)
        if self._random() < 0.5 and (found := _DROPPED.search(text)):
            text = text[: found.start()] + text[found.end() :]
        else:
            words = list(_WORD.finditer(text))
            if not words:
                return None
            word = words[int(self._random() * len(words))]
            i = word.start() + 1 + int(self._random() * (word.end() - word.start() - 3))
            slip = (text[i + 1] + text[i], text[i] + text[i] + text[i + 1], text[i])[int(self._random() * 3)]
            changed = text[:i] + slip + text[i + 2 :]
            if changed == text:
                return None
            text = changed
        return self._marked(text, self._house())

    def _told(self, said: _Utterance, *, quoted: bool) -> str | None:
        """Reported speech, with a run of the speaker's own words between marks if so wanted."""
        clauses = said.clauses
        claims = [clause.type in "PFHO" for clause in clauses]
        runs = [(i, j) for i, j in self._runs(said, 0.4) if all(claims[i:j]) and j - i <= 3]
        if all(claims) and len(clauses) <= 3:
            runs += 2 * [(0, len(clauses))]
        if not runs:
            return None
        i, j = runs[int(self._random() * len(runs))]
        folk = _MALES if _is_male(said.speaker) else _FEMALES
        # "They say that they will" after "says", where nothing else must be bent to the third person.
        present = self._random() < 0.15 and not any(t.direct == "I" for c in clauses[i:j] for t in c.tokens)
        run = _longest_run(clauses[i:j], folk) if quoted else None
        if quoted and run is None:
            return None
        pieces: list[str] = []
        for n, clause in enumerate(clauses[i:j]):
            words = []
            for k in range(clause.core, len(clause.tokens)):
                token = clause.tokens[k]
                word = token.direct
                if word in folk or token.kind == "":
                    word = folk.get(word) or (token.reported if not present or word in ("we", "our", "us") else word)
                elif token.kind == "adverb":
                    word = word if token.reported else ""
                elif not present:
                    word = token.reported
                if said.british:
                    word = _in_britain(word)
                if run and run[0] == n and run[1] == k:
                    word = "“" + word
                if run and run[0] == n and run[2] == k + 1:
                    word += "”"
                if word:
                    words.append(word)
            text = _SPACES.sub(lambda found: found[0][1:] if len(found[0]) > 1 else "", " ".join(words))
            if pieces:
                link = _LINKS_TOLD.get(clause.link, clause.link)
                pieces.append(link)
            pieces.append(text)
        text = "".join(pieces)
        return ("that " if self._random() < 0.6 else "") + text.replace("'", "’")


_LINKS_TOLD = {
    "": " and that ",
    ". ": " and that ",
    "; ": " and that ",
    ", and ": ", and that ",
    " – ": ", and that ",
    ", but ": ", but that ",
    ", so ": " and that therefore ",
    ", and that is why ": " and that for this reason ",
    ", and now ": " and that now ",
    ", and then ": " and that then ",
}


def _longest_run(clauses: Sequence[_Clause], folk: dict[str, str]) -> tuple[int, int, int] | None:
    """A clause and the range of its tokens that are the same in both forms, the longest of four words and more that
    does not break off."""
    best, longest = None, 3
    for n, clause in enumerate(clauses):
        start = clause.core
        for k in range(clause.core, len(clause.tokens) + 1):
            token = clause.tokens[k] if k < len(clause.tokens) else None
            if token and token.direct == token.reported and token.direct not in folk and token.direct not in ",:":
                continue
            words = sum(one.direct.count(" ") + 1 for one in clause.tokens[start:k])
            if words > longest and (token is None or k in (clause.rest, clause.condition[1]) or token.direct == ","):
                best, longest = (n, start, k), words
            start = k + 1
    return best


def _cut(clause: _Clause, start: int, end: int) -> _Clause:
    """Some of the tokens of a clause."""
    tokens = clause.tokens[start:end]
    core = max(0, clause.core - start)
    return clause._replace(
        tokens=tokens,
        core=core,
        rest=max(0, min(clause.rest, end) - start),
        verb=clause.verb - start,
        weight=_weight(tokens[core:]),
    )


def _uncapital(text: str, clause: _Clause, at: int = 0) -> str:
    """With a small letter, unless the word has a capital of its own."""
    return text if clause.tokens[at].direct[:1].isupper() else text[:1].lower() + text[1:]


_PARTED = re.compile(r"[A-Za-z]+")


@lru_cache(50_000)
def _in_britain(text: str) -> str:
    """A word or a few, in British spelling."""
    return _PARTED.sub(lambda found: vocabulary.BRITISH.get(found[0], found[0]), text)


# --- Corpus ---------------------------------------------------------------------------------------------------------


def _printings(rng: random.Random, most: int) -> int:
    """How often an utterance is printed in all."""
    chance = rng.random()
    if chance < 0.6:
        return 1
    if chance < 0.91:
        count = (2, 2, 2, 3, 3, 4, 5)[int(rng.random() * 7)]
    elif chance < 0.997:
        count = int(6 / (1 - 0.96 * rng.random()) ** 0.5)
    else:
        count = int(30 * 10 ** rng.random())
    return max(1, min(count, most))


def corpus(quotes: int, *, seed: int = 1) -> Iterator[Printed]:
    """So many printings, in the order of their articles.

    Args:
        quotes: how many; the number of speakers goes by it.
        seed: another one gives another corpus.

    Yields:
        About ten printings an article, forty articles a day, beginning with 2015. What was printed long before the end
        has had all its printings; an utterance near the end has not.
    """
    rng = random.Random(seed)  # noqa: S311 the same on every run
    speech = _Speech(rng, seed, speakers(quotes))
    newspaper = _Newspaper(rng)
    most = max(3, quotes // 100)
    due: list[tuple[int, int, _Utterance]] = []
    ordered = 0

    def spread(said: _Utterance, article: int, times: int) -> None:
        """Put the printings to come on the calendar."""
        nonlocal ordered
        near = max(50.0, 1.5 * times)
        for _ in range(times):
            # Most follow within days, a few are looked up after weeks.
            mean = near if rng.random() < 0.94 else 30.0 * _ARTICLES_A_DAY
            heapq.heappush(due, (article + 1 + int(rng.expovariate(1 / mean)), ordered, said))
            ordered += 1

    left, article = quotes, 0
    while left:
        day = (_BEGIN + timedelta(days=article // _ARTICLES_A_DAY)).isoformat()
        outlet = int(_SHIFT * ((_OUTLETS + _SHIFT) / _SHIFT) ** rng.random() - _SHIFT)
        printed: dict[int, _Utterance] = {}
        size = min(left, 4 + int(rng.random() * 13))
        again = []
        while due and due[0][0] <= article and len(printed) < size:
            _, order, said = heapq.heappop(due)
            if said.number in printed:
                again.append((article + 1, order, said))
            else:
                printed[said.number] = said
        for waiting in again:
            heapq.heappush(due, waiting)
        while len(printed) < size:
            for said, contrary in speech.occasion():
                times = _printings(rng, most)
                if len(printed) < size:
                    printed[said.number] = said
                    times -= 1
                spread(said, article, times)
                if contrary:
                    spread(contrary, article + int(rng.expovariate(1 / 400)), _printings(rng, most))
        for said in printed.values():
            kind, text, how = newspaper.printing(said)
            how = f"{said.contrary}, {how}" if said.contrary else how
            yield Printed(said.number, said.speaker, article, outlet, day, kind, text, how)
        left -= len(printed)
        article += 1


def main() -> None:
    """Print some groups, and what was done how often."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quotes", type=int, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sample", type=int, default=10, help="how many utterances to print")
    args = parser.parse_args()
    rng = random.Random(args.seed)  # noqa: S311 the same sample on every run
    # Of utterances that begin in this stretch, those that are printed more than once are the ones to read.
    groups: dict[int, list[Printed]] = {}
    hows: Counter[str] = Counter()
    for printed in corpus(args.quotes, seed=args.seed):
        hows[printed.how.rpartition(", ")[2]] += 1
        if printed.utterance < 20 * args.sample:
            groups.setdefault(printed.utterance, []).append(printed)
    shown = rng.sample(sorted(groups), min(args.sample, len(groups)))
    for number in sorted(shown):
        first = groups[number][0]
        print(f"{number}  {speaker_name(first.speaker)}, {len(groups[number])} printings")
        for printed in groups[number]:
            print(
                f"    {printed.day} {outlet_name(printed.outlet)} [{printed.kind}, {printed.how}]",
                f"        {printed.text}",
                sep="\n",
            )
    print()
    for how, count in hows.most_common():
        print(f"{how:12} {100 * count / args.quotes:5.1f} %")


if __name__ == "__main__":
    main()
