"""Noticing that an empty pad no longer reads what it did."""

from __future__ import annotations

import numpy as np
import pytest

from pawpress.core.calibration.baseline_watch import STEADY_S, BaselineShift, BaselineWatch
from tests.calibrations import curve, read_at

PERIOD_S = 0.002


class Pad:
    """One watched pad."""

    def __init__(self, tare: float = 30.0, counts_max: int = 1023) -> None:
        self.watch = BaselineWatch([None, curve(channel=1, tare_counts=tare)], counts_max, PERIOD_S)
        self.scale = counts_max / 1023
        self.sample = 0

    def read(self, counts: float | np.ndarray, seconds: float, gap: int = 0) -> list[BaselineShift]:
        n = round(seconds / PERIOD_S)
        t_s = (self.sample + np.arange(n)) * PERIOD_S
        self.sample += n
        columns = np.zeros((n, 2), dtype=np.uint16)
        columns[:, 1] = np.rint(counts * self.scale)
        return self.watch.process(t_s, columns, gap)


def test_a_pad_at_its_tare_is_well():
    assert Pad().read(31.0, 60.0) == []


def test_a_steady_level_off_the_tare_is_reported_once_with_its_size():
    pad = Pad()
    level = read_at(12.0, rest=30.0 / 993.0)
    (shift,) = pad.read(level, 60.0)
    assert shift.channel == 1
    assert shift.shift_n == pytest.approx(12.0, abs=0.5)
    assert shift.end_s - shift.start_s == pytest.approx(STEADY_S, abs=0.2)
    assert pad.read(level, 60.0) == []


def test_a_reading_below_the_tare_is_a_shift_too():
    (shift,) = Pad().read(0.0, 20.0)
    assert shift.shift_n is None


def test_it_is_reported_again_after_the_pad_had_been_well():
    pad = Pad()
    assert len(pad.read(70.0, 20.0)) == 1
    assert pad.read(30.0, 20.0) == []
    assert len(pad.read(70.0, 20.0)) == 1


@pytest.mark.parametrize("seconds", [1.0, 3.0, 10.0])
def test_a_press_is_no_shift(seconds):
    pad = Pad()
    found = [shift for _ in range(10) for shift in pad.read(250.0, seconds) + pad.read(30.0, 1.0)]
    assert found == []


def test_a_hand_that_sways_is_no_shift():
    swaying = 120.0 + 40.0 * np.sin(np.arange(30_000) * PERIOD_S * 2.0)
    assert Pad().read(swaying, 60.0) == []


def test_somebody_who_stands_is_no_shift():
    assert Pad().read(read_at(300.0), 60.0) == []


def test_a_finer_converter_is_watched_alike():
    assert len(Pad(counts_max=4095).read(70.0, 20.0)) == 1
    assert Pad(counts_max=4095).read(31.0, 20.0) == []


def test_chunks_do_not_matter():
    whole = Pad().read(70.0, 20.0)
    pad = Pad()
    pieces = [shift for _ in range(2000) for shift in pad.read(70.0, 0.01)]
    assert pieces == whole
