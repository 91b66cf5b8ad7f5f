"""Readings by which the firmware's self-test tells a cable's state from a press, counts of a 10-bit converter."""

from __future__ import annotations

from dataclasses import dataclass

from hardware.spice.sensors import COUNTS_MAX, SensorModel

RESISTOR_TOLERANCE = 0.06
"""Sense 1 % and supervision resistor 5 %, added."""
NOISE_COUNTS = 3.0


@dataclass(frozen=True, slots=True)
class Levels:
    """Limits for `pawpress selftest` with nothing on the pads."""

    open_below: int
    """At or below: the cable or the sensor is open."""
    empty: tuple[int, int]
    """An empty pad reads within these limits."""
    saturated_from: int
    """At or above: more than the pad's range."""
    short_from: int
    """At or above: the cable is shorted."""


def levels(model: SensorModel) -> Levels:
    """Return the limits for a kind of pad."""
    empty = model.counts(0.0)
    low, high = empty * (1 - RESISTOR_TOLERANCE) - NOISE_COUNTS, empty * (1 + RESISTOR_TOLERANCE) + NOISE_COUNTS
    return Levels(round(low / 2), (round(low), round(high)), round(0.97 * COUNTS_MAX), COUNTS_MAX - 5)
