"""How soon is a line of the coach read after a press, and where does the time go?

A press is over when the smoothed force has been below 6 N for 100 ms: before that the hand may come back, and it is one
press still. The reading that makes it so is the end of the press. The real firmware's core in real time, the real
session and printer, a pipe, and a reader at its other end. The rig's clock is set against the host's by the reading
that came soonest, so the least carrying time, a frame on the line, is not in the figures. Presses that end while the
emulated rig itself is late for want of a processor are left out, and counted.

    python -m bench.coach_lines [--seconds S]
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from bench.figure import Figure, show_measured
from pawpress.analysis.coach_lines import said_lines
from pawpress.cli.headless_lines import LinePrinter
from pawpress.core.coach import CoachSetup, Output
from pawpress.core.events import Event
from pawpress.core.filtering import Smoother
from pawpress.core.force_line import Forces, PressGraded
from pawpress.core.pipeline import Pipeline
from pawpress.core.presses import PressThresholds
from pawpress.core.safety import AlarmChange, AlarmState
from pawpress.engine.coach_run import CoachRun
from pawpress.engine.config import DemoSource, EngineConfig
from pawpress.engine.headless import Output as HeadlessOutput
from pawpress.engine.headless import run_headless
from pawpress.settings.drill_files import shipped_drills
from pawpress.texts import Texts

COMMAND = "python -m bench.coach_lines"
SECONDS = 420.0
"""About ninety presses."""
RATE_HZ = 500.0
"""Of the emulated rig."""


STAYS_OFF_S = PressThresholds().release_s


@dataclass(slots=True)
class Stamps:
    """When bytes came, and what the rig's clock said at best."""

    arrived_s: list[float] = field(default_factory=list[float])
    """Host time of the bytes that end a press."""
    released_s: list[float] = field(default_factory=list[float])
    """Rig time at which the force fell below 6 N, the delay of the filter taken off."""
    offset_s: float = float("inf")
    """Host time less the time of a smoothed force, of the one that came soonest: holds the delay of the filter."""
    rig_late: bool = False
    """Whether the emulated rig itself is late now: it got no processor, and sends its readings when it can."""
    late: list[bool] = field(default_factory=list[bool])


@dataclass(frozen=True, slots=True)
class Waits:
    """How long the line of each press took, milliseconds."""

    from_end_ms: list[float]
    """From the reading that ends the press."""
    from_bytes_ms: list[float]
    """From the bytes that hold it."""
    from_lift_ms: list[float]
    """From when the hand lifted off: with the delay of the filter, and the wait whether it comes back."""
    left_out: int
    """Presses that ended while the emulated rig itself was late."""


class StampedRun(CoachRun):
    """Notes when the bytes came, then lets the coach hear them."""

    stamps = Stamps()

    def take(self, chunk: bytes, events: Sequence[Event], now_s: float) -> None:
        """Note and hand on."""
        for event in events:
            if isinstance(event, Forces):
                self.stamps.offset_s = min(self.stamps.offset_s, now_s - float(event.block.t_s[-1]))
            if isinstance(event, AlarmChange) and event.alarm.code == "emulator_late":
                self.stamps.rig_late = event.state is not AlarmState.NORMAL
            if isinstance(event, PressGraded) and event.press.release_s is not None:
                self.stamps.arrived_s.append(now_s)
                self.stamps.released_s.append(event.press.release_s)
                self.stamps.late.append(self.stamps.rig_late)
        super().take(chunk, events, now_s)

    def attach(self, pipeline: Pipeline) -> None:
        """Begin anew."""
        self.stamps = Stamps()
        super().attach(pipeline)


def waits(seconds: float, scenario: str = "catwalk") -> Waits:
    """Return how long the line of every press took.

    Parameters
    ----------
    seconds : float
        How long is pressed.
    scenario : str
        What is pressed.
    """
    reads, writes = os.pipe()
    read_s: list[float] = []

    def read() -> None:
        with os.fdopen(reads, encoding="utf-8") as lines:
            read_s.extend(time.monotonic() for line in lines if line.startswith("press:"))

    reader = threading.Thread(target=read)
    reader.start()
    texts = Texts("en")
    with os.fdopen(writes, "w", encoding="utf-8") as stream:
        printer = LinePrinter(stream)

        def told(said: Sequence[Output]) -> None:
            for one in said:
                for line in said_lines(one, texts):
                    printer.put(line)

        setup = CoachSetup(drills=shipped_drills(), drill="slow", feedback="always")
        run = StampedRun(setup, told)
        config = EngineConfig(source=DemoSource(scenario=scenario, rig="core"))
        run_headless(config, seconds, HeadlessOutput(notice=lambda _: None), run)
        printer.finish()
    reader.join()
    stamps = run.stamps
    every = zip(read_s, stamps.arrived_s, stamps.released_s, stamps.late, strict=False)
    rows = [(at, came, lifted) for at, came, lifted, late in every if not late]
    filter_s, offset_s = Smoother(RATE_HZ, 1).delay_s, stamps.offset_s
    return Waits(
        [1e3 * (at - lifted - STAYS_OFF_S - offset_s) for at, _, lifted in rows],
        [1e3 * (at - came) for at, came, _ in rows],
        [1e3 * (at - lifted - offset_s + filter_s) for at, _, lifted in rows],
        sum(stamps.late),
    )


def measure(seconds: float = SECONDS) -> list[Figure]:
    """Return the figures."""
    found = waits(seconds)
    rows = (
        ("the reading that ends it", found.from_end_ms),
        ("the bytes that hold that reading", found.from_bytes_ms),
        ("the hand's lift: 100 ms to see that it stays off, and the filter", found.from_lift_ms),
    )
    told = [Figure(f"line of the coach after a press, from {name}", _told(ms), COMMAND) for name, ms in rows]
    return [*told, Figure("presses left out because the emulated rig was late", str(found.left_out), COMMAND)]


def _told(waits_ms: Sequence[float]) -> str:
    half, most = np.percentile(waits_ms, 50), np.percentile(waits_ms, 99)
    return f"median {half:.1f} ms, 99 % within {most:.1f} ms ({len(waits_ms)} presses)"


if __name__ == "__main__":
    show_measured(measure, SECONDS, __doc__)
