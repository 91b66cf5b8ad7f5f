"""How a hold swings, as the kernel finds it, against the same written out for numpy, to the bit."""

from __future__ import annotations

from itertools import pairwise
from math import ceil, sqrt

import numpy as np
import pytest
from numpy.typing import NDArray

from pawpress.core import kernel
from pawpress.core.kernel import Band, Curve

Array = NDArray[np.float64]
BOUNCE = Band(0.8, 4.0, 1.0 / 80.0, 4.0, 0.4, 1e-9, 4)
TREMOR = Band(7.0, 13.0, 1.0 / 260.0, 4.0, 0.4, 1e-9, 4)


def hold(seed: int) -> tuple[Array, Array]:
    """A lean that sways and trembles: even, jittered, or with readings missing; of a tenth of a second to a minute."""
    some = np.random.default_rng(seed)
    steps_s = some.choice([0.001, 0.002, 0.0101, 0.02, 0.07]) * np.ones(int(some.integers(40, 1500)))
    if seed % 2:
        steps_s *= some.uniform(0.8, 1.2, len(steps_s))
    if seed % 5 == 0:
        steps_s[some.integers(len(steps_s))] += 1.5
    t_s = 200.0 + np.cumsum(steps_s)
    return t_s, 100.0 + 3.0 * np.sin(t_s * some.uniform(2.0, 80.0)) + some.normal(0.0, 1.0, len(t_s))


def binned(t_s: Array, force_n: Array, length_s: float) -> tuple[Array, Array]:
    number = np.floor((t_s - t_s[0]) / length_s + 1e-9)
    edges = np.array([0, *(np.flatnonzero(np.diff(number)) + 1), len(t_s)])
    starts, counts = edges[:-1], np.diff(edges)
    return np.add.reduceat(t_s, starts) / counts, np.add.reduceat(force_n, starts) / counts


def straightened(t_s: Array, force_n: Array) -> Array:
    t = t_s - t_s.sum() / len(t_s)
    return force_n - force_n.sum() / len(t_s) - (t * force_n).sum() / (t * t).sum() * t


def power(t_s: Array, force_n: Array, band: Band) -> float:
    length_s = float(t_s[-1] - t_s[0])
    top_hz = min(band.high_hz, band.highest_share * len(t_s) / length_s)
    multiples = range(max(1, ceil(band.low_hz * length_s)), int(top_hz * length_s) + 1)
    turns, trace = (t_s - t_s[0]) / length_s, band.trace * len(t_s)
    return kernel.swing_power(turns, straightened(t_s, force_n), multiples, trace) if multiples else 0.0


def swing(t_s: Array, force_n: Array, band: Band) -> float:
    t, f = binned(t_s, force_n, band.bin_s)
    length_s = float(t[-1] - t[0])
    parts = max(1, round(length_s / band.part_s))
    cuts = [0, *t.searchsorted(t[0] + length_s * np.arange(1, parts) / parts).tolist(), len(t)]
    powers = [(b - a, power(t[a:b], f[a:b], band)) for a, b in pairwise(cuts) if b - a >= band.part_samples]
    known = sum(samples for samples, _ in powers)
    return sqrt(sum(samples * power for samples, power in powers) / known) if known else 0.0


@pytest.mark.parametrize("band", [BOUNCE, TREMOR], ids=["bounce", "tremor"])
@pytest.mark.parametrize("seed", range(40))
def test_the_swing_in_a_band(seed: int, band: Band) -> None:
    t_s, force_n = hold(seed)
    assert Curve(t_s, force_n).swing(band) == swing(t_s, force_n, band)


def test_too_few_readings_swing_in_no_band() -> None:
    assert Curve(np.array([0.0, 1.0, 2.0]), np.array([1.0, 5.0, 1.0])).swing(BOUNCE) == 0.0
