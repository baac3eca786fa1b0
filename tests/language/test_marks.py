"""Quotation marks: pairing, kinds and boundaries."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.marks import kind_of, outermost, quotations, snap
from quotes.records import Block, Kind, Span
from quotes.segment import paragraphs

_MARKED = st.text(alphabet="ab Zs5\n.,-\"“”„‟«»‘’‚‛'`‹›", max_size=60)


def _blocks(text: str) -> list[Block]:
    return [Block(span) for span in paragraphs(text)]


def _found(text: str) -> list[str]:
    return [text[q.span.start : q.span.end] for q in quotations(text, _blocks(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param('"We row," she said. "We rest."', ['"We row,"', '"We rest."'], id="straight"),
        pytest.param("“We row,” she said.", ["“We row,”"], id="curly"),
        pytest.param("„Wir rudern“, sagte sie.", ["„Wir rudern“"], id="low with high six"),
        pytest.param("„Wiosłujemy”, powiedziała.", ["„Wiosłujemy”"], id="low with high nine"),
        pytest.param("«Nous ramons», dit-elle.", ["«Nous ramons»"], id="guillemets outwards"),
        pytest.param("« Nous ramons », dit-elle.", ["« Nous ramons »"], id="guillemets with spaces"),
        pytest.param("»Wir rudern«, sagte sie.", ["»Wir rudern«"], id="guillemets inwards"),
        pytest.param("”Vi ror”, sa hon.", ["”Vi ror”"], id="the same curly mark twice"),
        pytest.param("''We row,'' Ms. Dahl said.", ["''We row,''"], id="two single marks"),
        pytest.param("``We row,'' Ms. Dahl said.", ["``We row,''"], id="typewriter"),
        pytest.param("'We row,' she said. 'It's fun.'", ["'We row,'", "'It's fun.'"], id="straight single"),
        pytest.param("‘The rowers’ boat leaks,’ she said.", ["‘The rowers’ boat leaks,’"], id="possessive plural"),
        pytest.param("the '90s and rock 'n' roll for 'em", [], id="elisions"),
        pytest.param("the ’90s, the rowers’ boats", [], id="curly elisions"),
        pytest.param('a 5" pipe, a 7" record, 6\'2" tall', [], id="feet and inches"),
        pytest.param('"I am 6\'2" tall, truly," he said', ['"I am 6\'2" tall, truly,"'], id="inches inside"),
        pytest.param('"The pipe is 5" wide," he said', ['"The pipe is 5" wide,"'], id="inches before the end"),
        pytest.param('"It was 5" and then "6"', ['"It was 5"', '"6"'], id="a number ends a quotation"),
        pytest.param('“We row," she said.', ['“We row,"'], id="curly opened, straight closed"),
        pytest.param("a ”word“ turned round", ["”word“"], id="wrong way round"),
        pytest.param("They call it a “plan”.", ["“plan”"], id="scare quotes"),
        pytest.param('He said "we row. Then', ['"we row. Then'], id="left open"),
        pytest.param('"It leaks, he said. "We row."', ['"It leaks, he said.', '"We row."'], id="closing mark lost"),
        pytest.param('She rows" and more', [], id="opening mark lost"),
        pytest.param(
            "彼女は「舟を漕ぐ」と述べ、『休む』とも言った。", ["「舟を漕ぐ」", "『休む』"], id="corner brackets"
        ),
        pytest.param('דובר צה"ל אמר: "הגשר ייפתח", ומנכ"ל חייך', ['"הגשר ייפתח"'], id="Hebrew acronyms"),
        pytest.param('ב"הארץ" נכתב: "המים עלו"', ['"הארץ"', '"המים עלו"'], id="Hebrew prefix"),
        pytest.param('""" """"" “”', [], id="nothing inside"),
    ],
)
def test_marks_are_paired(text: str, expected: list[str]) -> None:
    assert _found(text) == expected


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("“She said ‘row on’ twice,” he said.", "‘row on’"),
        ("'She said \"row on\" twice,' he said.", '"row on"'),
        ("“She said “row on” twice,” he said.", "“row on”"),
        ('"She said "row on" twice," he said.', '"row on"'),
        ("«Elle dit “ramez” deux fois», dit-il.", "“ramez”"),
        ("»Sie sagte ›rudert‹ zweimal«, sagte er.", "›rudert‹"),
        ("''She said 'row on','' he said.", "'row on'"),
    ],
)
def test_nested_quotation_has_depth_one(text: str, inner: str) -> None:
    outer, nested = quotations(text, _blocks(text))
    assert (outer.depth, nested.depth) == (0, 1)
    assert text[nested.span.start : nested.span.end] == inner
    assert outermost([outer, nested]) == [outer]


def test_quotation_that_reopens_without_closing_is_continued() -> None:
    text = "“One.\n\n“Two.\n\n“Three,” she said. “Four.”\n\n“Five.”"
    found = quotations(text, _blocks(text))
    assert [q.closed for q in found] == [False, False, True, True, True]
    assert [q.continued for q in found] == [False, True, True, False, False]


def test_quotation_over_broken_lines_ends_with_the_closing_mark() -> None:
    text = '"We row\nuntil dusk," she said.'
    assert _found(text) == ['"We row', 'until dusk,"']


@pytest.mark.parametrize(
    ("text", "content", "kind"),
    [
        ('"We row," she said.', '"We row,"', Kind.DIRECT),
        ('She said it was "a fine boat".', 'it was "a fine boat"', Kind.MIXED),
        ("She said it was a boat.", "it was a boat", Kind.INDIRECT),
        ('"We row. We rest. We row," she said.', "We rest.", Kind.DIRECT),
    ],
)
def test_kind_follows_the_marks(text: str, content: str, kind: Kind) -> None:
    start = text.index(content)
    found = quotations(text, _blocks(text))
    assert kind_of(text, (Span(start, start + len(content)),), found) is kind


def test_kind_does_not_count_the_marks_around_cue_and_content() -> None:
    text = '"My aunt said it leaks," he said.'
    content, cue = Span(14, 22), Span(9, 13)
    assert text[content.start : content.end] == "it leaks"
    assert kind_of(text, (content,), quotations(text, _blocks(text)), around=cue) is Kind.INDIRECT


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("We row until dusk", '"We row until dusk,"'),
        ('"We row until dusk,', '"We row until dusk,"'),
        ('row until dusk," she', '"We row until dusk,"'),
        ("We", "We"),
        ('dusk," she said later', "she said later"),
        (" she said later", "she said later"),
    ],
)
def test_snap_agrees_with_the_marks(content: str, expected: str) -> None:
    text = '"We row until dusk," she said later.'
    start = text.index(content)
    parts = snap(text, (Span(start, start + len(content)),), quotations(text, _blocks(text)))
    assert expected in [text[s:e] for s, e in parts] or parts[0].start <= text.index(expected)


@given(_MARKED)
def test_quotations_lie_in_their_paragraphs_and_nest(text: str) -> None:
    blocks = _blocks(text)
    found = quotations(text, blocks)
    assert [q.span for q in found] == sorted((q.span for q in found), key=lambda s: (s.start, -s.end))
    for q in found:
        assert q.inner.within(q.span)
        assert text[q.inner.start : q.inner.end].strip()
        assert any(q.span.within(block.span) for block in blocks)
        around = [p for p in found if p is not q and q.span.within(p.span)]
        assert q.depth == len(around)
        assert all(p.span.within(q.span) or p in around or not p.span.overlaps(q.span) for p in found)


@given(_MARKED, st.integers(0, 60), st.integers(0, 60))
def test_snap_keeps_parts_ordered_and_inside(text: str, a: int, b: int) -> None:
    content = (Span(min(a, b, len(text)), min(max(a, b), len(text))),)
    found = quotations(text, _blocks(text))
    parts = snap(text, content, found)
    assert all(0 <= s < e <= len(text) for s, e in parts)
    assert snap(text, parts, found) == parts or len(parts) == 1
    kind_of(text, parts, found)


@pytest.mark.slow
@pytest.mark.parametrize("unit", ['"', "“", "'", '«"', "“‘", '" '])
def test_time_is_linear_in_the_marks(unit: str) -> None:
    text = unit * (400_000 // len(unit))
    start = time.perf_counter()
    quotations(text, [Block(Span(0, len(text)))])
    assert time.perf_counter() - start < 5
