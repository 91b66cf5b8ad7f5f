"""A live run: bytes reach every sink, faults become notices, and the reader never dies."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from pawpress.core.annotation import Annotation, CommandSent
from pawpress.core.events import Event
from pawpress.core.force_line import PressGraded
from pawpress.core.pipeline import Pipeline
from pawpress.core.protocol import encode
from pawpress.core.protocol.schema_generated import Nak, NakCode, Ping
from pawpress.core.sink import SinkError
from pawpress.settings.shipped_setup import shipped_setup
from tests.chunks import every
from tests.engines import FakeLink, FakeSink, Port, Running, running
from tests.streams import RigStream, stream_of
from tests.waveforms import minimum_jerk, times

PRESS = minimum_jerk(times(4.0), 0.5, 0.8, 1.5, 0.6, 100.0)
STREAM = stream_of(np.stack((PRESS, np.zeros(len(PRESS))), axis=1))
PIECES = every(STREAM, 500)
GONE = "/dev/ttyFAKE: the rig is gone. Check the cable and the plug."


class Stumbling(Pipeline):
    """A pipeline with a fault in it that shows in some chunks."""

    def __init__(self, at: set[int]) -> None:
        super().__init__(shipped_setup())
        self.calls = 0
        self.at = at

    def receive(self, chunk: bytes, now_s: float) -> list[Event]:
        self.calls += 1
        if self.calls in self.at:
            raise ZeroDivisionError("out of numbers")
        return super().receive(chunk, now_s)


class FailingSink(FakeSink):
    """A sink that fails in its third chunk and when it is closed."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error

    def take(self, chunk: bytes, events: Sequence[Event], now_s: float) -> None:
        super().take(chunk, events, now_s)
        if len(self.taken) >= 3:
            raise self.error

    def close(self) -> None:
        super().close()
        raise self.error


def live(*sinks: FakeSink, pipeline: Pipeline | None = None, pieces: list[bytes] = PIECES) -> Running:
    return running(Port([FakeLink(arriving=list(pieces))]).open, *sinks, pipeline=pipeline)


def play(run: Running, steps: int = len(PIECES)) -> list[Event]:
    events = [event for _ in range(steps) for event in run.step()]
    return events + run.session.finish(run.clock())


def test_every_sink_gets_every_byte_and_every_event_in_order():
    first, second = FakeSink(), FakeSink()
    run = live(first, second)
    events = play(run)
    for sink in (first, second):
        assert sink.stream == STREAM
        assert [event for _, told, _ in sink.taken for event in told] == events
        assert sink.closed == 1


def test_the_presses_of_a_session_are_kept():
    run = live()
    events = play(run)
    assert run.session.presses == [event for event in events if isinstance(event, PressGraded)]
    assert [judged.verdict.verdict for judged in run.session.presses] == ["steady"]


def test_a_fault_in_the_rooms_is_told_once_and_the_session_goes_on():
    run = live(pipeline=Stumbling({3, 4, 5}))
    play(run)
    assert len(run.errors) == 1
    assert "ZeroDivisionError('out of numbers')" in run.errors[0]
    assert run.session.pipeline.end_s > 3.0


def test_what_a_fault_kept_from_the_rooms_is_recorded_all_the_same():
    sink = FakeSink()
    play(live(sink, pipeline=Stumbling({2, 3})))
    assert sink.stream == STREAM


def test_a_fault_at_the_very_end_still_closes_every_sink():
    class Unfinished(Pipeline):
        def finish(self) -> list[Event]:
            raise KeyError("lost")

    sink = FakeSink()
    run = live(sink, pipeline=Unfinished(shipped_setup()))
    play(run)
    assert sink.closed == 1
    assert len(run.errors) == 1


def test_a_sink_that_cannot_go_on_is_left_out_and_the_others_go_on():
    failing, good = FailingSink(SinkError("a.paw: recording stopped (No space left on device).")), FakeSink()
    run = live(failing, good)
    play(run)
    assert len(failing.taken) == 3
    assert good.stream == STREAM
    assert run.errors == ["a.paw: recording stopped (No space left on device)."]


def test_a_sink_with_a_fault_harms_nobody_else():
    failing, good = FailingSink(RuntimeError("a bug")), FakeSink()
    run = live(failing, good)
    play(run)
    assert (good.stream, good.closed) == (STREAM, 1)
    assert [text for text in run.errors if "a bug" in text] != []
    assert len(run.errors) <= 2


def test_a_sink_that_fails_while_closing_is_told_and_the_others_are_closed():
    class NotClosing(FakeSink):
        def close(self) -> None:
            super().close()
            raise SinkError("a.paw: recording stopped (Input/output error).")

    last = FakeSink()
    run = live(NotClosing(), last)
    play(run)
    assert last.closed == 1
    assert run.errors == ["a.paw: recording stopped (Input/output error)."]


def test_an_unplug_and_a_return_are_told_once_each_and_the_session_goes_on():
    half = len(PIECES) // 2
    first, second = FakeLink(arriving=PIECES[:half]), FakeLink(arriving=list(PIECES))
    run = running(Port([first, None, second]).open)
    for _ in range(half):
        run.step()
    first.gone = GONE
    for _ in range(400):
        run.step()
    run.session.finish(run.clock())
    assert [notice.text for notice in run.notices] == [GONE, "The rig is back."]
    assert [quality.code for quality in run.session.quality].count("gap") == 1
    assert [judged.press.pad for judged in run.session.presses] == ["A0", "A0"]


def test_the_state_of_the_link_is_told_apart():
    link = FakeLink()
    run = running(Port([link, None, None]).open)
    run.step()
    states = [run.session.link_state(run.clock())]
    link.arriving = list(PIECES)
    run.step()
    states.append(run.session.link_state(run.clock()))
    link.arriving = []
    run.step(0.5)
    states.append(run.session.link_state(run.clock()))
    link.gone = GONE
    run.step()
    states.append(run.session.link_state(run.clock()))
    assert states == ["waiting", "live", "silent", "lost"]


def test_silence_of_the_rig_reaches_the_sinks_as_an_alarm():
    sink = FakeSink()
    run = live(sink)
    play_s = len(PIECES)
    for _ in range(play_s):
        run.step()
    run.step(0.5)
    [alarm] = sink.taken[-1][1]
    assert alarm.alarm.code == "signal_lost"


def test_acknowledging_reaches_the_sinks():
    sink = FakeSink()
    run = live(sink, pieces=[stream_of(np.full((300, 2), 230.0))])
    run.step()
    before = len(sink.taken)
    run.session.acknowledge()
    [(chunk, events, _)] = sink.taken[before:]
    assert chunk == b""
    *changes, seen = events
    assert {change.state.value for change in changes} == {"ACKNOWLEDGED"}
    assert (seen.kind, seen.t_s) == ("seen", run.session.pipeline.end_s)


def test_what_is_said_of_a_moment_and_sent_to_the_rig_reaches_the_sinks():
    sink = FakeSink()
    link = FakeLink()
    run = running(Port([link]).open, sink)
    run.session.annotate("note", "left elbow bent", 3.5)
    assert sink.taken[-1][1] == [Annotation(3.5, "note", "left elbow bent")]
    run.session.connection.send(Ping(), 0.2)
    run.step()
    assert sink.taken[-1][1] == [CommandSent(frame) for frame in link.sent]
    assert len(link.sent) == 1


def test_a_refused_command_is_told_with_its_remedy():
    run = live(pieces=[encode(Nak(4, 0x44, NakCode.RATE_NOT_OFFERED), 0)])
    run.step()
    [notice] = run.notices
    assert notice.severity == "warning"
    assert "Choose 100, 250, 500 or 1000 Hz." in notice.text


def test_a_firmware_of_another_protocol_is_told():
    run = live(pieces=[RigStream().hello(schema_hash=0xBAD)])
    run.step()
    assert "0x00000BAD" in run.errors[0]


def test_a_wrong_baud_rate_is_one_line():
    noise = np.random.default_rng(7).integers(0, 256, 4000, dtype=np.uint8).tobytes()
    run = live(pieces=every(noise, 10))
    for _ in range(800):
        run.step(0.01)
    assert len(run.errors) == 1
    assert "The baud rate is probably wrong" in run.errors[0]


@pytest.mark.parametrize("steps", [0, 1])
def test_a_session_may_end_before_anything_was_heard(steps: int):
    sink = FakeSink()
    run = live(sink, pieces=[])
    assert play(run, steps) == []
    assert sink.closed == 1
