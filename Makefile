# Everything a person does with this checkout. `make help` lists it. Needs Python 3.11 or newer and make, nothing else.
#
#   make demo ARGS="--port 9000 --seed 7"     options are passed on
#   make test PYTHON=python3.13               another Python, in a folder of its own
#   make test ARGS="tests/bot -k backup"      some of the tests

ifdef PYTHON
VENV ?= .venv-$(notdir $(PYTHON))
else
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON := $(shell for each in python3 python3.14 python3.13 python3.12 python3.11; do \
	"$$each" -c '$(NEW_ENOUGH)' 2>/dev/null && echo "$$each" && break; done)
VENV ?= .venv
endif
BIN := $(VENV)/bin
WORKERS ?= 2
ARGS ?=
PIP := $(BIN)/python -m pip --quiet --quiet --disable-pip-version-check install
LOCK := uv pip compile pyproject.toml - --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-annotate --no-header --quiet

.PHONY: help install demo test unit check format bench words picture lock clean
.DEFAULT_GOAL := help

help: ## List what there is
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' Makefile | while IFS='|' read -r name does; do \
		printf '%-14s %s\n' "$$name" "$$does"; done

demo: $(VENV)/.installed ## Try the whole bot in the room: prints an address to open
	@$(BIN)/alongside demo $(ARGS)

test: $(VENV)/.installed-test ## Run every test: unit, slow, chaos and browser
	@$(BIN)/pytest -n $(WORKERS) --dist loadfile $(ARGS)

unit: $(VENV)/.installed-test ## Run the quick tests
	@$(BIN)/pytest -n $(WORKERS) --dist loadfile -m "not slow and not chaos and not browser" $(ARGS)

check: $(VENV)/.installed-test ## Lint, formatting, types, and who imports whom
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: $(VENV)/.installed-test ## Format the code, and mend what the linter can
	@$(BIN)/ruff check --fix-only .
	@$(BIN)/ruff format .

bench: $(VENV)/.installed-test ## Measure turns, starts, a million members and a broadcast, beside others
	@$(BIN)/python -m tests.bench $(ARGS)

words: $(VENV)/.installed ## Bring the catalogues of all languages up to date with the code
	@$(BIN)/python -m bot.catalogues

picture: $(VENV)/.installed-test ## Take the picture at the top of the README anew (needs chromium)
	@$(BIN)/python -m tests.browser.picture

install: $(VENV)/.installed ## Install what the bot needs into .venv

lock: ## Pin the newest fitting versions of everything (needs uv)
	@echo 'setuptools>=77' | $(LOCK) --upgrade --extra test -o requirements-test.txt
	@echo 'setuptools>=77' | $(LOCK) --upgrade -c requirements-test.txt -o requirements.txt

clean: ## Delete what was made here: environments, caches, the demo's data
	@rm -rf .venv .venv-* build dist *.egg-info .bench-* alongside-demo
	@rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find bot conversations storage tests -name __pycache__ -prune -exec rm -rf {} +

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed. If it has another name: make PYTHON=NAME" >&2; exit 2; }
	@echo "Making $(VENV) (once) ..." >&2
	@$(PYTHON) -m venv $(VENV) || { echo "On Debian and Ubuntu: apt install python3-venv" >&2; exit 2; }

# The package itself is linked, not copied, so that a change in the code is there at once.
$(VENV)/.installed: requirements.txt pyproject.toml | $(VENV)/bin/python
	@echo "Installing what Alongside needs into $(VENV) (once, about a minute) ..." >&2
	@$(PIP) --require-hashes --no-deps -r requirements.txt >&2
	@$(PIP) --no-deps --no-build-isolation --editable . >&2
	@touch $@

$(VENV)/.installed-test: requirements-test.txt pyproject.toml | $(VENV)/bin/python
	@echo "Installing what the tests need into $(VENV) (once, about two minutes) ..." >&2
	@$(PIP) --require-hashes --no-deps -r requirements-test.txt >&2
	@$(PIP) --no-deps --no-build-isolation --editable . >&2
	@touch $(VENV)/.installed $@
