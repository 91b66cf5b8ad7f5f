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
