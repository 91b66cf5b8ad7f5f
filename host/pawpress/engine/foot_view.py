"""What a view is told of somebody who stands on a back."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Sequence

from pawpress.core.safety import Alarm, AlarmState, FootLines, foot_lines
from pawpress.engine.messages import FootLoad, FootView, FootWord
from pawpress.engine.session import Session

ON = frozenset({AlarmState.UNACKNOWLEDGED, AlarmState.ACKNOWLEDGED, AlarmState.LATCHED})
"""States of an alarm whose cause is there, or that calls on."""
MOVING_N, MOVING_S = 60.0, 0.4
"""A load that changes by so much within this time is being shifted: a choice, far below what is amber."""


class FootPicture:
    """Puts loads, lines and time together, and the one word."""

    def __init__(self) -> None:
        self._lately: deque[tuple[float, float]] = deque()

    def view(self, session: Session, now_s: float) -> FootView | None:
        """Return the picture of this moment; None for hands, and before there is a reading."""
        pipeline, newest, ending = session.pipeline, session.newest, session.ending
        monitor, layout, pair = pipeline.alarm_monitor, pipeline.layout, pipeline.setup.foot
        if pair is None or monitor is None or layout is None or newest is None:
            return None
        now_n = newest.block.force_n[-1]
        one, both = foot_lines(monitor.site)
        loads = [_load(foot.name.split()[0], float(now_n[list(foot.columns)].sum()), one) for foot in layout.feet]
        total = _load("total", float(now_n[monitor.site.everything].sum()), both)
        time = monitor.time_used(total.force_n)
        receiver_n = monitor.site.receiver_n
        return FootView(
            loads=[*loads, total],
            receiver_share=None if receiver_n is None else total.force_n / receiver_n,
            on_s=0.0 if time is None else time.on_s,
            left_s=None if time is None or math.isinf(time.left_s) else time.left_s,
            phase=ending.phase,
            why=ending.why,
            word=self._word(session, [*loads, total], now_s),
        )

    def _word(self, session: Session, loads: list[FootLoad], now_s: float) -> FootWord:
        """Return what to do: off where anything is red or not known, less where amber, slowly where the load moves.

        For what is amber it is the word of the banner: two orders at once are none.
        """
        on = [alarm for alarm, state in session.pipeline.alarms() if state in ON]
        severities = {alarm.severity for alarm in on}
        total_n, moving = loads[-1].force_n, self._moves(loads[-1].force_n, now_s)
        if session.ending.phase == "empty":
            return "EMPTY"
        if session.ending.phase != "open" or "red" in severities or not session.reads_on(now_s):
            return "STEP OFF"
        if _eases_off(on, loads):
            return "EASE OFF"
        if moving or on:
            return "SHIFT SLOWLY"
        return "STAND" if total_n >= session.contact_n else "READY"

    def _moves(self, total_n: float, now_s: float) -> bool:
        self._lately.append((now_s, total_n))
        while now_s - self._lately[0][0] > MOVING_S:
            self._lately.popleft()
        forces_n = [force_n for _, force_n in self._lately]
        return max(forces_n) - min(forces_n) > MOVING_N


def _load(name: str, force_n: float, lines: FootLines) -> FootLoad:
    return FootLoad(name=name, force_n=round(force_n, 1), amber_n=lines.amber_n, red_n=lines.red_n)


def _eases_off(on: Sequence[Alarm], loads: Sequence[FootLoad]) -> bool:
    """Whether an amber alarm asks for less, or a foot is above its amber line."""
    if any(alarm.facts.action("foot", alarm.severity) == "EASE OFF" for alarm in on):
        return True
    return any(load.force_n > load.amber_n for load in loads)
