"""What simulated presses are drawn from, kind by kind, and by what sensors they are felt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pawpress.simulator.pads import Sensor
from pawpress.simulator.press_shapes import Timing, arms, envelope, jab, lean

COMMAND = "python -m bench.confusion"
BOARD, RATE_HZ = "nano", 250
VERDICTS = ("steady", "rushed", "jab", "short", "unsteady", "ungraded", "none")
Tables = dict[str, dict[str, Counter[str]]]
"""Verdicts by sensor and kind."""
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
    return sensor.signal(felt_n + rng.normal(0, sensor.noise_n, len(t_s)))


def right_share(counts: Counter[str], kind: Kind) -> float:
    """Return the share of presses that were given the wanted verdict."""
    return counts[kind.expect] / sum(counts[verdict] for verdict in VERDICTS)
