"""From the waveform of a press to its metrics."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from pawpress.core.kernel import Curve, Shares
from pawpress.core.presses.metrics import basics, hold_metrics, rise_metrics, steadiness_metrics
from pawpress.core.presses.press import Press, PressProgress
from pawpress.core.presses.press_generated import press_of
from pawpress.core.presses.split_presses import Valley, split_presses
from pawpress.core.presses.waveform import Waveform

LOW_RATE_S = 1.01 * rise_metrics.RFD_WINDOW_S
"""Readings further apart than the window of the rate of rise; time stamps of 20 Hz jitter around it."""
PREVIEW_SAMPLES = 4000
"""A long press in progress is measured on every n-th sample, so that showing it stays cheap."""

SHARES = Shares(
    basics.PLATEAU_SHARE,
    hold_metrics.HOLD_SHARE,
    rise_metrics.RISE_FROM,
    rise_metrics.RISE_TO,
    rise_metrics.BEGUN_SHARE,
    rise_metrics.RFD_WINDOW_S,
    1.0 - steadiness_metrics.STAB_DIP,
    steadiness_metrics.STAB_AFTER_S,
    recent_s=0.2,
)
"""By which a press that is still on is measured, as it will be when it has ended."""
TOP_SHARE, GROWTH = 0.97, 1.05
"""It rises while it is so near its top, and has grown so much since a short time ago."""


def measure_all(
    pad: str, waveform: Waveform, rest_n: float, release_s: float | None, armed_n: float, lean: Valley | None = None
) -> list[Press]:
    """Return the presses of a waveform, in order: one, several that ran into each other, or none."""
    t_s, gross_n, saturated = waveform.arrays()
    if len(t_s) < 2 or (curve := Curve(t_s, gross_n - rest_n)).largest() < armed_n:
        return []
    found: list[Press] = []
    for hump in split_presses(curve, armed_n, lean):
        part = slice(hump.start, hump.stop)
        end_s = release_s if hump.stop == len(t_s) else float(t_s[hump.stop - 1])
        press = _measured(pad, curve.part(part), saturated[part], end_s, armed_n, rest_n)
        if press is not None and hump.kept_n is not None:
            press = replace(press, residual_n=max(hump.kept_n, press.residual_n or 0.0))
        found += [] if press is None else [press]
    return found


def measure(pad: str, waveform: Waveform, rest_n: float, release_s: float | None, armed_n: float) -> Press | None:
    """Return the press of a waveform, or None if it never reached `armed_n` above rest."""
    t_s, gross_n, saturated = waveform.arrays()
    return _measured(pad, Curve(t_s, gross_n - rest_n), saturated, release_s, armed_n, rest_n)


def _measured(
    pad: str,
    curve: Curve,
    saturated: NDArray[np.bool_],
    release_s: float | None,
    armed_n: float,
    rest_n: float,
) -> Press | None:
    if len(curve) < 2 or curve.largest() < armed_n:
        return None
    reference_n = basics.plateau_n(curve)
    return press_of(
        pad,
        curve,
        release_s,
        reference_n=reference_n,
        span=hold_metrics.plateau_span(curve, reference_n),
        flags=frozenset(_flags(curve, saturated, release_s, reference_n)),
        rest_n=rest_n,
    )


def _flags(curve: Curve, saturated: NDArray[np.bool_], release_s: float | None, reference_n: float) -> Iterator[str]:
    """Yield what limits the trust in a press."""
    # Neither a gap nor the middle one of the steps is longer than the longest, which is quicker to find.
    longest_s = curve.longest_step_s()
    if longest_s > rise_metrics.RFD_WINDOW_S and hold_metrics.gap_hides(curve, reference_n):
        yield "gap"
    if saturated.any():
        yield "saturated"
    if longest_s > LOW_RATE_S and basics.period_s(curve.t_s) > LOW_RATE_S:
        yield "low_rate"
    if release_s is None:
        yield "cut_off"
        # A person who landed and still stands there when the file ends held the blow no longer than it lasted.
        if curve.force[-1] >= hold_metrics.HOLD_SHARE * reference_n:
            yield "cut_hold"


def measure_progress(pad: str, waveform: Waveform, rest_n: float, armed_n: float) -> PressProgress | None:
    """Return a press that is still on, or None while it has not reached `armed_n` above rest."""
    if waveform.peak_n - rest_n < armed_n:
        return None
    t_s, gross_n, _ = waveform.arrays()
    step = 1 + len(t_s) // PREVIEW_SAMPLES
    t_s, force_n = t_s[::step], gross_n[::step] - rest_n
    curve = Curve(t_s, force_n)
    found = curve.so_far(SHARES)
    newest_n, dipped = float(force_n[-1]), found.dips > 0.0
    return PressProgress(
        pad=pad,
        onset_s=float(t_s[0]),
        force_n=newest_n,
        peak_n=found.largest,
        hold_s=found.held_s,
        rising=newest_n >= TOP_SHARE * found.largest and newest_n > GROWTH * found.recent,
        rfd_n_per_s=found.steepest,
        plateau_n=found.plateau,
        rise_s=found.rise_s if found.rise_s >= 0.0 else None,
        rate_n_per_s=found.newest_rate,
        middle_n=found.middle,
        dipped=dipped,
        stab=dipped and steadiness_metrics.stabbed(curve, found.plateau),
    )
