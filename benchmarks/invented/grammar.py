"""The shapes of sentences, and the subjects, in the form that sentences are made from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from . import shapes
from .forms import Token, finite, plain
from .subjects import SUBJECTS as _SUBJECTS
from .subjects import UNBUILT
from .words import listed


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """A sentence with slots.

    Attributes:
        type: P, F, H, O or Q; "pet" for a pet phrase, "" for what is no sentence.
        parts: tokens, names of slots (with "*" where the verb is one), and marks ("|", "~", "<", ">").
        size: how long it is, roughly in words.
        built: whether it speaks of a building.
    """

    type: str
    parts: tuple[Token | str, ...]
    size: int
    built: bool


@dataclass(frozen=True, slots=True)
class Subject:
    """What one can talk about.

    Attributes:
        acts: with their contraries, or "".
        by_type: shapes of its own.
        built: whether it has enough buildings.
    """

    things: tuple[str, ...]
    acts: tuple[tuple[str, str], ...]
    groups: tuple[str, ...]
    issues: tuple[str, ...]
    bodies: tuple[str, ...]
    by_type: dict[str, list[Shape]]
    built: bool


_WORD = re.compile(r"\{[^}]+\}\S*|\S+")
_DENIED = re.compile(r"^(?:no|nobody|neither) | (?:no|not|never) ")
_BEFORE_INFINITIVE = frozenset("to will not never should would may must can cannot".split())


def _shape(line: str, type: str = "") -> Shape:
    parts: list[Token | str] = []
    denied = _DENIED.search(line)
    before = ""
    for marked in _WORD.findall(line):
        word = marked.removeprefix("*")
        # Nothing is denied twice.
        is_verb = marked != word and not denied
        if word in ("|", "~", "<", ">"):
            parts.append(word)
        elif "}" in word:
            parts.append("*" * is_verb + word[1 : word.index("}")])
        elif word == "have" and before in _BEFORE_INFINITIVE:
            parts.append(Token(word, word))
        elif is_verb:
            parts.append(finite(word))
        else:
            parts.append(Token(*finite(word)[:2]) if "+" in word else plain(word))
        before = word
    return Shape(type, tuple(parts), sum(2 if isinstance(part, str) else 1 for part in parts), "{X}" in line)


def _by_type(lines: Iterable[str]) -> dict[str, list[Shape]]:
    found: dict[str, list[Shape]] = {}
    for line in lines:
        type, _, words = line.partition(" ")
        found.setdefault(type, []).append(_shape(words, type))
    return found


def _subject(block: str) -> Subject:
    things, acts, groups, issues, bodies, *lines = block.replace(";\n", "; ").splitlines()
    nouns, people, rising, names = (tuple(listed(text)) for text in (things, groups, issues, bodies))
    pairs = tuple((one, other) for one, _, other in (act.partition("|") for act in acts.split()))
    return Subject(nouns, pairs, people, rising, names, _by_type(lines), len({*nouns} - UNBUILT) > 3)


BY_TYPE = _by_type(shapes.SHAPES.strip().splitlines())
PETS = [_shape(line, "pet") for line in shapes.PETS.strip().splitlines()]
OPENINGS = [_shape(text) for text in listed(shapes.OPENINGS)]
ASIDES = [_shape(text) for text in listed(shapes.ASIDES)]
LATER = {type: [_shape(text) for text in listed(texts)] for type, texts in shapes.LATER.items()}
SUBJECTS = [_subject(block) for block in re.split(r"^\w+\n", _SUBJECTS.strip(), flags=re.MULTILINE)[1:]]
NUMBERS = {
    shape: n
    for n, shape in enumerate(
        shape
        for by_type in (BY_TYPE, *(subject.by_type for subject in SUBJECTS))
        for alike in by_type.values()
        for shape in alike
    )
}
