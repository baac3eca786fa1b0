"""`quotes watch` as people run it."""

from __future__ import annotations

import json
from pathlib import Path

from tests.conftest import Run

FIRST = 'Velm, 3 March 2025\n\n"We will keep the northern quay open all winter," said Ida Dahl, the mayor.\n'
LATER = (
    'Velm, 5 March 2025\n\n"We will not keep the northern quay open all winter," said Bo Holm, the treasurer.\n\n'
    '"Nobody in this town has asked for higher fees at the ferry," he said.\n'
)


def test_news_is_told_once(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(FIRST)
    (tmp_path / "b.txt").write_text(LATER)
    assert run("ingest", tmp_path / "a.txt", "--outlet", "Orsk Post").code == 0
    assert run("watch", "add", "quay", "northern quay").code == 0
    assert run("watch").code == 1
    assert run("ingest", tmp_path / "b.txt", "--outlet", "Velm Gazette").code == 0
    told = run("watch", "news", "--keep", "--format", "json")
    assert told.code == 0
    assert [(row["news"], row["speaker"], row["of_speaker"]) for row in json.loads(told.out)] == [
        ("new claim", "Bo Holm", None),
        ("contradiction", "Bo Holm", "Ida Dahl"),
    ]
    assert json.loads(told.out)[1]["alarms"] == ["negation"]
    assert "contradiction" in run("watch").out
    nothing = run("watch", "news", "quay")
    assert (nothing.code, nothing.err) == (1, "nothing new\n")


def test_what_is_watched_is_listed_and_removed(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(FIRST)
    run("ingest", tmp_path / "a.txt")
    assert run("watch", "list").code == 1
    assert run("watch", "add", "dahl", "--speaker", "Dahl").code == 0
    assert "dahl" in run("watch", "list").out
    assert "is watched already" in run("watch", "add", "dahl", "quay").err
    assert run("watch", "remove", "dahl").code == 0
    assert "nothing is watched as 'dahl'" in run("watch", "remove", "dahl").err
    assert run("watch", "remove", "dahl").code == 2
    assert "say what to watch" in run("watch", "add", "all").err
