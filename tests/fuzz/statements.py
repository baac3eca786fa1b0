"""Any statements: compared the same from both sides, clustered the same in any order, checked without surprise."""

from __future__ import annotations

from quotes.check import check as held
from quotes.cluster import Statement, cluster, keys, score
from quotes.compare import Comparison, Relation, compare
from quotes.entries import Sighting
from quotes.records import Act, Kind, Place, Polarity, Span
from quotes.rows import comparison_row, finding_row
from quotes.text import normalise
from quotes.wording import printed_words, words
from tests.fuzz.values import joined, parts, text


def check(data: bytes) -> None:
    """Two statements, who says them, and a third."""
    first, second, one, other, third = (text(part) for part in parts(data, 5))
    both = compare(first, second, (one or None, other or None))
    back = compare(second, first, (other or None, one or None))
    sound(both, first, second)
    sound(back, second, first)
    assert (both.relation, both.score, both.coverage, both.alarms) == (
        back.relation,
        back.score,
        back.coverage,
        back.alarms,
    )
    for said in (first, second):
        _itself(said)
        _origins(said)
    _clustered([first, second, third])
    _checked(first, second, third)


def sound(comparison: Comparison, first: str, second: str) -> None:
    """The promises of `Comparison`."""
    assert 0 <= comparison.score <= 1
    assert 0 <= comparison.coverage <= 1
    assert list(comparison.alarms) == sorted(set(comparison.alarms))
    sides = words(first), words(second)
    at = [0, 0]
    for edit in comparison.edits:
        assert [edit.first[0], edit.second[0]] == at
        at = [edit.first[1], edit.second[1]]
        assert edit.op != "equal" or at[0] - edit.first[0] == at[1] - edit.second[0] > 0
    assert at == [len(side) for side in sides] or not comparison.edits
    comparison_row(comparison, first, second)


def _itself(said: str) -> None:
    alone = compare(said, said)
    assert alone.relation is (Relation.SAME if words(said) else Relation.DIFFERENT)
    assert alone.coverage == float(bool(words(said)))
    assert not alone.alarms


def _origins(said: str) -> None:
    normal = normalise(said)
    assert len(normal.text) == len(normal.origins)
    assert list(normal.origins) == sorted(normal.origins)
    cut = words(said)
    end = 0
    for word in cut:
        assert word.folded
        assert end <= word.span.start <= word.span.end <= len(said)
        end = word.span.start
    if cut:
        assert printed_words(said, cut, 0, len(cut)) in said
    assert all(0 <= key < 2**32 for key in keys(cut))


def _clustered(texts: list[str]) -> None:
    kinds, polarities = list(Kind), list(Polarity)
    made = [
        Statement(number, said, kinds[len(said) % 3], polarities[number % 2])
        for number, said in enumerate(texts, start=1)
    ]
    for one in made:
        for other in made:
            assert 0 <= score(one, other) <= 1
            assert score(one, other) == score(other, one)
    forwards, backwards = cluster(made), cluster(made[::-1])
    assert [forwards.anchor(one) for one in made] == [backwards.anchor(one) for one in made]


def _checked(asked: str, *stored: str) -> None:
    found = held(asked, [sighting(number, said) for number, said in enumerate(stored, start=1)])
    assert 0 <= found.confidence <= 1
    finding_row(found, [found.sighting] if found.sighting else [])


def sighting(number: int, said: str, /, **more: object) -> Sighting:
    """A stored quote with these words."""
    return Sighting(  # type: ignore[arg-type]
        **{
            "id": number, "article": 1, "claim": 1, "text": said, "kind": Kind.DIRECT, "act": Act.STATEMENT,
            "polarity": Polarity.ASSERTS, "place": Place.BODY, "content": (Span(0, len(said)),), "source": (),
            "cue": (), "source_text": "", "cue_text": "", "speakers": (), "speaker_ids": (), "confidence": 0.5,
            "said": None, "doc": "x", "url": None, "title": None, "outlet": None, "date": None,
            "ingested": "2025-05-05", "leads": True, "report": 1, "normal": normalise(said).text,
        }
        | more
    )  # fmt: skip


SEEDS = (
    joined(
        "“The harbour will open in May,” she said", "the harbour would not open in May", "Jane Ashdown", "J. Ashdown"
    ),
    joined('"We spent $3.5bn on it ... twice."', "We spent three and a half billion dollars", "", "", "on it twice"),
    joined(
        "that nobody, not even I, had 1,200 boats",
        "nobody had 1.200 boats",
        "The mayor",
        "Ann Lee",
        "“nobody” … “boats”",
    ),
    joined("It isn't 50% of U.S. trade.", "it's 50 percent of US trade", "", "", "ist ½ Ölfaß ﬁne İ"),
)
