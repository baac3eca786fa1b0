"""What is new about what somebody watches: statements not printed before, other wordings, repeats, contradictions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from quotes.alarms import Alarm
from quotes.cluster import one_voice
from quotes.compare import Relation, compare_statements
from quotes.entries import Sighting
from quotes.records import Polarity
from quotes.trace import Change, Step, trace
from quotes.wording import words


class News(StrEnum):
    """What is new about a quote."""

    CLAIM = "new claim"
    VARIANT = "new variant"
    REPEAT = "repeat"  # the same words in another article
    ECHO = "said by another"
    CONTRADICTION = "contradiction"


@dataclass(frozen=True, slots=True)
class Event:
    """One piece of news.

    Attributes:
        sighting: the quote that is new.
        of: the quote that it repeats, changes or contradicts; None for a new claim.
        change: how its wording stands to that one.
        alarms: what turns the sense.
    """

    news: News
    sighting: Sighting
    of: Sighting | None = None
    change: Change | None = None
    alarms: tuple[Alarm, ...] = ()


def printings(variants: Sequence[Sighting], fresh: frozenset[int]) -> list[Event]:
    """What is new about one claim.

    Args:
        variants: all quotes of the claim, the earliest first.
        fresh: the ids of the quotes that are new.
    """
    known = {variant.id: variant for variant in variants}
    old = known.keys() - fresh
    events = []
    for step in trace(variants, {}):
        of = known.get(step.of) if step.of is not None else None
        # A headline and its article say one thing.
        if step.sighting.id in fresh and not (of is not None and of.article == step.sighting.article):
            events.append(_printing(step, of, variants, seen=bool(old)))
    return events


def _printing(step: Step, of: Sighting | None, variants: Sequence[Sighting], *, seen: bool) -> Event:
    if not seen and of is None:
        return Event(News.CLAIM, step.sighting)
    # Read late, though it was printed first.
    late = of is None and any(one.normal == step.sighting.normal for one in variants if one is not step.sighting)
    repeated = late or step.change in (Change.REPRINT, Change.SAME)
    news = News.REPEAT if repeated else News.VARIANT
    return Event(news, step.sighting, of, step.change, step.alarms)


def answers(watched: Sighting, others: Iterable[Sighting], fresh: frozenset[int]) -> list[Event]:
    """Who says what a watched claim says, and who the contrary, where one of the two claims is new.

    Args:
        watched: a quote of the claim, as all others of one claim each.
        others: of claims that share words with it.
        fresh: the claims that are new.
    """
    events = []
    asked = words(watched.text)
    for other in others:
        if other.claim == watched.claim or not {other.claim, watched.claim} & fresh:
            continue
        # Of two new ones the later answers the earlier.
        answer = watched if (watched.claim in fresh, watched.id) > (other.claim in fresh, other.id) else other
        of = other if answer is watched else watched
        comparison = compare_statements(asked, words(other.text), forms=True)
        same = comparison.relation is Relation.SAME
        if Polarity.ASKS in (watched.polarity, other.polarity):
            continue
        if _are_others(watched, other) and _of_themselves(watched, other):
            continue
        # Whoever denies the contrary says the same.
        denied = (watched.polarity is Polarity.DENIES) is not (other.polarity is Polarity.DENIES)
        opposite = comparison.relation is Relation.OPPOSITE
        if (opposite and not denied) or (same and denied):
            events.append(Event(News.CONTRADICTION, answer, of, alarms=comparison.alarms))
        elif same and one_voice(watched.polarity, other.polarity) and _are_others(watched, other):
            events.append(Event(News.ECHO, answer, of))
    return events


def _of_themselves(one: Sighting, other: Sighting) -> bool:
    """Whether two say something of themselves: "I will run" is another claim from another mouth."""
    return any({"i", "my", "me", "myself"} & {w.folded for w in words(quote.text)} for quote in (one, other))


def _are_others(one: Sighting, other: Sighting) -> bool:
    return not set(one.speaker_ids) & set(other.speaker_ids)
