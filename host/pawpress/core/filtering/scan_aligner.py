"""Gives all pads of a scan one time: they are read one after the other, and each reading belongs a little later.

Strategy: straight lines between the readings of a pad, taken at the time of the scan's first pad. That waits for
nothing, and what comes out never lies outside the two readings it is between. Alarms do not go through here: a line
between two readings is later or lower than the newer one.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pawpress.core.calibration import ForceBlock


class ScanAligner:
    """Moves the readings of each pad back to when its scan began.

    Parameters
    ----------
    pads : int
        Pads of a scan.
    pad_skew_s : float
        Time between two neighbouring pads of one scan, seconds; 0 leaves everything as it is.
    period_s : float
        Time from one scan to the next, seconds.
    """

    def __init__(self, pads: int, pad_skew_s: float, period_s: float) -> None:
        self._late = np.minimum(np.arange(pads) * (pad_skew_s / period_s), 1.0)
        self._is_idle = not self._late.any()
        self._before: NDArray[np.float64] | None = None

    def process(self, block: ForceBlock) -> ForceBlock:
        """Return the block with all pads at the time of the first; after a gap the first scan stays as it is."""
        if self._is_idle or len(block.t_s) == 0:
            return block
        force_n = block.force_n
        back_n = np.empty_like(force_n)
        np.subtract(force_n[1:], force_n[:-1], out=back_n[1:])
        back_n[0] = 0.0 if self._before is None or block.gap_before else force_n[0] - self._before
        back_n *= self._late
        self._before = force_n[-1].copy()
        aligned_n = np.subtract(force_n, back_n, out=back_n)
        return ForceBlock(block.t_s, aligned_n, block.saturated, block.gap_before, block.period_s)
