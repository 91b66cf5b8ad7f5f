"""What an engine is told at its start; travels to the engine's process as one line of JSON."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Literal

import msgspec

from pawpress.core.coach import CoachSetup
from pawpress.core.safety import FootPair
from pawpress.core.safety.gates import Answers
from pawpress.system.host_clock import wakeful_clock


class DemoSource(msgspec.Struct, frozen=True, kw_only=True, tag="demo", forbid_unknown_fields=True):
    """An emulated rig playing a scenario."""

    scenario: str = "catwalk"
    board: Literal["uno", "nano", "mux"] = "uno"
    """Whose image it runs: `mux` is a Nano with 16 pads behind a 74HC4067."""
    rig: Literal["emulated-avr", "core"] = "emulated-avr"
    hand: bool = False
    """Whether the person at the screen presses from the start, instead of the scenario."""


class PortSource(msgspec.Struct, frozen=True, kw_only=True, tag="port", forbid_unknown_fields=True):
    """A rig on a serial port."""

    port: str
    baud: int = 500_000


class ReplaySource(msgspec.Struct, frozen=True, kw_only=True, tag="replay", forbid_unknown_fields=True):
    """A recording that is played again."""

    path: str
    speed: float | None = 1.0
    """How many times as fast; None is as fast as the machine can."""
    from_s: float = 0.0
    """What lies before comes at once."""
    beside: str | None = None
    """Another recording, whose presses are shown beside those of this one."""


def clock_of(source: DemoSource | PortSource | ReplaySource) -> Callable[[], float]:
    """Return the clock by which a source is watched, seconds: a rig on a port lives on while this computer sleeps."""
    return wakeful_clock() if isinstance(source, PortSource) else time.monotonic


class EngineConfig(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Source, mode, calibration and where to record."""

    source: DemoSource | PortSource | ReplaySource
    mode: Literal["hands", "foot"] = "hands"
    foot: FootPair | None = None
    """Who stands on whom, in foot mode."""
    answers: Answers | None = None
    """What the two people said before it opened."""
    record: str | None = None
    layout: str | None = None
    rig: str = "default"
    """Name of the rig, by which its calibrations are found."""
    school: str = ""
    """Where the rig stands, for tables of many recordings."""
    placement: Literal["glove", "futon", "bench"] | None = None
    """Where the pads are; None takes the usual place of the layout."""
    calibration: str | None = None
    """File of a calibration, or `none`; None takes the newest one that fits."""
    style: str | None = None
    """Style of pressing; None takes the usual one."""
    limits: str | None = None
    """File of one's own limits."""
    zones: str | None = None
    """File of the partner's words: nice, strong, stop."""
    baseline: str | None = None
    """File of a personal baseline, without which nothing is hinted."""
    coach: CoachSetup | None = None
    """What the coach is told; None where nobody is coached."""
    teacher: str | None = None
    """A recording, whose most usual steady press is shown behind the live curve."""
    place: str = "back"
    """Where on the back, for what a coached partner calls nice."""
    lsl: bool = False
    """Whether to publish the session to the Lab Streaming Layer."""
    token: str = ""
    """Shared secret of engine and views; empty when there are none."""

    @property
    def emulated(self) -> bool:
        """Whether an emulated rig plays, on which nobody lies."""
        return isinstance(self.source, DemoSource)
