"""The sink that tells views what happens: presses at once, the newest state thirty times a second."""

from __future__ import annotations

from collections.abc import Sequence

from pawpress.engine.messages import (
    AlarmView,
    LinkView,
    Notice,
    Opening,
    PadView,
    PressView,
    ProgressView,
    RigView,
    Snapshot,
)
from pawpress.engine.session import Session
from pawpress.engine.views import ViewServer
from pawpress.grading.grader import speed_class
from pawpress.grading.limits import SpeedLimits
from pawpress.layout import Pad
from pawpress.line import PressJudged
from pawpress.pipeline import Event, RigKnown
from pawpress.presses import Progress
from pawpress.protocol.schema_generated import ALARM_TEXT, Board, Hello
from pawpress.safety.guard import message

SNAPSHOT_S = 1 / 30
TARGET_N = (80.0, 160.0)
"""Medium force for a hand until the partner has said what is nice (docs/explanation/press.md)."""


class ViewSink:
    """Publishes a session to its views."""

    def __init__(self, server: ViewServer, title: str, mode: str, recording: str | None) -> None:
        self._server = server
        self._title, self._mode, self._kind, self._recording = title, mode, "", recording
        self._session: Session | None = None
        self._due_s = 0.0

    def attach(self, session: Session, kind: str) -> None:
        """Know the session and the kind of its rig, and tell views that it waits for the rig."""
        self._session, self._kind = session, kind
        self._publish_opening(session)

    def take(self, chunk: bytes, events: Sequence[Event], now_s: float) -> None:  # noqa: ARG002 - views need no bytes
        """Publish."""
        if self._session is None:
            return
        for event in events:
            if isinstance(event, PressJudged):
                self._server.publish(press_view(event))
            elif isinstance(event, RigKnown):
                self._publish_opening(self._session)
        if now_s >= self._due_s:
            self._due_s = max(self._due_s + SNAPSHOT_S, now_s)
            self._server.publish(self._snapshot(self._session, now_s))

    def notify(self, notice: Notice) -> None:
        """Publish a line for people."""
        self._server.publish(notice)

    def close(self) -> None:
        """Nothing to finish: the server outlives the sink to say farewell."""

    def _publish_opening(self, session: Session) -> None:
        pipeline = session.pipeline
        limits, safety, layout = pipeline.setup.limits, pipeline.setup.safety.hands, pipeline.layout
        calibration = pipeline.calibration
        pads = [] if layout is None else layout.pad
        self._server.publish(
            Opening(
                title=self._title,
                mode=self._mode,
                rig=None if pipeline.hello is None else rig_view(self._kind, _name(session), pipeline.hello),
                pads=[pad_view(pad) for pad in pads],
                calibrated=calibration is not None and calibration.calibrated,
                uncertainty=0.0 if calibration is None else calibration.uncertainty,
                target_n=TARGET_N,
                amber_n=safety.one_hand_amber_n.limit,
                red_n=safety.one_hand_red_n.limit,
                hold_s=(limits.hold.target_from_s.limit, limits.hold.target_to_s.limit),
            )
        )

    def _snapshot(self, session: Session, now_s: float) -> Snapshot:
        pipeline, newest = session.pipeline, session.newest
        return Snapshot(
            t_s=pipeline.end_s,
            force_n=[] if newest is None else [round(float(x), 1) for x in newest.block.force_n[-1]],
            saturated=[] if newest is None else newest.block.saturated[-1].tolist(),
            progress=[self._progress(progress) for progress in pipeline.progress()],
            alarms=_alarms(session),
            link=_link(session, now_s),
            presses=pipeline.tally.presses,
            by_verdict=dict(pipeline.tally.by_verdict),
            recording=self._recording,
        )

    def _progress(self, progress: Progress) -> ProgressView:
        assert self._session is not None
        return ProgressView(
            pad=progress.pad,
            onset_s=progress.onset_s,
            force_n=progress.force_n,
            peak_n=progress.peak_n,
            hold_s=progress.hold_s,
            rising=progress.rising,
            speed=speed_so_far(progress, self._session.pipeline.setup.limits.speed),
        )


def speed_so_far(progress: Progress, limits: SpeedLimits) -> str | None:
    """Return the class of a rise that may still be going on; None while it is too early to say.

    How large a press will become is not known while it rises: until then its rate is held against at least the low
    end of the target, so that the small beginning of a slow lean is not called fast.
    """
    if progress.rising:
        speed = speed_class(None, progress.rfd_n_per_s / max(progress.plateau_n, TARGET_N[0]), None, limits)
        return speed if speed in ("rushed", "jab") else None
    return speed_class(progress.rise_s, progress.rfd_n_per_s / progress.plateau_n, None, limits)


def pad_view(pad: Pad) -> PadView:
    """Return a pad as views show it."""
    return PadView(name=pad.name, group=pad.group, side=pad.side, level=pad.level, where=pad.where)


def _name(session: Session) -> str:
    return "" if session.connection.link is None else session.connection.link.name


def rig_view(kind: str, name: str, hello: Hello) -> RigView:
    """Return which rig this is, as views and the command line show it."""
    board = Board(hello.board).name.lower() if hello.board in set(Board) else "unknown"
    version = f"{hello.firmware_major}.{hello.firmware_minor}.{hello.firmware_patch}"
    rate_hz, baud = float(hello.rate_hz), hello.baud
    return RigView(kind=kind, name=name, firmware=version, board=board, pads=hello.pads, rate_hz=rate_hz, baud=baud)


def press_view(judged: PressJudged) -> PressView:
    """Return a judged press as views show it."""
    press, verdict = judged.press, judged.verdict
    return PressView(
        pad=press.pad,
        onset_s=press.onset_s,
        peak_n=press.peak_n,
        rise_s=press.rise_s,
        hold_s=press.hold_s,
        speed=verdict.speed,
        hold=verdict.hold,
        steadiness=verdict.steadiness,
        verdict=verdict.verdict,
        reasons=list(verdict.reasons),
    )


def _alarms(session: Session) -> list[AlarmView]:
    peaks = {episode.alarm: episode.peak_n for episode in session.pipeline.episodes()}
    return [
        AlarmView(
            code=alarm.code,
            severity=alarm.severity,
            state=state.value,
            pad=alarm.pad,
            message=message(alarm, peaks.get(alarm)),
            remedy=ALARM_TEXT[alarm.code][1],
        )
        for alarm, state in session.pipeline.alarms()
    ]


def _link(session: Session, now_s: float) -> LinkView:
    health = session.pipeline.health
    return LinkView(
        state=session.link_state(now_s),
        detail=session.connection.trouble,
        frames=health.frames,
        lost=health.lost,
        crc_errors=health.crc_errors,
        resyncs=health.resyncs,
        overruns=session.pipeline.overruns,
    )
