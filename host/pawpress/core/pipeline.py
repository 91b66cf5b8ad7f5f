"""The whole line, stages 2 to 8: bytes in, events out.

`Pipeline.receive` is synchronous and deterministic: no clock is read, no file, thread or log touched, and the presses,
verdicts and overloads do not depend on how the bytes were cut. `now_s` serves the supervision of silence only.
A recording is the same stream of bytes, so live and replay agree to the last bit.
"""

from __future__ import annotations

from pawpress.core.calibration import Calibration, ForceBlock, Note
from pawpress.core.calibration.baseline_watch import BaselineShift
from pawpress.core.calibration.pad_models import COUNTS_MAX, USUAL
from pawpress.core.events import Event, Quality, RigAnswer, RigKnown, UnfilteredBlock
from pawpress.core.grading import Tally
from pawpress.core.kernel import require
from pawpress.core.layout import Layout
from pawpress.core.presses import PressProgress
from pawpress.core.presses.standing import StandingStretch
from pawpress.core.protocol import Decoder, LinkHealth, Scans
from pawpress.core.protocol.schema_generated import (
    SCHEMA_HASH,
    Button,
    Document,
    Gap,
    Hello,
    Message,
    Status,
    Trip,
)
from pawpress.core.safety import Alarm, AlarmChange, AlarmMonitor, AlarmState, Episode, Watchers, pressing
from pawpress.core.samples import SampleBlock, SampleClock, gathered
from pawpress.core.stages import Setup, Stages, build_stages
from pawpress.core.waiting_bytes import LARGE_BYTES, WaitingBytes
from pawpress.core.walk import RouteSummary


class Pipeline:
    """Owns stages 2 to 8."""

    def __init__(self, setup: Setup, *, unfiltered: bool = False, judging: bool = True) -> None:
        """Make a pipeline that knows no rig yet.

        Parameters
        ----------
        setup : Setup
            What it judges by.
        unfiltered : bool
            Whether to give an `UnfilteredBlock` for every block of scans, too.
        judging : bool
            Whether to go on behind stage 4; without it nothing is filtered, judged or watched. For readers of samples.

        Raises
        ------
        KernelUnavailable
            If the compiled part does not run here: there is no other arithmetic to judge by.
        """
        require()
        self.setup = setup
        self._unfiltered, self._judging = unfiltered, judging
        self.hello: Hello | None = None
        self.overruns = 0
        self.tally = Tally()
        self.end_s = 0.0
        self._decoder = Decoder(unread=(Document.TYPE,))
        self._watchers = Watchers(self.setup.safety, feet=self.setup.foot is not None)
        self._clock = SampleClock()
        self._waiting = WaitingBytes(self.setup.safety.common.silence_s.limit)
        self._counts_max = COUNTS_MAX
        self._pad_skew_s = 0.0
        self._shape: tuple[int, float, int, float, int, int] | None = None
        self._stages: Stages | None = None
        self._episodes: list[Episode] = []
        self._standing: list[StandingStretch] = []
        self._noted: set[Note] = set()
        self._streaming = False
        """Whether readings came since the rig last started or the link last came back."""

    def follow_link(self, now_s: float, *, openings: int, is_open: bool, behind_s: float | None = None) -> None:
        """Note the state of the link before its bytes are received; in a session that nobody supervises, never.

        Parameters
        ----------
        now_s : float
            The host's clock, seconds.
        openings : int
            How often the link was opened so far.
        is_open : bool
            Whether it is open now.
        behind_s : float, optional
            By how much the emulator at its far end is late, seconds; None for a real rig.
        """
        self._watchers.stream.follow(now_s, openings=openings, is_open=is_open, behind_s=behind_s)

    def receive(self, chunk: bytes, now_s: float) -> list[Event]:
        """Return everything that follows from the next bytes; an empty chunk only lets time pass."""
        waiting, scans = self._waiting, self._waiting.scans
        events: list[Event] = []
        if not waiting.take(chunk, now_s):
            waited = waiting.release()
            if waited and not waiting.full:
                events += self._taken(waited, waiting.now_s)
                waited = b""
            events += self._taken(waited + chunk, now_s)
            if len(chunk) <= LARGE_BYTES:
                self._let_wait(now_s)
        elif waiting.scans > scans:
            events += self._read(scans + 1, waiting.scans, now_s)
        changes = self._watchers.update(self.alarm_monitor, self._decoder.damaged, self.end_s, now_s)
        if changes:
            waiting.stop()
        return events + list(changes)

    def take(self, block: SampleBlock, now_s: float = 0.0) -> list[Event]:
        """Return what follows from samples that are in columns already, as an archive keeps them."""
        return [*self._fit(block.counts.shape[1], block.period_s), *self._block(block, now_s)]

    def hear(self, message: Message) -> list[Event]:
        """Return what follows from a message that is decoded already, and is no scan."""
        if isinstance(message, Hello):
            return self._know(message)
        if isinstance(message, Status):
            self.overruns = message.overruns
            return [message, *self._status(message)]
        if isinstance(message, Gap):
            self._clock.away(message.duration_us)
            self._watchers.restarted()
            self._streaming = False
        if isinstance(message, Trip):
            return [message, *self._watchers.rig.trip(message, self.moment_s(message.t_us))]
        if isinstance(message, Button):
            foot = self.setup.foot is not None
            return [message, *(self._watchers.rig.button(message, self.moment_s(message.t_us)) if foot else [])]
        return [message] if isinstance(message, RigAnswer) else []

    def fault(self) -> list[Event]:
        """Return the alarm that a reading could not be judged; for whoever caught the exception."""
        return list(self._watchers.link.fault())

    def guarded(self, *, known: bool) -> list[Event]:
        """Return what it changes that the rig's own guard is known to watch, or not; for whoever armed it."""
        return list(self._watchers.rig.guarded(known=known, t_s=self.end_s))

    def finish(self) -> list[Event]:
        """Return what was still in hand when the stream ended."""
        if self._stages is None:
            return []
        return [*self._taken(self._waiting.release(), self._waiting.now_s), *self._stages.line.finish()]

    def acknowledge(self) -> list[Event]:
        """Return what changes when a person has seen the alarms."""
        return [
            *self._watchers.acknowledge(),
            *([] if self.alarm_monitor is None else self.alarm_monitor.acknowledge()),
        ]

    def progress(self) -> list[PressProgress]:
        """Return the presses that are on now."""
        return [] if self._stages is None else self._stages.line.progress()

    def alarms(self) -> list[tuple[Alarm, AlarmState]]:
        """Return the alarms that are not back to normal."""
        watched = [] if self.alarm_monitor is None else self.alarm_monitor.active()
        return sorted([*watched, *self._watchers.active()], key=lambda pair: pressing(pair[0]))

    def passing(self) -> set[Alarm]:
        """Return the alarms that will go without a mark if no pad is loaded until then."""
        return self._watchers.passing() | (set() if self.alarm_monitor is None else self.alarm_monitor.passing())

    def episodes(self) -> list[Episode]:
        """Return every stretch in which an alarm's condition held."""
        watched = [] if self._stages is None else self._stages.alarm_monitor.episodes()
        return sorted(self._episodes + watched + self._watchers.episodes(), key=lambda episode: episode.start_s)

    def standing(self) -> list[StandingStretch]:
        """Return every stretch in which the load on all pads stood still."""
        return self._standing + ([] if self._stages is None else self._stages.line.standing())

    def route(self) -> RouteSummary | None:
        """Return how the hands walked over the back; None before the rig is known, or where there is no path."""
        return None if self._stages is None else self._stages.walk.summary()

    def next_pad(self) -> str | None:
        """Return the pad of the walk's next step; None before the rig is known, or where there is no path of pads."""
        return None if self._stages is None else self._stages.walk.next_pad()

    def moment_s(self, t_us: int) -> float:
        """Return the session time of a moment of the rig's clock, seconds."""
        return self._clock.when_s(t_us) or 0.0

    @property
    def alarm_monitor(self) -> AlarmMonitor | None:
        """What watches the forces, once it is known how many pads there are."""
        return None if self._stages is None else self._stages.alarm_monitor

    @property
    def stands(self) -> bool:
        """Whether the stream of readings stands: it came for a while without a gap, or nobody follows the link."""
        return self._watchers.stream.stands

    @property
    def tripped(self) -> bool:
        """Whether the rig holds a trip that must be acknowledged."""
        return self._watchers.rig.tripped

    @property
    def health(self) -> LinkHealth:
        """Counts of the link."""
        return self._decoder.health

    @property
    def layout(self) -> Layout | None:
        """Where the pads are, once it is known how many there are."""
        return None if self._stages is None else self._stages.layout

    @property
    def calibration(self) -> Calibration | None:
        """What turns readings into newtons, once it is known how many pads there are."""
        return None if self._stages is None else self._stages.calibrator.calibration

    @property
    def zoned(self) -> bool:
        """Whether presses are put in zones of force: that takes the calibrated newtons of a hand."""
        return self._stages is not None and self._stages.zoned

    def _taken(self, stream: bytes, now_s: float) -> list[Event]:
        """Return what follows from bytes that are judged now."""
        events: list[Event] = []
        for message in gathered(self._decoder.receive(stream)):
            events += self._scans(message, now_s) if isinstance(message, Scans) else self.hear(message)
        return events

    def _read(self, first: int, last: int, now_s: float) -> list[AlarmChange]:
        """Return what follows from the mere coming of scans that wait, from the first to the last of them."""
        assert self.alarm_monitor is not None
        self.end_s = self._clock.ahead_s(last)
        changes = self.alarm_monitor.read(self._clock.ahead_s(first), self.end_s, now_s)
        changes += self._watchers.read(self.end_s - self._clock.still_s, now_s)
        if changes:
            self._waiting.stop()
        return changes

    def _let_wait(self, now_s: float) -> None:
        """Let what comes next wait if it may."""
        if self._stages is None or self._unfiltered or not self._judging or not self._watchers.calm:
            return
        bound = self._stages.patience.bound()
        if bound is not None:
            self._waiting.begin(self._decoder, self._clock, bound, now_s)

    def _status(self, status: Status) -> list[AlarmChange]:
        t_s, rig = self.moment_s(status.t_us), self._watchers.rig
        faulty = [] if self.setup.foot is None else rig.faulty(status.faults, t_s)
        return [*rig.heard(status.guard, t_s), *faulty]

    def _know(self, hello: Hello) -> list[Event]:
        if not (hello.pads and hello.rate_hz and hello.counts_max):
            return []  # who says nothing sensible has not said who it is; the engine asks again, then complains
        self.hello = hello
        self._counts_max = hello.counts_max
        self._pad_skew_s = hello.pad_skew_ns * 1e-9
        if hello.restarted:
            self._restart()
        return self._fit(hello.pads, 1.0 / hello.rate_hz, RigKnown(hello, hello.schema_hash == SCHEMA_HASH))

    def _restart(self) -> None:
        self._clock.restart()
        self._watchers.restarted()
        self.overruns = 0
        if self._streaming and self.alarm_monitor is not None:
            self.alarm_monitor.restarted()
        self._streaming = False

    def _scans(self, scans: Scans, now_s: float) -> list[Event]:
        events: list[Event] = []
        for block in self._clock.process(scans):
            events += self.take(block, now_s)
        return events + list(self._watchers.link.heard(self.end_s - self._clock.still_s, now_s))

    def _block(self, block: SampleBlock, now_s: float) -> list[Event]:
        assert self._stages is not None
        events: list[Event] = []
        if block.gap_before:
            start_s = float(block.t_s[0]) - block.gap_before * block.period_s
            text = f"{block.gap_before} readings are missing."
            events.append(Quality("gap", None, start_s, float(block.t_s[0]), text))
        self.end_s = float(block.t_s[-1])
        forces: ForceBlock = self._stages.calibrator.process(block)
        if self._unfiltered:
            events.append(_unfiltered(block, forces))
        if not self._judging:
            return events
        shifts = self._stages.watch.process(block.t_s, block.counts, block.gap_before)
        events += [_shift_quality(self._stages.layout, shift) for shift in shifts]
        self._streaming = True
        self._watchers.readings(forces, now_s)
        events += self._stages.line.process(forces, now_s)
        self._stages.patience.follow(block.counts, block.gap_before)
        return events

    def _fit(self, pads: int, period_s: float, *known: RigKnown) -> list[Event]:
        """Build the stages for this many pads and this rate, if they are not yet so, and say which rig it is.

        What is still in hand is handed on before: it would be taken for the readings of the rig that is known then.
        """
        serial, pad_kind = (self.hello.serial, self.hello.pad_kind) if self.hello else (0, USUAL.kind)
        shape = (pads, period_s, self._counts_max, self._pad_skew_s, serial, pad_kind)
        if shape == self._shape:
            return [*known]
        events = [*self.finish(), *known]
        before, self._shape = self._stages, shape
        self._stages = build_stages(self.setup, *shape, before)
        self._stages.line.tally = self.tally
        self._stages.alarm_monitor.stream = self._watchers.stream
        self._watchers.rig.pad_names = self._stages.layout.names
        if before is not None:
            self._standing += before.line.standing()
            self._episodes += (
                [] if before.alarm_monitor is self._stages.alarm_monitor else before.alarm_monitor.episodes()
            )
        return events + self._say_notes()

    def _say_notes(self) -> list[Event]:
        """Return what limits the trust in newtons, every reason once."""
        assert self._stages is not None
        fresh = [note for note in self._stages.calibrator.calibration.notes if note not in self._noted]
        self._noted.update(fresh)
        return [Quality(note.code, note.pad, self.end_s, self.end_s, note.message) for note in fresh]


def _unfiltered(block: SampleBlock, forces: ForceBlock) -> UnfilteredBlock:
    return UnfilteredBlock(block.t_s, block.counts, forces.force_n, forces.saturated, block.gap_before, block.period_s)


def _shift_quality(layout: Layout, shift: BaselineShift) -> Quality:
    pad = layout.names[shift.channel]
    reads = "less than at its tare" if shift.shift_n is None else f"{shift.shift_n:.0f} N"
    text = f"{pad} reads {reads} and does not move. Take everything off; if that stays, `pawpress calibrate --tare`."
    return Quality("baseline_shift", pad, shift.start_s, shift.end_s, text)
