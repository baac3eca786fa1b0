"""News as other houses print it: variants of an example that mean the same.

All of it works on pieces, so that a teacher's scores can follow: quotation marks of other styles, British order of
mark and comma, titles without a stop, headlines in capitals and without a final mark, marks that find no partner.
Or with words hidden, so that the network leans on what stands around them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from quotes.model.bio import Floats
from quotes.model.features import CASES, DEPTHS, OPENINGS, Ints, Pieces
from quotes.model.tags import TAGS, Role
from quotes.training.corpus import Example, Linked, label_spans

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Flags = npt.NDArray[np.bool_]

_SIGNS = ('"', "'", ",", ".", "[MASK]", "mr", "mrs", "ms", "dr", "sen", "gov", "rep", "st")
_OUTSIDE = np.array([12.0] + [0.0] * (TAGS - 1), np.float32)
_CODES = len(DEPTHS) * len(OPENINGS)


@dataclass(frozen=True, slots=True)
class Signs:
    """Ids of the pieces that the variants are made of."""

    double: int
    single: int
    comma: int
    stop: int
    titles: frozenset[int]
    hidden: int

    @classmethod
    def of(cls, tokenizer: Tokenizer) -> Signs:
        """Look them up."""
        double, single, comma, stop, hidden, *titles = (
            tokenizer.encode(sign, add_special_tokens=False).ids[0] for sign in _SIGNS
        )
        return cls(double, single, comma, stop, frozenset(titles), hidden)


def varied(one: Example, signs: Signs, rng: np.random.Generator, share: float) -> tuple[Example, Ints]:
    """A variant of an example.

    Args:
        one: the example.
        signs: of its tokenizer.
        rng: decides; equal generators give equal variants.
        share: probability of each of the changes, in [0, 1].

    Returns:
        The variant, and for each of its pieces the index of the piece that it was.
    """
    ids, shapes = one.pieces.ids.copy(), one.pieces.shapes.copy()
    keep = np.ones(len(ids), np.bool_)
    order = np.arange(len(ids), dtype=np.int32)
    british, single, bare, capitals, endless, unpaired = rng.random(6) < share
    depths = shapes // len(OPENINGS) % len(DEPTHS)
    marks = (ids == signs.double) & (depths > 0)
    if british:
        for at in _before_closing(one, np.isin(ids, (signs.comma, signs.stop)), marks, depths):
            order[at], order[at + 1] = order[at + 1], order[at]
            shapes[at] -= len(OPENINGS)  # one quotation less holds it
    if single:
        ids[marks] = signs.single
    if bare:
        keep[1:] &= ~((ids[1:] == signs.stop) & np.isin(ids[:-1], list(signs.titles)))
    headline = np.flatnonzero(one.pieces.paragraphs == one.pieces.paragraphs[0]) if len(ids) else np.empty(0, np.int64)
    if capitals and len(headline):
        cased = shapes[headline] // _CODES > 0
        shapes[headline[cased]] += (CASES.index("upper") - shapes[headline[cased]] // _CODES) * _CODES
    if endless and len(headline) and ids[headline[-1]] == signs.stop:
        keep[headline[-1]] = False
    if unpaired:
        shapes -= shapes // len(OPENINGS) % len(DEPTHS) * len(OPENINGS)
    order = order[keep[order]]
    return _reordered(one, ids, shapes, order), order


def hidden(one: Example, signs: Signs, rng: np.random.Generator, share: float) -> Example:
    """The example with a share of its pieces, in [0, 1], replaced by the sign that the encoder knows for a gap."""
    ids = np.where(rng.random(len(one.pieces)) < share, np.int32(signs.hidden), one.pieces.ids)
    return replace(one, pieces=replace(one.pieces, ids=ids))


def followed(scores: Floats, order: Ints) -> Floats:
    """A teacher's scores for a variant: they go with their pieces, but a sign that left a quotation is outside.

    Args:
        scores: for the pieces of the example, `(pieces, TAGS)`.
        order: as `varied` returns it.
    """
    moved = scores[order]
    moved[1:][order[1:] < order[:-1]] = _OUTSIDE
    return moved


def _before_closing(one: Example, signs: Flags, marks: Flags, depths: Ints) -> list[int]:
    """Where a sign stands before a mark that closes the quotation which holds it."""
    paragraphs = one.pieces.paragraphs
    inner = np.append(depths, 0)[2:] >= depths[1:]  # what follows the mark lies as deep: it opens, or stands alone
    same = np.append(paragraphs, -1)[2:] == paragraphs[1:]
    closes = marks[1:] & ~(inner & same)
    found = signs[:-1] & (depths[:-1] > 0) & closes & (paragraphs[:-1] == paragraphs[1:])
    return [int(at) for at in np.flatnonzero(found)]


def _reordered(one: Example, ids: Ints, shapes: Ints, order: Ints) -> Example:
    cut = one.pieces
    where = np.full(len(cut), -1, np.int32)
    where[order] = np.arange(len(order), dtype=np.int32)
    fresh = Pieces(
        ids[order], shapes[order], cut.starts[order], cut.ends[order], cut.firsts[order], cut.paragraphs[order]
    )
    spans = {role: [moved for linked in one.spans[role] if (moved := _moved(linked, where))] for role in Role}
    return replace(one, pieces=fresh, tags=label_spans(fresh, spans), mentions=one.mentions[order], spans=spans)


def _moved(linked: Linked, where: npt.NDArray[np.int32]) -> Linked | None:
    """A span at its new place; a comma that left the marks has left the content too, if that ended with them."""
    span = linked.span
    kept = [i for i in range(span.first, span.last + 1) if where[i] >= 0]
    if not kept:
        return None
    first, last = int(where[kept[0]]), int(where[kept[-1]])
    return replace(linked, span=replace(span, first=min(first, last), last=max(first, last)))
