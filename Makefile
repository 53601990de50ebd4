# The two commands a newcomer needs: `make chat` and `make test`. `make help` lists the rest.
.DEFAULT_GOAL := help
BIN := .venv/bin
ARGS ?=
DATA ?= ../shared/data

.PHONY: help chat test check format tests eval benchmarks torture hostile guides transcript lock clean

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## /make \1  \t/p' Makefile

chat: .venv/.run ## practise in the terminal (ARGS="--as Ana")
	@$(BIN)/rounds chat $(ARGS)

test: check tests ## everything CI runs: formatting, lint, strict types, all tests

check: .venv/.dev ## formatting, lint, strict types, content
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy
	@$(BIN)/rounds content check

tests: .venv/.dev ## all tests
	@$(BIN)/pytest -n 2 --dist worksteal --durations 10 $(ARGS)

eval: .venv/.run ## print how well replies are graded, beside the aims (DATA=folder)
	@$(BIN)/rounds eval overview $(DATA) --pairs tests/evaluation/data $(ARGS)

format: .venv/.dev ## mend formatting and what lint can mend
	@$(BIN)/ruff format --quiet .
	@$(BIN)/ruff check --quiet --fix .

benchmarks: .venv/.dev ## print speed and memory, side by side with plain sqlite3
	@$(BIN)/python -m benchmarks $(ARGS)

torture: .venv/.dev ## kill it 500 times while a crowd practises, and worse (ARGS="discord --kills 60")
	@$(BIN)/python -m tests.torture $(ARGS)

hostile: .venv/.dev ## throw 100,000 malformed payloads at every door, and count (ARGS="--door lines")
	@$(BIN)/python -m tests.hostile $(ARGS)

guides: .venv/.run ## write docs/commands.md and docs/settings.md from the declarations
	@$(BIN)/python scripts/guides

transcript: .venv/.dev ## write docs/rehearsal.md and docs/month anew
	@scripts/transcript
	@$(BIN)/python scripts/month

lock: ## resolve the dependencies anew (needs uv)
	@scripts/lock

clean: ## remove the virtual environment and caches; your data stays
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis

.venv/.run: requirements.lock pyproject.toml
	@scripts/setup requirements.lock
	@touch $@

.venv/.dev: requirements-dev.lock pyproject.toml
	@scripts/setup requirements-dev.lock
	@touch $@ .venv/.run
