"""Names as the network marks them, to names as people write them: parts joined, initials on, titles off."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from quotes.gazetteer import countries, forenames
from quotes.lexicon import NOT_NAMES, POLLS, TITLES
from quotes.names import fold
from quotes.records import Named, NameKind, Span
from quotes.resolve.roles import HONORIFICS, is_head
from quotes.text import POSSESSIVE

_INITIALS_BEFORE = re.compile(r"(?<!\w)(?:[A-Z]\.[^\S\n]?){1,3}\Z")
# "de Blasio", "Mark-Viverito", where the network sees only the last part.
_BEGINNING = re.compile(
    r"(?<![\w’'-])(?:(?:[dD]e|[dD]i|[vV]on|[vV]an|[bB]in|[dD]el|[lL]e) (?:la |der |den )?|[A-Z]\w+-)$"
)
_SUFFIX = re.compile(r",?[^\S\n](?:Jr\.?|Sr\.?|III?\b|IV\b)")
_FAMILY = re.compile(r"[ \xa0]([A-Z][\w-]+)(?!\w)")
_PARTICLE = re.compile(r"[ \xa0](?:(?:bin|ibn|al|el|de|da|di|du|van|von|der|den|la)[ -])*")
_NICKNAME = re.compile(r"\s(?:[\"“(]|'')$")
_AROUND = re.compile(
    r"(?<!\w)(?P<given>[A-Z][\w’'-]+)(?:\s[A-Z]\.)?"
    r"\s(?:\"[A-Z][\w ’'-]{1,20}\"|“[A-Z][\w ’'-]{1,20}”|‘[A-Z][\w -]{1,20}’|\([A-Z][\w-]{1,20}\))"
    r"\s[A-Z][\w’'-]+(?!\w)"
)
_CAPITAL = re.compile(r"(?<![\w’'-])[A-Z][a-z]+(?![\w-])")
_TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Sir|Lord|Lady|Sen|Gov|Rep)\.?\s$")
_SPOKE = re.compile(
    r"\s(?:also\s|then\s|later\s|himself\s|herself\s)?(?:says?|said|adds?|added|told|tells|asked|asks|wrote|writes|argued"
    r"|argues|agreed|disagreed|agrees|disagrees|insisted|claimed|denied|laughed|replied|noted|warned|continued|explained"
    r"|recalled|declined|testified|promised|announced|called|confirmed|thinks|believes|thought|believed)\b"
)
_BRACKETS = re.compile(r"\s\((?P<short>[A-Z][A-Za-z]{0,3}[A-Z]{1,8})s?\)")
_WORD = re.compile(r"[\w’'-]+")
_SMALL = frozenset("of the for and to on in against".split())
_EDGE = " .,-'’\"“”#@("
_LONGEST = 120


def mended(text: str, names: Iterable[Named]) -> Iterator[Named]:
    """The names that stand in a text, their ends put right.

    Args:
        text: the article's.
        names: as the network marks them, in order.

    Yields:
        Names without titles, marks and possessive endings, in order; what cannot be a name is left out.
    """
    for span, kind in _joined(text, _nicknamed(text, names)):
        span = _person(text, span) if kind is NameKind.PERSON else _bare(text, span)
        if _is_name(text[slice(*span)]):
            yield Named(span, kind)


def agreed(text: str, names: Sequence[Named]) -> Iterator[Named]:
    """Names, each of one word as what it is most often in the article, unless somebody named in full has it."""
    kinds: dict[str, Counter[NameKind]] = {}
    full: set[str] = set()
    for span, kind in names:
        words = text[slice(*span)].split()
        if len(words) == 1:
            kinds.setdefault(words[0], Counter())[kind] += 1
        elif kind is NameKind.PERSON:
            full.update(words)
    for span, kind in names:
        word = text[slice(*span)]
        if word in kinds and word not in full:
            [(most, count)] = kinds[word].most_common(1)
            yield Named(span, most if kinds[word][kind] < count else kind)
        else:
            yield Named(span, kind)


def _nicknamed(text: str, names: Iterable[Named]) -> list[Named]:
    """Names, those made one that stand around a nickname: “Margaret "Peggy" Sloane”."""
    found = list(names)
    for whole in _AROUND.finditer(text):
        span = Span(*whole.span())
        inside = [name for name in found if name.span.overlaps(span)]
        if any(name.kind is NameKind.PERSON for name in inside) and is_forename(whole["given"]):
            start = min(span.start, inside[0].span.start)
            found = [name for name in found if name not in inside]
            found.append(Named(Span(start, max(span.end, inside[-1].span.end)), NameKind.PERSON))
    return sorted(found)


def acronyms(text: str) -> Iterator[tuple[Span, str]]:
    """Names with their acronym in brackets behind, however the network cut them.

    After Schwartz and Hearst, "A simple algorithm for identifying abbreviation definitions" (2003): the letters are
    sought backwards, here at the beginnings of words only, small words aside.

    Yields:
        Where the name stands, and its acronym.
    """
    for found in _BRACKETS.finditer(text):
        letters = [letter.lower() for letter in found["short"] if letter.isupper()]
        shift = max(0, found.start() - _LONGEST)
        words = list(_WORD.finditer(text, shift, found.start()))[-3 * len(letters) :]
        for word in reversed(words):
            if word[0].lower() in _SMALL:
                continue
            if word[0][0].lower() == letters[-1]:
                letters.pop()
                if not letters:
                    if word[0][0].isupper():
                        yield Span(word.start(), found.start()), found["short"]
                    break
            else:
                break


def missed(text: str, names: Sequence[Named]) -> Iterator[Named]:
    """Where the family name of somebody who is named in full stands once more, unseen by the network.

    At the beginning of a sentence, where any word has a capital, only before "said" and the like.
    """
    families = {text[slice(*span)].rpartition(" ")[2] for span, kind in names if kind is NameKind.PERSON}
    families = {f for f in families if len(f) > 2 and f[0].isupper() and f.isalpha() and f.lower() not in NOT_NAMES}
    full = {f for f in families if any(text[slice(*s)].endswith(f" {f}") for s, k in names if k is NameKind.PERSON)}
    if not full:
        return
    starts = [span.start for span, _ in names]
    for found in _CAPITAL.finditer(text):
        if found[0] not in full:
            continue
        at = bisect_right(starts, found.start()) - 1
        if at >= 0 and names[at].span.end > found.start():
            continue
        before = text[max(0, found.start() - 8) : found.start()]
        if _TITLED.search(before) or _SPOKE.match(text, found.end()):
            yield Named(Span(*found.span()), NameKind.PERSON)


def is_forename(word: str) -> bool:
    """Whether a printed word is a known forename."""
    return word.lower() in forenames() or fold(word) in forenames()


def _joined(text: str, names: Iterable[Named]) -> list[Named]:
    """Names, those joined that are parts of one: "European" and "Union", "City University of New" and "York"."""
    found: list[Named] = []
    for span, kind in names:
        if found and span.start <= found[-1].span.end + 9 and span.end - found[-1].span.start <= _LONGEST:
            start, end = found[-1].span
            joined = _kind_of_both(found[-1].kind, kind, text[end : span.start], text[slice(*span)])
            if joined:
                found[-1] = Named(Span(start, span.end), joined)
                continue
        found.append(Named(span, kind))
    return found


def _kind_of_both(one: NameKind, other: NameKind, gap: str, name: str) -> NameKind | None:
    """What two neighbouring names are together, None where they are two."""
    if one is other and gap in ("-", "’", "'"):
        return one
    if one is other is NameKind.PERSON:
        nickname = _NICKNAME.match(gap) and ('"' in name or "”" in name or "''" in name)
        return one if nickname or _PARTICLE.fullmatch(gap) else None
    if NameKind.ORGANISATION in (one, other) and NameKind.PERSON not in (one, other) and gap in (" ", "-", " & "):
        return NameKind.ORGANISATION
    return None


def _bare(text: str, span: Span) -> Span:
    """Without marks at the ends and a possessive ending."""
    name = text[slice(*span)]
    start = span.start + len(name) - len(name.lstrip(_EDGE))
    name = text[start : span.end].rstrip(" ,;:-(")
    return Span(start, start + len(POSSESSIVE.sub("", name) if POSSESSIVE.search(name[-2:]) else name))


def _person(text: str, span: Span) -> Span:
    """With initials before it and Jr. behind, without titles."""
    start, end = _bare(text, span)
    initials = _INITIALS_BEFORE.search(text, max(0, start - 9), start)
    start = initials.start() if initials else start
    beginning = _BEGINNING.search(text, max(0, start - 20), start)
    start = beginning.start() if beginning else start
    family = _FAMILY.match(text, end)
    begun = text[start:end].lower() in ("bin", "ibn", "van", "von", "de", "le") or is_forename(text[start:end])
    if family and family[1].lower() not in NOT_NAMES and begun:
        end = family.end()
    suffix = _SUFFIX.match(text, end)
    if suffix and " " in text[start:end]:
        end = suffix.end()
    words = text[start:end].split(" ")
    if len(words) > 1 and _is_office_of(text, start, words[0]):
        start += len(words.pop(0)) + 1
    while len(words) > 1 and words[0].lower().strip(".,") in TITLES | HONORIFICS.keys():
        start += len(words.pop(0)) + 1
    return Span(start, end)


def _is_office_of(text: str, start: int, word: str) -> bool:
    """Whether a word belongs to the office before it: the country of "President of Ukraine Ida Dahl"."""
    *_, head, preposition = ["", "", *text[max(0, start - 40) : start].lower().split()]
    return preposition == "of" and is_head(head) and word.lower() in countries()


def _is_name(words: str) -> bool:
    """Whether it can be a name: with a capital, more than an initial, and not only "New Poll"."""
    if not any(letter.isupper() for letter in words) or len(words.strip(". ")) < 2:
        return False
    return not all(w in NOT_NAMES or w in POLLS or w in ("new", "latest") for w in words.lower().split())


__all__ = ["acronyms", "agreed", "is_forename", "mended", "missed"]
