"""Where words were said, and through whom they came: "in a statement", "on Telegram", "told Reuters", "citing Tass".

By rule, from the sentence that attributes them, without the words themselves.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from quotes.records import Article, Named, NameKind, Quote, Span
from quotes.segment import near, sentences

# By hand: where people say things in public.
_OCCASION = (
    "statement|interview|speech|address|remarks|testimony|tweet|tweets|thread|post|posts|letter|letters|email|emails"
    "|e-mail|memo|note|message|messages|press conference|news conference|conference call|briefing|town hall|rally"
    "|debate|hearing|press release|news release|release|video|podcast|blog|op-ed|column|essay|article|editorial|book"
    "|memoir|diary|autobiography|report|filing|lawsuit|complaint|ruling|order|call|telegram|documentary|broadcast"
    "|summit|sermon|lecture|talk|meeting|ceremony|event"
)
_NETWORK = "Telegram|Twitter|X|Facebook|Instagram|Truth Social|Bluesky|Threads|YouTube|TikTok|LinkedIn|Medium|Reddit|VK"
_MEDIUM = re.compile(
    rf"\b(?:(?:in|on|at|during|through|via|by|from)\s+(?:(?:an?|the|his|her|its|their|one|another)\s+)?"
    rf"(?:(?!(?:in|on|at|to|by|from|after|before|an?|[A-Z]\w+day|\w+ed)\s)[\w’'-]+\s+){{0,3}}?(?:{_OCCASION})\b(?:\s+(?:on|to|with|at|in)\s+(?:{_NETWORK})\b)?"
    rf"|(?:on|via|over)\s+(?:(?:the|his|her|its|their)\s+)?(?:{_NETWORK})(?![\w’'-]))"
)
# Before the name of an outlet through which the words came, or behind it.
_THROUGH = re.compile(
    r"(?:\b(?:told|tells|telling|tell|citing|cites|cited by|quoted by|reported by|according to|speaking to"
    r"|(?:interview|conversation|talk|call|statement) (?:with|on|to)|in comments to|in remarks to)"
    r"\s+(?:the\s+)?(?:[\w-]+\s+)?)$",
    re.IGNORECASE,
)
_REPORTED = re.compile(r",?\s+(?:has\s+|had\s+)?(?:reported|reports|wrote|quoted)\b")
# By hand: words in the names of outlets, and outlets whose names have none of them. Whoever else is told something
# ("told Parliament") is no outlet.
_WORDS = """
    agency bulletin broadcaster broadcasting channel chronicle courier daily dispatch examiner express gazeta
    gazette globe herald independent inquirer journal magazine mail media mirror network news newsweek observer
    online outlet podcast post pravda press presse radio register review sentinel standard star sun tageblatt
    telegraph television times today tribune tv weekly wire zeitung
"""
_NAMES = """
    A.F.P. A.P. ABC AFP ANSA AP ARD Anadolu Ansa Atlantic Axios BBC BFM Bild Bloomberg Breitbart BuzzFeed CBC CBS
    CNBC CNN Corriere Economist Euronews Figaro Forbes Fortune Fox Guardian Haaretz Hill HuffPost ITV Interfax
    Intercept Jazeera Kyodo LBC Libération MSNBC Meduza Monde NBC NHK NPR NRK NTV PBS Politico RFI RIA RT Repubblica
    Reuters SVT Salon Sky Slate Spiegel TASS Tass Telemundo Time UPI Ukrinform Univision Variety Verge Vice Vox
    Welle Welt Wired Xinhua Yonhap Yorker ZDF dpa
"""
_OUTLET = re.compile(rf"(?<!\w)(?:(?i:{'|'.join(_WORDS.split())})|{'|'.join(map(re.escape, _NAMES.split()))})(?!\w)")
_NOT_OUTLETS = re.compile(
    r"\b(?:Agency for|Intelligence Agency|Security Agency|Council|Committee|Court|Party|University)\b"
)


def provided(article: Article, quotes: Iterable[Quote], names: Sequence[Named]) -> Iterator[Quote]:
    """Add to quotes where they were said and through whom they came.

    Args:
        article: with its blocks.
        quotes: of it.
        names: that stand in it, in order.

    Yields:
        The quotes in the same order.
    """
    cut = [sentence for block in article.blocks for sentence in sentences(article.text, block.span)]
    starts = [sentence.start for sentence in cut]
    bodies = [span for span, kind in names if kind is NameKind.ORGANISATION]
    for quote in quotes:
        anchor = (*quote.cue, *quote.source)
        at = bisect_right(starts, anchor[0].start) - 1 if anchor else -1
        if at < 0:
            yield quote
            continue
        sentence = near(cut[at], anchor[0].start)
        medium = next(_free(quote, _MEDIUM.finditer(article.text, *sentence)), None)
        yield replace(quote, medium=medium, through=_outlet(article.text, quote, sentence, bodies))


def _free(quote: Quote, found: Iterable[re.Match[str]]) -> Iterator[Span]:
    """Matches that do not stand in the words that were said, nor are the source."""
    for match in found:
        span = Span(*match.span())
        if not any(span.overlaps(taken) for taken in (*quote.content, *quote.source)):
            yield span


def _outlet(text: str, quote: Quote, sentence: Span, bodies: Sequence[Span]) -> Span | None:
    low = bisect_left(bodies, sentence.start, key=lambda span: span.start)
    for body in bodies[low:]:
        if body.start >= sentence.end:
            return None
        taken = any(body.overlaps(span) for span in (*quote.content, *quote.source))
        if taken or _NOT_OUTLETS.search(text, *body) or not _OUTLET.search(text, *body):
            continue
        before = text[max(sentence.start, body.start - 40) : body.start]
        if _THROUGH.search(before) or _REPORTED.match(text, body.end, sentence.end):
            return body
    return None
