"""Numbers of several presses together, or of a press and a person."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pawpress.core.presses.metrics.registry import metric
from pawpress.core.units import STANDARD_GRAVITY_M_PER_S2


@metric(
    "1/min",
    label="cadence",
    digits=0,
    source="definition",
    of="session",
    none_when="a hand made fewer than two presses",
)
def cadence_per_min(onsets_s: Sequence[float]) -> float | None:
    """Presses of one hand per minute, from the median time between onsets."""
    strides_s = np.diff(np.sort(np.asarray(onsets_s, dtype=np.float64)))
    return 60.0 / float(np.median(strides_s)) if len(strides_s) and np.median(strides_s) > 0.0 else None


@metric("%", label="symmetry index", digits=0, source="Herzog 1989", of="session", after="cadence_per_min")
def symmetry_index(left: float, right: float) -> float:
    """Right less left over their mean: 0 is even, 25 is a right hand a good quarter stronger."""
    return 100.0 * (right - left) / (0.5 * (right + left))


@metric(
    "1",
    label="share of the giver's weight",
    source="definition",
    given="giver",
    after="residual_n",
    none_when="the giver's weight is not given (`--giver-kg`), or newtons cannot be trusted",
)
def body_weight_share(plateau_n: float, giver_kg: float) -> float:
    """Plateau over the giver's weight."""
    return plateau_n / (giver_kg * STANDARD_GRAVITY_M_PER_S2)
