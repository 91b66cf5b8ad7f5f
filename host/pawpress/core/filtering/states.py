"""The filter's state from block to block, for one block as for thousands.

Strategy: the state follows `z' = P z + g`, block after block, and one block after the other is slow in Python. So runs
of `RUN` blocks are followed from zero, all runs of a stretch at once, and what the state at the begin of a run becomes
inside it is added: `P^k z0` for its k-th block. Only that `z0` is handed on from run to run, one by one. A stream that
comes block by block does the same products and sums in the same order.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

RUN = 32


def powers_of(step: Array) -> Array:
    """Return the powers 0 to `RUN` of a matrix of shape (s, s), shape (RUN + 1, s, s)."""
    return np.stack([np.linalg.matrix_power(step, k) for k in range(RUN + 1)])


class BlockStates:
    """Follows a state of shape (s, pads).

    Parameters
    ----------
    powers : array, shape (RUN + 1, s, s)
        Those of what a block makes of the state without inputs.
    first : array, shape (s, pads)
        The state before the first block.
    """

    def __init__(self, powers: Array, first: Array) -> None:
        self._step, self._powers = powers[1], powers
        self._begun = first
        """State at the begin of the run."""
        self._own = np.zeros_like(first)
        """What the inputs of the run have made of a state that was zero at its begin."""
        self._blocks = 0
        """Blocks of the run so far."""

    def follow(self, driven: Array) -> Array:
        """Return the state before each block, from what its inputs add to the next one; both of shape (n, s, pads)."""
        states = np.empty_like(driven)
        at = min(-self._blocks % RUN, len(driven))
        whole = at + (len(driven) - at) // RUN * RUN
        self._one_by_one(driven[:at], states[:at])
        if whole > at:
            self._runs(driven[at:whole], states[at:whole])
        self._one_by_one(driven[whole:], states[whole:])
        return states

    def _one_by_one(self, driven: Array, states: Array) -> None:
        """Follow blocks that fill no run."""
        for block in range(len(driven)):
            states[block] = np.matmul(self._powers[self._blocks], self._begun) + self._own
            self._own = np.matmul(self._step, self._own) + driven[block]
            self._blocks += 1
            if self._blocks == RUN:
                self._begun = np.matmul(self._powers[RUN], self._begun) + self._own
                self._own, self._blocks = np.zeros(self._own.shape), 0

    def _runs(self, driven: Array, states: Array) -> None:
        """Follow whole runs."""
        count = len(driven) // RUN
        shape = driven.shape[1:]
        inputs = driven.reshape(count, RUN, *shape)
        own = np.zeros((RUN + 1, count, *shape))
        for block in range(RUN):
            np.matmul(self._step, own[block], out=own[block + 1])
            own[block + 1] += inputs[:, block]
        begun = np.empty((count, *shape))
        for run in range(count):
            begun[run] = self._begun
            self._begun = np.matmul(self._powers[RUN], self._begun) + own[RUN, run]
        within = np.matmul(self._powers[:RUN, None], begun)
        within += own[:RUN]
        states.reshape(count, RUN, *shape)[...] = within.swapaxes(0, 1)
