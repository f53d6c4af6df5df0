.PHONY: run test check fix bench fuzz lock

PYTHON ?= python3.11
BIN := .venv/bin
SERVE ?= 1
REFERENCE_DAY := 2026-07-01

run: .venv/ready  ## the main job on the embedded defaults: 4,000 synthetic people against the Dumai standard
	@$(BIN)/selaras demo --size 4000 --seed 62023 --on $(REFERENCE_DAY) -o var/demo

test: check  ## everything: format, lint, types, contracts, tests
	@$(BIN)/python -m pytest -n auto --cov --cov-report=term

check: .venv/ready  ## the one definition of green, without the tests; edits nothing
	@$(BIN)/ruff format --check . && $(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

fix: .venv/ready  ## format and mend what the linter can mend
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix .

bench: .venv/ready  ## speed and memory, as ratios to something measured in the same run
	@$(BIN)/python -m bench

MINUTES ?= 60
fuzz: .venv/ready  ## harm files and documents for MINUTES: no crash, no hang, no silent wrong mark; prints its seed
	@$(BIN)/python -m tests.fuzz.run --minutes $(MINUTES)

lock: .venv/ready  ## renew requirements.lock from pyproject.toml: versions and hashes, no address
	@$(BIN)/pip install -q uv && $(BIN)/uv pip compile -q --universal --python-version 3.11 --all-extras \
	  --generate-hashes --no-emit-index-url --no-header --no-annotate -o requirements.lock pyproject.toml

.venv/ready: requirements.lock pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 is needed: install it, or name one: make PYTHON=python3.12 run"; exit 2; }
	@$(PYTHON) -m venv .venv
	@$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@
