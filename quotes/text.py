"""Normalising that remembers where every character came from.

Normalised text is for matching and searching only; what is shown is always cut from the original.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from quotes.records import Span

POSSESSIVE = re.compile(r"['’]s?(?!\w)")
"""A possessive ending."""
WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*\.?")
"""A printed word with the marks inside it and a stop that may belong to it: "U.S.", "O'Neill", "Mr."."""
_WORD = re.compile(r"\S+")
_FOLDED = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»″＂", '"'),
        **dict.fromkeys("‘’‚‛‹›′`´ʼ＇", "'"),
        **dict.fromkeys("‐‑‒–—―−﹘﹣－", "-"),
        "…": "...",
        "\N{SOFT HYPHEN}": "",
        **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff", ""),
        # Letters that NFKD does not take apart, in the order of Unicode.
        "ß": "ss",
        "Æ": "ae",
        "æ": "ae",
        "Ø": "o",
        "ø": "o",
        "Đ": "d",
        "đ": "d",
        "ı": "i",
        "Ł": "l",
        "ł": "l",
        "Œ": "oe",
        "œ": "oe",
    }
)


@dataclass(frozen=True, slots=True)
class Normal:
    """A normalised text with the way back.

    Attributes:
        text: lower case, plain marks, no accents, single spaces.
        origins: for each character of `text`, the offset in the original of the character it
            came from; not decreasing.
        length: the length of the original.
    """

    text: str
    origins: tuple[int, ...]
    length: int

    def original(self, start: int, end: int) -> Span:
        """The smallest range of the original that gave `text[start:end]`.

        Args:
            start, end: half-open, `0 <= start <= end <= len(text)`.

        Returns:
            The range; empty, at the right place, where `start == end`.
        """
        if start == end:
            at = self.origins[start] if start < len(self.origins) else self.length
            return Span(at, at)
        return Span(self.origins[start], self.origins[end - 1] + 1)

    def position(self, offset: int) -> int:
        """The first index of `text` that came from `offset` of the original or from behind it."""
        return bisect_left(self.origins, offset)


def normalise(text: str) -> Normal:
    """Fold case, accents, the many quotation marks and dashes, and white space.

    Each character is folded by itself (NFKD, combining marks dropped), so the way back needs no
    search; a run of white space becomes one space, leading and trailing space goes.

    Args:
        text: any string, lone surrogates included.
    """
    out: list[str] = []
    origins: list[int] = []
    end = 0  # of the last word that left something
    for word in _WORD.finditer(text):
        folded, offsets = _fold_word(word[0], word.start())
        if not folded:
            continue
        if out:
            out.append(" ")
            origins.append(end)
        out.append(folded)
        origins.extend(offsets)
        end = word.end()
    return Normal("".join(out), tuple(origins), len(text))


def folded(text: str) -> str:
    """The text of `normalise(text)`, for those who need no way back."""
    if text.isascii():
        return " ".join(text.lower().replace("`", "'").split())
    return " ".join(filter(None, (_fold_word(word, 0)[0] for word in text.split())))


def _fold_word(word: str, start: int) -> tuple[str, Iterable[int]]:
    """A word without white space, folded, and the offset that each of its characters came from."""
    if word.isascii():
        return word.lower().replace("`", "'"), range(start, start + len(word))
    pieces = [_fold(char) for char in word]
    return "".join(pieces), [start + i for i, piece in enumerate(pieces) for _ in piece]


@lru_cache(maxsize=4096)
def _fold(char: str) -> str:
    if char.isascii():
        return "'" if char == "`" else char.lower()
    plain = char.translate(_FOLDED)
    if plain != char:
        return plain.lower()
    parts = unicodedata.normalize("NFKD", char.casefold())
    kept = "".join(p for p in parts if not unicodedata.combining(p) and not p.isspace())
    return kept.translate(_FOLDED).lower()


_UNSEEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]",
)


def visible(text: str) -> str:
    """`text` with everything that could drive a terminal made harmless, for display.

    Escape and other control characters (but not line feed and tab) and the marks that reorder text are
    replaced one for one by U+FFFD; lone surrogates too, which no terminal can be sent.
    """
    return _UNSEEN.sub("�", text)


def shortened(text: str, most: int = 80) -> str:
    """`text`, cut behind `most` characters, for messages."""
    return text if len(text) <= most else text[:most] + "…"
