"""The whole line, rooms 2 to 8: bytes in, events out.

`Pipeline.receive` is synchronous and deterministic: no clock is read, no file, thread or log touched, and the presses,
verdicts and overloads do not depend on how the bytes were portioned. `now_s` serves the supervision of silence only.
A recording is the same stream of bytes, so live and replay agree to the last bit.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from pawpress.calibration import Calibration, Calibrator, ForceBlock, nominal_calibration
from pawpress.grading import Limits, Tally, load_limits
from pawpress.layout import Layout, default_layout
from pawpress.line import ForceLine, Forces, PressJudged
from pawpress.presses import PressThresholds, Progress
from pawpress.presses.standing import Standing
from pawpress.protocol import Decoder, LinkHealth, Scans
from pawpress.protocol.schema_generated import (
    SCHEMA_HASH,
    Ack,
    Gap,
    Hello,
    Message,
    Nak,
    Status,
)
from pawpress.safety import Alarm, AlarmChange, AlarmState, Episode, Guard, SafetyLimits, load_safety_limits
from pawpress.samples import SampleBlock, SampleClock

DEFAULT_COUNTS_MAX = 1023


@dataclass(frozen=True, slots=True)
class Setup:
    """Everything a pipeline is told before it starts."""

    layout: Layout | None = None
    """None takes the mat that fits the rig's number of pads."""
    calibration: Calibration | None = None
    """None takes the nominal curve, marked uncalibrated."""
    limits: Limits = field(default_factory=load_limits)
    safety: SafetyLimits = field(default_factory=load_safety_limits)
    thresholds: PressThresholds = field(default_factory=PressThresholds)


@dataclass(frozen=True, slots=True)
class RigKnown:
    """The rig said who it is."""

    hello: Hello
    schema_matches: bool


@dataclass(frozen=True, slots=True)
class Quality:
    """A stretch whose readings cannot carry everything."""

    code: str
    pad: str | None
    start_s: float
    end_s: float
    message: str


Event = RigKnown | Status | Ack | Nak | Forces | PressJudged | AlarmChange | Quality


class Pipeline:
    """Owns rooms 2 to 8."""

    def __init__(self, setup: Setup | None = None) -> None:
        self.setup = setup or Setup()
        self.hello: Hello | None = None
        self.overruns = 0
        self.tally = Tally()
        self.end_s = 0.0
        self._decoder = Decoder()
        self._clock = SampleClock()
        self._counts_max = DEFAULT_COUNTS_MAX
        self._shape: tuple[int, float, int] | None = None
        self._rooms: _Rooms | None = None
        self._episodes: list[Episode] = []
        self._standing: list[Standing] = []

    def receive(self, chunk: bytes, now_s: float) -> list[Event]:
        """Return everything that follows from the next bytes; an empty chunk only lets time pass."""
        events: list[Event] = []
        for message in self._decoder.receive(chunk):
            events += self._scans(message, now_s) if isinstance(message, Scans) else self._message(message)
        if self._rooms is not None:
            events += self._rooms.guard.supervise(now_s)
        return events

    def finish(self) -> list[Event]:
        """Return what was still in hand when the stream ended."""
        return [] if self._rooms is None else list(self._rooms.line.finish())

    def acknowledge(self) -> list[Event]:
        """Return what changes when a person has seen the alarms."""
        return [] if self._rooms is None else list(self._rooms.guard.acknowledge())

    def progress(self) -> list[Progress]:
        """Return the presses that are on now."""
        return [] if self._rooms is None else self._rooms.line.progress()

    def alarms(self) -> list[tuple[Alarm, AlarmState]]:
        """Return the alarms that are not back to normal."""
        return [] if self._rooms is None else self._rooms.guard.active()

    def episodes(self) -> list[Episode]:
        """Return every stretch in which an alarm's condition held."""
        return self._episodes + ([] if self._rooms is None else self._rooms.guard.episodes())

    def standing(self) -> list[Standing]:
        """Return every stretch in which the load on all pads stood still."""
        return self._standing + ([] if self._rooms is None else self._rooms.line.standing.found())

    @property
    def health(self) -> LinkHealth:
        """Counts of the link."""
        return self._decoder.health

    @property
    def layout(self) -> Layout | None:
        """Where the pads are, once it is known how many there are."""
        return None if self._rooms is None else self._rooms.layout

    @property
    def calibration(self) -> Calibration | None:
        """What turns readings into newtons, once it is known how many pads there are."""
        return None if self._rooms is None else self._rooms.calibrator.calibration

    def _message(self, message: Message) -> list[Event]:
        if isinstance(message, Hello):
            return self._know(message)
        if isinstance(message, Status):
            self.overruns = message.overruns
            return [message]
        if isinstance(message, Gap):
            self._clock.away(message.duration_us)
        return [message] if isinstance(message, Ack | Nak) else []

    def _know(self, hello: Hello) -> list[Event]:
        if not (hello.pads and hello.rate_hz and hello.counts_max):
            return []  # who says nothing sensible has not said who it is; the engine asks again, then complains
        self.hello = hello
        self._counts_max = hello.counts_max
        if hello.restarted:
            self._clock.restart()
            self.overruns = 0
        return [RigKnown(hello, hello.schema_hash == SCHEMA_HASH), *self._fit(hello.pads, 1.0 / hello.rate_hz)]

    def _scans(self, scans: Scans, now_s: float) -> list[Event]:
        events: list[Event] = []
        for block in self._clock.process(scans):
            events += self._fit(block.counts.shape[1], block.period_s)
            events += self._block(block, now_s)
        return events

    def _block(self, block: SampleBlock, now_s: float) -> list[Event]:
        assert self._rooms is not None
        events: list[Event] = []
        if block.gap_before:
            start_s = float(block.t_s[0]) - block.gap_before * block.period_s
            text = f"{block.gap_before} readings are missing."
            events.append(Quality("gap", None, start_s, float(block.t_s[0]), text))
        self.end_s = float(block.t_s[-1])
        forces: ForceBlock = self._rooms.calibrator.process(block)
        return events + list(self._rooms.line.process(forces, now_s))

    def _fit(self, pads: int, period_s: float) -> list[Event]:
        """Furnish the rooms for this many pads and this rate, if they are not yet so."""
        shape = (pads, period_s, self._counts_max)
        if shape == self._shape:
            return []
        events = self.finish()
        if self._rooms is not None:
            self._episodes += self._rooms.guard.episodes()
            self._standing += self._rooms.line.standing.found()
        self._shape = shape
        self._rooms = _furnish(self.setup, *shape)
        self._rooms.line.tally = self.tally
        return events


@dataclass(slots=True)
class _Rooms:
    """The rooms that depend on the number of pads and the rate."""

    layout: Layout
    calibrator: Calibrator
    guard: Guard
    line: ForceLine


def _furnish(setup: Setup, pads: int, period_s: float, counts_max: int) -> _Rooms:
    fits = setup.layout is not None and len(setup.layout.pad) <= pads
    layout = setup.layout if fits and setup.layout is not None else default_layout(pads)
    calibration = setup.calibration or nominal_calibration(pads, counts_max)
    guard = Guard([(group.name, group.columns) for group in layout.groups], setup.safety)
    line = ForceLine(layout.groups, 1.0 / period_s, setup.thresholds, setup.limits, guard)
    return _Rooms(layout, Calibrator(calibration), guard, line)
