"""Where the press of a teacher lies behind one's own. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from pawpress.engine.messages import TeacherView


def forces_behind(
    teacher: TeacherView, onsets_s: Sequence[float], plateau_n: float, at_s: Sequence[float]
) -> tuple[float, ...]:
    """Return the teacher's force at some moments, newtons; 0 where no press of one's own is near.

    Parameters
    ----------
    teacher : TeacherView
        The press, as shares of its plateau.
    onsets_s : sequence of float
        When one's own presses began, session time in seconds; each has the teacher's press behind it.
    plateau_n : float
        What the plateau is to be here, newtons: what this partner calls nice, whatever the teacher's did.
    at_s : sequence of float
        Session times, seconds.
    """
    begun_s = sorted(onset_s - teacher.lead_s for onset_s in onsets_s)
    return tuple(_share(teacher, begun_s, moment_s) * plateau_n for moment_s in at_s)


def _share(teacher: TeacherView, begun_s: Sequence[float], moment_s: float) -> float:
    """Return the share of the plateau, of the newest press that had begun."""
    newest = bisect_right(begun_s, moment_s) - 1
    if newest < 0:
        return 0.0
    step = (moment_s - begun_s[newest]) / teacher.step_s
    before = int(step)
    if before + 1 >= len(teacher.share):
        return 0.0
    return teacher.share[before] + (step - before) * (teacher.share[before + 1] - teacher.share[before])
