"""Candidates that the source names itself: mentions in it, several of them, or a name that nobody else saw."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quotes.gazetteer import BODY_WORDS, SPEECH_NOUNS, countries
from quotes.lexicon import POLLS, TITLES
from quotes.records import SpeakerKind
from quotes.resolve.entities import Entity, Mention
from quotes.resolve.roles import is_head
from quotes.resolve.sources import TEAMS
from quotes.resolve.view import Candidate, View
from quotes.text import POSSESSIVE, WORD

_PREPOSITION = re.compile(
    r"\b(?P<word>of|for|at|in|to|from|by|with|on|against|about|near|under|like|than|behind|as|toward|including)\s+"
    r"(?:(?:the|a|an|his|her|former|both)\s+)?(?:[\w.’'-]+\s+){0,3}$"
)
_ATTACHED = re.compile(r"\b(?:of|for|to|by|from|with|in|at|on|against|about|under|near)\s")
_CLAUSE = re.compile(r"\b(?:who|whose|whom|which|that)\b")
_ASIDE = re.compile(r"[,(]\s*(?:(?:the|a|an)\s+)?(?:[\w.’'-]+\s+){0,8}$")
_AND = re.compile(r"(?:,?\s+(?:and|&|or)\s+|,\s+)(?:(?:the|[A-Z][a-z]{1,4}\.|former)\s+)?(?:[\w.’'()-]+\s+){0,4}$")
_AND_HIS = re.compile(r"\s*and\s+(?:his|her|their|its|other|others|like-minded)\b")
_LINKS = frozenset("and or who which in of at on for from with".split())
_NOUN_ENDS = re.compile(r"[,;(]|\s(?:of|in|for|from|who|at|on|and)\s")
_OPENS = re.compile(r"^(?:(?:the|a|an|both|recent|new|latest|another|recently|one)\s+)+", re.IGNORECASE)
_LEAD_ENDS = re.compile(r",|\s(?:who|which|that|in|at|from|on)\s")
_NAME = re.compile(
    r"(?<!\w)[^\W\d_a-z][\w.&’'/-]*(?:\s+(?:[^\W\d_a-z0-9][\w.&’'/-]*|[0-9]+|(?:of|the|and|for|de)(?!\w)|&))*"
)
# By hand: capitals that name nobody.
_NOBODY = frozenset(
    """
        democrat democrats republican republicans democratic dems conservative liberal americans american muslim
        muslims christian latino latinos hispanic hispanics others everyone everybody nobody people someone somebody
        anyone
    """.split()
)
# By hand: people whom a possessive ties to somebody.
_KIN = frozenset(
    """
        wife husband ex-wife ex-husband widow widower spouse partner girlfriend boyfriend fiance fiancee mother father
        parents sister brother siblings daughter son children child grandmother grandfather aunt uncle cousin nephew
        niece family relatives friend friends neighbour neighbor neighbours neighbors colleague colleagues ally allies
        opponent opponents rival rivals supporter supporters critic critics accuser accusers fan fans predecessor
        successor lawyers aides advisers advisors doctor therapist landlord assistant ministers minders
    """.split()
)
_PRIVATE = frozenset("lawyer attorney solicitor barrister widow founder victim victims neighbour neighbor".split())
# Whom a work is about, to whom it went, who saw it: none of them speaks in it.
_SUBJECT = re.compile(
    r"\b(?:to|about|against|on|regarding|(?:seen|obtained|reviewed|viewed|filed) by|shared with|leaked to|sent to)"
    r"\s+(?:(?:the|a|an|his|her|their|former)\s+)?(?:[\w.’'-]+\s+){0,2}$"
)
# Bodies without a capital of which a country has one.
_BODY = re.compile(
    r"(?:[a-z]+ ){0,2}(?:press (?:service|office)|ministry|(?:central|reserve|national) bank|(?:supreme|constitutional"
    r"|high) court|federal government|parliament|general staff|air force|presidency|state department"
    r"|electoral commission)"
)


def within(view: View) -> Iterator[Candidate]:
    """Each that the source names, and those that it joins by "and"."""
    found = [(mention, features) for mention in view.held if (features := _features(view, mention)) is not None]
    for mention, features in found:
        bearers = view.cast.bearers.get(mention.span, ())
        yield Candidate((mention.entity,), [*features, *_bearing(view, mention.entity, bearers)], mention)
        for other in bearers:
            if other is not mention.entity:
                yield Candidate((other,), [*features, *_bearing(view, other, bearers)], mention)
    by_mention = {id(mention): features for mention, features in found}
    for mentions in _joined(view, [mention for mention, _ in found]):
        entities = tuple(dict.fromkeys(m.entity for m in mentions))
        if len(entities) > 1:
            kinds = "+".join(sorted({e.kind.value[:3] for e in entities}))
            tail = "more" if view.text[mentions[-1].span.end : view.span.end].strip(" ,") else "end"
            kept = [f"several:{f}" for f in by_mention[id(mentions[0])] if "then" not in f]
            features = [*kept, f"several:{kinds}", f"several:{tail}", f"several:{min(len(entities), 3)}"]
            yield Candidate(entities, features, mentions[0])


def _bearing(view: View, entity: Entity, bearers: Sequence[Entity]) -> Iterator[str]:
    """Of several people of one family name, what speaks for one: the first named, the last named, the last quoted."""
    if len(bearers) < 2:
        return
    start = view.span.start
    before = {e: [m for m in e.mentions if m.span.start < start] for e in bearers}
    last = {e: max((m.span.start for m in before[e]), default=-1) for e in bearers}
    near = {
        e
        for e in bearers
        if any(view.sentence - m.sentence < 2 and " " in view.text[slice(*m.span)] for m in before[e])
    }
    yield f"bearer:first{entity.first == min(e.first for e in bearers)}"
    yield f"bearer:most{len(entity.mentions) == max(len(e.mentions) for e in bearers)}"
    yield f"bearer:last{last[entity] == max(last.values())}"
    if len(near) == 1:
        yield f"bearer:near{entity in near}"
    spoke = next((es for _, _, es in view.history.last(4) if any(e in bearers for e in es)), ())
    yield f"bearer:spoke{entity in spoke if spoke else '?'}"


def _joined(view: View, mentions: Sequence[Mention]) -> list[list[Mention]]:
    """Runs of mentions with nothing but "and" or a comma between."""
    runs: list[list[Mention]] = []
    for mention in mentions:
        gap = view.text[runs[-1][-1].span.end : mention.span.start] if runs else ""
        if runs and _AND.match(gap) and runs[-1][-1].entity is not mention.entity:
            runs[-1].append(mention)
        else:
            runs.append([mention])
    return [run for run in runs if " and " in view.text[run[0].span.end : run[-1].span.start] + " "]


def _features(view: View, mention: Mention) -> list[str] | None:
    """What speaks for a mention in the source; None where it only says whose somebody else is."""
    source, kind = view.source, mention.entity.kind.value[:3]
    before = view.text[view.span.start : max(view.span.start, mention.span.start)]
    people = [m for m in view.held if m.entity.person]
    number = view.held.index(mention)
    features = [
        f"in:{kind}",
        f"in:{kind}:{'last' if mention is view.held[-1] else 'notlast'}",
        f"in:{kind}:{min(number, 2)}:of{min(len(view.held), 3)}",
        f"in:{kind}:head:{source.head}",
    ]
    if mention.entity.person:
        features.append(f"in:person{people.index(mention) and 1}")
    elif people:
        features.append("in:besideperson")
    words = [w for w in before.split() if w.lower() not in ("the", "a", "an")]
    features.append(f"in:{kind}:lead{min(len(words), 4)}")
    if mention.entity.person and _is_beside(view, mention, before):
        return None
    if not mention.entity.person and _is_owned_person(view, mention):
        return None
    if view.source.sort == "work" and _SUBJECT.search(before):
        return None
    preposition = _PREPOSITION.search(before)
    if preposition and not _ASIDE.search(before[preposition.start() :]):
        if (source.sort == "person" or source.plural) and source.head in before.lower() and _belongs(before):
            return None
        features += [f"in:{kind}:preposition", f"in:{kind}:{preposition['word']}"]
    if _ASIDE.search(before):
        features += [f"in:{kind}:aside", f"in:{kind}:aside:{source.sort}{'s' if source.plural else ''}"]
    if _CLAUSE.search(before):
        features.append(f"in:{kind}:clause")
    if view.text[slice(*mention.span)].lower().endswith(source.head):
        features += [f"in:{kind}:ishead", f"in:{kind}:ishead:{source.sort}"]
    if "(" in before and ")" not in before.rpartition("(")[2]:
        features.append(f"in:{kind}:brackets")
    later = any(m.span.start > mention.span.end for m in people)
    behind = list(_behind(view.text[mention.span.end : view.span.end], later))
    features += (f"in:{kind}:{what}" for what in behind)
    if "owner:speech" in behind or "then:speech" in behind:
        features.append("in:speech")
    if view.fits:
        features.append(f"in:{kind}:fits:{source.sort}")
    if source.determiner == "any":
        features.append(f"in:{kind}:any")
    if source.plural:
        features.append(f"in:{kind}:plural")
    if mention.span.start < view.span.start or mention.span.end > view.span.end:
        features.append("in:cut")
    if mention.entity.name.lower() in countries():
        features.append("in:country")
    return features


def _owned(after: str) -> list[str] | None:
    """The words for what a name's bearer has, in lower case, by what stands behind it; None where it owns nothing."""
    owner = POSSESSIVE.match(after)
    return [w.lower() for w in WORD.findall(re.split(r",|\sof\s|\sthat\s", after[owner.end() :])[0])] if owner else None


def _is_owned_person(view: View, mention: Mention) -> bool:
    """Whether somebody who belongs to a body is meant: its lawyer, its former chief."""
    after = view.text[mention.span.end : view.span.end]
    owned = _owned(after)
    return owned is not None and bool(owned) and (owned[-1] in _KIN or owned[-1] in _PRIVATE)


def _is_beside(view: View, mention: Mention, before: str) -> bool:
    """Whether somebody else is meant: a person's sister, somebody close to them, who met them."""
    if _CLAUSE.search(before):
        return True
    after = view.text[mention.span.end : view.span.end]
    owned = _owned(after)
    if owned is not None:
        return bool(owned) and (is_head(owned[-1]) or owned[-1] in _KIN or is_head(owned[-1].removesuffix("s")))
    said = any(word in SPEECH_NOUNS or word in TEAMS or word in POLLS for word in before.lower().split())
    return not said and view.source.sort != "work" and _belongs(before) and any(w.islower() for w in _noun(before))


def _noun(before: str) -> list[str]:
    """The words before the first preposition, articles aside."""
    return [w for w in _ATTACHED.split(before)[0].split() if w.lower() not in ("the", "a", "an", "both")]


def _behind(after: str, later: bool) -> Iterator[str]:
    """What stands behind a mention in the source; `later` where a person is named there."""
    owned = _owned(after)
    if owned is not None:
        yield "owner"
        yield f"owner:{'person' if later else _sort(owned[-1]) if owned else 'alone'}"
        return
    if not after[:1].isspace() and after[:1] != "-":
        yield f"then{after[:1] or 'end'}"
        return
    following = WORD.match(after.lstrip(" -"))
    word = following[0] if following else ""
    if _AND_HIS.match(after):
        yield "andhis"
    elif word.lower() in _LINKS:
        yield f"then:{word.lower()}"
    elif word:
        lead = _NOUN_ENDS.split(after.strip())[0].split()
        noun = lead[-1].lower() if lead else ""
        sort = "person" if later else _sort(noun)
        yield f"then{'upper' if word[0].isupper() else 'lower'}"
        yield f"then:{sort or ('many' if noun.endswith('s') else 'noun')}"


def _sort(noun: str) -> str:
    if noun in SPEECH_NOUNS:
        return "speech"
    return "role" if is_head(noun) else "poll" if noun in POLLS else "team" if noun in TEAMS else ""


def _belongs(before: str) -> bool:
    """Whether what comes next only tells whose or what kind of somebody it was: "a spokesman for Mr."."""
    words = _ATTACHED.split(before)
    if "," in words[-1]:  # "A lawyer for the paper, Ida Dahl"
        return False
    return len(words) > 1 and all(w[:1].islower() or w.strip(".").lower() in TITLES for w in words[-1].split())


def own(view: View) -> Candidate | None:
    """A name that the network did not see, or that the source's words make: "Gallup poll", "Vale campaign"."""
    held = view.held[-1] if view.held else None
    if held is not None and held.span.end == view.span.end and not held.entity.person:
        return None
    lead = _LEAD_ENDS.split(_OPENS.sub("", view.source.text))[0]
    match = _NAME.search(lead)
    if match is None:
        if _BODY.fullmatch(lead) and view.source.determiner in ("the", "whose", ""):
            return Candidate((Entity(lead, SpeakerKind.ORGANISATION, aliases={lead}),), ["own:lower"])
        return None
    name = re.sub(r"\s+(?:of|the|and|for|de|&)$", "", match[0]).strip()
    bare = POSSESSIVE.sub("", name)
    rest = [w.lower().strip(".,") for w in lead[match.end() :].split()]
    if rest and rest[0] in TEAMS:
        label = f"{bare} {rest[0]}"
        features = ["own", "own:team"]
    elif rest and (rest[0] in POLLS or (rest[-1] in POLLS and len(rest) < 3)):
        word = rest[0] if rest[0] in POLLS else rest[-1]
        label = f"{bare} {word}"
        features = ["own", "own:poll", f"own:poll:{view.source.determiner}", f"own:poll:{word}"]
    elif any(bare.endswith(view.text[slice(*m.span)]) for m in view.held):
        return None  # the network saw it
    else:
        label = bare
        features = ["own", *_own_features(view, name, rest, match.start())]
    if view.fits and is_head(label.split()[-1].lower()):
        return None
    if view.cast.lower & {label.lower(), label.lower().removesuffix("s")}:
        return None  # "Dockers" began a headline; the text has dockers
    known = view.cast.named(label)
    if known is not None:
        if any(m.entity is known for m in view.held):
            return None
        features.append(f"own:known:{known.kind.value}")
    return Candidate((known or Entity(label, SpeakerKind.ORGANISATION, aliases={label}),), features)


def _own_features(view: View, name: str, rest: Sequence[str], start: int) -> Iterator[str]:
    words = name.split()
    first, last = words[0].lower(), words[-1].lower().strip(".,")
    named = "held" if view.held else "bare"
    sort = "alone" if not rest else "role" if is_head(rest[-1]) else "many" if rest[-1].endswith("s") else "more"
    yield f"own:{named}:{sort}"
    yield f"own:{named}:{min(len(words), 4)}words"
    yield f"own:{named}:at{min(start, 1)}"
    if any(w.lower().strip(".,") in BODY_WORDS for w in words):
        yield f"own:{named}:body"
    if first in _NOBODY or last in _NOBODY:
        yield "own:nobody"
    at = view.span.start + view.text[slice(*view.span)].find(name)
    if view.cast.other_at(at):
        yield f"own:other:{sort}"
    if last in countries():
        yield "own:country"
    if last.endswith("s"):
        yield "own:s"
    if is_head(last):
        yield "own:role"
    if POSSESSIVE.search(name):
        yield "own:owner"
    if name.isupper() and len(words) > 2:
        yield "own:capitals"
