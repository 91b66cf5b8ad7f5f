"""Presses of a hand that never lets go are parted; movements of one piece are not."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from pawpress.core.presses import Press, PressDetector, PressThresholds, single_pads
from tests.waveforms import Array, blocks, minimum_jerk, smooth_step, times

RATE_HZ = 200.0
T_S = times(30.0, RATE_HZ)


def presses(force_n: Array, step: int = 97, t_s: Array = T_S) -> list[Press]:
    detector = PressDetector(single_pads(["L1"]), PressThresholds(), 1.0 / RATE_HZ)
    parts = blocks(t_s, force_n, list(range(0, len(t_s), step)), RATE_HZ)
    return [*itertools.chain.from_iterable(detector.process(part) for part in parts), *detector.finish()]


def leaning(kept_n: float, rest_s: float, peaks_n: tuple[float, ...] = (110.0, 90.0, 130.0, 75.0)) -> Array:
    """Presses of a hand that keeps some force on the back in between."""
    force_n = kept_n * (smooth_step((T_S - 1.0) / 0.5) - smooth_step((T_S - 29.0) / 0.4))
    for number, peak_n in enumerate(peaks_n):
        force_n += minimum_jerk(T_S, 2.0 + number * (2.9 + rest_s), 0.8, 1.4, 0.7, peak_n - kept_n)
    return force_n


@pytest.mark.parametrize("kept_n", [12.0, 30.0])
@pytest.mark.parametrize("rest_s", [0.7, 3.0])
def test_every_press_of_a_hand_that_keeps_leaning_is_one(kept_n: float, rest_s: float):
    found = presses(leaning(kept_n, rest_s))
    assert [press.peak_n for press in found] == pytest.approx([110.0, 90.0, 130.0, 75.0], abs=1.0)
    assert [press.residual_n for press in found] == pytest.approx([None, kept_n, kept_n, kept_n], abs=1.0)
    assert all(1.6 < press.hold_s < 2.1 for press in found)
    assert all(press.rise_s is not None and 0.3 < press.rise_s < 0.45 for press in found[1:])
    assert not any(press.stab for press in found)
    ends_s = [press.release_s or np.inf for press in found]
    assert all(end_s < after.onset_s for end_s, after in zip(ends_s, found[1:], strict=False))


def test_chunks_do_not_matter():
    force_n = leaning(20.0, 1.0)
    assert presses(force_n, 1) == presses(force_n, 37) == presses(force_n, len(T_S))


ONE_PIECE = {
    "a footstep": 700.0 * np.interp(T_S, [2.0, 2.12, 2.25, 2.33, 2.5, 2.62, 2.7], [0, 1, 0.55, 0.4, 0.6, 1.05, 0]),
    "standing, then the dip and the push of a jump": np.interp(
        T_S, [2.0, 2.5, 8.0, 8.2, 8.5, 8.8, 9.0, 9.1], [0.0, 700.0, 700.0, 250.0, 250.0, 1600.0, 1500.0, 0.0]
    ),
    "a hold that wobbles for nine seconds": (smooth_step((T_S - 2.0) / 0.8) - smooth_step((T_S - 11.0) / 0.6))
    * (100.0 + 30.0 * np.sin(2 * np.pi * 0.4 * T_S)),
    "a press whose end drags on": minimum_jerk(T_S, 2.0, 0.8, 1.5, 0.6, 90.0)
    + minimum_jerk(T_S, 2.0, 0.8, 9.0, 1.0, 15.0),
}


@pytest.mark.parametrize("name", ONE_PIECE)
def test_a_movement_of_one_piece_stays_one(name: str):
    assert len(presses(ONE_PIECE[name])) == 1


def test_a_touch_in_a_valley_is_no_press_of_its_own():
    force_n = leaning(25.0, 4.0, (110.0, 120.0)) + minimum_jerk(T_S, 6.2, 0.3, 0.5, 0.3, 15.0)
    assert len(presses(force_n)) == 2
