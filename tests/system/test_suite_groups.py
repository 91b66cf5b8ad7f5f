"""What a file of tests makes once is made once, however many processes run them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT

SHARING = """
import os, pytest
@pytest.fixture(scope="module")
def session():
    with open("made", "a") as file: file.write("once ")
@pytest.mark.parametrize("number", range(6))
def test_it(session, number): pass
@pytest.mark.parametrize("number", range(6))
def test_alone(number): pass
"""


def test_a_fixture_of_a_file_is_made_in_one_process(tmp_path: Path):
    (tmp_path / "test_sharing.py").write_text(SHARING)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-n", "3", "--dist", "loadgroup", "-p", "tools.suite.groups", "."],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert "12 passed" in done.stdout, done.stdout + done.stderr
    assert (tmp_path / "made").read_text() == "once "
