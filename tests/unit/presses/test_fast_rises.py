"""Where blocks are cut so that a fast rise can be looked at."""

from __future__ import annotations

import numpy as np
import pytest

from pawpress.core.calibration import ForceBlock
from pawpress.core.presses import Group
from pawpress.core.presses.fast_rises import LOOK_EVERY_S, LOOK_ON_S, FastRises
from tests.waveforms import RATE_HZ, Array, block, times, trapezoid

GROUPS = [Group("left", (0, 1)), Group("right", (2,))]


def looks(parts: list[ForceBlock], rate_n_per_s: float = 300.0) -> list[tuple[int, float]]:
    """Return which group is looked at, and the time of the sample after which, in the order of the groups."""
    rises = FastRises(GROUPS, rate_n_per_s, 1 / RATE_HZ)
    return sorted((group, float(part.t_s[samples - 1])) for part in parts for group, samples in rises.looks(part))


def forces(t_s: Array, left_n: Array, right_n: Array | None = None) -> Array:
    half = 0.5 * left_n
    return np.stack((half, half, np.zeros(len(t_s)) if right_n is None else right_n), axis=1)


def test_a_slow_lean_is_never_looked_at():
    t_s = times(4.0)
    assert looks([block(t_s, forces(t_s, trapezoid(t_s, 1.0, 0.5, 1.0, 0.5, 140.0)))]) == []


@pytest.mark.parametrize("hand", ["left", "right"])
def test_a_fast_rise_is_looked_at_every_hundredth_of_a_second_and_a_while_after(hand: str):
    t_s = times(4.0)
    rise = trapezoid(t_s, 1.0, 0.2, 1.0, 0.5, 100.0)
    columns = forces(t_s, rise) if hand == "left" else forces(t_s, np.zeros(len(t_s)), rise)
    groups, looked = zip(*looks([block(t_s, columns)]), strict=True)
    assert set(groups) == {["left", "right"].index(hand)}
    assert np.diff(looked) == pytest.approx(LOOK_EVERY_S)
    # 15 N within 50 ms are reached 30 ms into this ramp of 500 N/s, and until 20 ms after its end.
    assert looked[0] == pytest.approx(1.04, abs=0.011)
    assert looked[-1] == pytest.approx(1.22 + LOOK_ON_S, abs=0.016)


def test_two_pads_of_a_hand_rise_together():
    t_s = times(2.0)
    ramp = np.clip(400.0 * (t_s - 1.0), 0.0, 100.0)
    assert looks([block(t_s, forces(t_s, ramp))])
    assert not looks([block(t_s, np.stack((ramp / 2, np.zeros(len(t_s)), ramp / 2), axis=1))])


def test_a_rise_that_was_named_is_not_looked_at_again_and_the_next_one_is():
    t_s = times(6.0)
    columns = forces(t_s, trapezoid(t_s, 1.0, 0.2, 0.5, 0.5, 100.0) + trapezoid(t_s, 4.0, 0.2, 0.5, 0.5, 100.0))
    rises, looked = FastRises(GROUPS, 300.0, 1 / RATE_HZ), list[float]()
    for group, samples in rises.looks(block(t_s, columns)):
        looked.append(float(t_s[samples - 1]))
        rises.name(group)
    assert looked == pytest.approx([1.04, 4.04], abs=0.011)


def test_a_gap_ends_the_look_and_no_rise_is_taken_across_it():
    t_s = times(1.0)
    low, high = block(t_s, forces(t_s, np.zeros(len(t_s)))), block(t_s + 1.5, forces(t_s, np.full(len(t_s), 90.0)), 250)
    assert looks([low, high]) == []


@pytest.mark.parametrize("chunk", [1, 3, 5, 17, 250])
def test_looks_fall_on_the_same_samples_however_the_stream_is_cut(chunk: int):
    t_s = times(4.0)
    columns = forces(t_s, trapezoid(t_s, 0.5, 0.1, 1.0, 0.2, 80.0), trapezoid(t_s, 2.0, 0.15, 0.5, 0.2, 90.0))
    chopped = [block(t_s[a : a + chunk], columns[a : a + chunk]) for a in range(0, len(t_s), chunk)]
    assert looks(chopped) == looks([block(t_s, columns)])
