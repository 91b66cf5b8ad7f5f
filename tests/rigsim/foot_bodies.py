"""Feet on a back as pure functions of time: standing, stepping on, hopping, kicking, bouncing.

Every function takes times in seconds, shape (n,), and returns newtons, shape (n,). Stepping on uses the spring of
ISO/TS 15066 for the back (35 N/mm) without damping, so its peaks are upper values.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from pawpress.core.units import STANDARD_GRAVITY_M_PER_S2
from pawpress.simulator.press_shapes import Array, minimum_jerk

BACK_N_PER_M: Final = 35_000.0
SWAY_HZ, SWAY_SHARE = 0.31, 0.01
BREATH_HZ, BREATH_SHARE = 0.25, 0.03


def stand(t_s: Array, on_s: float, off_s: float, force_n: float, shift_s: float = 1.2) -> Array:
    """Step on slowly, stand with the sway of a living person, step off slowly."""
    weight = minimum_jerk((t_s - on_s) / shift_s) - minimum_jerk((t_s - off_s) / shift_s)
    return force_n * weight * (1.0 + SWAY_SHARE * np.sin(2.0 * np.pi * SWAY_HZ * t_s))


def breathing(t_s: Array, force_n: float) -> Array:
    """Stand on somebody who breathes: the same load, a little more and less of it four times in 16 s."""
    return force_n * (1.0 + BREATH_SHARE * np.sin(2.0 * np.pi * BREATH_HZ * t_s))


def drop(t_s: Array, at_s: float, mass_kg: float, height_m: float) -> Array:
    """Step down from a height on to a spring: the first compression, then standing at rest.

    The peak is `W (1 + sqrt(1 + 2 h k / W))`, from the energy of the fall.
    """
    weight_n = mass_kg * STANDARD_GRAVITY_M_PER_S2
    hz = np.sqrt(BACK_N_PER_M / mass_kg)
    swing = np.sqrt(1.0 + 2.0 * height_m * BACK_N_PER_M / weight_n)
    start = -np.arccos(-1.0 / swing)
    since_s = np.clip(t_s - at_s, 0.0, None)
    phase = hz * since_s + start
    ends_s = 2.0 * abs(start) / hz
    force_n = np.where(since_s < ends_s, weight_n * (1.0 + swing * np.cos(phase)), weight_n)
    return np.where(t_s < at_s, 0.0, np.maximum(force_n, 0.0))


def hop(t_s: Array, weight_n: float, take_off_s: float, landing_s: float) -> Array:
    """Stand, leave the ground within 20 ms, land with three times the weight within 50 ms, stand."""
    leaving = 1.0 - np.clip((t_s - take_off_s + 0.02) / 0.02, 0.0, 1.0)
    since_s = t_s - landing_s
    landing = np.clip(since_s / 0.02, 0.0, 1.0) * (1.0 + 2.0 * np.exp(-(((since_s - 0.05) / 0.04) ** 2)))
    return weight_n * np.where(t_s < landing_s, leaving, landing)


def kick(t_s: Array, at_s: float, peak_n: float, length_s: float = 0.1) -> Array:
    """Strike once, half a wave long."""
    share = np.clip((t_s - at_s) / length_s, 0.0, 1.0)
    return peak_n * np.sin(np.pi * share)


def bouncing(t_s: Array, force_n: float, share: float, hz: float = 2.0) -> Array:
    """Bounce up and down while standing; `share` is the amplitude over the load."""
    return force_n * (1.0 + share * np.sin(2.0 * np.pi * hz * t_s))
