"""How often is the verdict right? Simulated presses of every kind through the real firmware's converter.

Every press is drawn from the ranges in `KINDS`, felt by a sensor drawn anew for every press, read by the firmware in
simavr and judged by the whole pipeline. The ranges are not the judge's thresholds: they stand apart from them by what
a person would call clearly this or clearly that, and the sensor's errors blur them.

    python -m bench.confusion [--presses 2000] [--write]

`--write` puts the tables into docs/reference/confusion.md.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.figure import Figure, show
from pawpress.line import PressJudged
from pawpress.pipeline import Pipeline
from pawpress.simulator.board import Board
from pawpress.simulator.pads import Sensor, codes_of_conductance
from pawpress.simulator.shapes import Timing, arms, envelope, jab, lean

COMMAND = "python -m bench.confusion"
PAGE = Path(__file__).resolve().parent.parent / "docs/reference/confusion.md"
SLOT_MS = 7000
"""Every press has this long to itself on its pad; eight pads are pressed at a time."""
LEAD_S = 0.6
BOARD_PADS = 8
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
    """Draw one press and return what its pad's conductance does, shape (SLOT_MS,)."""
    timing = Timing(rng.uniform(*kind.rise_s), rng.uniform(*kind.hold_s), rng.uniform(*kind.release_s))
    plateau_n = rng.uniform(*kind.plateau_n)
    t_s = np.arange(SLOT_MS) / 1000.0 - LEAD_S
    share = kind.shape(t_s, timing, rng.uniform(0, 2 * np.pi))
    if kind.bounce_hz is not None:
        depth, swing_hz = rng.uniform(*kind.bounce_depth), rng.uniform(*kind.bounce_hz)
        rocking = depth * np.sin(2 * np.pi * swing_hz * t_s + rng.uniform(0, 2 * np.pi))
        share = share * (1.0 + rocking * envelope(t_s, timing))
    unloading = t_s > timing.rise_s + timing.hold_s
    force_n = sensor.felt_n(plateau_n * share, plateau_n, t_s, unloading) + rng.normal(0, sensor.noise_n, SLOT_MS)
    return sensor.conductance(force_n)


def judge(
    board: Board, kind: Kind, make: Callable[[np.random.Generator], Sensor], presses: int, seed: int
) -> Counter[str]:
    """Press and judge; return how often each verdict was given. `none` counts presses that were not found."""
    rng = np.random.default_rng(seed)
    pipeline, verdicts = Pipeline(), Counter[str]()
    slots = -(-presses // BOARD_PADS)
    for _ in range(slots):
        pads = [felt_conductance(kind, make(rng), rng) for _ in range(BOARD_PADS)]
        wire = board.run(codes_of_conductance(np.stack(pads, axis=1)))
        found = [event for event in pipeline.receive(wire, 0.0) if isinstance(event, PressJudged)]
        verdicts.update(event.verdict.verdict for event in found)
        verdicts["none"] += BOARD_PADS - len({event.press.pad for event in found})
        verdicts["extra"] += len(found) - len({event.press.pad for event in found})
    return +verdicts


def open_board() -> Board:
    """Return the real firmware in simavr: the fastest of the emulators, from the tests."""
    from tests.rigsim.simavr_board import SimavrBoard

    return SimavrBoard("nano")


def tables(presses: int) -> dict[str, dict[str, Counter[str]]]:
    """Return verdicts by sensor and kind."""
    return {
        sensor: {kind.name: judge(open_board(), kind, make, presses, seed) for seed, kind in enumerate(KINDS)}
        for sensor, make in SENSORS.items()
    }


VERDICTS = ("steady", "rushed", "jab", "short", "unsteady", "ungraded", "none")


def page(found: dict[str, dict[str, Counter[str]]], presses: int) -> str:
    """Return the tables as a page of the reference."""
    lines = [
        "# How often the verdict is right",
        "",
        f"<!-- Written by `{COMMAND} --write`. Do not edit. -->",
        "",
        f"{presses:,} simulated presses of each kind, felt by a sensor drawn anew for every press, read by the real",
        "firmware's converter in an emulator, judged by the whole pipeline. Synthetic: it says that the borders can",
        "be reached with such a sensor, and nothing about people.",
    ]
    for sensor, kinds in found.items():
        lines += ["", f"## {sensor.capitalize()}", "", f"| true kind | wanted | {' | '.join(VERDICTS)} |"]
        lines.append("|---" * (len(VERDICTS) + 2) + "|")
        for kind in KINDS:
            counts = kinds[kind.name]
            total = sum(counts[verdict] for verdict in VERDICTS)
            shares = [f"{100 * counts[v] / total:.1f} %" if counts[v] else "" for v in VERDICTS]
            lines.append(f"| {kind.name} | {kind.expect} | {' | '.join(shares)} |")
    lines += ["", "## What the presses were drawn from", "", "Evenly; ramps are minimum-jerk curves.", ""]
    lines += ["| kind | rise s | hold s | release s | plateau N | rocking |", "|---|---|---|---|---|---|"]
    for kind in KINDS:
        rocking = (
            "" if kind.bounce_hz is None else f"{_span(kind.bounce_depth)} of the force at {_span(kind.bounce_hz)} Hz"
        )
        parts = (kind.rise_s, kind.hold_s, kind.release_s, kind.plateau_n)
        lines.append(f"| {kind.name} | {' | '.join(map(_span, parts))} | {rocking} |")
    lines += [
        "",
        "The nominal sensor follows the nominal curve with noise of 0.4 N. The worst sensor differs by 8 % (standard",
    ]
    lines += [
        "deviation) in gain and 3 % in curvature from press to press, lags by 7 % and creeps by 4 % a decade of time."
    ]
    return "\n".join(lines) + "\n"


def _span(span: Range) -> str:
    return f"{span[0]:g} to {span[1]:g}"


def figures(found: dict[str, dict[str, Counter[str]]]) -> list[Figure]:
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
    found = tables(options.presses)
    show(figures(found))
    if options.write:
        PAGE.write_text(page(found, options.presses))


if __name__ == "__main__":
    main()
