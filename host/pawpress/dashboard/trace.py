"""The last ten seconds of force, as far as the view has seen them. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from collections.abc import Sequence

from pawpress.engine.messages import Snapshot

SPAN_S = 10.0
GAP_S = 0.35
"""Snapshots come thirty times a second: a longer step is a hole in the readings, or a view that was too slow."""


class Trace:
    """Session time and the strongest pad's force of the newest snapshots."""

    def __init__(self) -> None:
        self._points: deque[tuple[float, float]] = deque()

    def add(self, snapshot: Snapshot) -> None:
        """Take a snapshot; one from an earlier time begins anew, as when a recording was rewound."""
        if not snapshot.force_n:
            return
        if self._points and snapshot.t_s < self._points[-1][0]:
            self._points.clear()
        if not self._points or snapshot.t_s > self._points[-1][0]:
            self._points.append((snapshot.t_s, max(snapshot.force_n)))
        while self._points[0][0] < snapshot.t_s - SPAN_S - GAP_S:
            self._points.popleft()

    def refill(self, t_s: Sequence[float], force_n: Sequence[float]) -> None:
        """Begin anew with what lay before the moment to which a replay has jumped, seconds and newtons."""
        self._points = deque(zip(t_s, force_n, strict=True))

    @property
    def end_s(self) -> float:
        """Session time of the newest point; 0 before the first."""
        return self._points[-1][0] if self._points else 0.0

    def columns(self, count: int, span_s: float = SPAN_S) -> list[float | None]:
        """Return the largest force in each of so many equal parts of the last seconds, newtons; None in a gap."""
        if not self._points:
            return [None] * count
        times = [t_s for t_s, _ in self._points]
        begin_s, width_s = self.end_s - span_s, span_s / count
        found: list[float | None] = []
        for column in range(count):
            first = bisect_right(times, begin_s + column * width_s)
            last = bisect_right(times, begin_s + (column + 1) * width_s)
            found.append(self._force_n(first, last, begin_s + (column + 0.5) * width_s))
        return found

    def _force_n(self, first: int, last: int, at_s: float) -> float | None:
        """Return the largest force of some points; without one, that of the points around, if they are near."""
        if first < last:
            return max(self._points[point][1] for point in range(first, last))
        if not 0 < first < len(self._points):
            return self._points[-1][1] if first == len(self._points) and at_s - self.end_s < GAP_S else None
        (before_s, before_n), (after_s, after_n) = self._points[first - 1], self._points[first]
        return None if after_s - before_s > GAP_S else max(before_n, after_n)
