"""If a limit of the feet were taken away, would anyone notice? Each is loosened, and a scene must then change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache

import msgspec
import numpy as np
import pytest

from pawpress.core.safety import Ground, LinkMonitor, SafetyLimits
from tests.alarms import LIMITS
from tests.feet import GROUND, PLATE, Seen, foot_guard, on_pads, seen, stood
from tests.rigsim.foot_bodies import bouncing, drop, kick, stand
from tests.waveforms import Array, block, times

Scene = Callable[[SafetyLimits], object]


def given(giver_kg: float) -> Ground:
    """Two plain pads under another giver."""
    return replace(PLATE, pair=msgspec.structs.replace(PLATE.pair, giver_kg=giver_kg))


def feet(*forces_n: Array | float, length_s: float, ground: Ground = PLATE) -> Scene:
    force_n = on_pads(*forces_n, length_s=length_s)
    return lambda limits: seen(stood(force_n, limits, ground))


def spans(code: str, *forces_n: Array | float, length_s: float, ground: Ground = PLATE) -> Scene:
    force_n = on_pads(*forces_n, length_s=length_s)
    return lambda limits: [
        (e.alarm, round(e.start_s, 1), e.end_s) for e in stood(force_n, limits, ground) if e.alarm.code == code
    ]


def loaded(total_n: float, length_s: float) -> Scene:
    half_n = stand(times(length_s), 0.0, 1000.0, total_n / 2.0)
    return spans("time_at_load", half_n, half_n, length_s=length_s)


def margins(uncertainty: float) -> Scene:
    from pawpress.core.safety import margin_of

    force_n = on_pads(stand(times(6.0), 0.5, 4.0, 405.0), 0.0, length_s=6.0)

    def scene(limits: SafetyLimits) -> Seen:
        return seen(stood(force_n, limits, replace(PLATE, margin=margin_of(uncertainty, limits.foot))))

    return scene


def damaged(limits: SafetyLimits) -> object:
    watching = LinkMonitor(limits.common)
    return [bool(watching.update(6 * (tenth // 10), 100.0 + tenth / 10)) for tenth in range(20)]


def late(limits: SafetyLimits) -> object:
    watching = LinkMonitor(limits.common)
    lags_s = np.interp(np.arange(200) / 100, [0.5, 0.6, 2.0], [0.0, 0.3, 0.3])
    return [bool(watching.heard(k / 100, 50.0 + k / 100 + lag_s)) for k, lag_s in enumerate(lags_s.tolist())]


def dying(to_share: float, load_n: float = 150.0) -> Scene:
    left_n = bouncing(times(4.0), load_n, 0.03, 0.4)
    left_n[1000:] *= to_share
    return feet(left_n, bouncing(times(4.0), 60.0, 0.03, 0.4), length_s=4.0)


def of_before(scene: Scene) -> Scene:
    """The limits of recordings of before, whose dead pads are told from one reading to the next."""
    return lambda limits: scene(msgspec.structs.replace(limits, cable=None))


def sticking() -> Scene:
    left_n = bouncing(times(5.0), 100.0, 0.02, 0.4)
    left_n[500:1400] = left_n[499]
    return feet(left_n, stand(times(5.0), 0.8, 20.0, 120.0, 1.0), length_s=5.0)


def slow_dropout(limits: SafetyLimits) -> object:
    t_s = times(4.0, 250.0)
    force_n = np.stack((np.where(t_s < 2, 150.0, 0.0) + t_s, 60.0 + t_s), axis=1)
    watching = foot_guard(limits)
    watching.process(block(t_s, force_n, rate_hz=250.0))
    return seen(watching.episodes())


T8, T20, T70 = times(8.0), times(20.0), times(70.0)
SLOW = stand(T8, 0.5, 20.0, 1.0, 4.0)
RIBS = stand(T70, 0.0, 1000.0, 300.0)
SCENES: dict[str, Scene] = {
    "margin_fsr": margins(0.2),
    "margin_load_cell": margins(0.02),
    "one_foot_amber_n": feet(stand(T8, 1.0, 5.0, 230.0), 0.0, length_s=8.0),
    "one_foot_amber_s": spans("overload", stand(T8, 1.0, 5.0, 230.0), 0.0, length_s=8.0),
    "one_foot_red_n": feet(stand(T8, 1.0, 5.0, 450.0), 0.0, length_s=8.0),
    "total_amber_n": feet(SLOW * 216.0, SLOW * 216.0, length_s=8.0, ground=given(80.0)),
    "total_amber_giver_share": feet(SLOW * 190.0, SLOW * 190.0, length_s=8.0),
    "total_red_n": feet(stand(T8, 1.0, 5.0, 260.0), stand(T8, 1.0, 5.0, 260.0), length_s=8.0),
    "total_red_giver_share": feet(
        stand(T8, 1.0, 5.0, 240.0), stand(T8, 1.0, 5.0, 240.0), length_s=8.0, ground=given(43.0)
    ),
    "amber_share_of_red": spans(
        "overload", stand(T8, 1.0, 5.0, 400.0), 0.0, length_s=8.0, ground=replace(given(80.0), margin=1.2)
    ),
    "ahead_s": spans("overload", stand(T8, 1.0, 5.0, 200.0, 0.6), stand(T8, 1.0, 5.0, 200.0, 0.6), length_s=8.0),
    "impact_n": feet(drop(T8, 1.0, 60.0, 0.02), 0.0, length_s=8.0),
    "rate_amber_giver_per_s": feet(stand(T8, 1.0, 5.0, 330.0, 0.4), 0.0, length_s=8.0),
    "rate_red_giver_per_s": feet(stand(T8, 1.0, 5.0, 330.0, 0.35), 0.0, length_s=8.0, ground=given(40.0)),
    "rate_red_n_per_s": feet(stand(T8, 1.0, 5.0, 330.0, 0.24), 0.0, length_s=8.0, ground=given(70.0)),
    "contact_n": feet(kick(T8, 1.0, 150.0), 0.0, length_s=8.0),
    "rest_below_200_n_s": loaded(150.0, 130.0),
    "rest_below_300_n_s": loaded(250.0, 65.0),
    "rest_below_400_n_s": loaded(350.0, 35.0),
    "rest_above_400_n_s": loaded(450.0, 20.0),
    "rest_amber_share": loaded(451.0, 20.0),
    "thorax_receiver_share": feet(0.0, stand(T20, 0.0, 1000.0, 300.0), 0.0, 0.0, length_s=20.0, ground=GROUND),
    "thorax_amber_s": spans("breathing", 0.0, RIBS, 0.0, 0.0, length_s=70.0, ground=GROUND),
    "thorax_red_s": feet(0.0, RIBS, 0.0, 0.0, length_s=70.0, ground=GROUND),
    "flight_air_share": feet(np.where((T8 > 3.0) & (T8 < 3.3), 22.0, 300.0), 0.0, length_s=8.0),
    "flight_landing_share": feet(np.where(T8 < 3.0, 300.0, np.where(T8 < 3.3, 0.0, 250.0)), 0.0, length_s=8.0),
    "flight_shortest_s": feet(np.where((T8 > 3.0) & (T8 < 3.06), 0.0, 300.0), 0.0, length_s=8.0),
    "flight_longest_s": feet(np.where((T8 > 3.0) & (T8 < 4.0), 0.0, 300.0), 0.0, length_s=8.0),
    "flight_landing_s": feet(np.interp(T8, [3.0, 3.01, 3.3, 3.7], [300.0, 0.0, 0.0, 300.0]), 0.0, length_s=8.0),
    "kick_n": feet(kick(T8, 1.0, 150.0), 0.0, length_s=8.0),
    "kick_s": feet(kick(T8, 1.0, 150.0, 0.3), 0.0, length_s=8.0),
    "bounce_amber_share": feet(bouncing(T8, 150.0, 0.15), 0.0, length_s=8.0),
    "bounce_red_share": feet(bouncing(T8, 150.0, 0.3), 0.0, length_s=8.0),
    "centre_line_amber_n": feet(0.0, 0.0, stand(T8, 1.0, 5.0, 60.0), 0.0, length_s=8.0, ground=GROUND),
    "centre_line_red_n": feet(0.0, 0.0, stand(T8, 1.0, 5.0, 120.0), 0.0, length_s=8.0, ground=GROUND),
    "forbidden_amber_n": feet(0.0, 0.0, 0.0, stand(T8, 1.0, 5.0, 30.0), length_s=8.0, ground=GROUND),
    "forbidden_red_n": feet(0.0, 0.0, 0.0, stand(T8, 1.0, 5.0, 60.0), length_s=8.0, ground=GROUND),
    "heel_amber_kpa": feet(stand(T8, 1.0, 5.0, 300.0), 0.0, 0.0, 0.0, length_s=8.0, ground=GROUND),
    "heel_red_kpa": feet(stand(T8, 1.0, 5.0, 380.0), 0.0, 0.0, 0.0, length_s=8.0, ground=GROUND),
    "dropout_n": of_before(dying(0.0)),
    "dropout_left_share": of_before(dying(0.1)),
    "dropout_s": of_before(slow_dropout),
    "stuck_s": sticking(),
    "stuck_moved_n": sticking(),
}
LOOSER = {"dropout_left_share": 0.01, "flight_air_share": 0.1, "flight_shortest_s": 0.1}
"""By what a limit is multiplied; all others tenfold."""
COMMON: dict[str, Scene] = {"damaged_frames": damaged, "late_s": late}


def loosened(section: str, key: str) -> SafetyLimits:
    """Return the limits with one of them changed."""
    raised = msgspec.to_builtins(LIMITS)
    raised[section][key]["limit"] *= LOOSER.get(key, 10.0)
    return msgspec.convert(raised, SafetyLimits)


@cache
def seen_as_shipped(key: str) -> object:
    """What the shipped limits make of a scene."""
    return SCENES[key](LIMITS)


def codes_seen() -> set[str]:
    """Return the alarms that a scene of the feet raises."""
    bodies = map(seen_as_shipped, SCENES)
    found = {one[0] for body in bodies if isinstance(body, set) for one in body}  # type: ignore[misc]
    # Told by spans, or in files of their own: the time under load, the ribs, the rig and the rule of weights.
    return {str(code) for code in found} | {
        "time_at_load",
        "weight_rule",
        "saturated",
        "link_noise",
        "host_behind",
        "host_fault",
    }


def test_every_limit_has_a_scene():
    limits = msgspec.to_builtins(LIMITS)
    assert set(SCENES) == set(limits["foot"])
    assert set(COMMON) == set(limits["common"]) - {"clear_share", "settle_s", "silence_s"}


@pytest.mark.parametrize("key", SCENES)
def test_without_its_limit_the_scene_is_seen_differently(key: str):
    assert seen_as_shipped(key) != SCENES[key](loosened("foot", key))


@pytest.mark.parametrize("key", COMMON)
def test_without_its_limit_trouble_of_the_rig_is_missed(key: str):
    assert any(COMMON[key](LIMITS))  # type: ignore[arg-type]
    assert COMMON[key](LIMITS) != COMMON[key](loosened("common", key))
