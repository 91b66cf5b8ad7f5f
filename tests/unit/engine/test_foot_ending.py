"""From the word that ends foot mode until nobody is on the pads."""

from __future__ import annotations

from pawpress.engine.foot_ending import EMPTY_FOR_S, RIG_GONE_FOR_S, FootEnding


def after(*looks: tuple[float, bool | None], why: str = "stop") -> str:
    ending = FootEnding()
    ending.begin(why)
    for now_s, loaded in looks:
        ending.update(loaded, now_s)
    return ending.phase


def test_it_is_open_until_somebody_ends_it_however_empty_the_pads_are():
    ending = FootEnding()
    for now_s in (0.0, 10.0):
        ending.update(loaded=False, now_s=now_s)
    assert (ending.phase, ending.why) == ("open", "")


def test_it_is_empty_once_the_pads_have_been_empty_for_a_while():
    assert after((0.0, True), (1.0, False)) == "stepping_off"
    assert after((0.0, True), (1.0, False), (0.9 + EMPTY_FOR_S, False)) == "stepping_off"
    assert after((0.0, True), (1.0, False), (1.0 + EMPTY_FOR_S, False)) == "empty"


def test_a_foot_that_comes_back_and_readings_that_are_not_known_count_as_loaded():
    empty = ((0.0, False), (EMPTY_FOR_S, False))
    assert after(*empty) == "empty"
    assert after(*empty, (2.0, True)) == "stepping_off"
    assert after(*empty, (2.0, None)) == "stepping_off"
    assert after((0.0, False), (0.5, None), (0.5 + 0.9 * EMPTY_FOR_S, False)) == "stepping_off"


def test_the_first_reason_stands():
    ending = FootEnding()
    ending.begin("stop")
    ending.begin("quit")
    assert ending.why == "stop"


def test_a_rig_is_gone_for_good_once_it_has_not_been_there_for_a_while():
    ending = FootEnding()
    for now_s, there in ((0.0, True), (1.0, False), (0.9 + RIG_GONE_FOR_S, False)):
        ending.update(loaded=None, now_s=now_s, rig_there=there)
        assert not ending.without_rig
    ending.update(loaded=None, now_s=1.0 + RIG_GONE_FOR_S, rig_there=False)
    assert ending.without_rig
    ending.update(loaded=True, now_s=2.0 + RIG_GONE_FOR_S)
    assert not ending.without_rig, "a rig that is back is watched again"
