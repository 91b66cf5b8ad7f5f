"""Which way the pads of a file point."""

from __future__ import annotations

import numpy as np
import pytest

from pawpress.importers.judging.direction import falling
from tests.tables import leans

_, LEAN_N = leans()
STILL_N = 1.0 + 0.002 * np.sin(np.arange(2000) / 30.0)


@pytest.mark.parametrize(
    ("pads", "feet", "fall"),
    [
        ([LEAN_N], False, [False]),
        ([-LEAN_N], False, [True]),
        ([-LEAN_N, LEAN_N], False, [True, False]),
        ([LEAN_N - 60.0], False, [False]),
        ([-90.0 * STILL_N], False, [False]),
        ([-90.0 * STILL_N], True, [False]),
        ([-90.0 * STILL_N, -110.0 * STILL_N], False, [True, True]),
        ([-90.0 * STILL_N, -80.0 * STILL_N], False, [False, False]),
        ([-90.0 * STILL_N, -80.0 * STILL_N], True, [True, True]),
        ([-90.0 * STILL_N, -80.0 * STILL_N, 0.3 * STILL_N], True, [True, True, False]),
        ([-LEAN_N - 15.0, LEAN_N - 60.0], False, [True, False]),
        ([10.0 * LEAN_N - 30.0, 10.0 * LEAN_N + 20.0], True, [False, False]),
    ],
    ids=[
        "a pad",
        "a pad that points down",
        "one down, one up",
        "a cell that nobody zeroed",
        "a cell that nobody touched",
        "a plate that may be off by this",
        "one surely, so both",
        "two cells that nobody touched",
        "two feet of somebody who weighs more than plates are off by",
        "an empty plate beside them",
        "two cells that nobody zeroed, one pulled and one pushed",
        "plates that nobody zeroed",
    ],
)
def test_pads_that_fall_with_load_are_known(pads: list[np.ndarray], feet: bool, fall: list[bool]):
    assert falling(pads, feet=feet) == fall
