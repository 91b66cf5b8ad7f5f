"""The live low-pass against the textbook, its delay, and its behaviour at beginnings, gaps and ends."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from scipy.signal import sosfilt, sosfilt_zi, sosfreqz

from pawpress.core.calibration import ForceBlock
from pawpress.core.filtering import Smoother
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


def filtered(force: Smoother, parts: list[ForceBlock]) -> tuple[np.ndarray, np.ndarray]:
    done = [force.process(part) for part in parts]
    return np.concatenate([b.t_s for b in done]), np.concatenate([b.force_n for b in done])


def settled_sosfilt(rate_hz: float, force_n: np.ndarray) -> np.ndarray:
    sections = design_with_scipy(rate_hz)
    start = sosfilt_zi(sections)[:, :, None] * force_n[0]
    return sosfilt(sections, force_n, axis=0, zi=start)[0]


@pytest.mark.parametrize("rate_hz", RATES_HZ)
def test_it_equals_scipys_filter_started_settled(rate_hz: float):
    t_s = times(1.777, rate_hz)
    force_n = hand(t_s)
    _, smooth_n = filtered(Smoother(rate_hz, 2), [block(t_s, force_n, rate_hz=rate_hz)])
    assert smooth_n == pytest.approx(settled_sosfilt(rate_hz, force_n), abs=1e-9)


@pytest.mark.parametrize("rate_hz", RATES_HZ)
def test_a_slow_press_comes_out_at_its_own_time(rate_hz: float):
    t_s = times(2.0, rate_hz)
    smooth_t_s, smooth_n = filtered(Smoother(rate_hz, 1), [block(t_s, 50.0 * t_s, rate_hz=rate_hz)])
    late = smooth_t_s > 1.0
    assert smooth_n[late, 0] == pytest.approx(50.0 * smooth_t_s[late], abs=1e-6)


@pytest.mark.parametrize("rate_hz", [250.0, 500.0, 1000.0, 2000.0])
def test_the_delay_is_short_enough_not_to_be_felt(rate_hz: float):
    assert 0.010 < Smoother(rate_hz, 1).delay_s < 0.012


@pytest.mark.parametrize("rate_hz", RATES_HZ)
def test_half_the_power_is_gone_at_the_cut_off(rate_hz: float):
    _, gain = sosfreqz(design_with_scipy(rate_hz), worN=[cutoff_hz(rate_hz)], fs=rate_hz)
    assert abs(gain[0]) == pytest.approx(np.sqrt(0.5), rel=1e-6)


def test_it_starts_settled_so_that_a_load_that_was_on_is_no_press():
    t_s = times(0.5)
    _, smooth_n = filtered(Smoother(500.0, 1), [block(t_s, np.full(len(t_s), 93.0))])
    assert smooth_n == pytest.approx(93.0, abs=1e-9)


def test_a_step_overshoots_by_less_than_two_percent():
    t_s = times(1.0)
    _, smooth_n = filtered(Smoother(500.0, 1), [block(t_s, np.where(t_s > 0.3, 100.0, 0.0))])
    assert smooth_n.max() < 102.0


@pytest.mark.parametrize("rate_hz", RATES_HZ)
@pytest.mark.parametrize("size", [1, 3, 7, 64])
def test_chunks_give_the_same_bits(rate_hz: float, size: int):
    t_s = times(0.7, rate_hz)
    force_n = hand(t_s)
    whole = filtered(Smoother(rate_hz, 2), [block(t_s, force_n, rate_hz=rate_hz)])
    cuts = list(range(0, len(t_s), size))
    chunks = filtered(Smoother(rate_hz, 2), blocks(t_s, force_n, cuts, rate_hz))
    assert [part.tobytes() for part in chunks] == [part.tobytes() for part in whole]


def test_nothing_is_carried_across_a_gap():
    t_s = times(0.3)
    before, after = np.full(len(t_s), 200.0), np.full(len(t_s), 10.0)
    force = Smoother(500.0, 1)
    done = [force.process(block(t_s, before)), force.process(block(t_s + 1.0, after, gap_before=350))]
    later = np.concatenate([b.force_n[:, 0] for b in done if b.t_s[0] > 0.9])
    assert later == pytest.approx(10.0, abs=1e-9)
    assert [b.gap_before for b in done if b.gap_before] == [350]


@pytest.mark.parametrize("pads", [1, 2, 3, 8, 255])
def test_every_pad_is_smoothed_as_if_it_were_alone(pads: int):
    t_s = times(0.2)
    force_n = np.random.default_rng(3).uniform(0.0, 300.0, (len(t_s), pads))
    together = Smoother(500.0, pads).process(block(t_s, force_n)).force_n
    alone = [Smoother(500.0, 1).process(block(t_s, force_n[:, pad])).force_n[:, 0] for pad in range(pads)]
    assert together.tobytes() == np.stack(alone, axis=1).tobytes()


def test_nothing_is_kept_back():
    t_s = times(0.013)
    assert len(Smoother(500.0, 1).process(block(t_s, np.ones(len(t_s)))).t_s) == len(t_s)


def test_what_fades_away_ends_at_nothing():
    """Numbers too small for full precision are slow to compute with."""
    t_s = times(20.0)
    smooth_n = Smoother(500.0, 1).process(block(t_s, np.where(t_s < 1.0, 100.0, 0.0))).force_n
    assert smooth_n[-1, 0] == 0.0
    assert np.abs(smooth_n[smooth_n != 0.0]).min() > np.finfo(float).tiny


def test_reset_forgets_the_past():
    t_s, t2_s = times(0.5), times(0.5, start_s=0.5)
    force = Smoother(500.0, 1)
    force.process(block(t_s, np.full(len(t_s), 100.0)))
    force.reset()
    _, smooth_n = filtered(force, [block(t2_s, np.zeros(len(t2_s)))])
    assert smooth_n.max() == 0.0


def test_saturation_stays_with_its_sample():
    t_s = times(0.2)
    part = block(t_s, np.zeros(len(t_s)))
    part.saturated[37, 0] = True
    assert np.flatnonzero(Smoother(500.0, 1).process(part).saturated[:, 0]).tolist() == [37]


@pytest.mark.parametrize("rate_hz", [8.3, 50.0, 89.0])
def test_below_the_lowest_rate_the_force_passes_unchanged_and_undelayed(rate_hz: float):
    t_s = times(3.0, rate_hz)
    part = block(t_s, hand(t_s), rate_hz=rate_hz)
    force = Smoother(rate_hz, 2)
    assert force.process(part) is part
    assert force.delay_s == 0.0


def test_the_generated_coefficients_are_fresh():
    assert generate_filters.TARGET.read_text("utf-8") == generate_filters.text()


def test_every_rate_gets_what_scipy_gives_but_for_rounding():
    for rate_hz in (*np.linspace(LOWEST_RATE_HZ, 4000.0, 300), 137.0, 333.3, 1e5):
        np.testing.assert_allclose(design(rate_hz), design_with_scipy(rate_hz), rtol=1e-14, atol=2e-15)


def test_no_rate_makes_the_live_loop_wait_for_scipy():
    program = """
import sys
import numpy as np
from pawpress.core.filtering import Smoother
from pawpress.core.pipeline import Pipeline
for rate_hz in (90.0, 137.0, 333.0, 500.0, 777.7):
    Smoother(rate_hz, 6)
assert not [name for name in sys.modules if name.split(".")[0] == "scipy"], "scipy was imported"
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("rate_hz", generate_filters.RATES_HZ)
def test_the_rates_of_the_rig_need_no_scipy_and_lose_nothing_by_it(rate_hz: int):
    assert rate_hz in SECTIONS
    assert np.array_equal(sections_for(float(rate_hz)), design_with_scipy(rate_hz))
