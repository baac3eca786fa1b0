"""The body of an answer, unpacked, and never more of it in memory than is allowed."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

import httpx

from quotes.fetch.problems import BY_HAND, Problem, shown

# Asked for, and nothing else accepted: the standard library unpacks both in pieces.
ENCODINGS = "gzip, deflate"

# Unpacked at a time, so that a bomb is noticed early.
_PIECE = 64 * 1024

_GZIP = 16 + zlib.MAX_WBITS  # window sizes of `zlib.decompressobj`: with a gzip header, with a zlib header, with none
_ZLIB = zlib.MAX_WBITS
_RAW = -zlib.MAX_WBITS

_GZIP_MAGIC = b"\x1f"  # its first byte; the second may come with the next chunk


def read_body(response: httpx.Response, limit: int, *, cut: bool = False) -> bytes:
    """The unpacked body.

    Args:
        limit: how many bytes it may have, as sent and unpacked.
        cut: return the first `limit` bytes of a longer body.

    Raises:
        Problem: it is longer, packed in a way that was not asked for, or does not unpack.
    """
    announced = response.headers.get("content-length", "")
    if not cut and announced.isdecimal() and int(announced[:20]) > limit:
        raise _too_long(limit)
    data = bytearray()
    for piece in _pieces(response):
        data += piece
        if len(data) > limit:
            if cut:
                break
            raise _too_long(limit)
    del data[limit:]
    return bytes(data)


def _too_long(limit: int) -> Problem:
    return Problem(f"longer than {limit:,} bytes; {BY_HAND}")


def _pieces(response: httpx.Response) -> Iterator[bytes]:
    """The body as it arrives, unpacked in pieces of bounded size."""
    encoding = response.headers.get("content-encoding", "").strip().lower()
    if encoding in ("", "identity"):
        return response.iter_raw()
    if encoding in ("gzip", "x-gzip"):
        return _unpacked(response.iter_raw(), _GZIP)
    if encoding == "deflate":
        return _unpacked(response.iter_raw(), _ZLIB)
    raise Problem(f"the server packs the page as {shown(encoding)} though it was not asked to; {BY_HAND}")


def _unpacked(chunks: Iterator[bytes], window: int) -> Iterator[bytes]:
    unpack = None
    for chunk in chunks:
        if unpack is None:
            # Some servers send bare deflate under that name, and browsers take it.
            window = _RAW if window == _ZLIB and not _has_zlib_header(chunk) else window
            unpack = zlib.decompressobj(window)
        while True:
            if unpack.eof:
                # RFC 1952 lets several gzip members follow each other; what else follows is padding.
                if window != _GZIP or not chunk.startswith(_GZIP_MAGIC):
                    break
                unpack = zlib.decompressobj(window)
            try:
                piece = unpack.decompress(chunk, _PIECE)
            except zlib.error as error:
                raise Problem(f"the packed page is damaged ({error}); try again later") from error
            yield piece
            chunk = unpack.unused_data if unpack.eof else unpack.unconsumed_tail
            # A full piece may leave more to come though all input is consumed.
            if not chunk and len(piece) < _PIECE:
                break
    if unpack is None or not unpack.eof:
        raise Problem("the packed page breaks off; try again later")


def _has_zlib_header(data: bytes) -> bool:
    """Whether data begins as RFC 1950 says: method 8, and two bytes that make a multiple of 31."""
    return data[:1] != b"" and data[0] & 0x0F == 8 and (len(data) < 2 or (data[0] << 8 | data[1]) % 31 == 0)
