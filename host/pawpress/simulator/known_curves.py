"""The calibration of an emulated rig: its sensors are made by a formula, so their curves need not be measured."""

from __future__ import annotations

from dataclasses import replace
from math import log2

import numpy as np

from pawpress.core.calibration import PadCurve, RigCalibration
from pawpress.core.calibration.pad_models import COUNTS_MAX
from pawpress.core.layout import Layout
from pawpress.settings.layout_files import default_layout
from pawpress.simulator.pads import Sensor

TOP_N = 600.0
"""Up to here an emulated curve may be trusted: a giver of 60 kg on one pad."""
UNCERTAINTY = 0.144
"""What `calibration.budget` gives a perfect fit whose repeatability, hysteresis and creep nobody measured."""


def known_calibration(rig: str, pads: int, made: str, sensor: Sensor, layout: Layout | None = None) -> RigCalibration:
    """Return the calibration of an emulated rig.

    Parameters
    ----------
    rig : str
        Its name.
    pads : int
        How many pads it scans.
    made : str
        The moment, as it stands in calibrations.
    sensor : Sensor
        What all its pads are.
    layout : Layout, optional
        What names its pads; left out, the usual one for so many.
    """
    at_one, at_two = replace(sensor, supervision=0.0).signal(np.array([1.0, 2.0])).tolist()
    at_rest_and_top = sensor.signal(np.array([0.0, TOP_N]))
    tare_counts, top_counts = sensor.model.signal.to_counts(at_rest_and_top, COUNTS_MAX).tolist()
    curves = tuple(
        PadCurve(
            pad=pad.name,
            channel=pad.channel,
            made=made,
            counts_max=COUNTS_MAX,
            tare_counts=round(tare_counts, 3),
            a=at_one,
            b=log2(at_two / at_one),
            lowest_n=5.0,
            top_n=TOP_N,
            top_counts=round(top_counts, 3),
            rmse_n=0.0,
            residual=0.0,
            uncertainty=UNCERTAINTY,
            signal=sensor.model.signal.name,
        )
        for pad in (layout or default_layout(pads)).pad
    )
    return RigCalibration(
        rig=rig,
        placement="futon",
        created=made,
        program="made up for an emulated rig",
        pad=curves,
    )
