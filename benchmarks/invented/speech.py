"""What is said, on one occasion after another."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache, partial
from random import Random

from .chance import pick, rank
from .contrary import contrary
from .draft import Draft, draft
from .grammar import BY_TYPE, Shape
from .heard import Heard
from .shapes import LINKS
from .slots import Slots
from .speaker import Event, profile
from .utterance import Clause, Utterance, words

_CONTRARY = 0.031
# Some 18 words an utterance in the middle; the last clause overshoots.
_LENGTH = (2.76, 0.66)
_LONGEST = 110
_MOST_CLAUSES = 13
_OCCASION = (1, 1, 2, 2, 3, 4)


class Speech:
    """Makes up what so many people say."""

    def __init__(self, rng: Random, seed: int, people: int) -> None:
        self._rng = rng
        self._people = people
        self._heard = Heard()
        self._made = 0
        self._profile = lru_cache(2_000)(partial(profile, seed, people))

    def occasion(self) -> list[tuple[Utterance, Utterance | None]]:
        """One to four utterances of somebody, each with its contrary if that is said too."""
        speaker = rank(self._rng, self._people)
        event = Event(self._rng, self._profile(speaker), speaker)
        return [self._utterance(event) for _ in range(pick(self._rng, _OCCASION))]

    def _utterance(self, event: Event) -> tuple[Utterance, Utterance | None]:
        rng = self._rng
        wanted = min(_LONGEST, rng.lognormvariate(*_LENGTH))
        clauses: list[Clause] = []
        slots: Slots | None = None
        length = 0
        while not clauses or (length < 0.85 * wanted and len(clauses) < _MOST_CLAUSES):
            clause, _, _, slots = self._new(event, clauses, slots, wanted - length)
            clauses.append(clause)
            length += len(words(clause.tokens))
        if rng.random() < 0.16 and length < _LONGEST - 10:
            pet = draft(pick(rng, event.profile.pets), Slots(rng, event, slots), ". ").clause
            clauses.insert(pick(rng, (0, len(clauses))), pet)
            clauses[:2] = [clauses[0]._replace(link=""), clauses[1]._replace(link=clauses[1].link or ". ")]
        british, contracted = rng.random() < 0.5, rng.random() < 0.35
        said = Utterance(self._made, event.speaker, tuple(clauses), british, contracted)
        other = contrary(rng, said, self._heard) if rng.random() < _CONTRARY else None
        self._made += 2 if other else 1
        return said, other

    def _new(self, event: Event, before: Sequence[Clause], slots: Slots | None, room: float) -> Draft:
        """A clause that this speaker never said."""
        rng = self._rng
        for attempt in range(60):
            shape = self._shape(event)
            if not before and room < 10 and shape.size > room + 2 and attempt < 8:
                continue
            if shape.built and not event.subject.built:
                continue
            link = self._link(before, shape)
            begins = link in ("", ". ") and shape.type != "Q" and room > 9
            opened = begins and rng.random() < (0.05 if before else 0.14)
            opening = pick(rng, event.profile.openings) if opened else None
            new = draft(shape, Slots(rng, event, slots), link, opening)
            if not any(key in self._heard for key in new.barred):
                self._heard.update(new.claims)
                return new
        raise AssertionError("nothing new to say")

    def _shape(self, event: Event) -> Shape:
        chance = self._rng.random()
        if chance > 0.97:
            return pick(self._rng, BY_TYPE["Q"])
        type = "P" if chance < 0.31 else "F" if chance < 0.6 else "H" if chance < 0.76 else "O"
        shapes = BY_TYPE[type]
        if self._rng.random() < 0.2:
            shapes = event.subject.by_type.get(type, shapes)
        return pick(self._rng, shapes)

    def _link(self, before: Sequence[Clause], shape: Shape) -> str:
        """What stands before the next clause: no more than three make a sentence, and one reason is enough."""
        if not before:
            return ""
        last = before[-1]
        if not any(clause.begins for clause in before[-2:]):
            return ". "
        link = pick(self._rng, LINKS.get(last.type + shape.type, (". ",)))
        reasons = any(part[0] == "because" for part in (*last.tokens, *shape.parts))
        return ". " if link == " because " and (reasons or last.link == link) else link
