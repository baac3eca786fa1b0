"""Candidates that the article names elsewhere: who is in view, who fits a description, several at once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from quotes.records import Kind
from quotes.resolve.entities import Entity, Mention
from quotes.resolve.roles import gender_of
from quotes.resolve.sources import Source
from quotes.resolve.view import MOST, Candidate, View, bucket, fit

# Nobody is in view who was last mentioned longer ago. Sentences.
_BACK = 10
_SALIENT = 3
# So many sentences open an article; what is described there may be named only later.
_OPENING = 4
_ADJACENT = re.compile(r"[\s,–—-]*(?:\([^()]{1,20}\))?[\s,–—-]*(?:and\s+)?")
_BESIDE = re.compile(r"[^.;:!?\"“”]{0,90},\s*(?:and\s+)?")
_AND = re.compile(r"(?:,?\s+(?:and|&)\s+)(?:(?:the|[A-Z][a-z]{1,4}\.|former)\s+)?(?:[\w.’'()-]+\s+){0,4}$")


def enclosing(view: View) -> Iterator[Candidate]:
    """Whose words the source stands in, for "I"."""
    for _, content, entities in reversed(view.history.spoken):
        if any(view.span.within(part) for part in content):
            yield Candidate(entities, ["i:enclosing"])
            return


def in_view(view: View) -> Iterator[Candidate]:
    """Those whom the article names elsewhere, one by one, the latest first."""
    source, cast = view.source, view.cast
    earlier: dict[Entity, list[Mention]] = {}
    for mention in view.since(_BACK):
        earlier.setdefault(mention.entity, []).append(mention)
    later: dict[Entity, Mention] = {}
    for mention in view.after():
        later.setdefault(mention.entity, mention)
    among = sorted(earlier, key=lambda e: -earlier[e][-1].span.start)[:MOST]
    among += [e for e in later if e not in earlier]
    if source.kind == "noun":
        least = 1 if view.sentence < _OPENING else 2
        among += [e for e in view.described if e not in among and fit(source, e) >= least][:MOST]
        if not source.plural and source.determiner in ("the", "whose", ""):
            among += [e for e in cast.salient[:_SALIENT] if e not in among]
    held = {mention.entity for mention in view.held}
    spoken = _spoken(view)
    ranks: Counter[str] = Counter()
    for entity in among:
        how = fit(source, entity) if source.kind == "noun" else 0
        if entity in held or not _may(source, entity) or how < 0:
            continue
        kind = entity.kind.value[:3]
        rank = ranks[kind]
        ranks[kind] += 1
        mentions = earlier.get(entity, [])
        features = [
            f"{source.kind}:{kind}:rank{min(rank, 3)}",
            *_features(view, entity, how, mentions, later.get(entity), spoken.get(entity)),
        ]
        if how > 1:
            features.append(f"noun:fitting{min(ranks[f'fit{how}'], 2)}")
            ranks[f"fit{how}"] += 1
        yield Candidate((entity,), features, mentions[-1] if mentions else later.get(entity))


def _may(source: Source, entity: Entity) -> bool:
    """Whether the kind of source and its gender allow somebody."""
    if source.kind in ("he", "she"):
        return entity.person and (not entity.titled or entity.gender == _gender(source))
    if source.kind == "it":
        return not entity.person
    if source.kind == "noun" and not source.owning and source.sort:
        return entity.person == (source.sort == "person")
    return True


def _gender(source: Source) -> str:
    return "m" if source.kind == "he" else "f"


def _features(
    view: View,
    entity: Entity,
    how: int,
    mentions: Sequence[Mention],
    later: Mention | None,
    spoken: tuple[int, int] | None,
) -> Iterator[str]:
    source, cast = view.source, view.cast
    c = source.kind if source.kind != "noun" else f"noun{'s' if source.plural else ''}"
    kind = entity.kind.value[:3]
    yield f"{c}:{kind}"
    if source.kind in ("he", "she"):
        yield f"he:gender{'?' if entity.gender is None else entity.gender == _gender(source)}"
    if mentions:
        yield from _distance(view, c, mentions)
        if later is not None:
            yield f"{c}:andlater"
    else:
        yield f"{c}:later" if later is not None else f"{c}:far"
    if spoken:
        order, back = spoken
        yield f"{c}:spoke{min(order, 2)}"
        yield f"{c}:spoke{min(order, 1)}:{bucket(back)}"
        yield f"{c}:spoke{min(order, 1)}:{'direct' if view.quote.kind is Kind.DIRECT else 'told'}"
    else:
        yield f"{c}:silent"
    if any(m.span.within(content) for m in mentions[-1:] for content in view.quote.content):
        yield f"{c}:own"
    order = cast.salient.index(entity) if entity in cast.salient[:_SALIENT] else _SALIENT
    yield f"{c}:{kind}:salient{min(order, 1) + (order == _SALIENT)}"
    yield f"{c}:count{min(len(entity.mentions), 4)}"
    if source.kind == "noun":
        yield from _fitting(view, entity, how, kind)


def _distance(view: View, c: str, mentions: Sequence[Mention]) -> Iterator[str]:
    """Where somebody was mentioned last: at all, as a subject, outside quotations."""
    last = mentions[-1]
    back = view.sentence - last.sentence
    yield f"{c}:back{bucket(back)}"
    yield f"{c}:paragraphs{min(view.paragraph - view.cast.paragraph_index(last.span.start), 3)}"
    subject = next((m for m in reversed(mentions) if view.leads(m)), None)
    yield f"{c}:subject{bucket(view.sentence - subject.sentence) if subject else 'never'}"
    free = next((m for m in reversed(mentions) if not view.quoted(m)), None)
    yield f"{c}:free{bucket(view.sentence - free.sentence) if free else 'never'}"
    if last.possessive:
        yield f"{c}:owner"
    if len(mentions) > 2:
        yield f"{c}:often"
    if back == 0 and view.source.kind != "noun":
        gap = view.text[last.span.end : view.span.start]
        if _ADJACENT.fullmatch(gap):
            yield f"{c}:adjacent"
        elif _BESIDE.fullmatch(gap):
            yield f"{c}:beside"
        if view.source.kind in ("who", "which"):
            yield f"{c}:gap{min(gap.count(' '), 8)}"
        yield f"{c}:same:{'lead' if view.leads(last) else 'inner'}"


def _fitting(view: View, entity: Entity, how: int, kind: str) -> Iterator[str]:
    """What it says for somebody that a description fits them so well."""
    source = view.source
    yield f"noun:{kind}:fit{how}:{source.sort}:{source.determiner}"
    yield f"noun:{kind}:fit{how}:{source.sort}"
    yield f"noun:fit{how}:{'role' if source.role else 'norole'}"
    yield f"noun:fit{how}:of{view.best}"
    # The source names somebody itself.
    yield f"noun:{kind}:{'held' if view.held else 'bare'}"
    if view.held:
        yield f"noun:{kind}:held:{source.determiner}:{source.sort}"
    opening = "opening" if view.sentence < _OPENING else "later"
    yield f"noun:{kind}:fit{how}:{opening}:{source.determiner}"
    if how > 0 and entity.person and view.only:
        yield f"noun:only:{source.determiner}"
        yield f"noun:only:{opening}:{source.determiner}"
    gender = gender_of(source.head)
    if gender and entity.gender:
        yield f"noun:gender{gender == entity.gender}"
    if source.sort == "person" and entity.person and source.role and source.role.qualifiers:
        yield f"noun:qualified:fit{how}"
    if source.owning:
        yield f"noun:owning:{source.sort}:{kind}"


def groups(view: View) -> Iterator[Candidate]:
    """Several at once: quoted together before, named together, or the only two people in view."""
    c, two = view.source.kind, view.source.determiner == "both"
    seen: set[frozenset[Entity]] = set()

    def group(entities: Iterable[Entity], feature: str) -> Iterator[Candidate]:
        several = tuple(dict.fromkeys(entities))
        if len(several) > 1 and frozenset(several) not in seen:
            seen.add(frozenset(several))
            kinds = "people" if all(e.person for e in several) else "mixed"
            features = [f"group:{c}", f"group:{kinds}:{view.source.sort}", f"group:both{two}", feature]
            yield Candidate(several, [*features, f"{feature}:both{two}"])

    for at, _, entities in view.history.last(6):
        if len(entities) > 1:
            yield from group(
                entities, f"group:{c}:spoke:{bucket(max(0, view.sentence - view.cast.sentence_index(at)))}"
            )
            break
    near = view.since(3)
    for one, other in reversed(list(pairwise(near))):
        gap = view.text[one.span.end : other.span.start]
        if len(gap) < 60 and _AND.match(gap) and one.entity is not other.entity:
            yield from group((one.entity, other.entity), f"group:{c}:and:{bucket(view.sentence - other.sentence)}")
            break
    people = list(dict.fromkeys(m.entity for m in near if m.entity.person))
    if len(people) == 2:
        yield from group(people, f"group:{c}:pair")
    lately = list(dict.fromkeys(e for _, _, entities in view.history.last(3)[::-1] for e in entities))
    if len(lately) == 2:
        yield from group(lately, f"group:{c}:lately")
    if two:
        yield from group([e for e in view.cast.salient[:6] if e.person][:2], f"group:{c}:salient")


def _spoken(view: View) -> dict[Entity, tuple[int, int]]:
    """Who was quoted before: in which order back, and how many sentences back."""
    found: dict[Entity, tuple[int, int]] = {}
    order = 0
    for at, _, entities in view.history.last(8):
        fresh = [e for e in entities if e not in found]
        for entity in fresh:
            found[entity] = order, max(0, view.sentence - view.cast.sentence_index(at))
        order += bool(fresh)
    return found
