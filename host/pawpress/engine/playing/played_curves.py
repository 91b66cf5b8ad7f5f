"""The force of each press as a short curve, kept while a recording is looked through."""

from __future__ import annotations

from collections import deque
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pawpress.core.force_line import Forces
from pawpress.core.layout import Layout
from pawpress.core.presses import Press

STEP_S, LEAD_S = 0.05, 0.5
"""Step of a curve, and how long before the onset it begins."""
LONGEST_S = 30.0
"""Of a press that lasts longer the beginning is kept."""
FOLLOWED_S = 60.0
"""How far back the forces are held for presses that are not over yet."""


class _Piece(NamedTuple):
    t_s: NDArray[np.float64]
    force_n: NDArray[np.float64]


class Curves:
    """Curves by number of the press."""

    def __init__(self) -> None:
        self.of_press: list[list[float]] = []
        self._pieces: deque[_Piece] = deque()
        self._columns: dict[str, list[int]] = {}
        self._layout: Layout | None = None

    def follow(self, forces: Forces, layout: Layout | None) -> None:
        """Take in the next forces."""
        if layout is not None and layout is not self._layout:
            self._layout = layout
            self._columns = {group.name: list(group.columns) for group in layout.groups}
            self._pieces.clear()
        block = forces.block
        if not len(block.t_s):
            return
        self._pieces.append(_Piece(block.t_s, block.force_n))
        while self._pieces[0].t_s[-1] < block.t_s[-1] - FOLLOWED_S:
            self._pieces.popleft()

    def keep(self, press: Press) -> None:
        """Keep the curve of a press that is over; empty where its pad is not known."""
        columns = self._columns.get(press.pad)
        if columns is None or not self._pieces:
            self.of_press.append([])
            return
        begin_s = press.onset_s - LEAD_S
        release_s = press.onset_s + LONGEST_S if press.release_s is None else press.release_s
        end_s = min(release_s + LEAD_S, press.onset_s + LONGEST_S, float(self._pieces[-1].t_s[-1]))
        near = [piece for piece in self._pieces if piece.t_s[-1] >= begin_s and piece.t_s[0] <= end_s]
        t_s = np.concatenate([piece.t_s for piece in near])
        force_n = np.concatenate([piece.force_n[:, columns].sum(axis=1) for piece in near])
        at_s = np.arange(begin_s, end_s, STEP_S)
        self.of_press.append(np.round(np.interp(at_s, t_s, force_n), 1).tolist())
