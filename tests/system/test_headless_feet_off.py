"""A foot session without a screen on a real port: it ends when the pads are empty, or leaves the rig armed."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("termios", reason="pseudo-terminals are of POSIX")

from pawpress.simulator.pads import SUPERVISED_SENSOR, codes_of_newtons
from tests.chain import gate_files
from tests.rigsim.paced_pty import paced_pty
from tests.tapped_port import tapped

pytestmark = [pytest.mark.realtime, pytest.mark.timeout(120)]
SECONDS = 10.0
"""Of the session, counted from when foot mode is open."""
LOAD_N = 30.0


def codes(off_s: float) -> np.ndarray:
    """Return the readings of feet on all pads from 10 s after the port was opened to `off_s`."""
    t_s = np.arange(round((off_s + 2.0) * 1000)) / 1000
    share = np.interp(t_s, [10.0, 11.0, off_s, off_s + 0.5], [0.0, 1.0, 1.0, 0.0])
    return np.repeat(codes_of_newtons(share * LOAD_N, SUPERVISED_SENSOR)[:, None], 6, axis=1)


def run(folder: Path, off_s: float) -> tuple[int, str, int]:
    """Return exit status and standard error of a session, and how often the rig then says that it misses its host."""
    curves, answers = gate_files(folder)
    with paced_pty(codes(off_s), reset_on_open=False) as rig, tapped(rig.port) as tap:
        done = subprocess.run(
            [sys.executable, "-m", "pawpress", "live", "--mode", "foot", "--port", tap.port, "--headless", "--json",
             "--seconds", str(SECONDS), "--answers", str(answers), "--calibration", str(curves), "--rig", "demo"],
            capture_output=True, text=True, check=False, timeout=100,
        )  # fmt: skip
        silent = len(tap.silent_s)
        time.sleep(2.8)
        return done.returncode, done.stderr, len(tap.silent_s) - silent


def test_it_goes_on_until_the_feet_are_off_and_then_stands_the_rig_down(tmp_path: Path):
    status, told, beeps = run(tmp_path, off_s=22.0)
    assert "Step off: the session has ended." in told
    assert (status, beeps) == (0, 0), told


def test_feet_that_stay_leave_the_rig_armed_with_a_line_and_status_1(tmp_path: Path):
    status, told, beeps = run(tmp_path, off_s=60.0)
    assert status == 1
    assert "so the rig stays armed, and beeps" in told.strip().splitlines()[-1]
    assert beeps > 0, "and it does beep"
