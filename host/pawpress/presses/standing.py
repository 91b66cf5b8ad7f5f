"""Finds stretches in which the load on all pads together stands still: a person standing, or a long even lean.

Strategy: the sum is cut into bins of a tenth of a second, counted in samples. A stretch grows while the next bin stays
within 5 % of the mean so far; its ends, where the load was still settling, are trimmed to within 2 % of its median.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pawpress.calibration import ForceBlock

BIN_S = 0.1
GROW_SHARE = 0.05
TRIM_SHARE = 0.02
SHORTEST_S = 1.0


@dataclass(frozen=True, slots=True)
class Standing:
    """A stretch of steady load."""

    start_s: float
    end_s: float
    mean_n: float
    cv: float
    """Standard deviation over mean."""


@dataclass(slots=True)
class _Bin:
    start_s: float
    end_s: float
    force_n: NDArray[np.float64]
    mean_n: float


class StandingDetector:
    """Takes the force of all pads, keeps what stood still."""

    def __init__(self, least_n: float, period_s: float) -> None:
        self._least_n = least_n
        self._period_s = period_s
        self._size = max(1, round(BIN_S / period_s))
        self._t: list[float] = []
        self._force: list[float] = []
        self._bins: list[_Bin] = []
        self._bins_n = 0.0
        self._found: list[Standing] = []

    def process(self, block: ForceBlock) -> None:
        """Take forces; a gap ends a stretch."""
        if block.gap_before:
            self._close()
            self._t, self._force = [], []
        t_s, total_n = block.t_s, block.force_n.sum(axis=1)
        at = 0
        while at < len(t_s):
            end = min(len(t_s), at + self._size - len(self._t))
            self._t += t_s[at:end].tolist()
            self._force += total_n[at:end].tolist()
            if len(self._t) == self._size:
                self._bin()
            at = end

    def found(self) -> list[Standing]:
        """Return the stretches so far, the one that is still on included."""
        now = self._measure()
        return self._found + ([] if now is None else [now])

    def _bin(self) -> None:
        force_n = np.array(self._force)
        bin_ = _Bin(self._t[0], self._t[-1] + self._period_s, force_n, float(force_n.mean()))
        self._t, self._force = [], []
        mean_n = self._mean()
        if self._bins and abs(bin_.mean_n - mean_n) > GROW_SHARE * abs(mean_n):
            self._close()
        if bin_.mean_n >= self._least_n and bin_.mean_n > 0.0:
            self._bins.append(bin_)
            self._bins_n += bin_.mean_n
        else:
            self._close()

    def _mean(self) -> float:
        return self._bins_n / len(self._bins) if self._bins else 0.0

    def _close(self) -> None:
        stretch = self._measure()
        if stretch is not None:
            self._found.append(stretch)
        self._bins, self._bins_n = [], 0.0

    def _measure(self) -> Standing | None:
        if not self._bins:
            return None
        means = np.array([b.mean_n for b in self._bins])
        settled = np.flatnonzero(np.abs(means - np.median(means)) <= TRIM_SHARE * np.median(means))
        if len(settled) == 0:
            return None
        bins = self._bins[settled[0] : settled[-1] + 1]
        force_n = np.concatenate([b.force_n for b in bins])
        if bins[-1].end_s - bins[0].start_s < SHORTEST_S - 1e-9:
            return None
        mean_n = float(force_n.mean())
        return Standing(bins[0].start_s, bins[-1].end_s, mean_n, float(force_n.std()) / mean_n)
