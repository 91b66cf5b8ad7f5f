"""Room 3, samples: takes scans, gives blocks on one unwrapped time axis. Knows nothing of newtons.

Strategy: the device's clock is the clock. Its 32 bits wrap after 71.6 minutes, so only differences are used. A block
never spans missing scans: what is lost is stated in `gap_before`, and never filled in. A rig that restarted begins
its clock anew; the time it was away comes from the Gap the engine wrote, or else counts as RESTART_GAP_S.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from pawpress.core.protocol.decoder import Scans
from pawpress.core.protocol.schema_generated import Gap, Hello, Message

WRAP_US = 1 << 32
"""The rig's clock counts so many microseconds, 71.6 minutes, and begins again."""
LONGEST_AWAY_US = 400 * 86_400 * 1_000_000
"""A link that was down for longer than about a year counts as down for that long."""
RESTART_GAP_S = 1.0
"""Assumed time away when a rig restarts without the link going down, in seconds; start-up takes about this long."""


@dataclass(frozen=True, slots=True)
class SampleBlock:
    """Evenly spaced scans without a gap inside."""

    t_s: NDArray[np.float64]
    """Time since the first scan of the session, shape (n,), seconds."""
    counts: NDArray[np.uint16]
    """Raw readings, shape (n, pads)."""
    gap_before: int
    """Scans missing before the first of this block."""
    period_s: float
    """Time from one scan to the next, seconds."""


class SampleClock:
    """Puts scans on the session's time axis."""

    def __init__(self) -> None:
        self._session_us: int | None = None
        self._device_us = self._period_us = 0
        self._restarted = False
        self._away_us = 0
        self.still_s = 0.0
        """For how long the rig's clock has shown the same time although readings came, seconds."""

    def restart(self) -> None:
        """Note that the rig's clock started again."""
        self._restarted = True

    def away(self, duration_us: int) -> None:
        """Note that the link was down for this long, by the host's clock."""
        self._away_us = min(self._away_us + duration_us, LONGEST_AWAY_US)

    def when_s(self, t_us: int) -> float | None:
        """Return the session time of a moment of the device's clock near the newest scan; None before the first.

        Until a clock that began anew has shown a scan, every moment is that of the newest one.
        """
        if self._session_us is None:
            return None
        if self._restarted:
            return self._session_us / 1e6
        step_us = (t_us - self._device_us + WRAP_US // 2) % WRAP_US - WRAP_US // 2
        return (self._session_us + step_us) / 1e6

    def due(self) -> tuple[int, int] | None:
        """Return the device's time of the next scan and the time from scan to scan, microseconds; None if not known."""
        if self._session_us is None or self._restarted or self._away_us:
            return None
        return (self._device_us + self._period_us) % WRAP_US, self._period_us

    def ahead_s(self, scans: int) -> float:
        """Return the session time of the scan that is so many ahead of the newest one, seconds."""
        return ((self._session_us or 0) + scans * self._period_us) / 1e6

    def process(self, scans: Scans) -> list[SampleBlock]:
        """Return the scans as blocks, cut where scans are missing."""
        if self._session_us is None:
            self._session_us = -scans.period_us
            first_us = scans.period_us
        else:
            first_us = self._first_step(scans)
        if scans.even and first_us == scans.period_us:
            return [self._even(self._session_us, scans)]
        steps = np.concatenate(([first_us], _differences(scans.t_us)))
        still = steps <= 0
        self.still_s = self.still_s + float(still.sum()) * scans.period_us / 1e6 if still.any() else 0.0
        steps = np.where(still, scans.period_us, steps)
        session_us = self._session_us + np.cumsum(steps)
        self._follow(int(session_us[-1]), scans)
        return _blocks(session_us, steps, scans)

    def _even(self, session_us: int, scans: Scans) -> SampleBlock:
        """Return scans that follow the last ones, and each other, without a gap."""
        n = len(scans.t_us)
        self._follow(session_us + n * scans.period_us, scans)
        t_us = np.arange(1, n + 1) * scans.period_us + session_us
        return SampleBlock(t_us / 1e6, scans.counts, 0, scans.period_us / 1e6)

    def _follow(self, session_us: int, scans: Scans) -> None:
        self._session_us = session_us
        self._device_us, self._period_us = int(scans.t_us[-1]), scans.period_us
        self._restarted, self._away_us = False, 0

    def _first_step(self, scans: Scans) -> int:
        step = (int(scans.t_us[0]) - self._device_us) % WRAP_US
        if self._away_us:
            # While the link was down the device's clock may have wrapped unseen.
            step += max(0, round((self._away_us - step) / WRAP_US)) * WRAP_US
        # A clock that disagrees with the host's began anew, though its Hello was lost.
        if self._restarted or step - self._away_us > WRAP_US // 2:
            return self._away_us or round(RESTART_GAP_S * 1e6)
        return step


def _differences(t_us: NDArray[np.uint32]) -> NDArray[np.int64]:
    """Return the steps from scan to scan; one that seems to go back is a restart whose Hello was lost."""
    steps = np.diff(t_us).astype(np.int64)
    return np.where(steps > WRAP_US // 2, round(RESTART_GAP_S * 1e6), steps)


def _blocks(session_us: NDArray[np.int64], steps: NDArray[np.int64], scans: Scans) -> list[SampleBlock]:
    period_s = scans.period_us / 1e6
    missing = np.rint(steps / scans.period_us).astype(np.int64) - 1
    cuts = np.flatnonzero(missing > 0)
    edges = sorted({0, *cuts.tolist(), len(steps)})
    return [
        SampleBlock(session_us[a:b] / 1e6, scans.counts[a:b], max(0, int(missing[a])), period_s)
        for a, b in pairwise(edges)
    ]


def gathered(messages: Iterable[Message | Scans]) -> Iterator[Message | Scans]:
    """Bring together scans that only something else the rig said lies between, such as the Status of every second.

    Whatever is said of the clock or the rig stays where it is; the rest follows the scans it came between.
    """
    together: list[Scans] = []
    aside: list[Message] = []
    for message in messages:
        if isinstance(message, Scans):
            if together and not _alike(together[0], message):
                yield from _joined(together)
                yield from aside
                together, aside = [], []
            together.append(message)
        elif together and not isinstance(message, Hello | Gap):
            aside.append(message)
        else:
            yield from _joined(together)
            yield from aside
            together, aside = [], []
            yield message
    yield from _joined(together)
    yield from aside


def _alike(first: Scans, second: Scans) -> bool:
    return first.period_us == second.period_us and first.counts.shape[1] == second.counts.shape[1]


def _joined(scans: list[Scans]) -> list[Scans]:
    if len(scans) < 2:
        return scans
    period_us = scans[0].period_us
    even = all(part.even for part in scans) and all(
        (int(one.t_us[-1]) + period_us) % WRAP_US == int(other.t_us[0]) for one, other in pairwise(scans)
    )
    t_us = np.concatenate([part.t_us for part in scans])
    return [Scans(t_us, period_us, np.concatenate([part.counts for part in scans]), even)]
