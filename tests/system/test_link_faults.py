"""What goes wrong between rig and host: each time one clear line, and nothing recorded is lost."""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import pytest

from pawpress.analysis.judge_recordings import judge_recording
from pawpress.core.pipeline import Pipeline
from pawpress.engine.messages import Notice
from pawpress.engine.session import Session
from pawpress.recording import Manifest, Recorder
from pawpress.rig.connection import Connection
from pawpress.rig.serial_port import SerialLink
from pawpress.settings.grading_limits import load_limits
from pawpress.settings.shipped_setup import shipped_setup
from pawpress.simulator.body import Body
from pawpress.simulator.scenario import load_scenario
from tests.rigsim.paced_pty import paced_pty
from tests.system.conftest import POLL_S, RealClock

pytestmark = pytest.mark.realtime


def manifest() -> Manifest:
    return Manifest(program="test", created_unix_ms=0, source="pty", mode="hands", layout=None, limits=load_limits())


class Run:
    """A session on a port in real time."""

    def __init__(self, opener, record: Path | None = None) -> None:
        self.notices: list[Notice] = []
        self.clock = RealClock()
        connection = Connection(opener)
        connection.open(self.clock())
        sinks = [] if record is None else [Recorder(record, manifest())]
        self.session = Session(connection, Pipeline(shipped_setup()), sinks, self.notices.append)

    def until(self, done, limit_s: float = 15.0) -> None:
        """Step until something is so."""
        end_s = self.clock() + limit_s
        while not done():
            assert self.clock() < end_s, self.notices
            self.session.step(self.clock)
            self.clock.wait(POLL_S)

    def errors(self) -> list[str]:
        return [notice.text for notice in self.notices if notice.severity == "error"]


def test_an_unplug_in_mid_press_says_so_once_and_keeps_the_recording(tmp_path: Path) -> None:
    record = tmp_path / "session.paw"
    codes = Body(load_scenario("beginner"), 6).codes(np.arange(20_000))
    with paced_pty(codes) as rig:
        run = Run(lambda: SerialLink(rig.port, 500_000), record)
        run.until(lambda: run.session.pipeline.progress() != [])
        rig.unplug()
        run.until(lambda: run.session.link_state(run.clock()) == "lost")
        run.until(lambda: any(a.code == "signal_lost" for a, _ in run.session.pipeline.alarms()), 1.0)
        run.session.finish(run.clock())
    assert len(run.errors()) == 1
    assert "the rig is gone" in run.errors()[0]
    again = judge_recording(record)
    assert not again.recovered
    assert again.presses == run.session.presses
    assert [judged.verdict.verdict for judged in again.presses] == ["ungraded"]


def test_a_rig_that_comes_back_goes_on_in_the_same_session() -> None:
    with paced_pty() as first, paced_pty() as second:
        ports = itertools.chain([first.port], itertools.repeat(second.port))
        run = Run(lambda: SerialLink(next(ports), 500_000))
        run.until(lambda: run.session.pipeline.end_s > 0.5)
        before_s = run.session.pipeline.end_s
        first.unplug()
        run.until(lambda: run.session.link_state(run.clock()) == "lost")
        run.until(lambda: run.session.link_state(run.clock()) == "live")
        run.until(lambda: run.session.pipeline.end_s > before_s + 1.0)
        run.session.finish(run.clock())
    gaps = [quality for quality in run.session.quality if quality.code == "gap"]
    assert len(gaps) == 1
    assert gaps[0].start_s == pytest.approx(before_s, abs=0.3)
    assert [notice.text for notice in run.notices][-1] == "The rig is back."


def test_a_wrong_baud_rate_is_named() -> None:
    class Garbled:
        """What a port at the wrong speed gives: bytes without sense, in a steady stream."""

        name = "/dev/ttyTEST"

        def __init__(self) -> None:
            self._noise = np.random.default_rng(7)

        def read(self) -> bytes:
            return self._noise.integers(0, 256, 60, dtype=np.uint8).tobytes()

        def write(self, frame: bytes) -> None: ...

        def close(self) -> None: ...

    run = Run(Garbled)
    run.until(lambda: run.errors() != [])
    assert "The baud rate is probably wrong" in run.errors()[0]
    assert len(run.errors()[0].splitlines()) == 1
