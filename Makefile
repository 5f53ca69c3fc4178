# Two commands set up everything: `make site` and `make test`. The others are for people who change the program.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: site test check format bench serve clean

site: $(VENV)/.site
	$(BIN)/dragoman build

test: $(VENV)/.test $(VENV)/frictionless/.ready
	$(BIN)/dragoman build --quiet
	$(VENV)/frictionless/bin/python tests/validate_packages.py site
	$(BIN)/pytest -q

check: $(VENV)/.test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/dragoman check

format: $(VENV)/.test
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(VENV)/.test $(VENV)/rivals/.ready
	$(BIN)/python -m tests.bench $(BENCH)

serve: $(VENV)/.site
	$(BIN)/dragoman serve

clean:
	rm -rf build site $(VENV)

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit("Dragoman needs Python 3.11 or newer") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.site: pyproject.toml | $(VENV)/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check -e '.[all]'
	touch $@

# The validator of data packages has pins that contradict ours.
$(VENV)/frictionless/.ready: | $(VENV)/bin/python
	$(PYTHON) -m venv $(VENV)/frictionless
	$(VENV)/frictionless/bin/pip install --quiet --disable-pip-version-check frictionless==5.21.0
	touch $@

# Generators that are measured beside ours; without them the table says what was skipped.
$(VENV)/rivals/.ready: tests/bench/rivals.txt | $(VENV)/bin/python
	$(PYTHON) -m venv $(VENV)/rivals
	$(VENV)/rivals/bin/pip install --quiet --disable-pip-version-check -r tests/bench/rivals.txt && touch $@ || true

# What the tests need beyond Python: a browser and gettext's own tools. Debian's packages where they are missing.
$(VENV)/.test: pyproject.toml | $(VENV)/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check -e '.[test]'
	tests/install-tools
	touch $@ $(VENV)/.site
