"""Frozen moments of a replay, by name."""

from __future__ import annotations

from collections.abc import Callable

from fake_feed import FakeFeed
from scenes import pressing, session
from view_examples import LIVE, OPENING, OVERLOAD, PADS, RIG, STEADY, changed

from pawpress.engine.messages import Beside, Mark, SideView, Timeline, ToView

VERDICTS = ("steady", "rushed", "steady", "jab", "short", "steady", "steady", "unsteady", "ungraded", "steady")
PRESSES = [
    Mark(4.0 + 7.0 * number, 7.0 + 7.0 * number, "press", VERDICTS[number % len(VERDICTS)], PADS[number % 6].name)
    for number in range(24)
]
MARKS = [
    *PRESSES,
    Mark(25.0, 25.0, "partner", "nice", ""),
    Mark(39.9, 42.0, "alarm", "red", "shoulder blade right: 331 N, the limit is 300 N."),
    Mark(60.0, 60.0, "note", "", "elbow straight"),
    Mark(81.0, 81.0, "good_spot", "", ""),
    Mark(100.0, 118.0, "gap", "", "9000 readings are missing."),
]
TIMELINE = Timeline(
    length_s=183.4,
    known_s=183.4,
    complete=True,
    open_ended=False,
    marks=sorted(MARKS, key=lambda mark: mark.t_s),
    speed=1.0,
    name="anna",
)
PLAYED = changed(OPENING, rig=changed(RIG, kind="recording"), played=True)


def replay(state: str, *more: ToView, timeline: Timeline = TIMELINE, **fields: object) -> FakeFeed:
    """Return a recording that plays, is paused, or is over at 41 s."""
    shown = session(link=changed(LIVE, state=state), **fields)[1:]
    shown[-1] = changed(shown[-1], recording=None)
    return FakeFeed([PLAYED, *shown, timeline, *more])


def playing() -> FakeFeed:
    return replay("playing", force_n=[3.0, 0.0, 12.0, 41.0, 28.0, 127.0], progress=[pressing(127.0, 1.46)], t_s=61.2)


def paused() -> FakeFeed:
    return replay("paused", t_s=55.0)


def recorded_alarm() -> FakeFeed:
    return replay("playing", alarms=[OVERLOAD], force_n=[4.0, 0.0, 12.0, 61.0, 48.0, 331.0])


def looking_ahead() -> FakeFeed:
    early = changed(TIMELINE, length_s=191.0, known_s=45.0, complete=False, marks=[m for m in MARKS if m.t_s < 45.0])
    return replay("playing", timeline=early)


def cut_off() -> FakeFeed:
    return replay("over", timeline=changed(TIMELINE, open_ended=True), t_s=183.4)


def beside() -> FakeFeed:
    ours = [0.0] * 10 + [12.0 * step for step in range(10)] + [120.0] * 35 + [120.0 - 12.0 * step for step in range(11)]
    theirs = [0.0] * 10 + [5.0 * step for step in range(20)] + [100.0] * 40 + [100.0 - 5.0 * step for step in range(21)]
    here = SideView(name="anna", presses=24, by_verdict={"steady": 12}, press=changed(STEADY, verdict="rushed"),
                    curve_n=ours, lead_s=0.5, step_s=0.05)  # fmt: skip
    there = SideView(name="teacher", presses=30, by_verdict={"steady": 29}, press=changed(STEADY, peak_n=101.0),
                     curve_n=theirs, lead_s=0.5, step_s=0.05)  # fmt: skip
    return replay("paused", Beside(here=here, there=there))


REPLAY_SCENES: dict[str, Callable[[], FakeFeed]] = {
    scene.__name__: scene for scene in (playing, paused, recorded_alarm, looking_ahead, cut_off, beside)
}
