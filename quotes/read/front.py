"""Front matter: metadata in YAML between two lines of dashes at the top of a text, as static sites have it."""

from __future__ import annotations

import re
from collections.abc import Hashable
from typing import Any

import yaml

from quotes.errors import InputError
from quotes.read import fields
from quotes.read.given import Given

_FRONT = re.compile(r"\ufeff?---[ \t]*\r?\n(.{0,20000}?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)", re.DOTALL)
_KEY = re.compile(r"^[A-Za-z_][\w-]*[ \t]*:", re.MULTILINE)


# What says in YAML that nothing is said.
_NOTHING = frozenset({"", "~", "null", "false", "true"})


class _Loader(yaml.BaseLoader):
    """Text only, in lists and mappings: no value of a type that a tag tells, and nothing that refers to another place,
    which a few lines can use to fill any memory.
    """

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("it refers to another place in it")
        return super().compose_node(parent, index)


def front_matter(text: str, where: str) -> tuple[int, Given]:
    """What stands at the top of a text for machines.

    Args:
        text: as read.
        where: names it in messages.

    Returns:
        How many characters that is, 0 without, and the metadata; names of fields as in `quotes.read.fields`.

    Raises:
        InputError: it is no YAML, or a date or the address in it is none.
    """
    found = _FRONT.match(text)
    # Dashes are a rule in prose too.
    if found is None or not _KEY.match(found[1]):
        return 0, Given()
    try:
        values = yaml.load(found[1], _Loader)  # noqa: S506 - it makes text, lists, dicts
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        reason = " ".join(str(error).split())[:200]
        raise InputError(f"{where}: its front matter is not valid YAML ({reason}); mend or remove it") from error
    if not isinstance(values, dict):
        raise InputError(f"{where}: its front matter must have lines like `title: …`; mend or remove it")
    return found.end(), fields.given(_named(values, where), where)


def _named(values: dict[Hashable, Any], where: str) -> dict[str, Any]:
    held = {str(name): None if str(value).lower() in _NOTHING else value for name, value in values.items()}
    return {field: held[column] for field, column in fields.columns(list(held), {}, where).items()}
