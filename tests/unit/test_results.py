"""The machine-readable answers: every key of the contract, and what the newer ones hold."""

from __future__ import annotations

import msgspec
import pytest

from pawpress.analysis.results import press_json, summary_json, warning_json
from pawpress.core.force_line import PressGraded, PressWarning
from pawpress.core.grading import Tally, grade
from pawpress.core.presses import Press
from pawpress.core.safety import Alarm, Episode
from pawpress.core.walk import Place, Walk
from pawpress.settings.grading_limits import load_limits
from tests.waveforms import press

LIMITS = load_limits()
PLACES = {"L1": Place("left", 1), "R1": Place("right", 1)}
CONTRACT = {
    *("pad", "onset_s", "release_s", "peak_n", "peak_s", "plateau_n", "rise_s", "rfd_n_per_s", "nrfd_per_s", "hold_s"),
    *("cv", "impulse_ns", "speed", "hold", "steadiness", "verdict", "reasons"),
}


def judged(one: Press, *, zoned: bool = True) -> PressGraded:
    return PressGraded(one, grade(one, LIMITS, zoned=zoned))


def episode(code: str, severity: str) -> Episode:
    return Episode(Alarm(code, severity, None), 1.0, 2.0, 400.0, "")  # type: ignore[arg-type]


def test_a_press_has_every_key_of_the_contract_and_is_plain_json():
    answer = press_json(judged(press(overshoot=0.1, residual_n=3.0, tremor=0.002, stutter=-1.4, sag_per_s=-0.01)))
    assert set(answer) >= CONTRACT
    assert msgspec.json.decode(msgspec.json.encode(answer)) == answer
    assert (answer["overshoot"], answer["sag_per_s"], answer["residual_n"]) == (0.1, -0.01, 3.0)
    assert (answer["release"], answer["zone"], answer["hints"], answer["score"]) == ("full", "medium", [], 100.0)


def test_body_weight_needs_the_giver_and_newtons_to_trust():
    one = press(plateau_n=0.2 * 60.0 * 9.80665)
    assert press_json(judged(one), 60.0)["body_weight_share"] == pytest.approx(0.2)
    assert press_json(judged(one))["body_weight_share"] is None
    assert press_json(judged(one, zoned=False), 60.0)["body_weight_share"] is None


def test_a_warning_is_plain_json():
    assert warning_json(PressWarning("L1", 1.0, 1.08, "jab", "900 N/s.")) == {
        "pad": "L1",
        "onset_s": 1.0,
        "t_s": 1.08,
        "speed": "jab",
        "reason": "900 N/s.",
    }


@pytest.mark.parametrize(
    ("episodes", "red_events"),
    [
        ([], 0),
        ([episode("overload", "red"), episode("impact", "red")], 2),
        ([episode("overload", "amber"), episode("signal_lost", "red")], 0),
    ],
)
def test_red_events_are_what_the_hands_did_and_not_what_the_cable_did(episodes: list[Episode], red_events: int):
    tally = Tally()
    tally.add(judged(press()).verdict)
    score = summary_json(tally, [], episodes)["score"]
    assert score["red_events"] == red_events
    assert (score["number"] is None) == (red_events > 0)


def test_the_route_of_a_single_pad_is_null():
    assert summary_json(Tally(), [])["route"] is None


def test_the_route_of_several_pads_is_plain_json():
    walk = Walk(PLACES, LIMITS.route, comparable=True)
    for n, pad in enumerate(("L1", "R1", "L1", "R1")):
        one = judged(press(pad=pad, onset_s=2.0 * n, release_s=2.0 * n + 2.5))
        walk.add(one.press, one.verdict)
    route = summary_json(Tally(), [], [], walk.summary())["route"]
    assert msgspec.json.decode(msgspec.json.encode(route)) == route
    assert (route["steps"], route["alternation"], route["same_hand"]) == (4, 1.0, 0)
    assert route["cadence_per_min"] == {"left": 15.0, "right": 15.0}
    assert route["levels"] == [{"level": 1, "left": 2, "right": 2, "plateau_n": 100.0}]
