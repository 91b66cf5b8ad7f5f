"""From points to a curve."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest

from pawpress.core.calibration import CalibrationError
from pawpress.core.calibration.creep import growth_decades
from pawpress.core.calibration.fitting import fit_pad
from pawpress.core.calibration.pad_models.fsr_divider import conductance_of, counts_of
from pawpress.core.calibration.reference_points import ReferencePoint
from tests.calibrations import LOADS_N, MADE, points_of, read_at


def fitted(points, **wishes):
    wishes = {"counts_max": 1023, "made": MADE, **wishes}
    return fit_pad("L1", 0, points, **wishes)


def read(own, counts: float) -> float:
    return float(own.newtons(conductance_of(np.array([counts]), own.counts_max))[0])


@pytest.mark.parametrize(("a", "b"), [(0.005, 1.0), (0.02, 0.8), (0.001, 1.3)])
def test_a_power_law_is_found_again(a, b):
    own = fitted(points_of(a=a, b=b), tare_counts=0.0)
    assert (own.a, own.b) == pytest.approx((a, b))
    assert own.knot == ()
    assert own.residual < 1e-6


def test_what_is_read_at_rest_is_taken_out():
    empty = [ReferencePoint(0.0, 30.0), ReferencePoint(0.0, 32.0)]
    rest = 31.0 / (1023.0 - 31.0)
    own = fitted([*empty, *points_of(rest=rest)])
    assert own.tare_counts == 31.0
    assert (own.a, own.b) == pytest.approx((1 / 200.0, 1.0), rel=1e-3)


def test_where_nothing_is_known_of_rest_it_is_fitted():
    own = fitted(points_of(rest=0.05))
    assert own.c == pytest.approx(0.05, rel=0.1)
    assert read(own, read_at(100.0, rest=0.05)) == pytest.approx(100.0, rel=0.01)


def test_a_pad_that_rests_at_nothing_gets_no_rest_made_up():
    noisy = np.random.default_rng(3).normal(0.0, 0.02, len(LOADS_N))
    points = [ReferencePoint(load, read_at(load * np.exp(error))) for load, error in zip(LOADS_N, noisy, strict=True)]
    assert fitted(points).tare_counts < 5.0


def test_a_bend_that_no_power_law_follows_gets_a_curve_through_its_points():
    def bent(load_n: float) -> float:
        return float(counts_of(np.array([load_n / 150.0 / (1.0 + (load_n / 150.0) ** 1.5)]), 4095)[0])

    loads_n = tuple(np.geomspace(5.0, 150.0, 9))
    own = fitted([ReferencePoint(load, bent(load)) for load in loads_n], counts_max=4095, tare_counts=0.0)
    assert own.knot
    between = np.sqrt(np.array(loads_n[1:]) * np.array(loads_n[:-1]))
    assert [read(own, bent(load)) for load in between] == pytest.approx(between, rel=0.1)


def test_a_cloud_of_points_is_hardly_ever_followed_into_its_bends():
    followed = 0
    for seed in range(60):
        scatter = np.random.default_rng(seed).normal(0.0, 0.12, len(LOADS_N)).tolist()
        pairs = zip(LOADS_N, scatter, strict=True)
        own = fitted([ReferencePoint(n, read_at(n * np.exp(error))) for n, error in pairs], tare_counts=0.0)
        followed += bool(own.knot)
    assert followed <= 6


def test_hysteresis_is_the_excess_on_the_way_down_over_the_largest_load():
    down = [ReferencePoint(160.0, read_at(176.0), "down"), ReferencePoint(80.0, read_at(84.0), "down")]
    own = fitted([*points_of(), *down], tare_counts=0.0)
    assert own.hysteresis == pytest.approx(16.0 / 320.0, rel=0.02)
    assert own.b == pytest.approx(1.0)  # the loading branch alone is fitted


def test_what_was_not_measured_is_not_claimed():
    own = fitted(points_of(), tare_counts=0.0)
    assert (own.hysteresis, own.repeatability) == (None, None)


def test_repeatability_is_the_spread_from_round_to_round():
    second = [ReferencePoint(load, read_at(load * 1.1), round=2) for load in LOADS_N]
    own = fitted([*points_of(), *second], tare_counts=0.0)
    assert own.repeatability == pytest.approx(np.log(1.1) / np.sqrt(2.0), rel=0.05)


def test_worse_points_mean_more_uncertainty():
    def spread(share: float) -> float:
        errors = np.random.default_rng(1).normal(0.0, share, len(LOADS_N))
        pairs = zip(LOADS_N, errors, strict=True)
        return fitted([ReferencePoint(n, read_at(n * np.exp(e))) for n, e in pairs], tare_counts=0.0).uncertainty

    assert 0.08 < spread(0.0) < spread(0.04) < spread(0.1) < 0.6


def test_measuring_more_earns_less_uncertainty():
    once = fitted(points_of(), tare_counts=0.0)
    down = [ReferencePoint(load, read_at(load * 1.01), "down") for load in LOADS_N[:-1]]
    twice = fitted([*points_of(rounds=2), *down], tare_counts=0.0, creep_per_decade=0.03)
    assert twice.uncertainty < once.uncertainty


def test_creep_at_the_time_of_reading_is_reckoned_with():
    creep = 0.05
    points = [
        ReferencePoint(load, read_at(load * (1.0 + creep * growth_decades(40.0 + load))), loaded_s=40.0 + load)
        for load in LOADS_N
    ]
    own = fitted(points, tare_counts=0.0, creep_per_decade=creep)
    assert (own.a, own.b) == pytest.approx((1 / 200.0, 1.0))


def test_the_range_ends_at_the_last_load_and_its_reading():
    own = fitted(points_of(), tare_counts=0.0)
    assert (own.top_n, own.top_counts) == (320.0, pytest.approx(read_at(320.0)))


def test_the_range_begins_where_a_count_is_fine_enough():
    coarse = fitted(points_of(a=0.0001), tare_counts=0.0)
    assert coarse.lowest_n > 10.0 == fitted(points_of(), tare_counts=0.0).lowest_n


def test_a_load_beyond_the_converters_range_is_left_out():
    heavy = [ReferencePoint(20_000.0, 1013.0)]
    own = fitted([*points_of(), *heavy], tare_counts=0.0)
    assert own.top_n == 320.0
    assert own.point[-1] == heavy[0]  # and yet kept, for whoever looks


@pytest.mark.parametrize(
    ("points", "says"),
    [
        (points_of(LOADS_N[:4]), "4 different loads"),
        (points_of(LOADS_N[:2], rounds=5), "2 different loads"),
        ([], "0 different loads"),
        ([ReferencePoint(load, 0.0) for load in LOADS_N], "0 different loads"),
        ([ReferencePoint(load, 900.0 - load) for load in LOADS_N], "does not rise"),
        ([ReferencePoint(load, 300.0) for load in LOADS_N], "does not rise"),
        ([ReferencePoint(load, 10.0 * load) for load in LOADS_N], "beyond the converter"),
    ],
)
def test_points_that_carry_no_curve_are_refused(points, says):
    with pytest.raises(CalibrationError, match=f"L1: .*{says}"):
        fitted(points)


def test_the_points_travel_with_the_curve():
    points = points_of()
    assert fitted(points, tare_counts=0.0).point == tuple(points)
    assert msgspec.json.decode(msgspec.json.encode(fitted(points)), type=type(fitted(points))) == fitted(points)
