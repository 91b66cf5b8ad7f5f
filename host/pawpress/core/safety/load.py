"""Whether anybody may have been on the pads lately. What is not known counts as a load."""

from __future__ import annotations

import numpy as np

from pawpress.core.calibration import ForceBlock, total_of
from pawpress.core.safety.alarm_limits import SafetyLimits


class LoadPresence:
    """Follows the load on all pads together.

    Parameters
    ----------
    limits : SafetyLimits
        What a load is, and how long it counts after it was taken off.
    feet : bool
        In foot mode somebody may always be on the pads.
    """

    def __init__(self, limits: SafetyLimits, *, feet: bool) -> None:
        self._loaded_n = limits.link.loaded_n.limit
        self._counts_for_s = limits.link.loaded_before_s.limit
        self._silence_s = limits.common.silence_s.limit
        self._feet = feet
        self._t_s: float | None = None
        self._last_s = -np.inf
        """Session time of the newest reading with a load."""
        self._met = False

    def process(self, block: ForceBlock) -> None:
        """Take in readings; missing ones, for longer than silence may last, count as loaded."""
        if self._t_s is not None and block.gap_before * block.period_s > self._silence_s:
            self._meet(float(block.t_s[0]))
        # A pad that reads less than nothing must not hide a load on another; what is no number is not known.
        light = total_of(np.maximum(block.force_n, 0.0)) < self._loaded_n
        hits = np.flatnonzero(~light | block.saturated.any(axis=1))
        if len(hits):
            self._meet(float(block.t_s[hits[-1]]))
        self._t_s = float(block.t_s[-1])

    def taken(self) -> bool:
        """Return whether there may have been a load since the last call, or shortly before the newest reading."""
        met, self._met = self._met, False
        return self._feet or met or self._t_s is None or self._t_s - self._last_s < self._counts_for_s

    def _meet(self, t_s: float) -> None:
        self._last_s, self._met = t_s, True
