# `make` or `make help` lists what can be done. Needs bash and Python 3.11 or later, nothing else.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help setup setup-test judges site preview test format lock bench clean

BIN := .venv/bin
PYTEST_ARGS ?= -n auto
CODE := $(wildcard tools tests benchmarks)

help: ## この一覧を出す（list what can be done）
	@sed -nE 's/^([a-z-]+):[^#]*## (.*)/\1\t\2/p' Makefile | while IFS=$$'\t' read -r name text; do \
		printf '  make %-10s %s\n' "$$name" "$$text"; done

setup: ## Python の環境 .venv を用意する（prepare .venv）
	@tools/setup/venv run

setup-test:
	@tools/setup/venv test

# Where a judge cannot be installed, the tests that ask it are skipped and say so; not in CI.
judges: setup-test
	@tests/judges/install || { [ "$${CI:-}" != true ] && \
		echo '足りない検証器を使うテストは飛ばします（tests that need it will be skipped）' >&2; }

site: setup ## 規程を検査し、サイトを作る（check the documents, build the sites）
	@$(BIN)/kitei check && $(BIN)/kitei build

preview: setup ## 手元でサイトを見る（look at the site while writing）
	@$(BIN)/kitei preview

test: judges ## すべての検査とテスト（lint, types, tests）
	@echo 'ruff（書き方の検査）'
	@$(BIN)/ruff check $(CODE)
	@$(BIN)/ruff format --check $(CODE)
	@echo 'mypy（型の検査）'
	@$(BIN)/mypy
	@echo 'pytest（テスト）'
	@$(BIN)/python -m pytest $(PYTEST_ARGS)

format: setup-test ## コードの書き方をそろえる（format the code）
	@$(BIN)/ruff check --fix $(CODE)
	@$(BIN)/ruff format $(CODE)

lock: ## 部品の版を固定し直す。UPGRADE=1 で最新に（write the lock files again）
	@tools/setup/lock
	@cd tests/judges && npm install --package-lock-only --loglevel=error

bench: setup ## 性能と比較の測定（run the benchmarks）
	@$(BIN)/python benchmarks/run.py

clean: ## 作られたものを消す（remove what was made）
	@rm -rf .venv .setup-lock .cache build dist site site-* tests/judges/node_modules
	@rm -rf .hypothesis .mypy_cache .pytest_cache .ruff_cache
	@find tools tests -name __pycache__ -type d -prune -exec rm -rf {} +
