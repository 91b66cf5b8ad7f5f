"""What is told of a walk over the back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pawpress.core.sides import Hand
from pawpress.core.walk.steps import Climb, Turns

Cadence = Literal["slow", "usual", "quick", "rushing"]


@dataclass(frozen=True, slots=True)
class Level:
    """The presses on one level of the back."""

    level: int
    left: int
    right: int
    plateau_n: float | None
    """Mean plateau of its graded presses."""


@dataclass(frozen=True, slots=True)
class RouteSummary:
    """The walk so far."""

    steps: int
    turns: Turns
    climb: Climb
    levels: tuple[Level, ...]
    missed: tuple[str, ...]
    """Pads of the path that were never pressed; the optional lowest level is not asked for."""
    short_steps: int
    cadence_per_min: dict[Hand, float | None]
    cadence: Cadence | None
    force_si: float | None
    """Symmetry index of the hands' mean plateaus, percent, positive for a stronger right hand."""
    hold_si: float | None
    """Symmetry index of the hands' mean holds."""
    row_spread: float | None
    """From the lightest to the firmest level, as a share of their mean."""
    hints: tuple[str, ...] = ()
    """What to try next time, in plain words."""
