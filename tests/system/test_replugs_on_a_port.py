"""The real firmware behind a real port, pulled and put back: one recording, every gap as long as it was.

`PAWPRESS_REPLUGS` says how often: 4 times unless told otherwise, 200 every night.
"""

from __future__ import annotations

import sys
import time
from contextlib import ExitStack
from pathlib import Path

import numpy as np
import pytest

from pawpress.analysis.judge_recordings import judge_recording
from pawpress.analysis.recording import open_recording
from pawpress.core.pipeline import Pipeline
from pawpress.engine.messages import Notice
from pawpress.engine.session import Session
from pawpress.recording import Recorder
from pawpress.rig.connection import Connection
from pawpress.rig.serial_port import SerialLink
from pawpress.settings.shipped_setup import shipped_setup
from tests.nightly import how_many
from tests.recordings import manifest
from tests.rigsim.paced_pty import PacedRig, paced_pty
from tests.system.conftest import POLL_S

CYCLES = int(how_many("PAWPRESS_REPLUGS", 4, 200))
MOST_RESUME_S = 2.0

pytestmark = [
    pytest.mark.realtime,
    pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal"),
    pytest.mark.timeout(60 + 8 * CYCLES),
]


class Socket:
    """Where a rig is plugged in: the name of the port stays, what is behind it comes and goes."""

    def __init__(self, folder: Path) -> None:
        self.port = folder / "ttyRIG"
        self._rig: PacedRig | None = None
        self._held = ExitStack()

    def plug(self) -> None:
        self._rig = self._held.enter_context(paced_pty())
        self.port.symlink_to(self._rig.port)

    def unplug(self) -> None:
        assert self._rig is not None
        self.port.unlink()
        self._rig.unplug()
        self._held.close()


def test_a_rig_pulled_and_put_back_stays_one_recording_with_exact_gaps(tmp_path: Path):
    socket = Socket(tmp_path)
    socket.plug()
    notices: list[Notice] = []
    connection = Connection(lambda: SerialLink(str(socket.port), 500_000))
    connection.open(time.monotonic())
    path = tmp_path / "a.paw"
    session = Session(connection, Pipeline(shipped_setup()), [Recorder(path, manifest())], notices.append)

    def step() -> None:
        session.step(time.monotonic)
        time.sleep(POLL_S)

    def run_until(frames: int) -> None:
        while session.pipeline.health.frames < frames:
            step()

    rng = np.random.default_rng(6)
    silent_s: list[float] = []
    resume_s: list[float] = []
    run_until(100)
    for away_s in rng.uniform(0.05, 1.0, CYCLES):
        socket.unplug()
        away_until_s = time.monotonic() + away_s
        while session.connection.link is not None or time.monotonic() < away_until_s:
            step()
        heard_s = session.heard_s
        assert heard_s is not None
        socket.plug()
        back_s = time.monotonic()
        while session.heard_s == heard_s:
            step()
        silent_s.append(session.heard_s - heard_s)
        resume_s.append(session.heard_s - back_s)
        run_until(session.pipeline.health.frames + 100)
    session.finish(time.monotonic())
    socket.unplug()

    again = judge_recording(path)
    gaps_s = [found.end_s - found.start_s for found in again.quality if found.code == "gap"]
    print(f"{CYCLES} times; back within {max(resume_s):.3f} s at most")
    assert not again.recovered
    assert len(open_recording(path).samples().gaps_s) == CYCLES
    assert gaps_s == pytest.approx(silent_s, abs=0.01)
    assert max(resume_s) <= MOST_RESUME_S
    assert again.quality == session.quality
    assert again.presses == session.presses
    assert sum(notice.text == "The rig is back." for notice in notices) == CYCLES
