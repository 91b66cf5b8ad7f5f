"""A rig that restarts again and again cannot warn: that is red, with hands too."""

from __future__ import annotations

import pytest

from tests.linked import Linked, standing


def restarts(linked: Linked, times: int, every_s: float) -> None:
    for _ in range(times):
        linked.restart()
        linked.stream(every_s)


@pytest.mark.parametrize("every_s", [0.1, 0.4, 1.5])
def test_a_rig_that_restarts_again_and_again_is_red(every_s: float):
    linked = standing()
    restarts(linked, 2, every_s)
    assert linked.raised() == []
    restarts(linked, 1, every_s)
    assert linked.raised() == ["rig_restarts"]
    restarts(linked, 10, every_s)
    assert linked.raised() == ["rig_restarts"]
    assert linked.states() == {"rig_restarts": "UNACKNOWLEDGED"}
    linked.stream(12.0)
    assert linked.states() == {"rig_restarts": "RTN_UNACKNOWLEDGED"}


def test_one_that_restarts_from_the_start_never_stands_and_both_are_told():
    linked = Linked()
    linked.read(linked.rig.hello())
    linked.stream(0.4)
    restarts(linked, 10, 0.4)
    assert set(linked.raised()) == {"rig_restarts", "no_stream"}
    assert linked.raised_s("rig_restarts") < 2.0
    assert linked.raised_s("no_stream") < 3.0


def test_two_restarts_and_a_third_much_later_are_three_accidents():
    linked = standing()
    restarts(linked, 2, 0.5)
    linked.stream(12.0)
    restarts(linked, 1, 0.5)
    assert linked.raised() == []


def test_a_cable_that_comes_and_goes_is_told_as_that():
    linked = standing()
    for _ in range(6):
        linked.unplug(1.0)
        linked.stream(0.5)
    assert "rig_restarts" not in linked.raised()


def test_an_opening_that_makes_the_rig_say_hello_twice_is_no_restart():
    linked = Linked()
    for _ in range(5):
        linked.read(linked.rig.hello())
    linked.stream(3.0)
    assert linked.raised() == []


def test_answers_to_identify_are_no_restarts():
    linked = standing()
    for _ in range(8):
        linked.read(linked.rig.hello(restarted=0))
        linked.stream(0.3)
    assert linked.raised() == []
