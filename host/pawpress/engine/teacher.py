"""The press of a teacher that a learner is shown: the most usual of the steady presses in a recording."""

from __future__ import annotations

import time
from statistics import median

import numpy as np

from pawpress.analysis.recording import open_recording
from pawpress.core.force_line import PressGraded
from pawpress.engine.messages import TeacherView
from pawpress.engine.playing.played_curves import LEAD_S, STEP_S
from pawpress.engine.playing.scout import Scout
from pawpress.recording.damage import RecordingError

ENOUGH = 20
"""Steady presses that are looked at: a session starts within a second, however long the teacher's recording is."""
LOOK_S = 0.05


def teacher_view(path: str) -> TeacherView:
    """Return the most usual steady press of a recording, as shares of its plateau.

    Raises
    ------
    RecordingError
        If the file is missing, no recording, or holds no steady press.
    """
    scout = Scout(open_recording(path))
    while not scout.done and len(_steady(scout)) < ENOUGH:
        scout.work(time.monotonic, LOOK_S)
    steady = _steady(scout)
    if not steady:
        raise RecordingError(f"{path}: holds no steady press to show. Name a recording of somebody who can do it.")
    number = _most_usual(steady)
    plateau_n = scout.presses[number].press.plateau_n
    share = np.clip(np.asarray(scout.curves.of_press[number]) / plateau_n, 0.0, None)
    return TeacherView(name=scout.recording.path.stem, share=np.round(share, 3).tolist(), lead_s=LEAD_S, step_s=STEP_S)


def _steady(scout: Scout) -> dict[int, PressGraded]:
    """Return the steady presses that came to their end, by number."""
    return {
        number: told
        for number, told in enumerate(scout.presses)
        if told.verdict.verdict == "steady" and told.press.release_s is not None and scout.curves.of_press[number]
    }


def _most_usual(steady: dict[int, PressGraded]) -> int:
    """Return the number of the press whose rise and hold lie nearest to the medians, by ratio."""
    rise_s = median(told.press.rise_s or STEP_S for told in steady.values())
    hold_s = median(told.press.hold_s for told in steady.values())

    def away(number: int) -> float:
        press = steady[number].press
        return abs(np.log((press.rise_s or STEP_S) / rise_s)) + abs(np.log(press.hold_s / hold_s))

    return min(steady, key=away)
