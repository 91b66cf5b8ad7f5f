"""The metrics of a press against waveforms whose answers can be worked out on paper, on even and uneven time stamps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from scipy.optimize import brentq

from pawpress.core.kernel import Curve
from pawpress.core.presses import METRICS
from pawpress.core.presses.metrics import basics, hold_metrics, rise_metrics, steadiness_metrics
from pawpress.core.presses.metrics.basics import median
from tests.waveforms import Array, half_sine, minimum_jerk, smooth_step, times, trapezoid, uneven_times

ONSET_S, LENGTH_S = 0.5, 4.0


@dataclass(frozen=True)
class Paper:
    """A waveform, its corners, and what the metrics must be."""

    force_n: Callable[[Array], Array]
    corners_s: tuple[float, ...]
    plateau_n: float
    rise_s: float
    release_time_s: float
    hold_s: float
    dwell_s: float
    rfd_n_per_s: float
    impulse_ns: float


def on_paper_trapezoid() -> Paper:
    rise, hold, release, peak = 0.8, 1.5, 0.4, 120.0
    high = hold + 0.2 * (rise + release)
    return Paper(
        lambda t: trapezoid(t, ONSET_S, rise, hold, release, peak),
        (ONSET_S, 1.3, 2.8, 3.2),
        peak,
        0.8 * rise,
        0.8 * release,
        high,
        high,
        peak / rise,
        peak * (hold + (rise + release) / 2),
    )


def on_paper_triangle() -> Paper:
    """The samples above 70 % of the peak lie evenly from 70 to 100 %, so their median is 85 %."""
    up, down, peak = 0.9, 1.6, 100.0
    return Paper(
        lambda t: np.interp(t, [ONSET_S, ONSET_S + up, ONSET_S + up + down], [0.0, peak, 0.0]),
        (ONSET_S, ONSET_S + up, ONSET_S + up + down),
        85.0,
        0.8 * 0.85 * up,
        0.8 * 0.85 * down,
        (1 - 0.8 * 0.85) * (up + down),
        0.2 * (up + down),
        peak / up,
        peak * (up + down) / 2,
    )


def on_paper_half_sine() -> Paper:
    """Of the angles above 70 % of the peak, half lie nearer to the top than the middle one."""
    length, peak = 2.4, 150.0
    plateau = peak * np.sin((np.arcsin(0.7) + np.pi / 2) / 2)

    def above_s(level_n: float) -> float:
        return length * (1 - 2 * np.arcsin(level_n / peak) / np.pi)

    rise = (above_s(0.1 * plateau) - above_s(0.9 * plateau)) / 2
    steepest = peak * np.sin(np.pi * 0.05 / length) / 0.05
    corners = (ONSET_S, ONSET_S + length / 2, ONSET_S + length)
    force = lambda t: half_sine(t, ONSET_S, length, peak)  # noqa: E731
    high_s = above_s(0.8 * plateau)
    return Paper(
        force,
        corners,
        plateau,
        rise,
        rise,
        high_s,
        above_s(0.8 * peak),
        steepest,
        2 * peak * length / np.pi,
    )


def on_paper_minimum_jerk() -> Paper:
    rise, hold, release, peak = 1.0, 1.2, 0.6, 90.0

    def share(part: float) -> float:
        return float(brentq(lambda x: float(smooth_step(x)) - part, 0.0, 1.0))

    ten_to_ninety = share(0.9) - share(0.1)
    window = 0.05 / rise
    steepest = peak * float(smooth_step(0.5 + window / 2) - smooth_step(0.5 - window / 2)) / 0.05
    high = hold + (1 - share(0.8)) * (rise + release)
    return Paper(
        lambda t: minimum_jerk(t, ONSET_S, rise, hold, release, peak),
        (ONSET_S, 1.5, 2.7, 3.3),
        peak,
        ten_to_ninety * rise,
        ten_to_ninety * release,
        high,
        high,
        steepest,
        peak * (hold + (rise + release) / 2),
    )


PAPERS = {
    "trapezoid": on_paper_trapezoid(),
    "triangle": on_paper_triangle(),
    "half sine": on_paper_half_sine(),
    "minimum jerk": on_paper_minimum_jerk(),
}
GRIDS: dict[str, Callable[[Paper], Array]] = {
    "500 Hz": lambda _: times(LENGTH_S, 500.0),
    "2000 Hz": lambda _: times(LENGTH_S, 2000.0),
    "uneven 300 Hz": lambda paper: uneven_times(LENGTH_S, 300.0, 3, paper.corners_s),
    "uneven 1000 Hz": lambda paper: uneven_times(LENGTH_S, 1000.0, 4, paper.corners_s),
}


@pytest.fixture(params=GRIDS)
def grid(request: pytest.FixtureRequest) -> Callable[[Paper], Array]:
    return GRIDS[request.param]


@pytest.fixture(params=PAPERS)
def paper(request: pytest.FixtureRequest) -> Paper:
    return PAPERS[request.param]


def test_every_metric_is_what_paper_says(paper: Paper, grid: Callable[[Paper], Array]):
    t_s = grid(paper)
    force_n = paper.force_n(t_s)
    plateau_n = basics.plateau_n(Curve(t_s, force_n))
    assert plateau_n == pytest.approx(paper.plateau_n, rel=0.012)
    assert rise_metrics.rise_s(Curve(t_s, force_n), paper.plateau_n) == pytest.approx(paper.rise_s, rel=0.002)
    assert rise_metrics.release_time_s(Curve(t_s, force_n), paper.plateau_n) == pytest.approx(
        paper.release_time_s, rel=0.002
    )
    assert hold_metrics.hold_s(Curve(t_s, force_n), paper.plateau_n) == pytest.approx(paper.hold_s, rel=0.002)
    assert hold_metrics.dwell_s(Curve(t_s, force_n), float(force_n.max())) == pytest.approx(paper.dwell_s, rel=0.002)
    assert rise_metrics.rfd_n_per_s(Curve(t_s, force_n)) == pytest.approx(paper.rfd_n_per_s, rel=0.002)
    assert hold_metrics.impulse_ns(Curve(t_s, force_n)) == pytest.approx(paper.impulse_ns, rel=0.001)


def test_a_minimum_jerk_rise_has_the_textbook_speed_over_its_own_size():
    assert PAPERS["minimum jerk"].rfd_n_per_s / 90.0 == pytest.approx(1.875, rel=0.01)


def test_a_level_plateau_is_perfectly_steady(grid: Callable[[Paper], Array]):
    t_s = grid(PAPERS["trapezoid"])
    force_n = trapezoid(t_s, ONSET_S, 0.5, 1.5, 0.3, 120.0)
    span = hold_metrics.plateau_span(Curve(t_s, force_n), 120.0)
    assert span is not None
    assert steadiness_metrics.cv(Curve(t_s[span], force_n[span])) == pytest.approx(0.0, abs=1e-12)
    assert steadiness_metrics.bounce(Curve(t_s[span], force_n[span])) == pytest.approx(0.0, abs=1e-9)


def test_each_metric_is_listed_with_unit_meaning_and_source():
    assert len({metric.name for metric in METRICS}) == len(METRICS)
    assert all(metric.unit and metric.meaning.endswith(".") and metric.source for metric in METRICS)


def test_each_metric_is_worked_out_in_some_test():
    """A number that no waveform ever checked is no measurement."""
    tests = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    for metric in METRICS:
        module = metric.function.__module__.rpartition(".")[2]
        assert f"{module}.{metric.function.__name__}(" in tests, f"{metric.name} is called by no test beside this one"


def test_the_peak_of_a_half_sine_lies_in_its_middle():
    t_s = times(2.0, 1000.0)
    force_n = half_sine(t_s, 0.5, 1.0, 80.0)
    assert basics.peak_n(Curve(t_s, force_n)) == pytest.approx(80.0, abs=1e-3)
    assert basics.peak_s(t_s, force_n) == pytest.approx(1.0, abs=0.001)
    assert rise_metrics.nrfd_per_s(240.0, 120.0) == 2.0


@pytest.mark.parametrize("jitter_s", [0.0, 0.0004, 0.02])
@pytest.mark.parametrize("seconds", [0.03, 0.05, 0.4])
def test_the_steepest_window_is_that_of_a_search_through_all_of_them(jitter_s: float, seconds: float):
    chance = np.random.default_rng(3)
    t_s = np.arange(round(seconds * 1000)) / 1000 + np.sort(chance.uniform(0.0, jitter_s, round(seconds * 1000)))
    force_n = chance.normal(50.0, 10.0, len(t_s))
    ends = [next((j for j in range(len(t_s)) if t_s[j] >= t + 0.05 - 1e-9), None) for t in t_s]
    windows = [(i, j) for i, j in enumerate(ends) if j is not None] or [(0, len(t_s) - 1)]
    rates = [(force_n[j] - force_n[i]) / (t_s[j] - t_s[i]) for i, j in windows]
    assert Curve(t_s, force_n).steepest(rise_metrics.RFD_WINDOW_S) == max(0.0, *rates)


@pytest.mark.parametrize("samples", [1, 2, 3, 4, 999, 1000])
def test_the_median_is_numpys_to_the_bit(samples: int):
    numbers = np.random.default_rng(samples).normal(50.0, 10.0, samples)
    assert median(numbers) == np.median(numbers)
