"""Live sessions killed at any instant, and what their recordings lack; for a test and `bench.endurance`."""

from __future__ import annotations

import multiprocessing
import random
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from pawpress.analysis.judge_recordings import judge
from pawpress.analysis.recording import open_recording
from pawpress.core.events import Event
from pawpress.engine.build import build_session
from pawpress.engine.config import DemoSource, EngineConfig
from pawpress.engine.headless import POLL_S
from tests.recordings import without_host_frames

AT_ONCE = 10
LONGEST_S = 3.0


class Loss(NamedTuple):
    """What the recording of a killed session lacks."""

    missing_s: float
    """Seconds of readings that the session had judged."""
    missing_bytes: int
    """Bytes of the rig that the session had taken."""
    recovered: bool
    """Whether the recording says that it was cut off."""


class Reached:
    """A sink that tells the parent how far the session is."""

    def __init__(self, reached: Any) -> None:
        self._reached = reached
        self.pipeline: Any = None

    def take(self, chunk: bytes, events: Sequence[Event], now_s: float) -> None:
        self._reached[0] = self.pipeline.end_s
        self._reached[1] += len(chunk)

    def close(self) -> None: ...


def live(path: str, reached: Any) -> None:
    """Run the demo with a recording until killed."""
    sink = Reached(reached)
    config = EngineConfig(source=DemoSource(scenario="beginner", rig="core"), record=path)
    session, _ = build_session(config, [sink], lambda _: None, time.monotonic)
    sink.pipeline = session.pipeline
    while True:
        session.step(time.monotonic)
        time.sleep(POLL_S)


def losses(folder: Path, kills: int) -> list[Loss]:
    """Kill at least so many live sessions with SIGKILL, `AT_ONCE` at a time."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["pawpress.engine.headless", "pawpress.simulator.rigs", "pawpress.rig"])
    rng = random.Random(6)
    found: list[Loss] = []
    for number in range(0, kills, AT_ONCE):
        place = folder / str(number)
        place.mkdir()
        found += [_loss(path, *reached) for path, reached in _killed(place, context, rng)]
    return found


def _loss(path: Path, reached_s: float, reached_bytes: float) -> Loss:
    recording = open_recording(path)
    kept = len(without_host_frames(b"".join(recording.chunks())).strip(b"\0"))
    missing_bytes = max(0, round(reached_bytes) - kept)
    return Loss(reached_s - judge(recording).pipeline.end_s, missing_bytes, recording.recovered)


def _killed(folder: Path, context: Any, rng: random.Random) -> list[tuple[Path, tuple[float, float]]]:
    """Start some sessions, kill each at an instant of its own, and return how far each was."""
    running: list[tuple[float, Any, Path, Any]] = []
    for number in range(AT_ONCE):
        reached = context.Array("d", 2, lock=False)
        path = folder / f"{number}.paw"
        process = context.Process(target=live, args=(str(path), reached), daemon=True)
        process.start()
        running.append((rng.uniform(0.0, LONGEST_S), process, path, reached))
    end_s = time.monotonic() + 30.0
    while not all(reached[0] > 0.0 for _, _, _, reached in running):
        assert time.monotonic() < end_s, "the sessions did not start"
        time.sleep(0.01)
    begin_s = time.monotonic()
    for delay_s, process, _, _ in sorted(running, key=lambda one: one[0]):
        time.sleep(max(0.0, begin_s + delay_s - time.monotonic()))
        process.kill()
        process.join()
    return [(path, (reached[0], reached[1])) for _, _, path, reached in running]
