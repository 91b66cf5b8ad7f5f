"""Judges a recording ahead of what is played: marks for its timeline, and places from which playing can go on.

A place is the whole state of the pipeline at one moment, kept as bytes. Going on from it gives what playing through
would have given, to the last bit, without judging everything before it again.
"""

from __future__ import annotations

import math
import pickle
from collections.abc import Callable
from dataclasses import dataclass

from pawpress.core.annotation import Annotation
from pawpress.core.events import Event, Quality
from pawpress.core.force_line import Forces, PressGraded
from pawpress.core.pipeline import Pipeline
from pawpress.core.protocol.schema_generated import Button, ButtonKind
from pawpress.engine.messages import Mark
from pawpress.engine.partner_sink import PartnerSink
from pawpress.engine.playing.played_curves import Curves
from pawpress.engine.playing.playing_start import Start
from pawpress.recording.alarm_log import alarm_log
from pawpress.recording.annotations import PARTNERS_BUTTON
from pawpress.recording.damage import RecordingError
from pawpress.recording.reader import RecordingFile
from pawpress.recording.recorded_setup import setup_of
from pawpress.recording.replay_link import ReplayLink, ReplayPlace
from pawpress.rig.link import LinkOver

FIRST_EVERY_S = 20.0
"""Session time between two places, at first."""
MOST_PLACES = 48
"""Eight pads at 1 kHz take 1.4 MB each. When there is one more, every other one goes and the next are further apart."""
JUDGED_S = 0.25
"""A press is judged at the latest so long after its release."""
LONGEST_TEXT = 200
"""Characters of a note on the timeline."""
MOST_MARKS = 8000
"""A message to views may take 1 MiB."""
SPOKEN = ("note", "good_spot", "partner")


@dataclass(frozen=True, slots=True)
class KeptPlace:
    """A moment from which playing can go on."""

    t_s: float
    place: ReplayPlace
    frozen: bytes

    def thawed(self) -> Start:
        """Return where to begin, and everything as it was there."""
        pipeline, partner = pickle.loads(self.frozen)  # written by this very process
        return Start(self.place, pipeline, partner)


class Scout:
    """Looks through a recording piece by piece.

    Parameters
    ----------
    recording : RecordingFile
        What is played.
    """

    def __init__(self, recording: RecordingFile) -> None:
        self.recording = recording
        self.done = False
        self.presses: list[PressGraded] = []
        self.curves = Curves()
        self._link = ReplayLink(recording, lambda: 0.0, math.inf)
        self._pipeline, self._partner = Pipeline(setup_of(recording.manifest)), PartnerSink()
        self._partner.attach(self._pipeline)
        self._places: list[KeptPlace] = []
        self._every_s = FIRST_EVERY_S
        self._said: list[Annotation] = []
        self._gaps: list[Mark] = []

    @property
    def known_s(self) -> float:
        """How far it has looked, session time in seconds."""
        return self._pipeline.end_s

    @property
    def length_s(self) -> float:
        """Length of the recording, seconds; estimated from the size of the file until the end is reached."""
        share = self._link.place.byte / max(1, self.recording.intact_bytes)
        return self.known_s if self.done or not share else self.known_s / min(1.0, share)

    def work(self, clock: Callable[[], float], seconds: float) -> None:
        """Look further for about so long."""
        until_s = clock() + seconds
        while not self.done and clock() < until_s:
            self._look()

    def place_before(self, t_s: float) -> KeptPlace | None:
        """Return the last place that lies before a session time; None where only the beginning does."""
        return next((kept for kept in reversed(self._places) if kept.t_s <= t_s), None)

    def marks(self) -> list[Mark]:
        """Return what there is on the timeline so far, in order."""
        alarms = [
            Mark(one.start_s, one.start_s if one.end_s is None else one.end_s, "alarm", one.alarm.severity, one.message)
            for one in (logged.episode for logged in alarm_log(self._said, self._pipeline.episodes()))
        ]
        presses = [
            Mark(told.press.onset_s, self.judged_s(told), "press", told.verdict.verdict, told.press.pad)
            for told in self.presses
        ]
        spoken = [_spoken(said) for said in self._said if said.kind in SPOKEN]
        return sorted([*presses, *alarms, *spoken, *self._gaps], key=lambda mark: mark.t_s)[:MOST_MARKS]

    def judged_s(self, told: PressGraded) -> float:
        """Return the session time by which a press was judged."""
        release_s = told.press.release_s
        return self.known_s if release_s is None else release_s + JUDGED_S

    def _look(self) -> None:
        try:
            chunk = self._link.read()
        except (LinkOver, RecordingError):
            self.done = True
            self._take(self._pipeline.finish())
            return
        try:
            events = self._pipeline.receive(chunk, 0.0)
        except Exception:  # as in a session, which tells of it: judging goes on behind what it stumbled over
            events = self._pipeline.fault()
        events += self._link.said()
        self._take(events)
        self._partner.take(chunk, events, 0.0)
        self._keep_place()

    def _take(self, events: list[Event]) -> None:
        for event in events:
            match event:
                case Forces():
                    self.curves.follow(event, self._pipeline.layout)
                case PressGraded():
                    self.presses.append(event)
                    self.curves.keep(event.press)
                case Quality(code="gap", start_s=start_s, end_s=end_s, message=message):
                    self._gaps.append(Mark(start_s, end_s, "gap", "", message))
                case Button(button=ButtonKind.GOOD_SPOT, pressed=1, t_us=t_us):
                    self._said.append(Annotation(self._pipeline.moment_s(t_us), "good_spot", PARTNERS_BUTTON))
                case Annotation():
                    self._said.append(event)
                case _:
                    pass

    def _keep_place(self) -> None:
        last_s = self._places[-1].t_s if self._places else 0.0
        if self._pipeline.end_s < last_s + self._every_s:
            return
        frozen = pickle.dumps((self._pipeline, self._partner), pickle.HIGHEST_PROTOCOL)
        self._places.append(KeptPlace(self._pipeline.end_s, self._link.place, frozen))
        if len(self._places) > MOST_PLACES:
            self._places = self._places[1::2]
            self._every_s *= 2.0


def _spoken(said: Annotation) -> Mark:
    words = said.text[:LONGEST_TEXT]
    if said.kind == "partner":
        return Mark(said.t_s, said.t_s, "partner", words, "")
    return Mark(said.t_s, said.t_s, "note" if said.kind == "note" else "good_spot", "", words)
