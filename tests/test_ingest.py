"""What was read is stored some at a time, and nothing of it is lost."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from quotes import ingest as module
from quotes.errors import InputError, StoreError
from quotes.ingest import Failures, Outcome, Plan, stored
from quotes.store import Store
from tests.storage.test_store import BREAD, FEES, KEEP, reading, rows

TEXTS = (KEEP, FEES, BREAD)


class Broken(BaseException):
    """Somebody stops the run."""


def _results() -> list[tuple[str, module.Result]]:
    return [(f"{n}.txt", reading(("Ida Dahl", text), doc=f"{n}.txt")) for n, text in enumerate(TEXTS)]


def _stored(store: Store, results: list[tuple[str, module.Result]]) -> list[Outcome]:
    with Failures(Plan(()), store) as failures:
        return list(stored(results, store, failures, extractor="test"))


def test_what_comes_is_given_out_some_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [len(some) for some in module._together(range(40))] == [16, 16, 8]
    monkeypatch.setattr(module, "_SECONDS", -1.0)  # all of it comes slowly
    assert list(module._together(range(3))) == [[0], [1], [2]]


@pytest.mark.parametrize("error", [StoreError, Broken])
def test_what_was_read_before_an_end_is_given_out(error: type[BaseException]) -> None:
    def results() -> Iterator[int]:
        yield 1
        yield 2
        raise error

    found = module._together(results())
    assert next(found) == [1, 2]
    with pytest.raises(error):
        next(found)


def test_who_insists_is_not_kept_waiting() -> None:
    def results() -> Iterator[int]:
        yield 1
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        next(module._together(results()))


def test_articles_stored_together_are_those_stored_one_by_one(tmp_path: Path) -> None:
    with Store(tmp_path / "one.db", create=True) as one, Store(tmp_path / "more.db", create=True) as more:
        together = _stored(more, _results())
        assert [outcome.added for outcome in together] == [
            one.add(result, extractor="test") for _, result in _results() if not isinstance(result, InputError)
        ]
        assert one.faults() == more.faults() == []
        asked = "SELECT text, claim_id, leads FROM quote ORDER BY id"
        assert rows(tmp_path / "more.db", asked) == rows(tmp_path / "one.db", asked)


def test_one_article_that_the_database_refuses_costs_the_others_nothing(tmp_path: Path) -> None:
    place = tmp_path / "a.db"
    with Store(place, create=True) as store:
        rows(
            place,
            "CREATE TRIGGER refuse BEFORE INSERT ON article WHEN NEW.doc = '2.txt'"
            " BEGIN SELECT RAISE(ABORT, 'not this one'); END",
        )
        with Failures(Plan(()), store) as failures:
            told: list[str] = []
            with pytest.raises(StoreError, match="not this one"):
                told.extend(outcome.name for outcome in stored(_results(), store, failures, extractor="test"))
        assert told == ["0.txt", "1.txt"]
        assert rows(place, "SELECT doc FROM article ORDER BY id") == [("0.txt",), ("1.txt",)]
        assert store.faults() == []


def test_an_article_that_has_gone_meanwhile_is_an_error_of_its_own(tmp_path: Path) -> None:
    results = _results()
    name, gone = results[1]
    assert not isinstance(gone, InputError)
    results[1] = name, replace(gone, known=True)
    with Store(tmp_path / "a.db", create=True) as store:
        first, second, third = _stored(store, results)
        assert (first.error, third.error) == (None, None)
        assert "removed or replaced while it was read" in str(second.error)
        assert [failure.name for failure in store.failures()] == ["1.txt"]


def test_nothing_is_stored_that_is_not_told_of(tmp_path: Path) -> None:
    @contextmanager
    def stopping() -> Iterator[None]:
        yield
        raise Broken

    told: list[str] = []
    with Store(tmp_path / "a.db", create=True) as store, Failures(Plan(()), store) as failures:
        with pytest.raises(Broken):
            told.extend(outcome.name for outcome in stored(_results(), store, failures, stopping, extractor="test"))
        assert told == ["0.txt", "1.txt", "2.txt"]
