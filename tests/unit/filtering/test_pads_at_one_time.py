"""All pads of a scan get one time."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from pawpress.core.calibration import ForceBlock
from pawpress.core.filtering import Smoother

PERIOD_S, SKEW_S, PADS = 0.0125, 700e-6, 8
"""So slow that there is no low-pass behind it."""


def block_of(force_n: np.ndarray, first: int = 0, gap_before: int = 0) -> ForceBlock:
    t_s = (first + np.arange(len(force_n))) * PERIOD_S
    return ForceBlock(t_s, force_n, np.zeros(force_n.shape, bool), gap_before, PERIOD_S)


def read_late(of_time, scans: int) -> np.ndarray:
    """What pads under the same load read when each is read a little after the one before."""
    return of_time(np.arange(scans)[:, None] * PERIOD_S + np.arange(PADS) * SKEW_S)


def aligned(force_n: np.ndarray, *cuts: int) -> np.ndarray:
    smoother = Smoother(1.0 / PERIOD_S, PADS, SKEW_S)
    edges = [0, *sorted(cuts), len(force_n)]
    parts = [smoother.process(block_of(force_n[a:b], a)).force_n for a, b in pairwise(edges)]
    return np.concatenate(parts)


def test_a_steady_rise_on_all_pads_comes_out_the_same_on_all() -> None:
    force_n = read_late(lambda t_s: 400.0 * t_s, 50)
    assert np.ptp(force_n[20]) > 1.9, "400 N/s for 4.9 ms"
    assert np.ptp(aligned(force_n)[1:], axis=1) == pytest.approx(0.0, abs=1e-9)
    assert aligned(force_n)[1:, 0] == pytest.approx(force_n[1:, 0])


def test_the_steepest_rise_of_a_sum_is_that_of_its_pads() -> None:
    """A rise within 0.25 s, 100 N on each of eight pads: read late, the sum seems up to 5 ms later."""
    force_n = read_late(lambda t_s: 50.0 * (1 - np.cos(np.pi * np.clip((t_s - 0.125) / 0.25, 0, 1))), 60)
    true_n = 8 * force_n[:, 0]
    errors = [np.abs(total - true_n).max() for total in (force_n.sum(axis=1), aligned(force_n).sum(axis=1))]
    assert errors[0] > 10.0
    assert errors[1] < 1.0


def test_nothing_leaves_the_range_of_the_two_readings_it_is_between() -> None:
    spike = np.zeros((5, PADS))
    spike[2] = 400.0
    out = aligned(spike)
    assert out.min() >= 0.0
    assert out.max() == 400.0
    assert (out[3:, 0] == 0.0).all()


def test_after_a_gap_it_does_not_look_back() -> None:
    smoother = Smoother(1.0 / PERIOD_S, PADS, SKEW_S)
    smoother.process(block_of(np.full((3, PADS), 300.0)))
    after = smoother.process(block_of(np.zeros((3, PADS)), 50, gap_before=47))
    assert (after.force_n == 0.0).all()


def test_without_skew_the_block_passes_as_it_is() -> None:
    block = block_of(np.ones((4, 6)))
    assert Smoother(1.0 / PERIOD_S, 6).process(block) is block


def test_a_skew_that_cannot_be_looks_back_one_scan_at_most() -> None:
    force_n = np.arange(12.0).reshape(6, 2)
    out = Smoother(1.0 / PERIOD_S, 2, 4.3).process(block_of(force_n)).force_n
    assert (out[1:, 1] == force_n[:-1, 1]).all()


@given(
    force_n=arrays(float, (30, PADS), elements=st.floats(-50, 2000)),
    cuts=st.lists(st.integers(1, 29), unique=True, max_size=6),
)
def test_the_result_does_not_depend_on_the_chunks(force_n: np.ndarray, cuts: list[int]) -> None:
    assert np.array_equal(aligned(force_n, *cuts), aligned(force_n))
