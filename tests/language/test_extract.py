"""Attributions of plain sentences by the network in the package, put right by the marks."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.extract import extract
from quotes.model.features import Ints
from quotes.model.links import VECTORS
from quotes.model.names import LABELS
from quotes.model.reader import Answer, Reader
from quotes.model.session import PACKAGED, TOKENIZER, load, tokenizer
from quotes.model.tags import TAGS
from quotes.records import Act, Article, Block, Kind, Place, Polarity, Quote, Span, printed
from quotes.segment import paragraphs

# What the network does not get right yet; strict, so that a better one has to say so.
MISSED = pytest.mark.xfail(strict=True, reason="the network gets it wrong")


def _article(text: str) -> Article:
    return Article("test", text, tuple(Block(span) for span in paragraphs(text)))


def _rows(text: str) -> list[tuple[str, str, str]]:
    """Source, cue and content of each quote."""
    return [
        (printed(text, q.source), printed(text, q.cue), printed(text, q.content))
        for q in extract(_article(text), load()).quotes
    ]


def _only(text: str) -> Quote:
    [quote] = extract(_article(text), load()).quotes
    return quote


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        pytest.param('"We row," Dahl said.', [("Dahl", "said", '"We row,"')], id="quote, source, cue"),
        pytest.param("“We row,” said Ida Dahl.", [("Ida Dahl", "said", "“We row,”")], id="inverted"),
        pytest.param('"We row," beamed Ida Dahl.', [("Ida Dahl", "beamed", '"We row,"')], id="rare verb"),
        pytest.param('Dahl said: "We row."', [("Dahl", "said:", '"We row."')], id="colon"),
        pytest.param('Dahl said, "We row."', [("Dahl", "said", '"We row."')], id="comma"),
        pytest.param('"We row," she said. "We rest."', [("she", "said", '"We row," … "We rest."')], id="two sentences"),
        pytest.param('"We row," she said, "and rest."', [("she", "said", '"We row," … "and rest."')], id="interrupted"),
        pytest.param(
            '"We row," she told reporters, "all day."', [("she", "told", '"We row," … "all day."')], id="told"
        ),
        pytest.param('"Why row?" Dahl asked.', [("Dahl", "asked", '"Why row?"')], id="question"),
        pytest.param(
            "“One.\n\n“Two,” Dahl said.",
            [("Dahl", "said", "“One. … “Two,”")],
            id="speaker in the last paragraph",
        ),
        pytest.param(
            "Dahl said, “One.\n\n“Two.”",
            [("Dahl", "said", "“One. … “Two.”")],
            id="speaker in the first paragraph",
        ),
        pytest.param("Dahl went on:\n\n“We row.”", [("Dahl", "went on:", "“We row.”")], id="colon ends a paragraph"),
        pytest.param("Dahl said that boats leak.", [("Dahl", "said", "that boats leak")], id="that"),
        pytest.param("Dahl has said boats leak.", [("Dahl", "has said", "boats leak")], id="no that, auxiliary"),
        pytest.param("She also noted that boats leak.", [("She", "also noted", "that boats leak")], id="adverb"),
        pytest.param("Dahl told Orsk that boats leak.", [("Dahl", "told", "that boats leak")], id="addressee"),
        pytest.param("Boats leak, Dahl said on Monday.", [("Dahl", "said", "Boats leak")], id="clause before"),
        pytest.param("Boats leak, the press office said.", [("the press office", "said", "Boats leak")], id="body"),
        pytest.param("According to Dahl, boats leak.", [("Dahl", "According to", "boats leak")], id="according first"),
        pytest.param("Boats leak, according to him.", [("him", "according to", "Boats leak")], id="according last"),
        pytest.param(
            "Ida Dahl, the club’s coach, said boats leak.",
            [("Ida Dahl, the club’s coach,", "said", "boats leak")],
            id="apposition",
        ),
        pytest.param(
            "Ida Dahl, who owns a boat, said it leaks.",
            [("Ida Dahl, who owns a boat,", "said", "it leaks")],
            id="relative clause",
        ),
        pytest.param(
            "Dahl said the boat leaks, adding that rain fell.",
            [("Dahl", "said", "the boat leaks"), ("Dahl", "adding", "that rain fell")],
            id="participle",
        ),
        pytest.param(
            "Dahl noted that boats leak but said “we row” anyway.",
            [("Dahl", "noted", "that boats leak"), ("Dahl", "said", "“we row” anyway")],
            id="one source, two cues",
            marks=MISSED,
        ),
        pytest.param(
            "Dahl said she would row, but Orsk said he would not.",
            [("Dahl", "said", "she would row"), ("Orsk", "said", "he would not")],
            id="two sources",
        ),
        pytest.param(
            'Asked whether boats leak, Dahl said, "No."',
            [("", "Asked", "whether boats leak"), ("Dahl", "said", '"No."')],
            id="asked whether",
        ),
        pytest.param(
            "Both Dahl and Orsk described the boat as sound.",
            [("Both Dahl and Orsk", "described", "the boat as sound")],
            id="several sources",
        ),
        pytest.param("“We row.” — Ida Dahl", [("Ida Dahl", "", "“We row.”")], id="signed", marks=MISSED),
        pytest.param("Source: Dahl, as reported by The Oar.", [], id="provenance line", marks=MISSED),
        pytest.param("Ten United States boats leaked.", [], id="a name is no verb"),
        pytest.param("The report shocked the club.", [], id="a noun is no verb"),
    ],
)
def test_attribution(text: str, rows: list[tuple[str, str, str]]) -> None:
    assert _rows(text) == rows


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('"We row," Dahl said.', Kind.DIRECT),
        ("Dahl said it was a “fine boat”.", Kind.MIXED),
        ("Dahl said that boats leak.", Kind.INDIRECT),
    ],
)
def test_kind(text: str, kind: Kind) -> None:
    assert _only(text).kind is kind


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("Dahl said that boats leak.", Polarity.ASSERTS),
        ("Dahl denied that boats leak.", Polarity.DENIES),
        ("Dahl dismissed claims that boats leak.", Polarity.DENIES),
        ("Dahl asked whether boats leak.", Polarity.ASKS),
        ("Dahl vowed to row.", Polarity.PROMISES),
        ("Dahl urged the crew to row.", Polarity.ORDERS),
    ],
)
def test_polarity_comes_from_the_cue(text: str, polarity: Polarity) -> None:
    assert {quote.polarity for quote in extract(_article(text), load()).quotes} == {polarity}


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Dahl said that boats leak.", Act.STATEMENT),
        ("Dahl believes that boats leak.", Act.ATTITUDE),
        ("Dahl hopes to row.", Act.ATTITUDE),
        ("Dahl expressed hope that boats float.", Act.STATEMENT),
    ],
)
def test_act_comes_from_the_cue(text: str, act: Act) -> None:
    assert {quote.act for quote in extract(_article(text), load()).quotes} == {act}


def test_nothing_outside_the_blocks_is_extracted() -> None:
    text = "Dahl said boats leak.\nOrsk said they float."
    first, _ = paragraphs(text)
    quotes = extract(Article("test", text, (Block(first),)), load()).quotes
    assert [printed(text, q.source) for q in quotes] == ["Dahl"]
    assert extract(Article("test", text), load()).quotes == []


def test_headline_with_colon_has_its_place() -> None:
    text = "Dahl: Boats leak"
    [quote] = extract(Article("test", text, (Block(Span(0, len(text)), Place.HEADLINE),)), load()).quotes
    assert (printed(text, quote.source), printed(text, quote.content)) == ("Dahl", "Boats leak")
    assert quote.place is Place.HEADLINE


@given(
    st.one_of(
        st.text(max_size=80),
        st.lists(
            st.sampled_from(
                (
                    "Dahl said told that “ ” \" ' , . : ; \n who he according to adding and but ( ) is expected "
                    "Monday on went — a boat row"
                ).split(" ")
            ),
            max_size=25,
        ).map(" ".join),
    )
)
def test_spans_lie_in_the_text_in_order_and_disjoint(text: str) -> None:
    for quote in extract(_article(text), load()).quotes:
        assert quote.content
        assert 0 <= quote.confidence <= 1
        for spans in (quote.content, quote.source, quote.cue):
            assert all(0 <= s < e <= len(text) for s, e in spans)
            assert all(a.end <= b.start for a, b in pairwise(spans))


@pytest.mark.parametrize(
    ("sentence", "content", "source"),
    [
        (
            "According to Orsk Ferries, the boats will sail again in spring.",
            "the boats will sail again in spring",
            "Orsk Ferries",
        ),
        (
            "According to the mayor, Jonas Tamm, the town lacks nothing.",
            "the town lacks nothing",
            "the mayor, Jonas Tamm",
        ),
        pytest.param(
            "According to Jonas Tamm, the mayor of Orsk, boats are cheap.",
            "boats are cheap",
            "Jonas Tamm, the mayor of Orsk,",
            marks=MISSED,
        ),
    ],
)
def test_according_to_opens_a_sentence(sentence: str, content: str, source: str) -> None:
    article = Article("x", sentence, (Block(Span(0, len(sentence))),))
    [quote] = extract(article, load()).quotes
    assert printed(sentence, quote.content) == content
    assert printed(sentence, quote.source) == source


@pytest.mark.parametrize(
    ("sentence", "polarity"),
    [
        ("Ada Vale never said that the bridge would fall.", Polarity.DENIES),
        ("Ada Vale has not said that the bridge would fall.", Polarity.DENIES),
        ("Ada Vale did not deny that the bridge would fall.", Polarity.ASSERTS),
        ("Ada Vale said that the bridge would fall.", Polarity.ASSERTS),
    ],
)
def test_a_negated_cue_turns_the_polarity(sentence: str, polarity: Polarity) -> None:
    [quote] = extract(Article("x", sentence, (Block(Span(0, len(sentence))),)), load()).quotes
    assert quote.polarity is polarity


def test_whole_sentences_between_marks_are_kept_even_if_the_network_finds_nothing() -> None:
    reader = load()
    nothing = np.eye(1, TAGS, dtype=np.float32) * 9

    def blind(ids: Ints, shapes: Ints, asked: Ints) -> Answer:
        links, names = (np.zeros((len(asked), width), np.float32) for width in (VECTORS, LABELS))
        return Answer(np.repeat(nothing, len(asked), axis=0), links, names)

    text = (
        "“Boats leak in all weathers here,” some say. A “leak” and “the book of all the boats” are none.\n\n“We row.”"
    )
    blinded = Reader(reader.settings, tokenizer(PACKAGED / TOKENIZER), blind)
    quotes = extract(_article(text), blinded).quotes
    assert [(q.kind, q.source, printed(text, q.content)) for q in quotes] == [
        (Kind.DIRECT, (), "“Boats leak in all weathers here,”")
    ]
