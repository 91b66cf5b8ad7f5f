"""The made tables of the shared recordings, each with its truth: what the judge beside them says."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT


@pytest.fixture(scope="module")
def verdict(recordings_by_others: Path) -> subprocess.CompletedProcess[str]:
    folder = recordings_by_others / "made"
    if not (folder / "truth.csv").exists():
        pytest.skip(f"no made tables at {folder}; set PAWPRESS_DATA to the folder that holds made/truth.csv")
    judge = [sys.executable, str(folder / "judge_made.py"), str(folder), "--details"]
    return subprocess.run(judge, cwd=ROOT, capture_output=True, text=True, timeout=280)


def test_every_made_table_is_right(verdict: subprocess.CompletedProcess[str], recordings_by_others: Path):
    with (recordings_by_others / "made" / "truth.csv").open(newline="") as truth:
        count = len(list(csv.DictReader(truth)))
    assert verdict.stdout.splitlines()[-1:] == [f"made files: {count} of {count} right"], verdict.stdout
    assert "silent danger" not in verdict.stdout
