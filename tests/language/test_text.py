from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.text import folded, normalise, visible

TEXTS = st.text(alphabet=st.characters(codec=None), max_size=200) | st.text(
    alphabet=" \n\t'\"“”‘’«»…–—ßﬁÆİaéÉ\u00ad\u200b\ud800\u202e", max_size=80
)


@pytest.mark.parametrize(
    ("original", "expected"),
    [
        ("Don’t", "don't"),
        ("“Yes”", '"yes"'),
        ("a — b", "a - b"),
        ("Łódź Škoda Großmann", "lodz skoda grossmann"),
        ("  two\n\n words ", "two words"),
        ("wait…", "wait..."),
        ("co\u00adop", "coop"),
        ("ﬁne", "fine"),
        ("", ""),
        (" \n ", ""),
    ],
)
def test_folds_case_accents_marks_and_space(original: str, expected: str) -> None:
    assert normalise(original).text == expected


@given(TEXTS)
def test_folded_text_is_the_normalised_one(text: str) -> None:
    assert folded(text) == normalise(text).text


@given(TEXTS)
def test_every_character_leads_back_into_the_original(text: str) -> None:
    normal = normalise(text)
    assert len(normal.text) == len(normal.origins)
    assert list(normal.origins) == sorted(normal.origins)
    for i in range(len(normal.text)):
        span = normal.original(i, i + 1)
        assert 0 <= span.start < span.end <= len(text)
        assert normal.text[i] == " " or normal.text[i] in normalise(text[span.start : span.end]).text


@given(TEXTS)
def test_normalising_is_settled_after_once(text: str) -> None:
    once = normalise(text).text
    assert normalise(once).text == once


@given(TEXTS)
def test_positions_and_origins_agree(text: str) -> None:
    normal = normalise(text)
    for offset in range(len(text) + 1):
        at = normal.position(offset)
        assert all(o < offset for o in normal.origins[:at])
        assert all(o >= offset for o in normal.origins[at:])


@given(TEXTS)
def test_what_is_shown_cannot_drive_a_terminal(text: str) -> None:
    shown = visible(text)
    assert len(shown) == len(text)
    shown.encode("utf-8")
    assert not any((ord(c) < 32 and c not in "\n\t") or 127 <= ord(c) < 160 for c in shown)
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")


def test_escape_sequences_and_reordering_marks_become_replacement_characters() -> None:
    assert visible("a\x1b[31mb\x9b\u202ec\td") == "a�[31mb��c\td"
