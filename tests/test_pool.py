"""Documents read by several processes: their order, and what becomes of one that kills or never ends."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from quotes import pool
from quotes.errors import InputError
from quotes.pool import Extractor, Pool
from quotes.read import Document
from quotes.records import Article, Reading

TEXT = "The mayor, Ida Dahl, said on Monday that the quay will stay open all winter long.\n\nNumber {}."


def _found(count: int) -> list[tuple[str, Document | Article | InputError]]:
    return [(f"{n}.txt", Document(f"{n}.txt", data=TEXT.format(n).encode())) for n in range(count)]


def _fatal(how: str, folder: str, article: Article) -> bool:
    """Stands in for a fault in a library, at the article with number 3; once, or whenever it is read."""
    if "Number 3." in article.text:
        file = Path(folder) / "seen"
        if how == "once" and file.exists():
            return False
        file.touch()
        if how == "never ends":
            time.sleep(60)
        os._exit(1)
    return False


def _read(count: int, known: Callable[[Article], bool]) -> list[tuple[str, str]]:
    with Pool(2, Extractor(known=known)) as made:
        return [(name, type(result).__name__) for name, result in made.read(_found(count))]


def test_a_document_that_kills_its_process_is_lost_alone(tmp_path: Path) -> None:
    read = _read(8, partial(_fatal, "always", str(tmp_path)))
    assert [name for name, _ in read] == [f"{n}.txt" for n in range(8)]
    assert [kind for _, kind in read] == ["Reading"] * 3 + ["InputError"] + ["Reading"] * 4


def test_a_process_that_dies_once_costs_nothing(tmp_path: Path) -> None:
    assert {kind for _, kind in _read(6, partial(_fatal, "once", str(tmp_path)))} == {"Reading"}


@pytest.mark.slow
def test_a_document_that_never_ends_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "LONGEST", 15.0)
    read = _read(5, partial(_fatal, "never ends", str(tmp_path)))
    assert [kind for _, kind in read] == ["Reading"] * 3 + ["InputError", "Reading"]


def test_what_could_not_be_found_stays_in_its_place() -> None:
    lost = InputError("b: lost")
    with Pool(1, Extractor()) as made:
        [one, (name, other), third] = made.read([_found(1)[0], ("b", lost), ("c", Article("c", "Ida Dahl said no."))])
    assert isinstance(one[1], Reading)
    assert (name, other) == ("b", lost)
    assert isinstance(third[1], Reading)


def test_a_folder_without_a_model_is_an_error_of_ours(tmp_path: Path) -> None:
    with Pool(1, Extractor(tmp_path)) as made, pytest.raises(InputError, match="give a folder"):
        list(made.read(_found(2)))
