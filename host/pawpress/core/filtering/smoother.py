"""All pads of a scan at one time, and the causal low-pass of the live force behind it.

Pads are read one after the other, and each reading belongs a little later. Strategy: straight lines between the
readings of a pad, taken at the time of the scan's first pad. That waits for nothing, and what comes out never lies
outside the two readings it is between. The low-pass then goes from sample to sample, so that nothing depends on how
the stream was chopped; the kernel does both, with the same bits on every processor. Alarms do not go through here: a
line between two readings is later or lower than the newer one.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pawpress.core.calibration import ForceBlock
from pawpress.core.filtering.design import delay_s, sections_for, settled_state
from pawpress.core.kernel import Smoothing


class Smoother:
    """Smooths the force of every pad and corrects its time by the filter's delay.

    Parameters
    ----------
    rate_hz : float
        Scans per second. Below `LOWEST_RATE_HZ` there is no low-pass.
    pads : int
        Pads of a scan.
    pad_skew_s : float
        Time between two neighbouring pads of one scan, seconds.
    """

    def __init__(self, rate_hz: float, pads: int, pad_skew_s: float = 0.0) -> None:
        low_pass = _low_pass(rate_hz)
        late = np.minimum(np.arange(pads) * (pad_skew_s * rate_hz), 1.0)
        self.delay_s = 0.0 if low_pass is None else low_pass.delay_s
        self._smoothing: Smoothing | None = None
        if low_pass is not None:
            self._smoothing = Smoothing(late, low_pass.sections, low_pass.settled)
        elif late.any():
            self._smoothing = Smoothing(late, None, None)

    def process(self, block: ForceBlock) -> ForceBlock:
        """Return the block smoothed; after a gap it begins anew, settled at the first force, which stays as it is."""
        if self._smoothing is None or len(block.t_s) == 0:
            return block
        smooth_n = self._smoothing.process(block.force_n, gap=block.gap_before > 0)
        return ForceBlock(block.t_s - self.delay_s, smooth_n, block.saturated, block.gap_before, block.period_s)

    def reset(self) -> None:
        """Forget everything that came before."""
        if self._smoothing is not None:
            self._smoothing.reset()


class _LowPass(NamedTuple):
    """The filter of one rate."""

    sections: NDArray[np.float64]
    settled: NDArray[np.float64]
    delay_s: float


@cache
def _low_pass(rate_hz: float) -> _LowPass | None:
    sections = sections_for(rate_hz)
    return None if sections is None else _LowPass(sections, settled_state(sections), delay_s(sections, rate_hz))
