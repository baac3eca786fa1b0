"""Shards of records: what goes in comes out, whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes import shards
from quotes.errors import InputError, ReadError
from quotes.model.session import load
from quotes.pipeline import read_articles
from quotes.read import Places
from quotes.records import (
    Act,
    Article,
    Block,
    Kind,
    Origin,
    Place,
    Polarity,
    Quote,
    Reading,
    Resolution,
    Span,
    Speaker,
    SpeakerKind,
)
from tests.conftest import SEEDS

_TEXT = st.text(st.characters(codec="utf-8"), max_size=12)
_ODD = st.text(st.characters(exclude_categories=()), max_size=12)
_SPAN = st.tuples(st.integers(0, 9), st.integers(0, 9)).map(lambda pair: Span(*sorted(pair)))
_SPANS = st.lists(_SPAN, max_size=3).map(tuple)
_SURE = st.floats(0, 1)


def _tuple(one: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(one, max_size=2).map(tuple)


_QUOTE = st.builds(
    Quote,
    _SPANS,
    _SPANS,
    _SPANS,
    st.sampled_from(Kind),
    st.sampled_from(Act),
    st.sampled_from(Polarity),
    st.sampled_from(Place),
    _tuple(st.builds(Speaker, _TEXT, st.sampled_from(SpeakerKind), _tuple(_TEXT), _tuple(_TEXT))),
    _SURE,
    st.none() | _TEXT,
    st.none() | st.builds(Resolution, st.none() | _SPAN, _SURE),
    st.none() | _SPAN,
    st.none() | _SPAN,
)
_ARTICLE = st.builds(
    Article,
    doc=_ODD,
    text=_TEXT,
    blocks=_tuple(st.builds(Block, _SPAN, st.sampled_from(Place))),
    **{name: st.none() | _TEXT for name in "title outlet byline url published updated language fetched".split()},
    replaced=st.integers(0, 9),
    origins=_tuple(st.tuples(_TEXT, st.sampled_from(Origin))),
)
_RESULT = st.builds(Reading, _ARTICLE, _tuple(_QUOTE)) | st.builds(InputError, _ODD)


def _same(one: object, other: object) -> bool:
    return str(one) == str(other) if isinstance(one, InputError) else one == other


@settings(max_examples=60)
@given(st.lists(st.tuples(_ODD, _RESULT), max_size=3))
def test_whatever_was_found_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, found: list[tuple[str, Reading | InputError]]
) -> None:
    file = tmp_path_factory.getbasetemp() / "any.parquet"
    shards.write(file, found)
    back = list(shards.read(file))
    assert [name for name, _ in back] == [name for name, _ in found]
    assert all(_same(one, other) for (_, one), (_, other) in zip(back, found, strict=True))


def test_readings_of_the_samples_come_back_equal(tmp_path: Path) -> None:
    found = list(read_articles(Places().documents(str(SEEDS)), load()))
    shards.write(tmp_path / "a.parquet", found)
    assert list(shards.read(tmp_path / "a.parquet")) == found
    assert [file.name for file in tmp_path.iterdir()] == ["a.parquet"]


def test_a_shard_that_cannot_be_finished_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(UnicodeEncodeError):
        shards.write(tmp_path / "a.parquet", [("a", Reading(Article("a", "\ud800"), ()))])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("data", [None, b"", b"PAR1 and no more"])
def test_a_damaged_shard_is_an_error_of_ours(tmp_path: Path, data: bytes | None) -> None:
    if data is not None:
        (tmp_path / "a.parquet").write_bytes(data)
    with pytest.raises(ReadError, match=r"a\.parquet: no shard of records"):
        list(shards.read(tmp_path / "a.parquet"))
