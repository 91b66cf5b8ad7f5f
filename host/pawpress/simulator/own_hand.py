"""Force that a person at the screen puts on the pads: the target moves along a ramp, and soft tissue follows it.

Unlike a scenario, a hand has a past: readings are computed in order, once each.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pawpress.simulator.body import STEP_S, Body

TISSUE_PER_S = 45.0
"""Rate of the tissue, a critically damped spring: a sudden push comes up from 10 to 90 % in 0.08 s, a hard jab."""
STRONGEST_N = 600.0
"""Somebody light who puts all of their weight on one pad."""
TREMOR_HZ, TREMOR_SHARE = 9.0, 0.002
SWAY_HZ, SWAY_SHARE = 0.4, 0.01
"""As in `shapes`: what a body does while it holds still."""
TAKEOVER_S = 0.5
"""The scenario's hands leave the pads within this time, slower than any cable breaks."""


@dataclass(slots=True)
class _Ramp:
    """Where the target of one pad goes, newtons and seconds."""

    from_n: float = 0.0
    to_n: float = 0.0
    lasts_s: float = 0.0
    passed_s: float = 0.0

    def step(self) -> float:
        """Return the target after the next step."""
        self.passed_s += STEP_S
        if self.passed_s >= self.lasts_s:
            return self.to_n
        return self.from_n + (self.to_n - self.from_n) * self.passed_s / self.lasts_s


class OwnHand:
    """The person's own force on every pad.

    Parameters
    ----------
    pads : int
        How many pads there are.
    taken : bool
        Whether the person presses from the start; else the scenario does until `take_over`.
    """

    def __init__(self, pads: int, *, taken: bool = False) -> None:
        self._ramps = [_Ramp() for _ in range(pads)]
        self._force_n = np.zeros(pads)
        self._rise_n_per_s = np.zeros(pads)
        self._taken = taken
        self._share = 0.0 if taken else 1.0
        self._t_s = 0.0

    def take_over(self, taken: bool) -> None:
        """Press instead of the scenario, or let go and give the pads back to it."""
        self._taken = taken
        if not taken:
            for channel in range(len(self._ramps)):
                self.lean(channel, 0.0, TAKEOVER_S)

    def lean(self, channel: int, force_n: float, lasts_s: float = 0.0) -> None:
        """Bring the force on a pad to a target, along a ramp of so many seconds.

        Parameters
        ----------
        channel : int
            The pad; one that does not exist is passed over.
        force_n : float
            Newtons; kept within 0 and `STRONGEST_N`.
        lasts_s : float
            Seconds; 0 is as sudden as tissue lets it be.
        """
        if not 0 <= channel < len(self._ramps) or not math.isfinite(force_n + lasts_s):
            return
        ramp = self._ramps[channel]
        self._ramps[channel] = _Ramp(self._target_n(ramp), min(max(force_n, 0.0), STRONGEST_N), max(lasts_s, 0.0))

    def next(self, steps: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Live through some steps.

        Returns
        -------
        share : array, shape (steps, 1)
            How much of the scenario's force is left, 1 where only the scenario presses.
        force_n : array, shape (steps, pads), newtons
            The person's own force.
        """
        share, force_n = np.empty((steps, 1)), np.empty((steps, len(self._ramps)))
        for step in range(steps):
            share[step] = self._next_share()
            force_n[step] = self._next_n()
        return share, force_n

    def _target_n(self, ramp: _Ramp) -> float:
        done = 1.0 if ramp.lasts_s <= 0.0 else min(1.0, ramp.passed_s / ramp.lasts_s)
        return ramp.from_n + (ramp.to_n - ramp.from_n) * done

    def _next_share(self) -> float:
        change = -STEP_S / TAKEOVER_S if self._taken else STEP_S / TAKEOVER_S
        self._share = min(1.0, max(0.0, self._share + change))
        return self._share

    def _next_n(self) -> NDArray[np.float64]:
        self._t_s += STEP_S
        target_n = np.array([ramp.step() for ramp in self._ramps])
        pull = TISSUE_PER_S**2 * (target_n - self._force_n) - 2.0 * TISSUE_PER_S * self._rise_n_per_s
        self._rise_n_per_s += pull * STEP_S
        self._force_n += self._rise_n_per_s * STEP_S
        sway = SWAY_SHARE * math.sin(2.0 * math.pi * SWAY_HZ * self._t_s)
        tremor = TREMOR_SHARE * math.sin(2.0 * math.pi * TREMOR_HZ * self._t_s)
        return np.maximum(self._force_n, 0.0) * (1.0 + sway + tremor)


class PressedBody:
    """Conforms to `Presser`: a scenario's body, and the hand of a person who may take its place.

    Parameters
    ----------
    body : Body
        Who presses as long as the person does not.
    hand : OwnHand
        The person's.
    """

    def __init__(self, body: Body, hand: OwnHand) -> None:
        self._body = body
        self.hand = hand

    def codes(self, steps: NDArray[np.int64]) -> NDArray[np.uint16]:
        """Return what the converter reads in the next steps; shapes as in `Body.codes`, counts."""
        share, force_n = self.hand.next(len(steps))
        return self._body.codes(steps, share=share, added_n=force_n)
