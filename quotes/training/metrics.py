"""How good attributions are, each figure with its formula."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from quotes.records import Spans
from quotes.segment import trim
from quotes.training.corpus import Gold

_OPENING, _CLOSING = "\"“‘«„'`", "\"”’»“'"
_REOPENED = re.compile('[”"][^“"]{2,}[“"]')


@dataclass(slots=True)
class Count:
    """Hits among what was found and what is there; F1 is 2 hits / (found + there)."""

    hits: int = 0
    found: int = 0
    there: int = 0

    @property
    def f1(self) -> float:
        """In percent."""
        return 200 * self.hits / max(1, self.found + self.there)

    @property
    def recall(self) -> float:
        """In percent."""
        return 100 * self.hits / max(1, self.there)

    @property
    def precision(self) -> float:
        """In percent."""
        return 100 * self.hits / max(1, self.found)


@dataclass(slots=True)
class Figures:
    """Sums over articles.

    Attributes:
        source, cue, content: spans with equal start and end, white space at the ends aside (exact F1 of CofeNet,
            Wang et al., COLING 2022, table 6).
        overlap: attributions whose contents share at least half of their characters (intersection over union),
            matched one to one, best first.
        end_to_end: of these, with a source that overlaps the gold one, or none where there is none.
        sourced: of the overlapping pairs with a gold source, how many sources overlap.
        direct: gold attributions whose content begins and ends with a quotation mark, and how many of them are among
            the overlapping pairs.
        direct_sourced: `sourced` of these.
    """

    source: Count = field(default_factory=Count)
    cue: Count = field(default_factory=Count)
    content: Count = field(default_factory=Count)
    overlap: Count = field(default_factory=Count)
    end_to_end: Count = field(default_factory=Count)
    sourced: Count = field(default_factory=Count)
    direct: Count = field(default_factory=Count)
    direct_sourced: Count = field(default_factory=Count)

    def add(self, text: str, gold: Sequence[Gold], got: Sequence[Gold]) -> list[tuple[int, int, bool]]:
        """Count one article; the pairs matched, with whether the source is right."""
        for role in ("source", "cue", "content"):
            there = {trim(text, *span) for one in gold for span in getattr(one, role)}
            found = {trim(text, *span) for one in got for span in getattr(one, role)}
            _add(getattr(self, role), len(there & found), len(found), len(there))
        gold = [one for one in gold if one.content]
        direct = {i for i, one in enumerate(gold) if _is_direct(text, one.content)}
        pairs = match([one.content for one in gold], [one.content for one in got])
        right = []
        for i, j in pairs:
            meets = bool(_characters(gold[i].source) & _characters(got[j].source))
            right.append(meets if gold[i].source else not got[j].source)
            if gold[i].source:
                _add(self.sourced, meets, 1, 1)
                if i in direct:
                    _add(self.direct_sourced, meets, 1, 1)
        _add(self.direct, sum(i in direct for i, _ in pairs), 0, len(direct))
        _add(self.overlap, len(pairs), len(got), len(gold))
        _add(self.end_to_end, sum(right), len(got), len(gold))
        return [(i, j, good) for (i, j), good in zip(pairs, right, strict=True)]

    def summary(self) -> dict[str, float]:
        """Every figure in percent, one decimal."""
        return {
            "source": round(self.source.f1, 1),
            "cue": round(self.cue.f1, 1),
            "content": round(self.content.f1, 1),
            "overlap": round(self.overlap.f1, 1),
            "overlap_precision": round(self.overlap.precision, 1),
            "overlap_recall": round(self.overlap.recall, 1),
            "source_accuracy": round(self.sourced.recall, 1),
            "end_to_end": round(self.end_to_end.f1, 1),
            "direct_recall": round(self.direct.recall, 1),
            "direct_source_accuracy": round(self.direct_sourced.recall, 1),
        }


def _add(count: Count, hits: int, found: int, there: int) -> None:
    count.hits += hits
    count.found += found
    count.there += there


def _is_direct(text: str, content: Spans) -> bool:
    """Whether it begins and ends with a mark, and none closes and opens again between."""
    parts = [text[start:end].strip().replace("''", '"').replace("``", '"') for start, end in content]
    whole = " ".join(parts)
    marked = bool(parts) and all(len(part) > 1 for part in parts) and whole[0] in _OPENING and whole[-1] in _CLOSING
    return marked and not _REOPENED.search(whole[1:-1])


def _characters(spans: Spans) -> set[int]:
    return {i for start, end in spans for i in range(start, end)}


def overlap(one: Spans, other: Spans) -> float:
    """Intersection over union in characters, in [0, 1]; 0 where either is empty."""
    return _share(_characters(one), _characters(other))


def match(gold: Sequence[Spans], got: Sequence[Spans], least: float = 0.5) -> list[tuple[int, int]]:
    """Pairs of indexes, gold and got, one to one, the best overlap first.

    Args:
        least: overlap of a pair, at least.
    """
    theirs, ours = [_characters(s) for s in gold], [_characters(s) for s in got]
    rated = sorted(
        ((_share(a, b), i, j) for i, a in enumerate(theirs) for j, b in enumerate(ours) if a & b), reverse=True
    )
    pairs: list[tuple[int, int]] = []
    used: set[int] = set()
    taken: set[int] = set()
    for share, i, j in rated:
        if share >= least and i not in used and j not in taken:
            used.add(i)
            taken.add(j)
            pairs.append((i, j))
    return pairs


def _share(one: set[int], other: set[int]) -> float:
    return len(one & other) / len(one | other) if one and other else 0.0
