from __future__ import annotations

import json
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session, col, select

from db import engine as database
from db import incoming, models, queries, repository
from db.errors import DatabaseError

_SERIAL = count()


def article(session: Session, text_hash: str = "h", url: str | None = None, outlet: str | None = None) -> int:
    outlet_id = repository.outlet_id(session, outlet) if outlet else None
    made = models.Article(
        key=repository.article_key(text_hash, url, outlet_id),
        hash=text_hash,
        doc="doc",
        text="Boats leak",
        blocks=[[0, 10, "body"]],
        outlet_id=outlet_id,
        url=url,
        ingested=repository.now(),
    )
    return repository.add_article(session, made)


def quote(session: Session, in_article: int, claim: int | None = None, *speakers: int, **changes: Any) -> int:
    fields: dict[str, Any] = {
        "article_id": in_article,
        "position": next(_SERIAL),
        "claim_id": claim,
        "kind": "direct",
        "act": "statement",
        "polarity": "asserts",
        "place": "body",
        "content": [[0, 10]],
        "source": [],
        "cue": [],
        "text": "Boats leak",
        "source_text": "",
        "cue_text": "",
        "normal": "boats leak",
        "confidence": 1.0,
        "extractor": "t",
    }
    made = models.Quote(**(fields | changes))
    session.add(made)
    session.flush()
    for place, speaker in enumerate(speakers):
        session.add(models.QuoteSpeaker(quote_id=made.id or 0, speaker_id=speaker, position=place))
    session.flush()
    return made.id or 0


A, B = "https://example.org/a", "https://example.org/b"


@pytest.mark.parametrize(
    ("stored", "incoming", "same"),
    [
        pytest.param((None, None), (None, None), True, id="nothing known"),
        pytest.param((A, "Post"), (A, "Post"), True, id="all known and equal"),
        pytest.param((A, "Post"), (None, None), True, id="copy knows nothing"),
        pytest.param((None, None), (A, "Post"), True, id="stored knows nothing"),
        pytest.param((A, None), (None, "Post"), True, id="one knows the address, the other the outlet"),
        pytest.param((A, "Post"), (B, "Post"), False, id="two addresses"),
        pytest.param((None, "Post"), (None, "Gazette"), False, id="two outlets"),
        pytest.param((A, None), (B, None), False, id="two addresses, no outlet"),
        pytest.param((A, "Post"), (None, "Gazette"), False, id="another outlet without address"),
    ],
)
def test_when_the_same_text_is_the_same_article(
    session: Session, stored: tuple[str | None, str | None], incoming: tuple[str | None, str | None], same: bool
) -> None:
    id_ = article(session, "h", *stored)
    found = repository.find_article(session, "h", *incoming)
    assert (found.id if found else None) == (id_ if same else None)


def test_another_text_is_never_the_same_article(session: Session) -> None:
    article(session, "h", A, "Post")
    assert repository.find_article(session, "other", A, "Post") is None
    assert repository.at_url(session, A) is not None
    assert repository.at_url(session, B) is None


@pytest.mark.parametrize(
    ("text_hash", "url", "outlet", "key"),
    [("h", A, 1, f"h {A}"), ("h", A, None, f"h {A}"), ("h", None, 3, "h 3"), ("h", None, None, "h")],
)
def test_an_articles_key(text_hash: str, url: str | None, outlet: int | None, key: str) -> None:
    assert repository.article_key(text_hash, url, outlet) == key


def test_one_key_is_stored_once(tmp_path: Path) -> None:
    engine = database.connect(tmp_path / "b.db", create=True)

    def twice() -> None:
        with database.writing(engine) as connection, Session(connection) as session:
            article(session, "h", A)
            article(session, "h", A)

    with pytest.raises(DatabaseError):
        twice()
    with database.reading(engine) as connection:
        assert queries.counts(connection)["article"] == 0
    engine.dispose()


def test_an_outlet_is_made_once(session: Session) -> None:
    assert repository.outlet_id(session, "Orsk Post") == repository.outlet_id(session, "Orsk Post")
    assert repository.outlet_id(session, "Velm Gazette") != repository.outlet_id(session, "Orsk Post")


def test_removing_takes_what_nothing_else_needs_and_leaves_the_rest(session: Session) -> None:
    gone, stays = article(session, "h1", A, "Orsk Post"), article(session, "h2", B, "Velm Gazette")
    only, both = (repository.add_speaker(session, name, "person") for name in ("Ida Dahl", "Peter Lund"))
    for id_, where, name in ((only, gone, "Ida Dahl"), (both, gone, "Peter M. Lund"), (both, stays, "Peter Lund")):
        incoming.add_aliases(session.connection(), where, {(id_, name): name})
    own, shared = repository.add_claim(session), repository.add_claim(session)
    quote(session, gone, own, only)
    quote(session, gone, shared, both)
    left = quote(session, stays, shared, both)
    result = repository.remove_article(session, session.get_one(models.Article, gone))
    assert result == [both]
    assert [q.id for q in session.exec(select(models.Quote))] == [left]
    assert [s.name for s in session.exec(select(models.Speaker))] == ["Peter Lund"]
    assert [a.name for a in session.exec(select(models.Alias))] == ["Peter Lund"]
    assert [o.name for o in session.exec(select(models.Outlet))] == ["Velm Gazette"]
    assert queries.file_faults(session.connection()) == []


def test_the_log_keeps_before_and_after_of_a_change(session: Session) -> None:
    id_ = article(session, "h", A)
    found = session.get_one(models.Article, id_)
    repository.update_article(session, found, {"title": "New", "url": B})
    [entry] = session.exec(select(models.Log)).all()
    assert (entry.action, entry.subject) == ("article set", f"article {id_}")
    assert entry.detail == {"before": {"title": None, "url": A}, "after": {"title": "New", "url": B}}
    assert found.key == f"h {A}", "the key is that of the article as it was read"


def test_the_log_of_a_removal_keeps_none_of_its_words(session: Session) -> None:
    id_ = article(session, "h", A, "Orsk Post")
    quote(session, id_)
    found = session.get_one(models.Article, id_)
    repository.update_article(session, found, {"title": "Secret title"})
    repository.update_article(session, found, {"title": "Another title"})
    repository.remove_article(session, found)
    entries = session.exec(select(models.Log).order_by(col(models.Log.id))).all()
    assert [entry.action for entry in entries] == ["article set", "article set", "article removed"]
    kept = json.dumps([entry.model_dump() for entry in entries])
    assert not any(word in kept for word in ('title"', "Secret", "Another", "Boats", "Orsk", A))


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "shouted"},
        {"act": "dance"},
        {"polarity": "maybe"},
        {"place": "margin"},
        {"confidence": 1.5},
        {"confidence": -0.1},
        {"confidence": float("nan")},
        {"claim_id": 99},
        {"article_id": 99},
    ],
)
def test_the_database_refuses_what_no_quote_is(tmp_path: Path, wrong: dict[str, Any]) -> None:
    engine = database.connect(tmp_path / "b.db", create=True)
    with pytest.raises(DatabaseError), database.writing(engine) as connection, Session(connection) as session:
        quote(session, article(session), None, **wrong)
    engine.dispose()


def test_the_time_is_utc_to_the_second() -> None:
    now = repository.now()
    assert len(now) == 20
    assert now[10] == "T"
    assert now.endswith("Z")
