from __future__ import annotations

import pytest

from quotes.inflection import stem


@pytest.mark.parametrize(
    "forms",
    [
        "give gives gave given",
        "trust trusts trusted",
        "plan plans planned",
        "carry carries carried",
        "hope hopes hoped",
        "close closes closed",
        "go goes went gone",
        "pay pays paid",
        "worker workers",
        "cost costs",
    ],
)
def test_forms_of_one_word_have_one_key(forms: str) -> None:
    assert len({stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ban", "banning"),
        ("will", "would"),
        ("sing", "sin"),
        ("red", "r"),
        ("bus", "but"),
        ("left", "right"),
        ("2024", "2025"),
        ("press", "pres"),
        ("need", "ne"),
    ],
)
def test_other_words_have_another(one: str, other: str) -> None:
    assert stem(one) != stem(other)
