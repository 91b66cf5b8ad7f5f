"""How old readings are when their events are out, without a synchronised clock."""

from __future__ import annotations

import pytest

from pawpress.engine.latency import LatencyMeter


def test_without_readings_nothing_is_known():
    assert LatencyMeter().percentiles_ms() == {"p50": None, "p99": None, "max": None}


def test_age_counts_from_the_reading_that_got_through_fastest():
    meter = LatencyMeter()
    for number, delay_ms in enumerate([5, 7, 6, 25, 5]):
        meter.add(number * 0.01, 1000.0 + number * 0.01 + delay_ms / 1e3)
    assert meter.percentiles_ms() == {"p50": 1.0, "p99": pytest.approx(19.28), "max": 20.0}


def test_clocks_that_never_met_are_no_matter():
    meter = LatencyMeter()
    for number in range(100):
        meter.add(number * 0.002, 7e5 + number * 0.002)
    assert meter.percentiles_ms()["max"] == pytest.approx(0.0, abs=0.01)


def test_a_session_of_hours_is_measured_on_its_newest_readings():
    meter = LatencyMeter()
    for number in range(400_000):
        meter.add(number * 0.005, number * 0.005 + 0.001 * (number % 5))
    assert meter.percentiles_ms() == {"p50": 2.0, "p99": 4.0, "max": 4.0}
