"""ClaimReview as fact-checkers publish it: what is read of it, and every fault with its place."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.errors import InputError
from quotes.read.reviews import by_hand, read_reviews
from quotes.records import SpeakerKind
from quotes.review import Published, Review

SOUND: dict[str, Any] = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "url": "https://facts.example/dam#2",
    "claimReviewed": "Every farmer downstream can plan on that",
    "reviewRating": {
        "@type": "Rating",
        "alternateName": "False",
        "ratingValue": "1",
        "worstRating": 1,
        "bestRating": 5,
    },
    "reviewBody": "The dam closed in July.",
    "author": {"@type": "Organization", "name": "Gorge Facts", "url": "https://facts.example/"},
    "datePublished": "2024-06-10T09:30:00.000Z",
    "inLanguage": "en",
    "itemReviewed": {
        "@type": "Claim",
        "author": {"@type": "Person", "name": "Oleksar Zhovrin", "sameAs": "https://www.wikidata.org/wiki/Q1"},
        "datePublished": "2024-06-03",
        "firstAppearance": {"@type": "NewsArticle", "url": "https://rivermark.example/1"},
        "appearance": [{"@type": "CreativeWork", "url": "https://lantern.example/2"}, "https://herald.example/3"],
    },
}
READ = Review(
    "False",
    1,
    1,
    5,
    "The dam closed in July.",
    "https://facts.example/dam#2",
    "Gorge Facts",
    SpeakerKind.ORGANISATION,
    "https://facts.example/",
    "2024-06-10T09:30:00Z",
    "en",
    "Every farmer downstream can plan on that",
)


def changed(**fields: Any) -> dict[str, Any]:
    """The sound review with some fields changed; None takes one away, a double underscore leads inside."""
    made: dict[str, Any] = json.loads(json.dumps(SOUND))
    for name, value in fields.items():
        *outer, last = name.split("__")
        inside = made
        for part in outer:
            inside = inside[part]
        if value is None:
            del inside[last]
        else:
            inside[last] = value
    return made


def read(tmp_path: Path, content: object) -> tuple[list[Published], list[str]]:
    file = tmp_path / "reviews.json"
    text = content if isinstance(content, str) else json.dumps(content)
    file.write_text(text, encoding="utf-8")
    return read_reviews(file)


def test_every_field_is_read(tmp_path: Path) -> None:
    [found], faults = read(tmp_path, SOUND)
    assert faults == []
    assert found == Published("", READ.claim_reviewed or "", ("Oleksar Zhovrin",), READ)


_LINES = "\n".join(json.dumps(SOUND) for _ in range(2)) + "\n\n"
_PAGE = f"""<!doctype html><script>var x = "<a>"</script><script type="application/ld+json; charset=utf-8">
{json.dumps(SOUND)}</script><p>{{}}</p><script type='application/ld+json'>[{json.dumps(SOUND)}]</script>"""
_FEED = {
    "@context": "http://schema.org",
    "@type": "DataFeed",
    "dataFeedElement": [
        {"@type": "DataFeedItem", "item": [changed(**{"@context": None})]},
        {"@type": "DataFeedItem", "item": None},
        {"@type": "DataFeedItem", "item": SOUND},
    ],
}


@pytest.mark.parametrize(
    ("content", "places"),
    [
        ([SOUND, SOUND], ["[0]", "[1]"]),
        ({"@context": "https://schema.org/", "@graph": [{"@type": "WebPage"}, SOUND]}, ["@graph[1]"]),
        (_FEED, ["dataFeedElement[0].item[0]", "dataFeedElement[2].item"]),
        (_LINES, ["line 1: ", "line 2: "]),
        (_PAGE, ["script 1: ", "script 2: [0]"]),
        ("\ufeff" + json.dumps(SOUND), [""]),
    ],
    ids=["list", "graph", "feed", "lines", "page", "byte order mark"],
)
def test_reviews_are_found_wherever_publishers_put_them(tmp_path: Path, content: object, places: list[str]) -> None:
    found, faults = read(tmp_path, content)
    assert faults == []
    assert [one.place for one in found] == places
    assert {one.review for one in found} == {READ}


@pytest.mark.parametrize(
    "fields",
    [
        {"@context": "http://schema.org"},
        {"@context": "http://schema.org/"},
        {"@context": "https://www.schema.org"},
        {"@context": {"@vocab": "https://schema.org/"}},
        {"@context": ["https://schema.org", {"x": "https://x.example"}]},
        {"@context": None},
        {"@type": ["ClaimReview", "Review"]},
        {"@type": "schema:ClaimReview"},
        {"@type": "https://schema.org/ClaimReview"},
        {"author": [SOUND["author"], {"@type": "Person", "name": "Else"}]},
        {"author__@type": "NewsMediaOrganization"},
        {"author__@type": None},
        {"inLanguage": {"@type": "Language", "name": "English", "alternateName": "en"}},
        {"itemReviewed__appearance": {"@type": "CreativeWork"}},
        {"reviewRating": [SOUND["reviewRating"]]},
        {"reviewRating__ratingValue": 1.0},
        {"reviewBody": None, "reviewRating__ratingExplanation": "The dam closed in July."},
        {"itemReviewed__author": [{"name": "Oleksar Zhovrin"}]},
        {"datePublished": "2024-06-10T09:30:00Z"},
    ],
    ids=str,
)
def test_the_same_review_in_other_words(tmp_path: Path, fields: dict[str, Any]) -> None:
    [found], faults = read(tmp_path, changed(**fields))
    assert faults == []
    assert (found.review, found.speakers) == (READ, ("Oleksar Zhovrin",))


def test_what_is_only_recommended_may_be_missing(tmp_path: Path) -> None:
    fields = dict.fromkeys(("reviewBody", "datePublished", "inLanguage", "itemReviewed"))
    [found], faults = read(tmp_path, changed(**fields, author__url="", reviewRating={"alternateName": "False"}))
    assert faults == []
    assert found.speakers == ()
    claimed = SOUND["claimReviewed"]
    assert found.review == Review("False", url=SOUND["url"], author="Gorge Facts", claim_reviewed=claimed)


def test_a_rating_may_be_a_number_with_its_scale(tmp_path: Path) -> None:
    [found], faults = read(tmp_path, changed(reviewRating__alternateName=None, reviewRating__ratingValue="2.5"))
    assert faults == []
    assert (found.review.rating, found.review.value) == ("2.5 (1–5)", 2.5)


_FAULTS: list[tuple[dict[str, Any], str]] = [
    ({"url": None}, "[1].url is missing; a review must have it"),
    ({"url": " "}, "[1].url is missing"),
    ({"url": "ftp://x.example/a"}, "[1].url is 'ftp://x.example/a', no web address"),
    ({"url": "javascript:alert(1)"}, "no web address"),
    ({"url": "https://x.example/a b"}, "no web address"),
    ({"url": "https://x.example/\x1b[31m"}, "no web address"),
    ({"url": "http://[::1/x"}, "no web address"),
    ({"url": 5}, "[1].url is 5, no text"),
    ({"url": "https://x.example/" + "a" * 3000}, "[1].url has 3018 characters; give 2000 at most"),
    ({"claimReviewed": None}, "[1].claimReviewed is missing"),
    ({"claimReviewed": ["a"]}, "[1].claimReviewed is a list, no text"),
    ({"claimReviewed": "a " * 3000}, "[1].claimReviewed has 6000 characters"),
    ({"author": None}, "[1].author is missing"),
    ({"author": "Gorge Facts"}, "[1].author is 'Gorge Facts', no object"),
    ({"author__name": None}, "[1].author.name is missing"),
    ({"author__name": {"@value": "x"}}, "[1].author.name is an object, no text"),
    ({"author__@type": "Thing"}, '[1].author.@type is \'Thing\'; give "Person" or "Organization"'),
    ({"author__url": "x"}, "[1].author.url is 'x', no web address"),
    ({"reviewRating": None}, "[1].reviewRating is missing"),
    ({"reviewRating": "False"}, "[1].reviewRating is 'False', no object"),
    ({"reviewRating__@type": "Thing"}, "[1].reviewRating.@type"),
    ({"reviewRating": {"@type": "Rating"}}, "[1].reviewRating.alternateName and ratingValue are missing"),
    ({"reviewRating": {"ratingValue": 1}}, "[1].reviewRating.ratingValue is a number without its scale"),
    ({"reviewRating__ratingValue": 9}, "[1].reviewRating.ratingValue is 9, outside 1 to 5"),
    ({"reviewRating__ratingValue": 0}, "outside 1 to 5"),
    ({"reviewRating__ratingValue": 9, "reviewRating__worstRating": None}, "outside … to 5"),
    ({"reviewRating__worstRating": 6}, "[1].reviewRating.worstRating is 6, above bestRating 5"),
    ({"reviewRating__ratingValue": "one"}, "[1].reviewRating.ratingValue is 'one', no number"),
    ({"reviewRating__ratingValue": True}, "is True, no number"),
    ({"reviewRating__ratingValue": "NaN"}, "is 'NaN', no number"),
    ({"reviewRating__ratingValue": float("nan")}, "is nan, no number"),
    ({"reviewRating__bestRating": float("inf")}, "[1].reviewRating.bestRating is inf, no number"),
    ({"reviewRating__ratingValue": "1_0"}, "no number"),
    ({"datePublished": "last week"}, "[1].datePublished is 'last week', no ISO date; write it like 2025-05-21"),
    ({"datePublished": "2024-02-30"}, "no ISO date"),
    ({"datePublished": 20240610}, "[1].datePublished is 20240610, no text"),
    ({"inLanguage": "in English, mostly"}, "[1].inLanguage is 'in English, mostly', no language tag"),
    ({"itemReviewed": "a claim"}, "[1].itemReviewed is 'a claim', no object"),
    ({"itemReviewed__datePublished": "June"}, "[1].itemReviewed.datePublished is 'June', no ISO date"),
    ({"itemReviewed__author__sameAs": ["x"]}, "[1].itemReviewed.author.sameAs[0] is 'x', no web address"),
    ({"itemReviewed__author__name": 5}, "[1].itemReviewed.author.name is 5, no text"),
    ({"itemReviewed__appearance": "x"}, "[1].itemReviewed.appearance is 'x', no web address"),
    ({"itemReviewed__appearance": [{"url": "x"}]}, "[1].itemReviewed.appearance[0].url is 'x', no web address"),
    ({"itemReviewed__firstAppearance__url": 5}, "[1].itemReviewed.firstAppearance.url is 5, no text"),
    ({"@context": "https://other.example"}, "[1].@context is 'https://other.example', not schema.org"),
    ({"@type": None}, '[1] is no ClaimReview; give an object with "@type": "ClaimReview"'),
]


@pytest.mark.parametrize(("fields", "says"), _FAULTS, ids=[says for _, says in _FAULTS])
def test_a_fault_is_named_with_its_place_and_the_others_are_read(
    tmp_path: Path, fields: dict[str, Any], says: str
) -> None:
    found, faults = read(tmp_path, [SOUND, changed(**fields), SOUND])
    assert [one.place for one in found] == ["[0]", "[2]"]
    [fault] = faults
    assert says in fault
    assert "; " in fault


def test_every_fault_of_a_review_is_named(tmp_path: Path) -> None:
    found, faults = read(tmp_path, [changed(url=None, author=None, datePublished="x"), 5])
    assert found == []
    places = [fault.split()[0] for fault in faults]
    assert sorted(places) == ["[0].author", "[0].datePublished", "[0].url", "[1]"]


def test_a_key_given_twice_is_a_fault(tmp_path: Path) -> None:
    text = json.dumps(SOUND)
    twice = text.replace('"name": "Gorge Facts"', '"name": "Gorge Facts", "name": "Others"')
    found, faults = read(tmp_path, f"[{text}, {twice}]")
    assert len(found) == 1
    assert faults == ["[1].author.name is given more than once; leave one"]


def test_broken_lines_and_scripts_are_named_and_the_others_are_read(tmp_path: Path) -> None:
    for content, what in ((_LINES + "{nope\n" + _LINES, "line 4: not JSON"), (_PAGE + _PAGE, None)):
        found, faults = read(tmp_path, content)
        assert len(found) == 4
        assert [fault[:16] for fault in faults] == ([what] if what else [])
    page = _PAGE + '<script type="application/ld+json">{nope</script>'
    assert read(tmp_path, page)[1][0].startswith("script 3: not JSON")


def test_huge_numbers_are_no_surprise(tmp_path: Path) -> None:
    huge = json.dumps(SOUND).replace('"bestRating": 5', f'"bestRating": {"9" * 5000}')
    found, faults = read(tmp_path, f"[{huge}]")
    assert found == []
    assert faults == ["[0].reviewRating.bestRating is inf, no number; give a number"]


def test_lone_surrogates_become_what_a_database_takes(tmp_path: Path) -> None:
    [found], faults = read(tmp_path, json.dumps(changed(claimReviewed="a \ud800 b\0", author__name="\udfff X")))
    assert faults == []
    assert (found.claimed, found.review.author) == ("a \ufffd b\ufffd", "\ufffd X")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "not JSON"),
        ("{", "not JSON"),
        ("[" * 100_000, "nested too deeply"),
        ("[" * 30 + "]" * 30, None),
        ('{"@graph": ' * 100_000, "nested too deeply"),
        ("[]", "no ClaimReview"),
        ('{"@type": "WebPage"}', "no ClaimReview"),
        ("<html></html>", "a web page without JSON-LD"),
        ("<" * 100_000, "a web page without JSON-LD"),
    ],
)
def test_a_file_without_reviews_is_refused_in_words(tmp_path: Path, content: str, says: str | None) -> None:
    if says is None:
        found, [fault] = read(tmp_path, content)
        assert found == []
        assert "nested too deeply" in fault
        return
    with pytest.raises(InputError, match=says):
        read(tmp_path, content)


def test_files_that_cannot_be_read_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputError, match=r"missing\.json: cannot be read"):
        read_reviews(tmp_path / "missing.json")
    with pytest.raises(InputError, match="cannot be read"):
        read_reviews(tmp_path)
    (tmp_path / "latin").write_bytes(b'{"x": "\xff"}')
    with pytest.raises(InputError, match="not in UTF-8"):
        read_reviews(tmp_path / "latin")
    monkeypatch.setattr("quotes.read.jsonld.LARGEST", 9)
    with pytest.raises(InputError, match="larger than"):
        read_reviews(tmp_path / "latin")


@pytest.mark.parametrize(
    "piece",
    [
        "<",
        "<!--",
        "<!",
        "</",
        "<script ",
        "</script",
        '<a b="',
        "<![CDATA[",
        '<script type="application/ld+json">',
        "<?",
    ],
)
def test_a_page_that_means_no_good_ends_soon(tmp_path: Path, piece: str) -> None:
    begun = time.monotonic()
    for start in ("<", '<script type="application/ld+json">'):
        try:
            found, _ = read(tmp_path, start + piece * (2_000_000 // len(piece)))
            assert found == []
        except InputError:
            pass
    assert time.monotonic() - begun < 5


@pytest.mark.parametrize("key", ["k", "@type", "@graph", "item"])
def test_a_hundred_thousand_keys_end_soon(tmp_path: Path, key: str) -> None:
    begun = time.monotonic()
    read(tmp_path, "[{" + f'"{key}": 1, ' * 100_000 + f'"{key}": 1}}]')
    assert time.monotonic() - begun < 5


_JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*SOUND, "@graph", "name"]), inner),
    max_leaves=8,
)


@given(st.sampled_from([*SOUND]), _JSON)
def test_whatever_stands_in_a_field_is_read_or_named(
    tmp_path_factory: pytest.TempPathFactory, field: str, value: Any
) -> None:
    file = tmp_path_factory.mktemp("any") / "x.json"
    file.write_text(json.dumps([SOUND, SOUND | {field: value}]), encoding="utf-8")
    found, faults = read_reviews(file)
    assert found[0].review == READ
    assert len(found) == 2 or faults or field == "@type"
    assert all(len(fault) < 500 for fault in faults)


# By hand


def test_a_review_by_hand_is_what_was_typed() -> None:
    found = by_hand(" Half  true ", url="https://facts.example/1", author="Gorge Facts", date="2024-06")
    assert found == Review("Half true", url="https://facts.example/1", author="Gorge Facts", date="2024-06")


def test_a_review_by_hand_with_faults_is_refused_with_all_of_them() -> None:
    with pytest.raises(InputError, match=r"--rating is missing.*--url is 'x', no web address.*--date is 'May', no ISO"):
        by_hand(" ", url="x", date="May")
