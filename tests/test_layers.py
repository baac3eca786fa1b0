"""Imports go down only, `db` knows nothing of `quotes`, and only the store knows `db`."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

# From the top: a module may import from its own row or from a row below it.
LAYERS = (
    ("quotes.cli", "quotes.training"),
    ("quotes.reextract",),
    ("quotes.distributed",),
    ("quotes.ingest",),
    ("quotes.pool", "quotes.ray_cluster", "quotes.web"),
    ("quotes.shards",),
    (
        "quotes.pipeline",
        "quotes.store",
        "quotes.rows",
        "quotes.show",
        "quotes.formats",
        "quotes.linked",
        "quotes.parquet",
        "quotes.tables",
    ),
    (
        "quotes.read",
        "quotes.fetch",
        "quotes.continued",
        "quotes.cues",
        "quotes.extract",
        "quotes.layout",
        "quotes.provenance",
        "quotes.resolve",
        "quotes.identity",
        "quotes.alarms",
        "quotes.compare",
        "quotes.cluster",
        "quotes.copies",
        "quotes.check",
        "quotes.rank",
        "quotes.trace",
        "quotes.history",
        "quotes.watch",
        "quotes.draft",
    ),
    ("quotes.model",),
    ("quotes.marks",),
    (
        "quotes.lexicon",
        "quotes.gazetteer",
        "quotes.names",
        "quotes.offices",
        "quotes.segment",
        "quotes.text",
        "quotes.language",
        "quotes.wording",
        "quotes.inflection",
        "quotes.review",
    ),
    ("quotes.entries",),
    ("quotes.arrow",),
    ("quotes.records", "quotes.errors", "quotes.ahead"),
    ("quotes",),
)


def _modules() -> list[tuple[str, Path]]:
    found = []
    for package in ("quotes", "db"):
        for path in sorted((ROOT / package).rglob("*.py")):
            name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
            found.append((name, path))
    return found


def _imports(name: str, path: Path) -> set[str]:
    """Every module a file imports, wherever in the file, relative names made absolute."""
    found: set[str] = set()
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                parts = package.split(".")
                base = ".".join([*parts[: len(parts) - node.level + 1], *([base] if base else [])])
            found |= {base, *(f"{base}.{alias.name}" for alias in node.names)}
    return found


def _row(module: str) -> int | None:
    best: tuple[int, int] | None = None
    for row, members in enumerate(LAYERS):
        for member in members:
            if (module == member or module.startswith(member + ".")) and (best is None or len(member) > best[0]):
                best = (len(member), row)
    return best[1] if best else None


def _within(name: str, package: str) -> bool:
    return name == package or name.startswith(package + ".")


MODULES = _modules()


@pytest.mark.parametrize(("name", "path"), MODULES, ids=[name for name, _ in MODULES])
def test_imports_go_down_only(name: str, path: Path) -> None:
    if name.startswith("db"):
        assert not {i for i in _imports(name, path) if i.split(".")[0] == "quotes"}
        return
    own = _row(name)
    assert own is not None, f"{name} has no place in LAYERS"
    for imported in _imports(name, path):
        if imported.split(".")[0] == "db":
            assert _within(name, "quotes.store"), f"only quotes.store may import {imported}"
        if imported.split(".")[0] == "quotes":
            row = _row(imported)
            assert row is None or row >= own or imported == "quotes", f"{name} imports {imported}, which lies above it"


def test_every_module_has_a_place_of_its_own() -> None:
    assert {n for n, _ in MODULES if n.startswith("quotes.") and _row(n) == len(LAYERS) - 1} == set()


def test_the_rule_sees_an_upward_import(tmp_path: Path) -> None:
    file = tmp_path / "text.py"
    file.write_text("def f():\n    from quotes.store import Store\n", encoding="utf-8")
    assert "quotes.store" in _imports("quotes.text", file)
    assert (_row("quotes.store") or 0) < (_row("quotes.text") or 0)


def test_importing_the_package_opens_no_database_and_loads_no_stage() -> None:
    import subprocess
    import sys

    code = (
        "import quotes, sys; print([m for m in sys.modules if m.startswith(('quotes.', 'db', 'sqlalchemy', 'rich'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_command_line_starts_without_the_stages_and_the_database() -> None:
    import subprocess
    import sys

    heavy = (
        "('sqlalchemy', 'rapidfuzz', 'sqlmodel', 'numpy', 'onnxruntime', 'tokenizers', 'py3langid', 'httpx', "
        "'httpcore', 'protego')"
    )
    code = (
        "import quotes.read, sys; from quotes.cli.app import app_for; app_for();"
        f" print([m for m in sys.modules if m.startswith({heavy})])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
