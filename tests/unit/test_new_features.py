"""The list of new features names modules that are there: a renamed one must not be counted as an old feature."""

from __future__ import annotations

import pytest

from tools.measure_house import FEATURES, ROOT


@pytest.mark.parametrize("pattern", [pattern for patterns in FEATURES.values() for pattern in patterns])
def test_a_pattern_names_a_module(pattern: str):
    assert list((ROOT / "host/pawpress").glob(pattern))
