"""Notices that an empty pad no longer reads what it read when it was calibrated.

Strategy: ten readings per second, standing fast on the sample's number. A reading that stays the same for `STEADY_S` is
no press: hands sway more than `SWAY_N`, and nobody holds for so long. If such a level is off the tare by more than
`SHIFT_N`, it is reported once, until the pad has been back for as long. Nothing is tared away by itself: a weight that
lies on the pad looks the same, and only a person can tell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pawpress.core.calibration.pad_curve import PadCurve

EVERY_S = 0.1
STEADY_S = 15.0
SHIFT_N = 5.0
SWAY_N = 3.0
FAR_OFF = 1 << 30
HEAVIEST_N = 50.0
"""A steady level above this is somebody standing or a weight, not a strap that has slipped."""


@dataclass(frozen=True, slots=True)
class BaselineShift:
    """An empty pad reads something else than it did."""

    channel: int
    start_s: float
    end_s: float
    shift_n: float | None
    """By how much, newtons; None where it reads less than at its tare."""


@dataclass(slots=True)
class _PadWatch:
    """Readings of one pad against its tare, counts."""

    channel: int
    curve: PadCurve
    low: float
    high: float
    top: float
    level: float = -1.0
    since_s: float = 0.0
    reported: bool = False

    def update(self, counts: float, t_s: float) -> BaselineShift | None:
        """Take one reading; return a shift that has now lasted long enough."""
        sway = self.high - self.curve.tare_counts
        if self.level < 0.0 or abs(counts - self.level) > sway * SWAY_N / SHIFT_N:
            self.level, self.since_s = counts, t_s
        if t_s - self.since_s < STEADY_S:
            return None
        shifted = self.level < self.low or self.high < self.level < self.top
        if not shifted or self.reported:
            self.reported = shifted
            return None
        self.reported = True
        return BaselineShift(self.channel, self.since_s, t_s, self._shift_n())

    def _shift_n(self) -> float | None:
        if self.level < self.low:
            return None
        conductance = self.level / (self.curve.counts_max - self.level)
        return float(self.curve.newtons(np.array([conductance]))[0])


class BaselineWatch:
    """Watches the pads that have a curve.

    Parameters
    ----------
    curves : sequence of PadCurve or None
        One a channel.
    counts_max : int
        Top of the rig's converter.
    period_s : float
        Time from sample to sample, seconds.
    """

    def __init__(self, curves: Sequence[PadCurve | None], counts_max: int, period_s: float) -> None:
        watches = [_watch(n, curve) for n, curve in enumerate(curves) if curve is not None]
        self._watches = [(watch, watch.curve.counts_max / counts_max) for watch in watches]
        self._every = max(1, round(EVERY_S / period_s))
        self._sample = 0

    @property
    def due(self) -> int:
        """With which sample from here on the next reading is looked at; far off where no pad is watched."""
        return -self._sample % self._every + 1 if self._watches else FAR_OFF

    def process(self, t_s: NDArray[np.float64], counts: NDArray[np.uint16], gap_before: int = 0) -> list[BaselineShift]:
        """Return the shifts that these readings confirm; shapes (n,) and (n, pads)."""
        begin = self._sample + gap_before
        self._sample = begin + len(t_s)
        if not self._watches:
            return []
        rows = slice(-begin % self._every, None, self._every)
        shifts = [
            watch.update(reading[watch.channel] * scale, now_s)
            for now_s, reading in zip(t_s[rows].tolist(), counts[rows].tolist(), strict=True)
            for watch, scale in self._watches
        ]
        return [shift for shift in shifts if shift is not None]


def _watch(channel: int, curve: PadCurve) -> _PadWatch:
    forces = np.array([SHIFT_N, HEAVIEST_N])
    high, top = curve.counts_of(curve.conductance(np.minimum(forces, curve.top_n))).tolist()
    low = curve.tare_counts - (high - curve.tare_counts)
    return _PadWatch(channel, curve, low, high, max(top, high + 1.0))
