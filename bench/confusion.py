"""How often is the verdict right? Simulated presses of every kind through the real firmware's converter.

Every press is drawn from the ranges in `KINDS`, felt by a sensor drawn anew for every press, read by the real firmware
in an emulated controller and judged by the whole pipeline. The ranges are not the judge's thresholds: they stand apart
from them by what a person would call clearly this or clearly that, and the sensor's errors blur them.

    python -m bench.confusion [--presses 2000] [--write]

`--write` puts the tables, with the rates of the arm hint, into docs/reference/confusion.md. The whole takes about a
quarter of an hour of one processor.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bench.figure import Figure, show
from pawpress.firmware_images import hex_text, manifest
from pawpress.line import PressJudged
from pawpress.pipeline import Pipeline
from pawpress.protocol import encode
from pawpress.protocol.schema_generated import SetRate
from pawpress.simulator.avr_board import AvrBoard
from pawpress.simulator.board import Board
from pawpress.simulator.pads import Sensor, codes_of_conductance
from pawpress.simulator.shapes import Timing, arms, envelope, jab, lean

COMMAND = "python -m bench.confusion"
BOARD, RATE_HZ = "nano", 250
LAP = 200
"""Presses of every kind before the page is written again: whoever cannot wait gets a page all the same."""
LEAD_S, TAIL_S = 0.6, 0.8
"""Rest before and after every press; eight pads are pressed at a time."""
Range = tuple[float, float]
Shape = Callable[[NDArray[np.float64], Timing, float], NDArray[np.float64]]


@dataclass(frozen=True, slots=True)
class Kind:
    """What presses of a kind are drawn from, evenly; times in seconds of the whole ramp, forces in newtons."""

    name: str
    expect: str
    shape: Shape
    rise_s: Range
    hold_s: Range
    release_s: Range
    plateau_n: Range = (60.0, 180.0)
    bounce_hz: Range | None = None
    bounce_depth: Range = (0.10, 0.14)

    @property
    def slot_ms(self) -> int:
        """How long every press of this kind has to itself on its pad."""
        longest_s = LEAD_S + self.rise_s[1] + self.hold_s[1] + self.release_s[1] + TAIL_S
        return round(1000 * longest_s)


KINDS = (
    Kind("steady", "steady", lean, (0.8, 1.6), (0.9, 2.9), (0.4, 1.0)),
    Kind("rushed", "rushed", lean, (0.28, 0.45), (0.9, 2.5), (0.3, 0.8)),
    Kind("jab", "jab", jab, (0.06, 0.13), (0.0, 0.08), (0.06, 0.15), (80.0, 200.0)),
    Kind("short", "short", lean, (0.8, 1.1), (0.0, 0.1), (0.3, 0.5)),
    Kind("bounce", "unsteady", lean, (0.8, 1.4), (2.0, 3.5), (0.4, 1.0), bounce_hz=(0.9, 2.2)),
    Kind("arms", "steady", arms, (0.8, 1.4), (1.2, 2.5), (0.4, 1.0)),
)
"""`arms` overshoots by 12 % and sags by 4 % a second: no verdict may fail a learner for it."""

SENSORS = {
    "nominal sensor": lambda rng: Sensor(),  # noqa: ARG005 - same signature as the other
    "worst sensor": lambda rng: Sensor(rng.normal(1.0, 0.08), rng.normal(1.0, 0.03), 0.07, 0.04),
}
"""The worst one: 8 % gain and 3 % curvature from part to part, 7 % hysteresis, 4 % creep a decade."""


def felt_conductance(kind: Kind, sensor: Sensor, rng: np.random.Generator) -> NDArray[np.float64]:
    """Draw one press and return what its pad's conductance does, shape (slot_ms,)."""
    timing = Timing(rng.uniform(*kind.rise_s), rng.uniform(*kind.hold_s), rng.uniform(*kind.release_s))
    plateau_n = rng.uniform(*kind.plateau_n)
    t_s = np.arange(kind.slot_ms) / 1000.0 - LEAD_S
    share = kind.shape(t_s, timing, rng.uniform(0, 2 * np.pi))
    if kind.bounce_hz is not None:
        depth, swing_hz = rng.uniform(*kind.bounce_depth), rng.uniform(*kind.bounce_hz)
        rocking = depth * np.sin(2 * np.pi * swing_hz * t_s + rng.uniform(0, 2 * np.pi))
        share = share * (1.0 + rocking * envelope(t_s, timing))
    unloading = t_s > timing.rise_s + timing.hold_s
    felt_n = sensor.felt_n(plateau_n * share, plateau_n, t_s, unloading)
    return sensor.conductance(felt_n + rng.normal(0, sensor.noise_n, len(t_s)))


def judge(
    board: Board, kind: Kind, make: Callable[[np.random.Generator], Sensor], presses: int, seed: Sequence[int]
) -> Counter[str]:
    """Press and judge; return how often each verdict was given.

    `none` counts presses that were not found, `extra` what was found besides them.
    """
    rng = np.random.default_rng(seed)
    pipeline, verdicts = Pipeline(), Counter[str]()
    board.send(encode(SetRate(RATE_HZ), 1))
    pipeline.receive(board.run(np.zeros((round(1000 * LEAD_S), board.pads), np.uint16)), 0.0)
    left = presses
    while left > 0:
        pressed = min(left, board.pads)
        left -= pressed
        conductance = np.zeros((kind.slot_ms, board.pads))
        for pad in range(pressed):
            conductance[:, pad] = felt_conductance(kind, make(rng), rng)
        wire = board.run(codes_of_conductance(conductance))
        found = [event for event in pipeline.receive(wire, 0.0) if isinstance(event, PressJudged)]
        verdicts.update(event.verdict.verdict for event in found)
        verdicts["none"] += pressed - len({event.press.pad for event in found})
        verdicts["extra"] += len(found) - len({event.press.pad for event in found})
    return +verdicts


def open_board() -> AvrBoard:
    """Return the firmware as it ships, in the emulator of the demo."""
    return AvrBoard(hex_text(BOARD), manifest().images[BOARD].pads)


def judge_on_new_board(kind: Kind, sensor: str, presses: int, lap: int = 0) -> Counter[str]:
    """Return the verdicts on presses of one kind with one sort of sensor."""
    with closing(open_board()) as board:
        return judge(board, kind, SENSORS[sensor], presses, (KINDS.index(kind), lap))


Tables = dict[str, dict[str, Counter[str]]]
"""Verdicts by sensor and kind."""


def laps(presses: int) -> Iterator[tuple[int, Tables]]:
    """Yield the tables so far, and of how many presses a kind, after every lap over all kinds."""
    found: Tables = {sensor: {kind.name: Counter() for kind in KINDS} for sensor in SENSORS}
    done = 0
    while done < presses:
        more = min(LAP, presses - done)
        for sensor, kinds in found.items():
            for kind in KINDS:
                kinds[kind.name] += judge_on_new_board(kind, sensor, more, done // LAP)
        done += more
        yield done, found


VERDICTS = ("steady", "rushed", "jab", "short", "unsteady", "ungraded", "none")


def figures(found: Tables) -> list[Figure]:
    """Return the share of right verdicts."""
    return [
        Figure(f"right verdicts, {kind.name}, {sensor}", f"{100 * right_share(counts[kind.name], kind):.1f} %", COMMAND)
        for sensor, counts in found.items()
        for kind in KINDS
    ]


def right_share(counts: Counter[str], kind: Kind) -> float:
    """Return the share of presses that were given the wanted verdict."""
    return counts[kind.expect] / sum(counts[verdict] for verdict in VERDICTS)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--presses", type=int, default=2000)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    found: Tables = {}
    for done, found in laps(options.presses):
        if options.write:
            from bench.confusion_page import PAGE, page

            PAGE.write_text(page(found, done))
    show(figures(found))


if __name__ == "__main__":
    main()
