#!/bin/sh
# Makes a virtual environment; on a bare Debian, Python's venv module is a package of its own.
set -eu
python=$1 venv=$2

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "pawpress needs Python 3.11 or newer; $python is $("$python" --version). Try: make PYTHON=python3.12 $*" >&2
    exit 1
}
rm -rf "$venv"
"$python" -m venv "$venv" >/dev/null 2>&1 && exit 0
rm -rf "$venv"
as_root="$(dirname "$0")/as-root.sh"
if "$as_root" apt-get update -qq >/dev/null 2>&1 && "$as_root" apt-get install -y -qq python3-venv >/dev/null 2>&1; then
    exec "$python" -m venv "$venv"
fi
echo "Python's venv module is missing. Run: sudo apt-get install python3-venv" >&2
exit 1
