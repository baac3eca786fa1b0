"""Who held an office when: heads of state and government, of bodies that the news calls by their head, and senators,
governors and nominees of the United States, with their party.

The table (`offices.txt`) was written by hand for this project from general knowledge, to the month, for the years 2010
to 2026 and, where somebody is still in the news, before. It lets "the Ukrainian president" or "the Vermont senator"
mean somebody whom the article names without the office. A line is an office with its holders, one after another, each
with the first and last month, no last month for still; lines that begin with a space go on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from quotes.names import parse, person_key, same_person

OFFICES = Path(__file__).with_suffix(".txt")
_HOLDER = re.compile(
    r"(?:(?P<party>[RDI]) )?(?P<name>[^0-9;]+?) (?P<since>\d{4}-(?:0[1-9]|1[0-2]))"
    r"(?: (?P<until>\d{4}-(?:0[1-9]|1[0-2])))?"
)
_PARTIES = {"R": "Republican", "D": "Democrat", "I": "independent"}


class Office(NamedTuple):
    """An office with its holder; `since` and `until` are ISO months, both inside, `until` "" for still.

    Attributes:
        party: "Republican", "Democrat", "independent" or "" where it is not given.
    """

    role: str
    holder: str
    party: str
    since: str
    until: str


def offices_of(name: str) -> list[Office]:
    """The offices that those have held whom a name fits; a family name alone fits whoever has it."""
    found = _by_key().get(person_key(name), ())
    return [o for o in found if same_person(name, o.holder) and parse(name).suffix == parse(o.holder).suffix]


def roles_of(name: str, date: str | None) -> tuple[list[str], list[str]]:
    """The roles that somebody of a name has by office: those held on a day, and those of other times.

    Args:
        name: of a person, as an article prints it.
        date: ISO 8601, to the day or the minute; None where it is not known, all are of other times then.
    """
    now: dict[str, None] = {}
    ever: dict[str, None] = {}
    for office in offices_of(name):
        held = date is not None and office.since <= date[:7] and (not office.until or date[:7] <= office.until)
        (now if held else ever)[office.role] = None
        if office.party:
            place, _, title = office.role.rpartition(" ")
            now[f"{place} {office.party}" if title in ("senator", "governor") else office.party] = None
    return list(now), list(ever)


def parse_offices(text: str) -> Iterator[Office]:
    """The offices of a table as described above.

    Raises:
        ValueError: a holder without a month, or with more than two, or a month that is none.
    """
    for line in text.replace("\n ", " ").strip().split("\n"):
        role, _, holders = line.partition(": ")
        for holder in holders.split(";"):
            found = _HOLDER.fullmatch(holder.strip())
            if found is None:
                raise ValueError(f"{role}: not a holder with one or two months: {holder.strip()}")
            party = _PARTIES.get(found["party"] or "", "")
            yield Office(role, found["name"], party, found["since"], found["until"] or "")


@cache
def _by_key() -> dict[str, list[Office]]:
    found: dict[str, list[Office]] = {}
    for office in parse_offices(OFFICES.read_text(encoding="utf-8")):
        found.setdefault(person_key(office.holder), []).append(office)
    return found
