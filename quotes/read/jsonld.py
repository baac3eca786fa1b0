"""Objects of JSON-LD in a file: one, a list, a graph, a data feed, one a line, or in the scripts of a web page.

Nothing is fetched: a context is a name here, and what an object only points to is not followed.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quotes.errors import InputError
from quotes.read.raw import read_raw

LARGEST = 50_000_000
"""Bytes. A longer file is split; parsed, it takes ten times the room."""
_DEEPEST = 20
"""So many lists, graphs and feeds may lie in each other."""
_DIGITS = 18
_SCRIPT = re.compile(r"<!--|<script\b([^<>]*)>", re.IGNORECASE)
_END = re.compile(r"</script", re.IGNORECASE)
# Each run of spaces is read once; else a megabyte of them takes hours.
_LINKED = re.compile(r"""\btype\s*+=\s*+["']?\s*+application/ld\+json""", re.IGNORECASE)


class Object(dict[str, Any]):
    """A JSON object, and the keys that it gives more than once; the last value of them counts."""

    twice: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Node:
    """A value of a file that may be an object asked for.

    Attributes:
        place: where it stands, for messages: "[3]", "dataFeedElement[0].item[1]", "line 7: "; "" for the whole.
        context: its own `@context`, else that of what it stands in; None without one.
    """

    place: str
    value: Any
    context: Any


def read_nodes(path: Path) -> tuple[list[Node], list[str]]:
    """The objects of a file, and what is wrong with parts of it that could not be parsed.

    Args:
        path: JSON-LD, JSON Lines, or a web page with JSON-LD in its scripts; - for standard input.

    Raises:
        InputError: it cannot be read, is too large, not in UTF-8, or nothing of it can be parsed.
    """
    text = _text(path)
    faults: list[str] = []
    nodes: list[Node] = []
    for place, value in _documents(path, text, faults):
        nodes.extend(_nodes(place, value, None, faults, _DEEPEST))
    return nodes, faults


def at(place: str, field: str) -> str:
    """The place of a field of what stands at a place."""
    return f"{place}.{field}" if place and not place.endswith(": ") else place + field


def _text(path: Path) -> str:
    try:
        data = read_raw(path, LARGEST + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise InputError(f"{path}: cannot be read ({reason}); give a file with JSON-LD") from None
    if len(data) > LARGEST:
        raise InputError(f"{path}: larger than {LARGEST // 1_000_000} MB; split it")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError(f"{path}: not in UTF-8; save it so") from None


def _documents(path: Path, text: str, faults: list[str]) -> Iterator[tuple[str, Any]]:
    """What is parsed as one, with its place."""
    if text.lstrip()[:1] == "<":
        found = scripts(text)
        if not found:
            raise InputError(f"{path}: a web page without JSON-LD; give the JSON-LD that its publisher offers")
        yield from _each(found, "script", faults)
        return
    try:
        yield "", _parsed(text)
    except (ValueError, RecursionError) as error:
        lines = text.split("\n")
        if isinstance(error, RecursionError) or not _parses(next((line for line in lines if line.strip()), "")):
            raise InputError(f"{path}: not JSON ({_reason(error)}); mend it") from None
        yield from _each(lines, "line", faults)


def _each(texts: list[str], what: str, faults: list[str]) -> Iterator[tuple[str, Any]]:
    for number, text in enumerate(texts, start=1):
        if not text.strip():
            continue
        try:
            yield f"{what} {number}: ", _parsed(text)
        except (ValueError, RecursionError) as error:
            faults.append(f"{what} {number}: not JSON ({_reason(error)}); mend it")


def _parsed(text: str) -> Any:
    return json.loads(text, object_pairs_hook=_object, parse_int=_integer)


def _parses(text: str) -> bool:
    try:
        return isinstance(_parsed(text), dict)
    except (ValueError, RecursionError):
        return False


def _reason(error: Exception) -> str:
    return "nested too deeply" if isinstance(error, RecursionError) else str(error)[:100]


def _object(pairs: list[tuple[str, Any]]) -> Object:
    made = Object(pairs)
    if len(made) < len(pairs):
        made.twice = tuple(key for key, times in Counter(key for key, _ in pairs).items() if times > 1)
    return made


def _integer(digits: str) -> float:
    # Python refuses to read longer ones at all; no rating has so many.
    return int(digits) if len(digits) <= _DIGITS else float(digits)


def _nodes(place: str, value: Any, context: Any, faults: list[str], deep: int) -> Iterator[Node]:
    if not deep:
        faults.append(f"{place}: nested too deeply; give the reviews in one list")
    elif isinstance(value, list):
        for number, one in enumerate(value):
            yield from _nodes(f"{place}[{number}]", one, context, faults, deep - 1)
    elif isinstance(value, dict) and "@type" not in value and "@graph" in value:
        yield from _nodes(at(place, "@graph"), value["@graph"], value.get("@context", context), faults, deep - 1)
    elif isinstance(value, dict) and "dataFeedElement" in value:
        inner = value.get("@context", context)
        yield from _nodes(at(place, "dataFeedElement"), value["dataFeedElement"], inner, faults, deep - 1)
    elif isinstance(value, dict) and "DataFeedItem" in types(value):
        # Feeds have entries whose item was withdrawn.
        if value.get("item") is not None:
            yield from _nodes(at(place, "item"), value["item"], value.get("@context", context), faults, deep - 1)
    else:
        yield Node(place, value, value.get("@context", context) if isinstance(value, dict) else context)


def types(value: dict[str, Any]) -> set[str]:
    """The types of an object, without their prefix: "ClaimReview" for "https://schema.org/ClaimReview" too."""
    given = value.get("@type")
    listed = given if isinstance(given, list) else [given]
    return {one.replace(":", "/").replace("#", "/").rpartition("/")[2] for one in listed if isinstance(one, str)}


def of_schema(context: Any) -> bool:
    """Whether a context is schema.org's, alone or among others; nothing given counts as that."""
    if isinstance(context, list):
        return any(map(of_schema, context))
    if isinstance(context, dict):
        return any(isinstance(one, str) and _is_schema(one) for one in context.values())
    return context is None or (isinstance(context, str) and _is_schema(context))


def _is_schema(address: str) -> bool:
    plain = address.strip().lower().rstrip("/#")
    return plain.removeprefix("https://").removeprefix("http://").removeprefix("www.") == "schema.org"


def scripts(page: str) -> list[str]:
    """What stands in the scripts of a web page that are JSON-LD.

    Not by the parser of the standard library: what is hostile to it takes it hours.
    """
    found: list[str] = []
    at = 0
    while opening := _SCRIPT.search(page, at):
        if opening[0] == "<!--":
            # What stands in a comment was taken out of the page. The shortest comment is <!-->.
            end = page.find("-->", opening.start() + 2)
            at = end + 3 if end >= 0 else len(page)
            continue
        closing = _END.search(page, opening.end())
        at = closing.end() if closing else len(page)
        if _LINKED.search(opening[1]):
            found.append(page[opening.end() : closing.start() if closing else at])
    return found
