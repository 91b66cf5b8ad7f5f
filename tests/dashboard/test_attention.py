"""How an alarm asks for attention: banner, flash, sound."""

from __future__ import annotations

import pytest
from view_examples import OVERLOAD, changed

from pawpress.dashboard.attention import FULL_AT_LEAST_S, Attention, calling
from pawpress.engine.messages import AlarmView

AMBER = changed(OVERLOAD, severity="amber", pad="lower back left")


def lit_at(alarm: AlarmView, times_s: list[float]) -> list[bool]:
    attention = Attention()
    alerts = [attention.update([alarm], 100.0 + t_s) for t_s in times_s]
    return [alert.lit for alert in alerts if alert is not None]


def test_no_alarm_no_alert() -> None:
    assert Attention().update([], 0.0) is None


def test_red_flashes_twice_a_second_half_of_the_time_lit() -> None:
    assert lit_at(OVERLOAD, [0.0, 0.2, 0.3, 0.45, 0.55, 0.8]) == [True, True, False, False, True, False]


def test_amber_flashes_slowly() -> None:
    assert lit_at(AMBER, [0.0, 0.8, 0.9, 1.6, 1.7]) == [True, True, False, False, True]


@pytest.mark.parametrize("severity", ["red", "amber"])
def test_half_of_a_long_time_is_lit(severity: str) -> None:
    lit = lit_at(changed(OVERLOAD, severity=severity), [t / 100 for t in range(1000)])
    assert 0.48 < sum(lit) / len(lit) < 0.52


def test_an_acknowledged_alarm_stands_still_without_banner() -> None:
    attention = Attention()
    attention.update([OVERLOAD], 0.0)
    alerts = [attention.update([changed(OVERLOAD, state="ACKNOWLEDGED")], t_s) for t_s in (0.1, 0.35, 0.6)]
    assert [(alert.full, alert.lit, alert.active) for alert in alerts if alert] == [(False, True, True)] * 3


@pytest.mark.parametrize("state", ["RTN_UNACKNOWLEDGED"])
def test_a_spike_keeps_its_banner_long_enough_to_be_read(state: str) -> None:
    attention = Attention()
    attention.update([OVERLOAD], 0.0)
    gone = changed(OVERLOAD, state=state)
    early, late = attention.update([gone], FULL_AT_LEAST_S - 0.1), attention.update([gone], FULL_AT_LEAST_S + 0.1)
    assert early is not None
    assert late is not None
    assert (early.full, early.active, late.full) == (True, False, False)


def test_a_latched_blow_calls_until_a_person_has_seen_it() -> None:
    attention = Attention()
    blow = changed(OVERLOAD, code="impact", severity="red", state="LATCHED")
    attention.update([blow], 0.0)
    late = attention.update([blow], 60.0)
    assert late is not None
    assert (late.full, late.active) == (True, True)
    assert calling([blow])


def test_a_spike_between_two_snapshots_still_gets_its_banner() -> None:
    alert = Attention().update([changed(OVERLOAD, state="RTN_UNACKNOWLEDGED")], 7.0)
    assert alert is not None
    assert alert.full
    assert not alert.active


def test_the_worst_alarm_is_shown_and_the_others_counted() -> None:
    alert = Attention().update([AMBER, OVERLOAD], 0.0)
    assert alert is not None
    assert (alert.alarm, alert.more) == (OVERLOAD, 1)


def test_a_new_amber_comes_before_an_acknowledged_red() -> None:
    alert = Attention().update([changed(OVERLOAD, state="ACKNOWLEDGED"), AMBER], 0.0)
    assert alert is not None
    assert alert.alarm == AMBER


def test_of_what_is_over_the_gravest_unseen_is_told_wherever_it_stands_in_the_list() -> None:
    over = changed(OVERLOAD, state="RTN_UNACKNOWLEDGED")
    link = changed(over, code="signal_lost", pad=None, of_force=False)
    seen = changed(over, code="rig_trip", state="ACKNOWLEDGED")
    amber = changed(over, severity="amber", pad="lower back left")
    attention = Attention()
    attention.update([link, seen, amber, over], 0.0)
    for alarms in ([link, seen, amber, over], [over, amber, seen, link]):
        alert = attention.update(alarms, FULL_AT_LEAST_S + 1.0)
        assert alert is not None
        assert alert.alarm == over


def test_while_both_are_on_blindness_comes_before_force_as_the_engine_orders_it() -> None:
    blind = changed(OVERLOAD, code="signal_lost", pad=None, of_force=False)
    alert = Attention().update([blind, OVERLOAD], 0.0)
    assert alert is not None
    assert alert.alarm == blind


def test_an_alarm_that_went_and_came_again_flashes_from_its_start() -> None:
    attention = Attention()
    attention.update([OVERLOAD], 0.0)
    attention.update([], 0.1)
    alert = attention.update([OVERLOAD], 0.3)
    assert alert is not None
    assert alert.lit


@pytest.mark.parametrize(
    ("alarm", "heard"),
    [
        (OVERLOAD, ["red"]),
        (AMBER, ["amber"]),
        (changed(OVERLOAD, state="LATCHED"), ["red"]),
        (changed(OVERLOAD, state="ACKNOWLEDGED"), []),
        (changed(OVERLOAD, state="RTN_UNACKNOWLEDGED"), []),
    ],
)
def test_heard_is_what_nobody_has_seen_and_does_not_calm_down_by_itself(alarm: AlarmView, heard: list[str]) -> None:
    assert [severity for severity, _ in calling([alarm])] == heard
