"""What the answer reports about a pad besides its presses: what limits the trust in its readings."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pawpress.core.arrays import runs
from pawpress.core.events import Quality
from pawpress.core.presses.measure import LOW_RATE_S
from pawpress.importers.quality.faults import Faults
from pawpress.importers.times.burst_stamps import Increasing
from pawpress.importers.times.time_steps import is_gap, usual_step_s

Array = NDArray[np.float64]

MOST_NOTED = 40
"""More faults of one kind than this are reported together."""


def clock_notes(name: str, found: Increasing, least_share: float, tick_s: float | None) -> list[Quality]:
    """Tell of readings that shared their time stamps."""
    start_s, end_s = float(found.t_s[0]), float(found.t_s[-1])
    notes: list[Quality] = []
    if found.shared > least_share:
        text = (
            f"{100 * found.shared:.0f} % of the readings came at once with another; those of one moment were averaged."
        )
        notes.append(Quality("burst_timestamps", name, start_s, end_s, text))
    if tick_s is not None:
        text = f"The clock shows steps of {tick_s:.3g} s only: the readings of one step were spread evenly over it."
        notes.append(Quality("burst_timestamps", name, start_s, end_s, text))
    return notes


def gap_notes(name: str, t_s: Array, restarts_s: Sequence[float]) -> list[Quality]:
    """Tell of stretches without readings."""
    found = np.flatnonzero(is_gap(np.diff(t_s), usual_step_s(t_s))).tolist()
    return [_gap(name, float(t_s[i]), float(t_s[i + 1]), restarts_s) for i in found]


def _gap(name: str, start_s: float, end_s: float, restarts_s: Sequence[float]) -> Quality:
    again = any(start_s <= at_s < end_s for at_s in restarts_s)
    text = (
        "The clock started again: how long it stood still is not known."
        if again
        else f"No readings for {end_s - start_s:.2f} s."
    )
    return Quality("gap", name, start_s, end_s, text)


def stretch_notes(name: str, t_s: Array, beyond: NDArray[np.bool_]) -> list[Quality]:
    """Tell of stretches at the end of a converter's range."""
    text = "The converter was at the end of its range: the true reading lies beyond."
    return [Quality("saturated", name, float(t_s[a]), float(t_s[b - 1]), text) for a, b in runs(beyond)]


def low_rate_notes(name: str, t_s: Array, period_s: float, *, held: bool) -> list[Quality]:
    """Tell of a pad that is read too seldom for its rates of rise."""
    if period_s <= LOW_RATE_S:
        return []
    often = ", each written more than once" if held else ""
    text = f"Only {1 / period_s:.1f} readings per second{often}: rates of rise are taken over one interval."
    return [Quality("low_rate", name, float(t_s[0]), float(t_s[-1]), text)]


def fault_notes(name: str, t_s: Array, faults: Faults) -> list[Quality]:
    """Tell of readings that no hand made, and that the presses are judged without."""
    lost = (
        "No hand leaves a load and is back so soon: these readings were lost, and the presses are judged without them."
    )
    wild = "This reading jumps away and back: the presses are judged without it."
    return _faults("dropout", name, t_s, faults.dropout, lost) + _faults("outlier", name, t_s, faults.outlier, wild)


def _faults(code: str, name: str, t_s: Array, found: NDArray[np.bool_], text: str) -> list[Quality]:
    stretches = [(float(t_s[a]), float(t_s[b - 1])) for a, b in runs(found)]
    if len(stretches) <= MOST_NOTED:
        return [Quality(code, name, start_s, end_s, text) for start_s, end_s in stretches]
    many = f"{len(stretches)} times: {text[0].lower()}{text[1:]}"
    return [Quality(code, name, stretches[0][0], stretches[-1][1], many)]


def loaded_note(name: str, t_s: Array, first: float, *, newtons: bool) -> Quality:
    """Tell that a file begins under a load, and that nothing was tared."""
    text = (
        f"The file begins with a load of {first:.1f} {'N' if newtons else 'counts'} and shows no rest: nothing was "
        "tared. If that is the empty pad, give its level with --tare."
    )
    return Quality("baseline_shift", name, float(t_s[0]), float(t_s[-1]), text)


def shifted_note(name: str, t_s: Array, low: float, high: float, *, newtons: bool) -> Quality:
    """Tell that the rest moved, and between which levels."""
    text = (
        f"The rest moved between {low:.1f} and {high:.1f} {'N' if newtons else 'counts'}: "
        "every press is measured above the rest around it."
    )
    return Quality("baseline_shift", name, float(t_s[0]), float(t_s[-1]), text)
