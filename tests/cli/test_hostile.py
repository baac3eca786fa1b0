"""Texts from the web, search words and pipes that mean no good: nothing runs, nothing breaks, nothing hangs."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from quotes.model.session import load
from quotes.pipeline import analyse, read_articles
from quotes.read import Document, Places, read_document
from quotes.records import JOINER, Reading
from quotes.review import Review
from quotes.store import Store
from tests.conftest import Ran, Run

_OURS = "import sys; from quotes.cli import main; sys.argv[0] = 'quotes'; main()"
# What no terminal may be sent: controls but line feed and tab, marks that reorder text, lone surrogates.
_RAW = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]",
)


def plain(done: Ran) -> None:
    assert "Traceback" not in done.err
    assert "unexpected" not in done.err, done.err[:500]
    assert not _RAW.search(done.out)
    assert not _RAW.search(done.err)


def process(
    *args: object, place: Path, env: dict[str, str] | None = None, **more: object
) -> subprocess.CompletedProcess[bytes]:
    kept = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "FORCE_COLOR", "QUOTES_TRACEBACK")}
    return subprocess.run(  # type: ignore[call-overload, no-any-return]
        [sys.executable, "-c", _OURS, *map(str, args)],
        env=kept | {"QUOTES_DB": str(place)} | (env or {}),
        check=False,
        **({"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | more),
    )


_EVIL = (
    "A \x1b[31mred headline\x1b[0m about the [bold]bridge[/bold] here\n\n"
    "Mayor Jane\x1b]0;owned\x07 Ashdown said on Monday that the \u202ebridge\u202c [red]would[/red]"
    " [link=https://evil.example]open[/link] [/] \x9b31m before :smile: the\x08\x08 summer\u2066 ends\x85 really.\n"
)
_EVIL_SIDE = {
    "title": "t\x1b[31m \u202e [bold]b[/bold] [/]",
    "outlet": "O\x1b]8;;https://evil.example\x07 [/]",
    "byline": "B\x9b1m\x00",
    "url": "https://evil.example/x\x1b[2Jy\u202e",
    "date": "2025-05-05",
}


@pytest.fixture
def evil(run: Run, tmp_path: Path) -> Path:
    file = tmp_path / "n\x1b[31m\u202e[bold].txt"
    file.write_text(_EVIL, encoding="utf-8")
    file.with_suffix(".json").write_text(json.dumps(_EVIL_SIDE), encoding="utf-8")
    assert run("ingest", file).code == 0
    return file


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The same article, stored once for the tests that only read: the database and the file."""
    place = tmp_path_factory.mktemp("evil")
    file = place / "n\x1b[31m\u202e[bold].txt"
    file.write_text(_EVIL, encoding="utf-8")
    file.with_suffix(".json").write_text(json.dumps(_EVIL_SIDE), encoding="utf-8")
    with Store(place / "evil.db", create=True) as made:
        for _, reading in read_articles(Places().documents(str(file)), load()):
            assert isinstance(reading, Reading)
            made.add(reading, extractor="test")
        raw = "F\x1b[31m\u202e [bold]x[/bold] [/]\x9b1m"
        made.add_review(1, Review(raw, text=raw, url=raw, author=raw, author_url=raw, date=raw, claim_reviewed=raw))
    return place / "evil.db", file


_READERS = [
    ("search", "bridge"),
    ("claims",),
    ("speakers",),
    ("outlets",),
    ("article", "list"),
    ("article", "show", "1"),
    ("show", "1"),
    ("export",),
    ("export", "--what", "claims"),
    ("export", "--what", "speakers"),
    ("export", "--what", "articles"),
    ("export", "--what", "reviews"),
    ("trace", "1"),
    ("review", "list"),
    ("check", "the bridge would open"),
    ("stats",),
    ("extract", "{file}"),
]


@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv"])
@pytest.mark.parametrize("args", _READERS, ids=" ".join)
def test_an_article_cannot_drive_the_terminal(
    run: Run, stored: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, args: tuple[str, ...], form: str
) -> None:
    monkeypatch.setenv("QUOTES_DB", str(stored[0]))
    done = run(*(a.replace("{file}", str(stored[1])) for a in args), "--format", form)
    plain(done)
    assert done.code in (0, 1)
    if form == "json":
        json.loads(done.out)
    elif form == "jsonl":
        for line in done.out.split("\n")[:-1]:
            assert isinstance(json.loads(line), dict)
    elif form == "csv":
        assert len({len(row) for row in csv.reader(io.StringIO(done.out))}) == 1


def test_markup_in_an_article_is_shown_as_text(run: Run, evil: Path) -> None:
    shown = [run("show", number).out for number in run("search", "would", "--acts", "all", "--ids").out.split()]
    assert any("[red]would[/red]" in page for page in shown)
    assert "[bold]b[/bold]" in run("article", "show", 1).out


@pytest.mark.parametrize("name", ["gone\x1b[31m\u202e.txt", "[bold]gone[red].txt", "two\nlines.txt", "raw\udcff.txt"])
def test_a_file_name_cannot_drive_the_terminal(run: Run, tmp_path: Path, name: str) -> None:
    plain(run("ingest", tmp_path / name))
    (tmp_path / name).write_text("", encoding="utf-8")
    done = run("ingest", tmp_path)
    plain(done)
    assert done.code == 2
    (tmp_path / name).write_text(_EVIL, encoding="utf-8")
    done = run("ingest", tmp_path / name)
    plain(done)
    assert done.code == 0
    for form in ("table", "json", "csv"):
        plain(run("extract", tmp_path / name, "--format", form))


@pytest.mark.parametrize("option", ["--db", "--format", "--sort", "--limit", "--since", "--speaker"])
def test_a_value_on_the_command_line_is_not_printed_raw(run: Run, evil: Path, option: str) -> None:
    done = run("search", "bridge", option, "a\x1b[31m\u202e[bold]")
    plain(done)
    assert done.code in (1, 2)


def test_the_path_of_the_database_is_not_printed_raw(run: Run) -> None:
    plain(run("db", "path", "--db", "a\x1b[31m\u202e.db"))


_WORDS = [
    "don't",
    '"open',
    "AND",
    "OR NOT",
    "U.S.",
    "C++",
    "NEAR(a b)",
    'a"b',
    "col:bridge",
    "^bridge",
    "{a b}",
    "'; DROP TABLE quote; --",
    "a\0b",
    "😀",
    "عربي",
    "\u202ebridge",
    "\ud800",
    "*",
    "%",
    "",
    " ",
    "_",
    "-- -x",
    "x" * 100_000,
]


@pytest.mark.parametrize("words", _WORDS, ids=range(len(_WORDS)))
@pytest.mark.parametrize("command", [("search",), ("search", "--raw"), ("check",)], ids=" ".join)
def test_hostile_words_are_searched_for_or_refused(
    run: Run, stored: tuple[Path, Path], command: tuple[str, ...], words: str
) -> None:
    before = stored[0].read_bytes()
    done = run(*command, "--db", stored[0], "--", words)
    plain(done)
    assert done.code in (0, 1, 2)
    assert done.code == 0 or done.err or done.out
    assert len(done.err) < 2000, "a message does not repeat a book"
    assert stored[0].read_bytes() == before


@pytest.mark.slow
@pytest.mark.parametrize("words", ["bridge " * 14_000, " ".join(f"word{i}" for i in range(9_000))], ids=["one", "many"])
@pytest.mark.parametrize("command", ["search", "check"])
def test_a_hundred_thousand_characters_of_words_end_soon(run: Run, evil: Path, command: str, words: str) -> None:
    begun = time.monotonic()
    done = run(command, words)
    plain(done)
    assert time.monotonic() - begun < 3
    assert len(done.err) < 2000


def test_words_that_an_article_reports_without_marks_are_paraphrased_not_spliced(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "Harbour plan agreed\n\n"
        "Mayor Jane Ashdown said on Monday that the harbour plan would cost nine million crowns.\n",
        encoding="utf-8",
    )
    run("ingest", tmp_path / "a.txt")
    done = run("check", "the harbour plan would cost nine million crowns", "--format", "json")
    row = json.loads(done.out)
    assert row["verdict"] == "paraphrased", "the words are the outlet's, not the mayor's"
    assert row["spliced_with"] is None


def test_the_colon_before_a_quotation_is_no_part_of_it(run: Run) -> None:
    text = "A new bridge\n\nMayor Jane Ashdown said on Monday: “We will open the bridge before summer.”\n"
    (row,) = map(json.loads, run("extract", "-", "--format", "jsonl", stdin=text.encode()).out.splitlines())
    assert row["text"].startswith("“We")


# Formats, pipes, terminals --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "args",
    [("claims", "--since", "2090"), ("search", "zzqqx"), ("speakers", "-s", "Nobody"), ("export", "--since", "2090")],
    ids=" ".join,
)
def test_nothing_found_is_still_valid_json_and_csv(run: Run, evil: Path, args: tuple[str, ...]) -> None:
    assert json.loads(run(*args, "--format", "json").out) == []
    assert run(*args, "--format", "jsonl").out == ""
    assert len(list(csv.reader(io.StringIO(run(*args, "--format", "csv").out)))) == 1


@pytest.mark.parametrize(
    ("encoding", "form"), [("ascii", "json"), ("ascii", "jsonl"), ("cp1252", "json"), ("utf-8", "json")]
)
def test_json_is_valid_in_every_encoding_of_the_terminal(run: Run, tmp_path: Path, encoding: str, form: str) -> None:
    (tmp_path / "a.txt").write_text(
        "Über die Brücke ø\n\nMayor Zoë Ångström said on Monday that the “café 😀 bridge” would open soon.\n",
        encoding="utf-8",
    )
    run("ingest", tmp_path / "a.txt")
    done = process("export", "--format", form, place=tmp_path / "test.db", env={"PYTHONIOENCODING": encoding})
    assert done.returncode == 0
    json.loads(done.stdout.decode(encoding))


@pytest.mark.parametrize("args", [("export",), ("stats",), ("search", "bridge"), ("--help",)], ids=" ".join)
def test_a_closed_pipe_is_quiet_and_no_failure(tmp_path: Path, evil: Path, args: tuple[str, ...]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = process(*args, place=tmp_path / "test.db", stdout=writer)
    os.close(writer)
    assert done.stderr == b""
    assert done.returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_behind_standard_output_is_said_in_words(tmp_path: Path, evil: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = process("export", place=tmp_path / "test.db", stdout=full)
    assert done.returncode == 2
    assert b"unexpected" not in done.stderr
    assert b"Traceback" not in done.stderr
    assert b"No space" in done.stderr


@pytest.mark.parametrize(("closing", "args"), [("<&-", "extract -"), (">&-", "export"), ("2>&-", "search zzqqx")])
def test_closed_standard_streams_are_no_surprise(tmp_path: Path, evil: Path, closing: str, args: str) -> None:
    done = subprocess.run(
        ["sh", "-c", f'"$0" -c "$1" {args} {closing}', sys.executable, _OURS],
        env=os.environ | {"QUOTES_DB": str(tmp_path / "test.db")},
        capture_output=True,
        check=False,
    )
    assert b"unexpected" not in done.stderr
    assert b"Traceback" not in done.stderr
    assert done.returncode in (0, 1, 2)


def _on_terminal(place: Path, *args: str, **env: str) -> str:
    controller, terminal = pty.openpty()
    process(*args, place=place, stdout=terminal, env={"TERM": "xterm-256color", **env})
    os.close(terminal)
    shown = b""
    try:
        while piece := os.read(controller, 65536):
            shown += piece
    except OSError:
        pass
    os.close(controller)
    return shown.decode()


def test_no_color_leaves_no_colour_on_a_terminal(tmp_path: Path, evil: Path) -> None:
    coloured = re.compile(r"\x1b\[[\d;]*3\d")
    assert coloured.search(_on_terminal(tmp_path / "test.db", "search", "bridge"))
    shown = _on_terminal(tmp_path / "test.db", "search", "bridge", NO_COLOR="1")
    assert "bridge" in shown
    assert not coloured.search(shown)


def test_off_a_terminal_there_is_no_colour(tmp_path: Path, evil: Path) -> None:
    assert b"\x1b" not in process("search", "bridge", place=tmp_path / "test.db").stdout


# Texts that are no articles -------------------------------------------------------------------------------------

_SAID = "Jane Ashdown said that the bridge “will open” soon, and officials told reporters that it is. "
_TEXTS: dict[str, str] = {
    "one line": _SAID * 500,
    "quotation marks": "“”„‟«»‘’'\"‹›" * 1500,
    "straight marks": '"' * 20_000,
    "open marks": "“a " * 5000,
    "capitals": "JANE ASHDOWN SAID THAT " * 1000,
    "one long word": "A" * 100_000,
    "cue verbs": "said " * 5000,
    "speakers and cues": "Jane Ashdown said that " * 2000,
    "commas and cues": "Jane said, " * 3000,
    "according to": "according to " * 2000,
    "names": "Jane Ashdown and " * 4000,
    "nested marks": "“‘" * 5000 + "word" + "’”" * 5000,
    "brackets": "(" * 20_000 + "he said" + ")" * 20_000,
    "emoji": "😀 said “👍🏽” " * 3000,
    "right to left": "قال رئيس البلدية “سنفتح الجسر” يوم الاثنين. " * 500,
    "CRLF": "A headline here\r\n\r\nMayor Jane Ashdown said: “We will open it.”\r\n\r\n" * 200,
    "line separators": "Mayor Jane Ashdown said: “We will open it.”\u2028" * 300,
    "line feeds": "\n" * 100_000 + "Jane Ashdown said “hello there”.",
    "spaces": " " * 200_000 + "Jane Ashdown said she will.",
    "combining": "a" + "\u0301" * 50_000,
    "abbreviations": "U.S. " * 5000,
    "bodies": "The Ministry of the Council of the Bank of the " * 1000,
    "dotted": ("a." * 140 + "\n") * 150,
}


def _checked(text: str) -> float:
    begun = time.monotonic()
    reading = analyse(read_document(Document("text.txt", data=text.encode())), load())
    taken = time.monotonic() - begun
    for quote in reading.quotes:
        for spans in (quote.content, quote.source, quote.cue):
            for start, end in spans:
                assert 0 <= start < end <= len(reading.article.text)
                assert reading.article.text[start:end].strip()
    return taken


@pytest.mark.parametrize("text", _TEXTS.values(), ids=_TEXTS.keys())
def test_texts_that_are_no_articles_end_soon_with_sound_spans(text: str) -> None:
    assert _checked(text) < 30


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [_SAID * 21_000, "said " * 50_000, "Jane Ashdown said that " * 50_000, "Jane Ashdown and " * 50_000],
    ids=["2 MB line", "50,000 cues", "50,000 attributions", "50,000 names"],
)
def test_huge_texts_end_within_seconds(text: str) -> None:
    assert _checked(text) < 120


@pytest.mark.parametrize("name", ["CRLF", "line separators", "right to left", "emoji"])
def test_what_is_printed_is_what_the_spans_cut_out(run: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / "a.txt").write_bytes(_TEXTS[name].encode())
    done = run("extract", tmp_path / "a.txt", "--format", "jsonl")
    assert done.code == 0
    for line in done.out.split("\n")[:-1]:
        row = json.loads(line)
        assert row["text"] == JOINER.join(_TEXTS[name][start:end] for start, end in row["content"])
