"""Runs every generator; with `--check` it only says which generated files are stale."""

from __future__ import annotations

import sys
from importlib import import_module

GENERATORS = (
    "protocol",
    "limits",
    "press",
    "filters",
    "pucks",
    "reference",
    "programs",
    "texts",
    "transcript",
    "failure_modes",
)
"""In this order: what is imported by a later one is written first, so each is loaded only when its turn comes."""


def main(arguments: list[str]) -> int:
    return max(import_module(f"tools.generate_{name}").main(arguments) for name in GENERATORS)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
