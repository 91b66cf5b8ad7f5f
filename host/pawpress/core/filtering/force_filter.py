"""The causal low-pass of the live force, in fixed blocks.

Strategy: a block of inputs gives its part of the outputs and of the next state by one small matrix product, and the
state at its begin gives the rest (`states`); a scipy call costs twenty times as much. Blocks are counted from the start
of each gap-free stretch, and every product has the same shape for one block as for thousands, so that the same numbers
are multiplied and added in the same order however the stream was chopped: live and replay agree to the last bit. After
a gap the filter starts settled at the first new force.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from pawpress.core.calibration import ForceBlock
from pawpress.core.filtering.design import delay_s, run_sections, sections_for, settled_state
from pawpress.core.filtering.states import BlockStates, powers_of

BLOCK_S = 0.01
"""Length of a filter block, seconds: short enough not to be felt, long enough to be cheap."""


class ForceFilter:
    """Smooths the force of every pad and corrects its time by the filter's delay."""

    def __init__(self, rate_hz: float) -> None:
        self._matrices = _matrices(rate_hz)
        self._length = _block_samples(rate_hz)
        self._pending: ForceBlock | None = None
        self._states: BlockStates | None = None
        self.delay_s = 0.0 if self._matrices is None else self._matrices.delay_s

    def reset(self) -> None:
        """Forget everything that came before."""
        self._pending, self._states = None, None

    def process(self, block: ForceBlock) -> list[ForceBlock]:
        """Return the smoothed blocks that are complete; up to one filter block is kept back."""
        if self._matrices is None:
            return [block]
        done = self.flush() if block.gap_before else []
        joined = block if self._pending is None else _join(self._pending, block)
        whole = len(joined.t_s) // self._length * self._length
        self._pending = _part(joined, whole, len(joined.t_s)) if whole < len(joined.t_s) else None
        if whole:
            done.append(self._smooth(_part(joined, 0, whole), self._matrices))
        return done

    def flush(self) -> list[ForceBlock]:
        """Return what was kept back, at a gap or at the end, and start anew."""
        kept, self._pending = self._pending, None
        done = [] if kept is None or self._matrices is None else [self._smooth_rest(kept, self._matrices)]
        self._states = None
        return done

    def _smooth(self, block: ForceBlock, matrices: _Matrices) -> ForceBlock:
        if self._states is None:
            self._states = BlockStates(matrices.powers, matrices.settled * block.force_n[:1])
        length, pads = self._length, block.force_n.shape[1]
        blocks = np.ascontiguousarray(block.force_n).reshape(-1, length, pads)
        driven = np.matmul(matrices.from_inputs, blocks)
        states = self._states.follow(np.ascontiguousarray(driven[:, length:]))
        out = np.matmul(matrices.from_state, states)
        out += driven[:, :length]
        return self._shifted(block, out.reshape(-1, pads))

    def _smooth_rest(self, block: ForceBlock, matrices: _Matrices) -> ForceBlock:
        """Smooth less than a filter block by padding it with its last force."""
        n = len(block.t_s)
        padding = np.repeat(block.force_n[-1:], self._length - n, axis=0)
        padded = ForceBlock(
            block.t_s, np.concatenate((block.force_n, padding)), block.saturated, block.gap_before, block.period_s
        )
        return self._shifted(block, self._smooth(padded, matrices).force_n[:n])

    def _shifted(self, block: ForceBlock, force_n: NDArray[np.float64]) -> ForceBlock:
        return ForceBlock(block.t_s - self.delay_s, force_n, block.saturated, block.gap_before, block.period_s)


@dataclass(frozen=True, slots=True)
class _Matrices:
    """What the filter of one rate multiplies with; s numbers of state, blocks of n samples."""

    from_inputs: NDArray[np.float64]
    """What a block's inputs give to its outputs and to the next state, shape (n + s, n)."""
    from_state: NDArray[np.float64]
    """What the state before it gives to its outputs, shape (n, s)."""
    powers: NDArray[np.float64]
    """What becomes of a state, see `powers_of`."""
    settled: NDArray[np.float64]
    """The state in which an input of 1 stays 1, shape (s, 1)."""
    delay_s: float


@cache
def _matrices(rate_hz: float) -> _Matrices | None:
    """Return the matrices of a rate, made once: a short recording takes no longer to judge than they to make."""
    sections = sections_for(rate_hz)
    if sections is None:
        return None
    length = _block_samples(rate_hz)
    fused = _fuse(sections, length)
    return _Matrices(
        np.ascontiguousarray(fused[:, :length]),
        np.ascontiguousarray(fused[:length, length:]),
        powers_of(np.ascontiguousarray(fused[length:, length:])),
        settled_state(sections),
        delay_s(sections, rate_hz),
    )


def _block_samples(rate_hz: float) -> int:
    return max(1, round(rate_hz * BLOCK_S))


def _fuse(sections: NDArray[np.float64], length: int) -> NDArray[np.float64]:
    """Return the matrix that maps (inputs, state) to (outputs, next state), shape (length + 2 s, length + 2 s)."""
    states = 2 * len(sections)
    unit = np.eye(length + states)
    y, z = run_sections(sections, unit[:length], unit[length:])
    return np.ascontiguousarray(np.concatenate((y, z)))


def _join(first: ForceBlock, second: ForceBlock) -> ForceBlock:
    return ForceBlock(
        np.concatenate((first.t_s, second.t_s)),
        np.concatenate((first.force_n, second.force_n)),
        np.concatenate((first.saturated, second.saturated)),
        first.gap_before,
        first.period_s,
    )


def _part(block: ForceBlock, a: int, b: int) -> ForceBlock:
    gap = block.gap_before if a == 0 else 0
    return ForceBlock(block.t_s[a:b], block.force_n[a:b], block.saturated[a:b], gap, block.period_s)
