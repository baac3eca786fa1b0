from __future__ import annotations

import pytest
from sqlalchemy.engine import Connection
from sqlmodel import Session, select

from db import incoming, models, queries, repository
from tests.storage.test_repository import article

QUOTE = {
    "kind": "direct",
    "act": "statement",
    "polarity": "asserts",
    "place": "body",
    "content": ((0, 10),),
    "source": (),
    "cue": (),
    "text": "Boats leak",
    "source_text": "",
    "cue_text": "",
    "normal": "boats leak",
    "confidence": 1.0,
    "mention": None,
    "extractor": "t",
}


@pytest.fixture
def connection(session: Session) -> Connection:
    """That of the transaction."""
    return session.connection()


def test_quotes_have_their_ids_and_their_speakers_in_order(session: Session, connection: Connection) -> None:
    dahl, lund = (incoming.add_speaker(connection, name, "person") for name in ("Ida Dahl", "Peter Lund"))
    rows = [QUOTE | {"text": text} for text in ("Boats", "Boats leak", "leak")]
    ids = incoming.add_quotes(connection, article(session), rows, [[lund, dahl], [], [dahl]])
    said = queries.speakers_of(connection, ids)
    assert [[row["name"] for row in said.get(quote, ())] for quote in ids] == [
        ["Peter Lund", "Ida Dahl"],
        [],
        ["Ida Dahl"],
    ]
    assert [session.get_one(models.Quote, quote).text for quote in ids] == ["Boats", "Boats leak", "leak"]
    assert queries.file_faults(connection) == []


def test_names_and_roles_stand_in_the_order_in_which_they_came(session: Session, connection: Connection) -> None:
    dahl = incoming.add_speaker(connection, "Ida Dahl", "person")
    one = article(session)
    incoming.add_aliases(connection, one, {(dahl, "Ida Dahl"): "dahl ida", (dahl, "Dahl"): "dahl "})
    incoming.add_roles(connection, one, [(dahl, "mayor")])
    assert repository.aliases(session, dahl) == ["Ida Dahl", "Dahl"]
    [alias, _] = session.exec(select(models.Alias)).all()
    [role] = session.exec(select(models.Role)).all()
    assert (alias.key, alias.article_id, role.name, role.article_id) == ("dahl ida", one, "mayor", one)


def test_nothing_is_stored_of_an_article_without_quotes(session: Session, connection: Connection) -> None:
    assert incoming.add_quotes(connection, article(session), [], []) == []


def test_a_name_that_people_chose_stays(session: Session, connection: Connection) -> None:
    printed = incoming.add_speaker(connection, "Dahl", "person")
    assert incoming.rename_speaker(connection, printed, "Ida Dahl")
    chosen = repository.add_speaker(session, "Lund", "person")
    session.get_one(models.Speaker, chosen).named = True
    session.flush()
    assert not incoming.rename_speaker(connection, chosen, "Peter Lund")
    assert [session.get_one(models.Speaker, i).name for i in (printed, chosen)] == ["Ida Dahl", "Lund"]
