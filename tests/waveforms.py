"""Presses whose metrics can be worked out on paper, and the blocks and presses the stages exchange."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from pawpress.core.calibration import ForceBlock
from pawpress.core.presses import Press
from pawpress.core.presses.measure import measure
from pawpress.core.presses.waveform import Waveform

Array = NDArray[np.float64]

RATE_HZ = 500.0


def times(duration_s: float, rate_hz: float = RATE_HZ, start_s: float = 0.0) -> Array:
    """Even time stamps."""
    return start_s + np.arange(round(duration_s * rate_hz)) / rate_hz


def uneven_times(duration_s: float, rate_hz: float, seed: int, corners: tuple[float, ...] = ()) -> Array:
    """Time stamps that jitter by up to 40 % of their interval, with some exact ones among them."""
    even = times(duration_s, rate_hz)
    jitter = np.random.default_rng(seed).uniform(-0.4, 0.4, len(even)) / rate_hz
    return np.unique(np.concatenate((np.clip(even + jitter, 0.0, None), corners)))


def trapezoid(t_s: Array, onset_s: float, rise_s: float, hold_s: float, release_s: float, plateau_n: float) -> Array:
    """Straight up, level, straight down."""
    corners = np.cumsum([onset_s, rise_s, hold_s, release_s])
    return np.interp(t_s, corners, [0.0, plateau_n, plateau_n, 0.0])


def minimum_jerk(t_s: Array, onset_s: float, rise_s: float, hold_s: float, release_s: float, plateau_n: float) -> Array:
    """Up and down as a hand moves: `10 x³ - 15 x⁴ + 6 x⁵` of the way at the share x of the time."""
    end_s = onset_s + rise_s + hold_s
    return plateau_n * (smooth_step((t_s - onset_s) / rise_s) - smooth_step((t_s - end_s) / release_s))


def smooth_step(share: Array | float) -> Array:
    x = np.clip(share, 0.0, 1.0)
    return np.asarray(x**3 * (10.0 - 15.0 * x + 6.0 * x**2))


def half_sine(t_s: Array, onset_s: float, length_s: float, peak_n: float) -> Array:
    """Half a wave: a bounce on something springy."""
    share = np.clip((t_s - onset_s) / length_s, 0.0, 1.0)
    return peak_n * np.sin(np.pi * share)


def block(t_s: Array, force_n: Array, gap_before: int = 0, rate_hz: float = RATE_HZ) -> ForceBlock:
    """Wrap forces of one pad, shape (n,), or of several, shape (n, pads)."""
    columns = force_n[:, None] if force_n.ndim == 1 else force_n
    return ForceBlock(t_s, columns, np.zeros(columns.shape, dtype=np.bool_), gap_before, 1.0 / rate_hz)


def blocks(t_s: Array, force_n: Array, cuts: list[int], rate_hz: float = RATE_HZ) -> list[ForceBlock]:
    """Chop forces into blocks at these samples."""
    edges = sorted({0, len(t_s), *(cut for cut in cuts if 0 <= cut <= len(t_s))})
    return [block(t_s[a:b], force_n[a:b], 0, rate_hz) for a, b in itertools.pairwise(edges)]


def measured_press(t_s: Array, force_n: Array) -> Press:
    """Measure a waveform that begins and ends at rest."""
    waveform = Waveform()
    waveform.append(t_s, force_n, np.zeros(len(t_s), dtype=np.bool_))
    found = measure("L1", waveform, 0.0, float(t_s[-1]), 1.0)
    assert found is not None
    return found


GOOD_PRESS = replace(
    measured_press(times(4.0), minimum_jerk(times(4.0), 0.5, 0.8, 1.5, 0.6, 100.0)),
    pad="L1",
    onset_s=1.0,
    release_s=4.5,
    peak_n=104.0,
    peak_s=2.2,
    plateau_n=100.0,
    rise_s=0.6,
    rfd_n_per_s=190.0,
    nrfd_per_s=1.9,
    hold_s=2.0,
    dwell_s=1.9,
    release_time_s=0.4,
    cv=0.02,
    bounce=0.01,
    stab=False,
    impulse_ns=260.0,
    flags=frozenset(),
    **dict.fromkeys(("overshoot", "sag_per_s", "tremor", "stutter", "residual_n")),  # type: ignore[arg-type]
    rest_n=0.0,
)
"""A press nobody could object to."""


def press(**changes: object) -> Press:
    """Return the good press with some metrics changed."""
    return replace(GOOD_PRESS, **changes)  # type: ignore[arg-type]
