"""Whatever a waveform looks like, its metrics are numbers or None, within what they can mean."""

from __future__ import annotations

import math
from dataclasses import astuple

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pawpress.core.grading import grade, live_call
from pawpress.core.presses.measure import measure, measure_progress
from pawpress.core.presses.waveform import Waveform
from pawpress.settings.grading_limits import load_limits

LIMITS = load_limits()
FORCES = st.one_of(
    st.lists(st.floats(-50.0, 500.0), min_size=2, max_size=120),
    st.lists(st.sampled_from([0.0, 30.0, 79.9, 80.0, 100.0]), min_size=2, max_size=120),
)


@st.composite
def waveforms(draw: st.DrawFn) -> Waveform:
    """Any forces at any increasing times, from 8 Hz to 2 kHz and with holes."""
    forces = draw(FORCES)
    usual_s = draw(st.sampled_from([0.0005, 0.002, 0.01, 0.05, 0.125]))
    steps_s = draw(
        st.lists(st.sampled_from([1.0, 1.0, 1.0, 0.5, 1.5, 40.0]), min_size=len(forces), max_size=len(forces))
    )
    made = Waveform()
    t_s = 5.0 + np.cumsum(np.array(steps_s) * usual_s)
    made.append(t_s, np.array(forces), np.zeros(len(forces), dtype=np.bool_))
    return made


def numbers_of(row: object) -> list[float]:
    return [number for number in astuple(row) if isinstance(number, float)]  # type: ignore[call-overload]


@given(waveforms(), st.booleans())
def test_every_press_has_finite_metrics_and_a_verdict(waveform: Waveform, ended: bool):
    press = measure("L1", waveform, 0.0, 99.0 if ended else None, 20.0)
    if press is None:
        return
    assert all(math.isfinite(number) for number in numbers_of(press))
    for share in (press.cv, press.bounce, press.tremor, press.overshoot, press.residual_n):
        assert share is None or share >= 0.0
    assert press.stutter is None or press.stutter <= 0.0
    verdict = grade(press, LIMITS)
    assert verdict.reasons
    assert verdict.score is None or 0.0 <= verdict.score <= 100.0


@given(waveforms())
def test_every_press_in_progress_has_finite_numbers_and_may_be_called(waveform: Waveform):
    progress = measure_progress("L1", waveform, 0.0, 20.0)
    if progress is None:
        return
    assert all(math.isfinite(number) for number in numbers_of(progress))
    call = live_call(progress, LIMITS)
    assert call is None or call.speed in ("rushed", "jab")
