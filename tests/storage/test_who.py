"""Which stored speaker an article's speaker is, what is told of them, and who may be one."""

from __future__ import annotations

from quotes.read.names import NamedSpeaker
from quotes.records import Speaker, SpeakerKind
from quotes.store import Store
from tests.storage.test_registry import ids
from tests.storage.test_store import BREAD, FEES, KEEP, add, names


def test_roles_go_with_their_speaker_and_have_dates(store: Store) -> None:
    mayor, baker = Speaker("Ida Dahl", roles=("mayor of Orsk",)), Speaker("Ida Dahl", roles=("baker",))
    add(store, (mayor, KEEP), published="2024-05-01")
    add(store, (mayor, FEES), published="2025-05-01", tail="x")
    add(store, (baker, BREAD), tail="y")
    [entry] = store.speakers(limit=9)
    assert [(u.name, u.articles, u.first, u.last) for u in entry.roles] == [
        ("mayor of Orsk", 2, "2024-05-01", "2025-05-01"),
        ("baker", 1, None, None),
    ]
    add(store, ("Kim Berg", FEES), tail="z")
    store.merge_speakers(ids(store)["Kim Berg"], entry.id)
    assert [u.name for u in store.speakers(limit=9)[0].roles] == ["mayor of Orsk", "baker"]
    store.undo()
    store.remove_article(1)
    assert [u.articles for u in store.speaker(entry.id, limit=1)[0].roles] == [1, 1]
    assert store.faults() == []


def test_two_people_of_one_whole_name_are_kept_apart_by_what_they_are(store: Store) -> None:
    keeper, senator = Speaker("Ida Dahl", roles=("goalkeeper",)), Speaker("Ida Dahl", roles=("Texas senator",))
    add(store, (keeper, KEEP), outlet="Orsk Sport")
    add(store, (senator, FEES), outlet="Orsk Post", tail="x")
    assert [e.statements for e in store.speakers(limit=9)] == [1, 1]
    add(store, (Speaker("Ida Dahl", roles=("senator",)), BREAD), tail="y")
    add(store, ("Ida Dahl", BREAD + "?"), outlet="Orsk Sport", tail="z")
    assert {e.roles[0].name: e.statements for e in store.speakers(limit=9)} == {"Texas senator": 2, "goalkeeper": 2}
    # Nothing tells which of the two: a third, who gathers all such.
    add(store, ("Ida Dahl", KEEP + "?"), tail="u")
    add(store, ("Ida Dahl", FEES + "?"), tail="v")
    assert [e.statements for e in store.speakers(limit=9)] == [2, 2, 2]
    assert {s.evidence[0] for s in store.suggestions(limit=9)} == {"the same name"}


def test_speakers_who_may_be_one_are_suggested_with_what_speaks_for_it(store: Store) -> None:
    add(
        store,
        ("Ida Dahl", KEEP),
        (Speaker("Inga Dahl"), FEES),
        (Speaker("North Sea Council", SpeakerKind.ORGANISATION), KEEP),
    )
    add(store, (Speaker("Dahl", aliases=("Dahl",)), KEEP), outlet="Orsk Post", tail="x")
    add(store, (Speaker("NSC", SpeakerKind.ORGANISATION), BREAD), tail="y")
    found = {(s.kept[1], s.gone[1]): s.evidence for s in store.suggestions(limit=9)}
    assert found == {
        ("Ida Dahl", "Dahl"): ("one of 2 of that family name", "1 statement in the same words"),
        ("Inga Dahl", "Dahl"): ("one of 2 of that family name",),
        ("North Sea Council", "NSC"): ("its acronym",),
    }
    best = store.suggestions(limit=1)[0]
    assert (best.kept[1], best.gone[1]) == ("Ida Dahl", "Dahl")
    store.merge_speakers(best.kept[0], best.gone[0])
    assert ("Ida Dahl", "Dahl") not in {(s.kept[1], s.gone[1]) for s in store.suggestions(limit=9)}


def test_a_full_name_is_not_the_bare_one_that_several_share(store: Store) -> None:
    bare = Speaker("Dahl", aliases=("Dahl",))
    add(store, ("Ida Dahl", KEEP))
    add(store, ("Inga Dahl", FEES), tail="x")
    add(store, (bare, BREAD), tail="y")
    add(store, ("Kim Dahl", KEEP), tail="z")
    assert names(store) == ["Dahl", "Ida Dahl", "Inga Dahl", "Kim Dahl"]


def test_a_names_file_in_another_spelling_is_the_same_person(store: Store) -> None:
    add(store, ("Volodymyr Havrylenko", KEEP))
    store.import_speakers([NamedSpeaker("Vladimir Havrilenko", (), SpeakerKind.PERSON, "Q7", 2)])
    assert [(e.name, e.statements) for e in store.speakers(limit=9)] == [("Vladimir Havrilenko", 1)]


def test_what_was_split_is_not_suggested_again(store: Store) -> None:
    add(store, (Speaker("Ida Dahl", aliases=("I. Dahl", "Ida Dahl")), KEEP))
    store.split_speaker(1, ["I. Dahl"])
    assert store.suggestions(limit=9) == []
