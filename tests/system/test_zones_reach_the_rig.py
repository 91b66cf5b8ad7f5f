"""`pawpress live --zones` on a real port: what the partner called "stop" is what the rig itself trips at."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from pawpress.analysis.recording import open_recording
from pawpress.core.protocol import Decoder
from pawpress.core.protocol.schema_generated import Trip, TripCause
from pawpress.settings.calibration_file import to_toml
from pawpress.simulator.known_curves import known_calibration
from pawpress.simulator.pads import GOOD_SENSOR, codes_of_newtons
from tests.conftest import RunCommand
from tests.firmware.conftest import skip_without_emulator
from tests.rigsim.paced_pty import paced_pty
from tests.system.conftest import BUSY

pytestmark = [
    pytest.mark.realtime,
    pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal"),
]
SECONDS, LEANS_FROM_S = 9, 5.0
LEAN_N = 200.0
"""Inside the line for everybody, beyond the one of this partner."""
PARTNER = "nice_n = 80\nstrong_n = 110\nstop_n = 150\n"


def a_slow_lean() -> NDArray[np.uint16]:
    """Return what the pads read, shape (milliseconds, 6): nothing, then a lean on the first within two seconds."""
    t_s = np.arange(1000 * SECONDS) / 1000.0
    force_n = np.zeros((len(t_s), 6))
    force_n[:, 0] = LEAN_N * np.clip((t_s - LEANS_FROM_S) / 2.0, 0.0, 1.0)
    return codes_of_newtons(force_n)


@pytest.mark.parametrize("partner_said", [False, True], ids=["nobody said anything", "stop at 150 N"])
def test_the_rig_itself_trips_at_the_partners_line(partner_said: bool, tmp_path: Path, pawpress: RunCommand) -> None:
    skip_without_emulator()
    calibration, partner, path = tmp_path / "calibration.toml", tmp_path / "anna.toml", tmp_path / "a.paw"
    calibration.write_text(to_toml(known_calibration("default", 6, "2026-03-01T12:00:00Z", GOOD_SENSOR)), "utf-8")
    partner.write_text(PARTNER, "utf-8")
    asked = ["--zones", partner] if partner_said else []
    with paced_pty(a_slow_lean()) as rig:
        command = ["live", "--port", rig.port, "--headless", "--seconds", str(SECONDS), "--json", "--record", path]
        done = pawpress(*command, "--calibration", calibration, *asked)
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert answer["guard"]["state"] == "armed"
    decoder, trips = Decoder(), list[Trip]()
    for chunk in open_recording(path).chunks():
        trips += [message for message in decoder.receive(chunk) if isinstance(message, Trip)]
    assert [(trip.cause, trip.source) for trip in trips] == ([(TripCause.PAD_LIMIT, 0)] if partner_said else [])
    told = {(alarm["code"], alarm["severity"]) for alarm in answer["alarms"] if alarm["code"] not in BUSY}
    assert told == ({("overload", "amber"), ("overload", "red"), ("rig_trip", "red")} if partner_said else set())
