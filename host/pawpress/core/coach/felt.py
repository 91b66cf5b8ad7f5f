"""The force under the hand at the moment a partner speaks, from the smoothed forces alone."""

from __future__ import annotations

from typing import Final

import numpy as np

from pawpress.core.calibration import Totals
from pawpress.core.force_line import Forces
from pawpress.core.layout import Layout
from pawpress.core.presses import Press

TOUCH_N: Final = 8.0
"""Less is no press; the onset of the judge."""
MEANT_S: Final = 3.0
"""A word that comes so long after a release still speaks of that press."""


class Felt:
    """Knows what the partner feels now, or felt just now."""

    def __init__(self) -> None:
        self.now_s = 0.0
        self.lifted_s = 0.0
        """When no pad was pressed last."""
        self.pad = ""
        """What was pressed hardest last."""
        self._force_n = 0.0
        self._last: Press | None = None
        self._groups: tuple[str, ...] = ()
        self._totals = Totals([[0]])

    def fit(self, layout: Layout) -> None:
        """Know which pads are one hand."""
        self._groups = tuple(group.name for group in layout.groups)
        self._totals = Totals([group.columns for group in layout.groups])

    def take(self, forces: Forces) -> None:
        """Follow the force. The result does not depend on how the stream was cut into blocks."""
        block = forces.block
        if not self._groups or not len(block.t_s):
            return
        hands_n = self._totals.of(block.force_n)
        strongest_n = hands_n.max(axis=0)
        empty = np.flatnonzero(strongest_n < TOUCH_N)
        if len(empty):
            self.lifted_s = float(block.t_s[empty[-1]])
        self.now_s, self._force_n = float(block.t_s[-1]), float(strongest_n[-1])
        if self.pressing:
            self.pad = self._groups[int(hands_n[:, -1].argmax())]

    def ended(self, press: Press) -> None:
        """Take a press that is over."""
        self._last = press
        self.pad = self.pad if self.pressing else press.pad

    @property
    def pressing(self) -> bool:
        """Whether anything is pressed now."""
        return self._force_n >= TOUCH_N

    @property
    def last_n(self) -> float | None:
        """Plateau of the last press, newtons; None before the first."""
        return None if self._last is None else self._last.plateau_n

    def meant_n(self) -> float | None:
        """Return the force that a word of now speaks of, newtons: of the press that is on, else of one just over."""
        if self.pressing:
            return self._force_n
        if self._last is None or self._last.release_s is None or self.now_s - self._last.release_s > MEANT_S:
            return None
        return self._last.plateau_n
