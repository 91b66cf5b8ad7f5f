"""If a limit were taken away, would anyone notice? Each limit is raised tenfold, and a scenario must then change."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import numpy as np
import pytest

from pawpress.core.safety import ALARMS, SafetyLimits
from tests.alarms import LIMITS, guard, hands, ramps, short, watch
from tests.unit.safety.test_foot_limits import codes_seen
from tests.waveforms import block, times

SAID_BY_THE_RIG = {"rig_trip", "stop", "unguarded", "rig_fault"}
"""Alarms without a limit on the host; their scenes stand in `test_rig_status_monitor.py`."""
OF_THE_STREAM = {"no_stream", "emulator_late", "rig_restarts"}
"""Their scenes, and those of every limit of the link, stand in `test_link_limits.py`."""
Scene = Callable[[SafetyLimits], list[tuple[str, str, str | None]]]


def leaning(peak_n: float, right_n: float = 0.0) -> Scene:
    def scene(limits: SafetyLimits) -> list[tuple[str, str, str | None]]:
        lean = ramps((1, 0), (3, 1), (5, 1), (7, 0))
        return short(watch(hands(peak_n * lean, right_n * lean), limits)[1])

    return scene


def struck(limits: SafetyLimits) -> list[tuple[str, str, str | None]]:
    return short(watch(hands(ramps((1, 0), (1.02, 200), (3, 0)), ramps((1, 0), (1.02, 200), (3, 0))), limits)[1])


def wavering(limits: SafetyLimits) -> list[tuple[str, str, str | None]]:
    t_s = times(10.0)
    force_n = np.where((t_s > 1) & (t_s < 4), 205.0 + 10.0 * np.sin(2 * np.pi * 2.0 * t_s), 0.0)
    return short(watch(hands(force_n), limits)[1])


def twice(limits: SafetyLimits) -> list[tuple[str, str, str | None]]:
    apart = ramps((1, 0), (1.5, 200), (1.7, 250), (1.75, 150), (1.9, 150), (2.0, 250), (2.2, 0))
    return short(watch(hands(apart), limits)[1])


def cable_out(limits: SafetyLimits) -> list[tuple[str, str, str | None]]:
    watching = guard(limits)
    watching.process(block(times(1.0), hands(0.0, length_s=1.0)), 10.0)
    watching.supervise(10.3)
    return short(watching.episodes())


SCENES: dict[str, tuple[Scene, list[tuple[str, str, str | None]]]] = {
    "hands.one_hand_amber_n": (leaning(250.0), [("overload", "amber", "left")]),
    "hands.one_hand_red_n": (leaning(350.0), [("overload", "amber", "left"), ("overload", "red", "left")]),
    "hands.both_hands_red_n": (
        leaning(209.0, 230.0),
        [("overload", "amber", "right"), ("overload", "red", None)],
    ),
    "hands.impact_n": (struck, [("impact", "red", None)]),
    "common.clear_share": (wavering, [("overload", "amber", "left")]),
    "common.settle_s": (twice, 2 * [("overload", "amber", "left")]),
    "common.silence_s": (cable_out, [("signal_lost", "red", None)]),
}


def without(path: str) -> SafetyLimits:
    """Return the limits with one of them tenfold, or the hysteresis gone."""
    section, key = path.split(".")
    raised = msgspec.to_builtins(LIMITS)
    raised[section][key]["limit"] = 1.0 if key == "clear_share" else 10.0 * raised[section][key]["limit"]
    return msgspec.convert(raised, SafetyLimits)


def test_every_limit_has_a_scene():
    limits = {f"{section}.{key}" for section, keys in msgspec.to_builtins(LIMITS).items() for key in keys}
    elsewhere = {limit for limit in limits if limit.startswith("foot.")} | {"common.damaged_frames", "common.late_s"}
    elsewhere |= {limit for limit in limits if limit.startswith(("link.", "cable."))}
    assert set(SCENES) == limits - elsewhere, (
        "a limit without a scene could be taken away and nobody would notice: add one"
    )


@pytest.mark.parametrize("path", SCENES)
def test_the_shipped_limits_see_the_scene_for_what_it_is(path: str):
    scene, expected = SCENES[path]
    assert scene(LIMITS) == expected


@pytest.mark.parametrize("path", SCENES)
def test_without_its_limit_the_scene_is_missed(path: str):
    scene, expected = SCENES[path]
    assert scene(without(path)) != expected


def test_a_clearing_level_above_its_limit_is_refused():
    wrong = msgspec.to_builtins(LIMITS)
    wrong["common"]["clear_share"]["limit"] = 1.1
    with pytest.raises(ValueError, match="cannot be cleared above itself"):
        guard(msgspec.convert(wrong, SafetyLimits))


def test_every_limit_says_where_it_comes_from():
    for section in msgspec.to_builtins(LIMITS).values():
        for name, limit in section.items():
            assert len(limit["source"].split()) >= 3, name
            assert limit["limit"] > 0, name


def test_every_alarm_of_the_schema_has_cause_remedy_and_a_scene():
    seen = {code for scene, _ in SCENES.values() for code, _, _ in scene(LIMITS)}
    assert seen | codes_seen() | SAID_BY_THE_RIG | OF_THE_STREAM == set(ALARMS), (
        "an alarm that no scene raises may be dead: add one"
    )
    assert all(facts.cause.endswith(".") and facts.remedy.endswith(".") for facts in ALARMS.values())
