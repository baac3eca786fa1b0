"""The reference and the README say what the commands are and do."""

from __future__ import annotations

import inspect
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.reference import commands, reference
from tests.conftest import ROOT, Run


def test_the_reference_is_up_to_date() -> None:
    written = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    assert written == reference(), "run `make docs`"


@pytest.mark.parametrize("name", [name for name, _ in commands()])
def test_every_command_explains_itself(name: str, run: Run) -> None:
    done = run(*name.split()[1:], "--help")
    assert done.code == 0
    assert "Usage" in done.out


def test_every_command_that_the_docs_show_exists() -> None:
    known = {tuple(name.split()[1:]) for name, _ in commands()}
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
    shown = {
        (page.name, words)
        for page in pages
        for line in re.findall(r"(?m)^    (?:\$ )?quotes ([a-z][^\n]*)$", page.read_text(encoding="utf-8"))
        for words in [tuple(line.split()[:3])]
    }
    assert shown
    assert [(page, words) for page, words in shown if not {words[:1], words[:2], words} & known] == []


def test_the_version_is_printed(run: Run) -> None:
    from quotes import __version__

    assert run("--version").out.strip() == f"quotes {__version__}"


def test_shell_completion_is_offered() -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("quotes"), "--show-completion", "bash"],
        capture_output=True,
        text=True,
        env={"PATH": "/usr/bin:/bin", "_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1", "HOME": "/nonexistent"},
        check=True,
    )
    assert "quotes" in done.stdout


def _session() -> list[tuple[list[str], str]]:
    """The commands of the README's session with what it says they print."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"(?m)^    \$ quotes ([^\n]*)\n((?:(?:    [^$\n][^\n]*)?\n)*)", text)
    return [(shlex.split(command), inspect.cleandoc(printed)) for command, printed in blocks]


def _plain(text: str) -> str:
    """Without what differs from run to run: the day, the place of the database, white space at the ends of lines."""
    text = re.sub(r"read \d{4}-\d\d-\d\d", "read DAY", text)
    text = re.sub(r"; \S*\.db$", "; PLACE", text, flags=re.MULTILINE)
    return inspect.cleandoc("\n".join(line.rstrip() for line in text.splitlines()))


def test_the_session_in_the_readme_is_what_the_program_prints(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "92")
    session = _session()
    assert len(session) == 4
    for command, printed in session:
        done = run(*command)
        assert _plain(done.err + done.out) == _plain(printed), command
