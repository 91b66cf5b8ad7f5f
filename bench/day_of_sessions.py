"""A day of mixed sessions in emulated time: no red alarm missed, none false, memory flat.

`python -m bench.day_of_sessions [HOURS [WORKERS]]`, 24 hours by one process by default. The firmware's core scans at
100 Hz; the host is the one that runs live: connection, pipeline, guard, heartbeats. Sessions of half an hour take
turns, feet and hands. In each, scenes follow one another in an order drawn by lot, each with the alarms it deserves;
after a red one a person acknowledges.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from bench.figure import Figure, show
from pawpress.core.pipeline import Pipeline
from pawpress.core.protocol.schema_generated import SetRate
from pawpress.core.safety import AlarmChange, AlarmState, FootPair
from pawpress.engine.build import wanted_limits
from pawpress.engine.foot_arming import arm_foot_mode
from pawpress.engine.messages import Notice
from pawpress.engine.session import Session
from pawpress.rig.connection import Connection
from pawpress.rig.rig_guard import RigGuard
from pawpress.settings.shipped_setup import shipped_setup
from pawpress.simulator.core_board import CoreBoard
from pawpress.simulator.known_curves import known_calibration
from pawpress.simulator.pads import SUPERVISED_SENSOR
from pawpress.simulator.simulated_link import SimulatedLink
from tests.rigsim.foot_scenes import GIVER_KG, RECEIVER_KG, SCENES, FootScene, ScenePlayer
from tests.rigsim.hand_scenes import HAND_SCENES

COMMAND = "python -m bench.day_of_sessions"
RATE_HZ = 100
POLL_S = 0.1
SESSION_S = 1800.0
REST_S = 70.0
"""Longer than the rest that the longest stand asks for."""
PAIR = FootPair(giver_kg=GIVER_KG, receiver_kg=RECEIVER_KG)
CALIBRATION = known_calibration("demo", 6, "2026-03-01T12:00:00Z", SUPERVISED_SENSOR)
Red = frozenset[tuple[str, str | None]]


@dataclass
class Day:
    """What was seen so far."""

    board: CoreBoard = field(default_factory=CoreBoard)
    now_s: float = 1000.0
    steps: int = 0
    scenes: Counter[str] = field(default_factory=Counter[str])
    missed: list[str] = field(default_factory=list[str])
    false: list[str] = field(default_factory=list[str])
    memory_mb: list[float] = field(default_factory=list[float])

    def clock(self) -> float:
        return self.now_s

    def wait(self, seconds: float) -> None:
        self.now_s += seconds


def reds(changes: list[AlarmChange]) -> Red:
    """Return which red alarms were raised."""
    raised = [change.alarm for change in changes if change.state is AlarmState.UNACKNOWLEDGED]
    return frozenset((alarm.code, alarm.pad) for alarm in raised if alarm.severity == "red")


def run_session(day: Day, *, foot: bool, seed: int) -> None:
    """Run half an hour of scenes and judge what was raised."""
    player, begun_s = ScenePlayer(seed), day.now_s
    link = SimulatedLink(day.board, player, day.clock, "core")
    connection = Connection(lambda: link)
    connection.open(day.now_s)
    pipeline = Pipeline(shipped_setup(calibration=CALIBRATION, foot=PAIR if foot else None))
    notices: list[Notice] = []
    guard = RigGuard(lambda: wanted_limits(pipeline), connection.send, foot=foot)
    session = Session(connection, pipeline, [], notices.append, rig_guard=guard)
    connection.send(SetRate(RATE_HZ), day.now_s)
    day.board.reset()
    play(day, session, 1.0)
    connection.send(SetRate(RATE_HZ), day.now_s)
    if foot:
        arm_foot_mode(session, day.clock, lambda _: day.wait(POLL_S))
    dice = np.random.default_rng(seed)
    scenes = SCENES if foot else HAND_SCENES
    while day.now_s - begun_s < SESSION_S:
        judge(day, session, player, begun_s, scenes[dice.integers(len(scenes))])
    session.stand_down(day.clock, lambda _: day.wait(POLL_S))
    session.finish(day.now_s)
    day.steps += round((day.now_s - begun_s) * 1000)


def judge(day: Day, session: Session, player: ScenePlayer, begun_s: float, scene: FootScene) -> None:
    """Play a scene, compare, acknowledge, rest."""
    step = round((day.now_s - begun_s) * 1000)
    player.play(scene, step)
    found = reds(play(day, session, scene.length_s + 1.0))
    wanted: Red = frozenset((code, pad) for code, severity, pad in scene.alarms if severity == "red")
    day.scenes[scene.name] += 1
    where = f"{scene.name} at {day.now_s - 1000.0:.0f} s"
    day.missed += [f"{where}: {code} {pad}" for code, pad in wanted - found]
    day.false += [f"{where}: {code} {pad}" for code, pad in found - wanted]
    session.acknowledge()
    rest = reds(play(day, session, REST_S if wanted or scene.length_s > 10.0 else 5.0))
    day.false += [f"at rest after {where}: {code} {pad}" for code, pad in rest]
    session.acknowledge()
    if session.pipeline.alarms():
        day.false.append(f"still on after {where}: {session.pipeline.alarms()}")


def play(day: Day, session: Session, seconds: float) -> list[AlarmChange]:
    """Let time pass; return what was told."""
    changes: list[AlarmChange] = []
    for _ in range(round(seconds / POLL_S)):
        day.wait(POLL_S)
        changes += [event for event in session.step(day.clock) if isinstance(event, AlarmChange)]
    return changes


def resident_mb() -> float:
    """Return the memory this process holds, in megabytes."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 1e6


def run(hours: float, first: int = 0) -> Day:
    """Run so many emulated hours; `first` is the number of the first session."""
    day, begun_s = Day(), time.monotonic()
    for number in range(first, first + round(hours * 3600 / SESSION_S)):
        run_session(day, foot=number % 2 == 0, seed=1000 + number)
        day.memory_mb.append(resident_mb())
        tell(day, time.monotonic() - begun_s)
    return day


def tell(day: Day, passed_s: float) -> None:
    """Say how far it has come."""
    outcome = f"{day.scenes.total()} scenes, {len(day.missed)} missed, {len(day.false)} false"
    hours = (day.now_s - 1000.0) / 3600
    print(f"{hours:5.2f} h in {passed_s:6.0f} s: {outcome}, {day.memory_mb[-1]:.1f} MB", file=sys.stderr, flush=True)


def run_shared(hours: float, workers: int) -> list[Day]:
    """Share the hours out among processes, each with a rig of its own."""
    if workers == 1:
        return [run(hours)]
    each = hours / workers
    with ProcessPoolExecutor(workers) as pool:
        return list(pool.map(run, [each] * workers, [round(n * each * 3600 / SESSION_S) for n in range(workers)]))


def measure(hours: float = 1.0, workers: int = 1) -> list[Figure]:
    """Return the figures."""
    days = run_shared(hours, workers)
    missed, false = [text for day in days for text in day.missed], [text for day in days for text in day.false]
    for line in [*(f"missed: {text}" for text in missed), *(f"false: {text}" for text in false)]:
        print(line, file=sys.stderr)
    scenes = sum((day.scenes for day in days), Counter[str]())
    for name, times in sorted(scenes.items()):
        print(f"{times:5} x {name}", file=sys.stderr)
    settled = max(day.memory_mb[min(1, len(day.memory_mb) - 1)] for day in days)
    last = max(day.memory_mb[-1] for day in days)
    what = f"{hours:g} emulated hours, {scenes.total()} scenes"
    return [
        Figure(f"{what}: red alarms missed / false", f"{len(missed)} / {len(false)}", COMMAND, headline=True),
        Figure(f"{what}: memory after the second and the last session", f"{settled:.1f} / {last:.1f} MB", COMMAND),
    ]


if __name__ == "__main__":
    hours, workers = [float(sys.argv[1]) if len(sys.argv) > 1 else 24.0, int(sys.argv[2]) if len(sys.argv) > 2 else 1]
    show(measure(hours, int(workers)))
