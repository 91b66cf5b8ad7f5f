"""What to type where something that not everybody needs is not installed."""

from __future__ import annotations

import shlex
import sys


def how_to_install(extra: str) -> str:
    """Return the command that installs an extra where this program runs, whatever environment is active."""
    return f"{shlex.quote(sys.executable)} -m pip install 'pawpress[{extra}]'"
