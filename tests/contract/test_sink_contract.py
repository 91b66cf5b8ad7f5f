"""What every sink promises. A new kind of sink is one more class here."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from pawpress.core.pipeline import Pipeline
from pawpress.core.sink import Sink
from pawpress.engine.session import Session
from pawpress.engine.view_sink import ViewSink
from pawpress.engine.views import ViewServer
from pawpress.recording import Recorder
from pawpress.settings.shipped_setup import shipped_setup
from tests.chunks import every
from tests.engines import Clock, FakeLink, FakeSink, Port, running
from tests.recordings import manifest
from tests.streams import stream_of
from tests.waveforms import minimum_jerk, times

PRESS = minimum_jerk(times(4.0), 0.5, 0.8, 1.5, 0.6, 250.0)
PIECES = every(stream_of(np.stack((PRESS, PRESS), axis=1)), 300)


class SinkContract:
    """Inherit it and give `sink`."""

    @pytest.fixture
    def sink(self) -> Iterator[Sink]:
        raise NotImplementedError

    def attached(self, sink: Sink, session: Session) -> None:
        """Do what a sink needs before it is served; most need nothing."""

    def test_it_goes_through_a_whole_session_without_a_complaint(self, sink: Sink):
        run = running(Port([FakeLink(arriving=list(PIECES))]).open, sink)
        self.attached(sink, run.session)
        for _ in PIECES:
            run.step()
        run.session.acknowledge()
        run.session.finish(run.clock())
        assert run.notices == []
        assert run.session.presses

    def test_it_takes_silence_as_well_as_bytes(self, sink: Sink):
        run = running(Port([FakeLink()]).open, sink)
        self.attached(sink, run.session)
        for _ in range(100):
            run.step(0.02)
        assert run.notices == []

    def test_it_returns_at_once(self, sink: Sink):
        clock, pipeline = Clock(), Pipeline(shipped_setup())
        run = running(Port([FakeLink()]).open)
        self.attached(sink, run.session)
        spent_s: list[float] = []
        for piece in PIECES:
            clock.now_s += 0.005
            events = pipeline.receive(piece, clock())
            begin_s = time.perf_counter()
            sink.take(piece, events, clock())
            spent_s.append(time.perf_counter() - begin_s)
        assert sorted(spent_s)[len(spent_s) // 2] < 0.002

    def test_closing_twice_and_taking_after_it_is_harmless(self, sink: Sink):
        sink.close()
        sink.take(PIECES[0], [], 1.0)
        sink.close()


class TestRecorder(SinkContract):
    @pytest.fixture
    def sink(self, tmp_path: Path) -> Iterator[Sink]:
        recorder = Recorder(tmp_path / "a.paw", manifest())
        yield recorder
        recorder.close()


class TestViewSink(SinkContract):
    @pytest.fixture
    def sink(self) -> Iterator[Sink]:
        server = ViewServer("token")
        yield ViewSink(server, "a title", "hands", None)
        server.close()

    def attached(self, sink: Sink, session: Session) -> None:
        assert isinstance(sink, ViewSink)
        sink.attach(session, "core")


class TestFakeSink(SinkContract):
    """The sink the engine's own tests stand on promises the same."""

    @pytest.fixture
    def sink(self) -> Iterator[Sink]:
        return FakeSink()
