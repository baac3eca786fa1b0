"""`quotes export`: everything that is stored, in every form, on standard output and in files that are whole."""

from __future__ import annotations

import builtins
import csv
import io
import json
import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyarrow
import pytest
from pyarrow import parquet

from quotes import tables
from quotes.cli import writing
from quotes.cli.export import What
from quotes.formats import array_lines, csv_lines, json_text
from tests.cli.test_bad_input import plain
from tests.cli.test_hostile import process
from tests.conftest import Run

pytestmark = pytest.mark.usefixtures("seeds_db")

WHAT = [what.value for what in What]
FORMS = ["json", "jsonl", "csv", "parquet", "jsonld"]


@pytest.fixture
def reviewed(run: Run) -> Run:
    """The command line over the sample corpus with two reviews."""
    run("review", "add", 111, "--rating", "False", "--url", "https://facts.example/1", "--author", "Gorge Facts")
    run("review", "add", 1, "--rating", "True")
    return run


def lines(run: Run, what: str, *args: object) -> list[dict[str, Any]]:
    return [json.loads(line) for line in run("export", "--what", what, *args).out.splitlines()]


@pytest.mark.parametrize("what", WHAT)
def test_every_form_has_the_same_rows_in_the_documented_columns(reviewed: Run, tmp_path: Path, what: str) -> None:
    found = lines(reviewed, what)
    columns = getattr(tables, what.upper())
    assert found
    assert all(list(row) == list(columns) for row in found)
    assert json.loads(reviewed("export", "--what", what, "-f", "json").out) == found
    cells = list(csv.DictReader(io.StringIO(reviewed("export", "--what", what, "-f", "csv").out)))
    assert [row["id"] for row in cells] == [str(row["id"]) for row in found]
    assert list(cells[0]) == list(columns)
    file = tmp_path / "x.parquet"
    assert reviewed("export", "--what", what, "-f", "parquet", "-o", file).code == 0
    assert parquet.read_table(file).to_pylist() == found
    assert len(reviewed("export", "--what", what, "-f", "table", "--limit", 2).out.splitlines()) >= 4


def test_parquet_has_types(run: Run, tmp_path: Path) -> None:
    run("export", "-f", "parquet", "-o", tmp_path / "q.parquet")
    schema = parquet.read_schema(tmp_path / "q.parquet")
    for name in ("content", "source", "cue"):
        assert schema.field(name).type.value_type.value_type == pyarrow.int64()
    assert schema.field("id").type == pyarrow.int64()
    assert schema.field("confidence").type == pyarrow.float64()
    assert schema.field("date").type == pyarrow.string()


def test_parquet_is_written_in_groups_also_into_a_pipe(
    run: Run,
    seeds_db: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("quotes.parquet._GROUP", 100)
    run("export", "-f", "parquet", "-o", tmp_path / "q.parquet")
    assert parquet.ParquetFile(tmp_path / "q.parquet").num_row_groups == 3
    piped = process("export", "-f", "parquet", place=seeds_db).stdout
    assert parquet.read_table(io.BytesIO(piped)).num_rows == 222


def test_parquet_is_not_written_to_a_terminal(seeds_db: Path) -> None:
    controller, terminal = pty.openpty()
    done = process("export", "-f", "parquet", place=seeds_db, stdout=terminal)
    os.close(terminal)
    os.close(controller)
    assert done.returncode == 2
    assert b"give --output FILE" in done.stderr


def test_parquet_without_pyarrow_names_the_remedy(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def missing(name: str, *args: Any) -> Any:
        if name.startswith("pyarrow"):
            raise ImportError(name)
        return real(name, *args)

    monkeypatch.setattr(builtins, "__import__", missing)
    done = run("export", "-f", "parquet", "-o", tmp_path / "q.parquet")
    plain(done)
    assert done.code == 2
    assert "pip install 'quotes-attribution[parquet]'" in done.err
    assert not list(tmp_path.glob("*parquet*"))


def test_the_filters_choose_claims_and_reviews_too(reviewed: Run) -> None:
    assert all("Zhovrin" in row["speaker"] for row in lines(reviewed, "claims", "--speaker", "Jovrin"))
    assert [row["claim"] for row in lines(reviewed, "reviews", "--speaker", "Zhovrin")] == [111]
    assert lines(reviewed, "reviews", "--since", "2090") == []
    for what in ("speakers", "articles"):
        done = reviewed("export", "--what", what, "--since", "2024")
        assert done.code == 2
        assert f"leave them out with --what {what}" in done.err
    assert len(lines(reviewed, "claims")) == len({row["claim"] for row in lines(reviewed, "quotes")} - {None})


def test_quotes_in_the_words_of_schema_org(reviewed: Run, tmp_path: Path) -> None:
    (tmp_path / "names.csv").write_text("name,wikidata\nOleksar Zhovrin,Q42\n", encoding="utf-8")
    reviewed("speaker", "import", tmp_path / "names.csv")
    done = reviewed("export", "-f", "jsonld")
    made = {one["identifier"]: one for one in json.loads(done.out)}
    title = "Sulk Gorge dam will stay open this summer, Zhovrin tells Ostermere summit"
    told = [row for row in lines(reviewed, "quotes") if (row["title"], row["kind"]) == (title, "direct")]
    one = next(row for row in told if row["speaker"] == "Oleksar Zhovrin" and row["polarity"] == "asserts")
    assert made[f"quote {one['id']}"] == {
        "@context": "https://schema.org",
        "@type": "Quotation",
        "identifier": f"quote {one['id']}",
        "text": one["text"],
        "spokenByCharacter": {
            "@type": "Person",
            "name": "Oleksar Zhovrin",
            "sameAs": "https://www.wikidata.org/wiki/Q42",
        },
        "inLanguage": "en",
        "isPartOf": {
            "@type": "NewsArticle",
            "url": "https://rivermark.example/2024/06/03/ostermere-opening-day",
            "headline": title,
            "publisher": {"@type": "Organization", "name": "Rivermark Agency"},
            "datePublished": "2024-06-03T18:40",
        },
    }
    rows = {f"quote {row['id']}": row for row in lines(reviewed, "quotes")}
    for name, one in made.items():
        assert rows[name]["polarity"] != "denies"
        assert rows[name]["act"] == "statement"
        assert (one["@type"] == "Claim") is (rows[name]["kind"] == "indirect")
    assert f"{len(rows) - len(made)} quotes left out" in done.err


def test_the_others_in_the_words_of_schema_org(reviewed: Run) -> None:
    def made(what: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads(reviewed("export", "--what", what, "-f", "jsonld").out)
        assert {one["@context"] for one in found} == {"https://schema.org"}
        return found

    [claim] = [one for one in made("claims") if one["identifier"] == "claim 111"]
    assert len(claim["appearance"]) == 4
    assert claim["firstAppearance"] == claim["appearance"][0]
    assert {one["@type"] for one in made("articles")} == {"NewsArticle"}
    assert {one["@type"] for one in made("speakers")} == {"Person", "Organization"}
    [review] = made("reviews")
    assert (review["@type"], review["url"]) == ("ClaimReview", "https://facts.example/1")


# Files


@pytest.mark.parametrize("form", FORMS)
def test_a_file_has_what_standard_output_has(run: Run, seeds_db: Path, tmp_path: Path, form: str) -> None:
    file = tmp_path / "out"
    file.write_text("old", encoding="utf-8")
    file.chmod(0o640)
    done = run("export", "-f", form, "-o", file)
    assert (done.code, done.out) == (0, "")
    assert file.stat().st_mode & 0o777 == 0o640
    assert file.read_bytes() == process("export", "-f", form, "-o", "-", place=seeds_db).stdout
    assert sorted(f.name for f in tmp_path.iterdir() if f.suffix == ".part") == []


def test_a_new_file_has_the_rights_of_any_other_and_a_link_stays_one(run: Run, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "out.csv")
    (tmp_path / "other").touch()
    run("export", "-f", "csv", "-o", tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "out.csv").stat().st_mode == (tmp_path / "other").stat().st_mode


@pytest.mark.parametrize("form", FORMS)
def test_a_file_is_left_as_it_was_when_the_export_breaks_off(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    file = tmp_path / "out"
    file.write_text("old", encoding="utf-8")

    def broken(rows: Any, *_: object) -> Any:
        yield next(iter(rows))
        raise OSError(28, "No space left on device")

    real = writing.export
    monkeypatch.setattr(writing, "export", lambda rows, *rest: real(broken(rows), *rest))
    done = run("export", "-f", form, "-o", file)
    plain(done)
    assert done.code == 2
    assert "No space" in done.err
    assert file.read_text(encoding="utf-8") == "old"
    assert not list(tmp_path.glob(".quotes-*"))


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("{db}", "the database"),
        ("{db}-wal", "the database"),
        ("no/such/x.csv", "cannot be written"),
        (".", "cannot"),
    ],
)
def test_a_file_that_cannot_be_written_is_named(run: Run, seeds_db: Path, name: str, says: str) -> None:
    before = seeds_db.read_bytes()
    place = name.replace("{db}", str(seeds_db)) if "{" in name else seeds_db.parent / name
    done = run("export", "-f", "csv", "-o", place)
    plain(done)
    assert done.code == 2
    assert says in done.err
    assert seeds_db.read_bytes() == before


def test_a_device_is_written_to_as_it_is(run: Run) -> None:
    assert run("export", "-o", "/dev/null").code == 0
    assert Path("/dev/null").is_char_device()


def test_a_table_goes_into_no_file(run: Run, tmp_path: Path) -> None:
    done = run("export", "-f", "table", "-o", tmp_path / "x")
    assert done.code == 2
    assert "another --format" in done.err


# Spreadsheets, pieces, memory


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+49 30", "'+49 30"),
        ("-x", "'-x"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "\ufffd=1"),
        ("a=1", "a=1"),
        (-5, "-5"),
        (-0.5, "-0.5"),
        (["=1"], '["=1"]'),
        (None, ""),
    ],
)
def test_a_cell_is_no_formula_and_a_number_stays_one(value: object, cell: str) -> None:
    [row] = csv.DictReader(io.StringIO("".join(csv_lines([{"a": value}], ["a"]))))
    assert row["a"] == cell


@pytest.mark.parametrize("rows", [[], [1], [{"a": [1, "x\ny"], "b": {}}, {"c": "“é”"}]])
def test_an_array_in_pieces_is_that_array(rows: list[Any]) -> None:
    text = "".join(array_lines(rows))
    assert text == json_text(rows, indent=1) + "\n"


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMS)
def test_memory_stays_flat(tmp_path: Path, form: str) -> None:
    """Written with a tenth of the rows and with all of them, an export needs about the same."""
    code = """
import resource, sys
from pathlib import Path
from quotes.cli.options import ExportFormat
from quotes.cli.writing import export
from quotes.tables import QUOTES
count, form, place = int(sys.argv[1]), ExportFormat(sys.argv[2]), Path(sys.argv[3])
rows = ({"id": i, "text": "word " * 100, "content": [[i, i + 5]]} for i in range(count))
export(rows, QUOTES, form, place, "x.db")
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
    few, many = (
        int(
            subprocess.run(
                [sys.executable, "-c", code, str(count), form, str(tmp_path / "out")],
                capture_output=True,
                text=True,
                check=True,
            ).stdout
        )
        for count in (20_000, 200_000)
    )
    assert many < few * 1.3
