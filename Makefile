# The words of this project. `make demo` and `make test` need only Python ≥ 3.11 and make.
PYTHON ?= python3
BIN := .venv/bin
TRAIN := .venv-train/bin
RUNS := training/runs
TAUGHT := $(RUNS)/taught
WEIGHTS := src/dateline/encoder/weights
SENTENCES = --start $(RUNS)/start --clauses $(TAUGHT)/clauses.jsonl
DEVICE ?= cpu
export PYTHONUTF8 = 1

.DEFAULT_GOAL := help
.PHONY: help demo setup lock fix check test golden browser ray serve soak fuzz atheris gate docs sbom audit wheel train

help:  ## say what the words do
	@grep -E '^[a-z]+:.*##' Makefile | sed 's/:.*## /\t/' | expand -t 10

setup: .venv/ready  ## make .venv with everything a developer needs

.venv/ready: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Dateline needs Python 3.11 or newer; $(PYTHON) is older. Try: make PYTHON=python3.12" >&2; exit 1; }
	@echo "Making .venv (once; a minute or two) …"
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

demo: setup  ## read the example articles and print what they say
	@$(BIN)/dateline read examples

lock: setup  ## pin every package again, with hashes
	@$(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
	  --no-emit-index-url --no-header --group dev pyproject.toml -o requirements.lock

fix: setup  ## format, and mend what can be mended
	@$(BIN)/ruff check --fix --quiet .
	@$(BIN)/ruff format --quiet .

check: setup  ## format, lint, types, layers
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

test: setup  ## the test suite: no network, no database server, no GPU
	@$(BIN)/pytest --numprocesses auto --dist loadfile

serve: setup  ## open the desk in the browser: your archive, or the example articles
	@$(BIN)/dateline serve

browser: setup  ## only the journeys through the desk in a real browser (needs chromium)
	@$(BIN)/pytest -m browser tests/browser

ray: setup  ## only the tests on a real Ray cluster, begun on this machine
	@$(BIN)/pytest -m ray tests/runners

golden: setup  ## only the golden articles
	@$(BIN)/pytest -m golden

soak: setup  ## kill processes on archives for an hour (DURATION=… seconds); nothing may be lost
	@$(BIN)/python -m tests.soak

fuzz: setup  ## hostile patterns, documents and bytes, for some minutes
	@$(BIN)/python -m tests.fuzz.patterns
	@$(BIN)/python -m tests.fuzz.growth
	@$(BIN)/python -m tests.fuzz.documents
	@$(BIN)/pytest tests/fuzz/test_parsers.py

atheris: setup  ## bytes bred by what they reach in the parsers (DURATION=… seconds, 3600; network)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --target .atheris atheris==3.0.0
	@PYTHONPATH=.atheris $(BIN)/python -m tests.fuzz.guided .atheris/bred $${DURATION:-3600}

gate: setup  ## measured quality must not fall below benchmarks/floors.json
	@$(BIN)/python -m benchmarks.gate

docs: setup  ## write docs/reference from the code
	@$(BIN)/python docs/generate.py
	@$(BIN)/python docs/licences.py

sbom: setup  ## write dist/dateline.cdx.json: what an installation holds, as CycloneDX
	@$(BIN)/python docs/licences.py dist/dateline.cdx.json

audit:  ## ask the advisory database about every package of the lock file (needs the network)
	@$(PYTHON) -m venv .venv-audit
	@.venv-audit/bin/python -m pip install --quiet --disable-pip-version-check pip-audit==2.10.1
	@.venv-audit/bin/pip-audit --strict --require-hashes --disable-pip -r requirements.lock

wheel: setup  ## build the wheel, install it into an empty environment, read an article there (network)
	@.ci/wheel

.venv-train/ready: pyproject.toml
	@echo "Making .venv-train, which has PyTorch (once; some minutes) …"
	@$(PYTHON) -m venv .venv-train
	@$(TRAIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	@$(TRAIN)/python -m pip install --quiet --disable-pip-version-check --group train --editable .
	@touch $@

train: .venv-train/ready  ## teach the networks again (DEVICE=cuda: minutes; without: days)
	@$(TRAIN)/python -m training.said.start $(RUNS)/start
	@$(TRAIN)/python -m training.said.start $(RUNS)/teacher --teacher
	@test -e $(TAUGHT)/clauses.jsonl || $(TRAIN)/python -m training.events.clauses $(TAUGHT)/clauses.jsonl
	@test -e $(TAUGHT)/more.npz || \
	  $(TRAIN)/python -m training.said.teach --start $(RUNS)/teacher --runs $(RUNS) --out $(TAUGHT) --device $(DEVICE)
	@test -e $(TAUGHT)/violence.npz || \
	  $(TRAIN)/python -m training.events.violence --start $(RUNS)/teacher --runs $(RUNS) --out $(TAUGHT)/violence.npz --device $(DEVICE)
	@$(TRAIN)/python -m training.train --start $(RUNS)/start --taught $(TAUGHT) --runs $(RUNS)/encoder --device $(DEVICE)
	@$(TRAIN)/python -m training.said.export $(RUNS)/encoder/newest.pt $(WEIGHTS)
	@$(TRAIN)/python -m training.said.tune
	@$(TRAIN)/python -m training.events.train first $(SENTENCES) --runs $(RUNS)/sentences-1
	@$(TRAIN)/python -m training.events.train second $(SENTENCES) --runs $(RUNS)/sentences-2 \
	  --after $(RUNS)/sentences-1/newest.pt --epochs 3
	@$(TRAIN)/python -m training.events.train third $(SENTENCES) --runs $(RUNS)/sentences-3 \
	  --after $(RUNS)/sentences-2/newest.pt --epochs 2
	@$(TRAIN)/python -m training.events.export $(RUNS)/sentences-3/newest.pt $(WEIGHTS)
	@$(TRAIN)/python -m training.events.suspect $(WEIGHTS)
