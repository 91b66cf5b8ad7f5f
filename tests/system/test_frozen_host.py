"""A real process that freezes under feet: the rig beeps by itself, and the host owns up when it is back."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pawpress.core.safety.screen import QUESTIONS
from pawpress.settings.calibration_file import to_toml
from pawpress.simulator.known_curves import known_calibration
from pawpress.simulator.pads import SUPERVISED_SENSOR
from tests.standing import open_board

NOBODY = ["-m", "bench.paced_rig", "0", "1"]
"""The rig in real time, and nobody steps on it."""
FROZEN_S = 3.0


def live(port: str, folder: Path) -> subprocess.Popen[str]:
    """Start a session in foot mode without a screen."""
    health = "\n".join(f"{key} = false" for key in QUESTIONS)
    (folder / "answers.toml").write_text(
        f'day = {date.today()}\ngiver = "60kg"\nreceiver = "80kg"\nboth_feet = true\nsupport_in_reach = true\n'
        f'stop_word = "red"\n[health]\n{health}\n'
    )
    (folder / "calibration.toml").write_text(
        to_toml(known_calibration("default", 6, "2026-03-01T12:00:00Z", SUPERVISED_SENSOR))
    )
    files = ["--answers", str(folder / "answers.toml"), "--calibration", str(folder / "calibration.toml")]
    command = [sys.executable, "-m", "pawpress", "live", "--port", port, "--mode", "foot", *files]
    return subprocess.Popen(
        [*command, "--headless", "--json", "--seconds", "8"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def freeze(host: subprocess.Popen[str]) -> tuple[float, float]:
    """Freeze the host once it is armed; return from when to when it was frozen."""
    assert host.stderr is not None
    for line in host.stderr:
        if "read back" in line:
            break
    time.sleep(1.0)
    begun_s = time.monotonic()
    os.kill(host.pid, signal.SIGSTOP)
    time.sleep(FROZEN_S)
    os.kill(host.pid, signal.SIGCONT)
    return begun_s, time.monotonic()


@pytest.mark.realtime
@pytest.mark.latency
@pytest.mark.timeout(120)
def test_a_frozen_host_makes_the_rig_beep_and_is_red_when_it_thaws(tmp_path: Path):
    open_board("emulated-avr")  # skips where there is no emulator
    rig = subprocess.Popen(
        [sys.executable, *NOBODY],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert rig.stdout is not None
    host = live(rig.stdout.readline().strip(), tmp_path)
    try:
        begun_s, ended_s = freeze(host)
        answer: dict[str, Any] = json.loads(host.communicate(timeout=60)[0])
    finally:
        host.kill()
        record: dict[str, Any] = json.loads(rig.communicate("", timeout=30)[0])
    assert "signal_lost" in {alarm["code"] for alarm in answer["alarms"]}
    assert not {alarm["code"] for alarm in answer["alarms"]} & {"overload", "rig_trip", "host_fault"}
    assert answer["guard"]["state"] == "stood_down"
    sounded_s = [record["begun_s"] + step / 1000 for step in record["buzzer"]]
    assert [at for at in sounded_s if begun_s + 1.0 < at < ended_s + 0.3], "nobody monitored, and the rig was silent"
