"""The detector of one group of pads: resting or pressing, and one question in each state.

How long has the force been above the onset level, or below the release level? The answers depend on samples only.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pawpress.core.arithmetic import EPSILON_S
from pawpress.core.arrays import runs
from pawpress.core.presses.measure import measure_all, measure_progress
from pawpress.core.presses.past import Past
from pawpress.core.presses.press import Press, PressProgress
from pawpress.core.presses.rest_baseline import REST_SHARE, new_rest
from pawpress.core.presses.thresholds import PressThresholds
from pawpress.core.presses.waveform import Waveform

PRELOAD_N = 30.0
"""Largest load that may be taken as the rest when a stream begins with it: more is somebody pressing."""
FOUND_WINDOWS, STILL_WINDOWS = 1, 6
"""For how many windows of the baseline it must have lain still: found so, or put on later (a slow lean moves)."""

NOTHING: NDArray[np.float64] = np.empty(0)

Contact = tuple[int, list[Press]]
"""The row up to which a group was lived through when it was sure that the hand is off, and its presses in order."""


class GroupMachine:
    """Lives through the samples at which its group presses or might begin to; the detector spares it the others."""

    def __init__(self, name: str, column: int, thresholds: PressThresholds, window: int) -> None:
        self._name, self._column = name, column
        self._thresholds = thresholds
        self._window = window
        self._baseline = new_rest(thresholds)
        self._rest: list[NDArray[np.float64]] | None = None
        """Forces of this window at which nobody pressed, once some of them may be above the onset level."""
        self._run_since_s: float | None = None
        self._own_from = 0
        """Row of the past at which the last press is over."""
        self._press: Waveform | None = None
        self._onset_row = 0
        self._rest_n = 0.0
        self._release_n = 0.0
        self._began_loaded = False

    @property
    def onset_level_n(self) -> float:
        """Force above which a press may begin."""
        return self._baseline.onset_level_n

    @property
    def awake(self) -> bool:
        """Whether samples below the onset level matter too: in a press, near one, or in a window that holds one."""
        return self._rest is not None or self._press is not None or self._run_since_s is not None

    @property
    def ending(self) -> bool:
        """Whether the force of a press is below its release, and may stay there."""
        return self._press is not None and self._run_since_s is not None

    def advance(self, past: Past, row: int, stop: int) -> list[Contact]:
        """Live through rows of the past; return the touches that ended in them.

        Parameters
        ----------
        past : Past
            Holds the samples, from the window of the first of them on.
        row, stop : int
            The first of them, and the first that is left for later.
        """
        touches: list[Contact] = []
        while (row := row if self.awake else self._sleep(past, row, stop)) < stop:
            end = row - row % self._window + self._window
            row = self._advance_awake(past, row, stop, end, touches)
            if row >= end:
                self._close_window()
                if row % self._window:
                    self._rest = []  # a press went on for longer than the window
        return touches

    def _sleep(self, past: Past, row: int, stop: int) -> int:
        """Follow the rest through windows that stay below the onset level; return the row at which one does not."""
        begin = row - row % self._window
        return max(row, begin + self._baseline.sleep_through(past.forces_of(self._column, begin, stop), self._window))

    def _advance_awake(self, past: Past, row: int, stop: int, end: int, touches: list[Contact]) -> int:
        """Live through samples of one state; return up to which row.

        A press that counts is the only state that goes on across the end of a window: no window describes it.
        """
        if self._rest is None:
            self._rest = [past.rows(self._column, end - self._window, row)[2].copy()]
        if self._press is None:
            return self._be_at_rest(past, row, min(stop, end))
        return self._press_on(past, row, min(stop, end) if self._may_be_rest(self._press) else stop, touches)

    def _close_window(self) -> None:
        """Follow the rest at the end of a window."""
        rest, self._rest = self._rest, None
        if not self._thresholds.follow_rest:
            return
        rest_n = np.concatenate(rest) if rest else NOTHING
        if len(rest_n) >= REST_SHARE * self._window:
            self._baseline.follow(rest_n)
        if self._press is not None and self._may_be_rest(self._press):
            self._put_down_preload(self._press)

    def finish(self) -> list[Press]:
        """Return the presses of the touch that is still on, if they count."""
        if self._press is None:
            return []
        waveform, self._press = self._press, None
        return measure_all(self._name, waveform, self._rest_n, None, self._thresholds.armed_n, self._thresholds.lean)

    def progress(self) -> PressProgress | None:
        """Return the press that is on now, once it counts."""
        if self._press is None:
            return None
        return measure_progress(self._name, self._press, self._rest_n, self._thresholds.armed_n)

    def cut_short(self, row: int) -> list[Press]:
        """End everything at a long gap before this row; what is behind it is another press."""
        self._run_since_s = None
        self._own_from = row
        return self.finish()

    def _may_be_rest(self, press: Waveform) -> bool:
        """Whether a load is small enough to be a strap, or a body on the mat: once it is larger, it stays a press.

        Either it never reached what counts as a press, or it was there, and light, when the stream began.
        """
        light = press.peak_n - self._rest_n < self._thresholds.armed_n
        return light or (self._began_loaded and press.peak_n <= PRELOAD_N)

    def _put_down_preload(self, press: Waveform) -> None:
        """Take a load that may be rest, and lies still, as the rest."""
        found = self._began_loaded and press.peak_n <= PRELOAD_N
        samples = (FOUND_WINDOWS if found else STILL_WINDOWS) * self._window
        last_n = press.arrays()[1][-samples:]
        if len(last_n) == samples and self._baseline.adopt(last_n):
            self._press, self._run_since_s = None, None
            self._own_from = self._onset_row

    def _be_at_rest(self, past: Past, row: int, stop: int) -> int:
        """Live through samples while nobody presses, up to where a press is sure; return that row."""
        _, t_s, force_n, _ = past.rows(self._column, row, stop)
        above = force_n > self.onset_level_n
        sure, self._run_since_s = _lasting(t_s, above, self._run_since_s, self._thresholds.onset_s)
        used = len(t_s) if sure is None else sure + 1
        assert self._rest is not None
        self._rest.append(force_n[:used][~above[:used]])
        if sure is not None:
            self._begin(past, row + used)
        return row + used

    def _begin(self, past: Past, row: int) -> None:
        """Turn the past before a row into the beginning of a press, dated back to where the force left the rest."""
        assert self._run_since_s is not None
        limit, since_s = self._thresholds, self._run_since_s
        self._rest_n = self._baseline.level_n
        rise_n = self.onset_level_n - self._rest_n
        leave_n = self._rest_n + min(rise_n, limit.backdate_sigmas * self._baseline.sigma_n)
        self._release_n = self._rest_n + rise_n * limit.release_n / limit.onset_n
        first_row, t_s, force_n, saturated = past.rows(self._column, self._own_from, row)
        earliest, run = t_s.searchsorted((since_s - limit.backdate_s, since_s)).tolist()
        resting = (force_n[earliest:run] <= leave_n).nonzero()[0]
        first = earliest + (int(resting[-1]) if len(resting) else 0)
        self._press = Waveform()
        self._press.append(t_s[first:], force_n[first:], saturated[first:])
        self._onset_row = first_row + first
        self._began_loaded = bool(force_n[first] > self.onset_level_n)
        self._run_since_s = None

    def _press_on(self, past: Past, row: int, stop: int, touches: list[Contact]) -> int:
        """Live through samples of a touch, up to where its end is sure; return that row."""
        assert self._press is not None
        _, t_s, force_n, saturated = past.rows(self._column, row, stop)
        below = force_n < self._release_n
        sure, self._run_since_s = _lasting(t_s, below, self._run_since_s, self._thresholds.release_s)
        used = len(t_s) if sure is None else sure + 1
        self._press.append(t_s[:used], force_n[:used], saturated[:used])
        if sure is not None:
            touches.append((row + used, self._end(past, self._press)))
        return row + used

    def _end(self, past: Past, waveform: Waveform) -> list[Press]:
        assert self._run_since_s is not None
        release_s, self._run_since_s = self._run_since_s, None
        self._press = None
        self._own_from = past.after(release_s)
        waveform.cut(release_s)
        return measure_all(
            self._name, waveform, self._rest_n, release_s, self._thresholds.armed_n, self._thresholds.lean
        )


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
    for a, b in runs(true):
        start_s = since_s if a == 0 and since_s is not None else float(t_s[a])
        until_s = start_s + long_s - EPSILON_S
        if t_s[b - 1] >= until_s:
            return a + int(t_s[a:b].searchsorted(until_s)), start_s
        if b == len(true):
            return None, start_s
    return None, None
