"""Spellings of one person's name meet, those of different people do not."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

from quotes.names import person_key, same_person

_FILE = Path(__file__).with_name("spellings.txt")
# What the program reached when this was written, in percent; pairs are of spellings.
_PRECISION, _RECALL = 99.0, 95.0


def _read() -> tuple[list[list[str]], list[list[str]]]:
    """People with their spellings, and groups of different people."""
    lines = [line for line in _FILE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    cut = lines.index("---")
    return tuple([[n.strip() for n in line.split(";")] for line in part] for part in (lines[:cut], lines[cut + 1 :]))  # type: ignore[return-value]


def _meet(one: str, other: str) -> bool:
    """Whether a stored spelling would be found for another and taken for the same person's."""
    return person_key(one) == person_key(other) and same_person(one, other)


def measured() -> tuple[float, float, list[tuple[str, str]], list[tuple[str, str]]]:
    """Pairwise precision and recall, in percent, the pairs that do not meet, and those that must not and do."""
    people, apart = _read()
    of = {name: number for number, names in enumerate(people) for name in names}
    same = [pair for names in people for pair in combinations(names, 2)]
    missed = [pair for pair in same if not _meet(*pair)]
    mixed = [(a, b) for a, b in combinations(of, 2) if of[a] != of[b] and _meet(a, b)]
    wrong = mixed + [pair for names in apart for pair in combinations(names, 2) if _meet(*pair)]
    found = len(same) - len(missed)
    return 100 * found / (found + len(wrong)), 100 * found / len(same), missed, wrong


def test_spellings_of_one_name_meet_and_others_do_not() -> None:
    precision, recall, missed, wrong = measured()
    assert precision >= _PRECISION, wrong
    assert recall >= _RECALL, missed
    people, apart = _read()
    assert len(people) > 100
    assert len(apart) > 30


def test_different_people_of_one_family_name_never_meet() -> None:
    _, apart = _read()
    assert [pair for names in apart for pair in combinations(names, 2) if _meet(*pair)] == []


if __name__ == "__main__":
    print(measured())  # noqa: T201 it is a command too
