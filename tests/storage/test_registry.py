"""Correcting who is who, and taking it back row by row."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import SQLModel

from db import engine as database
from quotes.errors import InputError, NotFoundError
from quotes.read.names import NamedSpeaker
from quotes.records import Speaker, SpeakerKind
from quotes.store import Filter, Store
from tests.storage.test_store import BREAD, FEES, KEEP, add, names


def state(store: Store) -> list[str]:
    """Every row of the database, the log aside."""
    found: list[str] = []
    opened = database.open_any(store.place)
    with database.reading(opened) as connection:
        for table in SQLModel.metadata.sorted_tables:
            if table.name != "log":
                found += (f"{table.name} {tuple(row)}" for row in connection.execute(sa.select(table)))
    opened.dispose()
    return sorted(found)


def ids(store: Store) -> dict[str, int]:
    return {entry.name: entry.id for entry in store.speakers(limit=99)}


def test_a_merge_gathers_names_quotes_and_claims(store: Store) -> None:
    add(store, ("Ida Dahl", KEEP), ("Ida Dahl", BREAD))
    add(store, ("Ida Holm", KEEP), ("Ida Holm", FEES), tail="x")
    known = ids(store)
    store.merge_speakers(known["Ida Dahl"], known["Ida Holm"])
    [entry] = store.speakers(limit=9)
    assert (entry.name, entry.aliases, entry.statements) == ("Ida Dahl", ("Ida Dahl", "Ida Holm"), 4)
    assert [(claim.text, claim.sightings) for claim in store.claims(Filter(), limit=9)] == [
        (KEEP, 2),
        (FEES, 1),
        (BREAD, 1),
    ] or {(claim.text, claim.sightings) for claim in store.claims(Filter(), limit=9)} == {
        (KEEP, 2),
        (FEES, 1),
        (BREAD, 1),
    }
    assert store.faults() == []


def test_a_merge_holds_for_articles_to_come(store: Store) -> None:
    add(store, ("Ida Dahl", KEEP), ("Ida Holm", FEES))
    known = ids(store)
    store.merge_speakers(known["Ida Dahl"], known["Ida Holm"])
    add(store, ("Ida Holm", BREAD), tail="x")
    assert names(store) == ["Ida Dahl"]


def test_who_spoke_jointly_speaks_alone_after_a_merge(store: Store) -> None:
    add(store, ("Ida Dahl & Ida Holm", KEEP))
    known = ids(store)
    store.merge_speakers(known["Ida Dahl"], known["Ida Holm"])
    [sighting] = store.sightings(Filter())
    assert sighting.speakers == ("Ida Dahl",)
    assert store.faults() == []


def test_a_split_takes_the_quotes_of_the_articles_that_print_only_those_names(store: Store) -> None:
    dahl = Speaker("Ida Dahl", aliases=("Dahl", "Ida Dahl"))
    bare = Speaker("Dahl", aliases=("Dahl",))
    add(store, (dahl, KEEP))
    add(store, (bare, FEES), (bare, KEEP), tail="x")
    [entry] = store.speakers(limit=9)
    store.split_speaker(entry.id, ["Dahl"])
    found = {e.name: (e.aliases, e.statements) for e in store.speakers(limit=9)}
    assert found == {"Dahl": (("Dahl",), 2), "Ida Dahl": (("Ida Dahl",), 1)}
    assert store.faults() == []
    assert {claim.sightings for claim in store.claims(Filter(), limit=9)} == {1}
    add(store, (bare, BREAD), tail="y")
    assert {e.name: e.statements for e in store.speakers(limit=9)} == {"Dahl": 3, "Ida Dahl": 1}


def test_a_name_that_was_chosen_stays(store: Store) -> None:
    add(store, (Speaker("Dahl", aliases=("Dahl",)), KEEP))
    [entry] = store.speakers(limit=9)
    store.rename_speaker(entry.id, "I. Dahl")
    add(store, (Speaker("Ida Dahl", aliases=("Dahl", "Ida Dahl")), FEES), tail="x")
    assert names(store) == ["I. Dahl"]


def test_a_name_that_was_given_decides(store: Store) -> None:
    add(store, ("Ida Dahl", KEEP), ("Kim Berg", FEES))
    store.add_alias(ids(store)["Kim Berg"], "The Baker")
    add(store, ("The Baker", BREAD), tail="x")
    assert names(store) == ["Ida Dahl", "Kim Berg"]
    store.remove_alias(ids(store)["Kim Berg"], "The Baker")
    add(store, ("The Baker", BREAD), tail="y")
    assert names(store) == ["Ida Dahl", "Kim Berg", "The Baker"]


def test_a_name_that_was_taken_is_somebody_elses_in_articles_to_come(store: Store) -> None:
    add(store, ("Ida Dahl", KEEP), (Speaker("Dahl", aliases=("Dahl",)), FEES))
    [entry] = store.speakers(limit=9)
    store.remove_alias(entry.id, "Dahl")
    add(store, (Speaker("Dahl", aliases=("Dahl",)), BREAD), tail="x")
    assert {e.name: e.statements for e in store.speakers(limit=9)} == {"Ida Dahl": 2, "Dahl": 1}
    store.add_alias(entry.id, "The Baker")
    store.undo()
    store.undo()
    assert "Dahl" in store.speakers(limit=9)[0].aliases


def test_a_name_that_articles_print_for_another_is_not_given(store: Store) -> None:
    add(store, ("Ida Dahl", KEEP), ("Kim Berg", FEES))
    known = ids(store)
    with pytest.raises(InputError, match=f"quotes speaker split {known['Ida Dahl']} 'Ida Dahl'"):
        store.add_alias(known["Kim Berg"], "Ida Dahl")


def test_a_split_leaves_no_two_speakers_of_one_name(store: Store) -> None:
    add(store, ("Ida Dahl", KEEP), ("Ida Holm", FEES))
    known = ids(store)
    store.merge_speakers(known["Ida Dahl"], known["Ida Holm"])
    store.rename_speaker(known["Ida Dahl"], "Ida Dahl-Holm")
    store.split_speaker(known["Ida Dahl"], ["Ida Dahl-Holm", "Ida Holm"])
    assert names(store) == ["Ida Dahl", "Ida Dahl-Holm"]


def test_an_id_names_nobody_else_later(store: Store) -> None:
    add(store, ("Ida Dahl", KEEP), ("Ida Holm", FEES))
    known = ids(store)
    store.merge_speakers(known["Ida Dahl"], known["Ida Holm"])
    add(store, ("Kim Berg", BREAD), tail="x")
    assert ids(store)["Kim Berg"] not in known.values()
    store.undo()
    assert ids(store)["Ida Holm"] == known["Ida Holm"]
    assert store.faults() == []


@pytest.mark.parametrize(
    ("work", "reason"),
    [
        (lambda s, i: s.merge_speakers(i["Ida Dahl"], i["Ida Dahl"]), "with itself"),
        (lambda s, i: s.merge_speakers(i["Ida Dahl"], i["Orsk Post"]), "not one speaker"),
        (lambda s, i: s.merge_speakers(i["Ida Dahl"], 99), "no speaker 99"),
        (lambda s, i: s.merge_speakers(2**70, 1), "no speaker"),
        (lambda s, i: s.split_speaker(i["Ida Dahl"], ["Holm"]), "none of the names"),
        (lambda s, i: s.split_speaker(i["Ida Dahl"], ["Ida Dahl"]), "no name left"),
        (lambda s, i: s.split_speaker(i["Ida Dahl"], []), "no name"),
        (lambda s, i: s.remove_alias(i["Ida Dahl"], "Holm"), "none of the names"),
        (lambda s, i: s.remove_alias(i["Ida Dahl"], "Ida Dahl"), "is what speaker"),
        (lambda s, i: s.undo(), "nothing to undo"),
        (lambda s, i: s.undo(7), "no change 7"),
        (lambda s, i: [s.add_alias(i["Ida Dahl"], "D"), s.add_alias(i["Ida Dahl"], "D")], "already"),
        (lambda s, i: [s.add_alias(i["Ida Dahl"], "D"), s.add_alias(i["Kim Berg"], "D")], "was given to speaker"),
        (lambda s, i: [s.rename_speaker(i["Ida Dahl"], "D"), s.rename_speaker(i["Kim Berg"], "D")], "was given to"),
        (lambda s, i: [s.rename_speaker(i["Ida Dahl"], "D"), s.rename_speaker(i["Ida Dahl"], "D")], "already"),
        (lambda s, i: [s.undo(s.add_alias(i["Ida Dahl"], "D").id), s.undo(1)], "undone already"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_and_nothing_is_half_done(store: Store, work: Any, reason: str) -> None:
    body = Speaker("Orsk Post", SpeakerKind.ORGANISATION, aliases=("Orsk Post",))
    add(store, ("Ida Dahl", KEEP), (body, FEES), ("Kim Berg", BREAD))
    before, log = state(store), len(store.changes(limit=99))
    with pytest.raises((InputError, NotFoundError), match=reason):
        work(store, ids(store))
    if log == len(store.changes(limit=99)):
        assert state(store) == before
    assert store.faults() == []


def test_a_corrected_speaker_keeps_the_names_that_articles_print(store: Store) -> None:
    add(store, ("Ida Dahl", KEEP), ("Bo Holm", FEES), ("Kim Berg", BREAD))
    known = ids(store)
    store.add_alias(known["Ida Dahl"], "The Baker")
    store.merge_speakers(known["Bo Holm"], known["Kim Berg"])
    add(store, ("Ida Dahl", FEES), ("Bo Holm", KEEP), ("Kim Berg", KEEP), tail="x")
    store.rename_speaker(known["Ida Dahl"], "Aunt Ida")
    add(store, ("Ida Dahl", BREAD), tail="y")
    assert names(store) == ["Aunt Ida", "Bo Holm"]


def test_what_an_article_that_is_gone_had_to_do_with_cannot_be_undone(store: Store) -> None:
    dahl = Speaker("Ida Dahl", aliases=("Dahl", "Ida Dahl"))
    added = add(store, (dahl, KEEP))
    add(store, ("Ida Dahl", FEES), tail="x")
    change = store.remove_alias(ids(store)["Ida Dahl"], "Dahl")
    store.remove_article(added.article)
    add(store, ("Kim Berg", FEES), tail="y")
    with pytest.raises(InputError, match="cannot be undone"):
        store.undo(change.id)
    with pytest.raises(NotFoundError, match="nothing to undo"):
        store.undo()


@pytest.mark.parametrize("name", ["", "  ", "7", "x" * 301, "Ida\x1b[31m", "\u200b"])
def test_what_is_no_name_is_refused(store: Store, name: str) -> None:
    add(store, ("Ida Dahl", KEEP))
    before = state(store)
    for work in (store.rename_speaker, store.add_alias):
        with pytest.raises(InputError, match="is no name"):
            work(ids(store)["Ida Dahl"], name)
    assert state(store) == before


def test_a_cycle_of_merges_ends_in_one_speaker(store: Store) -> None:
    add(store, ("Ida Dahl", KEEP), ("Ida Holm", FEES), ("Ida Berg", BREAD))
    known = ids(store)
    store.merge_speakers(known["Ida Dahl"], known["Ida Holm"])
    store.merge_speakers(known["Ida Berg"], known["Ida Dahl"])
    with pytest.raises(NotFoundError):
        store.merge_speakers(known["Ida Holm"], known["Ida Berg"])
    assert names(store) == ["Ida Berg"]


def test_what_was_changed_later_must_be_undone_first(store: Store) -> None:
    add(store, ("Ida Dahl", KEEP), ("Ida Holm", FEES), ("Ida Berg", BREAD))
    known, before = ids(store), state(store)
    first = store.merge_speakers(known["Ida Dahl"], known["Ida Holm"])
    second = store.merge_speakers(known["Ida Berg"], known["Ida Dahl"])
    with pytest.raises(InputError, match="undo the corrections that came after it first"):
        store.undo(first.id)
    assert store.undo().what.startswith("speaker merge")
    assert [entry.action for entry in store.changes(limit=9)] == ["undo", "speaker merge", "speaker merge"]
    store.undo(first.id)
    assert state(store) == before
    with pytest.raises(InputError, match="undone already"):
        store.undo(second.id)


def test_what_people_brought_outlives_an_article_that_prints_it(store: Store) -> None:
    berg = NamedSpeaker("Kim Berg", ("K. Berg", "The Baker"), SpeakerKind.PERSON, "Q5", 2, ("baker",))
    store.import_speakers([berg])
    before = state(store)
    added = add(store, ("Kim Berg", KEEP))
    store.remove_article(added.article)
    assert state(store) == before
    store.undo(1)
    assert store.speakers(limit=9) == []


def test_a_merge_is_not_undone_where_an_article_came_in_between_that_would_mix_two(store: Store) -> None:
    add(store, ("Ida Dahl", KEEP), ("Kim Berg", FEES))
    known = ids(store)
    store.merge_speakers(known["Ida Dahl"], known["Kim Berg"])
    add(store, ("Kim Berg", FEES), tail="x")
    before = state(store)
    with pytest.raises(InputError, match="articles came in between"):
        store.undo()
    assert state(store) == before
    assert store.faults() == []


def test_an_older_change_whose_rows_are_gone_is_refused_by_name(store: Store) -> None:
    add(store, ("Ida Dahl", KEEP), ("Kim Berg", FEES), ("Bo Holm", BREAD))
    store.assign_quote(1, [2])
    store.merge_speakers(3, 1)
    with pytest.raises(InputError, match="change 1 cannot be undone"):
        store.undo(1)


def test_a_merge_keeps_its_name_when_an_article_goes(store: Store) -> None:
    add(store, ("Ida Dahl", KEEP))
    add(store, ("Kim Berg", FEES), tail="x")
    added = add(store, ("Kim Berg", BREAD), ("Ida Dahl", BREAD), tail="y")
    known = ids(store)
    store.merge_speakers(known["Kim Berg"], known["Ida Dahl"])
    store.remove_article(added.article)
    assert names(store) == ["Kim Berg"]


@pytest.mark.file
def test_a_name_that_was_taken_goes_with_the_last_article_that_prints_it(store: Store) -> None:
    added = add(store, (Speaker("Ida Dahl", aliases=("Ida Dahl", "Iddy Dahl")), KEEP))
    add(store, ("Ida Dahl", FEES), tail="x")
    store.remove_alias(1, "Iddy Dahl")
    store.remove_article(added.article)
    assert b"Iddy" not in Path(store.place).read_bytes()


def test_who_is_renamed_keeps_the_name_that_only_they_have(store: Store) -> None:
    add(store, (Speaker("Lula", aliases=("Lula",)), KEEP))
    store.rename_speaker(1, "Luiz Inacio da Silva")
    add(store, (Speaker("Lula", aliases=("Lula",)), FEES), tail="x")
    assert names(store) == ["Luiz Inacio da Silva"]


def test_a_merge_gives_nobody_a_family_name_that_others_have(store: Store) -> None:
    for number, name in enumerate(["Ida Dahl", "Ingrid Dahl", "Bo Dahl", "Kim Dahl"]):
        add(store, (Speaker(name, aliases=("Dahl", name)), KEEP), tail=str(number))
    known = ids(store)
    store.merge_speakers(known["Ida Dahl"], known["Ingrid Dahl"])
    store.merge_speakers(known["Bo Dahl"], known["Kim Dahl"])
    assert names(store) == ["Bo Dahl", "Ida Dahl"]


def test_a_name_that_was_given_holds_for_people_and_bodies_alike(store: Store) -> None:
    kremlin = Speaker("Kremlin", SpeakerKind.ORGANISATION)
    add(store, ("Ida Dahl", KEEP), (kremlin, FEES))
    known = ids(store)
    store.add_alias(known["Ida Dahl"], "The Town Hall")
    store.add_alias(known["Kremlin"], "Dmitry Peskov")
    add(store, (Speaker("The Town Hall", SpeakerKind.ORGANISATION), BREAD), ("Dmitry Peskov", KEEP), tail="x")
    assert {e.name: e.statements for e in store.speakers(limit=9)} == {"Ida Dahl": 2, "Kremlin": 2}


def test_a_name_that_articles_print_for_another_is_no_new_name(store: Store) -> None:
    add(store, ("Ida Dahl", KEEP), ("Kim Berg", FEES))
    with pytest.raises(InputError, match="articles print Kim Berg for speaker 2"):
        store.rename_speaker(1, "Kim Berg")


@pytest.mark.file
def test_the_log_keeps_no_words_of_an_article(store: Store) -> None:
    added = add(store, ("Ida Dahl", KEEP), ("Ida Holm", KEEP))
    known = ids(store)
    store.merge_speakers(known["Ida Dahl"], known["Ida Holm"])
    store.remove_article(added.article)
    kept = Path(store.place).read_bytes()
    assert b"northern quay" not in kept
    assert b"Holm" not in kept


def test_two_who_were_split_off_one_after_the_other_become_one_again(store: Store) -> None:
    dahl = Speaker("Ida Maria Dahl", aliases=("Dahl", "Ida Dahl", "Ida Maria Dahl"))
    add(store, (dahl, KEEP))
    store.split_speaker(1, ["Dahl", "Ida Dahl"])
    store.split_speaker(2, ["Dahl"])
    before = state(store)
    store.merge_speakers(1, 2)
    assert store.faults() == []
    store.undo()
    assert state(store) == before


_CHANGES = st.lists(st.tuples(st.sampled_from("msrax"), st.integers(0, 5), st.integers(0, 5)), min_size=1, max_size=6)


@given(changes=_CHANGES)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_undoing_all_gives_every_row_back(tmp_path_factory: pytest.TempPathFactory, changes: list[Any]) -> None:
    with Store(tmp_path_factory.mktemp("undo") / "a.db", create=True) as store:
        dahl = Speaker("Ida Dahl", aliases=("Dahl", "Ida Dahl"))
        add(store, (dahl, KEEP), ("Kim Berg", FEES), ("Ida Dahl & Kim Berg", BREAD))
        add(store, (Speaker("Dahl", aliases=("Dahl",)), KEEP), ("Bo Holm", FEES), tail="x")
        before = state(store)
        done = 0
        for kind, a, b in changes:
            everybody = store.speakers(limit=99)
            one, other = everybody[a % len(everybody)], everybody[b % len(everybody)]
            try:
                if kind == "m":
                    store.merge_speakers(one.id, other.id)
                elif kind == "s":
                    store.split_speaker(one.id, [one.aliases[b % len(one.aliases)]])
                elif kind == "r":
                    store.rename_speaker(one.id, f"Name {b}")
                elif kind == "a":
                    store.add_alias(one.id, f"Alias {b}")
                else:
                    store.remove_alias(one.id, one.aliases[b % len(one.aliases)])
            except InputError:
                continue
            done += 1
            assert store.faults() == []
        for _ in range(done):
            store.undo()
        assert state(store) == before
        assert store.faults() == []
