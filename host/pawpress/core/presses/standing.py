"""Finds stretches in which the load on all pads together stands still: a person standing, or a long even lean.

Strategy: the sum is cut into bins of a tenth of a second, counted in samples. A stretch grows while the next bin stays
within 5 % of the mean so far; its ends, where the load was still settling, are trimmed to within 2 % of its median.
Of a bin only mean and variance are kept, so that standing for long takes no memory to speak of.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pawpress.core.calibration import ForceBlock, total_of
from pawpress.core.presses.metrics.basics import mean, median

BIN_S = 0.1
GROW_SHARE = 0.05
TRIM_SHARE = 0.02
SHORTEST_S = 1.0


@dataclass(frozen=True, slots=True)
class StandingStretch:
    """A stretch of steady load."""

    start_s: float
    end_s: float
    mean_n: float
    cv: float
    """Standard deviation over mean."""


class _Bin(NamedTuple):
    start_s: float
    end_s: float
    mean_n: float
    variance: float


class StandingDetector:
    """Takes the force of all pads, keeps what stood still."""

    def __init__(self, least_n: float, period_s: float) -> None:
        self._least_n = least_n
        self._period_s = period_s
        self._size = max(1, round(BIN_S / period_s))
        self._waiting: list[tuple[NDArray[np.float64], NDArray[np.float64]]] = []
        """Time and forces of the samples that fill no bin yet."""
        self._samples = 0
        self._bins: list[_Bin] = []
        self._bins_n = 0.0
        self._found: list[StandingStretch] = []

    def process(self, block: ForceBlock) -> None:
        """Take forces; a gap ends a stretch."""
        if block.gap_before:
            self._close()
            self._waiting, self._samples = [], 0
        self._samples += len(block.t_s)
        if self._samples < self._size:
            self._waiting.append((block.t_s, block.force_n))
            return
        t_s = np.concatenate([*(part[0] for part in self._waiting), block.t_s])
        # Short blocks are added up together, and a long one is not copied for their sake.
        forces = (
            [np.concatenate([part[1] for part in self._waiting]), block.force_n] if self._waiting else [block.force_n]
        )
        load_n = np.concatenate([total_of(force_n) for force_n in forces])
        left = self._samples % self._size
        for filled in self._binned(t_s[: len(t_s) - left], load_n[: len(t_s) - left]):
            self._add(filled)
        self._samples = left
        self._waiting = [(block.t_s[-left:].copy(), block.force_n[-left:].copy())] if left else []

    def found(self) -> list[StandingStretch]:
        """Return the stretches so far, the one that is still on included."""
        now = self._measure()
        return self._found + ([] if now is None else [now])

    def _binned(self, t_s: NDArray[np.float64], load_n: NDArray[np.float64]) -> Iterator[_Bin]:
        """Yield whole bins."""
        total_n = load_n.reshape(-1, self._size)
        starts_s, ends_s = t_s[:: self._size], t_s[self._size - 1 :: self._size] + self._period_s
        columns = (starts_s, ends_s, total_n.mean(axis=1), total_n.var(axis=1))
        return map(_Bin._make, zip(*(column.tolist() for column in columns), strict=True))

    def _add(self, filled: _Bin) -> None:
        if self._bins:
            mean_n = self._bins_n / len(self._bins)
            if abs(filled.mean_n - mean_n) > GROW_SHARE * abs(mean_n):
                self._close()
        if filled.mean_n >= self._least_n and filled.mean_n > 0.0:
            self._bins.append(filled)
            self._bins_n += filled.mean_n
        elif self._bins:
            self._close()

    def _close(self) -> None:
        stretch = self._measure()
        if stretch is not None:
            self._found.append(stretch)
        self._bins, self._bins_n = [], 0.0

    def _measure(self) -> StandingStretch | None:
        if not self._bins or not _long(self._bins):
            return None
        means = np.array([b.mean_n for b in self._bins])
        middle_n = median(means)
        settled = (np.abs(means - middle_n) <= TRIM_SHARE * middle_n).nonzero()[0]
        if len(settled) == 0:
            return None
        kept = slice(int(settled[0]), int(settled[-1]) + 1)
        bins, means = self._bins[kept], means[kept]
        if not _long(bins):
            return None
        mean_n = mean(means)
        # Bins are of one size: the variance within them and that between them add up.
        variance = mean(np.array([b.variance for b in bins])) + float(means.var())
        return StandingStretch(bins[0].start_s, bins[-1].end_s, mean_n, sqrt(variance) / mean_n)


def _long(bins: list[_Bin]) -> bool:
    return bins[-1].end_s - bins[0].start_s >= SHORTEST_S - 1e-9
