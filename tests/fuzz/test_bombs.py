"""Inputs that are made to take for ever, to fill the memory, or to reach what is not theirs.

Each is read in a process of its own, with an end to its time and its memory. What it comes to is written; where it may
be either an article or an error, only that it comes to an end.
"""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from quotes.errors import InputError
from quotes.read import Document, Places, article_files, read_document
from tests.fuzz.reader import sound

_SECONDS = 20
_MEMORY = 3_000_000_000
# Reads a file for each line of input, in a child that begins with everything imported, and ends in time.
_READ = """
import json, os, resource, signal, sys, traceback
from itertools import islice
from quotes.errors import InputError
from quotes.read import Document, Places, read_document
from quotes.read.feed import entries

def read(place):
    for name, found in Places().documents(place):
        try:
            if isinstance(found, InputError):
                raise found
            yield f"article {len(read_document(found).text)}"
        except InputError as error:
            yield f"error {str(error)[:500]}"

read_document(Document("x", data=b"<html><p>" + b"It opens, she said. " * 50))
list(read(os.devnull + "/x.warc"))
list(entries(b"<rss version='2.0'><channel><item/></channel></rss>", "x"))
for line in sys.stdin:
    out, into = os.pipe()
    child = os.fork()
    if not child:
        signal.alarm(int(sys.argv[1]))
        resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[2]),) * 2)
        try:
            said = list(islice(read(json.loads(line)), 20))
        except BaseException:
            said = ["raised " + traceback.format_exc()[-2000:]]
        os.write(into, json.dumps(said).encode())
        os._exit(0)
    os.close(into)
    with os.fdopen(out, "rb") as told:
        said = told.read()
    ended = os.waitpid(child, 0)[1]
    print(json.dumps([said.decode() if not ended else '["raised: it did not end in time"]']), flush=True)
"""
Read = Callable[[Path], list[str]]


@pytest.fixture(scope="module")
def read() -> Iterator[Read]:
    """Reads a file in another process: what its documents come to, a line each."""
    command = [sys.executable, "-c", _READ, str(_SECONDS), str(_MEMORY)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1) as server:
        assert server.stdin
        assert server.stdout
        asking, telling = server.stdin, server.stdout

        def asked(path: Path) -> list[str]:
            asking.write(json.dumps(str(path)) + "\n")
            [said] = json.loads(telling.readline())
            lines = json.loads(said)
            assert not [line for line in lines if line.startswith("raised")]
            return lines

        yield asked
        asking.close()


def _laughs(depth: int = 12) -> str:
    more = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, depth))
    return f'<!DOCTYPE rss [<!ENTITY e0 "ha">{more}]>'


_ITEM = "<rss version='2.0'><channel><title>&{0};</title><item><title>&{0};</title><link>https://a.example/b</link>"
_ITEM += "<description>&{0};</description></item></channel></rss>"
_SAID = "“It opens,” Mayor Jane Ashdown said on Sunday, as she stood at the old lock gate. "
_MEGABYTE = 1_000_000

_FILES: dict[str, tuple[str, Callable[[], str]]] = {
    "billion laughs": (".xml", lambda: _laughs() + _ITEM.format("e11")),
    "quadratic blow-up": (
        ".xml",
        lambda: f'<!DOCTYPE rss [<!ENTITY a "{"ha" * 50_000}">]>' + _ITEM.format("a;" + "&a;" * 20_000 + "&a"),
    ),
    "billion laughs in a page": (".html", lambda: _laughs().replace("rss", "html") + "<p>&e11;</p>"),
    "feed of 20,000 levels": (".xml", lambda: "<rss version='2.0'><channel>" + "<item>" * 20_000),
    "feed of 20,000 entries": (
        ".xml",
        lambda: "<rss version='2.0'><channel>" + "<item><title>a</title></item>" * 20_000 + "</channel></rss>",
    ),
    "20,000 levels": (".html", lambda: "<html><body>" + "<div>" * 20_000 + _SAID + "</div>" * 20_000),
    "20,000 levels without an end": (".html", lambda: "<html><body>" + "<b><i><table>" * 20_000 + _SAID),
    "20,000 paragraphs": (".html", lambda: "<html><body>" + f"<p>{_SAID}" * 20_000),
    "100,000 attributes": (
        ".html",
        lambda: "<html><body " + " ".join(f"a{n}=x" for n in range(100_000)) + f"><p>{_SAID}",
    ),
    "100,000 attributes without an end": (".html", lambda: "<html><p " + " ".join(f"a{n}" for n in range(100_000))),
    "an attribute of 1 MB": (".html", lambda: f'<html><body title="{"x" * _MEGABYTE}"><p>{_SAID}'),
    "100,000 empty comments": (".html", lambda: "<!---->" * 100_000 + "<html><p>" + _SAID),
    "a script of 1 MB of spaces": (
        ".html",
        lambda: f"<html><script type='application/ld+json'>{{{' ' * _MEGABYTE}x</script><p>{_SAID}",
    ),
    "a script tag of 1 MB of spaces": (".html", lambda: f"<html><script type={' ' * _MEGABYTE}>x</script><p>{_SAID}"),
    "50 scripts of nested lists": (
        ".html",
        lambda: "<html>" + f"<script type='application/ld+json'>{'[' * 20_000}</script>" * 50 + f"<p>{_SAID}",
    ),
    "authors nested": (
        ".html",
        lambda: (
            '<html><script type="application/ld+json">{"@type":"NewsArticle","headline":'
            + "[" * 900
            + "]" * 900
            + f"}}</script><p>{_SAID}"
        ),
    ),
    "a meta tag 50,000 times": (".html", lambda: "<html><head>" + '<meta name="a" content="b">' * 50_000 + _SAID),
    "a line of 9 MB": (".txt", lambda: _SAID * 100_000),
    "a page of a line of 9 MB": (".html", lambda: f"<html><p>{_SAID * 100_000}"),
    "less-than": (".html", lambda: "<html>" + "<" * _MEGABYTE),
    "less-than and a letter": (".html", lambda: "<html>" + "<a" * (_MEGABYTE // 2)),
    "ampersands": (".html", lambda: "<html><p>" + "&" * _MEGABYTE),
    "quotation marks in a page": (".html", lambda: "<html><p>" + '"' * _MEGABYTE),
    "quotation marks": (".txt", lambda: '"' * _MEGABYTE),
    "spaces": (".txt", lambda: "a" + " " * _MEGABYTE + "b"),
    "line feeds": (".txt", lambda: "a" + "\n" * _MEGABYTE + "b"),
    "lines of a letter": (".txt", lambda: "a\n\n" * (_MEGABYTE // 3)),
    "dashes": (".txt", lambda: "---\n" * (_MEGABYTE // 4)),
    "bars": (".txt", lambda: "a | " * (_MEGABYTE // 4)),
    "digits": (".txt", lambda: "1" * _MEGABYTE),
    "dates": (".txt", lambda: "5 May 2025, " * (_MEGABYTE // 12)),
    "times": (".txt", lambda: "1:29 " * (_MEGABYTE // 5)),
    "by": (".txt", lambda: "By " * (_MEGABYTE // 3)),
    "comments before nothing": (".txt", lambda: "<!---->" * 1000),
    "instructions before nothing": (".txt", lambda: "<?xml?>" * 1000),
    "aliases": (
        ".txt",
        lambda: (
            "---\na: &a [x, x, x, x, x, x, x, x, x]\n"
            + "".join(f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 9)}]\n" for n in range(12))
            + f"---\n{_SAID}"
        ),
    ),
    "front matter nested": (".txt", lambda: "---\ntitle: " + "[" * 9000 + f"\n---\n{_SAID}"),
    "front matter nested and closed": (".txt", lambda: "---\ntitle: " + "[" * 150 + "]" * 150 + f"\n---\n{_SAID}"),
    "front matter without an end": (".txt", lambda: "---\n" + "a: b\n" * 200_000),
    "JSON nested": (".json", lambda: "[" * 100_000 + "]" * 100_000),
    "JSON lines nested": (".jsonl", lambda: '{"text":' * 100_000 + "\n"),
    "authors nested in JSON": (".json", lambda: '{"text":"It opens.","author":' + "[" * 900 + "]" * 900 + "}"),
    "a number of a million digits": (".json", lambda: '{"text":"It opens.","date":' + "1" * _MEGABYTE + "}"),
    "a date of a million digits": (".json", lambda: '{"text":"It opens.","date":"' + "1" * _MEGABYTE + '"}'),
    "a date of a million spaces": (".json", lambda: '{"text":"It opens.","date":"5' + " " * _MEGABYTE + 'May"}'),
    "100,000 columns": (".csv", lambda: ",".join(f"c{n}" for n in range(100_000)) + "\n1,2\n"),
    "a column of 1 MB": (".csv", lambda: "x" * _MEGABYTE + "\n1,2\n"),
    "an unclosed quote": (".csv", lambda: 'text\n"' + "It opens.\n" * 100_000),
    "an unclosed quote of 20 MB": (".csv", lambda: 'text\n"' + "It opens.\n" * 2_000_000),
    "a header without an end": (".csv", lambda: '"' + "text," * 3_000_000),
}


# These take seconds, if no more than they should.
_SLOW = {
    "a page of a line of 9 MB",
    "lines of a letter",
    "front matter without an end",
    "dashes",
    "ampersands",
    "less-than",
    "an unclosed quote",
    "line feeds",
    "quadratic blow-up",
    "50 scripts of nested lists",
    "a script of 1 MB of spaces",
    "a line",
    "an object",
    "a page",
    "a text",
    "a header",
    "a cell",
    "a record",
    "a record's header",
    "an answer's headers",
    "an archive of nothing",
    "a row of cells",
    "a cell between marks",
}


def _marked(cases: dict[str, tuple[Any, ...]]) -> list[Any]:
    return [pytest.param(*case, id=name, marks=[pytest.mark.slow] * (name in _SLOW)) for name, case in cases.items()]


@pytest.mark.parametrize(("ending", "made"), _marked(_FILES))
def test_it_comes_to_an_end(read: Read, tmp_path: Path, ending: str, made: Callable[[], str]) -> None:
    path = tmp_path / f"a{ending}"
    path.write_text(made(), encoding="utf-8")
    assert read(path)


# Lines of a text that patterns might try in more ways than can be counted, each as long as they look at.
_LINES = {
    "bars": "|" * 298 + "Q",
    "slashes": "/ " * 149 + "Q",
    "numbers": "- / " * 74 + "Q",
    "tags": "tags" + " " * 280 + "Q",
    "a time and spaces": "1:29" + " " * 3900 + "x y z",
    "a copyright and spaces": "©" + " " * 3900 + "q w e",
    "dashes before a date": "-" * 1900 + "x y 5 May 2025 ok",
    "dates": "2025-05-05 " * 350,
    "words to share": "share " * 49 + "Q",
    "addresses": "a@" + "a." * 1900 + "-",
    "names": "By " + "Aa and " * 500 + "- b",
}


@pytest.mark.parametrize("line", _LINES.values(), ids=_LINES)
def test_a_text_of_such_lines_comes_to_an_end(read: Read, tmp_path: Path, line: str) -> None:
    prose = "The old harbour will open again in the month of May, said the mayor of the town."
    (tmp_path / "a.txt").write_text(f"{line}\n\n" * (100_000 // len(line)) + prose, encoding="utf-8")
    assert read(tmp_path / "a.txt")


# What is packed ------------------------------------------------------------------------------------------------

_UNPACKED = 150_000_000


def _packed(begin: bytes, piece: bytes) -> bytes:
    """What is small and unpacks to very much."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    filled = piece * (1_000_000 // len(piece))
    return b"".join(
        [packer.compress(begin), *(packer.compress(filled) for _ in range(_UNPACKED // 1_000_000)), packer.flush()]
    )


_WARC = (
    b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/\r\nContent-Type: application/http\r\n"
    b"Content-Length: %d\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" % _UNPACKED
)
_BOMBS = {
    "a page": (".html.gz", b"<html><p>", b"a"),
    "a text": (".txt.gz", b"", b"a"),
    "a line": (".jsonl.gz", b'{"text":"', b"a"),
    "an object": (".json.gz", b'{"text":"', b"a"),
    "a cell": (".csv.gz", b"text\n", b"a"),
    "a cell between marks": (".csv.gz", b'text\n"', b"a\n"),
    "a row of cells": (".csv.gz", b"text\n", b'"a\n",'),
    "a header": (".csv.gz", b"text,", b"a,"),
    "a record": (".warc.gz", _WARC, b"a"),
    "a record's header": (".warc.gz", b"WARC/1.0\r\nWARC-Type: ", b"a"),
    "a record's headers": (".warc.gz", b"WARC/1.0\r\n", b"a: b\r\n"),
    "an answer's headers": (".warc.gz", _WARC.partition(b"Content-Type: text")[0], b"a: b\r\n"),
    "an archive of nothing": (".warc.gz", b"", b"\r\n"),
}


@pytest.mark.parametrize(("ending", "begin", "piece"), _marked(_BOMBS))
def test_what_is_packed_small_does_not_fill_the_memory(
    read: Read, tmp_path: Path, ending: str, begin: bytes, piece: bytes
) -> None:
    path = tmp_path / f"a{ending}"
    path.write_bytes(_packed(begin, piece))
    for line in read(path):
        assert line.startswith("error") or len(line) < 100


# Archives ------------------------------------------------------------------------------------------------------


def _record(uri: str = "http://a.example/b", length: object = None, status: str = "200 OK") -> bytes:
    answer = f"HTTP/1.1 {status}\r\nContent-Type: text/html\r\n\r\n<p>It opens, she said at the old lock gate.".encode()
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {uri}\r\nContent-Type: application/http\r\n"
    return f"{head}Content-Length: {len(answer) if length is None else length}\r\n\r\n".encode() + answer + b"\r\n\r\n"


@pytest.mark.parametrize("length", [0, 1, 60, 10**4, 10**18, -1, "x", "1e3", ""])
def test_an_archive_with_a_wrong_length_is_read_as_far_as_it_goes(read: Read, tmp_path: Path, length: object) -> None:
    (tmp_path / "a.warc").write_bytes(_record() + _record(length=length) + _record())
    lines = read(tmp_path / "a.warc")
    assert lines[0].startswith("article")


@pytest.mark.parametrize("uri", ["../../etc/passwd", "file:///etc/passwd", "/etc/passwd", "http:\\\\a", "\0", ""])
def test_a_page_from_no_address_is_passed_over(read: Read, tmp_path: Path, uri: str) -> None:
    (tmp_path / "a.warc").write_bytes(_record(uri))
    assert read(tmp_path / "a.warc") == []


def test_the_address_of_a_record_is_a_name_and_no_path(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(_record("http://a.example/../../etc/passwd"))
    [(name, found)] = Places().documents(str(tmp_path / "a.warc"))
    assert isinstance(found, Document)
    assert name == f"{tmp_path}/a.warc#http://a.example/../../etc/passwd"
    assert read_document(found).text.startswith("It opens")
    assert list(tmp_path.iterdir()) == [tmp_path / "a.warc"]


# What is not theirs --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", [".xml", ".html", ".txt"])
@pytest.mark.parametrize("scheme", ["file://{}", "{}", "http://127.0.0.1:{}/a", "ftp://127.0.0.1:{}/a"])
def test_an_entity_reads_no_file_and_fetches_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str, scheme: str
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    (tmp_path / "secret").write_text("the secret of the gulls")
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        place = tmp_path / "secret" if "127" not in scheme else server.getsockname()[1]
        address = scheme.format(place)
        text = "&e; It opens, she said at the old lock gate. " * 50
        (tmp_path / f"a{ending}").write_text(
            f'<!DOCTYPE rss [<!ENTITY e SYSTEM "{address}"><!ENTITY % p SYSTEM "{address}"> %p;]>'
            f"<rss version='2.0'><channel><title>&e;</title><item><title>&e;</title><link>https://a.example/&e;</link>"
            f"<description>{text}</description></item></channel></rss>"
        )
        for _, found in Places().documents(str(tmp_path / f"a{ending}")):
            told = str(found)
            with suppress(InputError):
                if isinstance(found, Document):
                    told = repr(read_document(found))
            assert "secret of" not in told
        with pytest.raises(BlockingIOError):
            server.accept()


# Names of files ------------------------------------------------------------------------------------------------


def test_directories_that_lead_into_each_other_are_walked_once(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "text.txt").write_text("It opens, she said.")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    assert article_files(tmp_path) == [tmp_path / "a" / "text.txt"]
    for place in (tmp_path / "self.txt", tmp_path / "gone.txt"):
        [(_, found)] = Places().documents(str(place))
        assert isinstance(found, InputError)


@pytest.mark.parametrize(
    "name", ["a\nb.txt", "\x1b[31m.txt", "a\udcff.txt", "\u202e.txt", "a#b.txt", "a:1.txt", "[a].txt"]
)
def test_a_file_is_read_whatever_it_is_called(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("It opens, she said.")
    for place in (tmp_path, tmp_path / name):
        [(_, found)] = Places().documents(str(place))
        assert isinstance(found, Document)
        sound(read_document(found))


@pytest.mark.parametrize("place", ["a\0b", "\0", "x" * 10_000, "[" * 1000, "**/" * 5 + "*", "~", "http://", ""])
def test_any_place_is_something_or_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    monkeypatch.chdir(tmp_path)
    for _, found in Places().documents(place):
        assert isinstance(found, InputError)
