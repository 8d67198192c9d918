# One command per job, the same ones CI runs (.ci/run). Needs Python 3.11+ and make, nothing else:
# everything is installed into .venv, and stamp files make second runs quick.

PYTHON ?= python3
VENV ?= .venv
BENCH_DATA ?= $(firstword $(wildcard ../shared/bench/dev.jsonl) tests/data/documents.jsonl)
BIN := $(VENV)/bin
STAMPS := $(VENV)/stamps
METADATA := setup.cfg setup.py pyproject.toml $(wildcard triage/lid/native/*)
SOURCES := $(shell find triage -name '*.py')
CHECKED := triage tests tools bench
ENGINE_PACKAGES := apertium apertium-eng-spa

.PHONY: help demo test lint types cov docs hook bench a11y engines libretranslate build clean
.DEFAULT_GOAL := help

help:  ## list the targets
	@sed -n 's/^\([a-z0-9]*\):.*## \(.*\)/  make \1|\2/p' Makefile | column -t -s '|' 2>/dev/null || grep '## ' Makefile

$(STAMPS)/venv:
	@$(PYTHON) -c 'import sys; sys.exit("triage needs Python 3.11 or newer, this is " + sys.version.split()[0] + \
	  "; name another one with make PYTHON=...") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/run: $(STAMPS)/venv $(METADATA)
	$(BIN)/python -m pip install -q --disable-pip-version-check -e .
	@touch $@

# pip compiles the modules it copies; those of an editable install would be compiled at every start wherever Python may
# not write bytecode, as in many containers (PYTHONDONTWRITEBYTECODE): 75 ms.
$(STAMPS)/bytecode: $(STAMPS)/run $(SOURCES)
	$(BIN)/python -m compileall -q triage
	@touch $@

$(STAMPS)/test: $(STAMPS)/run
	$(BIN)/python -m pip install -q --disable-pip-version-check -e '.[test,translate]'
	@touch $@

$(STAMPS)/bench: $(STAMPS)/run
	$(BIN)/python -m pip install -q --disable-pip-version-check -e '.[bench]'
	@touch $@

# Shows a command as it would be typed, then its output; findings (status 1) are what the demo is about.
define show
	@printf '\n$$ %s\n' '$(1)'
	@PATH="$(abspath $(BIN)):$$PATH" && $(1) || [ $$? -eq 1 ]
endef

demo: $(STAMPS)/bytecode engines  ## install, then scan and clean a sample article
	$(call show,triage scan samples/article.txt)
	$(call show,triage clean samples/article.txt)

test: $(STAMPS)/test $(STAMPS)/bytecode engines  ## run the tests
	$(BIN)/python -m pytest -q

lint: $(STAMPS)/test  ## flake8, complexity at most 10
	$(BIN)/python -m flake8 $(CHECKED)

types: $(STAMPS)/test  ## mypy --strict
	$(BIN)/python -m mypy

cov: $(STAMPS)/test  ## branch coverage of triage/ and tests/
	$(BIN)/python -m pytest -q --cov --cov-report=term-missing

docs: $(STAMPS)/test  ## check that every documented example still gives its output
	$(BIN)/python -m pytest -q tests/test_docs.py

hook: $(STAMPS)/test  ## run the pre-commit hooks on a temporary repository
	$(BIN)/python -m pytest -q tests/test_hook.py

bench: $(STAMPS)/bench $(STAMPS)/bytecode  ## compare with other detectors; BENCH_DATA=FILE.jsonl
	$(BIN)/python -m bench $(BENCH_DATA) $(BENCH_OPTIONS)

$(STAMPS)/libretranslate: $(STAMPS)/venv
	$(PYTHON) -m venv $(VENV)-libretranslate
	$(VENV)-libretranslate/bin/python -m pip install -q --disable-pip-version-check libretranslate
	@touch $@

libretranslate: $(STAMPS)/test $(STAMPS)/libretranslate  ## test with a real LibreTranslate server (650 MB)
	TRIAGE_TEST_LIBRETRANSLATE="$(abspath $(VENV)-libretranslate/bin/libretranslate)" \
	  $(BIN)/python -m pytest -q tests/translators/test_real_libretranslate.py

# Pinned with all they need in tests/a11y/package-lock.json; nothing of it is part of the package.
$(STAMPS)/a11y: $(STAMPS)/venv tests/a11y/package-lock.json
	@command -v node >/dev/null && command -v npm >/dev/null || \
	  { echo "a11y: no node or npm here; install Node.js 18 or newer"; exit 1; }
	@mkdir -p $(VENV)/a11y && cp tests/a11y/package.json tests/a11y/package-lock.json $(VENV)/a11y
	cd $(VENV)/a11y && npm ci --silent --ignore-scripts --no-audit --no-fund
	@touch $@

a11y: $(STAMPS)/test $(STAMPS)/a11y  ## check marked pages with axe-core (Node.js)
	TRIAGE_TEST_AXE="$(abspath $(VENV)/a11y)" $(BIN)/python -m pytest -q tests/a11y

# Only root on Debian or Ubuntu installs anything here; everywhere else it says what is missing and goes on.
engines:  ## install the Apertium engine (Debian/Ubuntu, as root)
	@if command -v apertium >/dev/null 2>&1 && apertium -l 2>/dev/null | grep -q spa-eng; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then \
	  echo "engines: installing $(ENGINE_PACKAGES)"; \
	  (apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends \
	    $(ENGINE_PACKAGES)) >/dev/null || echo "engines: apt-get failed; going on without Apertium"; \
	else echo "engines: no Apertium here; as root on Debian or Ubuntu: apt-get install $(ENGINE_PACKAGES)"; fi

build: $(STAMPS)/test  ## sdist and wheel into dist/
	rm -rf dist
	$(BIN)/python -m pip wheel -q --disable-pip-version-check --no-deps -w dist .
	$(BIN)/python -c 'from setuptools import build_meta; build_meta.build_sdist("dist")' >/dev/null
	@ls -l dist

clean:  ## remove what the targets made
	rm -rf $(VENV) $(VENV)-libretranslate build dist *.egg-info .pytest_cache .mypy_cache .hypothesis .coverage .coverage.*
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
