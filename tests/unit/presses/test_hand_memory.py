"""What stays on a hand that walks from pad to pad."""

from __future__ import annotations

import numpy as np
import pytest

from pawpress.core.presses import Group, Press, PressDetector, PressThresholds
from pawpress.core.presses.hand_memory import KEEP_S, HandMemory
from tests.waveforms import RATE_HZ, Array, block, times, trapezoid

GROUPS = [Group("L1", (0,)), Group("L2", (1,)), Group("R1", (2,))]
HAND_OF = {"L1": "left", "L2": "left", "R1": "right"}


def walked(
    t_s: Array, columns: list[Array], chunk: int | None = None, *, named: bool = False
) -> dict[str, float | None]:
    """Return what stayed on before each press, by pad, or `named` by pad and onset."""
    memory, detector = HandMemory(GROUPS, HAND_OF, 1 / RATE_HZ), PressDetector(GROUPS, PressThresholds(), 1 / RATE_HZ)
    force_n, found = np.stack(columns, axis=1), list[Press]()
    for a in range(0, len(t_s), chunk or len(t_s)):
        part = block(t_s[a : a + (chunk or len(t_s))], force_n[a : a + (chunk or len(t_s))])
        memory.process(part)
        detector.take(part)
        found += [memory.complete(press, float(part.t_s[samples - 1])) for samples, press in detector.complete()]
    found += [memory.complete(press, float(t_s[-1])) for press in detector.finish()]
    return {f"{press.pad} {press.onset_s:.0f} s" if named else press.pad: press.residual_n for press in found}


def lean(t_s: Array, onset_s: float, plateau_n: float = 100.0, hold_s: float = 1.0) -> Array:
    return trapezoid(t_s, onset_s, 0.6, hold_s, 0.6, plateau_n)


def test_the_first_press_of_a_hand_has_nothing_before_it():
    t_s = times(6.0)
    nothing = np.zeros(len(t_s))
    assert walked(t_s, [lean(t_s, 1.0), nothing, lean(t_s, 2.0)]) == {"L1": None, "R1": None}


def test_a_hand_that_lifts_between_two_pads_keeps_nothing():
    t_s = times(8.0)
    assert walked(t_s, [lean(t_s, 1.0), lean(t_s, 4.0), np.zeros(len(t_s))])["L2"] == 0.0


def test_a_hand_that_rolls_from_pad_to_pad_keeps_what_both_pads_show_where_they_cross():
    t_s = times(8.0)
    # Down from 100 N at 2.6 s to 0 at 3.2 s; up from 0 at 2.7 s to 100 N at 3.3 s: their sum never leaves 83 N.
    kept = walked(t_s, [lean(t_s, 1.0), lean(t_s, 2.7), np.zeros(len(t_s))])["L2"]
    assert kept == pytest.approx(100.0 * (1 - 0.1 / 0.6), abs=1.0)


def test_the_other_hand_is_no_concern_of_this_one():
    t_s = times(8.0)
    assert walked(t_s, [lean(t_s, 1.0), np.zeros(len(t_s)), lean(t_s, 2.7)])["R1"] is None


def test_what_a_pad_shows_at_rest_is_not_kept_by_the_hand():
    t_s = times(10.0)
    rest_n = [5.0, 3.0, 0.0]
    columns = [lean(t_s, 3.0), lean(t_s, 4.9), np.zeros(len(t_s))]
    plain, raised = walked(t_s, columns), walked(t_s, [c + n for c, n in zip(columns, rest_n, strict=True)])
    assert plain["L2"] == pytest.approx(100.0 * (0.3 / 0.6), abs=1.0)
    assert raised["L2"] == pytest.approx(plain["L2"], abs=0.1)


def test_a_hand_between_two_pads_is_one_press_and_keeps_nothing_from_itself():
    t_s = times(8.0)
    assert walked(t_s, [lean(t_s, 1.0), lean(t_s, 1.1, 80.0), np.zeros(len(t_s))])["L2"] is None


def test_two_humps_on_one_pad_count_without_any_walking():
    t_s = times(8.0)
    humps = np.interp(t_s, [1, 1.5, 2, 2.3, 2.6, 3.5, 4], [0.0, 100.0, 100.0, 30.0, 100.0, 100.0, 0.0])
    nothing = np.zeros(len(t_s))
    assert walked(t_s, [humps, nothing, nothing])["L1"] == pytest.approx(30.0, abs=0.5)


def test_what_lies_too_far_back_is_not_known():
    t_s = times(KEEP_S + 20.0)
    long = trapezoid(t_s, 1.0, 0.6, KEEP_S + 2.0, 1.2, 100.0)
    # The next pad is reached only when the peak of the long press lies further back than the memory goes.
    late = lean(t_s, KEEP_S + 3.8)
    assert walked(t_s, [long * (1.0 + 0.1 * (t_s < 2.5)), late, np.zeros(len(t_s))])["L2"] is None


@pytest.mark.parametrize("chunk", [1, 7, 64, 999])
def test_chunks_do_not_matter(chunk: int):
    t_s = times(9.0)
    columns = [lean(t_s, 1.0), lean(t_s, 2.7), lean(t_s, 4.0)]
    assert walked(t_s, columns, chunk) == walked(t_s, columns)


@pytest.mark.parametrize("chunk", [50, 100, 800, 5000])
def test_what_is_told_of_a_press_long_over_does_not_depend_on_the_cut(chunk: int):
    t_s = times(KEEP_S + 40.0)
    before = lean(t_s, 1.0)
    # The first press on the next pad is told only with those that run into it, when its beginning is half forgotten.
    humps = np.interp(t_s, [2.7, 3.3, 20.0, 22.0, 24.0, 38.0, 40.0], [0.0, 100.0, 100.0, 12.0, 100.0, 100.0, 0.0])
    columns = [before, humps, np.zeros(len(t_s))]
    assert walked(t_s, columns, chunk, named=True) == walked(t_s, columns, named=True)
