"""What the host must know of a kind of pad before anybody has calibrated one, and what a calibration builds on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pawpress.core.protocol.schema_generated import PadKind

Floats = NDArray[np.float64]
COUNTS_MAX = 1023
"""Top of a 10-bit converter, counts."""


@dataclass(frozen=True, slots=True)
class Signal:
    """The quantity behind a reading that grows like a power of the force, without the bend of the circuit.

    Curves are fitted to it, so that they do not depend on the circuit or on the converter's bits.
    """

    name: str
    """As calibration files name it."""
    of_counts: Callable[[Floats, int], Floats]
    """Takes readings, any shape, and the top of the converter; returns the signal, finite up to the top."""
    to_counts: Callable[[Floats, int], Floats]
    """Takes signals, any shape, and the top of the converter; returns readings, not rounded."""


@dataclass(frozen=True, slots=True)
class PadModel:
    """One kind of pad."""

    kind: PadKind
    signal: Signal
    nominal_n: Callable[[Floats, int], Floats]
    """Takes readings, any shape, and the top of the converter; returns forces, newtons, finite at the very top."""
    nominal_signal: Callable[[Floats], Floats]
    """Takes forces of 0 N and more, any shape; returns the signal."""
    uncertainty: float
    """Relative uncertainty of a newton from the nominal curve, at 95 %."""
    saturation_share: float
    """Share of the converter's range above which a reading is not trusted."""

    def nominal_counts(self, force_n: float, counts_max: int) -> float:
        """Return what a pad nominally reads under a force, counts, not rounded."""
        return float(self.signal.to_counts(self.nominal_signal(np.array([force_n])), counts_max)[0])
