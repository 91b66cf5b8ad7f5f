"""Whether a hand that walks over several pads lets go between its presses.

A press on one pad ends when that pad is free, so what stays on shows only where a hand has several pads: it may stand
on the next one before it has left the last. Strategy: remember a sample of all forces every 20 ms for a while,
counted in samples so that the cut into blocks does not matter, and look at the two pads together between their two
peaks.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from pawpress.core.calibration import ForceBlock, total_of
from pawpress.core.presses.groups import Group
from pawpress.core.presses.press import Press

STEP_S = 0.02
KEEP_S = 30.0
MARGIN_S = 1.0
"""Kept beyond that, so that rounding cannot matter."""
SAME_SHARE = 0.5
"""Two presses of a hand that overlap for more than this share of the shorter one are one press on two pads."""


class HandMemory:
    """Remembers the newest forces and the last press of each hand."""

    def __init__(self, groups: Sequence[Group], hand_of: Mapping[str, str], period_s: float) -> None:
        self._columns = {group.name: list(group.columns) for group in groups}
        self._hand_of = hand_of
        hands = [hand_of.get(group.name) for group in groups]
        self._needed = any(hands.count(hand) > 1 for hand in set(hands) if hand is not None)
        self._step = max(1, round(STEP_S / period_s))
        self._seen = 0
        self._past: deque[tuple[NDArray[np.float64], NDArray[np.float64]]] = deque()
        self._last: dict[str, Press] = {}

    def process(self, block: ForceBlock) -> None:
        """Take smoothed forces."""
        if not self._needed:
            return
        first = -self._seen % self._step
        self._seen += len(block.t_s)
        if first >= len(block.t_s):
            return
        # From the block's beginning: what a press that ends in it may ask for must not depend on the block's length.
        while self._past and self._past[0][0][-1] < block.t_s[0] - KEEP_S - MARGIN_S:
            self._past.popleft()
        # Copies, so that a few samples do not keep a whole block alive.
        self._past.append((block.t_s[first :: self._step].copy(), block.force_n[first :: self._step].copy()))

    def complete(self, press: Press, sure_s: float) -> Press:
        """Return the press with what stayed on the hand before it.

        Parameters
        ----------
        press : Press
            The next one that ended, of all pads.
        sure_s : float
            When that was sure: a press that another ran into is told only with the last of them.
        """
        hand = self._hand_of.get(press.pad)
        if hand is None:
            return press
        before, self._last[hand] = self._last.get(hand), press
        kept_n = 0.0 if before is None else self._between(before, press, sure_s)
        if before is None or kept_n is None:
            return press
        return replace(press, residual_n=max(kept_n, press.residual_n or 0.0))

    def _between(self, before: Press, press: Press, sure_s: float) -> float | None:
        """Least force on both pads between two peaks; None where both are one press, or too long ago."""
        if before.release_s is None:
            return None
        overlap_s = min(before.release_s, press.release_s or press.peak_s) - max(before.onset_s, press.onset_s)
        if overlap_s <= 0.0:
            return 0.0
        if overlap_s > SAME_SHARE * min(_length_s(before), _length_s(press)):
            return None
        start_s, end_s = sorted((before.peak_s, press.peak_s))
        if sure_s - start_s > KEEP_S:
            return None
        columns = self._columns[before.pad] + self._columns[press.pad]
        lowest = [
            float(total_of(force_n[(t_s >= start_s) & (t_s <= end_s)][:, columns]).min(initial=np.inf))
            for t_s, force_n in self._past
            if t_s[-1] >= start_s and t_s[0] <= end_s
        ]
        least_n = min(lowest, default=np.inf) - before.rest_n - press.rest_n
        return max(0.0, least_n) if np.isfinite(least_n) else None


def _length_s(press: Press) -> float:
    return (press.peak_s if press.release_s is None else press.release_s) - press.onset_s
