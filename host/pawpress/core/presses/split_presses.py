"""Presses that ran into one because the hand never let go: parted where it rested lightly between them.

Strategy: a press is over when its force has stayed below half of its top for half a second, or below a tenth of it
for a tenth of a second, as between the compressions of hands that lean on. Another one begins when the force has grown
from there by the same ratio, and by what makes a press. What is one movement stays whole: a footstep dips for a fifth
of a second, and who drops into a jump is light for a third of one, but keeps more than a tenth of the weight.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from pawpress.core.arithmetic import EPSILON_S
from pawpress.core.kernel import Curve
from pawpress.core.presses.metrics.hold_metrics import HUMP_SHARE

Array = NDArray[np.float64]

VALLEY_S = 0.5
DEEP_SHARE, DEEP_S = 0.1, 0.1
"""All but let go, and for as long as a hand must be off for its press to end."""
LEFT_SHARE = 0.1
"""A press begins and ends where it is this share of its height above the valley."""


@dataclass(frozen=True, slots=True)
class PressPart:
    """One of several presses in a row."""

    start: int
    stop: int
    """Its samples are `start:stop`."""
    kept_n: float | None
    """What stayed on in the valley before it; None before the first."""


@dataclass(frozen=True, slots=True)
class Valley:
    """What parts two presses: the force stays below a share of the lower of their tops for this long."""

    share: float
    lasts_s: float
    grows_n: float | None = None
    """By how much the next press rises above the valley; None for what makes a press count."""


_VALLEYS = (Valley(HUMP_SHARE, VALLEY_S), Valley(DEEP_SHARE, DEEP_S))


def split_presses(curve: Curve, armed_n: float, lean: Valley | None = None) -> list[PressPart]:
    """Part a waveform into its presses, usually one.

    Parameters
    ----------
    curve : Curve
        The waveform; force above rest.
    armed_n : float
        By how much a press must rise above the valley before it.
    lean : Valley, optional
        A shallower or shorter valley that parts presses, too: hands that lean on between pushes in a row.
    """
    valleys = _VALLEYS if lean is None else (lean, *_VALLEYS)  # the shorter ones first: no push is lost between two
    parts = [PressPart(0, len(curve), None)]
    for valley in valleys:
        parts = [inner for part in parts for inner in _parted(part, curve, armed_n, valley)]
    return parts


def _parted(whole: PressPart, curve: Curve, armed_n: float, valley: Valley) -> list[PressPart]:
    """Part a hump where such a valley lies in it."""
    hump = curve.part(slice(whole.start, whole.stop))
    if not hump.valley(valley.share, valley.lasts_s - EPSILON_S):
        return [whole]
    t_s, force_n = hump.t_s, hump.force
    tops, valleys = _turns(t_s, force_n, armed_n, valley)
    parts: list[PressPart] = []
    for number, top in enumerate(tops):
        before = valleys[number - 1] if number else None
        after = valleys[number] if number < len(tops) - 1 else None
        start = 0 if before is None else _leaving(force_n, before, top)
        stop = len(t_s) if after is None else _reaching(force_n, top, after)
        parts.append(PressPart(start, stop, whole.kept_n if before is None else max(0.0, float(force_n[before]))))
    return [replace(part, start=whole.start + part.start, stop=whole.start + part.stop) for part in parts]


def _turns(t_s: Array, force_n: Array, armed_n: float, valley: Valley) -> tuple[list[int], list[int]]:
    """Return the tops of the presses, and the lowest samples between them."""
    tops, valleys = [0], list[int]()
    grows_n = armed_n if valley.grows_n is None else valley.grows_n
    low_since_s: float | None = None
    lowest: int | None = None
    forces = force_n.tolist()
    for i, (t, force) in enumerate(zip(t_s.tolist(), forces, strict=True)):
        if lowest is None:
            if force > forces[tops[-1]]:
                tops[-1] = i
            if force >= valley.share * forces[tops[-1]]:
                low_since_s = None
            elif low_since_s is None:
                low_since_s = t
            elif t - low_since_s >= valley.lasts_s - EPSILON_S:
                lowest = tops[-1] + int(force_n[tops[-1] : i + 1].argmin())
        elif force < forces[lowest]:
            lowest = i
        elif force * valley.share > forces[lowest] and force - forces[lowest] >= grows_n:
            valleys.append(lowest)
            tops.append(i)
            low_since_s, lowest = None, None
    return tops, valleys


def _leaving(force_n: Array, valley: int, top: int) -> int:
    """Return the last sample before a top that is still in the valley."""
    return valley + int((force_n[valley : top + 1] <= _edge_n(force_n, valley, top)).nonzero()[0][-1])


def _reaching(force_n: Array, top: int, valley: int) -> int:
    """Return how far a press goes that ends in a valley: to its first sample there."""
    return top + int((force_n[top : valley + 1] <= _edge_n(force_n, valley, top)).argmax()) + 1


def _edge_n(force_n: Array, valley: int, top: int) -> float:
    return float(force_n[valley] + LEFT_SHARE * (force_n[top] - force_n[valley]))
