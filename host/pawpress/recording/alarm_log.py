"""The log of alarms in a recording: what was told, when it was over, and when a person had seen it.

Alarms of the force are found again from the readings. Those that follow the host's clock, such as silence, are not:
so every change of an alarm is written into the recording as it is told.
"""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from pawpress.core.annotation import Annotation
from pawpress.core.safety import Alarm, AlarmChange, AlarmState, Episode, Severity

NEAR_S = 1.0
"""An alarm that was announced and one that is found again are the same if they are no further apart."""
RAISED = AlarmState.UNACKNOWLEDGED.value
OVER = (AlarmState.RTN_UNACKNOWLEDGED.value, AlarmState.LATCHED.value, AlarmState.NORMAL.value)


class AlarmNote(msgspec.Struct, frozen=True, forbid_unknown_fields=False):
    """A change of an alarm, as a recording keeps it."""

    code: str
    severity: Severity
    pad: str | None
    state: str
    message: str
    peak_n: float | None = None


@dataclass(frozen=True, slots=True)
class LoggedAlarm:
    """An alarm with what people did about it."""

    episode: Episode
    seen_s: float | None
    """When a person had seen it; None for never."""
    seen_how: str
    """What they did; empty for never."""


def alarm_note(change: AlarmChange) -> Annotation:
    """Return a change as it goes into a recording."""
    alarm = change.alarm
    note = AlarmNote(alarm.code, alarm.severity, alarm.pad, change.state.value, change.message, change.peak_n)
    return Annotation(change.t_s, "alarm", msgspec.json.encode(note).decode())


def alarm_log(annotations: Sequence[Annotation], judged: Sequence[Episode]) -> list[LoggedAlarm]:
    """Return every alarm of a session in order of start.

    Parameters
    ----------
    annotations : sequence of Annotation
        What was said and announced during the session.
    judged : sequence of Episode
        What is found again from the readings; their bounds are exact.
    """
    told = [episode for episode in told_episodes(annotations) if not any(_same(episode, one) for one in judged)]
    seen = [annotation for annotation in annotations if annotation.kind == "seen"]
    episodes = sorted([*judged, *told], key=lambda episode: episode.start_s)
    return [_logged(episode, seen) for episode in episodes]


def told_episodes(annotations: Sequence[Annotation]) -> list[Episode]:
    """Return the stretches between the raising and the end of each alarm, as they were told."""
    open_: dict[Alarm, Episode] = {}
    found: list[Episode] = []
    for annotation, note in _notes(annotations):
        alarm = Alarm(note.code, note.severity, note.pad)
        if note.state == RAISED and alarm not in open_:
            open_[alarm] = Episode(alarm, annotation.t_s, None, note.peak_n, note.message)
        elif note.state in OVER and alarm in open_:
            found.append(_ended(open_.pop(alarm), annotation.t_s, note))
    return sorted([*found, *open_.values()], key=lambda episode: episode.start_s)


def _notes(annotations: Sequence[Annotation]) -> list[tuple[Annotation, AlarmNote]]:
    notes: list[tuple[Annotation, AlarmNote]] = []
    for annotation in annotations:
        if annotation.kind == "alarm":
            with contextlib.suppress(msgspec.DecodeError, RecursionError):
                notes.append((annotation, msgspec.json.decode(annotation.text, type=AlarmNote)))
    return notes


def _ended(episode: Episode, end_s: float, note: AlarmNote) -> Episode:
    return Episode(episode.alarm, episode.start_s, end_s, note.peak_n, note.message)


def _same(told: Episode, judged: Episode) -> bool:
    if told.alarm != judged.alarm:
        return False
    end_s = float("inf") if judged.end_s is None else judged.end_s
    return judged.start_s - NEAR_S <= told.start_s <= end_s + NEAR_S


def _logged(episode: Episode, seen: Sequence[Annotation]) -> LoggedAlarm:
    first = next((annotation for annotation in seen if annotation.t_s >= episode.start_s), None)
    return LoggedAlarm(episode, None if first is None else first.t_s, "" if first is None else first.text)
