"""Single readings that no force can have made: up and down again from one sample to the next.

A force that lives has neighbours. Only presses are judged without such readings; alarms look at all of them.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

LONGEST_STEP_S = 1.0 / 60.0
"""With readings further apart than this, a single one may well be a tap."""
JUMP_SHARE, JUMP_SIGMAS = 0.2, 10.0
"""A glitch jumps by more than this share of the range, and by more than so many standard deviations of the noise."""
BACK_SHARE = 0.2
"""Before and after it the readings differ by less than this share of the jump."""


def without_glitches(t_s: Array, force: Array, sigma: float, span: float) -> Array:
    """Return the forces, shape (n,), each glitch replaced by the mean of its neighbours."""
    if len(force) < 3 or float(np.median(np.diff(t_s))) > LONGEST_STEP_S:
        return force
    middle = 0.5 * (force[:-2] + force[2:])
    jump = np.abs(force[1:-1] - middle)
    odd = (jump > max(JUMP_SHARE * span, JUMP_SIGMAS * sigma)) & (np.abs(force[2:] - force[:-2]) < BACK_SHARE * jump)
    if not odd.any():
        return force
    cleaned = force.copy()
    cleaned[1:-1][odd] = middle[odd]
    return cleaned
