"""The sink that tells views what happens: presses at once, the newest state thirty times a second."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from pawpress.core.events import Event, RigKnown
from pawpress.core.force_line import Forces, PressGraded, PressWarning
from pawpress.core.grading import live_speed, said_by_partner
from pawpress.core.layout import Pad
from pawpress.core.pipeline import Pipeline
from pawpress.core.presses import PressProgress
from pawpress.core.protocol.rig_answers import firmware_version
from pawpress.core.protocol.schema_generated import Board, Hello
from pawpress.core.safety import AlarmChange, margin_of, message
from pawpress.core.stages import within_zones
from pawpress.engine.foot_view import FootPicture
from pawpress.engine.messages import (
    AlarmView,
    LinkView,
    Notice,
    PadView,
    ProgressView,
    RigView,
    SessionInfo,
    Snapshot,
    ToView,
)
from pawpress.engine.partner_sink import PartnerSink
from pawpress.engine.press_view import press_view
from pawpress.engine.session import Session
from pawpress.engine.trail import TrailKeeper
from pawpress.engine.views import ViewServer
from pawpress.engine.walk_view import WalkWatch

FOOT_ZONES = ("muscle", "thorax")
"""Where feet may stand."""
SNAPSHOT_S = 1 / 30
STEP_N = 20.0
"""A force that changed by more since it was shown waits for no turn: only a jab, a step or a lift is so fast."""
WINDING_S = 0.2
"""Time between two snapshots on the way to another moment of a recording."""


class ViewSink:
    """Publishes a session to its views."""

    def __init__(
        self,
        server: ViewServer,
        title: str,
        mode: str,
        recording: str | None,
        own_hand: Literal["none", "offered", "taken"] = "none",
    ) -> None:
        self.shown: Callable[[Snapshot], Snapshot] | None = None
        """What of a state may be shown, where a coach decides that; it then tells of presses itself, too."""
        self._server = server
        self._own_hand: Literal["none", "offered", "taken"] = own_hand
        self._title, self._mode, self._kind, self._recording = title, mode, "", recording
        self._session: Session | None = None
        self._due_s = 0.0
        self._shown_n: NDArray[np.float64] = np.empty(0)
        """Forces of the newest state that was published, newtons."""
        self._kept = 0
        self._foot = FootPicture()
        self._warned: dict[tuple[str, float], str] = {}
        self._walk = WalkWatch()
        self._partner = PartnerSink()
        self._trail = TrailKeeper()
        self._wound = False

    def attach(self, session: Session, kind: str, partner: PartnerSink | None = None) -> None:
        """Know the session and the kind of its rig, and tell views that it waits for the rig.

        Parameters
        ----------
        session : Session
            What is published from now on.
        kind : str
            Kind of its rig.
        partner : PartnerSink, optional
            What the partner had said before a moment from which a recording is played.
        """
        self._session, self._kind = session, kind
        self._warned.clear()
        self._walk, self._trail = WalkWatch(), TrailKeeper()
        self._partner = PartnerSink() if partner is None else partner
        if partner is None:
            self._partner.attach(session.pipeline)
        self._publish_opening(session)

    @property
    def nice_means_a_press(self) -> bool:
        """Whether *nice* said now sets the band; where a coach hides presses it decides that, and tells it itself."""
        return self.shown is not None or self._partner.means_a_press

    def take(self, chunk: bytes, events: Sequence[Event], now_s: float) -> None:
        """Publish."""
        if self._session is None:
            return
        self._partner.take(chunk, events, now_s)
        for event in events:
            self._note(event, self._session)
        if self._winds(now_s):
            return
        its_turn = now_s >= self._due_s or any(isinstance(event, AlarmChange) for event in events)
        if not its_turn and not self._stepped(events):
            return
        snapshot = self._snapshot(self._session, now_s)
        if self.shown is not None:
            snapshot = self.shown(snapshot)
        if its_turn:
            self._due_s = max(self._due_s + SNAPSHOT_S, now_s)
        elif snapshot.hidden and not snapshot.alarms:
            return  # that it hurried would tell of the force
        self._server.publish(snapshot)

    def _stepped(self, events: Sequence[Event]) -> bool:
        """Whether a force changed by much since it was shown, so that its state waits for no turn."""
        if self._kind == "recording":
            return False
        for event in events:
            if isinstance(event, Forces):
                now_n = event.block.force_n[-1]
                if len(now_n) == len(self._shown_n) and np.abs(now_n - self._shown_n).max() > STEP_N:
                    return True
        return False

    def _note(self, event: Event, session: Session) -> None:
        if isinstance(event, PressGraded):
            self._warned.pop((event.press.pad, event.press.onset_s), None)
            if self.shown is None:
                self._server.publish(press_view(event))
        elif isinstance(event, PressWarning):
            self._warned[event.pad, event.onset_s] = event.speed
        elif isinstance(event, RigKnown):
            self._publish_opening(session)
        elif isinstance(event, Forces) and self._kind == "recording":
            self._trail.take(event)

    def wind(self) -> None:
        """Know that a recording goes to another moment, and tell what lies before it once it is there."""
        self._wound = True

    def _winds(self, now_s: float) -> bool:
        """Keep quiet but for signs of life on the way to another moment of a recording; tell what lay before it."""
        assert self._session is not None
        winding = self._session.link_state(now_s) == "winding"
        if winding and now_s < self._due_s + WINDING_S:
            return True
        if self._wound and not winding:
            self._wound = False
            self._server.publish(self._trail.trail())
            self._due_s = now_s  # the picture of where it plays waits for no turn
        return False

    def notify(self, notice: Notice) -> None:
        """Publish a line for people."""
        self._server.publish(notice)

    def send(self, message: ToView) -> None:
        """Publish something that follows from no event of the session."""
        self._server.publish(message)

    @property
    def recording(self) -> str | None:
        """The file that is being written; None where nothing is."""
        on_demand = None if self._session is None else self._session.on_demand
        return self._recording if on_demand is None else on_demand.recording

    @property
    def kept(self) -> int:
        """How many presses are in a file: all while one is written, since it begins with the session."""
        if self.recording is not None and self._session is not None:
            self._kept = self._session.pipeline.tally.presses
        return self._kept

    def close(self) -> None:
        """Nothing to finish: the server outlives the sink to say farewell."""

    def _publish_opening(self, session: Session) -> None:
        pipeline = session.pipeline
        limits, zones, layout = pipeline.setup.limits, pipeline.setup.limits.zones, pipeline.layout
        calibration = pipeline.calibration
        amber_n, red_n = _lines_n(pipeline)
        pads = [] if layout is None else layout.pad
        self._server.publish(
            SessionInfo(
                title=self._title,
                mode=self._mode,
                rig=None if pipeline.hello is None else rig_view(self._kind, _name(session), pipeline.hello),
                pads=[pad_view(pad) for pad in pads],
                calibrated=calibration is not None and calibration.calibrated,
                uncertainty=0.0 if calibration is None else calibration.worst_uncertainty,
                target_n=(zones.target_from_n.limit, zones.target_to_n.limit),
                amber_n=amber_n,
                red_n=red_n,
                hold_s=(limits.hold.target_from_s.limit, limits.hold.target_to_s.limit),
                zoned=pipeline.zoned,
                target_said=said_by_partner(zones),
                own_hand=self._own_hand,
                played=self._kind == "recording",
            )
        )

    def _snapshot(self, session: Session, now_s: float) -> Snapshot:
        pipeline, newest = session.pipeline, session.newest
        if newest is not None:
            self._shown_n = newest.block.force_n[-1]
        return Snapshot(
            t_s=pipeline.end_s,
            force_n=[] if newest is None else [round(float(x), 1) for x in newest.block.force_n[-1]],
            saturated=[] if newest is None else newest.block.saturated[-1].tolist(),
            progress=[self._progress(progress) for progress in pipeline.progress()],
            alarms=_alarms(session),
            link=_link(session, now_s),
            presses=pipeline.tally.presses,
            by_verdict=dict(pipeline.tally.by_verdict),
            by_force=dict(pipeline.tally.by_force),
            walk=self._walk.view(pipeline),
            nice=self._partner.view(),
            recording=self.recording,
            may_record=session.on_demand is not None,
            kept=self.kept,
            host_s=now_s,
            foot=self._foot.view(session, now_s),
        )

    def _progress(self, progress: PressProgress) -> ProgressView:
        assert self._session is not None
        warned = self._warned.get((progress.pad, progress.onset_s))
        return ProgressView(
            pad=progress.pad,
            onset_s=progress.onset_s,
            force_n=progress.force_n,
            peak_n=progress.peak_n,
            hold_s=progress.hold_s,
            rising=progress.rising,
            # What was called stays called, though a later look may be milder.
            speed=warned or live_speed(progress, self._session.pipeline.setup.limits),
        )


def _lines_n(pipeline: Pipeline) -> tuple[float, float]:
    """Return the amber and the red line of one hand or foot."""
    setup, calibration = pipeline.setup, pipeline.calibration
    if setup.foot is None:
        hands = within_zones(setup.safety, setup.limits.zones).hands
        return hands.one_hand_amber_n.limit, hands.one_hand_red_n.limit
    foot = setup.safety.foot
    margin = foot.margin_fsr.limit if calibration is None else margin_of(calibration.worst_uncertainty, foot)
    return foot.one_foot_amber_n.limit, foot.one_foot_red_n.limit / margin


def pad_view(pad: Pad) -> PadView:
    """Return a pad as views show it."""
    return PadView(
        name=pad.name,
        group=pad.group,
        side=pad.side,
        level=pad.level,
        where=pad.where,
        allowed=pad.side != "centre" and pad.zone in FOOT_ZONES,
    )


def _name(session: Session) -> str:
    return "" if session.connection.link is None else session.connection.link.name


def rig_view(kind: str, name: str, hello: Hello) -> RigView:
    """Return which rig this is, as views and the command line show it."""
    board = Board(hello.board).name.lower() if hello.board in set(Board) else "unknown"
    version = firmware_version(hello)
    rate_hz, baud = float(hello.rate_hz), hello.baud
    return RigView(kind=kind, name=name, firmware=version, board=board, pads=hello.pads, rate_hz=rate_hz, baud=baud)


def _alarms(session: Session) -> list[AlarmView]:
    alarms = session.pipeline.alarms()
    if not alarms:
        return []
    passing = session.pipeline.passing()
    mode = "hands" if session.pipeline.setup.foot is None else "foot"
    peaks = {episode.alarm: episode.peak_n for episode in session.pipeline.episodes()}
    return [
        AlarmView(
            code=alarm.code,
            severity=alarm.severity,
            state=state.value,
            pad=alarm.pad,
            message=message(alarm, peaks.get(alarm)),
            remedy=alarm.facts.remedy,
            passing=alarm in passing,
            action=alarm.facts.action(mode, alarm.severity),
            waits=alarm.facts.passes == "always",
            of_force=not alarm.facts.about_equipment,
        )
        for alarm, state in alarms
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
