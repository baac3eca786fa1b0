"""Attributions by rules: source, cue and content around the cue verbs of each sentence.

Without a parser a sentence is a row of words, signs and whole quotations; the shapes that news prose uses are
tried around each cue: a quotation or clause before it ("..., X said", "..., said X"), behind it ("X said that
..."), "according to". The shapes follow the annotation of PolNeAR (Newell, Margolin and Ruths, LREC 2018).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from quotes import cues, phrases
from quotes import lexicon as lx
from quotes.cues import QUOTE, Cue, Paragraph, Token
from quotes.marks import Quotation, kind_of, outermost, quotations, snap
from quotes.records import Act, Article, Kind, Place, Quote, Span, Spans

# Share of the attributions of each shape that are right on the PolNeAR training articles (content overlaps by
# half and the source is right).
_CONFIDENCE = {"before": 0.91, "behind": 0.70, "clause": 0.62, "according": 0.72, "shared": 0.62, "headline": 0.72}
_UNATTRIBUTED = 0.01  # 1 of 113 on 300 of those articles
# By hand: labels of a line that are no speakers.
_LABELS = frozenset(
    {"source", "sources", "details", "background", "video", "watch", "photo", "exclusive", "update", "updated"}
    | {"analysis", "opinion", "report", "quote", "note", "latest", "credit", "via", "notice"}
)
_PROVENANCE = frozenset({"source", "sources", "photo", "credit", "via"})
_SAYING = lx.CLAUSE_VERBS | lx.TELL_VERBS | lx.QUOTING_VERBS | {"point|out"}
# Bounds on the tokens of a content and the cues inside it, by hand; they keep the time linear in texts that are no
# sentences.
_FAR = 150
_AHEAD = 8
_PAUSES = phrases.DASHES | {",", ":", ";", "."}


@dataclass(slots=True)
class _Draft:
    """An attribution under construction, in offsets."""

    shape: str
    cue: Span | None
    verb: Cue | None
    source: Span | None
    content: list[Span] = field(default_factory=list)
    place: Place = Place.BODY


def extract(article: Article) -> list[Quote]:
    """The attributions of an article.

    Args:
        article: with its blocks; nothing outside them is looked at.

    Returns:
        The quotes by the start of their contents, speakers left empty.
    """
    text = article.text
    found = quotations(text, article.blocks)
    drafts: list[_Draft] = []
    last: _Draft | None = None  # the attribution a quotation left open would belong to
    promised: _Draft | None = None  # the paragraph before ended with "X said:"
    waiting: list[Span] = []  # quotations of earlier paragraphs, left open, whose speaker is still to come
    for paragraph in cues.paragraphs(article, outermost(found)):
        quoted = paragraph.quoted
        before = len(drafts)
        alone = _paragraph(paragraph, drafts)
        fresh = drafts[before:]
        carries = bool(quoted) and quoted[0].continued
        if alone and promised is not None and alone[0].start == paragraph.toks[0].start and not carries:
            promised.content = [alone.pop(0)]
            drafts.append(promised)
            fresh = drafts[before:]
        promised = _promise(paragraph)
        if carries and waiting and fresh and fresh[0].content[0].start == quoted[0].span.start:
            fresh[0].content[:0] = waiting
        elif carries and last is not None and alone and alone[0].start == quoted[0].span.start:
            last.content.append(alone.pop(0))
        elif waiting and not (carries and alone):
            drafts.insert(before, _Draft("alone", None, None, None, waiting))
        if not (carries and alone and waiting):
            waiting = []
        if quoted and not quoted[-1].closed:
            holders = [d for d in drafts[before:] if d.content and d.content[-1].end >= quoted[-1].span.end]
            last = holders[-1] if holders else last if carries else None
            if last is None and alone and alone[-1].end == quoted[-1].span.end:
                waiting.append(alone.pop())
        else:
            last = None
        drafts.extend(_Draft("alone", None, None, None, [span], paragraph.place) for span in alone)
    if waiting:
        drafts.append(_Draft("alone", None, None, None, waiting))
    unique = {(q.content, q.cue): q for draft in drafts if (q := _quote(text, draft, found))}
    return sorted(unique.values(), key=lambda q: (q.content, q.cue))


def _promise(par: Paragraph) -> _Draft | None:
    """The attribution whose content is the next paragraph, where this one ends with a colon."""
    if not par.toks or par.toks[-1].form != ":" or not par.found:
        return None
    cue, (lo, _) = par.found[-1], par.units[-1]
    if cue.first < lo:
        return None
    at = None if cue.participle else phrases.source_before(par.toks, lo, cue.first)
    source = Span(par.toks[at[0]].start, par.toks[at[1] - 1].end) if at else phrases.subject(par.toks, lo, cue.first)
    return _Draft("behind", cue.span(par.toks), cue, source, place=par.place) if source else None


def _quote(text: str, draft: _Draft, found: Sequence[Quotation]) -> Quote | None:
    content = snap(text, tuple(draft.content), found, around=draft.cue)
    if not content:
        return None
    kind = kind_of(text, content, found, around=draft.cue)
    source: Spans = (draft.source,) if draft.source else ()
    cue: Spans = (draft.cue,) if draft.cue else ()
    quote = Quote(content, source, cue, kind, place=draft.place, confidence=_CONFIDENCE.get(draft.shape, _UNATTRIBUTED))
    if draft.verb is None:
        return quote
    act = Act.STATEMENT if kind is Kind.DIRECT else draft.verb.act
    return replace(quote, act=act, polarity=draft.verb.polarity)


def _paragraph(par: Paragraph, drafts: list[_Draft]) -> list[Span]:
    """Append the attributions of a paragraph to `drafts`; return the quotations that none of them took."""
    toks = par.toks
    alone: list[Span] = []
    if len(toks) > 1 and toks[0].lower in _PROVENANCE and toks[1].form == ":":
        return alone
    speaking: _Draft | None = None
    by_unit = iter(par.found)
    cue = next(by_unit, None)
    if par.place is Place.HEADLINE:
        _headline(par, drafts)
    for lo, hi in par.units:
        inside: list[Cue] = []
        while cue is not None and cue.verb < hi:
            if cue.first >= lo and cue.last <= hi:
                inside.append(cue)
            cue = next(by_unit, None)
        start = len(drafts)
        # `"Why?" X asked.` and `"We go." X said.` are cut behind the mark; the quotation before belongs to the cue.
        reach = lo - 1 if lo and toks[lo - 1].form == QUOTE and alone and alone[-1].end == toks[lo - 1].end else lo
        _unit(par, reach, lo, hi, inside, drafts)
        new = drafts[start:]
        if reach < lo and any(d.content[0].start == toks[reach].start for d in new):
            alone.pop()
        marks = [t.start for t in toks[reach:hi] if t.form == QUOTE]
        quoting = [d for d in new if _takes(d, marks)]
        if quoting:
            speaking = quoting[-1]
        elif not inside and toks[lo].form == QUOTE and not any(t.form[0].isalnum() for t in toks[lo:hi]):
            spans = [Span(t.start, t.end) for t in toks[lo:hi] if t.form == QUOTE]
            (speaking.content if speaking is not None else alone).extend(spans)
        elif new:
            speaking = None
    return alone


def _takes(draft: _Draft, marks: Sequence[int]) -> bool:
    """Whether one of the quotations that start at `marks` lies in the content."""
    return any(bisect_left(marks, span.start) < bisect_left(marks, span.end) for span in draft.content)


def _headline(par: Paragraph, drafts: list[_Draft]) -> None:
    """`X: Y` with a short X in capitals."""
    toks = par.toks
    colon = next((i for i, t in enumerate(toks[:6]) if t.form == ":"), 0)
    if not colon or colon + 1 >= len(toks) or toks[0].lower in _LABELS:
        return
    if all(t.form[0].isupper() or t.form in phrases.SIGNS or t.form == "," for t in toks[:colon]):
        source = Span(toks[0].start, toks[colon - 1].end)
        content = [Span(toks[colon + 1].start, phrases.last_end(toks, len(toks)))]
        drafts.append(_Draft("headline", Span(*toks[colon][:2]), None, source, content, par.place))


def _unit(par: Paragraph, reach: int, lo: int, hi: int, found: Sequence[Cue], drafts: list[_Draft]) -> None:
    """Append the attributions of one sentence; `reach` is `lo`, or the quotation just before it."""
    toks = par.toks
    subject: Span | None = None
    signed = lo if reach < lo else lo + 1
    if not found and hi > signed + 1 and toks[reach].form == QUOTE and toks[signed].form in phrases.DASHES:
        # A quotation signed with a dash and a name.
        name = toks[signed + 1 : hi]
        if len(name) < 7 and all(t.form[0].isupper() or t.form in phrases.SIGNS for t in name):
            source = Span(name[0].start, phrases.last_end(toks, hi))
            content = [Span(toks[reach].start, toks[reach].end)]
            drafts.append(_Draft("before", None, None, source, content, par.place))
        return
    used = lo  # contents before a cue begin here
    for n, cue in enumerate(found):
        draft = _Draft("clause", cue.span(toks), cue, None, place=par.place)
        if cue.lemma == "according":
            used = _according(toks, used, hi, draft, cue)
        else:
            used = _verb(toks, (reach, lo, used, hi), cue, found[n + 1 : n + 1 + _AHEAD], draft, subject)
        if draft.source is not None and par.text[draft.source.start : draft.source.end] not in ("who", "which"):
            subject = draft.source
        if draft.content:
            drafts.append(draft)


def _according(toks: Sequence[Token], lo: int, hi: int, draft: _Draft, cue: Cue) -> int:
    draft.shape = "according"
    end = phrases.phrase_after(toks, cue.last, hi, opens=cue.first - lo <= 1)
    if end == cue.last:
        return lo
    draft.source = Span(toks[cue.last].start, toks[end - 1].end)
    if cue.first - lo <= 1:
        start = end + (end < hi and toks[end].form == ",")
        if start < hi:
            draft.content.append(Span(toks[start].start, phrases.last_end(toks, hi)))
    else:
        draft.content.append(Span(toks[lo].start, phrases.last_end(toks, cue.first)))
    return lo


def _verb(
    toks: Sequence[Token],
    bounds: tuple[int, int, int, int],
    cue: Cue,
    later: Sequence[Cue],
    draft: _Draft,
    subject: Span | None,
) -> int:
    reach, first, lo, hi = bounds
    hi = min(hi, cue.last + _FAR)
    after = toks[cue.last].form if cue.last < hi else "."
    if cue.passive and cue.lemma == "expect":
        subject_at = phrases._phrase_before(toks, first, cue.first - 1)
        if subject_at < cue.first and after == "to":
            end = phrases.clause_end(toks, cue.last, hi, later)
            draft.content = [
                Span(toks[subject_at].start, toks[cue.first - 1].end),
                Span(toks[cue.last].start, phrases.last_end(toks, end)),
            ]
        return lo
    source = None if cue.participle else phrases.source_before(toks, first, cue.first)
    head = source[0] if source else cue.first
    if source:
        draft.source = Span(toks[source[0]].start, toks[source[1] - 1].end)
    # A quotation or a clause stands before: `"...," X said` or `..., said X`.
    said = cue.lemma in _SAYING
    behind = head - 1 if head - 1 >= lo and toks[head - 1].form in _PAUSES else head
    quoted = behind - 1 >= reach and toks[behind - 1].form == QUOTE
    opens = after in (",", ":") and cue.last + 1 < hi and toks[cue.last + 1].form == QUOTE
    if (
        said
        and (quoted or (behind < head and toks[behind].form == "," and not opens and after != QUOTE))
        and not cue.participle
    ):
        tail = cue.last
        if not source and not cue.passive:
            tail = phrases.phrase_after(toks, cue.last, hi)
            if tail > cue.last:
                draft.source = Span(toks[cue.last].start, toks[tail - 1].end)
        ends = source is not None and (
            after in (",", ".", "?", "!", ";") or phrases.adjunct(toks, cue.last, hi) > cue.last
        )
        if draft.source is not None and (quoted or ends or (not source and tail > cue.last)):
            draft.shape = "before"
            start = reach if quoted and behind - 1 < lo else first if after == "." and not quoted else lo
            if behind - start >= 2 or quoted:
                draft.content.append(Span(toks[start].start, toks[behind - 1].end))
                follows = next(
                    (k for k in range(tail + 1, hi) if toks[k].form == QUOTE and toks[k - 1].form in _PAUSES),
                    0,
                )
                if follows and quoted and not any(c.first < follows for c in later):
                    draft.content.append(
                        Span(toks[follows].start, phrases.last_end(toks, phrases.clause_end(toks, follows, hi, later)))
                    )
                elif after == "," and not quoted and source and cue.last + 2 < hi:
                    draft.content.append(Span(toks[cue.last + 1].start, phrases.last_end(toks, hi)))
                return hi if not later else lo
            draft.content.clear()
            if not source:
                draft.source = None
    if draft.source is None:
        before = toks[cue.first - 1].lower if cue.first > first else ""
        if cue.passive or (before not in (",", "and", "but", "or", "-", "--", "–", "—", "then") and before != QUOTE):
            return lo
        draft.source, draft.shape = subject or phrases.subject(toks, first, cue.first), "shared"
        if draft.source is None:
            return lo
    start = phrases.content_start(toks, cue, hi)
    if start < hi:
        end = phrases.clause_end(toks, start, hi, later)
        if toks[start].form == QUOTE:
            draft.shape = "behind"
        stop = phrases.last_end(toks, end)
        if stop > toks[start].start:
            draft.content.append(Span(toks[start].start, stop))
        if end < hi:
            return end + (toks[end].form in (",", ";")) if end + 1 < hi else end
    return lo
