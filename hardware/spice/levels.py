"""Readings by which the rig's self-test tells a cable's state from a press, counts of a 10-bit converter.

The two thresholds are those the host stores in the rig with its limits, and the firmware's own before that.
"""

from __future__ import annotations

from dataclasses import dataclass

from hardware.spice.sensors import SensorModel
from pawpress.core.calibration.pad_curve import CUT_OFF_SHARE, SUPERVISED_FROM
from pawpress.core.calibration.pad_models.fsr_divider import COUNTS_MAX, SATURATION_SHARE
from pawpress.core.safety.rig_limits import ALL_FULL_COUNTS

RESISTOR_TOLERANCE = 0.06
"""Sense 1 % and supervision resistor 5 %, added."""
NOISE_COUNTS = 3.0


@dataclass(frozen=True, slots=True)
class Levels:
    """What `pawpress selftest` goes by with nothing on the pads."""

    open_below: int
    """Below: the cable or the sensor is open."""
    empty: tuple[int, int]
    """An empty pad reads within these limits."""
    saturated_from: int
    """At or above: more than the pad's range."""
    short_above: int
    """At or above: the cable is shorted."""


def levels(model: SensorModel) -> Levels:
    """Return the levels of a kind of pad."""
    empty = model.counts(0.0)
    low, high = empty * (1 - RESISTOR_TOLERANCE) - NOISE_COUNTS, empty * (1 + RESISTOR_TOLERANCE) + NOISE_COUNTS
    if low < SUPERVISED_FROM * COUNTS_MAX:
        raise ValueError(
            f"{model.key}: an empty pad reads {empty:.0f}, too little for the host to tell it from an open one"
        )
    saturated = round(SATURATION_SHARE * COUNTS_MAX)
    return Levels(int(CUT_OFF_SHARE * empty), (round(low), round(high)), saturated, ALL_FULL_COUNTS)
