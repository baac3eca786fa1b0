# `make demo` and `make test` make their own virtual environment in .venv; nothing else is needed than Python 3.11.

PYTHON ?= python3
BIN := .venv/bin
DEMO := .demo/quotes.db

.PHONY: demo test check lint types slow docs bench clean

.venv/.installed: pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; set PYTHON=")'
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@

demo: .venv/.installed
	rm -rf .demo && mkdir .demo
	$(BIN)/quotes ingest seeds/ --db $(DEMO)
	$(BIN)/quotes search "just peace" --db $(DEMO)
	$(BIN)/quotes claims --speaker Zelenskyy --limit 8 --db $(DEMO)
	@# Words that are not attested as given end with status 1.
	$(BIN)/quotes check "Without pressure on Moscow there can be no just peace" --speaker Zelenskyy --db $(DEMO) || test $$? = 1
	@echo
	@echo "Try your own: $(BIN)/quotes search WORDS --db $(DEMO)"

test: .venv/.installed
	$(BIN)/python -m pytest

slow: .venv/.installed
	$(BIN)/python -m pytest -m slow

lint: .venv/.installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/.installed
	$(BIN)/mypy

check: lint types test

# The command line reference is written by the code; a test fails when it is out of date.
docs: .venv/.installed
	$(BIN)/python -m tests.cli.reference > docs/cli.md

bench: .venv/.installed
	$(BIN)/python benchmarks/startup.py --db $(DEMO)

clean:
	rm -rf .venv .demo .pytest_cache .mypy_cache .ruff_cache .hypothesis
