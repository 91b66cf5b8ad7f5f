"""The frozen moments that the snapshot tests compare, by name."""

from __future__ import annotations

from collections.abc import Callable

from fake_feed import FakeFeed
from view_examples import LIVE, OPENING, OVERLOAD, PADS, REASONS, SNAPSHOT, STEADY, changed

from pawpress.engine.messages import Goodbye, Notice, PressView, ProgressView, ToView

PAST = ("steady", "rushed", "steady", "jab", "short", "steady", "steady", "unsteady", "ungraded", "steady", "steady")
COUNTS = {"steady": 12, "rushed": 3, "jab": 1, "short": 2, "unsteady": 1, "ungraded": 1}
WITHHELD = "The pad was at the top of its range, so the force is not known."


def press(verdict: str, number: int) -> PressView:
    """Return one of a row of presses that walk up the back."""
    reasons = [REASONS.get(verdict, WITHHELD)]
    return changed(STEADY, verdict=verdict, pad=PADS[number % 6].name, onset_s=9.0 + number * 4.3, reasons=reasons)


def session(*, last: str = "steady", **fields: object) -> list[ToView]:
    """Return a session under way: an opening, presses, and one snapshot with some fields changed."""
    presses = [press(verdict, number) for number, verdict in enumerate([*PAST, last])]
    snapshot = changed(SNAPSHOT, presses=20, by_verdict=COUNTS, recording="/home/cat/2026-11-22-a.paw", **fields)
    return [OPENING, *presses, snapshot]


def pressing(force_n: float, hold_s: float, *, rising: bool = False, speed: str = "slow") -> ProgressView:
    """Return a press in progress on the right shoulder blade."""
    return ProgressView(
        pad="shoulder blade right",
        onset_s=39.0,
        force_n=force_n,
        peak_n=force_n,
        hold_s=hold_s,
        rising=rising,
        speed=speed,
    )


def waiting() -> FakeFeed:
    detail = "The emulated rig is starting: loading the firmware image."
    link = changed(LIVE, state="waiting", detail=detail, frames=0)
    snapshot = changed(SNAPSHOT, force_n=[], saturated=[], link=link)
    return FakeFeed([changed(OPENING, rig=None, pads=[]), snapshot])


def steady() -> FakeFeed:
    forces = [3.0, 0.0, 12.0, 41.0, 28.0, 127.0]
    return FakeFeed(session(force_n=forces, progress=[pressing(127.0, 1.46)]))


def rising() -> FakeFeed:
    forces = [0.0, 0.0, 0.0, 14.0, 9.0, 64.0]
    return FakeFeed(session(last="short", force_n=forces, progress=[pressing(64.0, 0.0, rising=True, speed="rushed")]))


def jab() -> FakeFeed:
    return FakeFeed(session(last="jab", force_n=[2.0, 0.0, 1.0, 0.0, 0.0, 3.0]))


def uncalibrated() -> FakeFeed:
    opening, *rest = session(force_n=[3.0, 0.0, 12.0, 41.0, 28.0, 127.0], progress=[pressing(127.0, 1.46)])
    return FakeFeed([changed(opening, calibrated=False, uncertainty=0.25, zoned=False), *rest])


def too_hard() -> FakeFeed:
    """A press of 375 N that was slow, still and long enough."""
    reasons = ["Steady weight: leaned in over 0.9 s, held 2.1 s.",
               "375 N is above the red line of 300 N: use less of your weight."]  # fmt: skip
    hard = changed(STEADY, peak_n=375.0, zone="red", force="too_hard", reasons=reasons)
    opening, *rest = session(force_n=[0.0] * 6, by_force={"too_hard": 2})
    return FakeFeed([opening, *rest[:-1], hard, rest[-1]])


def overload() -> FakeFeed:
    forces = [4.0, 0.0, 12.0, 61.0, 48.0, 331.0]
    saturated = [False] * 5 + [True]
    progress = [pressing(331.0, 3.2)]
    return FakeFeed(session(force_n=forces, saturated=saturated, progress=progress, alarms=[OVERLOAD]))


def amber() -> FakeFeed:
    alarm = changed(
        OVERLOAD, severity="amber", message="shoulder blade right: 236 N, the amber limit is 210 N.",
        remedy="Ease off a little.", action="EASE OFF",
    )  # fmt: skip
    return FakeFeed(
        session(force_n=[0.0, 0.0, 5.0, 31.0, 28.0, 236.0], progress=[pressing(236.0, 1.2)], alarms=[alarm])
    )


def over() -> FakeFeed:
    return FakeFeed(session(alarms=[changed(OVERLOAD, state="ACKNOWLEDGED")], force_n=[0.0, 0, 0, 0, 260.0, 320.0]))


def lost() -> FakeFeed:
    link = changed(
        LIVE, state="lost", detail="The cable or the power is gone: /dev/ttyACM0 has disappeared.", lost=3, crc_errors=1
    )
    alarm = changed(
        OVERLOAD, code="signal_lost", pad=None, message="No readings for 1.4 s.",
        remedy="Stop pressing. Check the cable and the power of the rig.",
    )  # fmt: skip
    return FakeFeed(session(link=link, alarms=[alarm], force_n=[0.0, 0.0, 12.0, 41.0, 28.0, 127.0]))


def closed() -> FakeFeed:
    feed = steady()
    feed.closes = "The engine has closed the stream."
    return feed


def finished() -> FakeFeed:
    feed = steady()
    feed.batches.append([Goodbye(reason="The recording is closed: 2026-11-22-a.paw, 4 min 12 s.")])
    return feed


def noticed() -> FakeFeed:
    feed = steady()
    feed.batches.append([Notice(severity="warning", text="The disk is almost full: 120 MB are left for recordings.")])
    return feed


SCENES: dict[str, Callable[[], FakeFeed]] = {
    scene.__name__: scene
    for scene in (
        waiting,
        steady,
        rising,
        jab,
        uncalibrated,
        too_hard,
        overload,
        amber,
        over,
        lost,
        closed,
        finished,
        noticed,
    )
}
SCENES["help"] = steady
SCENES["silent"] = steady
SCENES["starting"] = FakeFeed
