"""From the force on a pad to the reading of the converter: the curve of its kind backwards, and what real sensors add.

Strategy: everything a sensor adds is a function of the press it feels, not of what was simulated before, so that any
step can be computed on its own and the portions of a run do not matter.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pawpress.core.calibration.pad_models import COUNTS_MAX, USUAL, PadModel
from pawpress.simulator.pad_builds import PadBuild

CREEP_START_S = 0.1
"""Creep is counted in decades of time since the load came on, from here."""
CABLE_DECAY_S = 47_000.0 * 100e-9
"""A pad that is cut off decays with this: sense resistor and capacitor of the shipped board, seconds."""
QUIET_NOISE_N = 0.4
"""Standard deviation of a pad's reading at rest, newtons: about two counts of a 10-bit converter."""


@dataclass(frozen=True, slots=True)
class Sensor:
    """How a pad differs from the nominal curve."""

    gain: float = 1.0
    """Signal over nominal signal; data sheets give 5 to 25 % from part to part."""
    curvature: float = 1.0
    """Exponent on the nominal signal."""
    hysteresis: float = 0.0
    """By how much more the pad reads at half load on the way down, as a share of the plateau."""
    creep_per_decade: float = 0.0
    """By how much the reading grows per decade of time under load."""
    noise_n: float = QUIET_NOISE_N
    """Standard deviation of the noise, newtons."""
    supervision: float = 0.0
    """What the supervision resistor adds to the signal: its conductance over that of the sense resistor; 0 for none."""
    model: PadModel = USUAL
    """Which kind of pad it is."""
    build: PadBuild | None = None
    """A pad of hardware/ as it is built, its supervision resistor included, in place of the nominal curve."""

    def signal(self, force_n: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the signal under forces, any shape; of a thin-film sensor its conductance."""
        if self.build is not None:
            return self.gain * self.build.conductance(force_n)
        return self.gain * self.model.nominal_signal(np.maximum(force_n, 0.0)) ** self.curvature + self.supervision

    def codes(self, force_n: NDArray[np.float64]) -> NDArray[np.uint16]:
        """Return what a 10-bit converter reads of a steady force, any shape, counts."""
        return codes_of_signal(self.signal(force_n), self.model)

    def felt_n(
        self,
        force_n: NDArray[np.float64],
        plateau_n: float,
        loaded_s: NDArray[np.float64],
        unloading: NDArray[np.bool_],
    ) -> NDArray[np.float64]:
        """Return what the pad feels of one press.

        Parameters
        ----------
        force_n : array, shape (n,)
            The true force, newtons.
        plateau_n : float
            Level of the press, newtons.
        loaded_s : array, shape (n,)
            Time since the press began, seconds.
        unloading : array, shape (n,)
            Whether the press is being released.
        """
        share = np.clip(force_n / plateau_n, 0.0, 1.0)
        lag_n = np.where(unloading, self.hysteresis * plateau_n * 4.0 * share * (1.0 - share), 0.0)
        creep = 1.0 + self.creep_per_decade * np.log10(1.0 + np.maximum(loaded_s, 0.0) / CREEP_START_S)
        return force_n * creep + lag_n


GOOD_SENSOR = Sensor()
SUPERVISED_SENSOR = Sensor(supervision=47_000.0 / 2_200_000.0)
"""With the resistors of the shipped board and mat: the pads of the demo in foot mode."""
WORST_SENSOR = Sensor(gain=1.08, curvature=1.03, hysteresis=0.07, creep_per_decade=0.04)
"""A sensor one standard deviation off in gain and curvature, with the hysteresis and creep data sheets allow."""


def codes_of_signal(signal: NDArray[np.float64], model: PadModel = USUAL) -> NDArray[np.uint16]:
    """Return the converter's reading of a pad's signal, any shape, counts."""
    return np.clip(np.round(model.signal.to_counts(signal, COUNTS_MAX)), 0, COUNTS_MAX).astype(np.uint16)


def codes_of_newtons(force_n: NDArray[np.float64], sensor: Sensor = GOOD_SENSOR) -> NDArray[np.uint16]:
    """Return the reading of a steady force, any shape, counts."""
    return sensor.codes(force_n)
