"""Readings to newtons by a table a pad; the curves are frozen, and the time under load is the only state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pawpress.core.calibration.creep import CreepCompensator
from pawpress.core.calibration.pad_curve import PadCurve
from pawpress.core.samples import SampleBlock


@dataclass(frozen=True, slots=True)
class ForceBlock:
    """Evenly spaced forces without a gap inside; those of a pad lie side by side, as whoever asks goes along each."""

    t_s: NDArray[np.float64]
    """Time since the first scan of the session, shape (n,), seconds."""
    force_n: NDArray[np.float64]
    """Force of each pad, shape (n, pads), newtons."""
    saturated: NDArray[np.bool_]
    """Where the reading was beyond the pad's range, shape (n, pads): good for an alarm, not for a grade."""
    gap_before: int
    """Scans missing before the first of this block."""
    period_s: float
    """Time from one scan to the next, seconds."""
    cut_off: NDArray[np.bool_] | None = None
    """Where a pad with a supervision resistor reads less than at rest, shape (n, pads); None where none has one."""


class Totals:
    """Sums of groups of pads, those of a group side by side, as whoever asks for them goes along each.

    Added pad by pad: a matrix product may add in another order for another number of samples, and the last bit of a sum
    must not depend on how the stream was cut into blocks.
    """

    def __init__(self, groups: Sequence[Sequence[int]]) -> None:
        self._groups = len(groups)
        self._firsts = np.array([columns[0] for columns in groups], dtype=np.intp)
        self._more = [(total, column) for total, columns in enumerate(groups) for column in columns[1:]]
        self._same = not self._more and self._firsts.tolist() == list(range(self._groups))

    def of(self, force_n: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return totals of shape (groups, n) of forces of shape (n, pads); a view of these where every pad is one."""
        if self._same and force_n.shape[1] == self._groups:
            return force_n.T
        pads_n = np.ascontiguousarray(force_n.T)
        totals_n = pads_n.take(self._firsts, axis=0)
        for total, column in self._more:
            totals_n[total] += pads_n[column]
        return totals_n


def total_of(force_n: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the sum of all pads, shape (n,), of forces of shape (n, pads); added pad by pad as `Totals` does."""
    total_n = force_n[:, 0].copy()
    for column in range(1, force_n.shape[1]):
        total_n += force_n[:, column]
    return total_n


@dataclass(frozen=True, slots=True)
class Note:
    """Something that limits the trust in a pad's newtons, to be said at the start of a session."""

    code: str
    """`uncalibrated`, `unreliable_sensor` or `old_calibration`."""
    pad: str | None
    message: str


@dataclass(frozen=True, slots=True)
class Calibration:
    """What turns readings into newtons."""

    newtons: NDArray[np.float64]
    """Force of every reading, shape (pads, counts_max + 1), newtons."""
    saturation_counts: NDArray[np.uint16]
    """Reading of each pad from which on it counts as saturated, shape (pads,)."""
    uncertainty: NDArray[np.float64]
    """Relative uncertainty of a newton of each pad at 95 %, 0.25 = 25 %, shape (pads,)."""
    calibrated: bool
    """Whether every pad of the layout has a curve that stands; without, forces are nominal and only indicative."""
    creep_per_decade: NDArray[np.float64]
    """Growth of each pad's reading per decade of time under load, shape (pads,); taken out again."""
    grades_newtons: bool = True
    """False when a check, or a press at an edge, found a pad so far off that nothing in newtons may be graded."""
    cut_off_counts: NDArray[np.float64] | None = None
    """Reading below which each pad is cut off, shape (pads,), 0 without supervision resistor; None where none has."""
    curves: tuple[PadCurve | None, ...] = ()
    """The curve of each channel; None where the nominal one stands in."""
    notes: tuple[Note, ...] = ()
    named: int | None = None
    """How many channels have a pad, from the first one on; None where all have."""

    @property
    def supervised(self) -> list[int]:
        """Columns of the pads with a supervision resistor."""
        return [] if self.cut_off_counts is None else np.flatnonzero(self.cut_off_counts).tolist()

    @property
    def worst_uncertainty(self) -> float:
        """Uncertainty of the least certain pad."""
        return float(self.uncertainty[: self.named].max())


class Calibrator:
    """Applies a calibration to blocks."""

    def __init__(self, calibration: Calibration) -> None:
        self.calibration = calibration
        pads, readings = calibration.newtons.shape
        self._top, self._least_saturated = readings - 1, int(calibration.saturation_counts.min())
        self._newtons = calibration.newtons.reshape(-1)
        self._row: NDArray[np.intp] = np.arange(pads, dtype=np.intp)[:, None] * np.intp(readings)
        """Where each pad's table begins."""
        self._period_s = 0.0
        self._creep = CreepCompensator((), 1.0)

    def process(self, block: SampleBlock) -> ForceBlock:
        """Return the block in newtons; readings above the declared range count as its top."""
        if block.period_s != self._period_s:
            self._period_s = block.period_s
            self._creep = CreepCompensator(self.calibration.creep_per_decade.tolist(), block.period_s)
        # Nearly never is a reading so large, and looking for the largest takes next to nothing.
        largest = int(block.counts.max(initial=0))
        counts = block.counts if largest <= self._top else np.minimum(block.counts, self._top)
        unsaturated = largest < self._least_saturated
        cut_off_counts = self.calibration.cut_off_counts
        return ForceBlock(
            block.t_s,
            self._creep.process(self._newtons.take(np.ascontiguousarray(counts.T) + self._row).T, block.gap_before),
            np.zeros(counts.shape, np.bool_) if unsaturated else counts >= self.calibration.saturation_counts,
            block.gap_before,
            block.period_s,
            None if cut_off_counts is None else counts < cut_off_counts,
        )

    def reset(self) -> None:
        """Forget for how long pads have been under load."""
        self._creep.reset()
