"""The limits that ship with the program: one wrong bit and nothing starts."""

from __future__ import annotations

from importlib import resources

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pawpress.core.grading import LimitsError
from pawpress.settings.safety_limits import FILE, limits_of, load_safety_limits

SHIPPED = resources.files("pawpress.settings").joinpath(FILE).read_bytes()


@example(at=SHIPPED.index(b"\n"), bit=0)  # a line's end becomes a vertical tab
@given(at=st.integers(0, len(SHIPPED) - 1), bit=st.integers(0, 7))
def test_a_flipped_bit_is_told(at: int, bit: int):
    damaged = bytearray(SHIPPED)
    damaged[at] ^= 1 << bit
    with pytest.raises(LimitsError, match=r"safety_limits.toml .*Install pawpress again"):
        limits_of(bytes(damaged))


def test_line_ends_of_another_system_are_no_damage():
    assert limits_of(SHIPPED.replace(b"\n", b"\r\n")) == load_safety_limits()
