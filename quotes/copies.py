"""Articles that print one agency's text: copies of each other, which are one report however many outlets print them.

An article's own words, those outside quotation marks, are cut into runs of five words, and of their hashes those in the
lowest eighth are kept (FracMinHash: Irber and others, 2022), so that how much of the shorter article stands in the
longer can be told from what both keep. Two independent reports of one speech share the quotations, not these.
"""

from __future__ import annotations

import re
from zlib import crc32

from quotes.records import Article
from quotes.text import folded
from quotes.wording import QUOTED

_WORD = re.compile(r"[^\W_]+")
_RUN = 5
_KEPT = 2**32 // 8
LEAST = 4
"""Keys that two articles must share to print one text, more than any two reports of one event do."""
SHARE = 0.5
"""What share of the keys of the shorter one these must be."""


def keys(article: Article) -> frozenset[int]:
    """What an article is known by: numbers below 2**32, one for about eight of its own words; none if it is short."""
    paragraphs = [article.text[slice(*block.span)] for block in article.blocks]
    own = " ".join(folded(QUOTED.sub(" ", paragraph)) for paragraph in paragraphs)
    words = _WORD.findall(own)
    runs = (" ".join(words[i : i + _RUN]) for i in range(len(words) - _RUN + 1))
    return frozenset(key for run in runs if (key := crc32(run.encode("utf-8", "surrogatepass"))) < _KEPT)
