#!/usr/bin/env bash
# Style, format, types, import contracts and the tests of the house: under a minute.
set -euo pipefail
cd "$(dirname "$0")/.."
set -x
.venv/bin/ruff check .
.venv/bin/ruff format --check .
.venv/bin/mypy
.venv/bin/lint-imports --no-cache
.venv/bin/python -m pytest tests/house -m "not long" -q
