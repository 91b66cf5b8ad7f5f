"""The calibration of an emulated rig: its sensors are made by a formula, so their curves need not be measured."""

from __future__ import annotations

from pawpress.core.calibration import PadCurve, RigCalibration
from pawpress.core.calibration.nominal import COUNTS_MAX, EXPONENT, HALF_SCALE_N
from pawpress.settings.layout_files import default_layout
from pawpress.simulator.pads import Sensor

TOP_N = 600.0
"""Up to here an emulated curve may be trusted: a giver of 60 kg on one pad."""
UNCERTAINTY = 0.144
"""What `calibration.budget` gives a perfect fit whose repeatability, hysteresis and creep nobody measured."""


def known_calibration(rig: str, pads: int, made: str, sensor: Sensor) -> RigCalibration:
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
    """
    power = EXPONENT * sensor.curvature
    gain = sensor.gain / HALF_SCALE_N**power
    top = gain * TOP_N**power + sensor.supervision
    curves = tuple(
        PadCurve(
            pad=pad.name,
            channel=pad.channel,
            made=made,
            counts_max=COUNTS_MAX,
            tare_counts=round(COUNTS_MAX * sensor.supervision / (1.0 + sensor.supervision), 3),
            a=gain,
            b=power,
            lowest_n=5.0,
            top_n=TOP_N,
            top_counts=round(COUNTS_MAX * top / (1.0 + top), 3),
            rmse_n=0.0,
            residual=0.0,
            uncertainty=UNCERTAINTY,
        )
        for pad in default_layout(pads).pad
    )
    return RigCalibration(
        rig=rig,
        placement="futon",
        created=made,
        program="made up for an emulated rig",
        pad=curves,
    )
