"""Made-up numbers."""

from __future__ import annotations

from random import Random

from .forms import Token
from .words import WORDS

_CURRENCIES = {"$": "dollars", "€": "euros", "£": "pounds"}
CURRENCIES = tuple(_CURRENCIES)
_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()


def _spelt(n: int) -> str:
    """A number below a hundred in words."""
    if n < 20:
        return _UNITS[n]
    return _TENS[n // 10 - 2] + (f"-{_UNITS[n % 10]}" if n % 10 else "")


def number(rng: Random, kind: str) -> Token:
    """One as it is printed, in another way, and in words where a sentence begins.

    Args:
        rng: chance.
        kind: "few", "tens", "count", "percent", "year", "future", "month", "weekday" or a currency.
    """
    n = int(rng.random() * 1_000)
    spelt = ""
    if kind in WORDS:
        text = other = WORDS[kind][n % len(WORDS[kind])]
    elif kind == "few":
        n = n % 11 + 2
        spelt = _spelt(n)
        text, other = (spelt, str(n)) if n < 11 else (str(n), spelt)
    elif kind == "percent":
        n = n % 88 + 3
        spelt = f"{_spelt(n)} percent"
        text, other = f"{n} percent", (f"{n}%" if rng.random() < 0.6 else spelt)
    elif kind == "year":
        text = other = str(1980 + n % 35)
    elif kind == "future":
        text = other = str(2023 + n % 17)
    elif kind in _CURRENCIES:
        value = n % 90 + 2
        figure = str(value) if n % 3 or value > 20 else f"{value}.{n % 8 + 1}"
        scale = ("million", "billion", "million")[n % 3]
        text, other = f"{kind}{figure} {scale}", f"{figure} {scale} {_CURRENCIES[kind]}"
    elif n % 3 == 0 or kind == "tens":
        text = str(n % 79 + 21)
        other = spelt = _spelt(n % 79 + 21)
    elif n % 3 == 1:
        value = n % 17 + 2
        spelt = f"{_spelt(value)} thousand"
        text, other = f"{value},000", (spelt if n % 2 else f"{value}000")
    else:
        text = f"{n % 8 + 2}00"
        other = spelt = f"{_spelt(n % 8 + 2)} hundred"
    return Token(text, text, "number", (kind, other, spelt or text))
