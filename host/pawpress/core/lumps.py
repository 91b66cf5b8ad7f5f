"""Gathers what comes live into lumps of 30 ms, for everything behind the alarms.

A call costs the same for five readings as for thirty, so the stages that no alarm waits for are called a third as
often. Nothing waits for longer than a step of 10 ms where somebody might: while a force rises fast, so that a jab is
named within its 60 ms, and while a press is about to end. Lumps and steps are counted in samples from the start of each
gap-free stretch, and whether to hurry is asked at steps only. So what has been said after a reading follows from the
readings so far, however they were cut: what a person says falls between the same events live and in a replay.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from pawpress.core.calibration import ForceBlock

STEP_S = 0.01
STEPS = 3
"""Steps of a lump."""


class Lumps:
    """Holds blocks back until they are worth judging.

    Parameters
    ----------
    period_s : float
        Time from one scan to the next, seconds.
    fast_n_per_s : float
        From this rise of a single pad on nothing is held back, newtons a second.
    hurry : callable
        Says, once everything that was handed on has been judged, whether there is another reason to hold nothing back.
    """

    def __init__(self, period_s: float, fast_n_per_s: float, hurry: Callable[[], bool]) -> None:
        self._step = max(1, round(STEP_S / period_s))
        self._lump = STEPS * self._step
        self.slow_n = fast_n_per_s * STEPS * STEP_S
        """A pad that has risen by no more since what was handed on last rises slowly."""
        self._hurry = hurry
        self._held: list[ForceBlock] = []
        self._seen = 0
        """Samples since the start of the stretch."""
        self._before_n: NDArray[np.float64] | None = None
        """The newest forces that were handed on."""

    @property
    def held(self) -> int:
        """How many samples are held back."""
        return sum(len(block.t_s) for block in self._held)

    def due(self, *, hurry: bool) -> int:
        """How many more samples fill the lump, or for who is in a hurry the step."""
        length = self._step if hurry else self._lump
        return length - self._seen % length

    def add(self, block: ForceBlock) -> Iterator[ForceBlock]:
        """Take a block; yield what is to be judged now, each to be judged before the next is asked for."""
        if block.gap_before:
            yield from self.rest()
            self._seen = 0
        begun, self._seen = self._seen, self._seen + len(block.t_s)
        taken = max(0, self._seen // self._lump * self._lump - begun)
        if taken:
            self._held.append(_part(block, 0, taken))
            yield from self.rest()
        for step in range((begun + taken) // self._step + 1, self._seen // self._step + 1):
            upto = step * self._step - begun
            self._held.append(_part(block, taken, upto))
            taken = upto
            if self._rises(block.force_n[upto - 1]) or self._hurry():
                yield from self.rest()
        if taken < len(block.t_s):
            self._held.append(_part(block, taken, len(block.t_s)))

    def rest(self) -> Iterator[ForceBlock]:
        """Yield what is held back, at a gap or at the end."""
        held, self._held = self._held, []
        if held:
            self._before_n = held[-1].force_n[-1]
            yield held[0] if len(held) == 1 else _joined(held)

    def _rises(self, force_n: NDArray[np.float64]) -> bool:
        return self._before_n is None or float((force_n - self._before_n).max()) > self.slow_n


def _part(block: ForceBlock, a: int, b: int) -> ForceBlock:
    if b - a == len(block.t_s):
        return block
    gap = block.gap_before if a == 0 else 0
    return ForceBlock(block.t_s[a:b], block.force_n[a:b], block.saturated[a:b], gap, block.period_s)


def _joined(blocks: list[ForceBlock]) -> ForceBlock:
    return ForceBlock(
        np.concatenate([block.t_s for block in blocks]),
        np.concatenate([block.force_n for block in blocks]),
        np.concatenate([block.saturated for block in blocks]),
        blocks[0].gap_before,
        blocks[0].period_s,
    )
