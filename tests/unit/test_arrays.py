"""Stretches in which a condition holds."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pawpress.core.arrays import runs


@given(st.lists(st.booleans(), max_size=40))
def test_runs_are_as_long_as_can_be_and_leave_nothing_out(true: list[bool]) -> None:
    found = runs(np.array(true, dtype=np.bool_))
    inside = {at for begin, end in found for at in range(begin, end)}
    assert inside == {at for at, holds in enumerate(true) if holds}
    assert all(begin < end for begin, end in found)
    assert all(end < begin for (_, end), (begin, _) in itertools.pairwise(found))


def test_runs_of_every_second_sample_are_those_of_its_copy() -> None:
    true = np.array([True, False, True, True, False, False, True])
    assert runs(true[::2]) == runs(true[::2].copy()) == [(0, 2), (3, 4)]
