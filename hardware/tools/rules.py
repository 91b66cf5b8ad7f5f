"""KiCad's own checks, at every severity: electrical rules of the sheet, design rules of the board, and their parity."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hardware.tools.circuit import BOARDS

os.environ.setdefault("KICAD9_SYMBOL_DIR", "/usr/share/kicad/symbols")
os.environ.setdefault("KICAD9_FOOTPRINT_DIR", "/usr/share/kicad/footprints")


def _report(path: Path, *command: str) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as scratch:
        target = Path(scratch) / "report.json"
        arguments = ["kicad-cli", *command, "--severity-all", "--format", "json", "-o", str(target), str(path)]
        done = subprocess.run(arguments, capture_output=True, text=True, check=False)
        if not target.exists():
            raise RuntimeError(f"{' '.join(arguments)}\n{done.stdout}{done.stderr}")
        return json.loads(target.read_text("utf-8"))


def _lines(findings: list[dict[str, Any]]) -> list[str]:
    return [
        f"{f['severity']} {f['type']}: {f['description']} ({', '.join(i['description'] for i in f['items'])})"
        for f in findings
    ]


def electrical(sheet: Path) -> list[str]:
    """Return the findings of the electrical rules check."""
    report = _report(sheet, "sch", "erc")
    return _lines([finding for page in report["sheets"] for finding in page["violations"]])


def design(board: Path) -> dict[str, list[str]]:
    """Return the findings of the design rules check by kind: violations, unconnected items, parity with the sheet."""
    report = _report(board, "pcb", "drc", "--schematic-parity")
    return {kind: _lines(report[kind]) for kind in ("violations", "unconnected_items", "schematic_parity")}


def main() -> int:
    """Check all boards; return how many findings there are."""
    total = 0
    for board in BOARDS:
        findings = electrical(board.path / f"{board.name}.kicad_sch")
        findings += [line for lines in design(board.path / f"{board.name}.kicad_pcb").values() for line in lines]
        print(f"{board.folder}: {len(findings)} findings", *findings, sep="\n  ")
        total += len(findings)
    return total


if __name__ == "__main__":
    sys.exit(min(main(), 1))
