"""From reference points to the curve of a pad: what of them is used, and what is reported of the result."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pawpress.core.calibration.budget import hysteresis_of, repeatability_of, uncertainty_of
from pawpress.core.calibration.creep import growth_decades
from pawpress.core.calibration.curve_shapes import (
    LEAST_LOADS,
    RESIDUAL_ASKS,
    Branch,
    Shape,
    freedom_of,
    power_law,
    shape_of,
)
from pawpress.core.calibration.pad_curve import CalibrationError, PadCurve
from pawpress.core.calibration.pad_models import USUAL, PadModel
from pawpress.core.calibration.reference_points import ReferencePoint
from pawpress.core.kernel import log

SAME_LOAD = 1.05
"""Loads closer together than this factor are the same load put on again."""
REST_SHARES = np.linspace(0.0, 0.9, 91)
"""Where no reading at rest is given: conductances at rest that are tried, as shares of the smallest point's."""


def fit_pad(
    pad: str,
    channel: int,
    points: Sequence[ReferencePoint],
    *,
    counts_max: int,
    made: str,
    tare_counts: float | None = None,
    creep_per_decade: float | None = None,
    model: PadModel = USUAL,
) -> PadCurve:
    """Fit the curve of a pad.

    Parameters
    ----------
    pad, channel
        Which pad it is.
    points : sequence of ReferencePoint
        At least five different loads reached from below; those reached from above tell the hysteresis, those of no
        load the tare.
    counts_max : int
        Top of the converter, counts.
    made : str
        When, as `2026-07-01T12:00:00Z`.
    tare_counts : float, optional
        Reading at rest; None takes it from the points of no load, or fits it.
    creep_per_decade : float, optional
        Growth of the reading per decade of time under load; None if it was not measured.
    model : PadModel
        The kind of pad.

    Raises
    ------
    CalibrationError
        If the points do not carry a curve.
    """
    creep = creep_per_decade or 0.0
    converter = _Converter(model, counts_max)
    used = _usable(pad, points, converter)
    up = [point for point in used if point.direction == "up" and point.reference_n > 0.0]
    branch, tare = _branch(pad, up, _rest(used, tare_counts), converter, creep)
    shape, residual = shape_of(branch)
    _check_shape(pad, shape)
    ratios = [(p, _read_n(shape, p, tare, converter) / _felt(p, creep)) for p in used if p.reference_n > 0.0]
    hysteresis, repeatability = hysteresis_of(ratios), repeatability_of(ratios, SAME_LOAD)
    known = creep_per_decade is not None
    return PadCurve(
        pad=pad,
        channel=channel,
        made=made,
        counts_max=counts_max,
        tare_counts=round(tare, 3),
        a=shape.a,
        b=shape.b,
        knot=shape.knots,
        lowest_n=round(_lowest_n(shape, up, tare, converter), 3),
        top_n=round(max(point.reference_n for point in up), 3),
        top_counts=max(point.counts for point in up),
        creep_per_decade=round(creep, 4),
        rmse_n=round(_rmse_n(shape, branch), 4),
        residual=round(residual, 4),
        hysteresis=_rounded(hysteresis),
        repeatability=_rounded(repeatability),
        uncertainty=round(uncertainty_of(residual, freedom_of(branch), hysteresis, repeatability, known), 4),
        point=tuple(points),
        signal=model.signal.name,
    )


@dataclass(frozen=True, slots=True)
class _Converter:
    """The kind of pad and the top of the converter that reads it."""

    model: PadModel
    counts_max: int

    def signal(self, counts: float) -> float:
        """Return the signal of a reading."""
        return float(self.model.signal.of_counts(np.array([counts]), self.counts_max)[0])


def _usable(pad: str, points: Sequence[ReferencePoint], converter: _Converter) -> list[ReferencePoint]:
    """Return the points below saturation; readings beyond the converter are refused."""
    top = converter.counts_max
    if beyond := [point.counts for point in points if point.counts > top]:
        raise CalibrationError(
            f"{pad}: a reading of {beyond[0]:g} counts is beyond the converter's {top}. Give --counts-max."
        )
    return [point for point in points if point.counts < converter.model.saturation_share * top]


def _rest(points: Sequence[ReferencePoint], tare_counts: float | None) -> float | None:
    empty = [point.counts for point in points if point.reference_n == 0.0]
    return float(np.mean(empty)) if tare_counts is None and empty else tare_counts


def _above(point: ReferencePoint, tare: float, converter: _Converter) -> float:
    """Return the conductance of a point above that at rest, and never quite nothing."""
    return max(converter.signal(point.counts) - converter.signal(tare), 1e-12)


def _felt(point: ReferencePoint, creep: float) -> float:
    """Return the force a pad with this creep feels at a point, newtons."""
    return point.reference_n * (1.0 + creep * growth_decades(point.loaded_s))


def _read_n(shape: Shape, point: ReferencePoint, tare: float, converter: _Converter) -> float:
    return float(shape.newtons(np.array([_above(point, tare, converter)]))[0])


def _branch(
    pad: str, up: Sequence[ReferencePoint], rest: float | None, converter: _Converter, creep: float
) -> tuple[Branch, float]:
    """Return the loading branch and the reading at rest, which is fitted where it is not known."""
    tare = rest if rest is not None else _fitted_rest(pad, up, converter, creep)
    felt = sorted((p for p in up if p.counts > tare), key=lambda point: point.reference_n)
    loads = _loads([point.reference_n for point in felt])
    if not felt or loads[-1] + 1 < LEAST_LOADS:
        found = loads[-1] + 1 if felt else 0
        raise CalibrationError(
            f"{pad}: {found} different loads were felt within its range, and a curve needs {LEAST_LOADS}. "
            "Add loads, spread from the lightest press to the hardest."
        )
    felt_n = np.array([_felt(point, creep) for point in felt])
    conductance = np.array([_above(point, tare, converter) for point in felt])
    return Branch(felt_n, conductance, np.array(loads)), tare


def _loads(reference_n: Sequence[float]) -> list[int]:
    """Number rising forces by the load they belong to."""
    numbers: list[int] = []
    lightest = 0.0
    for force_n in reference_n:
        new = not numbers or force_n > SAME_LOAD * lightest
        numbers.append((numbers[-1] + 1 if numbers else 0) if new else numbers[-1])
        lightest = force_n if new else lightest
    return numbers


def _fitted_rest(pad: str, up: Sequence[ReferencePoint], converter: _Converter, creep: float) -> float:
    """Return the reading at rest at which the power law fits best; none where that is not clearly better."""
    felt = [point for point in up if point.counts > 0.0]
    if not felt:
        return 0.0
    smallest = min(point.counts for point in felt)
    rests = converter.model.signal.to_counts(REST_SHARES * converter.signal(smallest), converter.counts_max).tolist()
    branches = [_branch(pad, felt, rest, converter, creep)[0] for rest in rests]
    spreads = [float(np.square(power_law(branch).errors(branch)).sum()) for branch in branches]
    best = int(np.argmin(spreads))
    # One more number always fits a little better: it must earn its place (Akaike's criterion).
    gain = len(felt) * float(log(np.array(max(spreads[0], 1e-12) / max(spreads[best], 1e-12))))
    return rests[best] if gain > 2.0 else 0.0


def _check_shape(pad: str, shape: Shape) -> None:
    if shape.b <= 0.0 or not np.isfinite([shape.a, shape.b]).all():
        raise CalibrationError(
            f"{pad}: its reading does not rise with the load. Use --invert if it falls, else look at the pad and wires."
        )


def _rmse_n(shape: Shape, branch: Branch) -> float:
    return float(np.sqrt(np.mean(np.square(shape.newtons(branch.conductance) - branch.felt_n))))


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 4)


def _lowest_n(shape: Shape, up: Sequence[ReferencePoint], tare: float, converter: _Converter) -> float:
    """Return where the range begins: at the lightest load, or where one count is worth less than 5 % of the force."""
    counts = np.arange(1.0, converter.counts_max)
    signal = converter.model.signal.of_counts(counts, converter.counts_max)
    force_n = shape.newtons(np.maximum(signal - converter.signal(tare), 1e-12))
    fine = np.flatnonzero(np.diff(force_n) <= RESIDUAL_ASKS * force_n[1:])
    resolved_n = float(force_n[fine[0] + 1]) if len(fine) else 0.0
    return max(min(point.reference_n for point in up if point.counts > tare), resolved_n)
