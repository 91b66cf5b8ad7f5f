"""A number of milliseconds is a date, or none."""

from __future__ import annotations

import math
from datetime import UTC, datetime

import pytest

from pawpress.system.untrusted import moment_of


@pytest.mark.parametrize("unix_ms", [0, 1, 1_762_000_000_123, 1_764_600_000_999, 4_102_444_800_000])
def test_usual_dates_are_as_python_has_them(unix_ms: int):
    assert moment_of(unix_ms) == datetime.fromtimestamp(unix_ms / 1e3, UTC)


@pytest.mark.parametrize("unix_ms", [10**17, -(10**17), 10**400, 2**63, math.nan, math.inf])
def test_what_is_no_date_is_none(unix_ms: float):
    assert moment_of(unix_ms) is None
