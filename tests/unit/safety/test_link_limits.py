"""If a limit of the link were taken away, would anyone notice? Each is changed, and a scene must then change."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from pawpress.analysis.recording import open_recording
from pawpress.core.protocol.schema_generated import DocumentKind
from pawpress.core.safety import SafetyLimits
from pawpress.recording.host_frames import HostFrames
from tests.alarms import LIMITS
from tests.linked import Linked, standing
from tests.recordings import manifest

Scene = Callable[[SafetyLimits], object]


def start(limits: SafetyLimits) -> Linked:
    linked = Linked(limits=limits)
    linked.read(linked.rig.hello())
    return linked


def stands(limits: SafetyLimits) -> object:
    linked = start(limits)
    linked.stream(1.0)
    linked.silence(0.4)
    return linked.raised()


def never_stands(limits: SafetyLimits) -> object:
    linked = start(limits)
    linked.idle(3.0)
    return linked.raised()


def restarting(limits: SafetyLimits) -> object:
    linked = standing(limits=limits)
    for _ in range(4):
        linked.restart()
        linked.stream(0.4)
    return linked.raised()


def seldom_restarting(limits: SafetyLimits) -> object:
    linked = standing(limits=limits)
    for _ in range(4):
        linked.restart()
        linked.stream(6.0)
    return linked.raised()


def stalled(seconds: float) -> Scene:
    def scene(limits: SafetyLimits) -> object:
        linked = standing(limits=limits, behind_s=0.0)
        for _ in range(round(seconds / 0.01)):
            linked.now_s += 0.01
            linked.behind_s = (linked.behind_s or 0.0) + 0.01
            linked.read()
        return linked.raised()

    return scene


def leaning(limits: SafetyLimits) -> object:
    linked = standing(limits=limits, force_n=0.0)
    linked.force_n = 20.0
    linked.stream(1.0)
    linked.hold_up(0.4)
    linked.stream(1.0)
    return linked.states()


def after_a_lean(limits: SafetyLimits) -> object:
    linked = standing(limits=limits)
    linked.force_n = 20.0
    linked.stream(1.0)
    linked.force_n = 0.0
    linked.stream(2.0)
    linked.hold_up(0.4)
    linked.stream(1.0)
    return linked.states()


SCENES: dict[str, tuple[Scene, object]] = {
    "stands_s": (stands, ["signal_lost"]),
    "stands_within_s": (never_stands, ["no_stream"]),
    "restarts": (restarting, ["rig_restarts"]),
    "restarts_within_s": (seldom_restarting, []),
    "emulator_late_s": (stalled(0.9), ["emulator_late"]),
    "emulator_stopped_s": (stalled(6.0), ["emulator_late", "signal_lost"]),
    "loaded_n": (leaning, {"signal_lost": "RTN_UNACKNOWLEDGED"}),
    "loaded_before_s": (after_a_lean, {}),
}


def changed(key: str) -> SafetyLimits:
    """Return the limits with one of them tenfold."""
    limits = msgspec.to_builtins(LIMITS)
    limits["link"][key]["limit"] *= 10.0
    return msgspec.convert(limits, SafetyLimits)


def test_every_limit_of_the_link_has_a_scene():
    assert set(SCENES) == set(msgspec.to_builtins(LIMITS)["link"])


@pytest.mark.parametrize("key", SCENES)
def test_the_shipped_limit_sees_the_scene_for_what_it_is_and_another_does_not(key: str):
    scene, expected = SCENES[key]
    assert scene(LIMITS) == expected
    assert scene(changed(key)) != expected


def test_a_recording_from_before_these_limits_takes_those_that_ship(tmp_path: Path):
    old = msgspec.to_builtins(manifest())
    del old["safety"]["link"]
    head = HostFrames().document(DocumentKind.MANIFEST, msgspec.json.encode(old))
    (tmp_path / "a.paw").write_bytes(b"\0" + head)
    assert open_recording(tmp_path / "a.paw").manifest.safety == LIMITS
