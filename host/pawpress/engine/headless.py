"""A session without a screen: runs for a while and returns what happened."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from pawpress.analysis.results import alarm_json, link_json, press_json, quality_json, summary_json, warning_json
from pawpress.audio.late_sound import LateSound
from pawpress.core.events import Event
from pawpress.core.pipeline import Pipeline
from pawpress.core.safety import AlarmChange, AlarmState
from pawpress.core.sink import Sink
from pawpress.engine.build import build_session
from pawpress.engine.config import EngineConfig, PortSource, clock_of
from pawpress.engine.foot_arming import POLL_S, arm_foot_mode
from pawpress.engine.live_events import LiveEvents, Report
from pawpress.engine.messages import Notice
from pawpress.engine.own_voice import OwnVoice, terminal_bell
from pawpress.engine.session import NOT_STOOD_DOWN, Session
from pawpress.engine.view_sink import rig_view
from pawpress.system.interrupts import Interrupts

FORMAT = "pawpress.run/1"
STEP_OFF = "Step off: the session has ended. It goes on watching until nobody is on the pads."
FEET_OFF_S = 10.0
"""How long that is waited for."""
LEFT_ON = (
    f"The pads were not empty {FEET_OFF_S:.0f} s after the end, so the rig stays armed, and beeps. Step off, "
    "then start `pawpress live --mode foot` again, or unplug the rig."
)
NOBODY_READS = "Nobody reads the output any more: step off. Foot mode has ended."


class AlarmTeller:
    """Tells every alarm in a line at once: where there is no screen, nothing else would before the end."""

    def __init__(self, tell: Callable[[Notice], None]) -> None:
        self._tell = tell

    def take(self, chunk: bytes, events: Sequence[Event], now_s: float) -> None:  # noqa: ARG002
        """Tell what was raised."""
        for event in events:
            if isinstance(event, AlarmChange) and event.state is AlarmState.UNACKNOWLEDGED:
                text = f"ALARM ({event.alarm.severity}) {event.message} {event.remedy}"
                self._tell(Notice(severity="error", text=text))

    def close(self) -> None:
        """Nothing is left to tell."""


@dataclass(frozen=True, slots=True)
class Output:
    """Where a session without a screen reports what happens."""

    notice: Callable[[Notice], None]
    """Takes what is said of rig and link."""
    event: Report = lambda _kind, _fields: None
    """Takes presses, alarms and remarks on quality as they happen."""
    alarms_as_notices: bool = True
    """Whether alarms are notices too: no where somebody looks at the events."""
    closed: Callable[[], bool] = lambda: False
    """Whether nobody reads the events any more, which ends the session."""


class SessionExtension(Sink, Protocol):
    """What runs beside a session and decides what is shown of its presses: the coach."""

    def attach(self, pipeline: Pipeline) -> None:
        """Know the session's pipeline, before the first event."""
        ...

    def turn(self, session: Session) -> bool:
        """Do what is due between two reads; return whether the session goes on."""
        ...

    def summary(self) -> dict[str, Any]:
        """Return what it adds to the summary."""
        ...


def run_headless(
    config: EngineConfig, seconds: float | None, output: Output, beside: SessionExtension | None = None
) -> dict[str, Any]:
    """Run a session and return the contract's answer.

    Parameters
    ----------
    config : EngineConfig
        What is wanted.
    seconds : float or None
        Host seconds; without them it runs until it is interrupted, its source ends or nobody reads its output.
    output : Output
        Where to report.
    beside : SessionExtension, optional
        What else runs; it tells of presses itself.

    Raises
    ------
    UserError
        If the session cannot start, or foot mode cannot be opened.
    """
    clock, tell = clock_of(config.source), output.notice
    session, kind = _start(config, output, beside, clock)
    begin_s, busy_s = clock(), time.process_time()
    with session.finished_on_failure(clock), Interrupts() as interrupts:
        while not (session.ended or interrupts.came) and (seconds is None or clock() - begin_s < seconds):
            session.step(clock)
            if beside is not None and not beside.turn(session):
                break
            if output.closed():
                if config.mode == "foot":
                    session.ending.begin(NOBODY_READS)
                break
            time.sleep(POLL_S)
        if interrupts.came:
            tell(Notice(severity="info", text="Stopped."))
        share = (time.process_time() - busy_s) / max(clock() - begin_s, 1e-9)
        left_on = _end(session, config, tell, clock)
    session.finish(clock())
    answer = run_json(session, kind, share, config.record)
    if beside is not None:
        answer["summary"] |= beside.summary()
    return {**answer, "failure": answer["failure"] or left_on}


def _start(
    config: EngineConfig, output: Output, beside: SessionExtension | None, clock: Callable[[], float]
) -> tuple[Session, str]:
    """Return the session, which is up, and the kind of its rig."""
    events = LiveEvents(output.event, presses=beside is None)
    tellers: list[Sink] = [AlarmTeller(output.notice)] if output.alarms_as_notices else []
    listeners = [*tellers, events, *([] if beside is None else [beside])]
    session, kind = build_session(config, listeners, output.notice, clock)
    session.weighs = True
    with session.finished_on_failure(clock):
        events.attach(session.pipeline)
        if beside is not None:
            beside.attach(session.pipeline)
        if config.mode == "foot" and session.rig_guard is not None:
            arm_foot_mode(session, clock, time.sleep)
        session.come_up(clock)
    return session, kind


def _end(
    session: Session, config: EngineConfig, tell: Callable[[Notice], None], clock: Callable[[], float]
) -> str | None:
    """Say why the session ends, and see feet off; return what was left on the pads, None for nothing."""
    if session.ending.why:
        tell(Notice(severity="error", text=session.ending.why))
    if isinstance(config.source, PortSource) and session.foot_is_open:
        return _end_on_feet(session, tell, clock) or None
    return None


def _end_on_feet(session: Session, tell: Callable[[Notice], None], clock: Callable[[], float]) -> str:
    """Stand the rig down once the feet are off; return why it stays armed, an empty text where it does not."""
    if not _see_feet_off(session, tell, clock):
        return LEFT_ON
    return "" if session.stand_down(clock, time.sleep) else NOT_STOOD_DOWN


def _see_feet_off(session: Session, tell: Callable[[Notice], None], clock: Callable[[], float]) -> bool:
    """Go on watching until nobody is on the pads; return False if they are not known to be empty after a while."""
    session.ending.begin(STEP_OFF)
    tell(Notice(severity="error", text=STEP_OFF))
    begun_s, voice = clock(), OwnVoice(terminal_bell(), LateSound())
    while session.ending.phase != "empty" and not session.connection.failed and clock() - begun_s < FEET_OFF_S:
        session.step(clock)
        voice.update([("red", STEP_OFF)] if session.loaded(clock()) is not False else [], clock())
        time.sleep(POLL_S)
    voice.close()
    return session.ending.phase == "empty"


def run_json(session: Session, kind: str, cpu_share: float, recording: str | None) -> dict[str, Any]:
    """Return a run as the contract's `pawpress.run/1`."""
    pipeline = session.pipeline
    rig = None if pipeline.hello is None else rig_view(kind, "", pipeline.hello)
    return {
        "format": FORMAT,
        "rig": {
            "kind": kind,
            "firmware": None if rig is None else rig.firmware,
            "board": None if rig is None else rig.board,
            "pads": None if rig is None else rig.pads,
            "rate_hz": None if rig is None else rig.rate_hz,
            "baud": None if rig is None else rig.baud,
        },
        "link": link_json(pipeline.health, pipeline.overruns),
        "presses": [press_json(judged) for judged in session.presses],
        "warnings": [warning_json(warning) for warning in session.warnings],
        "alarms": [alarm_json(episode) for episode in pipeline.episodes()],
        "quality": [quality_json(quality) for quality in session.quality],
        "summary": summary_json(pipeline.tally, pipeline.standing(), pipeline.episodes(), pipeline.route()),
        "guard": _guard_json(session),
        "latency_ms": {"arrival_to_event": session.latency.percentiles_ms()},
        "cpu": {
            "pipeline_share": round(session.pipeline_s / max(session.wall_s, 1e-9), 4),
            "process_share": round(cpu_share, 4),
        },
        "recording": recording,
        "failure": session.connection.failed or None,
    }


def _guard_json(session: Session) -> dict[str, Any] | None:
    """Return what the rig's own guard watches; None where there is no rig to arm."""
    guard = session.rig_guard
    if guard is None:
        return None
    armed = guard.state == "armed" and guard.limits is not None
    layout = session.pipeline.layout
    watched = guard.limits if armed else None
    return {
        "state": guard.state,
        "why": guard.why or None,
        "calibration_id": None if watched is None else watched.command.calibration_id,
        "certain_n": {}
        if watched is None or layout is None
        else {" + ".join(layout.names[c] for c in columns): round(n, 1) for columns, n in watched.certain_n.items()},
    }
