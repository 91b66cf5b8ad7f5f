"""Curves, calibrations and reference points as tests need them."""

from __future__ import annotations

from typing import Any

import msgspec
import numpy as np

from pawpress.core.calibration import PadCurve, RigCalibration
from pawpress.core.calibration.pad_models.fsr_divider import counts_of
from pawpress.core.calibration.reference_points import ReferencePoint

MADE = "2026-03-01T12:00:00Z"
LOADS_N = (10.0, 25.0, 50.0, 80.0, 120.0, 160.0, 210.0, 260.0, 320.0)
STRAIGHT = PadCurve(
    pad="L1",
    channel=0,
    made=MADE,
    counts_max=1023,
    tare_counts=0.0,
    a=1 / 200.0,
    b=1.0,
    lowest_n=10.0,
    top_n=320.0,
    top_counts=629.5,
    rmse_n=0.5,
    residual=0.01,
    uncertainty=0.1,
)
"""The nominal curve as a calibration would find it."""


def curve(**changes: Any) -> PadCurve:
    """Return a curve that differs in something."""
    return msgspec.structs.replace(STRAIGHT, **changes)


def calibration(*curves: PadCurve, **changes: Any) -> RigCalibration:
    """Return a calibration of these curves, or of two straight ones."""
    pads = curves or (STRAIGHT, curve(pad="R1", channel=1))
    whole = RigCalibration(rig="default", placement="futon", created=MADE, program="pawpress 0", pad=pads)
    return msgspec.structs.replace(whole, **changes)


def read_at(force_n: float, a: float = 1 / 200.0, b: float = 1.0, rest: float = 0.0, counts_max: int = 1023) -> float:
    """Return what a pad of this power law reads, counts, not rounded."""
    return float(counts_of(np.array([a * force_n**b + rest]), counts_max)[0])


def points_of(
    loads_n: tuple[float, ...] = LOADS_N, rounds: int = 1, counts_max: int = 1023, **law: float
) -> list[ReferencePoint]:
    """Return the points a pad of this power law would give."""
    return [
        ReferencePoint(load_n, read_at(load_n, counts_max=counts_max, **law), round=turn + 1)
        for turn in range(rounds)
        for load_n in loads_n
    ]
