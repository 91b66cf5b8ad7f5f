"""When a press begins and ends."""

from __future__ import annotations

from dataclasses import dataclass

from pawpress.core.presses.split_presses import Valley


@dataclass(frozen=True, slots=True)
class PressThresholds:
    """Levels above the resting level, and how long they must hold.

    The defaults are for a calibrated rig; a foreign file scales the levels with its own noise and range
    (`pawpress.importers.judging.rest`).
    """

    onset_n: float = 8.0
    """A press may begin above this: over the actuation force of a thin-film sensor."""
    armed_n: float = 20.0
    """A press counts once it reached this: the preload in the device studies of spinal mobilisation."""
    release_n: float = 6.0
    """A press ends below this: hysteresis under the onset."""
    onset_s: float = 0.05
    """How long the force must stay above the onset level."""
    release_s: float = 0.1
    """How long it must stay below the release level."""
    onset_sigmas: float = 5.0
    """The onset level is at least this many standard deviations of the resting noise."""
    backdate_sigmas: float = 3.0
    """The onset is dated back to where the force left the rest by this many."""
    backdate_s: float = 3.0
    """How far back the onset may be dated."""
    rest_sigma_n: float = 0.0
    """Noise at rest, as far as it is known beforehand."""
    follow_rest: bool = True
    """Whether the resting level is followed; a file whose rest was found with hindsight needs no following."""
    lean: Valley | None = None
    """A valley that parts pushes in a row, besides those that part every press; the rig's stream has none."""
