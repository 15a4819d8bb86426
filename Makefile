# Thin wrappers of `python -m compendium ...`; on Windows call that directly.

PYTHON ?= python3
VENV := .venv
TOOLS := .venv-tools
CFF := .venv-cff
FORMATS := .venv-formats
BIN := $(VENV)/bin
REPLICATION := _build/replication/.venv
PIP := -m pip install --quiet --disable-pip-version-check
# A package whose files are not those of the lock is refused.
LOCKED := $(PIP) --require-hashes
# The checkout itself, so that a notebook finds its code and data from any folder; it is built with what the lock has brought.
CHECKOUT := $(PIP) --no-deps --no-build-isolation -e .
COMPILE := $(TOOLS)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
  --no-header --no-emit-index-url --no-emit-find-links $(if $(UPGRADE),--upgrade)
# What the tests of the built pages need beside Python: a program and the Debian package that brings it.
PROGRAMS := chromium:chromium java:default-jre-headless npm:npm
CHECKERS := tests/book/node_modules

.PHONY: bench links help book pdf serve check guard lint replicate requirements test test-quick lock clean archive

help:  ## what can be made
	@grep -E '^[a-z-]+:.*##' Makefile | sed 's/:.*## /\t/' | expand -t 14

book: $(VENV)/book  ## build the book to _build/html
	$(BIN)/python -m compendium book

pdf: book  ## print the book to one PDF in _build/pdf; needs Chromium or Chrome
	$(BIN)/python -m compendium pdf

serve: book  ## build the book and open it on a local port
	$(BIN)/python -m compendium serve

check: $(VENV)/book  ## validate the data
	$(BIN)/python -m compendium check

guard: $(VENV)/book  ## check the names in the repository, and look for the words of a private list there and in the book
	$(BIN)/python -m compendium guard

replicate: python-is-new-enough  ## execute and compute everything in a fresh environment and compare it with results/
	@echo "Making a fresh environment from requirements.txt (a minute or two) ..."
	$(PYTHON) -m venv --clear $(REPLICATION)
	$(REPLICATION)/bin/python $(LOCKED) -r requirements.txt
	$(REPLICATION)/bin/python $(CHECKOUT)
	$(REPLICATION)/bin/python -m compendium replicate

lock: $(VENV)/book  ## renew results/ and tell what changed
	$(BIN)/python -m compendium lock

links: $(VENV)/book  ## ask other hosts whether the links that lead out of the book still work
	$(BIN)/python -m compendium links

bench: $(VENV)/book  ## measure builds, recomputing and large studies; a quarter of an hour
	$(BIN)/python -m compendium bench

archive: book  ## put data, notebooks, figures, site, lock and sources into one folder and zip
	$(BIN)/python -m compendium archive

test: $(VENV)/test $(TOOLS)/ready $(CFF)/ready $(FORMATS)/ready $(CHECKERS)/ready book  ## run all tests; installs what they need
	$(BIN)/python -m pytest -n logical --maxprocesses 4 --dist loadfile --no-loadscope-reorder

test-quick: $(VENV)/test  ## run what needs no browser, no whole book and no other software; a few minutes
	$(BIN)/python -m pytest -n logical --maxprocesses 4 --dist loadfile --no-loadscope-reorder \
	  -m "not browser and not whole_book and not other_software"

lint: $(VENV)/lint  ## check form, rules and types of the code, without running it
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

requirements: $(TOOLS)/ready  ## bring the locked packages in step with pyproject.toml; UPGRADE=1 takes the newest of each
	$(COMPILE) pyproject.toml -o requirements.txt
	$(COMPILE) --group test -c requirements.txt -o requirements-test.txt
	$(COMPILE) --group lint -c requirements.txt -c requirements-test.txt -o requirements-lint.txt
	$(COMPILE) --group notebook -c requirements.txt -o requirements-notebook.txt
	$(COMPILE) --group tools -o requirements-tools.txt
	$(COMPILE) --group cff -o requirements-cff.txt
	$(COMPILE) --group formats -o requirements-formats.txt
	$(COMPILE) --no-deps --group refi-schema -o requirements-refi-schema.txt
	cd tests/book && npm $(if $(UPGRADE),update,install) --silent --package-lock-only --ignore-scripts --no-audit --no-fund

clean:  ## remove the built book and its caches
	rm -rf _build

.PHONY: python-is-new-enough
python-is-new-enough:
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed: make PYTHON=python3.12 $(MAKECMDGOALS)")'

$(VENV)/bin/python: | python-is-new-enough
	$(PYTHON) -m venv $(VENV)

$(VENV)/book: requirements.txt pyproject.toml | $(VENV)/bin/python
	@echo "Installing what the book needs (a minute or two) ..."
	$(BIN)/python $(LOCKED) -r requirements.txt
	$(BIN)/python $(CHECKOUT)
	@touch $@

$(VENV)/test: requirements-test.txt $(VENV)/book
	$(BIN)/python $(LOCKED) -r requirements.txt -r requirements-test.txt
	@touch $@

$(VENV)/lint: requirements-lint.txt $(VENV)/book
	$(BIN)/python $(LOCKED) -r requirements.txt -r requirements-lint.txt
	@touch $@

$(TOOLS)/ready: requirements-tools.txt
	$(PYTHON) -m venv $(TOOLS)
	$(TOOLS)/bin/python $(LOCKED) -r requirements-tools.txt
	@touch $@

$(CFF)/ready: requirements-cff.txt
	$(PYTHON) -m venv $(CFF)
	$(CFF)/bin/python $(LOCKED) -r requirements-cff.txt
	@touch $@

$(FORMATS)/ready: requirements-formats.txt requirements-refi-schema.txt
	$(PYTHON) -m venv $(FORMATS)
	$(FORMATS)/bin/python $(LOCKED) -r requirements-formats.txt
	$(FORMATS)/bin/python $(LOCKED) --no-deps -r requirements-refi-schema.txt
	@touch $@

$(CHECKERS)/ready: tests/book/package-lock.json | programs
	cd tests/book && npm ci --silent --ignore-scripts --no-audit --no-fund
	@touch $@

.PHONY: programs
programs:
	@missing=$$(for pair in $(PROGRAMS); do command -v "$${pair%%:*}" >/dev/null || printf ' %s' "$${pair#*:}"; done); \
	if [ -z "$$missing" ]; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  echo "Installing for the tests of the pages:$$missing ..."; \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y $$missing >/dev/null; \
	else \
	  echo "The tests need chromium, java (17 or newer) and npm on the PATH. On Debian: sudo apt-get install$$missing" >&2; exit 1; \
	fi
