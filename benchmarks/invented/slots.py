"""What fills the slots of a shape."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from random import Random

from .chance import pick
from .forms import Token, conjugated, finite, swappable, with_s
from .grammar import Shape
from .number import number
from .speaker import Event
from .subjects import NOWHERE, UNBUILT
from .words import ADJECTIVES, WORDS

_Entity = tuple[str, str]
_VERY = ("very", "really", "extremely", "simply")


class Slots:
    """Those of one clause.

    Attributes:
        tokens: what stands in the clause so far.
        said: the words that make the claim.
        printed: its places, which a newspaper may print or not.
        acts, things: what is done, and to what.
        bare: whether something that is at a place was named without it.
    """

    def __init__(self, rng: Random, event: Event, before: Slots | None = None) -> None:
        """The slots of the clause behind another, or of the first."""
        self.rng = rng
        self.event = event
        self.tokens: list[Token] = []
        self.said: list[str] = []
        self.printed: list[str] = []
        self.acts: list[str] = []
        self.things: list[str] = []
        self.bare = False
        self._used: list[str] = []
        self._known: set[_Entity] = set(before._known) if before else set()
        self._last: _Entity | None = before._last if before else None
        self._it = self._last is not None and rng.random() < 0.35

    def add(self, shape: Shape) -> None:
        """Put a whole shape into the clause."""
        for part in shape.parts:
            if isinstance(part, str):
                self.fill(part)
            else:
                self.tokens.append(part)

    def fill(self, name: str) -> None:
        """Put what fills a slot into the clause."""
        if name in _FILLED:
            _FILLED[name](self)
            return
        word = pick(self.rng, WORDS[name])
        if name in ("bad", "a mistake", "role"):
            self.said.append(word)
        if name in ("month", "weekday"):
            self.tokens.append(Token(word, word, "number", (name, word, word)))
        else:
            self.tokens.append(swappable(word))

    def _word(self, word: str) -> None:
        self.tokens.append(Token(word, word))

    def _name(self, word: str, kind: str) -> None:
        self.tokens.append(Token(word, word, "name", (kind,)))

    def number(self, kind: str) -> None:
        """A number."""
        self.tokens.append(number(self.rng, kind))

    def very(self) -> None:
        """An adverb, or nothing."""
        if self.rng.random() < 0.3:
            word = pick(self.rng, _VERY)
            self.tokens.append(Token(word, word, "adverb"))

    # People and places

    def _new(self, options: Sequence[str]) -> str:
        """One that this clause does not have yet."""
        n = int(self.rng.random() * len(options))
        turned = [*options[n:], *options[:n]]
        option = next((option for option in turned if option not in self._used), turned[-1])
        self._used.append(option)
        return option

    def _claimed(self, options: Sequence[str]) -> str:
        word = self._new(options)
        self.said.append(word)
        return word

    def listed(self, options: Sequence[str]) -> None:
        """One of some groups, bodies, issues."""
        self._word(self._claimed(options))

    def person(self) -> None:
        """Somebody who is spoken of."""
        self._name(self._claimed(self.event.people), "person")

    def project(self) -> None:
        """A plan."""
        project = self._claimed(self.event.projects)
        self._word("the")
        self._name(project, "project")

    def place(self) -> None:
        """A town."""
        place = self._new(self.event.places if self.rng.random() < 0.7 else self.event.profile.places)
        self.printed.append(place)
        self._name(place, "place")

    def home(self) -> None:
        """The town of the speaker."""
        self._name(self.event.profile.places[0], "place")

    # Things

    def _entity(self, *, built: bool = False) -> _Entity:
        rng, event = self.rng, self.event
        for _ in range(20):
            if rng.random() < 0.65:
                noun, place = pick(rng, event.things)
            else:
                noun, place = pick(rng, event.subject.things), pick(rng, event.profile.places)
            if noun not in self._used and not (built and noun in UNBUILT):
                break
        self._used.append(noun)
        self.said.append(noun)
        return noun, place

    def thing(self, *, built: bool = False) -> None:
        """A certain thing, which is "it" or loses its place when it is named again."""
        noun, place = self._entity(built=built)
        if noun in NOWHERE or self._number_of(noun) % 3 == 0:
            place = ""
        entity = noun, place
        self.things.append(f"{noun}|{place}")
        known = entity in self._known
        it, self._it = self._it and entity == self._last, False
        self._last = entity
        self.bare = self.bare or bool(place and (it or known))
        if it:
            named = f"the {noun} in {place}" if place else f"the {noun}"
            self.tokens.append(Token("it", "it", "it", (named,)))
            return
        self._word("the")
        if known or not place:
            self._word(noun)
        else:
            adjective = self._number_of(noun, place)
            if adjective % 5 < 2:
                self.tokens.append(swappable(ADJECTIVES[adjective % len(ADJECTIVES)]))
            self._word(noun)
            self._word("in")
            self._name(place, "place")
            self.printed.append(place)
        self._known.add(entity)

    def _number_of(self, noun: str, place: str = "") -> int:
        """What this speaker always calls a thing by: with an adjective or none, with its place or without it."""
        return zlib.crc32(f"{self.event.speaker}{noun}{place}".encode())

    def a_thing(self) -> None:
        """Any of a kind."""
        noun, _ = self._entity()
        word = f"new {noun}" if self.rng.random() < 0.5 else noun
        self._word(f"{'an' if word[0] in 'aeio' else 'a'} {word}")

    def all_things(self) -> None:
        """All of a kind."""
        self._word(with_s(self._entity()[0]))

    # What is done

    def _act(self) -> tuple[str, str]:
        for _ in range(8):
            act, other = pick(self.rng, self.event.subject.acts)
            if other and self.rng.random() < 0.4:
                act, other = other, act
            if act not in self._used and other not in self._used:
                break
        self._used.append(act)
        self.said.append(act)
        self.acts.append(act)
        return act, other

    def _verb(self, verb: str, contrary: str, direct: str, reported: str) -> None:
        forms = [conjugated(one) for one in (verb, contrary) if one]
        one, *other = [(direct.format(each), reported.format(each)) for each in forms]
        self.tokens.append(Token(*one, "antonym", other[0]) if other else Token(*one))

    def act(self, direct: str, reported: str = "") -> None:
        """What is done to a thing, in a form for direct and one for reported speech."""
        self._verb(*self._act(), direct, reported or direct)

    def did(self) -> None:
        """What was done, as the verb of the sentence."""
        self.tokens.append(finite(f"{self._act()[0]}+d"))

    def rose(self) -> None:
        """How something changed."""
        one, other = ("rise", "fall") if self.rng.random() < 0.5 else ("fall", "rise")
        self._verb(one, other, "{0.past}", "had {0.participle}")


_FILLED: dict[str, Callable[[Slots], None]] = {
    "T": Slots.thing,
    "U": Slots.thing,
    "X": lambda slots: slots.thing(built=True),
    "aT": Slots.a_thing,
    "aU": Slots.a_thing,
    "Ts": Slots.all_things,
    "A": lambda slots: slots.act("{0.base}"),
    "A3": lambda slots: slots.act("{0.third}", "{0.past}"),
    "Ad": lambda slots: slots.act("{0.past}", "had {0.participle}"),
    "Ap": lambda slots: slots.act("{0.participle}"),
    "Aing": lambda slots: slots.act("{0.gerund}"),
    "Ab": Slots.did,
    "Rb": Slots.rose,
    "G": lambda slots: slots.listed(slots.event.groups),
    "B": lambda slots: slots.listed(slots.event.bodies),
    "I": lambda slots: slots.listed(slots.event.issues),
    "place": Slots.place,
    "home": Slots.home,
    "person": Slots.person,
    "proj": Slots.project,
    "money": lambda slots: slots.number(slots.event.currency),
    "pct": lambda slots: slots.number("percent"),
    "cnt": lambda slots: slots.number("count"),
    "n": lambda slots: slots.number("few"),
    "tens": lambda slots: slots.number("tens"),
    "year": lambda slots: slots.number("year"),
    "future": lambda slots: slots.number("future"),
    "very": Slots.very,
}
