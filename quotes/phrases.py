"""Where the phrases around a cue begin and end: noun phrases, sources, contents; all by token indexes.

A range of tokens is half-open, `lo` to `hi`; a sentence is never left.
"""

from __future__ import annotations

from collections.abc import Sequence

from quotes import cues
from quotes import lexicon as lx
from quotes.cues import QUOTE, Cue, Token
from quotes.records import Span

DASHES = frozenset(["-", "--", "–", "—", "―"])
SIGNS = frozenset(".'’&$%#@/")
_ASIDES = frozenset(["however", "meanwhile", "though", "too", "instead", "therefore"])
_LINKS = frozenset(["of", "for", "at", "in", "from", "with", "on"])
_ENDING_WORDS = frozenset(["which", "while", "though", "although", "despite", "whereas", "said"])
_OPENS_APPOSITION = lx.DETERMINERS | {"who", "whose", "former", "which", "president", "chairman", "director", "head"}


def last_end(toks: Sequence[Token], hi: int) -> int:
    """Where the tokens before `hi` end, a final stop left out."""
    while hi > 1 and toks[hi - 1].form in (".", ",", ";", ":", "?", "!", "-", "–", "—", ")"):
        hi -= 1
    return toks[hi - 1].end


def subject(toks: Sequence[Token], lo: int, hi: int) -> Span | None:
    """The noun phrase that opens a sentence, or that stands behind its opening adjunct."""
    start = lo
    if toks[lo].lower in lx.PREPOSITIONS | lx.PHRASE_BREAKS or toks[lo].lower.endswith("ing"):
        start = next(
            (k + 1 for k in range(lo, hi) if toks[k].form == ","),
            lo + 1 if toks[lo].lower in ("but", "and") else hi,
        )
    end = start
    if start < hi and (toks[start].form[0].isupper() or toks[start].lower in lx.DETERMINERS | lx.SUBJECT_PRONOUNS):
        end = phrase_after(toks, start, hi)
        for k in range(start + 1, end):
            if toks[k].form[0].islower() and toks[k].lower.endswith(("ed", "es", "ing")) and k > start + 1:
                end = k
                break
    return Span(toks[start].start, toks[end - 1].end) if start < end else None


def adjunct(toks: Sequence[Token], i: int, hi: int) -> int:
    """Behind "on Tuesday", "Monday", "in an interview", where that stands at `i` and ends the clause."""
    if i < hi and (toks[i].lower in lx.WEEKDAYS or toks[i].lower in ("in", "on", "at", "during", "to", "last", "of")):
        for k in range(i + 1, min(hi, i + 9)):
            if toks[k].form in (",", ".", ";") and not (toks[k].form == "." and k + 1 < hi):
                return k
            if toks[k].lower in ("that", QUOTE) or toks[k].lower in lx.SUBJECT_PRONOUNS:
                return i
    return i


def content_start(toks: Sequence[Token], cue: Cue, hi: int) -> int:
    i = cue.last
    if i < hi and toks[i].form in (",", ":") and i + 1 < hi and toks[i + 1].form == QUOTE:
        return i + 1
    if (cue.lemma in lx.TELL_VERBS and cue.lemma not in ("ask", "promise", "urge")) or cue.lemma == "tell":
        for k in range(i, min(hi, i + 14)):
            if toks[k].lower in ("that", QUOTE, "to", "how", "why", "what", "whether"):
                return k
            if k > i and toks[k].lower != "who" and toks[k].lower in lx.SUBJECT_PRONOUNS | {"there"}:
                return k
            if toks[k].form in (",", ":"):
                return k + 1
        return i + 1
    if i + 2 < hi and toks[i].lower == "on" and toks[i + 1].lower in lx.WEEKDAYS:
        i += 2
    elif i + 1 < hi and toks[i].lower in lx.WEEKDAYS:
        i += 1
    if i + 1 < hi and toks[i].form in (",", ":") and toks[i + 1].form == QUOTE:
        return i + 1
    if i < hi and (toks[i].lower in lx.PREPOSITIONS or toks[i].form == ","):
        for k in range(i, min(hi, i + 14)):
            if toks[k].lower in ("that", QUOTE):
                return k
    return i


def clause_end(toks: Sequence[Token], start: int, hi: int, later: Sequence[Cue]) -> int:
    """The index behind the content that begins at `start`."""
    heads = {}
    for cue in later:
        source = source_before(toks, start, cue.first)
        heads[source[0] if source else cue.first] = cue
    for k in range(start + 1, hi):
        form, lower = toks[k].form, toks[k].lower
        follows = toks[k + 1].lower if k + 1 < hi else "."
        if form in (";", "[") or (form == ":" and follows == QUOTE):
            return k
        if k < start + 4 and form == "," and k + 1 not in heads and not follows.endswith("ing"):
            continue
        if form == "," or form in DASHES:
            if follows.endswith("ing") and follows not in ("including", "during", "according", "nothing", "everything"):
                return k
            if follows in _ENDING_WORDS or follows == "according" or k + 1 in heads:
                return k
            if follows in ("but", "and") and k + 2 in heads:
                return k
            if (
                follows in ("but", "and")
                and k + 2 < hi
                and (toks[k + 2].lower in lx.SUBJECT_PRONOUNS or toks[k + 2].form[0].isupper())
            ):
                return k
            if follows == "but" and k + 2 < hi and toks[k + 2].lower == "the":
                return k
        elif lower in ("and", "but", "while") and k + 1 in heads and (lower != "and" or heads[k + 1].first == k + 1):
            return k
    return hi


def source_before(toks: Sequence[Token], lo: int, i: int) -> tuple[int, int] | None:
    """The source that ends before token `i`, as a range of indexes, with its apposition."""
    j = i - 1
    if j < lo:
        return None
    if toks[j].form == ",":
        for k in [k for k in range(j - 1, max(lo, j - 25), -1) if toks[k].form == ","][:3]:
            opening = toks[k + 1]
            start = _phrase_before(toks, lo, k - 1)
            if opening.lower in _ASIDES and k + 2 == j:
                return (start, k) if start < k else None
            if not opening.form[0].isalnum() or opening.lower.endswith(("ing", "ed")):
                return None
            if start < k and (toks[start].form[0].isupper() or toks[start].lower in lx.DETERMINERS):
                return None if toks[start].lower in lx.SUBJECT_PRONOUNS else (start, j + 1)
        return None
    if toks[j].lower in lx.WEEKDAYS and j - 1 > lo:
        j -= 2 if toks[j - 1].lower == "on" else 1
    if toks[j].lower in ("himself", "herself", "themselves"):
        j -= 1
    start = _phrase_before(toks, lo, j)
    return (start, j + 1) if start <= j else None


def _phrase_before(toks: Sequence[Token], lo: int, j: int) -> int:
    """Where the noun phrase that ends with token `j` begins; `j + 1` where none does."""
    start = k = j + 1
    while k > max(lo, j - 18):
        k -= 1
        if toks[k].form == ")":
            # "Rep. X (D-Wash.)"
            k = next((m for m in range(k - 1, max(lo, k - 8), -1) if toks[m].form == "("), k)
            if toks[k].form == "(":
                continue
        tok, lower = toks[k], toks[k].lower
        if lower in lx.SUBJECT_PRONOUNS:
            return k if k == j else start
        if lower == "and":
            if k == j or not (k > lo and toks[k - 1].form[0].isupper() and toks[k + 1].form[0].isupper()):
                break
        elif (
            tok.form == QUOTE
            or lower in lx.PHRASE_BREAKS
            or lower in lx.AUXILIARIES
            or cues.is_adverb(tok)
            or (not tok.form[0].isalnum() and tok.form not in SIGNS)
        ):
            break
        elif lower in lx.PREPOSITIONS:
            if lower not in _LINKS or k in (lo, j) or not toks[k - 1].form[0].isalnum():
                break
        else:
            start = k
            if lower in lx.DETERMINERS and not (k > lo and toks[k - 1].lower in _LINKS):
                break
    while start <= j and (toks[start].lower in lx.PREPOSITIONS or toks[start].form in SIGNS):
        start += 1
    if start == j and toks[j].lower in lx.WEEKDAYS:
        return j + 1
    return start


def phrase_after(toks: Sequence[Token], i: int, hi: int, *, opens: bool = False) -> int:
    """Behind the noun phrase that begins at token `i`, with its apposition; `i` where none begins.

    `opens` says that a clause follows behind a comma, so that only what a second comma closes is an apposition.
    """
    if i >= hi or toks[i].form == QUOTE or not toks[i].form[0].isalnum():
        return i
    if toks[i].lower in lx.SUBJECT_PRONOUNS or (
        toks[i].lower in ("him", "her", "them") and (i + 1 >= hi or not toks[i + 1].form[0].isalnum())
    ):
        return i + 1
    if toks[i].lower in lx.PREPOSITIONS or toks[i].lower in lx.PHRASE_BREAKS:
        return i
    k = i
    hi = min(hi, i + 60)
    while k < hi:
        tok, lower = toks[k], toks[k].lower
        if tok.form == QUOTE or (not tok.form[0].isalnum() and tok.form not in SIGNS):
            break
        if tok.form == "." and k + 1 >= hi:
            break
        if lower in (
            "on",
            "during",
            "after",
            "before",
            "in",
            "to",
            "with",
            "by",
            "as",
            "when",
            "that",
            "while",
            "about",
            "but",
            "at",
            "last",
            "earlier",
        ):
            break
        if lower in lx.AUXILIARIES or lower in lx.WEEKDAYS or cues.is_adverb(tok):
            break
        if lower == "and" and not (k + 1 < hi and toks[k + 1].form[0].isupper()):
            break
        k += 1
    if opens and k + 2 < hi and toks[k].form == ",":
        # "the deputy mayor, Ada Vale, ..."
        stop = next((m for m in range(k + 1, min(hi, k + 6)) if not toks[m].form[0].isupper()), k)
        if stop > k + 1 and toks[stop].form == ",":
            return stop + 1
    if k + 2 < hi and k > i and toks[k].form == "," and toks[k + 1].lower in _OPENS_APPOSITION:
        stop = next((m for m in range(k + 1, hi) if toks[m].form in (",", ";", QUOTE, ":")), hi)
        if opens and (stop == hi or any(t.lower in lx.AUXILIARIES for t in toks[k + 1 : stop])):
            return k
        if stop == hi:
            return hi - 1 if toks[hi - 1].form == "." else hi
        if stop - k < 16 and toks[stop].form == ",":
            return stop + 1
    return k
