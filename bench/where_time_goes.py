"""Where the time goes: the processor time of every stage, live and on a recording."""

from __future__ import annotations

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from bench.figure import Figure, show
from bench.host_speed import LIVE_S, SECONDS, chunks, judge, wire
from pawpress.core.calibration import Calibrator
from pawpress.core.filtering import Smoother
from pawpress.core.presses import PressDetector, group_machine
from pawpress.core.presses.fast_rises import FastRises
from pawpress.core.presses.standing import StandingDetector
from pawpress.core.protocol import Decoder
from pawpress.core.safety import AlarmMonitor
from pawpress.core.samples import SampleClock
from pawpress.recording.reader import READ_BYTES

COMMAND = "python -m bench.where_time_goes"
PADS, RATE_HZ = 8, 1000
REPEATS = 3
MEASURES = "metrics of finished presses"
FINDS = "finding presses"
STEPS: tuple[tuple[str, Any, str], ...] = (
    ("decoding", Decoder, "receive"),
    ("clock", SampleClock, "process"),
    ("calibration", Calibrator, "process"),
    ("alarms", AlarmMonitor, "process"),
    ("pads at one time, filter", Smoother, "process"),
    ("standing", StandingDetector, "process"),
    ("fast rises", FastRises, "_fast"),
    (FINDS, PressDetector, "take"),
    (FINDS, PressDetector, "advance"),
    (FINDS, PressDetector, "complete"),
    (MEASURES, group_machine, "measure_all"),
    ("looks at presses that are on", PressDetector, "progress_of"),
)


@contextmanager
def timed(spent_s: Counter[str]) -> Iterator[None]:
    """Add up what every step takes; what is inside another step counts in both, inside its own once."""
    inside: set[str] = set()
    before = [(owner, name, getattr(owner, name)) for _, owner, name in STEPS]
    for label, owner, name in STEPS:
        setattr(owner, name, _timed(getattr(owner, name), label, spent_s, inside))
    try:
        yield
    finally:
        for owner, name, step in before:
            setattr(owner, name, step)


def _timed(step: Callable[..., Any], label: str, spent_s: Counter[str], inside: set[str]) -> Callable[..., Any]:
    def run(*arguments: Any) -> Any:
        if label in inside:
            return step(*arguments)
        inside.add(label)
        begin_s = time.process_time()
        try:
            return step(*arguments)
        finally:
            spent_s[label] += time.process_time() - begin_s  # type: ignore[assignment]
            inside.remove(label)

    return run


def shares(parts: list[bytes]) -> dict[str, float]:
    """Return the processor time of each step of the quickest run, seconds; what is left over is `the rest`."""
    runs: list[tuple[float, Counter[str]]] = []
    for _ in range(REPEATS):
        spent_s: Counter[str] = Counter()
        with timed(spent_s):
            begin_s = time.process_time()
            judge(parts)
            runs.append((time.process_time() - begin_s, spent_s))
    whole_s, spent_s = min(runs, key=lambda run: run[0])
    spent_s[FINDS] -= spent_s[MEASURES]
    return {**spent_s, "the rest": whole_s - sum(spent_s.values())}


def measure() -> list[Figure]:
    """Return the figures."""
    stream = wire(PADS, RATE_HZ)
    kinds = {"live": round(len(stream) / SECONDS * LIVE_S), "recording": READ_BYTES}
    figures: list[Figure] = []
    for kind, size in kinds.items():
        spent_s = shares(chunks(stream, size))
        whole_s = sum(spent_s.values())
        for label, step_s in sorted(spent_s.items(), key=lambda pair: -pair[1]):
            amount = f"{1e3 * step_s:.1f} ms a minute of stream, {100 * step_s / whole_s:.0f} %"
            figures.append(Figure(f"{kind}: {label}", amount, COMMAND))
    return figures


if __name__ == "__main__":
    show(measure())
