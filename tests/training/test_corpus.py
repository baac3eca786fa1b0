"""From annotated articles to labelled pieces, windows, and variants."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from quotes.errors import InputError
from quotes.model.session import PACKAGED, TOKENIZER, tokenizer
from quotes.model.tags import Role
from quotes.records import Span
from quotes.training.augment import Signs, hidden, varied
from quotes.training.corpus import IGNORED, Document, Example, Gold, example, read_corpus, shifted_windows

TOKENS = tokenizer(PACKAGED / TOKENIZER)
TEXT = "Boats leak, mayor says.\n\n“We row, Mr. Orsk,” Ida Dahl said, “and rest.” Boats leak."


def _span(words: str) -> Span:
    at = TEXT.index(words)
    return Span(at, at + len(words))


def _document() -> Document:
    return Document(
        "x",
        TEXT,
        (
            Gold((_span("mayor"),), (_span("says"),), (_span("Boats leak"),)),
            Gold((_span("Ida Dahl"),), (_span("said"),), (_span("“We row, Mr. Orsk,”"), _span("“and rest.”"))),
        ),
        ((_span("Ida Dahl"), "PERSON"),),
    )


def _words(one: Example, role: Role) -> list[list[int]]:
    return [one.pieces.ids[s.span.first : s.span.last + 1].tolist() for s in one.spans[role]]


def _ids(*texts: str) -> list[list[int]]:
    return [TOKENS.encode(text, add_special_tokens=False).ids for text in texts]


def _variant(share: float, seed: int = 1) -> tuple[Example, np.ndarray]:
    return varied(example(_document(), TOKENS), Signs.of(TOKENS), np.random.default_rng(seed), share)


def test_labels_follow_the_gold_spans() -> None:
    one = example(_document(), TOKENS)
    assert _words(one, Role.SOURCE) == _ids("mayor", "Ida Dahl")
    assert _words(one, Role.CONTENT) == _ids("Boats leak", '"We row, Mr. Orsk,"', '"and rest."')
    assert [sorted(s.attributions) for s in one.spans[Role.CONTENT]] == [[0], [1], [1]]
    content = one.spans[Role.CONTENT][1].span
    assert one.tags[content.first] == 2 * Role.CONTENT + 1
    assert set(one.tags[content.first + 1 : content.last + 1]) <= {2 * Role.CONTENT + 2, IGNORED}
    assert (one.tags != IGNORED).sum() == one.pieces.firsts.sum()
    assert (one.mentions > 0).sum() == 2


def test_windows_of_an_epoch_cover_every_piece_once_and_differ_between_epochs() -> None:
    examples = [example(_document(), TOKENS) for _ in range(5)]
    seen = []
    for epoch in range(4):
        found = shifted_windows(examples, 24, 4, np.random.default_rng(epoch))
        counted = sorted((number, i) for number, w in found for i in range(w.first, w.last))
        assert counted == [(n, i) for n, one in enumerate(examples) for i in range(len(one.pieces))]
        assert all(w.end - w.start <= 24 for _, w in found)
        seen.append(found)
    assert len({str(found) for found in seen}) == 4


def test_a_variant_without_changes_is_the_same() -> None:
    one, order = _variant(0)
    assert order.tolist() == list(range(len(one.pieces)))
    assert one.tags.tolist() == example(_document(), TOKENS).tags.tolist()


def test_all_changes_at_once() -> None:
    one, order = _variant(1)
    # A comma that stands behind the mark, British fashion, is no part of the content any more; single marks, no stop
    # after the title, and none after the headline.
    assert _words(one, Role.CONTENT) == _ids("Boats leak", "'We row, Mr Orsk'", "'and rest'")
    assert _words(one, Role.SOURCE) == _ids("mayor", "Ida Dahl")
    assert len(one.pieces) == len(order) == len(example(_document(), TOKENS).pieces) - 2
    assert len(set(order.tolist())) == len(order)


def test_equal_generators_give_equal_variants() -> None:
    assert _variant(0.5, 7)[1].tolist() == _variant(0.5, 7)[1].tolist()


def test_reading_a_corpus(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(
        json.dumps(
            {"id": "x", "text": TEXT, "attributions": [{"source": [], "cue": [[0, 5]], "content": [[9, 12], [6, 8]]}]}
        )
    )
    (tmp_path / "m.jsonl").write_text(json.dumps({"id": "x", "mentions": [[0, 5, "PERSON"]]}))
    [document] = read_corpus(tmp_path / "a.jsonl", tmp_path / "m.jsonl")
    assert document.attributions == (Gold((), (Span(0, 5),), (Span(6, 8), Span(9, 12))),)
    assert document.mentions == ((Span(0, 5), "PERSON"),)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "a.jsonl, line 1: no annotated article"),
        ('{"id": "x", "text": ""}', "a.jsonl, line 1: no annotated article .*attributions"),
        ("[]", "a.jsonl, line 1: no annotated article"),
        (None, "a.jsonl: No such file"),
    ],
)
def test_a_broken_corpus_is_named(tmp_path: Path, content: str | None, message: str) -> None:
    if content is not None:
        (tmp_path / "a.jsonl").write_text(content)
    with pytest.raises(InputError, match=message):
        read_corpus(tmp_path / "a.jsonl")


def test_pieces_are_hidden_and_labels_stay() -> None:
    one, signs = example(_document(), TOKENS), Signs.of(TOKENS)
    assert hidden(one, signs, np.random.default_rng(1), 0.0).pieces.ids.tolist() == one.pieces.ids.tolist()
    half = hidden(one, signs, np.random.default_rng(1), 0.5)
    gaps = half.pieces.ids == TOKENS.token_to_id("[MASK]")
    assert 0.2 < gaps.mean() < 0.8
    assert (half.pieces.ids[~gaps] == one.pieces.ids[~gaps]).all()
    assert half.tags is one.tags
