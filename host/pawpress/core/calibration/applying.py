"""From curves to what a session needs: one table per pad, and what must be said about them.

Strategy: a curve serves its own pad on its own channel and no other; where it does not fit, the nominal curve stands
in and the pad counts as uncalibrated. Above its last point a curve says nothing, so that such readings are marked
saturated and never graded. Yet their forces go on rising as the nominal curve does from there: an alarm must not be
muted because somebody calibrated with too light a weight.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pawpress.core.calibration.blocks import Calibration, Note
from pawpress.core.calibration.check import OFF_AT_MOST, stands, worst_error
from pawpress.core.calibration.document import RigCalibration, age_days, of_another_rig
from pawpress.core.calibration.edges import (
    EDGES_DIFFER_AT_MOST,
    edge_errors,
    edges_stand,
    uncertainty_anywhere,
    worst_edge,
)
from pawpress.core.calibration.pad_curve import CalibrationError, PadCurve
from pawpress.core.calibration.pad_models import COUNTS_MAX, USUAL, PadModel, model_of

OLD_DAYS = 30.0
"""Mounts settle, straps slip, foam ages: a curve that is older is to be checked."""


def nominal_calibration(pads: int, counts_max: int = COUNTS_MAX, pad_kind: int = USUAL.kind) -> Calibration:
    """Return the nominal curve of a kind of pad for every pad, marked uncalibrated."""
    model = model_of(pad_kind)
    return _nominal(pads, counts_max, model or USUAL, _not_calibrated(model, pad_kind))


def _nominal(pads: int, counts_max: int, model: PadModel, why: str) -> Calibration:
    return _calibration([None] * pads, counts_max, model, (Note("uncalibrated", None, why),), calibrated=False)


def _not_calibrated(model: PadModel | None, pad_kind: int) -> str:
    if model is None:
        return f"This program does not know the rig's pads (kind {pad_kind}): newtons are a guess. Update the program."
    return (
        f"The pads are not calibrated: newtons are nominal, off by {model.uncertainty:.0%} or more. "
        "Run `pawpress calibrate`."
    )


def apply_calibration(
    calibration: RigCalibration | None,
    names: Sequence[str],
    pads: int,
    counts_max: int,
    now_unix_ms: int | None = None,
    serial: int = 0,
    pad_kind: int | None = None,
) -> Calibration:
    """Return the tables of a rig.

    Parameters
    ----------
    calibration : RigCalibration, optional
        Its curves; None where there are none.
    names : sequence of str
        Names of the pads in the order of their channels, from channel 0.
    pads : int
        How many channels the rig scans; those without a name stay nominal.
    counts_max : int
        Top of the rig's converter.
    now_unix_ms : int, optional
        When the session began; None where the age of the curves does not matter.
    serial : int
        The rig's serial number; 0 if it has none.
    pad_kind : int, optional
        What its pads are made of, by its `Hello`; None where no rig is there to ask.
    """
    kind = _kind(calibration) if pad_kind is None else pad_kind
    model = model_of(kind)
    if calibration is None or model is None:
        return nominal_calibration(pads, counts_max, kind)
    if stranger := of_another_rig(calibration, serial):
        return _nominal(pads, counts_max, model, stranger)
    curves, notes = _curves(calibration, names, pads, model)
    known = list(filter(None, curves))
    fallen = [_fallen(curve) for curve in known if not stands(curve)]
    uneven = [_uneven(curve) for curve in known if not edges_stand(curve)]
    return _calibration(
        curves,
        counts_max,
        model,
        (*notes, *fallen, *uneven, *_old(known, now_unix_ms)),
        calibrated=not notes and not fallen,
        grades_newtons=not (fallen or uneven),
        named=len(names),
    )


def _kind(calibration: RigCalibration | None) -> int:
    return (USUAL if calibration is None else calibration.pad[0].model).kind


def _curves(
    calibration: RigCalibration, names: Sequence[str], pads: int, model: PadModel
) -> tuple[list[PadCurve | None], list[Note]]:
    """Return the curve of each channel, and why some have none."""
    curves: list[PadCurve | None] = [None] * pads
    notes: list[Note] = []
    for channel, name in enumerate(names):
        try:
            curves[channel] = _of_kind(calibration.curve_for(name, channel), model)
        except CalibrationError as error:
            notes.append(Note("uncalibrated", name, str(error)))
    return curves, notes


def _calibration(
    curves: Sequence[PadCurve | None],
    counts_max: int,
    model: PadModel,
    notes: tuple[Note, ...],
    *,
    calibrated: bool,
    grades_newtons: bool = True,
    named: int | None = None,
) -> Calibration:
    standard = model.nominal_n(np.arange(counts_max + 1, dtype=np.float64), counts_max)
    top = round(model.saturation_share * counts_max)
    tables = [standard if curve is None else _table(curve, counts_max, standard) for curve in curves]
    tops = [top if curve is None else min(top, _first_above(curve, counts_max)) for curve in curves]
    spreads = [model.uncertainty if c is None else max(uncertainty_anywhere(c), worst_error(c)) for c in curves]
    cut_off = np.array([0.0 if curve is None else curve.cut_off_counts(counts_max) for curve in curves])
    creeps = [0.0 if curve is None else curve.creep_per_decade for curve in curves]
    return Calibration(
        newtons=np.stack(tables),
        saturation_counts=np.array(tops, dtype=np.uint16),
        uncertainty=np.array(spreads),
        calibrated=calibrated,
        creep_per_decade=np.array(creeps),
        grades_newtons=grades_newtons,
        cut_off_counts=cut_off if cut_off.any() else None,
        curves=tuple(curves),
        notes=notes,
        named=named,
    )


def _table(curve: PadCurve, counts_max: int, standard: NDArray[np.float64]) -> NDArray[np.float64]:
    counts = np.arange(counts_max + 1, dtype=np.float64)
    force_n = np.maximum.accumulate(curve.newtons(curve.conductance_of(counts, counts_max)))
    last = min(_first_above(curve, counts_max), counts_max + 1) - 1
    beyond = slice(last + 1, None)
    force_n[beyond] = force_n[last] * standard[beyond] / max(standard[last], 1e-9)
    return force_n


def _first_above(curve: PadCurve, counts_max: int) -> int:
    """Return the first reading above the last point of a curve."""
    return int(curve.counts_of(np.array([curve.top_conductance]), counts_max)[0] + 1e-6) + 1


def _of_kind(curve: PadCurve, model: PadModel) -> PadCurve:
    """Return a curve that is of this kind of pad; raises CalibrationError if it is not."""
    if curve.signal != model.signal.name:
        raise CalibrationError(f"{curve.pad}: its curve was made on another kind of pad. Calibrate it again.")
    return curve


def _fallen(curve: PadCurve) -> Note:
    text = (
        f"A check found {curve.pad} off by {worst_error(curve):.0%}, and {OFF_AT_MOST:.0%} are allowed: nothing in "
        "newtons is graded. Calibrate it again."
    )
    return Note("uncalibrated", curve.pad, text)


def _uneven(curve: PadCurve) -> Note:
    """Say that a pad reads presses off its middle wrongly; the rig still keeps its limits, which the curve gives."""
    errors = edge_errors(curve)
    place = max(errors, key=lambda edge: abs(errors[edge]))
    text = (
        f"Pressed at four edges, {curve.pad} was off by {worst_edge(curve):.0%} ({place}), and "
        f"{EDGES_DIFFER_AT_MOST:.0%} are allowed: nothing in newtons is graded. Open the pad: something but its "
        "sensors carries."
    )
    return Note("unreliable_sensor", curve.pad, text)


def _old(curves: Sequence[PadCurve], now_unix_ms: int | None) -> list[Note]:
    if now_unix_ms is None or not curves:
        return []
    oldest = max(curves, key=lambda curve: age_days(curve.made, now_unix_ms))
    days = age_days(oldest.made, now_unix_ms)
    if days <= OLD_DAYS:
        return []
    text = f"The calibration is {days:.0f} days old ({oldest.pad}). Check it with `pawpress calibrate --check`."
    return [Note("old_calibration", None, text)]
