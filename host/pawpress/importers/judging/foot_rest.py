"""Where the pads of a file rest when feet stood on them: at the empty plate, never at a standing person.

Strategy: what an empty plate reads is the floor of the file, found in short windows, because a jump leaves a plate for
less than half a second. A file begins loaded if it goes well below its beginning later, or if it begins with more than
any plate reads by itself; then nothing is tared.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pawpress.importers.judging.rest import Rest, noise_of, smallest_step, top_of
from pawpress.importers.times.time_steps import usual_step_s

Array = NDArray[np.float64]

WINDOW_S = 0.05
WINDOW_SAMPLES = 3
FLOOR_SHARE = 0.01
"""Windows this far up the range from the lowest still show the empty plate."""
SIGMAS = 8.0
BELOW_N = 20.0
"""A file that falls this far below its beginning, on all pads together, began loaded."""
UNTARED_N = 100.0
"""No plate reads this much by itself; known plates that were not tared read 15 to 60 N."""
UNTARED_GIVER_SHARE = 0.2


@dataclass(frozen=True, slots=True)
class _Floor:
    first: float
    level: float
    sigma: float
    top: float


def foot_rests(pads: list[tuple[Array, Array]], giver_n: float | None) -> list[Rest]:
    """Estimate the rest of all pads of one file.

    Parameters
    ----------
    pads : list of (array, array)
        Time stamps, seconds, and forces, newtons, of each pad, both of shape (n,).
    giver_n : float or None
        Weight of the person who stands there.

    Returns
    -------
    list of Rest
        Level 0 for all pads if the file begins loaded.
    """
    floors = [_floor(t_s, force_n) for t_s, force_n in pads]
    loaded = _begins_loaded(floors, giver_n)
    levels = [0.0 if loaded else floor.level for floor in floors]
    return [Rest(level, floor.sigma, max(0.0, floor.top - level)) for level, floor in zip(levels, floors, strict=True)]


def _begins_loaded(floors: list[_Floor], giver_n: float | None) -> bool:
    above_n = sum(floor.first - floor.level for floor in floors)
    noise_n = float(np.sqrt(sum(floor.sigma**2 for floor in floors)))
    if above_n > max(BELOW_N, SIGMAS * noise_n):
        return True
    most_n = UNTARED_N if giver_n is None else min(UNTARED_N, UNTARED_GIVER_SHARE * giver_n)
    return sum(floor.first for floor in floors) > most_n


def _floor(t_s: Array, force_n: Array) -> _Floor:
    period_s = usual_step_s(t_s) if len(t_s) > 1 else WINDOW_S
    size = max(WINDOW_SAMPLES, round(WINDOW_S / max(period_s, 1e-6)))
    windows = np.array_split(force_n, max(1, len(force_n) // size))
    medians = np.array([np.median(window) for window in windows])
    sigma, step = noise_of(force_n), smallest_step(force_n)
    low = float(medians.min())
    reach = max(FLOOR_SHARE * (float(medians.max()) - low), 3.0 * sigma, step)
    level = float(np.median(medians[medians <= low + reach]))
    return _Floor(float(medians[0]), level, max(sigma, step / np.sqrt(12)), top_of(force_n))
