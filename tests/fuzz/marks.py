"""Any text, any answers of a network: quotes with their speakers that keep to the text."""

from __future__ import annotations

import zlib
from dataclasses import replace
from functools import cache

import numpy as np

from quotes.draft import alleged
from quotes.errors import InputError
from quotes.marks import quotations
from quotes.model.features import Ints
from quotes.model.links import VECTORS
from quotes.model.names import LABELS
from quotes.model.reader import Answer, Reader
from quotes.model.session import PACKAGED, SETTINGS, TOKENIZER, tokenizer
from quotes.model.settings import Settings
from quotes.model.tags import TAGS
from quotes.pipeline import analyse
from quotes.read.dates import is_iso
from quotes.read.decode import UNREADABLE
from quotes.read.plain import read_plain
from quotes.records import JOINER, Article, Block, Place, Quote, Span, Spans, printed
from tests.fuzz.values import joined, parts, text

_LANGUAGES = (None, "en", "de", "en")
_SURE = 6.0


def check(data: bytes) -> None:
    """The first byte says how the article is made, what follows is a network, and behind it is the text."""
    how, rest = (data[0], data[1:]) if data else (0, b"")
    noise, written = parts(rest, 2)
    article = _article(how, UNREADABLE.sub("\ufffd", text(written)))
    if article is None:
        return
    nested(article)
    reading = analyse(article, _reader(noise))
    contents = [quote.content for quote in reading.quotes]
    assert contents == sorted(contents)
    for quote in reading.quotes:
        sound(article, quote)
    for one in alleged(reading):
        assert 0 <= one.span.start < one.span.end <= len(article.text)
        assert one.text
        assert 1 <= one.line <= article.text.count("\n") + 1
    assert analyse(article, _reader(noise)) == reading


def nested(article: Article) -> None:
    """Quotations lie in their blocks, disjoint or one in the other."""
    found = quotations(article.text, article.blocks)
    holders: list[Span] = []
    for one in found:
        assert any(one.span.within(block.span) for block in article.blocks)
        assert one.inner.within(one.span)
        while holders and holders[-1].end <= one.span.start:
            holders.pop()
        assert not holders or one.span.within(holders[-1])
        assert one.depth == len(holders)
        assert one.holder < 0 or found[one.holder].span == holders[-1]
        holders.append(one.span)


def sound(article: Article, quote: Quote) -> None:
    """The promises of `Quote`."""
    assert quote.content
    for spans in (quote.content, quote.source, quote.cue):
        _in_order(article, spans)
        assert printed(article.text, spans).split(JOINER) or not spans
    mentions = [quote.medium, quote.through, quote.resolution.mention if quote.resolution else None]
    for span in filter(None, mentions):
        _in_order(article, (span,))
    assert 0 <= quote.confidence <= 1
    assert quote.resolution is None or 0 <= quote.resolution.sure <= 1
    assert quote.said is None or is_iso(quote.said)
    for speaker in quote.speakers:
        assert speaker.name.strip()
        assert speaker.name in speaker.aliases
        assert list(speaker.aliases) == sorted(speaker.aliases)
        assert all(map(str.strip, (*speaker.aliases, *speaker.roles)))


def _in_order(article: Article, spans: Spans) -> None:
    end = 0
    for span in spans:
        assert end <= span.start < span.end, spans
        assert any(span.within(block.span) for block in article.blocks), spans
        assert article.text[slice(*span)].strip(), spans
        end = span.end


def _article(how: int, written: str) -> Article | None:
    language = _LANGUAGES[how >> 2 & 3]
    published = "2025-05-05" if how & 2 else None
    if how & 1:
        blocks = tuple(_lines(written))
        return Article("x", written, blocks, published=published, language=language) if blocks else None
    try:
        article = read_plain(written, "x")
    except InputError:
        return None
    return replace(article, published=published or article.published, language=language or article.language)


def _lines(written: str) -> list[Block]:
    """Each line a paragraph."""
    places, at, found = list(Place), 0, []
    for number, line in enumerate(written.split("\n")):
        if line.strip():
            found.append(Block(Span(at, at + len(line)), places[number % len(places)]))
        at += len(line) + 1
    return found


@cache
def _packaged() -> tuple[Settings, object]:
    return Settings.load(PACKAGED / SETTINGS), tokenizer(PACKAGED / TOKENIZER)


def _reader(noise: bytes) -> Reader:
    """A network that says what the bytes say: of each piece one tag and one kind of name, and links by chance."""
    says = np.frombuffer(noise or b"\0", np.uint8).astype(np.int64)

    def run(ids: Ints, shapes: Ints, asked: Ints) -> Answer:
        count = len(asked)
        chance = np.random.default_rng(zlib.crc32(ids.tobytes() + noise))
        tags, links, names = (chance.standard_normal((count, width), np.float32) for width in (TAGS, VECTORS, LABELS))
        each, rows = np.resize(says, count), np.arange(count)
        tags[rows, each % TAGS] += _SURE * (each < 240)
        names[rows, each // TAGS % LABELS] += _SURE
        return Answer(tags, links, names)

    settings, pieces = _packaged()
    return Reader(settings, pieces, run)  # type: ignore[arg-type]


def seed(text: str, noise: bytes = b"", how: int = 0) -> bytes:
    """An input."""
    return bytes([how]) + joined(noise, text)


# A content of some words, a source, a cue, and so on: begin is odd, go on is even.
_SAYS = (b"\x05\x06\x06\x06\x00\x01\x02\x03\x04\x00", b"\x01\x09\x03\x05\x06\x06\x06\x06\x06\x00", b"\x06\x04\x02\xf1")
_SAID = "“It opens,” Mayor Jane Ashdown told Reuters on Monday. “And soon.”\n\nShe said that ‘nobody’ was asked.\n"
SEEDS = tuple(
    seed(written, noise, how)
    for how, (noise, written) in enumerate(
        (noise, written)
        for noise in _SAYS
        for written in (
            _SAID,
            "Harbour\n\n\"It opens,\n\n\"and soon,\" she said; to Ashdown, 'we' ``will'' «open» 6'2\" wide.\n",
            "„Er öffnet“, sagte sie. ‚Bald.‘ »Nein« – ‹doch›.\nMinister: “No”\nQ: When?\nA: Soon…",
        )
    )
)
