"""Names files: who is who, as a newsroom has it; CSV or JSON."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quotes.errors import InputError
from quotes.records import SpeakerKind
from quotes.text import shortened

_LARGEST = 50_000_000
_COLUMNS = ("name", "aliases", "kind", "roles", "wikidata")
_WIKIDATA = re.compile(r"Q[1-9]\d{0,11}")
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class NamedSpeaker:
    """A speaker of a names file.

    Attributes:
        aliases: other forms of the name, without `name`.
        roles: what they are ("mayor of Orsk").
        wikidata: id there ("Q42"), None where not given.
        line: for messages; counted from 1.
    """

    name: str
    aliases: tuple[str, ...]
    kind: SpeakerKind
    wikidata: str | None
    line: int
    roles: tuple[str, ...] = ()


def read_names(path: Path) -> list[NamedSpeaker]:
    """Read a names file.

    Args:
        path: CSV with a header that has `name`, and may have `aliases` and `roles` (each separated by "|"), `kind`
            (person, organisation) and `wikidata`; or JSON, a list of objects with those keys, aliases and roles lists.

    Raises:
        InputError: it cannot be read, a row makes no sense, or a name stands in two rows; all faults are named.
    """
    try:
        if path.stat().st_size > _LARGEST:
            raise InputError(f"{path}: larger than {_LARGEST // 1_000_000} MB; split it")
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}; give a CSV or JSON file with names") from None
    except UnicodeDecodeError:
        raise InputError(f"{path}: not in UTF-8; save it so") from None
    rows = _json(path, text) if text.lstrip()[:1] in ("[", "{") else _csv(path, text)
    found: list[NamedSpeaker] = []
    faults: list[str] = []
    owners: dict[str, int] = {}
    for line, row in rows:
        try:
            one = _speaker(line, row)
        except ValueError as error:
            faults.append(f"line {line}: {error}")
            continue
        for name in (one.name, *one.aliases):
            if name in owners:
                faults.append(f"line {line}: {name} stands in line {owners[name]} too")
            owners.setdefault(name, line)
        found.append(one)
    if faults:
        shown = "; ".join(faults[:5]) + (f"; and {len(faults) - 5} more" if len(faults) > 5 else "")
        raise InputError(f"{path}: {shown}; mend them, nothing was changed")
    return found


def _csv(path: Path, text: str) -> list[tuple[int, dict[str, Any]]]:
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        header = [column.strip().lower() for column in reader.fieldnames or ()]
        if "name" not in header:
            raise InputError(f"{path}: no column `name` in the first line; it may have {', '.join(_COLUMNS)}")
        reader.fieldnames = header
        return [(reader.line_num, dict(row)) for row in reader]
    except csv.Error as error:
        raise InputError(f"{path}: line {reader.line_num}: not CSV ({error})") from None


def _json(path: Path, text: str) -> list[tuple[int, dict[str, Any]]]:
    try:
        rows = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{path}: not JSON ({str(error)[:100]})") from None
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise InputError(f"{path}: not a list of objects with `name`")
    return list(enumerate(rows, start=1))


def _speaker(line: int, row: dict[str, Any]) -> NamedSpeaker:
    name = _name(row.get("name"))
    aliases, roles = _several(row, "aliases"), _several(row, "roles")
    try:
        kind = SpeakerKind(str(row.get("kind") or "person").strip().lower())
    except ValueError:
        raise ValueError(f"kind is {shortened(repr(row['kind']))}, not person or organisation") from None
    wikidata = str(row.get("wikidata") or "").strip() or None
    if wikidata and not _WIKIDATA.fullmatch(wikidata):
        raise ValueError(f"{shortened(repr(wikidata))} is no Wikidata id like Q42")
    return NamedSpeaker(name, tuple(alias for alias in aliases if alias != name), kind, wikidata, line, tuple(roles))


def _several(row: dict[str, Any], column: str) -> list[str]:
    given = row.get(column) or []
    values = given.split("|") if isinstance(given, str) else given
    if not isinstance(values, list):
        raise ValueError(f"{column} are no list")
    return list(dict.fromkeys(_name(value) for value in values if str(value).strip()))


def _name(value: object) -> str:
    if not isinstance(value, str) or not any(letter.isalpha() for letter in value):
        raise ValueError("a name without a letter" if value else "no name")
    name = " ".join(value.split())
    if len(name) > _LONGEST or not name.isprintable():
        raise ValueError(f"{name[:40]!r}... is no name: too long, or with control characters")
    return name
