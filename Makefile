# Works on a fresh clone with Python >= 3.11 and make; uses uv when it is there, venv and pip otherwise.
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	command -v $$p >/dev/null && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)

.DEFAULT_GOAL := help
.PHONY: help setup run test lint types check score judged bench chaos lock clean

help: ## This list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

setup: $(READY) ## Make .venv with everything that is needed

$(READY): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "warraq needs Python 3.11 or newer; install it, or say make PYTHON=/path/to/python"; exit 1; }
	@echo "setting up $(VENV) (once; about a minute)"
	@if command -v uv >/dev/null; then \
		uv venv --quiet --allow-existing --python $(PYTHON) $(VENV) && \
		uv pip sync --quiet --python $(BIN)/python --require-hashes requirements.lock && \
		uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable . ; \
	else \
		$(PYTHON) -m venv $(VENV) && \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock && \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable . ; \
	fi
	@echo "compiling kernels, making Prefect's database (once)"
	@$(BIN)/python -m flows.warm
	@touch $@

run: setup ## Load the sample documents into ./warehouse
	@$(BIN)/warraq run

test: setup ## All tests
	@$(BIN)/python -m pytest

lint: setup ## Style
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .

types: setup ## Strict types
	@$(BIN)/mypy

check: test lint types ## What has to pass before a commit

score: setup ## Score against measuring data beside the checkout, and write docs/scoreboard.md
	@$(BIN)/python -m benchmarks.scoreboard

judged: setup ## Draw rows from real news beside the checkout to be judged, and write docs/judged.md
	@$(BIN)/python -m benchmarks.judged

bench: setup ## Measure, and write docs/benchmark.md
	@$(BIN)/python -m benchmarks.run

chaos: setup ## Kill runs at random moments and see that nothing is lost
	@$(BIN)/python -m benchmarks.chaos

lock: setup ## Pin the newest versions that pyproject.toml allows
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		--extra dev --upgrade pyproject.toml --output-file requirements.lock

clean: ## Remove the environment and all caches; the warehouse stays
	rm -rf $(VENV) .venv-peers .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
