"""A cable pulled and put back many times: one recording, every gap as long as it was.

`PAWPRESS_CYCLES` says how often: 40 times unless told otherwise, 200 times every night.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from pawpress.analysis.judge_recordings import judge_recording
from pawpress.core.events import Quality
from pawpress.core.pipeline import Pipeline
from pawpress.engine.messages import Notice
from pawpress.engine.session import Session
from pawpress.recording import Recorder
from pawpress.rig.connection import RETRY_S, Connection
from pawpress.rig.link import Link, LinkError
from pawpress.settings.shipped_setup import shipped_setup
from pawpress.simulator.body import Body
from pawpress.simulator.core_board import CoreBoard
from pawpress.simulator.scenario import load_scenario
from pawpress.simulator.simulated_link import SimulatedLink
from tests.nightly import how_many
from tests.recordings import manifest
from tests.system.conftest import POLL_S, FakeClock

CYCLES = int(how_many("PAWPRESS_CYCLES", 40, 200))


class Cable:
    """A rig whose cable can be pulled; it starts anew each time it is put back."""

    def __init__(self, clock: FakeClock) -> None:
        self.clock = clock
        self.plugged = True
        self.name = "a rig with a cable"
        self._link: Link | None = None

    def open(self) -> Link:
        if not self.plugged:
            raise LinkError("a rig with a cable: there is nothing. Plug it in.")
        board = CoreBoard()
        self._link = SimulatedLink(board, Body(load_scenario("idle"), board.pads), self.clock, self.name)
        return self

    def read(self) -> bytes:
        if not self.plugged or self._link is None:
            raise LinkError("a rig with a cable: the rig is gone. Plug it in.")
        return self._link.read()

    def write(self, frame: bytes) -> None:
        if self._link is not None:
            self._link.write(frame)

    def close(self) -> None:
        self._link = None


def test_replugs_stay_one_recording_with_exact_gaps(tmp_path: Path):
    clock = FakeClock()
    cable = Cable(clock)
    notices: list[Notice] = []
    connection = Connection(cable.open)
    connection.open(clock())
    session = Session(connection, Pipeline(shipped_setup()), [Recorder(tmp_path / "a.paw", manifest())], notices.append)

    def run_until(end_s: float) -> None:
        while clock() < end_s:
            session.step(clock)
            clock.wait(POLL_S)

    rng = np.random.default_rng(6)
    silent_s: list[float] = []
    resume_s: list[float] = []
    run_until(clock() + 1.0)
    for away_s in rng.uniform(0.05, 3.0, CYCLES):
        heard_s = session.heard_s
        assert heard_s is not None
        cable.plugged = False
        run_until(clock() + away_s)
        cable.plugged = True
        back_s = clock()
        while session.heard_s == heard_s:
            session.step(clock)
            clock.wait(POLL_S)
        silent_s.append(session.heard_s - heard_s)
        resume_s.append(session.heard_s - back_s)
        run_until(clock() + 0.3)
    session.finish(clock())

    again = judge_recording(tmp_path / "a.paw")
    gaps_s = [quality.end_s - quality.start_s for quality in again.quality if quality.code == "gap"]
    assert not again.recovered
    assert len(gaps_s) == CYCLES
    assert gaps_s == pytest.approx(silent_s, abs=0.01)
    assert max(resume_s) <= RETRY_S + 1.0
    assert again.quality == [quality for quality in session.quality if isinstance(quality, Quality)]
    assert sum(notice.text == "The rig is back." for notice in notices) == CYCLES
