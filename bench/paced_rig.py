"""The emulated firmware in real time behind a pseudo-terminal, with a foot that steps hard on it now and then.

`python -m bench.paced_rig SECONDS EVERY_S` prints the terminal's name, lives until standard input closes, and then
prints when each step crossed a red line and when the buzzer's pin rose, as JSON. Times of the host are
`time.monotonic()`, which all programs on a machine share. Where the machine keeps the emulator waiting, the foot comes
down so much later: a real rig waits for nobody.
"""

from __future__ import annotations

import contextlib
import json
import os
import pty
import select
import sys
import time
import tty

import numpy as np

from pawpress.rig.firmware_images import hex_text, manifest
from pawpress.simulator.avr_board import CLOCK_HZ
from pawpress.simulator.pads import SUPERVISED_SENSOR, codes_of_newtons
from tests.rigsim.foot_scenes import LEFT, PADS
from tests.rigsim.wired_boards import WiredAvrBoard

PORTION = 5
"""Steps that are lived through at once; it adds up to as many milliseconds to what the host sees."""
FIRST_STEP = 12_000
"""Nobody steps on before the host has armed the rig."""
HARD_N = 240.0
"""More than the red line of the rate allows within 50 ms, less than those of force, so that one alarm tells all."""
HELD_STEPS = 300
BUZZER_PIN = 3


def crossings_of(seconds: float, every_s: float) -> list[int]:
    """Return the steps at which the foot comes down, at all phases of the scan."""
    dice = np.random.default_rng(5)
    times = np.arange(FIRST_STEP, seconds * 1000 - 1000, every_s * 1000)
    return [int(step) for step in times + dice.integers(0, 200, len(times))]


def codes_of(steps: np.ndarray, crossings: list[int]) -> np.ndarray:
    """Return the readings of the pads, shape (n, 6)."""
    force_n = np.zeros((len(steps), PADS))
    for crossing in crossings:
        on = (steps >= crossing) & (steps < crossing + HELD_STEPS)
        force_n[np.ix_(np.flatnonzero(on), np.array(LEFT))] = HARD_N / len(LEFT)
    return codes_of_newtons(force_n + 0.3 * np.abs(np.sin(0.7 * steps))[:, None], SUPERVISED_SENSOR)


def live(seconds: float, every_s: float) -> dict[str, object]:
    """Live in real time until standard input closes."""
    ours, theirs = pty.openpty()
    tty.setraw(theirs)
    os.set_blocking(ours, False)
    print(os.ttyname(theirs), flush=True)
    board = WiredAvrBoard(hex_text("uno"), manifest().images["uno"].pads)
    board.watch_pins()
    crossings, begun_s, lived = crossings_of(seconds, every_s), time.monotonic(), 0
    crossed_s: dict[int, float] = {}
    late_s = 0.0
    while not select.select([sys.stdin], [], [], 0)[0]:
        due = int((time.monotonic() - begun_s) * 1000)
        while due - lived >= PORTION:
            late_s = max(0.0, time.monotonic() - begun_s - (lived + PORTION) / 1000)
            crossed_s |= {step: begun_s + step / 1000 + late_s for step in crossings if 0 <= step - lived < PORTION}
            with contextlib.suppress(BlockingIOError):
                board.send(os.read(ours, 4096))
            sent = board.run(codes_of(np.arange(lived, lived + PORTION), crossings))
            lived += PORTION
            with contextlib.suppress(BlockingIOError):
                os.write(ours, sent)
        time.sleep(0.001)
    edges = [edge.cycle * 1000 / CLOCK_HZ for edge in board.take_edges() if edge.pin == BUZZER_PIN and edge.level]
    return {
        "crossings": list(crossed_s),
        "crossings_s": list(crossed_s.values()),
        "buzzer": first_tones(edges),
        "late_s": late_s,
        "begun_s": begun_s,
    }


def first_tones(edges: list[float]) -> list[float]:
    """Return the steps at which the buzzer began to sound after 10 ms of silence."""
    return [edge for before, edge in zip([-1e9, *edges], edges, strict=False) if edge - before > 10.0]


if __name__ == "__main__":
    print(json.dumps(live(float(sys.argv[1]), float(sys.argv[2]))))
