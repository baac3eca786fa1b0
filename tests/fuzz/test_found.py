"""What a search found once, made small: what it comes to now."""

from __future__ import annotations

import csv
import gzip
import io
from pathlib import Path

import pytest

from quotes.errors import InputError
from quotes.formats import csv_lines
from quotes.read import Document, Places, read_document
from quotes.read.dates import find_dates, is_iso, parse_date
from quotes.read.front import front_matter
from quotes.read.given import Given
from quotes.read.news import linked
from quotes.read.urls import canonical, known_address
from tests.fuzz import marks
from tests.fuzz.__main__ import check_of
from tests.fuzz.values import joined


@pytest.mark.parametrize(
    "url",
    ["http://a.example/\0", "http://a.example/\ud800", "http://a.example/?\ud800", "http://[::]:@0]:/", "http://a b/"],
)
def test_an_address_that_no_database_takes_is_none(url: str) -> None:
    with pytest.raises(InputError):
        canonical(url)
    assert known_address(url) is None


def test_an_address_that_is_none_is_not_repeated_at_length() -> None:
    with pytest.raises(InputError) as refused:
        canonical("x" * 10_000)
    assert len(str(refused.value)) < 300


def test_a_page_cannot_put_what_no_database_takes_into_its_address() -> None:
    page = '<script type="application/ld+json">{"@type":"NewsArticle","url":"http://a.example/\\ud800"}</script>'
    assert linked(page).url is None


@pytest.mark.parametrize("cell", ["=1", " =1", '"=1', '" \n-1', "＝1", "\n1", "\t1", "\r=1", "+1", "@a"])
def test_no_cell_is_a_formula_behind_spaces_and_marks_either(cell: str) -> None:
    [_, [written]] = csv.reader(io.StringIO("".join(csv_lines([{"a": cell}], ["a"])), newline=""))
    assert written.startswith(("'", "\N{REPLACEMENT CHARACTER}"))


def test_a_cell_that_is_no_formula_stays_what_it_is() -> None:
    for cell in ("a=1", "'=1", "“−5”", "1-2", "a@b.example"):
        [_, [written]] = csv.reader(io.StringIO("".join(csv_lines([{"a": cell}], ["a"]))))
        assert written == cell


def test_digits_of_other_scripts_are_no_time() -> None:
    for _, _, date in find_dates("5 May 2025, 13:2٣"):
        assert is_iso(date)
    assert parse_date("5 May 2025, 1٣:29") in (None, "2025-05-05")


def test_a_year_before_1000_has_four_digits() -> None:
    assert parse_date("Mon, 05 May 925 13:29:00 +0200") == "0925-05-05T13:29+02:00"


@pytest.mark.parametrize("value", ["!!bool x", "!!timestamp x", "!!int ''", "!!float x", f"0x{'f' * 9000}"])
def test_values_of_front_matter_are_text(value: str) -> None:
    _, given = front_matter(f"---\ntitle: {value}\n---\n", "x")
    assert isinstance(given.title, str | None)


def test_front_matter_that_says_nothing_says_nothing() -> None:
    written = "---\ntitle: null\nauthor: false\noutlet: ~\nurl:\ndate: 2025-05-05 13:29:00 +02:00\n---\n"
    assert front_matter(written, "x")[1] == Given(date="2025-05-05T13:29+02:00")


@pytest.mark.parametrize("author", ["[" * 900 + "]" * 900, '{"name":' * 400 + '"J"' + "}" * 400])
def test_an_author_nested_without_need_is_nobody(tmp_path: Path, author: str) -> None:
    (tmp_path / "a.json").write_text(f'{{"text":"It opens.","author":{author}}}')
    [(_, found)] = Places().documents(str(tmp_path / "a.json"))
    assert isinstance(found, Document)
    assert read_document(found).byline is None


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.csv.gz", "a.json.gz"])
def test_a_damaged_packed_table_is_an_error(tmp_path: Path, name: str) -> None:
    packed = bytearray(gzip.compress(b'{"text":"It opens."}\n' * 50))
    packed[10] = 0xFF  # a block of no type
    (tmp_path / name).write_bytes(packed)
    *_, (_, found) = Places().documents(str(tmp_path / name))
    assert isinstance(found, InputError)


def test_a_row_that_has_no_text_does_not_repeat_its_columns_at_length(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("x" * 100_000 + "\n1\n")
    [(_, found)] = Places().documents(str(tmp_path / "a.csv"))
    assert isinstance(found, InputError)
    assert len(str(found)) < 1500


@pytest.mark.parametrize("said", ["A. ", "Mr. ", "“a” ", "‘", "$1 "])
def test_long_statements_are_compared_and_checked_in_time(said: str) -> None:
    said *= 6_000 // len(said)
    check_of("statements", 5)(joined(f"the harbour {said}", f"{said} x", "Jane", "", "z"))


def test_a_sentence_of_a_thousand_attributions_is_read_in_time() -> None:
    check_of("marks", 5)(marks.seed("via " * 2000, b"\x05\x06\x06\x06\x00\x01\x02\x03\x04\x00", 3))
