"""`pawpress calibrate --points`: from a table of known loads to curves."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from pawpress.cli.calibrate.options import CalibrateOptions
from pawpress.cli.failure import Failure, say
from pawpress.core.calibration import PadCurve
from pawpress.core.calibration.fitting import fit_pad
from pawpress.core.calibration.reference_points import ReferencePoint, read_points
from pawpress.settings.layout_files import load_layout
from pawpress.system.untrusted import read_text_bounded, told_as

CONVERTERS = (1023, 4095, 16383, 65535)
"""Tops of the converters there are: 10, 12, 14 and 16 bits."""
EVERY_MAT = "mat8"
"""The largest shipped mat; the pads of smaller ones have the same names and channels."""

Tables = dict[str, tuple[ReferencePoint, ...]]


def fit_tables(options: CalibrateOptions, made: str) -> list[PadCurve]:
    """Fit every pad of the table.

    Raises
    ------
    Failure, PointsError, CalibrationError, LayoutError
        If that cannot be done; the text is one line for people.
    """
    tables = read_tables(options)
    counts_max, channels = _counts_max(options, tables), channels_of(options, list(tables))
    return [
        fit_pad(
            pad,
            channels[pad],
            [_turned(point, counts_max) for point in points] if options.invert else points,
            counts_max=counts_max,
            made=made,
            creep_per_decade=options.creep,
        )
        for pad, points in tables.items()
    ]


def read_tables(options: CalibrateOptions) -> Tables:
    """Return the points of the pads that are wanted; raises as `fit_tables`."""
    assert options.points is not None
    with told_as(Failure, options.points, unread="Check the name."):
        text = read_text_bounded(options.points)
    tables = read_points(text, str(options.points), options.unit)
    if missing := [pad for pad in options.pads if pad not in tables]:
        raise Failure(f"{options.points}: has no points of {missing[0]}. It has {', '.join(tables)}.")
    return {pad: points for pad, points in tables.items() if not options.pads or pad in options.pads}


def channels_of(options: CalibrateOptions, pads: Sequence[str]) -> dict[str, int]:
    """Return the channel of each pad: by the layout, or in the order of the file where no layout knows the names."""
    layout = load_layout(options.layout or EVERY_MAT)
    known = {pad.name: pad.channel for pad in layout.pad}
    strangers = [pad for pad in pads if pad not in known]
    if not strangers:
        return {pad: known[pad] for pad in pads}
    if options.layout is not None:
        raise Failure(f"{strangers[0]}: the layout {layout.name} has no such pad. It has {', '.join(known)}.")
    say(f"{', '.join(pads)}: taken as channels 0 to {len(pads) - 1}. Another order is given with --layout.")
    return {pad: channel for channel, pad in enumerate(pads)}


def _counts_max(options: CalibrateOptions, tables: Tables) -> int:
    """Return the top of the converter: as told, or the smallest there is that could read the table."""
    if options.counts_max is not None:
        return options.counts_max
    largest = max(point.counts for points in tables.values() for point in points)
    fitting = next((top for top in CONVERTERS if top >= largest), CONVERTERS[-1])
    say(f"the converter's top is taken as {fitting} counts. Another is given with --counts-max.")
    return fitting


def _turned(point: ReferencePoint, counts_max: int) -> ReferencePoint:
    return msgspec.structs.replace(point, counts=max(0.0, counts_max - point.counts))
