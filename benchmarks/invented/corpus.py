"""The stream of what is printed."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from random import Random

from .chance import pick, rank
from .newspaper import printing
from .speech import Speech
from .utterance import Utterance

_BEGIN = date(2015, 1, 1)
_ARTICLES_A_DAY = 40
_OUTLETS = 300
_QUOTES_PER_SPEAKER = 50


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
        how: what the newspaper did to it, as the table of `newspaper` names it; for an utterance that is the contrary
            of another, "contrary " and what differs come before it, as in "contrary number, truncated".
    """

    utterance: int
    speaker: int
    article: int
    outlet: int
    day: str
    kind: str
    text: str
    how: str


def speakers(quotes: int) -> int:
    """How many people speak in a corpus of so many quotes."""
    return max(1, quotes // _QUOTES_PER_SPEAKER)


def corpus(quotes: int, *, seed: int = 1) -> Iterator[Printed]:
    """So many printings, in the order of their articles.

    Args:
        quotes: how many; the number of speakers goes by it.
        seed: another one gives another corpus.

    Yields:
        About ten printings an article, forty articles a day, beginning with 2015. What was printed long before the end
        has had all its printings; an utterance near the end has not.
    """
    rng = Random(seed)  # noqa: S311 the same on every run
    speech = Speech(rng, seed, speakers(quotes))
    calendar = _Calendar(rng)
    most = max(3, quotes // 100)
    left = quotes
    for article in count():
        if not left:
            return
        day = (_BEGIN + timedelta(days=article // _ARTICLES_A_DAY)).isoformat()
        outlet = rank(rng, _OUTLETS)
        size = min(left, 4 + int(rng.random() * 13))
        printed = calendar.due(article, size)
        while len(printed) < size:
            for said, contrary in speech.occasion():
                times = _printings(rng, most)
                if len(printed) < size:
                    printed[said.number] = said
                    times -= 1
                calendar.spread(said, article, times)
                if contrary:
                    later = article + int(rng.expovariate(1 / 400))
                    calendar.spread(contrary, later, _printings(rng, most))
        for said in printed.values():
            kind, text, how = printing(rng, said)
            how = f"{said.contrary}, {how}" if said.contrary else how
            yield Printed(said.number, said.speaker, article, outlet, day, kind, text, how)
        left -= len(printed)


class _Calendar:
    """The printings to come."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._order = count()
        self._due: list[tuple[int, int, Utterance]] = []

    def spread(self, said: Utterance, article: int, times: int) -> None:
        """Print something in articles behind one."""
        near = max(50.0, 1.5 * times)
        for _ in range(times):
            # Most follow within days, a few are looked up after weeks.
            mean = near if self._rng.random() < 0.94 else 30.0 * _ARTICLES_A_DAY
            behind = 1 + int(self._rng.expovariate(1 / mean))
            heapq.heappush(self._due, (article + behind, next(self._order), said))

    def due(self, article: int, most: int) -> dict[int, Utterance]:
        """What an article prints, by its numbers; an utterance that it has already waits for the next one."""
        printed: dict[int, Utterance] = {}
        again = []
        while self._due and self._due[0][0] <= article and len(printed) < most:
            _, order, said = heapq.heappop(self._due)
            if said.number in printed:
                again.append((article + 1, order, said))
            else:
                printed[said.number] = said
        for waiting in again:
            heapq.heappush(self._due, waiting)
        return printed


def _printings(rng: Random, most: int) -> int:
    """How often an utterance is printed in all."""
    chance = rng.random()
    if chance < 0.6:
        return 1
    if chance < 0.91:
        times = pick(rng, (2, 2, 2, 3, 3, 4, 5))
    elif chance < 0.997:
        times = int(6 / (1 - 0.96 * rng.random()) ** 0.5)
    else:
        times = int(30 * 10 ** rng.random())
    return max(1, min(times, most))
