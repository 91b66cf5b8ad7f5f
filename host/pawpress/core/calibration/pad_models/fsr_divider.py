"""A thin-film force sensor in a divider with one resistor.

A thin-film sensor's conductance grows with force; in a divider with a resistor equal to the sensor's resistance at
`HALF_SCALE_N`, the reading is `counts = counts_max * x / (1 + x)` with `x = (F / HALF_SCALE_N) ** EXPONENT`.
The resistor is matched to 200 N because that spends the converter's range evenly over what hands do
(docs/explanation/pads.md). Expect an error of 25 % or more: sensors of one batch differ, and mounting changes them.
"""

from __future__ import annotations

import numpy as np

from pawpress.core.calibration.pad_models.model import COUNTS_MAX, Floats, PadModel, Signal
from pawpress.core.kernel import power
from pawpress.core.protocol.schema_generated import PadKind

HALF_SCALE_N = 200.0
"""Force at which the reading is half of the range, newtons."""
EXPONENT = 1.0
"""Exponent of conductance over force; near 1 for 445 N-class thin-film sensors."""
UNCERTAINTY = 0.25
"""Relative uncertainty of a newton from this curve (sensor makers give 5 to 25 %, before mounting)."""
SATURATION_SHARE = 0.97


def conductance_of(counts: Floats, counts_max: int) -> Floats:
    """Return the conductance of readings over that of the divider's resistor, any shape.

    The very top of the converter would be infinite; it counts as half a step below.
    """
    below = np.minimum(counts, counts_max - 0.5)
    return below / (counts_max - below)


def counts_of(conductance: Floats, counts_max: int) -> Floats:
    """Return the readings of conductances, any shape, counts, not rounded."""
    return counts_max * conductance / (1.0 + conductance)


def newtons(counts: Floats, counts_max: int = COUNTS_MAX) -> Floats:
    """Return the force of readings, any shape, newtons; readings at the very top stay finite."""
    share = np.minimum(counts / counts_max, SATURATION_SHARE)
    return HALF_SCALE_N * power(share / (1.0 - share), 1.0 / EXPONENT)


def conductance_at(force_n: Floats) -> Floats:
    """Return the nominal conductance under forces of 0 N and more, any shape; 1 at `HALF_SCALE_N`."""
    return power(force_n / HALF_SCALE_N, EXPONENT)


CONDUCTANCE = Signal("conductance", conductance_of, counts_of)
MODEL = PadModel(
    kind=PadKind.FSR_DIVIDER,
    signal=CONDUCTANCE,
    nominal_n=newtons,
    nominal_signal=conductance_at,
    uncertainty=UNCERTAINTY,
    saturation_share=SATURATION_SHARE,
)
