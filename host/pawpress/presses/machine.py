"""The detector of one group of pads: resting or pressing, and one question in each state.

How long has the force been above the onset level, or below the release level? The answers depend on samples only.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pawpress.presses.baseline import QUIET_N, REST_SHARE, Baseline, Window, window_of
from pawpress.presses.measure import measure_all, measure_progress
from pawpress.presses.past import Past
from pawpress.presses.press import Press, Progress
from pawpress.presses.thresholds import PressThresholds
from pawpress.presses.waveform import Portion, Waveform
from pawpress.runs import runs

EPSILON_S = 1e-9
PRELOAD_N = 30.0
"""Largest load that may be taken as the rest when a stream begins with it: more is somebody pressing."""
FOUND_WINDOWS, STILL_WINDOWS = 1, 6
"""For how many windows of the baseline it must have lain still: found so, or put on later (a slow lean moves)."""


class GroupMachine:
    """Lives through the samples at which its group presses or might begin to; the detector spares it the others."""

    def __init__(self, name: str, column: int, thresholds: PressThresholds, window: int) -> None:
        self._name, self._column = name, column
        self._thresholds = thresholds
        self._window = window
        self._baseline = Baseline(thresholds.rest_sigma_n)
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
        self.onset_level_n = 0.0
        self._set_level()

    @property
    def busy(self) -> bool:
        """Whether samples below the onset level matter too."""
        return self._press is not None or self._run_since_s is not None

    @property
    def mixed(self) -> bool:
        """Whether this window holds more than rest; then every sample of it must be seen."""
        return self._rest is not None

    def process(self, past: Past, row: int, window_row: int, portion: Portion) -> list[list[Press]]:
        """Return the touches that ended in these samples, the newest of the past from this row on: presses, in order.

        Parameters
        ----------
        past : Past
            Holds the samples already.
        row, window_row : int
            Where they begin, and where the window of the baseline that holds them does.
        portion : tuple of arrays, shape (n,)
            Time, force and saturation.
        """
        if self._rest is None:
            self._rest = [past.rows(window_row, row)[2][:, self._column]]
        t_s, force_n, saturated = portion
        touches: list[list[Press]] = []
        at = 0
        while at < len(t_s):
            part = (t_s[at:], force_n[at:], saturated[at:])
            if self._press is None:
                at += self._be_at_rest(past, row + at, part)
            else:
                used, presses = self._press_on(past, part)
                at += used
                touches += [presses] if presses else []
        return touches

    def close_window(self, window: Window | None) -> None:
        """Follow the rest at the end of a window, given as a whole where it was nothing but rest."""
        if not self._thresholds.follow_rest:
            self._rest = None
            return
        if self._rest is not None:
            rest_n = np.concatenate(self._rest)
            window = window_of(rest_n) if len(rest_n) >= REST_SHARE * self._window else None
            self._rest = None
        if window is not None:
            self._baseline.follow(window)
            self._set_level()
        if self._press is not None:
            self._put_down_preload(self._press)

    def finish(self) -> list[Press]:
        """Return the presses of the touch that is still on, if they count."""
        if self._press is None:
            return []
        waveform, self._press = self._press, None
        return measure_all(self._name, waveform, self._rest_n, None, self._thresholds.armed_n)

    def progress(self) -> Progress | None:
        """Return the press that is on now, once it counts."""
        if self._press is None:
            return None
        return measure_progress(self._name, self._press, self._rest_n, self._thresholds.armed_n)

    def cut_short(self, row: int) -> list[Press]:
        """End everything at a long gap before this row; what is behind it is another press."""
        self._run_since_s = None
        self._own_from = row
        return self.finish()

    def _set_level(self) -> None:
        limit = self._thresholds
        self.onset_level_n = self._baseline.level_n + max(limit.onset_n, limit.onset_sigmas * self._baseline.sigma_n)

    def _put_down_preload(self, press: Waveform) -> None:
        """Take a small load that lies still, but is no press, as the rest: a strap, a body on the mat.

        Either it never reached what counts as a press, or it was there, still and light, when the stream began.
        """
        light = press.peak_n - self._rest_n < self._thresholds.armed_n
        found = self._began_loaded and press.peak_n <= PRELOAD_N
        if not (light or found):
            return
        samples = (FOUND_WINDOWS if found else STILL_WINDOWS) * self._window
        last_n = press.arrays()[1][-samples:]
        if len(last_n) < samples or (window := window_of(last_n)).spread_n > QUIET_N:
            return
        self._press, self._run_since_s = None, None
        self._own_from = self._onset_row
        self._baseline.adopt(window)
        self._set_level()

    def _be_at_rest(self, past: Past, row: int, portion: Portion) -> int:
        """Live through samples while nobody presses; return how many were used before a press was sure."""
        t_s, force_n, _ = portion
        above = force_n > self.onset_level_n
        sure, self._run_since_s = _lasting(t_s, above, self._run_since_s, self._thresholds.onset_s)
        used = len(t_s) if sure is None else sure + 1
        assert self._rest is not None
        self._rest.append(force_n[:used][~above[:used]])
        if sure is not None:
            self._begin(past, row + used)
        return used

    def _begin(self, past: Past, row: int) -> None:
        """Turn the past before a row into the beginning of a press, dated back to where the force left the rest."""
        assert self._run_since_s is not None
        limit, since_s = self._thresholds, self._run_since_s
        self._rest_n = self._baseline.level_n
        rise_n = self.onset_level_n - self._rest_n
        leave_n = self._rest_n + min(rise_n, limit.backdate_sigmas * self._baseline.sigma_n)
        self._release_n = self._rest_n + rise_n * limit.release_n / limit.onset_n
        first_row, t_s, forces_n, saturated = past.rows(self._own_from, row)
        force_n = forces_n[:, self._column]
        earliest, run = np.searchsorted(t_s, (since_s - limit.backdate_s, since_s)).tolist()
        resting = np.flatnonzero(force_n[earliest:run] <= leave_n)
        first = earliest + (int(resting[-1]) if len(resting) else 0)
        self._press = Waveform()
        self._press.append(t_s[first:], force_n[first:], saturated[first:, self._column])
        self._onset_row = first_row + first
        self._began_loaded = bool(force_n[first] > self.onset_level_n)
        self._run_since_s = None

    def _press_on(self, past: Past, portion: Portion) -> tuple[int, list[Press]]:
        """Live through samples of a touch; return how many were used and its presses if it ended."""
        assert self._press is not None
        t_s, force_n, saturated = portion
        below = force_n < self._release_n
        sure, self._run_since_s = _lasting(t_s, below, self._run_since_s, self._thresholds.release_s)
        used = len(t_s) if sure is None else sure + 1
        self._press.append(t_s[:used], force_n[:used], saturated[:used])
        return used, [] if sure is None else self._end(past, self._press)

    def _end(self, past: Past, waveform: Waveform) -> list[Press]:
        assert self._run_since_s is not None
        release_s, self._run_since_s = self._run_since_s, None
        self._press = None
        self._own_from = past.after(release_s)
        return measure_all(self._name, waveform.until(release_s), self._rest_n, release_s, self._thresholds.armed_n)


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
        enough = a + int(np.searchsorted(t_s[a:b], start_s + long_s - EPSILON_S))
        if enough < b:
            return enough, start_s
        if b == len(true):
            return None, start_s
    return None, None
