"""Finds presses in the force of each group of pads.

Strategy: a small machine a group with two states, resting and pressing, and one question in each: how long has the
force been above the onset level, or below the release level? The answers depend on samples only, never on how they
were portioned, so live, replay and offline runs find the same presses to the last bit.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from pawpress.calibration import ForceBlock, totals_n
from pawpress.presses.baseline import QUIET_N, Baseline, spread_n
from pawpress.presses.groups import Group
from pawpress.presses.measure import measure, measure_progress
from pawpress.presses.press import Press, Progress
from pawpress.presses.thresholds import PressThresholds
from pawpress.presses.waveform import Waveform

EPSILON_S = 1e-9
PRELOAD_N = 30.0
"""Largest load that may be taken as the rest when a stream begins with it: more is somebody pressing."""
FOUND_WINDOWS, STILL_WINDOWS = 1, 6
"""For how many windows of the baseline it must have lain still: found so, or put on later (a slow lean moves)."""
LONG_GAP_S = 2.0
"""A press does not go on across more missing readings than this."""


class PressDetector:
    """All groups of a rig or file."""

    def __init__(self, groups: Sequence[Group], thresholds: PressThresholds, period_s: float) -> None:
        self._machines = [GroupMachine(group.name, thresholds, period_s) for group in groups]
        self._columns = [list(group.columns) for group in groups]

    def process(self, block: ForceBlock) -> list[Press]:
        """Return the presses that ended in this block, in the order of their release."""
        presses: list[Press] = []
        force_n = totals_n(block.force_n, self._columns)
        saturated = _saturated(block.saturated, self._columns)
        long_gap = block.gap_before * block.period_s > LONG_GAP_S
        for column, machine in enumerate(self._machines):
            presses += machine.cut_short() if long_gap else []
            presses += machine.process(block.t_s, force_n[:, column], saturated[:, column])
        return sorted(presses, key=_when)

    def finish(self) -> list[Press]:
        """Return the presses that were still on when the stream ended."""
        return sorted((press for machine in self._machines for press in machine.finish()), key=_when)

    def progress(self, groups: Iterable[int] | None = None) -> list[Progress]:
        """Return the presses that are on now, of these groups or of all."""
        machines = self._machines if groups is None else [self._machines[group] for group in groups]
        return [progress for machine in machines if (progress := machine.progress()) is not None]


def _saturated(saturated: NDArray[np.bool_], groups: Sequence[Sequence[int]]) -> NDArray[np.bool_]:
    """Return where any pad of a group is saturated, shape (n, groups)."""
    if not saturated.any():
        return np.zeros((len(saturated), len(groups)), dtype=np.bool_)
    return np.stack([np.any(saturated[:, columns], axis=1) for columns in groups], axis=1)


def _when(press: Press) -> tuple[float, float]:
    return (press.onset_s if press.release_s is None else press.release_s, press.onset_s)


class GroupMachine:
    """The detector of one group."""

    def __init__(self, name: str, thresholds: PressThresholds, period_s: float) -> None:
        self._name = name
        self._thresholds = thresholds
        self._baseline = Baseline(period_s, thresholds.rest_sigma_n, follow=thresholds.follow_rest)
        self._seen = 0
        self._run_since_s: float | None = None
        # A gap may lie between the onset and the sample that makes it sure.
        self._past = Waveform(keep_s=thresholds.backdate_s + LONG_GAP_S + 1.0)
        self._press: Waveform | None = None
        self._rest_n = 0.0
        self._release_n = 0.0
        self._began_loaded = False

    def process(
        self, t_s: NDArray[np.float64], force_n: NDArray[np.float64], saturated: NDArray[np.bool_]
    ) -> list[Press]:
        """Return the presses that ended in these samples, all of shape (n,)."""
        presses: list[Press] = []
        start = 0
        while start < len(force_n):
            # Never past a window of the baseline, whose end may move the levels.
            stop = min(len(force_n), start + self._baseline.window - self._seen % self._baseline.window)
            presses += self._stretch(t_s[start:stop], force_n[start:stop], saturated[start:stop])
            self._seen += stop - start
            if self._seen % self._baseline.window == 0:
                self._baseline.close_window()
                self._put_down_preload()
            start = stop
        return presses

    def finish(self) -> list[Press]:
        """Return the press that is still on, if it counts."""
        if self._press is None:
            return []
        waveform, self._press = self._press, None
        press = measure(self._name, waveform, self._rest_n, None, self._thresholds.armed_n)
        return [] if press is None else [press]

    def progress(self) -> Progress | None:
        """Return the press that is on now, once it counts."""
        if self._press is None:
            return None
        return measure_progress(self._name, self._press, self._rest_n, self._thresholds.armed_n)

    def cut_short(self) -> list[Press]:
        """End everything at a long gap; what is behind it is another press."""
        self._run_since_s = None
        self._past.clear()
        return self.finish()

    def _put_down_preload(self) -> None:
        """Take a small load that lies still, but is no press, as the rest: a strap, a body on the mat.

        Either it never reached what counts as a press, or it was there, still and light, when the stream began.
        """
        if self._press is None or not self._thresholds.follow_rest:
            return
        light = self._press.peak_n - self._rest_n < self._thresholds.armed_n
        found = self._began_loaded and self._press.peak_n <= PRELOAD_N
        if not (light or found):
            return
        t_s, force_n, saturated = self._press.arrays()
        windows = FOUND_WINDOWS if found else STILL_WINDOWS
        last = force_n[-windows * self._baseline.window :]
        if len(last) < windows * self._baseline.window or spread_n(np.sort(last)) > QUIET_N:
            return
        self._press, self._run_since_s = None, None
        self._past.append(t_s, force_n, saturated)
        self._baseline.adopt(last)

    def _stretch(
        self, t_s: NDArray[np.float64], force_n: NDArray[np.float64], saturated: NDArray[np.bool_]
    ) -> list[Press]:
        presses: list[Press] = []
        at = 0
        while at < len(t_s):
            part = (t_s[at:], force_n[at:], saturated[at:])
            if self._press is None:
                at += self._rest(*part)
            else:
                used, press = self._press_on(*part)
                at += used
                presses += [] if press is None else [press]
        return presses

    def _onset_level(self) -> float:
        limit = self._thresholds
        return self._baseline.level_n + max(limit.onset_n, limit.onset_sigmas * self._baseline.sigma_n)

    def _rest(self, t_s: NDArray[np.float64], force_n: NDArray[np.float64], saturated: NDArray[np.bool_]) -> int:
        """Live through samples while nobody presses; return how many were used before a press was sure."""
        onset_level = self._onset_level()
        if self._run_since_s is None and force_n.max() <= onset_level:
            self._past.append(t_s, force_n, saturated)
            self._baseline.rest(force_n)
            return len(t_s)
        above = force_n > onset_level
        sure, self._run_since_s = _lasting(t_s, above, self._run_since_s, self._thresholds.onset_s)
        used = len(t_s) if sure is None else sure + 1
        self._past.append(t_s[:used], force_n[:used], saturated[:used])
        self._baseline.rest(force_n[:used][~above[:used]])
        if sure is not None:
            self._begin()
        return used

    def _begin(self) -> None:
        """Turn the past into the beginning of a press, dated back to where the force left the rest."""
        assert self._run_since_s is not None
        limit = self._thresholds
        self._rest_n = self._baseline.level_n
        onset_level = self._onset_level()
        leave_n = self._rest_n + min(onset_level - self._rest_n, limit.backdate_sigmas * self._baseline.sigma_n)
        self._release_n = self._rest_n + (onset_level - self._rest_n) * limit.release_n / limit.onset_n
        self._press = self._past.since_leaving(leave_n, self._run_since_s, limit.backdate_s)
        self._began_loaded = bool(self._press.arrays()[1][0] > onset_level)
        self._past.clear()
        self._run_since_s = None

    def _press_on(
        self, t_s: NDArray[np.float64], force_n: NDArray[np.float64], saturated: NDArray[np.bool_]
    ) -> tuple[int, Press | None]:
        """Live through samples of a press; return how many were used and the press if it ended."""
        assert self._press is not None
        below = force_n < self._release_n
        sure, self._run_since_s = _lasting(t_s, below, self._run_since_s, self._thresholds.release_s)
        used = len(t_s) if sure is None else sure + 1
        self._press.append(t_s[:used], force_n[:used], saturated[:used])
        if sure is None:
            return used, None
        return used, self._end()

    def _end(self) -> Press | None:
        assert self._press is not None
        assert self._run_since_s is not None
        release_s, waveform = self._run_since_s, self._press
        self._press, self._run_since_s = None, None
        press_part, rest_part = waveform.split(release_s)
        self._past.append(*rest_part)
        return measure(self._name, press_part, self._rest_n, release_s, self._thresholds.armed_n)


def _lasting(
    t_s: NDArray[np.float64], true: NDArray[np.bool_], since_s: float | None, long_s: float
) -> tuple[int | None, float | None]:
    """Find where a condition has held long enough.

    Parameters
    ----------
    t_s : array, shape (n,)
        Time.
    true : array, shape (n,)
        Whether the condition holds.
    since_s : float or None
        When the run that reaches into this stretch began.
    long_s : float
        How long it must hold, seconds.

    Returns
    -------
    index : int or None
        First sample at which the condition has held for `long_s`.
    since_s : float or None
        When the run at that sample, or at the end of the stretch, began.
    """
    for a, b in _runs(true):
        start_s = since_s if a == 0 and since_s is not None else float(t_s[a])
        enough = a + int(np.searchsorted(t_s[a:b], start_s + long_s - EPSILON_S))
        if enough < b:
            return enough, start_s
        if b == len(true):
            return None, start_s
    return None, None


def _runs(true: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Return begin and end of every stretch in which the condition holds."""
    if not true.any():
        return []
    edges = np.flatnonzero(np.diff(np.concatenate(([False], true, [False])).view(np.int8)))
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))
