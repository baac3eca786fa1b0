"""The life of a claim: who printed which wording when, and what changed from one to the next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from quotes.alarms import Alarm
from quotes.compare import Comparison, compare_statements
from quotes.entries import Sighting
from quotes.records import Kind
from quotes.text import normalise
from quotes.wording import Word, printed_words, words


class Change(StrEnum):
    """How a wording stands to the earlier ones of its claim."""

    FIRST = "first"
    REPRINT = "reprint"  # the same article or paragraph in another outlet: one report, printed again
    SAME = "same words"
    CUT = "cut"
    FULLER = "fuller"
    REPORTED = "reported"  # without marks, what was printed between them before
    REWORDED = "reworded"


@dataclass(frozen=True, slots=True)
class Step:
    """One printing of a claim.

    Attributes:
        of: the id of the earlier quote that it repeats or changes, None for the first.
        gone, come: the stretches of words that only the earlier one has, and only this one, in order.
        alarms: what changes the sense.
    """

    sighting: Sighting
    change: Change
    of: int | None = None
    gone: tuple[str, ...] = ()
    come: tuple[str, ...] = ()
    alarms: tuple[Alarm, ...] = ()


# A paragraph with fewer words around the quote may be alike by chance: "Ida Dahl said on Monday."
_OWN_WORDS = 10
# Wordings that a new one is held against, the earliest first.
_MOST = 60


def trace(sightings: Sequence[Sighting], paragraphs: Mapping[int, str]) -> list[Step]:
    """Tell how each printing of a claim stands to those before it.

    Args:
        sightings: of one claim, the earliest first.
        paragraphs: by quote, the text of the paragraphs that hold it.

    Returns:
        A step for each, in the same order.
    """
    steps: list[Step] = []
    printed: dict[str | tuple[int, str], Sighting] = {}
    known: list[tuple[Sighting, list[Word]]] = []
    for sighting in sightings:
        paragraph = normalise(paragraphs.get(sighting.id, "")).text
        own = len(paragraph.split()) - len(sighting.normal.split())
        copy = sighting.report, sighting.normal
        before = printed.get(copy) or (printed.get(paragraph) if own >= _OWN_WORDS else None)
        asked = words(sighting.text)
        if before is not None and before.article != sighting.article:
            steps.append(Step(sighting, Change.REPRINT, before.id))
        else:
            steps.append(_step(sighting, asked, known))
        printed.setdefault(paragraph, sighting)
        printed.setdefault(copy, sighting)
        if steps[-1].change not in (Change.REPRINT, Change.SAME) and len(known) < _MOST:
            known.append((sighting, asked))
    return steps


def _step(sighting: Sighting, asked: list[Word], known: Sequence[tuple[Sighting, list[Word]]]) -> Step:
    if not known:
        return Step(sighting, Change.FIRST)
    folded = [w.folded for w in asked]
    same = next((earlier for earlier, its in known if [w.folded for w in its] == folded), None)
    if same is not None and (sighting.kind is not Kind.INDIRECT or same.kind is Kind.INDIRECT):
        return Step(sighting, Change.SAME, same.id)
    held = [(compare_statements(its, asked), earlier, its) for earlier, its in known]
    comparison, earlier, its = max(held, key=lambda found: _shared(found[0]))
    gone = tuple(printed_words(earlier.text, its, *e.first) for e in comparison.edits if e.op == "delete")
    come = tuple(printed_words(sighting.text, asked, *e.second) for e in comparison.edits if e.op == "insert")
    if sighting.kind is Kind.INDIRECT and earlier.kind is not Kind.INDIRECT:
        change = Change.REPORTED
    elif gone and come:
        change = Change.REWORDED
    else:
        change = Change.CUT if gone else Change.FULLER
    return Step(sighting, change, earlier.id, gone, come, comparison.alarms)


def _shared(comparison: Comparison) -> tuple[int, int]:
    """How many more words two wordings share than they do not, and how few they do not."""
    shared = sum(e.first[1] - e.first[0] for e in comparison.edits if e.op == "equal")
    apart = sum(e.first[1] - e.first[0] + e.second[1] - e.second[0] for e in comparison.edits if e.op != "equal")
    return shared - apart, -apart


__all__ = ["Change", "Step", "trace"]
