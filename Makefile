# make demo | make test | make check | make score | make bench | make lock
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test check score bench lock clean

demo: $(VENV)/.ready
	$(BIN)/megara run examples/china-2023.yaml --out runs/china-2023 --draws 100 --seed 1

test: $(VENV)/.ready-dev
	$(BIN)/python -m pytest -q -m "not card"

check: $(VENV)/.ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

score: $(VENV)/.ready-dev
	$(BIN)/python scripts/score_dossier.py

bench: $(VENV)/.ready-dev
	$(BIN)/python benchmarks/equilibria.py
	$(BIN)/python benchmarks/coalitions.py
	$(BIN)/python benchmarks/draws.py
	$(BIN)/python benchmarks/read_stories.py

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "megara needs Python 3.11 or later")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.ready: requirements.lock pyproject.toml $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/.ready-dev: requirements-dev.lock $(VENV)/.ready
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.lock
	touch $@

lock:
	uv pip compile pyproject.toml --universal --generate-hashes --no-header --no-annotate --group build -o requirements.lock
	uv pip compile pyproject.toml --universal --generate-hashes --no-header --no-annotate --extra dev --group build -c requirements.lock -o requirements-dev.lock

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
