"""English is known by its small words, other languages by the library."""

from __future__ import annotations

import json

import pytest

from quotes.extract import extract
from quotes.language import language
from quotes.model.session import load
from quotes.read.plain import read_plain
from quotes.records import Kind, printed
from tests.conftest import SEEDS, Run

GERMAN = (
    "Der Bürgermeister sagte am Montag: „Wir bauen die Brücke noch in diesem Jahr.“ Die Stadt hat dafür kein Geld, "
    "und der Rat will erst im Herbst darüber „reden“."
)
FRENCH = "Le maire a dit lundi : « Nous allons construire le pont cette année. » La ville n’a pas d’argent pour cela."
RUSSIAN = "Мэр сказал в понедельник: «Мы построим мост в этом году». У города нет на это денег."


@pytest.mark.parametrize(("text", "code"), [(GERMAN, "de"), (FRENCH, "fr"), (RUSSIAN, "ru")])
def test_other_languages(text: str, code: str) -> None:
    assert language(text) == code


@pytest.mark.parametrize(
    "text",
    [
        "",
        "“We row.”",
        "Ida Dahl",
        "12 345",
        "\ud800",
        "SEOUL - South Korea President Yoon Suk Yeol vows transparency",
        "👍👍👍",
    ],
)
def test_too_little_to_tell(text: str) -> None:
    assert language(text) is None


def test_the_samples_are_english() -> None:
    assert {language(file.read_text(encoding="utf-8")) for file in SEEDS.rglob("*.txt")} == {"en"}


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        (GERMAN, "„Wir bauen die Brücke noch in diesem Jahr.“"),
        (FRENCH, "« Nous allons construire le pont cette année. »"),
        (RUSSIAN, "«Мы построим мост в этом году»"),
    ],
)
def test_quotations_of_other_languages_are_found_by_their_marks(text: str, quote: str) -> None:
    [found] = extract(read_plain(text, "x"), load()).quotes
    assert printed(text, found.content) == quote
    assert found.kind is Kind.DIRECT
    assert found.source == found.cue == ()


def test_the_user_is_told_and_the_article_is_stored_with_its_language(run: Run) -> None:
    done = run("ingest", "-", stdin=GERMAN.encode())
    assert done.code == 0
    assert "not English (de)" in done.err
    assert json.loads(run("article", "show", 1, "--format", "json").out)["language"] == "de"
    assert len(json.loads(run("export", "--format", "json").out)) == 1
    assert "not English (de)" in run("extract", "-", stdin=GERMAN.encode()).err
