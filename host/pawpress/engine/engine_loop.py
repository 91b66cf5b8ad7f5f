"""The engine as a process of its own: `python -m pawpress.engine`, config on standard input.

It answers with one line of JSON on standard output, `{"port": N}` or `{"error": "…"}`, serves views on that port, and
ends in order when it is told to quit, or when standard input closes because its parent is gone.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable

import msgspec

from pawpress.audio.late_sound import LateSound
from pawpress.core.sink import Sink
from pawpress.core.user_error import UserError
from pawpress.engine.build import build_session
from pawpress.engine.coach_view import CoachOnScreen
from pawpress.engine.config import DemoSource, EngineConfig, ReplaySource, clock_of
from pawpress.engine.control import Control
from pawpress.engine.foot_arming import POLL_S, arm_foot_mode
from pawpress.engine.messages import Goodbye, SummaryView
from pawpress.engine.own_voice import OwnVoice, terminal_bell
from pawpress.engine.session import NOT_STOOD_DOWN, Session
from pawpress.engine.summary_view import summary_view
from pawpress.engine.teacher import teacher_view
from pawpress.engine.view_sink import ViewSink, press_view
from pawpress.engine.views import ViewServer
from pawpress.system.interrupts import OrdersToEnd
from pawpress.system.log import log_fault, open_log, report_this
from pawpress.system.log.hooks import threads_watched

COACHED = "The coach is done for today."
VIEWS_EVERY_S = 1.0 / 30.0
"""Views are asked as often as they are told something; what they are told goes out at once."""


class _Ended(Exception):
    """The session is to end; the text says why."""


def main(line: bytes) -> int:
    """Run until told to quit; `line` is the config."""
    open_log("engine")
    with threads_watched("engine"):
        return _run(line)


def _run(line: bytes) -> int:
    config = msgspec.json.decode(line, type=EngineConfig)
    server = ViewServer(config.token)
    hand = ("taken" if config.source.hand else "offered") if isinstance(config.source, DemoSource) else "none"
    views = ViewSink(server, "pawpress", config.mode, config.record, hand)
    clock = clock_of(config.source)
    try:
        coach = None if config.coach is None else CoachOnScreen(config, views.send, views.notify, press_view)
        session, kind = _start(config, views, coach, clock)
    except UserError as error:
        return _give_up(server, str(error))
    except Exception as error:
        return _give_up(server, _own_fault("at the start of the engine", error))
    views.attach(session, kind)
    _answer({"port": server.port})
    control = Control(config, session, kind, views, clock)
    voice = OwnVoice(terminal_bell(), LateSound())
    try:
        reason, status = _loop(control, server, voice, clock, coach), 0
    except Exception as error:  # the recording is closed in order, and the views are told, all the same
        reason, status = _own_fault("in the loop of the engine", error), 1
    voice.close()
    on = views.recording is not None
    if control.released and not control.session.stand_down(clock, time.sleep):
        reason = f"{reason} {NOT_STOOD_DOWN}"
    control.session.finish(clock())
    if coach is not None:
        coach.close()
    failed = bool(control.session.connection.failed)
    server.publish(
        Goodbye(reason=reason, failed=failed, summary=_summary(control, config, coach, None if on else views.kept))
    )
    server.close()
    return 1 if failed else status


def _start(
    config: EngineConfig, views: ViewSink, coach: CoachOnScreen | None, clock: Callable[[], float]
) -> tuple[Session, str]:
    """Return the session and the kind of its rig; with feet, armed."""
    if config.teacher is not None:
        views.send(teacher_view(config.teacher))
    sinks: list[Sink] = [views] if coach is None else [coach.run, views]
    session, kind = build_session(config, sinks, views.notify, clock)
    with session.finished_on_failure(clock):
        if coach is not None:
            coach.run.attach(session.pipeline)
            views.shown = coach.shown
        if config.mode == "foot" and session.rig_guard is not None:
            arm_foot_mode(session, clock, time.sleep)
    return session, kind


def _loop(
    control: Control,
    server: ViewServer,
    voice: OwnVoice,
    clock: Callable[[], float],
    coach: CoachOnScreen | None,
) -> str:
    parent_gone = threading.Event()
    threading.Thread(target=_wait_for_parent, args=(parent_gone,), daemon=True).start()
    views_due_s, orders = 0.0, OrdersToEnd()

    def serve() -> None:
        nonlocal views_due_s
        if (now_s := clock()) < views_due_s:
            return
        views_due_s = now_s + VIEWS_EVERY_S
        for command in server.poll(now_s):
            if reason := control.handle(command):
                raise _Ended(reason)
        for _ in range(orders.take()):
            if reason := control.ordered_to_end():
                raise _Ended(reason)
        if parent_gone.is_set() and (reason := control.left_alone()):
            raise _Ended(reason)

    try:
        control.session.come_up(clock, serve)
        while True:
            control.step()
            if reason := control.session.connection.failed:
                return reason
            serve()
            if coach is not None and not coach.run.turn(control.session):
                return COACHED
            control.be_heard(voice)
            control.notify_recording()
            control.turn()
            time.sleep(POLL_S)
    except _Ended as ended:
        return str(ended)


def _summary(
    control: Control, config: EngineConfig, coach: CoachOnScreen | None, kept: int | None
) -> SummaryView | None:
    """Return what the session ends with; a fault in it keeps nobody from leaving in order."""
    if isinstance(config.source, ReplaySource):
        return None
    try:
        on_demand = control.session.on_demand
        recording = config.record if on_demand is None else on_demand.kept
        return summary_view(control.session, recording, kept, drill="" if coach is None else coach.next)
    except Exception as error:
        log_fault("in the summary of a session", error, "engine")
        return None


def _give_up(server: ViewServer, why: str) -> int:
    server.close()
    _answer({"error": why})
    return 1


def _own_fault(where: str, error: Exception) -> str:
    log_fault(where, error, "engine")
    return f"A fault in pawpress itself ({type(error).__name__}: {error}). {report_this('engine')}"


def _wait_for_parent(gone: threading.Event) -> None:
    """Block on standard input until it closes; Windows cannot `select` on a pipe, so this is a thread."""
    while os.read(sys.stdin.fileno(), 1):
        pass
    gone.set()


def _answer(words: dict[str, object]) -> None:
    sys.stdout.write(msgspec.json.encode(words).decode() + "\n")
    sys.stdout.flush()
