"""A press that is still on; a finished one is generated from the metrics, and named here too."""

from __future__ import annotations

from dataclasses import dataclass

from pawpress.core.presses.press_generated import METRICS, Press, PressNumbers, press_numbers

__all__ = ["METRICS", "Press", "PressNumbers", "PressProgress", "press_numbers"]


@dataclass(frozen=True, slots=True)
class PressProgress:
    """A press that is still on."""

    pad: str
    onset_s: float
    force_n: float
    peak_n: float
    hold_s: float
    """Time at or above 80 % of the plateau so far."""
    rising: bool
    """Whether the plateau is not yet reached."""
    rfd_n_per_s: float
    """Largest rise over 50 ms so far."""
    plateau_n: float
    """Median of the samples at or above 70 % of the peak so far."""
    rise_s: float | None
    """From 10 % to 90 % of that plateau; grows while the force still rises."""
    rate_n_per_s: float = 0.0
    """Rise over the newest 50 ms; negative while the force falls."""
    middle_n: float = 0.0
    """Force in the middle of the 50 ms of the largest rise."""
    dipped: bool = False
    """Whether the hold has dipped."""
    stab: bool = False
    """Whether it has been stabbed out of the dip."""
