"""A live session killed at any instant: its recording opens, and nothing older than a second is missing.

`PAWPRESS_KILLS` says how many sessions are killed: 50 unless told otherwise, 1000 every night.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from pawpress.engine.build import build_session
from pawpress.engine.config import DemoSource, EngineConfig
from pawpress.engine.headless import POLL_S
from pawpress.pipeline import Event
from pawpress.recorder import open_recording
from pawpress.recorder.rejudge import judge
from tests.nightly import how_many

KILLS = int(how_many("PAWPRESS_KILLS", 50, 1000))
AT_ONCE = 10
LONGEST_S = 3.0
MOST_MISSING_S = 1.0

pytestmark = [
    pytest.mark.skipif(os.name == "nt", reason="signals of POSIX"),
    pytest.mark.timeout(60 + 2 * KILLS),
]


class Reached:
    """A sink that tells the parent how far the session is."""

    def __init__(self, reached_s: Any) -> None:
        self._reached_s = reached_s
        self.pipeline: Any = None

    def take(self, chunk: bytes, events: Sequence[Event], now_s: float) -> None:
        self._reached_s.value = self.pipeline.end_s

    def close(self) -> None: ...


def live(path: str, reached_s: Any) -> None:
    """Run the demo with a recording until killed."""
    reached = Reached(reached_s)
    config = EngineConfig(source=DemoSource(scenario="beginner", rig="model"), record=path)
    session, _ = build_session(config, [reached], lambda _: None, time.monotonic)
    reached.pipeline = session.pipeline
    while True:
        session.step(time.monotonic)
        time.sleep(POLL_S)


def killed(folder: Path, context: Any, rng: random.Random) -> list[tuple[Path, float]]:
    """Start some sessions, kill each at an instant of its own, and return how far each was."""
    running = []
    for number in range(AT_ONCE):
        reached_s = context.Value("d", 0.0, lock=False)
        path = folder / f"{number}.paw"
        process = context.Process(target=live, args=(str(path), reached_s), daemon=True)
        process.start()
        running.append((rng.uniform(0.0, LONGEST_S), process, path, reached_s))
    until_live = [reached_s for _, _, _, reached_s in running]
    end_s = time.monotonic() + 30.0
    while not all(reached_s.value > 0.0 for reached_s in until_live):
        assert time.monotonic() < end_s, "the sessions did not start"
        time.sleep(0.01)
    begin_s = time.monotonic()
    for delay_s, process, _, _ in sorted(running, key=lambda one: one[0]):
        time.sleep(max(0.0, begin_s + delay_s - time.monotonic()))
        process.kill()
        process.join()
    return [(path, reached_s.value) for _, _, path, reached_s in running]


def test_a_session_killed_at_any_instant_leaves_all_but_the_last_second(tmp_path: Path):
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["pawpress.engine.headless", "pawpress.simulator.rigs", "pawpress.link"])
    rng = random.Random(6)
    missing_s: list[float] = []
    for number in range(0, KILLS, AT_ONCE):
        folder = tmp_path / str(number)
        folder.mkdir()
        for path, reached_s in killed(folder, context, rng):
            recording = open_recording(path)
            assert recording.recovered
            missing_s.append(reached_s - judge(recording).pipeline.end_s)
    print(f"{len(missing_s)} killed, most missing {max(missing_s):.3f} s")
    assert len(missing_s) >= KILLS
    assert max(missing_s) < MOST_MISSING_S
