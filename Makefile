# Two commands carry everything: `make run` and `make test`. Both can be repeated; neither asks a question.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
PORT ?= 8000
DATA_DIR ?= data
PYTEST ?= -n auto --dist loadfile
export PORT DATA_DIR

.PHONY: run test check lock format clean
.DEFAULT_GOAL := run

.venv/bin/python:
	@$(PYTHON) -m venv .venv

.venv/.productie: requirements.txt | .venv/bin/python
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

.venv/.ontwikkeling: requirements-dev.txt | .venv/bin/python
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@ .venv/.productie

.venv: .venv/.ontwikkeling

# Everything on a fresh machine: environment, database, demonstration register, worker and server.
run: .venv/.productie
	@$(BIN)/python -m config.start

# All tests, on SQLite unless DATABASE_URL points to PostgreSQL.
test: .venv/.ontwikkeling
	$(BIN)/python -m pytest $(PYTEST)

# What CI asks besides the tests.
check: .venv/.ontwikkeling
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	DEBUG=1 $(BIN)/python manage.py makemigrations --check --dry-run

format: .venv/.ontwikkeling
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

PIP_COMPILE = $(BIN)/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe --no-annotate --no-header \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links pyproject.toml
lock: .venv/.ontwikkeling
	$(PIP_COMPILE) --output-file requirements.txt
	$(PIP_COMPILE) --extra dev --output-file requirements-dev.txt

clean:
	rm -rf .venv data
