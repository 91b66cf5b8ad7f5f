"""A body that puts known weights on pads, as one does to calibrate them.

Strategy: it keeps a list of what was put on when, so that everything is again a function of the step's number and the
portions of a run do not matter. A pile of weights is one load: it grows and shrinks in ramps, the sensor creeps from
the first weight on, and reads too much while the pile shrinks, until it is higher than ever before or gone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pawpress.rig.firmware_images import manifest
from pawpress.simulator.body import STEP_S, Body
from pawpress.simulator.pads import GOOD_SENSOR, SUPERVISED_SENSOR, Sensor
from pawpress.simulator.press_shapes import minimum_jerk
from pawpress.simulator.rigs import Kind, open_board
from pawpress.simulator.scenario import Scenario
from pawpress.simulator.simulated_link import SimulatedLink

RAMP_S = 1.0
"""A weight is let down in a second."""
NOBODY = Scenario(title="Weights", summary="Known weights on pads.", period_s=3600.0, seed=41, press=[])


@dataclass(frozen=True, slots=True)
class _Change:
    """From a step on, the pile on a pad is another."""

    step: int
    from_n: float
    to_n: float
    begun_step: int
    """When the first weight of this pile was put on."""
    highest_n: float
    """What the pile weighed at most until this change."""
    shrinking: bool
    """Whether the pile is lower than it was and has not been higher since."""
    share: float
    """What part of the pile reaches the pad's sensors."""


class WeightsBody(Body):
    """Known weights on the pads of one board.

    Parameters
    ----------
    pads : int
        How many pads the board scans.
    sensors : Sensor or sequence of Sensor
        One for all pads, or one a pad.
    """

    def __init__(self, pads: int, sensors: Sensor | Sequence[Sensor] = GOOD_SENSOR) -> None:
        super().__init__(NOBODY, pads, sensors)
        self._changes: dict[int, list[_Change]] = {pad: [] for pad in range(pads)}

    def put(self, pad: int, force_n: float, step: int, share: float = 1.0) -> None:
        """Let the pile on a pad weigh this much from a step on; the ramp before must be over.

        Parameters
        ----------
        pad : int
            Channel of the pad.
        force_n : float
            Weight, newtons; 0 takes everything off.
        step : int
            Number of the step with which the change begins; later than all changes of this pad before.
        share : float
            What part of the weight reaches the pad's sensors: 1 in its middle, less where something else carries. A
            pile that is taken off keeps the share it had.
        """
        before = self._changes[pad][-1] if self._changes[pad] else _Change(step, 0.0, 0.0, step, 0.0, False, 1.0)
        anew = before.to_n == 0.0
        highest_n = 0.0 if anew else max(before.highest_n, before.to_n)
        shrinking = not anew and force_n < highest_n
        self._changes[pad].append(
            _Change(
                step,
                before.to_n,
                force_n,
                step if anew else before.begun_step,
                highest_n,
                shrinking,
                share if force_n else before.share,
            )
        )

    def _forces(self, steps: NDArray[np.int64], *, felt: bool) -> NDArray[np.float64]:
        force_n = np.zeros((len(steps), self.pads))
        for pad, changes in self._changes.items():
            if changes and not _is_gone(changes[-1], steps):
                force_n[:, pad] = self._pile_n(pad, changes, steps, felt=felt)
        return force_n

    def _pile_n(self, pad: int, changes: list[_Change], steps: NDArray[np.int64], *, felt: bool) -> NDArray[np.float64]:
        force_n = np.zeros(len(steps))
        newest = np.searchsorted([change.step for change in changes], steps, side="right") - 1
        for number in np.unique(newest[newest >= 0]).tolist():
            change, here = changes[number], newest == number
            ramp = minimum_jerk((steps[here] - change.step) * STEP_S / RAMP_S)
            true_n = change.from_n + (change.to_n - change.from_n) * ramp
            force_n[here] = self._felt_n(pad, change, true_n, steps[here]) if felt else true_n
        return force_n

    def _felt_n(
        self, pad: int, change: _Change, true_n: NDArray[np.float64], steps: NDArray[np.int64]
    ) -> NDArray[np.float64]:
        top_n = max(change.share * max(change.highest_n, change.to_n), 1e-9)
        shrinking = np.full(len(steps), change.shrinking)
        return self._sensors[pad].felt_n(
            change.share * true_n, top_n, (steps - change.begun_step) * np.float64(STEP_S), shrinking
        )


def _is_gone(newest: _Change, steps: NDArray[np.int64]) -> bool:
    """Whether a pile has been taken off before any of these steps: most pads are empty most of the time."""
    return newest.to_n == 0.0 and len(steps) > 0 and (steps.min() - newest.step) * STEP_S >= RAMP_S


def open_weights_rig(
    board: str, prefer: Kind, clock: Callable[[], float], sensors: Sensor | Sequence[Sensor] = SUPERVISED_SENSOR
) -> tuple[SimulatedLink, WeightsBody, str]:
    """Open a simulated rig on whose pads weights are put.

    Parameters
    ----------
    board : str
        `uno`, `nano` or `mux`.
    prefer : str
        `core` takes the firmware's core even where the emulator is installed.
    clock : callable
        The host's clock, seconds.
    sensors : Sensor or sequence of Sensor
        One for all pads, or one a pad; left out, with the supervision resistors of the shipped pads.

    Returns
    -------
    link : SimulatedLink
        The rig, powered on.
    body : WeightsBody
        Puts weights on it.
    notice : str
        One line that says which rig it is and why.
    """
    rig, notice = open_board(board, prefer)
    body = WeightsBody(rig.pads, sensors)
    return SimulatedLink(rig, body, clock, f"emulated rig ({manifest().images[board].title})"), body, notice
