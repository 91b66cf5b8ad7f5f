"""How old a reading is when its events are out.

Strategy: the device stamps every scan; the offset between its clock and the host's is taken from the scan that got
through fastest. The age of a scan is then its delay beyond that best case: waiting in buffers, for the next poll, and
for the pipeline. No synchronised clock is needed.
"""

from __future__ import annotations

import numpy as np

KEEP = 100_000
"""Newest ages that are kept; several minutes of blocks."""


class LatencyMeter:
    """Ages of blocks, milliseconds."""

    def __init__(self) -> None:
        self._behind_s: list[float] = []

    def add(self, device_s: float, now_s: float) -> None:
        """Note that the events of a scan of device time were out at host time."""
        self._behind_s.append(now_s - device_s)
        if len(self._behind_s) > KEEP:
            del self._behind_s[: KEEP // 2]

    def percentiles_ms(self) -> dict[str, float | None]:
        """Return p50, p99 and the largest age."""
        if not self._behind_s:
            return {"p50": None, "p99": None, "max": None}
        ages_ms = 1e3 * (np.array(self._behind_s) - min(self._behind_s))
        p50, p99 = np.percentile(ages_ms, (50, 99))
        return {"p50": round(float(p50), 2), "p99": round(float(p99), 2), "max": round(float(ages_ms.max()), 2)}
