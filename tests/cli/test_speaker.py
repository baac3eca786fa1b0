"""Correcting speakers from the command line."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import Run


@pytest.fixture(autouse=True)
def copied(run: Run, seeded: Path, tmp_path: Path) -> None:
    """The database of the sample corpus, in the place that `run` uses."""
    with closing(sqlite3.connect(seeded)) as source, closing(sqlite3.connect(tmp_path / "test.db")) as copy:
        source.backup(copy)


def _id(run: Run, name: str) -> int:
    [found] = [e for e in json.loads(run("speakers", "--format", "json").out) if e["speaker"] == name]
    return int(found["id"])


def test_two_speakers_become_one_and_two_again(run: Run) -> None:
    before = run("speakers", "--format", "json").out
    rutte, nato = _id(run, "Mark Rutte"), _id(run, "Dmitry Peskov")
    done = run("speaker", "merge", rutte, nato)
    assert done.code == 0
    assert "speaker merge: Dmitry Peskov into Mark Rutte (change 1)" in done.err
    assert "Dmitry Peskov" in json.loads(run("speaker", "show", rutte, "--format", "json").out)["aliases"]
    assert run("speaker", "show", nato).code == 2
    assert run("undo").code == 0
    assert run("speakers", "--format", "json").out == before
    listed = json.loads(run("log", "--format", "json").out)
    assert [(entry["id"], entry["action"]) for entry in listed] == [(2, "undo"), (1, "speaker merge")]


def test_a_speaker_is_shown_with_names_and_quotes(run: Run) -> None:
    shown = run("speaker", "show", _id(run, "Mark Rutte"))
    assert shown.code == 0
    assert "Mark Rutte" in shown.out
    assert "statements" in shown.out
    assert "also Rutte" in shown.out


def test_names_are_given_and_taken(run: Run) -> None:
    rutte = _id(run, "Mark Rutte")
    assert run("speaker", "alias", "add", rutte, "The Dutchman").code == 0
    assert "The Dutchman" in run("speaker", "show", rutte).out
    assert run("speaker", "alias", "remove", rutte, "The Dutchman").code == 0
    assert "The Dutchman" not in run("speaker", "show", rutte).out
    assert run("speaker", "rename", rutte, "M. Rutte").code == 0
    assert _id(run, "M. Rutte") == rutte
    assert run("speaker", "split", rutte, "Rutte").code == 0
    assert _id(run, "Rutte") != rutte


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("speaker", "merge", "1", "1"), "with itself"),
        (("speaker", "merge", "1", "9999"), "no speaker 9999"),
        (("speaker", "show", "9999"), "no speaker 9999"),
        (("speaker", "split", "1", "Nobody At All"), "none of the names"),
        (("undo",), "nothing to undo"),
        (("undo", "12"), "no change 12"),
    ],
)
def test_what_cannot_be_is_said_in_one_line(run: Run, command: tuple[str, ...], said: str) -> None:
    done = run(*command)
    assert done.code == 2
    assert said in done.err
    assert "Traceback" not in done.err


def test_an_empty_log_says_so(run: Run) -> None:
    done = run("log")
    assert done.code == 1
    assert "nothing was changed by hand" in done.err


def test_one_quote_is_corrected(run: Run) -> None:
    [first, *_] = json.loads(run("search", "just peace", "--format", "json").out)
    before = run("export", "--format", "json").out
    assert "quote speaker" in run("quote", "speaker", first["id"], _id(run, "Mark Rutte")).err
    assert json.loads(run("show", first["id"], "--format", "json").out)["speaker"] == "Mark Rutte"
    assert run("quote", "speaker", first["id"]).code == 0
    assert run("quote", "bounds", first["id"], first["content"][0][0] + 1, first["content"][0][1]).code == 0
    assert run("quote", "reject", first["id"]).code == 0
    assert run("show", first["id"]).code == 2
    for _ in range(4):
        assert run("undo").code == 0
    assert run("export", "--format", "json").out == before
