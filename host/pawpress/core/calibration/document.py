"""The calibration of a rig: the curves of its pads, with the points they were made from."""

from __future__ import annotations

from typing import Annotated

import msgspec
import numpy as np

from pawpress.core.calibration.pad_curve import CalibrationError, Moment, PadCurve, Placement

FORMAT = "pawpress.calibration/1"
FORMATS = (FORMAT, "pawpress.core.calibration/1")
"""What is read: for a while files were written under the second name."""
RIG_NAME = r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,39}$"
RigName = Annotated[str, msgspec.Meta(pattern=RIG_NAME)]


class RigCalibration(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The curves of a rig's pads in one placement."""

    format: str = FORMAT
    rig: RigName
    placement: Placement
    created: Moment
    program: str
    serial: int = 0
    """Serial number of the rig it was made on; 0 where the rig has none or was not asked."""
    pad: Annotated[tuple[PadCurve, ...], msgspec.Meta(min_length=1)]

    def curve_for(self, pad: str, channel: int) -> PadCurve:
        """Return the curve of a pad.

        Raises
        ------
        CalibrationError
            If there is none: the curve of one pad never serves another.
        """
        for curve in self.pad:
            if curve.pad == pad and curve.channel == channel:
                return curve
            if curve.pad == pad:
                raise CalibrationError(
                    f"{pad}: its curve was made on channel {curve.channel}, and the pad is on channel {channel} now. "
                    "Calibrate it again."
                )
        known = ", ".join(curve.pad for curve in self.pad)
        raise CalibrationError(f"{pad}: is not calibrated (there are curves of {known}). Run `pawpress calibrate`.")

    def check_fits(self, rig: str, placement: Placement) -> None:
        """Refuse to serve another rig or placement.

        Raises
        ------
        CalibrationError
            If it is not for this one.
        """
        if self.rig != rig:
            raise CalibrationError(f"is of the rig {self.rig!r}, not of {rig!r}. Calibrate this rig, or give --rig.")
        if self.placement != placement:
            raise CalibrationError(
                f"was made on the {self.placement}, not on the {placement}. Calibrate there, or give --placement."
            )

    def with_curves(self, curves: tuple[PadCurve, ...]) -> tuple[PadCurve, ...]:
        """Return all curves, new ones in place of older ones of the same pad or channel, by channel."""
        names, channels = {curve.pad for curve in curves}, {curve.channel for curve in curves}
        kept = [curve for curve in self.pad if curve.pad not in names and curve.channel not in channels]
        return tuple(sorted([*kept, *curves], key=lambda curve: curve.channel))


def of_another_rig(calibration: RigCalibration, serial: int) -> str:
    """Return what is wrong when a rig tells another serial number than the calibration's; else nothing.

    A number of 0 says nothing, so it fits every rig of the same name.
    """
    if 0 in (calibration.serial, serial) or calibration.serial == serial:
        return ""
    return (
        f"The calibration was made on the rig with the serial number {calibration.serial}, and this is {serial}: "
        "newtons are nominal. Calibrate this rig under a name of its own with --rig."
    )


def age_days(made: str, now_unix_ms: int) -> float:
    """Return how many days ago a moment was."""
    since = np.datetime64(now_unix_ms, "ms") - np.datetime64(made.removesuffix("Z"), "ms")
    return float(since / np.timedelta64(1, "D"))
