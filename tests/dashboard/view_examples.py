"""Messages as the engine sends them, to be changed by the tests that use them."""

from __future__ import annotations

from typing import Any

import msgspec

from pawpress.engine.messages import (
    AlarmView,
    LinkView,
    PadView,
    PressView,
    RigView,
    SessionInfo,
    Snapshot,
    SummaryView,
    WalkView,
)

NAMES = ("lower back", "middle back", "shoulder blade")
RIG = RigView(
    kind="emulated-avr", name="emulated rig (Uno)", firmware="0.1.0", board="uno", pads=6, rate_hz=500.0, baud=500_000
)
PADS = [
    PadView(name=f"{name} {side}", group=f"{name} {side}", side=side, level=level, where=name)
    for level, name in enumerate(NAMES)
    for side in ("left", "right")
]
LIVE = LinkView(state="live", detail="", frames=12_345, lost=0, crc_errors=0, resyncs=0, overruns=0)
OPENING = SessionInfo(
    title="demo: beginner",
    mode="hands",
    rig=RIG,
    pads=PADS,
    calibrated=True,
    uncertainty=0.08,
    target_n=(80.0, 160.0),
    amber_n=210.0,
    red_n=300.0,
    hold_s=(1.0, 3.0),
    zoned=True,
    target_said=True,
)
SNAPSHOT = Snapshot(
    t_s=41.2,
    force_n=[0.0] * 6,
    saturated=[False] * 6,
    progress=[],
    alarms=[],
    link=LIVE,
    presses=0,
    by_verdict={},
    by_force={},
    recording=None,
)
STEADY = PressView(
    pad="lower back right",
    onset_s=38.2,
    peak_n=142.0,
    rise_s=0.82,
    hold_s=2.1,
    speed="slow",
    hold="on_target",
    steadiness="steady",
    verdict="steady",
    reasons=["Slow start, an even hold of 2.1 s."],
)
SUMMARY = SummaryView(
    duration_s=252.0,
    mode="hands",
    presses=20,
    by_verdict={"steady": 12, "rushed": 3, "jab": 1, "short": 2, "unsteady": 1, "ungraded": 1},
    by_force={"too_hard": 2},
    red_events=0,
    well="17 of 19 presses were still.",
    next="4 of 19 presses came on too fast: let your weight arrive while you count one.",
    walk=WalkView(
        next_pad="L1",
        steps=20,
        in_turn=0.9,
        skipped=1,
        steps_per_min=24.0,
        cadence="usual",
        evenness=0.18,
        score=78.0,
    ),
    kept=20,
    recording="/home/cat/.local/share/pawpress/sessions/2026-11-22-a.paw",
    log="/home/cat/.local/state/pawpress/log",
)
OVERLOAD = AlarmView(
    code="overload",
    severity="red",
    state="UNACKNOWLEDGED",
    pad="shoulder blade right",
    message="shoulder blade right: 331 N, the limit is 300 N.",
    remedy="Ease off now; press again more lightly and ask how it feels.",
)


def changed(struct: Any, **fields: Any) -> Any:
    """Return a copy of a message with some fields changed."""
    return msgspec.structs.replace(struct, **fields)


REASONS = {
    "steady": "Slow start, an even hold in the target time.",
    "rushed": "The force came up in 0.18 s; lean in for at least 0.35 s.",
    "jab": "A stab: the force came up in 0.06 s and was not held.",
    "short": "Held for 0.6 s; stay for one to three seconds.",
    "unsteady": "The force wavered by 13 % during the hold; let your weight rest.",
}
