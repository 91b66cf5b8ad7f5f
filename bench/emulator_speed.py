"""How fast the simulated rigs are, in multiples of real time, and how long they take to start.

    PYTHONPATH=host python -m bench.emulator_speed [--json] [--seconds S]

Measured over emulated seconds of the beginner scenario. `a run` is how many steps of 1 ms one call lives through: the
demo's engine asks every 5 ms. Start-up is from nothing to the first Hello. Another program on the machine slows it.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time

import numpy as np

from pawpress.core.protocol import Decoder, encode
from pawpress.core.protocol.schema_generated import Hello, SetRate
from pawpress.rig.firmware_images import hex_text, manifest
from pawpress.simulator.avr_board import AvrBoard
from pawpress.simulator.board import SimulatedBoard
from pawpress.simulator.body import Body
from pawpress.simulator.core_board import CoreBoard
from pawpress.simulator.scenario import load_scenario

RIGS = ("avr8js", "core")
CASES = (("uno", 500, 5), ("nano", 1000, 5), ("nano", 1000, 10))
STARTS = 3
START = """
import time; begin = time.perf_counter()
import numpy as np
from bench.emulator_speed import opened, says_hello
board = opened({rig!r}, "uno")
assert says_hello(board)
print(time.perf_counter() - begin)
"""


def opened(rig: str, name: str) -> SimulatedBoard:
    """A board that has just been powered on."""
    return AvrBoard(hex_text(name), manifest().images[name].pads) if rig == "avr8js" else CoreBoard(name)


def says_hello(board: SimulatedBoard) -> bool:
    """Whether Hello comes within 10 ms of its own time."""
    sent = board.run(np.zeros((10, board.pads), np.uint16))
    return any(isinstance(message, Hello) for message in Decoder().receive(sent))


def times_real_time(rig: str, name: str, rate_hz: int, steps_a_run: int, seconds: float) -> tuple[float, int]:
    """Emulated seconds per second of the wall clock without the body's own work; and the frames that were lost."""
    board = opened(rig, name)
    says_hello(board)
    board.send(encode(SetRate(rate_hz), 1))
    steps = round(seconds * 1000 / steps_a_run) * steps_a_run
    codes = Body(load_scenario("beginner"), board.pads).codes(np.arange(steps))
    board.run(codes[:200])
    begin = time.perf_counter()
    sent = [board.run(codes[start : start + steps_a_run]) for start in range(0, steps, steps_a_run)]
    taken_s = time.perf_counter() - begin
    decoder = Decoder()
    decoder.receive(b"".join(sent))
    return steps / 1000.0 / taken_s, decoder.health.lost


def start_up_ms(rig: str) -> float:
    """Median time of a fresh Python process from the first import to Hello, in milliseconds."""
    code = START.format(rig=rig)
    runs = [
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True) for _ in range(STARTS)
    ]
    return 1000.0 * float(np.median([float(run.stdout) for run in runs]))


def body_us_a_step() -> float:
    """Time the body takes for the readings of one step when asked for 5 at a time, in microseconds."""
    body = Body(load_scenario("beginner"), 8)
    begin = time.perf_counter()
    for start in range(0, 5000, 5):
        body.codes(np.arange(start, start + 5))
    return (time.perf_counter() - begin) / 5000 * 1e6


def figures(seconds: float) -> dict[str, float]:
    """All figures by name."""
    measured: dict[str, float] = {}
    for rig in RIGS:
        measured[f"{rig}: start-up, ms"] = round(start_up_ms(rig), 0)
        for name, rate_hz, steps in CASES:
            pads = manifest().images[name].pads
            speed, lost = times_real_time(rig, name, rate_hz, steps, seconds)
            label = f"{rig}: {pads} pads at {rate_hz} Hz, {steps} steps a run"
            measured[f"{label}, x real time"] = round(speed, 2)
            measured[f"{label}, frames lost"] = lost
    measured["body: us a step of 8 pads"] = round(body_us_a_step(), 1)
    return measured


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--seconds", type=float, default=10.0, help="emulated seconds of each case")
    arguments = parser.parse_args()
    measured = figures(arguments.seconds)
    if arguments.json:
        print(json.dumps(measured))
        return
    for label, number in measured.items():
        print(f"{label:60} {number:10}")


if __name__ == "__main__":
    main()
