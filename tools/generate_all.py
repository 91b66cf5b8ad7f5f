"""Runs every generator; with `--check` it only says which generated files are stale."""

from __future__ import annotations

import sys
from importlib import import_module

GENERATORS = ("generate_protocol", "generate_filters", "generate_reference", "generate_programs", "generate_transcript")
"""The first needs nothing of the package; the others import it, and with it what the first has written."""


def main(arguments: list[str]) -> int:
    return max(import_module(f"tools.{name}").main(arguments) for name in GENERATORS)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
