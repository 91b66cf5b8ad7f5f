"""The live low-pass against the textbook, its delay, and its behaviour at beginnings, gaps and ends."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from scipy.signal import sosfilt, sosfilt_zi, sosfreqz

from pawpress.core.calibration import ForceBlock
from pawpress.core.filtering import ForceFilter
from pawpress.core.filtering.coefficients_generated import SECTIONS
from pawpress.core.filtering.design import LOWEST_RATE_HZ, cutoff_hz, design, sections_for
from tests.waveforms import block, blocks, minimum_jerk, times, trapezoid
from tools import generate_filters
from tools.generate_filters import design_with_scipy

RATES_HZ = (100.0, 250.0, 500.0, 1000.0, 2000.0)


def hand(t_s: np.ndarray) -> np.ndarray:
    """Two pads with presses and noise."""
    noise = np.random.default_rng(1).normal(0.0, 0.5, (len(t_s), 2))
    both = np.stack((minimum_jerk(t_s, 0.2, 0.4, 0.5, 0.3, 120.0), trapezoid(t_s, 0.5, 0.1, 0.6, 0.1, 60.0)), axis=1)
    return both + noise + [3.0, 17.0]


def filtered(force: ForceFilter, parts: list[ForceBlock]) -> tuple[np.ndarray, np.ndarray]:
    done = [smooth for part in parts for smooth in force.process(part)] + force.flush()
    return np.concatenate([b.t_s for b in done]), np.concatenate([b.force_n for b in done])


def settled_sosfilt(rate_hz: float, force_n: np.ndarray) -> np.ndarray:
    sections = design_with_scipy(rate_hz)
    start = sosfilt_zi(sections)[:, :, None] * force_n[0]
    return sosfilt(sections, force_n, axis=0, zi=start)[0]


@pytest.mark.parametrize("rate_hz", RATES_HZ)
def test_it_equals_scipys_filter_started_settled(rate_hz: float):
    t_s = times(1.777, rate_hz)
    force_n = hand(t_s)
    _, smooth_n = filtered(ForceFilter(rate_hz), [block(t_s, force_n, rate_hz=rate_hz)])
    assert smooth_n == pytest.approx(settled_sosfilt(rate_hz, force_n), abs=1e-9)


@pytest.mark.parametrize("rate_hz", RATES_HZ)
def test_a_slow_press_comes_out_at_its_own_time(rate_hz: float):
    t_s = times(2.0, rate_hz)
    smooth_t_s, smooth_n = filtered(ForceFilter(rate_hz), [block(t_s, 50.0 * t_s, rate_hz=rate_hz)])
    late = smooth_t_s > 1.0
    assert smooth_n[late, 0] == pytest.approx(50.0 * smooth_t_s[late], abs=1e-6)


@pytest.mark.parametrize("rate_hz", [250.0, 500.0, 1000.0, 2000.0])
def test_the_delay_is_short_enough_not_to_be_felt(rate_hz: float):
    assert 0.010 < ForceFilter(rate_hz).delay_s < 0.012


@pytest.mark.parametrize("rate_hz", RATES_HZ)
def test_half_the_power_is_gone_at_the_cut_off(rate_hz: float):
    _, gain = sosfreqz(design_with_scipy(rate_hz), worN=[cutoff_hz(rate_hz)], fs=rate_hz)
    assert abs(gain[0]) == pytest.approx(np.sqrt(0.5), rel=1e-6)


def test_it_starts_settled_so_that_a_load_that_was_on_is_no_press():
    t_s = times(0.5)
    _, smooth_n = filtered(ForceFilter(500.0), [block(t_s, np.full(len(t_s), 93.0))])
    assert smooth_n == pytest.approx(93.0, abs=1e-9)


def test_a_step_overshoots_by_less_than_two_percent():
    t_s = times(1.0)
    _, smooth_n = filtered(ForceFilter(500.0), [block(t_s, np.where(t_s > 0.3, 100.0, 0.0))])
    assert smooth_n.max() < 102.0


@pytest.mark.parametrize("rate_hz", RATES_HZ)
@pytest.mark.parametrize("size", [1, 3, 7, 64])
def test_chunks_give_the_same_bits(rate_hz: float, size: int):
    t_s = times(0.7, rate_hz)
    force_n = hand(t_s)
    whole = filtered(ForceFilter(rate_hz), [block(t_s, force_n, rate_hz=rate_hz)])
    cuts = list(range(0, len(t_s), size))
    chunks = filtered(ForceFilter(rate_hz), blocks(t_s, force_n, cuts, rate_hz))
    assert [part.tobytes() for part in chunks] == [part.tobytes() for part in whole]


def test_nothing_is_carried_across_a_gap():
    t_s = times(0.3)
    before, after = np.full(len(t_s), 200.0), np.full(len(t_s), 10.0)
    force = ForceFilter(500.0)
    done = [*force.process(block(t_s, before)), *force.process(block(t_s + 1.0, after, gap_before=350)), *force.flush()]
    later = np.concatenate([b.force_n[:, 0] for b in done if b.t_s[0] > 0.9])
    assert later == pytest.approx(10.0, abs=1e-9)
    assert [b.gap_before for b in done if b.gap_before] == [350]


def test_what_was_kept_back_comes_out_before_a_gap():
    t_s = times(0.013)
    force = ForceFilter(500.0)
    early = force.process(block(t_s, np.ones(len(t_s))))
    later = force.process(block(t_s + 1.0, np.ones(len(t_s)), gap_before=400))
    assert sum(len(b.t_s) for b in early + later + force.flush()) == 2 * len(t_s)


def test_reset_forgets_the_past():
    t_s, t2_s = times(0.5), times(0.5, start_s=0.5)
    force = ForceFilter(500.0)
    force.process(block(t_s, np.full(len(t_s), 100.0)))
    force.reset()
    _, smooth_n = filtered(force, [block(t2_s, np.zeros(len(t2_s)))])
    assert smooth_n.max() == 0.0


def test_saturation_stays_with_its_sample():
    t_s = times(0.2)
    part = block(t_s, np.zeros(len(t_s)))
    part.saturated[37, 0] = True
    done = [*(force := ForceFilter(500.0)).process(part), *force.flush()]
    assert np.flatnonzero(np.concatenate([b.saturated[:, 0] for b in done])).tolist() == [37]


@pytest.mark.parametrize("rate_hz", [8.3, 50.0, 89.0])
def test_below_the_lowest_rate_the_force_passes_unchanged_and_undelayed(rate_hz: float):
    t_s = times(3.0, rate_hz)
    part = block(t_s, hand(t_s), rate_hz=rate_hz)
    force = ForceFilter(rate_hz)
    assert (force.process(part), force.flush(), force.delay_s) == ([part], [], 0.0)


def test_the_generated_coefficients_are_fresh():
    assert generate_filters.TARGET.read_text("utf-8") == generate_filters.text()


def test_every_rate_gets_what_scipy_gives_to_the_last_bits():
    for rate_hz in (*np.linspace(LOWEST_RATE_HZ, 4000.0, 300), 137.0, 333.3, 1e5):
        np.testing.assert_array_max_ulp(design(rate_hz), design_with_scipy(rate_hz), maxulp=4)


def test_no_rate_makes_the_live_loop_wait_for_scipy():
    program = """
import sys
import numpy as np
from pawpress.core.filtering.force_filter import ForceFilter
from pawpress.core.pipeline import Pipeline
for rate_hz in (90.0, 137.0, 333.0, 500.0, 777.7):
    ForceFilter(rate_hz)
assert not [name for name in sys.modules if name.split(".")[0] == "scipy"], "scipy was imported"
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("rate_hz", generate_filters.RATES_HZ)
def test_the_rates_of_the_rig_need_no_scipy_and_lose_nothing_by_it(rate_hz: int):
    assert rate_hz in SECTIONS
    assert np.array_equal(sections_for(float(rate_hz)), design_with_scipy(rate_hz))
    assert np.array_equal(sections_for(float(rate_hz)), design(rate_hz))
