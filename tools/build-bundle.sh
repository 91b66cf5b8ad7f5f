#!/bin/sh
# Bundles the AVR emulator from its npm package. Without Node.js, a Node.js wheel is put into the virtual environment.
set -eu
venv=$1 target=$2
root=$(pwd)

if ! command -v npm >/dev/null || ! node -e 'process.exit(parseInt(process.versions.node) < 18)' 2>/dev/null; then
    [ -x "$venv/bin/npm" ] || {
        echo "Installing Node.js into $venv to build the emulator …"
        "$venv/bin/python" -m pip install -q --disable-pip-version-check --require-hashes -r requirements/node.txt
    }
    PATH="$root/$venv/bin:$PATH"
fi
echo "Building the AVR emulator …"
if (cd tools/js && npm ci --omit=dev --no-audit --no-fund --loglevel=error && npm run --silent build); then
    touch "$target"
else
    echo "The emulator could not be built; the demo will run the core of the firmware instead, and says so." >&2
fi
