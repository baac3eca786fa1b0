"""Web archives: the pages in a WARC file (ISO 28500), as crawlers write them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from email.message import Message
from pathlib import Path
from typing import Any

from quotes.errors import InputError, ReadError, TransientError
from quotes.read.dates import is_iso
from quotes.read.decode import MAX_BYTES
from quotes.read.documents import HTML, Document, Media
from quotes.read.given import Given
from quotes.read.raw import STDIN, opened
from quotes.read.urls import known_address
from quotes.records import Origin

_LONGEST_HEADERS = 1_000_000
_MEDIA = dict.fromkeys(HTML, Media.PAGE) | {"text/plain": Media.TEXT}


def pages(path: Path) -> Iterator[tuple[str, Document | InputError]]:
    """The pages and texts of an archive, one after the other; the file is read as they are asked for.

    What is no answer with status 200, and what is neither a page nor a text, is passed over.

    Args:
        path: a WARC or ARC file, packed by gzip record by record, as a whole, or not at all.

    Yields:
        Each page's name, "FILE#ADDRESS", with its document, or with what is wrong with it.
    """
    from warcio.archiveiterator import ArchiveIterator

    try:
        # Archives unpack themselves, record by record.
        with opened(path) if path == STDIN else path.open("rb") as file:
            archive = ArchiveIterator(file, arc2warc=True, check_digests=False)
            new_record = _bound(archive.reader)
            for record in archive:
                new_record()
                if record.rec_type in ("response", "resource") and (name := _name(path, record)):
                    yield from _page(name, record)
    except OSError as error:
        why = f"{path}: cannot be read ({error.strerror or error}); check the path and its rights"
        yield str(path), TransientError(why) if error.strerror else ReadError(why)
    except Exception as error:  # of many types; it is not proof against every archive
        reason = f"no web archive, or damaged from here on ({str(error)[:200]}); get it again"
        yield str(path), ReadError(f"{path}: {reason}")


def _bound(reader: Any) -> Callable[[], None]:
    """Let the headers of a record have so many bytes and no more; returns what is to be called for each record."""
    readline, room = reader.readline, _LONGEST_HEADERS

    def bounded(length: int | None = None) -> Any:
        nonlocal room
        line = readline(min(length or room, room))
        room -= len(line)
        if room <= 0:
            raise ValueError("headers without an end")
        return line

    def new_record() -> None:
        nonlocal room
        room = _LONGEST_HEADERS

    reader.readline = bounded
    return new_record


def _name(path: Path, record: Any) -> str | None:
    address = record.rec_headers.get_header("WARC-Target-URI") or ""
    address = address.strip().strip("<>")
    return f"{path}#{address}" if address.lower().startswith(("http://", "https://")) else None


def _page(name: str, record: Any) -> Iterator[tuple[str, Document | InputError]]:
    headers = record.http_headers
    if headers is not None and headers.get_statuscode() != "200":
        return
    told = (headers.get_header("Content-Type") if headers else record.rec_headers.get_header("Content-Type")) or ""
    message = Message()
    message["Content-Type"] = told
    media = _MEDIA.get(message.get_content_type()) if told else None
    if told and media is None:
        return
    try:
        data = record.content_stream().read(MAX_BYTES + 1)
    except Exception as error:  # zlib's, brotli's, and its own
        yield name, ReadError(f"{name}: damaged ({str(error)[:100]}); the other pages are read")
        return
    if not data.strip():
        return
    address = name.partition("#")[2]
    date = (record.rec_headers.get_header("WARC-Date") or "")[:19] + "Z"
    yield (
        name,
        Document(
            name,
            data=data,
            media=media,
            charset=_charset(message),
            said=((Origin.PAGE, Given(url=known_address(address))),),
            fetched=date if is_iso(date) else None,
            address=address,
        ),
    )


def _charset(message: Message) -> str | None:
    found = message.get_param("charset")
    return found if isinstance(found, str) else None
