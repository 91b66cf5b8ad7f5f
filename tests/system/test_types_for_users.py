"""A script of a user is checked by mypy as strictly as it likes: the package has types, also where it loads lazily."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = """
import pawpress

graded = pawpress.grade_file("evening.paw")
for press in graded.presses:
    verdict: str = press.verdict
    hold_s: float | None = press.hold_s
recording = pawpress.open_recording("evening.paw")
score: int | None = graded.summary["score"]
also = pawpress.grade_arrays([0.0, 0.1], [0.0, 1.0], unit="kgf")
print(len(also.presses), [metric.name for metric in pawpress.METRICS])
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that both runs share, and with it mypy's memory of the package."""
    return tmp_path_factory.mktemp("script")


def mypy(folder: Path, script: str) -> subprocess.CompletedProcess[str]:
    (folder / "script.py").write_text(script)
    command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(folder / "cache"), "script.py"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=240)


def test_a_script_of_ten_lines_is_checked(folder: Path):
    checked = mypy(folder, SCRIPT)
    assert checked.returncode == 0, checked.stdout


def test_its_mistakes_are_found(folder: Path):
    wrong = SCRIPT.replace("verdict: str = press.verdict", "verdict: int = press.verdict").replace('"kgf"', '"stone"')
    checked = mypy(folder, wrong)
    assert "Incompatible types in assignment" in checked.stdout
    assert 'has incompatible type "Literal' in checked.stdout
    assert "Found 2 errors" in checked.stdout
