"""One fixture, every rig: the firmware's core, two emulators of its image, and a real rig with `--port`."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np
import pytest

from pawpress.core.pipeline import Pipeline
from pawpress.core.sink import Sink
from pawpress.engine.messages import Notice
from pawpress.engine.session import Session
from pawpress.rig.connection import Connection
from pawpress.rig.firmware_images import hex_text, manifest
from pawpress.rig.link import Link
from pawpress.rig.serial_port import SerialLink
from pawpress.settings.shipped_setup import shipped_setup
from pawpress.simulator.avr_board import AvrBoard, EmulatorUnavailable
from pawpress.simulator.board import SimulatedBoard
from pawpress.simulator.body import Body
from pawpress.simulator.core_board import CoreBoard
from pawpress.simulator.scenario import Scenario, load_scenario
from pawpress.simulator.simulated_link import SimulatedLink
from tests.rigsim.paced_pty import PacedRig, paced_pty
from tests.standing import SELDOM_S

POLL_S = 0.005
SLOWEST = 4.0
"""Real time may take this many times as long as the rig's own."""
BUSY = {"host_behind", "signal_lost"}
"""Alarms that a machine with too much to do deserves."""
BUSY_FROM_S = 0.1
"""Half of what these alarms allow: the emulator and the host may each have been kept waiting."""


class FakeClock:
    """Time that passes when told to."""

    def __init__(self) -> None:
        self.now_s = 100.0

    def __call__(self) -> float:
        return self.now_s

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        self.now_s += seconds


class RealClock:
    """Time that passes by itself."""

    def __call__(self) -> float:
        return time.monotonic()

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        time.sleep(seconds)


@dataclass
class Rig:
    """A rig to try things on, whatever it is made of."""

    name: str
    opener: Callable[[], Link]
    clock: FakeClock | RealClock
    plays: Scenario | None
    """What is being pressed; None where nobody presses on command."""
    pads: int
    paced: PacedRig | None = None
    """The emulator that runs in real time, where there is one."""
    poll_s: float = POLL_S
    slowest_poll_s: float = 0.0
    sinks: list[Sink] = field(default_factory=list[Sink])
    notices: list[Notice] = field(default_factory=list[Notice])

    def session(self) -> Session:
        """Open a session on it."""
        connection = Connection(self.opener)
        connection.open(self.clock())
        return Session(connection, Pipeline(shipped_setup()), self.sinks, self.notices.append)

    def run(self, session: Session, seconds: float) -> None:
        """Let a session run for some seconds of the rig's own clock; a busy machine slows a paced emulator."""
        begun_s, lived_s = self.clock(), session.pipeline.end_s
        while (passed_s := self.clock() - begun_s) < seconds or (
            session.pipeline.end_s - lived_s < seconds and passed_s < SLOWEST * seconds
        ):
            polled_s = self.clock()
            session.step(self.clock)
            self.clock.wait(self.poll_s)
            self.slowest_poll_s = max(self.slowest_poll_s, self.clock() - polled_s)

    def undeserved(self, codes: list[str]) -> list[str]:
        """Return the alarms that are not due to a machine which kept rig or host waiting; ends the emulator."""
        if self.paced is None:
            return codes
        self.paced.stop()
        busy = max(self.paced.late_s, self.slowest_poll_s) > BUSY_FROM_S
        return [code for code in codes if not (busy and code in BUSY)]


def emulated(make: Callable[[], SimulatedBoard], name: str, scenario: str) -> Iterator[Rig]:
    """Yield a rig that lives in lockstep with a fake clock."""
    board, clock, plays = make(), FakeClock(), load_scenario(scenario)
    link = SimulatedLink(board, Body(plays, board.pads), clock, name)
    with contextlib.closing(link):
        yield Rig(name, lambda: link, clock, plays, board.pads, poll_s=SELDOM_S)


def make_avr8js(name: str) -> SimulatedBoard:
    """Return the firmware in avr8js, or skip."""
    try:
        return AvrBoard(hex_text(name), manifest().images[name].pads)
    except EmulatorUnavailable as missing:
        pytest.skip(str(missing))


def make_simavr(name: str) -> SimulatedBoard:
    """Return the firmware in simavr, or skip."""
    from tests.rigsim.simavr_board import SimavrBoard

    return SimavrBoard(name)


def over_pty(scenario: str, seconds: float) -> Iterator[Rig]:
    """Yield the firmware in simavr in real time, behind a port that pyserial opens."""
    plays = load_scenario(scenario)
    codes = Body(plays, 6).codes(np.arange(round(seconds * 1000)))
    with paced_pty(codes) as rig:
        yield Rig("simavr-pty", lambda: SerialLink(rig.port, 500_000), RealClock(), plays, 6, rig)


def rig_named(request: pytest.FixtureRequest, scenario: str, seconds: float) -> Iterator[Rig]:
    """Yield the rig a test is parametrised with."""
    match request.param:
        case "core":
            yield from emulated(CoreBoard, "core", scenario)
        case "avr8js":
            yield from emulated(lambda: make_avr8js("uno"), "avr8js", scenario)
        case "simavr":
            yield from emulated(lambda: make_simavr("uno"), "simavr", scenario)
        case "simavr-pty":
            yield from over_pty(scenario, seconds)
        case port:
            yield Rig(port, lambda: SerialLink(port, 500_000), RealClock(), None, 6)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give every rig to the tests that ask for one; a real one only with `--port`."""
    port = metafunc.config.getoption("--port", default=None)
    paced = pytest.param("simavr-pty", marks=pytest.mark.realtime)
    rigs = ["core", "avr8js", "simavr", paced, *([port] if port else [])]
    for fixture in ("beginner_rig", "quiet_rig"):
        if fixture in metafunc.fixturenames:
            metafunc.parametrize(fixture, rigs, indirect=True)


@pytest.fixture
def beginner_rig(request: pytest.FixtureRequest) -> Iterator[Rig]:
    """A rig on which the beginner scenario is played."""
    yield from rig_named(request, "beginner", 25.0)


@pytest.fixture
def quiet_rig(request: pytest.FixtureRequest) -> Iterator[Rig]:
    """A rig that nobody touches."""
    yield from rig_named(request, "idle", 25.0)
