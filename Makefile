.PHONY: run test cover browser check fix bench fuzz lock

PYTHON ?= python3.11
BIN := .venv/bin
SERVE ?= 1
REFERENCE_DAY := 2026-07-01

# Where `make run` keeps its installation, and its port (the next free one when it is taken).
TRY := SELARAS_DATA=var SELARAS_TOTP_REQUIRED=0
PORT ?= 8000

run: .venv/ready  ## 4,000 synthetic people against the Dumai standard; then the application, with one account per role
	@$(BIN)/selaras demo --size 4000 --seed 62023 --on $(REFERENCE_DAY) -o var/demo
	@$(TRY) $(BIN)/selaras prepare-sample --size 4000 --seed 62023
	@$(TRY) $(BIN)/selaras serve --port $(PORT) --next-port $(if $(filter 0,$(SERVE)),--self-check)

# Browsers and databases keep a test waiting half of its time: two of them a core.
WORKERS ?= $(shell echo $$((2 * $$(nproc))))

test: check browser  ## everything: format, lint, types, contracts, tests on SQLite, those of the application on PostgreSQL too
	@$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal
	@SELARAS_TEST_DATABASE=postgresql $(BIN)/python -m pytest -n $(WORKERS) --dist worksteal -m "not journey" tests/web

cover: check browser  ## the same tests on SQLite, and which lines none of them reaches: measuring doubles their time
	@$(BIN)/python -m pytest -n $(WORKERS) --cov --cov-report=term

browser: .venv/ready  ## Chromium for the journeys: the one on PATH, or installed by root; else says what to type
	@$(BIN)/python -m tests.web.journeys.chromium

DJANGO := DJANGO_SETTINGS_MODULE=tests.web.settings $(BIN)/python -m django
check: .venv/ready  ## the one definition of green, without the tests; edits nothing
	@$(BIN)/ruff format --check . && $(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(DJANGO) makemigrations --check --dry-run
	@$(DJANGO) check --deploy --fail-level ERROR 2>/dev/null

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
