"""What is handed to the Lab Streaming Layer, when, and what happens when it fails."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from pawpress.core.pipeline import Pipeline
from pawpress.core.sink import SinkError
from pawpress.export.lsl_sink import HostOffset, LslSink
from pawpress.settings.shipped_setup import shipped_setup
from tests.chunks import every
from tests.engines import FakeLink, Port, Running, running
from tests.streams import RigStream, counts_of, stream_of
from tests.waveforms import minimum_jerk, times

LEAN = minimum_jerk(times(4.0), 0.5, 0.8, 1.5, 0.6, 100.0)
FORCE_N = np.stack((LEAN, np.zeros(len(LEAN))), axis=1)


class FakeOutlets:
    """Keeps what was pushed."""

    def __init__(self, pipeline: Pipeline, source: str) -> None:
        self.pads = 0 if pipeline.hello is None else pipeline.hello.pads
        self.stamps_s: list[float] = []
        self.rows: list[Any] = []
        self.marks: list[tuple[float, str]] = []

    def fits(self, pipeline: Pipeline) -> bool:
        return pipeline.hello is not None and pipeline.hello.pads == self.pads

    def push(self, stamps_s: Sequence[float], force_n: Any) -> None:
        self.stamps_s += list(stamps_s)
        self.rows += list(force_n)

    def mark(self, stamp_s: float, text: str) -> None:
        self.marks.append((stamp_s, text))


class Opening:
    """Opens fake outlets, one after the other."""

    def __init__(self) -> None:
        self.opened: list[FakeOutlets] = []

    def __call__(self, pipeline: Pipeline, source: str) -> FakeOutlets:
        self.opened.append(FakeOutlets(pipeline, source))
        return self.opened[-1]


def played(pieces: list[bytes], opening: Any) -> tuple[LslSink, Running]:
    pipeline = Pipeline(shipped_setup())
    sink = LslSink(pipeline, "a rig", opening)
    run = running(Port([FakeLink(arriving=pieces)]).open, sink, pipeline=pipeline)
    for _ in range(len(pieces)):
        run.step(0.02)
    return sink, run


def test_every_force_is_pushed_once_with_a_time_that_never_runs_back():
    opening = Opening()
    stream = stream_of(FORCE_N)
    sink, run = played(every(stream, len(stream) // 200), opening)
    run.session.finish(run.clock())
    sink.close()
    [outlets] = opening.opened
    assert len(outlets.rows) == len(FORCE_N)
    assert (np.diff(outlets.stamps_s) > 0).all()
    assert outlets.stamps_s[-1] == pytest.approx(run.clock(), abs=0.05)
    [(stamp_s, text)] = outlets.marks
    press = run.session.presses[0].press
    assert text == f"press {press.pad}: {run.session.presses[0].verdict.verdict}"
    assert stamp_s == pytest.approx(outlets.stamps_s[0] + press.onset_s, abs=0.05)


def test_another_rig_gets_streams_of_its_own():
    opening = Opening()
    rig = RigStream()
    first = rig.hello(2) + b"".join(rig.scans(counts_of(np.zeros((50, 2)))))
    second = rig.hello(3) + b"".join(rig.scans(counts_of(np.zeros((50, 3)))))
    sink, run = played([first, rig.hello(2), second], opening)
    run.session.finish(run.clock())
    sink.close()
    assert [(outlets.pads, len(outlets.rows)) for outlets in opening.opened] == [(2, 50), (3, 50)]


def test_a_layer_that_fails_is_one_line_and_the_session_goes_on():
    def refuse(*_: object) -> FakeOutlets:
        raise RuntimeError("no network")

    stream = stream_of(FORCE_N)
    sink, run = played(every(stream, 2000), refuse)
    sink._thread.join(5.0)
    run.step()
    assert run.errors == [
        "Lab Streaming Layer: publishing stopped (no network). Start the session again.",
    ]
    assert run.session.sinks == []
    assert len(run.session.presses) == 1


def test_a_layer_that_stalls_delays_no_step(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("pawpress.export.lsl_sink.MOST_WAITING", 20)
    released = threading.Event()

    def stall(pipeline: Pipeline, source: str) -> FakeOutlets:
        released.wait()
        return FakeOutlets(pipeline, source)

    stream = stream_of(FORCE_N)
    begin_s = time.perf_counter()
    _, run = played(every(stream, 200), stall)
    assert time.perf_counter() - begin_s < 5.0
    released.set()
    assert [text.count("it takes nothing any more") for text in run.errors] == [1]
    assert len(run.session.presses) == 1


def test_without_the_package_the_remedy_is_named(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "pylsl", None)
    with pytest.raises(SinkError, match=r"not installed\. Type: .* -m pip install 'pawpress\[lsl\]'"):
        LslSink(Pipeline(shipped_setup()), "a rig")


@pytest.mark.parametrize("drift", [-0.005, 0.0, 0.005])
def test_the_offset_follows_a_drifting_clock_and_forgets_late_arrivals(drift: float):
    rng = np.random.default_rng(6)
    offset, told = HostOffset(), []
    for step in range(20_000):
        t_s = 0.005 * step
        late_s = float(rng.exponential(0.004))
        told.append((t_s, t_s * (1 + drift) + 50.0, offset.at(t_s, t_s * (1 + drift) + 50.0 + late_s)))
    off_s = [t_s + offset_s - true_s for t_s, true_s, offset_s in told[400:]]
    assert max(np.abs(off_s)) < 0.01
    assert (np.diff([t_s + offset_s for t_s, _, offset_s in told]) > 0).all()
