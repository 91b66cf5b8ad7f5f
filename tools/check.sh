#!/bin/sh
# Every check and test, in the order in which a mistake is cheapest to find.
set -eu
bin=.venv/bin
export OPENBLAS_NUM_THREADS=1

step() { echo; echo "── $1"; }

step "format and lint"
$bin/ruff format --check .
$bin/ruff check .
step "types"
tools/pyright.sh
step "import contracts"
$bin/lint-imports --no-cache
step "generated files are fresh"
$bin/python -m tools.generate_all --check
if command -v avr-gcc >/dev/null; then
    step "firmware: builds, native tests with sanitizers, static analysis"
    make -C firmware --no-print-directory all native
    command -v arduino-builder >/dev/null && make -C firmware --no-print-directory arduino
    command -v cppcheck >/dev/null && make -C firmware --no-print-directory cppcheck
    command -v clang >/dev/null && make -C firmware --no-print-directory portable
fi
if command -v kicad-cli >/dev/null; then
    step "hardware: electrical and design rules"
    make -C hardware --no-print-directory rules
fi
step "tests"
$bin/python -m pytest -q -n "${PAWPRESS_TEST_WORKERS:-2}" --dist loadfile -m "not realtime"
step "tests in real time, one after another"
$bin/python -m pytest -q -m realtime
