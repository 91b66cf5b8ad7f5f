"""How often is the verdict right? Simulated presses of every kind through the real firmware's converter.

Every press is drawn from the ranges in `bench.confusion_kinds`, felt by a new random sensor for every press, read by
the real firmware in an emulated controller and judged by the whole pipeline. The ranges are not the judge's thresholds:
they stand apart from them by what a person would call clearly this or clearly that, and the sensor's errors blur them.

    python -m bench.confusion [--presses 2000] [--write]

`--write` puts the tables, with the rates of the arm hint, into docs/reference/confusion.md. The whole takes about a
quarter of an hour of one processor.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing

import numpy as np

from bench.confusion_kinds import (
    BOARD,
    COMMAND,
    KINDS,
    LEAD_S,
    RATE_HZ,
    SENSORS,
    Kind,
    Tables,
    felt_conductance,
    right_share,
)
from bench.confusion_page import PAGE, page
from bench.figure import Figure, show
from pawpress.core.force_line import PressGraded
from pawpress.core.pipeline import Pipeline
from pawpress.core.protocol import encode
from pawpress.core.protocol.schema_generated import SetRate
from pawpress.rig.firmware_images import hex_text, manifest
from pawpress.settings.shipped_setup import shipped_setup
from pawpress.simulator.avr_board import AvrBoard
from pawpress.simulator.board import SimulatedBoard
from pawpress.simulator.pads import Sensor, codes_of_signal

LAP = 200
"""Presses of every kind before the page is written again: anyone who cannot wait gets a page all the same."""


def judge(
    board: SimulatedBoard, kind: Kind, make: Callable[[np.random.Generator], Sensor], presses: int, seed: Sequence[int]
) -> Counter[str]:
    """Press and judge; return how often each verdict was given.

    `none` counts presses that were not found, `extra` what was found besides them.
    """
    rng = np.random.default_rng(seed)
    pipeline, verdicts = Pipeline(shipped_setup()), Counter[str]()
    board.send(encode(SetRate(RATE_HZ), 1))
    pipeline.receive(board.run(np.zeros((round(1000 * LEAD_S), board.pads), np.uint16)), 0.0)
    left = presses
    while left > 0:
        pressed = min(left, board.pads)
        left -= pressed
        conductance = np.zeros((kind.slot_ms, board.pads))
        for pad in range(pressed):
            conductance[:, pad] = felt_conductance(kind, make(rng), rng)
        wire = board.run(codes_of_signal(conductance))
        found = [event for event in pipeline.receive(wire, 0.0) if isinstance(event, PressGraded)]
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


def figures(found: Tables) -> list[Figure]:
    """Return the share of right verdicts."""
    return [
        Figure(f"right verdicts, {kind.name}, {sensor}", f"{100 * right_share(counts[kind.name], kind):.1f} %", COMMAND)
        for sensor, counts in found.items()
        for kind in KINDS
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--presses", type=int, default=2000)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    found: Tables = {}
    for done, found in laps(options.presses):
        if options.write:
            PAGE.write_text(page(found, done))
    show(figures(found))


if __name__ == "__main__":
    main()
