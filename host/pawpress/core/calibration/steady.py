"""What may be taken for a reading: an empty pad for the tare, a still load for a reference point."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pawpress.core.calibration.pad_models import USUAL, PadModel

WINDOW_S = 1.0
"""A reading is the mean of this long."""
STILL_COUNTS = 12.0
"""Noise of two counts of a 10-bit converter spreads over eight: a little more is still an empty or a still pad."""
FELT_COUNTS = 5.0
"""The mean of a second is clearly above rest from here."""
STILL_SHARE = 0.06
"""A person leaning on a scale sways by 2 to 5 %, one who stands by 1 to 4 %."""
TARE_AT_MOST_N = 10.0
"""A strap may press so hard on an empty pad; whatever presses harder, by the nominal curve, is a load."""

Counts = NDArray[np.uint16]


@dataclass(frozen=True, slots=True)
class SteadyReading:
    """A still reading."""

    counts: float


@dataclass(frozen=True, slots=True)
class NotSteady:
    """Why there is no reading."""

    key: str
    """Of the text that says so."""
    words: tuple[tuple[str, str], ...] = ()
    """Its gaps and what stands in them."""


def steady_reading(counts: Counts, counts_max: int) -> SteadyReading | NotSteady:
    """Return the mean of a pad under a load that stands still.

    Parameters
    ----------
    counts : array, shape (n,)
        What the pad read during `WINDOW_S`.
    counts_max : int
        Top of the converter.
    """
    level, spread = float(np.mean(counts)), _spread(counts)
    allowed = max(STILL_COUNTS * counts_max / 1023, STILL_SHARE * level)
    if spread > allowed:
        return NotSteady("guide.moves", (("counts", f"{spread:.0f}"), ("allowed", f"{allowed:.0f}")))
    return SteadyReading(level)


def take_tare(counts: Counts, counts_max: int, model: PadModel = USUAL) -> SteadyReading | NotSteady:
    """Return the reading of an empty pad, refused while it moves or while something rests on it.

    Parameters
    ----------
    counts : array, shape (n,)
        What the pad read during `WINDOW_S`.
    counts_max : int
        Top of the converter.
    model : PadModel
        The kind of pad.
    """
    level, spread = float(np.mean(counts)), _spread(counts)
    if spread > STILL_COUNTS * counts_max / 1023:
        return NotSteady("guide.empty_moves", (("counts", f"{spread:.0f}"),))
    if level > model.nominal_counts(TARE_AT_MOST_N, counts_max):
        force_n = float(model.nominal_n(np.array([level]), counts_max)[0])
        return NotSteady("guide.rests", (("force", f"{force_n:.0f}"),))
    return SteadyReading(level)


def felt(counts: float, tare_counts: float) -> bool:
    """Whether a reading is clearly above rest."""
    return counts > tare_counts + FELT_COUNTS


def saturated(counts: float, counts_max: int, model: PadModel = USUAL) -> bool:
    """Whether a reading is so near the top of the converter that it says little."""
    return counts >= model.saturation_share * counts_max


def _spread(counts: Counts) -> float:
    """Return the width of the middle 95 % of readings: one stray reading is no movement."""
    low, high = np.percentile(counts, [2.5, 97.5]).tolist()
    return high - low
