"""The resting level, noise and range of a whole file, from which its thresholds follow.

Strategy: cut the file into half-second windows; the rest is where the quietest of the lowest windows lie. Where they
are few, or not still, the file is cut finer: between push-off and landing a plate is empty for less than half a second.
Only a file is judged with hindsight like this; the rig's stream follows its rest as it goes.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pawpress.core.presses import PressThresholds
from pawpress.core.presses.rest_baseline import WINDOW_S
from pawpress.core.presses.split_presses import Valley
from pawpress.importers.times.time_steps import usual_step_s

FINER_S = (0.2, 0.05)
"""Lengths of windows that are tried where those of half a second are too few, or not still."""
STILL_SHARE = 0.05
"""More unrest than this share of the range may be a movement; no sensor worth its name is as noisy."""
MOVING_SHARE = 0.5
"""Finer windows are quieter than this share if the others held a movement: noise is the same in both."""
LOWEST_PERCENT = 1.0
WINDOW_SAMPLES = 5
LOW_SHARE = 0.1
"""Windows this far up the range from the lowest may still be rest."""
QUIET_FACTOR = 3.0
FEW_WINDOWS = 4
MOST_STEPS, SOME = 512, 1 << 14
"""Columns of more different readings have no step of their own; this many readings mostly show it."""
ONSET_SHARE, ARMED_SHARE = 0.08, 0.2
"""Levels of a file whose presses are lighter than a hand's, as shares of its range."""
HEAVY_ONSET_SHARE, HEAVY_ARMED_SHARE = 0.02, 0.05
"""Levels of a file of whole bodies, in whose range of thousands of newtons a hand's 8 and 20 N are unrest."""
ONSET_S = 0.012
"""How long a foreign force must stay above the onset level: taps of 0.02 s are real, and nothing smoothed them."""
ONSET_SIGMAS, ARMED_SIGMAS = 5.0, 8.0
RELEASE_SHARE = 0.75
LOAD_N = 30.0
"""A level above this that is also most of the file's range is a load that stays on, not a rest."""
NEAR_SHARE, RESTS_SHARE, MOVES_SIGMAS = 0.06, 0.3, 10.0
"""A pad rests if at least this share of its readings lies within that share of its range of its level; noise rests."""
LEAN_SHARE, LEAN_S = 0.55, 0.1
"""Two pushes are parted where the force stays below this share of the lower of their tops for this long; footsteps keep
more between their humps, and holds that waver, too. Of slow sensors one reading tells."""
PART = 1 << 15
HANDS_N = 650.0
"""Ranges above this are those of whole bodies; hands that compress a chest stay below 600 N. A person who drops into
a jump is light for a third of a second in one movement."""


@dataclass(frozen=True, slots=True)
class Rest:
    """Where a pad rests."""

    level: float
    sigma: float
    """Standard deviation of the noise at rest; at least that of the reading's own steps."""
    span: float
    """From the rest to the highest reading that is not a single spike."""


def rest_of(t_s: NDArray[np.float64], reading: NDArray[np.float64]) -> Rest:
    """Estimate the rest of a pad, both arrays of shape (n,), in the unit of the reading."""
    rest, few = _rest_in(windows_of(t_s, reading), reading)
    doubtful = few or rest.sigma > STILL_SHARE * rest.span
    for finer_s in FINER_S if doubtful else ():
        finer, _ = _rest_in(windows_of(t_s, reading, finer_s), reading)
        rest = finer if finer.sigma < MOVING_SHARE * rest.sigma else rest
    if rest.sigma <= STILL_SHARE * rest.span:
        return rest
    restless = _without_rest(reading)
    return restless if restless.sigma < MOVING_SHARE * rest.sigma else rest


def _without_rest(reading: NDArray[np.float64]) -> Rest:
    """Return the rest of a file cut so closely that it holds none: its lowest readings, and what trembles in them."""
    level = float(np.percentile(reading, LOWEST_PERCENT))
    return Rest(level, max(noise_of(reading), smallest_step(reading) / np.sqrt(12)), max(0.0, top_of(reading) - level))


def _rest_in(windows: Windows, reading: NDArray[np.float64]) -> tuple[Rest, bool]:
    """Return the rest as these windows show it, and whether few of them do."""
    medians, sigmas = windows.median, windows.sigma
    low = float(np.percentile(medians, 2))
    candidates = medians <= low + LOW_SHARE * (float(medians.max()) - low)
    # Among a few windows the quietest is the rest; among many, a quarter of them.
    few = int(candidates.sum()) < FEW_WINDOWS
    quietest = float(np.percentile(sigmas[candidates], 0 if few else 25))
    quiet = candidates & (sigmas <= QUIET_FACTOR * max(quietest, smallest_step(reading)))
    level = float(np.median(medians[quiet]))
    sigma = max(float(np.median(sigmas[quiet])), smallest_step(reading) / np.sqrt(12))
    return Rest(level, sigma, max(0.0, top_of(reading) - level)), few


def begins_loaded(rest: Rest, first: float, unit_is_newtons: bool) -> bool:
    """Whether what looks like the rest of a file is a load that stays on, such as a person standing."""
    return unit_is_newtons and rest.level > LOAD_N and rest.level > 0.5 * (rest.level + rest.span) and first > LOAD_N


def never_rests(reading: NDArray[np.float64], rest: Rest, first: float) -> bool:
    """Whether a pad is loaded from end to end, whatever its unit: what looks like its rest is but where it turns.

    It stays above half of its own top, begins there, and hardly ever stands where it reads least. A converter that
    rests far from zero does stand there.
    """
    top = rest.level + rest.span
    if not rest.level > 0.5 * top > 0.0 or first <= 0.5 * top or rest.span < MOVES_SIGMAS * rest.sigma:
        return False
    near = np.abs(reading - rest.level) <= max(NEAR_SHARE * rest.span, 2.0 * rest.sigma)
    return float(near.mean()) < RESTS_SHARE


def thresholds_for(rest: Rest, *, newtons: bool, pushes_every_s: float | None = None) -> PressThresholds:
    """Return when a press begins and ends in this file; with the time between its readings, pushes in a row are parted.

    The absolute defaults, in newtons, hold for files whose range is that of hands, 100 to 400 N. Below and above the
    levels go with the range, because files hold presses that peak at 4 N and others at 3,700 N.
    """
    default = PressThresholds()
    onset = ONSET_SHARE * rest.span
    armed = ARMED_SHARE * rest.span
    if newtons:
        onset = max(min(onset, default.onset_n), HEAVY_ONSET_SHARE * rest.span)
        armed = max(min(armed, default.armed_n), HEAVY_ARMED_SHARE * rest.span)
    onset = max(onset, ONSET_SIGMAS * rest.sigma)
    return PressThresholds(
        onset_n=onset,
        armed_n=max(armed, ARMED_SIGMAS * rest.sigma, 1.5 * onset),
        release_n=RELEASE_SHARE * onset,
        onset_s=ONSET_S,
        rest_sigma_n=rest.sigma,
        follow_rest=False,
        lean=_lean(rest, pushes_every_s, onset) if pushes_every_s and not (newtons and rest.span > HANDS_N) else None,
    )


def _lean(rest: Rest, period_s: float, onset: float) -> Valley:
    """Return what parts pushes between which a hand leans on."""
    return Valley(LEAN_SHARE, LEAN_S if period_s < LEAN_S / 2 else 0.0, max(onset, 3.0 * rest.sigma))


@dataclass(frozen=True, slots=True)
class Windows:
    """Windows of a file, each array of shape (windows,)."""

    middle_s: NDArray[np.float64]
    median: NDArray[np.float64]
    sigma: NDArray[np.float64]


def windows_of(t_s: NDArray[np.float64], reading: NDArray[np.float64], window_s: float = WINDOW_S) -> Windows:
    """Cut a file, counted in samples; both arrays of shape (n,), the times in order."""
    period_s = usual_step_s(t_s) if len(t_s) > 1 else window_s
    size = max(WINDOW_SAMPLES, round(window_s / max(period_s, 1e-6)))
    count = max(1, len(reading) // size)
    rows = min(count * size, len(reading))
    parts = reading[:rows].reshape(count, -1)
    times_s = t_s[:rows].reshape(count, -1)
    last, first = times_s.shape[1] // 2, (times_s.shape[1] - 1) // 2
    middle_s = (times_s[:, first] + times_s[:, last]) / 2
    return Windows(middle_s, np.median(parts, axis=1), np.std(parts, axis=1))


def noise_of(reading: NDArray[np.float64]) -> float:
    """Return the standard deviation of what changes from one reading to the next: no movement is so quick."""
    steps = np.diff(reading)
    return float(1.4826 * np.median(np.abs(steps)) / np.sqrt(2.0)) if len(steps) else 0.0


def smallest_step(reading: NDArray[np.float64]) -> float:
    """Return the usual step between two different readings that are next to each other; 0 where there is none."""
    if len(np.unique(reading[:SOME])) > MOST_STEPS:
        return 0.0  # and so many more in all
    steps = np.diff(np.unique(reading))
    return float(np.median(steps)) if 0 < len(steps) < MOST_STEPS else 0.0


def top_of(reading: NDArray[np.float64]) -> float:
    """Return the highest reading that is not a single spike."""
    if len(reading) < 3:
        return float(reading.max())
    # A part at a time, which stays in the processor's caches and takes no room.
    return max(_middle_of_three(reading[begin : begin + PART + 2]) for begin in range(0, len(reading) - 2, PART))


def _middle_of_three(reading: NDArray[np.float64]) -> float:
    """Return the highest of the middle ones of each three readings in a row."""
    before, here, after = reading[:-2], reading[1:-1], reading[2:]
    middle = np.maximum(np.minimum(before, here), np.minimum(np.maximum(before, here), after))
    return float(middle.max())
