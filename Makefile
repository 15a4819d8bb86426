# Thin wrappers of `python -m analysis ...`; on Windows call that directly.

PYTHON ?= python3
VENV := .venv
TOOLS := .venv-tools
CFF := .venv-cff
BIN := $(VENV)/bin
PIP := -m pip install --quiet --disable-pip-version-check

.PHONY: help book serve check guard test lock clean

help:  ## what can be made
	@grep -E '^[a-z]+:.*##' Makefile | sed 's/:.*## /\t/' | expand -t 10

book: $(VENV)/book  ## build the book to _build/html
	$(BIN)/python -m analysis book

serve: book  ## build the book and open it on a local port
	$(BIN)/python -m analysis serve

check: $(VENV)/book  ## validate the data
	$(BIN)/python -m analysis check

guard: $(VENV)/book  ## look for withheld words in the repository and the built book
	$(BIN)/python -m analysis guard

test: $(VENV)/test $(TOOLS)/ready $(CFF)/ready chromium book  ## run all tests; installs what they need
	$(BIN)/python -m pytest

lock: $(TOOLS)/ready  ## renew the locks from pyproject.toml
	$(TOOLS)/bin/uv pip compile --quiet --universal --python-version 3.11 --no-header --no-emit-index-url pyproject.toml -o requirements.txt
	$(TOOLS)/bin/uv pip compile --quiet --universal --python-version 3.11 --no-header --no-emit-index-url --group test -c requirements.txt -o requirements-test.txt
	$(TOOLS)/bin/uv pip compile --quiet --universal --python-version 3.11 --no-header --no-emit-index-url --group tools -o requirements-tools.txt
	$(TOOLS)/bin/uv pip compile --quiet --universal --python-version 3.11 --no-header --no-emit-index-url --group cff -o requirements-cff.txt

clean:  ## remove the built book and its caches
	rm -rf _build

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed: make PYTHON=python3.12 book")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/book: requirements.txt | $(VENV)/bin/python
	@echo "Installing what the book needs (a minute or two) ..."
	$(BIN)/python $(PIP) -r requirements.txt
	@touch $@

$(VENV)/test: requirements-test.txt $(VENV)/book
	$(BIN)/python $(PIP) -r requirements.txt -r requirements-test.txt
	@touch $@

$(TOOLS)/ready: requirements-tools.txt
	$(PYTHON) -m venv $(TOOLS)
	$(TOOLS)/bin/python $(PIP) -r requirements-tools.txt
	@touch $@

$(CFF)/ready: requirements-cff.txt
	$(PYTHON) -m venv $(CFF)
	$(CFF)/bin/python $(PIP) -r requirements-cff.txt
	@touch $@

.PHONY: chromium
chromium:
	@command -v chromium >/dev/null || { \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    echo "Installing Chromium for the browser tests ..."; \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y chromium >/dev/null; \
	  else \
	    echo "The browser tests need Chromium on the PATH as 'chromium'. On Debian: sudo apt-get install chromium" >&2; exit 1; \
	  fi; }
