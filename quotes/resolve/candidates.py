"""Whom a source may mean, and what speaks for and against each: the features that `quotes.resolve` weighs.

A candidate is one entity of the article, several at once, a name that only the source itself gives, or nobody. Its
features are words; most are told apart by the kind of source ("he:back0"), since what counts for a pronoun counts
differently for a description.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quotes.resolve.elsewhere import enclosing, groups, in_view
from quotes.resolve.inside import own, within
from quotes.resolve.view import Candidate, View, bucket


def candidates(view: View) -> list[Candidate]:
    """Whom a source may mean; "nobody" is the first, with its own features."""
    source = view.source
    found = [Candidate((), [])]
    if source.text.lower().startswith("neither "):
        return found  # who says nothing is no speaker
    if source.kind == "noun":
        found += within(view)
        itself = own(view)
        if itself:
            found.append(itself)
    if source.kind == "i":
        found += enclosing(view)
    elif source.kind != "we":
        found += in_view(view)
        if source.plural or source.kind in ("they", "who", "which") or source.determiner == "both":
            found += groups(view)
    found[0].features += _nobody(view, found[1:])
    return found


def is_speech(candidate: Candidate) -> bool:
    """Whether the source is what the candidate says or writes: "Vale's message", "a Kremlin statement"."""
    return "in:speech" in candidate.features


def _nobody(view: View, others: Sequence[Candidate]) -> Iterator[str]:
    source = view.source
    yield f"{source.kind}:nobody"
    yield f"{source.kind}:of{min(len(others), 3)}"
    if source.kind != "noun":
        yield f"nobody:{source.text.lower()}"
        if view.history.unknown is not None:
            back = max(0, view.sentence - view.cast.sentence_index(view.history.unknown))
            yield f"nobody:{source.kind}:unknown{bucket(back)}"
        return
    if any(map(is_speech, others)):
        yield "nobody:speech"
        return
    named, many = "held" if view.held else "bare", "many" if source.plural else "one"
    yield f"nobody:{source.determiner}:{many}:{source.sort}"
    yield f"nobody:{named}:{source.determiner}"
    yield f"nobody:{named}:{many}:{source.sort}"
    yield f"nobody:{named}:role{source.role is not None}"
    yield f"nobody:capital{source.text[:1].isupper()}"
    yield f"nobody:head:{source.head}"
    yield f"nobody:fits{view.fits}"
    yield f"nobody:fits{view.fits}:{source.determiner}"


__all__ = ["candidates"]
