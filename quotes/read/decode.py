"""Bytes to text: which encoding, and whether it is text at all."""

from __future__ import annotations

import codecs
import re

from quotes.errors import ReadError

MAX_BYTES = 10_000_000
"""A longer file is no article: the longest of PolNeAR has 60,000 bytes, a long novel 3,000,000."""

UNREADABLE = re.compile(r"[\ud800-\udfff\0]")
"""What no database takes."""
_CONTROLS = bytes(set(range(32)) - {7, 8, 9, 10, 12, 13, 27})
# Text has next to no control characters; compressed data, pictures and programs have about one in ten.
_BINARY_SHARE = 0.02
_FEW = 4
# So many sound letters beyond ASCII for each broken one make a damaged UTF-8; in other encodings hardly any is sound.
# Set by hand, on no data.
_HEALTHY = 2
# What a page says of its encoding stands in its first kilobyte (HTML Living Standard, 13.2.3.2); some are late.
_PRESCANNED = 4096
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}\bcharset\s*=\s*["']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,100}encoding=["']([\w.:-]{2,40})""",
    re.IGNORECASE,
)
# Labels that browsers read as the larger set (WHATWG Encoding Standard).
_MEANT = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030"}
# The codecs behind the labels of that standard; others that Python has can hide markup or decode no text.
_WRITTEN = re.compile(
    r"ascii|utf-8|utf-16(?:-[bl]e)?|iso8859-\d+|cp(?:125\d|866|874|932|949)|koi8-[ru]|gb(?:2312|k|18030)|hz"
    r"|big5(?:hkscs)?|euc_(?:jp|kr)|shift_jis|iso2022_jp|mac-(?:roman|cyrillic)|tis-620"
)
# Their text is ASCII to the eye of any other decoder.
_SHIFTING = ("iso2022", "hz")


def decode(data: bytes, doc: str, charset: str | None = None, *, page: bool = False) -> tuple[str, int]:
    """The text of a file.

    Args:
        doc: names it in messages.
        charset: what its server says; believed less than UTF-8 that is sound.
        page: whether it is a web page, which may say its encoding itself.

    Returns:
        The text, and how many characters that no database takes became U+FFFD in it.

    Raises:
        ReadError: empty, too large, binary, or in no known encoding.
    """
    if len(data) > MAX_BYTES:
        raise ReadError(f"{doc}: larger than {MAX_BYTES // 1_000_000} MB, which no article is; split it into articles")
    if not data.strip():
        raise ReadError(f"{doc}: empty; nothing to read")
    return UNREADABLE.subn("\ufffd", _decoded(data, doc, _codec(charset) or (_declared(data) if page else None)))


def _decoded(data: bytes, doc: str, declared: str | None) -> str:
    try:
        if data.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
            return data.decode("utf-32")
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            return data.decode("utf-16", "surrogatepass")
        if declared and declared.startswith("utf-16"):
            return data.decode(declared)
        sample = data[:65536]
        if len(sample) - len(sample.translate(None, _CONTROLS)) > max(_BINARY_SHARE * len(sample), _FEW):
            raise ReadError(f"{doc}: looks like a binary file; give the article as plain text or as a web page")
        if declared and declared.startswith(_SHIFTING):
            return data.decode(declared, "replace")
        return data.decode("utf-8-sig", "surrogatepass")
    except UnicodeDecodeError:
        return _guess(data, doc, declared)


def _guess(data: bytes, doc: str, declared: str | None) -> str:
    # UTF-8 with a few bytes lost or cut off: whatever decodes to letters of two and more bytes was meant so.
    damaged = data.decode("utf-8-sig", "surrogateescape")
    lost = sum("\udc80" <= letter <= "\udcff" for letter in damaged)
    if sum(letter > "\x7f" for letter in damaged) - lost > _HEALTHY * lost:
        return damaged
    if declared and not declared.startswith("utf"):
        return data.decode(declared, "replace")

    from charset_normalizer import from_bytes  # slow to import, rarely needed

    matches = from_bytes(data)
    best = matches.best()
    if best is None:
        raise ReadError(f"{doc}: neither UTF-8 nor any other encoding that can be told; save it as UTF-8")
    # Short Western texts fit many code pages alike; the one that news sites used is the best guess among equals.
    if any("cp1252" in (m.encoding, *m.could_be_from_charset) for m in matches):
        try:
            return data.decode("cp1252")
        except UnicodeDecodeError:
            pass
    return str(best)


def _declared(data: bytes) -> str | None:
    found = _DECLARED.search(data[:_PRESCANNED])
    return _codec((found[1] or found[2]).decode("ascii")) if found else None


def _codec(label: str | None) -> str | None:
    """The codec that a label means; None for no label, and for what no page is written in."""
    try:
        found = codecs.lookup((label or "").strip().strip("\"'")).name
    except (LookupError, ValueError):
        return None
    return _MEANT.get(found, found) if _WRITTEN.fullmatch(found) else None
