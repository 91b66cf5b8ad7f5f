"""A generated file: written, or with `--check` compared with what would be written."""

from __future__ import annotations

import sys
from pathlib import Path

from tools.schema import ROOT


def write_or_check(path: Path, fresh: str, arguments: list[str]) -> int:
    """Write a file; with `--check` leave it and return 1 where it is stale, saying so."""
    if "--check" not in arguments:
        path.write_text(fresh, encoding="utf-8")
        return 0
    if path.exists() and path.read_text(encoding="utf-8") == fresh:
        return 0
    print(f"{path.relative_to(ROOT)} is stale: run `make generate`", file=sys.stderr)
    return 1
