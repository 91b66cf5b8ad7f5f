"""Weighs a person on the calibrated pads, for the rule of weights."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pawpress.core.body_weight import LEAST_GIVEN_KG
from pawpress.core.calibration import Calibration, RigCalibration, apply_calibration
from pawpress.core.calibration.steady import STILL_SHARE
from pawpress.core.layout import Layout
from pawpress.core.units import STANDARD_GRAVITY_M_PER_S2
from pawpress.rig.link import RigError
from pawpress.rig.sample_reader import SampleReader, Stretch
from pawpress.settings.layout_files import default_layout

EMPTY_S, STAND_S = 1.0, 2.0


class WeighingError(RigError):
    """A weight could not be taken; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """What a person weighs by the pads."""

    weight_kg: float
    uncertainty_kg: float

    def at_most_kg(self) -> float:
        """Return the most it may be: how a giver is counted."""
        return self.weight_kg + self.uncertainty_kg

    def at_least_kg(self) -> float:
        """Return the least it may be: how a receiver is counted."""
        return max(self.weight_kg - self.uncertainty_kg, 0.0)


class PadScale:
    """Pads used as a scale.

    Parameters
    ----------
    reader : SampleReader
        Reads the rig.
    calibration : RigCalibration
        Its curves.
    layout : Layout, optional
        Where the pads are; None takes the mat that fits their number.
    """

    def __init__(self, reader: SampleReader, calibration: RigCalibration, layout: Layout | None = None) -> None:
        self._reader = reader
        hello = reader.hello()
        names = (layout or default_layout(hello.pads)).names
        self._calibration = apply_calibration(
            calibration, names, hello.pads, hello.counts_max, serial=hello.serial, pad_kind=hello.pad_kind
        )
        self._empty_n = np.zeros(hello.pads)
        if not self._calibration.calibrated:
            raise WeighingError("The pads are not all calibrated, so they are no scale. Give the weight instead.")

    def tare(self) -> None:
        """Take the empty pads as nothing."""
        self._empty_n = _newtons(self._calibration, self._reader.watch(EMPTY_S)).mean(axis=0)

    def weigh(self) -> Weighed:
        """Return the weight of the person who stands still on the pads now.

        Raises
        ------
        WeighingError
            If they move, stand partly beside the pads' range, or nobody is there.
        """
        stretch = self._reader.watch(STAND_S)
        if bool((stretch.counts >= self._calibration.saturation_counts).any()):
            raise WeighingError("A pad is at the end of its range. Stand on more pads, or give the weight instead.")
        force_n = _newtons(self._calibration, stretch) - self._empty_n
        total_n = force_n.sum(axis=1)
        weight_n, sway_n = float(total_n.mean()), float(total_n.std())
        if weight_n < LEAST_GIVEN_KG * STANDARD_GRAVITY_M_PER_S2:
            raise WeighingError(
                f"Only {weight_n / STANDARD_GRAVITY_M_PER_S2:.1f} kg stand on the pads. Step on with both feet."
            )
        if sway_n > STILL_SHARE * weight_n:
            raise WeighingError("It still moves. Stand still and hold on to nothing.")
        # Curves of one session err alike, so the errors of the pads are added, not squared.
        spread_n = float((force_n.mean(axis=0).clip(0.0) * self._calibration.uncertainty).sum())
        return Weighed(weight_n / STANDARD_GRAVITY_M_PER_S2, spread_n / STANDARD_GRAVITY_M_PER_S2)


def _newtons(calibration: Calibration, stretch: Stretch) -> NDArray[np.float64]:
    """Return the forces of raw readings, shape (n, pads)."""
    return calibration.newtons[np.arange(stretch.counts.shape[1]), stretch.counts]
