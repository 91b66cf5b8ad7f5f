"""A calibration as people read it: TOML, checked as a whole when it is read."""

from __future__ import annotations

import hashlib
from itertools import pairwise
from typing import Any

import msgspec

from pawpress.core.calibration.document import FORMAT, FORMATS, RigCalibration, age_days
from pawpress.core.calibration.integrity import contradiction_in
from pawpress.core.calibration.pad_curve import CalibrationError, PadCurve
from pawpress.system.untrusted import parse_toml, told_as

HEAD = """\
Calibration of the rig "{rig}" on {placement}, made {created} by {program}.
A pad's conductance is counts / (counts_max - counts), and conductance = a * force_n ** b + that at tare_counts.
Uncertainty is relative, at 95 %, while loading and holding. This file is never overwritten: calibrate again for a
newer one, or delete it. The checksum is of everything but these lines: with another number the file is refused.
"""
CHECKSUM = "checksum"


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
    document.add(CHECKSUM, checksum_of(calibration))
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
    with told_as(CalibrationError, origin, unfit="Mend the file, or calibrate again."):
        words = parse_toml(text)
        if words.get("format") not in FORMATS:
            found = words.get("format", "no format")
            raise CalibrationError(f"{origin}: is of {found}, and this program reads {FORMAT}. Calibrate again.")
        told = words.pop(CHECKSUM, None)
        calibration = msgspec.convert(words, RigCalibration)
    calibration = msgspec.structs.replace(calibration, format=FORMAT)
    for curve in calibration.pad:
        _check_curve(curve, origin)
    for many in ([curve.pad for curve in calibration.pad], [curve.channel for curve in calibration.pad]):
        if len(set(many)) < len(many):
            raise CalibrationError(f"{origin}: two curves are of the same pad or channel. Take one out.")
    _check_whole(calibration, told, origin)
    return calibration


def checksum_of(calibration: RigCalibration) -> str:
    """Return 16 digits that stand for every number and word of a calibration."""
    return hashlib.sha256(msgspec.json.encode(calibration)).hexdigest()[:16]


def _check_whole(calibration: RigCalibration, told: object, origin: str) -> None:
    """Refuse a file that was damaged or changed since it was written; those of before have no checksum."""
    for curve in calibration.pad:
        if contradiction := contradiction_in(curve):
            raise CalibrationError(
                f"{origin}: {curve.pad}: is damaged: {contradiction}. Take a copy of before, or calibrate again."
            )
    if told is not None and told != checksum_of(calibration):
        raise CalibrationError(
            f"{origin}: is damaged, or was changed by hand: its checksum is that of other numbers. "
            "Take a copy of before, or calibrate again."
        )


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
