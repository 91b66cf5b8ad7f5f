#!/bin/sh
# Runs pyright from the npm lock file; installs it there when it is missing.
set -eu
PATH="$PATH:$(pwd)/.venv/bin"
[ -d tools/js/node_modules/pyright ] || (cd tools/js && npm ci --no-audit --no-fund --loglevel=error)
exec node tools/js/node_modules/pyright/index.js --pythonpath .venv/bin/python
