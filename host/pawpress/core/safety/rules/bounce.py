"""Bouncing while standing: the share of the load that swings between 0.8 and 4 Hz.

Strategy: the force is averaged in bins of a twentieth of a second, counted on the session's clock. The newest 64
of them are looked at together: only a stretch without a step on or off, and with at least two whole swings, can bounce.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from pawpress.core.arithmetic import straight_line
from pawpress.core.safety.alarm import Severity
from pawpress.core.safety.book import Alarm
from pawpress.core.safety.conditions import AboveLimit, BaseCondition, Edge
from pawpress.core.safety.rule import OnTotal
from pawpress.core.safety.site import Site

Array = NDArray[np.float64]

BIN_S = 0.05
BINS = 64
LOW_HZ, HIGH_HZ = 0.79, 4.01
STANDING_N = 50.0
SHALLOWEST = 0.3
"""A bin below this share of the mean is a step, a hop or a fall, not a bounce."""
DRIFT_SHARE = 0.2
EXCURSIONS = 5
CREST = 2.2
"""A swing goes about as far each time: its top is 1.4 times its root mean square. A stumble towers above the rest."""


def rules(site: Site) -> Iterator[OnTotal]:
    """Return amber and red for all feet together."""
    if site.ground is None:
        return
    foot = site.limits.foot
    shares: list[tuple[Severity, float]] = [
        ("amber", foot.bounce_amber_share.limit),
        ("red", foot.bounce_red_share.limit),
    ]
    for severity, share in shares:
        yield OnTotal(Alarm("bounce", severity, None), site.everything, Bounce(share, site.clear(share)))


class Bounce(BaseCondition):
    """Raised when the swinging share of a load exceeds a limit."""

    def __init__(self, limit: float, clear: float) -> None:
        self._above = AboveLimit(limit, clear)
        self._limit = limit
        self._bins: deque[float] = deque(maxlen=BINS)
        self._bin, self._sum_n, self._count = -1, 0.0, 0

    @property
    def peak(self) -> float:
        """Largest share of the episode."""
        return self._above.peak

    def forget(self) -> None:
        """Begin anew after a stretch without readings."""
        self._bins.clear()
        self._count = 0

    def process(self, t_s: Array, force_n: Array) -> list[Edge]:
        """Return the crossings in these samples, both of shape (n,)."""
        numbers = np.floor(t_s / BIN_S).astype(np.int64)
        cuts = [0, *(np.flatnonzero(np.diff(numbers)) + 1).tolist(), len(t_s)]
        edges: list[Edge] = []
        for a, b in pairwise(cuts):
            if int(numbers[a]) != self._bin:
                edges += self._close(int(numbers[a]), t_s[a : a + 1])
            self._sum_n = float(np.cumsum(np.concatenate(([self._sum_n], force_n[a:b])))[-1])
            self._count += b - a
        return edges

    def _close(self, number: int, t_s: Array) -> list[Edge]:
        if self._count:
            self._bins.append(self._sum_n / self._count)
        if number != self._bin + 1:
            self._bins.clear()
        self._bin, self._sum_n, self._count = number, 0.0, 0
        swing = swinging_share(np.array(self._bins), self._limit) if len(self._bins) == BINS else 0.0
        return self._above.process(t_s, np.array([swing]))


def swinging_share(force_n: Array, least: float) -> float:
    """Return the root mean square between 0.8 and 4 Hz over the mean of bins, 0 where nobody stands and bounces.

    Parameters
    ----------
    force_n : array, shape (BINS,)
        Mean force of each bin, newtons.
    least : float
        Excursions smaller than this share do not count as swings.
    """
    mean_n = float(force_n.mean())
    if mean_n < STANDING_N or float(force_n.min()) < SHALLOWEST * mean_n:
        return 0.0
    half = len(force_n) // 2
    if abs(float(force_n[:half].mean()) - float(force_n[half:].mean())) > DRIFT_SHARE * mean_n:
        return 0.0
    place = np.arange(len(force_n), dtype=np.float64)
    slope, level = straight_line(place, force_n)
    rest = force_n - slope * place - level
    if _alternations(rest, least * mean_n) < EXCURSIONS or np.abs(rest).max() > CREST * rest.std():
        return 0.0
    cosines, sines = _waves()
    power = np.square((cosines * rest).sum(axis=1)) + np.square((sines * rest).sum(axis=1))
    return float(np.sqrt(2.0 * power.sum())) / len(rest) / mean_n


@cache
def _waves() -> tuple[Array, Array]:
    """Return the cosines and sines of whole turns over all bins that lie in the band, shape (waves, BINS) each."""
    turns = np.arange(BINS // 2 + 1)
    hz = turns / (BINS * BIN_S)
    place = np.outer(turns[(hz >= LOW_HZ) & (hz <= HIGH_HZ)], np.arange(BINS)) % BINS
    circle = np.array(_circle(BINS))
    return circle[place, 0], circle[place, 1]


def _circle(steps: int) -> list[tuple[float, float]]:
    """Return cosine and sine of every step around a circle, a power of two of them.

    Square roots and products only: safety asks neither the C library, whose sines differ from system to system, nor
    the kernel.
    """
    cosine, sine = -1.0, 0.0
    for _ in range(steps.bit_length() - 2):
        cosine, sine = sqrt((1.0 + cosine) / 2.0), sqrt((1.0 - cosine) / 2.0)
    around = [(1.0, 0.0)]
    while len(around) < steps:
        c, s = around[-1]
        around.append((c * cosine - s * sine, s * cosine + c * sine))
    return around


def _alternations(rest: Array, least_n: float) -> int:
    """Count how often the force goes out to the other side by at least so much."""
    sides = np.sign(rest[np.abs(rest) >= least_n])
    return 0 if not len(sides) else 1 + int(np.count_nonzero(np.diff(sides)))
