"""Who speaks, and on what occasion."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from random import Random

from .chance import SHIFT, pick, some
from .grammar import OPENINGS, PETS, SUBJECTS, Shape, Subject
from .names import project, stranger, town
from .number import CURRENCIES


@dataclass(frozen=True, slots=True)
class Profile:
    """What a speaker comes back to."""

    subjects: list[Subject]
    places: list[str]
    people: list[str]
    projects: list[str]
    pets: list[Shape]
    openings: list[Shape]


def profile(seed: int, people: int, speaker: int) -> Profile:
    """That of one of so many people; who is quoted more talks of more."""
    rng = Random(seed * 1_000_003 + speaker)  # noqa: S311 the same on every run
    much = people / (speaker + SHIFT)
    more = int(much**0.6)
    return Profile(
        rng.sample(SUBJECTS, min(len(SUBJECTS), 2 + int(much**0.5))),
        [town(n) for n in rng.sample(range(5_000), min(60, 6 + more))],
        [stranger(rng) for _ in range(min(40, 5 + more))],
        [project(rng) for _ in range(min(40, 4 + more))],
        rng.sample(PETS, 3),
        rng.sample(OPENINGS, 4),
    )


class Event:
    """A speech, an interview: what some statements of one speaker have in common."""

    def __init__(self, rng: Random, profile: Profile, speaker: int) -> None:
        self.speaker = speaker
        self.profile = profile
        self.currency = CURRENCIES[zlib.crc32(str(speaker).encode()) % 3]
        subject = self.subject = rng.choice(profile.subjects)
        self.places = rng.sample(profile.places, 3)
        self.groups = some(rng, subject.groups, 3)
        # Politics is everybody's.
        self.bodies = [*some(rng, subject.bodies, 2), *some(rng, SUBJECTS[-1].bodies, 1)]
        self.issues = some(rng, subject.issues, 2)
        self.people = some(rng, profile.people, 3)
        self.projects = some(rng, profile.projects, 2)
        self.things = [(noun, pick(rng, self.places)) for noun in some(rng, subject.things, 4, 5)]
