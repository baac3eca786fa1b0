"""What each command prints and how it ends, on the sample corpus."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from pathlib import Path

import pytest

from tests.conftest import SEEDS, Ran, Run

ARTICLE = """Harbour stays open

3 March 2025

The harbour of Vesterhavn will stay open all winter, mayor Olga Brandt said on Monday.

"We need the boats, and the boats need us," Brandt said. "Nobody will be sent home before the ice breaks."
"""


def rows(ran: Ran) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(ran.out)
    return found


def test_ingest_counts_and_a_second_run_adds_nothing(run: Run) -> None:
    first = run("ingest", SEEDS)
    assert first.code == 0
    assert "19 articles stored" in first.err
    assert first.out == ""
    before = run("stats").out
    second = run("ingest", SEEDS)
    assert second.code == 0
    assert "0 articles stored" in second.err
    assert "19 there already" in second.err
    assert run("stats").out == before


def test_ingest_reads_standard_input_with_what_the_options_say(run: Run) -> None:
    done = run(
        "ingest", "-", "--outlet", "Vesterhavn Post", "--date", "2025-03-04", "--url", "https://post.example/harbour",
        stdin=ARTICLE.encode(),
    )  # fmt: skip
    assert done.code == 0
    [article] = rows(run("article", "list", "--format", "json"))
    assert (article["outlet"], article["date"], article["url"]) == (
        "Vesterhavn Post",
        "2025-03-04",
        "https://post.example/harbour",
    )
    assert article["title"] == "Harbour stays open"


def test_ingest_goes_on_after_a_bad_file_and_says_which(run: Run, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    done = run("ingest", tmp_path / "empty.txt", tmp_path / "none.txt", tmp_path / "good.txt")
    assert done.code == 1
    assert "1 articles stored" in done.err
    assert "empty.txt: empty" in done.err
    assert "none.txt: no such file" in done.err


def test_one_address_cannot_name_several_files(run: Run) -> None:
    done = run("ingest", SEEDS, "--url", "https://a.example/")
    assert done.code == 2
    assert "--url names one article" in done.err


def test_search_finds_and_tells_when_it_does_not(run: Run, seeds_db: Path) -> None:
    found = run("search", "just peace")
    assert found.code == 0
    assert "Volodymyr Zelenskyy" in found.out
    nothing = run("search", "zyzzyva quagga")
    assert nothing.code == 1
    assert nothing.out == ""
    assert "nothing for 'zyzzyva quagga'" in nothing.err


def test_search_tries_words_like_those_that_occur_nowhere_and_says_so(run: Run, seeds_db: Path) -> None:
    done = run("search", "just peece", "--format", "json")
    assert done.code == 0
    assert "is in no stored quote" in done.err
    assert all("peace" in str(row["text"]).lower() for row in rows(done))


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--since", "2030-01-01"], "with --since; without it there is"),
        (["--outlet", "Korven Herald"], "with --outlet; without it there is"),
        (["--until", "2024-01-01"], "with --until; without it there is"),
        (["--since", "2030-01-01", "--outlet", "Korven Herald"], "with these filters together"),
    ],
)
def test_search_says_which_filter_emptied_it(run: Run, seeds_db: Path, options: list[str], said: str) -> None:
    done = run("search", "just peace", *options)
    assert done.code == 1
    assert said in done.err


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--speaker", "Zelensky"], {"Volodymyr Zelenskyy"}),
        (["--speaker", "Volodymyr Zelenskiy"], {"Volodymyr Zelenskyy"}),
        (["--outlet", "sample post"], {"Volodymyr Zelenskyy"}),
        (["--kind", "direct"], {"Volodymyr Zelenskyy"}),
        (["--until", "2025-05-21"], {"Volodymyr Zelenskyy"}),
    ],
)
def test_search_filters(run: Run, seeds_db: Path, options: list[str], expected: set[str | None]) -> None:
    done = run("search", "just peace", "--format", "json", *options)
    assert done.code == 0
    assert {row["speaker"] for row in rows(done)} == expected


def test_a_speaker_nobody_knows_is_met_with_names_like_it(run: Run, seeds_db: Path) -> None:
    done = run("claims", "--speaker", "Zelanskyy")
    assert done.code == 1
    assert "did you mean Volodymyr Zelenskyy" in done.err


def test_a_family_name_of_two_people_means_both_and_says_so(run: Run, seeds_db: Path) -> None:
    done = run("claims", "--speaker", "Corvane", "--format", "json")
    assert done.code == 0
    assert "means" in done.err
    assert {"Ilsabet Corvane", "Tavish Corvane"} <= {str(row["speaker"]) for row in rows(done)}


def test_ids_print_alone_and_pipe_into_show(run: Run, seeds_db: Path) -> None:
    ids = run("search", "just peace", "--ids").out.split()
    assert ids
    for quote_id in ids:
        shown = run("show", quote_id)
        assert shown.code == 0
        assert "read 20" in shown.out


def test_every_listing_has_every_format_and_a_limit(run: Run, seeds_db: Path) -> None:
    for command in (["search", "peace"], ["claims"], ["speakers"], ["outlets"], ["article", "list"], ["export"]):
        assert len(rows(run(*command, "--format", "json", "--limit", "2"))) == 2, command
        lines = run(*command, "--format", "jsonl", "--limit", "2").out.splitlines()
        assert len([json.loads(line) for line in lines]) == 2, command
        assert len(list(csv.DictReader(io.StringIO(run(*command, "--format", "csv", "--limit", "2").out)))) == 2, (
            command
        )
        assert len(run(*command, "--limit", "2", "--format", "table").out.splitlines()) >= 3, command
        assert run(*command, "--limit", "0").code == 2, command


def test_export_has_the_documented_keys(run: Run, seeds_db: Path) -> None:
    done = run("export")
    assert done.code == 0
    keys = {"doc", "text", "content", "kind", "act", "polarity", "place", "source", "cue", "speaker", "claim", "outlet"}
    for line in done.out.splitlines():
        assert keys | {"date", "confidence"} <= json.loads(line).keys()
    assert len(done.out.splitlines()) == json.loads(run("stats", "--format", "json").out)["quote"]


def test_show_puts_the_quote_into_its_paragraph_with_its_variants(run: Run, seeds_db: Path) -> None:
    [first, *_] = rows(run("search", "sell our river", "--kind", "direct", "--format", "json"))
    shown = run("show", first["id"]).out
    assert "Oleksar Zhovrin" in shown
    assert "also printed as" in shown
    page = json.loads(run("show", first["id"], "--format", "json").out)
    assert page["text"] in page["paragraph"]
    assert page["citation"] in shown
    variants = [page, *page["variants"]]
    assert {v["outlet"] for v in variants} >= {"Rivermark Agency", "The Ostermere Lantern"}
    assert {v["claim"] for v in variants} == {first["claim"]}
    assert len(run("show", first["id"], "--format", "jsonl").out.splitlines()) == len(variants)


@pytest.mark.parametrize(
    ("words", "verdict", "code"),
    [
        ("Every farmer downstream can plan on that", "exact", 0),
        ("EVERY farmer down­stream can plan on that", "typography", 0),
        ("We did not come to Ostermere to sell our river, whatever the price of grain", "elided", 1),
        ("farmer downstream can plan on that", "truncated", 1),
        ("Every farmer downstream cannot plan on that", "altered", 1),
        ("Forty million crowns is a beginning. Every farmer downstream can plan on that", "spliced", 1),
        ("The moon is made of green cheese", "not found", 1),
    ],
)
def test_check_gives_its_verdict(run: Run, seeds_db: Path, words: str, verdict: str, code: int) -> None:
    done = run("check", words, "--format", "json")
    answer = json.loads(done.out)
    assert answer["verdict"] == verdict
    assert done.code == code
    assert run("check", words).out.startswith(verdict)


def test_check_names_the_other_speaker_and_the_citation(run: Run, seeds_db: Path) -> None:
    answer = json.loads(run("check", "Every farmer downstream can plan on that", "-s", "Rutte", "--format", "json").out)
    assert answer["verdict"] == "other speaker"
    assert answer["speaker"] == "Oleksar Zhovrin"
    assert answer["first_seen"] == "2024-06-03T18:40"
    assert "Rivermark Agency, “Sulk Gorge dam" in answer["citation"]
    assert "https://rivermark.example/" in answer["citation"]


def test_not_found_never_reads_as_false(run: Run, seeds_db: Path) -> None:
    out = run("check", "The moon is made of green cheese").out
    assert "not in this database, which says nothing about whether it was said" in out


def test_compare_takes_two_statements_or_a_file_of_pairs(run: Run) -> None:
    done = run("compare", "We will win.", "We will not win.", "--format", "json")
    assert rows(done)[0]["alarms"] == ["negation"]
    one, other = "The dam will stay open all summer.", "the dam will stay open all summer"
    pair = json.dumps({"a": {"source": "x", "text": one}, "b": {"text": other}})
    done = run("compare", "--pairs", "-", "--format", "jsonl", stdin=f"{pair}\n{pair}\n".encode())
    assert [json.loads(line)["relation"] for line in done.out.splitlines()] == ["same", "same"]
    assert run("compare", "--pairs", "-", stdin=b"{}\n").code == 2
    assert run("compare", "only one").code == 2


def test_extract_touches_no_database(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    done = run("extract", tmp_path / "a.txt", "--format", "jsonl", "--acts", "all")
    assert done.code == 0
    found = [json.loads(line) for line in done.out.splitlines()]
    assert "Olga Brandt" in {row["speaker"] for row in found}
    for row in found:
        assert row["text"] == " … ".join(ARTICLE[s:e] for s, e in row["content"])
    assert not (tmp_path / "test.db").exists()


def test_extract_ends_well_without_a_quote(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("It rained.\n", encoding="utf-8")
    assert run("extract", tmp_path / "a.txt", "--format", "json") == Ran(0, "[]\n", "")


def test_an_article_is_corrected_and_the_log_keeps_what_was_there(run: Run, seeds_db: Path) -> None:
    done = run("article", "set", "1", "--outlet", "New Name", "--date", "2025-01-02", "--title", "")
    assert done.code == 0
    [shown] = [row for row in rows(run("article", "list", "--format", "json")) if row["id"] == 1]
    assert (shown["outlet"], shown["date"], shown["title"]) == ("New Name", "2025-01-02", None)
    with sqlite3.connect(seeds_db) as connection:
        [(detail,)] = connection.execute("SELECT detail FROM log").fetchall()
    connection.close()
    assert json.loads(detail)["before"]["title"]
    assert run("article", "set", "1").code == 2
    assert run("article", "set", "999", "--title", "x").code == 2


def test_a_removed_article_takes_its_quotes_along(run: Run, seeds_db: Path) -> None:
    before = json.loads(run("stats", "--format", "json").out)
    assert run("article", "remove", "1").code == 2
    assert run("article", "remove", "1", "--yes").code == 0
    after = json.loads(run("stats", "--format", "json").out)
    assert after["article"] == before["article"] - 1
    assert after["quote"] < before["quote"]
    assert run("db", "check").code == 0
    assert run("article", "show", "1").code == 2


def test_article_show_prints_the_text_whole_in_json(run: Run, seeds_db: Path) -> None:
    shown = json.loads(run("article", "show", "1", "--format", "json").out)
    assert shown["text"] == (Path(shown["doc"])).read_bytes().decode()
    assert shown["quotes"]
    assert shown["title"] in run("article", "show", "1").out


def test_the_database_tells_its_place_and_soundness(run: Run, seeds_db: Path) -> None:
    assert run("db", "path").out.strip() == str(seeds_db)
    assert run("db", "check").code == 0
    assert run("db", "migrate").code == 0


def test_a_database_is_wanted_before_it_is_searched(run: Run) -> None:
    done = run("search", "peace")
    assert done.code == 2
    assert "quotes ingest PATH" in done.err


def test_an_article_that_was_corrected_is_still_the_same_article(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    assert run("ingest", tmp_path / "a.txt", "--outlet", "Vesterhavn Post").code == 0
    assert run("article", "set", 1, "--outlet", "Vesterhavn Times", "--date", "").code == 0
    again = run("ingest", tmp_path / "a.txt", "--outlet", "Vesterhavn Post", "--date", "2025-03-09")
    assert "0 articles stored" in again.err
    [article] = rows(run("article", "list", "--format", "json"))
    assert (article["outlet"], article["date"]) == ("Vesterhavn Times", None)


def test_what_was_not_known_of_an_article_is_added_when_it_is_read_again(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    run("ingest", tmp_path / "a.txt")
    run("ingest", tmp_path / "a.txt", "--outlet", "Vesterhavn Post")
    [article] = rows(run("article", "list", "--format", "json"))
    assert article["outlet"] == "Vesterhavn Post"


@pytest.mark.usefixtures("seeds_db")
def test_a_claim_is_traced_from_its_first_printing(run: Run) -> None:
    claim = json.loads(run("claims", "--speaker", "Zhovrin", "--format", "json").out)[0]
    steps = json.loads(run("trace", claim["id"], "--format", "json").out)
    assert steps[0]["change"] == "first"
    assert [step["date"] for step in steps] == sorted(step["date"] for step in steps)
    assert {step["quote"] for step in steps} > {claim["quote"]}
    assert all(step["of"] in {earlier["quote"] for earlier in steps[:n]} for n, step in enumerate(steps) if n)
    missing = run("trace", 2**70)
    assert missing.code == 2
    assert "no claim" in missing.err


def _draft(folder: Path, *paragraphs: str) -> Path:
    file = folder / "draft.txt"
    file.write_text("\n\n".join(["A draft about the dam", *paragraphs]), encoding="utf-8")
    return file


@pytest.mark.usefixtures("seeds_db")
def test_every_quotation_of_a_draft_is_checked_in_its_place(run: Run, tmp_path: Path) -> None:
    draft = _draft(
        tmp_path,
        'Oleksar Zhovrin opened the summit. "Every farmer downstream can plan on that," Zhovrin said.',
        '"Every farmer downstream cannot plan on that," Zhovrin added.',
        'Ada Vale said: "Every farmer downstream can plan on that."',
    )
    done = run("check", "--file", draft, "--format", "json")
    assert done.code == 1
    assert [(row["line"], row["said_by"], row["verdict"]) for row in rows(done)] == [
        (3, "Oleksar Zhovrin", "exact"),
        (5, "Oleksar Zhovrin", "altered"),
        (7, "Ada Vale", "other speaker"),
    ]
    assert "altered" in run("check", "--file", draft).out


@pytest.mark.usefixtures("seeds_db")
def test_a_draft_whose_quotations_are_all_attested_passes(run: Run, tmp_path: Path) -> None:
    draft = _draft(tmp_path, 'Oleksar Zhovrin said: "Every farmer downstream can plan on that."')
    assert run("check", "--file", draft).code == 0


@pytest.mark.usefixtures("seeds_db")
def test_a_draft_without_quotations_and_one_that_is_none(run: Run, tmp_path: Path) -> None:
    empty = run("check", "--file", _draft(tmp_path, "Nobody is quoted here."))
    assert (empty.code, empty.out) == (1, "")
    assert "nothing of three words or more" in empty.err
    for arguments in (["--file", tmp_path / "absent.txt"], [], ["words", "--file", tmp_path / "draft.txt"]):
        refused = run("check", *arguments)
        assert refused.code == 2
        assert refused.err


def test_a_date_looks_in_the_articles_of_that_week(run: Run, seeded: Path) -> None:
    words = ("check", "Every farmer downstream can plan on that", "--db", seeded, "--format", "json")
    for day, verdict in (("2024-06-03", "exact"), ("2024-05-28", "exact"), ("2024-05-27", "not found")):
        assert json.loads(run(*words, "--date", day).out)["verdict"] == verdict
    assert "is no day" in run(*words, "--date", "June").err
    assert run(*words, "--date", "9999-12-31").code == 2
    assert "either --date or" in run(*words, "--date", "2024-06-03", "--since", "2024-06-01").err
