# Everything starts here. `make run` and `make test` need Python 3.11+, make, a shell and a package index, nothing else.
# What is done already is skipped: scripts/stamps.py remembers by content what each step was done for.

ifndef PYTHON
PYTHON := $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
endif
VENV := .venv/bin/python

# The running site keeps its database here rather than in the home folder.
export MATXICH_DATA_DIR ?= $(CURDIR)/var

.PHONY: help setup run test fast fix check bench docs lock clean need-python run-set-up

help: ## what can be asked for
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-7s %s\n", $$1, $$2 }' Makefile

need-python:
	@test -n "$(PYTHON)" || { echo "✗ Python 3.11 or newer is needed: install it, or name it: make PYTHON=/path/to/python3 …"; exit 1; }

setup: need-python ## environment with the tools, front-end files, translations
	@$(PYTHON) -m scripts.environment dev
	@$(PYTHON) -m scripts.assets
	@$(VENV) -m scripts.messages compile

run-set-up: need-python
	@$(PYTHON) -m scripts.environment run
	@$(PYTHON) -m scripts.assets
	@$(VENV) -m scripts.messages compile

run: run-set-up ## the site, on 127.0.0.1:8000 (PORT=… for another port)
	@exec $(VENV) -m matxich.config.serve

test: setup ## everything: on PostgreSQL what touches the database, then all on SQLite (ARGS="tests/web -x" for a part)
	@$(VENV) -m scripts.run_tests $(ARGS)

fast: setup ## rules, catalogue and architecture only: under 15 seconds
	@$(VENV) -m pytest -q $(wildcard tests/domain tests/catalogue tests/architecture) $(ARGS)

fix: setup ## put format, imports and the list of translatable texts in order
	@$(VENV) -m ruff check --fix --quiet . || true
	@$(VENV) -m ruff format .
	@$(VENV) -m scripts.messages update
	@$(VENV) -m scripts.messages check

check: setup ## format, lint, types, import contracts, architecture, translations
	@$(VENV) -m ruff format --check --output-format concise .
	@$(VENV) -m ruff check --output-format concise .
	@$(VENV) -m mypy
	@.venv/bin/lint-imports
	@$(VENV) -m scripts.messages check
	@$(VENV) -m pytest -q tests/architecture

bench: setup ## measure, and print the figures with the machine
	@$(VENV) -m tests.benchmarks $(ARGS)

docs: setup ## write the generated documents anew
	@$(VENV) -m scripts.document

lock: setup ## resolve the dependencies anew into locks/ and package-lock.json
	@$(VENV) -m scripts.lock

clean: ## remove what set-up made; keeps var/ with its data
	rm -rf .venv build node_modules src/matxich/web/static/vendor
