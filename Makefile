# Every command of this project. It needs make and Python 3.11 or newer on Linux or macOS, and nothing else:
# the Node that builds the console is taken from PATH, or else as a Python package.
.DEFAULT_GOAL := help
.PHONY: help setup built demo test check bench dev console api lock clean

BIN := .venv/bin
READY := .venv/ready
ARGS ?=
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input install -qq

help:  ## this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' Makefile | expand -t 14

setup: built  ## a working environment in .venv with the console; done again only when locks or sources change
	@echo ".venv is ready."

built: $(READY)
	@$(BIN)/python hatch_build.py || { test $$? -eq 3 || exit 1; echo "Taking Node as a Python package." >&2; \
	  $(PIP) --require-hashes -r requirements-node.lock && $(BIN)/python hatch_build.py; }

$(READY): requirements-dev.lock pyproject.toml Makefile
	@good='import sys; raise SystemExit(sys.version_info < (3, 11))'; found=; \
	for each in $(PYTHON) python3 python3.13 python3.12 python3.11 python3.14; do \
	  if $$each -c "$$good" >/dev/null 2>&1; then found=$$each; break; fi; \
	done; \
	if [ -z "$$found" ]; then echo "UEMS needs Python 3.11 or newer. Set PYTHON=/path/to/python3 if it is not on PATH." >&2; exit 1; fi; \
	if ! $(BIN)/python -c "$$good" >/dev/null 2>&1; then \
	  $$found -m venv --clear .venv || { echo "This Python has no venv module. On Debian or Ubuntu: apt-get install python3-venv" >&2; exit 1; }; \
	fi; \
	echo "Setting up .venv with $$($(BIN)/python --version); the first time takes a minute or two."
	@$(PIP) --require-hashes -r requirements-dev.lock
	@UEMS_CONSOLE=skip $(PIP) --no-deps --no-build-isolation --editable .
	@touch $(READY)

demo: built  ## the product on the demo world, with its address, sign-in and keys
	@$(BIN)/uems demo $(ARGS)

test: built  ## the whole test suite; ARGS="tests/house -k floors" for a part of it
	@$(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder --durations 15 $(ARGS)

check: $(READY)  ## style, types, floors and house rules, without the other tests
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet . || { echo "Run .venv/bin/ruff format ." >&2; exit 1; }
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/pytest --noconftest tests/house

bench: $(READY)  ## the measured figures
	@$(BIN)/uems bench $(ARGS)

dev: built  ## a server on data of its own in .run/dev
	@$(BIN)/uems serve --data .run/dev $(ARGS)

console: built  ## the console with hot reload beside a running `make dev`; UEMS_DEV_KEY=sk_… speaks without sign-in
	@$(BIN)/python hatch_build.py run dev -- $(ARGS)

api: built  ## the console's typed client from the routes, after they changed
	@$(BIN)/uems export-openapi frontend/openapi.json
	@$(BIN)/python hatch_build.py run gen:api

pictures: built  ## the first page's pictures, docs/pictures/, taken from the running demo
	@PYTHONPATH=tests $(BIN)/python -m browser.pictures $(ARGS)

lock:  ## write the locks anew from pyproject.toml; UPGRADE=1 takes newer releases
	@test -x .run/lock/bin/uv || { python3 -m venv .run/lock && .run/lock/bin/python -m pip install --quiet uv; }
	@set -e; compile=".run/lock/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-emit-find-links --no-config --custom-compile-command=make~lock pyproject.toml"; \
	$$compile $(if $(UPGRADE),--upgrade) --group dev --output-file requirements-dev.lock; \
	$$compile --upgrade --constraints requirements-dev.lock --output-file requirements.lock; \
	$${compile% *} $(if $(UPGRADE),--upgrade) --group node --output-file requirements-node.lock; \
	sed -i.old 's/make~lock/make lock/' requirements*.lock; rm -f requirements*.lock.old; \
	echo "requirements.lock, requirements-dev.lock and requirements-node.lock are written."

clean:  ## remove the environment and every cache, never your data
	@rm -rf .venv .run dist src/uems/static frontend/dist frontend/node_modules
	@rm -rf .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
