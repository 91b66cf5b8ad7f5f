"""A session in foot mode on an emulated rig, in lockstep with a clock that passes when told to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from pawpress.core.calibration import RigCalibration
from pawpress.core.events import Event
from pawpress.core.layout import Layout
from pawpress.core.pipeline import Pipeline
from pawpress.core.safety import AlarmChange, AlarmState, FootPair
from pawpress.engine.build import wanted_limits
from pawpress.engine.foot_arming import arm_foot_mode
from pawpress.engine.messages import Notice
from pawpress.engine.session import Session
from pawpress.rig.connection import Connection
from pawpress.rig.firmware_images import hex_text, manifest
from pawpress.rig.rig_guard import RigGuard
from pawpress.settings.shipped_setup import shipped_setup
from pawpress.simulator.avr_board import CLOCK_HZ, EmulatorUnavailable
from pawpress.simulator.known_curves import known_calibration
from pawpress.simulator.pads import SUPERVISED_SENSOR
from pawpress.simulator.simulated_link import SimulatedLink
from tests.rigsim.faulty_board import FaultyBoard
from tests.rigsim.foot_scenes import GIVER_KG, RECEIVER_KG, FootScene, ScenePlayer
from tests.rigsim.wired_boards import FootBoard, WiredAvrBoard, WiredCoreBoard

BUZZER_PIN = 3
POLL_S = 0.005
SELDOM_S = 0.02
"""Between two looks of the host where no time is measured: what it finds does not depend on the chunks of a stream, and
most of what a session costs is the look."""
PAIR = FootPair(giver_kg=GIVER_KG, receiver_kg=RECEIVER_KG)
CALIBRATION: RigCalibration = known_calibration("demo", 6, "2026-03-01T12:00:00Z", SUPERVISED_SENSOR)


@dataclass
class Clock:
    """Time that passes when told to."""

    now_s: float = 100.0

    def __call__(self) -> float:
        return self.now_s

    def wait(self, seconds: float) -> None:
        self.now_s += seconds


@dataclass
class Told:
    """A change of an alarm and when the host told it."""

    change: AlarmChange
    host_s: float


@dataclass
class Standing:
    """Feet on an emulated rig, and the host that watches."""

    board: FootBoard
    player: Any = field(default_factory=ScenePlayer)
    calibration: RigCalibration | None = CALIBRATION
    layout: Layout | None = None
    foot: bool = True
    clock: Clock = field(default_factory=Clock)
    told: list[Told] = field(default_factory=list[Told])
    notices: list[Notice] = field(default_factory=list[Notice])

    def __post_init__(self) -> None:
        self.line = FaultyBoard(self.board)
        self.begun_s = self.clock.now_s
        self.link = SimulatedLink(self.line, self.player, self.clock, "emulated rig")
        connection = Connection(lambda: self.link)
        connection.open(self.clock())
        pipeline = Pipeline(
            shipped_setup(layout=self.layout, calibration=self.calibration, foot=PAIR if self.foot else None)
        )
        guard = RigGuard(lambda: wanted_limits(pipeline), connection.send, foot=self.foot)
        self.session = Session(connection, pipeline, [], self.notices.append, rig_guard=guard)

    def open(self) -> None:
        """Arm the rig and let feet on; what was told before is forgotten."""
        arm_foot_mode(self.session, self.clock, self.clock.wait)

    @property
    def step_number(self) -> int:
        """Number of the board's next step."""
        return round((self.clock.now_s - self.begun_s) * 1000)

    def run(self, seconds: float, each: Callable[[], None] | None = None, poll_s: float = POLL_S) -> list[Event]:
        """Let the session run, which looks every `poll_s`."""
        events: list[Event] = []
        for _ in range(round(seconds / poll_s)):
            self.clock.wait(poll_s)
            now = self.session.step(self.clock)
            self.told += [Told(event, self.clock()) for event in now if isinstance(event, AlarmChange)]
            events += now
            if each is not None:
                each()
        return events

    def play(self, scene: FootScene, poll_s: float = POLL_S) -> int:
        """Play a scene to its end and half a second on; return its first step."""
        step = self.step_number
        self.player.play(scene, step)
        self.run(scene.length_s + 0.5, poll_s=poll_s)
        return step

    def raised(self) -> set[tuple[str, str, str | None]]:
        """What was raised since the last call of `forget`."""
        return {
            (told.change.alarm.code, told.change.alarm.severity, told.change.alarm.pad)
            for told in self.told
            if told.change.state is AlarmState.UNACKNOWLEDGED
        }

    def forget(self) -> None:
        """Forget what was told."""
        self.told.clear()

    def buzzer_steps(self) -> list[float]:
        """Steps at which the buzzer's pin rose since the last call; only the emulator has a buzzer."""
        if not isinstance(self.board, WiredAvrBoard):
            return []
        return [
            edge.cycle * 1000 / CLOCK_HZ for edge in self.board.take_edges() if edge.pin == BUZZER_PIN and edge.level
        ]


def open_board(kind: str) -> FootBoard:
    """Return the firmware's core or its image in the emulator; skip where that is missing."""
    if kind == "core":
        return WiredCoreBoard("uno")
    try:
        return WiredAvrBoard(hex_text("uno"), manifest().images["uno"].pads)
    except EmulatorUnavailable as missing:
        pytest.skip(str(missing))
