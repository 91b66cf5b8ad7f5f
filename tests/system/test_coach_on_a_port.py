"""The coach from a plain pipe on a real rig: the firmware in an emulator behind a pty that pyserial opens."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from pawpress.simulator.pads import Sensor, codes_of_newtons
from tests.rigsim.paced_pty import paced_pty
from tests.waveforms import minimum_jerk, times

pytestmark = pytest.mark.realtime
PRESSES, SLOT_S = 6, 3.2


def codes() -> np.ndarray:
    """Return what the converter reads: slow presses that are held, once a millisecond."""
    t_s = times(3.0 + SLOT_S * PRESSES, 1000.0)
    force_n = np.zeros((len(t_s), 6))
    for number in range(PRESSES):
        force_n[:, number % 6] += minimum_jerk(t_s, 3.0 + SLOT_S * number, 0.8, 1.2, 0.7, 90.0)
    return codes_of_newtons(force_n, Sensor()).astype(np.uint16)


def test_people_gates_pads_drill_summary(tmp_path: Path):
    with paced_pty(codes(), reset_on_open=False) as rig:
        done = subprocess.run(
            [sys.executable, "-m", "pawpress", "coach", "--plain", "--port", rig.port, "--drill", "stay",
             "--seconds", "22", "--save"],
            input="Ana\nBen\nno\nno\nno\n1\n", capture_output=True, text=True, encoding="utf-8", timeout=90,
            env={**os.environ, "XDG_DATA_HOME": str(tmp_path)},
        )  # fmt: skip
    assert done.returncode == 0, done.stderr
    steps = [line.partition(": ")[2] for line in done.stdout.splitlines() if line.startswith("step ")]
    assert steps == ["people", "health", "pads", "drill", "summary"]
    assert done.stdout.count("press: hidden") == 5
    assert "result: 5 of 5, the test is passed" in done.stdout
    assert "tested: stay 5 of 5" in done.stdout
    assert "\x1b" not in done.stdout + done.stderr
    assert not any("\u2500" <= letter <= "\u259f" for letter in done.stdout)
    [card] = (tmp_path / "pawpress/sessions").glob("*.card.json")
    assert '"partner": "Ben"' in card.read_text()
