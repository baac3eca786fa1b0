"""Writes docs/cli.md from the commands themselves: `python -m tests.cli.reference > docs/cli.md`."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Iterator
from enum import Enum
from typing import Any, get_args, get_type_hints

import typer
from typer.models import ArgumentInfo, OptionInfo

from quotes.cli.app import app_for

_HEAD = """# Command line reference

Written from the code by `make docs`; a test fails when it is out of date.

Data goes to standard output, messages and progress to standard error. Every listing takes `--format
table|json|jsonl|csv` and `--limit`; what shows or compares single things takes `--format`. The database is the one that
`--db` names, else `QUOTES_DB`, else a file in the data directory of your platform (`quotes db path` prints it).
`NO_COLOR` is honoured, and off a terminal there is no colour.

Exit status, unless a command says otherwise: 0 done or found, 1 nothing found, 2 error.
"""


def commands(group: typer.Typer | None = None, prefix: str = "quotes") -> Iterator[tuple[str, Callable[..., Any]]]:
    """Every command with its full name, in the order of the help."""
    group = group or app_for()
    own = group.registered_callback
    if own is not None and own.invoke_without_command is True and own.callback is not None:
        yield prefix, own.callback
    for command in group.registered_commands:
        assert command.callback is not None
        yield f"{prefix} {command.name or command.callback.__name__}", command.callback
    for inner in group.registered_groups:
        assert inner.typer_instance is not None
        yield from commands(inner.typer_instance, f"{prefix} {inner.name}")


def reference() -> str:
    """The whole reference, in Markdown."""
    parts = [_HEAD]
    for name, function in commands():
        arguments, options = [], []
        hints = get_type_hints(function, include_extras=True)
        for parameter in inspect.signature(function).parameters.values():
            if hints[parameter.name] is typer.Context:
                continue
            kind, *extras = get_args(hints[parameter.name])
            info = next(e for e in extras if isinstance(e, ArgumentInfo | OptionInfo))
            if isinstance(info, ArgumentInfo):
                required = parameter.default is parameter.empty
                arguments.append(str(info.metavar) if required else f"[{info.metavar}]")
                options.append(f"- `{info.metavar}`: {info.help}")
            else:
                options.append(_option(parameter, kind, info))
        help_text = inspect.cleandoc(function.__doc__ or "")
        parts.append(f"## {name}\n\n    {' '.join([name, *arguments])} [OPTIONS]\n\n{help_text}\n")
        parts.append("\n".join(options) + "\n")
    return "\n".join(parts)


def _option(parameter: inspect.Parameter, kind: Any, info: OptionInfo) -> str:
    # With Annotated, Typer keeps the first name where a default would stand.
    declared = [name for name in (info.default, *(info.param_decls or ())) if isinstance(name, str)]
    names = ", ".join(f"`{name}`" for name in declared or [f"--{parameter.name.replace('_', '-')}"])
    text = str(info.help or "")
    for candidate in (kind, *get_args(kind), *(inner for k in get_args(kind) for inner in get_args(k))):
        if isinstance(candidate, type) and issubclass(candidate, Enum):
            text += " One of " + ", ".join(f"`{member.value}`" for member in candidate) + "."
    default = parameter.default
    if default is parameter.empty:
        text += " Required."
    elif default not in (None, False):
        text += f" Default: `{default.value if isinstance(default, Enum) else default}`."
    return f"- {names}{f' {info.metavar}' if info.metavar else ''}: {text}"


if __name__ == "__main__":
    sys.stdout.write(reference())
