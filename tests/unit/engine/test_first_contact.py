"""The first seconds of a session: what people are told, when, and how often."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pytest

from pawpress.core.events import Event
from pawpress.core.pipeline import Pipeline
from pawpress.core.safety import AlarmChange, AlarmState, FootPair
from pawpress.engine.foot_arming import arm_foot_mode
from pawpress.engine.messages import Notice, Snapshot
from pawpress.engine.session import Session
from pawpress.engine.view_sink import ViewSink
from pawpress.rig.arming import ArmingRefused
from pawpress.rig.connection import Connection
from pawpress.settings.shipped_setup import shipped_setup
from pawpress.simulator.body import Body
from pawpress.simulator.core_board import CoreBoard
from pawpress.simulator.scenario import load_scenario
from pawpress.simulator.simulated_link import SimulatedLink
from tests.engines import Clock, FakeLink, Port, Running, running
from tests.streams import RigStream, counts_of
from tests.unit.engine.test_view_sink import Listening

GONE = "/dev/ttyFAKE: the rig is gone. Check the cable and the plug."


def alarms(events: list[Event]) -> list[tuple[str, str]]:
    return [
        (event.alarm.code, event.alarm.severity)
        for event in events
        if isinstance(event, AlarmChange) and event.state is AlarmState.UNACKNOWLEDGED
    ]


@dataclass
class Demo:
    """A demo on a computer whose clock jumps as the test wants."""

    scenario: str = "idle"
    clock: Clock = field(default_factory=Clock)
    events: list[Event] = field(default_factory=list[Event])

    def __post_init__(self) -> None:
        self.board = CoreBoard()
        link = SimulatedLink(self.board, Body(load_scenario(self.scenario), self.board.pads), self.clock, "model")
        connection = Connection(lambda: link)
        connection.open(self.clock())
        self.server = Listening()
        views = ViewSink(self.server, "demo", "hands", None)
        self.session = Session(connection, Pipeline(shipped_setup()), [views], views.notify)
        views.attach(self.session, "model")

    def run(self, seconds: float) -> None:
        for _ in range(round(seconds / 0.005)):
            self.clock.now_s += 0.005
            self.events += self.session.step(self.clock)

    def stall(self, seconds: float) -> None:
        self.clock.now_s += seconds

    def reds_shown(self) -> list[bool]:
        """Return for each snapshot whether it had a red alarm that marks the session."""
        shots = [shot for shot in self.server.of(Snapshot) if isinstance(shot, Snapshot)]
        return [any(a.severity == "red" and not a.passing for a in shot.alarms) for shot in shots]


@pytest.mark.parametrize("scenario", ["idle", "beginner"])
@pytest.mark.parametrize("at_s", [0.0, 0.05, 0.3, 1.0])
@pytest.mark.parametrize("stall_s", [0.21, 3.0])
def test_no_stall_of_a_busy_computer_is_red_in_a_demo(scenario: str, at_s: float, stall_s: float):
    demo = Demo(scenario)
    demo.run(at_s)
    demo.stall(stall_s)
    demo.run(3.0)
    assert {severity for _, severity in alarms(demo.events)} <= {"amber"}
    assert not any(demo.reds_shown())
    assert demo.session.pipeline.stands


def test_a_demo_on_a_quiet_computer_raises_nothing():
    demo = Demo()
    demo.run(5.0)
    assert alarms(demo.events) == []


def resetting(every_s: float, seconds: float) -> Demo:
    demo = Demo()
    for _ in range(round(seconds / every_s)):
        demo.run(every_s)
        demo.board.reset()
    return demo


@pytest.mark.parametrize("every_s", [0.4, 0.1, 1.0])
def test_a_rig_that_resets_again_and_again_is_red(every_s: float):
    demo = resetting(every_s, 6.0)
    assert ("rig_restarts", "red") in alarms(demo.events)
    assert any(demo.reds_shown())
    if every_s < 0.5:
        assert ("no_stream", "red") in alarms(demo.events)


def read(run: Running, seconds: float, link: FakeLink | None = None, rig: RigStream | None = None) -> list[Event]:
    """Read every 10 ms, with readings coming where there is a rig."""
    events: list[Event] = []
    for _ in range(round(seconds / 0.01)):
        if link is not None and rig is not None:
            link.arriving.append(b"".join(rig.scans(counts_of(np.zeros((5, 2))))))
        events += run.step()
    return events


def test_garbage_at_the_wrong_speed_is_one_notice_and_one_red_alarm():
    noise = np.random.default_rng(7)
    link = FakeLink()
    run = running(Port([link]).open)
    events: list[Event] = []
    for _ in range(800):
        link.arriving.append(noise.integers(0, 256, 60, dtype=np.uint8).tobytes())
        events += run.step()
    assert len(run.notices) == 1
    assert "none make sense" in run.errors[0]
    assert alarms(events) == [("no_stream", "red")]


def test_a_rig_that_says_nothing_is_told_within_three_seconds():
    run = running(Port([FakeLink()]).open)
    begun_s = run.clock()
    events = read(run, 2.99)
    assert alarms(events) == [("no_stream", "red")]
    assert ["nothing arrives" in text for text in run.errors] == [True]
    assert run.clock() - begun_s < 3.0


def test_an_opening_that_takes_long_is_no_silence_of_the_rig():
    run = running(Port([FakeLink()]).open)
    run.step(10.0)  # the emulator was loading
    assert run.errors == []
    assert alarms(read(run, 2.0)) == []


@pytest.mark.parametrize("at_s", [0.0, 0.2, 0.7, 2.0])
def test_a_port_that_goes_is_told_at_once_in_a_start_too(at_s: float):
    link, rig = FakeLink(), RigStream()
    run = running(Port([link]).open)
    link.arriving = [rig.hello()]
    read(run, at_s, link, rig)
    run.step()
    link.gone = GONE
    events = run.step()
    assert run.errors == [GONE]
    events += read(run, 0.25)
    assert alarms(events) in ([("no_stream", "red")], [("signal_lost", "red")])
    # It stays red for as long as it is away.
    read(run, 20.0)
    assert [state.value for _, state in run.session.pipeline.alarms()] == ["UNACKNOWLEDGED"]


def test_the_time_of_a_replug_is_told_as_it_always_was():
    first, second, rig = FakeLink(), FakeLink(), RigStream()
    run = running(Port([first, second]).open)
    first.arriving = [rig.hello()]
    read(run, 2.0, first, rig)
    first.gone = GONE
    events = read(run, 1.0)
    rig.restart()
    second.arriving = [rig.hello()]
    events += read(run, 0.1, second, rig)
    events += read(run, 0.3)
    assert alarms(events) == [("signal_lost", "red"), ("signal_lost", "red")]


class Stuttering(SimulatedLink):
    """A line on which readings come for 0.3 s and then not for 0.3 s, up to some time."""

    until_s = np.inf

    def read(self) -> bytes:
        chunk = super().read()
        now_s = self._clock() - 100.0
        return b"" if now_s < self.until_s and now_s % 0.6 > 0.3 else chunk


def foot_session(until_s: float) -> tuple[Session, Clock, list[Notice]]:
    clock, notices = Clock(), list[Notice]()
    board = CoreBoard()
    link = Stuttering(board, Body(load_scenario("idle"), board.pads), clock, "model")
    link.until_s = until_s
    connection = Connection(lambda: link)
    connection.open(clock())
    pipeline = Pipeline(shipped_setup(foot=FootPair(giver_kg=60.0, receiver_kg=80.0)))
    session = Session(connection, pipeline, [], notices.append, rig_guard=ArmedAtOnce())  # type: ignore[arg-type]
    return session, clock, notices


@dataclass
class ArmedAtOnce:
    """A rig guard that is armed from the beginning."""

    state: str = "armed"
    why: str = ""
    limits: None = None
    foot: bool = True

    def step(self, *_: object) -> None: ...

    def stand_down(self, now_s: float) -> bool:
        return False


@pytest.mark.parametrize("until_s", [0.0, 5.0])
def test_foot_mode_opens_only_when_the_stream_stands(until_s: float):
    session, clock, _ = foot_session(until_s)

    def wait(seconds: float) -> None:
        clock.now_s += seconds
        assert not session.foot_is_open

    arm_foot_mode(session, clock, wait)
    assert session.foot_is_open
    assert session.pipeline.stands
    assert clock.now_s - 100.0 >= max(0.5, until_s)


def test_foot_mode_stays_closed_where_it_never_stands():
    session, clock, _ = foot_session(np.inf)

    def wait(seconds: float) -> None:
        clock.now_s += seconds

    with pytest.raises(ArmingRefused, match="Foot mode stays closed"):
        arm_foot_mode(session, clock, wait)
    assert not session.foot_is_open
