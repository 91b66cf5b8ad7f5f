"""Cadence, symmetry and body weight."""

from __future__ import annotations

import pytest

from pawpress.core.presses.metrics import session_metrics


def test_cadence_is_a_minute_over_the_usual_time_between_onsets():
    assert session_metrics.cadence_per_min([1.0, 4.0, 7.0, 10.0]) == pytest.approx(20.0)


def test_a_pause_does_not_change_the_cadence():
    assert session_metrics.cadence_per_min([1.0, 4.0, 7.0, 60.0, 63.0]) == pytest.approx(20.0)


def test_the_order_of_onsets_does_not_matter():
    assert session_metrics.cadence_per_min([7.0, 1.0, 4.0]) == pytest.approx(20.0)


@pytest.mark.parametrize("onsets_s", [[], [3.0], [3.0, 3.0]])
def test_less_than_two_presses_have_no_cadence(onsets_s: list[float]):
    assert session_metrics.cadence_per_min(onsets_s) is None


@pytest.mark.parametrize(
    ("left", "right", "index"), [(100.0, 100.0, 0.0), (90.0, 110.0, 20.0), (110.0, 90.0, -20.0), (0.0, 50.0, 200.0)]
)
def test_the_symmetry_index_is_the_difference_over_the_mean(left: float, right: float, index: float):
    assert session_metrics.symmetry_index(left, right) == pytest.approx(index)


def test_a_symmetry_index_does_not_depend_on_a_common_gain():
    assert session_metrics.symmetry_index(80.0, 95.0) == pytest.approx(session_metrics.symmetry_index(8.0, 9.5))


def test_a_giver_of_sixty_kilograms_who_leans_with_a_fifth_of_it():
    assert session_metrics.body_weight_share(0.2 * 60.0 * 9.80665, 60.0) == pytest.approx(0.2)
