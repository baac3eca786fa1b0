"""Which stored claim a published review is of.

A review is attached to a claim only if its words are that claim's words, and the speaker that it names is the claim's.
Whoever reviewed something like it may have reviewed something else, so that is for people to decide.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from db.queries import Filter
from db.rows import AnyConnection
from quotes import check as stage
from quotes.check import Finding, Verdict
from quotes.entries import Sighting
from quotes.records import Polarity
from quotes.review import Published
from quotes.store import find
from quotes.store.results import Match
from quotes.store.who import meant
from quotes.text import normalise, shortened

_SAME = frozenset({Verdict.EXACT, Verdict.TYPOGRAPHY})
_PIECE = frozenset({Verdict.ELIDED, Verdict.TRUNCATED})
_FEW = 4
"""A piece of fewer words ("we will pay") is in too many statements. By hand: what `check` calls a piece."""


def matches(connection: AnyConnection, published: Iterable[Published]) -> Iterator[Match]:
    """The claim of each review, in order; see `match`."""
    known: dict[str, tuple[int, ...]] = {}
    for one in published:
        for name in one.speakers:
            if name not in known:
                # A number would be taken for an id.
                found = [] if name.isdecimal() else meant(connection, name)
                known[name] = tuple(entry.id for entry in found)
        ids = tuple(i for name in one.speakers for i in known[name]) if one.speakers else None
        if ids == ():
            yield Match(None, f"nobody called {shortened(' & '.join(one.speakers))} is quoted here")
        else:
            yield match(connection, one.claimed, ids)


def match(connection: AnyConnection, claimed: str, speaker_ids: tuple[int, ...] | None) -> Match:
    """The claim that has some words, as its own wording or as an unbroken or shortened piece without loss of sense.

    Args:
        speaker_ids: who is said to have said them; None where that is not known.
    """
    found = find.candidates(connection, claimed, speaker_ids, Filter())
    # What somebody denied is no claim of theirs, whoever reviews it.
    found = tuple(s for s in found if s.claim is not None and s.polarity is not Polarity.DENIES)
    normal = normalise(claimed).text
    own = [s for s in found if speaker_ids is None or set(speaker_ids) & set(s.speaker_ids)]
    printed = sorted({s.claim for s in own if s.normal == normal and s.claim is not None})
    if printed:
        return _only(printed)
    asked = frozenset(speaker_ids) if speaker_ids is not None else None
    finding = stage.check(claimed, found, asked)
    if finding.sighting is None or finding.sighting.claim is None:
        return Match(None, "not in this database")
    claim = finding.sighting.claim
    if not _attaches(finding):
        return Match(None, _why(finding, claim))
    others: Sequence[Sighting] = [s for s in found if s.claim != claim]
    second = stage.check(claimed, others, asked)
    if second.verdict is finding.verdict and second.sighting is not None and second.sighting.claim is not None:
        return _only(sorted([claim, second.sighting.claim]))
    return Match(claim, finding.verdict.value)


def _only(claims: Sequence[int]) -> Match:
    if len(claims) == 1:
        return Match(claims[0], Verdict.EXACT.value)
    listed = " and ".join(f"claim {claim}" for claim in claims)
    return Match(None, f"{listed} have these words; choose with --claim")


def _attaches(finding: Finding) -> bool:
    """Whether words are a claim's; a piece that lost what turns the sense ("not", "may") is another claim's."""
    if finding.verdict in _PIECE:
        return not finding.alarms and len(finding.alleged) >= _FEW
    return finding.verdict in _SAME


def _why(finding: Finding, claim: int) -> str:
    if finding.verdict is Verdict.PARAPHRASED:
        return f"perhaps claim {claim}, in other words; if it is, give --claim {claim}"
    alarms = f" ({', '.join(alarm.value for alarm in finding.alarms)})" if finding.alarms else ""
    return f"{finding.verdict.value}{alarms}, held against claim {claim}"
