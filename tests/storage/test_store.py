from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db import engine as database
from quotes.check import Verdict
from quotes.entries import Failure, Sighting
from quotes.errors import InputError, NotFoundError, QueryError, QuotesError, StoreError
from quotes.records import Act, Article, Block, Kind, Place, Polarity, Quote, Reading, Span, Speaker, SpeakerKind
from quotes.store import Added, Filter, Store, migrate

KEEP = "“We will keep the northern quay open all winter.”"
FEES = "“Nobody in this town has asked for higher fees at the ferry.”"
BREAD = "“The bakery on the market square sells rye bread on Sundays.”"

Said = tuple[str | Speaker | None, str] | tuple[str | Speaker | None, str, dict[str, Any]]


def reading(*said: Said, tail: str = "", **about: Any) -> Reading:
    """An article that prints each text on a line of its own; a speaker's name may be several, joined by " & "."""
    text, quotes = "", []
    for who, words, *more in said:
        changes: dict[str, Any] = dict(more[0]) if more else {}
        span = Span(len(text), len(text) + len(words))
        text += words + "\n"
        if isinstance(who, Speaker):
            speakers: tuple[Speaker, ...] = (who,)
        else:
            speakers = tuple(Speaker(name, aliases=(name,)) for name in (who or "").split(" & ") if name)
        quotes.append(Quote((span,), (), (), changes.pop("kind", Kind.DIRECT), speakers=speakers, **changes))
    text += tail
    blocks = (Block(Span(0, len(text))),)
    return Reading(Article(about.pop("doc", "doc.txt"), text, blocks, **about), tuple(quotes))


def add(store: Store, *said: Said, **about: Any) -> Added:
    return store.add(reading(*said, **about), extractor="test")


def names(store: Store) -> list[str]:
    return sorted(entry.name for entry in store.speakers(limit=99))


def texts(found: Iterable[Sighting]) -> list[str]:
    return [s.text for s in found]


def rows(place: str | Path, sql: str) -> list[tuple[Any, ...]]:
    """What a plain connection reads or changes; foreign keys are not enforced on it."""
    if database.to_url(place).drivername == "sqlite":
        with closing(sqlite3.connect(place)) as connection:
            found = connection.execute(sql).fetchall()
            connection.commit()
            return found
    import psycopg

    with psycopg.connect(str(place), autocommit=True) as server:
        server.execute("SET session_replication_role = replica")  # no triggers, so no foreign keys
        done = server.execute(sql.encode())
        return done.fetchall() if done.description else []


# Adding


def test_a_reading_comes_back_as_it_was_stored(store: Store) -> None:
    text = "“Ferries,” Ida Dahl said on Monday, “run.” \U0001f6a2 Peter Lund denied that."
    speaker = Speaker("Ida Dahl", aliases=("Dahl", "Ida Dahl"))
    quote = Quote(
        (Span(0, 10), Span(36, 42)),
        (Span(11, 19),),
        (Span(20, 24),),
        Kind.DIRECT,
        Act.STATEMENT,
        Polarity.PROMISES,
        Place.CAPTION,
        (speaker,),
        0.75,
        "2025-05-19",
    )
    article = Article(
        "a.txt",
        text,
        (Block(Span(0, 42), Place.CAPTION), Block(Span(43, len(text)))),
        title="Ferries run",
        outlet="Orsk Post",
        byline="Kim Berg",
        url="https://example.org/a",
        published="2025-05-21T18:05",
        updated="2025-05-22",
        replaced=2,
    )
    added = store.add(Reading(article, (quote,)), extractor="test")
    assert (added.new, added.quotes) == (True, 1)
    stored, ingested = store.article(added.article)
    assert stored == article
    [sighting] = store.sightings(Filter())
    assert sighting.text == "“Ferries,” … “run.”"
    assert (sighting.content, sighting.source, sighting.cue) == (quote.content, quote.source, quote.cue)
    assert (sighting.source_text, sighting.cue_text) == ("Ida Dahl", "said")
    assert (sighting.kind, sighting.act, sighting.polarity, sighting.place) == (
        Kind.DIRECT,
        Act.STATEMENT,
        Polarity.PROMISES,
        Place.CAPTION,
    )
    assert (sighting.speaker, sighting.confidence, sighting.said) == ("Ida Dahl", 0.75, "2025-05-19")
    assert (sighting.outlet, sighting.date, sighting.ingested) == ("Orsk Post", "2025-05-21T18:05", ingested)
    assert sighting.leads
    assert sighting == store.sighting(sighting.id)
    assert store.faults() == []


URL = "https://example.org/a"


@pytest.mark.parametrize(
    ("first", "second", "new"),
    [
        pytest.param({}, {}, False, id="the same"),
        pytest.param({}, {"doc": "copy.txt"}, False, id="another file"),
        pytest.param({"url": URL}, {"url": URL}, False, id="the same address"),
        pytest.param({"url": URL}, {}, False, id="address not given again"),
        pytest.param({"outlet": "Orsk Post"}, {}, False, id="outlet not given again"),
        pytest.param({}, {"outlet": "Orsk Post", "url": URL}, False, id="known better later"),
        pytest.param({"outlet": "Orsk Post"}, {"outlet": "Velm Gazette"}, True, id="reprinted by another outlet"),
        pytest.param({"url": URL}, {"url": URL + "b"}, True, id="reprinted at another address"),
        pytest.param(
            {"url": URL, "outlet": "Post"}, {"url": URL, "outlet": "The Post"}, False, id="one address, outlet respelt"
        ),
    ],
)
def test_an_article_is_stored_once(store: Store, first: dict[str, Any], second: dict[str, Any], new: bool) -> None:
    one = add(store, ("Ida Dahl", KEEP), ("Ida Dahl", FEES), **first)
    other = add(store, ("Ida Dahl", KEEP), ("Ida Dahl", FEES), **second)
    assert one.new
    assert (other.new, other.quotes) == (new, 2)
    assert (other.article == one.article) is not new
    assert store.counts()["quote"] == (4 if new else 2)
    assert store.faults() == []


@pytest.mark.parametrize("wrong", [{"confidence": 2.0}, {"kind": Kind.DIRECT, "confidence": -1.0}])
def test_an_error_in_the_middle_stores_nothing(store: Store, wrong: dict[str, Any]) -> None:
    add(store, ("Peter Lund", BREAD), outlet="Velm Gazette")
    before = store.counts()
    with pytest.raises(StoreError):
        add(store, ("Ida Dahl", KEEP), ("Peter Lund", BREAD), ("Ida Dahl", FEES, wrong), outlet="Orsk Post")
    assert store.counts() == before
    assert names(store) == ["Peter Lund"]
    assert [o.name for o in store.outlets(limit=9)] == ["Velm Gazette"]
    assert store.faults() == []
    assert add(store, ("Ida Dahl", KEEP), outlet="Orsk Post").new


def test_an_article_without_quotes_is_stored(store: Store) -> None:
    assert add(store, tail="Nobody said a word.") == Added(1, True, 0)
    assert [a.quotes for a in store.articles(limit=9)] == [0]
    assert add(store, tail="Nobody said a word.") == Added(1, False, 0)


def test_a_statement_nobody_is_named_for_has_a_claim_of_its_own(store: Store) -> None:
    add(store, (None, KEEP))
    add(store, (None, KEEP), tail="again")
    assert [s.speaker for s in store.sightings(Filter())] == [None, None]
    assert len(store.claims(Filter(), limit=9)) == 2


def test_several_speakers_keep_their_order(store: Store) -> None:
    add(store, ("Peter Lund & Ida Dahl", KEEP))
    [sighting] = store.sightings(Filter())
    assert sighting.speaker == "Peter Lund & Ida Dahl"
    assert names(store) == ["Ida Dahl", "Peter Lund"]


# Speakers across articles


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        pytest.param(
            ["Mikhail Dorenskiy", "Mikhail Dorenskyy", "Mikhail Dorensky"], ["Mikhail Dorenskiy"], id="spellings"
        ),
        pytest.param(["Ida Dahl", "Dahl"], ["Ida Dahl"], id="bare name behind the full one"),
        pytest.param(["Dahl", "Ida Dahl"], ["Ida Dahl"], id="full name replaces the bare one"),
        pytest.param(["Mayor Ida Dahl", "Ida Dahl"], ["Mayor Ida Dahl"], id="title"),
        pytest.param(["I. Dahl", "Ida Dahl"], ["Ida Dahl"], id="full forename replaces the initial"),
        pytest.param(["Ida Dahl", "I. Dahl"], ["Ida Dahl"], id="initial behind the full name"),
        pytest.param(["Ida Dahl", "Peter Dahl"], ["Ida Dahl", "Peter Dahl"], id="namesakes"),
        pytest.param(["Ida Dahl", "Peter Dahl", "Dahl"], ["Dahl", "Ida Dahl", "Peter Dahl"], id="bare name of two"),
        pytest.param(["Dahl", "Ida Dahl", "Peter Dahl"], ["Ida Dahl", "Peter Dahl"], id="namesake later"),
        pytest.param(
            ["Ida Dahl", "Inga Dahl", "I. Dahl"], ["I. Dahl", "Ida Dahl", "Inga Dahl"], id="initial of two namesakes"
        ),
        pytest.param(["I. Dahl", "Ida Dahl", "Inga Dahl"], ["Ida Dahl", "Inga Dahl"], id="initial, then two namesakes"),
        pytest.param(["Karl H. W. Dahl", "Karl W. Dahl"], ["Karl H. W. Dahl", "Karl W. Dahl"], id="other initials"),
        pytest.param(["Karl Dahl Jr.", "Karl Dahl Sr."], ["Karl Dahl Jr.", "Karl Dahl Sr."], id="suffix"),
        pytest.param(["Zoë Ångström", "Zoe Angstrom"], ["Zoë Ångström"], id="accents"),
        pytest.param(["Иван Петров", "Анна Смирнова"], ["Анна Смирнова", "Иван Петров"], id="another alphabet"),
        pytest.param(["王芳", "李明"], ["李明", "王芳"], id="no alphabet"),
    ],
)
def test_which_names_are_one_speaker(store: Store, printed: list[str], expected: list[str]) -> None:
    for i, name in enumerate(printed):
        add(store, (name, KEEP), tail=str(i))
    assert names(store) == sorted(expected)
    assert store.faults() == []


def test_every_spelling_stays_as_an_alias_and_finds_the_speaker(store: Store) -> None:
    add(store, (Speaker("Mikhail Dorenskiy", aliases=("Dorenskiy", "Mikhail Dorenskiy")), KEEP))
    add(store, ("Mikhail Dorenskyy", FEES))
    [entry] = store.speakers(limit=9)
    assert entry.aliases == ("Dorenskiy", "Mikhail Dorenskiy", "Mikhail Dorenskyy")
    for name in ("Dorensky", "mikhail dorenskyi", "Mr. Dorenskiy", "Mikhail Dorenskyy"):
        assert [e.id for e in store.find_speakers(name)] == [entry.id], name


def test_a_person_and_a_body_of_one_name_are_two(store: Store) -> None:
    body = Speaker("Dahl", SpeakerKind.ORGANISATION, ("Dahl",))
    add(store, (body, KEEP), ("Ida Dahl", FEES))
    assert {(e.name, e.kind) for e in store.find_speakers("Dahl")} == {
        ("Dahl", SpeakerKind.ORGANISATION),
        ("Ida Dahl", SpeakerKind.PERSON),
    }


def test_a_body_is_one_with_and_without_the_article(store: Store) -> None:
    for i, name in enumerate(("Harbour Office", "the Harbour Office", "The harbour office")):
        add(store, (Speaker(name, SpeakerKind.ORGANISATION, (name,)), KEEP), tail=str(i))
    assert names(store) == ["Harbour Office"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Dahl", ["Ida Dahl", "Peter Dahl"]),
        ("Ida Dahl", ["Ida Dahl"]),
        ("peter dahl", ["Peter Dahl"]),
        ("Mayor Dahl", ["Ida Dahl", "Peter Dahl"]),
        ("Olga Dahl", []),
        ("Dahlberg", []),
        ("", []),
        ("!", []),
    ],
)
def test_whom_a_name_can_mean(store: Store, name: str, expected: list[str]) -> None:
    add(store, ("Ida Dahl", KEEP), ("Peter Dahl", FEES), ("Kim Berg", BREAD))
    assert sorted(e.name for e in store.find_speakers(name)) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Lindqvist", ["Astrid Lindkvist"]), ("lunt", ["Peter Lund"]), ("LUNT", ["Peter Lund"]), ("Xyzzy", [])],
)
def test_names_like_a_missed_one_are_offered_whatever_the_case(store: Store, name: str, expected: list[str]) -> None:
    add(store, ("Astrid Lindkvist", KEEP), ("Peter Lund", FEES), ("Kim Berg", BREAD))
    assert store.similar_speakers(name) == expected


def test_speakers_are_listed_with_their_counts_most_quoted_first(store: Store) -> None:
    add(store, ("Kim Berg", BREAD), outlet="Orsk Post")
    add(store, ("Ida Dahl", KEEP), ("Ida Dahl", FEES, {"act": Act.ATTITUDE}), outlet="Orsk Post")
    add(store, ("Ida Dahl", KEEP), outlet="Velm Gazette")
    first, second = store.speakers(limit=9)
    assert (first.name, first.statements, first.attitudes, first.claims, first.articles, first.outlets) == (
        "Ida Dahl",
        2,
        1,
        1,
        2,
        2,
    )
    assert second.name == "Kim Berg"
    assert [e.name for e in store.speakers(limit=1)] == ["Ida Dahl"]


# Claims


def test_variants_of_one_statement_are_one_claim_and_the_longest_direct_one_leads(store: Store) -> None:
    add(
        store,
        ("Ida Dahl", "that the northern quay stays open all through this long winter of ours", {"kind": Kind.INDIRECT}),
        ("Ida Dahl", "“We will keep the northern quay open”"),
        outlet="Orsk Post",
        published="2025-03-03",
    )
    add(store, ("Dahl", KEEP), outlet="Velm Gazette", published="2025-03-02")
    add(store, ("Ida Dahl", "“We'll keep the northern quay open …”"), outlet="Harbour News")
    claims = store.claims(Filter(kinds=("direct",)), limit=9)
    [claim] = claims
    assert (claim.text, claim.kind, claim.speakers) == (KEEP, Kind.DIRECT, ("Ida Dahl",))
    assert (claim.sightings, claim.articles, claim.outlets) == (3, 3, 3)
    assert (claim.first, claim.last) == ("2025-03-02", "2025-03-03")
    variants = store.variants(claim.id)
    assert [(v.date, v.leads) for v in variants] == [("2025-03-02", True), ("2025-03-03", False), (None, False)]


@pytest.mark.parametrize(
    ("second", "changes"),
    [
        pytest.param("“We will not keep the northern quay open all winter.”", {}, id="negated"),
        pytest.param("“We may keep the northern quay open all winter.”", {}, id="hedged"),
        pytest.param(KEEP, {"polarity": Polarity.DENIES}, id="denied"),
        pytest.param(KEEP, {"polarity": Polarity.ASKS}, id="asked"),
    ],
)
def test_what_differs_in_sense_is_another_claim(store: Store, second: str, changes: dict[str, Any]) -> None:
    add(store, ("Ida Dahl", KEEP))
    add(store, ("Ida Dahl", second, changes), tail="x")
    assert [c.sightings for c in store.claims(Filter(), limit=9)] == [1, 1]


def test_the_same_words_of_two_speakers_are_two_claims(store: Store) -> None:
    add(store, ("Ida Dahl", KEEP), ("Peter Lund", KEEP))
    assert len(store.claims(Filter(), limit=9)) == 2


def test_a_joint_statement_does_not_join_the_claims_of_its_speakers(store: Store) -> None:
    for i, who in enumerate(("Ida Dahl", "Ida Dahl & Peter Lund", "Peter Lund")):
        add(store, (who, KEEP), tail=str(i))
    for claim in store.claims(Filter(), limit=9):
        assert all(set(claim.speakers) <= set(variant.speakers) for variant in store.variants(claim.id))


def test_an_attitude_has_no_claim(store: Store) -> None:
    add(store, ("Ida Dahl", KEEP, {"act": Act.ATTITUDE}))
    [sighting] = store.sightings(Filter())
    assert (sighting.claim, sighting.leads) == (None, False)
    assert store.claims(Filter(), limit=9) == []


@pytest.mark.file
def test_a_claim_grows_however_many_quotes_were_there_before_its_lead(store: Store) -> None:
    add(store, ("Ida Dahl", "“We will keep the northern quay open”"))
    rows(
        store.place,
        "WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < 520) INSERT INTO quote"
        " SELECT i, article_id, i, claim_id, 0, kind, act, polarity, place, content, source, cue, text, source_text,"
        " cue_text, normal, confidence, said, extractor, mention, sure, medium,"
        " through, pinned, since, until FROM quote, n",
    )
    rows(store.place, "INSERT INTO quote_speaker SELECT id, 1, 0 FROM quote WHERE id > 1")
    store.recluster()
    add(store, ("Ida Dahl", KEEP))
    assert [(c.text, c.sightings) for c in store.claims(Filter(), limit=9)] == [(KEEP, 521)]
    add(store, ("Ida Dahl", KEEP), tail="x")
    assert [(c.text, c.sightings) for c in store.claims(Filter(), limit=9)] == [(KEEP, 522)]


def test_claims_are_listed_most_widely_printed_first(store: Store) -> None:
    add(store, ("Kim Berg", BREAD), ("Ida Dahl", FEES), published="2025-03-01")
    add(store, ("Ida Dahl", FEES), outlet="Orsk Post", published="2025-03-02")
    add(store, ("Ida Dahl", KEEP), outlet="Orsk Post", published="2025-02-02")
    assert [c.text for c in store.claims(Filter(), limit=9)] == [FEES, KEEP, BREAD]
    assert [c.text for c in store.claims(Filter(outlet="orsk"), limit=9)] == [FEES, KEEP]
    assert [c.sightings for c in store.claims(Filter(outlet="orsk"), limit=1)] == [2]


# Correcting and removing


def test_a_correction_changes_what_is_shown_and_the_log_keeps_what_was_there(store: Store) -> None:
    added = add(store, ("Ida Dahl", KEEP), outlet="Orsk Post", title="Old", byline="Kim", published="2025-03-03")
    store.change_article(added.article, {"outlet": "Velm Gazette", "title": "New", "byline": None})
    article, _ = store.article(added.article)
    assert (article.outlet, article.title, article.byline, article.published) == (
        "Velm Gazette",
        "New",
        None,
        "2025-03-03",
    )
    [(action, subject, detail)] = rows(store.place, "SELECT action, subject, CAST(detail AS text) FROM log")
    assert (action, subject) == ("article set", f"article {added.article}")
    assert all(word in detail for word in ('"Old"', '"New"', '"Kim"'))


def test_the_log_of_a_corrected_outlet_names_it(store: Store) -> None:
    added = add(store, ("Ida Dahl", KEEP), outlet="Orsk Post")
    store.change_article(added.article, {"outlet": "Velm Gazette"})
    [(detail,)] = rows(store.place, "SELECT CAST(detail AS text) FROM log")
    assert "Orsk Post" in detail
    assert "Velm Gazette" in detail


def test_an_outlet_that_no_article_has_any_more_is_gone(store: Store) -> None:
    added = add(store, ("Ida Dahl", KEEP), outlet="Orsk Post")
    store.change_article(added.article, {"outlet": "Velm Gazette"})
    assert [o.name for o in store.outlets(limit=9)] == ["Velm Gazette"]
    assert store.counts()["outlet"] == 1


def test_an_address_cannot_be_given_to_two_articles(store: Store) -> None:
    add(store, ("Ida Dahl", KEEP), url=URL)
    other = add(store, ("Ida Dahl", FEES))
    with pytest.raises(InputError):
        store.change_article(other.article, {"url": URL})
    assert store.article(other.article)[0].url is None


def test_a_correction_that_makes_two_articles_one_is_refused_and_changes_nothing(store: Store) -> None:
    add(store, ("Ida Dahl", KEEP), outlet="Orsk Post")
    other = add(store, ("Ida Dahl", KEEP), outlet="Velm Gazette")
    with pytest.raises(InputError):
        store.change_article(other.article, {"outlet": "Orsk Post"})
    assert store.article(other.article)[0].outlet == "Velm Gazette"
    assert rows(store.place, "SELECT count(*) FROM log") == [(0,)]


@pytest.mark.parametrize("field", ["text", "hash", "id", "nonsense"])
def test_only_metadata_can_be_corrected(store: Store, field: str) -> None:
    added = add(store, ("Ida Dahl", KEEP))
    with pytest.raises((QuotesError, ValueError, KeyError)):
        store.change_article(added.article, {field: "9"})
    assert store.faults() == []


def test_removing_an_article_takes_what_hangs_on_it_and_chooses_new_leads(store: Store) -> None:
    gone = add(store, ("Ida Dahl", KEEP), ("Kim Berg", BREAD), outlet="Orsk Post")
    stays = add(store, ("Ida Dahl", "“We will keep the northern quay open”"), outlet="Velm Gazette")
    assert store.remove_article(gone.article) == 2
    [claim] = store.claims(Filter(), limit=9)
    assert (claim.text, claim.sightings) == ("“We will keep the northern quay open”", 1)
    [left] = store.sightings(Filter())
    assert (left.article, left.leads) == (stays.article, True)
    assert names(store) == ["Ida Dahl"]
    assert [o.name for o in store.outlets(limit=9)] == ["Velm Gazette"]
    assert store.search("bread", Filter()).sightings == ()
    counts = store.counts()
    assert {k: counts[k] for k in ("article", "outlet", "speaker", "alias", "claim", "quote")} == dict.fromkeys(
        ("article", "outlet", "speaker", "alias", "claim", "quote"), 1
    )
    assert store.faults() == []
    assert add(store, ("Ida Dahl", KEEP), ("Kim Berg", BREAD), outlet="Orsk Post").new


@pytest.mark.file
def test_a_removed_articles_words_are_gone_from_the_file(store: Store) -> None:
    gone = add(store, ("Kim Berg", BREAD), title="Rye and roses", byline="Olga Brandt", outlet="Orsk Post")
    store.change_article(gone.article, {"title": "Roses"})
    add(store, ("Ida Dahl", KEEP))
    store.remove_article(gone.article)
    kept = b"".join(p.read_bytes() for p in Path(store.place).parent.iterdir() if p.name.startswith("store.db"))
    assert b"northern quay" in kept
    for word in (b"rye bread", b"bakery", b"Kim Berg", b"roses", b"Roses", b"Brandt", b"Orsk"):
        assert word not in kept, word


@pytest.mark.parametrize("id_", [0, -1, 99, 10**30])
def test_what_is_not_there_is_said_so(store: Store, id_: int) -> None:
    add(store, ("Ida Dahl", KEEP))
    for ask in (
        store.sighting,
        store.article,
        store.remove_article,
        lambda article: store.change_article(article, {"title": "x"}),
    ):
        with pytest.raises(NotFoundError, match=str(id_)):
            ask(id_)
    assert store.variants(id_) == []


# Counting and listing


def test_counts_are_in_a_fixed_order_and_add_up(store: Store) -> None:
    everything = ["article", "outlet", "speaker", "alias", "claim", "quote", "review", "quote without speaker"]
    assert list(store.counts()) == everything
    add(store, ("Ida Dahl", KEEP), (None, FEES, {"kind": Kind.MIXED}), ("Kim Berg", BREAD, {"act": Act.ATTITUDE}))
    counts = store.counts()
    assert counts["quote"] == 3
    assert counts["quote without speaker"] == 1
    assert counts["quote act attitude"] == 1
    for column in ("act", "kind", "polarity", "place"):
        assert sum(n for name, n in counts.items() if name.startswith(f"quote {column} ")) == 3


def test_articles_and_outlets_are_listed(store: Store) -> None:
    add(store, ("Ida Dahl", KEEP), ("Ida Dahl", FEES), outlet="Orsk Post", published="2025-03-03", title="A")
    add(store, ("Kim Berg", BREAD), outlet="Orsk Post", published="2025-03-01")
    add(store, tail="nothing", doc="z.txt")
    assert [(a.id, a.title, a.outlet, a.quotes) for a in store.articles(limit=9)] == [
        (1, "A", "Orsk Post", 2),
        (2, None, "Orsk Post", 1),
        (3, None, None, 0),
    ]
    assert [(o.name, o.articles, o.quotes, o.first, o.last) for o in store.outlets(limit=9)] == [
        ("Orsk Post", 2, 3, "2025-03-01", "2025-03-03"),
        (None, 1, 0, None, None),
    ]
    assert len(store.articles(limit=1)) == len(store.outlets(limit=1)) == 1


def test_sightings_stream_in_order_whatever_their_number_from_one_state(store: Store, tmp_path: Path) -> None:
    add(store, *[(None, f"“Boat {i} leaks.”") for i in range(1003)])
    stream = store.sightings(Filter())
    first = next(stream)
    with Store(tmp_path / "store.db") as other:
        add(other, ("Kim Berg", BREAD))
    rest = list(stream)
    assert [first.text, *texts(rest)] == [f"“Boat {i} leaks.”" for i in range(1003)]
    assert len(list(store.sightings(Filter()))) == 1004


def test_a_stream_that_is_left_early_lets_go_of_the_database(store: Store) -> None:
    add(store, *[(None, f"“Boat {i} leaks.”") for i in range(20)])
    for _ in range(12):
        stream = store.sightings(Filter())
        next(stream)
        stream.close()  # type: ignore[attr-defined]
    assert add(store, ("Kim Berg", BREAD)).new


# Filtering


@pytest.fixture
def library(store: Store) -> Store:
    """Five articles that differ in outlet, date, kind and act; each quote names its article by its last word."""
    for word, outlet, date, more in (
        ("one", "Orsk Post", "2025-03-01", {}),
        ("two", "100% Harbour", "2025-03-02T00:00", {"kind": Kind.MIXED}),
        ("three", "Old_Quay", "2025-03-02T23:59", {"kind": Kind.INDIRECT}),
        ("four", "Östland Blad", "2025-03-03", {"act": Act.ATTITUDE}),
        ("five", None, None, {}),
    ):
        add(store, ("Ida Dahl", f"“The quay is {word}.”", more), outlet=outlet, published=date)
    add(store, ("Peter Lund", "“The quay is six.”"), outlet="Old Quay", published="2024")
    return store


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (Filter(), "one two three four five six"),
        (Filter(speakers=(1,)), "one two three four five"),
        (Filter(speakers=(2, 1)), "one two three four five six"),
        (Filter(speakers=()), ""),
        (Filter(speakers=(99,)), ""),
        (Filter(outlet="Orsk Post"), "one"),
        (Filter(outlet="orsk"), "one"),
        (Filter(outlet="POST"), "one"),
        (Filter(outlet="%"), "two"),
        (Filter(outlet="0% h"), "two"),
        (Filter(outlet="_"), "three"),
        (Filter(outlet="d_q"), "three"),
        (Filter(outlet="quay"), "three six"),
        (Filter(outlet="\\"), ""),
        (Filter(outlet="'"), ""),
        (Filter(outlet="Östland Blad"), "four"),
        (Filter(outlet="östland"), "four"),
        (Filter(outlet="ÖSTLAND"), "four"),
        (Filter(since="2025-03-02"), "two three four"),
        (Filter(until="2025-03-02"), "one two three six"),
        (Filter(since="2025-03-02", until="2025-03-02"), "two three"),
        (Filter(since="2025-03-03"), "four"),
        (Filter(until="2025-03-01"), "one six"),
        (Filter(since="2025"), "one two three four"),
        (Filter(until="2024"), "six"),
        (Filter(since="2025-03", until="2025-03"), "one two three four"),
        (Filter(since="2025-03-02T12:00"), "three four"),
        (Filter(until="2025-03-02T12:00"), "one two six"),
        (Filter(kinds=("mixed",)), "two"),
        (Filter(kinds=("mixed", "indirect")), "two three"),
        (Filter(acts=("attitude",)), "four"),
        (Filter(acts=("statement",)), "one two three five six"),
        (Filter(article=2), "two"),
        (Filter(outlet="quay", until="2024", acts=("statement",), speakers=(2,)), "six"),
    ],
)
def test_which_quotes_a_filter_means(library: Store, asked: Filter, expected: str) -> None:
    wanted = [f"“The quay is {word}.”" for word in expected.split()]
    assert texts(library.sightings(asked)) == wanted
    assert sorted(texts(library.search("quay", asked).sightings)) == sorted(wanted)


# Searching


def test_quotes_with_the_words_side_by_side_come_first(store: Store) -> None:
    add(store, (None, "“Peace for us is just a word in town.”"), (None, "“We want a just peace for all in town.”"))
    add(store, (None, "“Peace is not what a just man sells us.”"))
    hits = store.search("just peace", Filter())
    assert texts(hits.sightings)[0] == "“We want a just peace for all in town.”"
    assert len(hits.sightings) == 3
    assert hits.instead is None
    assert len(store.search('"just peace"', Filter()).sightings) == 1
    assert len(store.search("just peace", Filter(), limit=2).sightings) == 2


def test_by_date_the_newest_come_first_and_the_undated_last(store: Store) -> None:
    for date in ("2025-03-01", None, "2025-03-02T09:00", "2024-12-31", "2025-03-02"):
        add(store, (None, f"“The quay on {date}.”"), published=date)
    found = store.search("quay", Filter(), by_date=True)
    assert [s.date for s in found.sightings] == ["2025-03-02T09:00", "2025-03-02", "2025-03-01", "2024-12-31", None]


@pytest.mark.parametrize("words", ["", " ", "*", "…", '""'])
def test_a_search_without_a_word_is_an_error(store: Store, words: str) -> None:
    with pytest.raises(QueryError, match="no word"):
        store.search(words, Filter())


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("fantastic", [0]),
        ("fantastick", [0]),
        ("100", [1, 2]),
        ('"paid 100"', [1, 2]),
        ('"very good"', [3]),
        ("arrows", [4]),
    ],
)
def test_words_beside_symbols_of_any_age_are_words(store: Store, words: str, expected: list[int]) -> None:
    said = [
        "“This concert was fantastic\U0001f923 and nobody slept.”",
        "“We paid \u20bd100 million for the quay.”",
        "“We paid 100 million for the ferry.”",
        "“It was very \U0001f6d2 good.”",
        "“It has \uf0b7arrows and dots.”",
    ]
    add(store, *[("Ida Dahl", text) for text in said])
    found = texts(store.search(words, Filter()).sightings)
    assert sorted(found) == sorted(said[n] for n in expected)


def test_words_of_others_are_no_mistyped_ones(store: Store) -> None:
    add(store, ("Ida Dahl", "“The elections were fair.”"), ("Kim Berg", "“The electors will meet.”"))
    kim = tuple(number for number, _ in store.speakers_meant("Kim Berg"))
    hits = store.search("election*", Filter(speakers=kim))
    assert (hits.instead, hits.sightings) == (None, ())


@pytest.mark.parametrize(
    ("words", "instead", "expected"),
    [
        ("brod", None, []),
        ("bakerry", "bakery", [BREAD]),
        ("Bakkery sundais", "bakery sundays", [BREAD]),
        ("bakerry bread", "bakery bread", [BREAD]),
        ("bakerry quay", None, []),
        ("bread quay", None, []),
        ("xyzzyplugh", None, []),
    ],
)
def test_mistyped_words_find_what_they_meant_and_say_so(
    store: Store, words: str, instead: str | None, expected: list[str]
) -> None:
    add(store, ("Kim Berg", BREAD), ("Ida Dahl", KEEP))
    hits = store.search(words, Filter())
    assert (hits.instead, texts(hits.sightings)) == (instead, expected)


def test_a_search_emptied_by_its_filter_tries_no_other_words(store: Store) -> None:
    add(store, ("Kim Berg", BREAD))
    add(store, ("Ida Dahl", "“The bakers went home.”"), outlet="Orsk Post")
    hits = store.search("bakery", Filter(outlet="Orsk"))
    assert (hits.instead, hits.sightings) == (None, ())


@pytest.mark.file
def test_a_raw_expression_is_taken_as_it_is(store: Store) -> None:
    add(store, ("Kim Berg", BREAD), ("Ida Dahl", KEEP))
    assert texts(store.search("bread OR quay NOT northern", Filter(), raw=True).sightings) == [BREAD]
    assert texts(store.search("NEAR(rye bread, 2)", Filter(), raw=True).sightings) == [BREAD]
    assert store.search("bakerry", Filter(), raw=True).instead is None


@pytest.mark.parametrize("expression", ['"open', "AND", "a AND", "nowhere:a", "NEAR(a b, x)", "don't", "\ud800"])
@pytest.mark.file
def test_a_raw_expression_that_is_none_is_a_query_error(store: Store, expression: str) -> None:
    with pytest.raises(QueryError):
        store.search(expression, Filter(), raw=True)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Two quotes, to be read only."""
    made = Store(tmp_path_factory.mktemp("small") / "a.db", create=True)
    add(made, ("Kim Berg", BREAD), ("Ida Dahl", KEEP))
    return made


@given(st.text(alphabet=st.characters(codec=None), max_size=30) | st.text(alphabet="\"'*^-:() aquy", max_size=30))
def test_any_words_are_searched_or_refused_as_a_query(small: Store, words: str) -> None:
    try:
        hits = small.search(words, Filter())
    except QueryError:
        return
    assert all(s.text in (BREAD, KEEP) for s in hits.sightings)


@given(st.text(alphabet="\"'*^-+:(){},. \x00aquynormlANDORNEAR01é", max_size=25))
def test_any_raw_expression_is_searched_or_refused_as_a_query(small: Store, words: str) -> None:
    try:
        small.search(words, Filter(), raw=True)
    except QueryError:
        return


# Checking


def test_alleged_words_are_held_against_every_speakers_statements(store: Store) -> None:
    add(store, ("Ida Dahl", KEEP), ("Kim Berg", BREAD), outlet="Orsk Post")
    dahl, berg = (store.find_speakers(name)[0].id for name in ("Dahl", "Berg"))
    assert store.check(KEEP, None, Filter()).verdict is Verdict.EXACT
    assert store.check(KEEP, (dahl,), Filter()).verdict is Verdict.EXACT
    assert store.check(KEEP, (berg,), Filter()).verdict is Verdict.OTHER_SPEAKER
    assert store.check(KEEP, None, Filter(outlet="Velm")).verdict is Verdict.NOT_FOUND
    assert store.check("Snow closed every road", None, Filter()).verdict is Verdict.NOT_FOUND


def test_attitudes_are_no_evidence_of_what_was_said(store: Store) -> None:
    add(store, ("Ida Dahl", KEEP, {"act": Act.ATTITUDE}))
    assert store.check(KEEP, None, Filter()).verdict is Verdict.NOT_FOUND


def test_a_speaker_nobody_knows_has_said_nothing(store: Store) -> None:
    add(store, ("Ida Dahl", KEEP))
    assert store.check(KEEP, (), Filter()).verdict is Verdict.OTHER_SPEAKER


# Soundness

_FILE = pytest.mark.file


@pytest.mark.parametrize(
    ("change", "named"),
    [
        pytest.param("UPDATE quote SET text = 'We never met' WHERE id = 1", "quote 1 ", id="text of a quote"),
        pytest.param("UPDATE quote SET content = '[[1, 9]]' WHERE id = 2", "quote 2 ", id="place of a quote"),
        pytest.param("UPDATE quote SET content = '[]' WHERE id = 1", "quote 1 ", id="no place"),
        pytest.param(
            "UPDATE quote SET content = 'garbage' WHERE id = 1", "quote 1", id="no spans", marks=pytest.mark.file
        ),
        pytest.param("UPDATE quote SET content = '[[5]]' WHERE id = 1", "quote 1", id="half a span"),
        pytest.param("UPDATE quote SET normal = 'we never met' WHERE id = 1", "quote 1 ", id="index text"),
        pytest.param("UPDATE quote SET source = '[[0, 4]]' WHERE id = 1", "quote 1 ", id="source moved"),
        pytest.param("UPDATE quote SET source_text = 'Kim' WHERE id = 1", "quote 1 ", id="another source"),
        pytest.param("UPDATE quote SET cue_text = 'denied' WHERE id = 1", "quote 1 ", id="another cue"),
        pytest.param("UPDATE article SET text = 'x' || text", "article 1 ", id="text of an article"),
        pytest.param("UPDATE article SET text = text || 'He lied.'", "article 1", id="text behind the quotes"),
        pytest.param("DROP TRIGGER quote_fts_update", "quote_fts_update", id="trigger", marks=_FILE),
        pytest.param(
            "INSERT INTO quote_fts(quote_fts) VALUES ('delete-all')",
            "search index",
            id="emptied index",
            marks=pytest.mark.file,
        ),
        pytest.param("UPDATE tally SET quotes = 7 WHERE name = 'kind direct'", "'kind direct' quotes 7", id="count"),
        pytest.param("DELETE FROM claim", "claim", id="claims"),
        pytest.param("DELETE FROM speaker", "speaker", id="speakers"),
        pytest.param("DELETE FROM article", "article", id="articles"),
        pytest.param("UPDATE quote SET leads = false", "claim 1", id="a claim without lead"),
        pytest.param("INSERT INTO claim (id) VALUES (77)", "claim 77", id="a claim without quotes"),
    ],
)
def test_what_was_tampered_with_is_named(store: Store, change: str, named: str) -> None:
    add(store, ("Ida Dahl", KEEP), ("Kim Berg", BREAD))
    assert store.faults() == []
    rows(store.place, change)
    faults = store.faults()
    assert any(named in fault for fault in faults), faults


def test_faults_are_a_sentence_each(store: Store) -> None:
    add(store, ("Ida Dahl", KEEP), ("Kim Berg", BREAD))
    rows(store.place, "UPDATE quote SET text = 'We never met'")
    assert store.faults() == [f"quote {i} does not say what article 1 says at its place" for i in (1, 2)]


def test_checking_changes_nothing(store: Store) -> None:
    add(store, ("Ida Dahl", KEEP))
    before = (store.counts(), list(store.sightings(Filter())))
    store.faults()
    assert (store.counts(), list(store.sightings(Filter()))) == before


# Opening


@pytest.mark.file
def test_a_store_opens_what_is_there_and_makes_only_what_it_may(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no database"):
        Store(tmp_path / "a.db")
    with Store(tmp_path / "a.db", create=True) as made:
        add(made, ("Ida Dahl", KEEP))
    with Store(tmp_path / "a.db", create=True) as again, Store(f"sqlite:///{tmp_path / 'a.db'}") as third:
        assert again.counts() == third.counts()
        assert again.place == third.place == str(tmp_path / "a.db")


@pytest.mark.file
def test_migrating_makes_a_database_and_leaves_one_that_fits(tmp_path: Path) -> None:
    assert migrate(tmp_path / "a.db") == str(tmp_path / "a.db")
    with Store(tmp_path / "a.db") as store:
        add(store, ("Ida Dahl", KEEP))
    migrate(tmp_path / "a.db")
    with Store(tmp_path / "a.db") as store:
        assert store.counts()["quote"] == 1


@pytest.mark.parametrize("place", ["http://x", "nosuch://x", "postgresql+pg8000://host/x"])
def test_a_place_that_is_none_is_a_store_error(place: str) -> None:
    with pytest.raises(StoreError):
        Store(place)


@pytest.mark.file
def test_a_file_of_something_else_is_a_store_error(tmp_path: Path) -> None:
    (tmp_path / "a.db").write_text("Dear diary\n" * 500, encoding="utf-8")
    with pytest.raises(StoreError, match="not a quotes database"):
        Store(tmp_path / "a.db", create=True)
    assert (tmp_path / "a.db").read_text(encoding="utf-8").startswith("Dear diary")


@pytest.mark.file
def test_the_sample_corpus_is_sound(seeded: Path) -> None:
    with Store(seeded) as store:
        assert store.faults() == []
        assert store.counts()["quote"] > 0


def test_the_claims_with_most_reports_are_found_without_counting_all(store: Store) -> None:
    # Claim n is printed by n % 7 + 1 articles, so that there are many alike; one of them many times in one article.
    said = [f"“The quay at pier {'x' * n} is closed until the winter.”" for n in range(1, 41)]
    for paper in range(7):
        printed = [("Ida Dahl", text) for n, text in enumerate(said) if n % 7 >= paper]
        add(store, *printed, *[("Kim Berg", BREAD)] * 9, outlet=f"Paper {paper}", published=f"2025-03-0{paper + 1}")
    ida, kim = ((number,) for who in ("Ida Dahl", "Kim Berg") for number, _ in store.speakers_meant(who))
    for limit in (1, 2, 5, 99):
        for who in (None, ida, kim, ida + kim):
            counted = store.claims(Filter(speakers=who, acts=("statement",)), limit=limit)
            assert store.claims(Filter(speakers=who), limit=limit) == counted


def test_what_failed_under_a_name_of_any_length_is_told_from_others_and_forgotten(store: Store) -> None:
    # An index takes what repeats itself, packed.
    address = f"https://x.example/{random.Random(1).randbytes(5000).hex()}"  # noqa: S311 - the same on every run
    names = [f"a.warc#{address}{end}" for end in "ab"]
    store.note_failures([Failure(name, "a.warc", "empty", (), ()) for name in names], [])
    assert len({one.name for one in store.failures()}) == 2
    store.note_failures([], names[:1])
    [left] = store.failures()
    store.note_failures([], [left.name])
    assert store.failures() == []


@pytest.mark.file
def test_what_failed_under_a_long_name_before_names_were_cut_is_forgotten(store: Store) -> None:
    name = "a.warc#" + "x" * 2000
    store.note_failures([Failure("b", "b", "empty", (), ())], [])
    rows(store.place, f"UPDATE failure SET name = '{name}' RETURNING 1")  # noqa: S608
    store.note_failures([Failure(name, "a.warc", "empty", (), ())], [])
    assert len(store.failures()) == 1
    store.note_failures([], [name])
    assert store.failures() == []


def test_what_failed_under_a_name_that_is_no_text_is_listed_and_forgotten_when_read(store: Store) -> None:
    name = "in/\udcff.txt"
    store.note_failures([Failure(name, "in", f"{name}: empty", (), ())], [])
    assert [(one.name, one.reason) for one in store.failures()] == [("in/?.txt", "in/?.txt: empty")]
    store.note_failures([], [name])
    assert store.failures() == []
