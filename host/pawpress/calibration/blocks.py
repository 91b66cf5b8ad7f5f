"""Readings to newtons by a table a pad: frozen curves, no state but the tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pawpress.calibration import nominal
from pawpress.samples import SampleBlock


@dataclass(frozen=True, slots=True)
class ForceBlock:
    """Evenly spaced forces without a gap inside."""

    t_s: NDArray[np.float64]
    """Time since the first scan of the session, shape (n,), seconds."""
    force_n: NDArray[np.float64]
    """Force of each pad, shape (n, pads), newtons."""
    saturated: NDArray[np.bool_]
    """Where the reading was beyond the pad's range and the force is a lower bound, shape (n, pads)."""
    gap_before: int
    """Scans missing before the first of this block."""
    period_s: float
    """Time from one scan to the next, seconds."""


def totals_n(force_n: NDArray[np.float64], groups: Sequence[Sequence[int]]) -> NDArray[np.float64]:
    """Return the sum of each group of pads, shape (n, groups), newtons.

    Added column by column: a matrix product may add in another order for another number of samples, and the last bit
    of a sum must not depend on how the stream was portioned.
    """
    totals = np.empty((len(force_n), len(groups)))
    for total, columns in enumerate(groups):
        totals[:, total] = force_n[:, columns[0]]
        for column in columns[1:]:
            totals[:, total] += force_n[:, column]
    return totals


@dataclass(frozen=True, slots=True)
class Calibration:
    """What turns readings into newtons."""

    newtons: NDArray[np.float64]
    """Force of every reading, shape (pads, counts_max + 1), newtons."""
    saturation_counts: NDArray[np.uint16]
    """Reading of each pad from which on it counts as saturated, shape (pads,)."""
    uncertainty: float
    """Relative uncertainty of a newton, 0.25 = 25 %."""
    calibrated: bool
    """False for the nominal curve: timing may be graded, newtons may not."""


def nominal_calibration(pads: int, counts_max: int = nominal.COUNTS_MAX) -> Calibration:
    """Return the nominal curve for every pad, marked uncalibrated."""
    curve = nominal.newtons(np.arange(counts_max + 1, dtype=np.float64), counts_max)
    top = np.full(pads, round(nominal.SATURATION_SHARE * counts_max), dtype=np.uint16)
    return Calibration(np.tile(curve, (pads, 1)), top, nominal.UNCERTAINTY, calibrated=False)


class Calibrator:
    """Applies a calibration to blocks."""

    def __init__(self, calibration: Calibration) -> None:
        self.calibration = calibration
        self._pad = np.arange(len(calibration.newtons))[None, :]
        self._top = calibration.newtons.shape[1] - 1

    def process(self, block: SampleBlock) -> ForceBlock:
        """Return the block in newtons; readings above the declared range count as its top."""
        counts = np.minimum(block.counts, self._top)
        return ForceBlock(
            block.t_s,
            self.calibration.newtons[self._pad, counts],
            counts >= self.calibration.saturation_counts,
            block.gap_before,
            block.period_s,
        )
