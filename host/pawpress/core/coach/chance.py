"""Numbers that look random and are the same for the same seed in every year: nothing of a library's generator in them.

No scipy either: it takes a second to load, and the coach shares its thread with the alarms.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import count
from typing import Final

_MASK: Final = (1 << 64) - 1
_STEP: Final = 0x9E3779B97F4A7C15


def uniforms(*keys: int) -> Iterator[float]:
    """Yield numbers above 0 and below 1 that follow from integers alone (splitmix64)."""
    state = 0
    for key in keys:
        state = _mixed((state + _STEP + (key & _MASK)) & _MASK)
    for turn in count(1):
        yield ((_mixed((state + turn * _STEP) & _MASK) >> 11) + 0.5) / (1 << 53)


def beta_draw(passed: float, failed: float, *keys: int) -> float:
    """Return a draw from the Beta distribution of a share after so many passes and failures, prior Beta(1, 1).

    Parameters
    ----------
    passed, failed : float
        Weights, not negative.
    *keys : int
        The same keys give the same draw.
    """
    source = uniforms(*keys)
    up, down = _gamma_draw(1.0 + passed, source), _gamma_draw(1.0 + failed, source)
    return up / (up + down)


def _gamma_draw(shape: float, source: Iterator[float]) -> float:
    """Return a draw from the gamma distribution, for shapes of 1 or more (Marsaglia & Tsang 2000)."""
    d = shape - 1.0 / 3.0
    while True:
        x = math.sqrt(-2.0 * math.log(next(source))) * math.cos(2.0 * math.pi * next(source))
        v = (1.0 + x / math.sqrt(9.0 * d)) ** 3
        if v > 0.0 and math.log(next(source)) < 0.5 * x * x + d - d * v + d * math.log(v):
            return d * v


def _mixed(z: int) -> int:
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & _MASK
    return z ^ (z >> 31)
