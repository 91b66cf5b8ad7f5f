#!/bin/sh
# Installs a lock file and this project, editable, into a virtual environment.
set -eu
venv=$1 lock=$2
echo "Installing $lock (a minute or two the first time) …"
"$venv/bin/python" -m pip install -q --disable-pip-version-check --require-hashes -r "$lock"
"$venv/bin/python" -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
"$venv/bin/python" -m compileall -q host/pawpress
