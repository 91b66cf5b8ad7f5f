#!/bin/sh
# Runs a command as root: as it is when we are, else through sudo when it asks no password.
set -eu
if [ "$(id -u)" = 0 ]; then
    DEBIAN_FRONTEND=noninteractive exec "$@"
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    exec sudo DEBIAN_FRONTEND=noninteractive "$@"
fi
exit 1
