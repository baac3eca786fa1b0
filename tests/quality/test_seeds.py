"""The sample corpus is sound, and what the demonstration promises is there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from quotes.store import Filter, Store
from quotes.training.metrics import overlap
from tests.conftest import SEEDS
from tests.quality.gates import gold
from tests.quality.metrics import spans


def test_gold_prints_what_the_articles_say() -> None:
    for article in gold():
        text = (SEEDS / article["file"]).read_bytes().decode("utf-8")
        for quote in article["quotes"]:
            assert quote["text"] == " … ".join(text[s:e] for s, e in quote["content"])


def test_every_article_has_metadata_and_gold() -> None:
    files = {p.relative_to(SEEDS).as_posix() for p in SEEDS.rglob("*.txt")}
    assert {a["file"] for a in gold()} == files
    for file in files:
        row = json.loads((SEEDS / file).with_suffix(".json").read_text(encoding="utf-8"))
        assert row["outlet"]
        assert row["url"].split("/")[2].endswith(".example")
        assert bool(row.get("invented")) == file.startswith("summit/")


def test_just_peace_is_found_under_one_speaker(seeded: Path) -> None:
    with Store(seeded) as store:
        hits = store.search("just peace", Filter(acts=("statement",))).sightings
        [entry] = store.find_speakers("Zelenskyy")
    named = [s for s in hits if s.speakers]
    assert len(named) >= 3
    assert {s.speaker for s in named} == {"Volodymyr Zelenskyy"}
    assert {"Zelenskiy", "Zelenskyy"} <= set(entry.aliases)


def test_statements_that_gold_keeps_apart_stay_apart_and_variants_meet(seeded: Path) -> None:
    """Over the gold claims: no falsified statement inside a claim, and most pairs of direct variants together."""
    articles = {a["file"]: a for a in gold()}
    with Store(seeded) as store:
        stored = list(store.sightings(Filter()))

    def found(member: dict[str, Any]) -> int | None:
        annotated = articles[member["file"]]["quotes"][member["quote"]]
        doc = str(SEEDS / member["file"])
        near = [s for s in stored if s.doc == doc and overlap(spans(annotated["content"]), s.content) >= 0.5]
        return near[0].claim if near else None

    together = pairs = 0
    for line in (SEEDS / "claims.jsonl").read_text(encoding="utf-8").splitlines():
        claim = json.loads(line)
        members = [found(m) for m in claim["members"]]
        kinds = [articles[m["file"]]["quotes"][m["quote"]]["kind"] for m in claim["members"]]
        direct = [m for m, kind in zip(members, kinds, strict=True) if kind == "direct" and m is not None]
        together += sum(a == b for i, a in enumerate(direct) for b in direct[:i])
        pairs += len(direct) * (len(direct) - 1) // 2
        for other in claim["not"]:
            assert found(other) is None or found(other) not in members, other["why"]
    # The other pairs lack a speaker on one side, are a few words of a long statement, or are translations.
    assert (together, pairs) >= (9, 23)
    assert pairs == 23
