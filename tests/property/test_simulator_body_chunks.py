"""A body gives the same readings however its steps are cut or ordered."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from pawpress.simulator.body import Body
from pawpress.simulator.pads import GOOD_SENSOR, WORST_SENSOR
from pawpress.simulator.scenario import load_scenario, scenario_names

STEPS = 3000

bodies = st.builds(
    lambda name, sensor, pads: Body(load_scenario(name), pads, sensor),
    st.sampled_from(scenario_names()),
    st.sampled_from([GOOD_SENSOR, WORST_SENSOR]),
    st.sampled_from([6, 8]),
)


@settings(max_examples=25, deadline=None)
@given(body=bodies, start=st.integers(0, 10**7), cuts=st.lists(st.integers(0, STEPS), max_size=12))
def test_chunks_do_not_matter(body: Body, start: int, cuts: list[int]) -> None:
    edges = [0, *sorted(cuts), STEPS]
    chunks = [body.codes(np.arange(start + a, start + b)) for a, b in pairwise(edges)]
    assert np.array_equal(np.concatenate(chunks), body.codes(np.arange(start, start + STEPS)))


@settings(max_examples=25, deadline=None)
@given(body=bodies, order=st.permutations(range(0, 600, 7)))
def test_order_does_not_matter(body: Body, order: list[int]) -> None:
    whole = body.codes(np.arange(600))
    assert np.array_equal(body.codes(np.array(order)), whole[order])


@settings(max_examples=25, deadline=None)
@given(body=bodies, start=st.integers(0, 10**7))
def test_readings_stay_in_the_converters_range(body: Body, start: int) -> None:
    codes = body.codes(np.arange(start, start + 500))
    assert codes.dtype == np.uint16
    assert int(codes.max()) <= 1023
