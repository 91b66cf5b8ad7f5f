"""A calibration as people read it: TOML, checked whole when it is read, with the points it was made from."""

from __future__ import annotations

import tomllib
from itertools import pairwise
from typing import Annotated, Any

import msgspec
import numpy as np

from pawpress.core.calibration.curve import CalibrationError, Moment, PadCurve, Placement
from pawpress.system.untrusted.decoding import parse_toml

FORMAT = "pawpress.core.calibration/1"
RIG_NAME = r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,39}$"
RigName = Annotated[str, msgspec.Meta(pattern=RIG_NAME)]
HEAD = """\
Calibration of the rig "{rig}" on {placement}, made {created} by {program}.
A pad's conductance is counts / (counts_max - counts), and conductance = a * force_n ** b + that at tare_counts.
Uncertainty is relative, at 95 %, while loading and holding. This file is never overwritten: calibrate again for a
newer one, or delete it.
"""


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


def to_toml(calibration: RigCalibration) -> str:
    """Return a calibration as text."""
    import tomlkit

    document: Any = tomlkit.document()
    head = HEAD.format(
        rig=calibration.rig,
        placement=calibration.placement,
        created=calibration.created,
        program=calibration.program,
    )
    for line in head.splitlines():
        document.add(tomlkit.comment(line))
    document.add(tomlkit.nl())
    words: dict[str, Any] = msgspec.to_builtins(calibration)
    pads: list[dict[str, Any]] = words.pop("pad")
    document.update(words)
    document.append("pad", tomlkit.aot())
    for pad in pads:
        document["pad"].append(_table(pad))
    return tomlkit.dumps(document)


def from_toml(text: str, origin: str) -> RigCalibration:
    """Read a calibration; `origin` is the file named in errors.

    Raises
    ------
    CalibrationError
        If it is not TOML, has an unknown key or one that does not fit, or is of another version.
    """
    try:
        words = parse_toml(text)
    except tomllib.TOMLDecodeError as error:
        raise CalibrationError(f"{origin}: {error}. Mend the file, or calibrate again.") from error
    if words.get("format") != FORMAT:
        found = words.get("format", "no format")
        raise CalibrationError(f"{origin}: is of {found}, and this program reads {FORMAT}. Calibrate again.")
    try:
        calibration = msgspec.convert(words, RigCalibration)
    except msgspec.ValidationError as error:
        raise CalibrationError(f"{origin}: {error}. Mend the file, or calibrate again.") from error
    for curve in calibration.pad:
        _check_curve(curve, origin)
    for many in ([curve.pad for curve in calibration.pad], [curve.channel for curve in calibration.pad]):
        if len(set(many)) < len(many):
            raise CalibrationError(f"{origin}: two curves are of the same pad or channel. Take one out.")
    return calibration


def _check_curve(curve: PadCurve, origin: str) -> None:
    """Refuse what cannot be told from one key alone."""
    try:
        age_days(curve.made, 0)
    except ValueError as error:
        raise CalibrationError(f"{origin}: {curve.pad}: {curve.made} is no day there ever was.") from error
    if not curve.tare_counts < curve.top_counts < curve.counts_max:
        raise CalibrationError(f"{origin}: {curve.pad}: tare_counts < top_counts < counts_max does not hold.")
    if curve.lowest_n > curve.top_n:
        raise CalibrationError(f"{origin}: {curve.pad}: lowest_n is above top_n.")
    steps = pairwise(curve.knot)
    if len(curve.knot) == 1 or any(b.conductance <= a.conductance or b.force_n <= a.force_n for a, b in steps):
        raise CalibrationError(f"{origin}: {curve.pad}: the knots must rise, and be two or more.")


def _table(pad: dict[str, Any]) -> Any:
    """Return a pad's table with one point, knot or check a line."""
    import tomlkit

    table: Any = tomlkit.table()
    for key, entry in pad.items():
        if not isinstance(entry, list | tuple):
            table.add(key, entry)
            continue
        array: Any = tomlkit.array().multiline(True)
        for row in pad[key]:
            inline: Any = tomlkit.inline_table()
            inline.update(row)
            array.append(inline)
        table.add(key, array)
    return table
