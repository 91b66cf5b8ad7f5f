"""The last seconds of force before the moment from which a recording is played, for the curve."""

from __future__ import annotations

from collections import deque

import numpy as np

from pawpress.core.force_line import Forces
from pawpress.engine.messages import Trail

SPAN_S, STEP_S = 10.5, 1 / 30


class TrailKeeper:
    """Keeps the strongest pad's force thirty times a second of session time."""

    def __init__(self) -> None:
        self._points: deque[tuple[float, float]] = deque()

    def take(self, forces: Forces) -> None:
        """Follow the force."""
        block = forces.block
        if not len(block.t_s):
            return
        every = max(1, round(STEP_S / block.period_s)) if block.period_s else 1
        strongest_n = block.force_n.max(axis=1)
        starts = np.arange(0, len(block.t_s), every)
        for t_s, force_n in zip(block.t_s[starts], np.maximum.reduceat(strongest_n, starts), strict=True):
            self._points.append((float(t_s), round(float(force_n), 1)))
        while self._points[0][0] < self._points[-1][0] - SPAN_S:
            self._points.popleft()

    def trail(self) -> Trail:
        """Return what is kept."""
        return Trail(t_s=[t_s for t_s, _ in self._points], force_n=[force_n for _, force_n in self._points])
