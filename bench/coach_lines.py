"""How soon is a line of the coach read after a press: from the end of the press, and from the bytes that tell of it?

The real firmware's core in real time, the real session and printer, a pipe, and a reader at its other end.

    python -m bench.coach_lines [--seconds S]
"""

from __future__ import annotations

import argparse
import os
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from bench.figure import Figure, show
from pawpress.cli.coach.lines import said_lines
from pawpress.cli.headless_lines import LinePrinter
from pawpress.core.coach import CoachSetup, Output
from pawpress.core.force_line import Forces, PressJudged
from pawpress.core.pipeline import Event, Pipeline
from pawpress.engine.coach_run import CoachRun
from pawpress.engine.config import DemoSource, EngineConfig
from pawpress.engine.headless import Output as HeadlessOutput
from pawpress.engine.headless import run_headless
from pawpress.settings.drill_files import shipped_drills
from pawpress.texts import Texts

COMMAND = "python -m bench.coach_lines"
SECONDS = 210.0
"""About a hundred presses."""


@dataclass(slots=True)
class Stamps:
    """When bytes came, and what the rig's clock said at best."""

    arrived_s: list[float] = field(default_factory=list[float])
    """Host time of the bytes that end a press."""
    released_s: list[float] = field(default_factory=list[float])
    """Rig time of its end."""
    offset_s: float = float("inf")
    """Host time less rig time, of the reading that came soonest."""


class StampedRun(CoachRun):
    """Notes when the bytes came, then lets the coach hear them."""

    stamps = Stamps()

    def take(self, chunk: bytes, events: Sequence[Event], now_s: float) -> None:
        """Note and hand on."""
        for event in events:
            if isinstance(event, Forces):
                self.stamps.offset_s = min(self.stamps.offset_s, now_s - float(event.block.t_s[-1]))
            if isinstance(event, PressJudged) and event.press.release_s is not None:
                self.stamps.arrived_s.append(now_s)
                self.stamps.released_s.append(event.press.release_s)
        super().take(chunk, events, now_s)

    def attach(self, pipeline: Pipeline) -> None:
        """Begin anew."""
        self.stamps = Stamps()
        super().attach(pipeline)


def waits_ms(seconds: float) -> tuple[list[float], list[float]]:
    """Return, for every press, the wait of its line from the bytes and from its end, milliseconds."""
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
        config = EngineConfig(source=DemoSource(scenario="catwalk", rig="core"))
        run_headless(config, seconds, HeadlessOutput(notice=lambda _: None), run)
        printer.finish()
    reader.join()
    pairs = list(zip(read_s, run.stamps.arrived_s, run.stamps.released_s, strict=False))
    from_bytes = [1e3 * (at - came) for at, came, _ in pairs]
    return from_bytes, [1e3 * (at - ended - run.stamps.offset_s) for at, _, ended in pairs]


def measure(seconds: float = SECONDS) -> list[Figure]:
    """Return the figures."""
    names = ("the bytes that tell of its end", "its end, the judge's own wait included")
    return [
        Figure(f"line of the coach after a press, from {name}", _told(waits), COMMAND)
        for name, waits in zip(names, waits_ms(seconds), strict=True)
    ]


def _told(waits: Sequence[float]) -> str:
    half, most = np.percentile(waits, 50), np.percentile(waits, 99)
    return f"median {half:.1f} ms, 99 % within {most:.1f} ms ({len(waits)} presses)"


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=SECONDS)
    show(measure(parser.parse_args(arguments).seconds))


if __name__ == "__main__":
    main()
