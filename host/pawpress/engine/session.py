"""One live session: link to pipeline to sinks, step by step. The loop around it owns the clock.

An exception on this path becomes a notice and the loop goes on: the reader never dies quietly.
"""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from pawpress.core.annotation import Annotation, AnnotationKind, CommandSent
from pawpress.core.events import Event, Quality, RigKnown
from pawpress.core.force_line import Forces, PressGraded, PressWarning
from pawpress.core.pipeline import Pipeline
from pawpress.core.protocol.rig_answers import why_refused
from pawpress.core.protocol.schema_generated import (
    FAULT_REMEDY,
    SCHEMA_HASH,
    AcknowledgeTrip,
    Button,
    ButtonKind,
    Nak,
    Status,
    Trip,
    TripCause,
)
from pawpress.core.safety.rig_status_monitor import under_feet
from pawpress.core.sink import Sink, SinkError
from pawpress.engine.foot_ending import FootEnding
from pawpress.engine.latency import LatencyMeter
from pawpress.engine.messages import Notice
from pawpress.recording.on_demand import OnDemandRecorder
from pawpress.recording.replay_link import ReplayLink
from pawpress.rig.connection import Connection
from pawpress.rig.rig_guard import RigGuard
from pawpress.system.log import log_fault, report_this

SILENT_AFTER_S = 0.2
STAND_DOWN_WITHIN_S = 1.5
"""The rig answers within some milliseconds, and is asked again after half a second if it refuses."""
STAND_DOWN_POLL_S = 0.005
NOT_STOOD_DOWN = (
    "The rig did not say that it stands down, so it may stay armed, and beep. See that nobody is on the pads, "
    "then start `pawpress live --mode foot` again, or unplug the rig."
)


@dataclass(slots=True)
class Session:
    """Everything of a live run but the clock."""

    connection: Connection
    pipeline: Pipeline
    sinks: list[Sink]
    notify: Callable[[Notice], None]
    latency: LatencyMeter = field(default_factory=LatencyMeter)
    presses: list[PressGraded] = field(default_factory=list[PressGraded])
    warnings: list[PressWarning] = field(default_factory=list[PressWarning])
    quality: list[Quality] = field(default_factory=list[Quality])
    newest: Forces | None = None
    on_demand: OnDemandRecorder | None = None
    """Keeps the session once a view asks for it; None where it is recorded anyway, or a recording is played."""
    rig_guard: RigGuard | None = None
    """Arms the rig's own guard and keeps it so; None where there is no rig, as in a recording."""
    foot_is_open: bool = False
    """Whether feet were let on: from then on a guard that is not known to watch is an alarm."""
    ending: FootEnding = field(default_factory=FootEnding)
    """How foot mode ends."""
    attended: bool = True
    """Whether somebody can see what is watched; while nobody can, the rig is told nothing, and beeps."""
    supervised: bool = True
    """Whether silence is an alarm; a recording is silent where it ends."""
    heard_s: float | None = None
    """Host time of the newest bytes."""
    wall_s: float = 0.0
    """Host time from the first step to the last."""
    weighs: bool = False
    """Whether the processor time of the pipeline is measured, which takes a twentieth of a step itself."""
    pipeline_s: float = 0.0
    """Processor time spent in the pipeline, as far as it was measured."""
    _begun_s: float | None = None
    _now_s: float = 0.0
    _trouble: str = ""
    _trouble_of_guard: str = ""
    _faults: set[str] = field(default_factory=set[str])
    _rig_faults: int = 0
    """What the rig said last that is wrong with it, a bit for each fault."""

    def come_up(self, clock: Callable[[], float], meanwhile: Callable[[], None] = lambda: None) -> None:
        """Wait for a rig on this computer that is still starting, calling `meanwhile` often; tell when it is late."""

        def wait(late: str) -> None:
            meanwhile()
            if late:
                self.notify(Notice(severity="warning", text=late))

        self.connection.come_up(clock, wait)

    def step(self, clock: Callable[[], float]) -> list[Event]:
        """Read once, judge, serve the sinks."""
        now_s = self._now_s = clock()
        self._begun_s = now_s if self._begun_s is None else self._begun_s
        self.wall_s = now_s - self._begun_s
        chunk = self.connection.read(now_s)
        events = self._receive(chunk, now_s)
        if isinstance(self.connection.link, ReplayLink):
            events += self.connection.link.said()
        events += self._run(lambda: self._step_rig_guard(events, now_s))
        if chunk:
            self.heard_s = now_s
            if self.newest is not None and any(isinstance(event, Forces) for event in events):
                self.latency.add(float(self.newest.block.t_s[-1]), clock())
        self._serve(chunk, events, now_s)
        if self.pipeline.hello is None or self.connection.trouble:
            self.connection.attend(self.pipeline.hello is not None, self.pipeline.health, now_s)
        self._note_commands(now_s)
        self._notify_trouble()
        if self.pipeline.setup.foot is not None:
            self.ending.update(self.loaded(now_s), now_s, rig_there=self.connection.link is not None)
        return events

    @property
    def contact_n(self) -> float:
        """From this force on something is on a pad in foot mode, newtons."""
        return self.pipeline.setup.safety.foot.contact_n.limit

    def loaded(self, now_s: float) -> bool | None:
        """Whether anything is on the pads; None where no readings come that could tell."""
        if self.newest is None or not self.reads_on(now_s):
            return None
        return bool((self.newest.block.force_n[-1] >= self.contact_n).any())

    def link_state(self, now_s: float) -> str:
        """`waiting`, `live`, `silent` or `lost`; of a recording `playing`, `winding`, `paused`, or `over`."""
        if self.connection.over:
            return "over"
        if self.connection.link is None:
            return "lost"
        if self.newest is None or self.heard_s is None:
            return "waiting"
        if isinstance(self.connection.link, ReplayLink):
            return self.connection.link.state
        return "live" if now_s - self.heard_s <= SILENT_AFTER_S else "silent"

    def reads_on(self, now_s: float) -> bool:
        """Whether the newest forces are those of now; what a recording shows stays that moment's while it stands."""
        return self.newest is not None and (not self.supervised or self.link_state(now_s) == "live")

    @property
    def ended(self) -> str:
        """Why the session cannot go on, in one line; empty while it can."""
        return self.connection.failed or self.ending.why or self.connection.over

    def acknowledge(self) -> None:
        """Pass on that a person has seen the alarms; the rig ends its trip if what tripped it is over."""
        if self.pipeline.tripped and self.supervised:
            self.connection.send(AcknowledgeTrip(), self._now_s)
        seen = Annotation(self.pipeline.end_s, "seen", "alarms acknowledged")
        self._serve(b"", [*self.pipeline.acknowledge(), seen], self._now_s)

    def annotate(self, kind: AnnotationKind, text: str, t_s: float | None = None) -> Annotation:
        """Have the sinks keep what was said of a moment: of now, unless another session time is given."""
        annotation = Annotation(self.pipeline.end_s if t_s is None else t_s, kind, text)
        self._serve(b"", [annotation], self._now_s)
        return annotation

    def stand_down(self, clock: Callable[[], float], wait: Callable[[float], None]) -> bool:
        """Tell the rig that nobody needs to watch feet any more, and go on until it says that it has heard.

        Parameters
        ----------
        clock : callable
            The host's clock, seconds.
        wait : callable
            Lets time pass, seconds.

        Returns
        -------
        bool
            Whether it is in hands mode; where not, that was told, and the rig stays armed and beeps.
        """
        guard = self.rig_guard
        if guard is None or not guard.stand_down(clock()):
            return True
        begun_s = clock()
        while guard.state != "stood_down" and clock() - begun_s < STAND_DOWN_WITHIN_S:
            wait(STAND_DOWN_POLL_S)
            self.step(clock)
        if guard.state != "stood_down":
            self.notify(Notice(severity="error", text=NOT_STOOD_DOWN))
        return guard.state == "stood_down"

    def finish(self, now_s: float) -> list[Event]:
        """Judge what is still in hand, close the sinks and the link; a rig that was not stood down stays armed."""
        events = self._run(self.pipeline.finish)
        self._serve(b"", events, now_s)
        for sink in self.sinks:
            try:
                sink.close()
            except SinkError as error:
                self.notify(Notice(severity="error", text=str(error)))
            except Exception as error:  # the other sinks must be closed all the same
                self._notify_fault(error)
        self.connection.close()
        return events

    @contextmanager
    def finished_on_failure(self, clock: Callable[[], float]) -> Iterator[None]:
        """Finish if what is done here fails or is interrupted, so that a recording that has begun gets its end."""
        try:
            yield
        except BaseException:
            self.finish(clock())
            raise

    def _step_rig_guard(self, events: Sequence[Event], now_s: float) -> list[Event]:
        """Keep the rig's own guard armed, and tell when it is not known to be."""
        if self.rig_guard is None:
            return []
        before, self.rig_guard.attended = self.rig_guard.state, self.attended
        self.rig_guard.step(events, self.connection.openings, now_s)
        if self.rig_guard.state != before:
            self._notify_guard(self.rig_guard)
        if self.rig_guard.state == "stood_down":
            self.foot_is_open = False
        return self.pipeline.guarded(known=self.rig_guard.state == "armed") if self.foot_is_open else []

    def _notify_guard(self, guard: RigGuard) -> None:
        if guard.state == "armed" and guard.limits is not None:
            self.notify(Notice(severity="info", text="The rig guards by itself: its limits are stored and read back."))
        asked_for = guard.foot or self.pipeline.setup.calibration is not None
        if guard.state == "refused" and asked_for and guard.why != self._trouble_of_guard:
            self._trouble_of_guard = guard.why
            self.notify(Notice(severity="error" if guard.foot else "info", text=guard.why))

    def _receive(self, chunk: bytes, now_s: float) -> list[Event]:
        begin_s = time.thread_time() if self.weighs else 0.0
        if self.supervised:
            link, openings = self.connection.link, self.connection.openings
            # Only an emulator can be late: a real rig waits for nobody.
            behind_s = getattr(link, "behind_s", None)
            self.pipeline.follow_link(now_s, openings=openings, is_open=link is not None, behind_s=behind_s)
        try:
            return self._run(lambda: self.pipeline.receive(chunk, now_s if self.supervised else 0.0))
        finally:
            self.pipeline_s += time.thread_time() - begin_s if self.weighs else 0.0

    def _run(self, work: Callable[[], list[Event]]) -> list[Event]:
        """Let the stages work; the reader must outlive any fault in them."""
        try:
            events = work()
        except Exception as error:
            self._notify_fault(error)
            events = self.pipeline.fault()
        self._keep(events)
        return events

    def _notify_rig_faults(self, faults: int) -> None:
        """Say which faults of the rig are new; the alarm says only that there are any."""
        for code in under_feet(faults & ~self._rig_faults):
            self.notify(Notice(severity="error", text=" ".join(FAULT_REMEDY[code])))
        self._rig_faults = faults

    def _notify_fault(self, error: Exception) -> None:
        """Say what went wrong, once: a fault may come back with every reading."""
        place = traceback.extract_tb(error.__traceback__)[-1]
        text = f"The program stumbled over a reading ({error!r} in {place.name}). Stop pressing."
        if text not in self._faults:
            self._faults.add(text)
            log_fault("in a session", error)
            self.notify(Notice(severity="error", text=f"{text} {report_this()}"))

    def _keep(self, events: Sequence[Event]) -> None:
        for event in events:
            match event:
                case Forces():
                    self.newest = event
                case PressGraded():
                    self.presses.append(event)
                case PressWarning():
                    self.warnings.append(event)
                case Quality():
                    self.quality.append(event)
                case Nak() as refused:
                    self.notify(Notice(severity="warning", text=why_refused(refused)))
                case Button(button=ButtonKind.STOP_LOOP, pressed=1) | Trip(tripped=1, cause=TripCause.STOP_LOOP):
                    if self.pipeline.setup.foot is not None:
                        self.ending.begin("The partner said stop. Foot mode ends.")
                case Status(faults=faults) if self.pipeline.setup.foot is not None:
                    self._notify_rig_faults(faults)
                case RigKnown(hello=hello, schema_matches=False):
                    self.notify(Notice(severity="error", text=_mismatch(hello.schema_hash)))
                case _:
                    pass

    def _serve(self, chunk: bytes, events: Sequence[Event], now_s: float) -> None:
        for sink in list(self.sinks):
            try:
                sink.take(chunk, events, now_s)
            except SinkError as error:
                self.sinks.remove(sink)
                self.notify(Notice(severity="error", text=str(error)))
            except Exception as error:  # one sink's fault is not the others', nor the reader's
                self._notify_fault(error)

    def _note_commands(self, now_s: float) -> None:
        """Have the sinks keep what went to the rig."""
        if self.connection.sent:
            sent: list[Event] = [CommandSent(frame) for frame in self.connection.sent]
            self.connection.sent.clear()
            self._serve(b"", sent, now_s)

    def _notify_trouble(self) -> None:
        trouble = self.connection.trouble or self.connection.over
        if trouble != self._trouble:
            self._trouble = trouble
            text = trouble or "The rig is back."
            self.notify(Notice(severity="error" if self.connection.trouble else "info", text=text))


def _mismatch(schema_hash: int) -> str:
    return (
        f"The rig's firmware speaks another version of the protocol (0x{schema_hash:08X}, this program "
        f"0x{SCHEMA_HASH:08X}). Put the packaged firmware on the board."
    )
