"""The search guided by coverage, in a process of its own: the library ends the process that it runs in."""

from __future__ import annotations

import importlib
import pkgutil
import sys

import atheris

from tests.fuzz.__main__ import check_of


def main() -> None:
    """Arguments: the target, the limit in seconds, then those of libFuzzer."""
    target, limit, *options = sys.argv[1:]
    with atheris.instrument_imports(include=["quotes", "db"]):
        import db
        import quotes

        # What a function imports when it is called would come too late.
        for package in (quotes, db):
            for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
                if not module.name.startswith(("quotes.training", "quotes.cli", "db.migrations")):
                    importlib.import_module(module.name)
        check = check_of(target, float(limit))
    atheris.Setup([sys.argv[0], *options], check)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
