"""A late emulator is called that, in amber; only when it has stopped for long is it a lost signal."""

from __future__ import annotations

import pytest

from pawpress.core.safety import FootPair
from tests.linked import Linked, standing


def stalled(linked: Linked, seconds: float) -> None:
    """The emulator gets no time from the computer: nothing comes, and it falls behind."""
    for _ in range(round(seconds / 0.01)):
        linked.now_s += 0.01
        linked.behind_s = (linked.behind_s or 0.0) + 0.01
        linked.read()


def catches_up(linked: Linked) -> None:
    """It lives through what it missed at ten times its pace."""
    while (linked.behind_s or 0.0) > 0.0:
        linked.now_s += 0.01
        linked.behind_s = round(max(0.0, (linked.behind_s or 0.0) - 0.09), 6)
        linked.read(linked.scans(0.1))


@pytest.mark.parametrize("force_n", [0.0, 60.0])
@pytest.mark.parametrize("foot", [None, FootPair(giver_kg=60.0, receiver_kg=80.0)], ids=["hands", "foot"])
def test_a_stall_of_the_emulator_is_amber_and_passes_whatever_is_on_the_pads(force_n: float, foot: FootPair | None):
    linked = standing(behind_s=0.0, foot=foot)
    linked.force_n = force_n
    stalled(linked, 1.5)
    catches_up(linked)
    told = {(change.alarm.code, change.alarm.severity) for _, change in linked.told}
    assert ("emulator_late", "amber") in told
    assert not {code for code, _ in told} & {"signal_lost", "host_behind", "no_stream"}
    linked.stream(2.0)
    assert "emulator_late" not in linked.states()


def test_a_stall_while_v8_warms_up_is_not_reported_though_its_silence_is_excused():
    linked = standing(behind_s=0.0)
    stalled(linked, 0.5)
    catches_up(linked)
    linked.stream(2.0)
    assert linked.raised() == []


def test_lateness_is_reported_half_a_second_after_it_began():
    linked = standing(behind_s=0.0)
    begun_s = linked.age_s
    stalled(linked, 1.0)
    assert linked.raised() == ["emulator_late"]
    assert linked.raised_s("emulator_late") - begun_s == pytest.approx(0.08 + 0.5, abs=0.03)


def test_one_that_has_stopped_for_over_five_seconds_is_a_lost_signal():
    linked = standing(behind_s=0.0)
    begun_s = linked.age_s
    stalled(linked, 4.9)
    assert linked.raised() == ["emulator_late"]
    stalled(linked, 0.2)
    assert linked.raised() == ["emulator_late", "signal_lost"]
    assert linked.raised_s("signal_lost") - begun_s == pytest.approx(5.0, abs=0.03)


def test_one_that_dies_is_told_as_a_port_that_goes():
    linked = standing(behind_s=0.0)
    stalled(linked, 1.0)
    linked.is_open, linked.behind_s = False, None
    linked.idle(0.02)
    assert linked.raised() == ["emulator_late", "signal_lost"]


def test_silence_of_a_rig_in_time_is_red_though_it_is_emulated():
    linked = standing(behind_s=0.0)
    linked.silence(0.3)
    assert linked.raised() == ["signal_lost"]


def test_a_start_that_takes_long_because_the_emulator_is_late_is_amber():
    linked = Linked(behind_s=0.0)
    linked.read(linked.rig.hello())
    stalled(linked, 4.0)
    catches_up(linked)
    linked.stream(1.0)
    assert linked.raised() == ["emulator_late"]
    assert linked.pipeline.stands


def test_one_that_never_begins_is_red_after_five_seconds():
    linked = Linked(behind_s=0.0)
    linked.read()
    stalled(linked, 5.1)
    assert linked.raised() == ["emulator_late", "no_stream"]


def test_one_that_is_always_slow_is_told_once():
    linked = standing(behind_s=0.0)
    for _ in range(1000):
        linked.now_s += 0.01
        linked.behind_s = (linked.behind_s or 0.0) + 0.004
        linked.read(linked.scans(0.006))
    assert linked.raised() == ["emulator_late"]


def test_the_forces_are_watched_all_the_same():
    linked = standing(behind_s=0.0)
    stalled(linked, 0.5)
    linked.force_n = 350.0
    catches_up(linked)
    assert "overload" in linked.raised()
