"""Carries out what views ask for: on a live session, and on a recording that is played."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, cast

import msgspec

from pawpress.core.coach.felt import MEANT_S
from pawpress.core.safety import AlarmState
from pawpress.engine.attendance import Attendance
from pawpress.engine.build import build_replay
from pawpress.engine.config import DemoSource, EngineConfig, PortSource, ReplaySource
from pawpress.engine.messages import (
    Acknowledge,
    Annotate,
    GoTo,
    Lean,
    Notice,
    Pace,
    Quit,
    Record,
    Rewound,
    Seen,
    StopFootMode,
    TakeOver,
    ToEngine,
)
from pawpress.engine.own_voice import OwnVoice
from pawpress.engine.playing.player import Player
from pawpress.engine.playing.scout import KeptPlace
from pawpress.engine.session import Session
from pawpress.engine.view_sink import ViewSink
from pawpress.recording.replay_link import ReplayLink
from pawpress.rig.link import LinkError

if TYPE_CHECKING:
    from pawpress.simulator.rigs import DemoLink


CALLS = (AlarmState.UNACKNOWLEDGED, AlarmState.LATCHED)
GONE = "The program that started the engine is gone."
ORDERED = "The engine was ordered to end."
UNSEEN = "The screen has not been seen to move for a second: nobody may be watching."
SEEN_AGAIN = "The screen moves again."
UNANSWERED = (
    "This terminal answers no questions, so nobody knows whether its picture is seen. "
    "Mind the rig's lamp and buzzer, or use another terminal."
)
NICE_OF_NOTHING = f"Nothing was called nice: say it during a press, or within {MEANT_S:.0f} s after it."


class Control:
    """Owns the session that is on; going back in a recording puts a new one in its place.

    Parameters
    ----------
    config : EngineConfig
        What the engine was told at its start.
    session : Session
        The session that is on.
    kind : str
        Kind of its rig.
    views : ViewSink
        Where views are told.
    clock : callable
        The host's clock, seconds.
    """

    def __init__(
        self,
        config: EngineConfig,
        session: Session,
        kind: str,
        views: ViewSink,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.session = session
        self.attendance = Attendance(clock())
        self.released = False
        """Whether a person has said that the rig need not watch any more."""
        self._told_unanswered = False
        self._told_recording: str | None = None
        self._config, self._kind, self._views, self._clock = config, kind, views, clock
        self._link = self._playing()
        """What plays, or has played, a recording."""
        self._player: Player | None = None

    def handle(self, command: ToEngine) -> str:
        """Do what a view asks for, and return why the session is to end; an empty text lets it go on."""
        match command:
            case Acknowledge() if self._link is None:  # what a recording shows cannot be seen to any more
                self.session.acknowledge()
            case Annotate():
                self._annotate(command)
            case Record(on=on):
                self._record(on=on)
            case GoTo(t_s=t_s):
                self._go_to(t_s)
            case Pace(times=times):
                self._pace(times)
            case Lean() | TakeOver():
                self._press(command)
            case Seen(host_s=host_s):
                self.attendance.seen(host_s, self._clock())
                self._pictured()
                self._notify_unanswered(command)
            case StopFootMode():
                self.session.annotate("stop", "the partner said stop")
                return self._end("Stop was called. Foot mode ends.")
            case Quit(anyway=anyway):
                return self._end("The session was closed.", anyway=anyway)
        return ""

    @property
    def with_feet(self) -> bool:
        """Whether somebody may stand on the pads, so that the watching does not simply end."""
        return self.session.foot_is_open

    def _end(self, why: str, *, anyway: bool = False) -> str:
        """End the session; with feet on the pads, only once they are off and a person has seen that."""
        if not self.with_feet:
            return why
        phase = self.session.ending.phase
        if phase == "empty":
            self.released = True
            return why
        self.session.ending.begin(why)
        if phase == "stepping_off" and anyway:
            return f"{why} Somebody may still be on the pads: the rig stays armed, and beeps."
        return ""

    def left_alone(self) -> str:
        """Go on without the program that shows the screen while feet may be on; return why to end once they are off.

        Nobody is left to say that the rig need not watch, so it stays armed. Where the rig is gone, too, there is
        nothing to go on for, and what comes back under the name of its port may be another.
        """
        if not self.with_feet or not isinstance(self._config.source, PortSource):
            return GONE
        self.attendance.gone()
        self.session.ending.begin(GONE)
        if self.session.ending.without_rig:
            return f"{GONE} So is the rig."
        return GONE if self.session.ending.phase == "empty" else ""

    def ordered_to_end(self) -> str:
        """End as the key that leaves does; over feet only once they are off, or with a second order."""
        return self._end(ORDERED, anyway=self.session.ending.phase == "stepping_off")

    def step(self) -> None:
        """Let the session read and judge, knowing whether anybody sees the screen now, after a stall too."""
        self._attend()
        self.session.step(self._clock)

    def be_heard(self, voice: OwnVoice) -> None:
        """Speak up while nobody sees the screen; of a recording nothing is now."""
        if self._link is None:
            self._attend()
            voice.update([] if self.session.attended else self._calling(), self._clock())

    def _attend(self) -> None:
        """Pass on whether anybody sees the screen."""
        attended = self._link is not None or self.attendance.attended(self._clock())
        if attended != self.session.attended:
            self.session.attended = attended
            self._notify(UNSEEN if not attended else SEEN_AGAIN, "error" if not attended else "info")

    def _calling(self) -> list[tuple[str, str]]:
        """Return what to call for while nobody sees the screen: with feet always, else for alarms nobody has seen."""
        if self.with_feet:
            return [("red", "nobody sees the screen")]
        return [(alarm.severity, alarm.code) for alarm, state in self.session.pipeline.alarms() if state in CALLS]

    def _notify_unanswered(self, seen: Seen) -> None:
        if not seen.answers and not self._told_unanswered:
            self._told_unanswered = True
            self._notify(UNANSWERED, "warning")

    def _annotate(self, said: Annotate) -> None:
        noted = self.session.annotate(said.kind, said.text, said.t_s)
        kept = self._config.record is not None or self._views.recording is not None
        if said.kind == "partner":
            of_nothing = said.text == "nice" and not self._views.nice_means_a_press
            words = NICE_OF_NOTHING if of_nothing else f"Your partner says: {said.text}."
            self._notify(
                words + ("" if kept else " Not recorded so far."),
                "warning" if said.text == "stop" or of_nothing else "info",
            )
        elif kept:
            what = "Good spot" if said.kind == "good_spot" else "Note"
            self._notify(f"{what} kept at {noted.t_s:.1f} s.")
        else:
            self._notify("The note is not kept so far. Record this session: r.", "warning")

    def _record(self, *, on: bool) -> None:
        recorder = self.session.on_demand
        if recorder is None:
            return
        if not on:
            recorder.stop()
            self._notify("The recording is closed. The session goes on; what comes now is not kept.", "warning")
        elif why := recorder.start():
            self._notify(why, "error")

    def notify_recording(self) -> None:
        """Say that a recording has begun, once its file is there, or what is wrong with it."""
        recorder = self.session.on_demand
        if recorder is None:
            return
        if trouble := recorder.trouble():
            self._notify(trouble, "error")
        if recorder.recording != self._told_recording:
            self._told_recording = recorder.recording
            if recorder.recording is not None:
                self._notify(f"Recorded from the beginning of the session: {recorder.recording}")

    def _press(self, command: Lean | TakeOver) -> None:
        """Pass the person's own hand on to an emulated rig; on any other there is nothing to do."""
        link = self.session.connection.link
        if link is None or not isinstance(self._config.source, DemoSource):
            return
        pressed = cast("DemoLink", link)
        with suppress(LinkError):  # the reader says what is wrong with the link
            if isinstance(command, Lean):
                pressed.lean(command.channel, command.force_n, command.lasts_s)
            else:
                pressed.take_over(command.taken)

    def _playing(self) -> ReplayLink | None:
        link = self.session.connection.link
        return link if isinstance(link, ReplayLink) else None

    def _pace(self, times: float) -> None:
        link = self._playing()
        if link is not None:
            link.pace(times)
            self._notify(f"Plays {link.pace_words}.")

    def _pictured(self) -> None:
        if self._player is not None:
            self._player.seen()

    def turn(self) -> None:
        """Look ahead in a recording that is played, and tell of it as a whole."""
        if self._link is None or not isinstance(self._config.source, ReplaySource):
            return
        if self._player is None:
            self._player = Player(self._config.source, self._views.send, self._clock)
        self._player.turn(self._link, self.session.pipeline.end_s)

    def _go_to(self, to_s: float) -> None:
        """Play on from another moment as if all before it had been played: from the nearest place that is kept."""
        source, link = self._config.source, self._link
        if link is None or not isinstance(source, ReplaySource):
            return
        to_s = max(0.0, to_s)
        kept = None if self._player is None else self._player.place_for(to_s)
        if self._lies_ahead(to_s, kept):
            link.skip_to(to_s)
            self._views.wind()
            return
        self.session.connection.close()
        for sink in self.session.sinks:
            sink.close()
        before = [] if kept is None or self._player is None else self._player.presses_until(kept.t_s)
        self._views.send(Rewound(presses=before))
        again = msgspec.structs.replace(source, speed=link.speed, from_s=to_s)
        start = None if kept is None else kept.thawed()
        self.session = build_replay(
            again, [self._views], lambda _: None, self._clock, lsl=self._config.lsl, start=start, paused=link.paused
        )
        self._link = self._playing()
        self._views.attach(self.session, self._kind, None if start is None else start.partner)
        self._views.wind()

    def _lies_ahead(self, to_s: float, kept: KeptPlace | None) -> bool:
        """Whether a moment is reached by playing on: nothing is kept that lies between here and there."""
        here_s = self.session.pipeline.end_s
        return not self.session.connection.over and to_s >= here_s and (kept is None or kept.t_s <= here_s)

    def _notify(self, text: str, severity: str = "info") -> None:
        self._views.notify(Notice(severity=severity, text=text))
