"""`quotes review`: what fact-checkers found, by hand and as they publish it."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from quotes.review import Review
from quotes.store import Filter, Store
from tests.cli.test_bad_input import plain
from tests.cli.test_commands import rows
from tests.conftest import Run
from tests.language.test_reviews import SOUND, changed

pytestmark = pytest.mark.usefixtures("seeds_db")

DAM = 111
"""The claim of Zhovrin's pledge, of which `SOUND` reviews a sentence."""


def feed(tmp_path: Path, *reviews: object) -> Path:
    file = tmp_path / "feed.json"
    file.write_text(json.dumps(reviews), encoding="utf-8")
    return file


def test_a_review_by_hand_is_listed_shown_and_undone(run: Run) -> None:
    assert run("review", "list").code == 1
    done = run(
        *("review", "add", DAM, "--rating", "False", "--text", "It closed.", "--author", "Gorge Facts"),
        *("--url", "https://facts.example/dam", "--date", "2024-06-10"),
    )
    assert done.code == 0
    assert "review add: review 1 of claim 111 (change 1)" in done.err
    [row] = rows(run("review", "list", "--format", "json"))
    assert (row["claim"], row["rating"], row["author"], row["speaker"]) == (
        DAM,
        "False",
        "Gorge Facts",
        "Oleksar Zhovrin",
    )
    assert run("review", "list", "--rating", "fALSE", "--ids").out == "1\n"
    assert run("review", "list", "--claim", 1).code == 1
    quote = row["quote"]
    for shown in (run("show", quote).out, run("trace", DAM).out):
        assert "review 1: False" in shown
        assert "Gorge Facts, 2024-06-10, https://facts.example/dam" in shown
    assert rows_of(run("show", quote, "--format", "json").out)["reviews"] == [row]
    assert "review add" in run("log").out
    assert run("undo").code == 0
    assert run("review", "list").code == 1
    assert run("show", quote).out.count("review") == 0


def rows_of(text: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(text)
    return found


def test_claims_are_filtered_by_review_and_show_their_ratings(run: Run) -> None:
    before = run("claims").out
    assert "ratings" not in before
    assert run("claims", "--reviewed").code == 1
    run("review", "add", DAM, "--rating", "False")
    run("review", "add", 1, "--rating", "Half true")
    assert sorted(run("claims", "--reviewed", "--ids").out.split()) == ["1", "111"]
    assert run("claims", "--rating", "half TRUE", "--ids").out == "1\n"
    assert run("claims", "--rating", "False", "--speaker", "Rutte").code == 1
    assert "Half true" in run("claims", "--reviewed").out
    [claim] = rows(run("claims", "--rating", "false", "--format", "json"))
    assert claim["ratings"] == ["False"]


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("add", DAM, "--rating", " "), "--rating is missing"),
        (("add", DAM, "--rating", "x" * 400), "--rating has 400 characters"),
        (("add", DAM, "--rating", "False", "--date", "May"), "--date is 'May', no ISO date"),
        (("add", DAM, "--rating", "False", "--url", "facts"), "--url is 'facts', no web address"),
        (("add", DAM, "--rating", "a\udcff"), "not valid text"),
        (("add", 9999, "--rating", "False"), "no claim 9999"),
        (("remove", 7), "no review 7 in this database; `quotes review list` prints ids"),
        (("import", "nowhere.json"), "nowhere.json: cannot be read"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(run: Run, args: tuple[Any, ...], says: str) -> None:
    done = run("review", *args)
    plain(done)
    assert done.code == 2
    assert says in done.err
    assert run("review", "list").code == 1


def test_an_import_is_stored_once_brought_up_to_date_and_undone(run: Run, tmp_path: Path) -> None:
    file = feed(tmp_path, SOUND)
    done = run("review", "import", file)
    assert done.code == 0
    assert (
        "1 reviews stored, 0 brought up to date, 0 there already, 0 of no claim here, 0 faults (change 1)" in done.err
    )
    [row] = rows(run("review", "list", "--format", "json"))
    assert (row["claim"], row["claim_reviewed"]) == (DAM, SOUND["claimReviewed"])
    assert "1 there already" in run("review", "import", file).err
    feed(tmp_path, changed(reviewRating__alternateName="Mostly false"))
    assert "1 brought up to date" in run("review", "import", "-", stdin=file.read_bytes()).err
    assert run("review", "list", "--rating", "mostly false").code == 0
    assert run("undo").code == 0
    assert [r["rating"] for r in rows(run("review", "list", "--format", "json"))] == ["False"]
    assert run("undo").code == 0
    assert run("review", "list").code == 1


def test_what_is_refused_is_named_and_the_others_are_stored(run: Run, tmp_path: Path) -> None:
    bad = changed(url="x", reviewRating__ratingValue=9)
    done = run("review", "import", feed(tmp_path, bad, SOUND, changed(claimReviewed="The moon is made of cheese")))
    plain(done)
    assert done.code == 2
    assert "1 reviews stored" in done.err
    for line in (
        "feed.json: [0].url is 'x', no web address; give one like",
        "feed.json: [0].reviewRating.ratingValue is 9, outside 1 to 5; mend it",
        "feed.json: [2]: not in this database: 'The moon is made of cheese'",
    ):
        assert line in done.err
    assert len(rows(run("review", "list", "--format", "json"))) == 1


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        (
            {"claimReviewed": "Every farmer downstream cannot plan on that"},
            "altered (negation), held against claim 111",
        ),
        ({"itemReviewed__author__name": "Mark Rutte"}, "other speaker, held against claim 111"),
        ({"itemReviewed__author__name": "Facebook posts"}, "nobody called Facebook posts is quoted here"),
        (
            {"claimReviewed": "At Sulk Gorge the dam is not closed this summer"},
            "perhaps claim 122, in other words",
        ),
    ],
)
def test_a_review_of_other_words_is_of_no_claim_until_somebody_says_so(
    run: Run, tmp_path: Path, fields: dict[str, Any], why: str
) -> None:
    file = feed(tmp_path, changed(**fields))
    done = run("review", "import", file)
    assert done.code == 1
    assert f"feed.json: [0]: {why}" in done.err
    assert run("review", "list").code == 1
    assert run("review", "import", file, "--claim", DAM).code == 0
    assert [r["claim"] for r in rows(run("review", "list", "--format", "json"))] == [DAM]


def test_two_reviews_of_a_page_and_a_claim_are_not_taken_for_one(run: Run, tmp_path: Path) -> None:
    other = changed(
        claimReviewed="We came to share it, and we will share it fairly.", reviewRating__alternateName="True"
    )
    done = run("review", "import", feed(tmp_path, SOUND, other, SOUND))
    assert done.code == 1
    assert "feed.json: [1]: another review of https://facts.example/dam#2 is of claim 111 too" in done.err
    assert [r["rating"] for r in rows(run("review", "list", "--format", "json"))] == ["False"]


def test_an_import_to_no_claim_stores_nothing(run: Run, tmp_path: Path) -> None:
    done = run("review", "import", feed(tmp_path, SOUND), "--claim", 9999)
    assert done.code == 2
    assert "no claim 9999" in done.err


def test_hostile_reviews_drive_no_terminal(run: Run, tmp_path: Path) -> None:
    raw = "F\x1b[31m\u202e [bold]x[/bold]\x9b1m \ud800"
    evil = changed(claimReviewed=raw, reviewBody=raw, author__name=raw, reviewRating__alternateName=raw)
    done = run("review", "import", feed(tmp_path, evil, changed(url=raw), {raw: raw}))
    plain(done)
    assert done.code == 2
    assert "\x1b" not in done.err
    assert run("review", "import", feed(tmp_path, evil), "--claim", DAM).code == 0
    for args in (("review", "list"), ("review", "export"), ("show", 129), ("trace", DAM), ("claims", "--reviewed")):
        done = run(*args)
        plain(done)
        assert done.code == 0
        assert not {"\x1b", "\x9b", "\u202e"} & set(done.out)


@pytest.mark.parametrize("form", ["jsonld", "jsonl"])
def test_what_is_exported_is_imported_as_the_same_rows(run: Run, seeds_db: Path, tmp_path: Path, form: str) -> None:
    with sqlite3.connect(seeds_db) as source, sqlite3.connect(tmp_path / "other.db") as copy:
        source.backup(copy)
    source.close()
    copy.close()
    person = {"url": "https://facts.example/2", "author__@type": "Person"}
    run("review", "import", feed(tmp_path, SOUND, changed(**person)))
    with Store(seeds_db) as store:
        for claim in list(store.every_claim(Filter())):
            store.add_review(
                claim.id, Review("1 (0–2)", 1, 0, 2, url=f"https://facts.example/{claim.id}", author="Ida")
            )
    run("review", "add", DAM, "--rating", "False")
    exported = tmp_path / "reviews.json"
    done = run("review", "export", "--format", form, "--output", exported)
    assert done.code == 0
    kept = run("review", "list", "--limit", 999, "--format", "json")
    numbers = {int(word) for word in done.err.rpartition("review ")[2].split(", ")}
    there = [row for row in rows(kept) if row["id"] not in numbers]
    assert len(there) > 100, "what cannot be a ClaimReview is rare: denials, and the one without an address"
    done = run("review", "import", exported, "--db", tmp_path / "other.db")
    assert done.code == 0, done.err
    again = rows(run("review", "list", "--limit", 999, "--format", "json", "--db", tmp_path / "other.db"))
    assert [row | {"id": 0} for row in again] == [row | {"id": 0} for row in there]


def test_an_exported_review_is_valid_and_names_where_the_claim_was_printed(run: Run, tmp_path: Path) -> None:
    (tmp_path / "names.csv").write_text("name,wikidata\nOleksar Zhovrin,Q42\n", encoding="utf-8")
    run("speaker", "import", tmp_path / "names.csv")
    run("review", "import", feed(tmp_path, SOUND))
    [made] = json.loads(run("review", "export").out)
    assert made["@context"] == "https://schema.org"
    assert made["claimReviewed"] == SOUND["claimReviewed"]
    assert made["reviewRating"] == {
        "@type": "Rating",
        "alternateName": "False",
        "ratingValue": 1,
        "worstRating": 1,
        "bestRating": 5,
    }
    reviewed = made["itemReviewed"]
    assert reviewed["author"] == {
        "@type": "Person",
        "name": "Oleksar Zhovrin",
        "sameAs": "https://www.wikidata.org/wiki/Q42",
    }
    assert reviewed["datePublished"] == "2024-06-03T18:40"
    assert reviewed["firstAppearance"] == reviewed["appearance"][0]
    assert reviewed["appearance"][0] == {
        "@type": "NewsArticle",
        "url": "https://rivermark.example/2024/06/03/ostermere-opening-day",
        "headline": "Sulk Gorge dam will stay open this summer, Zhovrin tells Ostermere summit",
        "publisher": {"@type": "Organization", "name": "Rivermark Agency"},
        "datePublished": "2024-06-03T18:40",
    }
    assert len(reviewed["appearance"]) == 4
    same = json.loads(run("export", "--what", "reviews", "--format", "jsonld").out)
    assert same == [made]


def test_nothing_to_export_is_an_empty_array(run: Run) -> None:
    assert json.loads(run("review", "export").out) == []
    assert run("review", "export", "--format", "jsonl").out == ""
