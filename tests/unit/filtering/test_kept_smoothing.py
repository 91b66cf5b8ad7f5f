"""A smoothing that was kept as bytes goes on as if nothing had been."""

from __future__ import annotations

import pickle

import numpy as np

from pawpress.core.kernel import Smoothing


def test_a_copy_goes_on_bit_for_bit_and_shares_nothing():
    force_n = np.random.default_rng(1).normal(50.0, 10.0, (5000, 2))
    first = Smoothing(np.array([0.1, 0.4]), None, None)
    first.process(force_n[:2000], gap=False)
    copy: Smoothing = pickle.loads(pickle.dumps(first))
    assert np.array_equal(first.process(force_n[2000:], gap=False), copy.process(force_n[2000:], gap=False))
    copy.reset()
    again = Smoothing(np.array([0.1, 0.4]), None, None)
    assert np.array_equal(copy.process(force_n, gap=False), again.process(force_n, gap=False))


def test_it_is_kept_in_no_more_bytes_than_its_pads_take():
    assert len(pickle.dumps(Smoothing(np.zeros(2), None, None))) < 1500


def test_two_streams_in_turns_do_not_meet():
    force_n = np.random.default_rng(2).normal(50.0, 10.0, (600, 3))
    late = np.array([0.0, 0.1, 0.2])
    alone, one, other = (Smoothing(late, None, None) for _ in range(3))
    whole_n = alone.process(force_n, gap=False)
    parts_n = []
    for begin in range(0, 600, 200):
        parts_n.append(one.process(force_n[begin : begin + 200], gap=False))
        other.process(7.0 * force_n[begin : begin + 200], gap=False)
    assert np.array_equal(np.concatenate(parts_n), whole_n)
