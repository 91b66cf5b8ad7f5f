"""The device's clock on the session's time axis: wraps, gaps, restarts and absences."""

from __future__ import annotations

import numpy as np
import pytest

from pawpress.core.protocol import Scans
from pawpress.core.protocol.schema_generated import Gap, HostTime
from pawpress.core.samples import RESTART_GAP_S, WRAP_US, SampleBlock, SampleClock, gathered

PERIOD_US = 2000
WRAP_S = WRAP_US / 1e6


def scans(*t_us: int, period_us: int = PERIOD_US) -> Scans:
    """Scans of one pad whose reading is their place in the list."""
    stamps = np.array([t % WRAP_US for t in t_us], dtype=np.uint32)
    even = bool((np.diff(stamps) == period_us).all())
    return Scans(stamps, period_us, np.arange(len(t_us), dtype=np.uint16)[:, None], even)


def only(blocks: list[SampleBlock]) -> SampleBlock:
    [block] = blocks
    return block


def test_the_first_scan_of_a_session_is_at_time_zero_wherever_the_device_stands():
    block = only(SampleClock().process(scans(777_000, 779_000)))
    assert block.t_s.tolist() == [0.0, 0.002]
    assert (block.gap_before, block.period_s) == (0, 0.002)


@pytest.mark.parametrize("before_wrap", [1, 1999, 2000, 3001])
def test_time_goes_on_evenly_where_the_device_clock_wraps(before_wrap: int):
    stamps = [WRAP_US - before_wrap + i * PERIOD_US for i in range(5)]
    block = only(SampleClock().process(scans(*stamps)))
    assert block.t_s.tolist() == [0.0, 0.002, 0.004, 0.006, 0.008]


def test_the_wrap_may_fall_between_two_runs():
    clock = SampleClock()
    clock.process(scans(WRAP_US - 1000))
    block = only(clock.process(scans(WRAP_US + 1000)))
    assert (block.t_s.tolist(), block.gap_before) == ([0.002], 0)


def test_time_keeps_growing_over_many_wraps():
    clock = SampleClock()
    third_us = 1_200_000_000
    ends = [clock.process(scans(third * third_us))[-1].t_s[-1] for third in range(18)]
    assert ends == [1200.0 * third for third in range(18)]


def test_missing_scans_end_a_block_and_are_stated_not_filled_in():
    first, second = SampleClock().process(scans(0, 2000, 10_000, 12_000))
    assert (first.t_s.tolist(), first.counts[:, 0].tolist(), first.gap_before) == ([0.0, 0.002], [0, 1], 0)
    assert (second.t_s.tolist(), second.counts[:, 0].tolist(), second.gap_before) == ([0.01, 0.012], [2, 3], 3)


def test_missing_scans_between_runs_are_stated_too():
    clock = SampleClock()
    clock.process(scans(0))
    assert only(clock.process(scans(8000))).gap_before == 3


def test_a_jitter_under_half_a_period_is_no_gap():
    block = only(SampleClock().process(scans(0, 2900, 4000)))
    assert block.gap_before == 0
    assert block.t_s.tolist() == [0.0, 0.0029, 0.004]


def test_a_rig_that_said_hello_after_a_start_was_away_for_a_moment():
    clock = SampleClock()
    clock.process(scans(90_000_000))
    clock.restart()
    block = only(clock.process(scans(2000, 4000)))
    assert block.t_s.tolist() == pytest.approx([RESTART_GAP_S, RESTART_GAP_S + 0.002])
    assert block.gap_before == round(RESTART_GAP_S / 0.002) - 1


def test_a_rig_that_restarted_after_an_unplug_was_away_as_long_as_the_host_says():
    clock = SampleClock()
    clock.process(scans(90_000_000))
    clock.away(7_500_000)
    clock.restart()
    assert only(clock.process(scans(2000))).t_s.tolist() == [7.5]


def test_absences_before_the_first_new_scan_add_up():
    clock = SampleClock()
    clock.process(scans(0))
    clock.away(3_000_000)
    clock.away(4_000_000)
    clock.restart()
    assert only(clock.process(scans(2000))).t_s.tolist() == [7.0]


def test_a_restart_whose_hello_was_lost_does_not_turn_time_back():
    clock = SampleClock()
    clock.process(scans(90_000_000))
    block = only(clock.process(scans(2000)))
    assert block.t_s.tolist() == [RESTART_GAP_S]


def test_a_restart_in_the_middle_of_a_run_does_not_turn_time_back():
    first, second = SampleClock().process(scans(90_000_000, 90_002_000, 2000, 4000))
    assert first.t_s.tolist() == [0.0, 0.002]
    assert second.t_s.tolist() == pytest.approx([1.002, 1.004])


@pytest.mark.parametrize("away_s", [0.5, 60.0, 0.9 * WRAP_S, 1.1 * WRAP_S, 3.4 * WRAP_S])
def test_a_rig_that_ran_on_while_the_cable_was_out_is_placed_by_its_own_clock(away_s: float):
    clock = SampleClock()
    clock.process(scans(0))
    away_us = round(away_s * 1e6 / PERIOD_US) * PERIOD_US
    # The host's clock is off by a second: only the number of wraps is taken from it.
    clock.away(away_us + (1_000_000 if away_s > 2.0 else 0))
    block = only(clock.process(scans(away_us)))
    assert block.t_s[0] == away_us / 1e6
    assert block.gap_before == away_us // PERIOD_US - 1


def test_an_unplug_and_a_restart_whose_hello_was_lost_take_as_long_as_the_host_says():
    clock = SampleClock()
    clock.process(scans(90_000_000))
    clock.away(7_500_000)
    assert only(clock.process(scans(2000))).t_s.tolist() == [7.5]


def test_an_absence_beyond_reason_does_not_overflow_the_time():
    clock = SampleClock()
    clock.process(scans(0))
    clock.away(2**64 - 1)
    clock.away(2**64 - 1)
    clock.restart()
    block = only(clock.process(scans(2000, 4000)))
    assert 0 < block.t_s[0] < block.t_s[1] < 1e9


def test_two_scans_of_one_stamp_are_put_a_period_apart():
    block = only(SampleClock().process(scans(2000, 2000)))
    assert block.t_s.tolist() == [0.0, 0.002]


def test_a_change_of_rate_keeps_the_time():
    clock = SampleClock()
    clock.process(scans(0, 2000, 4000))
    block = only(clock.process(scans(5000, 6000, period_us=1000)))
    assert (block.t_s.tolist(), block.period_s, block.gap_before) == ([0.005, 0.006], 0.001, 0)


def test_the_time_axis_does_not_depend_on_how_runs_were_cut():
    stamps = [0, 2000, 4000, 10_000, 12_000, WRAP_US - 3, WRAP_US + 1997, 5, 2005]
    whole = SampleClock().process(scans(*stamps))
    piecemeal = SampleClock()
    single = [only(piecemeal.process(scans(stamp))) for stamp in stamps]
    assert np.concatenate([b.t_s for b in whole]).tolist() == [b.t_s[0] for b in single]
    assert [b.gap_before for b in whole if b.gap_before] == [b.gap_before for b in single if b.gap_before]


def test_scans_that_only_small_talk_parts_are_one_run_and_the_talk_follows_them():
    talk = HostTime(1, 2)
    run, after = gathered([scans(0, 2000), talk, scans(4000)])
    assert isinstance(run, Scans)
    assert (run.t_us.tolist(), run.counts[:, 0].tolist(), after) == ([0, 2000, 4000], [0, 1, 0], talk)


def test_nothing_is_brought_together_across_what_moves_the_clock_or_changes_the_shape():
    gap = Gap(5)
    parts = [scans(0), gap, scans(2000), scans(4000, period_us=1000)]
    assert list(gathered(parts)) == parts


def test_of_no_messages_none_are_gathered():
    assert list(gathered([])) == []
