from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import example, given
from hypothesis import strategies as st
from sqlalchemy.engine import Connection, Engine

from db import engine as database
from db import fts5, search
from db.rows import run
from quotes.text import normalise

TEXTS = [
    "We will keep the quay open.",
    "They don’t sell the co-op’s boats.",
    "Zoë met Łukasz at the café in Orsk.",
    "A just peace is no peace without the quay.",
    "The U.S. built 25 ships, C++ or not.",
]


def put(connection: Connection, id_: int, text: str) -> None:
    """A quote of the only article."""
    connection.execute(
        sa.text(
            "INSERT INTO quote (id, article_id, position, leads, kind, act, polarity, place, content, source, cue,"
            " text, source_text, cue_text, normal, confidence, extractor) VALUES (:id, 1, :id, 0, 'direct', 'attitude',"
            " 'asserts', 'body', '[]', '[]', '[]', :text, '', '', :normal, 1, 't')"
        ),
        {"id": id_, "text": text, "normal": normalise(text).text},
    )


def made(file: Path, texts: list[str]) -> Engine:
    engine = database.connect(file, create=True)
    with database.writing(engine) as connection:
        connection.exec_driver_sql(
            "INSERT INTO article (id, key, hash, doc, text, blocks, ingested, replaced)"
            " VALUES (1, 'k', 'h', 'd', '', '[]', '2025', 0)"
        )
        for id_, text in enumerate(texts, 1):
            put(connection, id_, text)
    return engine


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A database with `TEXTS`, to be read only."""
    engine = made(tmp_path_factory.mktemp("search") / "a.db", TEXTS)
    yield engine
    engine.dispose()


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """A database with `TEXTS`, to be changed."""
    engine = made(tmp_path / "a.db", TEXTS)
    yield engine
    engine.dispose()


def find(connection: Connection, expression: str) -> list[int]:
    rows = connection.execute(
        sa.text("SELECT rowid FROM quote_fts WHERE quote_fts MATCH :expression ORDER BY rowid"),
        {"expression": expression},
    )
    return [row[0] for row in rows]


def ask(engine: Engine, words: str) -> list[int]:
    expression = search.expression(normalise(words).text)
    with database.reading(engine) as connection:
        return find(connection, expression) if expression else []


# Asking


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("don't", [2]),
        ("don’t", [2]),
        ("DON`T", [2]),
        ("zoe", [3]),
        ("ZOË", [3]),
        ("lukasz cafe", [3]),
        ("café", [3]),
        ("quay", [1, 4]),
        ("open quay", [1]),
        ("quay boats", []),
        ('"the quay open"', [1]),
        ('"quay the open"', []),
        ("“just peace”", [4]),
        ('"without the quay" peace', [4]),
        ('"open', [1]),
        ("pea*", [4]),
        ("boa* sel*", [2]),
        ("boa", []),
        ("U.S.", [5]),
        ("C++", [5]),
        ("25", [5]),
        ("co-op", [2]),
        ("not", [5]),
        ("AND", []),
        ("OR", [5]),
        ("NEAR(quay open)", []),
        ("normal:quay", []),
        ("^we", [1]),
        ("-quay", [1, 4]),
        ("*", []),
        ("", []),
        ('""', []),
        ("' ; --", []),
    ],
)
def test_plain_words_find_what_they_say(library: Engine, words: str, expected: list[int]) -> None:
    assert ask(library, words) == expected


@pytest.mark.parametrize("words", ["", " ", "*", '"', '""', "…", "+ - ^ ( ) { } : , .", "😀", "\x00"])
def test_without_a_letter_or_digit_there_is_no_expression(words: str) -> None:
    assert search.expression(words) == ""


@given(
    st.text(max_size=60)
    | st.text(alphabet="\"'*^+-:(){}[],.\x00 aAéΣßǅ²½日ꟃ\u0301ा\ue000\U00010d00AND OR NOT NEAR", max_size=40)
)
@example('a"b c"d*')
@example('"a" "b" * AND NEAR/2 normal : ')
@example("\ufdfa\u00bd")
def test_no_string_breaks_the_index(library: Engine, words: str) -> None:
    for given_ in (words, normalise(words).text):
        expression = search.expression(given_)
        if expression:
            with database.reading(library) as connection:
                find(connection, expression)


VOCABULARY = ["quay", "quays", "boat", "not", "and", "or", "near", "it's", "25", "zoë"]
SENTENCES = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=5)


def tokens(words: list[str]) -> list[str]:
    return normalise(" ".join(words)).text.replace("'", " ").split()


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """Every pair of words of `VOCABULARY`, as quotes."""
    texts = [f"{a}, {b.upper()}!" for a in VOCABULARY for b in VOCABULARY]
    engine = made(tmp_path_factory.mktemp("shelf") / "a.db", texts)
    yield engine
    engine.dispose()


@given(SENTENCES)
def test_words_are_found_as_a_naive_search_finds_them(shelf: Engine, asked: list[str]) -> None:
    stored = [[a, b] for a in VOCABULARY for b in VOCABULARY]
    # "it's" is two words side by side wherever it stands.
    expected = [i for i, pair in enumerate(stored, 1) if all(word in pair for word in asked)]
    assert ask(shelf, " ".join(asked)) == expected


@given(SENTENCES)
def test_phrases_are_found_as_a_naive_search_finds_them(shelf: Engine, asked: list[str]) -> None:
    wanted = f" {' '.join(tokens(asked))} "
    stored = [[a, b] for a in VOCABULARY for b in VOCABULARY]
    expected = [i for i, pair in enumerate(stored, 1) if wanted in f" {' '.join(tokens(pair))} "]
    assert ask(shelf, f'"{" ".join(asked)}"') == expected


def test_any_of_means_at_least_one(library: Engine) -> None:
    with database.reading(library) as connection:
        assert find(connection, search.any_of(["boats", "cafe", "nowhere"])) == [2, 3]


@pytest.mark.parametrize("words", [[], ["*", '"', "", "a b", "it's"]])
def test_any_of_takes_whole_words_only(words: list[str]) -> None:
    assert search.any_of(words) == ""


def test_frequencies_are_those_of_quotes_and_leave_out_what_is_nowhere(library: Engine) -> None:
    with database.reading(library) as connection:
        found = fts5.frequencies(connection, ["quay", "peace", "boats", "nowhere", "quay", "", '"'])
        assert found == {"quay": 2, "peace": 1, "boats": 1}


def test_terms_are_the_words_of_the_index_by_length(library: Engine) -> None:
    with database.reading(library) as connection:
        assert sorted(fts5.terms(connection, "", 5, 6)) == ["boats", "built", "lukasz", "peace", "ships"]
        assert list(fts5.terms(connection, "", 50, 60)) == []
        assert list(fts5.terms(connection, "", 6, 5)) == []


@pytest.mark.parametrize("word", ["harbour", "quay", "oar", "go", "x"])
def test_words_one_letter_off_are_among_the_terms(tmp_path: Path, word: str) -> None:
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    near = {before + behind[1:] for before, behind in cuts}
    near |= {before + behind[1:2] + behind[:1] + behind[2:] for before, behind in cuts}
    near |= {before + letter + behind[left:] for before, behind in cuts for letter in "az9" for left in (0, 1)}
    near -= {""}
    engine = made(tmp_path / "a.db", [" ".join(sorted(near)), "nothing like it"])
    with database.reading(engine) as connection:
        assert set(fts5.terms(connection, word, 0, 99)) == near
    engine.dispose()


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """Many quotes, with words of all degrees of rarity."""
    every = {"quay": 1, "tide": 2, "ferry": 3, "barge": 90, "wreck": 1501}
    texts = [" ".join(word for word, step in every.items() if number % step == 0) for number in range(3000)]
    engine = made(tmp_path_factory.mktemp("archive") / "a.db", texts)
    yield engine
    engine.dispose()


@pytest.mark.parametrize("few", [True, False])
@pytest.mark.parametrize("most", [1, 7, 400, 2000])
def test_the_last_of_few_and_of_many_matches_are_the_last_of_all(archive: Engine, most: int, few: bool) -> None:
    asked = {
        True: ['"quay barge"', '"barge" AND "ferry"', '"tide ferry barge"', '"ferry tide"', '"quay" AND "wreck"'],
        False: ['"quay"', '"quay tide"', '"ferry" AND "quay"', '"ba"*', '"quay tide" OR ("quay" AND "tide")'],
    }
    with database.reading(archive) as connection:
        for expression in asked[few]:
            values = fts5.asked(connection, expression, None, raw=False)
            assert (values["forwards"] == expression) is few
            last = f"SELECT id FROM {fts5.last(of_speakers=False)} AS last"  # noqa: S608
            found = run(connection, last, values | {"most": most})
            assert sorted(row["id"] for row in found) == find(connection, expression)[-most:]


def test_the_vocabulary_is_there_for_a_writer_and_sees_what_it_wrote(engine: Engine) -> None:
    with database.writing(engine) as connection:
        put(connection, 9, "a new trawler")
        assert fts5.frequencies(connection, ["trawler"]) == {"trawler": 1}


# Keeping in step


def faults(engine: Engine) -> list[str]:
    with database.writing(engine) as connection:
        return fts5.faults(connection)


def test_a_sound_index_has_no_faults(engine: Engine) -> None:
    assert faults(engine) == []


def test_insert_update_and_delete_reach_the_index(engine: Engine) -> None:
    with database.writing(engine) as connection:
        put(connection, 9, "a new trawler")
        connection.exec_driver_sql("UPDATE quote SET normal = 'an old barge' WHERE id = 1")
        connection.exec_driver_sql("DELETE FROM quote WHERE id = 2")
    assert ask(engine, "trawler") == [9]
    assert ask(engine, "barge") == [1]
    assert ask(engine, "open") == []
    assert ask(engine, "boats") == []
    assert faults(engine) == []


def test_an_upsert_leaves_no_stale_words(engine: Engine) -> None:
    with database.writing(engine) as connection:
        connection.exec_driver_sql(
            "INSERT INTO quote SELECT * FROM quote WHERE id = 1 ON CONFLICT (id) DO UPDATE SET normal = 'a barge'"
        )
    assert ask(engine, "open") == []
    assert ask(engine, "barge") == [1]
    assert faults(engine) == []


def test_removing_an_article_takes_its_quotes_out_of_the_index(engine: Engine) -> None:
    with database.writing(engine) as connection:
        connection.exec_driver_sql("DELETE FROM article")
    assert ask(engine, "quay") == []
    assert faults(engine) == []


def test_a_rolled_back_write_leaves_the_index_as_it_was(engine: Engine) -> None:
    def fail() -> None:
        with database.writing(engine) as connection:
            put(connection, 9, "a new trawler")
            raise KeyError("x")

    with pytest.raises(KeyError):
        fail()
    assert ask(engine, "trawler") == []
    assert faults(engine) == []


@pytest.mark.parametrize("trigger", ["quote_fts_insert", "quote_fts_update", "quote_fts_delete"])
def test_a_lost_trigger_is_named_and_building_brings_it_back(engine: Engine, trigger: str) -> None:
    with database.writing(engine) as connection:
        connection.exec_driver_sql(f"DROP TRIGGER {trigger}")
    [fault] = faults(engine)
    assert trigger in fault
    with database.writing(engine) as connection:
        fts5.build(connection)
    assert faults(engine) == []


@pytest.mark.parametrize(
    ("trigger", "change"),
    [
        ("quote_fts_update", "UPDATE quote SET normal = 'something else' WHERE id = 1"),
        ("quote_fts_delete", "DELETE FROM quote WHERE id = 1"),
        (
            "quote_fts_insert",
            "INSERT INTO quote SELECT 77, article_id, 77, claim_id, leads, kind, act, polarity, place, content, source,"
            " cue, text, source_text, cue_text, normal, confidence, said, extractor, mention, sure, medium,"
            " through, pinned, since, until FROM quote WHERE id = 1",
        ),
    ],
)
def test_a_write_behind_the_indexs_back_is_reported_and_building_mends_it(
    engine: Engine, trigger: str, change: str
) -> None:
    with database.writing(engine) as connection:
        [body] = connection.execute(
            sa.text("SELECT sql FROM sqlite_master WHERE name = :name"), {"name": trigger}
        ).scalars()
        connection.exec_driver_sql(f"DROP TRIGGER {trigger}")
        connection.exec_driver_sql(change)
        connection.exec_driver_sql(body)
    [fault] = faults(engine)
    assert "does not agree" in fault
    with database.writing(engine) as connection:
        fts5.build(connection)
    assert faults(engine) == []


def test_a_missing_index_is_reported_and_building_mends_it(engine: Engine) -> None:
    with database.writing(engine) as connection:
        connection.exec_driver_sql("DROP TABLE quote_fts")
    assert len(faults(engine)) == 1
    with database.writing(engine) as connection:
        fts5.build(connection)
    assert faults(engine) == []
    assert ask(engine, "quay") == [1, 4]


def test_building_twice_changes_nothing(engine: Engine) -> None:
    with database.writing(engine) as connection:
        fts5.build(connection)
        fts5.build(connection)
    assert faults(engine) == []
    assert ask(engine, "quay") == [1, 4]


def test_purged_words_are_gone_from_the_file(engine: Engine, tmp_path: Path) -> None:
    with database.writing(engine) as connection:
        connection.exec_driver_sql("DELETE FROM quote WHERE id = 3")
        fts5.purge(connection)
    database.scrub(engine)
    assert b"lukasz" not in (tmp_path / "a.db").read_bytes()
    assert faults(engine) == []


def test_the_index_is_the_one_sqlite_reads_without_us(engine: Engine, tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "a.db")
    try:
        rows = connection.execute("SELECT rowid FROM quote_fts WHERE quote_fts MATCH 'quay' ORDER BY rowid").fetchall()
    finally:
        connection.close()
    assert rows == [(1,), (4,)]
