from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.errors import InputError, ReadError
from quotes.read import Document, Given, Media, Places, article_files, read_document
from quotes.read.dates import find_dates, is_iso, weekday_said
from quotes.read.plain import read_plain
from quotes.read.urls import canonical
from quotes.records import Article, Place

PAGE = """All Sections
Sign in
icon mailicon printicon shareicon closeicon v-left
Harbour to stay open, mayor says

By Ida Lund and JO BREKKEMonday, 3 March 2025, 18:05
Harbour to stay open, mayor says
Ida Lund at the quay. Stock photo: Quay Pictures

The harbour of Vesterhavn will stay open all winter, mayor Olga Brandt said on Monday.
"We need the boats," Brandt said, "and the boats need us."
Advertisement:
She added that the ice breakers would start on Friday.
(Reporting by Ida Lund; Editing by Per Dahl)
The mayor said that the harbour will stay open.
Share this article
Read more: Mayor denies rift with council
RECENT NEWS
22:29
Ferry company says fares will rise
21:40
Minister: no new tunnel this decade
Council approves bridge loan
We use cookies to improve our content. Accept all cookies"""


def placed(article: Article) -> dict[str, Place]:
    return {article.text[b.span.start : b.span.end]: b.place for b in article.blocks}


def test_page_furniture_is_left_out_and_the_rest_has_its_place() -> None:
    article = read_plain(PAGE, "page.txt")
    assert article.title == "Harbour to stay open, mayor says"
    assert article.published == "2025-03-03T18:05"
    assert article.byline == "Ida Lund and JO BREKKE"
    assert placed(article) == {
        "Harbour to stay open, mayor says": Place.HEADLINE,
        "Ida Lund at the quay. Stock photo: Quay Pictures": Place.CAPTION,
        "The harbour of Vesterhavn will stay open all winter, mayor Olga Brandt said on Monday.": Place.BODY,
        '"We need the boats," Brandt said, "and the boats need us."': Place.BODY,
        "She added that the ice breakers would start on Friday.": Place.BODY,
        "The mayor said that the harbour will stay open.": Place.SUMMARY,
    }


@pytest.mark.parametrize(
    "line",
    [
        "Share",
        "Share this article on Facebook",
        "Read more: Mayor denies rift",
        "3 min read",
        "Advertisement:",
        "Sign up for our newsletter",
        "Log in to comment",
        "© 2025 Vesterhavn Post. All rights reserved",
        "Comments are closed. Please read our rules.",
        "https://example.org/article",
        "12:45",
        "Most read",
        "Published by Vesterhavn Post",
        "Dear readers! To leave a comment you will need to register, see our commenting policy.",
    ],
)
def test_a_line_of_page_furniture_is_no_block(line: str) -> None:
    text = f"A title for the day\n\nThe council of the town met on Monday and decided nothing at all.\n\n{line}\n"
    assert line not in placed(read_plain(text, "x"))


@pytest.mark.parametrize(
    "line",
    [
        "Share prices fell after the minister spoke to the chamber on Monday.",
        '"Read more books," the mayor said.',
        "Nobody asked.",
        "“No,” he said.",
        "The newsletter of the party printed the letter of the minister last week.",
        "“The comments are closed because people were rude,” the editor said.",
        "‘We lost newsletters and subscribers,’ the editor said.",
        "‹We lost newsletters and subscribers›, the editor said.",
    ],
)
def test_prose_that_looks_a_little_like_furniture_stays(line: str) -> None:
    before = "A title for the day\n\nThe council of the town met on Monday and decided nothing at all."
    text = f"{before}\n\n{line}\n\nThe council will meet again on the first Monday of the coming month.\n"
    assert placed(read_plain(text, "x"))[line] is Place.BODY


def test_a_deck_stands_between_the_headline_and_its_repeat() -> None:
    deck = "The talks were a “good start” for everybody in the valley, Ada Vale has said"
    head = f"20 May, 2025 13:29\n\nValley chief on talks\n\n{deck}\nValley chief on talks\n\n"
    text = head + "The talks in the valley on Monday were a beginning, Ada Vale has said.\n"
    article = read_plain(text, "x")
    assert placed(article)[deck] is Place.DECK
    assert article.published == "2025-05-20T13:29"


def test_an_updated_date_is_not_the_date_of_publication() -> None:
    head = "Ice on the river\nPosted on May 21, 2025\nLast updated: January 23, 2026\n\n"
    text = head + "The river froze over on Tuesday night, the first time in eleven years.\n"
    article = read_plain(text, "x")
    assert (article.published, article.updated) == ("2025-05-21", "2026-01-23")


def test_a_lone_sentence_is_an_article_without_title() -> None:
    text = '"We will mend the bridge before the winter comes to the valley," Ada Vale said.'
    article = read_plain(text, "x")
    assert [b.place for b in article.blocks] == [Place.BODY]
    assert article.title is None


@given(st.text(max_size=400) | st.text(alphabet='Ab c.,:"“”\n\r|0123456789', max_size=300))
def test_blocks_lie_inside_any_text_in_order(text: str) -> None:
    article = read_plain(text, "x")
    assert article.text == text
    for block in article.blocks:
        assert 0 <= block.span.start < block.span.end <= len(text)
    for one, following in pairwise(article.blocks):
        assert one.span.end <= following.span.start


# Dates ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Posted on May 21, 2025", ["2025-05-21"]),
        ("Saturday, 1 March 2025, 18:22", ["2025-03-01T18:22"]),
        ("20 May, 2025 13:29", ["2025-05-20T13:29"]),
        ("19:28 15.04.2025", ["2025-04-15T19:28"]),
        ("March 1, 2025, 9:10 p.m.", ["2025-03-01T21:10"]),
        ("Sept. 3rd, 2024 12:05 AM", ["2024-09-03T00:05"]),
        ("2024-06-03", ["2024-06-03"]),
        ("31/12/2024", ["2024-12-31"]),
        ("12/31/2024", ["2024-12-31"]),
        ("03/04/2025", []),
        ("31 February 2025", []),
        ("in May 2025", []),
        ("may 99, 2025", []),
        ("version 1.2.2025.3", []),
    ],
)
def test_dates_as_printed(text: str, expected: list[str]) -> None:
    assert [iso for _, _, iso in find_dates(text)] == expected


@given(st.dates())
def test_iso_dates_are_known(day: object) -> None:
    assert is_iso(str(day))


@pytest.mark.parametrize("text", ["2025-13-01", "2025-02-30", "yesterday", "2025/01/01", "", "20250101"])
def test_what_is_no_iso_date(text: str) -> None:
    assert not is_iso(text)


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("she said on Monday", "2025-05-19"),
        ("she said on Wednesday", "2025-05-21"),
        ("she said on Thursday", "2025-05-15"),
        ("she said yesterday", "2025-05-20"),
        ("she said between Monday and Friday", None),
        ("she said", None),
    ],
)
def test_a_weekday_means_the_last_one(sentence: str, said: str | None) -> None:
    assert weekday_said(sentence, "2025-05-21T10:00") == said


# Files ---------------------------------------------------------------------------------------------------------


def test_a_directory_yields_articles_only(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "a.json", "gold.jsonl", "README.md", ".hidden.txt", "deep/c.TXT", ".git/d.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    assert [p.relative_to(tmp_path).as_posix() for p in article_files(tmp_path)] == ["a.txt", "b.txt", "deep/c.TXT"]


def test_a_missing_path_and_an_empty_directory_say_so(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no such file"):
        article_files(tmp_path / "none.txt")
    with pytest.raises(ReadError, match="no articles"):
        article_files(tmp_path)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (bytes(range(256)) * 40, "binary"),
        (b"\x89PNG\r\n\x1a\n" + bytes(1000), "binary"),
        (b"a" * 10_000_001, "larger than"),
    ],
)
def test_bytes_that_are_no_article_are_refused_by_name(data: bytes, message: str) -> None:
    with pytest.raises(ReadError, match=f"odd.txt.*{message}"):
        read_document(Document("odd.txt", data=data, media=Media.TEXT))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_are_told_apart(encoding: str) -> None:
    text = "“We shall see,” Åsa Öberg said – and the café in Malmö closed its doors at nine o’clock."
    assert read_document(Document("x", data=text.encode(encoding))).text == text


@pytest.mark.parametrize(
    "lines",
    [
        ["“She told me, ‘Go home.’ ”", "“I asked, ‘Why would I?’\u202f”", "“She said, ‘It is closed.’ ”"],
        ["Sie sagte: „Wir rudern.“", "Er sagte: „Wir ruhen.“", "Niemand sagte: „Wir sinken.“"],
        ["Elle dit : « Nous ramons. »", "Il dit : « Nous dormons. »", "On dit : « Nous coulons. »"],
        ["قالت: «هل نجدف؟»", "قال: «هل ننام؟»", "قيل: «هل نغرق؟»"],
    ],
)
def test_lines_that_end_with_a_quotation_are_no_list_of_headlines(lines: list[str]) -> None:
    prose = "The council of the town met on Monday and decided nothing at all."
    text = "\n\n".join(["A title for the day", prose, *lines, prose])
    assert [line for line in lines if placed(read_plain(text, "x")).get(line) is Place.BODY] == lines


@pytest.mark.parametrize(
    "data",
    [
        "“The café leaks – and so it goes,” Åsa said".encode() + b" \xe9 twice.",
        "“À noite, às dez, à beira-mar, não há ninguém – só pó”".encode()[:-1],
    ],
)
def test_a_few_broken_bytes_leave_the_rest_of_utf8_alone(data: bytes) -> None:
    article = read_document(Document("x", data=data))
    assert article.text.rstrip("\ufffd") == data.decode(errors="replace").rstrip("\ufffd")
    assert article.replaced >= 1


def test_what_no_database_takes_becomes_a_replacement_character() -> None:
    article = read_document(Document("x", data=b"A b\0c d \xed\xa0\x80 e"))
    assert article.text == "A b�c d � e"
    assert article.replaced == 2


def test_line_ends_and_offsets_stay_untouched() -> None:
    assert read_document(Document("x", data=b"One.\r\nTwo.\r\rThree.\n")).text == "One.\r\nTwo.\r\rThree.\n"


def test_options_win_over_the_sidecar_and_the_sidecar_over_the_text(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(PAGE, encoding="utf-8")
    sidecar = {"outlet": "Vesterhavn Post", "date": "2025-03-04", "url": "https://POST.example/a?utm_source=x#top"}
    file.with_suffix(".json").write_text(json.dumps(sidecar), encoding="utf-8")
    [(_, document)] = Places(Given(date="2025-03-05")).documents(str(file))
    assert isinstance(document, Document)
    article = read_document(document)
    assert (article.outlet, article.published, article.url) == (
        "Vesterhavn Post",
        "2025-03-05",
        "https://post.example/a",
    )
    assert article.title == "Harbour to stay open, mayor says"


@pytest.mark.parametrize("broken", ["{", "[]", '{"outlet": 3}', '{"date": "May"}', '{"url": "file:///etc/passwd"}'])
def test_a_broken_sidecar_is_named(tmp_path: Path, broken: str) -> None:
    file = tmp_path / "a.txt"
    file.write_text(PAGE, encoding="utf-8")
    file.with_suffix(".json").write_text(broken, encoding="utf-8")
    [(name, error)] = Places().documents(str(file))
    assert name == str(file)
    assert isinstance(error, InputError)


# Addresses -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("HTTPS://Example.ORG:443/a/B?x=1&utm_campaign=z&fbclid=q#frag", "https://example.org/a/B?x=1"),
        ("http://example.org", "http://example.org/"),
        ("http://example.org:8080/a", "http://example.org:8080/a"),
    ],
)
def test_one_form_of_an_address(url: str, expected: str) -> None:
    assert canonical(url) == expected
    assert canonical(expected) == expected


@pytest.mark.parametrize(
    "url", ["", "example.org/a", "ftp://example.org", "javascript:alert(1)", "http://", "http://[bad"]
)
def test_what_is_no_web_address(url: str) -> None:
    with pytest.raises(InputError, match="web address"):
        canonical(url)
