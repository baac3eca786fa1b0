"""What is new about what people watch."""

from __future__ import annotations

import pytest

from quotes.entries import Watch
from quotes.errors import InputError, NotFoundError, QueryError
from quotes.records import Kind, Place, Polarity
from quotes.store import Store
from quotes.watch import News
from tests.storage.test_store import BREAD, FEES, KEEP, add


def news(store: Store, name: str = "quay") -> list[tuple[News, str | None, str]]:
    return [(e.news, e.sighting.speaker, e.sighting.text) for e in store.look(name).events]


def test_what_is_there_is_not_new_and_what_comes_is_told_by_what_it_is(store: Store) -> None:
    add(store, ("Ida Dahl", KEEP))
    store.add_watch(Watch("quay", words="quay"))
    assert news(store) == []
    cut = "“We will keep the northern quay open”"
    denied = KEEP.replace("will keep", "will not keep")
    add(store, ("Ida Dahl", KEEP), ("Ida Dahl", cut), ("Kim Berg", KEEP), ("Bo Holm", denied), tail="x")
    add(store, ("Ida Dahl", "“The quay needs a crane.”"), ("Ida Dahl", BREAD), tail="y")
    assert sorted(news(store)) == sorted(
        [
            (News.REPEAT, "Ida Dahl", KEEP),
            (News.VARIANT, "Ida Dahl", cut),
            (News.CLAIM, "Kim Berg", KEEP),
            (News.CLAIM, "Bo Holm", denied),
            (News.CLAIM, "Ida Dahl", "“The quay needs a crane.”"),
            (News.ECHO, "Kim Berg", KEEP),
            (News.CONTRADICTION, "Bo Holm", denied),  # of Dahl's and of Berg's claim
            (News.CONTRADICTION, "Bo Holm", denied),
        ]
    )
    store.seen([store.look("quay")])
    assert news(store) == []


def test_a_speaker_who_contradicts_herself_is_told_of(store: Store) -> None:
    add(store, ("Ida Dahl", KEEP), ("Kim Berg", FEES))
    store.add_watch(Watch("quay", speaker="Dahl"))
    add(store, ("Ida Dahl", KEEP, {"polarity": Polarity.DENIES, "kind": Kind.INDIRECT}), tail="x")
    add(store, ("Kim Berg", KEEP), ("Kim Berg", BREAD), tail="y")
    found = store.look("quay").events
    assert {(e.news, e.sighting.speaker, e.of.speaker if e.of else None) for e in found} == {
        (News.CLAIM, "Ida Dahl", None),
        (News.CONTRADICTION, "Kim Berg", "Ida Dahl"),
        (News.CONTRADICTION, "Ida Dahl", "Ida Dahl"),
        (News.ECHO, "Kim Berg", "Ida Dahl"),
    }


def test_what_comes_between_the_look_and_its_note_stays_new(store: Store) -> None:
    add(store, ("Ida Dahl", KEEP))
    store.add_watch(Watch("quay", words="quay", outlet="Orsk"))
    look = store.look("quay")
    add(store, ("Ida Dahl", KEEP), tail="x", outlet="Orsk Post")
    store.seen([look])
    assert news(store) == [(News.REPEAT, "Ida Dahl", KEEP)]
    assert [watch.name for watch in store.watches()] == ["quay"]
    store.remove_watch("quay")
    assert store.watches() == []


def test_a_speaker_nobody_knows_is_said_so(store: Store) -> None:
    store.add_watch(Watch("berg", speaker="Kim Berg"))
    assert store.look("berg").unknown
    add(store, ("Kim Berg", FEES))
    store.seen([store.look("berg")])
    add(store, ("Kim Berg", BREAD), tail="x")
    assert news(store, "berg") == [(News.CLAIM, "Kim Berg", BREAD)]


def test_what_makes_no_sense_is_refused(store: Store) -> None:
    store.add_watch(Watch("quay", words="quay"))
    with pytest.raises(InputError, match="quay is watched already"):
        store.add_watch(Watch("quay", words="boats"))
    with pytest.raises(InputError, match="say what to watch"):
        store.add_watch(Watch("nothing"))
    with pytest.raises(QueryError, match="has no word"):
        store.add_watch(Watch("marks", words="…"))
    for work in (store.look, store.remove_watch):
        with pytest.raises(NotFoundError, match="nothing is watched as 'boats'"):
            work("boats")


def test_who_denies_the_contrary_or_speaks_of_themselves_contradicts_nobody(store: Store) -> None:
    add(store, ("Ida Dahl", "“We will not keep the northern quay open all winter.”"))
    add(store, ("Ida Dahl", "“I will run for mayor of this town in the spring.”"), tail="w")
    store.add_watch(Watch("dahl", speaker="Dahl"))
    denied = {"polarity": Polarity.DENIES, "kind": Kind.INDIRECT}
    add(store, ("Bo Holm", KEEP, denied), ("Bo Holm", KEEP, {"polarity": Polarity.ASKS}), tail="x")
    add(store, ("Bo Holm", "“I will not run for mayor of this town in the spring.”"), tail="y")
    assert news(store, "dahl") == []


def test_what_is_too_much_for_one_look_is_told_by_the_next(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quotes.store.watches._MOST", 2)
    store.add_watch(Watch("all", outlet="Orsk"))
    add(store, ("Ida Dahl", KEEP), ("Ida Dahl", FEES), ("Ida Dahl", BREAD), outlet="Orsk Post")
    told = []
    while events := (look := store.look("all")).events:
        told.append([event.sighting.text for event in events])
        store.seen([look])
    assert told == [[KEEP, FEES], [BREAD]]


def test_a_headline_and_its_article_are_one_piece_of_news(store: Store) -> None:
    add(store, ("Kim Berg", FEES))
    store.add_watch(Watch("dahl", words="quay"))
    add(store, ("Ida Dahl", KEEP, {"place": Place.HEADLINE}), ("Ida Dahl", KEEP), tail="x")
    assert news(store, "dahl") == [(News.CLAIM, "Ida Dahl", KEEP)]
