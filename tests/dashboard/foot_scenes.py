"""Frozen moments of somebody who stands on a back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from fake_feed import FakeFeed
from scenes import session
from view_examples import LIVE, OVERLOAD, PADS, changed

from pawpress.engine.messages import AlarmView, FootLoad, FootView, FootWord, PadView

SPINE = PadView(name="spine", group="spine", side="centre", level=1, where="spine", allowed=False)
MAT = [changed(pad, name=f"{pad.side[0].upper()}{pad.level + 1}") for pad in PADS]
ONE_N, BOTH_N = (236.0, 292.0), (400.0, 441.0)
RECEIVER_N = 784.5


def on_the_back(
    forces_n: Sequence[float],
    word: FootWord,
    *,
    on_s: float = 0.0,
    left_s: float | None = None,
    alarms: Sequence[AlarmView] = (),
    spine: bool = False,
    **fields: object,
) -> FakeFeed:
    """Return feet on six pads, left and right in turn from the lower back up, and on the spine if there is a pad."""
    left, right = sum(forces_n[0:6:2]), sum(forces_n[1:6:2])
    loads = [
        FootLoad(name="left", force_n=left, amber_n=ONE_N[0], red_n=ONE_N[1]),
        FootLoad(name="right", force_n=right, amber_n=ONE_N[0], red_n=ONE_N[1]),
        FootLoad(name="total", force_n=sum(forces_n), amber_n=BOTH_N[0], red_n=BOTH_N[1]),
    ]
    phase, why = fields.pop("phase", "open"), fields.pop("why", "")
    foot = FootView(
        loads=loads,
        receiver_share=sum(forces_n) / RECEIVER_N,
        on_s=on_s,
        left_s=left_s,
        phase=phase,  # type: ignore[arg-type]
        why=why,  # type: ignore[arg-type]
        word=word,
    )
    opening, *rest = session(
        force_n=list(forces_n), saturated=[False] * len(forces_n), alarms=list(alarms), foot=foot, **fields
    )
    pads = [*MAT, SPINE] if spine else MAT
    return FakeFeed([changed(opening, title="live", mode="foot", pads=pads, zoned=False), *rest])


def foot_empty() -> FakeFeed:
    return on_the_back([0.0] * 7, "READY", spine=True)


def foot_stepping_on() -> FakeFeed:
    return on_the_back([22.0, 0.0, 61.0, 0.0, 14.0, 3.0], "SHIFT SLOWLY", on_s=0.8, left_s=118.0)


def foot_standing() -> FakeFeed:
    return on_the_back([42.0, 40.0, 96.0, 88.0, 31.0, 29.0], "STAND", on_s=12.0, left_s=18.0)


def foot_near() -> FakeFeed:
    amber = changed(
        OVERLOAD, severity="amber", pad=None, message="Overload: 418 N on all pads together.", action="EASE OFF",
        remedy="Put more weight on the wall or chair.",
    )  # fmt: skip
    return on_the_back([52.0, 60.0, 96.0, 128.0, 41.0, 41.0], "EASE OFF", on_s=24.0, left_s=5.0, alarms=[amber])


def foot_red() -> FakeFeed:
    red = changed(
        OVERLOAD, pad=None, message="Overload: 521 N on all pads together.", action="STEP OFF",
        remedy="Step off. Put more weight on the wall or chair.",
    )  # fmt: skip
    return on_the_back(
        [70.0, 66.0, 122.0, 128.0, 62.0, 64.0, 9.0], "STEP OFF", on_s=9.0, left_s=6.0, alarms=[red], spine=True
    )


def foot_after_stop() -> FakeFeed:
    why = "Stop was called. Foot mode ends."
    return on_the_back(
        [10.0, 80.0, 20.0, 61.0, 0.0, 12.0], "STEP OFF", on_s=21.0, left_s=64.0, phase="stepping_off", why=why
    )


def foot_all_off() -> FakeFeed:
    why = "Stop was called. Foot mode ends."
    return on_the_back([0.0] * 6, "EMPTY", on_s=21.0, phase="empty", why=why)


def foot_cable() -> FakeFeed:
    link = changed(LIVE, state="lost", detail="The cable or the power is gone: /dev/ttyACM0 has disappeared.")
    alarm = changed(
        OVERLOAD, code="signal_lost", pad=None, message="No readings for 1.4 s.", of_force=False, action="STEP OFF",
        remedy="Stop pressing. Check the cable and the power of the rig.",
    )  # fmt: skip
    return on_the_back(
        [42.0, 40.0, 96.0, 88.0, 31.0, 29.0], "STEP OFF", on_s=12.0, left_s=18.0, alarms=[alarm], link=link
    )


FOOT_SCENES: dict[str, Callable[[], FakeFeed]] = {
    scene.__name__: scene
    for scene in (
        foot_empty, foot_stepping_on, foot_standing, foot_near, foot_red, foot_after_stop, foot_all_off, foot_cable,
    )
}  # fmt: skip
