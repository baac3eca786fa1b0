from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.errors import InputError, ReadError
from quotes.model.session import load
from quotes.pipeline import Found, Result, analyse, read_articles, read_places
from quotes.read import Places
from quotes.read.plain import read_plain
from quotes.records import Article, Block, Reading, Span, printed

NEWS = """Orsk keeps its quay

Mayor Ida Dahl said on Monday that the quay will stay open.

“We need the boats,” Dahl said, “and the boats need us.”

According to Peter Lund, a fisherman, the fees are too high."""


def reading(found: Found) -> Iterator[tuple[str, Result]]:
    """What is there, read by one network."""
    return read_articles(found, load())


def _article(text: str, published: str | None) -> Article:
    return Article("doc", text, (Block(Span(0, len(text))),), published=published)


def test_quotes_lie_in_blocks_and_print_as_they_stand() -> None:
    reading = analyse(read_plain(NEWS, "news.txt"), load())
    text = reading.article.text
    assert [printed(text, q.content) for q in reading.quotes] == [
        "that the quay will stay open",
        "“We need the boats,” … “and the boats need us.”",
        "the fees are too high",
    ]
    blocks = [b.span for b in reading.article.blocks]
    for quote in reading.quotes:
        for span in (*quote.content, *quote.source, *quote.cue):
            assert any(span.within(block) for block in blocks)


@given(
    st.lists(
        st.sampled_from('Dahl Lund said that “ ” " the quay . , \n\n who he on Monday according to denied'.split(" ")),
        max_size=40,
    ).map(" ".join)
)
def test_any_text_gives_quotes_in_order_inside_their_blocks(text: str) -> None:
    article = read_plain(f"Orsk keeps its quay\n\n{text}", "doc")
    quotes = analyse(article, load()).quotes
    blocks = [b.span for b in article.blocks]
    assert all(a.content <= b.content for a, b in pairwise(quotes))
    for quote in quotes:
        assert quote.content
        assert 0 <= quote.confidence <= 1
        assert all(any(span.within(block) for block in blocks) for span in quote.content)


@pytest.mark.parametrize(
    ("text", "published", "said"),
    [
        ("“We row,” Dahl said on Monday.", "2025-05-21", "2025-05-19"),
        ("“We row,” Dahl said on Wednesday.", "2025-05-21T18:05", "2025-05-21"),
        ("“We row,” Dahl said on Thursday.", "2025-05-21", "2025-05-15"),
        ("“We row,” Dahl said yesterday.", "2025-03-01", "2025-02-28"),
        ("On Tuesday, Dahl said that boats leak.", "2025-05-21", "2025-05-20"),
        ("“We row on Monday,” Dahl said.", "2025-05-21", None),
        ("“We row,” Dahl said.", "2025-05-21", None),
        ("“We row,” Dahl said on Monday.", None, None),
        ("“We row,” Dahl said on Monday.", "2025-05", None),
        ("Boats leak, Dahl said on Monday before the Friday race.", "2025-05-21", None),
        ("Monday was wet. “We row,” Dahl said.", "2025-05-21", None),
        ("“We row,” Dahl said on Friday.", "0001-01-01", None),
    ],
)
def test_the_day_on_which_it_was_said(text: str, published: str | None, said: str | None) -> None:
    assert [q.said for q in analyse(_article(text, published), load()).quotes] == [said]


def test_unreadable_files_are_yielded_and_the_next_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NEWS, encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"\0\1\2\3" * 100)
    (tmp_path / "c.txt").write_text(NEWS, encoding="utf-8")
    (tmp_path / "d.txt").write_bytes(b"")
    missing = tmp_path / "missing.txt"
    empty = tmp_path / "empty"
    empty.mkdir()
    found = list(read_places([str(p) for p in (missing, tmp_path, empty)], Places(), reading))
    assert [(Path(name).name, type(result).__name__) for name, result in found] == [
        ("missing.txt", "ReadError"),
        ("a.txt", "Reading"),
        ("b.txt", "ReadError"),
        ("c.txt", "Reading"),
        ("d.txt", "ReadError"),
        ("empty", "ReadError"),
    ]


def test_a_path_too_long_for_the_system_is_yielded_as_an_error() -> None:
    [(_, result)] = read_places(["x" * 5000], Places(), reading)
    assert isinstance(result, InputError)


def test_a_wrong_date_is_yielded_as_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NEWS, encoding="utf-8")
    (tmp_path / "a.json").write_text('{"date": "21 May"}', encoding="utf-8")
    [(_, result)] = read_places([str(tmp_path)], Places(), reading)
    assert isinstance(result, InputError)
    assert not isinstance(result, ReadError)


def test_only_a_few_articles_are_read_ahead(tmp_path: Path) -> None:
    files = [tmp_path / f"{letter}.txt" for letter in "abcdefgh"]
    for file in files:
        file.write_text(NEWS, encoding="utf-8")
    articles = read_places([str(tmp_path)], Places(), reading)
    _, first = next(articles)
    files[-1].unlink()
    assert isinstance(first, Reading)
    *between, (name, last) = articles
    assert all(isinstance(reading, Reading) for _, reading in between)
    assert name == str(files[-1])
    assert isinstance(last, ReadError)


def test_articles_come_in_order_though_read_ahead(tmp_path: Path) -> None:
    for number, letter in enumerate("abcdef"):
        # Of different length, so that the later are ready before the earlier.
        (tmp_path / f"{letter}.txt").write_text("\n\n".join([NEWS] * (8 - number)), encoding="utf-8")
    (tmp_path / "c.txt").write_bytes(b"")
    found = read_articles(Places().documents(str(tmp_path)), load(threads=2))
    names = [Path(name).name for name, _ in found]
    assert names == [f"{letter}.txt" for letter in "abcdef"]


def test_nothing_to_read_yields_nothing() -> None:
    assert list(read_articles([], load())) == []


def test_an_article_without_blocks_has_no_quotes() -> None:
    assert analyse(Article("doc", NEWS), load()).quotes == ()
